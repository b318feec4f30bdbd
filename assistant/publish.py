"""Report → file, and the gate before a final."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from assistant.documents.blocks import Paragraph
from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.html_write import write_html
from assistant.documents.workbook import write_workbook
from assistant.errors import FinalRefusedError
from schemas.findings import CheckResult, Finding
from schemas.passages import HEADINGS, PASSAGE_NAMES, PASSAGES, split_paragraph
from schemas.report import PassageState, Report

ExportKind = Literal["docx", "html", "xlsx"]
REQUIRED_SIGNATURES: Final = ("保密审查", "签发")
_GAP: Final = re.compile(r"【待[^【】]*】")
# rules that report what the gate itself looks at; its own sentences are the plainer ones
_GAPS_RULE, _ACCEPTED_RULE, _SIGNED_RULE = "ST17", "A03", "P09"


def export_report(report: Report, kind: ExportKind, *, final: bool = False) -> bytes:
    """The report as a Word file, a web page or a workbook; a draft unless `final`.

    Raises FinalRefusedError with the reasons where a final is asked for and may not be had.
    """
    if final:
        reasons = final_obstacles(report)
        if reasons:
            raise FinalRefusedError(reasons)
    if kind == "xlsx":
        return write_workbook(report, final=final)
    document = compose(report, final=final)
    return write_docx(document) if kind == "docx" else write_html(document).encode("utf-8")


def final_obstacles(report: Report, result: CheckResult | None = None) -> tuple[str, ...]:
    """What stands between the report and its final, one sentence each, the gravest first; empty: nothing.

    `result` is a check with `final=True` where the caller has one.
    """
    from assistant.checks.runner import check_report
    from assistant.checks.waivers import open_findings

    if result is None:
        result = check_report(report, final=True)
    gaps = list(_gaps(report))
    unaccepted = list(_unaccepted(report))
    unsigned = list(_unsigned(report))
    said = {code for code, own in ((_GAPS_RULE, gaps), (_ACCEPTED_RULE, unaccepted), (_SIGNED_RULE, unsigned)) if own}
    findings = tuple(finding for finding in open_findings(result, report) if finding.code not in said)
    return (*gaps, *_standing(findings), *unaccepted, *unsigned)


def _standing(findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings:
        if finding.severity == "error":
            yield f"错误 {finding.code}：{finding.message}"
    for finding in findings:
        if finding.severity == "warning":
            yield f"警告 {finding.code} 尚未说明理由：{finding.message}"


def _gaps(report: Report) -> Iterator[str]:
    """What the document would print as 【待补：…】, by place."""
    found: dict[str, list[str]] = {}
    for block in compose(report, final=True).blocks:
        if isinstance(block, Paragraph):
            gaps = [run.text for run in block.runs if run.gap] or _GAP.findall(block.text)
            if gaps:
                found.setdefault(_place_name(block.address), []).extend(gaps)
    for place, gaps in found.items():
        yield f"{place}还有待补内容：{'、'.join(dict.fromkeys(gaps))}。"


def _place_name(address: str) -> str:
    passage, _ = split_paragraph(address)
    if passage in PASSAGE_NAMES:
        return f"“{PASSAGE_NAMES[passage]}”一段"
    if passage == "title":
        return "标题"
    if passage.startswith("heading."):
        return f"标题“{HEADINGS.get(passage, passage)}”"
    return "正文"


def _unaccepted(report: Report) -> Iterator[str]:
    for passage in PASSAGES:
        state = report.state.get(passage, PassageState())
        if report.passages.get(passage, "").strip() and not (state.accepted_by or "").strip():
            yield f"“{PASSAGE_NAMES[passage]}”一段还没有人采用。"


def _unsigned(report: Report) -> Iterator[str]:
    signed = {signature.role for signature in report.signoff if signature.name.strip()}
    for role in REQUIRED_SIGNATURES:
        if role not in signed:
            yield f"缺少“{role}”的签名，请在审签表中填写姓名。"
