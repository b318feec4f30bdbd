"""What a Word file says of itself: page, headers, properties, comments, and the part of our own drafts."""

import re
from typing import Final

from lxml import etree

from assistant.documents.blocks import FileMetadata, PageLayout
from assistant.documents.draft_part import DraftPart, read_draft_part
from assistant.documents.readers.docx_package import Package, W
from assistant.documents.readers.docx_styles import is_on, number

CHANGES: Final = tuple(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange",
        "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_MM: Final = 25.4 / 1440
_PAGE_FIELD: Final = re.compile(rb"(?:<w:instrText[^>]*>|w:instr=\")\s*PAGE\b")


def draft_part(package: Package) -> DraftPart | None:
    """The custom XML part that a draft of ours carries."""
    for name in package.names("customXml/"):
        if "/_rels/" in name or "itemProps" in name:
            continue
        part = read_draft_part(package.optional(name))
        if part is not None:
            return part
    return None


def metadata(package: Package, hidden: list[str], changes: int) -> FileMetadata:
    """`hidden` is the hidden text met in the body, `changes` the number of tracked changes in it."""
    core = package.optional("docProps/core.xml")
    app = package.optional("docProps/app.xml")
    custom = package.optional("docProps/custom.xml")
    comments = sum(
        sum(1 for _ in root.iter(f"{W}comment"))
        for part in package.related.get("comments", ())
        if (root := package.optional(part)) is not None
    )
    properties = {
        child.get("name", ""): "".join(str(text) for text in child.itertext())
        for child in (custom if custom is not None else ())
        if child.get("name")
    }
    return FileMetadata(
        author=_value(core, "creator"),
        last_modified_by=_value(core, "lastModifiedBy"),
        company=_value(app, "Company"),
        title=_value(core, "title"),
        comments=comments,
        tracked_changes=changes,
        hidden_text=tuple(text for text in hidden if text.strip()),
        custom=properties,
    )


def _value(root: etree._Element | None, name: str) -> str | None:
    for child in root if root is not None else ():
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name:
            return (child.text or "").strip() or None
    return None


def layout(package: Package, body: etree._Element) -> PageLayout:
    """Page and margins of the first section; header texts of all."""
    section = _first_section(body)
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None

    def mm(element: etree._Element | None, name: str) -> float | None:
        twips = number(element.get(f"{W}{name}")) if element is not None else None
        return None if twips is None else round(twips * _MM, 1)

    settings = package.one("settings")
    odd_even = is_on(settings.find(f"{W}evenAndOddHeaders")) if settings is not None else None
    # left and right pages often repeat each other: each distinct part once
    edges = {data: part for part in package.related.get("header", ()) if (data := package.bytes(part))}
    roots = [root for part in edges.values() if (root := package.optional(part)) is not None]
    headers = dict.fromkeys(text for root in roots if (text := _visible(root)))
    feet = [package.bytes(part) or b"" for part in package.related.get("footer", ())]
    return PageLayout(
        width=mm(size, "w"),
        height=mm(size, "h"),
        top=mm(margins, "top"),
        bottom=mm(margins, "bottom"),
        left=mm(margins, "left"),
        right=mm(margins, "right"),
        odd_even_footers=bool(odd_even) if settings is not None else None,
        page_numbers=any(_PAGE_FIELD.search(data) for data in (*feet, *edges)),
        headers=tuple(headers),
    )


def _first_section(root: etree._Element) -> etree._Element | None:
    """Properties of the first section: they stand in its last paragraph, those of the last at the end of the body."""
    body = root.find(f"{W}body")
    if body is None:
        return None
    found = body.find(f"{W}p/{W}pPr/{W}sectPr")
    return found if found is not None else body.find(f"{W}sectPr")


def _visible(root: etree._Element) -> str:
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    return "\n".join(line for line in lines if line.strip())
