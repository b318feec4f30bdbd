"""What reading a file gives: a report, what could not be read, and what the clerk should know."""

from pydantic import Field

from schemas.findings import Remark, Unreadable
from schemas.report import Report
from schemas.tables import Strict


class ImportResult(Strict):
    report: Report
    unreadable: list[Unreadable] = Field(default_factory=list)
    remarks: list[Remark] = Field(default_factory=list)
