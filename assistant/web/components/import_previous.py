"""Last year's report: what is carried over, and what is only to be read."""

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.store.taking import place_words
from assistant.web.components.import_report import show_source
from assistant.web.components.reading import read_file
from assistant.web.components.tick import tick
from assistant.web.guard import tell
from assistant.web.plain import plain
from assistant.web.state import opened, person, save, store
from schemas.form import SUMS
from schemas.passages import HEADINGS
from schemas.report import Report

if TYPE_CHECKING:
    from assistant.prefill import Prefill


def show_previous(data: bytes, name: str) -> None:
    """The preview and its button."""
    from assistant.prefill import prefill

    saved = opened()
    result = read_file(data, name)
    work = prefill(saved.report, result.report, name)
    for remark in work.remarks:
        st.warning(plain(remark))
    if work.report == saved.report and not work.conflicts:
        return
    left, right = st.columns(2, gap="small")
    with left:
        st.markdown("**文件里的样子**")
        show_source(data, name)
    with right:
        st.markdown("**将带入本年**")
        # headings in the form's own words are nothing to tell of
        taken = [one for one in work.taken if one.value != HEADINGS.get(one.place)]
        rows = "".join(f"<tr><td>{escape(one.label)}</td><td>{escape(str(one.value))}</td></tr>" for one in taken)
        st.html(f'<table class="list">{rows}</table>' if rows else '<span class="muted">没有可带入的空项</span>')
        overwrite = _conflicts(work)
        st.caption("上年的文字只供对照，不会写进本年正文。上年数据用于核对结转、现行有效件数和增减变化。")
        for one in result.unreadable[:20]:
            words = f"读不出：{place_words(one.place)}“{one.raw[:30]}”　{one.reason}"
            st.html(f'<span class="muted">{escape(words)}</span>')
    if st.button("采用", type="primary", key="take-previous"):
        before = result.report
        save(
            lambda report: prefill(report, before, name, overwrite=overwrite).report,
            f"带入上年“{name}”",
            report=saved.id,
        )
        store().journal.note("带入上年年报", {"file": name, "overwritten": sorted(overwrite)}, saved.id, person())
        tell(f"已带入“{name}”的上年数据。", "success")
        st.session_state.pop("dropped", None)
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        st.rerun()


def _conflicts(work: "Prefill") -> frozenset[str]:
    """What was typed and differs from last year's: left alone unless the clerk ticks it."""
    # a computed total follows its parts and is nothing to decide on
    standing = [one for one in work.conflicts if one.place not in SUMS or not _computed(work.report, one.place)]
    if not standing:
        return frozenset()
    st.markdown("**与已填的不同**（勾选则改用上年的）")
    return frozenset(one.place for one in standing if tick(one.message, f"overwrite:{one.place}"))


def _computed(report: Report, place: str) -> bool:
    return report.record(place).origin == "computed"
