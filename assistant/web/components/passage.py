"""One passage: read, edit, rewrite, take or drop a candidate, accept, lock, go back to a version."""

from html import escape

import streamlit as st

from assistant.facts import FactBook
from assistant.store import prose
from assistant.store.database import now
from assistant.store.records import Authorship, Revision, SavedReport
from assistant.web.components.candidate import show_candidate
from assistant.web.components.history import show_history
from assistant.web.components.prose_view import passage_html
from assistant.web.components.rewriting import show_rewriting
from assistant.web.components.signer import need_person
from assistant.web.guard import guarded, tell
from assistant.web.plain import plain
from assistant.web.state import go, person, save, store
from assistant.web.writing import rewrite
from schemas.findings import SEVERITY_NAMES, CheckResult, Finding
from schemas.passages import PASSAGE_NAMES, split_paragraph
from schemas.report import PassageState

_WHERE = {
    "intro": ("unit", "unit", "单位信息"),
    "overview": ("unit", "unit", "单位信息"),
    "overview.proactive": ("data", "disclosure", "数据填报"),
    "overview.requests": ("data", "table3", "数据填报"),
    "overview.management": ("data", "table2", "数据填报"),
    "overview.platform": ("data", "activity", "数据填报"),
    "overview.supervision": ("data", "statements", "数据填报"),
    "other_matters": ("data", "fees", "数据填报"),
}
_SAID_ABOVE = ("ST17", "A03")
_WRITERS = {"model": "模型起草", "offline": "程序起草", "person": "人工撰写", "imported": "导入"}


def show_passage(saved: SavedReport, passage: str, result: CheckResult) -> None:
    """Everything about one passage."""
    report = saved.report
    text = report.passages.get(passage, "")
    state = report.state.get(passage, PassageState())
    findings = [f for f in result.findings if split_paragraph(f.place)[0] == passage]
    revisions = store().revisions.of(saved.id, passage)
    st.subheader(PASSAGE_NAMES[passage])
    _status(state, text, revisions)
    candidate = store().revisions.candidate(saved.id, passage)
    if candidate is not None:
        show_candidate(saved, candidate)
    editing = f"editing:{passage}:{saved.id}"
    if st.session_state.get(editing) or not text.strip():
        _editor(saved, passage)
    else:
        free = prose.free_numbers(report, passage, tuple(result.claims))
        st.html(passage_html(report, passage, free, findings))
        _legend(saved, passage)
        _free_numbers(saved, passage, free)
    _gaps(text, passage)
    _buttons(saved, passage, state, editing)
    _refused(revisions)
    # what is to be filled in, and that nobody has accepted the text, is said above with the way on
    _findings([one for one in findings if one.code not in _SAID_ABOVE])
    if state.writer == "person" and text.strip():
        _gate(saved, passage)
    if text.strip():
        show_rewriting(saved, passage)
    if revisions:
        with st.expander(f"历史版本（{len(revisions)}）", key=f"history:{passage}"):
            show_history(saved, passage, revisions)


def _status(state: PassageState, text: str, revisions: tuple[Revision, ...]) -> None:
    if not text.strip():
        return
    words = [_WRITERS[state.writer]]
    if state.model_written and state.writer != "model":
        words.append("含模型文字")
    if revisions and revisions[0].instruction:
        words.append(f"要求：{revisions[0].instruction}")
    if state.accepted_by:
        words.append(f"{state.accepted_by}于{(state.accepted_at or '')[:16].replace('T', ' ')}采用")
    else:
        words.append("请逐句核对后点“采用”")
    st.html(f'<span class="muted">{escape(" · ".join(words))}</span>')


def _editor(saved: SavedReport, passage: str) -> None:
    key = f"text:{passage}:{saved.id}"
    shown = prose.editable(saved.report.passages.get(passage, ""), FactBook(saved.report)).text
    if st.session_state.get(f"{key}:shown") != shown or key not in st.session_state:
        st.session_state[key] = st.session_state[f"{key}:shown"] = shown

    def keep() -> None:
        edited = str(st.session_state[key] or "")
        base = str(st.session_state[f"{key}:shown"])
        _save_edit(saved, passage, edited, base)

    st.text_area(
        f"{PASSAGE_NAMES[passage]}正文",
        key=key,
        height=260,
        label_visibility="collapsed",
        placeholder="在此直接撰写，或点“起草全部”由程序起草。",
        on_change=guarded(keep),
        persist_state="session",
    )
    st.caption("改完点别处或按 Ctrl+Enter 即保存。没有改动的数字仍跟着数据走。")


def _save_edit(saved: SavedReport, passage: str, edited: str, base: str) -> None:
    present = store().reports.open(saved.id).report
    shown = prose.editable(present.passages.get(passage, ""), FactBook(present)).text
    if shown != base:
        tell("这一段在别处也被改动过，两边的文字都在“历史版本”里，请对照。", "warning")
    authorship = Authorship(action="修改", writer="person", by=person())
    name = PASSAGE_NAMES[passage]
    save(
        lambda report: prose.edit_passage(report, passage, edited),
        f"修改“{name}”",
        report=saved.id,
        authorship=authorship,
    )


def _gaps(text: str, passage: str) -> None:
    """Where what is missing is filled in."""
    if "【待" not in text:
        return
    page, place, name = _WHERE.get(passage, ("notes", "notes", "素材"))
    words, button = st.columns([5, 2], vertical_alignment="center")
    words.warning(f"有待补内容。请先在“{name}”填写，再重新起草这一段；也可以直接修改。")
    if button.button(f"去{name}", key=f"gap:{passage}", icon=":material/arrow_forward:"):
        go(page, place)


def _buttons(saved: SavedReport, passage: str, state: PassageState, editing: str) -> None:
    written = bool(saved.report.passages.get(passage, "").strip())
    locked = passage in saved.report.locks
    with st.container(horizontal=True):
        if not written:
            st.button("起草这一段", key="draft-one", on_click=guarded(rewrite, saved.id, passage, ""))
            return
        if state.accepted_by:
            st.button("取消采用", key="unaccept", on_click=guarded(_withdraw, saved, passage))
        else:
            st.button("采用", key="accept", type="primary", on_click=guarded(_accept, saved, passage))
        open_now = bool(st.session_state.get(editing))
        st.button(
            "完成修改" if open_now else "修改",
            key="edit",
            on_click=guarded(st.session_state.__setitem__, editing, not open_now),
        )
        st.button(
            "解除锁定" if locked else "锁定",
            key="lock",
            help="锁定的段落不会被重写",
            on_click=guarded(_lock, saved, passage, not locked),
        )


def _accept(saved: SavedReport, passage: str) -> None:
    if need_person():
        return
    at, by = now(), person()
    save(lambda report: prose.accept(report, (passage,), by, at), f"采用“{PASSAGE_NAMES[passage]}”", report=saved.id)


def _withdraw(saved: SavedReport, passage: str) -> None:
    name = PASSAGE_NAMES[passage]
    save(lambda report: prose.withdraw_acceptance(report, passage), f"取消采用“{name}”", report=saved.id)


def _lock(saved: SavedReport, passage: str, locked: bool) -> None:
    name = PASSAGE_NAMES[passage]
    save(
        lambda report: prose.set_lock(report, passage, locked),
        f"{'锁定' if locked else '解锁'}“{name}”",
        report=saved.id,
    )


def _legend(saved: SavedReport, passage: str) -> None:
    facts = prose.facts_in(saved.report, passage)
    if not facts:
        return
    with st.expander(f"本段用到的数据（{len(facts)} 个）", key=f"facts:{passage}"):
        rows = "".join(
            f"<tr><td><b>{escape(fact.text)}</b>{escape(fact.unit)}</td><td>{escape(fact.label)}</td></tr>"
            for _, fact in facts
        )
        st.html(f'<table class="muted">{rows}</table>')


def _free_numbers(saved: SavedReport, passage: str, free: tuple[prose.FreeNumber, ...]) -> None:
    """Numbers that a person typed: one click binds each to a fact."""
    book = FactBook(saved.report)
    for number, one in enumerate(free):
        facts = [fact for address in one.candidates if (fact := book.get(address)) is not None]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            words = "" if facts else "没有相应的数据，按手写内容核对。"
            st.html(
                f'<span class="muted">手工数字 <b>{escape(one.text)}</b>{escape(one.unit)}：{words}</span>',
                width="content",
            )
            for fact in facts[:3]:
                st.button(
                    f"关联 {plain(fact.label)}（{fact.text}{fact.unit}）",
                    key=f"bind:{passage}:{number}:{fact.address}",
                    on_click=guarded(_bind, saved, passage, one, fact.address),
                )


def _bind(saved: SavedReport, passage: str, number: prose.FreeNumber, address: str) -> None:
    name = PASSAGE_NAMES[passage]
    authorship = Authorship(action="关联数据", writer="person", by=person())
    save(
        lambda report: prose.bind(report, passage, number.start, number.end, address),
        f"“{name}”的数字关联数据",
        report=saved.id,
        authorship=authorship,
    )


def _refused(revisions: tuple[Revision, ...]) -> None:
    """What of a model's text was refused, and what stands there now."""
    newest = revisions[0] if revisions else None
    if newest is not None and newest.replaced:
        with st.expander(f"模型写的 {len(newest.replaced)} 句没有通过，已改用程序写的句子", expanded=True):
            for one in newest.replaced:
                st.html(
                    f'<div class="diff"><del>{escape(one.withdrawn)}</del><br><ins>{escape(one.written)}</ins>'
                    f'<br><span class="muted">原因：{escape("；".join(one.reasons))}</span></div>'
                )


def _gate(saved: SavedReport, passage: str) -> None:
    """What drafts are held to, said of a person's own text as well."""
    from assistant.drafting import check_text

    failures = check_text(saved.report.passages[passage], passage, saved.report)
    if failures:
        with st.expander(f"对照起草要求，有 {len(failures)} 处请看一下", key=f"gate:{passage}"):
            for message in dict.fromkeys(failure.message for failure in failures):
                st.html(f'<span class="muted">{escape(message)}</span>')


def _findings(findings: list[Finding]) -> None:
    order = list(SEVERITY_NAMES)
    for finding in sorted(findings, key=lambda one: order.index(one.severity)):
        show = {"error": st.error, "warning": st.warning, "info": st.info}[finding.severity]
        show(plain(finding.message) + (f"\n\n{plain(finding.suggestion)}" if finding.suggestion else ""))
