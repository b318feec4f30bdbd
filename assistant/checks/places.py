"""Where a finding stands: its place in the clerk's words, and its position in the document."""

import re
from functools import lru_cache
from typing import Final

from assistant.facts import describe
from schemas.form import (
    CELL_SET,
    CELLS,
    SECTION_TITLES,
    T2_DOCUMENT_ROWS,
    TABLE_NAMES,
    TABLE_SECTION,
    cell_label,
    row_label,
)
from schemas.passages import HEADINGS, OUTLINE, PASSAGE_NAMES, ordinal, split_paragraph
from schemas.report import Report

_NAMES: Final[dict[str, str]] = {
    "title": "标题",
    "period": "统计期限",
    "year": "报告年度",
    "document": "整份文件",
    "unit": "单位信息",
    "notes": "素材",
    "statements": "考核、评议、追责、按期答复",
    "headings": "标题",
    "heading": "标题",
    "unit.name": "单位名称",
    "dates.signed": "签发日期",
    "dates.published": "公布日期",
    "dates": "日期",
    "signoff": "签批",
    "statements.appraisal": "工作考核",
    "statements.evaluation": "社会评议",
    "statements.accountability": "责任追究",
    "statements.on_time": "按期答复",
    "disclosure": "主动公开数据",
    "fees": "信息处理费数据",
    "activity": "培训、平台等数据",
}
_HEADING: Final = re.compile(r"^heading(\.\d+)+$")
_BEFORE: Final = (
    "document", "unit", "year", "period", "dates", "signoff", "statements", "disclosure", "fees", "activity",
)  # fmt: skip
_PARAGRAPH: Final = re.compile(r"\[\d+\]$")


def place_name(address: str, report: Report | None = None) -> str:
    """A place as a clerk would call it: 表三“（七）总计”行“自然人”列, 依申请公开情况第2段.

    With `report` a heading bears the words that stand in it, not the form's.
    """
    if report is not None and (own := report.headings.get(address)):
        return f"标题“{ordinal(address)}{own}”"
    return _name(address)


@lru_cache(maxsize=4096)
def _name(address: str) -> str:
    if address in CELL_SET:
        return cell_label(address) if address.count(".") > 1 else f"表二“{row_label(address)}”"
    if address in TABLE_NAMES:
        return f"{TABLE_NAMES[address]}（{ordinal(TABLE_SECTION[address])}{SECTION_TITLES[int(address[-1]) - 1]}）"
    if address in _NAMES:
        return _NAMES[address]
    if address.startswith("previous."):
        return "上年" + _name(address.removeprefix("previous."))
    if _HEADING.match(address):
        title = HEADINGS.get(address, "")
        return f"标题“{ordinal(address)}{title}”"
    passage, index = split_paragraph(address)
    if passage in PASSAGE_NAMES:
        name = PASSAGE_NAMES[passage]
        return name if index is None else f"{name}第{index + 1}段"
    for row, label in T2_DOCUMENT_ROWS.items():
        if address == f"table2.{row}":
            return f"表二“{label}”行"
    if address.startswith("notes."):
        return f"素材（{PASSAGE_NAMES.get(address.split('.', 2)[1], '')}）"
    try:
        return describe(address)[1]
    except (KeyError, ValueError, IndexError):
        return address


@lru_cache(maxsize=4096)
def place_key(address: str) -> tuple[int, int, int]:
    """Where an address stands in the document, for sorting: header facts, then the outline from title to 六."""
    if address in _CELL_POSITION:
        return _OUTLINE_POSITION[address.split(".", 1)[0]], 1 + _CELL_POSITION[address], 0
    passage, index = split_paragraph(address)
    if passage in _OUTLINE_POSITION:
        return _OUTLINE_POSITION[passage], 0, 0 if index is None else index + 1
    head = address.split(".", 1)[0]
    if head == "heading":
        parent = address.rpartition(".")[0]
        sisters = [position for sister, position in _OUTLINE_POSITION.items() if sister.startswith(parent + ".")]
        # behind the passage under the last heading that the form knows there
        return max(sisters) + 1 if sisters else _OUTLINE_POSITION.get(parent, 0), 1_000, _number(address)
    if head in ("table2", "table3", "table4"):
        row = next((i for i, cell in enumerate(CELLS) if cell.startswith(address + ".")), 0)
        return _OUTLINE_POSITION[head], 1 + row, -1
    return -1, _BEFORE.index(head) if head in _BEFORE else len(_BEFORE), 0


def _number(address: str) -> int:
    last = address.rpartition(".")[2]
    return int(last) if last.isdigit() else 0


def group_of(address: str) -> str:
    """The part of the report under which a finding is listed: a passage, a table, a section's title …"""
    if address in CELL_SET or address.split(".", 1)[0] in TABLE_NAMES:
        return address.split(".", 1)[0]
    if address.startswith("heading"):
        return "heading"
    return _PARAGRAPH.sub("", address)


_OUTLINE_POSITION: Final[dict[str, int]] = {address: number for number, address in enumerate(OUTLINE)}
_CELL_POSITION: Final[dict[str, int]] = {address: number for number, address in enumerate(CELLS)}
