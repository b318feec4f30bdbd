"""Ledgers with headings over headings, headings repeated, and results in free wording."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from assistant.documents.ledger import (
    LedgerResult,
    count_ledger,
    guess_mapping,
    load_kind_words,
    load_result_words,
    read_ledger_table,
)

HEADINGS = ("序号", "申请人姓名", "收到日期", "主体类别", "申请事项", "办理结果", "办结日期", "经办人", "备注")
ROWS = (
    (1, "王小明", "2024年1月3日", "自然人", "征地批文", "同意公开", "2024年1月9日", "李", ""),
    (2, "王小明", "2024.2.5", "公民", "会议纪要", "信息不存在", "2024.2.20", "李", ""),
    (3, "某某公司", "2023-12-20", "商业企业", "批文", "部分公开部分不公开", "2024-01-10", "李", ""),
)


def counted(lines: list[tuple[object, ...]], merges: tuple[str, ...] = ()) -> LedgerResult:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(list(line))
    for merge in merges:
        sheet.merge_cells(merge)
    buffer = BytesIO()
    book.save(buffer)
    table = read_ledger_table(buffer.getvalue(), "台账.xlsx")
    assert "王小明" not in str(table)
    mapping = guess_mapping(table)
    return count_ledger(table.only(mapping), mapping, load_result_words(), load_kind_words(), 2024)


def nonzero(result: LedgerResult) -> set[str]:
    return {a.removeprefix("table3.") for a, v in result.values.items() if v and "total" not in a}


WANTED = {
    "new.natural", "granted.natural", "na_not_held.natural", "carried_in.business", "partial.business",
}  # fmt: skip


def test_date_below_a_heading_that_speaks_of_the_application() -> None:
    """收到日期 under 申请信息 is a date, not a person's."""
    upper = ("序号", "申请信息", "", "", "", "办理情况", "", "", "")
    lower = ("", *HEADINGS[1:])
    result = counted([("2024年台账",), upper, lower, *ROWS], ("B2:E2", "F2:I2", "A2:A3"))
    assert (result.uncounted, nonzero(result)) == ((), WANTED)


def test_headings_repeated_between_the_rows() -> None:
    result = counted([HEADINGS, *ROWS[:2], (), HEADINGS, ROWS[2]])
    assert (result.uncounted, nonzero(result)) == ((), WANTED)


@pytest.mark.parametrize(
    ("wording", "leaf"),
    [
        ("依法提供", "granted"),
        ("告知申请人查询网址", "granted"),
        ("部分公开部分不公开", "partial"),
        ("经补正内容仍不明确，无法提供", "na_unclear"),
        ("已就同一内容答复过，不再重复处理", "np_repeat"),
        ("未到期", "pending"),
        ("部分公开，无法提供", None),
        ("其他处理", None),
    ],
)
def test_wording_of_a_result(wording: str, leaf: str | None) -> None:
    """其他处理 names a group of three rows, not one of them."""
    assert load_result_words().read(wording).target == leaf
