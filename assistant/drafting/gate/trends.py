"""Words that say how a number moved, and words that stand for a quantity."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.comparisons import changes_spoken_of, from_and_to
from assistant.drafting.gate.superlatives import borne_out
from assistant.drafting.gate.view import FilledSlot, Span, View
from schemas.drafts import GateFailure
from schemas.facts import Fact

_UP: Final = (
    r"超过?(?=上年|去年|往年)|增至|升至|增(?=到)|升(?=到)|高于|多于|增长|增加|上升|提高|提升|攀升|增多|新增|上涨|走高|"
    r"多出|翻番|递增|扩大|增幅"
)
_DOWN: Final = r"降至|减至|降(?=到)|减(?=到)|低于|不及|减少|下降|降低|下滑|回落|减幅|降幅|走低|少于|递减|缩减|压减"
_LEVEL: Final = r"持平|相同|不变|一致|无变化|(?:没有|未)(?:发生|出现)?(?:任何)?变化|相当(?!于)|一样"
_WORD: Final = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>{_LEVEL})")
_BY: Final = re.compile(rf"(?P<up>{_UP}|多|增)了?$|(?P<down>{_DOWN}|少|减)了?$|(?P<level>{_LEVEL})$")
_COMPARED: Final = re.compile(
    r"(?:较|比|与|同|和)(?:上|去|前|往)(?:一)?年度?|同比|环比|逐年|年年|(?:上|去)年(?:同期)?相比|连续[^，。；]{1,4}年|"
    r"(?:超过?|高于|低于|多于|少于|不及)(?:上|去|往)(?:一)?年"
)
_MEASURED: Final = re.compile(
    r"(?:申请|公开|发布|办件|访问|阅读|浏览|点击|案件|收件|受理|答复|办结|复议|诉讼|解读|信息|条目|信访)?"
    r"(?:数量|总量|量|件数|条数|次数|篇数|总数|率|占比|比重|比例|数)(?:也|均|有所|明显|持续|逐年|稳步|大幅|略有|呈|出现|实现|同比|继续|显著|进一步|较快|小幅)*"
    rf"(?:{_UP}|{_DOWN}|{_LEVEL})"
)
_NO_TWO_YEARS: Final = re.compile(r"率|占比|比重|比例|逐年|年年|连续|历年")
"""Shares have no fact of their change, and more than two years no fact at all."""
_WISH: Final = re.compile(r"下一步|今后|将|力争|旨在|为了|以期|确保|有利于|推动|促进")
_SIGN: Final = {"up": 1, "down": -1, "level": 0}
_SIGN_NAMES: Final = {1: "增加", 0: "持平", -1: "减少"}

_QUANTITY: Final = re.compile(
    r"翻了?[一两]?番|翻[倍了]|百分百|百分之百|全员(?:参加|参训|覆盖|达标)|成倍|(?:突破|超过?|逾|达到?|近|上|过|数)(?:十|百|千|万|亿){1,3}(?![\u4e00-\u9fff]*分)|(?<!绝大)(?<!大)多数|少数(?!民族)|"
    r"(?:覆盖|知晓|参与|满意|办结|答复|及时|准确|公开|完成|合格|回复|处理)率(?:达|为|超|保持|实现|接近)(?![^，。；]{0,4}\d)|倍增|过半|大半|多半|半数|近半|首次|首个|首批|率先(?!垂范)|第一次|多次|数次|屡次|数十|上百|近百|大幅度?|"
    r"绝大多数|大多数|绝大部分|大部分|(?:实现|达到|做到)[^，。；、]{0,12}全覆盖|居首位?|居[^，。；]{0,8}之首|居多|(?<!至)最[多高少低大](?![程限化众人生工法检])|再创新高|"
    r"(?<!无正当理由)大量(?!反复)|(?:数量|次数|频次|比例)(?:较|很|颇|最)[多少高低大]|零(?:差错|失误|投诉|积压|超期|事故|败诉|纠错)|"
    r"[\u4e00-\u9fff](?!效)[\u4e00-\u9fff]率(?:较|很|极|保持|稳定|持续|明显|显著|大幅)(?![^，。；]{0,4}\d)|"
    r"无一例外|(?:明显|显著)(?:增多|减少|增加|上升|下降|增长)|全年无休"
)


_RATE_WORD: Final = re.compile(r"[\u4e00-\u9fff]{2}率")


def quantity_words(view: View) -> Iterator[GateFailure]:
    for found in view.find(_QUANTITY):
        rate = _RATE_WORD.search(found[0])
        if rate and rate[0] in view.licence.spoken:
            continue
        if found[0] not in view.licence.spoken and not borne_out(view, *found.span()):
            message = f"“{found[0]}”说的是数量或程度，没有数据支持，请删去或换成有数据的说法。"
            yield view.failure("quantity_word", message, *found.span())


def trend_words(view: View) -> Iterator[GateFailure]:
    """增长, 下降 and 持平 must agree with the sign of the computed change; without one they may not stand."""
    judged: set[int] = set()
    for slot in view.slots:
        if slot.fact is None or slot.fact.sign is None:
            continue
        said = _said_before(view, slot)
        if said is None:
            message = f"占位“{slot.address}”填入的是与上年相比的变化，前面须写“{_SIGN_NAMES[slot.fact.sign]}”。"
            yield GateFailure(kind="trend", message=message, start=slot.start, end=slot.end)
            continue
        found, sign = said
        judged.add(found.start())
        if sign != slot.fact.sign:
            yield _wrong(view, found, slot.fact)
    for before, now, between in from_and_to(view):
        change, word = view.book.get(f"change.{now.address}"), _WORD.search(between)
        if change is not None and word and _SIGN[word.lastgroup or "level"] != change.sign:
            yield view.failure("trend", _turned(word[0], change), before.shown_end, now.shown_start)
    for clause in view.clauses:
        yield from _loose(view, clause, judged)


def _said_before(view: View, slot: FilledSlot) -> "tuple[re.Match[str], int] | None":
    """The word of direction right before the number, or the nearest one in its clause."""
    clause = view.clause_at(slot.shown_start)
    lead = view.text[clause.start : slot.shown_start]
    close = _BY.search(view.text, clause.start, slot.shown_start)
    if close:
        return close, _SIGN[close.lastgroup or "level"]
    words = [w for w in _WORD.finditer(view.text, clause.start, clause.end) if w.start() < clause.start + len(lead)]
    return (words[-1], _SIGN[words[-1].lastgroup or "level"]) if words else None


def _wrong(view: View, found: "re.Match[str]", fact: Fact) -> GateFailure:
    return view.failure("trend", _turned(found[0], fact), *found.span())


def _turned(word: str, fact: Fact) -> str:
    right = _SIGN_NAMES[fact.sign or 0]
    return f"“{word}”与数据不符：{fact.label.removesuffix('比上年变化')}与上年相比是{right}，请改为“{right}”。"


def _loose(view: View, clause: Span, judged: set[int]) -> Iterator[GateFailure]:
    """A direction claimed without its number: only a change of that sign licenses it."""
    if view.in_placeholder(clause.start):
        return
    compared, measured = _COMPARED.search(clause.text), _MEASURED.search(clause.text)
    if not (compared or measured):
        return
    for found in _WORD.finditer(view.text, clause.start, clause.end):
        if found.start() in judged:
            continue
        if not compared and (measured is None or not _inside(found, clause, measured) or _WISH.search(clause.text)):
            continue
        sign = _SIGN[found.lastgroup or "level"]
        if found[0] in view.licence.spoken and _near_note(view, found):
            continue
        changes = () if _NO_TWO_YEARS.search(clause.text) else changes_spoken_of(view, clause, found.start())
        if not changes or None in changes:
            message = f"“{found[0]}”说的是增减变化，没有上年数据支持，请删去。"
            yield view.failure("trend", message, *found.span())
        elif other := next((change for change in changes if change is not None and change.sign != sign), None):
            yield _wrong(view, found, other)


def _inside(found: "re.Match[str]", clause: Span, measured: "re.Match[str]") -> bool:
    return measured.start() <= found.start() - clause.start < measured.end()


def _near_note(view: View, found: "re.Match[str]") -> bool:
    around = view.text[max(0, found.start() - 3) : found.end()]
    return around in view.licence.spoken
