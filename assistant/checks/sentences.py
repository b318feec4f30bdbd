"""Small tools that the prose rules share: sentences with their place, covered stretches, memory per report."""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from assistant.checks.context import Context

_T = TypeVar("_T")
_CLAUSE: Final = re.compile(r"[^。！？；，\n]+")
_BOOK: Final = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,60})*》")
_QUOTED: Final = re.compile(r"“[^“”]{1,60}”")


def per_report(function: Callable[[Context], _T]) -> Callable[[Context], _T]:
    """Decorator: the value is computed once for a context and forgotten with it."""
    known: WeakKeyDictionary[Context, _T] = WeakKeyDictionary()

    def remembered(context: Context) -> _T:
        if context not in known:
            known[context] = function(context)
        return known[context]

    return remembered


_FAR: Final = 400
"""No sentence is looked at beyond this many characters to either side."""


def sentence_at(text: str, start: int) -> str:
    """The sentence in which a character stands."""
    return _between(text, start, "。！？；\n")


def clause_at(text: str, start: int) -> str:
    """The clause (up to ，) in which a character stands."""
    return _between(text, start, "。！？；，\n")


def _between(text: str, start: int, signs: str) -> str:
    first, last = max(0, start - _FAR), min(len(text), start + _FAR)
    left = max(first, *(text.rfind(sign, first, start) + 1 for sign in signs))
    ends = [end for sign in signs if (end := text.find(sign, start, last)) >= 0]
    return text[left : min(ends) if ends else last]


def books(text: str) -> tuple[tuple[int, int], ...]:
    """Where 《titles》 stand, the outer ones."""
    return tuple(found.span() for found in _BOOK.finditer(text)) if "《" in text else ()


def quotes(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _QUOTED.finditer(text)) if "“" in text else ()


def within(start: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(left <= start < right for left, right in spans)


def excerpt(text: str, start: int, end: int, around: int = 14) -> str:
    """The stretch with a little of what stands around it."""
    left, right = max(0, start - around), min(len(text), end + around)
    return ("…" if left else "") + text[left:right].replace("\n", " ") + ("…" if right < len(text) else "")


def clauses(text: str) -> Iterator[tuple[int, str]]:
    for found in _CLAUSE.finditer(text):
        yield found.start(), found[0]
