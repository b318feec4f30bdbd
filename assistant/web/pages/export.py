"""导出: the document as it will look, the sign-off, and the files."""

from functools import partial

import streamlit as st

from assistant.store.records import SavedReport
from assistant.web.components.files import LABELS, MIMES, file_name
from assistant.web.components.finals import show_finals, show_obstacles
from assistant.web.components.paper import show_paper
from assistant.web.components.signoff import show_signoff
from assistant.web.state import opened
from schemas.report import Report


def show() -> None:
    saved = opened()
    st.title("导出")
    left, right = st.container(key="halves").columns([10, 11], gap="medium")
    with left:
        st.subheader("草稿")
        st.caption("草稿带“须人工审核”标识，随时可以下载。")
        with st.container(horizontal=True):
            for kind, mime in MIMES.items():
                st.download_button(
                    f"下载{LABELS[kind]}",
                    data=partial(_draft, saved, kind),
                    file_name=file_name(saved.report, kind, draft=True),
                    mime=mime,
                    key=f"draft:{kind}",
                    on_click="ignore",
                )
        st.subheader("审签")
        show_signoff(saved)
        st.subheader("定稿")
        show_obstacles(saved)
        show_finals(saved)
    with right:
        st.subheader("预览")
        _preview(saved.report)


def _draft(saved: SavedReport, kind: str) -> bytes:
    from assistant.publish import export_report

    return export_report(saved.report, kind, final=False)  # type: ignore[arg-type]


def _preview(report: Report) -> None:
    from assistant.documents.compose import compose
    from assistant.documents.html_write import write_html

    show_paper(write_html(compose(report)), 760)
