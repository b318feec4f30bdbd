"""A base report as the Word file that a careful clerk hands in, with a plant's edits of headings, grids and look."""

import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips

from tests.corpus.planted_blind.grids import Grid, grid_of
from tests.corpus.planted_blind.wear import wear

HEADINGS = {
    "1": "一、总体情况",
    "1.1": "（一）主动公开情况",
    "1.2": "（二）依申请公开情况",
    "1.3": "（三）政府信息管理情况",
    "1.4": "（四）政府信息公开平台建设情况",
    "1.5": "（五）监督保障情况",
    "2": "二、主动公开政府信息情况",
    "3": "三、收到和处理政府信息公开申请情况",
    "4": "四、政府信息公开行政复议、行政诉讼情况",
    "5": "五、存在的主要问题及改进情况",
    "5.1": "（一）存在的主要问题",
    "5.2": "（二）改进情况",
    "6": "六、其他需要报告的事项",
}
BODY = {
    "1": "overview",
    "1.1": "overview.proactive",
    "1.2": "overview.requests",
    "1.3": "overview.management",
    "1.4": "overview.platform",
    "1.5": "overview.supervision",
    "5.1": "problems",
    "5.2": "improvements",
    "6": "other_matters",
}


def font(run: Any, name: str, size: float) -> None:
    run.font.size = Pt(size)
    run.font.name = name
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def paragraph(doc: Docx, text: str, name: str = "仿宋_GB2312", size: float = 16, style: str | None = None) -> Any:
    p = doc.add_paragraph(style=style)
    if text:
        run = p.add_run(text)
        font(run, name, size)
        run.font.bold = False
    p.paragraph_format.line_spacing = Twips(579)
    p.paragraph_format.space_before = p.paragraph_format.space_after = Pt(0)
    indent = OxmlElement("w:ind")
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")
    p._p.get_or_add_pPr().append(indent)
    return p


def _new_document() -> Docx:
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Twips(2098), Twips(1984)
    section.left_margin, section.right_margin = Twips(1587), Twips(1474)
    section.footer_distance = Mm(25.2)
    doc.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        p = footer.paragraphs[0]
        p.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
        font(p.add_run("— "), "宋体", 14)
        field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        p._p.append(field)
        font(p.add_run(" —"), "宋体", 14)
        indent = OxmlElement("w:ind")
        indent.set(qn(f"w:{side}"), "280")
        p._p.get_or_add_pPr().append(indent)
    doc.core_properties.author = doc.core_properties.last_modified_by = ""
    doc.core_properties.comments = doc.core_properties.title = ""
    return doc


def _add_table(doc: Docx, grid: Grid) -> None:
    rows = len(grid.matrix)
    table = doc.add_table(rows=rows, cols=len(grid.matrix[0]), style="Table Grid")
    table.autofit = False
    width = 8844 // len(grid.matrix[0])
    for column in table._tbl.tblGrid.gridCol_lst:
        column.w = Twips(width)
    for index, (row, tr) in enumerate(zip(grid.matrix, list(table._tbl.tr_lst), strict=True)):
        for tc in list(tr.tc_lst):
            tr.remove(tc)
        properties = tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index < 3 and len(grid.matrix) > 20:
            properties.append(OxmlElement("w:tblHeader"))
        column = 0
        while column < len(row):
            cell = row[column]
            span = 1
            while column + span < len(row) and row[column + span] is cell:
                span += 1
            above = index and grid.matrix[index - 1][column] is cell
            below = index + 1 < rows and grid.matrix[index + 1][column] is cell
            merge = "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if below else ""
            text = "" if above else cell.text.replace("&", "&amp;").replace("<", "&lt;")
            tr.append(
                parse_xml(
                    f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>'
                    f'<w:gridSpan w:val="{span}"/>{merge}</w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>'
                    '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>'
                    f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
                )
            )
            column += span


def _add_picture(doc: Docx) -> None:
    from io import BytesIO

    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (600, 300), "white").save(stream, "PNG")
    doc.add_picture(BytesIO(stream.getvalue()), width=Mm(150))


def write_paper(report: dict[str, Any], edits: list[str], path: Path) -> None:
    headings = dict(HEADINGS)
    order = list("123456")
    extra: dict[str, str] = {}
    grids = {number: grid_of(report, f"table{number}") for number in "234"}
    dropped: set[str] = set()
    pictures: set[str] = set()
    moved: dict[str, str] = {}
    wears: list[str] = []
    for edit in edits:
        word, rest = edit.split(" ", 1)
        if word == "head":
            number, text = rest.split(" := ", 1)
            headings[number] = "" if text == "-" else text
        elif word == "newhead":
            number, text = rest.split(" := ", 1)
            headings[number], extra[number] = text.split(" // ")
        elif word == "drop":
            order.remove(rest)
        elif word == "swap":
            a, b = (order.index(number) for number in rest.split())
            order[a], order[b] = order[b], order[a]
            if {"3", "4"} == set(rest.split()):
                headings["3"], headings["4"] = "四、" + headings["3"][2:], "三、" + headings["4"][2:]
            else:
                headings["5"], headings["6"] = "六、" + headings["5"][2:], "五、" + headings["6"][2:]
        elif word == "droptable":
            dropped.add(rest)
        elif word == "picture":
            pictures.add(rest)
        elif word == "movetable":
            number, target = rest.split()
            moved[target] = number
            dropped.add(number)
        elif word == "docx":
            wears.append(rest)
        else:
            match = re.search(r"table2019 ([23])", edit) or re.search(r"table([234])(?!019)", edit)
            grids[match[1] if match else "2"].edit(word, rest)
    doc = _new_document()
    for line in re.split(r"(?=\d{4}年)", report["title"], maxsplit=1):
        p = doc.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        p.paragraph_format.line_spacing = Twips(579)
        p.paragraph_format.space_before = p.paragraph_format.space_after = Pt(0)
        font(p.add_run(line), "方正小标宋简体", 22)
    paragraph(doc, "")
    for text in report["passages"].get("intro", "").split("\n"):
        if text:
            paragraph(doc, text)
    for section in order:
        for number in sorted(key for key in headings if key.split(".")[0] == section):
            if headings[number]:
                first = "." not in number
                face, style = ("黑体", "Heading 1") if first else ("楷体_GB2312", "Heading 2")
                p = paragraph(doc, headings[number], face, 16, style)
                p.runs[0].font.color.rgb = None
            texts = extra.get(number) or report["passages"].get(BODY.get(number, ""), "")
            for text in texts.split("\n"):
                if text:
                    paragraph(doc, text)
        if section in grids and section in pictures:
            _add_picture(doc)
        elif section in grids and section not in dropped:
            _add_table(doc, grids[section])
        if section in moved:
            _add_table(doc, grids[moved[section]])
    for name in wears:
        wear(doc, name)
    doc.save(str(path))
