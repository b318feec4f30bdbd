"""A candidate against the present text, sentence by sentence, so that each can be taken or dropped."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

_SENTENCE: Final = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）》]*)?\n?")


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of sentences: the same in both texts, or what stood there and what would."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of characters in a diff."""

    kind: Literal["same", "added", "removed"]
    text: str


def split_sentences(text: str) -> tuple[str, ...]:
    """Sentences with their punctuation and line break; joined they are the text again."""
    return tuple(found for found in _SENTENCE.findall(text) if found)


def compare(old: str, new: str) -> tuple[Hunk, ...]:
    """Both texts in order as hunks. One changed sentence against one is a hunk of its own."""
    before, after = split_sentences(old), split_sentences(new)
    hunks: list[Hunk] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and a1 - a0 == b1 - b0:
            hunks += [Hunk((x,), (y,)) for x, y in zip(before[a0:a1], after[b0:b1], strict=True)]
        else:
            hunks.append(Hunk(before[a0:a1], after[b0:b1]))
    return tuple(hunks)


def assemble(hunks: Collection[Hunk], taken: Collection[int]) -> str:
    """The text in which the hunks numbered `taken` have become new and the others are as they were."""
    pieces: list[str] = []
    for index, hunk in enumerate(hunks):
        pieces += hunk.new if index in taken else hunk.old
    return "".join(pieces).strip("\n")


def characters(old: str, new: str) -> tuple[Stretch, ...]:
    """A diff by characters; a change shorter than its surroundings is shown in place."""
    found: list[Stretch] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("same", old[a0:a1]))
            continue
        if a1 > a0:
            found.append(Stretch("removed", old[a0:a1]))
        if b1 > b0:
            found.append(Stretch("added", new[b0:b1]))
    return tuple(found)
