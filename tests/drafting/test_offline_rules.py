"""The offline writer against the rule book: 200 reports with everything entered, 200 with gaps."""

from assistant.checks.runner import check_report
from assistant.drafting import write_offline
from schemas.findings import Finding
from schemas.passages import PASSAGES
from schemas.report import Report
from tests.drafting.samples import random_report

MISSING = frozenset(("ST17", "C01", "C05", "C06", "C07", "C08", "C10"))
"""What may be found where numbers and statements were not entered: placeholders, and what is really missing."""
PROSE = ("ST", "N", "D", "U", "L", "C", "F", "A", "P")


def errors(report: Report) -> list[Finding]:
    written = report.model_copy(update={"passages": {p: write_offline(report, p) for p in PASSAGES}})
    return [finding for finding in check_report(written).findings if finding.severity == "error"]


def test_with_every_statement_filled_no_rule_finds_an_error() -> None:
    for seed in range(200):
        found = errors(random_report(seed))
        assert found == [], (seed, [(f.code, f.place, f.message) for f in found])


def test_with_gaps_only_what_is_missing_is_found() -> None:
    for seed in range(200):
        for finding in errors(random_report(seed, filled=False)):
            assert finding.code in MISSING, (seed, finding.code, finding.message)
            assert "【待补" in finding.message or finding.code != "ST17"


def test_another_wording_is_as_right() -> None:
    for seed in range(40):
        report = random_report(seed)
        for turn in (1, 2):
            passages = {p: write_offline(report, p, turn=turn) for p in PASSAGES}
            found = check_report(report.model_copy(update={"passages": passages})).findings
            assert [f for f in found if f.severity == "error"] == []


def test_this_years_report_does_not_read_like_last_years() -> None:
    for seed in range(30):
        report = random_report(seed, previous=True)
        assert report.previous is not None
        before = report.previous.model_copy(update={"unit": report.unit, "notes": {}})
        old = {p: write_offline(before, p) for p in PASSAGES if p.startswith("overview")}
        previous = report.previous.model_copy(update={"passages": old})
        found = errors(report.model_copy(update={"previous": previous}))
        assert "U04" not in {finding.code for finding in found}, (seed, [f.message for f in found])
