"""A glance before a pattern runs: pieces of text of which every match holds one.

Most rules find nothing in most reports. Looking for a fixed piece costs a hundredth of running a pattern whose
alternatives begin in many ways; the pieces are read off the pattern itself, so that patterns of a unit's own lists
have them, too. (The same idea as the prefilter of RE2.)
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Final

_parser: Final[Any] = import_module("re._parser")
_MOST: Final = 48
"""Beyond so many pieces a glance costs more than it saves."""
_CLASS: Final = 8
"""Characters of a class that still count as pieces."""
_EVERYWHERE: Final = frozenset("，。、；：（）()《》“”.,:; \n")
Pieces = frozenset[str]


def pieces_of(pattern: str, flags: int = 0) -> Pieces | None:
    """Pieces of which every match holds at least one; null where the pattern has none that help."""
    try:
        parsed = _parser.parse(pattern, flags)
    except (re.error, RecursionError, OverflowError):
        return None
    if parsed.state.flags & re.IGNORECASE:
        return None
    return _sequence(parsed)


def _sequence(parsed: Any) -> Pieces | None:
    """The best of what its items demand; neighbouring characters make one piece."""
    best: Pieces | None = None
    run: list[str] = []
    for operation, argument in [*parsed, (None, None)]:
        name = str(operation)
        if name == "LITERAL":
            run.append(chr(argument))
            continue
        if name == "AT":
            continue
        if run:
            best = _better(best, frozenset(("".join(run),)))
            run = []
        best = _better(best, _demanded(name, argument))
    return best


def _demanded(name: str, argument: Any) -> Pieces | None:
    if name == "ASSERT":
        return _sequence(argument[1])
    if name == "SUBPATTERN":
        _, flags, _, inner = argument
        return None if flags & re.IGNORECASE else _sequence(inner)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _sequence(argument[2]) if argument[0] > 0 else None
    if name == "BRANCH":
        return _any_of(_sequence(branch) for branch in argument[1])
    if name == "IN" and len(argument) <= _CLASS and all(str(kind) == "LITERAL" for kind, _ in argument):
        return frozenset(chr(code) for _, code in argument)
    return None


def _any_of(branches: Iterable[Pieces | None]) -> Pieces | None:
    joined: set[str] = set()
    for pieces in branches:
        if pieces is None:
            return None
        joined |= pieces
    return frozenset(joined) if len(joined) <= _MOST else None


def _better(one: Pieces | None, other: Pieces | None) -> Pieces | None:
    """Signs that stand everywhere tell nothing; longer pieces are rarer; a smaller set is quicker."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=lambda p: (p.isdisjoint(_EVERYWHERE), min(map(len, p)), -len(p)))


class Spotter:
    """A pattern that is run only where a glance says that it may match."""

    __slots__ = ("pattern", "pieces")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        found = pieces_of(pattern, flags)
        # a piece that holds another is told by it
        self.pieces = tuple(sorted((p for p in found or () if not any(q in p for q in found or () if q != p)), key=len))

    def may_match(self, text: str) -> bool:
        """False only where the pattern matches nowhere in the text."""
        if not self.pieces:
            return True
        for piece in self.pieces:  # noqa: SIM110 - a generator costs more than the search
            if piece in text:
                return True
        return False

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        return self.pattern.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str) -> "re.Match[str] | None":
        return self.pattern.search(text) if self.may_match(text) else None
