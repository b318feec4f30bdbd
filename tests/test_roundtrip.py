"""Every report that is exported reads back equal: cells from all three kinds of file, headings and prose from Word
and web page."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.html_write import write_html
from assistant.documents.importing import import_file
from assistant.facts import FactBook
from assistant.publish import export_report
from assistant.slots import render
from schemas.form import CELLS, DECIMAL_CELLS, INPUT_CELLS, SUMS
from schemas.imports import ImportResult
from schemas.passages import HEADINGS, PASSAGES
from schemas.report import Activity, Dates, Disclosure, DisclosureItem, Fees, Report, Unit, cell_values, new_report

COUNTS = st.one_of(
    st.just(0), st.just(0), st.none(), st.integers(1, 99), st.integers(100, 99_999), st.integers(10**8, 10**13)
)
FEES = st.one_of(st.none(), st.just(0), st.integers(1, 500), st.decimals("0.0001", 9_000, places=4).map(float))
NAMES = st.sampled_from(
    [
        "清河镇人民政府",
        "大坪乡人民政府",
        "南岗区水务局",
        "临江县人民政府办公室",
        "新华街道办事处",
        "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府",
        "中国（江苏）自由贸易试验区苏州片区管理委员会综合行政执法局",
    ]
)

HEADING_WORDS: dict[str, list[str]] = {
    "heading.1.1": ["主动公开工作", "主动公开政府信息情况", "深化主动公开"],
    "heading.1.2": ["依申请公开办理情况", "规范依申请公开", "依申请公开工作"],
    "heading.1.3": ["政府信息管理", "加强政府信息管理", "政府信息管理工作情况"],
    "heading.1.4": ["平台建设", "政府信息公开平台建设", "公开平台建设情况"],
    "heading.1.5": ["监督保障情况", "强化监督保障", "监督保障工作"],
    "heading.5.1": ["主要问题", "存在问题"],
    "heading.5.2": ["改进措施", "下一步改进情况"],
}
SLOTS = (
    "table3.new.total", "table3.carried_in.total", "table3.total.total", "table3.carried_out.natural",
    "table2.normative.made", "table2.fees_wan", "table4.review.total", "table3.received.total", "table3.deny.total",
    "percent.table3.new.natural.table3.new.total", "disclosure.total", "disclosure.items.乡镇文件",
    "activity.trainings", "fees.notices", "year",
)  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(SLOTS).map(lambda a: "{{" + a + "}}" + ("年" if a == "year" else "件")),
    st.sampled_from(
        [
            "全年",
            "按照要求",
            "，",
            "、",
            "办理",
            "公开信息",
            "（其中）",
            "“阳光政务”",
            "《条例》",
            "我单位",
            "坚持",
            "共计",
            "及时更新",
        ]
    ),
)
WORDS = st.lists(PIECES, min_size=2, max_size=9).map("".join)
PLAIN = WORDS.map(lambda words: f"本单位{words}情况良好。")
# what a reader takes for a heading or for the page around an article, unless the file says better
STARTS = st.sampled_from(
    [
        "一是",
        "1.",
        "（1）",
        "（一）强化组织领导。",
        "（三）",
        "下一步，",
        "存在",
        "主动公开方面，",
        "加强平台建设，",
        "地址：",
        "注：",
    ]
)
ENDS = st.sampled_from(["情况良好。", "情况良好", "：", "；", "措施如下：", "等。"])
ODD = st.tuples(STARTS, WORDS, ENDS).map("".join)


def texts(odd: bool) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(PLAIN, ODD) if odd else PLAIN, min_size=1, max_size=3).map("\n".join)


@st.composite
def reports(draw: Any, odd: bool = False) -> Report:
    report = new_report(draw(st.integers(2021, 2030)), Unit(name=draw(NAMES)))
    values = {a: draw(FEES if a in DECIMAL_CELLS else COUNTS) for a in draw(st.sets(st.sampled_from(INPUT_CELLS)))}
    if draw(st.booleans()):
        values = dict.fromkeys(INPUT_CELLS, 0) | values
    report = report.with_values(values)
    wrong = draw(st.dictionaries(st.sampled_from(list(SUMS)), st.one_of(st.none(), st.integers(0, 999)), max_size=4))
    report = report.with_values(wrong, origin="imported")
    passages = {p: draw(texts(odd)) for p in PASSAGES if p == "intro" or draw(st.integers(0, 5))}
    headings = {h: draw(st.sampled_from(words)) for h, words in HEADING_WORDS.items() if draw(st.booleans())}
    return report.model_copy(
        update={
            "passages": passages,
            "headings": headings,
            "disclosure": Disclosure(items=[DisclosureItem(name="乡镇文件", count=draw(COUNTS))], total=draw(COUNTS)),
            "activity": Activity(trainings=draw(COUNTS)),
            "fees": Fees(notices=draw(COUNTS)),
            "dates": Dates(signed=draw(st.sampled_from([None, "2026-01-09", "2026-12-31"]))),
        }
    )


def exported(report: Report, kind: str) -> bytes:
    """A file of the kind; the finals as they are written once the gate has let them through."""
    final = compose(report, final=True)
    if kind == "final.docx":
        return write_docx(final)
    return write_html(final).encode() if kind == "final.html" else export_report(report, kind)  # type: ignore[arg-type]


def back(report: Report, kind: str) -> ImportResult:
    return import_file(exported(report, kind), f"report.{kind}")


def shown(report: Report) -> dict[str, str]:
    book = FactBook(report)
    return {p: text for p in PASSAGES if (text := render(report.passages.get(p, ""), book, strict=False).text)}


def assert_same(report: Report, kind: str) -> ImportResult:
    result = back(report, kind)
    again = result.report
    assert cell_values(again) == cell_values(report)
    blank = {address for address in CELLS if report.value(address) is None}
    assert {entry.place for entry in result.unreadable if entry.place in CELLS} == blank
    assert (again.year, again.unit.name) == (report.year, report.unit.name)
    if kind != "xlsx":
        assert HEADINGS | again.headings == HEADINGS | report.headings
        assert shown(again) == shown(report)
        assert again.dates.signed == report.dates.signed
    return result


MODEST = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("kind", ["html", "xlsx", "final.docx", "final.html"])
@MODEST
@given(report=reports())
def test_files_read_back_equal(kind: str, report: Report) -> None:
    assert_same(report, kind)


@MODEST
@given(report=reports(odd=True))
def test_word_draft_reads_back_equal_with_its_slots(report: Report) -> None:
    result = assert_same(report, "docx")
    assert result.report.passages == {p: text for p, text in report.passages.items() if text}
    assert not [r for r in result.remarks if r.kind.startswith(("number_", "cell_", "passage_"))]
    assert (result.report.disclosure, result.report.activity) == (report.disclosure, report.activity)


@pytest.mark.parametrize("kind", ["html", "docx", "final.docx", "final.html"])
def test_an_intro_that_begins_with_a_date_is_not_taken_for_a_line_of_the_site(kind: str) -> None:
    intro = "2025年1月1日至2025年12月31日，本机关主动公开、依申请公开等各项工作稳步推进。"
    report = new_report(2025, Unit(name="清河镇人民政府")).model_copy(update={"passages": {"intro": intro}})
    assert_same(report, kind)
