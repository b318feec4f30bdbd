"""考核, 评议, 追责, 按期答复 as typed questions: each with its own two words, or 未填."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from assistant.store.entries import StatementName, set_statement
from assistant.store.records import SavedReport
from assistant.web.guard import guarded
from assistant.web.plain import plain
from assistant.web.state import save
from schemas.findings import Finding
from schemas.report import Statement

QUESTIONS: Final[tuple[tuple[StatementName, str, tuple[str, str], str], ...]] = (
    ("appraisal", "工作考核", ("已考核", "未开展"), "例：纳入区政府年度绩效考核，结果为良好"),
    ("evaluation", "社会评议", ("已评议", "未开展"), "例：在门户网站开展满意度调查，未收到负面评价"),
    ("accountability", "责任追究", ("有", "未发生"), "例：对某科室未按时公开的问题约谈负责人"),
    ("on_time", "申请是否均按期答复", ("是", "否"), "例：均在二十个工作日内答复"),
)
_STATES: Final[tuple[str, ...]] = ("yes", "none", "")


def show_statements(saved: SavedReport, findings: Iterable[Finding]) -> None:
    """Four questions; an answer is saved when it is given."""
    said = {finding.place: finding for finding in findings if finding.place.startswith("statements.")}
    for name, title, words, example in QUESTIONS:
        statement: Statement = getattr(saved.report.statements, name)
        labels = dict(zip(_STATES, (*words, "未填"), strict=True))
        state_key, text_key = f"statement:{name}:{saved.id}", f"statement-text:{name}:{saved.id}"
        if st.session_state.get(state_key) != (statement.state or ""):
            st.session_state[state_key] = statement.state or ""
        if st.session_state.get(text_key) != statement.text:
            st.session_state[text_key] = statement.text

        def store_answer(
            name: StatementName = name, title: str = title, state_key: str = state_key, text_key: str = text_key
        ) -> None:
            state = st.session_state[state_key] or None
            text = st.session_state.get(text_key) or ""
            answer = Statement(state=state, text=text.strip())
            save(lambda report: set_statement(report, name, answer), f"{title}的说明", report=saved.id)

        with st.container(border=True, gap="xxsmall"):
            st.radio(
                title,
                _STATES,
                format_func=labels.__getitem__,
                key=state_key,
                horizontal=True,
                on_change=guarded(store_answer),
            )
            st.text_area(
                f"{title}的说明",
                key=text_key,
                placeholder=example,
                height=68,
                label_visibility="collapsed",
                on_change=guarded(store_answer),
            )
            if (finding := said.get(f"statements.{name}")) is not None:
                st.error(plain(finding.message))
