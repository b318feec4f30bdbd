"""任务清单: the steps, the reports, and a place to drop files."""

from html import escape

import streamlit as st

from assistant.store.steps import Step, steps
from assistant.web.components.imports import drop_zone
from assistant.web.components.new_report import new_report_form
from assistant.web.guard import guarded, tell
from assistant.web.plain import plain
from assistant.web.state import checked, choose_report, go, opened, person, store

_CHIP = {"未开始": "open", "进行中": "busy", "有问题": "bad", "已完成": "done"}


def show() -> None:
    if not store().reports.list():
        _start()
        return
    saved = opened()
    outdated = store().journal.outdated_finals(saved.id, saved.report)
    finals = [one.id for one in store().journal.finals(saved.id) if one.kind == "docx"]
    old = sum(one in outdated for one in finals)
    found = steps(saved.report, checked(saved), len(finals) - old, old)
    done = sum(step.state == "已完成" for step in found)
    st.title(f"{plain(saved.report.unit.name or '未命名单位')}　{saved.report.year or ''}年政府信息公开工作年度报告")
    left, right = st.container(key="halves").columns([5, 3], gap="large")
    with left:
        st.progress(done / len(found), text=f"{len(found)} 项已完成 {done} 项")
        for number, step in enumerate(found, start=1):
            _line(number, step)
    with right:
        st.subheader("从文件开始")
        st.caption("上年年报、本年已填的表格或年报、依申请公开台账。先看读到了什么，点“采用”才会填入。")
        drop_zone("tasks")
        with st.expander("新建另一份报告", icon=":material/add:"):
            new_report_form()
        with st.expander("移除当前报告", icon=":material/delete:"):
            st.caption("只是从列表中移除，数据都在，随时可以恢复。")
            st.button("移除这份报告", on_click=guarded(_remove, saved.id, saved.report.unit.name or ""))
        _removed()


def _start() -> None:
    """No report is on the list."""
    st.title("年报助手")
    with st.container(width=520):
        st.caption("新建一份报告，就可以开始填写。")
        new_report_form()
        _removed()


def _remove(report_id: int, name: str) -> None:
    store().reports.remove(report_id, person())
    st.session_state.pop("report_id", None)
    tell(f"已移除“{name}”的报告。要找回，请在“已移除的报告”里点“恢复”。", "info")


def _removed() -> None:
    entries = store().reports.removed()
    if not entries:
        return
    with st.expander(f"已移除的报告（{len(entries)}）", icon=":material/history:", key="removed"):
        for entry in entries:
            name, button = st.columns([3, 1], vertical_alignment="center")
            name.markdown(plain(entry.label))
            button.button("恢复", key=f"restore:{entry.id}", width="stretch", on_click=guarded(_restore, entry.id))


def _restore(report_id: int) -> None:
    store().reports.restore(report_id, person())
    choose_report(report_id)
    tell("已恢复。", "success")


def _line(number: int, step: Step) -> None:
    name, state, detail = st.columns([3, 1.3, 5], vertical_alignment="center", gap="small")
    if name.button(f"{number}. {step.name}", key=f"step{number}", type="tertiary"):
        go(step.page, step.place)
    state.html(f'<span class="chip {_CHIP[step.state]}">{step.state}</span>')
    detail.html(f'<span class="muted">{escape(step.detail)}</span>')
