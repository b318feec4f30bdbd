"""Workbooks in which figures were struck through or marked with a footnote rather than overwritten."""

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from assistant.documents.importing import import_file
from assistant.documents.ledger import (
    count_ledger,
    guess_mapping,
    load_kind_words,
    load_result_words,
    read_ledger_table,
)
from assistant.documents.workbook import write_workbook
from assistant.documents.workbook_layout import COORDINATES, SHEETS
from schemas.form import INPUT_CELLS
from schemas.report import Unit, new_report


def form(value: object, *, font: Font | None = None) -> bytes:
    """Our own form with every input cell filled with the same."""
    book = load_workbook(BytesIO(write_workbook(new_report(2024, Unit(name="柳湾镇人民政府")))))
    for address in INPUT_CELLS:
        cell = book[SHEETS[address.split(".")[0]]][COORDINATES[address]]
        cell.value = value
        if font is not None:
            cell.font = font
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_figure_struck_through_beside_the_right_one() -> None:
    value = CellRichText(TextBlock(InlineFont(strike=True), "7"), TextBlock(InlineFont(), "12"))
    result = import_file(form(value), "a.xlsx")
    assert {result.report.value(address) for address in INPUT_CELLS} == {12}
    assert [r.place for r in result.remarks if r.kind == "struck_text"] == ["table2", "table3", "table4"]


def test_footnote_mark_behind_a_figure() -> None:
    value = CellRichText(TextBlock(InlineFont(), "12"), TextBlock(InlineFont(vertAlign="superscript"), "1"))
    result = import_file(form(value), "a.xlsx")
    assert {result.report.value(address) for address in INPUT_CELLS} == {None}
    assert {u.place for u in result.unreadable} >= set(INPUT_CELLS)


def test_cell_struck_through_as_a_whole() -> None:
    result = import_file(form(12, font=Font(strike=True)), "a.xlsx")
    assert {result.report.value(address) for address in INPUT_CELLS} == {None}
    told = {u.place: u.reason for u in result.unreadable}
    assert all("删除线" in told[address] for address in INPUT_CELLS)


def test_row_of_a_ledger_struck_through_is_not_counted_in_silence() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["收到日期", "申请人类型", "办理结果", "答复日期"])
    sheet.append(["2024-01-05", "自然人", "予以公开", "2024-01-09"])
    sheet.append(["2024-02-05", "自然人", "予以公开", "2024-02-09"])
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    buffer = BytesIO()
    book.save(buffer)
    table = read_ledger_table(buffer.getvalue(), "台账.xlsx")
    result = count_ledger(table, guess_mapping(table), load_result_words(), load_kind_words(), 2024)
    assert (result.counted, [row for row, _ in result.uncounted]) == (1, [3])
