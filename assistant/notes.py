"""Numbers in the clerk's notes get ids that survive edits."""

from assistant.numerals import Numeral, find_numerals
from assistant.slots import SLOT, Rendered, SlotSpan, relink
from schemas.report import Note, NoteNumber, Report

_QUANTITIES = ("count", "percent")


def _is_quantity(numeral: Numeral) -> bool:
    return numeral.kind in _QUANTITIES and not numeral.vague and numeral.text.strip() != ""


def bind_note(note: Note) -> Note:
    """The note with an id (k1, k2 …) for each number that has none yet; known ids stay."""
    kept = list(note.numbers or ())
    taken = {number.id for number in kept}
    fresh = (f"k{n}" for n in range(1, 10_000) if f"k{n}" not in taken)
    for numeral in find_numerals(note.text):
        overlaps = any(n.span[0] < numeral.end and numeral.start < n.span[1] for n in kept)
        if _is_quantity(numeral) and not overlaps:
            kept.append(NoteNumber(id=next(fresh), span=(numeral.start, numeral.end)))
    kept.sort(key=lambda number: number.span)
    return note.model_copy(update={"numbers": kept})


def edit_note(note: Note, text: str) -> tuple[Note, tuple[str, ...]]:
    """The note with new text: untouched numbers keep their ids. Second value: ids that vanished."""
    before = Rendered(note.text, tuple(SlotSpan(n.id, *n.span) for n in note.numbers or ()))
    relinked = relink(before, text)
    numbers: list[NoteNumber] = []
    lengths = {n.id: n.span[1] - n.span[0] for n in note.numbers or ()}
    at = shift = 0
    for found in SLOT.finditer(relinked):
        if found[1] not in lengths:
            continue
        at = found.start() - shift
        length = lengths[found[1]]
        numbers.append(NoteNumber(id=found[1], span=(at, at + length)))
        shift += len(found[0]) - length
    kept = {number.id for number in numbers}
    vanished = tuple(n.id for n in note.numbers or () if n.id not in kept)
    return bind_note(note.model_copy(update={"text": text, "numbers": numbers})), vanished


def bind_notes(report: Report) -> Report:
    """The report with every note's numbers bound. Loading a report from JSON always goes through here."""
    if all(note.numbers is not None for notes in report.notes.values() for note in notes):
        return report
    notes = {passage: [bind_note(note) for note in entries] for passage, entries in report.notes.items()}
    return report.model_copy(update={"notes": notes})
