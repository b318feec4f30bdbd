"""The gate before a final."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from assistant.checks.runner import check_report
from assistant.errors import FinalRefusedError
from assistant.publish import export_report, final_obstacles
from schemas.passages import PASSAGE_NAMES
from schemas.report import PassageState, Report, SignOff, Waiver
from tests.documents.samples import sudian


def accepted(report: Report) -> Report:
    state = {p: PassageState(writer="person", accepted_by="李主任", accepted_at="2025-01-10") for p in report.passages}
    return report.model_copy(update={"state": state})


def signed(report: Report) -> Report:
    roles: list[Any] = ["经办", "审核", "保密审查", "签发"]
    return report.model_copy(update={"signoff": [SignOff(role=r, name="王", date="2025-01-12") for r in roles]})


def released(report: Report) -> Report:
    """Every warning with a reason, as a clerk would give it."""
    findings = check_report(report, final=True).findings
    waivers = [
        Waiver(code=f.code, place=f.place, reason="已核对，情况属实。", by="王")
        for f in findings
        if f.severity == "warning"
    ]
    return report.model_copy(update={"waivers": waivers})


def good() -> Report:
    statements = {
        "appraisal": {"state": "yes", "text": "在年度考核中政府信息公开工作为良好。"},
        "evaluation": {"state": "none"},
        "accountability": {"state": "none"},
    }
    report = sudian(statements=statements)
    passages = dict(report.passages)
    passages["overview.supervision"] += (
        "工作考核方面，在年度考核中政府信息公开工作为良好；本年度未开展社会评议；未发生责任追究情形。"
    )
    return released(signed(accepted(report.model_copy(update={"passages": passages}))))


def test_a_report_that_is_in_order_becomes_final() -> None:
    assert final_obstacles(good()) == ()
    for kind in ("docx", "html", "xlsx"):
        assert export_report(good(), kind, final=True)  # type: ignore[arg-type]


def test_final_holds_neither_notice_nor_memory() -> None:
    names = ZipFile(BytesIO(export_report(good(), "docx", final=True))).namelist()
    assert not [name for name in names if name.startswith("customXml")]
    assert "起草稿" not in export_report(good(), "html", final=True).decode()
    assert "起草稿" in export_report(good(), "html").decode()


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
def test_refused_final_says_why(kind: Any) -> None:
    with pytest.raises(FinalRefusedError) as caught:
        export_report(sudian(), kind, final=True)
    text = "".join(caught.value.reasons)
    assert "保密审查" in text
    assert "签发" in text
    assert PASSAGE_NAMES["problems"] in text
    assert export_report(sudian(), kind)


def test_error_stands_in_the_way_even_with_a_reason() -> None:
    report = good().with_value("table3.total.natural", 3, origin="imported")
    codes = {f.code for f in check_report(report, final=True).findings if f.severity == "error"}
    waivers = [
        Waiver(code=f.code, place=f.place, reason="就这样", by="王") for f in check_report(report, final=True).findings
    ]
    reasons = final_obstacles(report.model_copy(update={"waivers": waivers}))
    assert "T3-02" in codes
    assert any("T3-02" in reason for reason in reasons)


def test_warning_needs_a_reason_that_is_not_blank() -> None:
    report = good().model_copy(update={"waivers": []})
    warnings = [f for f in check_report(report, final=True).findings if f.severity == "warning"]
    if not warnings:
        pytest.fail("the sample is meant to hold at least one warning")
    assert any("警告" in reason for reason in final_obstacles(report))
    blank = [Waiver(code=f.code, place=f.place, reason="  ", by="王") for f in warnings]
    assert any("警告" in reason for reason in final_obstacles(report.model_copy(update={"waivers": blank})))


def test_gap_in_the_text_stands_in_the_way_once() -> None:
    report = good()
    text = report.passages["overview.requests"] + "共收到{{table3.nothing.total}}件，另有【待补：会议名称】。"
    report = report.model_copy(update={"passages": {**report.passages, "overview.requests": text}})
    reasons = [reason for reason in final_obstacles(report) if "待补" in reason]
    assert len(reasons) == 1
    assert PASSAGE_NAMES["overview.requests"] in reasons[0]
    assert "会议名称" in reasons[0]


def test_passage_that_nobody_accepted() -> None:
    report = good()
    state = {**report.state, "problems": PassageState(writer="model", model_written=True)}
    reasons = final_obstacles(report.model_copy(update={"state": state}))
    assert any(PASSAGE_NAMES["problems"] in reason for reason in reasons)


@pytest.mark.parametrize("role", ["保密审查", "签发"])
def test_each_signature_is_needed_by_name(role: str) -> None:
    report = good()
    signoff = [s if s.role != role else s.model_copy(update={"name": " "}) for s in report.signoff]
    reasons = final_obstacles(report.model_copy(update={"signoff": signoff}))
    assert [reason for reason in reasons if f"“{role}”" in reason]


def test_secrecy_review_and_issue_are_signatures_enough() -> None:
    report = good()
    signoff = [signature for signature in report.signoff if signature.role in ("保密审查", "签发")]
    assert not final_obstacles(report.model_copy(update={"signoff": signoff}))
