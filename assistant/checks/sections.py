"""ST06, ST07, ST10, ST13, ST14: what stands in 一, 五 and 六."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context
from assistant.checks.headings import (
    bare_title,
    compact,
    has_section,
    headings,
    printed_sub_headings,
    sub_headings,
    title_of,
)
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import per_report
from schemas.passages import HEADINGS, PASSAGE_HEADING, PASSAGE_NAMES, ordinal

_TOPICS: Final = ("proactive", "requests", "management", "platform", "supervision")
_FIFTY: Final = Basis("law", "《中华人民共和国政府信息公开条例》第五十条：年度报告应当包括的内容")
_NOTICE: Final = Basis(
    "format",
    "国办公开办函〔2021〕30号：总体情况包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
)
_NOTHING: Final = re.compile(r"^(?:暂无|没有|无|暂没有|无内容|略|同上|见附件|暂缺|/|-)+$")
_SIGNS: Final = re.compile(r"[\s\u3000，。；：、.．]+")
_SHORTEST: Final = 10
LONGEST_OVERVIEW: Final = 1000

# ---- ST06 ---------------------------------------------------------------------------------------------
_NAMED: Final[dict[str, re.Pattern[str]]] = {
    "proactive": re.compile(r"主动公开"),
    "requests": re.compile(r"依申请公开|政府信息公开申请|公开申请"),
    "management": re.compile(r"信息(?:公开)?(?:资源)?管理"),
    "platform": re.compile(r"平台(?:载体|渠道)?建设"),
    "supervision": re.compile(r"监督(?:和|与|及|、)?保障"),
}
"""The words of the notice: they name a topic wherever they stand."""
_SPOKEN: Final[dict[str, re.Pattern[str]]] = {
    "proactive": re.compile(r"主动公开|公开(?:各类)?(?:政府)?信息|发布(?:各类)?(?:政府)?信息|信息\d+[条篇]"),
    "requests": re.compile(r"依申请|公开申请|申请公开|申请\d+件|(?:未|没有)收到[^。；]{0,12}申请"),
    "management": re.compile(r"信息[^，。；]{0,6}管理|规范性文件|保密审查|动态调整|三审|审核|清理|公开属性|目录"),
    "platform": re.compile(r"平台|网站|新媒体|公众号|专区|公开栏|公示栏|专栏|公报"),
    "supervision": re.compile(r"监督|保障|考核|培训|评议|追究|追责|问责|督查|检查"),
}
"""What speaks of a topic in a 一 that has no sub-headings."""


_DOCUMENTS: Final = re.compile(
    r"(?:制发|制定|出台|废止|现行有效)[^。；]{0,16}规范性文件|规范性文件[^。；]{0,12}(?:制发|废止|\d+件)"
)


@per_report
def _missing_topics(context: Context) -> tuple[str, ...]:
    """Topics of 一 that neither a heading nor a word names."""
    text = context.section_one
    if len(compact(text)) < _SHORTEST:
        return ()
    subs = sub_headings(context, 1)
    parts = {p.passage.rpartition(".")[2] for p in context.paragraphs if p.passage.startswith("overview.")}
    structured = bool(parts) or bool(subs)
    words = _NAMED if structured else _SPOKEN
    titles = "\n".join(h.title for h in subs)
    if context.source is None:
        titles = "\n".join(
            t for a, t in context.report.headings.items() if a.startswith("heading.1.") and a not in HEADINGS
        )
    addressed = {h.address for h in subs}
    missing: list[str] = []
    for number, topic in enumerate(_TOPICS, start=1):
        headed = topic in parts if context.source is None else f"heading.1.{number}" in addressed
        if not headed and not words[topic].search(text) and not _SPOKEN[topic].search(titles):
            if topic == "management" and len(subs) >= len(_TOPICS) and _DOCUMENTS.search(text):
                continue  # （三）聚焦规范、提升质量: its text counts the documents
            missing.append(topic)
    return tuple(missing)


def missing_topics(context: Context) -> tuple[str, ...]:
    """Topics that ST06 reports."""
    return _missing_topics(context)


_WORDS: Final = re.compile(
    r"政府|政务|信息|公开|平台|载体|渠道|建设|情况|主动|依申请|依|申请|管理|监督|保障|工作|的|和|与|及|、|资源|"
    r"运行|维护|办理|处理|规范化|标准化|规范|我[镇乡局办委县区市]|本[镇乡局办委县区市]|全[镇乡县区市]|落实|开展|推进|日常|网站"
)
_FRAGMENT: Final = frozenset("政府务信息公开平台建设情况主动依申请管理监督保障")


@rule(
    "ST06",
    "总体情况缺少规定的内容",
    "error",
    _NOTICE,
    needs=("prose",),
    good="总体情况写主动公开、依申请公开、政府信息管理、平台建设、监督保障五项。",
    bad="总体情况只写了主动公开和依申请公开。",
)
def five_topics(context: Context) -> Iterator[Hit]:
    """Each of the five topics can be told by a heading or by its words; a garbled heading cannot."""
    for topic in missing_topics(context):
        name = PASSAGE_NAMES[f"overview.{topic}"].removesuffix("情况")
        yield Hit(
            f"overview.{topic}",
            f"总体情况没有写“{name}”，标题和正文中都没有这一项。请补写，没有发生的也要写明。",
            suggestion=f"（{'一二三四五'[_TOPICS.index(topic)]}）{PASSAGE_NAMES[f'overview.{topic}']}",
        )
    for number in range(1, len(_TOPICS) + 1):
        address = f"heading.1.{number}"
        title = bare_title(context.report.headings.get(address, ""))
        left = _WORDS.sub("", title)
        if len(left) == 1 and left in _FRAGMENT:
            yield Hit(
                address,
                f"标题“{title}”疑似多字或漏字（“{left}”），应为“{HEADINGS[address]}”。请改正。",
                excerpt=title,
                suggestion=HEADINGS[address],
            )


@rule(
    "ST07",
    "总体情况的小标题超出五项",
    "info",
    Basis("format", "国办公开办函〔2021〕30号：内容不能遗漏，也不宜泛化"),
    needs=("prose",),
    good="组织领导、教育培训并入“监督保障”。",
    bad="总体情况另设“（六）组织领导”。",
)
def extra_topics(context: Context) -> Iterator[Hit]:
    """Sub-headings of 一 beyond the five."""
    subs = sub_headings(context, 1)
    extra = [
        (f"heading.1.{h.number}" if h.number > len(_TOPICS) else h.place, h.title)
        for h in subs
        if h.address is None and len(subs) > len(_TOPICS)
    ]
    if context.source is None:
        extra = [
            (address, title)
            for address, title in context.report.headings.items()
            if re.fullmatch(r"heading\.1\.\d+", address) and address not in HEADINGS and title.strip()
        ]
    for place, title in extra:
        yield Hit(
            place,
            f"总体情况在五项之外另设了小标题“{bare_title(title)}”。建议并入“监督保障”等五项之中。",
            excerpt=title,
        )


# ---- ST10 ---------------------------------------------------------------------------------------------
def _said(context: Context, *passages: str) -> str:
    return "\n".join(p.text for p in context.paragraphs if p.passage in passages)


_SOMETHING: Final = re.compile(r"\A(?:[\s\u3000，。；：、.．]*+[^\s\u3000，。；：、.．]){10}")
_NOT_NOTHING: Final = re.compile(r"[^\s\u3000，。；：、.．暂没有无内容略同上见附件缺/\-]")


def _is_nothing(text: str) -> bool:
    if _SOMETHING.match(text) and _NOT_NOTHING.search(text):
        return False
    plain = _SIGNS.sub("", text)
    return len(plain) < _SHORTEST or _NOTHING.match(plain) is not None


@rule(
    "ST10",
    "有标题，没有内容",
    "error",
    _FIFTY,
    needs=("prose",),
    good="每一部分都有内容。",
    bad="“五、存在的主要问题及改进情况”下面只有“无”。",
)
def not_empty(context: Context) -> Iterator[Hit]:
    """一 and 五 say something, 六 is not blank, and no sub-heading of 一 stands above nothing."""
    one, five = context.section_one, context.section_five
    if has_section(context, 1) and _is_nothing(one):
        first = next((p.address for p in context.paragraphs if p.passage.startswith("overview")), "overview")
        yield Hit(first, _empty(context, 1, one), excerpt=one[:40])
    elif context.source is not None:
        have = {p.passage for p in context.paragraphs}
        addressed = {h.address for h in headings(context)}
        for topic in _TOPICS:
            passage = f"overview.{topic}"
            if PASSAGE_HEADING[passage] in addressed and passage not in have:
                name = PASSAGE_NAMES[passage]
                yield Hit(passage, f"小标题“{name}”下面没有内容。请补写，没有发生的也要写明。")
    if has_section(context, 5) and _is_nothing(five):
        first = next((p.address for p in context.paragraphs if p.passage in ("problems", "improvements")), "problems")
        yield Hit(first, _empty(context, 5, five), excerpt=five[:40])
    if has_section(context, 6) and not _said(context, "other_matters").strip():
        yield Hit("other_matters", _empty(context, 6, ""))


def _empty(context: Context, number: int, text: str) -> str:
    heading = f"heading.{number}"
    title = f"{ordinal(heading)}{bare_title(title_of(context, heading)) or HEADINGS[heading]}"
    if not text.strip():
        return f"“{title}”没有内容。请补写。"
    return f"“{title}”只写了“{text.strip()}”，没有实际内容。请补写。"


# ---- ST13 ---------------------------------------------------------------------------------------------
@rule(
    "ST13",
    "总体情况超过一千字",
    "warning",
    Basis("local", "地方编制通知：总体情况重在聚焦主题、简明客观，篇幅原则上不超过一千字"),
    needs=("prose",),
    good="总体情况 950 字。",
    bad="总体情况 1300 字。",
)
def length_of_overview(context: Context) -> Iterator[Hit]:
    """All characters of 一 but blanks: text, sub-headings with ordinals, its title."""
    text = context.section_one
    if not text:
        return
    printed = "".join([title_of(context, "heading.1"), *printed_sub_headings(context, 1), text])
    if len(printed) > LONGEST_OVERVIEW and (length := len(compact(printed))) > LONGEST_OVERVIEW:
        yield Hit(
            "overview",
            f"总体情况共 {length} 字（含小标题，不计空格），比一千字多 {length - LONGEST_OVERVIEW} 字。"
            "建议删去与政府信息公开无关的内容和套话。",
        )


# ---- ST14 ---------------------------------------------------------------------------------------------
_PROBLEM: Final = re.compile(
    r"问题|不足|短板|差距|薄弱|欠缺|困难|有待|不够|不到位|滞后|不高|偏[低少慢弱窄]|不强|不全|不及时|仍需|还需|需要?(?:进一步|加强|提升|提高)|缺乏"
)
_LATER: Final = re.compile(
    r"(?:有待|需要?|亟待|亟需|尚待|还[要需]|仍[要需]|值得|应)(?:进一步|不断|继续|持续|加以|切实|更好地)?[\u4e00-\u9fff]{0,2}(?:改进|加强|完善|提升|提高|改善|强化)"
)
_MEASURE: Final = re.compile(
    r"下一步|下一阶段|下步|今后|改进措施|整改|针对(?!性)|(?:我[\u4e00-\u9fff]{1,2}|本机关|本单位|，|。|；|^)[^，。；]{0,6}将(?:进一步|继续|持续|加强|加大|着力|在|从|不断|严格|认真|重点|围绕)|"
    r"(?:一是|二是|三是|\d[.、．]|[（(][一二三四\d][）)]|，|。|；|^)(?:进一步|不断|切实|持续|继续|着力)?(?:加强|强化|完善|健全|提升|提高|优化|加大|建立|规范|拓宽|深化)",
    re.MULTILINE,
)
_HALVES: Final = (("problems", "存在的主要问题"), ("improvements", "改进情况"))


@rule(
    "ST14",
    "第五部分缺少问题或缺少改进情况",
    "error",
    Basis("law", "《中华人民共和国政府信息公开条例》第五十条第（四）项：政府信息公开工作存在的主要问题及改进情况"),
    needs=("prose",),
    good="先写存在的主要问题，再写改进情况。",
    bad="只写了问题，没有写如何改进。",
)
def both_halves(context: Context) -> Iterator[Hit]:
    """五 names problems and says what is done about them."""
    if not has_section(context, 5) or _is_nothing(context.section_five):
        return
    addressed = {h.address for h in headings(context)}
    divided = context.source is None or "heading.5.1" in addressed or "heading.5.2" in addressed
    for passage, name in _HALVES:
        text, other = _said(context, passage), _said(context, "improvements" if passage == "problems" else "problems")
        if not _is_blank(text):
            continue
        if passage == "problems":
            told = _PROBLEM.search(other) is not None and not divided
        else:
            told = _MEASURE.search(_LATER.sub("", other)) is not None or _plans(other, context.report.year)
        if not told:
            yield Hit(
                passage, f"第五部分没有写{name}。条例要求问题和改进情况都要写，请补写。", excerpt=text.strip()[:40]
            )


_DATED: Final = re.compile(
    r"(?P<y>20\d\d)年[^。；]{0,16}(?:季度|月|[上下]半年|年?底|年内)[^。；]{0,24}"
    r"(?:完成|调整|建立|实行|开展|公开|更新|推出|开通|组织|上线|落实|补齐|制定|印发)"
)


def _plans(text: str, year: int | None) -> bool:
    """2026年第一季度，将定额公示入口调整至首页: what is dated after the report's year is a measure."""
    return year is not None and any(int(found["y"]) > year for found in _DATED.finditer(text))


def _is_blank(text: str) -> bool:
    plain = _SIGNS.sub("", text)
    return not plain or _NOTHING.match(plain) is not None
