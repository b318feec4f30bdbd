"""Paragraphs put together again where a line end broke a sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.claims.model import Statement

_OPEN_END: Final = re.compile(r"[一-鿿0-9０-９、，,（(]\s*$")
_HEADING_LIKE: Final = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]{1,2}[.．、](?!\d))"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Text of one or more paragraphs of a passage; `starts` tells where each of them begins."""

    passage: str
    text: str
    places: tuple[str, ...]
    starts: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[str, tuple[int, int]]:
        """Paragraph and span within it of a stretch of the block."""
        if len(self.places) == 1:
            return self.places[0], (start, end)
        for place, begin in zip(reversed(self.places), reversed(self.starts), strict=True):
            if start >= begin:
                return place, (start - begin, end - begin)
        return self.places[0], (start, end)


_LONGEST: Final = 400
_CLAUSE_END: Final = re.compile(r"[，。；;！？!?]|,(?!\d)")


class Clauses:
    """The clauses of a text, whose marks are looked up once."""

    __slots__ = ("_marks", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = [m.start() for m in _CLAUSE_END.finditer(text)]

    def around(self, start: int, end: int) -> str:
        """The clause that holds the characters, exactly as it stands; of an endless one what is near."""
        text, marks = self._text, self._marks
        at = bisect_left(marks, start)
        left = max(start - _LONGEST, 0, marks[at - 1] + 1 if at else 0)
        if text[start - 1 : start] == ",":
            left = start  # 公开,35条: a comma in front of a digit ends a clause where a number begins
        at = bisect_left(marks, end, at)
        right = end + _LONGEST
        return text[left : min(right, marks[at]) if at < len(marks) else right].strip()


def blocks(statements: Sequence[Statement]) -> list[Block]:
    """A paragraph that breaks off in a sentence continues in the next of the same passage."""
    found: list[Block] = []
    for statement in statements:
        if found and _continues(found[-1], statement):
            last = found[-1]
            found[-1] = Block(
                last.passage,
                f"{last.text}\n{statement.text}",
                (*last.places, statement.place),
                (*last.starts, len(last.text) + 1),
            )
        else:
            found.append(Block(statement.passage, statement.text, (statement.place,), (0,)))
    return found


def _continues(last: Block, statement: Statement) -> bool:
    return (
        last.passage == statement.passage
        and len(last.text) < 4000
        and _OPEN_END.search(last.text[-8:]) is not None
        and not _HEADING_LIKE.match(statement.text)
        and not _HEADING_LIKE.match(last.text[last.starts[-1] :])
    )
