"""A Word draft that a person edited, taken back: its prose as slot text again, every changed number named.

Knows no store: the base is what the draft itself remembers (custom XML part), or what the caller hands in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from assistant.claims import Statement, judge
from assistant.documents.blocks import Document, Paragraph
from assistant.documents.draft_facts import with_facts
from assistant.documents.layout import DRAFT_NOTICE
from assistant.facts import FactBook, UnknownSlot
from assistant.numerals import find_numerals
from assistant.slots import Rendered, SlotSpan, addresses, missing_label, parse, relink, slot
from schemas.facts import plain_digits
from schemas.findings import Remark
from schemas.form import CELL_SET, CELLS, cell_label
from schemas.imports import ImportResult
from schemas.passages import PASSAGE_NAMES, PASSAGES, paragraph_address, split_paragraph
from schemas.report import Report

_PADDING: Final = " \t\r\u00a0\u3000\u2003\ufeff"

_MISSING: Final = frozenset(f"【待补：{name}】" for name in PASSAGE_NAMES.values())
"""What our writers print for a passage that nobody has written."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the text was before the edit: slot text, and each number as it was printed."""

    passages: Mapping[str, str]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PassageEdit:
    """A passage that came back in other words: both texts rendered, and the new one as slot text."""

    passage: str
    before: str
    after: str
    slot_text: str


@dataclass(slots=True)
class Returned:
    """Slot text by passage, the edits, and the numbers that changed on the way."""

    passages: dict[str, str]
    edits: list[PassageEdit] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def take_back(
    imported: ImportResult, document: Document, base: Base, book: FactBook, *, keep_slots: bool = False
) -> Returned:
    """The imported passages bound to their facts again. `book` says which slots can be filled, and with what.

    A slot stays bound where its number was left alone, wherever it was moved with its sentence, and where the
    number that a person put there is the one that the fact has now. A slot that `book` cannot fill becomes the digits
    that were printed, so that nothing seen on paper is lost; with `keep_slots` it stays (a stored report will fill it).
    """
    found = _as_in_base(imported.report.passages, base, document)
    tagged = _tagged_paragraphs(document)
    returned = Returned(dict(found))
    for passage in PASSAGES:
        before, after = _shown(base.passages.get(passage, ""), base.values), found.get(passage, "")
        if before.text == after:
            text = base.passages.get(passage, "")
        else:
            text, changes = _edited(before, after, base, tagged, book)
            returned.edits.append(PassageEdit(passage, before.text, after, text))
            returned.remarks += _remarks(passage, before.text, after, changes)
        if text or passage in returned.passages:
            returned.passages[passage] = text if keep_slots else _fillable(text, base.values, book)
    used = {p: addresses(text) for p, text in returned.passages.items()}
    for remark in changed_cells(imported, base.values):
        names = "、".join(f"“{PASSAGE_NAMES[p]}”" for p in PASSAGES if remark.place in used.get(p, ()))
        message = f"{remark.message}{names}里引用的这个数随之改变。" if names else remark.message
        returned.remarks.append(remark.model_copy(update={"message": message}))
    returned.remarks = _without_repeats(returned.remarks)
    return returned


def relink_draft(imported: ImportResult, document: Document, *, keep_slots: bool = False) -> ImportResult:
    """What was read from a draft of ours, with its slots bound again and what was changed in `remarks`.

    A draft whose memory was lost (another program saved it) is compared with its own tables. Any other document
    comes back as it is.
    """
    if not document.draft:
        if _bears_the_notice(document):
            remarks = contradictions(imported.report)
            return imported.model_copy(update={"remarks": [*imported.remarks, *remarks]}) if remarks else imported
        return imported
    report = with_facts(imported.report, document.facts)
    base = Base(document.slot_text, document.values)
    plain = imported.model_copy(update={"report": report})
    returned = take_back(plain, document, base, FactBook(report), keep_slots=keep_slots)
    report = report.model_copy(update={"passages": returned.passages})
    return imported.model_copy(update={"report": report, "remarks": [*imported.remarks, *returned.remarks]})


def _bears_the_notice(document: Document) -> bool:
    headers = document.layout.headers if document.layout else ()
    return any(DRAFT_NOTICE in header for header in headers)


def contradictions(report: Report) -> list[Remark]:
    """Numbers of the prose that are not those of the report's own tables."""
    book = FactBook(report)
    statements = [
        Statement(paragraph_address(passage, index), passage, line)
        for passage in PASSAGES
        for index, line in enumerate(report.passages.get(passage, "").split("\n"))
        if line.strip()
    ]
    remarks: list[Remark] = []
    for claim in judge(statements, book):
        address = next((a for a in claim.evidence if book.is_address(a) and a in book), None)
        if claim.verdict != "contradicted" or address is None:
            continue
        fact = book[address]
        passage = PASSAGE_NAMES[split_paragraph(claim.place)[0]]
        message = f"“{passage}”一段写的是 {plain_digits(claim.value)}，表中的“{fact.label}”是 {fact.text}，请核对。"
        remarks.append(Remark(place=address, kind="number_differs", message=message, old=fact.value, new=claim.value))
    return remarks


def changed_cells(imported: ImportResult, values: Mapping[str, str]) -> list[Remark]:
    """Cells of the tables whose number is another than `values` says was printed."""
    raws = {entry.place: entry.raw for entry in imported.unreadable}
    remarks: list[Remark] = []
    for address in CELLS:
        record = imported.report.cells.get(address)
        if address not in values or record is None or record.raw == values[address]:
            continue
        value = imported.report.value(address)
        new = raws.get(address, "") if value is None else plain_digits(value)
        if new == values[address]:
            continue
        message = f"{cell_label(address)}由“{values[address] or '空'}”改为“{new or '空'}”。"
        remarks.append(_remark(address, "cell_changed", message, values[address], new))
    return remarks


# ---- the text as it was -----------------------------------------------------------------------------
def _shown(slot_text: str, values: Mapping[str, str]) -> Rendered:
    """As the document printed it: paragraphs trimmed, blank ones left out, gaps as 【待补：…】 (still slots)."""
    pieces: list[str] = []
    spans: list[SlotSpan] = []
    at = 0
    for line in slot_text.split("\n"):
        trimmed = line.strip(_PADDING)
        if not trimmed:
            continue
        if pieces:
            pieces.append("\n")
            at += 1
        for piece, address in parse(trimmed):
            text = piece if address is None else values.get(address) or _gap(address)
            if address is not None:
                spans.append(SlotSpan(address, at, at + len(text)))
            pieces.append(text)
            at += len(text)
    return Rendered("".join(pieces), tuple(spans))


def _gap(address: str) -> str:
    return f"【待补：{missing_label(UnknownSlot(address, ''))}】"


def _as_in_base(found: Mapping[str, str], base: Base, document: Document) -> dict[str, str]:
    """Passages as read, each line that the draft remembers put where the draft had it.

    A reader has to guess where a passage without a heading ends, and whether （一） begins a heading or a
    sentence; the draft knows.
    """
    result = {passage: _trimmed(text) for passage, text in found.items()}
    known = [(p, line) for p in PASSAGES for line in _shown(base.passages.get(p, ""), base.values).text.split("\n")]
    read = [(p, line) for p in PASSAGES for line in result.get(p, "").split("\n")]
    known = [entry for entry in known if entry[1]]
    read = [entry for entry in read if entry[1] and entry[1] not in _MISSING]
    if known == read:
        return result
    standing = [
        line for block in document.blocks if isinstance(block, Paragraph) and (line := block.text.strip(_PADDING))
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
    return "\n".join(line for raw in text.split("\n") if (line := raw.strip(_PADDING)))


# ---- one edited passage -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Change:
    """`new` null: the number is gone."""

    address: str
    old: str
    new: str | None
    still_bound: bool = False


def _edited(
    before: Rendered, after: str, base: Base, tagged: Mapping[str, tuple[SlotSpan, ...]], book: FactBook
) -> tuple[str, list[_Change]]:
    bound = list(_spans(relink(before, after), before))
    changes: list[_Change] = []
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
            elif known is not None and text != _gap(span.address):
                now = _is_now(span.address, text, book)
                changes.append(_Change(span.address, known, text, now))
                if now:
                    bound.append(here)
        at += len(line) + 1
    for span, place in _lost(before, after, bound, [change.address for change in changes]):
        text = after[place.start : place.end]
        now = bool(text) and _is_now(span.address, text, book) and not _overlaps(place, bound)
        changes.append(_Change(span.address, before.text[span.start : span.end], text or None, now))
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


def _tagged_paragraphs(document: Document) -> dict[str, tuple[SlotSpan, ...]]:
    """Trimmed text of each paragraph with tagged numbers → where they stand in it."""
    found: dict[str, tuple[SlotSpan, ...]] = {}
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not any(run.slot for run in block.runs):
            continue
        whole = "".join(run.text for run in block.runs)
        shift = len(whole) - len(whole.lstrip(_PADDING))
        at, spans = -shift, []
        for run in block.runs:
            if run.slot and run.text:
                spans.append(SlotSpan(run.slot, at, at + len(run.text)))
            at += len(run.text)
        found.setdefault(whole.strip(_PADDING), tuple(spans))
    return found


def _fillable(slot_text: str, values: Mapping[str, str], book: FactBook) -> str:
    """Slots that the book cannot fill as the digits that were printed; a gap stays a gap."""
    pieces: list[str] = []
    for piece, address in parse(slot_text):
        known = address is None or not values.get(address) or (book.is_address(address) and address in book)
        pieces.append(piece if known else values[str(address)])
    return "".join(pieces)


# ---- remarks ----------------------------------------------------------------------------------------
def _remarks(passage: str, before: str, after: str, changes: list[_Change]) -> Iterable[Remark]:
    name = f"“{PASSAGE_NAMES[passage]}”一段"
    if not after:
        yield Remark(place=passage, kind="passage_removed", message=f"{name}被删去了。", old=before, new="")
        return
    if not before:
        yield Remark(place=passage, kind="passage_added", message=f"{name}是新加的。", old="", new=after)
        return
    yield Remark(place=passage, kind="passage_edited", message=f"{name}的文字有改动。", old=before, new=after)
    for change in changes:
        label = _label(change.address)
        if change.new is None:
            message = f"{name}里的{label}（{change.old}）被删去了。"
            yield _remark(change.address, "number_removed", message, change.old, None)
        else:
            message = f"{name}里的{label}由 {change.old or '待补'} 改为 {change.new}"
            message += "，与现在的数据相同。" if change.still_bound else "，与数据不再相连，请核对。"
            yield _remark(change.address, "number_changed", message, change.old, change.new)


def _label(address: str) -> str:
    return cell_label(address) if address in CELL_SET else f"“{missing_label(UnknownSlot(address, ''))}”"


def _remark(place: str, kind: str, message: str, old: str, new: str | None) -> Remark:
    return Remark(place=place, kind=kind, message=message, old=_number(old), new=_number(new))


def _number(text: str | None) -> str | int | float | None:
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text) if text.replace(".", "", 1).isdigit() else text
    except ValueError:
        return text


def _without_repeats(remarks: list[Remark]) -> list[Remark]:
    """A number changed alike in table and prose is one change, told by the table's remark."""
    cells = {(r.place, r.old, r.new) for r in remarks if r.kind == "cell_changed"}
    kept: list[Remark] = []
    for remark in remarks:
        if remark.kind == "number_changed" and (remark.place, remark.old, remark.new) in cells:
            continue
        if remark not in kept:
            kept.append(remark)
    return kept


def base_of(report: Report) -> Base:
    """The stored report as base for a file that remembers nothing."""
    book = FactBook(report)
    values = {address: "" if (v := report.value(address)) is None else plain_digits(v) for address in CELLS}
    for text in report.passages.values():
        for _, address in parse(text):
            if address is not None and book.is_address(address) and address in book:
                values[address] = book[address].text
    return Base(report.passages, values)
