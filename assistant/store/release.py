"""Waivers and the sign-off: who takes what upon themselves."""

from assistant.store.content import content_mark
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
    """A signature for its role and for the content as it is now; without a name the role is unsigned."""
    kept = {one.role: one for one in report.signoff if one.role != signature.role}
    if signature.name.strip():
        kept[signature.role] = signature.model_copy(update={"content": content_mark(report)})
    return report.model_copy(update={"signoff": [kept[role] for role in ROLES if role in kept]})


def confirm_signatures(report: Report) -> Report:
    """All signatures stand for the content as it is now, because the clerk says that the signers have seen it."""
    mark = content_mark(report)
    return report.model_copy(update={"signoff": [one.model_copy(update={"content": mark}) for one in report.signoff]})


def date_signatures(report: Report, day: str) -> Report:
    """The day for those signatures that have none; what they were given for stays."""
    dated = [one.model_copy(update={"date": one.date or day}) if one.name.strip() else one for one in report.signoff]
    return report.model_copy(update={"signoff": dated})
