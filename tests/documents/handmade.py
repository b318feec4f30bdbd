"""Documents made by hand for the readers' tests: not with our own writers, which would agree with our readers."""

import io
import random
import zipfile
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from assistant.documents.importing import import_file
from schemas.form import CELLS, DECIMAL_CELLS, GRIDS, Grid
from schemas.imports import ImportResult

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def numbers(seed: int = 1) -> dict[str, str]:
    """A text for each of the 200 cells, all kinds of sizes, hardly two alike in a row."""
    chance = random.Random(seed)
    values = {address: str(chance.choice((0, chance.randint(1, 9), chance.randint(10, 99999)))) for address in CELLS}
    for address in DECIMAL_CELLS:
        values[address] = "12.5"
    return values


def plain(values: dict[str, str]) -> dict[str, float | int]:
    return {address: float(text) if "." in text else int(text) for address, text in values.items()}


def cells_of(result: ImportResult) -> dict[str, Any]:
    return {address: result.report.value(address) for address in CELLS}


# ---- Word ------------------------------------------------------------------------------------------
def p(text: str, style: str = "", extra: str = "") -> str:
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    if not content.startswith("<w:"):
        content = p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(rows: Iterable[Iterable[str]]) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def docx(body: str, parts: dict[str, str] | None = None, relations: Iterable[tuple[str, str]] = ()) -> bytes:
    """A Word file around body markup. `parts`: further entries; `relations`: (kind, target) of the document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        links = "".join(
            f'<Relationship Id="d{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for i, (kind, target) in enumerate(relations)
        )
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELS}">{links}</Relationships>')
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>',
        )
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def word_table(
    name: str, values: dict[str, str], merge: str = "merged", cell: Callable[[str], str] = tc, rows: range | None = None
) -> str:
    """A table of the form. `merge`: merged (gridSpan, vMerge), repeated or blank (merging undone)."""
    grid = GRIDS[name]
    out: list[list[str]] = []
    for row in rows or range(grid.rows):
        line: list[str] = []
        col = 0
        while col < grid.cols:
            owner = _owner(grid, row, col)
            text = values[owner.address] if owner.address else owner.text or ""
            if merge == "merged":
                shape = f'<w:gridSpan w:val="{owner.colspan}"/>' if owner.colspan > 1 else ""
                if owner.rowspan > 1:
                    shape += '<w:vMerge w:val="restart"/>' if owner.row == row else "<w:vMerge/>"
                shown = text if owner.row == row else ""
                line.append(tc(shown, shape) if shape or cell is tc else cell(shown))
                col += owner.colspan
                continue
            first = (owner.row, owner.col) == (row, col)
            shown = text if first or (merge == "repeated" and not owner.address) else ""
            line.append(cell(shown))
            col += 1
        out.append(line)
    return tbl(out)


def _owner(grid: Grid, row: int, col: int) -> Any:
    return next(c for c in grid.cells if c.row <= row < c.row + c.rowspan and c.col <= col < c.col + c.colspan)


def word_report(values: dict[str, str], tables: dict[str, str] | None = None, head: str = "") -> str:
    """Body markup of a short report; `tables` replaces single tables."""
    given = tables or {}
    shown = {name: given.get(name, word_table(name, values)) for name in GRIDS}
    return (
        head
        + p("苏店镇人民政府")
        + p("2024年政府信息公开工作年度报告")
        + p(SECTIONS[0])
        + p("2024年，我镇认真落实条例要求。")
        + p("（一）主动公开情况")
        + p("全年公开信息79条。")
        + p(SECTIONS[1])
        + shown["table2"]
        + p(SECTIONS[2])
        + shown["table3"]
        + p(SECTIONS[3])
        + shown["table4"]
        + p(SECTIONS[4])
        + p("公开内容还不够全面。")
        + p("下一步，我镇将加强培训。")
        + p(SECTIONS[5])
        + p("2024年收取信息处理费0元。")
    )


# ---- web pages, text ---------------------------------------------------------------------------------
def html_table(name: str, values: dict[str, str], attributes: str = "", cell: Callable[[str], str] = escape) -> str:
    grid = GRIDS[name]
    rows: list[str] = []
    for row in range(grid.rows):
        cells = "".join(
            f'<td rowspan="{c.rowspan}" colspan="{c.colspan}">'
            f"{cell(values[c.address] if c.address else c.text or '')}</td>"
            for c in grid.cells
            if c.row == row
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table {attributes}>{''.join(rows)}</table>"


def html_report(values: dict[str, str], attributes: str = "", cell: Callable[[str], str] = escape) -> str:
    """The article of a page."""
    tables = {name: html_table(name, values, attributes, cell) for name in GRIDS}
    return (
        "<p>苏店镇人民政府</p><p>2024年政府信息公开工作年度报告</p>"
        f"<p>{SECTIONS[0]}</p><p>2024年，我镇认真落实条例要求。</p><p>（一）主动公开情况</p><p>全年公开信息79条。</p>"
        f"<p>{SECTIONS[1]}</p>{tables['table2']}<p>{SECTIONS[2]}</p>{tables['table3']}"
        f"<p>{SECTIONS[3]}</p>{tables['table4']}<p>{SECTIONS[4]}</p><p>公开内容还不够全面。</p>"
        f"<p>下一步，我镇将加强培训。</p><p>{SECTIONS[5]}</p><p>2024年收取信息处理费0元。</p>"
    )


def grid_rows(name: str, values: dict[str, str], *, repeat: bool = False) -> list[list[str]]:
    """The grid as rows of texts, merging undone."""
    grid = GRIDS[name]
    rows: list[list[str]] = []
    for row in range(grid.rows):
        line: list[str] = []
        for col in range(grid.cols):
            owner = _owner(grid, row, col)
            text = values[owner.address] if owner.address else owner.text or ""
            first = (owner.row, owner.col) == (row, col)
            line.append(text if first or (repeat and not owner.address) else "")
        rows.append(line)
    return rows


def read(data: bytes, name: str) -> ImportResult:
    return import_file(data, name)
