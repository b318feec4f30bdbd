"""A glance before a pattern runs: pieces of text of which every match holds one.

Most rules find nothing in most reports. Looking for a fixed piece costs a hundredth of running a pattern whose
alternatives begin in many ways; the pieces are read off the pattern itself, so that patterns of a unit's own lists
have them, too. (The same idea as the prefilter of RE2.)
"""

import re
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from importlib import import_module
from typing import Any, Final, Generic, TypeVar

_parser: Final[Any] = import_module("re._parser")
_MOST: Final = 48
"""So many strings that neighbours make together are kept; beyond, the neighbours count apart."""
_ALL: Final = 160
"""Beyond so many pieces a glance costs more than it saves."""
_CLASS: Final = 8
"""Characters of a class that still count as pieces."""
_EVERYWHERE: Final = frozenset(
    "，。、；：（）()《》“”.,:; \n0123456789的和年月日件条次公开政府信息工作申请情况行政办理"
)
"""Characters that nearly every report holds: a piece of these alone tells nothing."""
_EMPTY: Final = frozenset(("",))
_REPEATS: Final = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
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
    """The best of what its items demand; neighbours that are fixed strings make longer pieces."""
    best: Pieces | None = None
    runs: Pieces = _EMPTY
    for operation, argument in parsed:
        name = str(operation)
        if name == "ASSERT":
            best = _better(best, _sequence(argument[1]))
        elif name not in ("AT", "ASSERT_NOT"):
            strings = _strings(name, argument)
            joined = _joined(runs, strings) if strings is not None else None
            if joined is not None:
                runs = joined
                continue
            best = _better(best, _told(runs))
            best = _better(best, _told(_joined(runs, _heads(name, argument))))
            best = _better(best, _demanded(name, argument))
            runs = _EMPTY
    return _better(best, _told(runs))


def _told(strings: Pieces | None) -> Pieces | None:
    return None if strings is None or "" in strings else strings


def _joined(first: Pieces, second: Pieces) -> Pieces | None:
    """Every string of the first with every string of the second behind it; null where these are too many."""
    return frozenset(a + b for a in first for b in second) if len(first) * len(second) <= _MOST else None


def _strings(name: str, argument: Any) -> Pieces | None:
    """All strings that an item matches, null where these are not a few fixed ones."""
    if name == "LITERAL":
        return frozenset((chr(argument),))
    if name == "IN":
        fixed = len(argument) <= _CLASS and all(str(kind) == "LITERAL" for kind, _ in argument)
        return frozenset(chr(code) for _, code in argument) if fixed else None
    if name in ("SUBPATTERN", "BRANCH"):
        found = [_all_strings(branch) for branch in _branches(name, argument)]
        joined = frozenset().union(*(f for f in found if f is not None))
        return joined if None not in found and len(joined) <= _MOST else None
    return None


def _all_strings(parsed: Any) -> Pieces | None:
    found: Pieces | None = _EMPTY
    for operation, argument in parsed:
        strings = _strings(str(operation), argument)
        found = _joined(found, strings) if found is not None and strings is not None else None
    return found


def _heads(name: str, argument: Any) -> Pieces:
    """Strings with which an item begins; the empty one where it may begin with anything."""
    if name in _REPEATS:
        return _head(argument[2]) if argument[0] > 0 else _EMPTY
    if name in ("SUBPATTERN", "BRANCH"):
        return frozenset().union(*(_head(branch) for branch in _branches(name, argument)))
    return _EMPTY


def _head(parsed: Any) -> Pieces:
    found: Pieces = _EMPTY
    for operation, argument in parsed:
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        strings = _strings(name, argument)
        joined = _joined(found, strings if strings is not None else _heads(name, argument))
        if joined is None:
            return found
        found = joined
        if strings is None:
            return found
    return found


def _demanded(name: str, argument: Any) -> Pieces | None:
    if name in _REPEATS:
        return _sequence(argument[2]) if argument[0] > 0 else None
    if name in ("SUBPATTERN", "BRANCH"):
        return _any_of(_sequence(branch) for branch in _branches(name, argument))
    return None


def _branches(name: str, argument: Any) -> list[Any]:
    if name == "BRANCH":
        return list(argument[1])
    return [()] if argument[1] & re.IGNORECASE else [argument[3]]


def _any_of(branches: Iterable[Pieces | None]) -> Pieces | None:
    joined: set[str] = set()
    for pieces in branches:
        if pieces is None:
            return None
        joined |= pieces
    return frozenset(joined) if len(joined) <= _ALL else None


def _better(one: Pieces | None, other: Pieces | None) -> Pieces | None:
    """What stands everywhere tells nothing; longer pieces are rarer; a smaller set is quicker."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=lambda p: (not any(map(_EVERYWHERE.issuperset, p)), min(map(len, p)), -len(p)))


_PAIR: Final = 4
"""Bytes of two neighbouring characters in UTF-16."""


def _units(text: str) -> memoryview:
    return memoryview(text.encode("utf-16", "surrogatepass")[2:])


class Glanced(str):
    """A text of which it is known once what pairs of characters stand side by side in it.

    A long text is searched for each of hundreds of pieces otherwise. `within` is a text that holds all of this
    one, whose pairs then do.
    """

    _within: "Glanced | None"

    def __new__(cls, text: str, within: "Glanced | None" = None) -> "Glanced":
        made = super().__new__(cls, text)
        made._within = within
        return made

    @cached_property
    def pairs(self) -> Set[int]:
        if self._within is not None:
            return self._within.pairs
        units = _units(self)
        odd = units[2:]
        found = set(units[: len(units) // _PAIR * _PAIR].cast("I"))
        found.update(odd[: len(odd) // _PAIR * _PAIR].cast("I"))
        return found


def _telling_pair(piece: str) -> int | None:
    """The pair of a piece that fewest reports hold, as `Glanced.pairs` has it; null for a single character."""
    units = _units(piece)
    pairs = [units[at : at + _PAIR].cast("I")[0] for at in range(0, len(units) - 2, 2)]
    common = [sum(char in _EVERYWHERE for char in piece[at : at + 2]) for at in range(len(pairs))]
    return pairs[common.index(min(common))] if pairs else None


class Spotter:
    """A pattern that is run only where a glance says that it may match."""

    __slots__ = ("_by_pair", "pairs", "pattern", "pieces", "singles")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        found = pieces_of(pattern, flags)
        # a piece that holds another is told by it
        self.pieces = tuple(sorted((p for p in found or () if not any(q in p for q in found or () if q != p)), key=len))
        told = [(piece, _telling_pair(piece)) for piece in self.pieces]
        self._by_pair = tuple((piece, pair) for piece, pair in told if pair is not None)
        self.pairs = frozenset(pair for _, pair in self._by_pair)
        self.singles = tuple(piece for piece, pair in told if pair is None)

    def may_match(self, text: str) -> bool:
        """False only where the pattern matches nowhere in the text."""
        if not self.pieces:
            return True
        if isinstance(text, Glanced):
            pairs = text.pairs
            if not self.pairs.isdisjoint(pairs):
                for piece, pair in self._by_pair:
                    if pair in pairs and piece in text:
                        return True
            return any(piece in text for piece in self.singles)
        for piece in self.pieces:  # noqa: SIM110 - a generator costs more than the search
            if piece in text:
                return True
        return False

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        return self.pattern.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str) -> "re.Match[str] | None":
        return self.pattern.search(text) if self.may_match(text) else None


_What = TypeVar("_What")


class Spotters(Generic[_What]):
    """Many patterns, each of something: a text is asked once which of them it may match."""

    def __init__(self, patterns: Iterable[tuple[_What, str]]) -> None:
        self._all = tuple((what, Spotter(pattern)) for what, pattern in patterns)
        self._by_pair: dict[int, set[int]] = {}
        self._always: set[int] = set()
        for number, (_, spotter) in enumerate(self._all):
            if spotter.singles or not spotter.pairs:
                self._always.add(number)
            for pair in spotter.pairs:
                self._by_pair.setdefault(pair, set()).add(number)
        self._pairs = frozenset(self._by_pair)

    def that_may_match(self, text: Glanced) -> list[tuple[_What, Spotter]]:
        """Those that a glance does not rule out, in their order."""
        numbers = self._always.union(*(self._by_pair[pair] for pair in self._pairs & text.pairs))
        return [self._all[number] for number in sorted(numbers) if self._all[number][1].may_match(text)]
