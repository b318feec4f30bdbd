"""How the exported workbook looks: sheets, widths, fonts, and where each cell of the form stands."""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from schemas.form import GRIDS, SECTION_TITLES, SUMS, TABLES

INFO_SHEET: Final = "报告信息"
SHEETS: Final[dict[str, str]] = {"table2": "表二", "table3": "表三", "table4": "表四"}
SHEET_TITLES: Final[dict[str, str]] = {
    table: f"{ordinal}、{SECTION_TITLES[number]}"
    for table, ordinal, number in (("table2", "二", 1), ("table3", "三", 2), ("table4", "四", 3))
}
FIRST_ROW: Final = 3
"""The grid begins here: above it stand the heading and the line with unit and year."""

INFO_UNIT: Final = "单位名称"
INFO_YEAR: Final = "报告年度"
INFO_PERIOD: Final = "统计期限"

WIDTHS: Final[dict[str, tuple[float, ...]]] = {
    "table2": (27.0, 20.0, 20.0, 20.0),
    "table3": (6.0, 13.0, 36.0, *(9.5,) * 7),
    "table4": (8.2,) * 15,
}
LANDSCAPE: Final = frozenset({"table4"})

_LINE: Final = Side(style="thin", color="000000")
BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
TITLE_FONT: Final = Font(name="黑体", size=14)
TEXT_FONT: Final = Font(name="宋体", size=10.5)
HEADER_FONT: Final = Font(name="宋体", size=10.5, bold=True)
NOTICE_FONT: Final = Font(name="宋体", size=10.5, color="808080")
ALERT_FONT: Final = Font(color="C00000", bold=True)
COMPUTED_FILL: Final = PatternFill("solid", start_color="EDEDED")
LOCKED: Final = Protection(locked=True)
OPEN: Final = Protection(locked=False)


def _coordinates() -> dict[str, str]:
    return {
        cell.address: f"{get_column_letter(cell.col + 1)}{cell.row + FIRST_ROW}"
        for table in TABLES
        for cell in GRIDS[table].cells
        if cell.address is not None
    }


COORDINATES: Final[dict[str, str]] = _coordinates()
"""Address of a cell of the form → where it stands on its sheet."""


def sum_range(total: str) -> str:
    """The cells that a total sums, as one range of its sheet. The parts of each total stand side by side."""
    parts = SUMS[total]
    return f"{COORDINATES[parts[0]]}:{COORDINATES[parts[-1]]}"


def row_height(text: str, width: float) -> float:
    """Points for a label of a merged or wrapped cell, which no program measures by itself."""
    columns = sum(1.0 if char.isascii() else 2.0 for char in text)
    lines = max(1, -(-int(columns + 1) // max(1, int(width))))
    return 6 + 14.5 * lines
