"""任务清单: the steps, the reports, and a place to drop files."""

from html import escape

import streamlit as st

from assistant.store.steps import Step, steps
from assistant.web.components.imports import drop_zone
from assistant.web.components.new_report import new_report_form
from assistant.web.plain import plain
from assistant.web.state import checked, go, opened, report_id, store

_CHIP = {"未开始": "open", "进行中": "busy", "有问题": "bad", "已完成": "done"}


def show() -> None:
    if not store().reports.list():
        st.title("年报助手")
        new_report_form()
        return
    saved = opened()
    finals = sum(one.kind == "docx" for one in store().journal.finals(saved.id))
    found = steps(saved.report, checked(saved), finals)
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
            st.caption("从列表中移除。数据仍保留在数据文件中。")
            if st.button("移除这份报告"):
                store().reports.remove(report_id(), store().preferences.person)
                st.session_state.pop("report_id", None)
                st.rerun()


def _line(number: int, step: Step) -> None:
    name, state, detail = st.columns([3, 1.3, 5], vertical_alignment="center", gap="small")
    if name.button(f"{number}. {step.name}", key=f"step{number}", type="tertiary"):
        go(step.page, step.place)
    state.html(f'<span class="chip {_CHIP[step.state]}">{step.state}</span>')
    detail.html(f'<span class="muted">{escape(step.detail)}</span>')
