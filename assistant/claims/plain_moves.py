"""Differences and averages whose numbers stand in the sentence: 由4.85万人增至5.63万人，净增7800人; 场均44人."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.claims.bench import last_digit, places_of, shown
from assistant.claims.model import Frame
from assistant.claims.ratios import Outcome
from assistant.numerals import Numeral

_UP: Final = "增加|增长|增|上升|提高|提升|多|高"
_DOWN: Final = "减少|下降|降低|缩短|压缩|压减|缩减|减|降|少|低"
_MOVED: Final = re.compile(
    rf"(?:相比)?[，、（(]?(?:同比|净|共|共计|累计|平均)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|幅|达|为|幅度为)?"
)
_FROM: Final = re.compile(r"(?:由|从)(?:(?:19|20)\d\d年)?[^，。；0-9]{0,14}$")
_TO: Final = re.compile(rf"(?:{_UP}|{_DOWN}|扩大|回落|压)[加]?(?:至|到|为)")
_THAN: Final = re.compile(r"(?:比|较|相较于|相比|与)[^，。；0-9]{0,8}(?:(?:19|20)\d\d年)?[^，。；0-9]{0,6}的?$")
_EARLIER: Final = re.compile(r"年初|上年|去年|上一年|年[末底初]|同期|(?:19|20)\d\d年")
_BESIDE: Final = frozenset(("", "，", ",", "（", "("))
_MOVING: Final = re.compile(f"{_UP}|{_DOWN}|净|幅")
_PERCENT: Final = Decimal(100)


def plain_move(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """A change whose two ends the sentence holds; null where it does not, or where a word makes them rough."""
    if index < 1 or frames[index].numeral.vague:
        return None
    frame, before = frames[index], frames[index - 1]
    moved = _MOVED.fullmatch(text, before.numeral.end, frame.numeral.start)
    if moved is None or before.numeral.vague or before.sentence != frame.sentence:
        return None
    ends = _from_to(text, frames, index) or _than(text, frames, index)
    if not ends:
        return None
    rising = 1 if moved["up"] else -1
    for start, end in ends:
        if _fits(frame.numeral, start, end, rising):
            return Outcome("confirmed", (_worked(frame.numeral, start, end),))
    start, end = ends[0]
    said = f"{shown(frame.numeral.value)}{frame.numeral.unit}"
    word = moved["up"] or moved["down"]
    message = (
        f"文中称{word} {said}，按前后两个数计算：{shown(start.value)} → {shown(end.value)}，"
        f"{_worked(frame.numeral, start, end)}。请核对增减方向和数值。"
    )
    return Outcome("contradicted", (_worked(frame.numeral, start, end),), (), message, "N-12")


def _from_to(text: str, frames: Sequence[Frame], index: int) -> list[tuple[Numeral, Numeral]]:
    if index < 2:
        return []
    start, end = frames[index - 2].numeral, frames[index - 1].numeral
    if start.vague or not _FROM.search(text, max(0, start.start - 20), start.start):
        return []
    if not _TO.fullmatch(text, start.end, end.start):
        return []
    return [(start, end)] if _comparable(start, end, frames[index].numeral) else []


def _than(text: str, frames: Sequence[Frame], index: int) -> list[tuple[Numeral, Numeral]]:
    """较年初的24件增加3件: of a number said before in the sentence."""
    start = frames[index - 1].numeral
    than = _THAN.search(text, max(0, start.start - 24), start.start)
    if than is None or not _EARLIER.search(than[0]) or _MOVING.search(than[0]):
        return []
    told = frames[index - 2] if index > 1 else None
    if told is None or told.numeral.vague or text[told.numeral.end : than.start()].strip() not in _BESIDE:
        return []
    return [(start, told.numeral)] if _comparable(start, told.numeral, frames[index].numeral) else []


def _comparable(start: Numeral, end: Numeral, change: Numeral) -> bool:
    if start.unit != end.unit and start.unit and end.unit:
        return False
    unit = start.unit or end.unit
    if unit == "%":
        return change.unit == "个百分点"
    return bool(unit) and change.unit in (unit, "%")


def _fits(change: Numeral, start: Numeral, end: Numeral, rising: int) -> bool:
    """Whether the change may be right, wherever within their last digits the ends really lie."""
    low, high = last_digit(start) / 2, last_digit(end) / 2
    least, most = end.value - high - (start.value + low), end.value + high - (start.value - low)
    if rising < 0:
        least, most = -most, -least
    slack = last_digit(change) / 2
    if change.unit == "%":
        if start.value <= low:
            return True
        slack = Decimal(1).scaleb(-places_of(change)) / 2
        ends = [value / base * _PERCENT for value in (least, most) for base in (start.value - low, start.value + low)]
        least, most = min(ends), max(ends)
    return least - slack <= change.value <= most + slack


def _worked(change: Numeral, start: Numeral, end: Numeral) -> str:
    difference = end.value - start.value
    if change.unit == "%" and start.value:
        percent = (difference / start.value * _PERCENT).quantize(Decimal(1).scaleb(-max(2, places_of(change))))
        return f"({shown(end.value)}-{shown(start.value)})/{shown(start.value)}={shown(percent)}%"
    return f"{shown(end.value)}-{shown(start.value)}={shown(difference)}"


_MEAN: Final = re.compile(r"(?P<per>[场户次期家村])均[^，。；0-9]{0,6}$")
_PERSONS: Final = frozenset(("人", "人次", "名", "位"))
_FOREIGN: Final = 3
_ROUGH: Final = Decimal("0.03")


def plain_mean(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """场均44人: of the one count of persons and the one of 场 before it in the sentence."""
    frame = frames[index]
    mean = _MEAN.search(text, max(0, frame.numeral.start - 12), frame.numeral.start)
    if mean is None or frame.relation != "value":
        return None
    counts = [f.numeral for f in frames[max(0, index - 12) : index] if f.sentence == frame.sentence]
    counts = [n for n in counts if n.kind == "count" and not n.vague and n.value]
    per = [n for n in counts if n.unit == mean["per"]]
    unit = frame.numeral.unit
    sums = [n for n in counts if n.unit == unit or (n.unit in _PERSONS and unit in _PERSONS)]
    if len(per) != 1 or len(sums) != 1 or per[0] is sums[0] or text[per[0].start - 2 : per[0].start].find("每") >= 0:
        return None
    right = sums[0].value / per[0].value
    said = frame.numeral
    slack = Decimal(1).scaleb(-places_of(said)) / 2 + right * (_ROUGH if said.vague or last_digit(sums[0]) else 0)
    if not right / _FOREIGN < frame.numeral.value < right * _FOREIGN:
        return None  # of persons that the sentence does not count
    expression = f"{shown(sums[0].value)}/{shown(per[0].value)}={shown(right.quantize(Decimal('0.01')))}"
    if abs(right - said.value) <= slack:
        return Outcome("confirmed", (expression,))
    message = f"文中写{mean['per']}均 {shown(said.value)}{unit}，按前文两个数计算：{expression}。请核对。"
    return Outcome("contradicted", (expression,), (), message, "N-12")
