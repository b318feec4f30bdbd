"""Plain text and Markdown → blocks: tables pasted from Word, tab and pipe tables, lines wrapped by a printer."""

import csv
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from assistant.documents.blocks import Block, Document, Paragraph, Role, Run, Table, TableCell
from assistant.documents.readers.decode import decode
from assistant.documents.readers.wrapped import is_page_number, join_wrapped

if TYPE_CHECKING:
    from markdown_it.token import Token

_BARS: Final = str.maketrans("│┃║｜", "||||")
_EDGE: Final = re.compile(r"^\s*(?=.*[+┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋])[+\-=\s|┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]{5,}$")
_PIPE: Final = re.compile(r"^[^|]*\|(?:.*\|)?\s*$")
_RULE: Final = re.compile(r"^\s*\|?[\s:|\-+]+\|?\s*$")
_HASH: Final = re.compile(r"^#{1,4}[ \u3000]\S", re.M)
_HTML_TABLE: Final = re.compile(r"(<table\b.*?</table>)", re.I | re.S)
_SENTENCE: Final = re.compile(r"[。！？]")
_SHORT: Final = 12


def read_text(data: bytes, name: str) -> Document:
    """Never fails: any text is a document."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    if (name.lower().endswith((".md", ".markdown")) or _is_marked(text)) and not _is_copied(text):
        blocks = list(_markdown(text, name))
    else:
        blocks = list(_with_html_tables(text.replace("\f", "\n").replace("\v", "\n"), name))
    return Document(tuple(blocks), kind="text", file=name)


def _is_marked(text: str) -> bool:
    """Markdown by its headings, whatever the file is called."""
    return len(_HASH.findall(text)) >= 2


def _is_copied(text: str) -> bool:
    """Rows between bars as pages are copied, without the rule that Markdown asks for."""
    lines = text.split("\n")
    return sum(1 for line in lines if _PIPE.match(line)) >= 8 and not any(
        "--" in line and _RULE.match(line) for line in lines
    )


def _with_html_tables(text: str, name: str) -> Iterator[Block]:
    """Plain lines, and tables written as HTML among them."""
    for part in _HTML_TABLE.split(text):
        if part[:6].lower() == "<table":
            from assistant.documents.readers.html import read_html

            yield from read_html(part.encode(), name).blocks
        else:
            yield from plain_blocks(part)


# ---- plain text ---------------------------------------------------------------------------------------
def plain_blocks(text: str) -> Iterator[Block]:
    """Lines of text as paragraphs and tables."""
    return _plain(text.split("\n"))


def _plain(lines: list[str]) -> Iterator[Block]:
    lines = [line.translate(_BARS) if line.translate(_BARS).count("|") > 1 else line for line in lines]
    lines = [line for line in lines if not _EDGE.match(line)]
    waiting: list[str] = []
    at = 0
    while at < len(lines):
        for reader in (_cells_on_lines, _rows_with_tabs, _rows_with_pipes, _rows_with_commas):
            table, end = reader(lines, at)
            if table is not None:
                yield from _paragraphs(waiting)
                waiting = []
                yield table
                at = end
                break
        else:
            waiting.append(lines[at])
            at += 1
    yield from _paragraphs(waiting)


def _paragraphs(lines: list[str]) -> Iterator[Block]:
    kept = [line for line in lines if not is_page_number(line)]
    for line in join_wrapped(kept):
        if line.strip():
            yield Paragraph((Run(line),))


def _cells_on_lines(lines: list[str], start: int) -> tuple[Table | None, int]:
    """A table as it is copied out of Word: a tab and one cell a line, a blank line between rows."""
    if not lines[start].startswith("\t") or lines[start].count("\t") > 1:
        return None, start
    rows: list[list[str]] = [[]]
    at = start
    while at < len(lines):
        line = lines[at]
        if line.startswith("\t") and line.count("\t") == 1:
            rows[-1].append(line[1:])
        elif not line.strip(" "):
            following = next((i for i in range(at, min(at + 3, len(lines))) if lines[i].strip(" ")), None)
            if following is None or not lines[following].startswith("\t"):
                break
            if rows[-1]:
                rows.append([])
        elif rows[-1] and lines[at - 1].strip(" ") and len(line.strip()) <= _SHORT:
            # a line break within the cell
            rows[-1][-1] += "\n" + line
        else:
            break
        at += 1
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None, start
    return _table(rows), at


def _rows_with_tabs(lines: list[str], start: int) -> tuple[Table | None, int]:
    rows: list[list[str]] = []
    at = start
    while at < len(lines) and "\t" in lines[at].strip(" \u3000"):
        rows.append(lines[at].split("\t"))
        at += 1
    return (_table(rows), at) if len(rows) >= 2 and max(len(row) for row in rows) >= 2 else (None, start)


def _rows_with_pipes(lines: list[str], start: int) -> tuple[Table | None, int]:
    """Rows of cells between bars, the outer bars often left out by whoever copied a page."""
    at = start
    while at < len(lines) and "|" in lines[at]:
        at += 1
    block = [line for line in lines[start:at] if not _RULE.match(line) or "-" not in line]
    open_ended = not all(_PIPE.match(line) for line in block)
    rows = [
        [cell.strip() for cell in (line if open_ended else line.strip().removeprefix("|").removesuffix("|")).split("|")]
        for line in block
    ]
    if open_ended and len(rows) < 3:
        return None, start
    # one cell a line is a table whose rows are lost: that is for whoever knows its labels
    broad = sum(1 for row in rows if sum(1 for cell in row if cell) > 1)
    return (_table(rows), at) if broad >= 0.3 * len(rows) and broad else (None, start)


def _rows_with_commas(lines: list[str], start: int) -> tuple[Table | None, int]:
    """Rows of a comma- or semicolon-separated file: several alike, short cells, no sentence among them."""
    for sign in ",;":
        at = start
        while at < len(lines) and lines[at].count(sign) >= 2 and not _SENTENCE.search(lines[at]):
            at += 1
        rows = list(csv.reader(lines[start:at], delimiter=sign)) if at - start >= 3 else []
        if rows and len({len(row) for row in rows}) <= 2:
            return _table(rows), at
    return None, start


def _table(rows: list[list[str]]) -> Table:
    """Merges are lost in text: the rows are as long as they are, `ragged` says so."""
    cells = [TableCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Table(len(rows), max(len(row) for row in rows), tuple(cells), ragged=True)


# ---- Markdown -----------------------------------------------------------------------------------------
def _markdown(text: str, name: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    role: Role = ""
    ordinal = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            role = {"h1": "heading1", "h2": "heading2", "h3": "heading3"}.get(token.tag, "")  # type: ignore[assignment]
        elif token.type == "heading_close":
            role = ""
        elif token.type == "list_item_open":
            ordinal = f"{token.info}." if token.info and token.markup in (".", ")") else ""
        elif token.type == "inline":
            runs = _inline(token)
            if any(run.text.strip() for run in runs):
                yield Paragraph(runs, role, ordinal)
            ordinal = ""
        elif token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            yield _markdown_table(tokens[at:end])
            at = end
        elif token.type == "html_block":
            from assistant.documents.readers.html import read_html

            yield from read_html(token.content.encode(), name).blocks
        elif token.type in ("fence", "code_block"):
            yield from plain_blocks(token.content)
        at += 1


def _inline(token: "Token") -> tuple[Run, ...]:
    runs: list[Run] = []
    bold = 0
    for child in token.children or []:
        if child.type == "strong_open":
            bold += 1
        elif child.type == "strong_close":
            bold -= 1
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(Run("\n", bold=bool(bold)))
        elif child.type == "html_inline":
            if re.match(r"<br\s*/?>", child.content, re.I):
                runs.append(Run("\n", bold=bool(bold)))
        elif child.content:
            runs.append(Run(child.content, bold=bool(bold)))
    return tuple(runs)


def _markdown_table(tokens: list["Token"]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(run.text for run in _inline(token)))
    cells = [TableCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Table(len(rows), max((len(row) for row in rows), default=0), tuple(cells), header_rows=1, ragged=True)
