"""The text of a draft as it was when it went out, and where its lines stand in what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from assistant.documents.blocks import Document, Paragraph
from assistant.facts import FactBook, UnknownSlot
from assistant.slots import Rendered, SlotSpan, missing_label, parse
from schemas.facts import plain_digits
from schemas.form import CELLS
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import Report

PADDING: Final = " \t\r\u00a0\u3000\u2003\ufeff"

_MISSING: Final = frozenset(f"【待补：{name}】" for name in PASSAGE_NAMES.values())
"""What our writers print for a passage that nobody has written."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the text was before the edit: slot text, and each number as it was printed."""

    passages: Mapping[str, str]
    values: Mapping[str, str]


def base_of(report: Report) -> Base:
    """The stored report as base for a file that remembers nothing."""
    book = FactBook(report)
    values = {address: "" if (v := report.value(address)) is None else plain_digits(v) for address in CELLS}
    for text in report.passages.values():
        for _, address in parse(text):
            if address is not None and book.is_address(address) and address in book:
                values[address] = book[address].text
    return Base(report.passages, values)


def shown(slot_text: str, values: Mapping[str, str]) -> Rendered:
    """As the document printed it: paragraphs trimmed, blank ones left out, gaps as 【待补：…】 (still slots)."""
    pieces: list[str] = []
    spans: list[SlotSpan] = []
    at = 0
    for line in slot_text.split("\n"):
        trimmed = line.strip(PADDING)
        if not trimmed:
            continue
        if pieces:
            pieces.append("\n")
            at += 1
        for piece, address in parse(trimmed):
            text = piece if address is None else values.get(address) or gap(address)
            if address is not None:
                spans.append(SlotSpan(address, at, at + len(text)))
            pieces.append(text)
            at += len(text)
    return Rendered("".join(pieces), tuple(spans))


def gap(address: str) -> str:
    return f"【待补：{missing_label(UnknownSlot(address, ''))}】"


def as_in_base(found: Mapping[str, str], base: Base, document: Document) -> dict[str, str]:
    """Passages as read, each line that the draft remembers put where the draft had it.

    A reader has to guess where a passage without a heading ends, and whether （一） begins a heading or a
    sentence; the draft knows.
    """
    result = {passage: _trimmed(text) for passage, text in found.items()}
    known = [(p, line) for p in PASSAGES for line in shown(base.passages.get(p, ""), base.values).text.split("\n")]
    read = [(p, line) for p in PASSAGES for line in result.get(p, "").split("\n")]
    known = [entry for entry in known if entry[1]]
    read = [entry for entry in read if entry[1] and entry[1] not in _MISSING]
    if known == read:
        return result
    standing = [
        line for block in document.blocks if isinstance(block, Paragraph) and (line := block.text.strip(PADDING))
    ]
    home, remembered = _matched(read, standing), _matched(known, standing)
    covered = "\n".join(standing[at] for at in remembered)
    if any(line not in covered for at, (_, line) in enumerate(read) if at not in home.values()):
        return result
    where = {at: read[index][0] for at, index in home.items()} | {at: known[i][0] for at, i in remembered.items()}
    placed: dict[str, list[str]] = {}
    for at in sorted(where):
        placed.setdefault(where[at], []).append(standing[at])
    return {passage: "\n".join(placed[passage]) for passage in PASSAGES if passage in placed}


def _matched(entries: Sequence[tuple[str, str]], standing: Sequence[str]) -> dict[int, int]:
    """Index of a line of the document → index of the entry that stands there."""
    matcher = SequenceMatcher(None, [line for _, line in entries], standing, autojunk=False)
    return {b + i: a + i for a, b, size in matcher.get_matching_blocks() for i in range(size)}


def _trimmed(text: str) -> str:
    return "\n".join(line for raw in text.split("\n") if (line := raw.strip(PADDING)))
