"""A box with a sentence beside it that is never cut short."""

from html import escape

import streamlit as st


def tick(sentence: str, key: str, value: bool = False) -> bool:
    """Whether the box is ticked."""
    box, text = st.columns([1, 18], gap="small", vertical_alignment="top")
    ticked = box.checkbox(sentence, value=value, key=key, label_visibility="collapsed")
    text.html(f"<span>{escape(sentence)}</span>")
    return bool(ticked)
