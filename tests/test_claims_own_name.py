"""Whether a sentence says 我局 or the unit's full name, its numbers are judged alike."""

import re

import pytest

from assistant.claims import Statement, judgements
from assistant.facts import FactBook
from assistant.reports import report_from_data
from tests.drafting.samples import random_data
from tests.test_claims_blind import BOOKS, cases, plain

_OWN = re.compile(
    r"(^|[，。；]|年)我(?:街道|[局镇乡办委厅县市区](?!域))"
    r"(?=20|本年|全年|共|新|收|受理|办[结理]|未|没有|主动公开|制发|作出|发布|组织)"
)


def told(text: str, passage: str, book: FactBook) -> list[tuple[str, str]]:
    return [(j.frame.numeral.text, j.verdict) for j in judgements([Statement(f"{passage}[0]", passage, text)], book)]


def test_the_full_name_says_what_the_own_word_says() -> None:
    tried = 0
    for case in cases():
        report, passage, marked = case.values
        book = BOOKS[report]
        text = plain(marked.replace("⏎", "\n"))[0]
        named = _OWN.sub(rf"\g<1>{book.report.unit.name}", text)
        if named != text:
            tried += 1
            assert told(named, passage, book) == told(text, passage, book), named
    assert tried > 40


def _book(name: str, kind: str) -> FactBook:
    data = random_data(3, previous=True)
    data["unit"] |= {"name": name, "kind": kind}
    return FactBook(report_from_data(data))


@pytest.mark.parametrize(
    ("name", "kind", "subject"),
    [
        ("临河县自然资源局", "department", "临河县自然资源局"),
        ("临河县自然资源局", "department", "县自然资源局"),
        ("临河县自然资源局", "department", "青山市临河县自然资源局"),
        ("东川省人力资源和社会保障厅", "department", "东川省人力资源和社会保障厅"),
        ("青石坡镇人民政府", "town", "临河县青石坡镇人民政府"),
        ("和平街道办事处", "subdistrict", "安澜市湘城区和平街道办事处"),
        ("安澜经济技术开发区管理委员会", "department", "安澜经济技术开发区管理委员会"),
    ],
)
def test_a_wrong_number_is_found_behind_the_name(name: str, kind: str, subject: str) -> None:
    book = _book(name, kind)
    wrong = book["table3.new.total"].value + 3
    for text in (
        f"2025年，{subject}新收政府信息公开申请{wrong}件。",
        f"{subject}全年共新收政府信息公开申请{wrong}件。",
    ):
        assert [v for n, v in told(text, "overview.requests", book) if n == f"{wrong}件"] == ["contradicted"], text


@pytest.mark.parametrize(
    "text",
    [
        "安澜县自然资源局新收政府信息公开申请{}件。",
        "由临河县自然资源局牵头答复的申请{}件。",
        "临河县自然资源局和县林业局共收到政府信息公开申请{}件。",
        "临河县自然资源局城关所收到政府信息公开申请{}件。",
    ],
)
def test_another_body_is_not_the_unit(text: str) -> None:
    book = _book("临河县自然资源局", "department")
    said = text.format(book["table3.new.total"].value + 3)
    assert all(verdict != "contradicted" for _, verdict in told(said, "overview.requests", book))
