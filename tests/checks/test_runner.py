"""The runner: what is run, what is listed, in which order, and what bad input does."""

from collections.abc import Iterator

import pytest

from assistant.checks import check_report, run_rules
from assistant.checks.context import Context
from assistant.checks.registry import BY_CODE, FAMILIES, RULES
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.reports import report_from_data
from schemas.findings import CheckResult
from schemas.report import Report, Unit
from tests.rules.cases import build

OWN = Basis("engineering", "测试")


def codes(result: CheckResult) -> list[str]:
    return [finding.code for finding in result.findings]


def test_every_code_stands_once_in_the_order_of_the_domain() -> None:
    names = [r.code for r in RULES]
    assert len(names) == len(set(names)) == len(BY_CODE)
    assert list(FAMILIES) == ["T", "T2", "T3", "T4", "Y", "N", "H", "ST", "D", "U", "L", "C", "P", "F", "A"]
    for _, rules in FAMILIES.values():
        assert [r.code for r in rules] == sorted(r.code for r in rules)


def test_half_of_the_tables_missing_is_not_assessable_not_failed() -> None:
    report = build({"base": "town", "merge": {"table3": None, "table4": None}})
    result = check_report(report)
    assert not [f for f in result.findings if f.code.startswith(("T-", "T3", "T4"))]
    assert {"T3-01", "T3-02", "T3-03", "T4-01", "T4-05"} <= {entry.code for entry in result.not_assessable}
    assert "T2-01" not in {entry.code for entry in result.not_assessable}


def test_missing_operands_are_never_zero() -> None:
    report = build({"base": "bare", "set": {"table3.new.natural": 5}})
    result = check_report(report)
    assert not [f for f in result.findings if f.code.startswith("T3")]


def test_an_invalid_cell_is_told_once_and_kept_out_of_sums() -> None:
    result = check_report(build({"base": "town", "set": {"table3.granted.natural": -3}}))
    assert [c for c in codes(result) if c.startswith(("T-", "T3"))] == ["T-02"]


def test_one_broken_cell_breaks_exactly_its_identities() -> None:
    result = check_report(build({"base": "city", "set": {"table3.na_not_held.legal": 6}}))
    told = {(f.code, f.place) for f in result.findings if f.code.startswith("T")}
    assert told == {
        ("T3-02", "table3.total.legal"),
        ("T3-03", "table3.na_not_held.total"),
        ("T4-05", "table4.direct.total"),
    }


def test_findings_stand_in_reading_order_and_twice_the_same() -> None:
    report = build(
        {
            "base": "town",
            "set": {"table4.review.total": 3, "table3.new.total": 9, "table2.regulations.made": 1},
            "text": {"other_matters": "无", "overview.requests": "全年收到申请8件。"},
        }
    )
    first, second = check_report(report), check_report(report)
    assert first == second
    places = [f.place.split(".")[0].split("[")[0] for f in first.findings]
    wanted = ["overview", "table2", "table3", "table4", "other_matters"]
    assert [p for p in dict.fromkeys(places) if p in wanted] == wanted


def test_a_profile_given_overrides_what_it_states_only() -> None:
    report = build({"base": "town", "set": {"table2.regulations.valid": 2}})
    result = check_report(report, unit=Unit(rule_making=True))
    assert "T2-01" not in codes(result)
    assert result.unit == "临山县青石镇人民政府"


def test_contradictory_profile_is_taken_at_its_word() -> None:
    report = build({"base": "bare", "merge": {"unit": {"name": "青石镇人民政府", "kind": "office", "level": "city"}}})
    result = check_report(report)
    assert result.unit == "青石镇人民政府"
    assert "T2-06" not in codes(result)


def test_previous_argument_overrides_the_reports_own() -> None:
    report = build({"base": "town"}).model_copy(update={"previous": build({"base": "town_2024"})})
    other = build({"base": "town_2024", "set": {"table3.carried_out.natural": 4}})
    assert "Y-01" not in codes(check_report(report))
    assert "Y-01" in codes(check_report(report, previous=other))


def test_final_rules_run_at_the_final_only() -> None:
    report = build({"base": "town"})
    draft, final = check_report(report), check_report(report, final=True)
    finals = {r.code for r in RULES if r.scope == "final"}
    assert finals <= {entry.code for entry in draft.not_assessable}
    assert not finals & set(codes(draft))
    assert finals & set(codes(final))


def test_questions_for_a_person_are_listed_not_answered() -> None:
    asked = {r.code for r in RULES if "person" in r.needs}
    result = check_report(build({"base": "city"}))
    assert asked and asked <= {entry.code for entry in result.not_assessable}


@rule("T3-99", "坏规则", "error", OWN, good="好", bad="坏")
def broken(_context: Context) -> Iterator[Hit]:
    yield Hit("table3", "先说一句")
    raise ZeroDivisionError


@rule("T3-98", "半途", "warning", OWN, good="好", bad="坏")
def half(_context: Context) -> Iterator[Hit]:
    yield Hit("table3", "说到一半")
    yield Hit("table3", "说到一半")
    raise NotAssessableError("另一半")


def test_a_broken_rule_does_not_take_the_others_with_it(caplog: pytest.LogCaptureFixture) -> None:
    context = Context(build({"base": "town"}))
    result = run_rules(context, [broken, half])
    assert [(e.code, "未能完成" in e.needs) for e in result.not_assessable] == [("T3-99", True)]
    assert codes(result).count("T3-98") == 1
    assert "T3-99" in caplog.text
    with pytest.raises(ZeroDivisionError):
        run_rules(context, [broken], strict=True)


def test_an_empty_report_is_judged() -> None:
    result = check_report(
        Report.model_validate({"year": None, "unit": {"name": None}, "table2": None, "table3": None, "table4": None})
    )
    assert isinstance(result, CheckResult)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ["我镇主动公开政府信息3条，", "未收到申请。", "（", "《", "9", "1.", "一、", "，"])
def test_a_passage_of_a_megabyte(piece: str) -> None:
    data = build({"base": "bare"}).model_dump(mode="json")
    data["passages"] = {"overview.proactive": piece * (350_000 // len(piece))}
    result = check_report(report_from_data(data))
    assert isinstance(result, CheckResult)


def test_every_finding_has_a_place_that_can_be_named() -> None:
    from assistant.checks.output import place_name

    for name in ("town", "city", "department"):
        for finding in check_report(build({"base": name, "merge": {"table4": {"review": {"total": 9}}}})).findings:
            assert place_name(finding.place) != finding.place
            assert finding.basis and finding.message.endswith(("。", "？"))
