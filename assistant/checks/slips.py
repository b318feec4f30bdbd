"""F05–F08, F13: digits, blanks, misspelt words, ends and length of sentences."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from assistant import lists
from assistant.cells import read_cell
from assistant.checks.context import Context, Paragraph
from assistant.checks.headings import compact, headings, section_headings, sub_headings
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import books, excerpt, within
from assistant.glance import Spotters
from assistant.list_files import derived
from assistant.list_models import Term
from schemas.form import CELL_SET, cell_label

_HAN: Final = r"\u4e00-\u9fff"
_OWN: Final = Basis("engineering", "文字和数字的书写")

# ---- F05 ----------------------------------------------------------------------------------------------
_FEW: Final = 3
"""Findings of one kind in one paragraph."""
_TIDIED: Final = re.compile(r"[０-９，．,]")
_WIDE: Final = re.compile(r"[０-９]+(?:[．，％][０-９]+)*")
_NARROW: Final = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


@rule(
    "F05",
    "用了全角数字或千分位",
    "warning",
    Basis("practice", "数字通常用半角阿拉伯数字，表格中不加千分位"),
    good="3、1259",
    bad="３、1,259（表格中）",
)
def wide_digits(context: Context) -> Iterator[Hit]:
    """Full-width digits anywhere; thousands separators in cells only."""
    for cell, record in context.report.cells.items():
        if record.raw is None or cell not in CELL_SET or not _TIDIED.search(record.raw):
            continue
        reading = read_cell(record.raw, cell)
        if reading.tidied and reading.value is not None:
            yield Hit(
                cell,
                f"{cell_label(cell)}填的是“{compact(record.raw)}”，含全角数字或千分位。"
                f"请改为半角数字 {reading.value}。",
                excerpt=record.raw,
                suggestion=str(reading.value),
            )
    if context.report.title and (found := _WIDE.search(context.report.title)):
        yield Hit("title", _wide(found[0]), excerpt=context.report.title, suggestion=found[0].translate(_NARROW))
    for paragraph in context.paragraphs if _WIDE.search(context.prose) else ():
        for found in islice(_WIDE.finditer(paragraph.text), _FEW):
            yield Hit(
                paragraph.address,
                _wide(found[0]),
                excerpt=excerpt(paragraph.text, *found.span()),
                span=found.span(),
                suggestion=found[0].translate(_NARROW),
            )


def _wide(text: str) -> str:
    return f"“{text}”是全角数字。请改为半角的“{text.translate(_NARROW)}”。"


# ---- F06 ----------------------------------------------------------------------------------------------
_SPACE: Final = r"[ \t\u00a0\u3000\u2002\u2003]"
_AFTER_ORDINAL: Final = re.compile(
    rf"^{_SPACE}{{0,8}}(?:[一二三四五六七八九十]{{1,3}}{_SPACE}?[、.．，]|\d{{1,2}}、|[（(]{_SPACE}?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}}){_SPACE}?[）)])"
    rf"(?P<gap>{_SPACE}{{1,8}})(?=[{_HAN}“《])"
)
_INSIDE: Final = re.compile(rf"(?<=[{_HAN}])(?P<gap>{_SPACE}{{1,8}})(?=[{_HAN}])")
_PART: Final = re.compile(rf"^第[一二三四五六七八九十]{{1,3}}(?:部分|章|节){_SPACE}*")
_ANY_BLANK: Final = re.compile(_SPACE)
_TORN: Final = re.compile(rf"(?<=[{_HAN}])[ \t\u3000]{{0,4}}\n[ \t\u3000]{{0,4}}(?=[{_HAN}])")


@rule(
    "F06",
    "多余的空格或断行",
    "warning",
    _OWN,
    good="一、总体情况",
    bad="一、 总体情况；标（换行）准化",
)
def stray_blanks(context: Context) -> Iterator[Hit]:
    """Blanks after ordinals and inside words; lines broken in the middle of a word."""
    for heading in (*section_headings(context), *(h for n in (1, 5) for h in sub_headings(context, n))):
        raw = _visible(heading.raw)
        if _AFTER_ORDINAL.search(raw) and not heading.automatic:
            yield Hit(heading.place, f"标题“{raw}”的序号后面有多余的空格。请删去。", excerpt=raw)
        elif found := _INSIDE.search(_PART.sub("", raw.partition("\n")[0])):
            yield Hit(heading.place, f"标题“{raw}”中间有多余的空格。请删去。", excerpt=found.string[:40])
    torn = context.source.raw_passages if context.source else {}
    wrapped = context.source is not None and context.source.kind in ("text", "pdf")
    blank = _ANY_BLANK.search(context.prose) is not None
    for paragraph in context.paragraphs:
        if blank:
            yield from _blanks(paragraph)
        breaks = list(_TORN.finditer(torn.get(paragraph.address, "")))
        if breaks and not (wrapped and len(breaks) > 1):
            raw = torn[paragraph.address]
            start, end = breaks[0].span()
            shown = f"{raw[max(0, start - 4) : start]}↵{raw[end : end + 4]}"
            yield Hit(
                paragraph.address,
                f"“{shown}”处断成了两行"
                + (f"，本段共有 {len(breaks)} 处" if len(breaks) > 1 else "")
                + "。请删去多余的换行。",
                excerpt=shown,
            )


def _visible(raw: str) -> str:
    """A heading without what a word processor left in front of it."""
    return re.sub(r"^(?:\[[^\]\n]{0,60}\]|[\s\ufffc])+", "", raw).rstrip()


def _blanks(paragraph: Paragraph) -> Iterator[Hit]:
    text = paragraph.text
    found = [*_AFTER_ORDINAL.finditer(text), *(m for m in _INSIDE.finditer(text) if not _is_meant(text, m))]
    for number, match in enumerate(found[:_FEW], start=1):
        start, end = match.span("gap")
        more = len(found) - _FEW if number == _FEW else 0
        yield Hit(
            paragraph.address,
            f"“{text[max(0, start - 5) : start]}□{text[end : end + 5]}”中的□处有多余的空格。请删去。"
            + (f"本段还有 {more} 处。" if more > 0 else ""),
            excerpt=excerpt(text, start, end),
            span=(start, end),
        )


_ALIGNED: Final = ("地址", "电话", "邮编", "传真", "邮箱", "网址", "单位", "姓名", "日期")


def _is_meant(text: str, found: re.Match[str]) -> bool:
    """2024 年 公开 37 件: some offices set numbers off by blanks throughout; 邮 编: lines that are to align."""
    start, end = found.span("gap")
    if text[start - 1 : start] + text[end : end + 1] in _ALIGNED:
        return True
    before, after = text[max(0, start - 5) : start], text[end : end + 5]
    return bool(re.search(rf"\d{_SPACE}?[{_HAN}]{{1,2}}$", before) or re.match(rf"[{_HAN}]{{1,2}}{_SPACE}\d", after))


# ---- F07 ----------------------------------------------------------------------------------------------
@derived
def _typos() -> Spotters[Term]:
    return Spotters((term, term.pattern or re.escape(term.wrong)) for term in lists.typos())


@rule(
    "F07",
    "错别字",
    "warning",
    Basis("practice", "政府网站检查把错别字列为表述错误"),
    good="截至2025年12月31日；建立台账。",
    bad="截止2025年12月31日；建立台帐。",
)
def misspelt(context: Context) -> Iterator[Hit]:
    """Words of the list, unless what stands around them makes other words of them."""
    suspects = _typos().that_may_match(context.printed)
    if not suspects:
        return
    for place, text in _texts(context):
        for term, spotter in suspects:
            for found in spotter.finditer(text):
                around = text[max(0, found.start() - 4) : found.end() + 4]
                if any(word in around for word in term.unless) or within(found.start(), books(text)):
                    continue
                yield Hit(
                    place,
                    f"“{found[0]}”疑似错别字，应为“{term.right}”。请改正。",
                    excerpt=excerpt(text, *found.span()),
                    span=None if place.startswith("heading") else found.span(),
                    suggestion=term.right,
                )
                break


def _texts(context: Context) -> Iterator[tuple[str, str]]:
    yield from context.report.headings.items()
    for paragraph in context.paragraphs:
        yield paragraph.address, paragraph.text


# ---- F08 ----------------------------------------------------------------------------------------------
_ENDS: Final = tuple("。！？；：…”》）】.!?;:)")
_CLOSED: Final = tuple("”》）】)")


_CONTACT: Final = re.compile(
    r"\s{0,8}(?:联系|办公|通[讯信]|电子|邮政|单位|机关){0,4}(?:单位|机构|地址|电话|方式|人|邮编|编码|传真|邮箱|网址|时间|名称)\s{0,8}[：:][^。]{1,60}$"
)
"""联系电话：0355-8080123 on a line of its own is an entry, no sentence."""


@rule(
    "F08",
    "段末缺句号，或标题带句号",
    "info",
    Basis("standard", "GB/T 15834-2011《标点符号用法》"),
    good="段落以句号结束，单独成行的标题不用句号。",
    bad="（一）主动公开情况。",
)
def final_stops(context: Context) -> Iterator[Hit]:
    """A paragraph ends with a stop, a heading on a line of its own does not."""
    lines = {compact(h.raw) for h in headings(context) if h.in_text}
    if context.source is not None:
        titled = [(h.place, h.raw.strip()) for h in headings(context) if h.address]
    else:
        titled = list(context.report.headings.items())
    for place, text in titled:
        if text.endswith("。"):
            yield Hit(place, f"标题“{text}”末尾有句号。单独成行的标题不用句号，请删去。", excerpt=text)
    for paragraph in context.paragraphs:
        text = paragraph.text.rstrip()
        if text.endswith(_ENDS) and not (text.endswith(_CLOSED) and _open_sentence(text)):
            continue
        if compact(text) in lines or len(text) < _SHORT or _is_list_head(text) or _CONTACT.match(text):
            continue
        yield Hit(
            paragraph.address,
            f"段落末尾没有句号：“…{text[-12:]}”。请补上。",
            excerpt=text[-24:],
            span=(len(text) - 1, len(text)),
        )


_SHORT: Final = 8


def _open_sentence(text: str) -> bool:
    """Whether the closing sign ends a word, not a sentence: …的《条例》 without a stop."""
    return len(text) > 40 and text[-2:-1] not in "。！？" and text[-1] not in "）)"


def _is_list_head(text: str) -> bool:
    """（一）加强领导 on a line of its own, without any sign."""
    return len(text) <= 24 and re.match(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]", text) is not None


# ---- F13 ----------------------------------------------------------------------------------------------
_LONGEST: Final = 120
_FOURS: Final = re.compile(rf"(?:^|(?<=[，。；：、]))[{_HAN}]{{4}}(?:[，、][{_HAN}]{{4}}){{2,}}(?=[，。；、]|$)")
_NOUNS: Final = re.compile(
    r"(?:文件|动态|服务|项目|信息|领域|公告|预算|决算|人事|机构|职能|资金|救助|农村|管理|建设|情况|工作|网站|平台|制度|政策|栏目|审批|"
    r"许可|处罚|收费|采购|招标|教育|医疗|就业|养老|生产|环境|安全|振兴|保障|卫生|概况|指南|目录|公示|通知|计划|规划|统计|数据|事项|名单|"
    r"清单|解读|答复|办理|公开|回应|活动|会议|培训|监督|审查|登记|归档|新闻|简介|体系|生态|改革|补贴|征收|处理|执法|住房|旅游|文化|体育|交通)$"
)


@rule(
    "F13",
    "句子过长或四字句排比过多",
    "info",
    Basis("engineering", "年度报告以简明为好"),
    needs=("prose",),
    good="每句一件事，不超过 120 字。",
    bad="提高站位，强化担当，狠抓落实，务求实效。",
)
def readable(context: Context) -> Iterator[Hit]:
    """Sentences of more than 120 characters, three and more phrases of four characters in a row."""
    for paragraph in context.paragraphs:
        for sentence in paragraph.sentences:
            length = len(compact(sentence.text)) if len(sentence.text) > _LONGEST else 0
            if length > _LONGEST and paragraph.passage != "intro":
                yield Hit(
                    paragraph.address,
                    f"这一句有 {length} 字，超过 {_LONGEST} 字。建议分成几句。",
                    excerpt=sentence.text[:40],
                    span=(sentence.start, sentence.end),
                )
                break
        for found in _FOURS.finditer(paragraph.text):
            if not any(_NOUNS.search(phrase) for phrase in re.split(r"[，、]", found[0])):
                yield Hit(
                    paragraph.address,
                    f"“{found[0][:30]}”连用多个四字句。建议改为具体做法。",
                    excerpt=found[0][:40],
                    span=found.span(),
                )
                break
