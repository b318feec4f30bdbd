"""Which year a report is about, and the period that its intro names."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.headings import chinese_number, compact
from assistant.checks.sentences import per_report, sentence_at

YEAR: Final = r"(?:20\d\d|[２2][０0][０-９]{2}|二[〇○零Oo0][〇○零一二三四五六七八九]{2})"
_PART: Final = r"(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_TO: Final = r"(?:至|到|起至|—{1,2}|－|-|–|~|～)"
RANGE: Final = re.compile(
    rf"(?:(?P<y1>{YEAR})\s?年?\s?|(?<!\d))(?P<m1>{_PART})\s?月\s?(?:(?P<d1>{_PART})\s?日?\s?)?(?:\d{{1,2}}[时点])?(?:起|开始)?"
    rf"[，,]?\s?{_TO}\s?(?:(?P<y2>{YEAR})\s?年?\s?)?(?P<m2>{_PART})\s?月\s?(?:(?P<d2>{_PART})\s?日)?"
)
_NAME: Final = re.compile(rf"(?P<y>{YEAR})\s?年度?[^，。；《》]{{0,24}}信息公开(?:工作)?年度报告")
_MENTION: Final = re.compile(rf"(?<![\d较比与同和由从至到—－-])(?P<y>{YEAR})\s?年")
"""A year that the text speaks in, not one that it compares with."""
_LAW_DATES: Final = re.compile(rf"《[^《》]*》|{YEAR}\s?年[^，。；]{{0,8}}(?:修订|修正|施行|公布)")
_ABOUT: Final = re.compile(r"统计|期限|数据|起止|本报告|报告期")
_DIGITS: Final = str.maketrans("０１２３４５６７８９〇○零Oo一二三四五六七八九", "012345678900000123456789")


@dataclass(frozen=True, slots=True)
class Period:
    """`paragraph` null: stated in the report's header only. Years null where not written."""

    text: str
    start_year: int | None
    start: tuple[int, int | None]
    end_year: int | None
    end: tuple[int, int | None]
    paragraph: Paragraph | None
    span: tuple[int, int] | None

    @property
    def place(self) -> str:
        return self.paragraph.address if self.paragraph else "period"

    @property
    def year(self) -> int | None:
        return self.end_year or self.start_year


def year_number(text: str) -> int:
    """2025, ２０２５ or 二〇二五."""
    return int(text.translate(_DIGITS))


def _part(text: str | None) -> int | None:
    if text is None:
        return None
    plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    return int(plain) if plain.isdigit() else chinese_number(plain)


def _read(found: re.Match[str], paragraph: Paragraph | None) -> Period:
    y1, y2 = found["y1"], found["y2"]
    return Period(
        found[0],
        year_number(y1) if y1 else None,
        (_part(found["m1"]) or 0, _part(found["d1"])),
        year_number(y2) if y2 else None,
        (_part(found["m2"]) or 0, _part(found["d2"])),
        paragraph,
        found.span() if paragraph else None,
    )


def ranges(text: str) -> list[re.Match[str]]:
    """Date ranges in a text: 2025年1月1日至12月31日."""
    return list(RANGE.finditer(text)) if "月" in text else []


@per_report
def period(context: Context) -> Period | None:
    """The period that the report states: in its intro, in the first words of 一, else in its header."""
    for paragraph in (*context.passage("intro"), *context.passage("overview")[:1]):
        for found in ranges(paragraph.text):
            if paragraph.passage == "intro" or _ABOUT.search(sentence_at(paragraph.text, found.start())):
                return _read(found, paragraph)
    stated = RANGE.search(compact(context.report.period or ""))
    return _read(stated, None) if stated else None


def title_year(context: Context) -> int | None:
    """The year in the title; null where it has none."""
    found = re.search(rf"(?<!\d){YEAR}(?=年)", compact(context.report.title or ""))
    return year_number(found[0]) if found else None


@per_report
def report_year(context: Context) -> int | None:
    """The year that a report is about. A file's title may err: then most of its other years decide."""
    year = context.report.year
    if context.source is None and year is not None:
        return year
    votes = [y for y in (title_year(context) or year,) if y is not None]
    stated = period(context)
    votes += [stated.year] if stated and stated.year else []
    intro = "\n".join(p.text for p in context.passage("intro"))
    name = _NAME.search(intro)
    votes += [year_number(name["y"])] if name else []
    spoken = [year_number(m["y"]) for m in _MENTION.finditer(context.section_one)]
    spoken = spoken or [year_number(m["y"]) for m in _MENTION.finditer(_LAW_DATES.sub("", intro))]
    votes += [Counter(spoken).most_common(1)[0][0]] if spoken else []
    if context.previous is not None and context.previous.year is not None:
        votes.append(context.previous.year + 1)
    issued = context.report.dates.published or context.report.dates.signed or ""
    if re.match(r"20\d\d-0[1-6]", issued):
        votes.append(int(issued[:4]) - 1)
    if not votes:
        return None
    count = Counter(votes)
    best = max(count.values())
    return next(y for y in votes if count[y] == best)
