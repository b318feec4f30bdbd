"""Slot text cut into sentences with their places, and two texts compared sentence by sentence."""

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from assistant.slots import SLOT

_END: Final = re.compile(r"[。！？]+[”’）】》]*|\n+")
CLAUSE_END: Final = re.compile(r"[，。；：！？\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its closing mark; `start`/`end` count characters of the whole text."""

    text: str
    start: int
    end: int
    paragraph: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences in order, blank ones left out. A full stop inside a slot or in 【…】 ends nothing."""
    closed = [found.span() for found in SLOT.finditer(text)]
    closed += [found.span() for found in re.finditer(r"【[^】\n]*】", text)]
    found: list[Sentence] = []
    start = paragraph = 0
    for mark in _END.finditer(text):
        if any(a <= mark.start() < b for a, b in closed):
            continue
        newline = mark[0].startswith("\n")
        end = mark.start() if newline else mark.end()
        _add(found, text, start, end, paragraph)
        start = mark.end()
        paragraph += len(mark[0]) if newline else 0
    _add(found, text, start, len(text), paragraph)
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    piece = text[start:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        found.append(Sentence(piece.strip(), start + lead, start + lead + len(piece.strip()), paragraph))


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One step from the old text to the new: what stands on each side (either may be empty)."""

    kind: Literal["same", "changed", "added", "removed"]
    old: str
    new: str
    ends_paragraph: bool = False


def sentence_diff(old: str, new: str) -> tuple[SentenceChange, ...]:
    """What a candidate changes, sentence by sentence. Works on slot text and on rendered text alike.

    Joining the chosen sides with `take` gives either text back, or any mixture.
    """
    before, after = split_sentences(old), split_sentences(new)
    matcher = SequenceMatcher(None, [s.text for s in before], [s.text for s in after], autojunk=False)
    changes: list[SentenceChange] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        for step in range(max(a2 - a1, b2 - b1)):
            left = before[a1 + step] if a1 + step < a2 else None
            right = after[b1 + step] if b1 + step < b2 else None
            kind: Literal["same", "changed", "added", "removed"] = (
                "same" if tag == "equal" else "changed" if left and right else "added" if right else "removed"
            )
            all_of, shown = (after, right) if right else (before, left)
            changes.append(
                SentenceChange(
                    kind,
                    left.text if left else "",
                    right.text if right else "",
                    shown is not None and _ends_paragraph(all_of, shown),
                )
            )
    return tuple(changes)


def _ends_paragraph(sentences: tuple[Sentence, ...], sentence: Sentence) -> bool:
    following = [s for s in sentences if s.start > sentence.start]
    return bool(following) and following[0].paragraph != sentence.paragraph


def take(changes: tuple[SentenceChange, ...], taken: set[int]) -> str:
    """The text that results where only the changes with these indices are taken."""
    pieces: list[str] = []
    for index, change in enumerate(changes):
        side = change.new if index in taken or change.kind == "same" else change.old
        if side:
            pieces.append(side)
        if change.ends_paragraph and pieces and pieces[-1] != "\n":
            pieces.append("\n")
    return "".join(pieces).strip("\n")


def text_hash(slot_text: str) -> str:
    """Short hash by which a candidate remembers the text that it was made on."""
    return hashlib.sha256(slot_text.encode()).hexdigest()[:16]


def is_stale(base_hash: str, present: str) -> bool:
    """Whether the passage has changed since a candidate with this base was made."""
    return base_hash != text_hash(present)
