"""Paragraphs put together again where a line end broke a sentence."""

import re
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
        for place, begin in zip(reversed(self.places), reversed(self.starts), strict=True):
            if start >= begin:
                return place, (start - begin, end - begin)
        return self.places[0], (start, end)


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
