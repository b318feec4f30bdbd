"""Shares and rates whose two numbers stand in the same sentence: 满意率, 回收率, 43家中有17家……占39.5%."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from assistant.claims.bench import Bench, places_of, round_percent, shown
from assistant.claims.clause import since
from assistant.claims.model import SUM_WORDS, Frame
from assistant.claims.ratios import NEAR, Outcome


class _Rate(NamedTuple):
    """A word for a rate, the words of the count that it is computed from, of the whole, and the units of both."""

    word: str
    part: "re.Pattern[str]"
    whole: "re.Pattern[str]"
    units: frozenset[str]


_ASKED: Final = frozenset(("份", "人", "张", "名", "户", "人次"))
_CASES: Final = frozenset(("件", "条", "个", "宗", "起", "次"))
_ANY: Final = re.compile("")
_TAKEN: Final = re.compile(r"承办|受理|收到|接收|接到|交办|转办|接办|收件")
_DONE: Final = re.compile(r"办结|办复|答复|回复")
_RATES: Final = (
    _Rate("满意", re.compile(r"满意(?!率|度|调查|测评|评价)"), _ANY, _ASKED),
    _Rate("回收率", re.compile(r"收回|回收(?!率)"), _ANY, _ASKED),
    _Rate("纠错率", re.compile(r"纠[正错](?!率)"), re.compile(r"(?<![未尚已])审结|已审结|作出"), _CASES),
    _Rate("办结率", _DONE, _TAKEN, _CASES),
    _Rate("办复率", _DONE, _TAKEN, _CASES),
)
_OF_THE_FORM: Final = frozenset(("app", "dispute", "document", "decision"))
_ON_TIME: Final = re.compile(r"按时|按期|及时|限时|依法")
_FULL: Final = 100


def plain_rate(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """Null where the sentence does not hold both counts, or where several may be meant and none fits."""
    frame = frames[index]
    said = text[frame.local[0] : frame.numeral.start]
    rate = next((rate for rate in _RATES if rate.word in said and ("率" in said or "度" in said)), None)
    if rate is None or frame.numeral.vague:
        return None
    if rate.part is _DONE and (frame.numeral.value == _FULL or _ON_TIME.search(said)):
        return None  # of those that were due
    counts = [f for f in _counts_before(frames, index) if f.numeral.unit in rate.units]
    if rate.part is _DONE and any(f.domain in _OF_THE_FORM for f in counts):
        return None  # the tables tell
    words = {f.numeral.start: text[f.local[0] : max(f.numeral.end, f.post[1])] for f in counts}
    parts = [f for f in counts if rate.part.search(words[f.numeral.start])]
    wholes = [f for f in counts if f not in parts and parts and f.numeral.unit == parts[0].numeral.unit]
    wholes = [f for f in wholes if rate.whole.search(words[f.numeral.start])]
    wholes = [f for f in wholes if f.numeral.value >= max(p.numeral.value for p in parts) and f.numeral.value > 0]
    if not parts or not wholes:
        return None
    sums = [p.numeral.value for p in parts]
    sums += [sum(sums[:end], Decimal(0)) for end in range(2, len(sums) + 1)]
    places = places_of(frame.numeral)
    for part in sums:
        for whole in wholes:
            if part <= whole.numeral.value and round_percent(part, whole.numeral.value, places) == frame.numeral.value:
                expression = f"{shown(part)}/{shown(whole.numeral.value)}={shown(frame.numeral.value)}%"
                return Outcome("confirmed", (expression,))
    if len(parts) > 1 or parts[0].depth != frame.depth:
        return None
    return _wrong(frame, parts[0].numeral.value, wholes[-1].numeral.value)


_AMONG: Final = re.compile(r"[^，。；]{0,16}中(?![心国央介小学期间])，?[^，。；]{0,12}?")
_ITS_OWN: Final = frozenset(("P:share", "C:to"))


def plain_share(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """43家单位中有17家……，占35.9%: a share without words of its own is of the two counts before it.

    Null unless the sentence holds just one such pair, whose numbers no other pair of counts explains.
    """
    frame = frames[index]
    places = places_of(frame.numeral)
    if frame.numeral.vague or frame.depth or not places or frame.noun or not frame.concepts <= _ITS_OWN:
        return None
    counts = _counts_before(frames, index)
    pairs = [
        (whole, part)
        for whole, part in pairwise(counts)
        if whole.numeral.unit == part.numeral.unit
        and _AMONG.fullmatch(text, whole.numeral.end, part.numeral.start)
        and 0 < part.numeral.value < whole.numeral.value
    ]
    values = {f.numeral.value for f in counts}
    explained = any(
        round_percent(part, whole, places) == frame.numeral.value for part in values for whole in values if part < whole
    )
    if len(pairs) != 1 or explained:
        return None
    whole, part = pairs[0]
    if any(f.numeral.unit == part.numeral.unit and f.numeral.start > part.numeral.start for f in counts):
        return None
    return _wrong(frame, part.numeral.value, whole.numeral.value)


_NAMED: Final = re.compile(
    r"其中[，,：:]?(?P<name>[^，。；：、0-9其中]{3,20}?)(?:发布|推送|公开|类)?(?:信息)?占(?:比|到|了)?$"
)


def share_of_sentence_before(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """……三类渠道合计1864条。其中微信公众号推送占51.93%: of the one total of the sentence before.

    The part is what the clause names there, or the one count before the share in its own sentence.
    """
    frame = frames[index]
    places = places_of(frame.numeral)
    start = since(text, frame.numeral.start, "。\n")
    if frame.numeral.vague or frame.depth or not places or not text[start : start + 6].lstrip().startswith("其中"):
        return None
    before = [f for f in frames[max(0, index - NEAR) : index] if _plain_count(f) and f.sentence == frame.sentence - 1]
    own = _counts_before(frames, index)
    named = _NAMED.search(text, start, frame.numeral.start)
    if named is not None and not own:
        parts = [f for f in before if named["name"].strip() in text[slice(*f.local)]]
        wholes = [f for f in before if f.concepts & SUM_WORDS and not f.depth]
    elif len(own) == 1 and frame.concepts <= _ITS_OWN:
        parts = own
        wholes = [f for f in before if f.numeral.unit == own[0].numeral.unit]
    else:
        return None
    wholes = [f for f in wholes if parts and f.numeral.unit == parts[0].numeral.unit]
    if len(parts) != 1 or len(wholes) != 1 or not 0 < parts[0].numeral.value < wholes[0].numeral.value:
        return None
    part, whole = parts[0].numeral.value, wholes[0].numeral.value
    right = round_percent(part, whole, places)
    if right == frame.numeral.value:
        return Outcome("confirmed", (f"{shown(part)}/{shown(whole)}={shown(right)}%",))
    values = [f.numeral.value for f in (*before, *own)]
    if any(round_percent(a, b, places) == frame.numeral.value for a in values for b in values if 0 < a < b):
        return None
    return _wrong(frame, part, whole)


_OF_ALL: Final = re.compile(r"[，,]?\s?占(?:公开|信息|发布|全年|全部|主动公开|政府|的){0,6}(?:总量|总数|总条数)的?")
_OF_CALLED: Final = re.compile(r"[，,]\s?占(?P<name>[一-鿿]{2})(?:总|的)?(?:份数|件数|人数|条数|总数|总量|数)的?$")


def share_of_the_called(text: str, frames: Sequence[Frame], index: int, bench: Bench) -> Outcome | None:
    """四类信息共1604条，占总量的67.67%; 收回117份，……113份，占收回份数的96.58%: the whole by its name."""
    frame = frames[index]
    places = places_of(frame.numeral)
    before = frames[index - 1] if index else frame
    if frame.numeral.vague or frame.depth or not places or not _plain_count(before) or before.depth:
        return None
    counts = _counts_before(frames, index)
    wholes: list[Decimal] = []
    if frame.domain == "disclosure" and _OF_ALL.fullmatch(text, before.numeral.end, frame.numeral.start):
        known = bench.value("disclosure.total")
        said = [
            f.numeral.value
            for f in frames[max(0, index - NEAR) : index]
            if f.certain and ("disclosure.total",) in f.options
        ]
        wholes = [known] if known is not None else said[-1:]
    elif called := _OF_CALLED.search(text, before.numeral.end, frame.numeral.start):
        named = [f for f in counts if called["name"] in text[slice(*f.local)] and f is not before]
        wholes = [f.numeral.value for f in named if f.numeral.unit == before.numeral.unit]
    part = before.numeral.value
    if len(wholes) != 1 or not 0 < part < wholes[0]:
        return None
    right = round_percent(part, wholes[0], places)
    if right == frame.numeral.value:
        return Outcome("confirmed", (f"{shown(part)}/{shown(wholes[0])}={shown(right)}%",))
    values = [*wholes, *(f.numeral.value for f in counts)]
    if any(round_percent(a, b, places) == frame.numeral.value for a in values for b in values if 0 < a < b):
        return None
    return _wrong(frame, part, wholes[0])


def _plain_count(frame: Frame) -> bool:
    return frame.relation == "value" and frame.numeral.kind == "count" and not frame.numeral.vague


def _counts_before(frames: Sequence[Frame], index: int) -> list[Frame]:
    return [
        f for f in frames[max(0, index - NEAR) : index]
        if f.sentence == frames[index].sentence and _plain_count(f)
    ]  # fmt: skip


def _wrong(frame: Frame, part: Decimal, whole: Decimal) -> Outcome:
    right = round_percent(part, whole, places_of(frame.numeral))
    message = (
        f"“{shown(frame.numeral.value)}%”与数据不符：{shown(part)}÷{shown(whole)}＝{shown(right)}%，"
        f"相差 {shown(abs(right - frame.numeral.value))} 个百分点。请按四舍五入重新计算，或核对前后数字。"
    )
    return Outcome("contradicted", (f"{shown(part)}/{shown(whole)}={shown(right)}%",), (), message, "N-11")
