""".docx → blocks, by lxml over the zip: python-docx does not see content controls."""

from collections import Counter
from typing import Final
from zipfile import ZipFile

from lxml import etree

from assistant.documents.blocks import Block, Document, Paragraph, Table
from assistant.documents.draft_part import DraftPart
from assistant.documents.guards import open_zip
from assistant.documents.readers.docx_body import BodyReader
from assistant.documents.readers.docx_chunk import chunk_blocks
from assistant.documents.readers.docx_numbering import Numbering
from assistant.documents.readers.docx_package import Package, W
from assistant.documents.readers.docx_properties import CHANGES, draft_part, layout, metadata
from assistant.documents.readers.docx_styles import Styles
from assistant.documents.readers.docx_table import SPECIAL
from assistant.documents.readers.struck import struck_remark

_FONTS: Final = f"{W}rFonts"
_WATCHED: Final = tuple({*SPECIAL, *CHANGES, _FONTS})


def read_docx(data: bytes, name: str, archive: ZipFile | None = None) -> Document:
    """`archive`: the same file, opened and checked already. Raises UnreadableFileError where it is damaged."""
    package = Package(archive or open_zip(data, name), name)
    try:
        return _read(package, name)
    finally:
        package.close()


def _read(package: Package, name: str) -> Document:
    root = package.document
    census = Counter(node.tag for node in root.iter(*_WATCHED))
    style_part = package.one("styles")
    styles = Styles(
        style_part,
        package.one("theme") if _names_theme(style_part) or (census[_FONTS] and _names_theme(root)) else None,
    )
    numbering = Numbering(package.one("numbering"), styles)
    draft = draft_part(package)
    body = root.find(f"{W}body")
    special = tuple(tag for tag in SPECIAL if census[tag])
    if package.any_white:
        special = (*special, f"{W}color")

    def chunk(relationship: str) -> tuple[Block, ...] | None:
        return chunk_blocks(package, relationship)

    reader = BodyReader(styles, numbering, _controls(draft), special, chunk)
    if body is not None:
        reader.read(body)
        if reader.struck and _most_is_struck(reader):
            reader = BodyReader(styles, Numbering(package.one("numbering"), styles), _controls(draft), special, chunk)
            reader.keeps_struck = True
            reader.read(body)
    facts = metadata(package, reader.hidden, sum(census[tag] for tag in CHANGES))
    remarks: list[tuple[str, str]] = []
    if reader.changes:
        remarks.append(("tracked_changes", f"文件带有 {reader.changes} 处修订痕迹，已按“接受全部修订”后的文字读入。"))
    if facts.comments:
        remarks.append(("comments", f"文件带有 {facts.comments} 条批注，批注内容未读入。"))
    if facts.hidden_text:
        remarks.append(("hidden_text", f"文件带有隐藏文字 {len(facts.hidden_text)} 处，未作为正文读入。"))
    if reader.struck:
        remarks.append(struck_remark(reader.struck))
    if reader.foreign:
        remarks.append(("embedded", "文件中嵌有另一份文档，其内容未读入，请核对是否完整。"))
    return Document(
        tuple(reader.blocks),
        kind="docx",
        file=name,
        layout=layout(package, root),
        metadata=facts,
        slot_text=draft.passages if draft else {},
        remarks=tuple(remarks),
        draft=draft is not None,
        values=draft.numbers if draft else {},
        facts=draft.facts if draft else "",
    )


def _most_is_struck(reader: BodyReader) -> bool:
    """Whether more is struck through than left: then it is a way of writing, and nothing is taken back by it."""
    paragraphs = sum(len(block.text) for block in reader.blocks if isinstance(block, Paragraph))
    cells = sum(len(cell.text) for block in reader.blocks if isinstance(block, Table) for cell in block.cells)
    return sum(map(len, reader.struck)) > paragraphs + cells


def _names_theme(root: etree._Element | None) -> bool:
    return root is not None and any(f.get(f"{W}eastAsiaTheme") for f in root.iter(f"{W}rFonts"))


def _controls(draft: DraftPart | None) -> dict[str, str] | None:
    return None if draft is None else _Tags(draft.controls)


class _Tags(dict[str, str]):
    """Tag → address; a tag that the part does not list is an address itself."""

    def get(self, tag: str, default: str | None = None) -> str | None:  # type: ignore[override]
        if tag in self:
            return self[tag]
        return tag if tag and not tag.startswith("nb:") else default
