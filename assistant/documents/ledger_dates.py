"""Dates as ledgers write them. What does not name one day of one year without doubt is no date."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

_SEPARATORS: Final = re.compile(r"\s*([年月日号./\-])\s*")
_TIME: Final = r"(?:[T\s]*(?:上午|下午)?\s*\d{1,2}(?:(?::\d{1,2}){1,2}(?:\.\d+)?|时(?:\d{1,2}分)?))?"
_DAY: Final = re.compile(
    r"^((?:19|20)\d\d)(?:年(\d{1,2})月(\d{1,2})[日号]?|([./\-])(\d{1,2})\4(\d{1,2})日?)" + _TIME + r"(?:\([^()\d]*\))?$"
)
_PACKED: Final = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_SERIAL: Final = re.compile(r"^(\d{5})(?:\.\d+)?$")
_CHINESE: Final = re.compile(
    r"^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$"
)
_CHINESE_DIGITS: Final = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 55_152  # 2000-01-01 … 2050-12-30


def read_date(text: str) -> date | None:
    """2024/1/5, 2024.1.5, 2024-01-05 10:30, 2024年1月5日, 20240105, 二〇二四年一月五日, an Excel serial number.

    Null for what is no date, no whole date, or could be two dates.
    """
    plain = _SEPARATORS.sub(r"\1", unicodedata.normalize("NFKC", text).strip())
    day = _DAY.match(plain)
    if day:
        month, number = (day[2], day[3]) if day[2] else (day[5], day[6])
        return _date(int(day[1]), int(month), int(number))
    packed = _PACKED.match(plain)
    if packed:
        return _date(*(int(part) for part in packed.groups()))
    serial = _SERIAL.match(plain)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    chinese = _CHINESE.match(re.sub(r"\s", "", text))
    if chinese:
        year = int("".join(str(_CHINESE_DIGITS[char]) for char in chinese[1]))
        return _date(year, _below_hundred(chinese[2]), _below_hundred(chinese[3]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _below_hundred(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[text] if len(text) == 1 else 0
    return _CHINESE_DIGITS.get(tens, 1 if not tens else 0) * 10 + (_CHINESE_DIGITS.get(ones, 0) if ones else 0)
