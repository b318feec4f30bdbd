"""The clause of a number: its words, what stands before them in the sentence, the year, what it is compared with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.claims.context import Context
from assistant.claims.lexicon import Lexed, Token
from assistant.claims.model import Frame, Relation
from assistant.numerals import Numeral

HAN: Final = re.compile(r"[一-鿿]+")
_CLOSED_BRACKET: Final = re.compile(r"[（(][^（()）]*[）)]")
_BRACKET_LEAD: Final = re.compile(r"[，,；;：:。、（(）)]")
_MOVES: Final = frozenset(("C:up", "C:down", "C:to", "C:from", "C:vs"))
_ADJACENT: Final = re.compile(
    r"\s*[末底]?(?:(?:19|20)\d\d\s*年度?|上一?年度?[末底]?|去年[末底]?|年初|期初)?(?:同期|全年|的)*\s*[（(]?为?"
)
_IN_MANY_WAYS: Final = re.compile(r"等(?:多种|各种|多个|各类|不同)?(?:方式|渠道|形式|途径|平台)")
_EXCEPT: Final = re.compile(r"以外|之外|除外")
_SCOPE: Final = re.compile(r"[全各]([省市县区旗州国])(?!网)")


_FAR: Final = 400


def since(text: str, at: int, marks: str = "。") -> int:
    """Where the stretch before `at` begins that no mark interrupts; of an endless one what is near."""
    start = max(0, at - _FAR)
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in marks))


def until(text: str, at: int, mark: str = "。") -> int:
    """Where the stretch behind `at` ends that no mark interrupts; of an endless one what is near."""
    end = text.find(mark, at, at + _FAR)
    return min(len(text), at + _FAR) if end < 0 else end


class Words(frozenset[str]):
    """Concepts of a stretch of prose, and its words in order; those without meaning of their own left out."""

    __slots__ = ("kinds", "tokens")
    kinds: frozenset[str]
    """First letters of the concepts."""
    tokens: list[Token]

    def __new__(cls, tokens: Iterable[Token]) -> "Words":
        meant = [t for t in tokens if t.concept != "-"]
        made = super().__new__(cls, [t.concept for t in meant])
        made.tokens = meant
        made.kinds = frozenset([concept[0] for concept in made])
        return made

    def has(self, *concepts: str) -> bool:
        """Whether any of the concepts is said; for one of them `in` does."""
        return not self.isdisjoint(concepts)

    def of(self, kind: str) -> list[str]:
        """Keys of one kind in order: of("R") → granted, partial."""
        if kind not in self.kinds:
            return []
        return [t.concept[2:] for t in self.tokens if t.concept[0] == kind]

    def last(self, kind: str) -> str:
        found = self.of(kind)
        return found[-1] if found else ""

    @property
    def counts(self) -> bool:
        """Whether any word says what is counted or what was done."""
        return not self.kinds.isdisjoint("SVRALDX")

    @property
    def names(self) -> bool:
        """Whether any word names a thing that the form counts."""
        return not self.kinds.isdisjoint("RALD") or any(key != "info" for key in self.of("S"))


NOTHING: Final = Words(())


@dataclass(slots=True)
class Clause:
    """`said` the text before the number that is its own, `local` its words, `far` those before them in the sentence.

    `noun`: what no known word covers.
    """

    lexed: Lexed
    text: str
    passage: str
    frame: Frame
    said: str
    local: Words
    far: Words
    noun: str
    denied: bool
    quoted: bool = False
    lead: bool = False
    """The words stand before the bracket that holds the number."""

    @property
    def numeral(self) -> Numeral:
        return self.frame.numeral

    def names_part(self) -> bool:
        """Whether a result, an applicant or a case stands before the word 占."""
        for token in self.local.tokens:
            if token.concept == "P:share":
                return False
            if token.concept[0] in "RADL":
                return True
        return False

    def unknown(self) -> int:
        """How many characters of the clause were not understood."""
        return len(self.noun.replace(" ", ""))


def read_clause(lexed: Lexed, passage: str, frame: Frame, floor: int, numerals: tuple[Numeral, ...]) -> Clause:
    """The clause of a frame; `numerals` those between `floor` and the number.

    Closed brackets before the number are somebody else's.
    """
    text, words = lexed.text, lexed.between
    numeral = frame.numeral
    start, end = frame.local
    said = text[start:end]
    hidden = closed_brackets(text, floor, numeral.start)
    led = False
    own = words(start, end)
    if hidden:
        own = _outside(own, hidden)
    if "》" in said:
        # 依据《……管理办法》发出收费通知5件: what a title says is not said of the number, unless nothing else is
        titles = [m.span() for m in _TITLE.finditer(text, start, end)]
        outside = _outside(own, titles)
        if any(t.concept[0] in "SVRADL" for t in outside):
            own, hidden = outside, [*hidden, *titles]
    behind = _behind(lexed, *frame.post)
    noun = residue(text, frame.local, own, numerals, hidden)
    if frame.depth and not any(t.concept[0] in "SVRALDXBP" for t in own):
        # 自然人（47件）: what stands before the bracket names the number in it
        lead = _bracket_lead(text, floor, start)
        own = [*words(*lead), *own]
        led = True
        noun = residue(text, lead, own, numerals, hidden) + noun
    elif text[start - 1 : start] in ("：", ":") and not own and start - 1 > floor:
        # 受理情况：75件
        lead = _clause_before(text, floor, start - 1)
        own, led = words(*lead), True
        noun = residue(text, lead, own, numerals, hidden) + noun
    last = text[end - 1]
    if last in "余下有另" and not any(t.concept[0] in "VRD" for t in own) and REST.search(text, start, end):
        carried = _carried_over(lexed, frame)
        behind = [t for t in behind if t.concept[0] != "B"] + carried if carried else behind
    if behind and any(t.concept[0] == "R" for t in behind) and (more := _AND_MORE.match(text, frame.post[1])):
        behind = [*behind, *words(*more.span())]  # 35件不予公开、无法提供或不予处理
    if last == "有" and behind and any(t.concept[0] in "VR" for t in behind) and _SOME_OF.search(text, start, end):
        own = [*(t for t in own if t.concept[0] not in "VR"), *behind]  # 新收申请中有8件结转至2026年度
    nil = numeral.kind == "zero_word"
    if nil:
        denied = Words([*words(numeral.start, numeral.end), *behind])
        local = denied if denied.names else Words([*own, *denied.tokens])
    else:
        local = Words(own)
        if behind:
            if said.rstrip().endswith("有") and _AMONG_THEM.search(text, start, end):
                # 行政复议中有2件被纠正: what became of some stands behind
                local = Words([*own, *(t for t in behind if t.concept[0] in "RD")])
            kinds = local.kinds
            caseless = "D" in kinds and "S" not in kinds and "L" not in kinds
            if caseless or not local.counts or not (local.names or "S:info" in local):
                local = Words([*own, *_completing(local, behind)])
    before = _outside(words(floor, start), hidden) if floor < start else []
    far = Words(before) if before else NOTHING
    return Clause(lexed, text, passage, frame, said, local, far, noun, nil, "“" in said, led)


_TITLE: Final = re.compile(r"《[^《》]{1,120}》")


def _behind(lexed: Lexed, start: int, end: int) -> list[Token]:
    """The words right behind the number, as far as they may be of it."""
    if start >= end:
        return []
    among = _OF_THESE.match(lexed.text, start, end) if lexed.text.find("中", start, end) >= 0 else None
    return lexed.between(start, among.end() if among else end)


_OF_THESE: Final = re.compile(r"[^，。；]{2,14}(?<!其)(?=中(?![国央心介小学等期间]))")
"""28件办结件中公开类17件: what stands behind 中 is no word of the first."""
_AMONG_THEM: Final = re.compile(r"[^没所现原未含]有\s*$")
REST: Final = re.compile(r"(?:其余|剩余|剩下|另有|另|尚有|还有|仍有|尚余|余)\s*$")
_SOME_OF: Final = re.compile(r"中，?共?有\s*$")
_AND_MORE: Final = re.compile(r"(?:、[^，,。；;、0-9０-９]{2,16}){1,6}(?=[，,。；;])")
_NEXT_CLAUSE: Final = re.compile(r"[，,]([^。；;0-9０-９]{2,40})")


def _carried_over(lexed: Lexed, frame: Frame) -> list[Token]:
    """另有9件依法延期，结转至下一年度: the rest, whose clause goes on behind the comma."""
    after = _NEXT_CLAUSE.match(lexed.text, frame.post[1])
    if after is None:
        return []
    return [t for t in lexed.between(*after.span(1)) if t.concept in ("V:cout", "V:carry")]


def _clause_before(text: str, floor: int, end: int) -> tuple[int, int]:
    """The words before a colon, back to the mark before them."""
    start = floor
    for mark in _BRACKET_LEAD.finditer(text, max(floor, end - 60), end):
        start = mark.end()
    return start, end


def closed_brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Closed brackets of a stretch."""
    if text.find("）", start, end) < 0 and text.find(")", start, end) < 0:
        return []
    return [m.span() for m in _CLOSED_BRACKET.finditer(text, start, end)]


def _outside(tokens: list[Token], hidden: list[tuple[int, int]]) -> list[Token]:
    if not hidden:
        return tokens
    return [t for t in tokens if not any(left < t.start < right for left, right in hidden)]


def _bracket_lead(text: str, floor: int, start: int) -> tuple[int, int]:
    """The words right before the bracket that opens at `start`."""
    open_at = max(text.rfind("（", floor, start), text.rfind("(", floor, start))
    if open_at < 0:
        return start, start
    left = max(floor, open_at - 40)
    for mark in _BRACKET_LEAD.finditer(text, left, open_at):
        left = mark.end()
    return left, open_at


def _completing(local: Words, behind: list[Token]) -> list[Token]:
    """Words behind the number that complete the clause: subjects always, verbs only where it has none."""
    has_verb = any(t.concept[0] in "VR" for t in local.tokens)
    return [
        t
        for t in behind
        if t.concept[0] in "SRALDXB" or t.concept == "V:other" or (t.concept[0] == "V" and not has_verb)
    ]


def residue(
    text: str,
    span: tuple[int, int],
    tokens: list[Token],
    numerals: tuple[Numeral, ...] = (),
    hidden: Sequence[tuple[int, int]] = (),
) -> str:
    """Chinese characters of the clause that no known word, number or bracket covers."""
    start, end = span
    if start >= end:
        return ""
    covered = [(t.start, t.end) for t in tokens if t.start >= start and t.end <= end]
    inside = [(n.start, n.end) for n in numerals if n.start >= start and n.end <= end]
    if inside or hidden:
        covered = sorted([*covered, *inside, *hidden])
    pieces: list[str] = []
    at = start
    for left, right in covered:
        if left > at:
            pieces += HAN.findall(text[at : left if left < end else end])
        if right > at:
            at = right
    if at < end:
        pieces += HAN.findall(text[at:end])
    return " ".join(pieces)


def read_relation(clause: Clause, context: Context) -> None:
    """Whether the number is a count, a share, a rate, growth, a difference, or last year's value."""
    frame, local = clause.frame, clause.local
    numeral = frame.numeral
    compared = context.compared or "C:vs" in local or "C:vs" in clause.far
    context.compared = compared
    move = _STILL
    if "C" in local.kinds:
        for token in local.tokens:
            told = token.concept in _MOVES and token.end <= numeral.start
            if told and not _only_many(clause.text, token, numeral.start):
                move = token
        frame.rising = _RISING.get(move.concept, 0)
    if numeral.unit in ("倍", "番"):
        frame.relation = "multiple"
    elif numeral.unit == "个百分点":
        frame.relation = "points"
    elif numeral.kind == "percent":
        frame.relation = context.percent = _of_percent(clause, move, compared, context)
    elif frame.rising:
        frame.relation = "change"
    elif numeral.kind == "count" and not numeral.unit and "P:rate" in local:
        frame.relation = "rate"  # 败诉率为0
    elif move.concept in ("C:vs", "C:from") and _ADJACENT.fullmatch(clause.text, move.end, numeral.start):
        frame.base = "previous"
        # 由2023年的114件: a year of its own; any other stands for last year
        named = _YEAR.search(clause.text, move.end, numeral.start)
        frame.year = int(named[0]) if named else None


_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_STILL: Final = Token(0, 0, "")
_RISING: Final = {"C:up": 1, "C:down": -1}
_BARE: Final = frozenset(("", "、", "和", "及", "与", "以及"))
_BY: Final = re.compile(r"[增减升降多少][^，。；（）()]{0,12}[（(]\s*$")


def _of_percent(clause: Clause, move: Token, compared: bool, context: Context) -> Relation:
    """Growth, a share or a rate; one without words of its own is what its bracket or the one before makes it."""
    frame, local = clause.frame, clause.local
    start, end = frame.local
    near = max(start, end - 24)
    if "年均" in clause.said:
        frame.base = "open"
        return "growth"
    if clause.text[start:end].strip() == "的":
        return "share"  # 占全年公开总量1286条的45.57%
    if move.concept == "C:from" and _ADJACENT.fullmatch(clause.text, move.end, end):
        frame.base = "previous"
    if share := _SHARE_OF.search(clause.text, near, end):
        frame.blocked = frame.blocked or "增" in share[0] or "减" in share[0]  # 占增量的43.9%
        return "share"
    if _UP_TO.search(clause.text, near, end) and context.percent in ("share", "rate"):
        return context.percent  # 占比由43.8%升至45.57%
    if clause.text[start - 1 : start] in ("（", "(") and _THAN_YEAR.search(clause.text, max(0, start - 12), start - 1):
        frame.base = "previous"  # 纠错率10.99%，比上年（15.66%）低4.67个百分点
        return "rate"
    if (
        move.concept == "C:vs"
        and "的" in clause.text[move.end : end]
        and _ADJACENT.fullmatch(clause.text, move.end, end)
    ):
        frame.base = "previous"  # 较上年的12.9%上升
        return "rate"
    if (
        move.concept == "C:vs"
        and _ADJACENT.fullmatch(clause.text, move.end, end)
        and _AS_IT_WAS.match(clause.text, clause.numeral.end)
    ):
        frame.base = "previous"  # 与上年68.1%的占比相比
        return "rate"
    if frame.rising:
        return "growth"
    if clause.text[start:end].strip() in _BARE:
        if clause.text[start - 1 : start] in ("（", "("):
            return "growth" if _BY.search(clause.text, 0, start) else "share"  # 增加50件（8.33%）; 网络488件（75.08%）
        if context.percent is not None:
            return context.percent
    if compared and not local.has("P:share", "P:rate"):
        return "growth"
    return "rate" if "P:rate" in local else "share"


_SHARE_OF: Final = re.compile(r"占[^，。；（）0-9]{0,12}$")
_UP_TO: Final = re.compile(r"(?:升|降|提高|下降|上升|增加?|减少?|回落|提升|降低)(?:至|到|为)\s?$")
_THAN_YEAR: Final = re.compile(r"(?:上年|去年|上一年|(?:19|20)\d\d年|同期)度?$")
_AS_IT_WAS: Final = re.compile(r"(?:的(?:占比|比例|比重|水平))?(?:相比|相较|比较|持平|基本一致|来看)")


def _only_many(text: str, token: Token, at: int) -> bool:
    """多 and 少 say how a number moved only right before it or its verb: 通过多种渠道公开12条 moved nothing."""
    single = token.concept in ("C:up", "C:down") and token.end - token.start == 1
    return single and _MORE_OF.fullmatch(text, token.end, at) is None


_MORE_OF: Final = re.compile(r"\s*(?:制发|制定|出台|印发|废止|收到?|受理|办理|办结|答复|公开|发布|作出|办|答)?了?\s*")


def moves(local: Words) -> bool:
    return local.has(*_MOVES)


def block(clause: Clause) -> None:
    """What makes a number one that the form does not count."""
    frame, local = clause.frame, clause.local
    topical = "B:topic" in local and frame.domain not in ("dispute", "decision")
    start, end = frame.local
    by_channel = "B:channel" in local and not _IN_MANY_WAYS.search(clause.text, start, end)
    if topical or by_channel or local.has("B:others", "V:attend"):
        frame.blocked = frame.qualified = True
    if clause.lead and frame.depth and "P:share" in local:
        frame.blocked = True  # 占全县（共300件）的25%: what the share is of
    after = clause.text[frame.numeral.end : frame.numeral.end + 1]
    if after in ("/", "／", "每") or (frame.post[0] < frame.post[1] and _EXCEPT.search(clause.text, *frame.post)):
        frame.blocked = True
    if "全" in clause.said or "各" in clause.said:
        scope = _SCOPE.search(clause.text, start, end)
        frame.scope = scope[1] if scope else ""
    if "S:foreign" in local and "R" not in local.kinds and local.last("S") == "foreign":
        frame.blocked = True
