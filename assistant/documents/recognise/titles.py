"""Which heading is which: the six section titles with what people make of them, and the sub-headings of 一 and 五."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from schemas.form import SECTION_TITLES

_NOISE: Final = re.compile(r"[\s\u00a0\u3000、，,。.．:：;；·\-—_“”\"'（）()]+")
_ORG: Final = r"(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?"

_SECTIONS: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(
        rf"^(?:年度)?{_ORG}(?:总体|基本|整体)(?:工作)?(?:推进|开展|落实)?(?:情况|概况|状况|概述)$|^(?:总结)?概述$|^工作总体(?:推进)?情况$"
    ),
    re.compile(r"^(?:政府信息)?主动公开(?:的)?(?:政府信息|信息)?(?:的)?(?:工作)?(?:情况)$"),
    re.compile(
        r"^(?:收到|受理|接收)(?:和|及|与|并)?处理(?:政府)?(?:信息)?(?:公开)?(?:的)?申请(?:的)?(?:情况)?$"
        r"|^(?:政府信息)?依申请公开(?:政府信息)?(?:的)?(?:工作)?(?:办理|处理)?情况$"
    ),
    re.compile(
        r"^(?!.*(?:未|没有|无|发生|20\d\d))(?:因)?.{0,20}行政复议.{0,14}(?:行政)?诉讼(?:的)?(?:情况|数量|案件情况)$"
        r"|^(?:政府信息公开)?行政复议(?:和|及|与)?行政诉讼$"
    ),
    re.compile(
        rf"^(?:年度)?(?:本年度)?{_ORG}(?:中)?(?:存在)?(?:的)?(?:主要|突出)?(?:问题|困难|不足)(?:和|及|与|以及)?(?:不足)?(?:下一步)?(?:工作)?(?:的)?"
        r"(?:改进|整改|解决)(?:情况|措施|办法|打算|计划|意见|方向|思路|工作)*$"
    ),
    re.compile(
        r"^(?:其他|其它)?(?:需要|需)(?:报告|说明)(?:的)?(?:其他|其它)?(?:事项|情况|问题)$|^(?:其他|其它)(?:报告)?事项$"
    ),
)
_OLD_TITLES: Final[dict[str, int]] = {
    "因政府信息公开工作被申请行政复议提起行政诉讼情况": 4,
    "政府信息公开工作存在的主要问题及改进情况": 5,
}
TOPICS: Final = ("proactive", "requests", "management", "platform", "supervision")
_STRICT_TOPICS: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(
        r"^(?:关于)?(?:政府信息|政务信息|信息)?主动公开(?:的)?(?:政府信息|信息)?(?:的)?(?:工作)?(?:开展|落实|推进|完成)?(?:情况|方面|工作)?$"
    ),
    re.compile(
        r"^(?:关于)?(?:政府信息|信息)?依申请公开(?:的)?(?:政府信息|信息)?(?:的)?(?:申请)?(?:工作)?(?:办理|处理|开展|落实|受理)?(?:情况|方面|工作)?$"
        r"|^(?:政府)?信息公开申请(?:办理|处理)?(?:情况|工作)?$|^依申请(?:公开)?办理(?:情况)?$"
    ),
    re.compile(
        r"^(?:关于)?(?:政|府)?(?:府|务)?信息(?:公开)?(?:资源)?(?:的)?(?:规范化|规范|日常|标准化)?(?:管理|制度建设)(?:工作)?(?:情况|方面)?$"
    ),
    re.compile(
        r"^(?:关于)?(?:政府|府|政务)?(?:信息)?(?:公开)?(?:载体|渠道)?(?:和|及)?平台(?:载体|渠道)?(?:的)?(?:建设|运行|管理|运维)*(?:工作)?(?:情况|方面)?$"
    ),
    re.compile(
        r"^(?:关于)?(?:政府信息公开|信息公开|政务公开)?(?:工作)?监督(?:和|与|及)?保障(?:及教育培训|和教育培训|工作|措施|机制)*(?:情况|方面)?$|^(?:教育培训|考核评议)(?:和|及|与)监督保障(?:情况)?$"
    ),
)
_LOOSE_TOPICS: Final[tuple[tuple[str, str, bool], ...]] = (
    # (words, topic, whether they name the topic rather than something near it)
    (r"概述|概况|总体|基本情况", "overview", False),
    (r"主动公开", "proactive", True),
    (r"依申请", "requests", True),
    (r"申请公开|公开申请", "requests", True),
    (r"信息(?:公开)?(?:资源)?.{0,4}管理", "management", True),
    (r"平台", "platform", True),
    (r"监督|保障", "supervision", True),
    (r"政策解读|回应|重点领域|标准化|公开内容|内容建设", "proactive", False),
    (r"规范性文件|信息管理|审查|清理", "management", False),
    (r"网站|新媒体|公报|载体|渠道|专区|公开栏", "platform", False),
    (r".", "supervision", False),
)


@dataclass(frozen=True, slots=True)
class Match:
    """A heading recognised: its section or topic, how surely (0 … 100)."""

    section: int
    score: int


def plain(text: str) -> str:
    """A heading without blanks and punctuation."""
    return _NOISE.sub("", text)


_TITLES: Final = tuple(plain(title) for title in SECTION_TITLES)


@lru_cache(maxsize=2048)
def section_of(text: str) -> Match | None:
    """Which of the six sections a heading (without ordinal) opens."""
    bare = plain(text)
    if not 2 <= len(bare) <= 40:
        return None
    for number, title in enumerate(_TITLES, start=1):
        if bare == title:
            return Match(number, 100)
    if bare in _OLD_TITLES:
        return Match(_OLD_TITLES[bare], 95)
    for number, pattern in enumerate(_SECTIONS, start=1):
        if pattern.match(bare):
            return Match(number, 88)
    scored = [(fuzz.ratio(bare, title), number) for number, title in enumerate(_TITLES, start=1)]
    score, number = max(scored)
    floor = 85 if number == 1 else 78
    return Match(number, int(score) - 15) if score >= floor else None


@lru_cache(maxsize=2048)
def topic_of(text: str) -> str | None:
    """The topic of 一 that a heading names in so many words."""
    bare = plain(text)
    for topic, pattern in zip(TOPICS, _STRICT_TOPICS, strict=True):
        if pattern.match(bare):
            return topic
    return None


@lru_cache(maxsize=2048)
def nearest_topic(text: str) -> tuple[str, bool]:
    """Where the text under a heading of 一 belongs best, and whether the heading names that topic."""
    strict = topic_of(text)
    if strict is not None:
        return strict, True
    bare = plain(text)
    return next((topic, named) for words, topic, named in _LOOSE_TOPICS if re.search(words, bare))


# ---- 五 --------------------------------------------------------------------------------------------
_GLUE: Final = (
    "存在|的|主要|突出|情况|方面|工作|中|及|和|与|以及|当前|目前|政府信息公开|信息公开|政务公开|之处|还|仍|尚"
    "|本年度|年度|本年|今年|现阶段|20\\d\\d年度?|上一?年度?|去年"
    "|我[镇乡局办区县市街道委]{1,2}|一些|几个|具体|查摆|自查|查找|梳理|反映|指出|报告|年报|分析|原因|成因"
)
_PROBLEM: Final = re.compile(rf"^(?:{_GLUE}|问题|不足|短板|困难|差距|薄弱环节|弱项)+$")
_IMPROVE: Final = re.compile(
    rf"^(?:{_GLUE}|问题|不足|短板|下一步|下一阶段|下步|下一?年度?|明年|今后|改进|整改|措施|打算|计划|思路|安排|方向|举措|意见|努力|解决|办法|落实|对|针对"
    r"|重点|完成|提升|推进)+$"
)
_PROBLEM_KEY: Final = re.compile(r"问题|不足|短板|困难|差距|薄弱")
_IMPROVE_KEY: Final = re.compile(r"改进|整改|措施|打算|计划|下一步|下步|下一阶段|举措|努力|解决|今后|思路")


@lru_cache(maxsize=2048)
def part_of_five(text: str) -> str | None:
    """`problems` or `improvements` where a sub-heading of 五 says so, in whatever words."""
    bare = plain(text)
    if not 2 <= len(bare) <= 26:
        return None
    if _IMPROVE_KEY.search(bare) and _IMPROVE.match(bare):
        return "improvements"
    if _PROBLEM_KEY.search(bare) and _PROBLEM.match(bare):
        return "problems"
    return None


_SPEAKS: Final = re.compile(
    r"下一步|下一阶段|下步工作|改进|措施|^(?:针对|对于)(?:上述|以上|这些|存在)(?:的)?(?:主要)?(?:问题|不足|短板)"
)
_NOT_YET: Final = re.compile(
    r"(?:有待|需要?|亟待|亟需|尚待|还要|值得|可以?)(?:进一步|不断|继续|持续|加以|切实)?(?:加强|完善|提升|提高|改善)?(?:和|与|、)?改进|改进(?:的)?(?:空间|地方|之处)"
    r"|措施(?:不够|不多|不力|不实|不到位|较少|单一|缺乏|还不|落实不)|缺(?:乏|少).{0,8}措施"
)


def speaks_of_improvement(text: str) -> bool:
    """Whether a paragraph of 五 turns to what is to be done."""
    return bool(_SPEAKS.search(_NOT_YET.sub("", text)))


def is_known_heading(text: str) -> bool:
    """Whether a whole line, with or without ordinal, is one of the form's headings."""
    from assistant.documents.recognise.ordinals import ordinal_of

    found = ordinal_of(text)
    bare = text[found.end :] if found else text
    return len(bare) <= 40 and (section_of(bare) is not None or topic_of(bare) is not None)
