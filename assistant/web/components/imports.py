"""Dropping a file: what was read is shown, and nothing is taken before the clerk says so."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from assistant.web.components.import_ledger import show_ledger
from assistant.web.components.import_previous import show_previous
from assistant.web.components.import_report import show_report
from assistant.web.guard import draw, guarded
from assistant.web.plain import plain

PURPOSES: Final = {
    "report": "本年的年报或表格",
    "previous": "上年的年报",
    "ledger": "依申请公开台账",
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that was dropped and has not been decided on."""

    name: str
    data: bytes


def drop_zone(key: str) -> None:
    """The drop zone and, once a file lies in it, its preview."""
    st.radio(
        "这份文件是",
        list(PURPOSES),
        format_func=PURPOSES.__getitem__,
        horizontal=True,
        key="purpose",
        persist_state="session",
    )
    count = st.session_state.setdefault("uploads", 0)
    uploaded = st.file_uploader("选择文件", type=None, key=f"upload:{count}", label_visibility="collapsed")
    look = False
    if uploaded is not None and uploaded.file_id != st.session_state.get("dropped_id"):
        st.session_state["dropped_id"] = uploaded.file_id
        st.session_state["dropped"] = Dropped(uploaded.name, uploaded.getvalue())
        look = True
    dropped: Dropped | None = st.session_state.get("dropped")
    if dropped is None:
        st.caption("可读 Word、WPS、网页、PDF、文本和 Excel 文件。")
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.caption(f"已选文件“{plain(dropped.name)}”")
    right.button("移除", key=f"forget:{key}", on_click=guarded(forget), width="stretch")
    if st.button("查看读到的内容", key=f"look:{key}", width="stretch") or look:
        _preview(str(st.session_state.get("purpose") or "report"))


def forget() -> None:
    """The file is done with."""
    st.session_state.pop("dropped", None)
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def _preview(purpose: str) -> None:
    dropped: Dropped = st.session_state["dropped"]
    show = {"report": show_report, "previous": show_previous, "ledger": show_ledger}[purpose]

    @st.dialog(f"{PURPOSES[purpose]}：{plain(dropped.name)}", width="large")
    def preview() -> None:
        draw(lambda: show(dropped.data, dropped.name))

    preview()
