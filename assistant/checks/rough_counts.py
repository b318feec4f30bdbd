"""N-16, N-17: counts that are said roughly, and the units that they are counted in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.told import hit
from assistant.claims import Frame, Judgement
from assistant.numerals.words import TIME_UNITS
from schemas.passages import PASSAGE_NAMES

_PRACTICE: Final = Basis("practice", "年度报告通行写法")


@dataclass(frozen=True)
class _Usual:
    """What a thing is counted in, and the units that are slips."""

    thing: str
    units: str
    slips: frozenset[str]


_APPLICATIONS: Final = _Usual(
    "政府信息公开申请", "件", frozenset(("条", "件次", "条次", "次", "篇", "个", "人次", "期", "场", "项"))
)
_INFORMATION: Final = _Usual("政府信息", "条或篇", frozenset(("件", "件次", "起", "个", "期", "场", "次")))
_MEETINGS: Final = _Usual("会议、培训", "次、期或场", frozenset(("件", "条", "篇", "份", "起", "件次")))
_ANY_SLIP: Final = _APPLICATIONS.slips | _INFORMATION.slips | _MEETINGS.slips
_COUNTED: Final = frozenset(("app", "dispute", "document", "decision", "disclosure"))
_OF_APPLICATIONS: Final = frozenset(("S:app", "V:new", "V:cin", "V:cout"))
_COUNTED_WORDS: Final = frozenset(("S:train", "S:interp", "S:resp", "S:meet", "S:info"))


@rule(
    "N-16",
    "统计数据写准确数",
    "warning",
    _PRACTICE,
    needs=("prose",),
    good="全年发布信息123条。",
    bad="全年发布信息100余条。",
)
def vague(context: Context) -> Iterable[Hit]:
    """余, 多, 近, 若干 next to something that the report counts."""
    for judgement in context.judgements:
        frame = judgement.frame
        counted = frame.domain in _COUNTED or bool(frame.concepts & _COUNTED_WORDS)
        if not frame.numeral.vague or not counted or frame.numeral.kind != "count" or frame.relation != "value":
            continue
        if _is_threshold(judgement) or frame.numeral.unit in TIME_UNITS or _of_people(frame):
            continue
        if frame.year is not None and context.report.year is not None and frame.year > context.report.year:
            continue  # 2026年目标：发布量突破360条
        yield hit(judgement, f"“{_said(judgement)}”是约数，年度报告的统计数据宜写准确数，请核实后改为具体数字。")


_PEOPLE: Final = frozenset(("人", "人次", "名", "家", "户"))


def _of_people(frame: Frame) -> bool:
    """达成就业意向9800余人 in a sentence about what was published counts nothing that was."""
    return frame.domain == "disclosure" and frame.numeral.unit in _PEOPLE


_AT_LEAST: Final = re.compile(r"(?:不少于|不低于|不高于|不多于|不超过|至少|至多|最多|少于|低于|高于|不足|不到)\s?$")
_OR_MORE: Final = re.compile(r"\s?(?:以上|以下|以内)")
_STANDARD: Final = re.compile(r"每|月均|人均|平均|要求|规定|标准|目标|计划|力争|确保|争取|将|拟")


_OR_MORE_WHO: Final = re.compile(r"\s?(?:以上|以下|以内)的")
_THEN_EXACT: Final = re.compile(r"[，,]\s*(?:已|共)?(?:达到?|为|即)\s*\d")
"""申请量10件以上的单位; 超600件，达650件."""


def _is_threshold(judgement: Judgement) -> bool:
    """每月发布不少于3篇, 有3个社区月均更新不足2条: a measure that is set, not a count left vague."""
    text, numeral = judgement.text, judgement.frame.numeral
    if _OR_MORE_WHO.match(text, numeral.end) or _THEN_EXACT.match(text, numeral.end):
        return True
    bound = _AT_LEAST.search(text, max(0, numeral.start - 4), numeral.start) or _OR_MORE.match(text, numeral.end)
    if not bound:
        return False
    return judgement.passage in ("problems", "improvements") or _STANDARD.search(judgement.clause) is not None


def _said(judgement: Judgement) -> str:
    numeral = judgement.frame.numeral
    start = max(0, numeral.start - 2)
    lead = judgement.text[start : numeral.start]
    for word in ("将近", "大约", "超过", "近", "约", "超", "逾"):
        if lead.endswith(word):
            return (word + numeral.text).replace("\n", "")
    return numeral.text.replace("\n", "")


@rule(
    "N-17",
    "计量单位用得对",
    "warning",
    _PRACTICE,
    needs=("prose",),
    good="收到政府信息公开申请0件，发布信息20条，召开会议2次。",
    bad="收到政府信息公开申请0件次。",
)
def units(context: Context) -> Iterable[Hit]:
    """申请 in 件, 信息 in 条 or 篇, meetings in 次 or 期."""
    for judgement in context.judgements:
        frame = judgement.frame
        if frame.numeral.unit not in _ANY_SLIP or frame.numeral.kind != "count" or frame.relation != "value":
            continue
        usual = _usual(judgement)
        if usual is None:
            continue
        where = PASSAGE_NAMES.get(judgement.passage, "正文")
        yield hit(
            judgement,
            f"{where}中“{frame.numeral.text}”的单位不妥：{usual.thing}通常以“{usual.units}”计，请改正单位。",
        )


_TURNED: Final = re.compile(r"(?:转为|调整为|改为|变更为)[^，。；]{0,12}$")


def _usual(judgement: Judgement) -> _Usual | None:
    frame = judgement.frame
    usual = _counted_in(judgement)
    if usual is None or frame.numeral.unit not in usual.slips:
        return None
    if _TURNED.search(judgement.text, max(0, frame.numeral.start - 20), frame.numeral.start):
        return None
    return usual


def _counted_in(judgement: Judgement) -> _Usual | None:
    frame = judgement.frame
    lead = judgement.text[max(0, frame.numeral.start - 8) : frame.numeral.start]
    if frame.domain not in ("app", "dispute") and lead.rstrip().endswith("培训"):
        return _MEETINGS
    usual = None
    answered = frame.certain and "V:done" in frame.concepts and judgement.passage == "overview.requests"
    if frame.domain == "app" and (answered or not frame.concepts.isdisjoint(_OF_APPLICATIONS)):
        usual = None if "S:foreign" in frame.concepts else _APPLICATIONS  # not of 咨询申请事宜190人次
    elif frame.domain == "disclosure" and "S:info" in frame.concepts and _OF_INFORMATION.search(lead):
        usual = _INFORMATION
    elif "V:hold" in frame.concepts and not frame.concepts.isdisjoint(("S:meet", "S:train")):
        usual = _MEETINGS
    return None if usual is None or _OF_OTHERS.match(judgement.text, frame.numeral.end) else usual


_OF_OTHERS: Final = re.compile(
    r"\s?(?:部门|单位|机关|县|区|市|乡|镇|街道|科室|站所|案例|月|渠道|平台|方面|类|村|社区|企业|公司|申请人|主体|环节|领域)"
)
_OF_INFORMATION: Final = re.compile(
    r"(?:^|政府|政务|各类|公开|发布|公布|更新|推送|上传|新增|报送|转发|网站|公众号|微信|平台|[的栏了，、：\d])信息(?:的?(?:总数|总量|数量|数|量)|稿件)?(?:总计|合计|共计|累计|共有|共|达到|达|为|有|了|约|近|：|:)*\s*$"
)
