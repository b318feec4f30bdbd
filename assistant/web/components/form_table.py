"""表二, 表三 and 表四 as the form prints them, as a sheet of text inputs."""

from collections.abc import Iterable
from functools import cache
from html import escape

from assistant.store.entries import INPUT_SET, read_typed, unfilled
from assistant.web.components.sheet import Mark, Sheet
from schemas.facts import plain_digits
from schemas.findings import Finding
from schemas.form import GRIDS, SUMS, TABLE_CELLS, Grid, GridCell, cell_label
from schemas.report import Report

_WIDTHS = {
    "table2": (34, 22, 22, 22),
    "table3": (3, 8, 26, 9, 9, 9, 9, 9, 9, 9),
    "table4": (6.6,) * 15,
}
_BLOCK_LABELS = ("三、本年度办理结果",)


@cache
def table_html(table: str) -> str:
    """The printed grid with inputs, outputs for computed totals, and a “填 0” link a row of 表三."""
    grid = GRIDS[table]
    widths = "".join(f'<col style="width:{width}%">' for width in _WIDTHS[table])
    rows = []
    for row in range(grid.rows):
        cells = "".join(_cell(grid, cell) for cell in grid.cells if cell.row == row)
        rows.append(f"<tr>{cells}</tr>")
    head = "".join(rows[: grid.header_rows])
    body = "".join(rows[grid.header_rows :])
    return (
        f'<table data-rows="{grid.rows}" data-columns="{grid.cols}"><colgroup>{widths}</colgroup>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table>"
    )


def _cell(grid: Grid, cell: GridCell) -> str:
    span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    span += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.address is None:
        text = cell.text or ""
        kind = " class=tall" if text in _BLOCK_LABELS else ""
        if grid.table == "table3" and cell.row >= grid.header_rows and cell.col + cell.colspan <= 3 and not kind:
            kind = " class=left"
        return f"<th{span}{kind}>{escape(text)}{_zero_link(grid, cell)}</th>"
    label = escape(cell_label(cell.address), quote=True)
    if cell.address not in INPUT_SET:
        return (
            f'<td{span} class="output"><span data-out="{cell.address}" aria-label="{label}"></span>'
            f'<small data-out="{cell.address}?"></small></td>'
        )
    return (
        f'<td{span}><input data-k="{cell.address}" data-r="{cell.row}" data-c="{cell.col}" aria-label="{label}" '
        'inputmode="decimal" autocomplete="off" placeholder="0" spellcheck="false"></td>'
    )


def _zero_link(grid: Grid, cell: GridCell) -> str:
    """A link that writes the zeros of one row of 表三 (group labels and headers have none)."""
    if grid.table != "table3" or cell.row < grid.header_rows or cell.col + cell.colspan != 3:
        return ""
    row = next(c.address for c in grid.cells if c.row == cell.row and c.address)
    key = row.rsplit(".", 1)[0]
    if key == "table3.total":
        return ""
    return f' <button type="button" class="small" data-act="zero:{key}" data-when="{key}">本行填 0</button>'


def table_sheet(report: Report, table: str, findings: Iterable[Finding]) -> Sheet:
    """The sheet of a table with its values, computed totals, and what is wrong at which cell."""
    cells = TABLE_CELLS[table]
    values: dict[str, str] = {}
    outputs: dict[str, str] = {}
    marks: dict[str, Mark] = {}
    messages: list[tuple[str, Mark]] = []
    for address in cells:
        value, record = report.value(address), report.record(address)
        if address in INPUT_SET:
            values[address] = plain_digits(value) if value is not None else (record.raw or "")
            if value is None and record.raw is not None:
                mark = Mark("error", f"{cell_label(address)}：{read_typed(address, record.raw).problem}")
                marks[address] = mark
                messages.append((address, mark))
            elif record.origin == "carried_over" and record.raw:
                marks[address] = Mark("info", f"由“{record.raw}”带入")
            continue
        computed = report.recomputed([address]).value(address)
        outputs[address] = "" if value is None else plain_digits(value)
        if record.origin != "computed" and value != computed:
            outputs[address] = outputs[address] or "（空）"
            outputs[address + "?"] = f"明细合计 {'—' if computed is None else plain_digits(computed)}"
    for finding in findings:
        if not finding.place.startswith(table) or finding.code == "T-01" or _is_error(marks.get(finding.place)):
            continue
        mark = Mark(finding.severity, finding.message)
        messages.append((finding.place, mark))
        marks[finding.place] = mark
    shown = {address.rsplit(".", 1)[0] for address in unfilled(report, cells)} if table == "table3" else set()
    return Sheet(table_html(table), values, outputs, marks, messages, sorted(shown))


def _is_error(mark: Mark | None) -> bool:
    return mark is not None and mark.level == "error"


def differs_from_parts(report: Report, table: str) -> bool:
    """Whether a total that came from a file is not the sum of its parts."""
    totals = [cell for cell in TABLE_CELLS[table] if cell in SUMS]
    again = report.recomputed(totals)
    return any(report.value(t) != again.value(t) and report.record(t).origin != "computed" for t in totals)
