"""A line as a heading: its ordinal, its words, and the text that may run on behind it."""

import re
from dataclasses import dataclass
from typing import Final

from assistant.documents.recognise.lines import PADDING, UNREAD, Line
from assistant.documents.recognise.ordinals import Ordinal, ordinal_of
from assistant.documents.recognise.titles import part_of_five, section_of, topic_of
from schemas.form import SECTION_TITLES

_STOP: Final = re.compile(r"[。：:；;]")
_BLANK: Final = re.compile("[ \\t\u00a0\u3000]+")
_CONTENTS: Final = re.compile(r"(?:[.．…·\s]{3,}|\t+\s*)[（(]?\d{1,3}[）)]?$")
_LONGEST: Final = 40
_RUN_ON: Final = re.compile(
    r"^.{2,16}?(?:情况|保障|管理|建设|措施)"
    r"(?=(?:本年|今年|20\d\d|我[镇乡局办区县市街]|本[机单]|全[年镇区县市]|一是|截至|严格|坚持))"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`title` without ordinal; `rest` starts at `text_from` of the clean line (its length where nothing follows).

    `complete`: the line ends with the heading.
    """

    ordinal: Ordinal | None
    title: str
    end: int
    text_from: int
    complete: bool


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: leader dots and a page number."""
    return len(text) <= 60 and bool(_CONTENTS.search(text))


def heading_of(line: Line) -> Heading | None:
    """The line read as a heading, or null where it can be none. Whether it is one is for the outline to say."""
    if line.as_heading is UNREAD:
        line.as_heading = _read(line)
    return line.as_heading  # type: ignore[return-value]


def _read(line: Line) -> Heading | None:
    text = line.text
    ordinal = ordinal_of(text)
    start = ordinal.end if ordinal else 0
    if ordinal and line.automatic and (typed := ordinal_of(text[start:])) and typed.number == ordinal.number:
        # numbered by Word and once more by hand: 一、一、总体情况
        start += typed.end
    if start >= len(text):
        return None
    end, text_from = _extent(line, start)
    if end is None:
        return None
    title = text[start:end].strip(PADDING)
    if not title or len(title) > _LONGEST:
        return None
    return Heading(ordinal, title, end, text_from, text_from >= len(text))


def _extent(line: Line, start: int) -> tuple[int | None, int]:
    text = line.text
    if start < line.bold_to < len(text) and line.bold_to - start <= _LONGEST:
        head = text[start : line.bold_to].strip(PADDING)
        if not _STOP.search(head[:-1]):
            end = line.bold_to
            while end > start and text[end - 1] in "。：:；; \u3000\u00a0":
                end -= 1
            return end, _skip(text, line.bold_to)
    stop = _STOP.search(text, start, start + _LONGEST + 1)
    if stop is not None:
        # 一、总体情况 2024年，…：… – a blank may end the heading before any sign does
        blank = _blank_end(text, start, stop.start())
        if blank is not None:
            return blank
        if not _is_known(text[start : stop.start()]):
            known, behind = _known_beginning(text, start)
            if known is not None and known < stop.start():
                return known, behind
        return stop.start(), _skip(text, stop.end())
    blank = _blank_end(text, start, len(text))
    if blank is not None:
        return blank
    if len(text) - start <= _LONGEST:
        return len(text), len(text)
    return _known_beginning(text, start)


def _blank_end(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """A heading that ends at a blank: only where its words are known ones, since stray blanks are common."""
    if limit - start <= _LONGEST and _is_known(text[start:limit]):
        # 总 体 情 况: blanks within
        return None
    for found in _BLANK.finditer(text, start, limit):
        title = text[start : found.start()]
        if len(title) > 26:
            break
        if title and found.end() < len(text) and _is_known(title):
            return found.start(), found.end()
    return None


def _known_beginning(text: str, start: int) -> tuple[int | None, int]:
    """A heading without any sign before its text: one of the form's own titles, word for word."""
    for title in SECTION_TITLES:
        if text.startswith(title, start):
            return start + len(title), start + len(title)
    found = _RUN_ON.match(text[start:])
    if found and _is_known(found[0]):
        return start + found.end(), start + found.end()
    return None, 0


def _is_known(title: str) -> bool:
    return section_of(title) is not None or topic_of(title) is not None or part_of_five(title) is not None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in PADDING + "。：:":
        at += 1
    return at
