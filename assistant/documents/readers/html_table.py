"""HTML tables: rowspan and colspan resolved to a grid; tables that only arrange a page told apart."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from assistant.documents.blocks import Table, TableCell

_MAX_COLSPAN: Final = 100
_MAX_ROWSPAN: Final = 400
_MAX_CELLS: Final = 20_000


@dataclass(slots=True)
class Placed:
    element: etree._Element
    row: int
    col: int
    rowspan: int
    colspan: int
    header: bool


def placed_cells(table: etree._Element) -> list[Placed]:
    """The table's own cells at their grid places; cells of nested tables are not among them."""
    cells: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    rows = _rows(table)
    for row, element in enumerate(rows):
        col = 0
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while (row, col) in taken:
                col += 1
            colspan = min(_number(cell.get("colspan")) or 1, _MAX_COLSPAN)
            declared = _number(cell.get("rowspan"))
            rowspan = len(rows) - row if declared == 0 else min(declared or 1, len(rows) - row, _MAX_ROWSPAN)
            for down in range(rowspan):
                for right in range(colspan):
                    taken.add((row + down, col + right))
            cells.append(Placed(cell, row, col, rowspan, colspan, cell.tag == "th"))
            col += colspan
            if len(cells) > _MAX_CELLS or len(taken) > 20 * _MAX_CELLS:
                return cells
    return cells


def _rows(table: etree._Element) -> list[etree._Element]:
    rows: list[etree._Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _number(text: str | None) -> int | None:
    digits = (text or "").strip().rstrip("%px")
    return int(digits[:4]) if digits.isdigit() else None


def is_layout(table: etree._Element, cells: list[Placed]) -> bool:
    """Whether the table arranges a page: it holds a larger table, or whole paragraphs of text."""
    if not cells:
        return True
    own = len(cells)
    nested = [inner for inner in table.iter("table") if inner is not table]
    if any(sum(1 for _ in inner.iter("td", "th")) > own for inner in nested):
        return True
    if own == 1 or (max(c.col + c.colspan for c in cells) == 1 and _longest(cells) > 80):
        return True
    return _longest(cells) > 500


def _longest(cells: list[Placed]) -> int:
    return max(sum(len(str(text).strip()) for text in cell.element.itertext()) for cell in cells)


def table_of(table: etree._Element, cells: list[Placed], texts: list[str]) -> Table:
    """The finished table; one text a cell."""
    rows = max((cell.row + cell.rowspan for cell in cells), default=0)
    cols = max((cell.col + cell.colspan for cell in cells), default=0)
    return Table(
        rows,
        cols,
        tuple(
            TableCell(c.row, c.col, text, c.rowspan, c.colspan, header=c.header)
            for c, text in zip(cells, texts, strict=True)
        ),
        header_rows_repeat=table.find("thead") is not None or None,
    )
