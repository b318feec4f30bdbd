"""Workbook → report: the three tables by their labels, the unit and the year, nothing calculated."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from assistant.documents.recognise.labels import bare, norm
from assistant.documents.recognise.reading import Reading
from assistant.documents.workbook_layout import INFO_PERIOD, INFO_UNIT, INFO_YEAR
from assistant.documents.workbook_load import Sheet, SheetCell, load_sheets
from assistant.documents.workbook_tables import FoundTable, find_tables
from assistant.errors import UnreadableFileError
from schemas.findings import Remark, Unreadable
from schemas.form import SUMS, TABLE_CELLS, TABLE_NAMES, TABLES, row_label
from schemas.imports import ImportResult
from schemas.report import CellRecord, Report, Unit
from schemas.tables import Table2, Table3, Table4

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
_OTHER_KINDS: Final[dict[str, str]] = {
    "bool": "此处是逻辑值 {text}，不是数字，请改填数字。",
    "date": "此处是日期 {text}，请把单元格格式改为“常规”后重填数字。",
    "error": "此处是错误值 {text}，请修正公式或改填数字。",
    "struck": "“{text}”带删除线，无法确定是否有效，请去掉删除线或改填数字。",
}


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
    tables: dict[str, Table2 | Table3 | Table4 | None] = dict.fromkeys(TABLES)
    records: dict[str, CellRecord] = {}
    unreadable: list[Unreadable] = []
    for table in (table for table in TABLES if table in chosen):
        reading, told = _read_table(chosen[table])
        tables[table] = _table(table, reading.values)
        records.update(reading.records)
        unreadable += reading.unreadable
        remarks += told
    unit, year, period = _header(visible, name)
    report = Report.model_validate(
        {"year": year, "unit": Unit(name=unit), "period": period, **tables, "cells": records}
    )
    return ImportResult(report=report, unreadable=unreadable, remarks=remarks)


def _table(table: str, values: Mapping[str, int | float]) -> Table2 | Table3 | Table4:
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
def _read_table(found: FoundTable) -> tuple[Reading, list[Remark]]:
    """Every cell of a table, or why not. Totals come last: whether a formula stands for nothing or was never
    calculated depends on its parts."""
    reading = Reading()
    totals = list(SUMS)
    inputs = [address for address in TABLE_CELLS[found.table] if address not in SUMS]
    for address in (*inputs, *(total for total in totals if total in TABLE_CELLS[found.table])):
        place = found.places.get(address)
        if place is None:
            reading.absent(address, _missing_reason(found))
        else:
            _read_cell(reading, address, found.sheet.cells.get(place), found)
    order = {address: at for at, address in enumerate(TABLE_CELLS[found.table])}
    reading.unreadable.sort(key=lambda entry: order[entry.place])
    return reading, list(_told(found))


def _read_cell(reading: Reading, address: str, cell: SheetCell | None, found: FoundTable) -> None:
    if cell is None:
        reading.put(address, "")
    elif cell.kind == "uncalculated":
        parts = SUMS.get(address, ())
        if parts and not any(_stands(reading, part) for part in parts):
            reading.put(address, "")
        else:
            reading.doubt(address, "", _NOT_CALCULATED)
    elif cell.kind in _OTHER_KINDS:
        reading.doubt(address, cell.text, _OTHER_KINDS[cell.kind].format(text=cell.text))
    elif cell.formula and cell.text == "0" and _cannot_be_zero(reading, address, found):
        reading.doubt(address, "0", f"公式显示为 0，与各项明细之和不符。{_NOT_CALCULATED}")
    else:
        reading.put(address, cell.text)


def _stands(reading: Reading, address: str) -> bool:
    """Whether a part holds anything at all: a number, a text, or a formula that was never calculated."""
    if address in reading.values or reading.records[address].raw:
        return True
    return any(entry.place == address and _NOT_CALCULATED in entry.reason for entry in reading.unreadable)


def _cannot_be_zero(reading: Reading, total: str, found: FoundTable) -> bool:
    """A file written by a program carries 0 for formulas that nobody has calculated. A text that looks like a
    number is left out by SUM in earnest, so that such a 0 is what everyone sees."""
    parts = SUMS.get(total, ())
    cells = (found.sheet.cells.get(found.places[part]) for part in parts if part in found.places)
    if any(cell is not None and cell.kind == "text" for cell in cells):
        return False
    return any(reading.values.get(part) for part in parts)


def _told(found: FoundTable) -> Iterator[Remark]:
    name = TABLE_NAMES[found.table]
    if found.old:
        message = f"{name}是 2019 年的旧格式，能对应的项目已读取，其余请按现行格式补填。"
        yield Remark(place=found.table, kind="format_2019", message=message)
    struck = [
        cell.taken_back for at in found.places.values() if (cell := found.sheet.cells.get(at)) and cell.taken_back
    ]
    if struck:
        message = f"{name}有 {len(struck)} 处文字带删除线（如“{struck[0][:12]}”），作为已删去的内容未读入，请核对。"
        yield Remark(place=found.table, kind="struck_text", message=message)
    taken = {row: address for address, (row, _) in found.places.items()}
    for row, label in found.unknown_rows:
        where = f"{name}第 {row} 行“{label.strip()[:30]}”"
        if row in taken:
            message = f"{where}与现行表格的项目名称不同，按位置作为“{row_label(taken[row])}”读取，请核对。"
        else:
            message = f"{where}不是现行表格的项目，没有读取。"
        yield Remark(place=found.table, kind="unknown_row", message=message)
    header = norm(found.fees_header)
    if "万元" not in header and "元" in header:
        message = f"{name}收费金额的表头是“{found.fees_header.strip()}”，现行表格的单位是万元，请核对金额。"
        yield Remark(place="table2.fees_wan", kind="fees_unit", message=message)


def _missing_reason(found: FoundTable) -> str:
    if found.old:
        return "2019 年的旧格式没有这一项，请按现行格式补填。"
    return f"工作表“{found.sheet.title}”里没有找到这一格。"


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
