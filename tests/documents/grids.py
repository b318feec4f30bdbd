"""Tables of a written file as grids, read by nothing of ours: lxml and the merge rules of the formats."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree
from lxml import html as lxml_html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Place = tuple[int, int]


@dataclass
class WrittenTable:
    """Text of each cell at the place where it begins, and its extent."""

    texts: dict[Place, str] = field(default_factory=dict)
    spans: dict[Place, Place] = field(default_factory=dict)
    rows: int = 0
    cols: int = 0


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def word_text(element: Any) -> str:
    return "".join(node.text or "" if node.tag == f"{W}t" else "\n" for node in element.iter(f"{W}t", f"{W}br"))


def word_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """(style id, text) of each paragraph outside tables."""
    body = part(data, "word/document.xml")[0]
    return [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), word_text(p)) for p in body.findall(f"{W}p")]


def word_tables(data: bytes) -> list[WrittenTable]:
    return [_word_table(table) for table in part(data, "word/document.xml").iter(f"{W}tbl")]


def _word_table(table: Any) -> WrittenTable:
    found = WrittenTable(cols=len(table.findall(f"{W}tblGrid/{W}gridCol")))
    open_cells: dict[int, Place] = {}
    for row, line in enumerate(table.findall(f"{W}tr")):
        found.rows = row + 1
        col = 0
        for cell in line.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = 1 if span is None else int(span.get(f"{W}val"))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                start = open_cells[col]
                found.spans[start] = (row - start[0] + 1, found.spans[start][1])
                assert word_text(cell) == ""
            else:
                open_cells[col] = (row, col)
                found.texts[row, col] = word_text(cell)
                found.spans[row, col] = (1, width)
            col += width
        assert col == found.cols
    return found


def html_tables(text: str) -> list[WrittenTable]:
    root = lxml_html.fromstring(text)
    return [_html_table(table) for table in root.iter("table")]


def _html_table(table: Any) -> WrittenTable:
    found = WrittenTable()
    taken: set[Place] = set()
    for row, line in enumerate(table.iter("tr")):
        col = 0
        for cell in line:
            while (row, col) in taken:
                col += 1
            down, right = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + i, col + j) for i in range(down) for j in range(right)}
            found.texts[row, col] = cell.text_content()
            found.spans[row, col] = (down, right)
    found.rows, found.cols = 1 + max(r for r, _ in taken), 1 + max(c for _, c in taken)
    assert len(taken) == found.rows * found.cols
    return found
