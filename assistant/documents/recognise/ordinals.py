"""Ordinals in front of headings, as people type them: 一、 （一） 1. （1） 第一部分 ①"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["cn", "cn_paren", "ar", "ar_paren", "part", "circled"]

_CN: Final = "[一二三四五六七八九十〇]{1,3}"
_NUM: Final = r"[0-9０-９]{1,2}"
_GAP: Final = "[ \\t\u00a0\u3000\u2002\u2003]*"
_ORDINAL: Final = re.compile(
    rf"(?P<part>第{_CN}(?:部分|章|节|篇)[、：: \u3000]?)"
    rf"|(?P<cn_paren>[（(〔﹙]{_GAP}{_CN}{_GAP}[）)〕﹚][、.．]?)"
    rf"|(?P<ar_paren>[（(﹙]{_GAP}{_NUM}{_GAP}[）)﹚][、.．]?|{_NUM}[）)])"
    rf"|(?P<cn>{_CN}{_GAP}[、.．，,])"
    rf"|(?P<ar>{_NUM}{_GAP}[、.．](?![0-9０-９]))"
    r"|(?P<circled>[①-⑳㈠-㈩⑴-⒇⒈-⒛])"
)
_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_CIRCLED: Final = (("①", "⑳"), ("㈠", "㈩"), ("⑴", "⒇"), ("⒈", "⒛"))


@dataclass(frozen=True, slots=True)
class Ordinal:
    """`text` as printed; `end` is where the heading's own words begin, blanks skipped."""

    text: str
    kind: Kind
    number: int
    end: int


def ordinal_of(text: str) -> Ordinal | None:
    """The ordinal that `text` begins with."""
    found = _ORDINAL.match(text)
    if found is None:
        return None
    kind: Kind = found.lastgroup  # type: ignore[assignment]
    end = found.end()
    while end < len(text) and text[end] in " \t\u00a0\u3000\u2002\u2003":
        end += 1
    return Ordinal(found[0].rstrip(), kind, _number(found[0], kind), end)


def _number(text: str, kind: Kind) -> int:
    if kind == "circled":
        return next(ord(text) - ord(first) + 1 for first, last in _CIRCLED if first <= text <= last)
    digits = "".join(c for c in text if c.isdigit())
    if kind in ("ar", "ar_paren"):
        return int(digits)
    return chinese_number("".join(c for c in text if c in _DIGITS or c == "十"))


def chinese_number(text: str) -> int:
    """1 … 99; 0 for what is none."""
    if "十" not in text:
        return _DIGITS.get(text, 0) if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
