"""Word tables: merges (gridSpan, vMerge, hMerge) resolved to a grid, rows and cells in content controls found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from assistant.documents.blocks import Table, TableCell
from assistant.documents.readers.docx_package import W
from assistant.documents.readers.docx_styles import VAL, is_on, number

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TR, _TC, _TBL, _P, _T = f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}p", f"{W}t"
_TCPR, _TRPR = f"{W}tcPr", f"{W}trPr"
_SPAN, _VMERGE = f"{W}gridSpan", f"{W}vMerge"
_R, _HEADER, _WHOLE = f"{W}r", f"{W}tblHeader", f"{W}cantSplit"
_TAB, _BR, _CR = f"{W}tab", f"{W}br", f"{W}cr"
_WRAPPERS: Final = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"})
_MAX_SPAN: Final = 200
_SPECIAL_NAMES: Final = (
    "ins", "del", "moveFrom", "moveTo", "sdt", "drawing", "pict", "object", "fldChar", "fldSimple", "vanish",
    "sym", "noBreakHyphen", "ruby", "customXml", "gridBefore", "hMerge", "numPr", "cellDel", "cellIns",
    "strike", "dstrike", "vertAlign", "hidden",
)  # fmt: skip
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
SPECIAL: Final = (*(f"{W}{name}" for name in _SPECIAL_NAMES), f"{_MC}AlternateContent", _MATH)


@dataclass(slots=True)
class GridCell:
    element: etree._Element
    row: int
    col: int
    colspan: int
    rowspan: int = 1


class Grid:
    """Where the cells of a table stand. Hidden rows are left out, and rows and cells whose deletion was tracked."""

    def __init__(self, table: etree._Element) -> None:
        self.element = table
        self.cells: list[GridCell] = []
        self.changes = 0
        self.rows = 0
        self.cols = 0
        self._repeats = False
        self._splits = False
        open_cells: dict[int, GridCell] = {}
        for row in _members(table, _TR):
            properties = row.find(_TRPR)
            col = 0
            if properties is not None:
                gone = properties.find(f"{W}del") is not None
                self.changes += gone + (properties.find(f"{W}ins") is not None)
                if gone or is_on(properties.find(f"{W}hidden")):
                    continue
                before = properties.find(f"{W}gridBefore")
                col = _span(before) if before is not None else 0
                self._repeats |= bool(is_on(properties.find(f"{W}tblHeader")))
            self._splits |= properties is None or not is_on(properties.find(f"{W}cantSplit"))
            self._row(row, col, open_cells)
            self.rows += 1

    def _row(self, row: etree._Element, col: int, open_cells: dict[int, GridCell]) -> None:
        last: GridCell | None = None
        for element in _members(row, _TC):
            properties = element.find(_TCPR)
            span, merge, side = 1, None, None
            if properties is not None:
                for child in properties:
                    tag = child.tag
                    if tag == _SPAN:
                        span = _span(child)
                    elif tag == _VMERGE:
                        merge = child.get(VAL, "continue")
                    elif tag == f"{W}hMerge":
                        side = child.get(VAL, "continue")
                    elif tag == f"{W}cellDel":
                        side = "gone"
                        self.changes += 1
            if side == "gone":
                continue
            if side == "continue" and last is not None:
                last.colspan += span
                col += span
                continue
            above = open_cells.get(col)
            if merge == "continue" and above is not None and above.colspan == span:
                above.rowspan = self.rows - above.row + 1
                last = None
            else:
                last = GridCell(element, self.rows, col, span)
                self.cells.append(last)
                for covered in range(col, col + span):
                    open_cells.pop(covered, None)
                if merge == "restart":
                    open_cells[col] = last
            col += span
        self.cols = max(self.cols, col)

    def table(self, texts: list[str]) -> Table:
        """The finished table; one text a cell."""
        cells = tuple(
            TableCell(cell.row, cell.col, text, cell.rowspan, cell.colspan)
            for cell, text in zip(self.cells, texts, strict=True)
        )
        return Table(
            self.rows,
            self.cols,
            cells,
            width_mm=_width(self.element),
            header_rows_repeat=self._repeats,
            rows_may_split=self._splits,
        )


def plain_table(element: etree._Element, special: tuple[str, ...], *, numbered: bool) -> Table | None:
    """The table by the short way, null where anything but plain text stands in it.

    `special`: those of `SPECIAL` that the document holds at all. `numbered`: some style numbers its
    paragraphs, so that styles must be looked at.
    """
    if special and next(element.iter(*special), None) is not None:
        return None
    if numbered and next(element.iter(f"{W}pStyle"), None) is not None:
        return None
    return _flat(element)


def _flat(element: etree._Element) -> Table | None:
    """One pass over rows, cells, merges and text; nothing else of the markup is touched. Null where tables nest."""
    placed: list[list[Any]] = []  # [row, col, text pieces, rowspan, colspan]
    above: dict[int, list[Any]] = {}
    row = -1
    col = 0
    cell: list[Any] = []
    span, merge = 1, ""
    paragraphs = 0
    rows_repeat, rows_whole, row_count = False, 0, 0

    def close() -> int:
        """Ends the current cell; gives the column behind it."""
        upper = above.get(col)
        if merge == "continue" and upper is not None and upper[4] == span:
            upper[3] = row - upper[0] + 1
            return col + span
        cell[4] = span
        placed.append(cell)
        for covered in range(col, col + span):
            above.pop(covered, None)
        if merge == "restart":
            above[col] = cell
        return col + span

    widest = 0
    nodes = element.iter(_TBL, _T, _P, _TC, _SPAN, _VMERGE, _TR, _BR, _CR, _TAB, _HEADER, _WHOLE)
    next(nodes)
    for node in nodes:
        tag = node.tag
        if tag == _T:
            if node.text and cell:
                cell[2].append(node.text)
        elif tag == _P:
            if paragraphs and cell:
                cell[2].append("\n")
            paragraphs += 1
        elif tag == _TC:
            if cell:
                col = close()
            cell = [row, col, [], 1, 1]
            span, merge, paragraphs = 1, "", 0
        elif tag == _SPAN:
            span = _span(node)
        elif tag == _VMERGE:
            merge = node.get(VAL, "continue")
        elif tag == _TR:
            if cell:
                col = close()
                cell = []
            widest = max(widest, col)
            row, col = row + 1, 0
            row_count += 1
        elif tag == _TBL:
            return None
        elif tag == _HEADER:
            rows_repeat |= bool(is_on(node))
        elif tag == _WHOLE:
            rows_whole += bool(is_on(node))
        elif tag != _TAB:
            if cell:
                cell[2].append("\n")
        elif cell and (parent := node.getparent()) is not None and parent.tag == _R:
            cell[2].append("\t")
    if cell:
        col = close()
    return Table(
        row_count,
        max(widest, col),
        tuple(TableCell(r, c, "".join(text), down, right) for r, c, text, down, right in placed),
        width_mm=_width(element),
        header_rows_repeat=rows_repeat,
        rows_may_split=rows_whole < row_count,
    )


def wide(table: Table) -> bool:
    """Whether it is a table of data rather than a frame around text."""
    if table.rows * table.cols <= 1:
        return False
    return table.cols > 1 or all(len(cell.text) < 80 for cell in table.cells)


def is_frame(element: etree._Element) -> bool:
    """A table that holds another, larger one, and little else: a page frame."""
    own = len(list(_members_deep(element)))
    nested = [table for table in element.iter(_TBL) if table is not element]
    return any(sum(1 for _ in table.iter(_TC)) > own for table in nested)


def _members_deep(table: etree._Element) -> Iterator[etree._Element]:
    for row in _members(table, _TR):
        yield from _members(row, _TC)


def _members(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _members(child, tag)
        elif child.tag == f"{_MC}AlternateContent":
            branch = child.find(f"{_MC}Choice")
            if branch is not None:
                yield from _members(branch, tag)


def _span(element: etree._Element) -> int:
    text = element.get(VAL, "1")
    return min(max(int(text), 1), _MAX_SPAN) if text.isdigit() else 1


def _width(table: etree._Element) -> float | None:
    width = table.find(f"{W}tblPr/{W}tblW")
    if width is not None and width.get(f"{W}type") == "dxa" and (twips := number(width.get(f"{W}w"))):
        return round(twips / 1440 * 25.4, 1)
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    total = sum(number(column.get(f"{W}w")) or 0 for column in columns)
    return round(total / 1440 * 25.4, 1) if total else None
