"""Whose number it is: of the unit that reports, or only of a part of it; and lists of what applications were about."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.claims.clause import HAN, Clause, since
from assistant.claims.context import Context

_PLACE: Final = "[省市县区州旗盟乡镇]"
_BRACKET: Final = r"(?:[（(][^（）()]{1,9}[）)])"
_PART: Final = re.compile(
    rf"(?:{_PLACE}|政府)本级|{_PLACE}直(?:属)?各?(?:部门|单位|机关)"
    rf"|(?:{_PLACE}|街道){_BRACKET}?(?:人民)?政府?(?:及其?|和)?(?:所属|下属|各|直属|组成|工作)(?:部门|单位|机构)"
    rf"|各(?:县|区|市|旗|州|盟|乡|镇|地|街){{1,2}}{_BRACKET}?|(?<![全我本该])[县区市旗乡镇]{_BRACKET}(?!人大|政协)"
    r"|作为受理(?:机关|单位)"
)
_WHOLE: Final = re.compile(rf"全{_PLACE}|各级|合计|共计|总计|总共|连同")
_ABOUT: Final = re.compile(
    r"申请(?:公开)?的?(?:主要)?(?:内容|事项|信息|主题|领域)|内容(?:上|来看|看)?[，,]?(?:主要)?(?:涉及|集中|包括|为|是|有)"
    r"|(?:主要|多数?)(?:涉及|集中)|涉及的?(?:内容|领域|事项)|集中在"
)
_WHOLE_NUMBERS: Final = frozenset(("app", "dispute", "document", "decision"))
_NO_APPLICATIONS: Final = frozenset(("decision", "document", "dispute", "fee", "activity", "disclosure"))


_BODY: Final = re.compile(
    r"\s{0,4}(?:其中)?[，,：:]?\s{0,4}(?:(?P<place>(?![全各我本该])[\u4e00-\u9fff]{1,7}(?:市|县|区|旗|镇|乡|街道|苏木))(?:人民政府|政府|办事处|管委会)"
    r"|(?P<office>(?![全各我本该])[\u4e00-\u9fff]{3,14}(?:局|委员会|厅)))(?:共|全年|本年)?(?:收到|新收|受理|接收|办结|办理|答复|作出|做出|实施|制发|制定|印发|出台|废止)"
)
_SECOND_LEVEL: Final = re.compile(
    r"\s{0,4}(?:其中)?[，,：:]?\s{0,4}(?:县区|区县|旗县|市县|县级|乡镇|镇街|部门|(?:市|县|区|省)级部门|基层)(?=[^，。；]{0,8}(?:涉|收到|新收|受理|办|被|作))"
)
_OF_SO_MANY: Final = re.compile(r"\s?(?:及)?(?:以上|以下|以内|不等)的")
_SO_MANY_NOT: Final = re.compile(r"\d\s?(?:个|家|名)(?:部门|单位|县区|区县|乡镇|镇|街道|村)?(?:均|都|全年|尚)?$")
_WITHIN: Final = re.compile(
    r"其中[，,]?[^，。；]{0,8}?[\d一二三四五六七八九十]{1,3}个?(?:工作)?[日天]内[^，。；\d]{0,6}$"
)
_SOME_WHO: Final = re.compile(r"[^，。；]{0,10}的(?:部门|单位|机关|科室|乡镇|镇|乡|街道|县|区|市|地方|月份)")


class _Told(NamedTuple):
    """What the words before a number say of whose it is."""

    office: str
    part: bool
    whole: bool


@lru_cache(maxsize=4096)
def _told(said: str) -> _Told:
    """Reports say the same words around other numbers: each is read once."""
    named = _BODY.match(said)
    part = bool(_PART.search(said) or _SECOND_LEVEL.match(said))
    return _Told((named["place"] or named["office"]) if named else "", part, _WHOLE.search(said) is not None)


def of_a_part(clause: Clause, context: Context) -> bool:
    """市政府本级收到112件，办结108件: what a part did, until a ； or a word for the whole."""
    frame = clause.frame
    text, at = clause.text, frame.numeral.start
    if text.find("内", max(0, at - 30), at) >= 0 and _WITHIN.search(text, max(0, at - 30), at):
        return True  # 其中5个工作日内办结131件
    if clause.denied and _SOME_WHO.match(text, frame.numeral.end):
        return True  # 没有收到申请的部门有11个
    if clause.denied and _SO_MANY_NOT.search(text, max(0, at - 12), at):
        return True  # 有19个未制发
    if _OF_SO_MANY.match(text, frame.numeral.end) or (
        frame.domain in _WHOLE_NUMBERS and frame.numeral.kind == "count" and frame.numeral.value % 1
    ):
        return True  # 10件以上的单位22家; 每万人申请量为1.8件
    told = _told(clause.said)
    if told.office:
        context.body = frame.part, told.office
    frame.body = context.body[1] if context.body[0] == frame.part else ""
    if told.part:
        context.part_spoken_of = frame.part
    elif told.whole:
        context.part_spoken_of = None
    return context.part_spoken_of == frame.part or "B:level" in clause.local


def of_topics(clause: Clause) -> bool:
    """申请内容主要涉及投诉举报（381件）、行政处罚（77件）: no count of decisions."""
    frame = clause.frame
    if frame.domain not in _NO_APPLICATIONS or clause.denied or "V" in clause.local.kinds:
        return False
    at = frame.numeral.start
    start = since(clause.text, at, "。；")
    return clause.text.find("申请", start, at) >= 0 and _ABOUT.search(clause.text[start:at]) is not None


_NO_HEAD: Final = re.compile(r"(?:书|[仅只计约近超余年结至]|剩余|超过|突破|高达|放弃|民币)+")


def counts_another(clause: Clause) -> bool:
    """规范性文件失效公告2条 counts notices: of a noun phrase its end, here unknown words right before the number."""
    if not clause.noun or clause.lead:
        return False
    start, end = clause.frame.local
    named = clause.lexed.between(start, end)
    if not any(t.concept[0] in "SRA" for t in named):
        return False
    tail = "".join(HAN.findall(clause.text[named[-1].end : end]))
    return bool(tail) and _NO_HEAD.fullmatch(tail) is None
