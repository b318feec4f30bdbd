"""Where a long name may break, so that a title of two lines parts between words and not inside 市场监督管理局."""

import re
from math import ceil
from typing import Final
from unicodedata import east_asian_width

_TOLERANCE: Final = 0.5
_AFTER: Final = re.compile(
    r"(?<=省)(?!直|级|委)|(?<=自治区)|(?<=行政区)|(?<=市)(?!场|政|容|民|直|级|委|监)|(?<=县)(?!城|域|直|级|委)"
    r"|(?<=[^自治地社辖郊政]区)(?!域|划|直|级|委|块)|(?<=[州盟旗])(?!市|区|县|旗)"
    r"|(?<=镇)(?!政|江|海|远|巴|平|安|原|雄|赉|康|坪|宁)|(?<=乡)(?!村|镇|宁)|(?<=街道)(?!办)|(?<=[局厅院])"
    r"|(?<=人民政府)(?!办)|(?<=办事处)|(?<=委员会)(?!办)|(?<=办公[室厅])|(?<=关于)|(?<=[的和及与、）》])"
)
_BEFORE: Final = re.compile(r"(?=人民政府)|(?=街道办事处)|(?=20\d\d年)")
_WITHIN: Final = re.compile(
    r"(?=自治[州县旗区])|(?=办事处)|(?=办公[室厅])|(?=委员会)|(?=监督管理|管理委员)|(?=分局|支队|大队|中心)"
)
"""Parts of a word that is too long for a line."""


def characters(text: str) -> float:
    """Width in characters of its own size: half for Latin letters and digits."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)


def first_line(text: str, limit: float) -> float | None:
    """Width of the first line, which is the longest of all, where the text needs several of `limit` characters.

    Null where one line holds it.
    """
    whole = characters(text)
    if whole <= limit:
        return None
    lines = ceil(whole / limit)
    if lines == 2:
        for boundary in (_AFTER, _BEFORE), (_WITHIN,):
            widths = [characters(text[: at.start()]) for pattern in boundary for at in pattern.finditer(text)]
            fitting = [width for width in widths if whole / 2 <= width <= limit]
            if fitting:
                return min(fitting)
    return min(ceil(whole / lines), limit)


def narrowed(text: str, limit: float, unit: int, room: int) -> int | None:
    """What is left over of `room` twips beside a first line that ends at a sensible place; null for one line.

    `unit` is the width of a character in twips.
    """
    width = first_line(text, limit)
    return None if width is None else max(0, room - round((width + _TOLERANCE) * unit))
