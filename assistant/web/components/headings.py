"""Title and headings in other words than the form's; their ordinals are the program's."""

from functools import partial

import streamlit as st

from assistant.store.prose import set_heading
from assistant.store.records import SavedReport
from assistant.web.components.fields import bound_text
from assistant.web.state import save
from schemas.passages import HEADINGS, ordinal


def show_headings(saved: SavedReport) -> None:
    """A field for each heading. Empty means the form's own words."""
    st.caption("留空即用格式规定的标题。一级标题请勿改动，序号由程序编排。")
    left, right = st.columns(2)
    for number, (address, words) in enumerate(HEADINGS.items()):
        with left if number % 2 == 0 else right:
            bound_text(
                f"{ordinal(address)}{words}", saved, saved.report.headings.get(address, ""), address,
                partial(_change, address), words,
            )  # fmt: skip


def _change(address: str, text: str, saved: SavedReport) -> None:
    save(lambda report: set_heading(report, address, text), "修改标题", report=saved.id)
