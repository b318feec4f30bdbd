"""Whether column headers stand in the form's order, where only their words in plain lines are left.

Figures that merely follow one another are given to columns by this order; where it is another, nothing is certain.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

_T3_KINDS: Final = ("商业", "科研", "社会", "法律")
_T2_COLUMNS: Final = (r"制发|制定", "废止", "现行有效")
_T4_RESULTS: Final = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_T4_WORDS: Final = re.compile("|".join(_T4_RESULTS))
_TOTAL: Final = re.compile(r"(?:^|[\s|])(?:总计|总)(?:$|[\s|])")
_BLANKS: Final = re.compile(r"[ \t\u00a0\u3000|｜]+")


def table3_in_order(headers: Iterable[str]) -> bool:
    """`headers`: the lines above the first figures."""
    lines = list(headers)
    words = _joined(lines)
    if not _ascending([words.find(kind) for kind in _T3_KINDS]):
        return False
    whole = "\n".join(lines)
    natural, total = re.search(r"自\s*然", whole), _TOTAL.search(whole)
    return natural is None or total is None or natural.start() < total.start()


def table2_in_order(headers: Iterable[str]) -> bool:
    """Of the line that heads 规章 and 行政规范性文件."""
    words = _joined(headers)
    return _ascending([found.start() if (found := re.search(c, words)) else -1 for c in _T2_COLUMNS])


def table4_in_order(headers: Iterable[str]) -> bool:
    words = _joined(headers)
    groups = _ascending([words.find("行政复议"), words.find("行政诉讼")])
    ways = _ascending([words.find("直接起诉"), words.find("复议后起诉")])
    results = _T4_WORDS.findall(words)
    return groups and ways and (len(results) != 15 or results == list(_T4_RESULTS) * 3)


def _joined(lines: Iterable[str]) -> str:
    return _BLANKS.sub("", "\n".join(lines)).replace("\n", "")


def _ascending(places: list[int]) -> bool:
    """Whether words that are all there come one after the other; what is missing tells nothing."""
    return min(places) < 0 or all(one < other for one, other in pairwise(places))
