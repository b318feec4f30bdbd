"""D: dates and years; the list of the family."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from assistant import lists
from assistant.checks.context import Context
from assistant.checks.mentioned_years import future_of_this_year, other_years, so_far, wrong_base
from assistant.checks.periods import period, report_year, title_year
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import excerpt
from assistant.list_files import derived
from assistant.list_models import Congress

_PERIOD: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告统计全年数据，即1月1日至12月31日")


@rule(
    "D01",
    "标题、报告年度、统计期限的年份不一致",
    "error",
    _PERIOD,
    good="2025年的报告，统计期限为2025年1月1日至12月31日。",
    bad="2025年的报告，统计期限为2024年1月1日至12月31日。",
)
def one_year(context: Context) -> Iterator[Hit]:
    """Title, report and period speak of the same year; the one that differs from the rest is told."""
    year = report_year(context)
    if year is None:
        raise NotAssessableError("报告年度")
    titled, stated = title_year(context), period(context)
    if titled is not None and titled != year:
        against = f"统计期限为“{stated.text}”" if stated and stated.year == year else f"报告年度是 {year} 年"
        yield Hit(
            "title",
            f"标题写“{titled}年”，{against}，相差 {abs(titled - year)} 年。请核对标题的年份。",
            excerpt=context.report.title or "",
            suggestion=f"{year}年",
        )
    if stated is None:
        return
    wrong = [y for y in (stated.start_year, stated.end_year) if y is not None and y != year]
    turned = wrong and stated.end_year == year and stated.start != (1, 1)
    if wrong and not turned:
        shown = f"标题写“{year}年”" if titled == year else f"报告年度是 {year} 年"
        yield Hit(
            stated.place,
            f"统计期限“{stated.text}”的年份与报告不符：{shown}，期限写“{wrong[0]}年”，相差 {abs(wrong[0] - year)} 年。"
            f"请改为“{year}年1月1日至12月31日”。",
            excerpt=stated.text,
            span=stated.span,
            suggestion=f"{year}年1月1日至12月31日",
        )


@rule(
    "D03",
    "统计期限不是全年",
    "error",
    _PERIOD,
    good="2025年1月1日至12月31日",
    bad="2025年2月1日至12月31日",
)
def whole_year(context: Context) -> Iterator[Hit]:
    """1 January to 31 December."""
    stated = period(context)
    if stated is None:
        raise NotAssessableError("统计期限")
    (m1, d1), (m2, d2) = stated.start, stated.end
    if (m1, d1 or 1) == (1, 1) and (m2, d2 or 31) == (12, 31):
        return
    begins = f"{m1}月{d1}日" if d1 else f"{m1}月"
    ends = f"{m2}月{d2}日" if d2 else f"{m2}月"
    year = report_year(context) or stated.year
    right = f"{year}年1月1日至12月31日" if year else "1月1日至12月31日"
    yield Hit(
        stated.place,
        f"统计期限从{begins}到{ends}，不是全年的1月1日至12月31日。请改为“{right}”。",
        excerpt=stated.text,
        span=stated.span,
        suggestion=right,
    )


# ---- D06 ----------------------------------------------------------------------------------------------
# each pattern begins with what it looks for, so that most of the text is passed over at once
_NO_YEAR_SIGN: Final = re.compile(r"(?P<y>2(?<![\d０-９]2)0\d{2})\s?(?P<m>1[0-2]|0?[1-9])月(?:\d{1,2}日)?")
_NO_YEAR_BEFORE: Final = re.compile(
    r"(?P<y>2(?<![\d０-９]2)0\d{2})(?=[上下]半年|第?[一二三四1-4]季度|年?起(?!草|步))(?!年)"
)
_NO_DAY: Final = re.compile(r"(?<!\d)\d{1,2}月日(?!报|期|常|均|子|程)")
_NO_DIGITS: Final = re.compile(r"年(?<![^，。；：、（(自从于至为在]年)\d{1,2}月(?:\d{1,2}日)?")
_NO_DAY_SIGN: Final = re.compile(r"(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})(?=[，。；）)]|[至到](?:20\d\d年)?\d{1,2}月)")
_IMPOSSIBLE: Final = re.compile(r"(?<!\d)(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")
_MONTH: Final = re.compile(r"\d月")
_DAY_WITHOUT_SIGN: Final = re.compile(r"\d月\d{1,2}(?![\d日])")
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@rule(
    "D06",
    "日期残缺或不存在",
    "error",
    Basis("engineering", "日期的写法"),
    needs=("prose",),
    good="2025年8月1日",
    bad="20258月1日",
)
def broken_dates(context: Context) -> Iterator[Hit]:
    """年 or 日 left out, or a day that no calendar has."""
    prose = context.prose
    suspects = tuple(pattern for pattern in (_NO_YEAR_SIGN, _NO_YEAR_BEFORE, _NO_DIGITS) if pattern.search(prose))
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "月" not in text and (not suspects or "20" not in text):
            continue
        told: list[tuple[int, int]] = []
        for start, end, message in sorted(_broken(text, suspects)):
            if any(left < end and start < right for left, right in told):
                continue
            told.append((start, end))
            yield Hit(paragraph.address, message, excerpt=excerpt(text, start, end), span=(start, end))


def _broken(text: str, suspects: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int, str]]:
    """`suspects`: those of the patterns about years that match anywhere in the report."""
    for found in _NO_YEAR_SIGN.finditer(text) if _NO_YEAR_SIGN in suspects else ():
        right = f"{found['y']}年{text[found.start('m') : found.end()]}"
        yield *found.span(), f"日期“{found[0]}”缺少“年”字。请改为“{right}”。"
    for found in _NO_YEAR_BEFORE.finditer(text) if _NO_YEAR_BEFORE in suspects else ():
        yield *found.span(), f"“{text[found.start() : found.end() + 3]}”缺少“年”字。请改为“{found['y']}年”。"
    for found in _NO_DAY.finditer(text) if "月日" in text else ():
        yield *found.span(), f"日期“{found[0]}”缺少日的数字。请补上。"
    for found in _NO_DIGITS.finditer(text) if _NO_DIGITS in suspects else ():
        yield *found.span(), f"日期“{found[0]}”缺少年份的数字。请补上。"
    for found in _NO_DAY_SIGN.finditer(text) if _DAY_WITHOUT_SIGN.search(text) else ():
        yield *found.span(), f"日期“{found[0]}”缺少“日”字。请改为“{found[0]}日”。"
    for found in _months(text):
        month, day = int(found["m"]), int(found["d"] or 1)
        if found["d"] is None and found["y"] is None:
            continue
        if not (1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]) or _no_leap_day(found, month, day):
            yield *found.span(), f"日期“{found[0]}”不存在。请核对月和日。"


def _months(text: str) -> Iterator[re.Match[str]]:
    """Months with their year and day, found by the figure before 月."""
    for month in _MONTH.finditer(text):
        start = month.start() - (text[month.start() - 1 : month.start()].isdigit())
        found = _IMPOSSIBLE.match(text, start - 5) if start >= 5 else None
        found = found if found is not None and found["y"] else _IMPOSSIBLE.match(text, start)
        if found is not None:
            yield found


def _no_leap_day(found: re.Match[str], month: int, day: int) -> bool:
    return found["y"] is not None and (month, day) == (2, 29) and int(found["y"]) % 4 != 0


# ---- D08 ----------------------------------------------------------------------------------------------
@derived
def _spirits() -> tuple[tuple[re.Pattern[str], Congress], ...]:
    found = []
    for congress in lists.congresses():
        words = "|".join(re.escape(word) for word in (congress.name, congress.plenum) if word)
        found.append((re.compile(rf"(?:{words})[^，。；]{{0,24}}?(?:精神|报告|部署|要求)"), congress))
    return tuple(found)


@rule(
    "D08",
    "会议精神的提法早于报告年度",
    "warning",
    Basis("practice", "通常写报告年度内最近一次党代会的精神"),
    needs=("prose",),
    good="深入学习贯彻党的二十大精神。（2025年的报告）",
    bad="深入学习贯彻党的十九大精神。（2025年的报告，全文没有提到二十大）",
)
def old_congress(context: Context) -> Iterator[Hit]:
    """The spirit of an earlier congress where no later one is named."""
    year = report_year(context)
    if year is None:
        raise NotAssessableError("报告年度")
    prose = context.prose
    for pattern, congress in _spirits():
        if year <= congress.last_year or congress.newer in prose or congress.newer.replace("大", "届") in prose:
            continue
        for paragraph in context.paragraphs:
            found = pattern.search(paragraph.text)
            if found:
                yield Hit(
                    paragraph.address,
                    f"{year} 年的报告写“{found[0]}”，全文没有提到{congress.newer}。请核对提法是否沿用往年。",
                    excerpt=excerpt(paragraph.text, *found.span()),
                    span=found.span(),
                )
                break


# ---- D09 ----------------------------------------------------------------------------------------------
@rule(
    "D09",
    "公布日期过早或过晚",
    "error",
    Basis(
        "law",
        "《中华人民共和国政府信息公开条例》第四十九条：每年1月31日前公布上一年度报告，县级以上地方的报告3月31日前",
    ),
    other_severities=("warning",),
    good="2025年的报告，2026年1月20日公布。",
    bad="2025年的报告，2025年12月28日公布；或2026年3月9日公布（期限为1月31日）。",
)
def published_in_time(context: Context) -> Iterator[Hit]:
    """After the year has ended, and by the deadline: the unit's own, else what is usual."""
    year = report_year(context)
    place, told = next(
        (
            (f"dates.{key}", day)
            for key in ("published", "signed")
            if (day := _day(getattr(context.report.dates, key))) is not None
        ),
        ("", None),
    )
    if year is None or told is None:
        raise NotAssessableError("公布日期" if year is not None else "报告年度")
    word = "公布日期" if place == "dates.published" else "成文日期"
    if told < date(year + 1, 1, 1):
        yield Hit(
            place,
            f"{word}是 {_said(told)}，而 {year} 年到12月31日才结束，全年的数据还没有。请核对日期。",
            excerpt=told.isoformat(),
        )
        return
    stated = _day(context.report.unit.deadline)
    government = context.knows_unit and context.unit.kind == "government" and context.unit.level != "town"
    deadline = stated or (date(year + 1, 3, 31) if government else date(year + 1, 1, 31))
    if told > deadline:
        due = f"期限是 {_said(deadline)}" if stated else f"通常应在 {_said(deadline)}前公布"
        yield Hit(
            place,
            f"{word}是 {_said(told)}，{due}，晚了 {(told - deadline).days} 天。请核对日期；确已超期的请说明原因。",
            excerpt=told.isoformat(),
            severity="warning",
        )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


RULES: Final = (
    one_year,
    other_years,
    whole_year,
    future_of_this_year,
    so_far,
    broken_dates,
    wrong_base,
    old_congress,
    published_in_time,
)
