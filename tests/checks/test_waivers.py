"""A warning may be released with a reason, an error only where its rule says so."""

from assistant.checks import check_report, open_findings, waiver_for
from assistant.checks.output import result_text
from schemas.report import Report, Waiver
from tests.rules.cases import build

REASON = "两件均为2023年受理的不履行职责案件。"


def waived(report: Report, *waivers: Waiver) -> Report:
    return report.model_copy(update={"waivers": list(waivers)})


def test_a_warning_is_released_by_code_and_place() -> None:
    city = build({"base": "city"})
    result = check_report(city, previous=build({"base": "city_2024"}))
    assert "T4-05" in {f.code for f in open_findings(result, city)}
    for other in ("table4.review.total", "table4"):
        elsewhere = waived(city, Waiver(code="T4-05", place=other, reason=REASON))
        assert "T4-05" in {f.code for f in open_findings(result, elsewhere)}
    empty = waived(city, Waiver(code="T4-05", place="table4.direct.total", reason="  "))
    assert "T4-05" in {f.code for f in open_findings(result, empty)}
    good = waived(city, Waiver(code="T4-05", place="table4.direct.total", reason=REASON))
    assert "T4-05" not in {f.code for f in open_findings(result, good)}


def test_an_error_is_not_released() -> None:
    report = build({"base": "town", "set": {"table3.new.total": 9}})
    report = waived(report, Waiver(code="T3-03", place="table3.new.total", reason="就这样"))
    result = check_report(report)
    assert "T3-03" in {f.code for f in open_findings(result, report)}


def test_a_carried_over_difference_is_released_with_its_reason() -> None:
    report = build({"base": "town"})
    report = waived(report, Waiver(code="Y-01", place="table3.carried_in.natural", reason="机构改革划转2件"))
    previous = build({"base": "town_2024", "set": {"table3.carried_out.natural": 3}})
    result = check_report(report, previous=previous)
    finding = next(f for f in result.findings if f.code == "Y-01")
    assert finding.severity == "error"
    assert waiver_for(finding, report) is not None
    assert "Y-01" not in {f.code for f in open_findings(result, report)}


def test_hints_never_stand_in_the_way() -> None:
    report = build({"base": "town", "set": {"table2.licensing": 0}})
    result = check_report(report)
    assert "T2-05" in {f.code for f in result.findings}
    assert "T2-05" not in {f.code for f in open_findings(result, report)}


def test_the_check_list_prints_reason_person_and_time() -> None:
    city = waived(
        build({"base": "city"}),
        Waiver(code="T4-05", place="table4.direct.total", reason=REASON, by="王敏", at="2026-03-02"),
    )
    text = result_text(check_report(city), city)
    assert "【已说明放行】" in text
    assert f"理由：{REASON}（王敏，2026-03-02）" in text
    assert "已说明放行 1 个" in text
