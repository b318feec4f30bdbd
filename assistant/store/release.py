"""Waivers and the sign-off: who takes what upon themselves."""

from schemas.findings import Finding
from schemas.report import Report, SignOff, Waiver

ROLES = ("经办", "审核", "保密审查", "签发")


def waive(report: Report, finding: Finding, reason: str, by: str, at: str) -> Report:
    """Release a finding with a reason; a second reason replaces the first."""
    kept = [one for one in report.waivers if (one.code, one.place) != (finding.code, finding.place)]
    waiver = Waiver(code=finding.code, place=finding.place, reason=reason.strip(), by=by, at=at)
    return report.model_copy(update={"waivers": [*kept, waiver]})


def withdraw_waiver(report: Report, code: str, place: str) -> Report:
    kept = [one for one in report.waivers if (one.code, one.place) != (code, place)]
    return report.model_copy(update={"waivers": kept})


def sign(report: Report, signature: SignOff) -> Report:
    """A signature for its role; without a name the role is unsigned."""
    kept = {one.role: one for one in report.signoff if one.role != signature.role}
    if signature.name.strip():
        kept[signature.role] = signature
    return report.model_copy(update={"signoff": [kept[role] for role in ROLES if role in kept]})
