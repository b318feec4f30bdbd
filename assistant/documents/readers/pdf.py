"""PDF with a text layer → blocks: tables by their lines, the rest by where the letters stand."""

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, Final

from assistant.documents.blocks import Block, Document, FileMetadata, Paragraph, Picture, Run, Table
from assistant.documents.guards import check_streams, image_only, refuse
from assistant.documents.readers.pdf_columns import untangle
from assistant.documents.readers.pdf_lines import Line, lines_of
from assistant.documents.readers.pdf_marks import seen, turned
from assistant.documents.readers.pdf_sheets import pages_on
from assistant.documents.readers.pdf_table import boxes_of, is_only_ruled, table_of
from assistant.documents.readers.struck import struck_remark
from assistant.documents.readers.wrapped import ENDS, STARTS, glue, is_page_number

_MAX_PAGES: Final = 120
_MAX_CHARS: Final = 400_000
_TOGETHER: Final = re.compile(r"[《（“〈〔【]*(?:[A-Za-z0-9.,:/%_-]{1,20}|.)[》）”〉〕】、，。；：！？]*")
_NEARLY: Final = 0.12
_INSET: Final = 8
_EDGE: Final = 0.1
"""Upper and lower tenth of a page, where page numbers and running titles stand."""
_PRINTED_AT: Final = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+(?:[上下]午\s?)?\d{1,2}:\d\d")
"""The time of printing that a browser puts at the head of each page."""


@dataclass(slots=True)
class _Page:
    height: float
    items: list[Line | Table | Picture]


def read_pdf(data: bytes, name: str) -> Document:
    """Raises UnreadableFileError where the file is encrypted, damaged, too long, or a scan."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    check_streams(data, name)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages: list[_Page] = []
    letters = 0
    struck: list[str] = []
    unseen: list[str] = []
    information: dict[str, Any] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES:
                raise refuse(f"“{name}”有 {len(pdf.pages)} 页，不像一份年度报告，请核对是否选错了文件。")
            information = dict(pdf.metadata or {})
            for page in pdf.pages:
                for part in pages_on(turned(page)):
                    shown = seen(part)
                    letters += len(shown.chars)
                    struck += shown.struck
                    unseen += shown.unseen
                    if letters > _MAX_CHARS:
                        raise refuse(f"“{name}”文字过多，不像一份年度报告，请核对是否选错了文件。")
                    pages.append(_read_page(shown.page, shown.chars))
                page.close()
    except PDFPasswordIncorrect:
        raise refuse(f"“{name}”设有打开密码，请先取消密码后再导入。") from None
    except Exception as error:
        # pdfminer answers a damaged file with whatever exception its parser runs into
        from assistant.errors import UnreadableFileError

        if isinstance(error, UnreadableFileError):
            raise
        raise refuse(f"“{name}”不完整或已损坏，请重新取得原文件，或导入 Word 文件。") from None
    if not pages or letters < 20:
        raise image_only(name)
    _drop_running(pages)
    remarks = [struck_remark(struck)] if struck else []
    if unseen:
        remarks.append(("hidden_text", f"文件带有看不见的白色文字 {len(unseen)} 处，未作为正文读入。"))
    return Document(
        tuple(_flow(pages)),
        kind="pdf",
        file=name,
        metadata=FileMetadata(
            author=_text(information, "Author"), title=_text(information, "Title"), hidden_text=tuple(unseen)
        ),
        remarks=tuple(remarks),
    )


def _text(information: dict[str, Any], key: str) -> str | None:
    value = information.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _read_page(page: Any, chars: list[dict[str, Any]]) -> _Page:
    boxes = boxes_of(page)
    free: list[dict[str, Any]] = []
    inside: list[list[dict[str, Any]]] = [[] for _ in boxes]
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        home = next((i for i, box in enumerate(boxes) if box.holds(x, y)), None)
        (free if home is None else inside[home]).append(char)
    items: list[tuple[float, Line | Table | Picture]] = []
    for box, own in zip(boxes, inside, strict=True):
        table = table_of(box, own)
        if table is None or is_only_ruled(table):
            free += own
        else:
            items.append((box.top, table))
    for line in untangle(lines_of(free)):
        # the right half of a sheet has its margins where its own page has them
        items.append((line.top, replace(line, x0=line.x0 - page.bbox[0], x1=line.x1 - page.bbox[0])))
    for image in page.images:
        if image["width"] > page.width * 0.35 and image["height"] > page.height * 0.1:
            items.append((image["top"], Picture()))
    items.sort(key=lambda item: item[0])
    return _Page(float(page.height), [item for _, item in items])


def _drop_running(pages: list[_Page]) -> None:
    """Page numbers, what a browser prints around its pages, and titles that run along the edge of most pages."""
    edges: Counter[str] = Counter()
    places: Counter[tuple[str, int]] = Counter()
    for page in pages:
        lines = [item for item in page.items if isinstance(item, Line) and _at_edge(item, page)]
        edges.update({_running(line) for line in lines})
        places.update({(_running(line), round(line.top)) for line in lines})
    running = {text for text, count in edges.items() if count >= 3 and count > len(pages) / 2}
    running |= {text for (text, _), count in places.items() if count >= 2 and count > len(pages) / 2}

    def is_kept(item: Line | Table | Picture, page: _Page, number: int) -> bool:
        if not isinstance(item, Line):
            return True
        text = item.text.strip()
        if is_page_number(text):
            return False
        if not _at_edge(item, page):
            return True
        counted = text.endswith((f"{number}/{len(pages)}", f"{number} / {len(pages)}"))
        return not (counted or text.isdigit() or _PRINTED_AT.match(text) or _running(item) in running)

    for number, page in enumerate(pages, start=1):
        page.items = [item for item in page.items if is_kept(item, page, number)]


def _running(line: Line) -> str:
    """What is the same on each page: the words, a page number in them left out; rows of figures stay apart."""
    text = line.text.strip()
    words = re.sub(r"\d+", "", text)
    return words if len(re.findall(r"\w", words)) >= 4 else text


def _at_edge(line: Line, page: _Page) -> bool:
    return line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)


# ---- lines to paragraphs -----------------------------------------------------------------------------
def _flow(pages: list[_Page]) -> list[Block]:
    lines = [item for page in pages for item in page.items if isinstance(item, Line)]
    left, right = _margins(lines)
    blocks: list[Block] = []
    last: Line | None = None
    for page in pages:
        for item in page.items:
            if not isinstance(item, Line):
                blocks.append(item)
                last = None
                continue
            if last is not None and isinstance(blocks[-1], Paragraph) and _continues(last, item, left, right):
                text = glue(blocks[-1].text, item.text)
                first = blocks[-1].runs[0]
                blocks[-1] = Paragraph(
                    (Run(text, None, first.font, first.size_pt, first.bold),), alignment=blocks[-1].alignment
                )
            else:
                centred = (
                    abs((item.x0 + item.x1) / 2 - (left + right) / 2) < item.size and item.x0 > left + 2 * item.size
                )
                blocks.append(
                    Paragraph(
                        (Run(item.text, None, item.font, round(item.size, 1), item.bold),),
                        alignment="center" if centred else None,
                    )
                )
            last = item
    return blocks


def _unbreakable(text: str) -> float:
    """Width in letters of what could not have stayed on the line before: 例》 holds together, and so does a number."""
    found = _TOGETHER.match(text)
    return sum(0.55 if char.isascii() else 1 for char in found[0]) if found else 0.0


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Left and right edge of the running text: the commonest left edge of long lines, their farthest right."""
    if not lines:
        return 0.0, 0.0
    widest = max(line.x1 - line.x0 for line in lines)
    long_lines = [line for line in lines if line.x1 - line.x0 > 0.6 * widest and "\t" not in line.text] or lines
    counts: dict[int, int] = {}
    for line in long_lines:
        counts[round(line.x0 / 3)] = counts.get(round(line.x0 / 3), 0) + 1
    often = [edge for edge, count in counts.items() if count >= max(1, 0.15 * len(long_lines))]
    return min(often) * 3.0, max(line.x1 for line in long_lines)


def _continues(last: Line, line: Line, left: float, right: float) -> bool:
    if "\t" in last.text or "\t" in line.text or abs(line.size - last.size) > 0.15 * last.size:
        return False
    room = max(2.2, _unbreakable(line.text) + 0.6) * last.size
    if not ENDS.search(last.text):
        # nearly full, and in mid-sentence
        room = max(room, _NEARLY * (right - left))
    if line.x0 > left + 1.2 * line.size or last.x1 < right - room:
        return False
    if last.x0 > left + _INSET * last.size:
        # a date or name at the right edge ends there
        return False
    # a heading that fills its line is followed by an indented paragraph, caught above
    return not (STARTS.match(line.text) and (line.x0 > left + 0.5 * line.size or ENDS.search(last.text)))
