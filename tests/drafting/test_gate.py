"""The gate: right sentences pass word for word, wrong ones are refused with a place and a reason."""

import random
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from assistant.drafting import check_text
from assistant.drafting.gate import MENDED
from assistant.facts import FactBook
from assistant.reports import report_from_data
from schemas.drafts import GateFailure
from schemas.report import Report
from tests.drafting.samples import random_data, random_report, table3
from tests.drafting.wordings import compose_good, load

CASES = yaml.safe_load((Path(__file__).parent / "gate_cases.yaml").read_text(encoding="utf-8"))


def _town() -> Report:
    data = random_data(3, previous=True)
    data["unit"] |= {"name": "长岭镇人民政府", "kind": "town", "superior": "县委、县政府"}
    data["activity"] = {"trainings": 2, "platforms": 2, "zones": 1, "interpretations": 12, "responses": 5}
    return report_from_data(data)


def _department() -> Report:
    data = random_data(3, previous=True)
    data["unit"] |= {"name": "临河县教育局", "kind": "department", "superior": "县委、县政府"}
    data["table3"] = table3(random.Random(9), 60)
    data["table4"] = {
        "review": {"maintain": 2, "correct": 1, "other": 0, "pending": 1, "total": 4},
        "direct": {"maintain": 0, "correct": 0, "other": 0, "pending": 0, "total": 0},
        "after": {"maintain": 1, "correct": 0, "other": 0, "pending": 0, "total": 1},
    }
    data["activity"] = {"trainings": 2, "platforms": 3, "zones": 1, "interpretations": 12, "responses": 5}
    counts = {"机构职能": 5, "政策法规": 21, "工作动态": 60, "财政预决算": 4}
    items = [{"name": name, "count": count} for name, count in counts.items()]
    items += [{"name": n, "count": c, "group": "channel"} for n, c in (("政府网站", 70), ("微信公众号", 20))]
    data["disclosure"] = {"items": items, "total": 90}
    data["table2"] |= {"licensing": 124, "punishment": 12}
    data["statements"] |= {"on_time": {"state": "yes", "text": ""}}
    data["fees"] = {"notices": 1, "charged_yuan": 400, "collected_yuan": 400}
    return report_from_data(data)


REPORTS = {"town": _town(), "department": _department()}


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(unit, passage, text, id=f"{unit}-{passage}-{n}")
        for unit, groups in CASES.items()
        for passage, texts in groups[kind].items()
        for n, text in enumerate(texts)
    ]


def wrong(text: str, passage: str, report: Report) -> list[GateFailure]:
    return [f for f in check_text(text, passage, report, writer="model") if f.kind not in MENDED]


@pytest.mark.parametrize(("unit", "passage", "text"), cases("right"))
def test_a_right_sentence_passes(unit: str, passage: str, text: str) -> None:
    report = REPORTS[unit]
    change = FactBook(report).get("change.table3.new.total")
    text = text.replace("{updown}", "增加" if change and change.sign == 1 else "减少")
    assert wrong(text, passage, report) == []


@pytest.mark.parametrize(("unit", "passage", "text"), cases("wrong"))
def test_a_wrong_sentence_is_refused_with_place_and_reason(unit: str, passage: str, text: str) -> None:
    failures = wrong(text, passage, REPORTS[unit])
    assert failures
    for failure in failures:
        assert 0 <= failure.start <= failure.end <= len(text)
        assert failure.message.endswith(("。", "？"))
        assert "{{" not in failure.message.replace("{{year}}", "")


def test_a_person_may_number_things() -> None:
    text = "（1）第三季度规范公开栏；②落实第10项工作要点。"
    kinds = {"bare_number", "chinese_numeral", "smell"}
    assert not [f for f in check_text(text, "overview.management", _town()) if f.kind in kinds]


def test_the_place_of_a_failure_is_the_slot_itself() -> None:
    text = "{{year}}年，收到政府信息公开申请{{table2.normative.valid}}件。"
    failure = next(f for f in wrong(text, "overview.requests", _department()) if f.kind == "wrong_sentence")
    assert text[failure.start : failure.end] == "{{table2.normative.valid}}"


def test_three_hundred_right_drafts_in_varied_wording_pass_unchanged() -> None:
    total = 0
    refused: list[tuple[str, str]] = []
    for seed in range(300):
        report = random_report(seed)
        passage = list(load())[seed % len(load())]
        good = compose_good(report, passage, seed)
        places = [(f.start, f.message) for f in wrong(good.text, passage, report)]
        total += len(good.sentences)
        refused += [(good.text, message) for _, message in places]
    assert len(refused) <= total * 0.05, refused[:5]


@pytest.mark.parametrize(
    ("statements", "text", "allowed"),
    [
        ({"appraisal": {"state": None}}, "年度考核等次为优秀。", False),
        ({"appraisal": {"state": "yes", "text": "年度考核等次为优秀"}}, "年度考核等次为优秀。", True),
        ({"appraisal": {"state": "yes", "text": "年度考核等次为良好"}}, "年度考核等次为优秀。", False),
        ({"accountability": {"state": None}}, "全年没有发生责任追究情形。", False),
        ({"accountability": {"state": "none"}}, "全年没有发生责任追究情形。", True),
        ({"accountability": {"state": "yes"}}, "全年没有发生责任追究情形。", False),
        ({"evaluation": {"state": "none"}}, "开展了社会评议。", False),
        ({"evaluation": {"state": None}}, "未开展社会评议。", False),
        ({}, "工作考核方面，【待补：工作考核结果】。", True),
        ({}, "完善考核、社会评议和责任追究制度。", True),
    ],
)
def test_results_need_their_statement(statements: dict[str, Any], text: str, allowed: bool) -> None:
    data = random_data(4)
    empty = {topic: {"state": None, "text": ""} for topic in ("appraisal", "evaluation", "accountability", "on_time")}
    data["statements"] = empty | statements
    assert (wrong(text, "overview.supervision", report_from_data(data)) == []) is allowed


def test_a_note_licenses_its_own_words_and_numbers() -> None:
    data = random_data(4)
    data["notes"]["overview.platform"] = ["与县图书馆合作设立查阅点6处，“柳河发布”公众号关注2300人"]
    report = report_from_data(data)
    assert wrong("“柳河发布”公众号关注2300人。", "overview.platform", report) == []
    assert wrong("“柳河发布”公众号关注2400人。", "overview.platform", report) != []
    note = report.notes["overview.platform"][0]
    slot = f"{{{{notes.overview.platform.{note.id}.{(note.numbers or [])[0].id}}}}}"
    assert wrong(f"与县图书馆合作设立查阅点{slot}处。", "overview.platform", report) == []
    assert wrong(f"全年收到政府信息公开申请{slot}件。", "overview.platform", report) != []


def test_problems_come_from_notes_and_not_from_last_year() -> None:
    data = random_data(4, previous=True)
    data["notes"] = {"problems": ["部分栏目更新较慢"], "improvements": ["建立更新提醒制度，逐月核对栏目"]}
    data["previous"]["passages"] = {"problems": "一是公开人员力量薄弱，业务水平参差不齐，还需加强学习。"}
    report = report_from_data(data)
    assert wrong("一是部分栏目内容更新比较慢。", "problems", report) == []
    assert wrong("一是经费保障不足，设备老化严重。", "problems", report) != []
    data["notes"]["problems"] = ["人员力量不足"]
    report = report_from_data(data)
    repeated = wrong("一是公开人员力量薄弱，业务水平参差不齐，仍需加强学习。", "problems", report)
    assert "repeats_last_year" in {failure.kind for failure in repeated}


def test_each_problem_needs_a_measure() -> None:
    data = random_data(4)
    data["notes"] = {"problems": ["部分栏目更新较慢", "申请答复文书不规范"], "improvements": ["建立更新提醒制度"]}
    report = report_from_data(data)
    kinds = {f.kind for f in check_text("针对栏目更新较慢的问题，建立更新提醒制度。", "improvements", report)}
    assert kinds == {"unanswered_problem"}


def test_what_is_demanded_and_missing_is_named() -> None:
    failures = check_text("{{year}}年，依法做好申请办理工作。", "overview.requests", _department())
    assert {"missing_fact", "missing_topic"} <= {failure.kind for failure in failures}


def test_length_has_an_upper_limit_only() -> None:
    text = "依法公开政府信息，保障群众的知情权。" * 40
    assert "length" in {f.kind for f in wrong(text, "overview", _town())}
    assert wrong("依法公开政府信息。", "overview", _town()) == []


def test_the_period_may_name_its_days_but_no_other_year() -> None:
    report = _town()
    right = "本报告所列数据的统计期限为{{year}}年1月1日至{{year}}年12月31日。"
    assert wrong(right, "intro", report) == []
    assert wrong(right.replace("{{year}}", "2019", 1), "intro", report) != []
    assert wrong("本报告所列数据的统计期限为{{year}}年3月1日至{{year}}年12月31日。", "intro", report) != []


def test_a_persons_number_is_judged_as_a_claim_a_models_is_not_let_in() -> None:
    report = _department()
    new = report.value("table3.new.total")
    right, off = f"全年新收政府信息公开申请{new}件。", "全年新收政府信息公开申请9999件。"

    def kinds(text: str, writer: Literal["model", "person"]) -> set[str]:
        found = check_text(text, "overview.requests", report, writer=writer)
        return {failure.kind for failure in found if failure.kind not in MENDED}

    assert kinds(right, "person") == set()
    assert "bare_number" in kinds(right, "model")
    assert kinds(off, "person")
