"""A real, small, fluent and unreliable model: its structure holds, its wrong Chinese never gets through."""

import json
import re

import pytest

from assistant.checks.runner import check_report
from assistant.drafting import check_text, draft, draft_all, modes, probe_endpoint, write_offline
from assistant.drafting.client import CallFailed, ask
from assistant.drafting.gate import MENDED
from assistant.drafting.parsing import partial_text
from assistant.drafting.prompts import Prompt, build_prompt
from assistant.drafting.sentences import split_sentences
from assistant.facts import FactBook
from assistant.slots import SLOT, addresses, render
from schemas.drafts import Endpoint, PassageDraft
from schemas.report import Report
from tests.drafting.samples import random_report, town

pytestmark = pytest.mark.llm_server

PASSAGES = ("overview.management", "overview.supervision", "other_matters")
EXAMPLES = (
    (
        "写“政府信息管理情况”。\n## 数据\nyear · 报告年度 · 2024 年\ntable2.normative.made · 制发件数 · 2 件",
        ["{{year}}年，我局制发行政规范性文件{{table2.normative.made}}件，做好信息审核和发布工作。"],
    ),
    (
        "写“主动公开情况”。\n## 数据\nyear · 报告年度 · 2024 年\ndisclosure.total · 主动公开政府信息总数 · 79 条",
        ["{{year}}年，我镇主动公开政府信息{{disclosure.total}}条，内容及时准确。"],
    ),
)
"""Gemma 3 270M is a base model: worked examples show it what an answer looks like."""


def with_examples(prompt: Prompt) -> Prompt:
    shown: list[tuple[str, str]] = [prompt.messages[0]]
    for task, paragraphs in EXAMPLES:
        shown += [("user", task), ("assistant", json.dumps({"paragraphs": paragraphs}, ensure_ascii=False))]
    messages = (*shown, *prompt.messages[1:])
    return Prompt(prompt.passage, messages, prompt.schema, prompt.hash, 400, 300)  # type: ignore[arg-type]


def heard(endpoint: Endpoint, prompt: Prompt) -> tuple[list[str], bool]:
    """The growing answer as it arrived, and whether it ended by itself.

    Which sentences a small model writes, and whether it runs in circles until it is cut, differs from one
    processor to the next; what holds of its answers must hold of both kinds.
    """
    seen: list[str] = []
    try:
        ask(endpoint, prompt, lambda raw, _plain: seen.append(raw))
    except CallFailed as failed:
        assert failed.args[0] == "模型的回答过长，被截断。"
        return seen, False
    return seen, True


def strange_digits(report: Report, passage: str, slot_text: str) -> set[str]:
    """Digits that stand neither in the law's and the format's own numbers nor in the clerk's words."""
    law = re.compile(r"《(?:中华人民共和国政府信息公开)?条例》第\d{1,2}条|国务院令第711号|〔2021〕30号|〔2020〕109号")
    words = report.model_dump_json(include={"unit", "notes", "statements"}) + write_offline(report, passage)
    given = set(re.findall(r"\d+", SLOT.sub("", words)))
    return set(re.findall(r"\d+", law.sub("", SLOT.sub("", slot_text)))) - given


def checked(report: Report, result: PassageDraft) -> None:
    """Nothing in a result may be wrong, whoever wrote it."""
    book = FactBook(report)
    assert [
        f for f in check_text(result.slot_text, result.passage, report, writer="model") if f.kind not in MENDED
    ] == []
    assert all(address in book for address in addresses(result.slot_text))
    assert strange_digits(report, result.passage, result.slot_text) == set()


def test_the_connection_test_finds_strict_structure_and_streaming(endpoint: Endpoint) -> None:
    found = probe_endpoint(endpoint)
    assert found.mode in (None, "json_schema")
    assert "gemma3-270m" in found.models


@pytest.mark.parametrize("passage", PASSAGES)
def test_strict_json_schema_holds_and_streams(endpoint: Endpoint, passage: str) -> None:
    modes.forget()
    seen, whole = heard(endpoint, with_examples(build_prompt(town(), passage)))
    dialect = modes.recall(endpoint)
    assert (dialect.mode, dialect.streams) == ("json_schema", True)
    assert len(seen) > 3
    assert re.match(r'\s*\{\s*"paragraphs"\s*:\s*\[\s*"', seen[-1])
    if whole:
        answer = json.loads(seen[-1])
        assert list(answer) == ["paragraphs"]
        assert all(isinstance(paragraph, str) for paragraph in answer["paragraphs"])


def test_its_fluent_wrong_chinese_never_gets_through(endpoint: Endpoint) -> None:
    """What the model says under strict structure, gated: each sentence left standing is right."""
    modes.forget()
    refused = written = 0
    for seed in range(3):
        report = random_report(seed * 5 + 2)
        for passage in PASSAGES:
            seen, _ = heard(endpoint, with_examples(build_prompt(report, passage)))
            text = partial_text(seen[-1])
            failures = [f for f in check_text(text, passage, report, writer="model") if f.kind not in MENDED]
            for sentence in split_sentences(text):
                written += 1
                touched = [f for f in failures if f.start < sentence.end and sentence.start < max(f.end, f.start + 1)]
                refused += bool(touched)
                if not touched:
                    shown = render(sentence.text, FactBook(report)).text
                    print(passage, "|", shown)
                    assert strange_digits(report, passage, sentence.text) == set()
    assert written >= len(PASSAGES)
    print(f"{refused} of {written} sentences refused")


def test_whole_drafts_are_right_in_the_end(endpoint: Endpoint) -> None:
    modes.forget()
    report = town()
    results = draft_all(report, ["overview.management", "overview.requests"], endpoint)
    for result in results.values():
        assert result.slot_text
        checked(report, result)
    passages = {passage: result.slot_text for passage, result in results.items()}
    found = check_report(report.model_copy(update={"passages": passages})).findings
    families = {finding.code for finding in found if finding.severity == "error" and finding.place in passages}
    assert not any(code.startswith("N-") for code in families)


def test_a_streamed_draft_shows_text_and_ends_right(endpoint: Endpoint) -> None:
    modes.forget()
    report = town()
    events = list(draft(report, ["overview.management"], endpoint))
    assert events[0].kind == "started"
    assert events[-1].result is not None
    checked(report, events[-1].result)
