"""Text fields that are saved when they are left, and always show what is saved."""

from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.store.records import SavedReport
from assistant.web.guard import guarded


def bound_text(
    label: str,
    saved: SavedReport,
    value: str,
    name: str,
    change: Callable[[str, SavedReport], None],
    example: str = "",
    help_text: str = "",
    *,
    lines: int = 1,
    collapsed: bool = False,
    remark: str = "",
) -> None:
    """A field bound to one value of the report, a remark on it below. What `change` refuses stays in the field."""
    key = f"field:{name}:{saved.id}"
    shown = f"{key}:shown"
    if st.session_state.get(shown) != value or key not in st.session_state:
        st.session_state[key] = st.session_state[shown] = value

    def store_text() -> None:
        change(str(st.session_state[key] or "").strip(), saved)

    if lines > 1:
        st.text_area(
            label, key=key, placeholder=example, help=help_text or None, height="content",
            label_visibility="collapsed" if collapsed else "visible",
            on_change=guarded(store_text), persist_state="session",
        )  # fmt: skip
    else:
        st.text_input(
            label, key=key, placeholder=example, help=help_text or None, autocomplete="off",
            on_change=guarded(store_text), persist_state="session",
        )  # fmt: skip
    if remark:
        st.html(f'<span class="remark" role="note">{escape(remark)}</span>')
