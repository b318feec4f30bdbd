"""Versions of a passage: who or what wrote each, what it changed, and the way back."""

from html import escape

import streamlit as st

from assistant.store import prose
from assistant.store.records import Authorship, Revision, SavedReport
from assistant.web.components.diff_view import diff_html
from assistant.web.guard import guarded
from assistant.web.state import person, save
from schemas.passages import PASSAGE_NAMES


def show_history(saved: SavedReport, passage: str, revisions: tuple[Revision, ...]) -> None:
    """Newest first, each against the one before it."""
    labels = {one.id: _label(one) for one in revisions}
    # a new version is a new list that begins at the newest, whatever was looked at before
    key = f"version:{passage}:{saved.id}:{revisions[0].id}"
    chosen = st.selectbox("版本", list(labels), format_func=lambda one: labels[one], key=key, filter_mode=None)
    index = next((i for i, one in enumerate(revisions) if one.id == chosen), 0)
    one = revisions[index]
    older = revisions[index + 1].rendered if index + 1 < len(revisions) else ""
    st.html(diff_html(older, one.rendered))
    if one.slot_text != saved.report.passages.get(passage, ""):
        st.button("恢复这个版本", key=f"restore:{passage}", on_click=guarded(_restore, saved, passage, one))


def _label(one: Revision) -> str:
    words = [one.at[5:16].replace("T", " "), one.action, one.model or one.by]
    if one.instruction:
        words.append(f"要求：{one.instruction}")
    return " · ".join(escape(word, quote=False) for word in words if word)


def _restore(saved: SavedReport, passage: str, one: Revision) -> None:
    when = one.at[5:16].replace("T", " ")
    authorship = Authorship(
        action=f"恢复 {when} 的版本", writer=one.writer, by=person(), model=one.model, instruction=one.instruction
    )
    save(
        lambda report: prose.write_passage(report, passage, one.slot_text, one.writer, model_written=one.model_written),
        f"“{PASSAGE_NAMES[passage]}”恢复旧版本",
        report=saved.id,
        authorship=authorship,
    )
