"""素材: what the clerk wants to have said, passage by passage; last year's 五 to answer to."""

from html import escape

import streamlit as st

from assistant.facts import FactBook
from assistant.slots import render
from assistant.store.entries import add_note, remove_note, set_note
from assistant.store.records import SavedReport
from assistant.store.vanished import unbound_by
from assistant.web.components.fields import bound_text
from assistant.web.guard import guarded, tell
from assistant.web.state import opened, save
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import Note, Report

_HINTS = {
    "overview.proactive": "例：在门户网站设“义务教育”专栏；发布社会救助、宅基地审批信息",
    "overview.requests": "例：设置线下受理点，完善登记、审核、答复、归档流程",
    "overview.management": "例：建立信息发布审核台账，对失效文件进行清理",
    "overview.platform": "例：维护政务公开专区，配备查阅电脑 2 台",
    "overview.supervision": "例：组织业务培训 2 次，开展信息公开专项检查",
    "problems": "例：政策解读形式单一，以文字为主",
    "improvements": "例：针对解读形式单一，明年制作图解和短视频",
    "other_matters": "例：落实年度政务公开工作要点的情况",
}


def show() -> None:
    saved = opened()
    st.title("素材")
    st.caption("一条写一件事，写事实即可，起草时会组织成正式语言。素材里的数字会标出来，正文用到时跟着素材走。")
    for passage in PASSAGES:
        if passage in ("intro", "overview"):
            continue
        with st.container(border=True):
            st.markdown(f"**{PASSAGE_NAMES[passage]}**")
            if passage in ("problems", "improvements"):
                _last_year(saved.report, passage)
            for note in saved.report.notes.get(passage, []):
                _note(saved, passage, note)
            _new(saved, passage)


def _note(saved: SavedReport, passage: str, note: Note) -> None:
    text, button = st.columns([18, 1], vertical_alignment="center", gap="small")
    with text:
        bound_text(
            f"{PASSAGE_NAMES[passage]}素材 {note.id}", saved, note.text, f"note:{passage}:{note.id}",
            lambda typed, now: _change(now, passage, note.id, typed), lines=2, collapsed=True,
        )  # fmt: skip
    button.button(
        "删除",
        key=f"remove:{passage}:{note.id}:{saved.id}",
        type="tertiary",
        on_click=guarded(_remove, saved, passage, note.id),
    )
    numbers = [note.text[n.span[0] : n.span[1]] for n in note.numbers or ()]
    if numbers:
        text.html(f'<span class="muted">可用的数字：{escape("、".join(numbers))}</span>')


def _new(saved: SavedReport, passage: str) -> None:
    key = f"new-note:{passage}:{saved.id}"

    def add() -> None:
        typed = str(st.session_state[key] or "").strip()
        if typed:
            name = PASSAGE_NAMES[passage]
            save(lambda report: add_note(report, passage, typed), f"新增素材（{name}）", report=saved.id)
            st.session_state[key] = ""

    st.text_input(
        f"添加{PASSAGE_NAMES[passage]}素材",
        key=key,
        placeholder=f"添加一条，回车保存。{_HINTS.get(passage, '')}",
        label_visibility="collapsed",
        on_change=guarded(add),
        autocomplete="off",
    )


def _change(saved: SavedReport, passage: str, note_id: str, typed: str) -> None:
    if not typed:
        _remove(saved, passage, note_id)
        return
    after = save(lambda report: set_note(report, passage, note_id, typed), "修改素材", report=saved.id)
    _say_unbound(saved.report, after.report)


def _remove(saved: SavedReport, passage: str, note_id: str) -> None:
    after = save(lambda report: remove_note(report, passage, note_id), "删除素材", report=saved.id)
    _say_unbound(saved.report, after.report)


def _say_unbound(before: Report, after: Report) -> None:
    names = "、".join(PASSAGE_NAMES[passage] for passage in unbound_by(before, after))
    if names:
        tell(f"素材里的数字已不在，“{names}”中用到它的地方保留原数字，请核对。", "warning")


def _last_year(report: Report, passage: str) -> None:
    if report.previous is None:
        return
    text = render(report.previous.passages.get(passage, ""), FactBook(report.previous), strict=False).text
    if text.strip():
        with st.expander(f"上年报告怎样写的（{report.previous.year or '上年'}，仅供对照，请勿照抄）"):
            st.html("".join(f"<p class='muted'>{escape(line)}</p>" for line in text.split("\n")))
