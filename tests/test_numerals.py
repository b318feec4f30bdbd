"""Numbers in prose: value, unit, span and kind. `tests/numerals/forms.yaml` holds the forms."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.numerals import Numeral, find_numerals

FORMS = yaml.safe_load((Path(__file__).parent / "numerals" / "forms.yaml").read_text(encoding="utf-8"))
CASES = [(text, wanted) for form in FORMS for text, wanted in form.items()]
_ROUGH = {"more": ">", "less": "<", "about": "~", "several": "several"}


def written(numeral: Numeral) -> str:
    if numeral.kind == "zero_word":
        return "0!"
    value = format(numeral.value, "f")
    return " ".join(part for part in (value, numeral.unit, _ROUGH.get(numeral.vague, "")) if part)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:30].replace("\n", " ") for text, _ in CASES])
def test_forms(text: str, wanted: list[str]) -> None:
    found = [n for n in find_numerals(text) if n.is_quantity]
    assert [written(n) for n in found] == [str(w) for w in wanted]


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_spans_cover_their_text_and_never_overlap(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert numeral.text == text[numeral.start : numeral.end]
        assert end <= numeral.start < numeral.digits_end <= numeral.end
        end = numeral.end


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("第二十条第（一）项", ["ordinal", "ordinal"]),
        ("国办公开办函〔2021〕30号", ["document"]),
        ("国务院令第711号", ["document"]),
        ("2024年1月1日至12月31日", ["date", "date"]),
        ("0355-8080123", ["phone"]),
        ("139 4532 6678", ["phone"]),
        ("“三审三校”", ["set_phrase"]),
        ("“12345”热线", ["set_phrase"]),
        ("（一）主动公开", ["ordinal"]),
        ("六个部分", ["set_phrase"]),
    ],
)
def test_what_is_no_count_is_named(text: str, kinds: list[str]) -> None:
    assert [n.kind for n in find_numerals(text)] == kinds


_UNITS = ["件", "条", "次", "期", "份", "篇"]
_CHINESE = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """1–999 in Chinese, written here without the library that reads it."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_CHINESE[hundreds]}百" if hundreds else ""
    if tens:
        text += ("十" if tens == 1 and not hundreds else f"{_CHINESE[tens]}十") + (_CHINESE[ones] if ones else "")
    elif ones:
        text += ("零" if hundreds else "") + _CHINESE[ones]
    return text


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**8), st.sampled_from(_UNITS), st.sampled_from(["plain", "wide", "comma", "spaced"]))
def test_digits_in_every_dress(value: int, unit: str, dress: str) -> None:
    digits = f"{value:,}" if dress == "comma" else str(value)
    if dress == "wide":
        digits = digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    text = f"收到申请{digits}{' ' if dress == 'spaced' else ''}{unit}，办结。"
    (numeral,) = find_numerals(text)
    assert (numeral.value, numeral.unit) == (Decimal(value), unit)
    assert text[numeral.start : numeral.digits_end] == digits


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 999), st.sampled_from(["件", "次", "期", "份"]))
def test_chinese_numerals(value: int, unit: str) -> None:
    (numeral,) = find_numerals(f"收到申请{chinese(value)}{unit}，均已办结")
    assert (numeral.value, numeral.unit) == (Decimal(value), unit)


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet="0123456789０一二十百万零未收到无没有件条年月日第号（）()〔〕，。、.,% \n-余近约几数翻番百分之",
        max_size=60,
    )
)
def test_any_text_is_read_without_overlap(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end
        assert numeral.text == text[numeral.start : numeral.end]
        end = numeral.end


@pytest.mark.parametrize(
    "unit",
    [
        "1", "１", "1,", "，１２３", "1 ", "1\n", "一", "十点", "百分之", "第（", "3-", "三至", "未", "无", "没有",
        "未收到", "若干", "数", "几", "近", "2024年", "0355-", "“1", "1*", "1@", "a.", "http://", "1.", "一、", "万",
        "第十五条、", "\n", "　",
    ],
)  # fmt: skip
def test_a_hundred_thousand_repeats_are_read(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    for numeral in find_numerals(text):
        assert numeral.end <= len(text)


def test_a_megabyte_is_read() -> None:
    paragraph = "2024年，收到政府信息公开申请77件，办结81件（含上年结转4件），占51.85%，未发生行政复议案件。"
    text = paragraph * (1_000_000 // len(paragraph))
    assert sum(n.is_quantity for n in find_numerals(text)) == 5 * (1_000_000 // len(paragraph))
