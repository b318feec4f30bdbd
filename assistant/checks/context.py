"""What rules see of a report: its numbers, its rendered prose, and what came with it. Everything lazy."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from assistant.cells import MAX_DIGITS, usable_count
from assistant.claims import Judgement, Statement, judge, judgements, readings
from assistant.facts import FactBook
from assistant.glance import Glanced
from assistant.numerals import Numeral, find_numerals
from assistant.slots import Rendered, render
from assistant.units import resolve
from schemas.findings import Claim
from schemas.form import CELL_SET, CELLS, TABLES
from schemas.passages import PASSAGES, paragraph_address
from schemas.report import Report, Unit
from schemas.source import Source

_YEAR: Final = re.compile(r"(20\d\d)\s?年")
_SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]?")


class Sentence(NamedTuple):
    """A sentence (or a part up to ；) of a paragraph."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """A rendered paragraph of prose. `address` overview.proactive[0]; spans count characters of `text`."""

    address: str
    passage: str
    index: int
    rendered: Rendered

    @cached_property
    def text(self) -> str:
        return self.rendered.text

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(Sentence(m[0], m.start(), m.end()) for m in _SENTENCE.finditer(self.text))

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        return find_numerals(self.text)


class Context:
    """A report to be checked, with its predecessor, other units' reports, and whether it is to be final."""

    def __init__(
        self,
        report: Report,
        *,
        previous: Report | None = None,
        others: Sequence[Report] = (),
        final: bool = False,
    ) -> None:
        previous = previous or report.previous
        if previous is not None:
            report = report.model_copy(update={"previous": with_stated_cells(previous)})
        self.report = report
        self.previous = report.previous
        self.others = tuple(others)
        self.final = final
        self.book = FactBook(report)

    @property
    def source(self) -> Source | None:
        return self.report.source

    @cached_property
    def unit(self) -> Unit:
        """The profile with kind, level, short and superior read off the name where it is silent."""
        return resolve(self.report.unit)

    @cached_property
    def knows_unit(self) -> bool:
        return bool(self.report.unit.name or self.report.unit.kind)

    @property
    def follows_previous(self) -> bool:
        """Whether `previous` is the year before this one (or one of the two years is unknown)."""
        if self.previous is None:
            return False
        return self.report.year is None or self.previous.year in (None, self.report.year - 1)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs of all passages in reading order, blank ones left out."""
        return _paragraphs(self.report, self.book)

    @cached_property
    def previous_paragraphs(self) -> tuple[Paragraph, ...]:
        if self.previous is None:
            return ()
        return _paragraphs(self.previous, FactBook(self.previous))

    def passage(self, address: str) -> tuple[Paragraph, ...]:
        return tuple(p for p in self.paragraphs if p.passage == address)

    @cached_property
    def section_one(self) -> str:
        """All prose of 一, paragraphs joined by \\n."""
        return "\n".join(p.text for p in self.paragraphs if p.passage.startswith("overview"))

    @cached_property
    def section_five(self) -> str:
        return "\n".join(p.text for p in self.paragraphs if p.passage in ("problems", "improvements"))

    @cached_property
    def prose(self) -> Glanced:
        """All paragraphs, one below the other."""
        return Glanced("\n".join([p.text for p in self.paragraphs]), self.printed)

    @cached_property
    def printed(self) -> Glanced:
        """Title, headings and prose, one below the other."""
        paragraphs = [p.text for p in self.paragraphs]
        return Glanced("\n".join((self.report.title or "", *self.report.headings.values(), *paragraphs)))

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The claims with what the rules of family N need of them."""
        return judgements(self._statements, self.book)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return judge(self._statements, self.book)

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        return tuple(Statement(p.address, p.passage, p.text) for p in self.paragraphs)

    @cached_property
    def previous_claims(self) -> tuple[Claim, ...]:
        if self.previous is None:
            return ()
        statements = [Statement(p.address, p.passage, p.text) for p in self.previous_paragraphs]
        return judge(statements, FactBook(self.previous))

    @cached_property
    def raw_cells(self) -> dict[str, int | float | None]:
        """All 200 cells as they stand, impossible values included."""
        return flat_cells(self.report)

    @cached_property
    def cells(self) -> dict[str, int | float | None]:
        """All 200 cells; null where a cell holds nothing that the form may hold."""
        return _usable(self.raw_cells, self.odd_cells)

    @cached_property
    def odd_cells(self) -> tuple[str, ...]:
        """Cells that hold no plain count: nothing, a fraction, a negative or an enormous number."""
        return _odd(self.raw_cells)

    @cached_property
    def previous_cells(self) -> dict[str, int | float | None]:
        """Last year's cells, those told by its prose included where its tables are missing."""
        if self.previous is None:
            return {}
        values = flat_cells(self.previous)
        return _usable(values, _odd(values))

    def count(self, address: str) -> int | float | None:
        """A cell's value where it is one that the form may hold, else null (T-01 and T-02 report those)."""
        return self.cells[address] if address in CELL_SET else self.report.value(address)

    def before(self, address: str) -> int | float | None:
        """Last year's value of the same cell, null where unknown."""
        return self.previous_cells.get(address)


Cells = dict[str, int | float | None]


def _odd(values: Cells) -> tuple[str, ...]:
    return tuple([a for a, value in values.items() if type(value) is not int or not 0 <= value < _ENORMOUS])


def _usable(values: Cells, odd: Iterable[str]) -> Cells:
    return values | {address: usable_count(values[address], address) for address in odd}


def flat_cells(report: Report) -> Cells:
    """All 200 cells as they stand; those of a null table are null. (`Report.value` walks the tree for each.)"""
    values: Cells = dict.fromkeys(CELLS)
    for table, rows in _TREE.items():
        node = getattr(report, table)
        if node is None:
            continue
        held = node.__dict__
        for row, columns in rows.items():
            child = held[row]
            if isinstance(columns, str):
                values[columns] = child
                continue
            within = child.__dict__
            for column, address in columns:
                values[address] = within[column]
    return values


def _tree() -> dict[str, dict[str, str | list[tuple[str, str]]]]:
    """Table → row → its columns with their addresses, or the address of a row that is one cell."""
    tree: dict[str, dict[str, str | list[tuple[str, str]]]] = {}
    for address in CELLS:
        table, row, *column = address.split(".")
        rows = tree.setdefault(table, {})
        if not column:
            rows[row] = address
            continue
        columns = rows.setdefault(row, [])
        assert isinstance(columns, list)  # noqa: S101 - the form has no row that is both
        columns.append((column[0], address))
    return tree


_TREE: Final = _tree()
_ENORMOUS: Final = 10**MAX_DIGITS
_CARRIED: Final = frozenset(("table3.carried_in.total", "table3.carried_out.total"))


def with_stated_cells(report: Report) -> Report:
    """The report with what its prose says of its missing tables put into them; the other cells stay null."""
    missing = tuple(f"{table}." for table in TABLES if getattr(report, table) is None)
    if not missing or not report.passages:
        return report
    told = _stated_cells(_paragraphs(report, FactBook(report)), report.year)
    told = {address: value for address, value in told.items() if address.startswith(missing)}
    return report.with_values(dict(told), origin="imported") if told else report


def _stated_cells(paragraphs: Sequence[Paragraph], year: int | None) -> dict[str, int | float]:
    """Cell → value, for counts of prose that can mean one cell only; contradictory ones are left out."""
    found: dict[str, set[int | float]] = {}
    for paragraph in paragraphs:
        others = {int(told) for told in _YEAR.findall(paragraph.text)} - {year}
        for numeral in paragraph.numerals:
            if numeral.kind not in ("count", "zero_word") or numeral.vague:
                continue
            meant = readings(paragraph.text, numeral, paragraph.passage)
            if meant is not None and year is not None and year - 1 not in others:
                # a year by its number may be any year to the grammar; here it is the report's own
                own = frozenset(address for address in meant if not address.startswith("previous."))
                meant = own or meant
            if meant == _CARRIED and year is not None:
                # 3件结转至2025年继续办理, in the report for 2024
                behind = paragraph.text[numeral.end : numeral.end + 12]
                meant = frozenset(("table3.carried_out.total",)) if str(year + 1) in behind else meant
            if meant is not None and len(meant) == 1 and (address := next(iter(meant))) in CELL_SET:
                exact = numeral.value
                found.setdefault(address, set()).add(int(exact) if exact == int(exact) else float(exact))
    return {address: next(iter(values)) for address, values in found.items() if len(values) == 1}


def _paragraphs(report: Report, book: FactBook) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for passage in PASSAGES:
        for index, text in enumerate(report.passages.get(passage, "").split("\n")):
            if text.strip():
                rendered = render(text, book, strict=False)
                found.append(Paragraph(paragraph_address(passage, index), passage, index, rendered))
    return tuple(found)
