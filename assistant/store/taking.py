"""What was read from a file → the report, after the clerk has said what is to be taken."""

from collections.abc import Iterable
from typing import Any, Final

from assistant.facts import FactBook
from assistant.slots import relink
from assistant.store.prose import editable, model_text_remains, write_passage
from schemas.form import TABLE_CELLS, TABLES, cell_label
from schemas.imports import ImportResult
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import CellRecord, PassageState, Report, Unit, Writer

_UNIT_FIELDS: Final = ("name", "kind", "level", "short", "superior", "site", "url", "channels", "rule_making")


def readable_tables(result: ImportResult) -> tuple[str, ...]:
    """Tables that the file holds."""
    return tuple(table for table in TABLES if getattr(result.report, table) is not None)


def readable_passages(result: ImportResult) -> tuple[str, ...]:
    """Passages that the file holds."""
    return tuple(passage for passage in PASSAGES if result.report.passages.get(passage, "").strip())


def changed_cells(report: Report, result: ImportResult) -> dict[str, tuple[object, object]]:
    """Cells whose value in the file is another than in the report: (in the report, in the file)."""
    found: dict[str, tuple[object, object]] = {}
    for table in readable_tables(result):
        for cell in TABLE_CELLS[table]:
            before, after = report.value(cell), result.report.value(cell)
            if before != after:
                found[cell] = (before, after)
    return found


def take_tables(report: Report, result: ImportResult, tables: Iterable[str]) -> Report:
    """The tables as the file has them. An unreadable cell is empty, with what stood there beside it."""
    unread = {one.place: one.raw for one in result.unreadable}
    cells = dict(report.cells)
    update: dict[str, Any] = {}
    for table in tables:
        update[table] = getattr(result.report, table)
        for cell in TABLE_CELLS[table]:
            record = result.report.cells.get(cell)
            origin = record.origin if record and record.origin != "typed" else "imported"
            raw = unread.get(cell, record.raw if record and result.report.value(cell) is None else None)
            cells[cell] = CellRecord(raw=raw, origin=origin)
    return report.model_copy(update={**update, "cells": cells})


def take_passages(report: Report, result: ImportResult, passages: Iterable[str]) -> Report:
    """The passages as the file has them, to be accepted anew."""
    for passage in passages:
        state = result.report.state.get(passage, PassageState(writer="imported"))
        ours = report.state.get(passage, PassageState())
        text = bound_text(report, result, passage)
        writer: Writer = "person" if report.passages.get(passage, "").strip() else "imported"
        written = state.model_written or (
            ours.model_written and model_text_remains(report.passages.get(passage, ""), text)
        )
        report = write_passage(report, passage, text, writer, model_written=written)
    return report


def bound_text(report: Report, result: ImportResult, passage: str) -> str:
    """Slot text of a passage of the file. Where the file itself remembers no slots, the numbers that a person left
    alone stay bound as they are in our text."""
    theirs, present = result.report.passages.get(passage, ""), report.passages.get(passage, "")
    if "{{" in theirs or "{{" not in present:
        return theirs
    return relink(editable(present, FactBook(report)), theirs)


def take_unit(report: Report, result: ImportResult) -> Report:
    """The unit profile of the file where ours is silent; headings and title of the file."""
    theirs, ours = result.report.unit, report.unit
    update = {name: getattr(theirs, name) for name in _UNIT_FIELDS if not getattr(ours, name) and getattr(theirs, name)}
    contact = {
        name: value for name, value in theirs.contact.model_dump().items() if value and not getattr(ours.contact, name)
    }
    unit: Unit = ours.model_copy(update={**update, "contact": ours.contact.model_copy(update=contact)})
    year = report.year or result.report.year
    return report.model_copy(update={"unit": unit, "year": year})


def take_headings(report: Report, result: ImportResult) -> Report:
    return report.model_copy(update={"headings": {**report.headings, **result.report.headings}})


def place_words(place: str) -> str:
    """A place of an unreadable cell in the clerk's words."""
    try:
        return cell_label(place)
    except KeyError:
        return PASSAGE_NAMES.get(place.split("[", 1)[0], place)
