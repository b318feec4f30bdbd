"""Shares and rates: numbers that are computed from two others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from assistant.claims.bench import Bench, places_of, round_percent, shown
from assistant.claims.clause import since
from assistant.claims.model import Frame, Option
from schemas.findings import Verdict

_WHOLES: Final[dict[str, tuple[str, ...]]] = {
    "app": ("table3.total.total", "table3.new.total", "table3.received.total"),
    "dispute": ("table4.review.total", "table4.litigation.total", "table4.direct.total", "table4.after.total"),
    "disclosure": ("disclosure.total",),
}
_ON_TIME: Final = ("按时", "按期", "及时", "限时", "依法")


class Outcome(NamedTuple):
    """A verdict on one number with what it rests on."""

    verdict: Verdict
    evidence: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    message: str = ""
    rule: str = ""
    severity: str = ""
    members: tuple[int, ...] = ()


NEAR: Final = 80
"""How many numbers back a share or a difference looks for what it is of."""
UNSUPPORTED: Final = Outcome("unsupported")


def share(frames: Sequence[Frame], index: int, bench: Bench) -> Outcome:
    """占42.86%: a count right before it, or one that its clause names, over any total that may be meant."""
    frame = frames[index]
    if index and _says_again(frames[index - 1], frame):
        # 占比超过80%，达81.3%
        return share([*frames[: index - 1], replace(frames[index - 1], numeral=frame.numeral)], index - 1, bench)
    if index and _ends_from_to(frames[index - 1], frame):
        # 无法提供的占比由上年的24.24%降至19.57%: of the same, this year
        return share([*frames[: index - 1], _this_year(frames[index - 1], frame)], index - 1, bench)
    if frame.base == "previous" and any(not o[0].startswith("previous.") for o in frame.options):
        return UNSUPPORTED  # 占比由52.94%降至52%: of last year, by the words around it
    of = _of_number(frames, index)
    parts = list(_parts(frames, index - 1 if of else index, bench))
    wholes = [(of.numeral.value, "", True)] if of else list(_wholes(frames, index, bench))
    best: tuple[Decimal, Decimal] | None = None
    for part, part_name in parts:
        for whole, whole_name, strong in wholes:
            if whole <= 0 or part > whole:
                continue
            expected = round_percent(part, whole, places_of(frame.numeral))
            if frame.numeral.unit == "‰":
                expected = round_percent(part * 10, whole, places_of(frame.numeral))
            if _near(frame, expected):
                expression = f"{shown(part)}/{shown(whole)}={shown(expected)}{frame.numeral.unit}"
                return Outcome("confirmed", (expression, *_addresses(part_name, whole_name)))
            if strong and best is None and part < whole:
                best = (part, whole)
    if "S:app" in frame.concepts and frame.noun.strip() and not frame.names_part:
        return UNSUPPORTED  # 同一申请人提出的申请占42.5%: a part that no count stands for
    if frame.concepts & _ELSEWHERE or (frame.noun and not frame.names_part):
        return UNSUPPORTED  # 区县占70.72%: a share of what no number here says
    if best is None or frame.numeral.vague or frame.blocked or frame.base == "open" or not bench.own_scope(frame):
        return UNSUPPORTED
    if _of_any_two(frames, index):
        return UNSUPPORTED
    part, whole = best
    expected = round_percent(part, whole, max(2, places_of(frame.numeral)))
    right = round_percent(part, whole, places_of(frame.numeral))
    said = f"{shown(frame.numeral.value)}{frame.numeral.unit}"
    message = (
        f"“{said}”与数据不符：{shown(part)}÷{shown(whole)}＝{shown(right)}%，"
        f"相差 {shown(abs(right - frame.numeral.value))} 个百分点。请按四舍五入重新计算占比，或核对前后件数。"
    )
    return Outcome("contradicted", (f"{shown(part)}/{shown(whole)}={shown(expected)}%",), (), message, "N-11")


def _of_any_two(frames: Sequence[Frame], index: int) -> bool:
    """Whether two other counts of the sentence give the share: it may be of them."""
    frame = frames[index]
    places = places_of(frame.numeral)
    if not places:
        return False
    values = {f.numeral.value for f in _counts_before(frames, index)}
    return any(
        round_percent(part, whole, places) == frame.numeral.value for part in values for whole in values if part < whole
    )


_ELSEWHERE: Final = frozenset(("B:level", "B:others"))
_TOGETHER: Final = re.compile(r"[两二]者|[两二]项|[三四]者|[三四]项|合(?:占|计)?$|共$")


def _ends_from_to(before: Frame, frame: Frame) -> bool:
    told = before.relation == "share" and before.base == "previous" and "C:from" in before.concepts
    return told and before.sentence == frame.sentence and "C:to" in frame.concepts and frame.concepts <= _MOVED_TO


_MOVED_TO: Final = frozenset(("C:to", "C:up", "C:down"))


def _this_year(before: Frame, frame: Frame) -> Frame:
    def plain(options: Iterable[Option]) -> tuple[Option, ...]:
        return tuple(tuple(a.removeprefix("previous.") for a in option) for option in options)

    targets = tuple(plain(target) for target in before.targets)
    return replace(before, numeral=frame.numeral, base="this", targets=targets, whole=plain(before.whole))


def _says_again(before: Frame, frame: Frame) -> bool:
    """A share said a second time, exactly: its clause names nothing of its own."""
    again = before.numeral.kind == "percent" and before.numeral.vague and before.relation == "share"
    return bool(again) and before.sentence == frame.sentence and not frame.noun.strip("达到为即") and _wordless(frame)


def _wordless(frame: Frame) -> bool:
    return frame.concepts <= {"C:to", "P:share", "M:resp"}


def _of_number(frames: Sequence[Frame], index: int) -> Frame | None:
    """占重点领域信息97条的37.11%: the number right before is the whole."""
    if not index:
        return None
    before, frame = frames[index - 1], frames[index]
    said = before.relation == "value" and "P:share" in before.concepts and before.sentence == frame.sentence
    return before if said and not frame.concepts and not frame.noun else None


def _near(frame: Frame, expected: Decimal) -> bool:
    if not frame.numeral.vague:
        return expected == frame.numeral.value
    return abs(expected - frame.numeral.value) <= 5


def _addresses(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _parts(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, str]]:
    frame = frames[index]
    start = dealt_from(frames, index) if frame.relation != "value" else None
    if frame.dealt and frame.options:
        yield from _held(frame.options, bench)
        return
    if start is not None:
        counts = _counts_before(frames, start)
        likeliest = len(counts) - run_length(frames, start) + index - start
        yield from ((f.numeral.value, "") for f in (*counts[max(0, likeliest) :][:1], *counts))
        return
    own = frame.names_part and ("P:share" in frame.concepts or frame.post[1] > frame.numeral.end)
    together = "" if own else _together(frame)
    if together:
        counts = _counts_before(frames, index)
        number = 4 if "四" in together else 3 if "三" in together else 2
        yield sum((f.numeral.value for f in counts[-number:]), Decimal(0)), ""
        return
    if not own:
        anchor = _anchor(frames, index)
        if anchor is not None:
            yield anchor.numeral.value, ""
            if anchor.certain:  # a wrong count beside a right share is one defect
                yield from _held(anchor.options, bench)
            return
    yield from _held(frame.options, bench)
    if own and not frame.options:
        return
    if own:
        anchor = _anchor(frames, index)
        if anchor is not None and anchor.targets == frame.targets:
            yield anchor.numeral.value, ""


def _together(frame: Frame) -> str:
    """27件全部公开、10件部分公开，两者合占51.39%: the word that joins the counts before."""
    found = _TOGETHER.search(frame.noun.replace(" ", ""))
    return found[0] if found else ""


def _counts_before(frames: Sequence[Frame], end: int) -> list[Frame]:
    """Counts of the sentence before the frame at `end`."""
    sentence = frames[min(end, len(frames) - 1)].sentence
    return [
        f for f in frames[max(0, end - NEAR) : end]
        if f.sentence == sentence and f.relation == "value" and f.numeral.kind == "count"
    ]  # fmt: skip


def _held(options: Iterable[Option], bench: Bench) -> Iterator[tuple[Decimal, str]]:
    """What the tables hold for the options."""
    for option in options:
        value = bench.total(option)
        if value is not None:
            yield value, option[0] if len(option) == 1 else ""


def _anchor(frames: Sequence[Frame], index: int) -> Frame | None:
    """The count that a share right behind it belongs to; of last year's share, last year's count."""
    for at in range(index - 1, max(-1, index - NEAR), -1):
        frame = frames[at]
        if frame.sentence != frames[index].sentence:
            return None
        if frame.relation == "value" and frame.numeral.kind == "count" and frame.depth <= frames[index].depth:
            return frame if frame.base == frames[index].base or frames[index].base != "previous" else None
    return None


def _wholes(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, str, bool]]:
    """Totals that a share may refer to; the flag marks those that it must refer to if no other fits."""
    frame = frames[index]
    if frame.whole:
        yield from _named_wholes(frames, index, bench)
        return
    anchor = _anchor(frames, index)
    domain = frame.domain or (anchor.domain if anchor else "")
    unit = anchor.numeral.unit if anchor else ""
    head = _list_head(frames, index) if anchor and not frame.noun and _wordless(frame) else None
    for other in reversed(frames[max(0, index - NEAR) : index]):
        if other is anchor or other.relation != "value" or other.numeral.kind != "count" or other.numeral.vague:
            continue
        if frame.base == "previous" and other.base != "previous":
            continue
        same = other.sentence == frame.sentence
        if anchor is None or other.numeral.unit == unit:
            strong = same and ((other.domain == domain and _is_total(other)) or other is head)
            yield other.numeral.value, "", strong
    for address in (*_WHOLES.get(domain, ()), *_groups_of(frame)):
        address = f"previous.{address}" if frame.base == "previous" else address
        value = bench.value(address)
        if value is not None:
            yield value, address, (bool(anchor and anchor.certain) or frame.certain)


def _groups_of(frame: Frame) -> tuple[str, ...]:
    """The group that a result belongs to: 不予公开的理由中，过程性信息占36.36%."""
    cells = [o[0].removeprefix("previous.") for o in frame.options if len(o) == 1]
    heads = {cell.split(".")[1].split("_")[0] for cell in cells if cell.startswith("table3.")}
    return tuple(f"table3.{head}.total" for head in heads & {"deny", "na", "np", "ot"})


def _list_head(frames: Sequence[Frame], index: int) -> Frame | None:
    """The count whose parts the sentence lists before the share: 信息389条，其中动态类201条，占51.67%."""
    counts = [
        f for f in frames[max(0, index - NEAR) : index]
        if f.sentence == frames[index].sentence and f.relation == "value" and f.numeral.kind == "count"
    ]  # fmt: skip
    marked = [i for i, f in enumerate(counts) if f.concepts & _LISTED and not f.depth]
    if len(marked) != 1 or marked[0] != 1:
        return None
    return counts[0] if counts[0].numeral.unit == counts[-1].numeral.unit else None


_LISTED: Final = frozenset(("M:among", "M:incl", "M:complete", "M:dist"))


def _named_wholes(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, str, bool]]:
    """The whole that the clause names: as the tables have it, else as the prose before has it."""
    frame, anchor = frames[index], _anchor(frames, index)
    known = False
    for option in frame.whole:
        value = bench.total(option)
        if value is not None:
            known = True
            yield value, option[0] if len(option) == 1 else "", frame.certain or bool(anchor and anchor.certain)
    for other in reversed(frames[max(0, index - NEAR) : index]):
        if other.relation == "value" and set(other.options) & set(frame.whole):
            yield other.numeral.value, "", not known and frame.certain


def _is_total(frame: Frame) -> bool:
    """A count of all applications or cases, not of one result."""
    if frame.domain == "app":
        return bool(frame.rows) and all(row in (("new",), ("received",), ("total",)) for row in frame.rows)
    return frame.domain == "dispute" and bool(frame.options) and all(o[0].endswith(".total") for o in frame.options)


def rate(text: str, frame: Frame, bench: Bench) -> Outcome:
    """答复率, 办结率: concluded over received. On-time rates are no arithmetic of the form."""
    clause = text[frame.local[0] : frame.numeral.end]
    for word, addresses in _CASE_RATES.items():
        if word in clause:
            return _case_rate(text, frame, addresses, bench)
    if "答复率" not in clause and "办结率" not in clause and "办理率" not in clause:
        return UNSUPPORTED
    concluded = bench.value("table3.total.total")
    bases = ("table3.received.total", "table3.new.total")
    known = [(a, v) for a in bases if (v := bench.value(a)) is not None and v > 0]
    if concluded is None or not known or frame.base != "this" or frame.blocked:
        return UNSUPPORTED
    for address, whole in known:
        if round_percent(concluded, whole, places_of(frame.numeral)) == frame.numeral.value:
            expression = f"{shown(concluded)}/{shown(whole)}={shown(frame.numeral.value)}%"
            return Outcome("confirmed", (expression, "table3.total.total", address))
    if frame.numeral.value == 100 or any(word in clause for word in _ON_TIME) or frame.numeral.vague:
        return UNSUPPORTED
    before = text[since(text, frame.local[0]) : frame.local[0]]
    if "申请" not in before + clause and any(char.isdigit() for char in before):
        return UNSUPPORTED  # 办理业务3210件，办结率99%
    whole = known[0][1]
    right = round_percent(concluded, whole, places_of(frame.numeral))
    message = (
        f"“{shown(frame.numeral.value)}%”与表三不符：办理总计 {shown(concluded)} ÷ 新收与上年结转之和 {shown(whole)}"
        f" ＝ {shown(right)}%，相差 {shown(abs(right - frame.numeral.value))} 个百分点。请重新计算。"
    )
    cells = ("table3.total.total", "table3.new.total", "table3.carried_in.total")
    return Outcome("contradicted", (f"{shown(concluded)}/{shown(whole)}={shown(right)}%",), cells, message, "N-11")


_CASE_RATES: Final = {
    "纠错率": (("table4.review.correct", "table4.review.total"),),
    "败诉率": (("table4.litigation.correct", "table4.litigation.total"),),
    "维持率": (
        ("table4.review.maintain", "table4.review.total"),
        ("table4.litigation.maintain", "table4.litigation.total"),
    ),
}


def _case_rate(text: str, frame: Frame, pairs: tuple[tuple[str, str], ...], bench: Bench) -> Outcome:
    """Confirmed where it computes; offices define these rates differently, so never wrong."""
    start = frame.local[0]
    if text[start - 1 : start] in ("件", "宗", "起", "个") and text.startswith(tuple(_CASE_RATES), start):
        return UNSUPPORTED  # 已审结的15件纠错率13.33%: of the number before it
    for part_address, whole_address in pairs:
        part, whole = bench.value(part_address), bench.value(whole_address)
        if part is None or not whole:
            continue
        if round_percent(part, whole, places_of(frame.numeral)) == frame.numeral.value:
            expression = f"{shown(part)}/{shown(whole)}={shown(frame.numeral.value)}%"
            return Outcome("confirmed", (expression, part_address, whole_address))
    return UNSUPPORTED


def dealt_from(frames: Sequence[Frame], index: int) -> int | None:
    """Where a run of shares or growths begins that 分别 deals out to the counts before it."""
    relation, at = frames[index].relation, index
    first = max(0, index - NEAR)
    while at >= first and frames[at].relation == relation and frames[at].sentence == frames[index].sentence:
        if frames[at].concepts & {"M:resp", "M:dist"}:
            return at
        at -= 1
    return None


def run_length(frames: Sequence[Frame], start: int) -> int:
    end, last = start, min(len(frames), start + NEAR)
    while end < last and frames[end].relation == frames[start].relation and dealt_from(frames, end) == start:
        end += 1
    return end - start
