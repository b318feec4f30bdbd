"""One finding: what is wrong, where it leads, and the reason with which a warning is released."""

from html import escape

import streamlit as st

from assistant.checks.waivers import may_be_waived, waiver_for
from assistant.store.database import now
from assistant.store.records import SavedReport
from assistant.store.release import waive, withdraw_waiver
from assistant.web.components.links import page_of
from assistant.web.components.signer import need_person
from assistant.web.guard import guarded, tell
from assistant.web.state import go, person, save
from schemas.findings import SEVERITY_NAMES, Finding

_CHIP = {"error": "bad", "warning": "warn", "info": "open"}


def show_finding(saved: SavedReport, finding: Finding, key: str) -> None:
    """A line with its severity, message, excerpt and basis, and the way to its place."""
    waiver = waiver_for(finding, saved.report)
    chip, text, buttons = st.columns([1, 11, 3], vertical_alignment="top", gap="small")
    chip.html(f'<span class="chip {_CHIP[finding.severity]}">{SEVERITY_NAMES[finding.severity]}</span>')
    with text:
        st.html(f'<div class="finding">{_body(finding)}</div>')
        if waiver is not None:
            st.html(
                f'<span class="muted">已放行：{escape(waiver.reason)}（{escape(waiver.by)} {waiver.at[:10]}）</span>'
            )
    with buttons.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if st.button("去处理", key=f"go:{key}", type="tertiary", icon=":material/arrow_forward:"):
            go(page_of(finding.place), finding.place)
        if waiver is not None:
            st.button(
                "取消放行",
                key=f"unwaive:{key}",
                type="tertiary",
                on_click=guarded(_withdraw, saved, finding),
            )
        elif may_be_waived(finding):
            with st.popover("说明理由", type="tertiary"):
                _reason(saved, finding, key)


def _body(finding: Finding) -> str:
    pieces = [escape(finding.message)]
    if finding.excerpt and finding.excerpt not in finding.message:
        pieces.append(f'<span class="muted">原文：{escape(finding.excerpt)}</span>')
    if finding.suggestion:
        pieces.append(f'<span class="muted">建议：{escape(finding.suggestion)}</span>')
    basis = f"{finding.code}　{finding.basis}" if finding.basis else finding.code
    pieces.append(f'<span class="muted">{escape(basis)}</span>')
    return "<br>".join(pieces)


def _reason(saved: SavedReport, finding: Finding, key: str) -> None:
    field = f"reason:{key}"
    st.text_area("理由（会印在核对单上）", key=field, placeholder="例：今年新增政务公开专栏，发布量增加", height=80)
    st.button("放行", key=f"waive:{key}", type="primary", on_click=guarded(_waive, saved, finding, field))


def _waive(saved: SavedReport, finding: Finding, field: str) -> None:
    reason = str(st.session_state.get(field) or "").strip()
    if not reason:
        tell("请写明放行的理由。", "warning")
        return
    if need_person():
        return
    by, at = person(), now()
    save(lambda report: waive(report, finding, reason, by, at), "说明后放行", report=saved.id)
    st.session_state[field] = ""


def _withdraw(saved: SavedReport, finding: Finding) -> None:
    save(lambda report: withdraw_waiver(report, finding.code, finding.place), "取消放行", report=saved.id)
