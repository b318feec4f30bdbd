"""A second look at what no cell fits: other readings of the number that its sentence allows.

A rest, one part of several, a member of a list whose head the form does not count: such a number is no wrong count.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.claims.bench import Bench, shown
from assistant.claims.model import Frame
from assistant.claims.ratios import UNSUPPORTED, Outcome

_LONGEST: Final = 12
"""How many numbers of one list are added up."""
_LEFT: Final = frozenset(("X:other", "A:other"))
_INFLOW: Final = frozenset(("new", "received", "total"))


def doubted(text: str, frames: Sequence[Frame], outcomes: list[Outcome], bench: Bench) -> None:
    """Withdraw, or turn round, contradictions that another reading explains."""
    for index, outcome in enumerate(outcomes):
        if not _wrong(frames[index], outcome):
            continue
        other = (
            _share_of(frames, outcomes, index)
            or _rest(frames, outcomes, index, bench)
            or _own_list(frames, outcomes, index)
            or _parts(frames, outcomes, index, bench)
            or _this_year_alone(text, frames, outcomes, index, bench)
            or _of_both_years(frames, index, bench)
        )
        if other is not None:
            outcomes[index] = other


def _wrong(frame: Frame, outcome: Outcome) -> bool:
    return (
        outcome.verdict == "contradicted"
        and bool(outcome.cells)
        and outcome.rule != "N-15"
        and _counts(frame)
        and frame.numeral.value > 0
    )


def _counts(frame: Frame) -> bool:
    return frame.relation == "value" and frame.numeral.kind == "count" and not frame.numeral.vague


def _flows(frame: Frame) -> bool:
    return frame.domain == "app" and {row for option in frame.rows for row in option} <= _INFLOW


def _share_of(frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int) -> Outcome | None:
    """人社部门……收到16件，占全区申请总量的11.68%: a share that comes out right tells that it is a part."""
    frame = frames[index]
    if not _flows(frame):
        return None
    for at in range(index + 1, min(index + 3, len(frames))):
        if frames[at].relation == "share":
            said = outcomes[at]
            of_it = said.verdict == "confirmed" and said.evidence[0].startswith(f"{shown(frame.numeral.value)}/")
            return UNSUPPORTED if of_it and "table3.total.total" not in said.evidence else None
        if "P:share" not in frames[at].concepts:
            return None  # 占全部申请137件的89.05%: the whole stands between
    return None


def _of_both_years(frames: Sequence[Frame], index: int, bench: Bench) -> Outcome | None:
    """两年来收到241件，其中2024年104件、2025年137件，办结234件: of this year and the one before."""
    frame = frames[index]
    spoken = (f for f in frames[max(0, index - _LONGEST) : index] if f.sentence == frame.sentence)
    if not any(_earlier(f, bench.year) or f.concepts & {"Y:cum"} for f in spoken):
        return None
    for option in frame.options:
        now, before = bench.total(option), bench.total(tuple(f"previous.{a}" for a in option))
        if now is not None and before and now + before == frame.numeral.value:
            return UNSUPPORTED
    return None


def _earlier(frame: Frame, year: int | None) -> bool:
    return frame.base == "previous" or (year is not None and frame.year is not None and frame.year < year)


def _rest(frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int, bench: Bench) -> Outcome | None:
    """办结134件，公开57件，部分公开8件，其余69件……: what is left of a head, whatever became of it."""
    frame = frames[index]
    if not frame.concepts & _LEFT:
        return None
    taken: list[Decimal] = []
    for at in range(index - 1, max(-1, index - _LONGEST), -1):
        before = frames[at]
        if before.sentence != frame.sentence:
            break
        if not _counts(before) or before.depth > frame.depth:
            continue
        if outcomes[at].verdict == "contradicted" or before.numeral.unit != frame.numeral.unit:
            break
        taken.append(before.numeral.value)
        whole, parts = taken[-1], taken[:-1]
        if parts and whole - sum(parts) == frame.numeral.value:
            return _confirmed(whole, parts, frame)
    whole_of_all = bench.value("table3.total.total") if frame.domain == "app" else None
    if taken and whole_of_all is not None and whole_of_all - sum(taken) == frame.numeral.value:
        return _confirmed(whole_of_all, taken, frame)
    return None


def _confirmed(whole: Decimal, parts: Sequence[Decimal], frame: Frame) -> Outcome:
    numbers = "-".join(map(shown, (whole, *reversed(parts))))
    return Outcome("confirmed", (f"{numbers}={shown(frame.numeral.value)}",))


def _parts(frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int, bench: Bench) -> Outcome | None:
    """20个工作日内答复130件，延期答复4件: with its neighbours it gives the cell that it was held against."""
    frame = frames[index]
    totals = {bench.total(option) for option in frame.options}
    for first, last in _runs(frames, outcomes, index):
        values = [f.numeral.value for f in frames[first : last + 1] if _counts(f)]
        if sum(values) in totals:
            return Outcome("confirmed", (f"{'+'.join(map(shown, values))}={shown(sum(values, Decimal(0)))}",))
    return None


def _own_list(frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int) -> Outcome | None:
    """会商的复杂申请11件，公开3件、部分公开2件、不予公开6件: parts of a head that the form does not count."""
    frame = frames[index]
    for at in range(index - 1, max(-1, index - _LONGEST), -1):
        head = frames[at]
        if head.part != frame.part:
            return None
        if not _counts(head) or head.numeral.unit != frame.numeral.unit or outcomes[at].verdict != "unsupported":
            continue
        if at == index - 1 and head.numeral.value == frame.numeral.value:
            return UNSUPPORTED  # 复杂申请11件，办结11件: all of them
        total = Decimal(0)
        for last, part in enumerate(frames[at + 1 : at + _LONGEST], start=at + 1):
            if part.part != frame.part or not _counts(part) or part.numeral.unit != frame.numeral.unit:
                break
            total += part.numeral.value
            if total == head.numeral.value and last >= index and last > at + 1:
                return UNSUPPORTED
    return None


def _runs(frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int) -> list[tuple[int, int]]:
    """Stretches of two numbers and more around the number, of its part and unit, none of them confirmed."""
    frame = frames[index]

    def joins(at: int) -> bool:
        other = frames[at]
        return (
            other.part == frame.part
            and _counts(other)
            and other.numeral.unit == frame.numeral.unit
            and outcomes[at].verdict != "confirmed"
        )

    low = high = index
    while low and index - low < _LONGEST and joins(low - 1):
        low -= 1
    while high + 1 < len(frames) and high - index < _LONGEST and joins(high + 1):
        high += 1
    return [
        (first, last)
        for first in range(index, low - 1, -1)
        for last in range(index, high + 1)
        if 0 < last - first < _LONGEST
    ]


def _this_year_alone(
    text: str, frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int, bench: Bench
) -> Outcome | None:
    """2025年新收137件中，年内办结125件: answers to this year's applications."""
    frame = frames[index]
    if not _flows(frame) or frame.columns != (("total",),):
        return None
    cells = ("table3.total.total", "table3.carried_in.total")
    total, carried = (bench.value(cell) for cell in cells)
    if not carried or total is None or frame.numeral.value != total - carried:
        return None
    if _parts_give(total, frames, outcomes, index):
        return None  # 共办结245件，其中……: the results that follow are all 254
    said = text[slice(*frame.local)]
    if "V:new" in frame.concepts and "V:done" in frame.concepts:
        return Outcome("confirmed", (f"{shown(total)}-{shown(carried)}={shown(frame.numeral.value)}", *cells))
    return UNSUPPORTED if any(word in said for word in ("年内", "当年", "本年", "今年", "新收")) else None


def _parts_give(whole: Decimal, frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int) -> bool:
    """Whether the confirmed counts right behind the number add up to the whole."""
    given = Decimal(0)
    for frame, outcome in zip(
        frames[index + 1 : index + _LONGEST], outcomes[index + 1 : index + _LONGEST], strict=True
    ):
        if frame.sentence != frames[index].sentence or outcome.verdict != "confirmed" or not _counts(frame):
            return False
        given += frame.numeral.value
        if given == whole:
            return True
    return False
