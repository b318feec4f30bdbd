"""The page for the site: every cell in a real table, nothing of a word processor, nothing executable."""

import re
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from assistant.documents.blocks import Document, Paragraph, Picture, Run, Table, TableCell
from assistant.documents.compose import compose
from assistant.documents.html_write import write_html
from schemas.facts import plain_digits
from schemas.form import CELLS, GRIDS, TABLES
from schemas.report import Report
from tests.documents import samples
from tests.documents.grids import html_tables
from tests.documents.samples import hangzhou, numbered, sudian
from tests.documents.test_docx_write import HAZARDS

BY_MODEL = {"overview": {"writer": "model", "model_written": True}}


def draft(report: Report) -> str:
    return write_html(compose(report))


def final(report: Report) -> str:
    return write_html(compose(report, final=True))


def fragment(report: Report) -> str:
    return write_html(compose(report, final=True), fragment=True)


def assert_tables_hold(text: str, report: Report) -> None:
    tables = html_tables(text)
    assert len(tables) == 3
    for table, name in zip(tables, TABLES, strict=True):
        grid = GRIDS[name]
        assert (table.rows, table.cols) == (grid.rows, grid.cols)
        for cell in grid.cells:
            value = None if cell.address is None else report.value(cell.address)
            shown = cell.text if cell.address is None else "" if value is None else plain_digits(value)
            assert table.texts[cell.row, cell.col] == shown
            assert table.spans[cell.row, cell.col] == (cell.rowspan, cell.colspan)


@pytest.mark.parametrize("write", [draft, final, fragment])
def test_all_cells_and_labels_at_their_places(write: Any) -> None:
    assert_tables_hold(write(numbered()), numbered())
    assert_tables_hold(write(hangzhou()), hangzhou())


@settings(max_examples=25, deadline=None)
@given(samples.cell_numbers(), samples.words())
def test_any_report_has_every_cell_at_its_place(values: dict[str, int | float | None], line: str) -> None:
    report = sudian(passages={**samples.PASSAGES, "problems": line}).with_values(values)
    for text in (draft(report), fragment(report)):
        assert_tables_hold(text, report)


def test_title_headings_and_prose() -> None:
    root = lxml_html.fromstring(final(sudian()))
    (title,) = root.iter("h1")
    assert [title.text, title[0].tag, title[0].tail] == ["苏店镇人民政府", "br", "2024年政府信息公开工作年度报告"]
    assert [h.text_content() for h in root.iter("h2")][::5] == ["一、总体情况", "六、其他需要报告的事项"]
    assert len(list(root.iter("h2"))) == 6
    assert [h.text_content() for h in root.iter("h3")][:2] == ["（一）主动公开情况", "（二）依申请公开情况"]
    prose = [block.text for block in compose(sudian()).blocks if isinstance(block, Paragraph) and block.role == "body"]
    assert [p.text_content() for p in root.iter("p")] == prose
    assert root.get("lang") == "zh-CN"
    assert root.findtext("head/title") == "苏店镇人民政府2024年政府信息公开工作年度报告"


def test_only_the_header_rows_of_a_table_are_headers() -> None:
    tables = list(lxml_html.fromstring(final(sudian())).iter("table"))
    assert [len(list(table.iter("th"))) for table in tables] == [0, 10, 19]
    assert [len(table.findall("thead/tr")) for table in tables] == [0, 3, 3]
    assert sum(len(list(table.iter("td"))) for table in tables) == 30 + 205 + 15


@pytest.mark.parametrize("write", [draft, final, fragment])
def test_clean_and_well_formed(write: Any) -> None:
    text = write(sudian(state=BY_MODEL, dates={"signed": "2025-01-20"}))
    parser = html5lib.HTMLParser(strict=not text.startswith("<article"))
    parser.parse(text) if text.startswith("<!") else parser.parseFragment(text)
    assert not re.search(r"mso-|class=\"Mso|<o:|<font|<script|javascript:|http", text, re.I)


def test_a_draft_marks_what_is_bound_and_what_is_missing() -> None:
    report = sudian(activity={"platforms": None, "trainings": 3}, state=BY_MODEL)
    root = lxml_html.fromstring(draft(report))
    (notice,) = root.iter("header")
    assert notice.text_content() == "智能辅助起草稿，须人工审核，不得直接发布"
    cells = {cell.get("data-address") for table in root.iter("table") for cell in table.iter("td", "th")} - {None}
    assert cells == set(CELLS)
    spans = {span.get("data-address"): span.text_content() for span in root.iter("span")}
    assert spans["disclosure.total"] == "79"
    (gap,) = root.iter("mark")
    assert (gap.get("data-address"), gap.text_content()) == ("activity.platforms", "【待补：信息公开平台数】")
    assert root.xpath("//p[@data-address='overview.management[1]']")
    assert root.xpath("//h3[@data-address='heading.1.3']")
    assert root.xpath("//meta[@name='AIGC']/@content")[0].startswith("{")


def test_a_final_is_clean() -> None:
    for text in (final(sudian(state=BY_MODEL)), fragment(sudian())):
        assert "data-address" not in text
        assert "草稿" not in text
        assert "<span" not in text
    assert 'data-address="table3.new.total"' in write_html(compose(sudian(), final=True), addresses=True)
    assert "data-address" not in write_html(compose(sudian()), addresses=False)


@pytest.mark.parametrize("text", HAZARDS.values(), ids=HAZARDS)
def test_hazardous_text_stays_text(text: str) -> None:
    attack = f'{text}</p><script>alert(1)</script><img src=x onerror="1">'
    report = sudian(unit={"name": attack[:400]}, passages={"problems": attack}, headings={"heading.1.1": attack})
    for page in (draft(report), final(report), fragment(report)):
        assert page.encode()
        root = lxml_html.fromstring(page)
        assert not list(root.iter("script", "img"))
        assert_tables_hold(page, report)


def test_any_blocks_can_be_written() -> None:
    blocks = (
        Picture("示意图"),
        Paragraph((Run("粗", bold=True), Run("上\n下\ud800")), "heading3", ordinal="1."),
        Table(1, 2, (TableCell(0, 0, "甲\n乙"), TableCell(0, 1, "1"))),
    )
    text = write_html(Document(blocks), fragment=True)
    assert "<p>示意图</p>" in text
    assert "<h4>1.<strong>粗</strong>上<br>下\ufffd</h4>" in text
    assert html_tables(text)[0].texts == {(0, 0): "甲乙", (0, 1): "1"}


def test_a_fragment_keeps_its_look_where_the_style_sheet_is_lost() -> None:
    """In the editor of a CMS: frames, centred title and indents are said where they stand."""
    fragment = write_html(compose(sudian(dates={"signed": "2025-01-20"}), final=True), fragment=True)
    root = lxml_html.fromstring(fragment)
    assert {cell.get("style") for cell in root.iter("td", "th")} == {"border:1px solid #000;text-align:center"}
    assert {title.get("style") for title in root.iter("h1")} == {"text-align:center"}
    looks = [p.get("style") for p in root.iter("p")]
    assert looks[-2:] == ["text-align:right"] * 2
    assert set(looks[:-2]) == {"text-indent:2em"}
    assert not list(root.iter("script", "style", "link"))
