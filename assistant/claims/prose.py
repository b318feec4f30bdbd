"""Arithmetic inside the prose, for what no table holds, and the same quantity said twice."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from assistant.claims.bench import Bench, shown
from assistant.claims.model import Frame, Option
from assistant.claims.ratios import Outcome

Found = dict[tuple[int, int], Outcome]
"""(number of the block, index of the frame) → outcome."""


class Spoken(NamedTuple):
    """A certain, exact statement about this year: where it stands and what it says."""

    block: int
    order: int
    frame: Frame

    @property
    def value(self) -> Decimal:
        return self.frame.numeral.value

    @property
    def at(self) -> tuple[int, int]:
        return self.block, self.order


def prose_outcomes(blocks: Sequence[tuple[Frame, ...]], bench: Bench) -> Found:
    """Checks that need no table; silent about what the tables judge."""
    spoken = [
        Spoken(block, index, frame)
        for block, frames in enumerate(blocks)
        for index, frame in enumerate(frames)
        if _plain(frame, bench)
    ]
    found: Found = {}
    open_ones = [s for s in spoken if not bench.known(s.frame.options)]
    _flows(open_ones, found)
    _splits(open_ones, found)
    _twice(open_ones, found)
    return found


def _plain(frame: Frame, bench: Bench) -> bool:
    return (
        frame.certain
        and frame.relation == "value"
        and frame.base == "this"
        and not frame.numeral.vague
        and bool(frame.targets)
        and (frame.year is None or bench.year is None or frame.year == bench.year)
    )


_MAX_HEADS: Final = 20
_TOTAL: Final = (("total",),)


def _flow(spoken: Sequence[Spoken], *rows: str) -> Spoken | None:
    """The one statement about a flow of applications; null where there is none or several differ."""
    wanted = tuple((row,) for row in rows)
    hits = [s for s in spoken if s.frame.domain == "app" and s.frame.columns == _TOTAL and s.frame.rows == wanted]
    return hits[0] if hits and len({s.value for s in hits}) == 1 else None


def _flows(spoken: Sequence[Spoken], found: Found) -> None:
    """新收 + 上年结转 = 办结 + 结转下年."""
    new, received = _flow(spoken, "new"), _flow(spoken, "new", "received")
    carried_in, done, carried_out = _flow(spoken, "carried_in"), _flow(spoken, "total"), _flow(spoken, "carried_out")
    bare = [s for s in spoken if s.frame.rows == (("carried_out",), ("carried_in",))]
    if carried_out is None and carried_in is not None and len(bare) == 1:
        carried_out = bare[0]  # 上年结转3件，答复75件，结转3件
    first = new or received
    if first is None or done is None or (carried_in is None and carried_out is None):
        return
    came = carried_in.value if carried_in else Decimal(0)
    went = carried_out.value if carried_out else Decimal(0)
    right = done.value + went
    whole = [first.value + came]
    if new is None:
        whole.append(first.value)  # 受理 often counts what was carried in
    involved = [s for s in (first, carried_in, done, carried_out) if s is not None]
    if right in whole:
        left = f"{shown(first.value)}+{shown(came)}" if right == whole[0] and carried_in else shown(first.value)
        side = f"{shown(done.value)}+{shown(went)}" if carried_out else shown(done.value)
        for one in involved:
            found.setdefault(one.at, Outcome("confirmed", (f"{left}={side}",)))
        return
    if carried_in is None or carried_out is None:
        return
    expression = f"{shown(first.value)}+{shown(came)}={shown(whole[0])}"
    other = f"{shown(done.value)}+{shown(went)}={shown(right)}"
    message = (
        f"新收（收到）{shown(first.value)} + 上年结转 {shown(came)} ＝ {shown(whole[0])}，"
        f"办结 {shown(done.value)} + 结转下年 {shown(went)} ＝ {shown(right)}，"
        f"相差 {shown(abs(whole[0] - right))}。请核对这几个数。"
    )
    found[done.at] = Outcome("contradicted", (expression, other), (), message, "N-02")


def _splits(spoken: Sequence[Spoken], found: Found) -> None:
    """自然人 + 法人 = 申请; 直接起诉 + 复议后起诉 = 行政诉讼. Both halves in one sentence with their head before."""
    for position, (first, second) in enumerate(pairwise(spoken)):
        if first.block != second.block or first.frame.sentence != second.frame.sentence:
            continue
        names = _halves(first.frame), _halves(second.frame)
        if set(names) == {"natural", "organisations"} and first.frame.rows == second.frame.rows:
            heads = _heads(spoken, position, first, "app")
        elif set(names) == {"direct", "after"}:
            heads = _heads(spoken, position, first, "dispute")
        else:
            continue
        if not heads:
            continue
        total = first.value + second.value
        expression = f"{shown(first.value)}+{shown(second.value)}={shown(total)}"
        if any(total == head.value for head in heads):
            for one in (first, second, *[h for h in heads if h.value == total][:1]):
                found.setdefault(one.at, Outcome("confirmed", (expression,)))
        elif names[0] in ("direct", "after") or len({h.value for h in heads}) == 1:
            head = heads[-1]
            rule = "N-05" if names[0] in ("natural", "organisations") else "N-07"
            what = "自然人与法人或其他组织" if rule == "N-05" else "直接起诉与复议后起诉"
            difference = shown(abs(total - head.value))
            message = f"{what}两项合计 {shown(total)} 件，前文总数 {shown(head.value)} 件，相差 {difference}。请核对。"
            found.setdefault(head.at, Outcome("contradicted", (expression,), (), message, rule))


def one_base(frames: Sequence[Frame], bench: Bench) -> dict[int, Outcome]:
    """Applicants of one sentence stand on one base with their total: all of 新收, or all with 上年结转.

    Each of them may fit a row alone; where no row fits all, those that leave the commonest row are wrong.
    """
    found: dict[int, Outcome] = {}
    runs: dict[tuple[int, tuple[Option, ...]], list[int]] = {}
    for index, frame in enumerate(frames):
        plain = frame.certain and frame.relation == "value" and frame.base == "this" and not frame.numeral.vague
        if plain and frame.domain == "app" and len(frame.rows) > 1 and frame.targets:
            runs.setdefault((frame.sentence, frame.rows), []).append(index)
    for (_, rows), run in runs.items():
        if not any(frames[i].columns != _TOTAL for i in run) or len(run) < 2:
            continue
        fits = [_rows_that_fit(frames[i], len(rows), bench) for i in run]
        if not all(fits) or set.intersection(*fits):
            continue
        common = max(range(len(rows)), key=lambda row: (sum(row in f for f in fits), -row))
        for index, rows_of in zip(run, fits, strict=True):
            if common not in rows_of:
                found[index] = _off_base(frames[index], common, bench)
    return found


def _rows_that_fit(frame: Frame, rows: int, bench: Bench) -> set[int]:
    """Options run row by row, column by column."""
    width = len(frame.columns)
    return {
        index // width
        for index, option in enumerate(frame.options[: rows * width])
        if bench.total(option) == frame.numeral.value
    }


def _off_base(frame: Frame, row: int, bench: Bench) -> Outcome:
    right = bench.total(frame.options[row * len(frame.columns)]) or Decimal(0)
    said = frame.numeral.value
    message = (
        f"文中写 {shown(said)} 件，与同句其他申请人件数口径不一：一个只计新收，一个含上年结转。"
        f"按同一口径应为 {shown(right)} 件，相差 {shown(abs(said - right))}。请统一口径。"
    )
    cells = tuple(a for option in frame.options for a in option)
    return Outcome("contradicted", cells, cells, message, "N-05")


def _halves(frame: Frame) -> str:
    if frame.domain == "app" and len(frame.columns) == 1 and len(frame.columns[0]) == 1:
        return frame.columns[0][0]
    if frame.domain == "dispute" and len(frame.options) == 1 and frame.options[0][0].endswith(".total"):
        return frame.options[0][0].split(".")[1]
    return ""


def _heads(spoken: Sequence[Spoken], position: int, part: Spoken, domain: str) -> list[Spoken]:
    """Totals said before the part in its sentence."""
    found: list[Spoken] = []
    for at in range(position - 1, -1, -1):
        one = spoken[at]
        if one.block != part.block or one.frame.sentence != part.frame.sentence or len(found) > _MAX_HEADS:
            break
        frame = one.frame
        if domain == "app" and frame.domain == "app" and frame.columns == _TOTAL:
            shared = {r for o in frame.rows for r in o} & {r for o in part.frame.rows for r in o}
            if shared:
                found.append(one)
        elif domain == "dispute" and _halves(frame) == "litigation":
            found.append(one)
    found.reverse()
    return found


def _twice(spoken: Sequence[Spoken], found: Found) -> None:
    """The same quantity with two values: the later one is wrong, or the earlier."""
    first_said: dict[tuple[object, ...], Spoken] = {}
    carried = any(s.frame.rows == (("carried_in",),) for s in spoken)
    for one in _distinct(spoken):
        frame = one.frame
        if len(frame.options) > 1 and (frame.domain != "app" or carried or frame.columns != _TOTAL):
            continue
        key = (frame.domain, frame.targets)
        earlier = first_said.setdefault(key, one)
        if earlier.value != one.value and one.at not in found:
            said = f"前文写 {shown(earlier.value)}{frame.numeral.unit}，此处写 {shown(one.value)}{frame.numeral.unit}"
            difference = shown(abs(earlier.value - one.value))
            message = f"同一数据前后不一致：{said}，相差 {difference}。请核对后统一。"
            found[one.at] = Outcome(
                "contradicted", (f"{shown(earlier.value)}≠{shown(one.value)}",), (), message, "N-15"
            )


def _distinct(spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """Statements that stand for themselves: no member of a bracket."""
    return (s for s in spoken if s.frame.depth == 0 and not s.frame.qualified)
