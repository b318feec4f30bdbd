"""Where the three tables stand on a sheet: for each cell of the form the place that holds its number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from assistant.documents.recognise.labels import (
    OLD_HEADERS,
    T2_ROWS,
    T3_HEADERS,
    T4_HEADERS,
    T4_HEADS,
    bare,
    t2_header,
    t3_row,
)
from assistant.documents.workbook_load import Sheet, SheetCell
from schemas.form import T2_DOCUMENT_ROWS, T2_SINGLE_ROWS, T3_COLUMNS, T3_ROWS

Place = tuple[int, int]
_HEADER_DEPTH: Final = 4
_TABLE2_DEPTH: Final = 24
_WIDEST: Final = 60
_SURE: Final = 84
_OLD_OTHER: Final = "其他处理"
"""A single row in the 2019 form, three rows since."""


@dataclass(slots=True)
class FoundTable:
    """A table on a sheet. `places`: address → (row, column); a cell of the form that is missing has none."""

    table: str
    sheet: Sheet
    row: int
    places: dict[str, Place] = field(default_factory=dict)
    old: bool = False
    unknown_rows: list[tuple[int, str]] = field(default_factory=list)
    fees_header: str = ""


def find_tables(sheet: Sheet) -> list[FoundTable]:
    """Every table of the form on the sheet, from top to bottom."""
    labels = _by_label(sheet)
    found = [*_tables2(sheet, labels), *_tables3(sheet, labels), *_tables4(sheet, labels)]
    return sorted(found, key=lambda table: (table.table, table.row))


def _by_label(sheet: Sheet) -> dict[str, list[SheetCell]]:
    labels: dict[str, list[SheetCell]] = {}
    for cell in sheet.cells.values():
        if cell.kind == "text" and len(cell.text) < 200:
            labels.setdefault(bare(cell.text), []).append(cell)
    return labels


def _text_cells(sheet: Sheet) -> Iterable[SheetCell]:
    return (cell for cell in sheet.cells.values() if cell.kind == "text" and len(cell.text) < 200)


# ---- 表二 -----------------------------------------------------------------------------------------
def _tables2(sheet: Sheet, labels: dict[str, list[SheetCell]]) -> Iterable[FoundTable]:
    last = 0
    named: dict[str, list[SheetCell]] = {}
    for label, key in T2_ROWS.items():
        named.setdefault(key, []).extend(labels.get(label, ()))
    for start in sorted(named["regulations"], key=lambda cell: cell.row):
        below = [cell for cell in named["normative"] if _near(start, cell, 4)]
        if not below or start.row <= last:
            continue
        table = FoundTable("table2", sheet, start.row)
        columns = {
            column: cell.col
            for cell in _text_cells(sheet)
            if start.row - 5 <= cell.row < start.row and cell.col > start.col and (column := t2_header(cell.text))
        }
        for row, cell in zip(T2_DOCUMENT_ROWS, (start, below[0]), strict=True):
            table.places.update({f"table2.{row}.{column}": (cell.row, col) for column, col in columns.items()})
        for key in T2_SINGLE_ROWS:
            for cell in named[key]:
                if start.row < cell.row <= start.row + _TABLE2_DEPTH and abs(cell.col - start.col) <= 3:
                    table.places[f"table2.{key}"] = _single_place(sheet, cell, key, table)
                    break
        reach = range(start.row - 5, start.row + _TABLE2_DEPTH)
        table.old = any(cell.row in reach for old in OLD_HEADERS for cell in labels.get(old, []))
        last = max((row for row, _ in table.places.values()), default=start.row)
        yield table


def _near(upper: SheetCell, lower: SheetCell, rows: int) -> bool:
    return upper.row < lower.row <= upper.row + rows and abs(upper.col - lower.col) <= 3


def _single_place(sheet: Sheet, label: SheetCell, key: str, table: FoundTable) -> Place:
    headers = [
        cell
        for cell in _text_cells(sheet)
        if label.row - _HEADER_DEPTH <= cell.row < label.row and cell.col > label.col and _is_single_header(cell.text)
    ]
    header = max(headers, key=lambda cell: cell.row, default=None)
    if header is not None and key == "fees_wan":
        table.fees_header = header.text
    filled = [col for row, col in sheet.cells if row == label.row and label.col < col <= label.col + _WIDEST]
    if header is not None and (header.col in filled or len(filled) != 1):
        return label.row, header.col
    return label.row, min(filled, default=label.col + 1)


def _is_single_header(text: str) -> bool:
    """本年处理决定数量 or 本年收费金额, in the wording of either form."""
    label = bare(text)
    return len(label) <= 16 and ("处理决定数量" in label or "收费金额" in label)


# ---- 表三 -----------------------------------------------------------------------------------------
def _tables3(sheet: Sheet, labels: dict[str, list[SheetCell]]) -> Iterable[FoundTable]:
    anchors = sorted(labels.get("自然人", []), key=lambda cell: (cell.row, cell.col))
    for at, anchor in enumerate(anchors):
        columns = _columns3(sheet, anchor)
        if len(columns) < 4:
            continue
        end = next((a.row for a in anchors[at + 1 :] if a.row > anchor.row + _HEADER_DEPTH), 10**7)
        table = FoundTable("table3", sheet, anchor.row)
        rows = _rows3(sheet, anchor, end, table)
        if len(rows) < 4:
            continue
        table.places = {f"table3.{row}.{key}": (at, col) for row, at in rows.items() for key, col in columns.items()}
        yield table


def _columns3(sheet: Sheet, anchor: SheetCell) -> dict[str, int]:
    columns = {"natural": anchor.col}
    near = sorted(
        (
            cell
            for cell in _text_cells(sheet)
            if abs(cell.row - anchor.row) <= 3 and anchor.col < cell.col <= anchor.col + _WIDEST
        ),
        key=lambda cell: cell.col,
    )
    for key in T3_COLUMNS:
        # 其他 and 总计 come last: a 其他 further left belongs to something else
        after = max(columns.values()) if key in ("other", "total") else anchor.col
        col = next((c.col for c in near if c.col > after and T3_HEADERS.get(bare(c.text)) == key), None)
        if key != "natural" and col is not None:
            columns[key] = col
    return columns


def _rows3(sheet: Sheet, anchor: SheetCell, end: int, table: FoundTable) -> dict[str, int]:
    """Row key → row of the sheet. A label that is not known is taken by its place between known neighbours."""
    lines: dict[int, list[SheetCell]] = {}
    for (row, col), cell in sheet.cells.items():
        if anchor.row < row < end and col < anchor.col and cell.kind == "text":
            lines.setdefault(row, []).append(cell)
    rows: dict[str, int] = {}
    unknown: list[SheetCell] = []
    for row in sorted(lines):
        cells = sorted(lines[row], key=lambda cell: -cell.col)
        key = next((key for cell in cells if (key := _row_key(cell.text)) and key not in rows), None)
        if key is None and any(bare(cell.text) == _OLD_OTHER for cell in cells):
            key, table.old = "ot_other", True
        if key is not None:
            rows[key] = row
            if key == "carried_out":
                break
        elif _has_numbers(sheet, row, anchor.col):
            unknown.append(cells[0])
    keys = list(T3_ROWS)
    for cell in unknown:
        above = max((row for row in rows.values() if row < cell.row), default=None)
        key = next((keys[keys.index(k) + 1] for k, row in rows.items() if row == above and k != keys[-1]), None)
        follows = key is not None and key not in rows and _next_is_known(keys, key, rows, cell.row)
        if key is not None and follows and not table.old:
            rows[key] = cell.row
        table.unknown_rows.append((cell.row, cell.text))
    return rows


def _row_key(text: str) -> str | None:
    found = t3_row(text)
    return found[0] if found is not None and found[1] >= _SURE else None


def _next_is_known(keys: list[str], key: str, rows: dict[str, int], row: int) -> bool:
    following = keys.index(key) + 1
    return following < len(keys) and rows.get(keys[following]) == row + 1


def _has_numbers(sheet: Sheet, row: int, first: int) -> bool:
    return any((row, col) in sheet.cells for col in range(first, first + 7))


# ---- 表四 -----------------------------------------------------------------------------------------
def _tables4(sheet: Sheet, labels: dict[str, list[SheetCell]]) -> Iterable[FoundTable]:
    heads = {key: labels.get(label, []) for label, key in T4_HEADS.items()}
    for start in heads["review"]:
        reach = range(start.row, start.row + _HEADER_DEPTH + 1)
        firsts = [
            cell
            for cell in (*labels.get("结果维持", ()), *labels.get("维持", ()))
            if cell.row in reach and start.col <= cell.col <= start.col + _WIDEST
        ]
        if not firsts:
            continue
        table = FoundTable("table4", sheet, start.row)
        bands: dict[str, dict[str, int]] = {}
        for cell in sorted(firsts, key=lambda cell: cell.col):
            group = _group4(cell, start, heads)
            if group is not None and group not in bands:
                bands[group] = _results4(sheet, cell)
        header_row = max(cell.row for cell in firsts)
        row = _first_row_below(sheet, header_row, start.col)
        for group, columns in bands.items():
            table.places.update({f"table4.{group}.{key}": (row, col) for key, col in columns.items()})
        yield table


def _group4(cell: SheetCell, start: SheetCell, heads: dict[str, list[SheetCell]]) -> str | None:
    above = [
        (head.col, head.row, key)
        for key, cells in heads.items()
        for head in cells
        if start.row <= head.row <= cell.row and head.col <= cell.col
    ]
    return max(above)[2] if above else None


def _results4(sheet: Sheet, first: SheetCell) -> dict[str, int]:
    """The five results from 结果维持 on; a result that is not there is left out."""
    columns = {"maintain": first.col}
    row = sorted(
        (c for c in _text_cells(sheet) if c.row == first.row and first.col < c.col <= first.col + _WIDEST),
        key=lambda cell: cell.col,
    )
    for cell in row:
        key = T4_HEADERS.get(bare(cell.text))
        if key == "maintain":
            break
        if key is not None:
            columns.setdefault(key, cell.col)
        if key == "total":
            break
    return columns


def _first_row_below(sheet: Sheet, header_row: int, first_col: int) -> int:
    """The row of numbers: right below the header unless that row is wholly empty and the next is not."""
    for row in (header_row + 1, header_row + 2):
        cells = [c for (r, col), c in sheet.cells.items() if r == row and col >= first_col]
        if any(cell.kind != "text" or len(cell.text.strip()) <= 20 for cell in cells):
            return row
    return header_row + 1
