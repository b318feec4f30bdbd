"""Waivers: a warning may be released with a reason, an error only where its rule says so."""

from assistant.checks.registry import BY_CODE
from schemas.findings import CheckResult, Finding
from schemas.report import Report, Waiver


def may_be_waived(finding: Finding) -> bool:
    """Whether a reason can release this finding. Hints need none."""
    rule = BY_CODE.get(finding.code)
    return finding.severity == "warning" or (finding.severity == "error" and rule is not None and rule.waivable)


def waiver_for(finding: Finding, report: Report) -> Waiver | None:
    """The waiver with a reason that stands for this finding: same code, same place."""
    if not may_be_waived(finding):
        return None
    for waiver in report.waivers:
        if waiver.code == finding.code and waiver.place == finding.place and waiver.reason.strip():
            return waiver
    return None


def open_findings(result: CheckResult, report: Report) -> tuple[Finding, ...]:
    """Errors and warnings that still stand in the way of a final: not released, or not to be released."""
    return tuple(
        finding
        for finding in result.findings
        if finding.severity in ("error", "warning") and waiver_for(finding, report) is None
    )
