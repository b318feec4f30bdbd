"""Clauses about everything but applications → 表二, 表四, fees, disclosure, activity."""

import re
from typing import Final

from assistant.claims.clause import Clause, Words, since, until
from assistant.claims.context import Context
from assistant.claims.model import Option, in_base

_DECISIONS: Final = {"S:lic": "licensing", "S:pun": "punishment", "S:coe": "coercion"}
_DOCUMENTS: Final = {"S:norm": "normative", "S:reg": "regulations"}
_ACTIVITIES: Final = {
    "train": "trainings", "plat": "platforms", "zone": "zones", "interp": "interpretations", "resp": "responses",
}  # fmt: skip
_NOT_DECIDED: Final = frozenset(("条", "篇", "次", "项", "万元", "元", "人次", "人", "家", "户"))
_PEOPLE: Final = frozenset(("人", "人次", "名", "家", "户", "课时", "天", "小时", ""))
_ALL_CASES: Final[tuple[Option, ...]] = (
    ("review",), ("litigation",), ("direct",), ("after",), ("review", "litigation"),
)  # fmt: skip
_CASES: Final = frozenset(("", "件", "起", "宗", "例", "件次"))
_ALL_WAYS: Final = re.compile(
    r"(?:在|通过|利用|依托|运用)[^，；。]{0,30}?(?:等|各|多)(?:类|种|个|主要)?(?:渠道|平台|载体|方式|途径)"
)
_CHANNEL: Final = re.compile(r"网站|微信|公众号|微博|新媒体|公示栏|公开栏|客户端|抖音")
_OTHER_CASES: Final = re.compile(r"应诉案件|为被申请人|为被告|无关")
_OF_ALL_CASES: Final = re.compile(r"占(?:全部|所有|各类|同期)[^，。；信]{0,8}(?:复议|诉讼|应诉)")
"""占全部行政诉讼案件的8.6%: lawsuits about anything."""
_ONE_KIND: Final = re.compile(r"因(?!(?:本|我|依)|政府信息|信息公开|政务公开|申请|对|不服)[一-鿿]{2,8}信息公开")
_OTHER_REASON: Final = re.compile(r"[因由](?![^，。；]{0,12}信息公开)(?!此)[^，。；]{2,40}?[被遭而]")
_ABOUT_DISCLOSURE: Final = re.compile(r"信息公开(?!工作?无关|无关)")
_PLAIN_LEADS: Final = frozenset(
    verb + noun
    for verb in ("公开", "主动公开", "发布", "共发布", "累计公开", "累计发布", "共公开", "公布")
    for noun in ("", "政府信息", "信息", "各类信息", "各类政府信息")
)
MONEY: Final = frozenset(("元", "万元", "亿元"))


# ---- reviews and lawsuits ------------------------------------------------------------------------------
def dispute(clause: Clause, context: Context) -> None:
    frame, local, far = clause.frame, clause.local, clause.far
    each = "M:each" in local or clause.denied
    groups = _groups(local, each) or _judged(clause)
    sure = bool(groups)
    if not groups and clause.denied and len(context.seen_groups) > 1:
        groups = [[group] for group in context.seen_groups]  # 复议7件、诉讼3件，未被纠错
    anew = False
    if not groups:
        groups = _groups(far, each)
        anew = bool(groups)
    if not groups and context.seen_groups:
        # 纠正1件: of the case named last, or of another of the sentence
        last = [group for group in context.groups if group in context.seen_groups]
        groups = [list(dict.fromkeys((*last, *reversed(context.seen_groups))))]
    elif not groups and context.groups:
        # 行政诉讼1件。对被纠正的1件……: a new sentence may mean any of the cases spoken of
        groups = [list(dict.fromkeys((*context.groups, *_ALL_CASES)))]
    results, plain = _results(local)
    if "D" in local.kinds:
        context.case_results = tuple(results)
    elif context.case_results and context.listing and "L" in local.kinds:
        results = [*context.case_results, *results]  # 尚未审结5件，其中直接起诉3件
    targets = []
    for options in groups:
        sums = [tuple(f"table4.{g}.{r}" for g in group for r in result) for group in options for result in results]
        targets.append(in_base(frame, sums))
    frame.targets = tuple(targets)
    if sure or anew or not context.groups:
        context.groups = tuple(option for options in groups for option in options)
        context.seen_groups += [option for option in context.groups if option not in context.seen_groups]
    said = clause.said
    named = sure or "D" in local.kinds or (local.has("M:among", "M:incl") and "信息公开" in said)
    known = sure or context.domain == "dispute" or bool(far.of("S"))
    frame.certain = plain and named and known and bool(groups) and clause.unknown() <= (4 if sure else 2)
    if frame.relation == "share" and _OF_ALL_CASES.search(clause.text, *frame.local):
        frame.blocked = True
    if clause.denied and _OTHER_REASON.search(clause.text, *frame.post):
        frame.certain = False  # 无一例因程序违法被撤销
    if local.has("V:hold", "V:other", "S:foreign") or ("D" in local.kinds and local.has("V:done", "V:handle")):
        frame.certain = False
    if frame.numeral.unit not in _CASES and (frame.numeral.unit != "次" or clause.noun):
        frame.certain = False
    if any(t.concept == "S:app" and t.start >= frame.numeral.end for t in local.tokens):
        frame.certain = False  # 1件申请进入诉讼程序 counts applications
    start = since(clause.text, frame.local[0])
    sentence = clause.text[start : until(clause.text, frame.numeral.end)]
    if _ONE_KIND.search(sentence):
        frame.certain = False  # 因征地信息公开引发的复议4件、诉讼3件
    if _OTHER_CASES.search(sentence) and not _about_disclosure(clause, start, sentence):
        frame.certain = False  # 行政应诉案件6件: cases of any kind
    if local.has("V:handle", "V:done", "V:recv") and "S:app" not in local and clause.passage != "overview.requests":
        frame.certain = frame.certain and clause.denied  # 司法局 also counts reviews that it decides


_COURT: Final = re.compile(r"败诉|胜诉|撤诉|判决|开庭|庭审")
_REVIEWED: Final = re.compile(r"复议|纠错|纠正|撤销|责令")


def _judged(clause: Clause) -> list[list[Option]]:
    """无败诉 speaks of lawsuits, 被纠错、败诉合计5件 of both, although neither names them."""
    said = clause.text[clause.frame.local[0] : max(clause.frame.post[1], clause.numeral.end)]
    if not _COURT.search(said):
        return []
    if clause.denied:
        return [[("review",)], [("litigation",)]] if _REVIEWED.search(said) else [[("litigation",)]]
    both: list[Option] = [("review", "litigation"), ("litigation",)]
    return [both] if _REVIEWED.search(said) else [[("litigation",), ("direct",), ("after",)]]


def _about_disclosure(clause: Clause, start: int, sentence: str) -> bool:
    """Whether the cases are said to be about disclosure, not only a part of them: 其中涉及信息公开的2件."""
    about = _ABOUT_DISCLOSURE.search(sentence)
    if about is None:
        return False
    among = clause.text.find("其中", clause.numeral.end, start + about.start())
    return among < 0


def _groups(local: Words, each: bool) -> list[list[Option]]:
    """Things of 表四 that the words name, each with its options."""
    named: list[Option] = []
    if "L:direct" in local:
        named.append(("direct",))
    if "L:after" in local:
        named.append(("after",))
    if not named:
        named += [("review",)] if local.has("S:review", "S:dispute") else []
        named += [("litigation",)] if local.has("S:lit", "S:dispute") else []
    elif "S:review" in local and "L:after" not in local:
        named.insert(0, ("review",))
    if len(named) < 2:
        return [[name] for name in named]
    if local.has("M:resp", "M:dist"):
        return [named]
    if each:
        return [[name] for name in named]
    return [[tuple(g for name in named for g in name)]]


def _results(local: Words) -> tuple[list[Option], bool]:
    found = list(dict.fromkeys(local.of("D")))
    if found == ["closed"]:
        return [("maintain", "correct", "other"), ("total",)], True
    found = [key for key in found if key != "closed"]
    if any(key.endswith("~") for key in found):
        # 驳回 may end in 维持 or in 其他结果
        sure = [key for key in found if not key.endswith("~")]
        return [tuple(dict.fromkeys((*sure, key))) for key in ("maintain", "other")], False
    if found:
        return [tuple(found)], True
    if "X:other" in local:
        return [("other",), ("other", "pending")], False
    if local.has("V:done", "V:decide"):
        return [("total",), ("maintain", "correct", "other")], False
    return [("total",)], True


# ---- 表二 --------------------------------------------------------------------------------------------------
def document(clause: Clause, context: Context) -> None:
    frame, local, far = clause.frame, clause.local, clause.far
    kinds = [key for concept, key in _DOCUMENTS.items() if concept in local]
    own = bool(kinds)
    if not kinds:
        kinds = [key for concept, key in _DOCUMENTS.items() if concept in far] or list(context.kinds) or ["normative"]
    context.kinds = tuple(kinds)
    verbs = ["made" if v == "add" else v for v in local.of("V") if v in ("made", "rep", "valid", "add")]
    verb = "valid" if "valid" in verbs else verbs[-1] if verbs else ""
    sure = bool(verb)
    if not verb and context.verb and not local.has("V:pub", "V:other"):
        verb = context.verb
        sure = own or "C:to" in local
    columns = {"made": ("made",), "rep": ("repealed",), "valid": ("valid",)}.get(verb, ("made", "valid", "repealed"))
    if verb:
        context.verb = verb
    if local.has("V:other", "S:interp", "S:train") or _PROPOSED.search(clause.text, *frame.local):
        return  # reviewed, filed, explained, proposed: no count of the form
    spoken_of = local.has("V:pub", "V:hold", "S:foreign", "S:paper")
    frame.certain = sure and not spoken_of and clause.unknown() <= (4 if own else 2)
    if len(kinds) > 1 and local.has("M:resp", "M:dist"):
        frame.targets = (in_base(frame, [(f"table2.{kind}.{c}",) for kind in kinds for c in columns]),)
    elif len(kinds) > 1 and ("M:each" in local or clause.denied):
        frame.targets = tuple(in_base(frame, [(f"table2.{kind}.{c}",) for c in columns]) for kind in kinds)
    else:
        options: list[Option] = [tuple(f"table2.{kind}.{c}" for kind in kinds) for c in columns]
        if len(kinds) > 1:
            options += [(f"table2.{kind}.{c}",) for kind in kinds for c in columns]
        frame.targets = (in_base(frame, options),)


_PROPOSED: Final = re.compile(r"(?:拟|建议|意见)(?:保留|继续|废止|宣布|修改|制定|制发|出台|失效)")


def decision(clause: Clause, context: Context) -> None:
    frame, local = clause.frame, clause.local
    kinds = [key for concept, key in _DECISIONS.items() if concept in local]
    own = bool(kinds)
    # 许可1286件 without 行政 may be another count than the form's
    kinds = [key for concept, key in _DECISIONS.items() if local.has(concept, f"{concept}~")]
    kinds = kinds or [key for concept, key in _DECISIONS.items() if concept in clause.far]
    if not kinds and (frame.base == "previous" or "C:to" in local) and not clause.noun:
        kinds = list(context.decided)  # 行政许可1286件，与上年1150件相比
    if not kinds:
        return
    context.decided = tuple(kinds)
    published = local.has("V:pub", "S:info", "V:recv", "V:other", "V:hold", "S:foreign", "S:train")
    counted = frame.numeral.unit not in _NOT_DECIDED
    frame.certain = own and counted and not published and clause.unknown() <= 4
    if clause.noun and any(t.concept in _DECISIONS and clause.text[t.start - 1] == "的" for t in local.tokens):
        frame.certain = False  # 非涉密的行政处罚决定书41份
    if len(kinds) > 1 and local.has("M:resp", "M:dist"):
        frame.targets = (in_base(frame, [(f"table2.{kind}",) for kind in kinds]),)
    elif len(kinds) > 1 and ("M:each" in local or clause.denied):
        frame.targets = tuple(in_base(frame, [(f"table2.{kind}",)]) for kind in kinds)
    else:
        frame.targets = (in_base(frame, [tuple(f"table2.{kind}" for kind in kinds)]),)


# ---- money -------------------------------------------------------------------------------------------------
def fee(clause: Clause, _context: Context) -> None:
    frame = clause.frame
    money = frame.numeral.unit in MONEY or clause.denied
    frame.targets = (in_base(frame, [("table2.fees_wan",)]),) if money else ()
    frame.certain = money and clause.unknown() <= 8


def processing_fee(clause: Clause, _context: Context) -> None:
    frame, local = clause.frame, clause.local
    keys = _fee_keys(clause, local, frame.numeral.unit in MONEY)
    frame.targets = (in_base(frame, [(f"fees.{key}",) for key in keys]),) if keys else ()
    frame.certain = bool(keys) and clause.unknown() <= 10


def _fee_keys(clause: Clause, local: Words, money: bool) -> tuple[str, ...]:
    unit = clause.numeral.unit
    if clause.denied:
        return ("notices",) if "V:notice" in local else ("collected_yuan",)
    if not money and unit and "V:notice" not in local:
        return ("notices",) if unit in ("件", "份", "笔", "次") else ()
    if "V:collect" in local:
        return ("collected_yuan",)
    if "V:notice" in local and not money:
        return ("notices",)
    return ("charged_yuan",) if "V:amount" in local else ("collected_yuan", "charged_yuan")


# ---- what the clerk enters beside the tables --------------------------------------------------------------
def disclosure(clause: Clause, context: Context) -> None:
    """The total where nothing narrows it; categories and channels are looked up by name when judged."""
    frame, local, noun = clause.frame, clause.local, clause.noun
    ways = _ALL_WAYS.search(clause.text, *frame.local)
    if ways is not None:
        # 通过门户网站等渠道公开信息251条: every way there is narrows nothing
        local = Words(t for t in local.tokens if t.start >= ways.end())
        noun = "" if clause.text[ways.end() : frame.local[1]].strip() in _PLAIN_LEADS else noun
    if "M:sum" in local and context.channels and not noun and not local.has("V:other", "S:foreign", "M:among"):
        frame.targets, frame.certain = (in_base(frame, [("disclosure.total",)]),), not frame.depth
        return
    channels = _CHANNEL.search(clause.text, *frame.local) is not None
    context.channels = context.channels or (channels and "V:pub" in local and not context.listing)
    narrowed = local.has("M:among", "M:incl", "M:also", "M:etc", "X:other", "V:other", "P:share")
    plain = (
        not noun
        and not clause.quoted
        and not frame.qualified
        and not narrowed
        and not context.listing
        and local.has("V:pub", "V:add")
        and set(local.of("S")) == {"info"}
        and not frame.depth
        and _SOME_OF_IT.fullmatch(clause.said) is None
    )
    frame.targets = (in_base(frame, [("disclosure.total",)]),) if plain else ()
    pushed = "推送" in clause.said
    start = since(clause.text, frame.local[0], "。；")
    frame.certain = plain and not (pushed and _CHANNEL.search(clause.text, start, frame.local[0]))
    frame.qualified = not plain


_SOME_OF_IT: Final = re.compile(r"[，,]?(?:仍|还|尚|另|其中|但)?有")
"""有7条信息在开工后才公开 counts some of what was disclosed."""


def activity(clause: Clause, _context: Context) -> None:
    frame = clause.frame
    key = _ACTIVITIES.get(clause.local.last("S"))
    counted = key is not None and frame.numeral.unit not in _PEOPLE and not frame.blocked
    frame.targets = (in_base(frame, [(f"activity.{key}",)]),) if counted else ()
    frame.certain = False
