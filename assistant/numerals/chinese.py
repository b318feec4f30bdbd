"""Chinese numerals → Decimal."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

import cn2an

CHINESE_DIGITS: Final = "一二三四五六七八九十百千万亿零〇○两廿卅"
_SCALES: Final = frozenset("十百千万亿")
_TO_STANDARD: Final = str.maketrans({"○": "零", "〇": "零", "两": "二", "廿": "二十", "卅": "三十"})
_MAX_LENGTH: Final = 24


@lru_cache(maxsize=4096)
def chinese_value(text: str) -> Decimal | None:
    """Value of a run of Chinese numerals (三十二, 两百, 二〇二四, 百, 一点五), null where it is none."""
    if len(text) > _MAX_LENGTH:
        return None
    plain = text.translate(_TO_STANDARD)
    if plain[0] in "百千万亿":
        plain = "一" + plain
    try:
        return Decimal(str(cn2an.cn2an(plain, "smart")))
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def is_loose_pair(text: str) -> bool:
    """三五件, 两三次: two single digits that mean a few."""
    return len(text) == 2 and not _SCALES & set(text) and not set("零〇○廿卅") & set(text)
