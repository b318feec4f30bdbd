"""Workbook → report: the three tables by their labels, the unit and the year, nothing calculated."""

import re
from typing import Final

from assistant.cells import CellReading, read_cell
from assistant.documents.workbook_labels import bare
from assistant.documents.workbook_layout import INFO_PERIOD, INFO_UNIT, INFO_YEAR
from assistant.documents.workbook_load import Sheet, SheetCell, load_sheets
from assistant.documents.workbook_tables import FoundTable, find_tables
from assistant.errors import UnreadableFileError
from schemas.findings import Remark, Unreadable
from schemas.form import SUMS, TABLE_CELLS, TABLE_NAMES, TABLES, cell_label
from schemas.imports import ImportResult
from schemas.report import CellRecord, Report, Unit
from schemas.tables import Cell, Table2, Table3, Table4

_TITLE: Final = re.compile(r"^(?P<unit>[^\d：:]*?)(?P<year>20\d\d)年?(?:度)?政府信息公开(?:工作)?(?:年度报告|年报)")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_YEAR_LINE: Final = re.compile(r"年度[：:]\s*(20\d\d)(?!\d)")
_FILER: Final = re.compile(r"^(?:填报单位|单位名称|单位)[：:]\s*(?P<unit>\S+?)(?:\s|年度[：:]|$)")
_MODELS: Final[dict[str, type[Table2] | type[Table3] | type[Table4]]] = {
    "table2": Table2,
    "table3": Table3,
    "table4": Table4,
}
_NOT_CALCULATED: Final = "公式未计算，请在 Excel/WPS 中打开保存一次。"


def read_workbook(data: bytes, name: str) -> ImportResult:
    """The form in an .xlsx file: ours, filled in or not, or anyone's that holds the three tables.

    A table that the workbook lacks is null. Each cell that holds no valid number is null and listed with
    what stood there. Raises UnreadableFileError with one sentence.
    """
    sheets = load_sheets(data, name)
    visible = [sheet for sheet in sheets if not sheet.hidden]
    chosen, remarks = _choose([table for sheet in visible for table in find_tables(sheet)])
    if not chosen:
        raise UnreadableFileError(_nothing_found(name, sheets))
    remarks += _hidden_remarks(sheets, chosen)
    reading = _Reading()
    for table in TABLES:
        if table in chosen:
            reading.take(chosen[table])
    unit, year, period = _header(visible, name)
    tables = {table: _table(table, reading.values) if table in chosen else None for table in TABLES}
    report = Report.model_validate(
        {"year": year, "unit": Unit(name=unit), "period": period, **tables, "cells": reading.records}
    )
    return ImportResult(report=report, unreadable=reading.unreadable, remarks=[*remarks, *reading.remarks])


def _table(table: str, values: dict[str, Cell]) -> Table2 | Table3 | Table4:
    tree: dict[str, object] = {}
    for address in TABLE_CELLS[table]:
        *path, last = address.split(".")[1:]
        node = tree
        for key in path:
            node = node.setdefault(key, {})  # type: ignore[assignment]
        node[last] = values.get(address)
    return _MODELS[table].model_validate(tree)


# ---- which tables -----------------------------------------------------------------------------------
def _choose(found: list[FoundTable]) -> tuple[dict[str, FoundTable], list[Remark]]:
    """One of each kind: those of the first sheet that holds all three, else the first of each."""
    kinds: dict[str, list[FoundTable]] = {}
    for table in found:
        kinds.setdefault(table.table, []).append(table)
    whole = next(
        (t.sheet for t in found if all(any(o.sheet is t.sheet for o in kinds.get(k, ())) for k in TABLES)), None
    )
    chosen: dict[str, FoundTable] = {}
    remarks: list[Remark] = []
    for kind, tables in kinds.items():
        chosen[kind] = next((t for t in tables if t.sheet is whole), tables[0])
        if len(tables) > 1:
            others = "、".join(dict.fromkeys(f"“{t.sheet.title}”" for t in tables if t is not chosen[kind]))
            remarks.append(
                Remark(
                    place=kind,
                    kind="several_tables",
                    message=f"工作簿中有 {len(tables)} 份{TABLE_NAMES[kind]}，只读取了工作表"
                    f"“{chosen[kind].sheet.title}”里的第一份，{others}里的没有读取。",
                )
            )
    return chosen, remarks


def _nothing_found(name: str, sheets: tuple[Sheet, ...]) -> str:
    for sheet in sheets:
        if sheet.hidden and find_tables(sheet):
            return f"“{name}”的表格在隐藏的工作表“{sheet.title}”里，请取消隐藏并保存后再试。"
    return (
        f"在“{name}”里没有找到年报的表二、表三或表四。请确认表格保留了“自然人”“规章”“结果维持”等栏目名称；"
        "申请台账请在“数据填报”页的台账处导入。"
    )


def _hidden_remarks(sheets: tuple[Sheet, ...], chosen: dict[str, FoundTable]) -> list[Remark]:
    remarks = [
        Remark(place="document", kind="hidden_sheet", message=f"隐藏的工作表“{sheet.title}”里也有年报表格，没有读取。")
        for sheet in sheets
        if sheet.hidden and find_tables(sheet)
    ]
    for kind, table in chosen.items():
        hidden = sorted({row for row, _ in table.places.values()} & table.sheet.hidden_rows)
        if hidden:
            rows = "、".join(str(row) for row in hidden[:5])
            message = f"{TABLE_NAMES[kind]}有隐藏的行（第 {rows} 行），其中的数也已读取，请核对。"
            remarks.append(Remark(place=kind, kind="hidden_rows", message=message))
    return remarks


# ---- cells ------------------------------------------------------------------------------------------
class _Reading:
    """Collects values, records and complaints over the tables of one workbook."""

    def __init__(self) -> None:
        self.values: dict[str, Cell] = {}
        self.records: dict[str, CellRecord] = {}
        self.unreadable: list[Unreadable] = []
        self.remarks: list[Remark] = []
        self._blank: set[str] = set()

    def take(self, found: FoundTable) -> None:
        cells = {address: found.sheet.cells.get(place) for address, place in found.places.items()}
        # totals last: whether a formula stands for nothing or was never calculated depends on its parts
        for address in sorted(
            TABLE_CELLS[found.table], key=lambda a: (a in SUMS, list(SUMS).index(a) if a in SUMS else 0)
        ):
            if address not in found.places:
                self._complain(address, "", _missing_reason(found, address))
                continue
            self._read(address, cells[address], cells)
        order = {address: at for at, address in enumerate(TABLE_CELLS[found.table])}
        self.unreadable.sort(key=lambda entry: order.get(entry.place, -1))
        self._tell(found)

    def _read(self, address: str, cell: SheetCell | None, cells: dict[str, SheetCell | None]) -> None:
        raw = "" if cell is None else cell.text
        reading = _reading(cell, address)
        parts = [cells.get(part) for part in SUMS.get(address, ())]
        if cell is not None and cell.formula:
            if cell.kind == "uncalculated" and address in SUMS and self._blank.issuperset(SUMS[address]):
                reading = read_cell("", address)
            elif cell.kind == "number" and reading.value == 0 and self._cannot_be_zero(address, parts):
                reading = CellReading(None, f"公式显示为 0，与各项明细之和不符。{_NOT_CALCULATED}")
        if reading.blank:
            self._blank.add(address)
        self.values[address] = reading.value
        self.records[address] = CellRecord(raw=raw, origin="imported")
        if reading.value is None:
            self._complain(address, raw, reading.problem)

    def _cannot_be_zero(self, total: str, parts: list[SheetCell | None]) -> bool:
        """A file written by a program carries 0 for formulas that nobody has calculated. A text that looks
        like a number is left out by SUM in earnest, so that such a 0 is what everyone sees."""
        if any(part is not None and part.kind == "text" for part in parts):
            return False
        return any(self.values.get(part) for part in SUMS.get(total, ()))

    def _complain(self, address: str, raw: str, reason: str) -> None:
        self.unreadable.append(Unreadable(place=address, raw=raw, reason=reason))

    def _tell(self, found: FoundTable) -> None:
        name = TABLE_NAMES[found.table]
        if found.old:
            message = f"{name}是 2019 年的旧格式，能对应的项目已读取，其余请按现行格式补填。"
            self.remarks.append(Remark(place=found.table, kind="old_form", message=message))
        taken = {row: address for address, (row, _) in found.places.items()}
        for row, label in found.unknown_rows:
            where = f"{name}第 {row} 行“{label.strip()[:30]}”"
            if row in taken:
                message = f"{where}与现行表格的项目名称不同，按位置作为“{_row_of(taken[row])}”读取，请核对。"
            else:
                message = f"{where}不是现行表格的项目，没有读取。"
            self.remarks.append(Remark(place=found.table, kind="unknown_row", message=message))
        header = bare(found.fees_header)
        if header and "万元" not in header and "元" in header:
            message = f"{name}收费金额的表头是“{found.fees_header.strip()}”，现行表格的单位是万元，请核对金额。"
            self.remarks.append(Remark(place="table2.fees_wan", kind="fees_unit", message=message))


def _row_of(address: str) -> str:
    return cell_label(address).split("“", 1)[1].split("”行", 1)[0]


def _missing_reason(found: FoundTable, address: str) -> str:
    if found.old:
        return "2019 年的旧格式没有这一项，请按现行格式补填。"
    return f"工作表“{found.sheet.title}”里没有找到{cell_label(address)}。"


def _reading(cell: SheetCell | None, address: str) -> CellReading:
    if cell is None:
        return read_cell("", address)
    if cell.kind == "uncalculated":
        return CellReading(None, _NOT_CALCULATED)
    if cell.kind == "bool":
        return CellReading(None, f"此处是逻辑值 {cell.text}，不是数字，请改填数字。")
    if cell.kind == "date":
        return CellReading(None, f"此处是日期 {cell.text}，请把单元格格式改为“常规”后重填数字。")
    if cell.kind == "error":
        return CellReading(None, f"此处是错误值 {cell.text}，请修正公式或改填数字。")
    return read_cell(cell.text, address)


# ---- unit and year ----------------------------------------------------------------------------------
def _header(sheets: list[Sheet], name: str) -> tuple[str | None, int | None, str | None]:
    unit = year = period = None
    for sheet in sheets:
        for (row, col), cell in sheet.cells.items():
            label = bare(cell.text) if len(cell.text) <= 20 else ""
            beside = sheet.cells.get((row, col + 1))
            if label in (INFO_UNIT, "填报单位", "报送单位") and beside is not None:
                unit = unit or beside.text.strip()
            elif label in (INFO_YEAR, "年度", "年份") and beside is not None:
                year = year or _year_in(beside.text)
            elif label == INFO_PERIOD and beside is not None:
                period = period or beside.text.strip()
    for sheet in sheets:
        for cell in sheet.cells.values():
            if cell.kind != "text" or len(cell.text) > 100:
                continue
            text = re.sub(r"\s+", "", cell.text)
            title = _TITLE.match(text)
            if title:
                unit = unit or title["unit"] or None
                year = year or int(title["year"])
            filer = _FILER.match(cell.text.strip().replace("\u3000", " "))
            if filer:
                unit = unit or filer["unit"]
            line = _YEAR_LINE.search(text)
            if line:
                year = year or int(line[1])
    titles = " ".join(sheet.title for sheet in sheets)
    return unit, year or _year_in(name) or _year_in(titles), period


def _year_in(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None
