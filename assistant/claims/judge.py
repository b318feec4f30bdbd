"""Numbers in prose against facts: confirmed, contradicted, unsupported."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter

from assistant.claims.bench import Bench, far_off, fits, in_year, measured, shown
from assistant.claims.blocks import Block, Clauses, blocks
from assistant.claims.doubts import doubted
from assistant.claims.frames import Analysis, analyse
from assistant.claims.growth import compared
from assistant.claims.licences import licensed
from assistant.claims.lists import list_outcomes
from assistant.claims.model import SUM_WORDS, Frame, Judgement, Option, Statement
from assistant.claims.own_name import as_own_word
from assistant.claims.plain_moves import plain_mean, plain_move
from assistant.claims.plain_rates import plain_rate, plain_share, share_of_sentence_before, share_of_the_called
from assistant.claims.plain_sums import plain_sum
from assistant.claims.prose import one_base, prose_outcomes
from assistant.claims.ratios import UNSUPPORTED, Outcome, rate, share
from assistant.facts import FactBook, describe
from schemas.findings import Claim

_FULL: Final = 100


def judge(statements: Sequence[Statement], book: FactBook) -> tuple[Claim, ...]:
    """Every quantity of the prose as a claim, in reading order. Works without tables, too.

    若干 and 数十 say no number and are no claims; rule N-16 speaks of them.
    """
    return _CLAIMS.validate_python(
        [_claim(j) for j in judgements(statements, book) if j.frame.numeral.vague != "several"]
    )


_CLAIMS: Final = TypeAdapter(tuple[Claim, ...])
"""All claims of a report at once: half the time of one by one."""


def _claim(judgement: Judgement) -> dict[str, object]:
    numeral = judgement.frame.numeral
    exact = numeral.value
    whole = int(exact)
    return {
        "text": judgement.clause,
        "value": whole if whole == exact else float(exact),
        "unit": numeral.unit,
        "place": judgement.place,
        "span": judgement.span,
        "verdict": judgement.verdict,
        "evidence": list(judgement.evidence),
    }


_MADE: "WeakKeyDictionary[FactBook, dict[tuple[Statement, ...], tuple[Judgement, ...]]]" = WeakKeyDictionary()


def judgements(statements: Sequence[Statement], book: FactBook) -> tuple[Judgement, ...]:
    """Claims with what the rules need of them. Made once for the same statements and book."""
    key = tuple(statements)
    made = _MADE.setdefault(book, {})
    if key not in made:
        made.clear()
        made[key] = _judgements(key, book)
    return made[key]


def _judgements(statements: tuple[Statement, ...], book: FactBook) -> tuple[Judgement, ...]:
    bench, unit = Bench(book), book.report.unit
    found: list[Judgement] = []
    parts: list[tuple[Block, Analysis]] = []
    for block in blocks(statements):
        analysis = analyse(as_own_word(block.text, unit), block.passage)
        if not analysis.frames:
            continue
        parts.append((block, analysis))
    told = prose_outcomes([analysis.frames for _, analysis in parts], bench)
    for number, (block, analysis) in enumerate(parts):
        listed = list_outcomes(analysis)
        mixed = one_base(analysis.frames, bench)
        outcomes: list[Outcome] = []
        for index, frame in enumerate(analysis.frames):
            outcome = _stronger(_outcome(analysis, index, bench), told.get((number, index)))
            if outcome.verdict == "unsupported" and not outcome.rule:
                outcome = licensed(analysis, frame, bench) or outcome
            outcomes.append(_with_list(frame, mixed.get(index, outcome), listed.get(index)))
        _told_by_siblings(analysis.text, analysis.frames, outcomes, bench)
        doubted(analysis.text, analysis.frames, outcomes, bench)
        _told_in_words(analysis, outcomes)
        _told_by_sums(outcomes)
        clauses = Clauses(block.text)
        for frame, outcome in zip(analysis.frames, outcomes, strict=True):
            found.append(_judgement(block, clauses, frame, outcome))
    return tuple(found)


def _told_in_words(analysis: Analysis, outcomes: list[Outcome]) -> None:
    """What a sentence works out from its own numbers, where the form has nothing to say of it."""
    text, frames = analysis.text, analysis.frames
    for index, outcome in enumerate(outcomes):
        if outcome.verdict == "unsupported" and not outcome.rule:
            outcomes[index] = (
                plain_sum(text, frames, index)
                or plain_move(text, frames, index)
                or plain_mean(text, frames, index)
                or outcome
            )
        elif outcome.verdict == "contradicted" and outcome.rule == "N-10":
            told = plain_sum(text, frames, index)
            if told is not None and told.verdict == "confirmed":
                outcomes[index] = told  # 网站120条，其中原创80条；公众号60条；两项合计180条


def _stronger(table: Outcome, told: Outcome | None) -> Outcome:
    """What the tables say stands; where they are silent, what the rest of the prose says."""
    return table if told is None or table.verdict != "unsupported" else told


def _with_list(frame: Frame, outcome: Outcome, listed: Outcome | None) -> Outcome:
    """A total that its own parts contradict is told as such, whatever else is said of it."""
    if listed is None:
        return outcome
    wrong = outcome.verdict == "contradicted" and outcome.rule != "N-15"
    if listed.verdict == "confirmed" and wrong and frame.concepts <= SUM_WORDS:
        return listed  # 收费312万元、罚没132万元，合计444万元: a sum of more than the form counts
    if listed.rule == "N-10" and (outcome.verdict == "confirmed" or outcome.rule == "N-15"):
        severity = "" if outcome.verdict == "contradicted" else listed.severity
        evidence = (*outcome.evidence, *listed.evidence)
        return listed._replace(verdict=outcome.verdict, evidence=evidence, severity=severity)
    return listed if outcome.verdict == "unsupported" else outcome


def _told_by_sums(outcomes: list[Outcome]) -> None:
    """A wrong part that spoils a sum is one defect: one of 栏目 is told at the sum, one of a table at itself."""
    for index, outcome in enumerate(outcomes):
        if outcome.members and any(outcomes[m].cells and outcomes[m].rule != "N-15" for m in outcome.members):
            outcomes[index] = outcome._replace(rule="")
            continue
        if outcome.severity == "warning" and all(_of_a_table(outcomes[member]) for member in outcome.members):
            outcomes[index] = outcome._replace(rule="", severity="", message="")
            continue
        wrong = [member for member in outcome.members if outcomes[member].rule == "N-15"]
        for member in wrong:
            outcomes[member] = outcomes[member]._replace(rule="")
        if wrong and outcome.severity == "warning":
            outcomes[index] = outcome._replace(severity="")


def _of_a_table(outcome: Outcome) -> bool:
    return outcome.verdict == "confirmed" and any(e.startswith("table") for e in outcome.evidence)


def _told_by_siblings(text: str, frames: Sequence[Frame], outcomes: list[Outcome], bench: Bench) -> None:
    """市级部门收到4120件，各区收到9949件，合计14069件: what others than the unit count is no wrong count of its own.

    Numbers of one sentence about the same cells that fit none: parts, where together they give the cell, or where one
    of the sentence fits and they have words that it has not.
    """
    runs: dict[tuple[int, object, int | None], list[int]] = {}
    for index, outcome in enumerate(outcomes):
        frame = frames[index]
        wrong = outcome.verdict == "contradicted" and outcome.cells and outcome.rule != "N-15"
        if wrong and frame.relation == "value" and frame.numeral.value:
            runs.setdefault((frame.sentence, frame.targets, frame.year), []).append(index)
    if not runs:
        return
    alike: dict[tuple[int, object, int | None], list[int]] = {}
    for index, frame in enumerate(frames):
        if frame.relation == "value":
            alike.setdefault((frame.sentence, frame.targets, frame.year), []).append(index)
    for key, run in runs.items():
        right = {_said(text, frames[i]) for i in alike[key] if outcomes[i].verdict == "confirmed"}
        beside = [i for i in alike[key] if outcomes[i].verdict == "unsupported" and frames[i].numeral.kind == "count"]
        told = next((parts for parts in (run, sorted({*run, *beside})) if _give(frames, parts, bench)), None)
        if told is not None:
            values = [frames[i].numeral.value for i in told]
            expression = f"{'+'.join(map(shown, values))}={shown(sum(values, Decimal(0)))}"
            for i in told:
                outcomes[i] = Outcome("confirmed", (expression,))
            continue
        for i in run:
            if right - {_said(text, frames[i])} or ("S:app" not in frames[i].concepts and _holds(frames, outcomes, i)):
                outcomes[i] = UNSUPPORTED


def _said(text: str, frame: Frame) -> tuple[str, str, frozenset[str]]:
    return text[slice(*frame.local)].strip("，、：； \n其中共"), frame.noun, frame.concepts


def _give(frames: Sequence[Frame], parts: Sequence[int], bench: Bench) -> bool:
    """Whether the numbers together are what the form has in the cell that each of them speaks of."""
    if len(parts) < 2 or len(frames[parts[0]].targets) != 1:
        return False
    total = sum((frames[i].numeral.value for i in parts), Decimal(0))
    return any(bench.total(option) == total for option in frames[parts[0]].options)


def _holds(frames: Sequence[Frame], outcomes: Sequence[Outcome], index: int) -> bool:
    """收件92件，其中申请75件: more than the form counts, whose part fits."""
    frame = frames[index]
    meant = set(frame.options)
    return any(
        part.concepts & {"M:among", "M:incl"}
        and outcomes[at].verdict == "confirmed"
        and part.numeral.value < frame.numeral.value
        and meant & set(part.options)
        for at, part in enumerate(frames[index + 1 : index + 2], start=index + 1)
        if part.sentence == frame.sentence
    )


def _judgement(block: Block, clauses: Clauses, frame: Frame, outcome: Outcome) -> Judgement:
    place, span = block.locate(frame.numeral.start, frame.numeral.end)
    return Judgement(
        frame, place, block.passage, block.text, clauses.around(frame.numeral.start, frame.numeral.end), span,
        outcome.verdict, outcome.evidence, outcome.rule, outcome.message, outcome.cells,
        outcome.severity,
    )  # fmt: skip


def _outcome(analysis: Analysis, index: int, bench: Bench) -> Outcome:
    frame = analysis.frames[index]
    if frame.relation == "share":
        said = share(analysis.frames, index, bench)
        if said.verdict == "unsupported":
            text, frames = analysis.text, analysis.frames
            return (
                plain_share(text, frames, index)
                or share_of_sentence_before(text, frames, index)
                or share_of_the_called(text, frames, index, bench)
                or said
            )
        return said
    if frame.relation == "rate":
        told_by_counts = plain_rate(analysis.text, analysis.frames, index)
        if told_by_counts is not None:
            return told_by_counts
        known = rate(analysis.text, frame, bench)
        if known.verdict == "unsupported":
            told = share(analysis.frames, index, bench)
            return told if told.verdict == "confirmed" and frame.numeral.value != _FULL else known
        return known
    if frame.relation in ("growth", "change", "points", "multiple"):
        return compared(analysis.frames, index, bench)
    return _value(frame, bench)


def _value(frame: Frame, bench: Bench) -> Outcome:
    targets, assessable = in_year(frame, bench)
    if not targets or frame.blocked:
        return UNSUPPORTED
    evidence: list[str] = []
    for options in targets:
        fitting = next((option for option in options if _fits(frame, option, bench)), None)
        if fitting is None:
            return _misfit(frame, options, bench, assessable)
        evidence += fitting
    return Outcome("confirmed", tuple(dict.fromkeys(evidence))) if assessable else UNSUPPORTED


def _fits(frame: Frame, option: Option, bench: Bench) -> bool:
    total = bench.total(option)
    return total is not None and fits(frame.numeral, option[0], total)


_OF_PAPERS: Final = frozenset(("份", "篇", "项", "个", "部"))


def _misfit(frame: Frame, options: tuple[Option, ...], bench: Bench, assessable: bool) -> Outcome:
    """No option fits: wrong only where the words are certain and every option is known."""
    known = [(option, total) for option in options if (total := bench.total(option)) is not None]
    if frame.domain == "app" and frame.numeral.unit in _OF_PAPERS and "S:app" not in frame.concepts:
        return UNSUPPORTED  # 印发文件142份，其中……不予公开42份
    if not frame.certain or not assessable or len(known) < len(options) or not bench.own_scope(frame):
        return UNSUPPORTED
    if _of_this_year_alone(frame, bench):
        rest = ("table3.total.total", "table3.carried_in.total")
        done, carried = (shown(bench.value(cell) or Decimal(0)) for cell in rest)
        expression = f"{done}-{carried}={shown(frame.numeral.value)}"
        return Outcome("confirmed", (expression, *rest)) if frame.of_new else UNSUPPORTED
    if not all(far_off(frame.numeral, option[0], total) for option, total in known):
        return UNSUPPORTED
    option, total = known[0]
    cells = tuple(dict.fromkeys(a for known_option, _ in known for a in known_option))
    said = measured(frame.numeral, option[0])
    name = "、".join(label(address) for address in option)
    unit = "" if len(option) > 1 else _unit(option[0])
    message = (
        f"文中写 {shown(said)}{unit}，{name}为 {shown(total)}{unit}，相差 {shown(abs(said - total))}。"
        "请核对文字与数据。"
    )
    return Outcome("contradicted", cells, cells, message, rule_of(frame))


def _of_this_year_alone(frame: Frame, bench: Bench) -> bool:
    """收到66件，已答复63件: answers to this year's applications, where the clause does not say which are meant."""
    if frame.domain != "app" or frame.rows != (("total",),) or frame.columns != (("total",),):
        return False
    total, carried = bench.value("table3.total.total"), bench.value("table3.carried_in.total")
    own = frame.alone or frame.of_new
    return bool(carried) and total is not None and frame.numeral.value == total - (carried or 0) and own


def label(address: str) -> str:
    """Label of an address for messages."""
    if address.startswith("previous."):
        return "上年" + describe(address.removeprefix("previous."))[1]
    return describe(address)[1]


def _unit(address: str) -> str:
    return " " + describe(address.removeprefix("previous."))[0]


def rule_of(frame: Frame) -> str:
    """The rule of family N that a contradiction of this number belongs to."""
    zero = frame.numeral.value == 0
    domain = frame.domain
    if domain == "dispute":
        return "N-14" if zero else "N-07"
    if domain == "document":
        return "N-06"
    if domain in ("decision", "fee", "pfee"):
        return "N-08"
    if domain == "app":
        rows = {row for option in frame.rows for row in option}
        columns = {column for option in frame.columns for column in option}
        flow = rows <= {"new", "received", "carried_in", "carried_out", "total"}
        carried = rows <= {"carried_in", "carried_out"} and "total" in columns  # 另有上年结转2件, behind 自然人3件
        if columns - {"total"} and flow and not carried and frame.numeral.kind != "zero_word":
            return "N-05"
        if not flow:
            return "N-04"
        if zero:
            return "N-13"
        if rows & {"new", "received"}:
            return "N-01"
        return "N-02" if "total" in rows else "N-03"
    return "N-15"
