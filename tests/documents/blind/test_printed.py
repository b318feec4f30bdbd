"""Pages printed to PDF: figures struck through, underlined, turned, hidden; rules without columns; stamps and marks."""

import io
import random
import re
from collections.abc import Callable

import pytest

from assistant.documents.importing import import_file
from assistant.documents.radicals import whole_characters
from schemas.form import CELLS
from tests.documents.conftest import Convert
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Line, Story, boxes, outline, story
from tests.documents.independent.test_independent import deviations
from tests.documents.independent.test_printed import BARE, GRID, Print
from tests.documents.independent.test_printed import printed as printed
from tests.documents.independent.test_through_office import BORDERS
from tests.documents.independent.web_files import article, page, table

SMALL = GRID + "td{font-size:9pt;text-align:center}"


def html(told: Story, style: str, figure: Callable[[str], str] = str, before: str = "", edit: str = "") -> str:
    def inner(text: str) -> str:
        return figure(text) if re.fullmatch(r"[\d.]+", text) else text

    body = article(told, tables=lambda name: table(boxes(told, name), inner=inner, attributes=""))
    body = body.replace("。</p>", f"{edit}。</p>") if edit else body
    return page(before + body, head=f"<meta charset='utf-8'><style>{style}</style>")


@pytest.mark.browser
class TestBrowser:
    def check(self, told: Story, data: bytes) -> None:
        assert deviations(import_file(data, "a.pdf"), Made("a.pdf", data, told)) == []

    @pytest.mark.parametrize(
        "way", ["<s>{1}</s>{0}", "{0}<s>{1}</s>", "<span style='text-decoration:line-through red'>{1}{1}</span>{0}"]
    )
    def test_struck_figures_are_left_out(self, printed: Print, way: str) -> None:
        told, some = story("town_busy", 420), random.Random(1)
        source = html(told, SMALL, lambda v: way.format(v, some.randint(1, 9)), edit="<s>，共计99件</s>")
        data = printed(source, False)
        self.check(told, data)
        assert any(r.kind == "struck_text" for r in import_file(data, "a.pdf").remarks)

    @pytest.mark.parametrize(
        "line", ["text-decoration:underline", "text-decoration:overline", "border-bottom:1px solid"]
    )
    def test_other_lines_at_figures_take_nothing_back(self, printed: Print, line: str) -> None:
        told = story("city_whole", 421)
        data = printed(html(told, SMALL, f"<span style='{line}'>{{}}</span>".format), False)
        self.check(told, data)
        assert import_file(data, "a.pdf").remarks == []

    def test_rules_close_to_figures_take_nothing_back(self, printed: Print) -> None:
        data = printed(html(story("city_whole", 421), SMALL + "td{line-height:.8;padding:0}"), False)
        assert all(r.kind != "struck_text" for r in import_file(data, "a.pdf").remarks)

    @pytest.mark.parametrize("size", ["8pt", "7pt"])
    def test_rules_between_rows_only(self, printed: Print, size: str) -> None:
        told = story("county_whole", 422)
        style = "table{width:100%;border:1px solid;border-collapse:collapse}" + (
            f"td{{border-top:1px solid;border-bottom:1px solid;text-align:center;font-size:{size}}}"
        )
        self.check(told, printed(html(told, style), False))

    def test_mark_laid_slantwise_over_the_pages(self, printed: Print) -> None:
        told = story("bureau_busy", 423)
        style = "position:fixed;top:40%;left:10%;transform:rotate(-30deg);font-size:60px;opacity:.2"
        mark = f"<div style='{style}'>内部资料2024</div>"
        self.check(told, printed(html(told, SMALL, before=mark), False))

    def test_white_on_white_is_not_read(self, printed: Print) -> None:
        told = story("bureau_busy", 424)
        source = html(told, SMALL, lambda v: f"<span style='color:#fff'>8</span>{v}")
        self.check(told, printed(source, False))

    def test_white_on_a_dark_field_is_read(self, printed: Print) -> None:
        told = story("bureau_busy", 425)
        self.check(told, printed(html(told, SMALL + "td{background:#246;color:#fff}"), False))

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_pages_on_their_side(self, printed: Print, turn: int) -> None:
        import pypdfium2

        told = story("subdistrict", 426)
        pdf = pypdfium2.PdfDocument(printed(html(told, SMALL), False))
        for at in range(len(pdf)):
            pdf[at].set_rotation(turn)
        turned = io.BytesIO()
        pdf.save(turned)
        self.check(told, turned.getvalue())

    @pytest.mark.parametrize("style", [SMALL, BARE + "td{font-size:9pt;text-align:center}"])
    @pytest.mark.parametrize("way", ["{}<sup>1</sup>", "{}<sub>2</sub>"])
    def test_footnote_mark_is_none_of_the_digits(self, printed: Print, style: str, way: str) -> None:
        told, some = story("city_whole", 431), random.Random(3)
        source = html(told, style, lambda v: way.format(v) if some.random() < 0.15 else v)
        result = import_file(printed(source, False), "a.pdf")
        values = {a: v for a in CELLS if (v := result.report.value(a)) is not None}
        assert values.items() <= told.values.items()
        assert {u.place for u in result.unreadable} | set(values) >= set(CELLS)

    @pytest.mark.parametrize("style", [SMALL, BARE + "td{font-size:9pt}"])
    def test_two_pages_on_a_sheet(self, printed: Print, style: str) -> None:
        import pypdfium2
        from pypdfium2 import raw

        told = story("county_whole", 428)
        pdf = pypdfium2.PdfDocument(printed(html(told, style), False))
        sheets = pypdfium2.PdfDocument(raw.FPDF_ImportNPagesToOne(pdf.raw, 1191, 842, 2, 1))
        data = io.BytesIO()
        sheets.save(data)
        self.check(told, data.getvalue())

    @pytest.mark.parametrize("style", [SMALL, BARE + "td{font-size:9pt;text-align:center}"])
    def test_broad_page_is_one_page(self, printed: Print, style: str) -> None:
        told = story("county_whole", 429)
        broad = "@page{size:A4 landscape}h2,table{break-before:page}"
        self.check(told, printed(html(told, broad + style), False))

    def test_without_rules_at_all_struck_figures_are_left_out(self, printed: Print) -> None:
        told = story("county_whole", 427)
        style = BARE + "td{font-size:9pt;text-align:center}"
        self.check(told, printed(html(told, style, lambda v: f"{v}<s>31</s>"), False))


def test_what_one_font_draws_alike() -> None:
    """A browser's PDF names the glyphs of 户, 卤 and ～ by their twins."""
    assert whole_characters("门⼾⽹站，⻧味，1〜3⽉") == "门户网站，卤味，1～3月"


def deleted(text: str) -> str:
    mark = 'w:id="7" w:author="张某" w:date="2026-01-10T10:00:00Z"'
    return f"<w:del {mark}><w:r><w:rPr>{w.font('宋体', 18)}</w:rPr><w:delText>{text}</w:delText></w:r></w:del>"


def document(told: Story, figure: Callable[[str], str]) -> bytes:
    def inner(box: Box) -> str:
        shown = figure(box.text) if box.address else w.run(box.text, w.font("宋体", 18))
        return w.paragraph(shown, '<w:jc w:val="center"/>')

    def render(line: Line) -> str:
        if line.kind == "table":
            xml = w.table(boxes(told, line.address), inner=inner)
            return xml.replace("</w:tblPr>", f"<w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>", 1) + w.plain("")
        if line.kind == "title":
            return w.paragraph(w.run(line.text, w.font("方正小标宋简体", 44)), '<w:jc w:val="center"/>')
        text = w.run(line.text[:9], w.font("仿宋_GB2312", 28)) + w.run(line.text[9:], w.font("仿宋_GB2312", 28))
        return w.paragraph(text, '<w:ind w:firstLineChars="200" w:firstLine="560"/>')

    return w.Package(w.body(outline(told), render)).bytes()


def plain(text: str) -> str:
    return w.run(text, w.font("宋体", 18))


OFFICE: dict[str, Callable[[str], str]] = {
    "修订删除在后": lambda v: plain(v) + deleted("0"),
    "修订删除在前": lambda v: deleted("15") + plain(v),
    "删除线": lambda v: w.run("7", w.font("宋体", 18) + "<w:strike/>") + plain(v),
    "双删除线": lambda v: w.run("7", w.font("宋体", 18) + "<w:dstrike/>") + plain(v),
    "下划线": lambda v: w.run(v, w.font("宋体", 18) + '<w:u w:val="single"/>'),
    "双下划线": lambda v: w.run(v, w.font("宋体", 18) + '<w:u w:val="double"/>'),
}


@pytest.mark.office
@pytest.mark.parametrize("name", OFFICE)
def test_printed_by_office(name: str, convert: Convert) -> None:
    """LibreOffice prints tracked deletions with a stroke through them."""
    told = story("town_disputes", 430)
    pdf = convert(document(told, OFFICE[name]), "docx", "pdf").read_bytes()
    result = import_file(pdf, f"{name}.pdf")
    assert deviations(result, Made(name, pdf, told)) == []
    assert any(r.kind == "struck_text" for r in result.remarks) is ("下划线" not in name)
