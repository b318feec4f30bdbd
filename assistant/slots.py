"""Slot text: parse, render, relink. A slot `{{address}}` holds a number and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from assistant.facts import FactBook, UnknownSlot, label_of

SLOT: Final = re.compile(r"\{\{\s*([^{}\s][^{}]*?)\s*\}\}")
_NUMBER_CHARS: Final = re.compile(r"[0-9０-９.．,，%]")


@dataclass(frozen=True, slots=True)
class SlotSpan:
    """A filled slot: address and the characters of the rendered text that it covers."""

    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rendered:
    text: str
    slots: tuple[SlotSpan, ...] = ()


def slot(address: str) -> str:
    """`{{address}}`"""
    return "{{" + address + "}}"


def parse(slot_text: str) -> Iterator[tuple[str, str | None]]:
    """Pieces in order: (text, None) for words, (raw slot, address) for a slot."""
    end = 0
    for found in SLOT.finditer(slot_text):
        if found.start() > end:
            yield slot_text[end : found.start()], None
        yield found[0], found[1]
        end = found.end()
    if end < len(slot_text):
        yield slot_text[end:], None


def addresses(slot_text: str) -> tuple[str, ...]:
    """Addresses of all slots in order, repeats included."""
    return tuple(found[1] for found in SLOT.finditer(slot_text))


def render(slot_text: str, book: FactBook, *, strict: bool = True) -> Rendered:
    """Fill the slots with plain digits.

    Raises UnknownSlot where a slot names no fact; with `strict=False` such a slot is shown as
    【待补：…】 instead and has no span.
    """
    pieces: list[str] = []
    spans: list[SlotSpan] = []
    at = 0
    for piece, address in parse(slot_text):
        text = piece
        if address is not None:
            try:
                text = book[address].text
                spans.append(SlotSpan(address, at, at + len(text)))
            except UnknownSlot as error:
                if strict:
                    raise
                text = f"【待补：{missing_label(error)}】"
        pieces.append(text)
        at += len(text)
    return Rendered("".join(pieces), tuple(spans))


def missing_label(error: UnknownSlot) -> str:
    """What is to be filled in, in the clerk's words."""
    return label_of(error.address)


def render_paragraphs(slot_text: str, book: FactBook, *, strict: bool = True) -> tuple[Rendered, ...]:
    """One Rendered a paragraph; spans count within the paragraph."""
    return tuple(render(part, book, strict=strict) for part in slot_text.split("\n"))


def relink(before: Rendered, edited: str) -> str:
    """Slot text of `edited`: every number of `before` that the edit left alone stays bound.

    A slot stays bound where all its characters survive together and no digit has grown onto them;
    otherwise the characters are the writer's own. Braces that a person typed are kept as text.
    """
    if edited == before.text:
        return _bind(edited, [(s.address, s.start, s.end) for s in before.slots])
    kept: list[tuple[str, int, int]] = []
    blocks = _unchanged(before.text, edited)
    for span in before.slots:
        for old, new, size in blocks:
            if old <= span.start and span.end <= old + size:
                start = new + span.start - old
                end = start + span.end - span.start
                if not _grown(before.text, span.start, span.end, edited, start, end):
                    kept.append((span.address, start, end))
                break
    return _bind(edited, kept)


def _unchanged(old: str, new: str) -> list[tuple[int, int, int]]:
    """Runs that both texts share, as (start in old, start in new, length).

    What precedes the first and follows the last difference is cut off before difflib, which would
    otherwise line up repeated phrases (件共12件共12件) by the longest match, not by place.
    """
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    inner = [(b.a + head, b.b + head, b.size) for b in middle.get_matching_blocks() if b.size]
    runs = [(0, 0, head), *inner, (len(old) - tail, len(new) - tail, tail)]
    joined: list[tuple[int, int, int]] = []
    for a, b, size in runs:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (a, b):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + size)
        elif size:
            joined.append((a, b, size))
    return joined


def _grown(old: str, old_start: int, old_end: int, new: str, start: int, end: int) -> bool:
    """Whether a number character now touches the span that did not touch it before."""
    left_new, left_old = (
        new[start - 1 : start] if start else "",
        old[old_start - 1 : old_start] if old_start else "",
    )
    right_new, right_old = new[end : end + 1], old[old_end : old_end + 1]
    return (left_new != left_old and bool(_NUMBER_CHARS.match(left_new))) or (
        right_new != right_old and bool(_NUMBER_CHARS.match(right_new))
    )


def _bind(text: str, kept: list[tuple[str, int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for address, start, end in sorted(kept, key=lambda item: item[1]):
        pieces += [text[at:start], slot(address)]
        at = end
    return "".join([*pieces, text[at:]])
