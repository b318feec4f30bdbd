"""The correct reports as files, in the shapes in which offices and their sites keep them."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from tests.corpus.clean_blind.grids import GRIDS, Grid, spread
from tests.corpus.clean_blind.sources import Source

SECTION = re.compile(r"[一二三四五六]、.{4,22}$")
SUB = re.compile(r"（[一二三四五六]）")


def _table(document: docx.document.Document, grid: Grid, pad: str = "") -> None:
    squares = spread(grid)
    table = document.add_table(len(squares), len(squares[0]), style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for top, row in enumerate(squares):
        for left, square in enumerate(row):
            if square is None:
                continue
            text, across, down = square
            cell = cells[top][left]
            if across > 1 or down > 1:
                cell = cell.merge(cells[top + down - 1][left + across - 1])
            cell.text = pad + text + pad if text.isdigit() else text
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page(document: docx.document.Document) -> None:
    """The page of an official document: margins, and numbers outside on odd and even pages."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        _font(paragraph.add_run("— "), "宋体", 14)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        _font(paragraph.add_run(" —"), "宋体", 14)


def _font(run: Run, name: str, size: float) -> None:
    run.font.name = name
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _face(line: str) -> str:
    if SECTION.match(line):
        return "黑体"
    return "楷体" if SUB.match(line) and len(line) < 22 else "仿宋"


def plain_docx(source: Source, path: Path) -> None:
    """Title on its lines, body text, bold section titles, a signature at the right."""
    document = docx.Document()
    _page(document)
    for line in source.title.split("\n"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _font(paragraph.add_run(line), "方正小标宋简体", 22)
    document.add_paragraph()
    for line in source.plain:
        if line in GRIDS:
            _table(document, GRIDS[line](source))
            continue
        paragraph = document.add_paragraph()
        _font(paragraph.add_run(line), _face(line), 16)
        paragraph.paragraph_format.first_line_indent = Pt(32)
    if source.head.get("signed"):
        year, month, day = (int(part) for part in str(source.head["signed"]).split("-"))
        for line in (source.head["unit"]["name"], f"{year}年{month}月{day}日"):
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _font(paragraph.add_run(line), "仿宋", 16)
    document.save(str(path))


def styled_docx(source: Source, path: Path) -> None:
    """Heading styles, a title of one paragraph with a line break, runs cut as Word cuts them."""
    document = docx.Document()
    _page(document)
    title = document.add_heading(level=0)
    for index, line in enumerate(source.title.split("\n")):
        if index:
            title.add_run().add_break()
        _font(title.add_run(line), "方正小标宋简体", 22)
    for line in source.plain:
        if line in GRIDS:
            _table(document, GRIDS[line](source), "\u00a0")
        elif SECTION.match(line):
            _font(document.add_heading(level=1).add_run(line), "黑体", 16)
        elif SUB.match(line) and len(line) < 22 and line[-1] not in "。；":
            _font(document.add_heading(level=2).add_run(line), "楷体_GB2312", 16)
        else:
            paragraph = document.add_paragraph()
            for piece in re.findall(r"\d+|\D{1,9}", line):
                _font(paragraph.add_run(piece), "仿宋_GB2312", 16)
    document.save(str(path))


def _markup(grid: Grid, attributes: str, wrap: str) -> str:
    rows = []
    for row in grid:
        cells = "".join(
            f"<td{f' colspan={chr(34)}{across}{chr(34)}' if across > 1 else ''}"
            f"{f' rowspan={chr(34)}{down}{chr(34)}' if down > 1 else ''}>"
            f"{wrap.format(html.escape(text))}</td>"
            for text, across, down in row
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table {attributes}><tbody>{''.join(rows)}</tbody></table>"


def trs_html(source: Source, path: Path) -> None:
    """A TRS site: breadcrumb, meta line, text in paragraphs with em spaces, buttons below."""
    title = html.escape(source.title.replace("\n", ""))
    body = []
    for line in source.plain:
        if line in GRIDS:
            body.append(_markup(GRIDS[line](source), 'border="1" class="MsoNormalTable"', "<p>{}</p>"))
        else:
            body.append(f"<p>&emsp;&emsp;{html.escape(line)}</p>")
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        "<div class='header'><ul><li><a href='/'>首页</a></li><li><a>政务公开</a></li>"
        "<li><a>政务服务</a></li><li><a>互动交流</a></li></ul></div>"
        "<div class='crumb'>您所在的位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</div>"
        f"<div class='article'><h1>{title}</h1>"
        f"<div class='info'>发布时间：{source.head['year'] + 1}-01-20 09:30&nbsp;来源：办公室&nbsp;浏览次数：128"
        "&nbsp;字号：[大 中 小]</div>"
        f"<div class='TRS_Editor'>{''.join(body)}</div>"
        "<div class='tools'><a>【打印】</a><a>【关闭】</a></div></div>"
        "<div class='footer'>版权所有 网站标识码：1234567890 技术支持</div></body></html>",
        encoding="utf-8",
    )


def broken_html(source: Source, path: Path) -> None:
    """A site whose editor puts the text in one block with line breaks and spans everywhere."""
    body = []
    for line in source.plain:
        if line in GRIDS:
            body.append(
                _markup(
                    GRIDS[line](source),
                    'style="border-collapse:collapse"',
                    '<span style="font-family:宋体">{}</span>',
                )
            )
        else:
            spans = "".join(f"<span>{html.escape(piece)}</span>" for piece in re.findall(r"\d+|\D{1,12}", line))
            body.append(f"&nbsp;&nbsp;&nbsp;&nbsp;{spans}<br/>")
    title = "<br/>".join(html.escape(line) for line in source.title.split("\n"))
    path.write_text(
        "<html><head><meta charset='utf-8'></head><body><div id='zoom'>"
        f"<div style='text-align:center'><strong>{title}</strong></div><br/>{''.join(body)}"
        "</div></body></html>",
        encoding="utf-8",
    )


def flat_txt(source: Source, path: Path) -> None:
    """Text saved from Word: every row of a table on a line, cells parted by tabs."""
    lines = [*source.title.split("\n"), ""]
    for line in source.plain:
        if line in GRIDS:
            for row in spread(GRIDS[line](source)):
                lines.append("\t".join("" if square is None else square[0] for square in row))
        else:
            lines.append(f"    {line}")
    path.write_text("\n".join(lines), encoding="utf-8")


SHAPES: dict[str, Callable[[Source, Path], None]] = {
    "plain.docx": plain_docx,
    "styled.docx": styled_docx,
    "trs.html": trs_html,
    "broken.html": broken_html,
    "flat.txt": flat_txt,
}
