"""Tables of the file as rows of cells, and which table of the form each is."""

from dataclasses import dataclass, field
from typing import Final

from assistant.documents.blocks import Table, TableCell
from assistant.documents.recognise.labels import (
    FORM_LABELS,
    OLD_HEADERS,
    OLD_ROWS,
    T2_HEADERS,
    bare,
    is_blank,
    is_figure,
)
from schemas.form import T2_DECISIONS, T2_FEES

ORDER: Final = ("table2", "table3", "table4")


@dataclass(slots=True)
class Row:
    """A row of a table: `own` are the cells that begin in it, in order of columns."""

    index: int
    fragment: int
    own: list[TableCell] = field(default_factory=list)


@dataclass(slots=True)
class Logical:
    """A table of the form as it stands in the file, in one piece or several."""

    name: str
    fragments: list[Table] = field(default_factory=list)
    section: int | None = None

    @property
    def ragged(self) -> bool:
        return any(table.ragged for table in self.fragments)

    def rows(self) -> list[Row]:
        """All rows of all pieces."""
        rows: list[Row] = []
        for number, table in enumerate(self.fragments):
            by_index: dict[int, Row] = {}
            for cell in table.cells:
                row = by_index.get(cell.row)
                if row is None:
                    row = by_index[cell.row] = Row(cell.row, number)
                row.own.append(cell)
            for index in sorted(by_index):
                row = by_index[index]
                row.own.sort(key=_column)
                rows.append(row)
        return rows


def _column(cell: TableCell) -> int:
    return cell.col


def classify(table: Table) -> str | None:
    """table2, table3 or table4 by the labels that stand in it; `other` for none; null for figures without labels."""
    counts = dict.fromkeys(ORDER, 0)
    words = {bare(cell.text) for cell in table.cells if len(cell.text) < 120}
    words.discard("")
    if all(is_figure(cell.text) or is_blank(cell.text) for cell in table.cells):
        return None
    for name in ORDER:
        counts[name] = len(words & FORM_LABELS[name])
    best = max(ORDER, key=lambda name: counts[name])
    if counts[best] >= 2:
        return best
    if counts[best] == 1:
        # one row alone on a page
        return best if any(is_figure(cell.text) for cell in table.cells) else "other"
    return _by_likeness(table)


def _by_likeness(table: Table) -> str:
    from assistant.documents.recognise.labels import t2_row, t3_row

    if not any(is_figure(cell.text) for cell in table.cells):
        return "other"
    threes = sum(1 for cell in table.cells if 4 <= len(bare(cell.text)) <= 40 and t3_row(cell.text))
    twos = sum(1 for cell in table.cells if 2 <= len(bare(cell.text)) <= 12 and t2_row(cell.text))
    if max(threes, twos) < 2:
        return "other"
    return "table3" if threes >= twos else "table2"


def is_old(tables: list[Table]) -> bool:
    """Whether a 表二 is that of 2019: more labels that only that format had than those of today.

    A single old label in a table of today is a wrong label.
    """
    words = {bare(cell.text) for table in tables for cell in table.cells}
    return len(words & (OLD_HEADERS | OLD_ROWS)) > len(words & _TODAY)


_TODAY: Final = frozenset({*T2_HEADERS, bare(T2_DECISIONS), bare(T2_FEES)})


def figures(cells: list[TableCell]) -> int:
    return sum(1 for cell in cells if is_figure(cell.text))
