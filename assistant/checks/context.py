"""What rules see of a report: its numbers, its rendered prose, and what came with it. Everything lazy."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.cells import usable_count
from assistant.claims import Statement, judge
from assistant.facts import FactBook
from assistant.numerals import Numeral, find_numerals
from assistant.slots import Rendered, render
from schemas.findings import Claim
from schemas.form import CELL_SET
from schemas.passages import PASSAGES, paragraph_address
from schemas.report import Report
from schemas.source import Source


@dataclass(frozen=True)
class Paragraph:
    """A rendered paragraph of prose. `address` overview.proactive[0]; spans count characters of `text`."""

    address: str
    passage: str
    index: int
    rendered: Rendered

    @property
    def text(self) -> str:
        return self.rendered.text

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
        if previous is not None:
            report = report.model_copy(update={"previous": previous})
        self.report = report
        self.previous = report.previous
        self.others = tuple(others)
        self.final = final
        self.book = FactBook(report)

    @property
    def source(self) -> Source | None:
        return self.report.source

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
    def prose(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return judge([Statement(p.address, p.passage, p.text) for p in self.paragraphs], self.book)

    @cached_property
    def previous_claims(self) -> tuple[Claim, ...]:
        if self.previous is None:
            return ()
        statements = [Statement(p.address, p.passage, p.text) for p in self.previous_paragraphs]
        return judge(statements, FactBook(self.previous))

    def count(self, address: str) -> int | float | None:
        """A cell's value where it is one that the form may hold, else null (T-01 and T-02 report those)."""
        value = self.report.value(address)
        return usable_count(value, address) if address in CELL_SET else value

    def before(self, address: str) -> int | float | None:
        """Last year's value of the same cell, null where unknown."""
        if self.previous is None:
            return None
        return usable_count(self.previous.value(address), address)


def _paragraphs(report: Report, book: FactBook) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for passage in PASSAGES:
        for index, text in enumerate(report.passages.get(passage, "").split("\n")):
            if text.strip():
                rendered = render(text, book, strict=False)
                found.append(Paragraph(paragraph_address(passage, index), passage, index, rendered))
    return tuple(found)
