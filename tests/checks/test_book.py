"""The rule book is made from the rules, and its page in docs is current."""

import json
from pathlib import Path

from assistant.checks.book import book_json, book_markdown, book_text
from assistant.checks.registry import BY_CODE, RULES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
COUNTS = {
    "T": 4, "T2": 7, "T3": 10, "T4": 7, "Y": 7, "N": 17, "H": 3, "ST": 18, "D": 9, "U": 13, "L": 15, "C": 13,
    "P": 10, "F": 13, "A": 6,
}  # fmt: skip


def test_all_152_codes() -> None:
    codes = {
        f"{family}-{n:02}" if family[0] in "TYNH" and family != "ST" else f"{family}{n:02}"
        for family, count in COUNTS.items()
        for n in range(1, count + 1)
    }
    assert len(codes) == 152
    assert set(BY_CODE) == codes


def test_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == book_markdown(), "python -m assistant.checks.book > docs/rules.md"


def test_one_rule_as_text() -> None:
    text = book_text((BY_CODE["T3-01"],))
    assert text.startswith("T3-01  新收加上年结转等于办理总计加结转下年")
    for part in (
        "级别：错误",
        "范围：任何报告",
        "需要：表三数据",
        "依据：国办公开办函〔2021〕30号",
        "正确：",
        "错误：",
    ):
        assert part in text


def test_only_law_and_notices_rule() -> None:
    for rule in RULES:
        if rule.basis.rank in ("practice", "engineering", "standard"):
            words = rule.basis.text.replace("“三定”规定", "")
            assert "规定" not in words and "要求" not in words, rule.code


def test_json_is_a_list_or_one_object() -> None:
    whole = json.loads(book_json(RULES))
    assert [entry["code"] for entry in whole] == [rule.code for rule in RULES]
    one = json.loads(book_json((BY_CODE["Y-01"],), single=True))
    assert one["severity"] == "error" and one["waivable"] is True and one["needs"] == ["table3", "previous"]
    assert set(one["basis"]) == {"rank", "text"}
