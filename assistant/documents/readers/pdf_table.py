"""Tables of a PDF page: the rectangles that its lines form, as a grid with merges."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Final

from assistant.documents.blocks import Table, TableCell
from assistant.documents.readers.pdf_lines import lines_of

_NEAR: Final = 2.5
_COLUMNS: Final = 3
_LOOK: Final = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 3, "edge_min_length": 4}


@dataclass(frozen=True, slots=True)
class Box:
    """A table's cells as rectangles (x0, top, x1, bottom)."""

    cells: tuple[tuple[float, float, float, float], ...]
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def boxes_of(page: Any) -> list[Box]:
    """The tables that a pdfplumber page shows by lines."""
    if not (page.lines or page.rects or page.curves):
        return []
    found = page.find_tables({**_LOOK, "explicit_horizontal_lines": _ends(page.edges)})
    return [Box(tuple(table.cells), *table.bbox) for table in found if len(table.cells) > 1]


def _ends(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines where the upright rules of a table begin and end: at a page break no rule may be drawn across."""
    upright = sorted((e for e in edges if e["orientation"] == "v"), key=lambda e: e["top"])
    bands: list[list[dict[str, Any]]] = []
    lowest = 0.0
    for edge in upright:
        if not bands or edge["top"] > lowest + _NEAR:
            bands.append([])
            lowest = 0.0
        bands[-1].append(edge)
        lowest = max(lowest, edge["bottom"])
    found = []
    for band in bands:
        if len({round(e["x0"]) for e in band}) < _COLUMNS:
            continue
        x0, x1 = min(e["x0"] for e in band), max(e["x1"] for e in band)
        for y in (band[0]["top"], max(e["bottom"] for e in band)):
            found.append({
                "object_type": "line_edge", "orientation": "h", "x0": x0, "x1": x1, "width": x1 - x0,
                "top": y, "bottom": y, "height": 0, "doctop": y, "y0": y, "y1": y,
            })  # fmt: skip
    return found


def table_of(box: Box, chars: list[dict[str, Any]]) -> Table | None:
    """The table with the letters that stand in its cells; null for a mere frame."""
    xs = _edges([x for cell in box.cells for x in (cell[0], cell[2])])
    ys = _edges([y for cell in box.cells for y in (cell[1], cell[3])])
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows * cols <= 1 or (cols == 1 and rows < 3):
        return None
    owners: dict[tuple[int, int], int] = {}
    placed: list[tuple[int, int, int, int]] = []
    for x0, top, x1, bottom in sorted(box.cells, key=lambda c: (c[1], c[0])):
        row, col = _index(ys, top), _index(xs, x0)
        down, right = max(_index(ys, bottom) - row, 1), max(_index(xs, x1) - col, 1)
        for r in range(row, row + down):
            for c in range(col, col + right):
                owners.setdefault((r, c), len(placed))
        placed.append((row, col, down, right))
    texts: list[list[dict[str, Any]]] = [[] for _ in placed]
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        owner = owners.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
        if owner is not None:
            texts[owner].append(char)
    cells = tuple(
        TableCell(row, col, "\n".join(line.text for line in lines_of(own)), down, right)
        for (row, col, down, right), own in zip(placed, texts, strict=True)
    )
    return Table(rows, cols, cells, width_mm=round((box.x1 - box.x0) / 72 * 25.4, 1), ragged=True)


def is_only_ruled(table: Table) -> bool:
    """Whether its lines part the rows but not the columns: then only the letters tell these."""
    least = {1: 1, 2: 3}.get(table.cols, 0)
    return bool(least) and any(line.count("\t") >= least for cell in table.cells for line in cell.text.split("\n"))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
