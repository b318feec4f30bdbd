"""L13 as far as a list can tell: names of meetings, numbered slogans, the order of theories."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt
from assistant.glance import Spotter

_NUMBERED: Final = {"自信": "四", "维护": "两", "确立": "两"}
_SLOGAN: Final = Spotter(
    r"(?:(?P<quoted>“)|(?<=坚定)|(?<=增强)|(?<=做到)|(?<=拥护))(?P<n>[一二两三四五六七八])个(?P<w>自信|维护|确立)(?=[”、，。；]|$)"
)
_CONGRESS: Final = Spotter(
    r"(?:党的|中共|中国共产党)(?!第[一二三四五六七八九十]{1,3}次全国代表大会)第?[一二三四五六七八九十]{1,3}次(?:全国)?(?:人民)?(?:代表)?大会"
)
_PLENUM: Final = Spotter(r"(?P<c>十[八九]|二十[一二]?)届(?P<n>[一二三四五六七八九十]{1,2})中全会")
_HELD: Final[dict[str, tuple[int, ...]]] = {
    "十八": (2012, 2013, 2013, 2014, 2015, 2016, 2017),
    "十九": (2017, 2018, 2018, 2019, 2020, 2021, 2022),
    "二十": (2022, 2023, 2024, 2025),
}
_KNOWN_UNTIL: Final = 2025
_NUMBERS: Final = "一二三四五六七八九十"
_THEORIES: Final = (
    ("马克思列宁主义", "马克思主义"),
    ("毛泽东思想",),
    ("邓小平理论",),
    ("“三个代表”重要思想", "“三个代表”", "三个代表"),
    ("科学发展观",),
    ("习近平新时代中国特色社会主义思想",),
)
_THEORY: Final = Spotter("|".join(re.escape(name) for names in _THEORIES for name in names))
_OWN_THOUGHT: Final = Spotter(r"习近平(?!新时代中国特色社会主义思想)新?时代[^，。；、“”]{0,14}?社会主义思想")

_SPOTTERS: Final = (_SLOGAN, _CONGRESS, _PLENUM, _THEORY, _OWN_THOUGHT)


@rule(
    "L13",
    "会议、口号和领导职务的表述",
    "error",
    Basis("practice", "政府网站检查把会议名称、口号和领导人职务的错误列为严重表述错误"),
    needs=("prose",),
    good="增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    bad="坚定“三个自信”，贯彻党的二十次大会精神。",
    question="会议名称和届次、政治口号、领导姓名职务和排序是否准确、是否为现行提法？",
)
def slogans(context: Context) -> Iterator[Hit]:
    if not any(spotter.may_match(context.prose) for spotter in _SPOTTERS):
        return
    for paragraph in context.paragraphs:
        text = paragraph.text
        for start, end, message in _wrong(text, context.report.year):
            yield Hit(paragraph.address, message, excerpt=excerpt(text, start, end), span=(start, end))


def _wrong(text: str, year: int | None) -> Iterator[tuple[int, int, str]]:
    for found in _SLOGAN.finditer(text):
        right = _NUMBERED[found["w"]]
        if found["n"] != right:
            yield *found.span(), f"“{found['n']}个{found['w']}”有误，应为“{right}个{found['w']}”。请改正。"
    for found in _CONGRESS.finditer(text):
        yield *found.span(), f"会议名称“{found[0]}”不完整。全称为“中国共产党第×次全国代表大会”，简称如“党的二十大”。"
    for found in _PLENUM.finditer(text):
        number = _NUMBERS.index(found["n"][0]) + 1 if len(found["n"]) == 1 else 11
        held = _HELD.get(found["c"], ())
        if number > len(held) and (found["c"] in ("十八", "十九") or (year is not None and year <= _KNOWN_UNTIL)):
            yield *found.span(), f"没有“{found[0]}”，或报告年度内尚未召开。请核对届次。"
        elif number <= len(held) and year is not None and held[number - 1] > year + 1:
            yield *found.span(), f"“{found[0]}”于 {held[number - 1]} 年召开，在本报告之后。请核对届次。"
    yield from _disordered(text)
    for found in _OWN_THOUGHT.finditer(text):
        yield *found.span(), f"“{found[0]}”有误，应为“习近平新时代中国特色社会主义思想”。请改正。"


def _disordered(text: str) -> Iterator[tuple[int, int, str]]:
    """Theories named one after another stand in the order of their making."""
    named = list(_THEORY.finditer(text))
    for before, after in pairwise(named):
        between = text[before.end() : after.start()]
        if len(between) <= 3 and not any(mark in between for mark in "。；，") and _rank(after[0]) < _rank(before[0]):
            span = before.start(), after.end()
            yield *span, f"“{text[slice(*span)]}”的排序有误。请按通行的顺序排列。"
            return


def _rank(name: str) -> int:
    return next(rank for rank, names in enumerate(_THEORIES) if name in names)
