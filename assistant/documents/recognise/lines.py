"""Paragraphs as lines of the report: soft breaks resolved, debris taken out, both remembered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.documents.blocks import Document, Paragraph, Picture, Role, Run, Table
from assistant.documents.radicals import whole_characters
from assistant.documents.recognise.titles import is_known_heading

_FIELD: Final = (
    r"(?:PAGE|NUMPAGES|SECTIONPAGES|SHAPE|SEQ\s+\S+|PAGEREF\s+\S+|REF\s+\S+|STYLEREF\s+\S+|MERGEFIELD\s+\S+|DATE|TIME)"
)
DEBRIS: Final = re.compile(
    r"\[bookmark:[^\]\n]{0,60}\]"
    r"|错误[!！]\s*(?:未找到引用源|未定义书签|未找到目录项|未指定[^。\n]{0,12}|文档中没有指定样式的文字|不能[^。\n]{0,20})[。.]?"
    r"|Error!\s*(?:Reference source not found|Bookmark not defined|No table of contents entries found)\.?"
    rf"|\{{?\s*{_FIELD}\s*(?:\\[*#@a-zA-Z]\s*(?:MERGEFORMAT|\"[^\"\n]*\"|Arabic|ARABIC|CHINESENUM\d)?\s*)+\}}?"
    r"|\\\*\s*MERGEFORMAT(?:INET)?"
    r"|HYPERLINK\s+(?:\\l\s+)?\"[^\"\n]*\"(?:\s*\\[a-z])*"
    r"|TOC\s+(?:\\[a-z]\s*(?:\"[^\"\n]*\")?\s*)+"
    r"|INCLUDEPICTURE\s+\"[^\"\n]*\"[^\u4e00-\u9fff\n]*"
    r"|EMBED\s+(?:Word|Excel|PowerPoint|Visio|Equation|Package)[.\w]*"
    r"|\b_(?:GoBack|Toc\d{4,}|Hlk\d{4,}|Ref\d{4,})\b"
    r"|<!--\[if[^\]]*\]>|<!\[endif\]-->|\[if !support\w+\]|\[endif\]|</?o:p>"
    r"|&(?:nbsp|ensp|emsp|ldquo|rdquo|lt|gt|amp|quot|middot|mdash|hellip);"
    "|\ufffc"
)
_STRAY: Final = frozenset({"Document", "document", "Normal", "Untitled"})
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_SENTENCE_END: Final = re.compile(r"[。！？；：!?;:…”]\s*$")
_NEW_LINE: Final = re.compile(
    "^(?:[\u3000 \u00a0\\t]{2,}|[（(]\\s*[一二三四五六七八九十\\d]{1,3}\\s*[）)]"
    "|[一二三四五六七八九十]{1,3}\\s*[、.．是]|\\d{1,2}\\s*[、.．](?!\\d)|[①-⑳㈠-㈩])"
)
PADDING: Final = " \t\r\n\u00a0\u3000\u2002\u2003\ufeff"


UNREAD: Final = object()


@dataclass(slots=True)
class Line:
    """One paragraph. `text` is clean, `raw` as it stood; `debris` counts characters of `raw`.

    `joined`: a soft break in mid-sentence was closed. `bold_to`: length of a bold beginning, 0 for none.
    """

    text: str
    raw: str
    debris: tuple[tuple[str, int, int], ...] = ()
    joined: bool = False
    automatic: str = ""
    role: Role = ""
    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    bold_to: int = 0
    alignment: str | None = None
    line_pt: float | None = None
    indent_chars: float | None = None
    origin: str = "body"
    as_heading: object = UNREAD
    """What `heading_of` made of it, kept since several ask."""

    @property
    def changed(self) -> bool:
        """Whether cleaning did more than trim."""
        return self.joined or bool(self.debris) or self.raw.strip(PADDING) != self.text


Item = Line | Table | Picture


def items_of(document: Document) -> list[Item]:
    """Lines, tables and pictures in reading order; blank lines are left out, lines of nothing but debris kept."""
    items: list[Item] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            items += _lines(block, pdf=document.kind == "pdf")
        else:
            items.append(block)
    return items


def _lines(paragraph: Paragraph, *, pdf: bool) -> Iterator[Line]:
    text = paragraph.text
    if not text.strip(PADDING):
        return
    main = max(paragraph.runs, key=lambda run: len(run.text.strip(PADDING))) if paragraph.runs else Run("")
    at = 0
    for start, end, joined in _pieces(text):
        piece = text[start:end]
        clean, debris = _clean(piece)
        if not clean and not debris:
            continue
        first = at == 0
        at += 1
        yield Line(
            clean,
            piece,
            debris,
            joined and not pdf,
            paragraph.ordinal if first else "",
            paragraph.role,
            main.font,
            main.size_pt,
            main.bold,
            _bold_to(paragraph, clean) if first else 0,
            paragraph.alignment,
            paragraph.line_pt,
            paragraph.indent_chars,
            paragraph.origin,
        )


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a break within was closed) of the lines of a paragraph."""
    if "\n" not in text:
        yield 0, len(text), False
        return
    start = at = 0
    joined = False
    parts = text.split("\n")
    for index, part in enumerate(parts):
        end = at + len(part)
        last = index == len(parts) - 1
        if last or _breaks(text[start:end], parts[index + 1]):
            yield start, end, joined
            start, joined = end + 1, False
        elif part.strip(PADDING):
            joined = True
        at = end + 1


def _breaks(line: str, following: str) -> bool:
    """Whether a soft break ends a paragraph here, rather than cutting a sentence."""
    bare = line.strip(PADDING)
    if not bare or _SENTENCE_END.search(bare) or _NEW_LINE.match(following) or not following.strip(PADDING):
        return True
    return (
        is_known_heading(bare)
        or _ends_title(bare)
        or (len(bare) <= 40 and bool(_NEW_LINE.match(bare)) and len(following) > len(bare))
    )


_TITLE_END: Final = re.compile(
    r"^[^，。；：！？]{0,50}年(?:度)?[^，。；：！？]{0,16}信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)$"
)


def _ends_title(line: str) -> bool:
    """Whether a line is the title, or the end of it."""
    return bool(_TITLE_END.match(line))


_SUSPECT: Final = re.compile("[\\[\\\\_<&错A-Z\ufffc]")


def may_hold_debris(text: str) -> bool:
    """A glance for the signs without which nothing of DEBRIS is there."""
    return _SUSPECT.search(text) is not None


def _clean(piece: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Clean text, and the debris with its places in `piece`."""
    bare = piece.strip(PADDING)
    found = [(m[0], m.start(), m.end()) for m in DEBRIS.finditer(piece)] if may_hold_debris(piece) else []
    if bare in _STRAY:
        start = piece.index(bare)
        found = [(bare, start, start + len(bare))]
    clean, at = "", 0
    for _, start, end in found:
        clean, at = clean + piece[at:start], end
    clean = whole_characters(_INVISIBLE.sub("", (clean + piece[at:]).replace("\n", "")).strip(PADDING))
    # {{…}} in a foreign file is text, never one of our slots
    return clean.replace("{{", "｛｛").replace("}}", "｝｝"), tuple(found)


def _bold_to(paragraph: Paragraph, clean: str) -> int:
    """How far into the clean line its bold beginning reaches; 0 where all or none of it is bold."""
    if len(paragraph.runs) < 2 or not paragraph.runs[0].bold:
        return 0
    length = len(paragraph.ordinal)
    for run in paragraph.runs:
        if not run.bold and run.text.strip(PADDING):
            break
        length += len(run.text)
    else:
        return 0
    head = whole_characters(paragraph.text[:length].strip(PADDING))
    return len(head) if clean.startswith(head) else 0
