"""起草: all passages at once with the text appearing as it is written, then passage by passage."""

from typing import Final

import streamlit as st

from assistant.store.prose import accept, to_be_accepted
from assistant.store.records import SavedReport
from assistant.web import jobs
from assistant.web.components.consent import may_send, show_consent
from assistant.web.components.headings import show_headings
from assistant.web.components.passage import show_passage
from assistant.web.components.progress import show_progress
from assistant.web.components.signer import need_person
from assistant.web.guard import guarded, tell
from assistant.web.plain import plain
from assistant.web.state import checked, opened, person, place, save, store
from assistant.web.writing import draft_everything, passages_to_write
from schemas.passages import PASSAGE_NAMES, PASSAGES, split_paragraph
from schemas.report import PassageState, Report

_PARTS: Final = 5
"""Problems, actions, consent, the passage with the list beside it, headings."""


def show() -> None:
    saved = opened()
    st.title("起草")
    job = jobs.running(store(), saved.id)
    if job is not None:
        for _ in range(_PARTS):
            st.empty()  # in the place of each part below, which would else stay on the page while the run goes on
        show_progress(job)
        return
    with st.container():
        _problems(saved)
    _actions(saved)
    with st.container():
        show_consent(saved)
    chosen = _choose(saved)
    left, right = st.columns([1, 3], gap="medium")
    with left:
        _list(saved)
    with right:
        show_passage(saved, chosen, checked(saved))
    with st.expander("标题与小标题"):
        show_headings(saved)


def _actions(saved: SavedReport) -> None:
    endpoint = store().preferences.endpoint()
    waiting = passages_to_write(saved.report)
    ready = to_be_accepted(saved.report)
    first = any(not saved.report.passages.get(passage, "").strip() for passage in waiting if passage != "overview")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"{'' if first else '重新'}起草全部（{len(waiting)} 段）",
            key="draft-all",
            type="primary" if first else "secondary",
            icon=":material/edit_note:",
            disabled=not waiting,
            help="已采用、已锁定和自己改过的段落不会重写",
            on_click=guarded(draft_everything, saved.id),
        )
        st.button(
            f"全部采用（{len(ready)} 段）",
            key="accept-all",
            icon=":material/done_all:",
            disabled=not ready,
            help="请先通读各段。采用之后才能导出定稿",
            on_click=guarded(_accept_all, saved.id),
        )
        who = (
            f"由模型 {plain(endpoint.model)} 起草，数字由程序填写" if endpoint else "未设置模型，由程序按数据和素材起草"
        )
        if store().preferences.nameless:
            who = "有服务地址但没有模型名称，由程序起草。请到“设置”补填"
        st.caption(who if may_send(endpoint) else who + "（首次使用前须确认）")


def _accept_all(report_id: int) -> None:
    if need_person():
        return
    from assistant.store.database import now

    at, by = now(), person()
    after = save(lambda report: accept(report, to_be_accepted(report), by, at), "全部采用", report=report_id)
    tell(f"已采用 {len(after.report.passages)} 段。", "success")


def _problems(saved: SavedReport) -> None:
    job = jobs.last(store(), saved.id)
    if job is None:
        return
    if job.problem:
        st.error(plain(job.problem))
        job.problem = ""
    for passage, notice in job.notices.items():
        st.warning(f"{PASSAGE_NAMES[passage]}：{plain(notice)}")
    job.notices = {}


def _choose(saved: SavedReport) -> str:
    followed = st.session_state.get("focus_nonce", 0)
    if st.session_state.get("draft_followed") != followed:
        st.session_state["draft_followed"] = followed
        target = split_paragraph(place())[0]
        if target in PASSAGES:
            st.session_state["draft_passage"] = target
    if st.session_state.get("draft_passage") not in PASSAGES:
        # after a reload, and after a new start of the program, the browser's address says which one was open
        named = st.query_params.get("draft_passage")
        open_before = [p for p in PASSAGES if PASSAGE_NAMES[p] == named]
        waiting = [p for p in PASSAGES if p in to_be_accepted(saved.report)]
        st.session_state["draft_passage"] = [*open_before, *waiting, PASSAGES[0]][0]
    _follow_the_browser()
    return str(st.session_state["draft_passage"])


def _follow_the_browser() -> None:
    """The browser's address names the passage that is open, and 后退 and 前进 open what they name.

    Streamlit's own binding moves the list in the browser without telling the program.
    """
    named, before = st.query_params.get("draft_passage"), st.session_state.get("draft_named")
    wanted = [passage for passage in PASSAGES if PASSAGE_NAMES[passage] == named and named != before]
    if wanted:
        st.session_state["draft_passage"] = wanted[0]
    shown = PASSAGE_NAMES[st.session_state["draft_passage"]]
    st.session_state["draft_named"] = shown
    if named != shown:
        st.query_params["draft_passage"] = shown


def _list(saved: SavedReport) -> None:
    st.radio(
        "段落",
        PASSAGES,
        format_func=PASSAGE_NAMES.__getitem__,
        captions=[_caption(saved.report, passage) for passage in PASSAGES],
        key="draft_passage",
        label_visibility="collapsed",
        persist_state="session",
    )


def _caption(report: Report, passage: str) -> str:
    text = report.passages.get(passage, "")
    if not text.strip():
        return "可不写" if passage == "overview" else "未写"
    state = report.state.get(passage, PassageState())
    words = ["已采用" if state.accepted_by else "待采用"]
    if "【待" in text:
        words.append("有待补")
    if passage in report.locks:
        words.append("已锁定")
    return " · ".join(words)
