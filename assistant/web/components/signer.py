"""Who is working here: asked once, kept, and put beside what is accepted or released."""

import streamlit as st

from assistant.web.guard import guarded, tell
from assistant.web.state import person, store


def person_field() -> None:
    """The name, in the side bar."""
    if "person" not in st.session_state:
        st.session_state["person"] = person()

    def keep() -> None:
        store().preferences.set("person", str(st.session_state["person"] or "").strip())

    st.text_input("经办人", key="person", placeholder="填写您的姓名", on_change=guarded(keep), autocomplete="off")


def need_person() -> bool:
    """Whether the name is missing; then the clerk is told so."""
    if person():
        return False
    tell("请先在左侧填写经办人姓名。", "warning")
    return True
