"""Growth, change and multiples: what moved since last year."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from assistant.claims.bench import Bench, in_year, last_digit, places_of, round_percent, shown
from assistant.claims.model import Frame, Option
from assistant.claims.ratios import NEAR, UNSUPPORTED, Outcome, dealt_from, run_length


def compared(frames: Sequence[Frame], index: int, bench: Bench) -> Outcome:
    """Growth, change and multiples against last year."""
    frame = frames[index]
    if frame.against is not None and bench.year is not None and frame.against != bench.year - 1:
        return UNSUPPORTED  # 与2023年相比
    if frame.year is not None and bench.year is not None and frame.year > bench.year:
        return UNSUPPORTED  # 2026年申请量下降5%
    if any(len(piece) > 1 and piece[0] in "比较与同" for piece in frame.noun.split()):
        return UNSUPPORTED  # 比排名第一的甲县少42件
    pairs = list(_pairs(frames, index, bench))
    over_years = "C:vs" not in frame.concepts and _several_years_before(frames, index, bench.year)
    if not pairs or frame.numeral.vague or frame.base == "open":
        return UNSUPPORTED
    for now, before, address in pairs:
        if _moves(frame, now, before):
            return Outcome("confirmed", (_expression(frame, now, before), *([address] if address else [])))
    if index and _of_another_count(frames, index, pairs[0]):
        return UNSUPPORTED
    if over_years or "Y:cum" in frame.concepts:
        return UNSUPPORTED  # 2023年114件，2024年137件，2025年160件，两年间净增46件
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


def _of_another_count(frames: Sequence[Frame], index: int, pair: tuple[Decimal, Decimal, str]) -> bool:
    """What moved may be a count that the pair is not of."""
    frame, told = frames[index], frames[index - 1]
    if told.sentence != frame.sentence:
        return False
    if frame.relation == "growth" and _dealt_by_and(frames, index - 1):
        return True  # 分别减少2308件和74件，降幅为5.7%
    unsure = told.relation == "value" and not told.certain and told.numeral.value == pair[0]
    if pair[2] and unsure and not _own(frame):
        return True  # 印发局发文件142份，较上年少9份
    if _own(frame):
        return sum(c[0] in "ARD" for c in frame.concepts) > 1  # 科研机构、公益组织各增加1件
    # 网络申请61件，较上年增加17件: of what the form does not count
    return told.blocked and (bool(pair[2]) or told.numeral.value not in pair[:2])


def _dealt_by_and(frames: Sequence[Frame], index: int) -> bool:
    return bool(index) and frames[index].relation == "change" and frames[index - 1].relation == "change"


def _own(frame: Frame) -> bool:
    """Whether the clause names what moved: a subject, a verb of the form, an applicant, a result."""
    return bool(frame.concepts & (_SUBJECTS | _OWN_VERBS)) or any(c[0] in "ARD" for c in frame.concepts)


def _several_years_before(frames: Sequence[Frame], index: int, year: int | None) -> bool:
    sentence = frames[index].sentence
    near = (f for f in frames[max(0, index - NEAR) : index] if f.sentence == sentence and _earlier(f, year))
    return len({f.year for f in near}) > 1


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
        rounded = frame.numeral.unit not in _MONEY and any(sign in frame.numeral.text for sign in "万亿")
        return abs(abs(difference) - said) <= (last_digit(frame.numeral) * _ROUNDED if rounded else 0)
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


_ROUNDED: Final = Decimal("1.5")
"""Two rounded ends and a rounded difference, in steps of the last digit."""


def _pairs(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    """This year's and last year's value of what the clause compares, the likeliest first."""
    frame = frames[index]
    year = bench.year
    spoken = [f for f in frames[max(0, index - NEAR) : index] if f.relation == "value" and f.numeral.is_quantity]
    near = [f for f in reversed(spoken) if f.sentence == frame.sentence]
    if dealt_from(frames, index) is not None:
        yield from _dealt_pairs(frames, index, bench)
        return
    here = [f for f in near if f.part == frame.part]
    if any(f.base == "this" and not _earlier(f, year) for f in here):
        near = here  # 由46家集约至41家；访问量1.37亿人次，较上年提高4.6%
    told = frames[index - 1] if index else None
    if told is not None and not _own(frame) and (frame.depth > told.depth or _own(told)):
        yield from _beside(frame, told, bench)
    if frame.relation == "change" and any(c[0] in "ARD" for c in frame.concepts):
        yield from _by_tables(frame, bench)  # 其中自然人增加4件
        return
    previous = next((f for f in near if f.base == "previous" or _earlier(f, year)), None)
    current = next(
        (
            f
            for f in near
            if f is not previous
            and f.base == "this"
            and not f.blocked
            and not _earlier(f, year)
            and f.depth <= frame.depth  # 120件（自然人88件……），比上年的96件增加24件
        ),
        None,
    )
    if previous is None:
        coming = frames[index + 1 : index + 3]
        coming = [f for f in coming if f.sentence == frame.sentence and f.relation == "value"]
        previous = next((f for f in coming if f.base == "previous" or _earlier(f, year)), None)
        if previous is not None and current is None and near:
            current = near[0]
    changed = frame if frame.relation == "change" else frames[index - 1] if index else None
    if current is not None and changed is not None and _of_another(changed, frame, current):
        current = None  # 强制由4件增至6件，收费增加14.2万元、增长4.76%
        previous = None
    if previous is not None and current is not None and previous.numeral.unit == current.numeral.unit:
        yield current.numeral.value, previous.numeral.value, ""
        for earlier in near:
            if earlier is not previous and _earlier(earlier, year) and earlier.numeral.unit == current.numeral.unit:
                yield current.numeral.value, earlier.numeral.value, ""
        if year and previous.year is not None and previous.year < year - 1:
            return  # 较2022年的600条增加116条
    head = _list_head(near, current)
    for whole in (head, current):
        if whole is not None and told is not None and _told_change(frame, told, whole) and _was(told, whole) > 0:
            yield whole.numeral.value, whole.numeral.value - told.rising * told.numeral.value, ""
    if head is not None and not frame.concepts & (_SUBJECTS | _OWN_VERBS):
        yield from _against_tables(head, bench)
    options: list[Option] = []
    if frame.targets and frame.concepts & (_SUBJECTS | _OWN_VERBS):
        options += frame.options
    elif current is not None:
        targets, _ = in_year(current, bench)
        options += [option for target in targets for option in target]
    elif previous is not None and previous.targets and previous in near[:1] and _own(previous):
        # 自然人申请较上年的53件增加8件
        for option in previous.options:
            this = bench.total(tuple(a.removeprefix("previous.") for a in option))
            if this is not None:
                yield this, previous.numeral.value, ""
        return
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


def _beside(frame: Frame, told: Frame, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    """许可量比上年多78件（增长6.9%）: the percentage of the change before its bracket, where the tables give that."""
    if told.relation != "change" or frame.relation != "growth" or told.sentence != frame.sentence:
        return
    for option in told.options:
        now, before = bench.total(option), bench.total(tuple(f"previous.{a}" for a in option))
        if now is not None and before is not None and abs(now - before) == told.numeral.value:
            yield now, before, option[0] if len(option) == 1 else ""


def _by_tables(frame: Frame, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    for option in frame.options:
        now, before = bench.total(option), bench.total(tuple(f"previous.{a}" for a in option))
        if now is not None and before is not None:
            yield now, before, option[0] if len(option) == 1 else ""


def _of_another(changed: Frame, frame: Frame, current: Frame) -> bool:
    """The change is counted in another unit than what was said before it: it is of something else."""
    units = {changed.numeral.unit, current.numeral.unit}
    return (
        changed.relation == "change"
        and changed.sentence == frame.sentence
        and len(units - {""}) > 1
        and (changed.numeral.unit in _MONEY) != (current.numeral.unit in _MONEY)
    )


_MONEY: Final = frozenset(("元", "万元", "亿元"))


def _list_head(near: Sequence[Frame], current: Frame | None) -> Frame | None:
    """486条，其中网站268条、公开栏66条，总量较上年增加46条: what is compared may be the number that the list is of."""
    if current is None or current.depth or not any(f.concepts & _LISTED for f in near):
        return None
    counts = [
        f for f in near
        if f.numeral.unit == current.numeral.unit and f.base == "this" and not f.blocked and not f.numeral.vague
    ]  # fmt: skip
    head = max(counts, key=lambda f: f.numeral.value, default=None)
    return None if head is current else head


def _against_tables(count: Frame, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    targets, _ = in_year(count, bench)
    for option in (option for target in targets for option in target):
        before = bench.total(tuple(f"previous.{a}" for a in option))
        if before is not None:
            yield count.numeral.value, before, option[0] if len(option) == 1 else ""


_LISTED: Final = frozenset(("M:among", "M:incl", "M:complete", "M:dist"))


def _earlier(frame: Frame, year: int | None) -> bool:
    """A count of a year before, which the text names."""
    return year is not None and frame.year is not None and frame.year < year


def _was(told: Frame, whole: Frame) -> Decimal:
    return whole.numeral.value - told.rising * told.numeral.value


def _told_change(frame: Frame, told: Frame, current: Frame) -> bool:
    """1632条，同比增加210条，增长14.77%: the change right before tells last year's value."""
    return (
        frame.relation == "growth"
        and told.relation == "change"
        and told.sentence == frame.sentence
        and told.numeral.unit == current.numeral.unit
        and not told.numeral.vague
    )


def _dealt_pairs(frames: Sequence[Frame], index: int, bench: Bench) -> Iterator[tuple[Decimal, Decimal, str]]:
    """行政许可1286件、行政处罚47件，分别增长11.83%、下降9.62%: each is of one of the counts."""
    start = dealt_from(frames, index) or 0
    counts = [f for f in frames[max(0, start - NEAR) : start] if f.sentence == frames[index].sentence]
    counts = [f for f in counts if f.relation == "value" and f.base == "this"]
    likeliest = len(counts) - run_length(frames, start) + index - start
    for frame in (*counts[max(0, likeliest) :][:1], *counts):
        for option in frame.options:
            before = bench.total(tuple(f"previous.{a}" for a in option))
            if before is None:
                continue
            yield frame.numeral.value, before, option[0] if len(option) == 1 else ""
            if (now := bench.total(option)) is not None:
                yield now, before, option[0] if len(option) == 1 else ""


_OWN_VERBS: Final = frozenset(("V:valid", "V:rep"))
_SUBJECTS: Final = frozenset(
    f"S:{key}" for key in ("app", "review", "lit", "dispute", "norm", "reg", "lic", "pun", "coe", "fee", "pfee", "info")
)
