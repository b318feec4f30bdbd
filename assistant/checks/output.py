"""A check as people read it: the printable check list, findings grouped by place, and the questions for a person."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from assistant.checks.places import group_of, place_name
from assistant.checks.registry import RULES
from assistant.checks.runner import NEED_NAMES
from assistant.checks.waivers import waiver_for
from schemas.findings import SEVERITY_NAMES, CheckResult, Finding
from schemas.report import Report

__all__ = ["needs_words", "place_name", "questions", "result_text"]
_WIDE: Final = 60


def questions(report: Report | None = None) -> tuple[str, ...]:
    """What only a person can judge, one question each, for the check list."""
    year = f"（{report.year} 年）" if report is not None and report.year else ""
    return tuple(f"{rule.question}{year if '本年' in rule.question else ''}" for rule in RULES if rule.question)


def needs_words(needs: str) -> str:
    """What a rule lacked, without the switch of the command line that would give it."""
    return re.sub(r"（--[a-z]+）", "", needs)


def plain_time(at: str) -> str:
    """2026-11-24T19:16:27+00:00 as the clock of this machine shows it: 2026年11月24日 19:16; other text as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    if "T" not in at:
        return at
    moment = moment.astimezone() if moment.tzinfo else moment
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


def result_text(result: CheckResult, report: Report) -> str:
    """The check list in plain text: findings by place, what was released and why, what was not judged, questions."""
    parts = [
        "\n".join(_head(result, report)),
        *_groups(result, report),
        "\n".join(_released(result, report)),
        "\n".join(_not_assessable(result)),
        "\n".join(_asked(report)),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(result: CheckResult, report: Report) -> Iterator[str]:
    unit = report.unit.name or "（单位不明）"
    year = f"{report.year}年" if report.year else "（年度不明）"
    yield f"核对单：{unit}{year}政府信息公开工作年度报告"
    if result.file:
        yield f"文件：{result.file}"
    open_ones = [finding for finding in result.findings if waiver_for(finding, report) is None]
    counts = "，".join(
        f"{name} {sum(finding.severity == key for finding in open_ones)} 个" for key, name in SEVERITY_NAMES.items()
    )
    released = len(result.findings) - len(open_ones)
    yield counts + (f"，已说明放行 {released} 个" if released else "") + "。"
    if result.claims:
        told = [claim.verdict for claim in result.claims]
        yield (
            f"文字中的数 {len(told)} 处：与数据相符 {told.count('confirmed')} 处，"
            f"不符 {told.count('contradicted')} 处，没有数据可对 {told.count('unsupported')} 处。"
        )


def _groups(result: CheckResult, report: Report) -> Iterator[str]:
    groups: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if waiver_for(finding, report) is None:
            groups.setdefault(group_of(finding.place), []).append(finding)
    for group, findings in groups.items():
        lines = [f"【{place_name(group, report)}】"]
        for finding in findings:
            lines += _finding(finding, group, report)
        yield "\n".join(lines)


def _finding(finding: Finding, group: str, report: Report) -> Iterator[str]:
    yield f"  {SEVERITY_NAMES[finding.severity]} {finding.code}  {_at(finding, group, report)}{finding.message}"
    if finding.excerpt.strip():
        excerpt = " ".join(finding.excerpt.split())
        yield f"      原文：{excerpt[:_WIDE]}{'……' if len(excerpt) > _WIDE else ''}"
    if finding.suggestion:
        yield f"      建议：{finding.suggestion}"
    if finding.basis:
        yield f"      依据：{finding.basis}"


def _at(finding: Finding, group: str, report: Report) -> str:
    """The place in front of a message, where neither the group nor the message itself names it."""
    if finding.place == group or finding.message.startswith(("表", "标题")):
        return ""
    return f"{place_name(finding.place, report)}："


def _released(result: CheckResult, report: Report) -> Iterator[str]:
    first = True
    for finding in result.findings:
        waiver = waiver_for(finding, report)
        if waiver is None:
            continue
        if first:
            yield "【已说明放行】"
            first = False
        who = "，".join(part for part in (waiver.by, plain_time(waiver.at)) if part)
        yield f"  {SEVERITY_NAMES[finding.severity]} {finding.code}  {_at(finding, '', report)}{finding.message}"
        yield f"      理由：{waiver.reason.strip()}" + (f"（{who}）" if who else "")


def _not_assessable(result: CheckResult) -> Iterator[str]:
    by_need: dict[str, list[str]] = {}
    for entry in result.not_assessable:
        if entry.needs != NEED_NAMES["person"]:
            by_need.setdefault(needs_words(entry.needs), []).append(entry.code)
    if by_need:
        yield "【没有核对的规则】"
    for needs, codes in by_need.items():
        yield f"  缺{needs}：{'、'.join(codes)}" if needs != NEED_NAMES["final"] else f"  {needs}：{'、'.join(codes)}"


def _asked(report: Report) -> Iterator[str]:
    asked = questions(report)
    if asked:
        yield "【请人工核对】"
    for question in asked:
        yield f"  □ {question}"
