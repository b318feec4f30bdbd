"""The same reports after LibreOffice has printed or converted them: PDF of several looks, .doc, .odt, .rtf."""

from collections.abc import Iterator

import pytest

from assistant.documents.importing import import_file
from tests.documents.conftest import Convert
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Line, Story, boxes, none, outline, story
from tests.documents.independent.test_independent import deviations
from tests.documents.independent.web_files import article, page
from tests.documents.independent.word_files import library_document, package, typed

pytestmark = pytest.mark.office
BORDERS = "".join(f'<w:{e} w:val="single" w:sz="4"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
FOOTER = w.paragraph(w.run("— ") + w.field_run("PAGE", "1") + w.run(" —"), '<w:jc w:val="center"/>')


def official(told: Story, *, size: int = 32, cell_size: int = 18, borders: bool = True, across: bool = False) -> bytes:
    """Set as offices set it: 仿宋 三号, indented paragraphs, page numbers, table headers repeated on each page."""
    fonts = {"title": w.font("方正小标宋简体", 44), "h1": w.font("黑体", size), "h2": w.font("楷体_GB2312", size)}

    def inner(box: Box) -> str:
        return w.paragraph(w.run(box.text, w.font("宋体", cell_size)), '<w:jc w:val="center"/>')

    def render(line: Line) -> str:
        if line.kind == "table":
            xml = w.table(boxes(told, line.address), inner=inner, header_rows=3 if line.address == "table3" else 0)
            if borders:
                xml = xml.replace("</w:tblPr>", f"<w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>", 1)
            if across and line.address == "table3":
                turn = w.paragraph("", f"<w:sectPr>{w.PORTRAIT}</w:sectPr>")
                return turn + xml + w.paragraph("", f"<w:sectPr>{w.LANDSCAPE}</w:sectPr>")
            return xml + w.plain("")
        indent = (
            '<w:jc w:val="center"/>' if line.kind == "title" else '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
        )
        return w.paragraph(w.run(line.text, fonts.get(line.kind, w.font("仿宋_GB2312", size))), indent)

    return w.Package(w.body(outline(told, split=True), render), parts={"footer": FOOTER}).bytes()


def sources() -> Iterator[tuple[str, str, bytes, str, Story]]:
    """Name, kind of source, its bytes, target kind, truth."""
    told = story("town_busy", 71)
    yield "公文版式.pdf", "docx", official(told), "pdf", told
    told = story("city_whole", 72)
    yield "小字横排.pdf", "docx", official(told, size=24, cell_size=15, across=True), "pdf", told
    told = story("town_disputes", 73)
    yield "无框线.pdf", "docx", official(told, size=28, borders=False), "pdf", told
    told = story("county_office", 74)
    yield "网页打印.pdf", "html", page(article(told)).encode(), "pdf:writer_web_pdf_Export", told
    told = story("bureau_busy", 75)
    yield "默认样式.pdf", "docx", library_document(told, outline(told)), "pdf", told
    told = story("subdistrict", 76)
    yield "另存.doc", "docx", package(told), "doc", told
    yield "另存.odt", "docx", official(told), "odt", told
    yield "另存.rtf", "docx", package(told), "rtf", told
    numbered = w.Package(
        typed(told, lines=outline(told, ord1=none, ord2=none)),
        w.numbering([("chineseCounting", "%1、"), ("chineseCounting", "（%2）")], links=("1", "2")),
        style_one=w.numbered(0, 1),
        style_two=w.numbered(1, 1),
    ).bytes()
    yield "自动编号.pdf", "docx", numbered, "pdf", told
    yield "自动编号.doc", "docx", numbered, "doc", told
    yield "另存.html", "docx", official(told), "html", told


SOURCES = {name: rest for name, *rest in sources()}


@pytest.mark.parametrize("name", SOURCES)
def test_converted_file(name: str, convert: Convert) -> None:
    kind, data, target, told = SOURCES[name]
    assert isinstance(kind, str) and isinstance(data, bytes) and isinstance(target, str) and isinstance(told, Story)
    result = import_file(convert(data, kind, target).read_bytes(), name)
    assert deviations(result, Made(name, data, told)) == []
