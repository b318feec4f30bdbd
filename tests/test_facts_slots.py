"""Fact book, slot text, relinking."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts import SUM_ADDRESSES, FactBook, UnknownSlot
from assistant.reports import report_from_json
from assistant.slots import Rendered, SlotSpan, addresses, parse, relink, render, slot
from schemas.facts import plain_digits
from schemas.report import Report

LAST = {"year": 2024, "unit": {"name": "甲镇人民政府"}, "table2": {}, "table3": {"new": {"total": 8}}, "table4": {}}
NOW = {
    "year": 2025,
    "unit": {"name": "甲镇人民政府"},
    "disclosure": {"items": [{"name": "微信公众号", "count": 30, "group": "channel"}], "total": 130},
    "table2": {"fees_wan": 0.1, "licensing": 0},
    "table3": {
        "new": {"natural": 9, "business": 1, "research": 0, "welfare": 0, "legal": 0, "other": 2, "total": 12},
        "carried_in": {"total": 3},
        "total": {"total": 15},
        "granted": {"total": 7},
    },
    "table4": {"direct": {"total": 1}, "after": {"total": 2}},
    "previous": LAST,
}


def book(**change: object) -> FactBook:
    return FactBook(report_from_json(json.dumps({**NOW, **change})))


@pytest.mark.parametrize(
    ("address", "text", "unit"),
    [
        ("year", "2025", "年"),
        ("disclosure.items.微信公众号", "30", "条"),
        ("table3.received.total", "15", "件"),
        ("table3.new.organisations", "3", "件"),
        ("table4.litigation.total", "3", "件"),
        ("previous.table3.new.total", "8", "件"),
        ("change.table3.new.total", "4", "件"),
        ("growth.table3.new.total", "50", "%"),
        ("percent.table3.granted.total.table3.total.total", "46.67", "%"),
        ("percent.disclosure.items.微信公众号.disclosure.total", "23.08", "%"),
        ("table2.fees_wan", "0.1", "万元"),
    ],
)
def test_facts_by_address(address: str, text: str, unit: str) -> None:
    fact = book()[address]
    assert (fact.text, fact.unit) == (text, unit)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("table3.new.women", "不是本报告的数据地址"),
        ("closure.items.微信公众号", "不是本报告的数据地址"),
        ("table2.coercion", "还没有填数"),
        ("percent.table3.new.total.table2.licensing", "基数为 0"),
        ("growth.growth.table3.new.total", "嵌套"),
        ("notes.problems.n1.k1", "素材"),
    ],
)
def test_missing_facts_say_why(address: str, reason: str) -> None:
    with pytest.raises(UnknownSlot, match=reason):
        book()[address]


def test_change_needs_last_year() -> None:
    with pytest.raises(UnknownSlot, match="需要上年数据"):
        book(previous=None)["change.table3.new.total"]


def test_fewer_has_a_sign_but_no_minus() -> None:
    fact = book(previous={**LAST, "table3": {"new": {"total": 16}}})["growth.table3.new.total"]
    assert (fact.text, fact.sign) == ("25", -1)


def test_every_sum_knows_its_cells() -> None:
    assert all(len(cells) >= 2 for cells in SUM_ADDRESSES.values())


def test_note_numbers_are_facts() -> None:
    facts = book(notes={"overview.supervision": ["开展培训3次，印发资料1200份"]})
    assert facts["notes.overview.supervision.n1.k1"].value == 3
    assert facts["notes.overview.supervision.n1.k2"].value == 1200


@given(st.one_of(st.integers(0, 10**15), st.floats(0, 10**9, allow_nan=False).map(lambda v: round(v, 6))))
def test_plain_digits_have_no_exponent(value: int | float) -> None:
    text = plain_digits(value)
    assert "e" not in text
    assert float(text) == pytest.approx(value)


def test_unknown_slot_is_a_named_error() -> None:
    with pytest.raises(UnknownSlot) as error:
        render("共{{table3.new.women}}件", book())
    assert error.value.address == "table3.new.women"


def test_missing_slot_is_shown_in_a_draft() -> None:
    assert render("强制{{table2.coercion}}件", book(), strict=False).text.startswith("强制【待补：")


WORDS = st.text(alphabet="本年收到申请共，。0123456789件条%. ", max_size=8)
SLOTS = st.sampled_from(["table3.new.total", "disclosure.total", "year", "table3.received.total"])
REPORT: Report = report_from_json(json.dumps(NOW))


@st.composite
def slot_texts(draw: st.DrawFn) -> str:
    words = [draw(WORDS) for _ in range(4)]
    slots = [draw(SLOTS) for _ in range(3)]
    # a word between slots keeps neighbours from reading as one number
    return "".join(word + "共" + slot(address) + "件" for word, address in zip(words, slots, strict=False)) + words[-1]


@given(slot_texts())
def test_untouched_text_relinks_to_itself(text: str) -> None:
    rendered = render(text, FactBook(REPORT))
    assert relink(rendered, rendered.text) == "".join(
        piece if address is None else slot(address) for piece, address in parse(text)
    )


@given(slot_texts(), st.integers(0, 60), st.integers(0, 6), WORDS)
def test_relinking_never_changes_what_is_read(text: str, at: int, cut: int, insert: str) -> None:
    """Whatever the edit, the relinked text renders to exactly what the person typed."""
    facts = FactBook(REPORT)
    rendered = render(text, facts)
    at = min(at, len(rendered.text))
    edited = rendered.text[:at] + insert + rendered.text[at + cut :]
    again = relink(rendered, edited)
    assert render(again, facts).text == edited
    assert len(addresses(again)) <= len(rendered.slots)


@given(slot_texts(), st.data())
def test_an_edit_between_numbers_keeps_all_of_them(text: str, data: st.DataObject) -> None:
    rendered = render(text, FactBook(REPORT))
    which = data.draw(st.sampled_from(rendered.slots))
    edited = rendered.text[: which.end] + "余" + rendered.text[which.end :]
    assert len(addresses(relink(rendered, edited))) == len(rendered.slots)


def test_a_retyped_number_becomes_the_clerks_own() -> None:
    rendered = Rendered("收到12件，答复15件", (SlotSpan("a", 2, 4), SlotSpan("b", 8, 10)))
    assert relink(rendered, "收到12件，答复14件") == "收到{{a}}件，答复14件"
    assert relink(rendered, "收到112件，答复15件") == "收到112件，答复{{b}}件"
    assert relink(rendered, "收到12.5件，答复15件") == "收到12.5件，答复{{b}}件"
