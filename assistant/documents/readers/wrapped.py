"""Lines that a printer or a PDF has wrapped, joined back to paragraphs; page numbers between them."""

import re
from typing import Final

PAGE_NUMBER: Final = re.compile(
    r"^\s*(?:[—–\-－﹣_·]{1,3}\s*\d{1,3}\s*[—–\-－﹣_·]{1,3}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}|Page\s+\d{1,3}(?:\s+of\s+\d{1,3})?)\s*$",
    re.I,
)
ENDS: Final = re.compile(r"[。！？；：:!?;…”）)】》]\s*$")
STARTS: Final = re.compile(
    r"^\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、.．]|\d{1,2}\s*[、.．]\s*(?!\d)|第[一二三四五六七八九十]+[条章节部]"
    r"|[①-⑳㈠-㈩⑴-⒇]|[|\t]|[一二三四五六七八九十]是|[·•●■▪◆]|附件|抄送)"
)
_INDENT: Final = re.compile(r"^(?:\u3000{1,4}|[ \u00a0]{2,8})\S")
_COLUMNS: Final = re.compile(r"\S(?: {2,}|[\t\u3000]+)\S|^[\d\s.,/\-—]+$|[\u4e00-\u9fff）)](?:\s+\d+){3,}\s*$")
_LONG: Final = 20


def is_page_number(line: str) -> bool:
    """— 3 —, - 3 -, 第3页: what pages print of themselves, alone on a line."""
    return bool(PAGE_NUMBER.match(line))


def join_wrapped(lines: list[str]) -> list[str]:
    """Lines as paragraphs, if most long lines of the text break off in mid-sentence; else as they are."""
    long_lines = [line.rstrip() for line in lines if len(line.strip()) >= _LONG and not _is_columns(line)]
    broken = [line for line in long_lines if not ENDS.search(line)]
    if len(long_lines) < 3 or len(broken) < 0.4 * len(long_lines):
        return lines
    width = sorted(len(line) for line in broken)[int(len(broken) * 0.7)]
    indented = sum(1 for line in lines if _INDENT.match(line)) >= 3
    joined: list[str] = []
    open_ended = False
    for line in lines:
        starts = STARTS.match(line) or _INDENT.match(line) or _is_columns(line)
        goes_on = bool(joined) and open_ended and bool(line.strip()) and not starts
        if goes_on:
            joined[-1] = glue(joined[-1], line)
        else:
            joined.append(line)
        bare = line.rstrip()
        ended = bool(ENDS.search(bare))
        # a line that goes on a paragraph and breaks off is not its last, however short
        full = len(bare) >= 0.8 * width or (goes_on and not ended)
        open_ended = (
            full and bool(bare) and not _is_columns(line) and (not ended or (indented and len(bare) >= width - 1))
        )
    return joined


def _is_columns(line: str) -> bool:
    """A row of a table rather than a line of text."""
    return bool(_COLUMNS.search(line.strip()))


def glue(left: str, right: str) -> str:
    """Two halves of a wrapped line: a space only between Latin words."""
    left, right = left.rstrip(), right.strip()
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if latin else left + right
