"""The ledger of applications → 表三: columns matched, words matched, rows that could not be counted listed."""

from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import WrongInputError
from assistant.web.components.read_table import read_table_html
from assistant.web.guard import tell
from assistant.web.state import opened, person, save, store

if TYPE_CHECKING:
    from assistant.documents.ledger import LedgerMapping, LedgerTable, WordTable

_NONE = -1
_AS_READ = "（按程序判断）"


@lru_cache(maxsize=2)
def _read(data: bytes, name: str) -> "LedgerTable":
    from assistant.documents.ledger import read_ledger_table

    return read_ledger_table(data, name)


def show_ledger(data: bytes, name: str) -> None:
    """Match columns and words, see the counts, take them."""
    from assistant.documents.ledger import apply_ledger, count_ledger, load_kind_words, load_result_words

    saved = opened()
    if saved.report.year is None:
        raise WrongInputError("请先在“单位信息”填写报告年度，再导入台账。")
    table = _read(data, name)
    st.caption("申请人姓名、联系方式和申请内容不读取、不保存。")
    mapping = _columns(table)
    missing = mapping.missing()
    if missing:
        st.warning(f"请指定这些列：{'、'.join(missing)}。")
        return
    table = table.only(mapping)
    results = _words(table, mapping.result, load_result_words())
    kinds = _words(table, mapping.kind, load_kind_words())
    counted = count_ledger(table, mapping, results, kinds, saved.report.year)
    st.markdown(f"共 {len(table.rows)} 行，计入 {counted.counted} 件，未能计入 {len(counted.uncounted)} 行。")
    for words, rows in (("未能计入的行", counted.uncounted), ("不属于本年度的行", counted.ignored)):
        if rows:
            with st.expander(f"{words}（{len(rows)}）", expanded=words == "未能计入的行"):
                st.html("<br>".join(f"第 {number} 行：{escape(reason)}" for number, reason in rows[:200]))
    for remark in counted.remarks:
        st.html(f'<span class="muted">{escape(remark)}</span>')
    preview = apply_ledger(saved.report, counted)
    changed = {cell for cell, value in counted.values.items() if saved.report.value(cell) != value}
    with st.expander("表三将成为", expanded=True):
        st.html(read_table_html(preview, "table3", {}, changed))
    label = "采用（未能计入的行请自行补入）" if counted.uncounted else "采用"
    if st.button(label, type="primary", key="take-ledger"):
        save(lambda report: apply_ledger(report, counted), f"按台账“{name}”填表三", report=saved.id)
        details = {"file": name, "counted": counted.counted, "uncounted": len(counted.uncounted)}
        store().journal.note("导入台账", details, saved.id, person())
        tell(f"表三已按台账填写，计入 {counted.counted} 件。", "success")
        st.session_state.pop("dropped", None)
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        st.rerun()


def _columns(table: "LedgerTable") -> "LedgerMapping":
    from assistant.documents.ledger import FIELD_NAMES, guess_mapping

    guess = guess_mapping(table)
    names = {_NONE: "（没有这一列）"} | {at: head or f"第 {at + 1} 列" for at, head in enumerate(table.headings)}
    chosen: dict[str, int | None] = {}
    columns = st.columns(4)
    for number, (field, label) in enumerate(FIELD_NAMES.items()):
        guessed = getattr(guess, field)
        index = list(names).index(_NONE if guessed is None else guessed)
        picked = columns[number % 4].selectbox(
            label, list(names), index=index, format_func=names.__getitem__, key=f"column:{field}", filter_mode=None
        )
        chosen[field] = None if picked == _NONE else picked
    return replace(guess, **chosen)


def _words(table: "LedgerTable", column: int | None, words: "WordTable") -> "WordTable":
    """The wordings of a column with what each is read as; the clerk may say otherwise."""
    from assistant.documents.ledger import words_in

    if column is None:
        return words
    found = words_in(table.column(column), words)
    unknown = [one for one in found if one.target is None]
    options = ["", *words.targets]
    own: dict[str, str] = {}
    with st.expander(f"{words.what}的写法（{len(found)} 种，{len(unknown)} 种没认出）", expanded=bool(unknown)):
        for one in found[:60]:
            text, choice = st.columns([2, 3], vertical_alignment="center")
            read_as = words.targets.get(one.target or "", "")
            text.html(f"{escape(one.text)}<span class='muted'>　{one.rows} 行　{escape(read_as or one.problem)}</span>")
            picked = choice.selectbox(
                f"{one.text}计入",
                options,
                format_func=lambda key: words.targets.get(key, _AS_READ),
                key=f"word:{words.what}:{one.text}",
                label_visibility="collapsed",
                filter_mode=None,
            )
            if picked:
                own[one.text] = picked
    return words.with_words(own) if own else words
