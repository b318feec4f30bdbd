"""Paragraph → frames: each number with the words that belong to it.

A number owns the words of its clause before it back to the number before, and, where none of them counts
anything, the words right behind it (3件政府信息公开申请). What its own words leave open is taken from the context:
the subject of the sentence, the head of the list, the passage.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.claims.context import Context
from assistant.claims.lexicon import Lexed
from assistant.claims.model import SUM_WORDS, Domain, Frame
from assistant.claims.resolve import resolve
from assistant.numerals import Numeral, find_numerals

_SENTENCE_END: Final = re.compile(
    r"[。！？!?]|(?<=[；;。：:])\s*\n|\n(?=\s{0,8}(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]))"
)
_PART_END: Final = re.compile(r"[；;]")
_LOCAL_START: Final = re.compile(r"[，,；;：:（(）)]|——|(?<![废清解扣免去拆开删消排])除(?![了夕险此去名尘草])")
_POST_END: Final = re.compile(r"[，,、；;。：:（()）！？!?]|——")
_REACH: Final = 1000
"""How far back in a sentence a number looks for its words."""
_PAREN: Final = re.compile(r"[（(）)]")
PASSAGE_DOMAIN: Final[dict[str, Domain]] = {
    "overview.requests": "app",
    "overview.management": "document",
    "other_matters": "pfee",
    "overview.proactive": "disclosure",
}


@dataclass(slots=True)
class Analysis:
    """Numbers and frames of one paragraph; the frames of quantities only, in reading order."""

    text: str
    lexed: Lexed
    passage: str
    numerals: tuple[Numeral, ...]
    frames: tuple[Frame, ...]
    sentences: tuple[int, ...]
    """Where each sentence starts."""


def _boundaries(pattern: "re.Pattern[str]", text: str) -> list[int]:
    return [0, *[m.end() for m in pattern.finditer(text)]]


@lru_cache(maxsize=2048)
def analyse(text: str, passage: str) -> Analysis:
    """Frames of a paragraph, whatever the report says. Cached: drafting asks again and again."""
    lexed = Lexed(text)
    numerals = find_numerals(text)
    quantities = [n for n in numerals if n.is_quantity]
    if not quantities:
        return Analysis(text, lexed, passage, numerals, (), ())
    sentences = _boundaries(_SENTENCE_END, text)
    parts = sorted({*sentences, *_boundaries(_PART_END, text)})
    depths = _depths(text, quantities)
    starts = [n.start for n in numerals]
    frames: list[Frame] = []
    context = Context(domain=PASSAGE_DOMAIN.get(passage, ""))
    outer: list[Context] = []
    for index, numeral in enumerate(quantities):
        sentence = bisect_right(sentences, numeral.start) - 1
        part = bisect_right(parts, numeral.start) - 1
        floor = max(sentences[sentence], numeral.start - _REACH)
        before = _before(frames, sentence, depths[index])
        if before is not None:
            floor = max(floor, before.post[1], before.numeral.end)
        following = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
        local = _local(text, numeral, floor)
        post = _post(lexed, numeral, following, local)
        if text[local[0] - 1 : local[0]] == "除" and (outside := text.find("外", *post)) >= 0:
            post = post[0], outside  # 除9件结转外，其余均已办结
        frame = Frame(numeral, sentence, part, local, post, depths[index])
        if not frames or frames[-1].sentence != sentence:
            context = context.next_sentence(PASSAGE_DOMAIN.get(passage, ""))
            outer = []
        elif frames[-1].part != part and not frame.depth:
            context.part_columns = ()
        while len(outer) > frame.depth:
            context = outer.pop()
        while len(outer) < frame.depth:
            outer.append(context)
            context = context.copy()
        # only the numbers between the floor and this one matter: a paragraph may hold thousands
        near = numerals[bisect_left(starts, floor) : bisect_left(starts, numeral.start)]
        resolve(lexed, frame, floor, near, context, passage)
        if frames and frames[-1].rows == (("new",),) and frames[-1].sentence == sentence:
            frame.of_new = _POST_END.search(text, frames[-1].numeral.end, numeral.start) is None
        if frame.certain and (
            (frame.year is not None and _begun_before(text, frame)) or _of_last_years_rest(text, frame)
        ):
            frame.certain = False
        if frames and _moves_with(text, frames[-1], frame):
            frame.relation, frame.rising, frame.certain = "change", frames[-1].rising, False
        if frames and frame.concepts and frame.concepts <= SUM_WORDS and _foreign(frames[-1], frame):
            frame.blocked, frame.certain = True, False  # 办理建议9件、提案14件，共23件
        frames.append(frame)
    _leave_the_foreign(text, frames)
    if any(frame.rows == (("carried_in",),) for frame in frames):
        for frame in frames:
            frame.alone = False
    return Analysis(text, lexed, passage, numerals, tuple(frames), tuple(sentences))


_REST_OF: Final = re.compile(r"(?:上年|去年|上一年)度?末?[^。；]{0,24}(?:未审结|未结案|未审理完|结转|待审)")
_MET: Final = re.compile(r"(?:与|同|和|较|比)(?:上年|去年|上一年|(?:19|20)\d\d年)[^，。；0-9]{0,8}$")


def _of_last_years_rest(text: str, frame: Frame) -> bool:
    """上年未审结的5件复议案件均已审结，维持4件: of those alone; 与上年收到2件申请相比: last year's."""
    start = text.rfind("。", 0, frame.numeral.start) + 1
    if frame.domain == "dispute" and _REST_OF.search(
        text, max(start, frame.numeral.start - 120), frame.numeral.end + 24
    ):
        return True
    met = _MET.search(text, max(start, frame.numeral.start - 20), frame.numeral.start)
    return met is not None and "相比" in text[frame.numeral.end : frame.numeral.end + 12]


def _moves_with(text: str, before: Frame, frame: Frame) -> bool:
    """分别减少2308件和74件: the second moved, too."""
    joined = text[before.numeral.end : frame.numeral.start].strip() in ("和", "、", "及", "与")
    return joined and before.relation == "change" and frame.relation == "value" and before.sentence == frame.sentence


_BEGUN: Final = re.compile(r"(?:19|20)\d\d年度?[^，。；]{1,8}的$")
_ENDED: Final = re.compile(
    r"[^。；]{0,40}(?:本年|今年|年内|本年度)[^。；]{0,8}(?:审结|结案|办结|判决|裁定|答复|了结|维持|纠正|撤销)"
)


def _begun_before(text: str, frame: Frame) -> bool:
    """2024年引发的1起诉讼于本年审结: counted in neither year's table alone."""
    start, end = frame.local
    return bool(_BEGUN.search(text, start, end) and _ENDED.match(text, frame.numeral.end))


def _leave_the_foreign(text: str, frames: list[Frame]) -> None:
    """承接热线诉求407件，……按期办结402件: a sentence that began with what the form does not count goes on with it."""
    heads: dict[int, Frame] = {}
    of_the_form: set[int] = set()
    for frame in frames:
        heads.setdefault(frame.sentence, frame)
        if "S:app" in frame.concepts:
            of_the_form.add(frame.sentence)
    for frame in frames:
        head = heads[frame.sentence]
        foreign = head.blocked and "S:foreign" in head.concepts and frame.sentence not in of_the_form
        if foreign and head is not frame and frame.certain and frame.domain in ("app", "disclosure"):
            frame.certain = "公开政府信息" in text[slice(*frame.local)]
        if frame.domain == "pfee" and frame.numeral.unit in _COUNTED and frame.concepts.isdisjoint(_OF_FEES):
            frame.certain = False
        if frame.domain == "pfee" and text.startswith("未", frame.numeral.end):
            frame.certain = False  # 200元未收取


_COUNTED: Final = frozenset(("件", "份", "个", "条", "次"))
_OF_FEES: Final = frozenset(("V:notice", "V:collect", "S:pfee", "S:fee"))


def _foreign(before: Frame, frame: Frame) -> bool:
    return before.blocked and "S:foreign" in before.concepts and before.sentence == frame.sentence


def _before(frames: list[Frame], sentence: int, depth: int) -> Frame | None:
    """The number before in the same sentence, those of a closed bracket left out: 账号（1个）发布149条."""
    for frame in reversed(frames[-4:]):
        if frame.sentence != sentence:
            return None
        if frame.depth <= depth:
            return frame
    return None


def _depths(text: str, quantities: list[Numeral]) -> list[int]:
    """How many open brackets enclose each number (at most one level is kept: prose nests no deeper)."""
    marks = [(m.start(), 1 if m[0] in "（(" else -1) for m in _PAREN.finditer(text)]
    depths: list[int] = []
    at = depth = 0
    for numeral in quantities:
        while at < len(marks) and marks[at][0] < numeral.start:
            depth = max(0, min(2, depth + marks[at][1]))
            at += 1
        depths.append(depth)
    return depths


def _local(text: str, numeral: Numeral, floor: int) -> tuple[int, int]:
    """The clause before the number. A denial owns its own verb and what follows to the end of the clause."""
    start = max(floor, numeral.start - 200)
    outside: list[int] = []
    for mark in _LOCAL_START.finditer(text, start, numeral.start):
        if mark[0] in "）)":
            if outside:  # a closed bracket interrupts the clause, it does not begin one
                start = outside.pop()
        elif mark[0] in "（(":
            outside.append(start)
            start = mark.end()
        elif not (mark[0] == "," and text[mark.end() : mark.end() + 1].isdigit()):
            start = mark.end()
    return start, numeral.start


def _post(lexed: Lexed, numeral: Numeral, following: int, local: tuple[int, int]) -> tuple[int, int]:
    """The words right behind the number, up to the next mark or number.

    Words between two numbers belong to the second, unless the first has none of its own: 10件新收申请加上2件 …
    """
    text = lexed.text
    end = min(following, numeral.end + 120)
    mark = (_DENIAL_END if numeral.kind == "zero_word" else _POST_END).search(text, numeral.end, end)
    if mark is not None:
        return numeral.end, mark.start()
    if numeral.kind == "zero_word" or following >= len(text):
        return numeral.end, end
    for token in lexed.between(*local):
        if token.concept[0] in "SVRALDX":
            return numeral.end, numeral.end
    joint = _JOINT.search(text, numeral.end, end)
    return (numeral.end, joint.start()) if joint else (numeral.end, numeral.end)


_JOINT: Final = re.compile(r"加上|以及|和|及|与|并|中|里|内")
_DENIAL_END: Final = re.compile(r"[，,；;。：:！？!?）)]")
