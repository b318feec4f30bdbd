"""ST08, ST09: what the intro says of the report itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.headings import bare_title, chinese_number, compact, section_headings, title_of
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt
from schemas.form import SECTION_TITLES

_COUNT: Final = re.compile(r"(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})个?大?(?:部分|方面(?=组成|构成|内容)|章节|板块)")
_BEGIN: Final = re.compile(
    r"包括|包含|包涵|内容为|分为|分别为|分别是|涵盖|由(?=[一“]?[、]?总体)|由(?=[\u4e00-\u9fff]{2,8}[、，]主动公开)|依次为|如下|部分|方面|组成|[：:]"
)
_END: Final = re.compile(
    r"[。\n]|等?(?:共|共计|这)?(?:[一二三四五六七八九十]{1,2}|\d{1,2})个?大?(?:部分|方面|章节|板块)|等?(?:部分|内容)?(?:组成|构成)"
)
_SEPARATOR: Final = re.compile(r"[、；;，,：:“”\"\s]+|(?:以及|及|和|与|并)(?=其[他它](?:需要|应当|事项))")
_CASES: Final = re.compile(r"行政复议(?:[、，,]|和|与|及|以及)?\s*(?:被?提起)?行政诉讼")
_ITEM_ORDINAL: Final = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,2}[）)]?[、.．是]?|\d{1,2}[.、．])(?=[\u4e00-\u9fff])"
)
_BARE_ORDINAL: Final = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]?[.．]?$")
_PART_LIKE: Final = re.compile(
    r"总体|概述|主动公开|依申请|申请(?:情况|办理)|处理.{0,8}申请|行政复议|问题|需要报告|改进|复议诉讼"
)
_PART_WORDS: Final = ("总体", "概述", "主动公开", "申请", "复议", "问题", "需要报告", "改进")
"""One of these is in whatever is like the name of a part."""
_OLD_FOUR: Final = re.compile(r"因政府信息公开(?:工作)?被?申请行政复议[、，,]?(?:被)?提起行政诉讼(?:的)?情况")
_OLD_FIVE: Final = re.compile(r"(?<![\u4e00-\u9fff])政府信息公开工作存在的主要问题及改进情况")
_SLIP: Final = "行政复议、行政诉讼"


@dataclass(frozen=True, slots=True)
class _List:
    """Parts that the intro names, and how many it says there are."""

    items: tuple[str, ...]
    stated: int | None
    partial: bool
    """等 follows: not all are named."""
    start: int
    end: int


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


def _lists(text: str) -> Iterator[_List]:
    """Lists of at least three names of parts; a bare “六个部分” is a list without items."""
    at = 0
    told = False
    for begin in _BEGIN.finditer(text):
        if begin.end() < at:
            continue
        end = _END.search(text, begin.end())
        stop = end.start() if end else len(text)
        if sum(text.count(word, begin.end(), stop) for word in _PART_WORDS) < 3:
            continue
        items = _items(text[begin.end() : stop])
        if sum(1 for item in items if _PART_LIKE.search(item)) < 3:
            continue
        around = text[max(0, begin.start() - 24) : begin.end()] + (end[0] if end else "")
        counts = list(_COUNT.finditer(around))
        partial = (end is not None and end[0].startswith("等")) or text[begin.end() : stop].rstrip("，,").endswith("等")
        yield _List(items, _number(counts[-1]["n"]) if counts else None, partial, begin.end(), stop)
        told, at = True, stop
    if not told and (found := re.search(r"(?:由|分为?|共分?为?|包括)(?:以下|下列)?" + _COUNT.pattern, text)):
        yield _List((), _number(found["n"]), False, found.start(), found.end())


def _items(text: str) -> tuple[str, ...]:
    text = _CASES.sub("行政复议诉讼", text)
    found = [_ITEM_ORDINAL.sub("", piece.strip()).strip("“”。等") for piece in _SEPARATOR.split(text)]
    items = [
        _OLD_FOUR_SHORT.sub("因被申请复议", item).replace("行政复议诉讼", _SLIP)
        for item in found
        if item and not _BARE_ORDINAL.match(item)
    ]
    parts = [at for at, item in enumerate(items) if _PART_LIKE.search(item)]
    return tuple(items[parts[0] : parts[-1] + 1]) if parts else ()


_OLD_FOUR_SHORT: Final = re.compile(r"因政府信息公开(?:工作)?被?申请行政复议诉讼(?:的)?情况")


def _actual(context: Context) -> list[str]:
    if context.source is not None:
        return [bare_title(h.title) for h in section_headings(context)]
    return [title for n in range(1, 7) if (title := bare_title(title_of(context, f"heading.{n}")))]


def _intro(context: Context) -> tuple[Paragraph, ...]:
    return context.passage("intro")


@rule(
    "ST08",
    "引言列出的部分与实际标题不一致",
    "warning",
    Basis("engineering", "引言与正文标题前后一致"),
    needs=("prose",),
    good="本报告由总体情况……其他需要报告的事项六部分组成。（列出六个，与标题一致）",
    bad="本报告包括六部分：……（只列出五个）",
)
def intro_parts(context: Context) -> Iterator[Hit]:
    """The parts that the intro lists are the sections, and as many as it says."""
    actual = _actual(context)
    for paragraph in _intro(context):
        if "部分" not in paragraph.text and "情况" not in paragraph.text:
            continue
        for listed in _lists(paragraph.text):
            problem = _problem(listed, actual)
            if problem:
                yield Hit(
                    paragraph.address,
                    problem,
                    excerpt=excerpt(paragraph.text, listed.start, listed.end, 0)[:80],
                    span=(listed.start, listed.end),
                )


def _problem(listed: _List, actual: list[str]) -> str:
    count = len(listed.items)
    if not count:
        if listed.stated and actual and len(actual) == 6 != listed.stated:
            return f"引言说报告有 {listed.stated} 个部分，正文有 {len(actual)} 个部分。请改为一致。"
        return ""
    if listed.stated is not None and listed.stated != count and not (listed.partial and count < listed.stated):
        return (
            f"引言说有 {listed.stated} 个部分，列出的却是 {count} 个，相差 {abs(listed.stated - count)}。"
            "请按正文的六个标题列全。"
        )
    if listed.partial and listed.stated and len(actual) == len(SECTION_TITLES) != listed.stated:
        return f"引言说报告有 {listed.stated} 个部分，正文有 {len(actual)} 个部分。请改为一致。"
    names = [compact(item) for item in listed.items]
    # a heading that is not the form's is ST02's and ST05's, a section that is missing ST01's
    strange = [name for name in names if name not in actual and name not in SECTION_TITLES and not _is_old_name(name)]
    if strange:
        shown = "、".join(f"“{name}”" for name in strange[:3])
        return f"引言列出的{shown}与正文标题不一致。请按正文的六个标题改写。"
    lacking = [title for title in actual if title not in names and title in SECTION_TITLES]
    # 等 behind a list that runs from the first title to the last closes it
    closed = not listed.partial or (len(names) == len(actual) - 1 and {actual[0], actual[-1]} <= set(names))
    if lacking and closed and len(names) < len(actual) and not any(_is_old_name(name) for name in names):
        return f"引言列出 {count} 个部分，正文有 {len(actual)} 个，缺少“{lacking[0]}”。请补全。"
    return ""


def _is_old_name(name: str) -> bool:
    return name.startswith("因被申请复议") or _OLD_FIVE.match(name) is not None


def names_old_parts(context: Context) -> Iterator[Hit]:
    """ST05 in the intro: parts called by their names of 2019."""
    for paragraph in _intro(context):
        found = _OLD_FOUR.search(paragraph.text) or _OLD_FIVE.search(paragraph.text)
        if found:
            yield Hit(
                paragraph.address,
                f"引言写到“{found[0]}”，这是 2019 年的旧标题。请改用现行的六个标题。",
                excerpt=found[0],
                span=found.span(),
            )


# ---- ST09 ---------------------------------------------------------------------------------------------
_BASIS: Final = re.compile(r"公开条例|《条例》|国办公开办函|年度报告格式|国务院令")
_PERIOD: Final = re.compile(
    r"统计(?:期限|时间|时限|周期|区间|起止|范围|口径|年度)|数据期限|期限[为是从自：:]|起止(?:时间|日期)|"
    r"12\s*月\s*31\s*日[^。；]{0,24}(?<!\d)1\s*月\s*1\s*日|1\s*月\s*1\s*日[^。；]{0,24}月\s*\d{1,2}\s*日|一月一日[^。；]{0,24}月[^。；]{1,3}日|"
    r"\d{1,2}月\d{1,2}日(?:起)?[，,]?(?:至|到|—+|-|~|～)[^。；]{0,8}\d{1,2}月|"
    r"1\s*月\s*(?:1\s*)?(?:至|到|—+|-|~|～)[^。；]{0,10}12\s*月"
)


@rule(
    "ST09",
    "没有引言，或引言缺少依据、统计期限",
    "warning",
    Basis("practice", "引言通常写明编制依据、统计期限和联系方式"),
    needs=("prose",),
    good="根据《中华人民共和国政府信息公开条例》……编制。统计期限为2025年1月1日至12月31日。",
    bad="（标题之后直接写“一、总体情况”）",
)
def intro_complete(context: Context) -> Iterator[Hit]:
    """An intro with basis and period; what the first paragraph of 一 says of them counts."""
    intro = "\n".join(p.text for p in _intro(context))
    told = "\n".join([intro, *(p.text for p in context.passage("overview")[:1])])
    basis, period = _BASIS.search(told if intro else ""), _PERIOD.search(told)
    if not intro.strip() and not (period and re.search(r"编制|编写|本报告", told)):
        yield Hit(
            "intro",
            "没有引言。通常在“一、总体情况”之前写明编制依据（条例和国办公开办函〔2021〕30号）、"
            "统计期限（1月1日至12月31日）、全文查阅网址和联系方式。",
        )
        return
    lacking = [] if basis or _BASIS.search(told) else ["编制依据（条例和国办公开办函〔2021〕30号）"]
    lacking += [] if period else ["统计期限（1月1日至12月31日）"]
    if lacking:
        yield Hit("intro", f"引言没有写{'和'.join(lacking)}。通常应写明，请补充。", excerpt=intro[:60])
