"""The exported workbook: it looks like the form, calculates like the form, and holds what the report holds."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openxml_audit import OpenXmlValidator

from assistant.documents.workbook import read_workbook, write_workbook
from schemas.form import CELLS, GRIDS, INPUT_CELLS, SUMS, TABLES
from schemas.report import PassageState, Report, Unit, cell_values, new_report

SHEETS = {"table2": "表二", "table3": "表三", "table4": "表四"}


def filled(**changes: int | float | None) -> Report:
    """Every input its own number, totals computed, then the named changes as a file would have brought them."""
    report = new_report(2024, Unit(name="清河镇人民政府"))
    report = report.with_values({address: at % 7 for at, address in enumerate(INPUT_CELLS)})
    report = report.with_value("table2.fees_wan", 12.35)
    return report.with_values({k.replace("__", "."): v for k, v in changes.items()}, origin="imported")


def opened(report: Report, *, values: bool) -> Any:
    return load_workbook(BytesIO(write_workbook(report)), data_only=values)


def place(book: Workbook, address: str) -> Any:
    """The cell of an address, found by the grid of the form and by the first label of the sheet."""
    table = address.split(".")[0]
    sheet = book[SHEETS[table]]
    first = GRIDS[table].cells[0].text
    origin = next(c for row in sheet.iter_rows() for c in row if c.value == first)
    cell = next(c for c in GRIDS[table].cells if c.address == address)
    return sheet.cell(origin.row + cell.row, origin.column + cell.col)


def test_labels_and_merges_are_those_of_the_form() -> None:
    book = opened(filled(), values=False)
    for table in TABLES:
        sheet = book[SHEETS[table]]
        merges = {range_boundaries(str(m)) for m in sheet.merged_cells.ranges}
        origin = next(c for row in sheet.iter_rows() for c in row if c.value == GRIDS[table].cells[0].text)
        for cell in GRIDS[table].cells:
            row, col = origin.row + cell.row, origin.column + cell.col
            if cell.text is not None:
                assert sheet.cell(row, col).value == cell.text
            if cell.rowspan * cell.colspan > 1:
                assert (col, row, col + cell.colspan - 1, row + cell.rowspan - 1) in merges


def test_every_number_stands_in_the_file_without_calculating() -> None:
    report = filled()
    book = opened(report, values=True)
    assert {address: place(book, address).value for address in CELLS} == cell_values(report)


def test_totals_are_locked_formulas_and_inputs_are_open() -> None:
    book = opened(filled(), values=False)
    for address in CELLS:
        cell = place(book, address)
        assert cell.protection.locked is (address in SUMS)
        assert (cell.data_type == "f") is (address in SUMS)
    assert all(book[name].protection.sheet and not book[name].protection.password for name in SHEETS.values())


def test_formula_covers_exactly_the_parts() -> None:
    book = opened(filled(), values=False)
    for total, parts in SUMS.items():
        cell = place(book, total)
        span = cell.value.split("SUM(")[1].split(")")[0]
        left, top, right, bottom = range_boundaries(span)
        inside = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        assert inside == {(place(book, p).row, place(book, p).column) for p in parts}


@pytest.mark.parametrize("value", [None, 999])
def test_total_that_is_missing_or_wrong_stands_as_it_is_with_a_note(value: int | None) -> None:
    report = filled(table3__new__total=value)
    cell = place(opened(report, values=False), "table3.new.total")
    assert cell.value == value
    assert cell.data_type != "f"
    parts = sum(report.value(p) or 0 for p in SUMS["table3.new.total"])
    assert f"按明细合计为 {parts}" in cell.comment.text
    assert cell_values(read_workbook(write_workbook(report), "a.xlsx").report) == cell_values(report)


def test_missing_total_of_missing_parts_is_blank_without_a_note() -> None:
    report = Report(year=2024, unit=Unit(name="甲"), table2=None, table3=None, table4=None)
    cell = place(opened(report, values=False), "table4.review.total")
    assert (cell.value, cell.comment) == (None, None)


def test_new_form_waits_for_its_numbers_with_formulas() -> None:
    empty = new_report(2025, Unit(name="苏店镇人民政府"))
    cell = place(opened(empty, values=False), "table3.total.natural")
    assert cell.data_type == "f"
    assert place(opened(empty, values=True), "table3.total.natural").value in (None, "")
    result = read_workbook(write_workbook(empty), "a.xlsx")
    assert all(value is None for value in cell_values(result.report).values())
    assert {entry.place for entry in result.unreadable} == set(CELLS)
    assert not any("公式" in entry.reason for entry in result.unreadable)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+1", "-2+3", "@SUM(A1)", "=1+1"])
def test_text_is_never_a_formula(name: str) -> None:
    report = filled().model_copy(update={"unit": Unit(name=name)})
    book = opened(report, values=False)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [c for c in cells if c.data_type == "f" and not str(c.value).startswith("=IF(COUNT(")]
    found = [c for c in cells if c.value == name]
    assert found
    assert all(c.data_type == "s" for c in found)
    assert read_workbook(write_workbook(report), "a.xlsx").report.unit.name == name


def test_control_characters_do_not_break_the_file() -> None:
    report = filled().model_copy(update={"unit": Unit(name="清河\x0b镇\ud800")})
    assert read_workbook(write_workbook(report), "a.xlsx").report.year == 2024


def test_validation_covers_every_number() -> None:
    book = opened(filled(), values=False)
    for table in TABLES:
        rules = book[SHEETS[table]].data_validations.dataValidation
        for cell in (c for c in GRIDS[table].cells if c.address):
            target = place(book, str(cell.address)).coordinate
            kinds = [rule.type for rule in rules if target in rule.cells]
            assert kinds == ["decimal" if cell.address == "table2.fees_wan" else "whole"]


def test_draft_says_so_in_print_and_final_does_not() -> None:
    report = filled()
    draft, final = (load_workbook(BytesIO(write_workbook(report, final=f))) for f in (False, True))
    for sheet in draft:
        assert sheet.oddHeader.center.text == "起草稿，须人工审核，不得直接发布"
    assert draft["报告信息"]["A2"].value == "起草稿，须人工审核，不得直接发布"
    assert not any(sheet.oddHeader.center.text for sheet in final)
    assert final["报告信息"]["A2"].value is None
    assert not draft.custom_doc_props.props
    assert (draft.properties.creator, draft.properties.lastModifiedBy) == (report.unit.name, report.unit.name)


def test_a_workbook_of_a_report_that_a_model_wrote_is_marked_like_the_word_file() -> None:
    state = {"overview": PassageState(writer="model", model_written=True)}
    book = load_workbook(BytesIO(write_workbook(filled().model_copy(update={"state": state}))))
    assert book["报告信息"]["A2"].value == "智能辅助起草稿，须人工审核，不得直接发布"
    assert [mark.name for mark in book.custom_doc_props.props] == ["AIGC"]


@pytest.mark.office
def test_another_program_opens_saves_and_calculates_the_same(convert: Callable[[bytes, str, str], Path]) -> None:
    report = filled(table3__granted__total=5)
    saved = convert(write_workbook(report), "xlsx", "xlsx:Calc MS Excel 2007 XML")
    result = read_workbook(saved.read_bytes(), "form.xlsx")
    assert cell_values(result.report) == cell_values(report)
    assert (result.report.unit.name, result.report.year) == ("清河镇人民政府", 2024)


def test_the_file_is_as_the_schema_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_workbook(filled(table3__new__total=5)))
    assert not OpenXmlValidator().validate(path).errors
