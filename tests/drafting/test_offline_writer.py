"""The offline writer: everything demanded is in it, nothing is asserted that nobody entered."""

import copy
import random
import re
from typing import Any

import pytest

from assistant.drafting import check_text, write_offline
from assistant.facts import FactBook
from assistant.reports import report_from_data
from assistant.slots import addresses, render
from schemas.form import T3_ROWS
from schemas.passages import PASSAGES
from schemas.report import Report
from tests.drafting.samples import random_data, random_report

ZERO_TABLES = {
    "table2": {"normative": {"made": 0, "repealed": 0, "valid": 0}},
    "table3": {row: {"natural": 0, "total": 0} for row in T3_ROWS},
    "table4": {group: {"total": 0} for group in ("review", "direct", "after")},
}


def shown(report: Report, passage: str) -> str:
    return render(write_offline(report, passage), FactBook(report), strict=False).text


def quiet_town(**more: object) -> Report:
    return report_from_data({"year": 2024, "unit": {"name": "柳沟镇人民政府"}, **ZERO_TABLES, **more})


def test_without_applications_it_says_none_came_in_or_out_and_no_percentage() -> None:
    text = shown(quiet_town(), "overview.requests")
    assert "未收到" in text
    assert "上年结转" in text
    assert "结转下年度" in text
    assert "%" not in text
    assert "行政复议" in text


def test_many_applications_are_told_with_results_shares_and_change() -> None:
    data = random_data(11, previous=True)
    rows = data["table3"]
    for column in ("natural", "total"):
        rows["new"][column] += 700
        rows["granted"][column] += 500
        rows["total"][column] += 500
        rows["carried_out"][column] += 200
    report = report_from_data(data)
    said = set(addresses(write_offline(report, "overview.requests")))
    assert {f"table3.{row}.total" for row in ("new", "total", "carried_out", "granted")} <= said
    assert "percent.table3.granted.total.table3.total.total" in said
    assert "change.table3.new.total" in said


def test_what_the_law_demands_and_nobody_entered_is_asked_for() -> None:
    report = quiet_town()
    supervision = shown(report, "overview.supervision")
    for topic in ("工作考核", "社会评议", "责任追究"):
        assert re.search(rf"{topic}[^。]*【待补：", supervision)
    assert shown(report, "other_matters").count("【待补：") == 3
    assert "【待补：" in shown(report, "problems")
    assert "【待补：" in shown(report, "improvements")
    assert "【待补：" in shown(report, "overview.proactive")


def test_optional_and_empty_is_left_out() -> None:
    report = quiet_town()
    assert "培训" not in shown(report, "overview.supervision")
    assert "查阅" not in shown(report, "intro")
    assert "解读" not in shown(report, "overview.proactive")


def test_a_department_is_not_asked_for_a_governments_results() -> None:
    report = report_from_data({"year": 2024, "unit": {"name": "临河县水利局"}, **ZERO_TABLES})
    assert "【待补" not in shown(report, "overview.supervision")


@pytest.mark.parametrize("topic", ["appraisal", "evaluation", "accountability"])
@pytest.mark.parametrize("state", ["yes", "none"])
def test_a_statement_is_said_as_entered(topic: str, state: str) -> None:
    text = shown(quiet_town(statements={topic: {"state": state}}), "overview.supervision")
    names = {"appraisal": "工作考核", "evaluation": "社会评议", "accountability": "责任追究"}
    sentence = next(s for s in text.split("。") if names[topic] in s)
    assert "【待补" not in sentence
    assert ("未" in sentence) is (state == "none")


def test_the_clerks_own_words_stand_as_entered() -> None:
    said = "经区政府办考核，等次为优秀"
    text = shown(quiet_town(statements={"appraisal": {"state": "yes", "text": said}}), "overview.supervision")
    assert said in text


def test_problems_and_measures_come_from_the_notes_and_name_each_other() -> None:
    notes = {
        "problems": ["部分栏目更新较慢", "业务人员对申请答复程序不熟"],
        "improvements": ["建立栏目更新提醒制度，逐月核对", "集中学习答复程序和文书格式"],
    }
    report = quiet_town(notes=notes)
    found, measures = shown(report, "problems"), shown(report, "improvements")
    assert all(note in found for note in notes["problems"])
    for problem, measure in zip(notes["problems"], notes["improvements"], strict=True):
        sentence = next(s for s in measures.split("。") if measure in s)
        assert problem in sentence


def test_measures_noted_in_another_order_go_to_their_problems() -> None:
    notes = {
        "problems": [{"id": "n1", "text": "政策解读形式单一。"}, {"id": "n2", "text": "村级公开栏更新不及时。"}],
        "improvements": [
            {"id": "n3", "text": "每季度检查村级公开栏。"},
            {"id": "n4", "text": "制作图解，丰富解读形式。"},
        ],
    }
    text = shown(quiet_town(notes=notes), "improvements")
    assert re.search("解读形式单一.{0,8}制作图解.*公开栏更新不及时.{0,8}每季度检查村级公开栏", text), text


def test_what_names_some_columns_only_is_no_division_of_the_total() -> None:
    items = [{"name": "微信公众号", "count": 30, "group": "channel"}]
    some = shown(quiet_town(disclosure={"total": 98, "items": items}), "overview.proactive")
    assert "其中：微信公众号30条" in some
    every = shown(quiet_town(disclosure={"total": 30, "items": items}), "overview.proactive")
    assert "分：微信公众号30条" in every


def test_a_problem_without_a_measure_is_asked_for() -> None:
    text = shown(quiet_town(notes={"problems": ["部分栏目更新较慢"]}), "improvements")
    assert "部分栏目更新较慢" in text
    assert "【待补：改进措施】" in text


def test_last_years_promise_is_recalled_but_not_said_to_be_kept() -> None:
    previous = {
        "year": 2023,
        "unit": {"name": "柳沟镇人民政府"},
        **ZERO_TABLES,
        "passages": {"improvements": "一是完善信息报送制度，明确专人。二是加强业务学习。"},
    }
    text = shown(quiet_town(previous=previous), "improvements")
    asked = re.findall(r"【待补：[^】]*】", text)
    assert any("完善信息报送制度" in one for one in asked)
    assert "完善信息报送制度" not in re.sub(r"【待补：[^】]*】", "", text)


def test_a_number_in_a_note_stays_bound_to_the_note() -> None:
    report = quiet_town(notes={"overview.platform": ["全年更新公开栏26次"]})
    text = write_offline(report, "overview.platform")
    assert any(address.startswith("notes.overview.platform.") for address in addresses(text))
    assert "26次" in shown(report, "overview.platform")


def test_the_heading_list_of_the_intro_equals_the_headings() -> None:
    text = shown(quiet_town(headings={"heading.5": "存在的主要问题及改进情况"}), "intro")
    for title in ("总体情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "六部分"):
        assert title in text
    assert "2024年1月1日至2024年12月31日" in text


def test_another_year_and_another_unit_choose_other_words() -> None:
    one = shown(quiet_town(), "overview.requests")
    data = {"year": 2025, "unit": {"name": "柳沟镇人民政府"}, **ZERO_TABLES}
    assert shown(report_from_data(data), "overview.requests").replace("2025", "2024") != one


@pytest.mark.parametrize("seed", range(40))
def test_its_own_text_passes_the_gate(seed: int) -> None:
    report = random_report(seed, filled=seed % 2 == 0)
    for passage in PASSAGES:
        for turn in range(3):
            text = write_offline(report, passage, turn=turn)
            assert check_text(text, passage, report, writer="model") == (), (passage, text)


@pytest.mark.parametrize("seed", range(12))
def test_every_slot_it_writes_holds_a_number(seed: int) -> None:
    report = random_report(seed, filled=False)
    book = FactBook(report)
    for passage in PASSAGES:
        for address in addresses(write_offline(report, passage)):
            assert address in book


def test_section_one_keeps_within_a_thousand_characters() -> None:
    for seed in range(60):
        report = random_report(seed)
        text = "".join(shown(report, p) for p in PASSAGES if p.startswith("overview"))
        assert len(text) <= 1000


def _with_holes(rng: random.Random, node: Any) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, (int, float)) and rng.random() < 0.15:
                node[key] = None
            else:
                _with_holes(rng, value)


@pytest.mark.parametrize("seed", range(40))
def test_any_number_may_be_missing_and_any_name_be_odd(seed: int) -> None:
    rng = random.Random(seed)
    data = copy.deepcopy(random_data(seed, filled=seed % 2 == 0))
    for key in ("table2", "table3", "table4", "fees", "activity", "disclosure"):
        _with_holes(rng, data[key])
    for table in ("table2", "table3", "table4"):
        if rng.random() < 0.2:
            data[table] = None
    if data["disclosure"]["items"]:
        data["disclosure"]["items"][0]["name"] = rng.choice(["12345热线", "十四五", "乡镇2025", "“互联网+”", "表3"])
    data["unit"] = {"name": rng.choice(["甲市", "城东街道", "临水县政府办公室", "某省财政厅", None])}
    data["notes"] = {"overview.platform": ["开设“清风”专栏3个；更新26次\n（二）线下查阅点两处"]}
    report = report_from_data(data)
    for passage in PASSAGES:
        text = write_offline(report, passage)
        assert check_text(text, passage, report, writer="model") == (), (passage, text)
