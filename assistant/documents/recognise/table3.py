"""表三: 25 rows × 7 columns, each cell found by the header of its column and the label of its row."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from assistant.documents.blocks import Table, TableCell
from assistant.documents.recognise.grid import Logical, Row, figures
from assistant.documents.recognise.labels import (
    T3_EXTRA,
    T3_HEADERS,
    bare,
    is_blank,
    is_figure,
    norm,
    t3_header,
    t3_row,
)
from assistant.documents.recognise.order import table3_in_order
from assistant.documents.recognise.reading import Reading
from assistant.documents.recognise.table3_rows import (
    COLUMNS,
    DataRow,
    assign,
    doubt_twins,
    old_format,
    wanted_rows,
)

_REORDERED: Final = "表三各列的顺序与规定格式不同。"


def read_table3(table: Logical) -> Reading:
    """Every cell of 表三, or why not."""
    reading = Reading()
    columns = [_columns(fragment, reading) for fragment in table.fragments]
    known = next((c for c in columns if c is not None), None)
    rows = table.rows()
    data: list[DataRow] = []
    for at, row in enumerate(rows):
        mapping = columns[row.fragment]
        if mapping is None and known is not None and _same_shape(table, row.fragment):
            mapping = known
        entry = _data_row(at, row, mapping)
        if entry is None:
            continue
        if mapping is None and known is not None and sorted(known.values()) != list(known.values()):
            # a piece without headers of a table whose columns stand in an order of their own
            entry.cells = None
        data.append(entry)
    _mend_page_breaks(data, rows)
    if _REORDERED in reading.problems:
        for entry in data:
            entry.cells = None
    old_format(data, reading)
    wanted = wanted_rows(reading)
    assign(data, wanted, reading)
    for entry in data:
        if entry.key is not None:
            _take(entry, reading)
    doubt_twins(data, reading)
    reading.fill_absent("table3", "表中没有这一行。")
    if reading.template == "2019":
        reading.notes.append("表三是 2019 年的旧格式，“（六）其他处理”只有一行，已读入“3.其他”；其余两行旧格式没有。")
    return reading


# ---- columns -------------------------------------------------------------------------------------------
def _columns(fragment: Table, reading: Reading) -> dict[str, int] | None:
    """Column key → grid column, from the header rows; null where they do not tell."""
    if fragment.ragged and not _is_even(fragment):
        if _is_reordered(fragment):
            reading.problems.append(_REORDERED)
        return None
    first = min((c.row for c in fragment.cells if is_figure(c.text)), default=fragment.rows)
    lowest: dict[int, tuple[int, str]] = {}
    for cell in fragment.cells:
        if cell.row >= first or is_blank(cell.text):
            continue
        key = t3_header(cell.text) if cell.colspan == 1 else None
        for col in range(cell.col, cell.col + cell.colspan):
            bottom = cell.row + cell.rowspan
            if col not in lowest or bottom > lowest[col][0]:
                lowest[col] = (bottom, key or "")
    found: dict[str, int] = {}
    for col in sorted(lowest):
        key = lowest[col][1]
        if key:
            if key in found:
                return None
            found[key] = col
    if set(found) != set(COLUMNS):
        return None
    if list(found) != list(COLUMNS) and not all(_names_column(fragment, key, col) for key, col in found.items()):
        return None
    extra = fragment.cols - 1 - max(found.values())
    gaps = max(found.values()) - min(found.values()) + 1 - len(COLUMNS)
    if extra > 0 or gaps > 0:
        message = f"表三多出 {extra + gaps} 列，与规定格式不符。"
        if message not in reading.problems:
            reading.problems.append(message)
    return {key: found[key] for key in COLUMNS}


def _names_column(fragment: Table, key: str, col: int) -> bool:
    """Whether a header says in so many words what its column is, so that it counts wherever it stands."""
    return any(
        cell.col == col and cell.colspan == 1 and T3_HEADERS.get(bare(cell.text)) == key for cell in fragment.cells
    )


def _is_reordered(fragment: Table) -> bool:
    """Whether the headers stand in another order than the form's, in a table whose grid is lost."""
    cells = sorted(fragment.cells, key=lambda cell: (cell.row, cell.col))
    first = min((c.row for c in cells if is_figure(c.text)), default=fragment.rows)
    return not table3_in_order(norm(cell.text) for cell in cells if cell.row < first)


def _is_even(fragment: Table) -> bool:
    """Whether the rows of a merge-less table are all equally long, so that columns mean something."""
    covered: dict[int, int] = {}
    for cell in fragment.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            covered[row] = covered.get(row, 0) + cell.colspan
    return bool(covered) and min(covered.values()) == fragment.cols


def _same_shape(table: Logical, fragment: int) -> bool:
    return table.fragments[fragment].cols == table.fragments[0].cols and not table.fragments[fragment].ragged


# ---- rows ----------------------------------------------------------------------------------------------
def _data_row(at: int, row: Row, columns: dict[str, int] | None) -> DataRow | None:
    if columns is not None:
        return _by_columns(at, row, columns)
    return _by_order(at, row)


def _by_columns(at: int, row: Row, columns: dict[str, int]) -> DataRow | None:
    first = min(columns.values())
    labels = [cell for cell in row.own if cell.col < first and not is_blank(cell.text)]
    starts = {cell.col: cell for cell in row.own}
    label = labels[-1].text if labels else ""
    if t3_header(label) and not figures(row.own):
        return None
    cells: list[str] = []
    for key in COLUMNS:
        cell = starts.get(columns[key])
        if cell is None or (cell.colspan > 1 and cell.col + cell.colspan - 1 in columns.values()):
            entry = _by_order(at, row)
            if entry is not None and sorted(columns.values()) != list(columns.values()):
                # the columns stand in an order of their own: seven figures in a row do not tell which is which
                entry.cells = None
            return entry
        cells.append(cell.text)
    if not any(is_figure(text) for text in cells) and (not label or t3_row(label) is None):
        return _label_only(at, row.own)
    if norm(label).startswith("（本列数据"):
        return None
    return DataRow(at, label, cells, " ".join(cells), group=_group(labels))


def _by_order(at: int, row: Row) -> DataRow | None:
    """Label cells, then seven figures, whatever the columns are."""
    cells = row.own
    if not cells:
        return None
    best, place = 0, -1
    for index, cell in enumerate(cells):
        found = t3_row(cell.text) if not is_figure(cell.text) and not is_blank(cell.text) else None
        if found is not None and found[1] >= best and bare(cell.text) not in T3_EXTRA:
            best, place = found[1], index
    if place < 0 and figures(cells) < 3:
        return _old_row(at, cells) or _label_only(at, cells)
    if place >= 0 and best < 98 and not figures(cells):
        return _label_only(at, cells)
    if place >= 0 and best < 100 and len(cells) - place - 1 < 7 and not figures(cells):
        # 其他 and 总计 are column headers too
        return None
    texts = [cell.text for cell in cells]
    if place < 0:
        tail = _tail(texts)
        label = next((t for t in reversed(texts[: len(texts) - len(tail)]) if not is_blank(t)), "")
        if label and bare(label) in T3_EXTRA:
            return _old_row(at, cells)
        return DataRow(at, label, tail if len(tail) == 7 else None, " ".join(t.strip() for t in tail))
    label = texts[place]
    after = cells[place + 1 :]
    while len(after) > 7 and (is_blank(after[0].text) or norm(after[0].text) == norm(label)):
        # a label that spans columns whose merging was undone
        after = after[1:]
    while len(after) > 7 and is_blank(after[-1].text):
        after = after[:-1]
    behind = [cell.text for cell in after]
    if figures(cells) == 0 and all(is_blank(t) or t3_header(t) for t in behind) and len(behind) != 7:
        return None if best < 100 else DataRow(at, label, None, "")
    seven = behind if len(behind) == 7 else None
    return DataRow(at, label, seven, " ".join(t.strip() for t in behind), group=_group(cells[:place]))


def _old_row(at: int, cells: Sequence[TableCell]) -> DataRow | None:
    """（六）其他处理 with figures of its own, as in 2019."""
    for index, cell in enumerate(cells):
        if bare(cell.text) in T3_EXTRA:
            behind = [c.text for c in cells[index + 1 :]]
            if sum(1 for text in behind if is_figure(text)) >= 5:
                return DataRow(at, cell.text, behind if len(behind) == 7 else None, " ".join(behind))
    return None


def _label_only(at: int, cells: Sequence[TableCell]) -> DataRow | None:
    """A row without figures: what a page break has left of a label, perhaps."""
    filled = [cell.text for cell in cells if not is_blank(cell.text)]
    if not filled or len(filled) > 3 or any(is_figure(t) or t3_header(t) or norm(t) == "申请人情况" for t in filled):
        return None
    return DataRow(at, filled[-1], None, "")


def _tail(texts: list[str]) -> list[str]:
    end = len(texts)
    start = end
    while start > 0 and (is_figure(texts[start - 1]) or is_blank(texts[start - 1])):
        start -= 1
    tail = texts[start:]
    while len(tail) > 7 and is_blank(tail[-1]):
        tail = tail[:-1]
    while len(tail) > 7 and is_blank(tail[0]):
        tail = tail[1:]
    return tail


def _group(labels: Sequence[TableCell]) -> str:
    for cell in labels:
        group = T3_EXTRA.get(bare(cell.text))
        if group:
            return group
    return ""


def _mend_page_breaks(data: list[DataRow], rows: list[Row]) -> None:
    """A row that a page break cut in two is one row: its label goes on, and so may its figures."""
    for first, second in pairwise(data):
        if rows[first.at].fragment != rows[second.at].fragment and _is_rest(first, second):
            first.cells = _joined(first, second)
            first.label += second.label
            first.raw = f"{first.raw} {second.raw}".strip()
            second.label, second.cells, second.raw = "", None, ""
    # what is left of a label alone says nothing; a whole label without figures is a row left blank
    data[:] = [e for e in data if e.filled or e.cells is not None or ((f := t3_row(e.label)) and f[1] >= 98)]


def _is_rest(first: DataRow, second: DataRow) -> bool:
    """Whether the second row is only what a page break left of the first."""
    own, other = t3_row(first.label), t3_row(second.label)
    full = second.cells is not None and all(is_figure(text) for text in second.cells)
    if full and first.filled:
        return False
    if not bare(second.label):
        return second.filled and bool(bare(first.label))
    whole = t3_row(first.label + second.label)
    if whole is None or whole[1] < 95 or (own is not None and own[1] >= 98):
        return False
    return other is None or other[1] < 98 or not second.filled or own is None


def _joined(first: DataRow, second: DataRow) -> list[str] | None:
    if first.cells is None or second.cells is None:
        return first.cells if not second.filled else second.cells if not first.filled else None
    return [
        one if is_blank(other) else other if is_blank(one) else f"{one}\n{other}"
        for one, other in zip(first.cells, second.cells, strict=True)
    ]


def _take(entry: DataRow, reading: Reading) -> None:
    key = entry.key
    first = f"table3.{key}.natural"
    if first in reading.records:
        return
    if entry.cells is None:
        for column in COLUMNS:
            reading.doubt(f"table3.{key}.{column}", entry.raw, "这一行的数字与各列对不上（应为七个），请对照原件填写。")
        return
    for column, raw in zip(COLUMNS, entry.cells, strict=True):
        reading.put(f"table3.{key}.{column}", raw)
