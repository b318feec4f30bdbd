"""Answers of models that were bound by nothing: near misses of the agreed JSON are read, everything else is refused."""

import pytest

from assistant.drafting.parsing import UnusableAnswer, parse_answer


@pytest.mark.parametrize(
    "raw",
    [
        '{"paragraphs": ["甲。", "乙。"]}',
        '{"paragraphs": "甲。\\n乙。"}',
        '{"paragraphs": [{"text": "甲。"}, {"text": "乙。"}]}',
        '以下是内容：\n```json\n{"paragraphs": ["甲。", "乙。"]}\n```\n希望有帮助',
        '<think>想一想</think>{"paragraphs": ["甲。", "乙。"]}',
    ],
)
def test_near_misses_are_read(raw: str) -> None:
    assert parse_answer(raw) == ("甲。", "乙。")


@pytest.mark.parametrize(
    "raw",
    [
        "",
        '{"paragraphs": []}',
        '{"paragraphs": [1]}',
        '{"paragraphs": {"a": 1}}',
        '{"paragraphs": ["甲。"], "note": "乙。"}',
        '{"paragraphs": [{"text": "甲。", "source": "乙。"}]}',
        '{"段落": ["甲。"]}',
        '{"paragraphs": ["甲。"',
    ],
)
def test_everything_else_is_refused(raw: str) -> None:
    with pytest.raises(UnusableAnswer):
        parse_answer(raw)
