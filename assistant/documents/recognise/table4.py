"""表四: fifteen figures in one row under three groups of five."""

from typing import Final

from assistant.documents.blocks import Table, TableCell
from assistant.documents.recognise.grid import Logical, Row, figures
from assistant.documents.recognise.labels import bare, is_blank, is_figure, t4_group, t4_header
from assistant.documents.recognise.order import table4_in_order
from assistant.documents.recognise.reading import Reading
from schemas.form import T4_GROUPS, T4_RESULTS, TABLE_CELLS

CELLS: Final = TABLE_CELLS["table4"]
_RESULTS: Final = tuple(T4_RESULTS)
_GROUPS: Final = tuple(T4_GROUPS)


def read_table4(table: Logical) -> Reading:
    """Every cell of 表四, or why not."""
    reading = Reading()
    rows = table.rows()
    last = max((at for at, row in enumerate(rows) if _heads(row)), default=-1)
    data = [row for at, row in enumerate(rows) if at > last and row.own and figures(row.own)]
    if not data:
        data = [row for row in rows[last + 1 :] if len(row.own) >= 15]
    if len({row.fragment for row in rows if _heads(row)}) > 1 and _pieces(table, rows, reading):
        return reading
    if len(data) > 1:
        reading.problems.append(f"表四有 {len(data)} 行数字，规定格式只有一行。")
    if data:
        _take(table.fragments[data[0].fragment], data[0], reading, whole=table)
    reading.fill_absent("table4", "表中没有这一格。")
    return reading


def _heads(row: Row) -> bool:
    """A header row: results or groups, no figures."""
    named = [c for c in row.own if t4_header(c.text) or t4_group(c.text) or bare(c.text) == "行政诉讼"]
    return bool(named) and not figures(row.own)


def _take(fragment: Table, row: Row, reading: Reading, *, whole: Logical) -> None:
    cells = [cell for cell in row.own if not _is_label(cell)]
    while len(cells) > 15 and is_blank(cells[-1].text):
        cells = cells[:-1]
    mapped = _by_header(fragment)
    if mapped is None and len(whole.fragments) > 1 and fragment.cols == whole.fragments[0].cols:
        mapped = _by_header(whole.fragments[0])
    if mapped is not None:
        starts = {cell.col: cell for cell in cells if cell.colspan == 1}
        if all(col in starts for col in mapped.values()):
            for address in CELLS:
                reading.put(address, starts[mapped[address]].text)
            extra = fragment.cols - 15
            if extra > 0:
                reading.problems.append(f"表四多出 {extra} 列，与规定格式不符。")
            return
    order = _order(whole)
    heads = (cell.text for row in whole.rows() if _heads(row) for cell in row.own)
    if len(cells) == 15 and (order is not None or table4_in_order(heads)):
        for address, cell in zip(order or CELLS, cells, strict=True):
            reading.put(address, cell.text)
        return
    raw = " ".join(cell.text.strip() for cell in cells)
    for address in CELLS:
        reading.doubt(address, raw, f"这一行有 {len(cells)} 个数字，应为十五个，无法对应，请对照原件填写。")


def _is_label(cell: TableCell) -> bool:
    return not is_blank(cell.text) and not is_figure(cell.text) and not any(c.isdigit() for c in cell.text)


def _order(table: Logical) -> tuple[str, ...] | None:
    """Addresses in the order of the header's labels, where these are fifteen and name all groups side by side."""
    heads = [row for row in table.rows() if _heads(row)]
    rows = [[key for cell in row.own if (key := t4_header(cell.text)) is not None] for row in heads]
    labels = [key for row in rows for key in row]
    courts = [[key for cell in row.own if (key := t4_group(cell.text)) in ("direct", "after")] for row in heads]
    order = next((keys for keys in courts if len(keys) == 2), None)
    if len(labels) != 15 or order is None:
        return None
    thirds = [labels[:5], labels[5:10], labels[10:]]
    if any(set(part) != set(_RESULTS) for part in thirds):
        return None
    groups = (*order, "review") if _review_is_last(heads) else ("review", *order)
    # the results of 行政复议 reach up into the row above those of the courts
    parts = dict(zip(groups if len(rows[-1]) == 15 else ("review", *order), thirds, strict=True))
    return tuple(f"table4.{group}.{result}" for group in groups for result in parts[str(group)])


def _review_is_last(heads: list[Row]) -> bool:
    for row in heads:
        words = [bare(cell.text) for cell in row.own]
        if "行政复议" in words and "行政诉讼" in words:
            return words.index("行政诉讼") < words.index("行政复议")
    return False


def _by_header(fragment: Table) -> dict[str, int] | None:
    """Address → grid column from the header; null unless all fifteen are told apart."""
    if fragment.ragged and len({c.row for c in fragment.cells}) > 1 and not _covers(fragment):
        return None
    first = min((c.row for c in fragment.cells if is_figure(c.text)), default=fragment.rows)
    results: dict[int, str] = {}
    groups: dict[int, str] = {}
    for cell in sorted(fragment.cells, key=lambda c: c.row):
        if cell.row >= first or is_blank(cell.text):
            continue
        result, group = t4_header(cell.text), t4_group(cell.text)
        for col in range(cell.col, cell.col + cell.colspan):
            if group is not None:
                groups[col] = group
            elif result is not None and cell.colspan == 1:
                results[col] = result
    found: dict[str, int] = {}
    for col, result in sorted(results.items()):
        group = groups.get(col)
        if group is None:
            return None
        address = f"table4.{group}.{result}"
        if address in found:
            return None
        found[address] = col
    return found if set(found) == set(CELLS) else None


def _covers(fragment: Table) -> bool:
    covered: dict[int, int] = {}
    for cell in fragment.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            covered[row] = covered.get(row, 0) + cell.colspan
    return bool(covered) and min(covered.values()) == fragment.cols


def _pieces(table: Logical, rows: list[Row], reading: Reading) -> bool:
    """行政复议 and 行政诉讼 in a table each: five figures under one group, ten under two."""
    done = False
    for number in range(len(table.fragments)):
        own = [row for row in rows if row.fragment == number]
        groups = [key for row in own for cell in row.own if (key := t4_group(cell.text)) is not None]
        data = [row for row in own if not _heads(row) and figures(row.own)]
        cells = [cell for cell in data[0].own if not _is_label(cell)] if len(data) == 1 else []
        groups = list(dict.fromkeys(groups))
        if not groups or len(cells) != 5 * len(groups):
            continue
        for i, group in enumerate(groups):
            for result, cell in zip(_RESULTS, cells[5 * i : 5 * i + 5], strict=True):
                reading.put(f"table4.{group}.{result}", cell.text)
        done = True
    if done:
        reading.problems.append("表四分成了几张表，规定格式是一张。")
        reading.fill_absent("table4", "表中没有这一格。")
    return done
