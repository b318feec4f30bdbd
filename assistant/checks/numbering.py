"""ST15: ordinals that skip or repeat, in headings and in running prose."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.headings import (
    Heading,
    chinese_number,
    ordinal_number,
    section_headings,
    sub_headings,
)
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sections import missing_topics
from assistant.checks.sentences import excerpt
from assistant.glance import Spotter
from schemas.passages import PASSAGES, chinese_ordinal, ordinal

_FIRST: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、$")
_SECOND: Final = re.compile(r"^（[一二三四五六七八九十]{1,3}）$")
_TOPIC_NUMBER: Final[dict[str, int]] = {
    topic: number
    for number, topic in enumerate(("proactive", "requests", "management", "platform", "supervision"), start=1)
}
_CN: Final = "[一二三四五六七八九十]"
_START: Final = r"(?:^|(?<=[。；：;:！？]))\s*"
_KINDS: Final[dict[str, re.Pattern[str]]] = {
    "shi": re.compile(rf"(?<![统之第唯十同单逐万划专划其来])(?P<n>{_CN}|十{_CN})是(?!否)"),
    "cn": re.compile(rf"{_START}(?P<n>{_CN}{{1,3}})、(?=[\u4e00-\u9fff])"),
    "cn_paren": re.compile(rf"{_START}[（(](?P<n>{_CN}{{1,3}})[）)](?![项款目])"),
    "ar": re.compile(_START + r"(?P<n>[0-9０-９]{1,2})[.．、](?=\s?[\u4e00-\u9fff“《])"),
    "ar_paren": re.compile(_START + r"[（(](?P<n>[0-9０-９]{1,2})[）)](?![项款目])"),
}
_LIKE: Final[dict[str, re.Pattern[str] | Spotter]] = {
    "shi": Spotter("|".join(f"{n}是" for n in _CN[1:-1])),
    "cn": Spotter("|".join(f"{n}、" for n in _CN[1:-1])),
    "cn_paren": Spotter("|".join(f"（{n}|[(]{n}" for n in _CN[1:-1])),
    "ar": re.compile(r"[0-9０-９][.．、]\s?[\u4e00-\u9fff“《]"),
    "ar_paren": re.compile(r"[（(][0-9０-９]{1,2}[）)]"),
}
"""Without one of these in the whole prose there is nothing to find."""


@rule(
    "ST15",
    "编号跳号或重号",
    "error",
    Basis("engineering", "编号应当连续"),
    good="（一）（二）（三）（四）（五）；一是……二是……三是……",
    bad="（一）（二）（三）（三）（五）；一是……三是……",
)
def numbering(context: Context) -> Iterator[Hit]:
    """Well-formed ordinals count on by one. Malformed ones are ST03's and ST04's, absent sections ST01's."""
    yield from _doubled((*section_headings(context), *sub_headings(context, 1), *sub_headings(context, 5)))
    yield from _sections(section_headings(context))
    for section in (1, 5):
        absent = {_TOPIC_NUMBER[topic] for topic in missing_topics(context)} if section == 1 else set()
        yield from _subs(sub_headings(context, section), absent)
    prose = context.prose
    kinds = [(name, kind) for name, kind in _KINDS.items() if _LIKE[name].search(prose)]
    for passage in PASSAGES if kinds else ():
        paragraphs = context.passage(passage)
        for name, kind in kinds:
            yield from _in_prose(paragraphs, name, kind)


_DOUBLED: Final = re.compile(
    r"^\s{0,8}(?P<one>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\s{0,4}"
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
)


def _doubled(found: tuple[Heading, ...]) -> Iterator[Hit]:
    """一、一、总体情况: numbered by the word processor and by hand."""
    for heading in found:
        if written := _DOUBLED.match(heading.raw):
            yield Hit(
                heading.place,
                f"标题“{heading.raw.strip()}”写了两个序号。请只留一个“{written['one']}”。",
                excerpt=heading.raw.strip(),
            )


def _sections(found: tuple[Heading, ...]) -> Iterator[Hit]:
    numbers = [int(h.place.rpartition(".")[2]) for h in found]
    if numbers != sorted(numbers):
        return
    for rank, (heading, number) in enumerate(zip(found, numbers, strict=True), start=1):
        if _FIRST.match(heading.ordinal) and heading.number not in (number, rank):
            yield Hit(
                heading.place,
                f"标题“{heading.raw.strip()}”的序号与位置不符，应为“{ordinal(heading.place)}”。请改正编号。",
                excerpt=heading.raw.strip(),
            )


def _subs(found: tuple[Heading, ...], absent: set[int]) -> Iterator[Hit]:
    last = 0
    for heading in found:
        if not heading.ordinal:
            continue
        number = heading.number
        if number == last + 1 or not _SECOND.match(heading.ordinal):
            last += 1
            continue
        if number > last and absent.issuperset(range(last + 1, number)):
            last = number
            continue
        yield Hit(
            heading.place,
            f"标题“{heading.raw.strip()}”的序号{_fault(number, last, '（', '）')}。请按顺序重新编号。",
            excerpt=heading.raw.strip(),
        )
        last = max(number, last + 1)


def _fault(number: int, last: int, left: str, right: str) -> str:
    before = f"前一个是“{left}{chinese_ordinal(last)}{right}”" if last else "这是第一个"
    if number == last:
        return f"重复，{before}"
    if number < last:
        return f"倒退，{before}"
    return f"跳号，{before}，应为“{left}{chinese_ordinal(last + 1)}{right}”"


_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "shi": ("是",),
    "cn": ("、",),
    "cn_paren": ("）", ")"),
    "ar": (".", "．", "、"),
    "ar_paren": ("）", ")"),
}
"""Without one of these there is nothing to find."""


def _in_prose(paragraphs: tuple[Paragraph, ...], name: str, kind: re.Pattern[str]) -> Iterator[Hit]:
    last = 0
    outer: list[int] = []
    again = False
    for paragraph in paragraphs:
        at = -1
        if not any(sign in paragraph.text for sign in _SIGNS[name]):
            continue
        for found in kind.finditer(paragraph.text):
            written = found["n"]
            number = chinese_number(written) if name in ("shi", "cn", "cn_paren") else ordinal_number(written)
            if number == last + 1 or last == 0:
                at = found.start()
                last = number
                continue
            between = paragraph.text[at : found.start()] if at >= 0 else ""
            twice = name == "shi" and number == last == 1 and len(between) > 6 and "。" not in between
            if again and number == last:
                again = False
                continue
            again = twice
            if number == 1 and not twice:
                at = found.start()
                outer.append(last)
                last = number
                continue
            if number - 1 in outer:
                # back from a list within the list
                del outer[outer.index(number - 1) :]
                last = number
                continue
            shown = found[0].strip()
            yield Hit(
                paragraph.address,
                f"编号“{shown}”不连续：前一个是第 {last} 项，这一个写作第 {number} 项。请按顺序重新编号。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=(found.end() - len(shown), found.end()),
            )
            last = max(number, last + 1) if number > last else last + 1
