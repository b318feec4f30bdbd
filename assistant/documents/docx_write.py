"""Document → .docx: the text as WordprocessingML, zipped with the parts around it.

Strings are joined rather than trees built: a report must be a file in a few milliseconds.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from assistant.documents import docx_parts as parts
from assistant.documents.blocks import Document, FileMetadata, Paragraph, Picture, Role, Run, Table
from assistant.documents.docx_table import table_xml
from assistant.documents.docx_theme import THEME_XML
from assistant.documents.draft_part import control_tag, draft_xml
from assistant.documents.layout import (
    FOOTER_DISTANCE,
    HEADER_DISTANCE,
    LINE,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STYLE_OF_ROLE,
    TEXT_WIDTH,
)
from assistant.documents.line_breaks import characters, first_line, narrowed
from assistant.documents.xml_text import escaped, quoted

_CHARACTER = 315
"""A body character in twips."""
_TITLE_CHARACTER = 440
_NUMBER = re.compile(r"([0-9](?:[0-9.,-]*[0-9])?)")
_UNBROKEN = '<w:lang w:val="en-US"/>'
"""LibreOffice breaks a number at the end of a line if it is Chinese; a title has its own way of parting."""
_BLANK_LINE = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
"""Below the title a line and no spacing: with spacing LibreOffice leaves headings alone at the foot of the page."""
_LINE, _TITLE_LINE = 28, 20
"""Characters that a line of 156 mm holds."""


def write_docx(document: Document, *, created: datetime | None = None) -> bytes:
    """The Word file. A draft shows `layout.headers` on every page, tags the numbers of its prose and
    carries the custom XML part; any other document has none of these.

    `created` (default: now) stands in the properties.
    """
    metadata = document.metadata or FileMetadata()
    files = {
        "word/styles.xml": parts.STYLES_XML,
        "word/settings.xml": parts.SETTINGS_XML,
        "word/fontTable.xml": parts.FONT_TABLE_XML,
        "word/theme/theme1.xml": THEME_XML,
        "word/footer1.xml": parts.FOOTER_ODD_XML,
        "word/footer2.xml": parts.FOOTER_EVEN_XML,
        "docProps/core.xml": parts.core_xml(
            metadata, document.language, (created or datetime.now(UTC)).astimezone(UTC)
        ),
        "docProps/app.xml": parts.app_xml(metadata),
    }
    of_package = [
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId2", parts.PACKAGE_CORE, "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    ]
    of_document = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "fontTable", "fontTable.xml"),
        ("rId4", "footer", "footer1.xml"),
        ("rId5", "footer", "footer2.xml"),
        ("rId9", "theme", "theme/theme1.xml"),
    ]
    if metadata.custom:
        files["docProps/custom.xml"] = parts.custom_xml(metadata.custom)
        of_package.append(("rId4", "custom-properties", "docProps/custom.xml"))
    notice = "；".join(document.layout.headers) if document.draft and document.layout else ""
    if notice:
        files["word/header1.xml"] = files["word/header2.xml"] = parts.header_xml(notice)
        of_document += [("rId6", "header", "header1.xml"), ("rId7", "header", "header2.xml")]
    if document.draft:
        files["customXml/item1.xml"] = _draft_xml(document)
        files["customXml/itemProps1.xml"] = parts.ITEM_PROPS_XML
        files["customXml/_rels/item1.xml.rels"] = parts.relationships_xml(
            [("rId1", "customXmlProps", "itemProps1.xml")]
        )
        of_document.append(("rId8", "customXml", "../customXml/item1.xml"))
    files["word/_rels/document.xml.rels"] = parts.relationships_xml(of_document)
    files["word/document.xml"] = _document_xml(document, headers=bool(notice))
    first = {
        "[Content_Types].xml": parts.content_types_xml(list(files)),
        "_rels/.rels": parts.relationships_xml(of_package),
    }
    return _zipped(first | files)


def _zipped(files: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _draft_xml(document: Document) -> str:
    runs = (run for block in document.blocks if isinstance(block, Paragraph) for run in block.runs)
    unit = document.metadata.company if document.metadata else None
    return draft_xml(
        unit=unit or "",
        passages=document.slot_text,
        numbers=document.values,
        slots=(run.slot for run in runs if run.slot),
        facts=document.facts,
    )


# ---- the text -------------------------------------------------------------------------------------
def _document_xml(document: Document, *, headers: bool) -> str:
    body = list(_body(document))
    if document.blocks and isinstance(document.blocks[-1], Table):
        body.append(_BLANK_LINE)
    references = [("header", "default", "rId6"), ("header", "even", "rId7")] if headers else []
    references += [("footer", "default", "rId4"), ("footer", "even", "rId5")]
    section = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{rid}"/>' for part, kind, rid in references)
    return (
        f"{parts.DECLARATION}<w:document {parts.BODY_NAMESPACES}><w:body>{''.join(body)}<w:sectPr>{section}"
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN_RIGHT}" w:bottom="{MARGIN_BOTTOM}" w:left="{MARGIN_LEFT}"'
        f' w:header="{HEADER_DISTANCE}" w:footer="{FOOTER_DISTANCE}" w:gutter="0"/><w:cols w:space="425"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _body(document: Document) -> Iterator[str]:
    ids = count(1)
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            yield table_xml(block)
        elif isinstance(block, Picture):
            yield _paragraph(Paragraph((Run(block.description),), "body"), "", None)
        else:
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            before = blocks[index - 1] if index else None
            yield _paragraph(block, _direct(block, before, after), ids if document.draft else None)
            if block.role == "title" and not _is(after, "title"):
                yield _BLANK_LINE


def _paragraph(block: Paragraph, direct: str, ids: "count[int] | None") -> str:
    runs = block.runs
    if block.ordinal:
        runs = (Run(block.ordinal), *runs)
    marked = block.role not in ("title", "signature", "date")
    text = "".join(_run(run, marked) if ids is None or not run.slot else _control(run, next(ids)) for run in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_OF_ROLE[block.role]}"/>{direct}</w:pPr>{text}</w:p>'


def _direct(block: Paragraph, before: object, after: object) -> str:
    """What no style can say: where the lines of a title part, the place of signature and date."""
    if block.role == "title":
        beside = narrowed(block.text, _TITLE_LINE, _TITLE_CHARACTER, TEXT_WIDTH)
        return f'<w:ind w:left="{beside // 2}" w:right="{beside // 2}"/>' if beside else ""
    if block.role == "signature" and isinstance(after, Paragraph) and after.role == "date":
        name, day = _first_width(block), characters(after.text)
        right = 2.0 if name >= day else 4 + day - name
        room = TEXT_WIDTH - round(right * _CHARACTER)
        left = narrowed(block.text, _LINE - right, _CHARACTER, room) or 0
        return f'<w:spacing w:before="{LINE}" w:after="0" w:line="{LINE}" w:lineRule="exact"/>{_right(right, left)}'
    if block.role == "date":
        longer = _first_width(before) - characters(block.text) if isinstance(before, Paragraph) else -1.0
        return _right(longer if longer >= 0 else 2.0)
    # a page that holds nothing but the signature is not to be
    return "<w:keepNext/>" if _is(after, "signature") else ""


def _is(block: object, role: Role) -> bool:
    return isinstance(block, Paragraph) and block.role == role


def _first_width(signature: Paragraph) -> float:
    return first_line(signature.text, _LINE - 2) or characters(signature.text)


def _right(characters: float, left: int = 0) -> str:
    """Indent from the right; the date starts two characters right of the signature (GB/T 9704, 7.3.5.2)."""
    also = f' w:left="{left}"' if left else ""
    return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * _CHARACTER)}"{also}/>'


def _run(run: Run, marked: bool = True) -> str:
    properties = ("<w:b/><w:bCs/>" if run.bold else "") + ('<w:highlight w:val="yellow"/>' if run.gap else "")
    pieces = _NUMBER.split(run.text) if marked else [run.text]
    return "".join(
        _piece(piece, properties + (_UNBROKEN if place % 2 else "")) for place, piece in enumerate(pieces) if piece
    )


def _piece(piece: str, properties: str) -> str:
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = escaped(piece).split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in lines)
    return f"<w:r>{properties}{text}</w:r>"


def _control(run: Run, number: int) -> str:
    tag = quoted(control_tag(run.slot or ""))
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{number}"/><w15:appearance w15:val="hidden"/>'
        f"</w:sdtPr><w:sdtContent>{_run(run)}</w:sdtContent></w:sdt>"
    )
