"""What is typed into Streamlit's own fields is never lost in the browser (keeper.js says how)."""

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@cache
def _component() -> Any:
    script = files("assistant.web.components") / "keeper.js"
    return st.components.v2.component("nianbao_keeper", html="<span></span>\n", js=script.read_text(encoding="utf-8"))


def keeper() -> None:
    """Set it to work; it shows nothing, and works once a window however often it is drawn."""
    _component()(key="keeper", height=1, default={"back": None}, on_back_change=lambda: None)
