"""What the store gives out: frozen models, never rows."""

from typing import Literal

from schemas.drafts import Replacement
from schemas.report import Report, Writer
from schemas.tables import Strict

RevisionStatus = Literal["current", "candidate", "dropped"]


class SavedReport(Strict):
    """A report as it lies in the store."""

    id: int
    version: int
    updated: str
    report: Report


class ReportEntry(Strict):
    """A line of the list of reports."""

    id: int
    unit: str
    year: int | None
    updated: str

    @property
    def label(self) -> str:
        return f"{self.unit or '未命名单位'} {self.year or '年度未填'}"


class Change(Strict):
    id: int
    summary: str
    by: str
    at: str
    restored: str = ""
    """Once it is taken back: what stands there now."""


class Authorship(Strict):
    """Who or what wrote a passage, for its revision."""

    action: str = "修改"
    writer: Writer = "person"
    by: str = ""
    model: str = ""
    prompt_hash: str = ""
    instruction: str = ""
    replaced: tuple[Replacement, ...] = ()
    notice: str = ""


class Revision(Strict):
    """A version of a passage. `base` is the text that a candidate was made on."""

    id: int
    passage: str
    slot_text: str
    rendered: str
    action: str
    status: RevisionStatus
    writer: Writer
    model_written: bool
    by: str
    model: str
    prompt_hash: str
    instruction: str
    base: str
    replaced: tuple[Replacement, ...]
    notice: str
    at: str


class Snapshot(Strict):
    id: int
    file: str
    kind: str
    sha256: str
    by: str
    at: str


class AuditEntry(Strict):
    id: int
    report_id: int | None
    kind: str
    by: str
    at: str
    details: dict[str, object]
