"""One passage that came back in other words: which numbers are still bound, which were changed, which are gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.documents.blocks import Document, Paragraph
from assistant.documents.returned_base import PADDING, Base, gap
from assistant.facts import FactBook
from assistant.numerals import find_numerals
from assistant.slots import Rendered, SlotSpan, parse, relink, slot


@dataclass(frozen=True, slots=True)
class Change:
    """`new` null: the number is gone."""

    address: str
    old: str
    new: str | None
    still_bound: bool = False


def edited(
    before: Rendered, after: str, base: Base, tagged: Mapping[str, tuple[SlotSpan, ...]], book: FactBook
) -> tuple[str, list[Change]]:
    """The passage as slot text, and the numbers that were changed or taken out. `tagged`: see `tagged_paragraphs`."""
    bound = list(_spans(relink(before, after), before))
    changes: list[Change] = []
    at = 0
    for line in after.split("\n"):
        for span in tagged.get(line, ()):
            here = SlotSpan(span.address, at + span.start, at + span.end)
            text = after[here.start : here.end]
            known = base.values.get(span.address)
            if _overlaps(here, bound):
                continue
            if known and text == known:
                bound.append(here)
            elif known is not None and text != gap(span.address):
                now = _is_now(span.address, text, book)
                changes.append(Change(span.address, known, text, now))
                if now:
                    bound.append(here)
        at += len(line) + 1
    for span, place in _lost(before, after, bound, [change.address for change in changes]):
        text = after[place.start : place.end]
        now = bool(text) and _is_now(span.address, text, book) and not _overlaps(place, bound)
        changes.append(Change(span.address, before.text[span.start : span.end], text or None, now))
        if now:
            bound.append(place)
    return _bind(after, bound), changes


def _is_now(address: str, text: str, book: FactBook) -> bool:
    fact = book.get(address) if book.is_address(address) else None
    return fact is not None and fact.text == text


def _spans(slot_text: str, before: Rendered) -> Iterable[SlotSpan]:
    """Where the slots of relinked text stand in the text that was relinked."""
    printed = {span.address: before.text[span.start : span.end] for span in before.slots}
    at = 0
    for piece, address in parse(slot_text):
        text = piece
        if address is not None and address in printed:
            text = printed[address]
            yield SlotSpan(address, at, at + len(text))
        at += len(text)


def _lost(before: Rendered, after: str, bound: list[SlotSpan], known: list[str]) -> Iterable[tuple[SlotSpan, SlotSpan]]:
    """Slots that are bound no more, each with the number that stands in its place now (maybe of no length)."""
    remaining = [span.address for span in bound] + known
    gone: list[SlotSpan] = []
    for span in before.slots:
        if span.address in remaining:
            remaining.remove(span.address)
        else:
            gone.append(span)
    if not gone:
        return
    opcodes = SequenceMatcher(None, before.text, after, autojunk=False).get_opcodes()
    numerals = find_numerals(after)
    for span in gone:
        start, end = _mapped(opcodes, span.start, True), _mapped(opcodes, span.end, False)
        touching = [
            n for n in numerals
            if n.start <= end and n.digits_end >= start and not _overlaps(SlotSpan("", n.start, n.digits_end), bound)
        ]  # fmt: skip
        place = SlotSpan(span.address, start, start)
        if touching:
            best = max(touching, key=lambda n: min(n.digits_end, end) - max(n.start, start))
            place = SlotSpan(span.address, best.start, best.digits_end)
        yield span, place


def _mapped(opcodes: Sequence[tuple[str, int, int, int, int]], at: int, left: bool) -> int:
    """The place in the new text that a place in the old one corresponds to; the outer edge of what replaced it."""
    for kind, i1, i2, j1, j2 in opcodes:
        inside = i1 <= at < i2 if left else i1 < at <= i2
        if inside:
            if kind == "equal":
                return j1 + at - i1
            return j1 if left else j2
    return opcodes[-1][4] if opcodes else 0


def _overlaps(span: SlotSpan, others: list[SlotSpan]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _bind(text: str, spans: list[SlotSpan]) -> str:
    pieces: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda s: s.start):
        pieces += [text[at : span.start], slot(span.address)]
        at = span.end
    return "".join([*pieces, text[at:]])


def tagged_paragraphs(document: Document) -> dict[str, tuple[SlotSpan, ...]]:
    """Trimmed text of each paragraph with tagged numbers → where they stand in it."""
    found: dict[str, tuple[SlotSpan, ...]] = {}
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not any(run.slot for run in block.runs):
            continue
        whole = "".join(run.text for run in block.runs)
        shift = len(whole) - len(whole.lstrip(PADDING))
        at, spans = -shift, []
        for run in block.runs:
            if run.slot and run.text:
                spans.append(SlotSpan(run.slot, at, at + len(run.text)))
            at += len(run.text)
        found.setdefault(whole.strip(PADDING), tuple(spans))
    return found


def fillable(slot_text: str, values: Mapping[str, str], book: FactBook) -> str:
    """Slots that the book cannot fill as the digits that were printed; a gap stays a gap."""
    pieces: list[str] = []
    for piece, address in parse(slot_text):
        known = address is None or not values.get(address) or (book.is_address(address) and address in book)
        pieces.append(piece if known else values[str(address)])
    return "".join(pieces)
