"""The scanner: finds where a number may stand and lets one reader per form say what it is.

Every pattern is bounded or possessive, so that a megabyte of anything is read in linear time.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Final

from assistant.numerals.chinese import CHINESE_DIGITS as CN
from assistant.numerals.model import Numeral, NumeralKind, Vague
from assistant.numerals.quantities import chinese_count, digit_count, percent_of, several
from assistant.numerals.words import (
    ARTICLE_UNITS,
    DENIED,
    DENIED_AHEAD,
    DENIED_BEHIND,
    HOTLINE_AFTER,
    NOT_ONE,
    PHONE_BEFORE,
    POSTCODE_BEFORE,
)

D: Final = "[0-9０-９]"
_CORE: Final = re.compile(
    rf"(?P<url>(?:https?://|www\.)[^\s\u3000-\uffff]++)"
    rf"|(?P<quoted>[“\"‘'「『][0-9０-９+＋NnXx×·•—-]{{1,12}}+[”\"’'」』])"
    rf"|(?P<document>[〔\[【（(﹝](?:19|20)\d\d\s?年?[〕\]】）)﹞]\s?第?\s?{D}{{1,6}}\s?号)"
    rf"|(?P<bracket>[（(]\s?(?:[{CN}]{{1,3}}|{D}{{1,2}})\s?[）)]|[①-⑳])"
    rf"|(?P<ordinal>第\s?(?:[{CN}]{{1,12}}|{D}{{1,12}}|[（(]\s?(?:[{CN}]{{1,3}}|{D}{{1,2}})\s?[）)]))"
    rf"|(?P<share>[百千万]分之)"
    rf"|(?P<fold>翻了?[一两二三]?番|过半(?=[数，。；、])|半数)"
    rf"|(?P<several>若干|好几[十百千万]*|数[十百千万]+(?:万|亿)?|几[十百千万]+|十几)"
    rf"|(?P<digits>{D})"
    rf"|(?P<chinese>[{CN}])"
    rf"|(?P<denial>[未没无不])"
)
_FIRST: Final = re.compile(rf"[hw“\"‘'「『〔\[【（(﹝①-⑳第翻过半若好数几0-9０-９{CN}未没无不]")
"""Where a core may begin: finding these first spares the long pattern most of the text."""
_YEAR: Final = r"(?:19|20)[0-9]{2}|[１２][０-９]{3}"
_DATE: Final = re.compile(
    rf"(?:{_YEAR})\s*(?:年度?(?:[^\S\n]*{D}{{1,2}}\s*月份?(?:\s*{D}{{1,2}}\s*[日号])?)?)"
    rf"|{D}{{2}}年度"
    rf"|(?:19|20)[0-9]{{2}}(?:[-/.．][0-9]{{1,2}}){{2}}(?![0-9])"
    rf"|(?:19|20)[0-9]{{3,4}}月(?:[0-9]{{1,2}}日)?"
    rf"|(?:{_YEAR})(?=\s*(?:[-—－~～至到、和与及]\s*){{1,2}}(?:{_YEAR})\s*年)"
    rf"|(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])\s*(?:月份?(?:\s*{D}{{1,2}}\s*[日号])?|(?:[-—－~～至]\s*{D}{{1,2}}\s*月份?))"
    rf"|{D}{{1,2}}[:：]{D}{{2}}(?!{D})(?:[:：]{D}{{2}})?"
)
_DAY: Final = re.compile(rf"{D}{{1,2}}\s?[日号](?![内前后])")
_CN_DATE: Final = re.compile(
    r"[一二][一二三四五六七八九零〇○]{3}年度?|[一二两三四五六七八九十百]{1,4}(?:年度?|月份?|日|季度|周年|天|小时|个月|个工作日|周)"
    r"|[一二三四]季"
)
_PHONE: Final = re.compile(
    r"(?:\+?86[- ])?0[0-9]{2,3}\s?(?:[-－—–―]{1,2}\s?)?[0-9]{7,8}(?![0-9])(?:[-转][0-9]{1,4})?"
    r"|1[3-9][0-9]{9}(?![0-9])|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}(?![0-9])"
    r"|1[3-9][0-9]\*{3,4}[0-9]{4}|[48]00[-－][0-9]{3,4}(?:[-－]?[0-9]{3,4})?"
    r"|[0-9]{6,17}\*{2,}[0-9Xx]*|[A-Za-z0-9._-]{1,64}@"
)
_PASSIVE: Final = re.compile(r"[^，。；]{0,24}?(?:被|申请|提起|引发|发生|产生|收到)")
_RUN: Final = re.compile(rf"{D}++")
_LIST_ITEM: Final = re.compile(rf"{D}{{1,2}}(?:[.．](?!{D}|$)|[.．](?={D}{{4}}\s?年)|、(?!{D}))")
_ITEM_BEFORE: Final = re.compile(r"(?:^|[\n。；：:！？])[\s\u3000]*$")
_ORDINAL_UNIT: Final = re.compile(
    r"\s?(?:季度|条|款|项|章|节|号|次|期|届|批|位|名|类|个|轮|部分|阶段|编|目|方面|步|年|天|页|版)"
    rf"(?:[（(][{CN}]{{1,3}}[）)]项?|第[{CN}]{{1,3}}[款项])?"
)
_DOCUMENT_NUMBER: Final = re.compile(r"\s?号(?!召|线)")
_LETTER: Final = re.compile(r"[A-Za-z+＋]")
_HOTLINE: Final = re.compile(rf"123(?:45|15|48|19|33|66|88|80)(?!{D})(?!\s?[条件次人个份户篇家页元万])")
_POINT: Final = re.compile(rf"[.．]{D}{{1,6}}")
_CN_RUN: Final = re.compile(rf"[{CN}]++(?:点[一二三四五六七八九零〇]{{1,4}}+)?")
_CN_LIST: Final = re.compile(rf"[{CN}]{{1,3}}(?:、|[是要]，|是|要(?=[一-鿿]))")
_ARTICLE_LINK: Final = re.compile(r"\s?[、和及至与,，或]\s?$")
_FRACTION: Final = re.compile(rf"[{CN}]{{1,4}}分之(?:[{CN}]|{D})")

_UNPAID: Final = re.compile(rf"{D}万?元$")
"""200元未收取: what was not done with a number is no zero."""

_Handler = Callable[[str, int, "re.Match[str]", list[Numeral]], Numeral | int]
_MAX_DIGITS: Final = 15
_SHORTEST_PHONE: Final = 3
_IN_PHONES: Final = frozenset("－—–―转")
_IN_DATES: Final = frozenset("年月-/.．:：—－–~～至到、和与及")
_ITEM_SIGNS: Final = frozenset(".．、")
_IDENTIFIER: Final = 10
"""So many digits without a measure word name something; they count nothing."""


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numbers of a paragraph in reading order; spans never overlap."""
    found: list[Numeral] = []
    at = 0
    search, match = _FIRST.search, _CORE.match
    while first := search(text, at):
        core = match(text, first.start())
        if core is None:
            at = first.end()
            continue
        handler = _HANDLERS[core.lastgroup]  # type: ignore[index]
        result = handler(text, core.start(), core, found)
        if isinstance(result, int):
            at = result
            continue
        if result.kind == "count" and _continues_article(text, found, result):
            result = _plain(text, result.start, result.end, "ordinal", result.value)
        found.append(result)
        at = result.end
        if result.kind == "zero_word" and (one := NOT_ONE.match(text, at)):
            # 未发生一起 … : the 一 belongs to the denial
            at = one.end("one")
    return tuple(found)


def _plain(text: str, start: int, end: int, kind: NumeralKind, value: Decimal = Decimal(0)) -> Numeral:
    return Numeral(value, "", start, end, end, text[start:end], kind)


def _continues_article(text: str, found: list[Numeral], numeral: Numeral) -> bool:
    """第十五条、二十条: the second is no count either."""
    if not found or numeral.unit not in ARTICLE_UNITS:
        return False
    last = found[-1]
    return (
        last.kind == "ordinal"
        and last.text.startswith("第")
        and last.text[-1] in ARTICLE_UNITS
        and numeral.start - last.end <= 3
        and _ARTICLE_LINK.match(text, last.end, numeral.start) is not None
    )


def _fixed(kind: NumeralKind, text: str, start: int, core: "re.Match[str]", _found: list[Numeral]) -> Numeral:
    return _plain(text, start, core.end(), kind)


def _bracket(text: str, start: int, core: "re.Match[str]", _found: list[Numeral]) -> Numeral | int:
    """（一） and (3) number a paragraph; a noun before and a clause end after make it a count: 自然人（47）."""
    inner = core[0][1:-1].strip()
    after = text[core.end() : core.end() + 1]
    before = text[start - 1 : start]
    if inner and inner[0] not in CN and before >= "一" and before <= "鿿" and after in "，、；。,;）)":
        return start + 1
    return _plain(text, start, core.end(), "ordinal")


def _ordinal(text: str, start: int, core: "re.Match[str]", _found: list[Numeral]) -> Numeral:
    unit = _ORDINAL_UNIT.match(text, core.end())
    end = unit.end() if unit else core.end()
    kind: NumeralKind = "document" if "号" in text[core.end() : end] else "ordinal"
    return _plain(text, start, end, kind)


def _denial(text: str, start: int, _core: "re.Match[str]", _found: list[Numeral]) -> Numeral | int:
    found = DENIED.match(text, start)
    if found is None or _UNPAID.search(text, max(0, start - 4), start):
        return start + 1
    end = found.end()
    ahead = DENIED_AHEAD.match(text, end) is not None
    behind = DENIED_BEHIND.search(text, max(0, start - 40), start) is not None
    if found["nobody"]:
        denies = True
    elif found["no"] == "未":
        # 未因政府信息公开被申请行政复议 denies a count, 未就 … alone does not
        denies = ahead and _PASSIVE.match(text, end) is not None
    elif found["verb"]:
        names = DENIED_AHEAD.match(found["verb"]) is not None
        denies = ahead or behind or (names and (_ends(text, end) or found["verb"].endswith(("申请", "结转", "收费"))))
    else:
        denies = ahead or (behind and _ends(text, end))
    if not denies:
        return start + 1
    return Numeral(Decimal(0), "", start, end, end, text[start:end], "zero_word")


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or text[at] in "，。；、！\n）) \u3000"


def _share(text: str, start: int, _core: "re.Match[str]", _found: list[Numeral]) -> Numeral | int:
    return percent_of(text, start) or start + 3


def _fold(_text: str, start: int, core: "re.Match[str]", _found: list[Numeral]) -> Numeral:
    word = core[0]
    if word.startswith("翻"):
        folds = {"二": 2, "两": 2, "三": 3}.get(word[-2], 1)
        return Numeral(Decimal(folds), "番", start, core.end(), core.end() - 1, word, "count")
    vague: Vague = "more" if "过" in word else "about"
    return Numeral(Decimal(50), "%", start, core.end(), core.end(), word, "percent", vague)


def _several(text: str, start: int, core: "re.Match[str]", _found: list[Numeral]) -> Numeral | int:
    return several(text, start, core.end()) or core.end()


def _digits(text: str, start: int, _core: "re.Match[str]", found: list[Numeral]) -> Numeral | int:
    run = _RUN.match(text, start)
    assert run is not None  # noqa: S101 - the core matched a digit
    end = run.end()
    length = end - start
    following = text[end : end + 1]
    # what follows the digits tells most of what they cannot be, and costs less than asking each pattern
    if (length >= _SHORTEST_PHONE or following in _IN_PHONES or following.isascii()) and (
        phone := _PHONE.match(text, start)
    ):
        return _plain(text, start, phone.end(), "phone")
    if (following in _IN_DATES or following.isspace()) and (date := _DATE.match(text, start)):
        return _plain(text, start, date.end(), "date")
    if length > _MAX_DIGITS:
        return _plain(text, start, end, "phone")
    before = text[max(0, start - 16) : start]
    if (length == 6 and POSTCODE_BEFORE.search(before)) or (length >= 4 and PHONE_BEFORE.search(before)):
        return _plain(text, start, end, "phone")
    if (following == "号" or following.isspace()) and _DOCUMENT_NUMBER.match(text, end):
        return _plain(text, start, end + 1, "document")
    if 3 <= length <= 5 and (_HOTLINE.match(text, start) or HOTLINE_AFTER.match(text, end)):
        return _plain(text, start, end, "set_phrase")
    if _LETTER.match(before[-1:]) or _LETTER.match(following):
        point = _POINT.match(text, end)
        return _plain(text, start, point.end() if point else end, "set_phrase")
    if following in _ITEM_SIGNS and (item := _LIST_ITEM.match(text, start)) and _ITEM_BEFORE.search(before):
        return _plain(text, start, item.end(), "ordinal")
    if found and found[-1].kind == "date" and start - found[-1].end <= 3 and (day := _DAY.match(text, start)):
        return _plain(text, start, day.end(), "date")
    numeral = digit_count(text, start, end)
    if length >= _IDENTIFIER and isinstance(numeral, Numeral) and not numeral.unit:
        return _plain(text, start, end, "phone")
    return numeral


def _chinese(text: str, start: int, _core: "re.Match[str]", _found: list[Numeral]) -> Numeral | int:
    if date := _CN_DATE.match(text, start):
        return _plain(text, start, date.end(), "date")
    if fraction := _FRACTION.match(text, start):
        return percent_of(text, start) or fraction.end()
    run = _CN_RUN.match(text, start)
    assert run is not None  # noqa: S101 - the core matched a numeral character
    if _CN_LIST.match(text, start) and _ITEM_BEFORE.search(text[max(0, start - 16) : start]):
        return _plain(text, start, run.end(), "ordinal")
    if text[start] == "零" and (nil := DENIED.match(text, start)):
        return Numeral(Decimal(0), "", start, nil.end(), nil.end(), nil[0], "zero_word")
    return chinese_count(text, start, run.end()) or run.end()


_HANDLERS: Final[dict[str, _Handler]] = {
    "url": partial(_fixed, "set_phrase"),
    "quoted": partial(_fixed, "set_phrase"),
    "document": partial(_fixed, "document"),
    "bracket": _bracket,
    "ordinal": _ordinal,
    "share": _share,
    "fold": _fold,
    "several": _several,
    "digits": _digits,
    "chinese": _chinese,
    "denial": _denial,
}
