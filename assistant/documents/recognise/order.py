"""Whether column headers stand in the form's order, where only their words in plain lines are left.

Figures that merely follow one another are given to columns by this order; where it is another, nothing is certain.
Headers in the middle of their cells may stand higher or lower than their neighbours, so that only words on one line,
or labels that are whole, tell an order.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from schemas.form import T2_DOCUMENT_COLUMNS, T3_COLUMNS, T3_ORGANISATIONS, T4_RESULTS

_T3_BEGIN: Final = ("商业", "科研", "社会", "法律")
_T3_KINDS: Final = tuple(T3_COLUMNS[key] for key in T3_ORGANISATIONS if key != "other")
_T3_ENDS: Final = (T3_COLUMNS["natural"], T3_COLUMNS["total"])
_T2_WORDS: Final = ("制发", "废止", "现行有效")
_RESULTS: Final = tuple(T4_RESULTS.values())
_RESULT: Final = re.compile("|".join(_RESULTS))
_BLANKS: Final = re.compile(r"[\s|｜]+")


def table3_in_order(headers: Iterable[str]) -> bool:
    """`headers`: the lines above the first figures."""
    lines = [_tokens(line) for line in headers]
    ends = all(
        _ascending([_place(line, "自然"), _place(line, "总")]) for line in lines if "总计" in line or "总" in line
    )
    kinds = all(_ascending([_place(line, word) for word in _T3_BEGIN]) for line in lines)
    return ends and kinds and _whole(lines, _T3_KINDS) and _whole(lines, _T3_ENDS)


def table2_in_order(headers: Iterable[str]) -> bool:
    """Of the line that heads 规章 and 行政规范性文件."""
    lines = [_tokens(line) for line in headers]
    words = all(_ascending([_place(line, word) for word in _T2_WORDS]) for line in lines)
    return words and _whole(lines, tuple(T2_DOCUMENT_COLUMNS.values()))


def table4_in_order(headers: Iterable[str]) -> bool:
    lines = [_tokens(line) for line in headers]
    groups = all(
        _ascending([_place(line, "行政复议"), _place(line, "行政诉讼")])
        and _ascending([_place(line, "直接起诉"), _place(line, "复议后起诉")])
        for line in lines
    )
    whole = _whole(lines, ("行政复议", "行政诉讼")) and _whole(lines, ("未经复议直接起诉", "复议后起诉"))
    results = [token for line in lines for token in line if token in _RESULTS]
    glued = [_RESULT.findall("".join(line)) for line in lines]
    return groups and whole and all(_in_turn(found) for found in (*glued, results) if len(found) in (5, 10, 15))


def _in_turn(found: list[str]) -> bool:
    return found == list(_RESULTS) * (len(found) // 5)


def _tokens(line: str) -> list[str]:
    return [token for token in _BLANKS.split(line) if token]


def _place(line: Sequence[str], word: str) -> int:
    """Where a word stands on a line; -1 where it does not."""
    return "".join(line).find(word)


def _whole(lines: Iterable[Sequence[str]], labels: tuple[str, ...]) -> bool:
    """Whether labels that all stand there in full follow one another in their order."""
    found = [token for line in lines for token in line if token in labels]
    return sorted(found) != sorted(labels) or found == list(labels)


def _ascending(places: list[int]) -> bool:
    there = [place for place in places if place >= 0]
    return all(one < other for one, other in pairwise(there))
