"""`report.source.tables`: how each table stood in the file, and where it differs from the form."""

from functools import cache

from assistant.documents.blocks import Table, TableCell
from assistant.documents.recognise.grid import Logical
from assistant.documents.recognise.labels import is_blank, is_figure, norm, same_label, t3_row
from assistant.documents.recognise.reading import Reading
from assistant.documents.recognise.tables import Tables
from schemas.form import GRIDS, T2_DECISIONS, T2_FEES, T3_ROWS, TABLE_NAMES, Grid, row_label
from schemas.source import SourceLabel, SourceTable


def source_tables(tables: Tables) -> list[SourceTable]:
    """The form's tables first, then pictures in their place, then all others."""
    found: list[SourceTable] = []
    for name in GRIDS:
        if name in tables.logical:
            found.append(_of_grid(tables.logical[name], tables.readings[name]))
        elif name in tables.streams:
            found.append(_of_lines(name, tables.readings[name], tables.streams[name]))
        elif name in tables.pictures:
            found.append(SourceTable(address=name, rows=0, cols=0, picture=True, section=tables.pictures[name]))
    found += [
        SourceTable(
            rows=table.rows, cols=table.cols, labels=_labels(table, None, 0), section=section or None,
            width_mm=table.width_mm,
        )
        for table, section in tables.others
    ]  # fmt: skip
    return found


def _of_lines(name: str, reading: Reading, section: int) -> SourceTable:
    grid = GRIDS[name]
    return SourceTable(
        address=name, template=_template(reading), rows=grid.rows, cols=grid.cols, section=section,
        problems=reading.problems,
    )  # fmt: skip


def _of_grid(logical: Logical, reading: Reading) -> SourceTable:
    form = GRIDS[logical.name]
    first = logical.fragments[0]
    rows, cols = _size(logical, reading, form)
    labels: list[SourceLabel] = []
    offset = 0
    ragged = logical.ragged
    for table in logical.fragments:
        repeated = _repeated_header(table, logical)
        if ragged:
            labels += _loose_labels(table, form, reading, offset, repeated)
        else:
            same = (table.rows, table.cols) == (form.rows, form.cols) and len(logical.fragments) == 1
            labels += _labels(table, form if same else None, offset, reading, repeated)
        offset += table.rows
    problems = list(reading.problems)
    if reading.template != "2019" and not problems:
        problems += _size_problems(logical, rows, cols, form, reading)
    return SourceTable(
        address=logical.name,
        template="2019" if reading.template == "2019" else "2021",
        rows=rows,
        cols=cols,
        labels=labels,
        problems=problems,
        section=logical.section,
        width_mm=first.width_mm,
        header_rows_repeat=first.header_rows_repeat,
        rows_may_split=first.rows_may_split,
    )


def _template(reading: Reading) -> str:
    return "2019" if reading.template == "2019" else "2021"


def _size(logical: Logical, reading: Reading, form: Grid) -> tuple[int, int]:
    """Rows and columns; where the file keeps no merges, those of the form if all its rows were found."""
    if logical.ragged:
        missing = any(item.raw == "" and item.place not in reading.records for item in reading.unreadable)
        if not missing and not reading.problems:
            return form.rows, form.cols
    rows = sum(table.rows - len(_repeated_header(table, logical)) for table in logical.fragments)
    return rows, max(table.cols for table in logical.fragments)


def _repeated_header(table: Table, logical: Logical) -> set[int]:
    """Rows of a later piece that only repeat the head of the first."""
    head = logical.fragments[0]
    if table is head:
        return set()
    printed = {norm(cell.text) for cell in head.cells if cell.row < _first_figures(head)}
    rows: dict[int, set[str]] = {row: set() for row in range(_first_figures(table))}
    for cell in table.cells:
        if cell.row in rows and not is_blank(cell.text):
            rows[cell.row].add(norm(cell.text))
    return {row for row, labels in rows.items() if labels <= printed}


def _first_figures(table: Table) -> int:
    return min((cell.row for cell in table.cells if is_figure(cell.text)), default=table.rows)


def _size_problems(logical: Logical, rows: int, cols: int, form: Grid, reading: Reading) -> list[str]:
    name = TABLE_NAMES[logical.name]
    problems: list[str] = []
    absent = [item for item in reading.unreadable if item.place not in reading.records]
    if logical.ragged:
        keys = dict.fromkeys(row_label(item.place) for item in absent)
        return [f"{name}缺少“{label}”一行。" for label in keys] if len(keys) < 12 else [f"{name}缺少 {len(keys)} 行。"]
    if rows != form.rows:
        problems.append(f"{name}有 {rows} 行，规定格式为 {form.rows} 行。")
    if cols != form.cols:
        problems.append(f"{name}有 {cols} 列，规定格式为 {form.cols} 列。")
    return problems


def _labels(
    table: Table, form: Grid | None, offset: int, reading: Reading | None = None, skipped: set[int] | None = None
) -> list[SourceLabel]:
    """Label cells with their places; `form` is given where the grid has the form's size."""
    printed = _printed(form.table) if form is not None else {}
    found: list[SourceLabel] = []
    for cell in table.cells:
        if is_blank(cell.text) or is_figure(cell.text) or (skipped and cell.row in skipped):
            continue
        expected: str | None = None
        place = (cell.row, cell.col)
        if form is not None:
            if place in printed:
                label = printed[place]
                if label is None:
                    # a figure's place: text there is a bad figure, which the cell itself reports
                    continue
                expected = label if label and not same_label(cell.text, label) else None
        elif reading is not None:
            expected = _row_expected(cell, offset, reading, table)
        found.append(SourceLabel(row=offset + cell.row, col=cell.col, text=norm_label(cell.text), expected=expected))
    return found


@cache
def _printed(table: str) -> dict[tuple[int, int], str | None]:
    """Every place of a table of the form with the label that covers it; null for a figure."""
    form = GRIDS[table]
    places: dict[tuple[int, int], str | None] = {}
    for cell in form.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                places[row, col] = cell.text if cell.address is None else None
    return places


def _loose_labels(table: Table, form: Grid, reading: Reading, offset: int, skipped: set[int]) -> list[SourceLabel]:
    """Labels of a table whose columns mean nothing: each against the labels of the form that it can be."""
    rows: dict[int, list[TableCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    found: list[SourceLabel] = []
    same_rows = table.rows == form.rows and offset == 0
    form_rows: dict[int, list[str]] = {}
    for printed in form.cells:
        if printed.text:
            form_rows.setdefault(printed.row, []).append(printed.text)
    for row, cells in sorted(rows.items()):
        if row in skipped:
            continue
        for cell in cells:
            if is_blank(cell.text) or is_figure(cell.text):
                continue
            expected = _row_expected(cell, offset, reading, table)
            if same_rows and expected is None:
                expected = _nearest(cell.text, form_rows.get(row, []), _all_labels(form))
            found.append(SourceLabel(row=offset + row, col=cell.col, text=norm_label(cell.text), expected=expected))
    return found


def _all_labels(form: Grid) -> list[str]:
    return [cell.text for cell in form.cells if cell.text]


def _nearest(text: str, labels: list[str], everywhere: list[str]) -> str | None:
    """The label of this row that a text was meant to be, null where it is one of them as it should be."""
    from rapidfuzz import fuzz

    if any(same_label(text, label) for label in labels):
        return None
    scored = [(fuzz.ratio(norm(text), norm(label)), label) for label in labels]
    score, label = max(scored, default=(0, ""))
    if score >= 55 and not any(same_label(text, other) for other in everywhere):
        return label
    return None


def _row_expected(cell: TableCell, offset: int, reading: Reading, table: Table) -> str | None:
    """The form's label for a cell that names its row or heads the figures, where it differs."""
    key = reading.rows_of.get(offset + cell.row)
    if key in T3_ROWS:
        own = [c for c in table.cells if c.row == cell.row and not is_blank(c.text)]
        # what stands behind the last figure is a remark, no label
        end = max((c.col for c in own if is_figure(c.text)), default=table.cols)
        last = max((c.col for c in own if not is_figure(c.text) and c.col < end), default=-1)
        if cell.col == last and key is not None and not same_label(cell.text, T3_ROWS[key]):
            found = t3_row(cell.text)
            return None if reading.template == "2019" and found is None else T3_ROWS[key]
        return None
    if "处理决定数量" in norm(cell.text) and not same_label(cell.text, T2_DECISIONS):
        return T2_DECISIONS
    if "收费金额" in norm(cell.text) and not same_label(cell.text, T2_FEES):
        return T2_FEES
    return None


def norm_label(text: str) -> str:
    """A label without white space, as it is kept in `source`."""
    return "".join(text.replace("\u00a0", " ").replace("\u200b", "").split())
