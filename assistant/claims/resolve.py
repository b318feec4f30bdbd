"""The words of a number's clause → what it counts.

One function a domain. Each turns concepts into addresses; what the words leave open stays open: several options,
or no certainty. Nothing here knows any value.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from assistant.claims.frames import Context, words
from assistant.claims.lexicon import Token
from assistant.claims.model import Domain, Frame, Option
from assistant.numerals import Numeral
from assistant.numerals.words import TIME_UNITS
from schemas.form import T3_LEAVES

_HAN: Final = re.compile(r"[一-鿿]+")
_MONTH: Final = re.compile(r"月")
_AGAINST: Final = ("较", "比", "与", "同")
_DISPUTES: Final = frozenset(("S:review", "S:lit", "S:dispute"))
_DECISIONS: Final = {"S:lic": "licensing", "S:pun": "punishment", "S:coe": "coercion"}
_DOCUMENTS: Final = {"S:norm": "normative", "S:reg": "regulations"}
_ACTIVITIES: Final = {
    "S:train": "trainings",
    "S:plat": "platforms",
    "S:zone": "zones",
    "S:interp": "interpretations",
    "S:resp": "responses",
}
_APP_VERBS: Final = frozenset(("V:new", "V:cin", "V:cout", "V:carry"))
_PERCENT_UNITS: Final = frozenset(("%", "‰"))
_MONEY: Final = frozenset(("元", "万元", "亿元"))


class Words:
    """Concepts of a stretch of prose, in order."""

    __slots__ = ("concepts", "tokens")

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.tokens = [t for t in tokens if t.concept != "-"]
        self.concepts = {t.concept for t in self.tokens}

    def has(self, *concepts: str) -> bool:
        return not self.concepts.isdisjoint(concepts)

    def of(self, kind: str) -> list[str]:
        """Keys of one kind in order: of("R") → granted, partial."""
        return [t.concept[2:] for t in self.tokens if t.concept.startswith(kind + ":")]

    def last(self, kind: str) -> str:
        found = self.of(kind)
        return found[-1] if found else ""

    @property
    def counts(self) -> bool:
        """Whether any word says what is counted or what was done."""
        return any(t.concept[0] in "SVRALDX" for t in self.tokens)


def resolve(text: str, frame: Frame, floor: int, numerals: tuple[Numeral, ...], context: Context, passage: str) -> None:
    """Fill in the frame and move the context on."""
    numeral = frame.numeral
    start, end = frame.local
    own = words(text, start, end)
    behind = words(text, *frame.post)
    if numeral.kind == "zero_word":
        inside = words(text, numeral.start, numeral.end)
        denied = Words([*inside, *behind])
        local = denied if _names_something(denied) else Words([*own, *inside, *behind])
    else:
        local = Words(own)
        if not local.counts or not (local.has("S:app", "S:info") or _names_something(local)):
            local = Words([*own, *_new_words(local, behind)])
    far = Words(words(text, floor, start)) if floor < start else Words(())
    frame.noun = _residue(text, frame.local, own, numerals)
    frame.concepts = frozenset(local.concepts)
    _years(text, frame, floor, local, far, numerals, context)
    _relation(text, frame, local, far, context)
    if numeral.unit in TIME_UNITS:
        frame.blocked = True
        return
    domain = _domain(local, far, frame, context, passage)
    frame.domain = domain
    _block(text, frame, local)
    _DOMAINS[domain](frame, local, far, context, passage)
    if frame.base == "open":
        frame.certain, frame.targets = False, () if frame.blocked else frame.targets
    if frame.blocked:
        frame.certain = False
    if domain:
        context.domain = domain


def _names_something(local: Words) -> bool:
    return any(t.concept[0] in "SRALD" and t.concept != "S:info" for t in local.tokens)


def _new_words(local: Words, behind: list[Token]) -> list[Token]:
    """Words behind the number that complete the clause: subjects always, verbs only where it has none."""
    has_verb = any(t.concept[0] in "VR" for t in local.tokens)
    return [t for t in behind if t.concept[0] in "SRALDXB" or (t.concept[0] == "V" and not has_verb)]


def _residue(text: str, span: tuple[int, int], tokens: list[Token], numerals: tuple[Numeral, ...]) -> str:
    """Chinese characters of the clause that no known word and no date covers."""
    start, end = span
    covered = sorted(
        [(t.start, t.end) for t in tokens] + [(n.start, n.end) for n in numerals if n.start >= start and n.end <= end]
    )
    pieces: list[str] = []
    at = start
    for left, right in covered:
        if left > at:
            pieces += _HAN.findall(text[at:left])
        at = max(at, right)
    pieces += _HAN.findall(text[at:end])
    return " ".join(pieces)


# ---- years, relations, what blocks -----------------------------------------------------------------
def _years(
    text: str, frame: Frame, floor: int, local: Words, far: Words, numerals: tuple[Numeral, ...], context: Context
) -> None:
    numeral = frame.numeral
    frame.year = context.year
    for date in numerals:
        if date.start >= numeral.start:
            break
        if date.kind != "date" or date.start < floor:
            continue
        if date.text[:4].isdigit() and "年" in date.text:
            lead = text[max(0, date.start - 1) : date.start]
            if local.has("V:carry") and date.start >= frame.local[0]:
                frame.carried_to = lead in ("至", "到", "入", "转") and frame.year is None
                continue  # 结转至2025年继续办理: the year says where to, not of which year
            if lead in _AGAINST and text[date.end : date.end + 1] != "的":
                context.compared = True
                continue
            frame.year = int(date.text[:4])
            if lead not in _AGAINST and lead not in ("由", "从"):
                context.year = frame.year
        elif _MONTH.search(date.text) and "12月31" not in date.text and "1月1" not in date.text:
            frame.base = "open"
    if local.has("C:to"):
        frame.year = context.year
    if local.has("Y:this"):
        context.previous_year = False
    elif local.has("Y:prev") or (far.has("Y:prev") and not far.has("Y:this")) or context.previous_year:
        frame.base = "previous"
    if local.has("Y:part", "Y:cum") or far.has("Y:part", "Y:cum"):
        frame.base = "open"
    if local.has("Y:next") or far.has("Y:next"):
        frame.base = "open"
        frame.blocked = True
    if frame.base == "previous" and not local.has("C:vs"):
        context.previous_year = True


_MOVES: Final = frozenset(("C:up", "C:down", "C:to", "C:from", "C:vs"))
_ADJACENT: Final = re.compile(r"\s*(?:(?:19|20)\d\d\s*年度?|上一?年度?|去年)?(?:同期|全年|的)*\s*")


def _relation(text: str, frame: Frame, local: Words, far: Words, context: Context) -> None:
    numeral = frame.numeral
    compared = local.has("C:vs") or far.has("C:vs") or context.compared
    if local.has("C:vs") or far.has("C:vs"):
        context.compared = True
    moves = [t for t in local.tokens if t.concept in _MOVES and t.end <= numeral.start]
    move = moves[-1] if moves else Token(0, 0, "")
    last = move.concept
    frame.rising = {"C:up": 1, "C:down": -1}.get(last, 0)
    if numeral.unit in ("倍", "番"):
        frame.relation = "multiple"
    elif numeral.unit == "个百分点":
        frame.relation = "points"
    elif numeral.kind == "percent":
        if last in ("C:up", "C:down") or (compared and not local.has("P:share", "P:rate")):
            frame.relation = "growth"
        elif local.has("P:rate"):
            frame.relation = "rate"
        else:
            frame.relation = "share"
    elif last in ("C:up", "C:down"):
        frame.relation = "change"
    elif last in ("C:vs", "C:from") and _ADJACENT.fullmatch(text, move.end, numeral.start):
        frame.base = "previous"
        frame.year = None


def _block(text: str, frame: Frame, local: Words) -> None:
    """What makes a number one that the form does not count."""
    numeral = frame.numeral
    topical = local.has("B:topic") and frame.domain != "dispute"
    if topical or local.has("B:channel", "B:others", "V:attend"):
        frame.blocked = frame.qualified = True
    if text[numeral.end : numeral.end + 1] in ("/", "／", "每"):
        frame.blocked = True
    last = local.last("S")
    if last == "foreign":
        frame.blocked = True


# ---- domains ---------------------------------------------------------------------------------------
def _domain(local: Words, far: Words, frame: Frame, context: Context, passage: str) -> Domain:
    last = local.last("S")
    if last == "foreign" and not local.has("R:np_petition"):
        return ""
    unit = frame.numeral.unit
    if local.has(*_DISPUTES, "L:direct", "L:after"):
        return "dispute"
    denied = frame.numeral.kind == "zero_word" and last == "" and not local.of("R")
    if denied and local.has("V:done", "V:handle") and not local.has("V:recv", "V:cin", "V:cout", "V:carry"):
        return ""  # 未发生因逾期未答复被纠正的情况 denies no count of answers
    if (local.of("D") or local.has("X:other")) and context.domain == "dispute" and not local.has("S:app"):
        return "dispute"
    if local.has("S:pfee", "V:notice"):
        return "pfee"
    if last == "fee":
        return "fee"
    if unit in _MONEY:
        if local.has("V:amount", "V:collect") and (context.domain == "pfee" or far.has("S:pfee")):
            return "pfee"
        return "fee" if far.has("S:fee") else ""
    if last in ("norm", "reg"):
        return "document"
    if last in ("lic", "pun", "coe"):
        return "decision"
    if last == "app" or local.of("R") or local.of("A") or (local.has(*_APP_VERBS) and last in ("", "info")):
        return "app"
    if last in ("train", "plat", "zone", "interp", "resp"):
        return "activity"
    if last == "meet":
        return ""
    if last == "" and local.has("V:made", "V:rep", "V:valid") and context.domain == "document":
        return "document"
    if last == "" and local.has("V:recv", "V:done", "V:handle"):
        known = _far_domain(far) or context.domain
        return known if known in ("app", "dispute", "decision") else ("app" if passage == "overview.requests" else "")
    if last == "info" or local.has("V:pub"):
        return "disclosure"
    if not local.counts:
        if frame.relation in ("growth", "change", "points", "multiple") or local.has(*_MOVES):
            return _far_domain(far) or context.domain
        known = _far_domain(far)
        if known:
            return known
        if local.has("M:among", "M:incl", "M:complete", "M:sum", "M:all") or frame.numeral.kind == "percent":
            return context.domain
    if local.has("X:other"):
        return context.domain
    if frame.numeral.kind == "zero_word" and frame.numeral.text.startswith("零") and context.domain == "app":
        return "app"
    return ""


def _far_domain(far: Words) -> Domain:
    last = far.last("S")
    for concepts, domain in _FAR:
        if last in concepts:
            return domain
    return ""


_FAR: Final[tuple[tuple[tuple[str, ...], Domain], ...]] = (
    (("app",), "app"),
    (("review", "lit", "dispute"), "dispute"),
    (("norm", "reg"), "document"),
    (("lic", "pun", "coe"), "decision"),
    (("pfee",), "pfee"),
    (("fee",), "fee"),
    (("info",), "disclosure"),
)


def _prefixed(frame: Frame, options: Iterable[Option]) -> tuple[Option, ...]:
    """Options in the year that the clause speaks of."""
    listed = tuple(dict.fromkeys(options))
    if frame.base == "previous":
        return tuple(tuple(f"previous.{a}" for a in option) for option in listed)
    return listed


def _nothing(frame: Frame, _local: Words, _far: Words, _context: Context, _passage: str) -> None:
    frame.targets = ()


def _application(frame: Frame, local: Words, far: Words, context: Context, passage: str) -> None:
    rows, sure = _rows(frame, local, far, context)
    columns = _columns(local, context)
    frame.rows, frame.columns = rows, columns
    options = [tuple(f"table3.{r}.{c}" for r in row for c in column) for row in rows for column in columns]
    frame.targets = (_prefixed(frame, options),) if options else ()
    own_subject = local.has("S:app") or bool(local.of("R")) or local.has(*_APP_VERBS) or bool(local.of("A"))
    known = own_subject or far.has("S:app") or (context.domain == "app" and passage == "overview.requests")
    room = 10 if local.has("S:app") or local.of("R") else 3
    frame.certain = sure and known and len(frame.noun.replace(" ", "")) <= room and frame.base != "open"
    if local.has("S:app") and frame.relation == "value":
        frame.qualified = frame.qualified or bool(frame.noun)
    if frame.relation == "value" and not frame.blocked:
        context.rows, context.columns = rows, columns
        context.seen_rows.append(rows)
        if local.of("A"):
            context.part_columns = columns


def _rows(frame: Frame, local: Words, far: Words, context: Context) -> tuple[tuple[Option, ...], bool]:
    """Rows of 表三 that the clause may mean; second value: whether its words say so themselves."""
    results = list(dict.fromkeys(local.of("R")))
    if results:
        leaves = [r for r in results if r in T3_LEAVES]
        groups = [r for r in results if r not in T3_LEAVES]
        own = [g for g in groups if not any(leaf.startswith(g + "_") for leaf in leaves)]
        if local.has("M:resp") and len(results) > 1:
            return tuple((r,) for r in results), True
        named = tuple(leaves + own)
        options: list[Option] = [tuple(leaves)] if leaves and own else []
        options += [named, *((g,) for g in groups if g not in own or leaves)]
        if results == ["ot"]:
            options.append(("ot_other",))
        if results == ["ot_other"]:
            options.append(("ot",))
        return tuple(dict.fromkeys(options)), True
    if local.has("X:other") and not local.of("A") and not local.of("V"):
        return (("ot_other",), ("ot",)), False
    found: list[Option] = []
    if local.has("V:new"):
        found.append(("new",))
    if local.has("V:recv"):
        found += [("new",), ("received",)]
    if local.has("V:cin"):
        found.append(("carried_in",))
    if local.has("V:cout"):
        found.append(("carried_out",))
    if local.has("V:carry") and not local.has("V:cin", "V:cout"):
        found += [("carried_out",)] if frame.carried_to else [("carried_out",), ("carried_in",)]
    if local.has("V:done"):
        found.append(("total",))
    if local.has("V:handle") and not found:
        found += [("total",), ("new",), ("received",)]
    if found:
        if local.has("V:done") and local.has("M:each"):
            found += [("new",), ("received",)]
        return tuple(dict.fromkeys(found)), True
    if local.of("A") and context.seen_rows:
        heads = [row for rows in (context.rows, context.seen_rows[0]) for row in rows]
        return tuple(dict.fromkeys(heads)), True
    if local.has("S:app") or local.of("A"):
        far_verbs = Words(t for t in far.tokens if t.concept.startswith("V:"))
        if far_verbs.tokens:
            return _rows(frame, far_verbs, Words(()), context)
        flows: tuple[Option, ...] = (("new",), ("received",), ("total",))
        if local.has("M:among", "M:incl"):
            return tuple(dict.fromkeys((*context.last_rows, *flows))), bool(local.of("A"))
        return flows, True
    if far.counts:
        return _rows(frame, far, Words(()), context)[0], True
    if local.has("M:all", "M:sum") and {(("new",),), (("carried_in",),)} <= set(context.seen_rows):
        return (("received",),), True
    if not context.rows and (frame.relation in ("growth", "change", "multiple") or frame.base == "previous"):
        return (("new",), ("received",)), False
    return context.rows, local.has("C:to")


_COLUMN_OPTIONS: Final[dict[str, tuple[Option, ...]]] = {
    "natural": (("natural",),),
    "organisations": (("organisations",),),
    "business": (("business",),),
    "firm": (("business",), ("organisations",)),
    "research": (("research",),),
    "welfare": (("welfare",),),
    "legal": (("legal",),),
    "other": (("other",), ("organisations",)),
}


def _columns(local: Words, context: Context) -> tuple[Option, ...]:
    named = list(dict.fromkeys(local.of("A")))
    if {"natural", "organisations"} <= set(named):
        return (("total",),)
    if len(named) == 1:
        return _COLUMN_OPTIONS[named[0]]
    named = ["business" if name == "firm" else name for name in named]
    if named and local.has("M:resp"):
        return tuple((name,) for name in named)
    if named:
        return (tuple(named),)
    if local.has("X:other") and context.part_columns:
        return (("other",), ("organisations",), ("total",))
    if context.part_columns:
        return tuple(dict.fromkeys((("total",), *context.part_columns)))
    return (("total",),)


def _dispute(frame: Frame, local: Words, far: Words, context: Context, passage: str) -> None:
    each = local.has("M:each") or frame.numeral.kind == "zero_word"
    groups = _groups(local, each)
    sure = bool(groups)
    if not groups:
        groups = _groups(far, each) or ([list(context.groups)] if context.groups else [])
    results, plain = _results(local)
    frame.targets = tuple(
        _prefixed(
            frame, [tuple(f"table4.{g}.{r}" for g in group for r in result) for group in options for result in results]
        )
        for options in groups
        if options
    )
    context.groups = tuple(option for options in groups for option in options)
    room = 12 if sure else 4
    frame.certain = plain and bool(groups) and len(frame.noun.replace(" ", "")) <= room
    frame.certain = frame.certain and (sure or context.domain == "dispute" or bool(far.of("S")))
    if local.has("V:handle", "V:done", "V:recv") and not local.has("S:app") and passage != "overview.requests":
        frame.certain = frame.certain and frame.numeral.kind == "zero_word"


def _groups(local: Words, each: bool) -> list[list[Option]]:
    """Things of 表四 that the words name, each with its options."""
    direct, after = local.has("L:direct"), local.has("L:after")
    named: list[Option] = []
    if direct:
        named.append(("direct",))
    if after:
        named.append(("after",))
    if not named:
        if local.has("S:review"):
            named.append(("review",))
        if local.has("S:lit"):
            named.append(("litigation",))
        if local.has("S:dispute"):
            named += [("review",), ("litigation",)]
    elif local.has("S:review") and not after:
        named.insert(0, ("review",))
    if not named:
        return []
    if len(named) == 1:
        return [[named[0]]]
    if local.has("M:resp"):
        return [named]
    if each:
        return [[name] for name in named]
    return [[tuple(g for name in named for g in name)]]


def _results(local: Words) -> tuple[list[Option], bool]:
    found = list(dict.fromkeys(local.of("D")))
    if found:
        return [tuple(found)], True
    if local.has("X:other"):
        return [("other",), ("other", "pending")], False
    if local.has("V:done"):
        return [("total",), ("maintain", "correct", "other")], False
    return [("total",)], True


def _document(frame: Frame, local: Words, far: Words, context: Context, _passage: str) -> None:
    kinds = [key for concept, key in _DOCUMENTS.items() if local.has(concept)]
    own = bool(kinds)
    if not kinds:
        kinds = [key for concept, key in _DOCUMENTS.items() if far.has(concept)] or list(context.kinds) or ["normative"]
    context.kinds = tuple(kinds)
    verbs = [v for v in local.of("V") if v in ("made", "rep", "valid")]
    verb = verbs[-1] if verbs else ""
    sure = bool(verb)
    if "valid" in verbs:
        verb = "valid"
    if not verb and context.verb and not local.has("V:pub", "V:other"):
        verb = context.verb
        sure = own
    columns = {"made": ("made",), "rep": ("repealed",), "valid": ("valid",)}.get(verb, ("made", "valid", "repealed"))
    if verb:
        context.verb = verb
    frame.certain = (
        sure and not local.has("V:pub", "V:other") and len(frame.noun.replace(" ", "")) <= (10 if own else 2)
    )
    if len(kinds) > 1 and local.has("M:resp"):
        frame.targets = (_prefixed(frame, [(f"table2.{kind}.{c}",) for kind in kinds for c in columns]),)
        return
    if len(kinds) > 1 and (local.has("M:each") or frame.numeral.kind == "zero_word"):
        frame.targets = tuple(_prefixed(frame, [(f"table2.{kind}.{c}",) for c in columns]) for kind in kinds)
        return
    options: list[Option] = [tuple(f"table2.{kind}.{c}" for kind in kinds) for c in columns]
    if len(kinds) > 1:
        options += [(f"table2.{kind}.{c}",) for kind in kinds for c in columns]
    frame.targets = (_prefixed(frame, options),)


def _decision(frame: Frame, local: Words, far: Words, _context: Context, _passage: str) -> None:
    kinds = [key for concept, key in _DECISIONS.items() if local.has(concept)]
    own = bool(kinds)
    kinds = kinds or [key for concept, key in _DECISIONS.items() if far.has(concept)]
    if not kinds:
        return
    published = local.has("V:pub", "S:info") or frame.numeral.unit in ("条", "篇", "次", "项", "万元", "元", "人次")
    frame.certain = (
        own and not published and not local.has("V:recv", "V:other") and len(frame.noun.replace(" ", "")) <= 8
    )
    if len(kinds) > 1 and local.has("M:resp"):
        frame.targets = (_prefixed(frame, [(f"table2.{kind}",) for kind in kinds]),)
    elif len(kinds) > 1 and (local.has("M:each") or frame.numeral.kind == "zero_word"):
        frame.targets = tuple(_prefixed(frame, [(f"table2.{kind}",)]) for kind in kinds)
    else:
        frame.targets = (_prefixed(frame, [tuple(f"table2.{kind}" for kind in kinds)]),)


def _fee(frame: Frame, _local: Words, _far: Words, _context: Context, _passage: str) -> None:
    frame.targets = (_prefixed(frame, [("table2.fees_wan",)]),)
    money = frame.numeral.unit in _MONEY or frame.numeral.kind == "zero_word"
    frame.certain = money and len(frame.noun.replace(" ", "")) <= 8
    if not money:
        frame.targets = ()


def _processing_fee(frame: Frame, local: Words, _far: Words, _context: Context, _passage: str) -> None:
    money = frame.numeral.unit in _MONEY
    keys: tuple[str, ...]
    if local.has("V:notice") and not money and not local.has("V:collect"):
        keys = ("notices",)
    elif local.has("V:amount") and not local.has("V:collect"):
        keys = ("charged_yuan",)
    elif local.has("V:collect"):
        keys = ("collected_yuan",)
    else:
        keys = ("collected_yuan", "charged_yuan")
    if frame.numeral.kind == "zero_word" and not local.has("V:notice"):
        keys = ("collected_yuan",)
    elif not money and keys != ("notices",) and frame.numeral.unit:
        keys = ("notices",) if frame.numeral.unit in ("件", "份", "笔", "次") else ()
    frame.targets = (_prefixed(frame, [(f"fees.{key}",) for key in keys]),) if keys else ()
    frame.certain = bool(keys) and len(frame.noun.replace(" ", "")) <= 10


def _disclosure(frame: Frame, local: Words, _far: Words, _context: Context, _passage: str) -> None:
    """The total where nothing narrows it; categories and channels are looked up by name when judged."""
    plain = len(frame.noun.replace(" ", "")) <= 1 and not frame.qualified and not local.has("M:among", "M:incl")
    plain = (
        plain
        and local.has("V:pub")
        and set(local.of("S")) == {"info"}
        and not local.has("V:other")
        and not local.has("X:other", "M:also", "S:foreign")
    )
    frame.targets = (_prefixed(frame, [("disclosure.total",)]),) if plain else ()
    frame.certain = plain
    frame.qualified = not plain


def _activity(frame: Frame, local: Words, _far: Words, _context: Context, _passage: str) -> None:
    key = _ACTIVITIES.get("S:" + local.last("S"))
    people = frame.numeral.unit in ("人", "人次", "名", "家", "户", "课时", "天", "小时", "")
    frame.targets = (_prefixed(frame, [(f"activity.{key}",)]),) if key and not people and not frame.blocked else ()
    frame.certain = False


_Resolver = Callable[[Frame, Words, Words, Context, str], None]
_DOMAINS: Final[dict[Domain, _Resolver]] = {
    "": _nothing,
    "app": _application,
    "dispute": _dispute,
    "document": _document,
    "decision": _decision,
    "fee": _fee,
    "pfee": _processing_fee,
    "disclosure": _disclosure,
    "activity": _activity,
}
