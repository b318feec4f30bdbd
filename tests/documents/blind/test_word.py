"""Word files: text struck through, marks behind figures, pages embedded whole, rows that stand elsewhere or twice."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from assistant.documents.importing import import_file
from schemas.form import T3_COLUMNS
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Boxes, Line, Story, boxes, outline, story
from tests.documents.independent.test_independent import deviations
from tests.documents.independent.web_files import article, page
from tests.documents.independent.word_files import package, typed

RUN = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
STRUCK_STYLE = '<w:style w:type="character" w:styleId="del1"><w:name w:val="旧数"/><w:rPr><w:strike/></w:rPr></w:style>'


def with_figures(told: Story, figure: Callable[[str], str], **parts: str) -> bytes:
    def inner(box: Box) -> str:
        return w.paragraph(figure(box.text)) if box.address else w.plain(box.text)

    return package(told, lambda name: w.table(boxes(told, name), inner=inner), **parts)


def repacked(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    old, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def struck_files() -> Iterator[Made]:
    told = story("town_disputes", 440)
    ways: dict[str, Callable[[str], str]] = {
        "删除线在前": lambda v: RUN.format("<w:strike/>", "7") + w.run(v),
        "双删除线在后": lambda v: w.run(v) + RUN.format("<w:dstrike/>", "7") + RUN.format("<w:strike/>", "0"),
        "关掉的删除线": lambda v: RUN.format('<w:strike w:val="0"/><w:dstrike w:val="false"/>', v),
    }
    for name, way in ways.items():
        yield Made(f"{name}.docx", with_figures(told, way), told)
    styled = with_figures(told, lambda v: RUN.format('<w:rStyle w:val="del1"/>', "7") + w.run(v))

    def add_style(name: str, data: bytes) -> bytes:
        return data.replace(b"</w:styles>", STRUCK_STYLE.encode() + b"</w:styles>") if "styles" in name else data

    yield Made("样式里的删除线.docx", repacked(styled, add_style), told)

    def render(line: Line) -> str:
        if line.kind == "table":
            return w.table(boxes(told, line.address)) + w.plain("")
        half = len(line.text) // 2
        return w.paragraph(w.run(line.text[:half]) + RUN.format("<w:strike/>", "共99件") + w.run(line.text[half:]))

    yield Made("正文里的删除线.docx", w.Package(w.body(outline(told), render)).bytes(), told)


STRUCK = {made.name: made for made in struck_files()}


@pytest.mark.parametrize("name", STRUCK)
def test_struck_text_is_taken_back(name: str) -> None:
    made = STRUCK[name]
    result = import_file(made.data, made.name)
    assert deviations(result, made) == []
    assert any(r.kind == "struck_text" for r in result.remarks) is (name != "关掉的删除线.docx")


def test_where_all_is_struck_nothing_is_taken_back() -> None:
    told = story("town_quiet", 441)
    body = typed(told).replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    data = w.Package(body).bytes()
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


def test_footnote_mark_typed_by_hand() -> None:
    """5 with a raised ¹ behind it is not 51; a figure that is raised as a whole is that figure."""
    told = story("town_quiet", 442)
    raised = '<w:vertAlign w:val="superscript"/>'
    marked = import_file(with_figures(told, lambda v: w.run(v) + RUN.format(raised, "1")), "a.docx")
    assert len(marked.unreadable) == 200
    whole = with_figures(told, lambda v: RUN.format(raised, v))
    assert deviations(import_file(whole, "a.docx"), Made("a.docx", whole, told)) == []


def test_figures_as_formulas() -> None:
    told = story("town_quiet", 443)
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{}</m:t></m:r></m:oMath>'
    data = with_figures(told, math.format)
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


def test_hidden_row_with_last_years_figures() -> None:
    told = story("town_disputes", 444)

    def rows(name: str) -> str:
        xml = w.table(boxes(told, name))
        last = re.findall(r"<w:tr>.*?</w:tr>", xml, re.S)[-1]
        old = re.sub(r">\d[\d.]*<", ">9<", last).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>", 1)
        return xml.replace(last, old + last)

    data = package(told, rows)
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


def mime(html: str) -> bytes:
    """A page as a single file, as scripts in a browser make it."""
    message = EmailMessage(policy=SMTP)
    message.set_content(html, subtype="html", cte="quoted-printable")
    whole = EmailMessage(policy=SMTP)
    whole.make_related()
    whole.attach(message)
    return b"MIME-Version: 1.0\r\n" + whole.as_bytes().replace(b"MIME-Version: 1.0\r\n", b"", 1)


@pytest.mark.parametrize("kind", ["htm", "mht"])
def test_page_embedded_whole(kind: str) -> None:
    """What a button “导出 Word” of a site gives: a Word file that holds nothing but the page."""
    told = story("county_office", 445)
    html = page(article(told))
    chunk = html.encode()
    if kind == "mht":
        chunk = mime(html)
    reference = f'<Relationship Id="rIdChunk" Type="{w.RELATIONS}/aFChunk" Target="chunk.{kind}"/></Relationships>'

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"</Relationships>", reference.encode()) if name.endswith("document.xml.rels") else data

    data = repacked(w.Package('<w:altChunk r:id="rIdChunk"/>').bytes(), change, {f"word/chunk.{kind}": chunk})
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


# ---- rows of 表三 ----------------------------------------------------------------------------------------
def swapped(of: Boxes, one: int, other: int) -> Boxes:
    place = {one: other, other: one}
    return [
        Box(place.get(b.row, b.row), b.col, b.rowspan, b.colspan, b.text, b.address) if b.col >= 2 else b for b in of
    ]


def test_rows_in_another_order_are_read_by_their_names() -> None:
    told = story("city_whole", 446)
    rows = [b.row for b in boxes(told, "table3") if b.text in ("5.属于三类内部事务信息", "7.属于行政执法案卷")]

    def table(name: str) -> str:
        of = boxes(told, name)
        return w.table(swapped(of, *rows) if name == "table3" else of)

    data = package(told, table)
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


def test_row_that_stands_there_twice_with_different_figures() -> None:
    told = story("city_whole", 447)

    def table(name: str) -> str:
        xml = w.table(boxes(told, name))
        if name != "table3":
            return xml
        row = next(r for r in re.findall(r"<w:tr>.*?</w:tr>", xml, re.S) if "2.重复申请" in r)
        return xml.replace(row, row + re.sub(r">\d+<", ">888<", row))

    result = import_file(package(told, table), "a.docx")
    listed = {u.place for u in result.unreadable}
    for column in T3_COLUMNS:
        address = f"table3.np_repeat.{column}"
        assert result.report.value(address) is None
        assert address in listed
    assert result.report.value("table3.np_petition.total") == told.values["table3.np_petition.total"]


# ---- title and end ---------------------------------------------------------------------------------------
def test_title_on_three_lines() -> None:
    told = story("town_quiet", 448)
    lines = [line for line in outline(told) if line.kind != "title"]
    title = [" ".join(told.unit), f"{told.year}年政府信息公开", "工 作 年 度 报 告"]
    body = "".join(w.plain(text, '<w:jc w:val="center"/>') for text in title) + typed(told, lines=lines)
    data = w.Package(body).bytes()
    result = import_file(data, "a.docx")
    assert deviations(result, Made("a.docx", data, told)) == []
    assert (result.report.title or "").replace(" ", "") == f"{told.unit}{told.year}年政府信息公开工作年度报告"


def test_title_above_a_soft_break() -> None:
    told = story("town_quiet", 449)
    lines = outline(told)
    at = next(i for i, line in enumerate(lines) if line.kind == "p")
    title = "".join(told.lines_of_title)
    opening = w.plain(f"{title}\n{lines[at].text}")
    data = w.Package(opening + typed(told, lines=lines[at + 1 :])).bytes()
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


@pytest.mark.parametrize("joined", [False, True])
def test_what_stands_below_the_date_is_no_part_of_the_report(joined: bool) -> None:
    told = story("county_office", 450)
    date = f"{told.year + 1}年1月15日"
    signature = [f"{told.unit}  {date}"] if joined else [told.unit, date]
    after = ["附件", "重点栏目更新情况表", "政策文件12条，行政许可345条，共357条。"]
    body = typed(told) + "".join(w.plain(text) for text in (*signature, *after))
    data = w.Package(body).bytes()
    result = import_file(data, "a.docx")
    assert deviations(result, Made("a.docx", data, told)) == []
    assert result.report.dates.signed == f"{told.year + 1}-01-15"


def test_intro_broken_into_lines() -> None:
    """Copied out of a PDF each printed line is a paragraph; the intro loses none of them."""
    told = story("town_disputes", 451)
    lines = [
        Line(line.kind, line.address, part)
        for line in outline(told)
        for part in (re.findall(".{1,30}", line.text) if line.address == "intro" else [line.text])
    ]
    data = w.Package(typed(told, lines=lines)).bytes()
    assert deviations(import_file(data, "a.docx"), Made("a.docx", data, told)) == []


# ---- nothing in silence ----------------------------------------------------------------------------------
def test_digits_on_two_lines_are_one_number_if_the_sums_agree() -> None:
    told = story("city_whole", 452)
    whole = with_figures(told, lambda v: w.run(f"{v[0]}\n{v[1:]}" if len(v) > 1 and "." not in v else v))
    assert deviations(import_file(whole, "a.docx"), Made("a.docx", whole, told)) == []

    address = next(a for a, v in told.values.items() if a.startswith("table3.new.") and v > 9)

    def inner(box: Box) -> str:
        return w.plain(box.text) + (w.plain("3") if box.address == address else "")

    two = import_file(package(told, lambda name: w.table(boxes(told, name), inner=inner)), "a.docx")
    assert two.report.value(address) is None
    assert [u.place for u in two.unreadable] == [address]


def test_table_without_any_label_is_said_to_be_unreadable() -> None:
    told = story("city_whole", 453)

    def table(name: str) -> str:
        of = boxes(told, name)
        if name == "table3":
            of = [Box(b.row, b.col, b.rowspan, b.colspan, b.text if b.address else "项目", b.address) for b in of]
        return w.table(of)

    result = import_file(package(told, table), "a.docx")
    listed = {u.place for u in result.unreadable}
    cells = [a for a in told.values if a.startswith("table3.")]
    assert all(result.report.value(a) in (None, told.values[a]) for a in cells)
    assert all(a in listed for a in cells if result.report.value(a) is None)


def test_white_figure_beside_the_right_one_is_not_seen() -> None:
    told = story("town_disputes", 454)
    white = '<w:color w:val="FFFFFF"/>'
    data = with_figures(told, lambda v: RUN.format(white, "9") + w.run(v))
    result = import_file(data, "a.docx")
    assert deviations(result, Made("a.docx", data, told)) == []
    assert any(r.kind == "hidden_text" for r in result.remarks)
    # white on a ground of colour is how some offices set a whole row
    ground = w.Package(typed(told).replace("<w:r>", f"<w:r><w:rPr>{white}</w:rPr>")).bytes()
    assert deviations(import_file(ground, "a.docx"), Made("a.docx", ground, told)) == []
