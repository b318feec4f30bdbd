"""Readers of the quantities: digits, Chinese numerals, percentages, rough amounts."""

import re
from decimal import Decimal
from typing import Final

from assistant.numerals.chinese import CHINESE_DIGITS as CN
from assistant.numerals.chinese import chinese_value, is_loose_pair
from assistant.numerals.model import Numeral, NumeralKind, Vague
from assistant.numerals.words import (
    ABOUT_BEFORE,
    ABSTRACT_AFTER,
    AFTER_UNIT,
    COUNTED_AFTER,
    FOUND_BEFORE,
    LESS_BEFORE,
    LOOSE_MEASURES,
    MORE_BEFORE,
    ONE_NOT_AFTER,
    ROUGH_AFTER,
    ROUGH_BEFORE,
    SET_PHRASES,
    UNIT,
    UNIT_FIRST,
)

D: Final = "[0-9０-９]"
_HALF: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_NUMBER: Final = re.compile(
    rf"(?P<thousands>{D}{{1,3}}(?:[,，]{D}{{3}}){{1,4}}(?!{D})(?:[.．]{D}{{1,8}})?)"
    rf"|(?P<spaced>{D}{{1,3}}(?:[ \u00a0\u2009\u202f]{D}{{3}}){{1,4}}(?![0-9０-９.．,，]))"
    rf"|(?P<broken>{D}{{1,6}}[ \u3000]?\n[ \u3000]{{0,4}}{D}{{1,6}}(?![0-9０-９.．、]))"
    rf"|(?P<plain>{D}{{1,15}}(?:[.．]{D}{{1,10}}+)?)"
)
_PLAIN: Final = re.compile(rf"{D}{{1,15}}(?:[.．]{D}{{1,10}}+)?")
_LIST_COMMA: Final = re.compile(rf"[,，]{D}")
_LOWER_END: Final = re.compile(rf"[至到~～—-]([{CN}]{{1,6}})")
_SCALE: Final = re.compile(r"\s?(?P<rough>余|多|几)?\s?(?P<scale>[百千]?[万亿]{1,2}|[百千])(?P<late>余|多)?")
_ROUGH: Final = re.compile(r"\s?(?P<rough>余|多|几)")
_PERCENT: Final = re.compile(r"\s{0,2}(?:[%％]|(?P<mille>‰)|(?P<points>个百分点))")
_SPACE: Final = re.compile(r"[\s\u3000]{0,4}")
_RANGE: Final = re.compile(rf"\s?(?:[-—－–~～至到]{{1,2}})\s?(?={D}|[{CN}])")
_SCALES: Final = {
    "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7, "万亿": 10**12,
    "百亿": 10**10, "千亿": 10**11, "亿万": 10**8, "万万": 10**8, "亿亿": 10**16,
}  # fmt: skip
_SHARE: Final = re.compile(
    rf"(?P<whole>[{CN}]{{1,4}})分之\s?(?P<part>[{CN}]{{1,8}}(?:点[一二三四五六七八九零〇]{{1,6}})?|{D}{{1,9}}(?:[.．]{D}{{1,6}})?)"
)
_NIL_BEFORE: Final = re.compile(r"(?:[为是：:]|共计?|合计)\s?$")
_ENDS: Final = re.compile(r"\s?(?:[，。；、！,;）)\n]|$)")


def _vague(text: str, start: int, end: int, rough: str | None) -> Vague:
    if rough:
        return "more"
    if text[start - 1 : start] in ROUGH_BEFORE:
        before = text[max(0, start - 3) : start]
        more = MORE_BEFORE.search(before)
        if more and (more[0] not in ("上", "过") or text[start] in "百千万亿"):  # 线上210人 is exact
            return "more"
        if LESS_BEFORE.search(before):
            return "less"
        if ABOUT_BEFORE.search(before):
            return "about"
    following = text[end : end + 1]
    if following not in ROUGH_AFTER and not following.isspace():
        return ""
    after = AFTER_UNIT.match(text, end)
    if after is None:
        return ""
    word = after[0].strip()
    return "about" if word in ("左右", "上下") else "less" if word in ("以内", "以下") else "more"


def _unit(text: str, at: int) -> tuple[str, int]:
    """Measure word at or after blanks; 件次 before 件. Empty and `at` where none stands."""
    start = at
    if text[at : at + 1].isspace() and (gap := _SPACE.match(text, at)):
        start = gap.end()
    found = UNIT.match(text, start)
    if found is None:
        return "", at
    if found[0] == "个" and text.startswith(("别", "体", "人", "性"), found.end()):
        return "", at
    return found[0], found.end()


_GOES_ON: Final = frozenset(",，.． \u00a0\u2009\u202f\u3000\n")
"""Signs behind a run of digits that may be inside a number."""


def digit_count(text: str, start: int, run_end: int) -> Numeral | int:
    """A count or share in Arabic digits; `run_end` the end of its first run of digits."""
    if text[run_end : run_end + 1] not in _GOES_ON:
        return _measure(text, start, run_end, Decimal(text[start:run_end]))
    number = _NUMBER.match(text, start)
    if number is None:
        return start + 1
    end = number.end()
    if number.lastgroup != "plain" and not _belongs_together(text, start, number):
        number = _PLAIN.match(text, start)
        if number is None:
            return start + 1
        end = number.end()
    digits = re.sub(r"[\s,\u00a0\u2009\u202f\u3000]", "", number[0].translate(_HALF))
    return _measure(text, start, end, Decimal(digits))


def _belongs_together(text: str, start: int, number: "re.Match[str]") -> bool:
    """Whether groups of digits parted by comma, blank or line end are one number."""
    end, raw = number.end(), number[0]
    unit, _ = _unit(text, end)
    more = text[end : end + 1] in ("万", "亿", "余", "多")
    if number.lastgroup == "thousands":
        if _LIST_COMMA.match(text, end):
            return False
        if "，" in raw and not re.fullmatch(r"[０-９，．]+", raw):
            return bool(unit or more) and text[start - 1 : start] not in ("、", "，", ",")
        return True
    if number.lastgroup == "spaced":
        return bool(unit or more) and raw[0] not in "0０"
    return bool(unit) and unit not in ("年", "月") and text[start - 1 : start] not in (".", "．", "、")


def _measure(text: str, start: int, end: int, value: Decimal) -> Numeral:
    """The number with its scale word, roughness and measure word."""
    following = text[end : end + 1]
    if following in _PLAIN_UNITS:
        return _plain_count(text, start, end, value)
    if share := _PERCENT.match(text, end):
        unit = "‰" if share["mille"] else "个百分点" if share["points"] else "%"
        vague = _vague(text, start, share.end(), None)
        if not vague and _RANGE_BEFORE.search(text, max(0, start - 8), start):
            vague = "about"
        return Numeral(value, unit, start, share.end(), end, text[start : share.end()], "percent", vague)
    rough: str | None = None
    digits_end = end
    if (scale := _SCALE.match(text, end)) and scale["scale"] in _SCALES:
        rough = scale["rough"] or scale["late"]
        word = scale["scale"]
        gap = _SPACE.match(text, scale.end())
        after = gap.end() if gap else scale.end()
        if word[-1] in "万亿" and text.startswith("元", after):
            rest = word[:-1]
            value *= _SCALES.get(rest, 1)
            unit = word[-1] + "元"
            vague = _vague(text, start, after + 1, rough)
            return Numeral(value, unit, start, after + 1, end, text[start : after + 1], "count", vague)
        value = _plain_decimal(value * _SCALES[word])
        digits_end = end = scale.end()
    elif (found := _ROUGH.match(text, end)) and _unit(text, found.end())[0]:
        rough, end = found["rough"], found.end()
    unit, end = _unit(text, end)
    if unit == "成":
        return _tenths(text, start, end, digits_end, value)
    vague = _vague(text, start, end, rough)
    kind: NumeralKind = "count"
    if unit == "个" and ABSTRACT_AFTER.match(text, end) and not text.startswith("问题", end):
        kind = "set_phrase"
    if not unit and (span := _RANGE.match(text, digits_end)) and (shared := _range_unit(text, span.end())):
        kind = "percent" if shared == "%" else "count"
        return Numeral(value, shared, start, digits_end, digits_end, text[start:digits_end], kind, "about")
    if vague == "" and _RANGE_BEFORE.search(text, max(0, start - 8), start) and unit:
        vague = "about"
    return Numeral(value, unit, start, end, digits_end, text[start:end], kind, vague)


_PLAIN_UNITS: Final = UNIT_FIRST - frozenset("个成千百万亿")
"""First characters of measure words that nothing else begins with: no scale, no share, no 余."""


def _plain_count(text: str, start: int, digits_end: int, value: Decimal) -> Numeral:
    """35件, 12条: the measure word right behind the digits."""
    unit, end = _unit(text, digits_end)
    vague = _vague(text, start, end, None)
    if vague == "" and unit and _RANGE_BEFORE.search(text, max(0, start - 8), start):
        vague = "about"
    return Numeral(value, unit, start, end, digits_end, text[start:end], "count", vague)


_RANGE_BEFORE: Final = re.compile(rf"(?:{D}|[一二三四五六七八九十百])[%％]?\s?[-—－–~～至到]{{1,2}}\s?$")


def _plain_decimal(value: Decimal) -> Decimal:
    """12000.0 → 12000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


_RANGE_END: Final = re.compile(rf"{D}{{1,9}}(?:[.．]{D}{{1,4}})?(?!{D})")


def _range_unit(text: str, at: int) -> str:
    """Unit of the upper end of a range (3-5件), empty where none follows."""
    number = _RANGE_END.match(text, at)
    if number is None:
        return ""
    return "%" if _PERCENT.match(text, number.end()) else _unit(text, number.end())[0]


def _tenths(text: str, start: int, end: int, digits_end: int, value: Decimal) -> Numeral:
    """九成 is 90 %."""
    vague = _vague(text, start, end, None) or "about"
    return Numeral(value * 10, "%", start, end, digits_end, text[start:end], "percent", vague)


def chinese_count(text: str, start: int, end: int) -> Numeral | None:
    """A count in Chinese numerals, null where the characters are part of words (统一, 一网通办, 万众)."""
    if SET_PHRASES.match(text, start):
        return _set_phrase(text, start)
    run = text[start:end]
    rough = _ROUGH.match(text, end)
    at = rough.end() if rough else end
    first = text[at : at + 1]
    if first not in UNIT_FIRST and not (first.isspace() and _unit(text, at)[0]):
        return _bare_zero(text, start, end, run)
    unit, unit_end = _unit(text, at)
    if not unit:
        return None
    if unit == "成":
        value = chinese_value(run)
        if value is None or value > 10 or not re.match(r"[以多左（，。；、的]|$", text[unit_end : unit_end + 1]):
            return None
        return _tenths(text, start, unit_end, end, value)
    kind: NumeralKind = "count"
    if not rough and not _is_counted(text, start, run, unit, unit_end):
        kind = "set_phrase"
    if unit in ("元",) and run[-1] in "万亿" and len(run) > 1:
        value, unit = chinese_value(run[:-1]), run[-1] + unit
    elif is_loose_pair(run):
        return Numeral(Decimal(0), unit, start, unit_end, end, text[start:unit_end], kind, "several")
    else:
        value = chinese_value(run)
    if value is None:
        return None
    if unit == "个百分点":
        kind = "percent"
    if unit == "番":
        kind = "set_phrase"
    vague = _vague(text, start, unit_end, rough["rough"] if rough else None)
    if run[0] in "百千万亿" and not vague:
        return None
    span = _CN_RANGE.match(text, start)
    if vague == "" and (span or _RANGE_BEFORE.search(text, max(0, start - 6), start)):
        vague = "about"
    return Numeral(value, unit, start, unit_end, end, text[start:unit_end], kind, vague)


_CN_RANGE: Final = re.compile(rf"[{CN}]{{1,6}}\s?[-—~～至到]\s?[{CN}]{{1,6}}")


def _set_phrase(text: str, start: int) -> Numeral | None:
    phrase = SET_PHRASES.match(text, start)
    if phrase is None:
        return None
    end = phrase.end()
    return Numeral(Decimal(0), "", start, end, end, text[start:end], "set_phrase")


def _bare_zero(text: str, start: int, end: int, run: str) -> Numeral | None:
    """均为零。; 现行有效数为三。: a numeral without measure word that ends its clause."""
    if not _ENDS.match(text, end) or not _NIL_BEFORE.search(text, max(0, start - 3), start):
        return _lower_end(text, start, end, run)
    value = chinese_value(run)
    if value is None or run[0] in "百千万亿":
        return None
    return Numeral(value, "", start, end, end, run)


def _lower_end(text: str, start: int, end: int, run: str) -> Numeral | None:
    """三至五件: the first of two numerals takes the unit of the second."""
    span = _LOWER_END.match(text, end)
    if span is None:
        return None
    unit, _ = _unit(text, span.end())
    value = chinese_value(run)
    if not unit or value is None or run[0] in "百千万亿":
        return None
    return Numeral(value, unit, start, end, end, run, "count", "about")


def _is_counted(text: str, start: int, run: str, unit: str, end: int) -> bool:
    """Whether Chinese numeral and measure word count something, or are part of a saying or an argument."""
    before = text[start - 1 : start]
    ends = _ENDS.match(text, end) is not None
    if run == "一":
        if before in ONE_NOT_AFTER and before:
            return False
        if unit == "个" or unit in LOOSE_MEASURES:
            return ends or COUNTED_AFTER.match(text, end) is not None
        return ends or text[end : end + 1] not in "事性站化条件次个对"
    if before == "第":
        return False
    if unit == "个" and ABSTRACT_AFTER.match(text, end):
        return text.startswith("问题", end) and FOUND_BEFORE.search(text, max(0, start - 6), start) is not None
    if unit in LOOSE_MEASURES:
        return ends or COUNTED_AFTER.match(text, end) is not None
    return True


def percent_of(text: str, start: int) -> Numeral | None:
    """百分之九十八, 千分之三, 三分之一."""
    share = _SHARE.match(text, start)
    if share is None:
        return None
    raw = share["part"].translate(_HALF)
    value = Decimal(raw) if raw[0].isdigit() and raw.isascii() else chinese_value(share["part"])
    whole = chinese_value(share["whole"])
    if value is None or not whole:
        return None
    end = share.end()
    vague = _vague(text, start, end, None)
    if whole == 100:
        unit = "%"
    elif whole == 1000:
        unit = "‰"
    else:
        value, unit, vague = (value * 100 / whole).quantize(Decimal("0.01")), "%", vague or "about"
    return Numeral(value, unit, start, end, end, text[start:end], "percent", vague)


def several(text: str, start: int, end: int) -> Numeral | None:
    """若干条, 数十次, 十几件: several of something; null where no measure word or end follows."""
    rough = _ROUGH.match(text, end)
    unit, unit_end = _unit(text, rough.end() if rough else end)
    word = text[start:end]
    if not unit and not (word == "若干" and _ENDS.match(text, end)):
        return None
    if not unit:
        unit_end = end
    if unit == "年" or unit in ("天", "日", "个月"):
        return None
    return Numeral(Decimal(0), unit, start, unit_end, end, text[start:unit_end], "count", "several")
