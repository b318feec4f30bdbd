"""The check list as people read it, and the names of places."""

import re

import pytest

from assistant.checks import check_report
from assistant.checks.output import place_name, questions, result_text
from assistant.checks.places import place_key
from schemas.form import CELLS
from schemas.passages import HEADINGS, OUTLINE, PASSAGES
from tests.rules.cases import build


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("table3.total.natural", "表三“（七）总计”行“自然人”列"),
        ("table2.licensing", "表二“行政许可”"),
        ("table2.regulations", "表二“规章”行"),
        ("table4.after.pending", "表四“复议后起诉”行“尚未审结”列"),
        ("overview.requests[1]", "依申请公开情况第2段"),
        ("improvements", "改进情况"),
        ("heading.5", "标题“五、存在的主要问题及改进情况”"),
        ("heading.1.3", "标题“（三）政府信息管理情况”"),
        ("heading.1.6", "标题“（六）”"),
        ("table3", "表三（三、收到和处理政府信息公开申请情况）"),
        ("previous.table3.carried_out.total", "上年表三“四、结转下年度继续办理”行“总计”列"),
        ("period", "统计期限"),
        ("unit.name", "单位名称"),
        ("document", "整份文件"),
        ("disclosure.items.依法行政", "主动公开“依法行政”"),
        ("fees.notices", "发出信息处理费收费通知件数"),
        ("statements.appraisal", "工作考核"),
    ],
)
def test_places_in_the_clerks_words(address: str, name: str) -> None:
    assert place_name(address) == name


def test_a_heading_bears_its_own_words() -> None:
    report = build({"base": "town", "merge": {"headings": {"heading.5": "存在问题"}}})
    assert place_name("heading.5", report) == "标题“五、存在问题”"


def test_every_place_has_a_name() -> None:
    for address in (*CELLS, *PASSAGES, *HEADINGS, *OUTLINE):
        assert not re.search(r"[a-z]{3,}", place_name(address)), address


def test_places_sort_as_the_document_reads() -> None:
    order = [
        "document", "title", "intro", "intro[0]", "heading.1", "overview", "heading.1.1", "overview.proactive[0]",
        "overview.proactive[1]", "overview.supervision", "heading.1.6", "heading.2", "table2", "table2.regulations",
        "table2.regulations.made", "table2.fees_wan", "heading.3", "table3.new.natural", "table3.carried_out.total",
        "heading.4", "table4", "heading.5", "problems", "improvements[2]", "other_matters",
    ]  # fmt: skip
    assert sorted(order, key=place_key) == order


def test_the_check_list_is_grouped_and_plain() -> None:
    report = build(
        {
            "base": "town",
            "set": {"table3.total.natural": 5, "table3.new.business": 2},
            "text": {"other_matters": "无", "overview.requests": "全年收到申请8件。\n未发生行政复议。"},
        }
    )
    text = result_text(check_report(report), report)
    assert text.startswith("核对单：临山县青石镇人民政府2025年政府信息公开工作年度报告")
    groups = re.findall(r"^【(.*)】$", text, re.M)
    assert len(groups) == len(set(groups))
    assert "表三（三、收到和处理政府信息公开申请情况）" in groups
    assert groups[-2:] == ["没有核对的规则", "请人工核对"]
    assert "错误 T3-01  表三“自然人”列：新收 4 + 上年结转 1 ＝ 5" in text
    assert "{" not in text and "Traceback" not in text and "table3" not in text
    for question in questions(report):
        assert f"□ {question}" in text


def test_a_clean_report_says_so() -> None:
    report = build({"base": "town"})
    text = result_text(check_report(report, previous=build({"base": "town_2024"})), report)
    assert "错误 0 个，警告 0 个" in text
