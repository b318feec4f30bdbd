"""A run of drafting as it happens: text appears as it is written, what is withdrawn is struck out."""

from html import escape
from typing import Any

import streamlit as st

from assistant.web.components.prose_view import text_html
from assistant.web.guard import guarded
from assistant.web.jobs import DraftJob
from schemas.drafts import DraftEvent
from schemas.passages import PASSAGE_NAMES


def show_progress(job: DraftJob) -> None:
    """Follow the run until it ends, then draw the page anew."""
    left, right = st.columns([6, 1], vertical_alignment="center")
    bar = left.progress(0.0, text="正在起草……")
    right.button("停止", on_click=guarded(job.stop), width="stretch")
    places: dict[str, Any] = {}
    for passage in job.passages:
        with st.container(border=True):
            st.markdown(f"**{PASSAGE_NAMES[passage]}**")
            places[passage] = (st.empty(), st.empty())
    done = 0
    for event in job.follow():
        if event is not None and event.passage in places:
            _draw(event, *places[event.passage])
        if event is None or event.kind == "done":
            # drawn while nothing happens, too: only then does Streamlit look whether somebody pressed a button
            done += event is not None
            bar.progress(min(done / len(job.passages), 1.0), text=f"{len(job.passages)} 段已写好 {done} 段")
    st.rerun()


def _draw(event: DraftEvent, text: Any, remark: Any) -> None:
    if event.kind == "started":
        text.html('<span class="muted">正在写……</span>')
    elif event.kind == "text":
        text.html(text_html(event.text))
    elif event.kind == "withdrawn":
        reasons = "；".join(event.reasons)
        gone = f"<del>{escape(event.text)}</del>"
        remark.html(f'<div class="diff">{gone} <span class="muted">已撤回：{escape(reasons)}</span></div>')
    elif event.text:
        text.html(text_html(event.text))
