"""A dropped file as the readers see it: read once, and set beside the report that it may have come from."""

import logging
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Final

from assistant.errors import NianbaoError
from assistant.returned import ReturnedDraft
from schemas.imports import ImportResult
from schemas.report import Report

_LOG = logging.getLogger("nianbao")
_MOST_ROWS: Final = 80
_MOST_COLUMNS: Final = 24
_GRID: Final = (
    "<style>body { font: 15px sans-serif; padding: 14px !important; } h3 { font-size: 16px; margin: 12px 0 6px; }"
    "table { border-collapse: collapse; background: #fff; } td { border: 1px solid #c3cad2; padding: 2px 6px; }</style>"
)


@lru_cache(maxsize=4)
def read_file(data: bytes, name: str) -> ImportResult:
    """What the file holds. Raises UnreadableFileError."""
    from assistant.documents.importing import import_file

    return import_file(data, name, keep_slots=True)


def read_beside(data: bytes, name: str, stored: Report) -> ReturnedDraft:
    """What the file holds, its prose bound to the facts of the open report. Raises UnreadableFileError."""
    from assistant.documents import guards
    from assistant.documents.importing import import_file

    if guards.kind_of(data, name) in ("json", "xlsx"):
        return ReturnedDraft(read_file(data, name))
    try:
        return _beside(data, name, stored.model_dump_json())
    except NianbaoError:
        raise
    except (RecursionError, MemoryError):
        # the front door has the sentences for files that are too deep or too big
        return ReturnedDraft(import_file(data, name))


@lru_cache(maxsize=4)
def _beside(data: bytes, name: str, stored: str) -> ReturnedDraft:
    from assistant.returned import read_returned

    return read_returned(data, name, Report.model_validate_json(stored))


@lru_cache(maxsize=4)
def source_page(data: bytes, name: str) -> str:
    """The file as the readers saw it, as a page; empty for kinds that have no text of their own."""
    from assistant.documents.html_write import write_html
    from assistant.documents.read import read_document

    if name.lower().endswith((".csv", ".json")):
        return ""
    if name.lower().endswith(".xlsx"):
        try:
            return _workbook_page(data)
        except Exception:
            _LOG.info("a workbook that can be read cannot be shown", exc_info=True)
            return ""
    return write_html(read_document(data, name))


def _workbook_page(data: bytes) -> str:
    """The cells of a workbook that was read before, line by line as they stand in it."""
    from openpyxl import load_workbook

    tables: list[str] = []
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = [_filled(row) for row in sheet.iter_rows(1, _MOST_ROWS, 1, _MOST_COLUMNS, values_only=True)]
            width = max(map(len, rows), default=0)
            lines = "".join(f"<tr>{_cells(row, width)}</tr>" for row in rows if row)
            tables.append(f"<h3>{escape(sheet.title)}</h3><table>{lines}</table>")
    finally:
        book.close()
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{_GRID}</head><body>{''.join(tables)}</body></html>"


def _filled(row: tuple[object, ...]) -> list[object]:
    """The cells up to the last that holds something."""
    return list(row[: max((at + 1 for at, cell in enumerate(row) if cell is not None), default=0)])


def _cells(row: list[object], width: int) -> str:
    """The last text of a line reaches over the empty cells after it, as in a spreadsheet."""
    span = width - len(row) + 1
    *before, last = (escape(_text(cell)) for cell in row)
    return "".join(f"<td>{cell}</td>" for cell in before) + f'<td colspan="{span}">{last}</td>'


def _text(cell: object) -> str:
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)
