"""A new, empty report for a unit and year."""

import streamlit as st

from assistant.units import resolve
from assistant.web.guard import guarded, tell
from assistant.web.state import choose_report, person, store
from schemas.report import Unit, new_report


def new_report_form() -> None:
    """Two fields and a button; the last year's report of the same unit is put beside it where there is one."""
    st.text_input("单位全称", key="new_unit", placeholder="例：苏店镇人民政府")
    st.text_input("报告年度", key="new_year", placeholder="例：2025")
    st.button("新建", type="primary", on_click=guarded(_create))


def _create() -> None:
    name = str(st.session_state.get("new_unit", "")).strip()
    year = str(st.session_state.get("new_year", "")).strip().removesuffix("年")
    if not name:
        tell("请填写单位全称。", "error")
        return
    if not (year.isdigit() and 2008 <= int(year) <= 2100):
        tell("报告年度请填四位数字，例如 2025。", "error")
        return
    report = new_report(int(year), resolve(Unit(name=name)))
    before = store().journal.last_final(name, int(year) - 1)
    if before is None:
        same = [e for e in store().reports.list() if e.unit == name and e.year == int(year) - 1]
        before = store().reports.open(same[0].id).report if same else None
    if before is not None:
        from assistant.prefill import prefill

        report = prefill(report, before, f"{int(year) - 1}年报告").report
    saved = store().reports.add(report, person())
    choose_report(saved.id)
    for key in ("new_unit", "new_year"):
        st.session_state[key] = ""
    tell(f"已新建“{name} {int(year)}”。" + ("上年结转等已从上年报告带入。" if before else ""), "success")
