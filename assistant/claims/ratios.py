"""Shares, rates, growth and change: numbers that are computed from two others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from assistant.claims.bench import Bench, in_year, places_of, round_percent, shown
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


_NEAR: Final = 80
"""How many numbers back a share or a difference looks for what it is of."""
UNSUPPORTED: Final = Outcome("unsupported")


def share(frames: Sequence[Frame], index: int, bench: Bench) -> Outcome:
    """占42.86%: a count right before it, or one that its clause names, over any total that may be meant."""
    frame = frames[index]
    if index and _says_again(frames[index - 1], frame):
        # 占比超过80%，达81.3%
        return share([*frames[: index - 1], replace(frames[index - 1], numeral=frame.numeral)], index - 1, bench)
    parts = list(_parts(frames, index, bench))
    wholes = list(_wholes(frames, index, bench))
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
    if best is None or frame.numeral.vague or frame.blocked or frame.base == "open" or not bench.own_scope(frame):
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


def _says_again(before: Frame, frame: Frame) -> bool:
    """A share said a second time, exactly: its clause names nothing of its own."""
    again = before.numeral.kind == "percent" and before.numeral.vague and before.relation == "share"
    return bool(again) and before.sentence == frame.sentence and not frame.noun.strip("达到为即") and _wordless(frame)


def _wordless(frame: Frame) -> bool:
    return frame.concepts <= {"C:to", "P:share"}


def _near(frame: Frame, expected: Decimal) -> bool:
    if not frame.numeral.vague:
        return expected == frame.numeral.value
    return abs(expected - frame.numeral.value) <= 5


def _addresses(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _parts(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, str]]:
    frame = frames[index]
    start = _dealt_from(frames, index)
    if frame.dealt and frame.options:
        yield from _held(frame.options, bench)
        return
    if start is not None:
        counts = [
            f for f in frames[max(0, start - _NEAR) : start]
            if f.sentence == frame.sentence and f.relation == "value" and f.numeral.kind == "count"
        ]  # fmt: skip
        likeliest = len(counts) - _run_length(frames, start) + index - start
        yield from ((f.numeral.value, "") for f in (*counts[max(0, likeliest) :][:1], *counts))
        return
    own = frame.names_part and "P:share" in frame.concepts
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


def _held(options: Iterable[Option], bench: Bench) -> Iterator[tuple[Decimal, str]]:
    """What the tables hold for the options."""
    for option in options:
        value = bench.total(option)
        if value is not None:
            yield value, option[0] if len(option) == 1 else ""


def _anchor(frames: Sequence[Frame], index: int) -> Frame | None:
    """The count that a share right behind it belongs to."""
    for at in range(index - 1, max(-1, index - _NEAR), -1):
        frame = frames[at]
        if frame.sentence != frames[index].sentence:
            return None
        if frame.relation == "value" and frame.numeral.kind == "count" and frame.depth <= frames[index].depth:
            return frame
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
    head = _list_head(frames, index) if anchor and not frame.noun and not frame.options else None
    for other in reversed(frames[max(0, index - _NEAR) : index]):
        if other is anchor or other.relation != "value" or other.numeral.kind != "count" or other.numeral.vague:
            continue
        same = other.sentence == frame.sentence
        if anchor is None or other.numeral.unit == unit:
            strong = same and ((other.domain == domain and _is_total(other)) or other is head)
            yield other.numeral.value, "", strong
    for address in _WHOLES.get(domain, ()):
        value = bench.value(address)
        if value is not None:
            yield value, address, bool(anchor and anchor.certain) or frame.certain


def _list_head(frames: Sequence[Frame], index: int) -> Frame | None:
    """The count whose parts the sentence lists before the share: 信息389条，其中动态类201条，占51.67%."""
    counts = [
        f for f in frames[max(0, index - _NEAR) : index]
        if f.sentence == frames[index].sentence and f.relation == "value" and f.numeral.kind == "count"
    ]  # fmt: skip
    marked = [i for i, f in enumerate(counts) if f.concepts & _LISTED and not f.depth]
    if len(marked) != 1 or marked[0] != 1:
        return None
    return counts[0] if counts[0].numeral.unit == counts[-1].numeral.unit else None


_LISTED: Final = frozenset(("M:among", "M:incl", "M:complete", "M:dist"))


def _named_wholes(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, str, bool]]:
    """The whole that the clause names: as the tables have it, else as the prose before has it."""
    frame = frames[index]
    known = False
    for option in frame.whole:
        value = bench.total(option)
        if value is not None:
            known = True
            yield value, option[0] if len(option) == 1 else "", frame.certain
    for other in reversed(frames[max(0, index - _NEAR) : index]):
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
            return _case_rate(frame, addresses, bench)
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
    before = text[text.rfind("。", 0, frame.local[0]) + 1 : frame.local[0]]
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


def _case_rate(frame: Frame, pairs: tuple[tuple[str, str], ...], bench: Bench) -> Outcome:
    """Confirmed where it computes; offices define these rates differently, so never wrong."""
    for part_address, whole_address in pairs:
        part, whole = bench.value(part_address), bench.value(whole_address)
        if part is None or not whole:
            continue
        if round_percent(part, whole, places_of(frame.numeral)) == frame.numeral.value:
            expression = f"{shown(part)}/{shown(whole)}={shown(frame.numeral.value)}%"
            return Outcome("confirmed", (expression, part_address, whole_address))
    return UNSUPPORTED


def compared(frames: Sequence[Frame], index: int, bench: Bench) -> Outcome:
    """Growth, change and multiples against last year."""
    frame = frames[index]
    if frame.against is not None and bench.year is not None and frame.against != bench.year - 1:
        return UNSUPPORTED  # 与2023年相比
    pairs = list(_pairs(frames, index, bench))
    if not pairs or frame.numeral.vague or frame.base == "open":
        return UNSUPPORTED
    for now, before, address in pairs:
        if _moves(frame, now, before):
            return Outcome("confirmed", (_expression(frame, now, before), *([address] if address else [])))
    now, before, address = pairs[0]
    if frame.relation in ("multiple", "points") or frame.blocked or before == 0:
        return UNSUPPORTED
    word = {1: "增", -1: "减"}.get(frame.rising, "变化")
    difference = now - before
    actual = "增加" if difference > 0 else "减少" if difference < 0 else "持平"
    computed = f"今年 {shown(now)}，上年 {shown(before)}，{actual} {shown(abs(difference))}"
    if frame.relation == "growth":
        percent = round_percent(abs(difference), before, max(2, places_of(frame.numeral)))
        computed += f"，幅度 {shown(percent)}%"
    said = f"{word} {shown(frame.numeral.value)}{frame.numeral.unit}"
    message = f"文中称{said}，按数据计算：{computed}。请核对增减方向和数值。"
    cells = (address,) if address else ()
    return Outcome("contradicted", (_expression(frame, now, before, told=False),), cells, message, "N-12")


def _expression(frame: Frame, now: Decimal, before: Decimal, told: bool = True) -> str:
    if frame.relation == "growth" and before != 0:
        percent = round_percent(abs(now - before), before, places_of(frame.numeral) if told else 2)
        return f"({shown(now)}-{shown(before)})/{shown(before)}={shown(percent if now >= before else -percent)}%"
    if frame.relation == "multiple":
        return f"{shown(now)}/{shown(before)}"
    return f"{shown(now)}-{shown(before)}={shown(now - before)}"


def _moves(frame: Frame, now: Decimal, before: Decimal) -> bool:
    difference = now - before
    said = frame.numeral.value
    if frame.rising and said != 0 and (difference > 0) != (frame.rising > 0):
        return False
    if frame.relation == "change":
        return abs(difference) == said
    if before == 0:
        return False
    if frame.relation == "growth":
        return round_percent(abs(difference), before, places_of(frame.numeral)) == said
    if frame.relation == "multiple":
        if frame.numeral.unit == "番":
            return bool(now == before * 2 ** int(said))
        ratio = (now / before).quantize(Decimal(1).scaleb(-places_of(frame.numeral)))
        return said in (ratio, ratio - 1)
    return False


def _pairs(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    """This year's and last year's value of what the clause compares, the likeliest first."""
    frame = frames[index]
    year = bench.year
    spoken = [f for f in frames[max(0, index - _NEAR) : index] if f.relation == "value" and f.numeral.is_quantity]
    near = [f for f in reversed(spoken) if f.sentence == frame.sentence]
    if _dealt_from(frames, index) is not None:
        yield from _dealt_pairs(frames, index, bench)
        return
    previous = next((f for f in near if f.base == "previous" or (year and f.year == year - 1)), None)
    current = next((f for f in near if f is not previous and f.base == "this" and not f.blocked), None)
    if previous is None:
        coming = frames[index + 1 : index + 3]
        previous = next((f for f in coming if f.base == "previous" and f.sentence == frame.sentence), None)
    if previous is not None and current is not None and previous.numeral.unit == current.numeral.unit:
        yield current.numeral.value, previous.numeral.value, ""
    told = frames[index - 1] if index else None
    if frame.relation == "growth" and told and told.relation == "change" and told.sentence == frame.sentence:
        if current is not None and told.numeral.unit == current.numeral.unit and not told.numeral.vague:
            before = current.numeral.value - told.rising * told.numeral.value  # 1632条，同比增加210条，增长14.77%
            yield current.numeral.value, before, ""
    options: list[Option] = []
    if frame.targets and frame.concepts & (_SUBJECTS | _OWN_VERBS):
        options += frame.options
    elif current is not None:
        targets, _ = in_year(current, bench)
        options += [option for target in targets for option in target]
    elif frame.targets:
        options += frame.options
    for option in options:
        now = bench.total(option)
        before = bench.total(tuple(f"previous.{a}" for a in option))
        if before is None:
            continue
        if current is not None and (now is None or not frame.concepts & (_SUBJECTS | _OWN_VERBS)):
            yield current.numeral.value, before, option[0] if len(option) == 1 else ""
        if now is not None:
            yield now, before, option[0] if len(option) == 1 else ""


def _dealt_from(frames: Sequence[Frame], index: int) -> int | None:
    """Where a run of shares or growths begins that 分别 deals out to the counts before it."""
    relation, at = frames[index].relation, index
    while at >= 0 and frames[at].relation == relation and frames[at].sentence == frames[index].sentence:
        if frames[at].concepts & {"M:resp", "M:dist"}:
            return at
        at -= 1
    return None


def _dealt_pairs(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    """行政许可1286件、行政处罚47件，分别增长11.83%、下降9.62%: each is of one of the counts."""
    start = _dealt_from(frames, index) or 0
    counts = [f for f in frames[max(0, start - _NEAR) : start] if f.sentence == frames[index].sentence]
    counts = [f for f in counts if f.relation == "value" and f.base == "this"]
    likeliest = len(counts) - _run_length(frames, start) + index - start
    for frame in (*counts[max(0, likeliest) :][:1], *counts):
        for option in frame.options:
            before = bench.total(tuple(f"previous.{a}" for a in option))
            if before is not None:
                yield frame.numeral.value, before, option[0] if len(option) == 1 else ""


def _run_length(frames: Sequence[Frame], start: int) -> int:
    end = start
    while end < len(frames) and frames[end].relation == frames[start].relation and _dealt_from(frames, end) == start:
        end += 1
    return end - start


_OWN_VERBS: Final = frozenset(("V:valid", "V:rep"))
_SUBJECTS: Final = frozenset(
    (
        "S:app",
        "S:review",
        "S:lit",
        "S:dispute",
        "S:norm",
        "S:reg",
        "S:lic",
        "S:pun",
        "S:coe",
        "S:fee",
        "S:pfee",
        "S:info",
    )
)
