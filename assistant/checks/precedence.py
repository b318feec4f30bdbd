"""One defect, one finding: where two rules describe the same defect the first speaks and the other is silent.

The table is that of `domain.md` §4. What counts as the same defect is said for each pair by a named sameness.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.checks.context import Context
from schemas.findings import Finding
from schemas.form import GRIDS
from schemas.passages import split_paragraph

Same = Callable[[Finding, Finding, Context], bool]


def same_place(first: Finding, other: Finding, _context: Context) -> bool:
    return first.place == other.place


def same_grid(first: Finding, other: Finding, context: Context) -> bool:
    """The same table, whose grid differs from the form: labels cannot be told apart from that."""
    return first.place == other.place and _grid_differs(context, first.place)


def same_label(first: Finding, other: Finding, context: Context) -> bool:
    """The same table, whose grid is the form's: the defect is a label."""
    return first.place == other.place and not _grid_differs(context, first.place)


def _grid_differs(context: Context, address: str) -> bool:
    for table in context.source.tables if context.source else ():
        if table.address == address:
            grid = GRIDS[address]
            return bool(table.problems) or (table.rows, table.cols) not in ((grid.rows, grid.cols), (0, 0))
    return False


def same_lacking_row(first: Finding, other: Finding, context: Context) -> bool:
    """A cell that stands in no row of a table whose grid differs."""
    return (
        other.place.startswith(f"{first.place}.")
        and context.report.record(other.place).raw is None
        and _grid_differs(context, first.place)
    )


def same_old_cell(first: Finding, other: Finding, context: Context) -> bool:
    """A cell of today's form that the table of 2019 does not have: it was not left empty."""
    return other.place.startswith(f"{first.place}.") and context.report.record(other.place).raw is None


_RUN_TOGETHER: Final = 4
"""So many numbers in one cell are those of a whole row."""


def same_glued_row(first: Finding, other: Finding, context: Context) -> bool:
    """A cell of a table whose grid differs that was read together with its neighbours: 9 2 3 1 15 0."""
    raw = context.report.record(other.place).raw if other.place.startswith(f"{first.place}.") else None
    return raw is not None and len(raw.split()) >= _RUN_TOGETHER and _grid_differs(context, first.place)


def same_three_numbers(first: Finding, other: Finding, _context: Context) -> bool:
    """Made, repealed and valid of one row; what was valid last year is another defect."""
    return first.place == other.place and set(first.related) == set(other.related)


def same_stretch(first: Finding, other: Finding, _context: Context) -> bool:
    return (
        first.place == other.place
        and first.span is not None
        and other.span is not None
        and _overlap(first.span, other.span)
    )


def same_missing_total(first: Finding, other: Finding, context: Context) -> bool:
    """The sentence lacks its total, so that its parts were summed against another number behind it."""
    if first.span is None or other.span is None or first.span[0] > other.span[1]:
        return False
    return same_words(first, other, context)


def same_row(first: Finding, other: Finding, _context: Context) -> bool:
    return other.place.startswith(f"{first.place}.")


def same_passage(first: Finding, other: Finding, _context: Context) -> bool:
    return split_paragraph(first.place)[0] == split_paragraph(other.place)[0]


def same_section_five(first: Finding, other: Finding, _context: Context) -> bool:
    five = ("problems", "improvements")
    return split_paragraph(first.place)[0] in five and split_paragraph(other.place)[0] in five


def same_section_six(first: Finding, other: Finding, _context: Context) -> bool:
    """The heading of 六 is missing, so that its text stands elsewhere."""
    return first.place == "heading.6" and other.place.startswith("other_matters")


def wrong_year(first: Finding, other: Finding, context: Context) -> bool:
    """The sentence speaks of a year that it should not: its counts were held against that year."""
    return (
        first.severity == "error"
        and any(cell.startswith("previous.") for cell in other.related)
        and same_words(first, other, context)
    )


def same_words(first: Finding, other: Finding, context: Context) -> bool:
    """Same paragraph, and stretches that overlap or stand in one sentence (unknown stretches count as the same)."""
    if first.place != other.place:
        return False
    if first.span is None or other.span is None or _overlap(first.span, other.span):
        return True
    text = _text(context, first.place)
    between = text[min(first.span[1], other.span[1]) : max(first.span[0], other.span[0])]
    return not any(mark in between for mark in "。！？；\n")


def same_zero(first: Finding, other: Finding, context: Context) -> bool:
    """The same paragraph or the same cells, where the second finding's number is a zero or a “none”."""
    if first.place != other.place and not set(first.related) & set(other.related):
        return False
    return any(
        claim.value == 0 and claim.place == other.place and other.span is not None and _overlap(claim.span, other.span)
        for claim in context.claims
    )


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _text(context: Context, place: str) -> str:
    return next((p.text for p in context.paragraphs if p.address == place), "")


@dataclass(frozen=True, slots=True)
class Precedence:
    """`first` speaks, `silent` does not, where both found the `same` defect."""

    first: str
    silent: tuple[str, ...]
    same: Same


PRECEDENCE: Final[tuple[Precedence, ...]] = (
    Precedence("T2-07", ("ST12", "T-04"), same_place),
    Precedence("ST12", ("T-04",), same_grid),
    Precedence("T-04", ("ST12",), same_label),
    Precedence("ST12", ("T-01",), same_lacking_row),
    Precedence("T2-02", ("Y-03",), same_place),
    Precedence("T2-01", ("T2-02", "Y-02"), same_row),
    Precedence("T4-07", ("T3-10",), same_place),
    Precedence("D07", ("D02",), same_words),
    Precedence("N-07", ("T4-04",), same_words),
    Precedence("N-13", ("N-01", "N-02", "N-03", "N-07"), same_zero),
    Precedence("N-14", ("N-01", "N-02", "N-03", "N-07"), same_zero),
    Precedence("N-12", ("D07",), same_words),
    Precedence("N-06", ("L12",), same_words),
    Precedence("ST05", ("ST02", "ST12", "T-04"), same_place),
    Precedence("ST10", ("ST14",), same_section_five),
    Precedence("ST01", ("C02",), same_section_six),
    Precedence("D02", ("N-01", "N-02", "N-03", "N-04", "N-05", "N-06", "N-07", "N-08", "N-13", "N-14"), wrong_year),
    Precedence("C03", ("C02", "T3-06"), same_passage),
    Precedence("C02", ("T3-06",), same_passage),
    Precedence("ST17", ("A06",), same_stretch),
    Precedence("ST05", ("T-01",), same_old_cell),
    Precedence("ST12", ("T-02",), same_glued_row),
    Precedence("T2-02", ("T2-03",), same_three_numbers),
    Precedence("ST16", ("N-10",), same_missing_total),
)


def before(code: str) -> tuple[str, ...]:
    """Rules that may silence this one."""
    return tuple(p.first for p in PRECEDENCE if code in p.silent)


def without_repeats(findings: Sequence[Finding], context: Context) -> tuple[Finding, ...]:
    """The findings that remain when each defect is told once."""
    codes = {finding.code for finding in findings}
    silenced: set[int] = set()
    for entry in PRECEDENCE:
        if entry.first in codes and codes.intersection(entry.silent):
            silenced |= set(_silenced(entry, findings, context))
    return tuple(finding for number, finding in enumerate(findings) if number not in silenced)


def _silenced(entry: Precedence, findings: Sequence[Finding], context: Context) -> Iterable[int]:
    firsts = [finding for finding in findings if finding.code == entry.first]
    for number, finding in enumerate(findings):
        if finding.code in entry.silent and any(entry.same(first, finding, context) for first in firsts):
            yield number
