"""A passage as the gate sees it: rendered text, where each slot stands, and what this report licenses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.facts import FactBook
from assistant.numerals import Numeral, find_numerals
from assistant.slots import parse
from assistant.units import resolve
from schemas.drafts import GateFailure
from schemas.facts import Fact
from schemas.passages import HEADINGS
from schemas.report import Report, Statements, Unit

PLACEHOLDER: Final = re.compile(r"【待补[^】\n]*】")
_CLAUSE: Final = re.compile(r"[^，。；：！？\n]+")
_SENTENCE: Final = re.compile(r"[^。！？\n]+")


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot: its place in the slot text and in the rendered text; `fact` null where it names none."""

    address: str
    fact: Fact | None
    reason: str
    start: int
    end: int
    shown_start: int
    shown_end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the rendered text with its place."""

    text: str
    start: int
    end: int


class View:
    """Spans that a check works with count the rendered text; `failure` turns them into slot-text places."""

    def __init__(self, slot_text: str, passage: str, report: Report, book: FactBook, licence: "Licence") -> None:
        self.slot_text = slot_text
        self.passage = passage
        self.report = report
        self.book = book
        self.licence = licence
        self.slots, self.text, self._steps = _fill(slot_text, book)
        self.confirmed: frozenset[tuple[int, int]] = frozenset()
        """Places of numbers that a person typed and that the facts bear out."""
        self.by_model = False

    # ---- places -------------------------------------------------------------------------------------------
    def failure(self, kind: str, message: str, start: int, end: int) -> GateFailure:
        return GateFailure(kind=kind, message=message, start=self._back(start), end=self._back(end, closing=True))

    def _back(self, at: int, *, closing: bool = False) -> int:
        """Place in the slot text; a place inside a slot's digits becomes the slot's edge."""
        raw = shown = 0
        for raw_start, raw_end, shown_start, shown_end, is_slot in self._steps:
            if at < shown_end or (closing and at == shown_end):
                if is_slot:
                    return raw_end if closing and at > shown_start else raw_start
                return raw_start + at - shown_start
            raw, shown = raw_end, shown_end
        return raw + at - shown

    @cached_property
    def looks_back(self) -> bool:
        """Whether any number is last year's."""
        return any(slot.address.startswith("previous.") for slot in self.slots)

    # ---- pieces -------------------------------------------------------------------------------------------
    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return tuple(Span(f[0], f.start(), f.end()) for f in re.finditer(r"[^\n]+", self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(f[0], f.start(), f.end()) for f in _SENTENCE.finditer(self.text))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return tuple(Span(f[0], f.start(), f.end()) for f in _CLAUSE.finditer(self.text))

    @cached_property
    def numerals(self) -> tuple[tuple[Span, Numeral], ...]:
        """Each number with its paragraph; its places count that paragraph."""
        return tuple((p, n) for p in self.paragraphs for n in find_numerals(p.text))

    def sentence_at(self, at: int) -> Span:
        return next((s for s in self.sentences if s.start <= at <= s.end), Span(self.text, 0, len(self.text)))

    def clause_at(self, at: int) -> Span:
        return next((c for c in self.clauses if c.start <= at <= c.end), self.sentence_at(at))

    def find(self, pattern: "re.Pattern[str]") -> Iterator["re.Match[str]"]:
        """Matches outside 【待补：…】, which assert nothing."""
        gaps = self.placeholders
        for found in pattern.finditer(self.text):
            if not any(a <= found.start() < b for a, b in gaps):
                yield found

    @cached_property
    def placeholders(self) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in PLACEHOLDER.finditer(self.text))

    def in_name(self, start: int, end: int) -> bool:
        """Whether the words are the inside of a longer name that the report gives (购置 in 农机购置补贴)."""
        return any(
            name in self.text[max(0, start - len(name)) : end + len(name)] and self.text[start:end] in name
            for name in (item.name for item in self.report.disclosure.items)
        )

    def in_placeholder(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.placeholders)


_COMMON_PAIRS: Final = frozenset(
    ("政府", "府信", "信息", "息公", "公开", "工作", "我镇", "我局", "本年", "年度", "全年")
)


def word_pairs(text: str) -> set[str]:
    """Neighbouring characters of words, without those that every report holds."""
    words = re.findall(r"[\u4e00-\u9fff]+", text)
    return {word[i : i + 2] for word in words for i in range(len(word) - 1)} - _COMMON_PAIRS


def shares_words_with_its_note(view: View, slot: FilledSlot, *, closely: bool = False) -> bool:
    """Whether a note's number stands in a sentence about what the note says.

    `closely`: half of the clause's words, or a third of the sentence's, are the note's.
    """
    note = note_of(view, slot.address)
    if note is None:
        return False
    said = word_pairs(note)
    text = view.clause_at(slot.shown_start).text
    clause = word_pairs(text)
    elsewhere = [word for word in _OF_THE_FORM.findall(text) if word not in note]
    start = max(view.text.rfind(mark, 0, slot.shown_start) for mark in "；。\n") + 1
    sentence = word_pairs(re.split(r"[；。\n]", view.text[start:], maxsplit=1)[0])
    if _other_document(text, note) or _other_channel(text, note):
        return False
    if closely:
        return 2 * len(clause & said) >= len(clause) or 4 * len(sentence & said) >= len(sentence)
    if clause & said:
        return True
    lead = word_pairs(view.text[start : slot.shown_start])
    return not elsewhere and any(4 * len(words & said) >= len(words) for words in (sentence, lead))


_DOING: Final = re.compile(
    r"全年|年内|本年度?|计划|预计|拟|将|已|共有|共计|累计|合计|一共|分别|组织|开展|举办|举行|召开|进行|完成|实施|安排|达到|共|办了?|了"
)
"""Words that name nothing."""
_OF_THE_FORM: Final = re.compile(
    r"培训|解读|回应|专区|许可|处罚|复议|诉讼|申请|规范性文件|废止|办结|结转|新收|收费通知"
)


def naming_pairs(text: str) -> set[str]:
    """Neighbouring characters of the words that name something."""
    return word_pairs(_DOING.sub("，", text))


_DOCUMENTS: Final = re.compile(r"规范性文件|规章")
_CHANNELS: Final = re.compile(r"网站|微信公众号|公众号|微博|抖音|头条号|视频号|快手|客户端|小程序|公开栏|电子屏")


def _other_document(text: str, note: str) -> bool:
    said, meant = set(_DOCUMENTS.findall(text)), set(_DOCUMENTS.findall(note))
    return bool(said and meant) and not said & meant


def _other_channel(text: str, note: str) -> bool:
    """微信公众号发布210条 where the note counts what another channel published."""
    said, meant = set(_CHANNELS.findall(text)), set(_CHANNELS.findall(note))
    return bool(said and meant) and not said & meant


def note_of(view: View, address: str) -> str | None:
    body = address.removeprefix("notes.").rpartition(".")[0]
    passage, _, note_id = body.rpartition(".")
    return next((n.text for n in view.report.notes.get(passage, ()) if n.id == note_id), None)


_Steps = tuple[tuple[int, int, int, int, bool], ...]


def _fill(slot_text: str, book: FactBook) -> tuple[tuple[FilledSlot, ...], str, _Steps]:
    slots: list[FilledSlot] = []
    steps: list[tuple[int, int, int, int, bool]] = []
    pieces: list[str] = []
    raw = shown = 0
    for piece, address in parse(slot_text):
        text = piece
        if address is not None:
            fact, reason = _resolve(address, book)
            text = fact.text if fact else f"【待补：{address}】"
            slots.append(FilledSlot(address, fact, reason, raw, raw + len(piece), shown, shown + len(text)))
        steps.append((raw, raw + len(piece), shown, shown + len(text), address is not None))
        pieces.append(text)
        raw += len(piece)
        shown += len(text)
    return tuple(slots), "".join(pieces), tuple(steps)


def _resolve(address: str, book: FactBook) -> tuple[Fact | None, str]:
    from assistant.facts import UnknownSlot

    try:
        return book[address], ""
    except UnknownSlot as error:
        return None, error.reason


# ---- what is licensed -------------------------------------------------------------------------------------
class Licence:
    """Every word that a fact, a statement, a note or the unit profile holds: what prose may name."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.unit: Unit = resolve(report.unit)
        self.statements: Statements = report.statements

    @cached_property
    def notes(self) -> tuple[str, ...]:
        return tuple(note.text for notes in self.report.notes.values() for note in notes)

    def notes_of(self, *passages: str) -> tuple[str, ...]:
        return tuple(note.text for passage in passages for note in self.report.notes.get(passage, ()))

    @cached_property
    def spoken(self) -> str:
        """The clerk's own words: notes and statements."""
        said = [getattr(self.statements, t).text for t in ("appraisal", "evaluation", "accountability", "on_time")]
        return "\n".join([*self.notes, *said])

    @cached_property
    def names(self) -> str:
        """Names that may stand in prose: the unit's profile, its 栏目, and the clerk's own words."""
        unit, contact = self.unit, self.unit.contact
        given = [unit.name, unit.superior, unit.short, unit.site, unit.url, contact.address, contact.phone]
        given += [contact.email, contact.postcode, *unit.channels]
        given += [item.name for item in self.report.disclosure.items]
        given += [*self.report.headings.values(), *HEADINGS.values()]
        return "\n".join([*(text for text in given if text), self.spoken])

    def holds(self, word: str) -> bool:
        return word in self.names

    def ends_in_name(self, word: str) -> bool:
        """Whether the end of the word is a name that is given: 在青云镇 ends in 青云镇, 白云镇 in no name."""
        tails = [word[cut:] for cut in range(1, len(word) - 1)]
        whole = r"(?:^|[省市州盟区县旗镇、，]){{}}"
        return any(
            tail in self.names if len(tail) > 2 else re.search(whole.format(re.escape(tail)), self.names, re.M)
            for tail in tails
        )
