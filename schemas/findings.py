"""Findings, claims and the result of a check, with the JSON keys of `design.md` §4."""

from typing import Literal

from pydantic import Field

from schemas.tables import Strict

Severity = Literal["error", "warning", "info"]
SEVERITY_NAMES: dict[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
Verdict = Literal["confirmed", "contradicted", "unsupported"]


class Finding(Strict):
    code: str
    severity: Severity
    message: str
    place: str
    related: list[str] = Field(default_factory=list)
    excerpt: str = ""
    span: tuple[int, int] | None = None
    """Characters of the rendered paragraph."""
    suggestion: str = ""
    basis: str = ""


class NotAssessable(Strict):
    code: str
    needs: str


class Claim(Strict):
    """A number that prose states. `text` is the clause as it stands, `value` normalised, `place` a paragraph."""

    text: str
    value: int | float
    unit: str
    place: str
    span: tuple[int, int]
    verdict: Verdict
    evidence: list[str] = Field(default_factory=list)


class CheckResult(Strict):
    file: str = ""
    unit: str | None = None
    year: int | None = None
    findings: list[Finding] = Field(default_factory=list)
    not_assessable: list[NotAssessable] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)


class Remark(Strict):
    """Something the clerk should know of an import: a tracked change taken, a number edited in a draft …"""

    place: str
    kind: str
    message: str
    old: str | int | float | None = None
    new: str | int | float | None = None


class Unreadable(Strict):
    place: str
    raw: str
    reason: str
