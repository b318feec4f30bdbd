"""自然人、法人分别为61件、14件: the first number is of the first name, the second of the second."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from assistant.claims.clause import Clause, Words
from assistant.claims.context import Context
from assistant.claims.lexicon import Token
from assistant.claims.model import Frame, Paired

_DEALT: Final = ("M:resp", "M:dist", "M:each")
_NAMES: Final = "RALDSVX"
_COUNTED: Final = frozenset(("app", "review", "lit", "dispute", "norm", "reg", "lic", "pun", "coe", "fee", "pfee"))
_PARTED: Final = re.compile(r"[、，]|和|及|与")
_NUMBER: Final = r"(?:[0-9０-９][0-9０-９,.]{0,12}[万亿]?|[一二两三四五六七八九十百千〇零]{1,8})"
_ANOTHER: Final = re.compile(rf"\s?[件条起宗个份例次项篇%％]{{0,2}}\s?(?:[、，]|以及|和|及|与)\s?{_NUMBER}")
_MOST: Final = 30


def paired(clause: Clause, context: Context, target: Callable[[Clause, Context], None]) -> tuple[Paired, ...]:
    """What each of the numbers counts; where names and numbers differ in count, any may be of any."""
    frame, local = clause.frame, clause.local
    numbers = _chain(clause.text, frame.numeral.digits_end)
    each = not local.has("M:resp", "M:dist")
    if not each and numbers == 1 and not deals_out(local):
        return ()
    if each and (numbers < 2 or "各" not in clause.said):
        return ()
    names = _names(clause.text, local.tokens) or _names(clause.text, clause.far.tokens)
    if len(names) != numbers or numbers < 2:
        return () if each else (Paired(frame.domain, frame.targets, frame.rows, frame.columns),) * _MOST
    found: list[Paired] = []
    for name in names:
        own = replace(frame, targets=(), rows=(), columns=(), certain=False, domain="")
        target(replace(clause, frame=own, local=Words(name)), context.copy())
        certain = own.certain and own.base != "open" and not frame.blocked
        found.append(Paired(own.domain, own.targets, own.rows, own.columns, certain, True))
    return tuple(found)


def deals_out(local: Words) -> bool:
    """企业、律所分别为12件、5件 deals numbers out to names; 分别为企业12件、律所5件 names each beside its number."""
    at = next((i for i, t in enumerate(local.tokens) if t.concept in ("M:resp", "M:dist")), None)
    return at is not None and sum(t.concept[0] in "RA" for t in local.tokens[at + 1 :]) != 1


def pair(frame: Frame, context: Context) -> None:
    """Give the frame what the next number of the 分别 counts."""
    one, context.paired = context.paired[0], context.paired[1:]
    frame.domain, frame.targets, frame.certain = one.domain, one.targets, one.certain
    frame.rows, frame.columns, frame.dealt = one.rows, one.columns, one.named


def _chain(text: str, end: int) -> int:
    """How many numbers stand in a row: 61件、14件和5件."""
    count = 1
    while (another := _ANOTHER.match(text, end)) and count < _MOST:
        end, count = another.end(), count + 1
    return count


def _names(text: str, tokens: list[Token]) -> list[list[Token]]:
    """The names before 分别, each with the words that all share."""
    at = next((i for i, t in enumerate(tokens) if t.concept in _DEALT), len(tokens))
    runs: list[list[Token]] = [[]]
    tokens, at = _apart(text, tokens, at)
    for before, token in zip((None, *tokens), tokens[:at], strict=False):
        if before is not None and _PARTED.search(text, before.end, token.start):
            runs.append([])
        runs[-1].append(token)
    named = [run for run in runs if any(_is_name(t.concept) for t in run)]
    shared = [t for run in (*named, tokens[at + 1 :]) for t in run]
    return [_completed(run, shared, named[max(0, i - 1)]) for i, run in enumerate(named)]


def _is_name(concept: str) -> bool:
    """A thing that the form counts, not a channel or a platform."""
    return concept[0] in _NAMES and (concept[0] != "S" or concept[2:].rstrip("~") in _COUNTED)


def _apart(text: str, tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """复议、诉讼 is one word of the field, but two names."""
    split: list[Token] = []
    for index, token in enumerate(tokens):
        mark = _PARTED.search(text, token.start, token.end) if token.concept == "S:dispute" else None
        if mark is None:
            split.append(token)
            continue
        split += [Token(token.start, mark.start(), "S:review"), Token(mark.end(), token.end, "S:lit")]
        at += index < at
    return split, at


def _completed(run: list[Token], shared: list[Token], before: list[Token]) -> list[Token]:
    """A name with the subject and the verb that stand with another: 收到、办结申请."""
    kinds = {t.concept[0] for t in run}
    if kinds == {"X"}:
        run, kinds = [t._replace(concept=_other(before)) for t in run], {"X"}
    subject = [] if kinds & {"S", "L"} else [t for t in shared if t.concept[0] == "S"][:1]
    verb = [] if kinds & {"S", "V", "R"} else [t for t in shared if t.concept[0] == "V"][:1]
    return [*subject, *verb, *run]


def _other(before: list[Token]) -> str:
    """其他 behind applicants is an applicant, behind outcomes an outcome."""
    kinds = {t.concept[0] for t in before}
    return "A:other" if "A" in kinds else "D:other" if "D" in kinds else "X:other"
