"""Answers of models that were bound by nothing: near misses of the agreed JSON are read, everything else is refused."""

import json

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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["第1段。", "第2段。{{year}}年，我镇规范管理。"], ("{{year}}年，我镇规范管理。",)),
        (["第一段：甲。", "第二段：乙。"], ("甲。", "乙。")),
        (["段落1：甲。", "段落2 乙。"], ("甲。", "乙。")),
        (["1. 甲。", "2、乙。", "（3）丙。", "④丁。"], ("甲。", "乙。", "丙。", "丁。")),
        (["- 甲。", "* 乙。"], ("甲。", "乙。")),
        (["一是甲。二是乙。", "（一）丙。"], ("一是甲。二是乙。", "（一）丙。")),
        (
            ["第一时间公开。", "正文要素齐全。", "3.5万元经费。", "5、6月更新。"],
            ("第一时间公开。", "正文要素齐全。", "3.5万元经费。", "5、6月更新。"),
        ),
    ],
)
def test_what_numbers_a_paragraph_is_no_part_of_it(written: list[str], read: tuple[str, ...]) -> None:
    assert parse_answer(json.dumps({"paragraphs": written}, ensure_ascii=False)) == read


def test_an_answer_of_labels_alone_is_refused() -> None:
    with pytest.raises(UnusableAnswer):
        parse_answer('{"paragraphs": ["第1段。", "第2段。"]}')
