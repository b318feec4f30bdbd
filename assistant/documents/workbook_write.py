"""Report → workbook: the three tables as the form prints them, ready to be filled in by hand."""

from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.compose import PRODUCER, draft_notice, generated_mark
from assistant.documents.workbook_finish import finish_workbook
from assistant.documents.workbook_layout import (
    ALERT_FONT,
    BORDER,
    CENTRED,
    COMPUTED_FILL,
    COORDINATES,
    FIRST_ROW,
    HEADER_FONT,
    INFO_PERIOD,
    INFO_SHEET,
    INFO_UNIT,
    INFO_YEAR,
    LANDSCAPE,
    LEFT,
    LOCKED,
    NOTICE_FONT,
    OPEN,
    SHEET_TITLES,
    SHEETS,
    TEXT_FONT,
    TITLE_FONT,
    WIDTHS,
    row_height,
    sum_range,
)
from schemas.facts import plain_digits
from schemas.form import DECIMAL_CELLS, GRIDS, SUMS, T3_COLUMNS, TABLE_CELLS, TABLES, Grid, cell_label
from schemas.report import Report
from schemas.tables import Cell as CellValue

_GUIDE: Final = (
    "填表说明",
    "1. 在“表二”“表三”“表四”的白色格子里填数；灰色格子是合计，随明细自动计算，不能改动。",
    "2. 没有发生的填 0，不要留空，也不要填“无”“/”。件数只填整数，不带单位。",
    "3. 行政事业性收费的单位是万元，可以带小数；其他各项的单位是件。",
    "4. 表三每一列：第一项加第二项之和，等于第三项加第四项之和；不相等时“（七）总计”显示为红色。",
    "5. 填好后保存，把这个文件拖进年报助手，先看读到的数，再决定采用。",
)


def write_workbook(report: Report, *, final: bool = False) -> bytes:
    """The form as an .xlsx file.

    Totals that equal the sum of their parts are locked formulas that carry their value; a total that is null
    or differs from its parts is written as it stands, with the computed value in a note. A total that a new
    form has not computed yet waits as a formula and shows nothing. A draft shows its notice on the first sheet and
    in print.
    """
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = _text(report.unit.name or "") or None
    book.properties.title = _text(f"{report.unit.name or ''}政府信息公开工作年度报告表格")
    notice = "" if final else draft_notice(report)
    for name, mark in generated_mark(report).items():
        book.custom_doc_props.append(StringProperty(name=name, value=mark))  # type: ignore[attr-defined]
    _info_sheet(book.worksheets[0], report, notice)
    cached: dict[str, dict[str, str | None]] = {}
    for table in TABLES:
        sheet = book.create_sheet(SHEETS[table])
        cached[sheet.title] = _table_sheet(sheet, table, report)
        _page(sheet, table, notice)
    buffer = BytesIO()
    book.save(buffer)
    return finish_workbook(buffer.getvalue(), cached)


# ---- the sheet with unit and year -----------------------------------------------------------------
def _info_sheet(sheet: Worksheet, report: Report, notice: str) -> None:
    sheet.title = INFO_SHEET
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 70
    head = _at(sheet, 1, 1)
    _put(head, "政府信息公开工作年度报告表格")
    head.font = TITLE_FONT
    if notice:
        said = _at(sheet, 2, 1)
        _put(said, notice)
        said.font = NOTICE_FONT
        sheet.oddHeader = _line(notice)
    facts = ((INFO_UNIT, report.unit.name), (INFO_YEAR, report.year), (INFO_PERIOD, report.period))
    for row, (label, value) in enumerate(facts, start=3):
        name, entry = _at(sheet, row, 1), _at(sheet, row, 2)
        _put(name, label)
        name.font = HEADER_FONT
        _put(entry, value)
        entry.font, entry.alignment, entry.protection = TEXT_FONT, LEFT, OPEN
        name.border = entry.border = BORDER
    for row, line in enumerate(_GUIDE, start=7):
        cell = _at(sheet, row, 1)
        _put(cell, line)
        cell.font = HEADER_FONT if row == 7 else TEXT_FONT
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _protect(sheet)


# ---- a table --------------------------------------------------------------------------------------
def _table_sheet(sheet: Worksheet, table: str, report: Report) -> dict[str, str | None]:
    """Write the table; give back the value that each formula cell carries, null for an empty one."""
    grid = GRIDS[table]
    for col, width in enumerate(WIDTHS[table], start=1):
        sheet.column_dimensions[get_column_letter(col)].width = width
    _heading_lines(sheet, grid, report)
    cached: dict[str, str | None] = {}
    heights: dict[int, float] = {}
    for part in grid.cells:
        row, col = part.row + FIRST_ROW, part.col + 1
        cell = _at(sheet, row, col)
        if part.address is None:
            _put(cell, part.text)
            cell.font = HEADER_FONT if part.row < grid.header_rows else TEXT_FONT
            width = sum(WIDTHS[table][part.col : part.col + part.colspan])
            if part.rowspan == 1:
                heights[row] = max(heights.get(row, 20), row_height(part.text or "", width))
        else:
            cell.font = TEXT_FONT
            _number(cell, part.address, report, cached)
        cell.alignment = CENTRED
        for r in range(row, row + part.rowspan):
            for c in range(col, col + part.colspan):
                sheet.cell(r, c).border = BORDER
        if part.rowspan > 1 or part.colspan > 1:
            sheet.merge_cells(
                start_row=row, start_column=col, end_row=row + part.rowspan - 1, end_column=col + part.colspan - 1
            )
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height
    _validate(sheet, table)
    if table == "table3":
        _show_broken_identity(sheet)
    _protect(sheet)
    return cached


def _heading_lines(sheet: Worksheet, grid: Grid, report: Report) -> None:
    for row, text in ((1, SHEET_TITLES[grid.table]), (2, _unit_and_year(report))):
        cell = _at(sheet, row, 1)
        _put(cell, text)
        cell.font = TITLE_FONT if row == 1 else TEXT_FONT
        cell.alignment = CENTRED if row == 1 else LEFT
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=grid.cols)
    sheet.row_dimensions[1].height = 30


def _unit_and_year(report: Report) -> str:
    year = "" if report.year is None else f"　年度：{report.year}"
    return f"填报单位：{report.unit.name or ''}{year}"


def _number(cell: Cell, address: str, report: Report, cached: dict[str, str | None]) -> None:
    value = report.value(address)
    if address not in SUMS:
        cell.value, cell.protection = value, OPEN
        return
    computed = _sum_of_parts(report, address)
    waits = value is None and report.record(address).origin == "computed"
    if value == computed and (value is not None or waits):
        span = sum_range(address)
        cell.value = f'=IF(COUNT({span})=0,"",SUM({span}))'
        cell.protection, cell.fill = LOCKED, COMPUTED_FILL
        cached[cell.coordinate] = None if value is None else plain_digits(value)
        return
    cell.value, cell.protection = value, OPEN
    if computed is not None or value is not None:
        cell.comment = Comment(_difference(address, value, computed), PRODUCER, height=90, width=260)


def _sum_of_parts(report: Report, total: str) -> CellValue:
    known = [value for part in SUMS[total] if (value := report.value(part)) is not None]
    return sum(known) if known else None


def _difference(address: str, value: CellValue, computed: CellValue) -> str:
    label = cell_label(address)
    if computed is None:
        return f"{label}：各项明细都是空的，此处为 {plain_digits(value or 0)}。请补填明细。"
    by_parts = plain_digits(computed)
    if value is None:
        return f"{label}：此处为空，按明细合计为 {by_parts}。请核对后填写。"
    return f"{label}：此处为 {plain_digits(value)}，按明细合计为 {by_parts}，两者不同。请核对。"


# ---- what holds for a whole sheet -----------------------------------------------------------------
def _validate(sheet: Worksheet, table: str) -> None:
    for decimal in (False, True):
        cells = [COORDINATES[a] for a in TABLE_CELLS[table] if (a in DECIMAL_CELLS) is decimal]
        if not cells:
            continue
        rule = DataValidation(
            type="decimal" if decimal else "whole",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="请填数字",
            error="这里只能填 0 或正数，单位是万元。" if decimal else "这里只能填 0 或正整数，没有发生请填 0。",
        )
        for coordinate in cells:
            rule.add(coordinate)
        sheet.add_data_validation(rule)


def _show_broken_identity(sheet: Worksheet) -> None:
    def at(row: str, column: str) -> str:
        return COORDINATES[f"table3.{row}.{column}"]

    for column in T3_COLUMNS:
        left = f"N({at('new', column)})+N({at('carried_in', column)})"
        right = f"N({at('total', column)})+N({at('carried_out', column)})"
        broken = Rule(type="expression", formula=[f"{left}<>{right}"], dxf=DifferentialStyle(font=ALERT_FONT))
        sheet.conditional_formatting.add(at("total", column), broken)


def _page(sheet: Worksheet, table: str, notice: str) -> None:
    grid = GRIDS[table]
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.orientation = "landscape" if table in LANDSCAPE else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:{get_column_letter(grid.cols)}{FIRST_ROW + grid.rows - 1}"
    sheet.oddFooter = _line("— &P —")
    if notice:
        sheet.oddHeader = _line(notice)
    if table == "table3":
        sheet.freeze_panes = f"D{FIRST_ROW + grid.header_rows}"


def _line(text: str) -> HeaderFooterItem:
    return HeaderFooterItem(center=_HeaderFooterPart(text=text))


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _at(sheet: Worksheet, row: int, col: int) -> Cell:
    """A cell that no merge covers (labels and numbers are written before their cells are merged)."""
    cell = sheet.cell(row, col)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title} {row},{col} is covered by a merge")
    return cell


def _put(cell: Cell, value: str | int | None) -> None:
    """Text stays text: what begins with = + - @ is neither a formula nor a link to anything."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = _text(value)
    cell.value = text
    if text:
        cell.data_type = "s"
        if text[0] in "=+-@\t\r":
            cell.quotePrefix = True


def _text(value: str) -> str:
    plain = ILLEGAL_CHARACTERS_RE.sub("", value).encode("utf-8", "replace").decode("utf-8")
    return plain[:32_000]
