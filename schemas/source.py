"""What a file was like, as far as rules about the file need it. Filled by `recognise`, null for a typed report."""

from typing import Literal

from pydantic import Field

from schemas.tables import Strict

FileKind = Literal["docx", "html", "pdf", "text", "xlsx", "json"]


class SourceHeading(Strict):
    """A heading as it stood in the file, in reading order; also headings that the form does not know."""

    raw: str
    """Whole line as printed, ordinal included (an automatic ordinal is resolved and put in front)."""
    ordinal: str = ""
    """As printed: 一、 | 1、 | （3） | (三) …; empty where none stood."""
    title: str = ""
    level: int = 1
    address: str | None = None
    """heading.N / heading.N.M where recognised, else null. `title` for the title."""
    automatic: bool = False
    """The ordinal came from Word's automatic numbering."""
    font: str | None = None
    size_pt: float | None = None
    bold: bool | None = None
    section: int | None = None
    """The level-1 section (1 … 6) under which it stood."""


class SourceLabel(Strict):
    row: int
    col: int
    text: str
    expected: str | None = None
    """The form's label at this place where it differs, else null."""


class SourceTable(Strict):
    """A table as it stood in the file."""

    address: str | None = None
    """table2 | table3 | table4 where recognised."""
    template: Literal["2021", "2019", "other"] = "other"
    rows: int
    cols: int
    """Size after merge expansion."""
    labels: list[SourceLabel] = Field(default_factory=list)
    """Every label cell (text that is no number), normalised of white space."""
    problems: list[str] = Field(default_factory=list)
    """Differences of the grid from the form, each one sentence in Chinese; a differing label is no grid problem."""
    section: int | None = None
    picture: bool = False
    width_mm: float | None = None
    header_rows_repeat: bool | None = None
    rows_may_split: bool | None = None


class SourceDebris(Strict):
    place: str
    """Passage paragraph, heading, table or `title` where it stood; `document` elsewhere."""
    text: str
    excerpt: str = ""
    span: tuple[int, int] | None = None


class SourceStyle(Strict):
    """Typeface of one kind of paragraph: the commonest seen."""

    font: str | None = None
    size_pt: float | None = None
    bold: bool | None = None
    line_pt: float | None = None
    """Exact line pitch in points, else null."""
    indent_chars: float | None = None
    alignment: str | None = None


class SourceLayout(Strict):
    """Page and typefaces (docx only). Lengths in mm unless named otherwise."""

    page_width: float | None = None
    page_height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    title: SourceStyle | None = None
    body: SourceStyle | None = None
    heading1: SourceStyle | None = None
    heading2: SourceStyle | None = None
    odd_even_footers: bool | None = None
    page_numbers: bool | None = None
    headers: list[str] = Field(default_factory=list)
    """Visible header texts, without repeats."""


class SourceMetadata(Strict):
    author: str | None = None
    last_modified_by: str | None = None
    company: str | None = None
    title: str | None = None
    comments: int = 0
    tracked_changes: int = 0
    hidden_text: list[str] = Field(default_factory=list)
    aigc: dict[str, str] = Field(default_factory=dict)
    """Custom document properties whose name begins with AIGC."""


class Source(Strict):
    file: str = ""
    """File name without folders."""
    kind: FileKind
    title: str | None = None
    """Raw title, its lines joined by \\n."""
    headings: list[SourceHeading] = Field(default_factory=list)
    tables: list[SourceTable] = Field(default_factory=list)
    pictures: list[str] = Field(default_factory=list)
    """Where pictures stood: the nearest heading's address."""
    debris: list[SourceDebris] = Field(default_factory=list)
    raw_passages: dict[str, str] = Field(default_factory=dict)
    """Passage paragraphs (overview[0]) whose text before cleaning differs from what is in `passages`."""
    layout: SourceLayout | None = None
    metadata: SourceMetadata | None = None
