"""How much of a paragraph stands in another one: character 5-grams and edit similarity, set phrases excepted.

Numbers and the unit's own names are levelled before comparing, so that last year's text with this year's
figures is still last year's text. Statutory and set wording (`phrases.yaml`) counts for nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from assistant import list_files

GRAM: Final = 5
_RATIO_CELLS: Final = 4_000_000
"""Edit similarity only up to this product of lengths; beyond it the grams decide alone."""
_NUMBER: Final = r"\d[\d,.，]*\d|\d"
_BREAK: Final = "\n"
_EDGE: Final = 24


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paragraph levelled for comparison: pieces between what was taken out, and their 5-grams.

    `source` and `names` are kept to find a piece in the paragraph again.
    """

    source: str
    names: tuple[str, ...]
    runs: tuple[str, ...]
    grams: frozenset[str]
    sample: frozenset[str]

    @property
    def length(self) -> int:
        return sum(len(run) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Similarity:
    """`score` 0 … 1; `start`/`end`: the longest stretch of the first text that stands in the second."""

    score: float
    start: int
    end: int


@list_files.derived
def _phrases() -> re.Pattern[str] | None:
    parts = [p.pattern or re.escape(p.text) for p in list_files.statutory_phrases()]
    return re.compile("|".join(f"(?:{part})" for part in parts)) if parts else None


@lru_cache(maxsize=1024)
def _level(names: tuple[str, ...]) -> re.Pattern[str]:
    own = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(f"(?P<number>{_NUMBER})" + (f"|(?P<name>{own})" if own else ""))


def prepare(text: str, names: Iterable[str] = ()) -> Prepared:
    """Level a paragraph. `names`: the unit's own names, which are to count for nothing."""
    return _prepared(text, tuple(name for name in names if name))


@lru_cache(maxsize=8192)
def _prepared(text: str, names: tuple[str, ...]) -> Prepared:
    phrases = _phrases()
    level = phrases.sub(_BREAK, text) if phrases else text
    level = _level(names).sub(lambda m: "#" if m.lastgroup == "number" else "@", level)
    level = "".join(char for char in level if char.isalnum() or char in "#@\n")
    runs = tuple(run for run in level.split(_BREAK) if len(run) >= GRAM)
    grams = frozenset(run[k : k + GRAM] for run in runs for k in range(len(run) - GRAM + 1))
    sample = frozenset(g for g in grams if not (ord(g[0]) * 31 + ord(g[2]) * 7 + ord(g[4])) & 7)
    return Prepared(text, names, runs, grams, sample)


list_files.forget_with_lists(_prepared)


def compare(one: Prepared, other: Prepared, floor: float = 0.0) -> Similarity | None:
    """How much of `one` stands in `other`; null where surely below `floor`."""
    if not one.grams or not other.grams:
        return None
    if len(one.sample) >= 12 and len(one.sample & other.sample) < (floor - 0.35) * len(one.sample):
        return None
    score = len(one.grams & other.grams) / len(one.grams)
    if score < floor - 0.25:
        return None
    if one.length * other.length <= _RATIO_CELLS:
        score = max(score, Indel.normalized_similarity("".join(one.runs), "".join(other.runs)))
    if score < floor:
        return None
    start, end = _longest(one, other.grams)
    return Similarity(score, start, end)


def _longest(one: Prepared, grams: frozenset[str]) -> tuple[int, int]:
    best = ""
    for run in one.runs:
        first = 0
        for k in range(len(run) - GRAM + 2):
            if run[k : k + GRAM] not in grams:
                if k > first and k - 1 + GRAM - first > len(best):
                    best = run[first : k - 1 + GRAM]
                first = k + 1
    return _place(one, best)


def _place(one: Prepared, piece: str) -> tuple[int, int]:
    """Where a piece of the levelled text stands in the paragraph itself: its first and last characters."""
    if not piece:
        return 0, len(one.source)
    head = _pattern(one, piece[:_EDGE]).search(one.source)
    if head is None:
        return 0, len(one.source)
    if len(piece) <= _EDGE:
        return head.span()
    tail = _pattern(one, piece[-_EDGE:]).search(one.source, head.end() - _EDGE)
    return head.start(), tail.end() if tail else head.end()


def _pattern(one: Prepared, piece: str) -> re.Pattern[str]:
    own = "|".join(map(re.escape, one.names))
    parts = [_NUMBER if char == "#" else own if char == "@" else re.escape(char) for char in piece]
    return re.compile(r"\W{0,8}".join(f"(?:{part})" for part in parts))


def closest(text: Prepared, candidates: Iterable[Prepared], floor: float) -> tuple[int, Similarity] | None:
    """The candidate (its index) that holds most of the text, if it reaches `floor`."""
    best: tuple[int, Similarity] | None = None
    for index, candidate in enumerate(candidates):
        found = compare(text, candidate, floor if best is None else best[1].score)
        if found is not None and (best is None or found.score > best[1].score):
            best = (index, found)
    return best
