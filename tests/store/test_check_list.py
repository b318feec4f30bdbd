"""The check list of the app speaks plainly: no switches of the command line, times by the clock on the wall."""

import re
from datetime import datetime

from assistant.checks import check_report
from assistant.checks.output import needs_words, result_text
from assistant.store import release
from assistant.store.store import sample_report
from schemas.findings import CheckResult, Finding


def test_no_switch_of_the_command_line_is_named() -> None:
    report = sample_report()
    result = check_report(report, final=True)
    assert any("--across" in one.needs for one in result.not_assessable)
    assert not any("--" in needs_words(one.needs) for one in result.not_assessable)
    assert "--" not in result_text(result, report)
    assert needs_words("报告的原文件") == "报告的原文件"


def test_a_release_is_timed_in_local_plain_form() -> None:
    report = sample_report()
    finding = Finding(code="C10", severity="warning", message="改进情况没有回应问题。", place="improvements")
    at = "2026-11-24T19:16:27+00:00"
    released = release.waive(report, finding, "已另文报送", "张三", at)
    text = result_text(CheckResult(findings=[finding]), released)
    here = datetime.fromisoformat(at).astimezone()
    assert f"（张三，{here.year}年{here.month}月{here.day}日 {here:%H:%M}）" in text
    assert not re.search(r"\d{4}-\d{2}-\d{2}T", text)
