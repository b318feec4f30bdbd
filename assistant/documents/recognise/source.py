"""`report.source`: what the file was like, so that rules about it need no file."""

from collections import Counter
from collections.abc import Iterable

from assistant.documents.blocks import Document, Picture
from assistant.documents.recognise.header import Header
from assistant.documents.recognise.lines import DEBRIS, Item, Line, may_hold_debris
from assistant.documents.recognise.outline import Outline
from assistant.documents.recognise.passages import Prose
from assistant.documents.recognise.shapes import source_tables
from assistant.documents.recognise.tables import Tables
from schemas.form import TABLES
from schemas.passages import paragraph_address
from schemas.report import Report
from schemas.source import Source, SourceDebris, SourceHeading, SourceLayout, SourceMetadata, SourceStyle


def source_of(
    document: Document,
    items: list[Item],
    outline: Outline,
    header: Header,
    prose: Prose,
    tables: Tables,
    report: Report,
) -> Source:
    """Everything that rules about the file may ask."""
    raw_passages, debris = _passages(prose, report)
    debris += _elsewhere(items, header, prose, tables)
    return Source(
        file=document.file,
        kind=document.kind,
        title=header.title.raw if header.title else None,
        headings=_headings(header, prose),
        tables=source_tables(tables),
        pictures=_pictures(outline),
        debris=debris,
        raw_passages=raw_passages,
        layout=_layout(document, header, prose),
        metadata=_metadata(document),
    )


# ---- headings ------------------------------------------------------------------------------------------
def _headings(header: Header, prose: Prose) -> list[SourceHeading]:
    found: list[SourceHeading] = []
    if header.title is not None:
        first = header.title.lines[-1] if header.title.lines else None
        found.append(
            SourceHeading(
                raw=header.title.raw,
                title=header.title.text,
                level=0,
                address="title",
                font=first.font if first else None,
                size_pt=first.size_pt if first else None,
                bold=first.bold if first else None,
            )
        )
    for item in prose.headings:
        line, heading = item.line, item.heading
        ordinal = heading.ordinal.text if heading.ordinal else ""
        # a heading that its text follows on the same line ends where the text begins
        raw = line.raw.strip() if heading.complete else _head_of(line, heading.end)
        found.append(
            SourceHeading(
                raw=raw,
                ordinal=ordinal,
                title=heading.title,
                level=item.level,
                address=item.address,
                automatic=bool(line.automatic) and ordinal.startswith(line.automatic[:1]),
                font=line.font,
                size_pt=line.size_pt,
                bold=line.bold or bool(line.bold_to),
                section=item.section,
            )
        )
    return found


def _head_of(line: Line, end: int) -> str:
    text = line.text[:end]
    return text if not line.debris else line.raw[: max(line.raw.find(text[-6:]) + len(text[-6:]), 0)].strip() or text


# ---- debris --------------------------------------------------------------------------------------------
def _passages(prose: Prose, report: Report) -> tuple[dict[str, str], list[SourceDebris]]:
    raw: dict[str, str] = {}
    debris: list[SourceDebris] = []
    for passage, lines in prose.texts.items():
        if passage not in report.passages:
            continue
        index = 0
        for line in lines:
            place = paragraph_address(passage, index if line.text else max(index - 1, 0))
            debris += _debris(line, place)
            if not line.text:
                continue
            if line.changed:
                raw[paragraph_address(passage, index)] = line.raw
            index += 1
    return raw, debris


def _debris(line: Line, place: str) -> list[SourceDebris]:
    return [
        SourceDebris(place=place, text=text, excerpt=_around(line.raw, start, end), span=(start, end))
        for text, start, end in line.debris
    ]


def _around(raw: str, start: int, end: int) -> str:
    return raw[max(0, start - 15) : end + 15].strip()


def _elsewhere(items: list[Item], header: Header, prose: Prose, tables: Tables) -> list[SourceDebris]:
    found: list[SourceDebris] = []
    places = {id(line) for lines in prose.texts.values() for line in lines}
    headings = {id(item.line): item.address or "document" for item in prose.headings}
    title = {id(line) for line in header.title.lines} if header.title else set()
    for item in items:
        if not isinstance(item, Line) or not item.debris or item.origin == "navigation":
            continue
        if id(item) in places:
            continue
        place = "title" if id(item) in title else headings.get(id(item), "document")
        found += _debris(item, place)
    for name in TABLES:
        logical = tables.logical.get(name)
        for table in logical.fragments if logical else ():
            if may_hold_debris("\n".join(cell.text for cell in table.cells)):
                found += [
                    SourceDebris(place=name, text=match[0], excerpt=cell.text[:40])
                    for cell in table.cells
                    for match in DEBRIS.finditer(cell.text)
                ]
    return found


# ---- pictures, layout, metadata ------------------------------------------------------------------------
def _pictures(outline: Outline) -> list[str]:
    found: list[str] = []
    for section in outline.sections:
        place = f"heading.{section.number}" if section.number else "title"
        found += [place for item in section.items if isinstance(item, Picture)]
    return found


def _layout(document: Document, header: Header, prose: Prose) -> SourceLayout | None:
    page = document.layout
    if page is None:
        return None
    ones = [h.line for h in prose.headings if h.level == 1]
    twos = [h.line for h in prose.headings if h.level == 2 and h.heading.complete]
    body = [line for lines in prose.texts.values() for line in lines if line.text]
    return SourceLayout(
        page_width=page.width,
        page_height=page.height,
        top=page.top,
        bottom=page.bottom,
        left=page.left,
        right=page.right,
        title=_style(header.title.lines if header.title else ()),
        body=_style(body),
        heading1=_style(ones),
        heading2=_style(twos),
        odd_even_footers=page.odd_even_footers,
        page_numbers=page.page_numbers,
        headers=list(page.headers),
    )


def _style(lines: Iterable[Line]) -> SourceStyle | None:
    looks = Counter(
        (line.font, line.size_pt, line.bold, line.line_pt, line.indent_chars, line.alignment) for line in lines
    )
    if not looks:
        return None
    font, size, bold, pitch, indent, alignment = looks.most_common(1)[0][0]
    return SourceStyle(font=font, size_pt=size, bold=bold, line_pt=pitch, indent_chars=indent, alignment=alignment)


def _metadata(document: Document) -> SourceMetadata | None:
    facts = document.metadata
    if facts is None:
        return None
    return SourceMetadata(
        author=facts.author,
        last_modified_by=facts.last_modified_by,
        company=facts.company,
        title=facts.title,
        comments=facts.comments,
        tracked_changes=facts.tracked_changes,
        hidden_text=list(facts.hidden_text),
        aigc={key: value for key, value in facts.custom.items() if key.upper().startswith("AIGC")},
    )
