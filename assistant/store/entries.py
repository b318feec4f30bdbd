"""Changes of numbers, statements, notes and the unit profile: report in, changed report out."""

from collections.abc import Iterable
from typing import Literal

from assistant.cells import CellReading, read_cell
from assistant.notes import bind_note, edit_note
from assistant.store.vanished import keep_numbers_of_vanished
from schemas.form import CELL_SET, DECIMAL_CELLS, INPUT_CELLS, TABLE_CELLS
from schemas.report import Note, Report, Statement

StatementName = Literal["appraisal", "evaluation", "accountability", "on_time"]
_MONEY = ("fees.charged_yuan", "fees.collected_yuan")


def read_typed(address: str, raw: str) -> CellReading:
    """What was typed for any number of a report. Amounts of money may have decimals."""
    return read_cell(raw, "" if address in _MONEY or address in DECIMAL_CELLS else address or "count")


def type_cell(report: Report, address: str, raw: str) -> Report:
    """The cell with what was typed into it; text that is no number stands as typed and counts as not filled."""
    reading = read_typed(address, raw)
    if reading.value is None:
        untouched = not raw and report.value(address) is None and report.record(address).raw is None
        return report if untouched else report.with_value(address, None, raw=raw)
    return report.with_value(address, reading.value)


def type_cells(report: Report, typed: dict[str, str]) -> Report:
    """Like `type_cell` for a pasted block."""
    for address, raw in typed.items():
        report = type_cell(report, address, raw)
    return report


def unfilled(report: Report, addresses: Iterable[str] = INPUT_CELLS) -> tuple[str, ...]:
    """Input cells that hold nothing and in which nothing unreadable stands."""
    return tuple(
        address
        for address in addresses
        if address in INPUT_SET and report.value(address) is None and not report.record(address).raw
    )


def confirm_zeros(report: Report, addresses: Iterable[str]) -> Report:
    """The unfilled cells among these become 0, because the clerk says that nothing happened."""
    empty = unfilled(report, addresses)
    return report.with_values(dict.fromkeys(empty, 0)) if empty else report


def recompute_table(report: Report, table: str) -> Report:
    """按明细重算 for one table."""
    return report.recomputed([cell for cell in TABLE_CELLS[table] if cell not in INPUT_SET])


def set_number(report: Report, address: str, value: int | float | None) -> Report:
    """A number outside the tables (fees, activity)."""
    if address in CELL_SET:
        raise KeyError(address)
    return report.with_value(address, value)


def set_statement(report: Report, name: StatementName, statement: Statement) -> Report:
    return report.model_copy(update={"statements": report.statements.model_copy(update={name: statement})})


def set_year(report: Report, year: int | None) -> Report:
    return report.model_copy(update={"year": year})


def set_unit(report: Report, field: str, value: object) -> Report:
    """One field of the unit profile; `contact.phone` and its sisters for the contact."""
    head, _, rest = field.partition(".")
    if rest:
        contact = report.unit.contact.model_copy(update={rest: value})
        return report.model_copy(update={"unit": report.unit.model_copy(update={"contact": contact})})
    return report.model_copy(update={"unit": report.unit.model_copy(update={head: value})})


# ---- notes ------------------------------------------------------------------------------------------
def add_note(report: Report, passage: str, text: str) -> Report:
    notes = report.notes.get(passage, [])
    taken = {note.id for note in notes}
    fresh = next(f"n{n}" for n in range(1, len(taken) + 2) if f"n{n}" not in taken)
    return _with_notes(report, passage, [*notes, bind_note(Note(id=fresh, text=text))])


def set_note(report: Report, passage: str, note_id: str, text: str) -> Report:
    """The note with new text. A number that is gone from it stays in the prose as plain digits."""
    notes = [edit_note(note, text)[0] if note.id == note_id else note for note in report.notes.get(passage, [])]
    return keep_numbers_of_vanished(report, _with_notes(report, passage, notes))


def remove_note(report: Report, passage: str, note_id: str) -> Report:
    notes = [note for note in report.notes.get(passage, []) if note.id != note_id]
    return keep_numbers_of_vanished(report, _with_notes(report, passage, notes))


def _with_notes(report: Report, passage: str, notes: list[Note]) -> Report:
    return report.model_copy(update={"notes": {**report.notes, passage: notes}})


INPUT_SET = frozenset(INPUT_CELLS)
