"""Rules of ST, D and F on 100,000 repeated characters: patterns in linear time, no flood of findings."""

from contextlib import suppress

import pytest

from assistant.checks import dates, form, structure
from assistant.checks.context import Context
from assistant.checks.rule import NotAssessableError
from assistant.checks.runner import lacks
from tests.rules.cases import build

RULES = (*structure.RULES, *dates.RULES, *form.RULES)
PIECES = (
    "一", "1", "，", "（", "的", " ", "、", "将", "某", "A", "《", "“", "X", "件", "月", "_", "[", "<", "-", "@", ".",
    "2025年", "2024年", "12月", "1、", "1.", "一是", "（一）", "截至", "今年", "同比", "共", "占", "公开", "标 ", "a.b",
    "信息公开", "现行有效的", "总体情况、", "由六部分", "错误!", "十九大", "2025年，我镇", "2025年1月1日至", "条,共",
)  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", PIECES)
def test_repeated_characters(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for passage in ("intro", "overview", "improvements"):
        context = Context(build({"text": {passage: text}}))
        for rule in RULES:
            if lacks(rule, context) is None:
                with suppress(NotAssessableError):
                    assert len(list(rule.run(context))) <= 10, rule.code
