"""数据填报: 栏目 counts, the three tables, and what the law asks for besides."""

from typing import Final

import streamlit as st

from assistant.store.disclosure import total_mismatch
from assistant.store.records import SavedReport
from assistant.web import typing_in
from assistant.web.components.count_table import ACTIVITY, FEES, items_sheet, numbers_sheet
from assistant.web.components.form_table import differs_from_parts, table_sheet
from assistant.web.components.imports import drop_zone
from assistant.web.components.sheet import show_sheet
from assistant.web.components.statements import show_statements
from assistant.web.guard import guarded
from assistant.web.state import checked, opened, place, store
from schemas.findings import Finding
from schemas.form import TABLE_CELLS, TABLE_NAMES, TABLE_SECTION
from schemas.passages import HEADINGS, ordinal

BLOCKS: Final[dict[str, str]] = {
    "disclosure": "主动公开栏目",
    "table2": "表二 主动公开",
    "table3": "表三 依申请公开",
    "table4": "表四 复议诉讼",
    "statutory": "收费、培训与监督保障",
}
_STATUTORY: Final = ("fees", "activity", "statements")


def block_of(address: str) -> str | None:
    """The block of this page on which an address stands."""
    head = address.split(".", 1)[0]
    return "statutory" if head in _STATUTORY else head if head in BLOCKS else None


def show() -> None:
    saved = opened()
    st.title("数据填报")
    block = _choose_block()
    if block == "disclosure":
        _disclosure(saved)
    elif block == "statutory":
        _statutory(saved)
    else:
        _table(saved, block)
    with st.expander("从文件填入（上年年报、本年表格、申请台账）", icon=":material/upload_file:"):
        drop_zone("data")


def _choose_block() -> str:
    followed = st.session_state.get("focus_nonce", 0)
    if st.session_state.get("data_followed") != followed:
        st.session_state["data_followed"] = followed
        if (target := block_of(place())) is not None:
            st.session_state["data_block"] = target
    # no value of ours is set while the browser may know one: a program that was started anew stays where it was
    default = None if "data_block" in st.session_state else "disclosure"
    block = st.segmented_control(
        "填报内容",
        list(BLOCKS),
        format_func=lambda one: BLOCKS[one],
        key="data_block",
        default=default,
        required=True,
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
    return block or "disclosure"


def _table(saved: SavedReport, table: str) -> None:
    report = saved.report
    heading = TABLE_SECTION[table]
    st.markdown(f"**{ordinal(heading)}{HEADINGS[heading]}**")
    empty = typing_in.unfilled_cells(report, table)
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.caption(
        f"尚有 {len(empty)} 格未填（灰色 0）。没有发生的请填 0；合计由程序计算。可从 Excel 整块粘贴，回车和方向键换格。"
        if empty
        else "各格均已填写。合计由程序计算；可从 Excel 整块粘贴，回车和方向键换格。"
    )
    with right.container(horizontal=True, horizontal_alignment="right"):
        if differs_from_parts(report, table):
            st.button("按明细重算合计", on_click=guarded(typing_in.recompute, saved.id, table))
        if empty:
            st.button(
                f"{TABLE_NAMES[table]}其余空格均为 0",
                on_click=guarded(typing_in.zeros, saved.id, TABLE_CELLS[table], TABLE_NAMES[table]),
            )
    show_sheet(
        f"{table}:{saved.id}",
        table_sheet(report, table, checked(saved).findings),
        lambda events: typing_in.table_events(saved.id, table, events),
        focus=place() if place().startswith(table) else "",
    )


def _disclosure(saved: SavedReport) -> None:
    st.caption("每个栏目一行，合计自动计算。可从 Excel 粘贴“名称、数量”两列；改名后，正文里的数字会跟着走。")
    pending = store().reports.pending(saved.id)
    show_sheet(
        f"disclosure:{saved.id}",
        items_sheet(saved.report, pending, checked(saved).findings),
        lambda events: typing_in.disclosure_events(saved.id, events),
        focus=place() if place().startswith("disclosure") else "",
    )
    if said := total_mismatch(saved.report):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("总数按明细重算", on_click=guarded(typing_in.total_again, saved.id))
            st.html(f'<span class="wrong" role="alert">{said}</span>')


def _statutory(saved: SavedReport) -> None:
    findings = checked(saved).findings
    pending = store().reports.pending(saved.id)
    left, right = st.container(key="halves").columns(2, gap="large")
    with left:
        st.subheader("信息处理费")
        st.caption("没有收费的请填 0，写入“六、其他需要报告的事项”。")
        _numbers(saved, "fees", FEES, pending, findings)
        st.subheader("培训、平台、解读与回应")
        _numbers(saved, "activity", ACTIVITY, pending, findings)
    with right:
        st.subheader("考核、评议、追责与按期答复")
        st.caption(
            "各级人民政府须报告工作考核、社会评议和责任追究结果。没有开展的选“未开展”，没有追究责任的选“未发生”。"
        )
        show_statements(saved, findings)


def _numbers(
    saved: SavedReport, key: str, addresses: tuple[str, ...], pending: dict[str, str], findings: list[Finding]
) -> None:
    show_sheet(
        f"{key}:{saved.id}",
        numbers_sheet(saved.report, addresses, pending, findings),
        lambda events: typing_in.number_events(saved.id, events),
        focus=place() if place().startswith(key) else "",
    )
