"""Excel file → cells with their kinds. What a cell holds is told apart strictly: a number, a text, a logical
value, a date, an error, or a formula that nobody has calculated yet. Used for forms and for ledgers."""

import warnings
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final, Literal

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import cell_style
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.workbook_guard import refuse_bad_workbook
from assistant.errors import UnreadableFileError
from schemas.facts import plain_digits

# openpyxl prints to standard output where a style is missing; that is where our JSON goes
setattr(cell_style, "print", lambda *_: None)  # noqa: B010

CellKind = Literal["text", "number", "bool", "date", "error", "uncalculated", "struck"]
_BROKEN: Final = (
    "无法读取“{name}”：文件不完整，或不是 Excel 能正常保存的格式。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再试。"
)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that is not empty; `row` and `col` count from 1 as the program shows them."""

    row: int
    col: int
    text: str
    kind: CellKind = "text"
    formula: bool = False
    taken_back: str = ""
    """What stands in it struck through, beside the rest."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`merges` are (first row, first column, last row, last column)."""

    title: str
    hidden: bool
    cells: dict[tuple[int, int], SheetCell]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()


def load_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """All sheets of a workbook in their order. Raises UnreadableFileError with one sentence."""
    refuse_bad_workbook(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            written = load_workbook(BytesIO(data), rich_text=True)
            has_formula = any(c.data_type == "f" for ws in written.worksheets for c in _stored(ws).values())
            shown = load_workbook(BytesIO(data), data_only=True, rich_text=True) if has_formula else written
            return tuple(
                _sheet(ws, shown.worksheets[at] if has_formula else ws) for at, ws in enumerate(written.worksheets)
            )
    except Exception:
        # openpyxl raises whatever its parser meets (KeyError, ValueError, XML errors …)
        raise UnreadableFileError(_BROKEN.format(name=name)) from None


def _stored(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    # iter_rows would make cells for every position up to the last one: a single cell at XFD1048576 is a bomb
    return sheet._cells


def _sheet(written: Worksheet, shown: Worksheet) -> Sheet:
    values = _stored(shown)
    cells: dict[tuple[int, int], SheetCell] = {}
    for place, cell in sorted(_stored(written).items()):
        formula = cell.data_type == "f"
        found = _cell(place, values.get(place), formula)
        if found is not None:
            cells[place] = found
    merges = tuple((m.min_row, m.min_col, m.max_row, m.max_col) for m in written.merged_cells.ranges)
    hidden_rows = frozenset(row for row, size in written.row_dimensions.items() if size.hidden)
    return Sheet(str(written.title), written.sheet_state != "visible", cells, merges, hidden_rows)


def _cell(place: tuple[int, int], cell: Any, formula: bool) -> SheetCell | None:
    value = None if cell is None else cell.value
    row, col = place
    if value is None:
        return SheetCell(row, col, "", "uncalculated", True) if formula else None
    if cell.has_style and cell.font.strike:
        return SheetCell(row, col, str(value), "struck", formula)
    if isinstance(value, CellRichText):
        text, taken_back = _rich(value)
        return SheetCell(row, col, text, "text", formula, taken_back) if text.strip() or taken_back else None
    if isinstance(value, bool):
        return SheetCell(row, col, "TRUE" if value else "FALSE", "bool", formula)
    if isinstance(value, (int, float)):
        return SheetCell(row, col, _digits(value, str(cell.number_format)), "number", formula)
    if isinstance(value, (datetime, date, time, timedelta)):
        return SheetCell(row, col, _moment(value), "date", formula)
    text = str(value)
    if cell.data_type == "e":
        return SheetCell(row, col, text, "error", formula)
    return SheetCell(row, col, text, "text", formula) if text.strip() else None


def _rich(value: CellRichText) -> tuple[str, str]:
    """Text of a cell in several typefaces without what is struck through, and that; a mark set high is no digit."""
    text, taken_back = "", ""
    for part in value:
        if not isinstance(part, TextBlock):
            text += part
        elif part.font.strike:
            taken_back += part.text
        elif part.font.vertAlign in ("superscript", "subscript") and part.text.isdigit() and text[-1:].isdigit():
            text += f"[{part.text}]"
        else:
            text += part.text
    return text, taken_back


def _digits(value: int | float, number_format: str) -> str:
    if isinstance(value, float):
        value = float(f"{value:.15g}")  # the fifteen digits that Excel keeps and shows
        if value.is_integer() and abs(value) < 1e15:
            value = int(value)
    if "%" in number_format:
        return plain_digits(float(f"{value * 100:.15g}")) + "%"
    return plain_digits(value)


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value)
