"""A table as it was read from a file: unreadable cells in red with what stood there, changed ones in blue."""

from collections.abc import Container, Mapping
from html import escape

from schemas.facts import plain_digits
from schemas.form import GRIDS, GridCell, cell_label
from schemas.report import Report


def read_table_html(report: Report, table: str, unread: Mapping[str, str], changed: Container[str] = ()) -> str:
    """The printed grid with values as text."""
    grid = GRIDS[table]
    rows = []
    for row in range(grid.rows):
        cells = "".join(_cell(report, cell, unread, changed) for cell in grid.cells if cell.row == row)
        rows.append(f"<tr>{cells}</tr>")
    return f'<div class="read"><table>{"".join(rows)}</table></div>'


def _cell(report: Report, cell: GridCell, unread: Mapping[str, str], changed: Container[str]) -> str:
    span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    span += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    if cell.address is None:
        return f"<th{span}>{escape(cell.text or '')}</th>"
    value = report.value(cell.address)
    title = escape(cell_label(cell.address), quote=True)
    if cell.address in unread:
        raw = unread[cell.address].strip() or "空"
        return f'<td{span} class="unread" title="{title}：读不出">{escape(raw[:12])}</td>'
    text = "" if value is None else plain_digits(value)
    kind = ' class="changed"' if cell.address in changed else ""
    return f'<td{span}{kind} title="{title}">{text}</td>'
