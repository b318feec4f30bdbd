"""The prose of a report: ten passages, and the sub-headings of 一 and 五."""

import re
from dataclasses import dataclass, field
from typing import Final

from assistant.documents.recognise.header import find_title
from assistant.documents.recognise.headings import Heading, heading_of
from assistant.documents.recognise.lines import PADDING, Line
from assistant.documents.recognise.outline import Section, after_heading
from assistant.documents.recognise.titles import (
    TOPICS,
    nearest_topic,
    part_of_five,
    speaks_of_improvement,
    topic_of,
)

_FOOTER: Final = re.compile(
    r"^(?:附件[：:\d]|上一篇|下一篇|【?\s*(?:打印|关闭|返回)|打印本页|关闭(?:窗口|本页)|分享(?:到|至)?|扫一扫|版权所有|主办(?:单位)?[：:]|承办(?:单位)?[：:]"
    r"|网站标识码|网站地图|[\u4e00-\u9fff]ICP备|相关(?:链接|文档|附件|文章|阅读)|责任编辑|编辑[：:]|(?:信息)?来源[：:]|Copyright|ICP备|字体[：:]|浏览次数)",
    re.I,
)
_CN_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
_DAY: Final = (
    r"(?:20\d{2}|二[〇○零OＯo0][一二三四五六七八九〇○零]{2})"
    rf"\s*年\s*(?:\d{{1,2}}|{_CN_NUMBER})\s*月\s*(?:\d{{1,2}}|{_CN_NUMBER})\s*日"
)
_NAME: Final = r"[\u4e00-\u9fff（）()]{3,30}(?:政府|办公室|办事处|局|委员会|委|厅|中心|院|队|处|所|公司|街道|镇|乡)"
_DATE: Final = re.compile(rf"^{_DAY}$")
_ORGANISATION: Final = re.compile(rf"^{_NAME}$")
_SIGNED: Final = re.compile(rf"^({_NAME})[\s\u3000]*({_DAY})$")
"""Unit and date on one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A heading as it stood. `address` null where the form has none such."""

    line: Line
    heading: Heading
    level: int
    section: int
    address: str | None


@dataclass(slots=True)
class Prose:
    """`texts`: passage → lines; `leftovers`: text of a section that the form keeps for a table."""

    texts: dict[str, list[Line]] = field(default_factory=dict)
    headings: list[Found] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    leftovers: list[tuple[int, Line]] = field(default_factory=list)

    def add(self, passage: str, line: Line) -> None:
        self.texts.setdefault(passage, []).append(line)


def lines_in(section: Section) -> list[Line]:
    return [item for item in section.items if isinstance(item, Line)]


def read_section(section: Section, prose: Prose, *, last: bool = False) -> None:
    """Sorts the lines of a section into `prose`. `last`: what ends the document ends with it."""
    if section.line is not None and section.heading is not None:
        address = f"heading.{section.number}"
        prose.headings.append(Found(section.line, section.heading, 1, section.number, address))
    lines = [line for line in lines_in(section) if line.origin != "navigation"]
    if last:
        lines = _without_end(lines, prose)
    if section.number == 1:
        read_overview(lines, prose)
    elif section.number == 5:
        _read_five(lines, prose)
    elif section.number == 6:
        _read_six(lines, prose)
    elif section.number > 1:
        for line in lines:
            prose.leftovers.append((section.number, line))


def _put(prose: Prose, passage: str, line: Line, section: int) -> None:
    """A line of prose; a numbered heading of a lower level is noted as well."""
    prose.add(passage, line)
    heading = heading_of(line)
    if heading is None or heading.ordinal is None or len(heading.title) > 26:
        return
    kind = heading.ordinal.kind
    stands_alone = heading.complete and not line.text.endswith(("。", "；", ";"))
    level = 2 if kind in ("cn", "cn_paren", "part") else 4 if kind in ("ar_paren", "circled") else 3
    if kind in ("cn", "part") and heading.complete and heading.ordinal.number > section:
        # 七、… behind 六
        level = 1
    if stands_alone or (not heading.complete and line.text[heading.end : heading.end + 1] in "。：:"):
        prose.headings.append(Found(line, heading, level, section, None))


# ---- 一 ------------------------------------------------------------------------------------------------
def read_overview(lines: list[Line], prose: Prose) -> None:
    """Sorts the lines of 一 under its five topics."""
    chosen = _sub_headings(lines)
    passage = "overview"
    taken: set[str] = set()
    for line in lines:
        heading = chosen.get(id(line))
        if heading is None:
            _put(prose, passage, line, 1)
            continue
        topic, named = nearest_topic(heading.title)
        passage = "overview" if topic == "overview" else f"overview.{topic}"
        address = None
        if named and topic in TOPICS and topic not in taken:
            taken.add(topic)
            address = f"heading.1.{TOPICS.index(topic) + 1}"
        prose.headings.append(Found(line, heading, 2, 1, address))
        if not heading.complete:
            prose.add(passage, after_heading(line, heading))


def _sub_headings(lines: list[Line]) -> dict[int, Heading]:
    """Lines that are second-level headings of 一, by identity."""
    read = [(line, heading) for line in lines if (heading := heading_of(line)) is not None]
    kinds: dict[str, int] = {}
    for line, heading in read:
        if topic_of(heading.title) and (heading.ordinal is not None or _stands_out(line, heading)):
            kind = heading.ordinal.kind if heading.ordinal else ""
            kinds[kind] = kinds.get(kind, 0) + 1
    if any(h.ordinal is not None and h.ordinal.kind == "cn_paren" and nearest_topic(h.title)[1] for _, h in read):
        main = "cn_paren"
    else:
        main = max(kinds, key=lambda kind: kinds[kind], default="")
    held = {
        topic
        for _, h in read
        if h.ordinal is not None and h.ordinal.kind == main and (topic := topic_of(h.title)) is not None
    }
    chosen: dict[int, Heading] = {}
    for line, heading in read:
        kind = heading.ordinal.kind if heading.ordinal else ""
        topic = topic_of(heading.title)
        if kind == main and kind:
            if topic or _is_extra(line, heading, main):
                chosen[id(line)] = heading
        elif topic is not None and topic not in held and (kind or _stands_out(line, heading)):
            chosen[id(line)] = heading
            held.add(topic)
    return chosen


def _stands_out(line: Line, heading: Heading) -> bool:
    """Whether a line without ordinal looks like a heading rather than the beginning of a sentence."""
    if heading.complete:
        return not line.text.endswith(("。", "；", ";", "，"))
    return bool(line.bold_to) or line.text[heading.end : heading.end + 1] in "。：:"


def _is_extra(line: Line, heading: Heading, main: str) -> bool:
    """A heading of the same rank that the form does not know: （一）组织领导。"""
    if main not in ("cn_paren", "cn"):
        return heading.complete and not line.text.endswith(("。", "；", ";")) and len(heading.title) <= 20
    if heading.complete:
        return len(heading.title) <= 30 and not line.text.endswith(("；", ";"))
    return len(heading.title) <= 22


# ---- 五 ------------------------------------------------------------------------------------------------
def _read_five(lines: list[Line], prose: Prose) -> None:
    part = "problems"
    told = False
    """Whether a sub-heading has said that measures follow."""
    taken: set[str] = set()
    kinds: list[str] = []
    """Kinds of ordinals that the sub-headings bear, the outermost first."""
    for line in lines:
        heading = heading_of(line)
        named = part_of_five(heading.title) if heading is not None else None
        kind = heading.ordinal.kind if heading is not None and heading.ordinal is not None else ""
        inner = bool(kind) and kind in _INNER and bool(kinds) and kinds[0] not in ("", kind)
        if heading is not None and named is not None and not inner and _opens(line, heading):
            kinds.append(kind)
            part = named
            told = told or named == "improvements"
            address = f"heading.5.{1 if named == 'problems' else 2}"
            prose.headings.append(Found(line, heading, 2, 5, None if named in taken else address))
            taken.add(named)
            if not heading.complete:
                prose.add(part, after_heading(line, heading))
            continue
        if not told and part == "problems" and not _is_ahead(lines, line) and speaks_of_improvement(line.text):
            part = "improvements"
        _put(prose, part, line, 5)


_INNER: Final = frozenset(("ar", "ar_paren"))
"""（一）存在的主要问题, then 1.上年度问题整改：…: an item, no sub-heading."""


def _opens(line: Line, heading: Heading) -> bool:
    if heading.complete:
        return not line.text.endswith(("，", "；", ";"))
    return heading.ordinal is not None or bool(line.bold_to)


def _is_ahead(lines: list[Line], line: Line) -> bool:
    """Whether a sub-heading still to come says where the measures begin."""
    at = next(i for i, other in enumerate(lines) if other is line)
    for other in lines[at + 1 :]:
        heading = heading_of(other)
        if heading is not None and part_of_five(heading.title) == "improvements" and _opens(other, heading):
            return True
    return False


# ---- 六 ------------------------------------------------------------------------------------------------
def _read_six(lines: list[Line], prose: Prose) -> None:
    for line in lines:
        _put(prose, "other_matters", line, 6)


def _without_end(lines: list[Line], prose: Prose) -> list[Line]:
    """Signature and date set aside, the end of a page left out, and the report where it stands there once more."""
    again = find_title(lines)
    starts = again.lines[0] if again is not None and again.year is not None else None
    end = next((i for i, line in enumerate(lines) if _FOOTER.match(line.text) or line is starts), len(lines))
    # what stands below the date of a report is none of it
    dated = next((i + 1 for i, line in enumerate(lines[:end]) if i and _is_dated(line)), end)
    kept = lines[:dated]
    while kept and (_is_dated(kept[-1]) or is_signature(kept[-1], prose)):
        prose.signature.insert(0, kept.pop())
    return kept


def _is_dated(line: Line) -> bool:
    """The date of signing, perhaps with the unit before it, and nothing else."""
    text = line.text.strip(PADDING)
    return bool(_DATE.match(text) or _SIGNED.match(text))


def is_signature(line: Line, prose: Prose) -> bool:
    """The unit's name on a line of its own, above the date or at the right edge."""
    dated = any(_is_dated(other) for other in prose.signature)
    return bool(_ORGANISATION.match(line.text)) and (dated or line.alignment in ("right", "end"))


def signed_unit(prose: Prose) -> str | None:
    """The unit's name under the report."""
    return next((unit for line in prose.signature if (unit := _signed(line)[0])), None)


def signed_date(prose: Prose) -> str | None:
    """Text of the date under the report."""
    return next((date for line in prose.signature if (date := _signed(line)[1])), None)


def _signed(line: Line) -> tuple[str, str]:
    """(unit, date), either may be empty."""
    text = line.text.strip(PADDING)
    both = _SIGNED.match(text)
    if both:
        return both[1], both[2]
    return (text if _ORGANISATION.match(line.text) else ""), (text if _DATE.match(text) else "")
