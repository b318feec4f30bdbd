"""Clauses about applications → rows and columns of 表三."""

import re
from functools import lru_cache
from typing import Final

from assistant.claims.clause import NOTHING, REST, Clause, Words, residue
from assistant.claims.context import Context
from assistant.claims.model import Option, in_base
from assistant.claims.pairs import deals_out
from schemas.form import T3_LEAVES

_FLOW_VERBS: Final = ("V:new", "V:recv", "V:cin", "V:cout", "V:carry", "V:done", "V:handle")
_OWN_FLOWS: Final = ("V:new", "V:cin", "V:cout", "V:carry")
_UNITS: Final = frozenset(("", "件", "宗", "起", "份", "例", "件次", "条", "笔"))
_RECEIVED: Final[tuple[Option, ...]] = (("new",), ("received",))
_FLOWS: Final[tuple[Option, ...]] = (("new",), ("received",), ("total",))
_COLUMNS: Final[dict[str, tuple[Option, ...]]] = {
    "natural": (("natural",),),
    "organisations": (("organisations",),),
    "business": (("business",),),
    "firm": (("business",), ("organisations",)),
    "research": (("research",),),
    "welfare": (("welfare",),),
    "legal": (("legal",),),
    "other": (("other",), ("organisations",)),
}


_PROCEDURE: Final = re.compile(r"(?:环节|流程|程序|步骤|机制|制度|过程|链条|规程|台账)[^。；]{0,20}$")


_WHOLE_GROUPS: Final = frozenset(("granted", "deny", "na", "np", "ot"))
_REASON: Final = re.compile(r"[因由]|鉴于|考虑到")
_WITH_PARTIAL: Final = re.compile(r"[（(][^（）()]{0,12}部分公开[^（）()]{0,6}[）)]")


def application(clause: Clause, context: Context) -> None:
    frame, local, far = clause.frame, clause.local, clause.far
    rows, sure = _rows(clause, local, far, context)
    columns = _columns(local, far, context)
    frame.rows, frame.columns = rows, columns
    options = list(_addresses(rows, columns))
    if "X:other" in local and rows[:1] == (("ot_other",),) and context.applicants:
        # 法律服务机构9件；其他2件: an applicant, too
        options += [tuple(f"table3.{r}.other" for r in row) for row in context.applicants]
    if frame.several_years:
        options += [tuple(f"previous.{a}" for a in option) for option in options]
    frame.targets = (in_base(frame, options),) if options else ()
    if "M:each" in local and len(rows) == 1 and len(rows[0]) > 1:
        # 执法案卷和行政查询事项各3件: so many of each
        frame.targets = tuple(in_base(frame, _addresses(((row,),), columns)) for row in rows[0])
    if "Y:prev" in local and local.has("M:incl", "M:among") and "V" not in local.kinds:
        # 答复67件（含去年4件）: what came from last year
        carried: Option = ("table3.carried_in.total",)
        frame.targets = tuple((carried, *target) for target in frame.targets)
        return
    frame.alone = any(("new",) in said for said in context.seen_rows)
    frame.certain = sure and _understood(clause, context) and not frame.several_years
    if "R" in local.kinds and set(local.of("R")) <= _WHOLE_GROUPS and _REASON.search(clause.text, *frame.local):
        frame.certain = False  # 因第三方不同意而不予公开3件: for one reason of several
    if {"partial", "granted"} & set(local.of("R")) and len(local.of("R")) > 1 and "因" in clause.said:
        frame.certain = False  # 因保护第三方权益作区分处理860件
    if clause.text.startswith(("信息", "文件", "材料"), frame.numeral.end) and "V" not in local.kinds:
        frame.certain = False  # 依申请公开27件信息
    carried_on = local.has("V:cout", "V:carry")
    if frame.certain and frame.post[1] > frame.post[0] and not carried_on and _some_of_them(clause):
        frame.certain = False
    named = carried_on or "R" in local.kinds
    if _flows_only(rows) and not named and REST.search(clause.text, *frame.local):
        frame.certain = False  # 仍有9件处于办理期限内
    if not named and _AMONG_THEM.search(clause.text, max(0, frame.numeral.start - 12), frame.numeral.start):
        frame.certain = False  # 申请中有4件为重复提交: some of them
    if "S:app" in local and frame.relation == "value":
        frame.qualified = frame.qualified or bool(clause.noun)
    if "D" in local.kinds:
        frame.certain = False  # 依申请公开有1件被纠正
    if frame.relation == "share":
        frame.whole = _whole(clause)
    if frame.relation == "value" and not frame.blocked and options:
        context.rows, context.columns = rows, columns
        if rows not in context.seen_rows:
            context.seen_rows.append(rows)
        if "A" in local.kinds or far.of("A"):
            context.part_columns = columns
            context.applicants = rows


@lru_cache(maxsize=1024)
def _addresses(rows: tuple[Option, ...], columns: tuple[Option, ...]) -> tuple[Option, ...]:
    """Each row with each column, row by row."""
    return tuple(tuple(f"table3.{r}.{c}" for r in row for c in column) for row in rows for column in columns)


_AMONG_THEM: Final = re.compile(r"(?:中，?|中共)有\s*$")
_OBJECT: Final = re.compile(r"(?:^|[^面应核相绝])(?:对|将|就|把|为)\s*$")


def _some_of_them(clause: Clause) -> bool:
    """对12件跨年度申请建立台账; 无境外组织或个人申请; 17件由法规科会同业务科办理."""
    frame = clause.frame
    spoken_of = clause.denied or _named_behind(clause)
    spoken_of = spoken_of or bool(_OBJECT.search(clause.text, max(0, frame.local[0] - 1), frame.numeral.start))
    return spoken_of and _qualified_behind(clause)


_TO_US: Final = re.compile(r"向[\u4e00-\u9fff]{1,12}?(?:提出|提交|递交|申请)过?")


def _qualified_behind(clause: Clause) -> bool:
    """Whether unknown words stand between the number and the last known word behind it."""
    known = [t for t in clause.lexed.between(*clause.frame.post) if t.concept[0] in "SARV"]
    if not known:
        return False
    start, end = clause.frame.post[0], known[-1].end
    pieces = residue(clause.text, (start, end), clause.lexed.between(start, end)).split()
    addressed = _TO_US.search(clause.text, start, end)
    return any(addressed is None or piece not in addressed[0] for piece in pieces)  # 没有公民向我局提交申请


_PLAIN_SUBJECT: Final = re.compile(
    r"(?:^|[，。；])(?:20\d\d年度?|全年|本年度?|今年|我[局镇乡办]|新收|收到|受理|的|共){0,6}+(?:政府)?(?:信息公开)?申请[件总数量]{0,4}+"
    r"[^，。；申请]{0,10}，$"
)


def _reached(clause: Clause) -> bool:
    """申请数量再创新高，达75件; not 征地类的申请最多，达30件."""
    if "C:to" not in clause.local or "B" in clause.far.kinds:
        return False
    start = clause.frame.local[0]
    return _PLAIN_SUBJECT.search(clause.text, max(0, start - 40), start) is not None


def _flows_only(rows: tuple[Option, ...]) -> bool:
    """Whether all that came or all that was done is meant, and nothing that was left."""
    return bool(rows) and set(rows) <= {("new",), ("received",), ("total",)}


def _understood(clause: Clause, context: Context) -> bool:
    """Whether the clause itself says that it counts applications, in words that are all known."""
    frame, local = clause.frame, clause.local
    about = local.has("S:app", *_OWN_FLOWS) or "A" in local.kinds
    at_home = clause.passage == "overview.requests" or context.domain == "app" or "S:app" in clause.far
    if "R" in local.kinds:
        about = at_home or about
        if local.has("V:pub", "S:foreign", "S:info"):
            return False
    elif not about:
        about = (local.has(*_FLOW_VERBS) and at_home) or _reached(clause)
    if "V" not in local.kinds and "R" not in local.kinds and "A" not in local.kinds and context.listing:
        return False  # 其中网络申请5件: a part by what the form does not count
    if not about or deals_out(local) or local.has("V:hold", "V:other", "S:foreign", "S:meet", "S:train"):
        return False
    counted = frame.relation == "value" and frame.numeral.value != 0
    if counted and frame.numeral.unit not in _UNITS:
        return False
    if clause.noun and clause.said.rstrip().endswith("的") and _named_behind(clause):
        return False  # 对申请人重复提出的1件申请
    if _modified(clause) or (context.listing and context.rows == (("total",),) and local.has("V:recv", "V:new")):
        return False  # 涉企申请5件; 答复67件，其中当年受理63件
    named = "S:app" in local or "R" in local.kinds
    room = 0 if clause.lead else 3 if named else 3 if local.has(*_OWN_FLOWS) or local.of("A") else 1
    return clause.unknown() <= room and frame.base != "open"


def _named_behind(clause: Clause) -> bool:
    """Whether only the words behind the number say that applications are counted."""
    own = [t for t in clause.local.tokens if t.start < clause.numeral.start]
    return not any(t.concept[0] in "RV" or t.concept == "S:app" for t in own)


def _modified(clause: Clause) -> bool:
    """Whether unknown words touch 申请, so that only some are meant: 涉企申请, 申请公开征地批文的."""
    pieces = clause.noun.split()
    for token in clause.local.tokens:
        if token.concept != "S:app" or token.start >= clause.numeral.start or not pieces:
            continue
        done = any(t.concept in ("V:done", "V:handle") and t.end < token.start for t in clause.local.tokens)
        if done and clause.text[token.start - 1] == "的" and any(len(piece) > 1 for piece in pieces):
            return True  # 由我局牵头答复的申请8件
        short = clause.text.startswith(("申请", "公开申请"), token.start)
        after = clause.text[token.end : clause.numeral.start]
        if short and any(clause.text.endswith(piece, 0, token.start) for piece in pieces):
            return True
        if any(len(piece) > 1 and piece in after for piece in pieces):
            return True
    return False


def _rows(clause: Clause, local: Words, far: Words, context: Context) -> tuple[tuple[Option, ...], bool]:
    """Rows of 表三 that the clause may mean; second value: whether its words say so themselves."""
    spoken = list(dict.fromkeys(_results(local)))
    if spoken == ["granted"] and _WITH_PARTIAL.search(clause.text, *clause.frame.local):
        spoken = ["granted", "partial"]
    if spoken == ["granted"] and "公开类" in clause.said:
        return (("granted",), ("granted", "partial")), True
    if spoken:
        # 信息不存在5件 may be a part only of what the form counts under 不掌握
        results = list(dict.fromkeys(key.rstrip("~") for key in spoken))
        return _result_rows(results, local), not any(key.endswith("~") for key in spoken)
    if "X:other" in local and "A" not in local.kinds and "V" not in local.kinds:
        return (("ot_other",), ("ot",)), False
    flows = _flows(clause, local)
    if flows:
        return flows, True
    if "A" in local.kinds and context.seen_rows:
        heads = [row for rows in (context.rows, context.seen_rows[0]) for row in rows]
        return tuple(dict.fromkeys(heads)), True
    if "S:app" in local or "A" in local.kinds:
        verbs = _flows(clause, far)
        if verbs and _PROCEDURE.search(clause.text, max(0, clause.frame.local[0] - 60), clause.frame.local[0]):
            return _FLOWS, False  # 登记、办理、答复等环节，对75件申请……: verbs that name steps
        if verbs:
            return verbs, True
        if local.has("M:among", "M:incl"):
            return tuple(dict.fromkeys((*context.last_rows, *_FLOWS))), "A" in local.kinds
        return _FLOWS, True
    if local.has("M:all", "M:sum") and _came_in(context):
        return (("received",),), True
    if far.counts:
        return _rows(clause, far, NOTHING, context)[0], "C:to" in local
    if not context.rows:
        return _RECEIVED, False
    return context.rows, "C:to" in local


def _came_in(context: Context) -> bool:
    """New ones and those carried in have been counted: 合计 sums up both."""
    return (("carried_in",),) in context.seen_rows and any(("new",) in rows for rows in context.seen_rows)


def _results(local: Words) -> list[str]:
    """Results named before a share word: 予以公开占办结总数的 … names one result, and a whole."""
    found: list[str] = []
    for token in local.tokens:
        if token.concept == "P:share":
            break
        if token.concept.startswith("R:"):
            found += _keys(token.concept[2:])
    return found


def _keys(key: str) -> list[str]:
    """Several results in one word, 全部或部分公开; a key that ends in ~ may be a part only of its row."""
    doubt = "~" if key.endswith("~") else ""
    return [one + doubt for one in key.rstrip("~").split("+")]


def _result_rows(results: list[str], local: Words) -> tuple[Option, ...]:
    if local.has("M:resp", "M:dist") and len(results) > 1:
        return tuple((r,) for r in results)
    leaves = [r for r in results if r in T3_LEAVES]
    groups = [r for r in results if r not in T3_LEAVES]
    own = [g for g in groups if not any(leaf.startswith(g + "_") for leaf in leaves)]
    options: list[Option] = [tuple(leaves)] if leaves and own else []
    options += [tuple(leaves + own), *((g,) for g in groups if g not in own or leaves)]
    if results == ["ot"]:
        options.append(("ot_other",))
    if results == ["ot_other"]:
        options.append(("ot",))
    return tuple(dict.fromkeys(options))


_WITH_CARRIED: Final = re.compile(
    r"(?:连同|加上|算上|新收|收到)[^，。；]{0,12}?(?:结转|转入|转来)[^，。；]{0,6}?(?:共|合计|总计)[计有]?\s*$"
)


def _flows(clause: Clause, local: Words) -> tuple[Option, ...]:
    """Rows that verbs name: 新收, 收到, 结转, 办结."""
    found: list[Option] = []
    if local.has("M:all", "M:sum") and local.has("V:cin", "V:carry") and _WITH_CARRIED.search(clause.said):
        return (("received",),)  # 新收和结转共123件; 连同上年结转共123件
    if "V:new" in local:
        found.append(("new",))
    if "V:recv" in local:
        found += _RECEIVED
    if "V:cin" in local:
        found.append(("carried_in",))
    if "V:cout" in local:
        found.append(("carried_out",))
    if "V:carry" in local and not local.has("V:cin", "V:cout"):
        found += [("carried_out",)] if clause.frame.carried_to else [("carried_out",), ("carried_in",)]
    if "V:done" in local:
        found.append(("total",))
    if "V:handle" in local and not found:
        found += [("total",), *_RECEIVED]
    if found and "V:done" in local and "M:each" in local:
        found += _RECEIVED
    return tuple(dict.fromkeys(found))


def _columns(local: Words, far: Words, context: Context) -> tuple[Option, ...]:
    named = list(dict.fromkeys(local.of("A")))
    if not named and far.of("A") and not context.part_columns:
        return tuple(dict.fromkeys((("total",), *_columns(far, NOTHING, context))))
    if named and local.has("M:all", "M:sum") and far.of("A") != named and context.part_columns:
        return (("total",), *_COLUMNS[named[-1]])  # 20名自然人、7家企业共提出申请27件
    if {"natural", "organisations"} <= set(named):
        return (("total",),)
    if len(named) == 1:
        return _COLUMNS[named[0]]
    named = ["business" if name == "firm" else name for name in named]
    if "organisations" in named and "natural" not in named:
        return (("organisations",),)  # 由企业等单位提出: the one holds the other
    if named and local.has("M:resp", "M:dist"):
        return tuple((name,) for name in named)
    if named:
        return (tuple(named),)
    if "X:other" in local and context.part_columns:
        return (("other",), ("organisations",), ("total",))
    if context.part_columns:
        return tuple(dict.fromkeys((("total",), *context.part_columns)))
    return (("total",),)


def _whole(clause: Clause) -> tuple[Option, ...]:
    """What a share is of, where its clause says so: 占无法提供总数的, 占申请总量的."""
    at = next((i for i, t in enumerate(clause.local.tokens) if t.concept == "P:share"), None)
    if at is None:
        return ()
    after = Words(clause.local.tokens[at + 1 :])
    results = list(dict.fromkeys(one.rstrip("~") for key in after.of("R") for one in _keys(key)))
    rows = _result_rows(results, after) if results else _flows(clause, after)
    if not rows and "S:app" in after:
        rows = _FLOWS
    columns = _COLUMNS[after.of("A")[0]] if after.of("A") else (("total",),)
    return in_base(clause.frame, _addresses(rows, columns))
