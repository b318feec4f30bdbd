"""What a made report says: a voice of the corpus under a chosen unit's name, line by line, with its numbers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from schemas.form import CELLS, GRIDS, SECTION_TITLES, GridCell
from schemas.passages import HEADINGS, PASSAGES
from tests.corpus.build import clean_case

Values = dict[str, int | float]
SUB_OF_ONE: Final = ("proactive", "requests", "management", "platform", "supervision")


@dataclass(frozen=True)
class Story:
    """A report to be made: its unit, its year, its prose and its 200 numbers."""

    voice: str
    unit: str
    year: int
    passages: Mapping[str, str]
    values: Mapping[str, int | float]
    headings: Mapping[str, str] = field(default_factory=lambda: dict(HEADINGS))
    blanks: Mapping[str, str] = field(default_factory=dict)
    """Cells that hold no number, with what stands there instead."""
    open_cells: frozenset[str] = frozenset()
    """Cells whose truth the file's own check tells."""
    title: tuple[str, ...] = ()

    @property
    def lines_of_title(self) -> tuple[str, ...]:
        return self.title or (self.unit, f"{self.year}年政府信息公开工作年度报告")

    def shown(self, address: str) -> str:
        return self.blanks.get(address, number(self.values[address]))

    def without(self, *passages: str) -> "Story":
        return replace(self, passages={k: v for k, v in self.passages.items() if k not in passages})


def number(value: int | float) -> str:
    return f"{value:g}" if isinstance(value, float) and value < 1e5 else str(value)


def story(voice: str, seed: int, *, unit: str = "", year: int = 2025) -> Story:
    """A clean case of the corpus; `unit` is put in the place of the voice's own name."""
    report = clean_case(voice, seed, year).report
    own = report.unit.name or ""
    texts = {p: report.passages[p] for p in PASSAGES if report.passages.get(p)}
    if unit:
        texts = {p: text.replace(own, unit) for p, text in texts.items()}
    values: Values = {}
    for address in CELLS:
        value = report.value(address)
        assert value is not None
        values[address] = value
    return Story(voice, unit or own, year, texts, values)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[。])", text) if part]


def paragraphs(text: str, longest: int = 90) -> list[str]:
    """The text in paragraphs of whole sentences, as people break it."""
    made: list[str] = []
    for part in sentences(text):
        if made and len(made[-1]) + len(part) <= longest:
            made[-1] += part
        else:
            made.append(part)
    return made


@dataclass(frozen=True)
class Line:
    """One line of the document in reading order: title | h1 | h2 | p | table."""

    kind: str
    address: str
    text: str = ""


Ordinal = Callable[[int], str]
CHINESE: Final = "零一二三四五六七八九十"


def first(n: int) -> str:
    return f"{CHINESE[n]}、"


def second(n: int) -> str:
    return f"（{CHINESE[n]}）"


def none(n: int) -> str:
    return ""


def outline(
    told: Story,
    *,
    ord1: Ordinal = first,
    ord2: Ordinal = second,
    run_in: bool = False,
    split: bool = False,
    subs_of_five: bool = True,
) -> list[Line]:
    """The report as lines. `run_in`: （一）主动公开情况。2025年，… stands in one paragraph."""
    lines = [Line("title", "title", text) for text in told.lines_of_title]

    def prose(passage: str) -> None:
        text = told.passages.get(passage)
        if text:
            parts = [q for p in text.split("\n") for q in (paragraphs(p) if split else [p])]
            lines.extend(Line("p", passage, part) for part in parts)

    def sub(n: int, address: str, passage: str) -> None:
        if passage not in told.passages:
            return
        heading = ord2(n) + told.headings[address]
        if run_in:
            head, *rest = paragraphs(told.passages[passage]) if split else [told.passages[passage]]
            lines.append(Line("p", passage, f"{heading}。{head}"))
            lines.extend(Line("p", passage, part) for part in rest)
        else:
            lines.append(Line("h2", address, heading))
            prose(passage)

    prose("intro")
    for n in range(1, 7):
        lines.append(Line("h1", f"heading.{n}", ord1(n) + told.headings[f"heading.{n}"]))
        if n == 1:
            prose("overview")
            for k, key in enumerate(SUB_OF_ONE, start=1):
                sub(k, f"heading.1.{k}", f"overview.{key}")
        elif n in (2, 3, 4):
            lines.append(Line("table", f"table{n}"))
        elif n == 5 and subs_of_five:
            sub(1, "heading.5.1", "problems")
            sub(2, "heading.5.2", "improvements")
        elif n == 5:
            prose("problems")
            prose("improvements")
        else:
            prose("other_matters")
    return lines


# ---- tables ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Box:
    """A printed cell: where it begins, what it covers, what it says."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    address: str | None = None


Boxes = list[Box]


def boxes(told: Story, table: str, label: Callable[[str], str] = lambda text: text) -> Boxes:
    """The form's table filled with the story's numbers."""

    def box(cell: GridCell) -> Box:
        text = told.shown(cell.address) if cell.address else label(cell.text or "")
        return Box(cell.row, cell.col, cell.rowspan, cell.colspan, text, cell.address)

    return [box(cell) for cell in GRIDS[table].cells]


def size(of: Boxes) -> tuple[int, int]:
    return max(b.row + b.rowspan for b in of), max(b.col + b.colspan for b in of)


def matrix(of: Boxes) -> list[list[Box]]:
    """Every grid place with the box that covers it."""
    rows, cols = size(of)
    grid: list[list[Box | None]] = [[None] * cols for _ in range(rows)]
    for box in of:
        for r in range(box.row, box.row + box.rowspan):
            for c in range(box.col, box.col + box.colspan):
                grid[r][c] = box
    return [[place or Box(r, c, 1, 1, "") for c, place in enumerate(row)] for r, row in enumerate(grid)]


def flat(of: Boxes, *, repeat: bool = False) -> list[list[str]]:
    """The table without merges: covered places blank, or the text in each of them."""
    return [
        [box.text if repeat or (box.row, box.col) == (r, c) else "" for c, box in enumerate(row)]
        for r, row in enumerate(matrix(of))
    ]


def band(of: Boxes, top: int, bottom: int) -> Boxes:
    """Rows top … bottom-1 as a table of their own; boxes that reach over the edge are cut."""
    cut: Boxes = []
    for box in of:
        start, end = max(box.row, top), min(box.row + box.rowspan, bottom)
        if start < end:
            cut.append(replace(box, row=start - top, rowspan=end - start))
    return cut


def strip(of: Boxes, left: int, right: int) -> Boxes:
    """Columns left … right-1 as a table of their own."""
    cut: Boxes = []
    for box in of:
        start, end = max(box.col, left), min(box.col + box.colspan, right)
        if start < end:
            cut.append(replace(box, col=start - left, colspan=end - start))
    return cut


def shifted(of: Boxes, rows: int = 0, cols: int = 0) -> Boxes:
    return [replace(box, row=box.row + rows, col=box.col + cols) for box in of]


def section_title(n: int) -> str:
    return SECTION_TITLES[n - 1]
