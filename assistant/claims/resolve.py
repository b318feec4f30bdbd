"""The words of a number's clause → what it counts. What they leave open stays open; nothing here knows a value."""

import re
from collections.abc import Callable
from typing import Final

from assistant.claims.applications import application
from assistant.claims.clause import Clause, Words, block, moves, read_clause, read_relation
from assistant.claims.context import Context
from assistant.claims.lexicon import Lexed, Token
from assistant.claims.matters import MONEY, activity, decision, disclosure, dispute, document, fee, processing_fee
from assistant.claims.model import Domain, Frame, in_base
from assistant.claims.pairs import pair, paired
from assistant.claims.scope import counts_another, of_a_part, of_topics
from assistant.claims.years import read_years
from assistant.numerals import Numeral
from assistant.numerals.words import TIME_UNITS

_DISPUTES: Final = ("S:review", "S:lit", "S:dispute", "L:direct", "L:after")
_OWN_FLOWS: Final = ("V:new", "V:cin", "V:cout", "V:carry")
_FLOWS: Final = (*_OWN_FLOWS, "V:recv", "V:done", "V:handle")
_BY_SUBJECT: Final[dict[str, Domain]] = {
    "app": "app",
    "review": "dispute", "lit": "dispute", "dispute": "dispute",
    "norm": "document", "reg": "document",
    "lic": "decision", "pun": "decision", "coe": "decision",
    "lic~": "decision", "pun~": "decision", "coe~": "decision",
    "pfee": "pfee", "fee": "fee",
    "train": "activity", "plat": "activity", "zone": "activity", "interp": "activity", "resp": "activity",
}  # fmt: skip


def resolve(
    lexed: Lexed, frame: Frame, floor: int, numerals: tuple[Numeral, ...], context: Context, passage: str
) -> None:
    """Fill in the frame and move the context on."""
    clause = read_clause(lexed, passage, frame, floor, numerals)
    frame.noun = clause.noun
    frame.concepts = clause.local
    of_last_year = context.previous_year
    read_years(clause, floor, numerals, context)
    read_relation(clause, context)
    if frame.numeral.unit in TIME_UNITS:
        frame.blocked = True
        return
    if context.paired and _follows(clause, floor):
        pair(frame, context)
        return
    _listing(clause, floor, context)
    before = context.last_frame
    if before is not None and before.base == "previous" and _raised(clause, before, context):
        return
    if context.last and _dated_alone(clause, context):
        context.previous_year = of_last_year  # 收到137件，上年同期104件；答复134件
        return
    frame.domain = _domain(clause, context)
    if of_topics(clause):
        frame.domain = ""
    frame.names_part = frame.relation == "share" and clause.names_part()
    block(clause)
    if frame.domain:
        _DOMAINS[frame.domain](clause, context)
        context.domain = frame.domain
    if of_a_part(clause, context) or frame.base == "open" or frame.blocked:
        frame.certain = False
        frame.targets = () if frame.blocked and frame.base == "open" else frame.targets
    if frame.certain and counts_another(clause):
        frame.certain = False
    if frame.relation == "value" and frame.targets and frame.numeral.kind == "count":
        alone = before is None or (before.sentence, before.part) != (frame.sentence, frame.part)
        context.last, context.last_domain, context.last_frame = frame.targets, frame.domain, frame
        context.last_alone = alone
    dealt = "M" in clause.local.kinds and clause.local.has("M:resp", "M:dist", "M:each")
    context.paired = paired(clause, context, _target) if dealt else ()
    if context.paired:
        pair(frame, context)


def _target(clause: Clause, context: Context) -> None:
    """What the words of a clause count, by the domain that they name."""
    clause.frame.domain = _domain(clause, context)
    if clause.frame.domain:
        _DOMAINS[clause.frame.domain](clause, context)


def _listing(clause: Clause, floor: int, context: Context) -> None:
    """Whether the number stands in a list of parts."""
    local, far, start = clause.local, clause.far, clause.frame.local[0]
    if "M" in local.kinds and local.has("M:sum", "M:all"):
        context.listing = False
    marked = ("M" in local.kinds or "M" in far.kinds) and (local.has(*_MARKERS) or far.has(*_MARKERS))
    if marked or clause.text[start - 1 : start] in ("：", ":"):
        context.listing = True
    elif "中" in clause.text[max(0, floor - 2) : start] and _OF_THEM.search(clause.text, max(0, start - 6), start):
        context.listing = True  # 75件中，首次申请62件
    elif "；" in clause.text[floor:start]:
        context.listing = False


_OF_THEM: Final = re.compile(r"[件宗起份]的?(?:申请)?当?中[，,]?$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\s?年")
_MARKERS: Final = ("M:among", "M:incl", "M:complete", "M:dist")


def _dated_alone(clause: Clause, context: Context) -> bool:
    """公开716条（2023年650条）: the same thing, a year before."""
    frame, local = clause.frame, clause.local
    if frame.relation != "value" or frame.numeral.kind != "count" or clause.noun.strip("较比与同"):
        return False
    against = frame.base == "previous" and "C:vs" in local
    own_year = "Y:prev" in local or against or _YEAR.search(clause.text, *frame.local) is not None
    if not own_year or any(t.concept[0] not in "YC" for t in local.tokens):
        return False
    frame.domain = context.last_domain
    plain = tuple(tuple(tuple(a.removeprefix("previous.") for a in o) for o in target) for target in context.last)
    frame.targets = tuple(in_base(frame, target) for target in plain)
    before = context.last_frame
    if before is not None and before.certain and before.numeral.unit == frame.numeral.unit:
        said = clause.said.lstrip("，、")
        compared = context.last_alone and said.startswith(("比", "较", "与", "同"))
        frame.certain = compared or (before.depth < frame.depth and "Y:prev" in local)
    return True


def _raised(clause: Clause, before: Frame, context: Context) -> bool:
    """行政处罚由204件上升到218件: the same thing as the number `before`, a year later."""
    frame = clause.frame
    if "C:to" not in clause.local or clause.local.counts:
        return False
    if clause.noun or frame.numeral.unit != before.numeral.unit or frame.sentence != before.sentence:
        return False
    frame.domain, frame.rows, frame.columns, frame.certain = before.domain, before.rows, before.columns, before.certain
    frame.targets = tuple(
        tuple(tuple(a.removeprefix("previous.") for a in o) for o in target) for target in context.last
    )
    frame.base = "this"
    context.previous_year = False
    return True


def _follows(clause: Clause, floor: int) -> bool:
    """…分别为66件、67件: the second number has no words of its own."""
    return clause.text[floor : clause.numeral.start].strip() in ("、", "和", "及", "与", "，", "以及")


def _domain(clause: Clause, context: Context) -> Domain:
    """The table, or the part of the fact book, that the number belongs to."""
    local, far, frame = clause.local, clause.far, clause.frame
    kinds = local.kinds
    last = local.last("S") if "S" in kinds else ""
    if last:
        context.elsewhere = last == "foreign" and not clause.denied and local.has(*_FLOWS)
    if last == "paper" and context.domain == "document" and local.has("V:made", "V:rep", "V:valid"):
        context.papers = context.papers or not clause.denied
        return "document"
    if last == "paper" or (not last and "S:paper" in far and far.last("S") == "paper"):
        context.papers = True
    if last in ("foreign", "paper") and "R" not in kinds:
        return ""
    context.papers = context.papers or last == "paper"
    if last not in ("", "paper") and not (last == "app" and not local.has(*_FLOWS)):
        context.papers = False
    if context.papers and last in ("", "app") and frame.numeral.unit in _SHEETS:
        return ""  # 文件146份，其中……不予公开33份
    if context.elsewhere and not last and local.has(*_FLOWS) and "R" not in kinds and "A" not in kinds:
        return ""
    if ("S" in kinds or "L" in kinds) and local.has(*_DISPUTES):
        return "dispute"
    disputed = context.domain == "dispute" or ("D" in kinds and far.has(*_DISPUTES))
    if ("D" in kinds or "X:other" in local) and disputed and "S:app" not in local:
        return "dispute"
    if clause.denied and last == "" and context.domain == "dispute" and local.has("V:cin", "V:carry"):
        return ""  # 诉讼6件，无上年结转: of lawsuits
    if clause.denied and last == "" and "R" not in kinds and local.has("V:done", "V:handle"):
        # 未发生因逾期未答复被纠正的情况 denies no count of answers
        return "app" if local.has("V:recv", "V:cin", "V:cout", "V:carry") else ""
    if local.has("S:pfee", "V:notice") or (clause.denied and "V:collect" in local):
        return "pfee"
    if frame.numeral.unit in MONEY:
        return _money(clause, context)
    if last in ("norm", "reg", "lic", "pun", "coe", "fee"):
        return _BY_SUBJECT[last]
    if last == "info" and local.has("S:lic", "S:pun", "S:coe"):
        return "decision"  # 行政处罚信息公示47条
    if last == "info" and "V:pub" in local and "R" not in kinds and not local.has(*_FLOWS):
        return "disclosure"  # 公司全年公开信息241条
    if last == "app" or "R" in kinds or "A" in kinds or (local.has(*_OWN_FLOWS) and last in ("", "info")):
        return "app"
    if last in _BY_SUBJECT:
        return _BY_SUBJECT[last]
    if last in ("meet", "foreign", "paper"):
        return ""
    if (
        last == ""
        and "document" in (context.domain, _far_domain(far))
        and local.has("V:made", "V:rep", "V:valid", "V:add")
    ):
        return "document"
    if last == "" and local.has("V:recv", "V:done", "V:handle"):
        known = _far_domain(far) or context.domain
        if known in ("app", "dispute", "decision"):
            return known
        return "app" if clause.passage == "overview.requests" else ""
    if last == "" and _answered(clause, context):
        return "app"
    if last == "info" or local.has("V:pub", "V:add"):
        return "disclosure"
    return _inherited(clause, context)


_SHEETS: Final = frozenset(("份", "件", "个", "篇"))


def _answered(clause: Clause, context: Context) -> bool:
    """答复72件，公开27件: the bare 公开 between answers to applications is most likely a result."""
    said = clause.said.lstrip("、，其中当") in (
        "公开",
        "公开的",
        "已公开",
        "公开占",
        "公开占比",
    )
    if not said or context.domain != "app" or not context.seen_rows or clause.frame.numeral.unit not in ("件", "%"):
        return False
    clause.local = Words([Token(0, 0, "R:granted~"), *clause.local.tokens])
    return True


def _money(clause: Clause, context: Context) -> Domain:
    """元 and 万元 speak of fees only where a fee was named."""
    local, far = clause.local, clause.far
    if "S:fee" in local:
        return "fee"
    if local.has("S:foreign", "S:lic", "S:pun", "S:coe"):
        return ""
    if "S:pfee" in far or (context.domain == "pfee" and not clause.noun):
        return "pfee"
    return "fee" if "S:fee" in far or (context.domain == "fee" and not clause.noun) else ""


def _inherited(clause: Clause, context: Context) -> Domain:
    """A clause without subject and verb speaks of what the sentence speaks of."""
    local, far, frame = clause.local, clause.far, clause.frame
    if "X:other" in local:
        return context.domain
    if not local.tokens and not clause.noun and (far.of("R") or far.of("A") or far.of("D")):
        return "dispute" if far.of("D") else "app"  # 过程性信息居首，7件
    if clause.denied and clause.text[frame.local[0] - 1 : frame.local[0]] in ("：", ":"):
        return _far_domain(far)
    if clause.denied:
        return "app" if frame.numeral.text.startswith("零") and context.domain == "app" else ""
    if local.counts:
        return ""
    if frame.relation in ("growth", "change", "points", "multiple") or moves(local):
        return _far_domain(far) or context.domain
    known = _far_domain(far)
    if known:
        return known
    if local.has("M:among", "M:incl", "M:complete", "M:dist", "M:sum", "M:all") or frame.numeral.kind == "percent":
        return context.domain
    dated = local.has("Y:prev", "Y:this") or frame.year is not None
    if dated and not clause.noun.strip("较比与同") and context.domain in ("app", "dispute", "document"):
        return context.domain
    return ""


def _far_domain(far: Words) -> Domain:
    last = far.last("S")
    return "disclosure" if last == "info" else _BY_SUBJECT.get(last, "")


_DOMAINS: Final[dict[Domain, Callable[[Clause, Context], None]]] = {
    "app": application,
    "dispute": dispute,
    "document": document,
    "decision": decision,
    "fee": fee,
    "pfee": processing_fee,
    "disclosure": disclosure,
    "activity": activity,
}
