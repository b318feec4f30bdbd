"""This year's report or workbook: what was read beside the file, taken part by part."""

from html import escape

import streamlit as st

from assistant.documents.returned_draft import PassageEdit
from assistant.facts import FactBook
from assistant.returned import ReturnedDraft
from assistant.slots import render
from assistant.store import taking
from assistant.store.offers import Offer, offers, take_offers
from assistant.store.profile import other_unit
from assistant.store.records import Authorship, SavedReport
from assistant.web.components.diff_view import diff_html
from assistant.web.components.paper import show_paper
from assistant.web.components.read_table import read_table_html
from assistant.web.components.reading import read_beside, source_page
from assistant.web.components.tick import tick
from assistant.web.guard import tell
from assistant.web.plain import plain
from assistant.web.state import opened, person, save, store
from schemas.facts import plain_digits
from schemas.form import TABLE_NAMES
from schemas.imports import ImportResult
from schemas.passages import PASSAGE_NAMES
from schemas.report import Report


def show_report(data: bytes, name: str) -> None:
    """The preview and its button."""
    saved = opened()
    returned = read_beside(data, name, saved.report)
    result = returned.result
    _say(saved, result)
    # what was changed since it went out says nothing of a report of another year
    if returned.warnings and not _other_year(saved, result) and not _other_unit(saved, result):
        st.warning("\n\n".join(plain(warning) for warning in returned.warnings))
    left, right = st.columns(2, gap="small")
    with left:
        st.markdown("**文件里的样子**")
        show_source(data, name)
    with right:
        st.markdown("**读到的内容**")
        chosen = _parts(saved, returned)
    accepted = _offers(saved, result)
    for remark in result.remarks:
        st.html(f'<span class="muted">{escape(remark.message)}</span>')
    if st.button("采用勾选的内容", type="primary", disabled=not (chosen or accepted)):
        _take(saved, result, chosen, accepted, name)
        st.rerun()


def show_source(data: bytes, name: str) -> None:
    page = source_page(data, name)
    if not page:
        st.caption("这类文件没有正文可供对照，请打开原文件比对。")
        return
    show_paper(page, 520)


def _say(saved: SavedReport, result: ImportResult) -> None:
    tables = taking.readable_tables(result)
    missing = [TABLE_NAMES[table] for table in TABLE_NAMES if table not in tables]
    words = [f"{'、'.join(TABLE_NAMES[table] for table in tables)}已读出"] if tables else []
    words += [f"没有找到{'、'.join(missing)}"] if missing else []
    words += [f"文字 {len(taking.readable_passages(result))} 段"]
    st.markdown("，".join(words) + "。")
    if result.unreadable:
        st.error(f"有 {len(result.unreadable)} 处读不出（表中标红）。采用后这些格为空，请对照原件补填。")
        with st.expander("读不出的地方"):
            for one in result.unreadable:
                st.html(
                    f'<span class="muted">{escape(taking.place_words(one.place))}：“{escape(one.raw[:40])}”'
                    f"　{escape(one.reason)}</span>"
                )
    if _other_year(saved, result):
        st.warning(
            f"文件是 {result.report.year} 年的，当前报告是 {saved.report.year} 年。如是上年年报，请改选“上年的年报”。"
        )

    if _other_unit(saved, result):
        st.warning(
            f"文件是“{plain(result.report.unit.name or '')}”的，当前报告是“{plain(saved.report.unit.name or '')}”的。"
            "请核对是否选错了文件或报告；确要采用的内容请自行勾选。"
        )


def _other_unit(saved: SavedReport, result: ImportResult) -> bool:
    return other_unit(saved.report.unit.name, result.report.unit.name)


def _other_year(saved: SavedReport, result: ImportResult) -> bool:
    here, there = saved.report.year, result.report.year
    return bool(here and there and here != there)


def _parts(saved: SavedReport, returned: ReturnedDraft) -> tuple[str, ...]:
    result = returned.result
    edits = {edit.passage: edit for edit in returned.edits if edit.before.strip()}
    chosen: list[str] = []
    # of another unit, or of another year, nothing is taken unasked
    own = not _other_unit(saved, result) and not _other_year(saved, result)
    unread = {one.place: one.raw for one in result.unreadable}
    changed = taking.changed_cells(saved.report, result)
    for table in taking.readable_tables(result):
        differ = [cell for cell in changed if cell.startswith(table)]
        filled = sum(saved.report.value(cell) is not None for cell in differ)
        words = f"与现有数据不同 {len(differ)} 格" + (f"，其中 {filled} 格已填，采用后以文件为准" if filled else "")
        # a draft of ours that comes back is about its prose: what was typed here since then is not undone unasked
        wanted = own and not (returned.edits and filled)
        if st.checkbox(f"{TABLE_NAMES[table]}（{words}）", value=wanted, key=f"take:{table}"):
            chosen.append(table)
        with st.expander(f"{TABLE_NAMES[table]}读到的数字", expanded=any(p.startswith(table) for p in unread)):
            st.html(read_table_html(result.report, table, unread, changed))
    for passage in taking.readable_passages(result):
        chosen += _passage(saved.report, result, passage, edits.get(passage), own=own)
    if result.report.unit.name and st.checkbox("单位信息中现在空着的项目", value=own, key="take:unit"):
        chosen.append("unit")
    if result.report.headings and st.checkbox("标题和小标题", value=False, key="take:headings"):
        chosen.append("headings")
    return tuple(chosen)


def _passage(report: Report, result: ImportResult, passage: str, edit: PassageEdit | None, *, own: bool) -> list[str]:
    """A box for the passage; what a person changed in it since it went out stands below."""
    present, theirs = report.passages.get(passage, ""), taking.bound_text(report, result, passage)
    if present == theirs:
        return []
    book = FactBook(report)
    before, after = (render(text, book, strict=False).text for text in (present, theirs))
    label = f"{PASSAGE_NAMES[passage]}{'（替换现有文字）' if present.strip() else ''}"
    box, text = st.columns([3, 1], vertical_alignment="center", gap="small")
    taken = box.checkbox(label, value=own and not present.strip(), key=f"take:{passage}")
    with text.popover("对照" if present.strip() else "看文字", type="tertiary"):
        st.html(diff_html(before, after) if present.strip() else f'<p class="muted">{escape(after)}</p>')
    if edit is not None:
        st.html(f'<span class="muted">改动：</span>{diff_html(edit.before, edit.after)}')
    return [passage] if taken else []


def _offers(saved: SavedReport, result: ImportResult) -> tuple[Offer, ...]:
    """What stands in the file's prose only, each to be confirmed."""
    found = offers(result.report, saved.report)
    if not found:
        return ()
    with st.expander(f"文字里写到的数字（{len(found)} 个，勾选后填入相应栏目）"):
        return tuple(
            one
            for one in found
            if tick(f"{one.label}：{plain_digits(one.value)}　——“{one.clause}”", f"offer:{one.address}")
        )


def _take(
    saved: SavedReport, result: ImportResult, chosen: tuple[str, ...], accepted: tuple[Offer, ...], name: str
) -> None:
    tables = [part for part in chosen if part in TABLE_NAMES]
    passages = [part for part in chosen if part in PASSAGE_NAMES]

    def change(report: Report) -> Report:
        report = take_offers(taking.take_tables(report, result, tables), accepted)
        report = taking.take_passages(report, result, passages)
        report = taking.take_unit(report, result) if "unit" in chosen else report
        return taking.take_headings(report, result) if "headings" in chosen else report

    authorship = Authorship(action=f"导入“{name}”", writer="imported", by=person())
    save(change, f"导入“{name}”", report=saved.id, authorship=authorship)
    store().journal.note("导入文件", {"file": name, "parts": list(chosen)}, saved.id, person())
    tell(f"已采用“{name}”中勾选的内容，可用“撤销上一步”退回。", "success")
    st.session_state.pop("dropped", None)
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
