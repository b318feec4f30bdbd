"""Blocks: the one intermediate form of a document. Readers produce it, `recognise` reads it;
`compose` produces it, writers write it. Blocks know nothing of the form's rules.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Role = Literal["", "title", "heading1", "heading2", "heading3", "body", "table_lead", "signature", "date"]


class Run(NamedTuple):
    """A piece of text. `slot` is the address of the fact it prints (composed documents and read drafts)."""

    text: str
    slot: str | None = None
    font: str | None = None
    """East Asian typeface, as resolved from run, style and defaults."""
    size_pt: float | None = None
    bold: bool = False
    gap: bool = False
    """A 【待补：…】; with a `slot` where it stands in for that number (composed only)."""


class Paragraph(NamedTuple):
    """`ordinal` is what automatic numbering prints in front (一、); typed ordinals are in the runs.

    `role` is what compose means, or what a reader is told by the file (h1 … h3, heading styles, Title);
    empty where the file says nothing. `address` the passage paragraph or heading (composed only).
    """

    runs: tuple[Run, ...] = ()
    role: Role = ""
    ordinal: str = ""
    address: str = ""
    alignment: str | None = None
    line_pt: float | None = None
    indent_chars: float | None = None
    origin: Literal["body", "text_box", "header", "navigation"] = "body"

    @property
    def text(self) -> str:
        return self.ordinal + "".join(run.text for run in self.runs)


class TableCell(NamedTuple):
    """A cell at its grid place after merge expansion. `text` as it stands, line breaks as \\n.

    `address` of the number it prints (composed only). `header`: bold label row.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    address: str | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in reading order; rows × cols is the grid after merge expansion.

    A nested table stands after its parent as a block of its own.
    """

    rows: int
    cols: int
    cells: tuple[TableCell, ...]
    address: str = ""
    header_rows: int = 0
    width_mm: float | None = None
    header_rows_repeat: bool | None = None
    rows_may_split: bool | None = None
    ragged: bool = False
    """Read from text or a page image, where merges are lost: rows are as long as they are."""


@dataclass(frozen=True, slots=True)
class Picture:
    description: str = ""


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Millimetres."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    odd_even_footers: bool | None = None
    page_numbers: bool | None = None
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileMetadata:
    author: str | None = None
    last_modified_by: str | None = None
    company: str | None = None
    title: str | None = None
    comments: int = 0
    tracked_changes: int = 0
    hidden_text: tuple[str, ...] = ()
    custom: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `slot_text`: passage → original slot text, from the custom XML part of our drafts.

    `remarks` are what a reader saw and did (tracked changes taken as accepted …): (kind, Chinese sentence).
    `draft`: writers show `layout.headers` and tag numbers. `values`: address → the number as it was printed when the
    draft was written, for every filled cell and slot (a cell that stood blank is the empty text).
    """

    blocks: tuple[Block, ...]
    kind: Literal["docx", "html", "pdf", "text"] = "docx"
    file: str = ""
    layout: PageLayout | None = None
    metadata: FileMetadata | None = None
    slot_text: dict[str, str] = field(default_factory=dict)
    remarks: tuple[tuple[str, str], ...] = ()
    language: str = "zh-CN"
    draft: bool = False
    values: dict[str, str] = field(default_factory=dict)
    facts: str = ""
    """What a draft remembers of the numbers that stand in no table (`draft_facts`)."""
