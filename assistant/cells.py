"""What stands in a cell of the form → a number, or one sentence that says why not."""

import re
from dataclasses import dataclass
from typing import Final

from schemas.form import DECIMAL_CELLS

PADDING: Final = re.compile(r"[\s\u00a0\u3000\u2000-\u200f\u2028-\u202f\u205f\ufeff]+")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，－＋／　", "0123456789.,-+/ ")
_THOUSANDS: Final = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
_NUMBER: Final = re.compile(r"^\d+(\.\d+)?$")
BLANK_SIGNS: Final = frozenset({"", "/", "-", "—", "——", "–", "－", "无", "N/A", "n/a", "空", "／"})
_DASHES: Final = re.compile(r"[\-—–－−_＿/／\\]{1,8}")
MAX_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class CellReading:
    """`value` null where the text is no valid number; then `problem` says why (one Chinese sentence).

    `blank`: nothing, or a sign such as `/` or 无, stood there. `tidied`: the text was read, but held
    full-width digits or thousands separators (F05).
    """

    value: int | float | None
    problem: str = ""
    blank: bool = False
    tidied: bool = False


def read_cell(raw: str, address: str = "") -> CellReading:
    """Read what was typed into, or printed in, the cell at `address` (decides whether decimals are valid)."""
    text = PADDING.sub("", raw)
    if text in BLANK_SIGNS or _DASHES.fullmatch(text):
        shown = f"此处为“{text}”" if text else "此处为空"
        return CellReading(None, f"{shown}，没有发生请填 0。", blank=True)
    plain = text.translate(_FULL_WIDTH)
    tidied = plain != text
    if _THOUSANDS.match(plain):
        plain, tidied = plain.replace(",", ""), True
    if plain.startswith(("-", "−", "负")) and len(plain) > 1:
        return CellReading(None, f"“{text}”是负数，此处只能填 0 或正数。")
    if not _NUMBER.match(plain):
        return CellReading(None, f"“{text}”不是数字，此处只填数字，不带单位和其他文字。")
    whole, _, fraction = plain.partition(".")
    if len(whole.lstrip("0")) > MAX_DIGITS:
        return CellReading(None, f"“{text[:20]}”数字过大，请核对。")
    fraction = fraction.rstrip("0")
    if not fraction:
        return CellReading(int(whole), tidied=tidied)
    if address not in DECIMAL_CELLS and address != "":
        return CellReading(None, f"“{text}”带小数，件数只能是整数。")
    if len(fraction) > 6:
        return CellReading(None, f"“{text}”小数位过多，万元最多保留六位小数。")
    return CellReading(float(plain), tidied=tidied)


def usable_count(value: int | float | None, address: str = "") -> int | float | None:
    """The value if it is one the form may hold (not negative, whole unless 万元), else null."""
    if value is None or value < 0 or (address not in DECIMAL_CELLS and isinstance(value, float)):
        return None
    return value
