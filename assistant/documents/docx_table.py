"""A table as WordprocessingML: fixed layout, whole rows, merges as the grid has them."""

import re
from math import floor
from unicodedata import east_asian_width

from assistant.documents.blocks import Table, TableCell
from assistant.documents.layout import CELL_AIR, CELL_MARGIN, DIGIT, TABLE_HALF_POINTS, TableLook, table_look
from assistant.documents.xml_text import escaped, quoted
from schemas.form import SECTION_TITLES, TABLES

_SMALLEST = 8
"""4 pt: a number of fifteen digits still fits the narrowest column of 表三."""
_CONDENSED = 10
"""Twips by which the characters of a label may stand closer."""
_AIR = 30
"""Twips that a number leaves free, so that neighbours never run together."""
_ORDINAL = re.compile(r"（(\w+)）")


def table_xml(table: Table) -> str:
    """The table; a cell that spans several rows continues as empty merged cells below."""
    look = table_look(table.address, table.cols)
    starts = {(cell.row, cell.col): cell for cell in table.cells}
    below = {(cell.row + down, cell.col): cell for cell in table.cells for down in range(1, cell.rowspan)}
    size = _number_size(table, look)
    rows = [_row(table, look, starts, below, row, size) for row in range(table.rows)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in look.columns)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(look.columns)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{CELL_AIR}" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/>'
        f'<w:bottom w:w="{CELL_AIR}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/>'
        f"</w:tblCellMar>{_caption(table)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _caption(table: Table) -> str:
    if table.address not in TABLES:
        return ""
    return f'<w:tblCaption w:val="{quoted(SECTION_TITLES[int(table.address[-1]) - 1])}"/>'


def _row(
    table: Table,
    look: TableLook,
    starts: dict[tuple[int, int], TableCell],
    below: dict[tuple[int, int], TableCell],
    row: int,
    size: int,
) -> str:
    repeats = bool(table.header_rows_repeat) and row < table.header_rows
    keep = row < min(look.together, table.rows) - 1
    cells: list[str] = []
    col = 0
    while col < table.cols:
        cell = starts.get((row, col))
        upper = below.get((row, col)) if cell is None else None
        span = cell.colspan if cell else upper.colspan if upper else 1
        width = sum(look.columns[col : col + span])
        shape = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        if cell is not None and cell.rowspan > 1:
            shape += '<w:vMerge w:val="restart"/>'
        elif upper is not None:
            shape += "<w:vMerge/>"
        narrow = look.narrow.get((row, col), 0) if cell is not None else 0
        if narrow > 1:
            margin = (width - narrow * TABLE_HALF_POINTS * 10 - 40) // 2
            shape += f'<w:tcMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tcMar>'
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shape}<w:vAlign w:val="center"/></w:tcPr>'
            f"{_text(cell, keep, size, width - 2 * CELL_MARGIN, narrow)}</w:tc>"
        )
        col += span
    header = "<w:tblHeader/>" if repeats else ""
    whole = "" if table.rows_may_split else "<w:cantSplit/>"
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{look.row_height}"/>{header}</w:trPr>{"".join(cells)}</w:tr>'


def _text(cell: TableCell | None, keep: bool, size: int, room: int, narrow: int) -> str:
    properties = '<w:pStyle w:val="TableText"/>' + ("<w:keepNext/>" if keep else "")
    if narrow == 1:
        properties += '<w:spacing w:before="0" w:after="0" w:line="230" w:lineRule="exact"/>'
    properties = f"<w:pPr>{properties}</w:pPr>"
    if cell is None or not cell.text:
        return f"<w:p>{properties}</w:p>"
    look = ""
    if cell.address is not None:
        look = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size != TABLE_HALF_POINTS else ""
    elif _just_too_long(cell.text, room):
        look = f'<w:spacing w:val="-{_CONDENSED}"/>'
    ordinal = _ORDINAL.match(cell.text) if narrow == 2 else None
    if ordinal is None:
        return f"<w:p>{properties}{_run(cell.text, look)}</w:p>"
    # half-width brackets: the ordinal takes two characters' room, like the lines below it
    half = '<w:w w:val="50"/>'
    runs = _run("（", half) + _run(ordinal[1], "") + _run("）", half) + _run(cell.text[ordinal.end() :], "")
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, look: str) -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = escaped(text).split("\n")
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in lines)
    return f"<w:r>{look}{pieces}</w:r>"


def _just_too_long(label: str, room: int) -> bool:
    """Whether one line holds the label once its characters stand a little closer."""
    natural = sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in label) * TABLE_HALF_POINTS * 10
    return room < natural <= room + len(label) * _CONDENSED


def _number_size(table: Table, look: TableLook) -> int:
    """Half points in which the longest number of the table still stands on one line of its column."""
    size = TABLE_HALF_POINTS
    for cell in table.cells:
        if cell.address is not None and len(cell.text) > 4:
            room = sum(look.columns[cell.col : cell.col + cell.colspan]) - 2 * CELL_MARGIN - _AIR
            size = min(size, floor(room / (len(cell.text) * DIGIT * 10)))
    return max(size, _SMALLEST)
