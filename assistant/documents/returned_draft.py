"""A Word draft that a person edited, taken back: its prose as slot text again, every changed number named.

Knows no store: the base is what the draft itself remembers (custom XML part), or what the caller hands in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.claims import Statement, judge
from assistant.documents.blocks import Document
from assistant.documents.draft_facts import with_facts
from assistant.documents.layout import DRAFT_NOTICE
from assistant.documents.returned_base import Base, as_in_base, shown
from assistant.documents.returned_edit import Change, edited, fillable, tagged_paragraphs
from assistant.facts import FactBook, UnknownSlot
from assistant.slots import addresses, missing_label
from schemas.facts import plain_digits
from schemas.findings import Remark
from schemas.form import CELL_SET, CELLS, cell_label
from schemas.imports import ImportResult
from schemas.passages import PASSAGE_NAMES, PASSAGES, paragraph_address, split_paragraph
from schemas.report import Report


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
    found = as_in_base(imported.report.passages, base, document)
    tagged = tagged_paragraphs(document)
    returned = Returned(dict(found))
    for passage in PASSAGES:
        before, after = shown(base.passages.get(passage, ""), base.values), found.get(passage, "")
        if before.text == after:
            text = base.passages.get(passage, "")
        else:
            text, changes = edited(before, after, base, tagged, book)
            returned.edits.append(PassageEdit(passage, before.text, after, text))
            returned.remarks += _remarks(passage, before.text, after, changes)
        if text or passage in returned.passages:
            returned.passages[passage] = text if keep_slots else fillable(text, base.values, book)
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


# ---- remarks ----------------------------------------------------------------------------------------
def _remarks(passage: str, before: str, after: str, changes: list[Change]) -> Iterable[Remark]:
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
