"""How the offline writer speaks of this unit, its numbers and the clerk's notes."""

import re
from typing import Final
from zlib import crc32

from assistant.facts import FactBook
from assistant.slots import SLOT, slot
from assistant.units import resolve
from schemas.passages import PASSAGES
from schemas.report import Note, Report

REGULATION: Final = "《中华人民共和国政府信息公开条例》"
_ORDINAL: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])\s*"
)
_CLOSING: Final = "。；;，,、 \u3000\n"


def missing(what: str) -> str:
    """What is demanded and nobody has entered."""
    return f"【待补：{what}】"


def strip_ordinal(text: str) -> str:
    """一是…, （二）…, 3.… without the ordinal."""
    return _ORDINAL.sub("", text, count=1)


def as_sentence(text: str) -> str:
    """The text with one full stop at its end."""
    bare = text.strip().rstrip(_CLOSING)
    return bare if bare.endswith(("！", "？", "。”", "】")) and not bare.endswith("】") else bare + "。"


class Voice:
    """Words for one report: `me` (我镇), `year`, a number with its unit, a note as a sentence."""

    def __init__(self, report: Report, turn: int = 0, book: FactBook | None = None) -> None:
        self.report = report
        self.book = book or FactBook(report)
        self.unit = resolve(report.unit)
        self.name = report.unit.name or "本机关"
        self.me = self.unit.short or "本机关"
        # neighbours and successive years choose other wordings, so that reports do not read alike
        self._turn = crc32(self.name.encode()) + (report.year or 0) + turn
        self.year = f"{slot('year')}年" if report.year is not None else missing("报告年度") + "年"

    def pick(self, *wordings: str) -> str:
        """One of several wordings of the same content: another one each year, and for another unit."""
        return wordings[self._turn % len(wordings)]

    def value(self, address: str) -> int | float | None:
        fact = self.book.get(address)
        return None if fact is None else fact.value

    def number(self, address: str, unit: str, what: str) -> str:
        """{{address}}件, or 【待补：what】件 where nothing is entered."""
        return (slot(address) if address in self.book else missing(what)) + unit

    def regulation(self, passage: str) -> str:
        """《条例》, or its full name where what stands before this passage does not define the short one."""
        earlier = [self.report.passages.get(p, "") for p in PASSAGES[: PASSAGES.index(passage)]]
        if not earlier or not earlier[0].strip() or any("简称《条例》" in text for text in earlier):
            return "《条例》"
        return f"{REGULATION}（以下简称《条例》）" if passage == "overview" else REGULATION

    def trend(self, address: str, unit: str, up: str = "增加", down: str = "减少") -> str:
        """较上年增加 N 件，增长 P%; empty where last year is not known."""
        change = self.book.get(f"change.{address}")
        if change is None:
            return ""
        if change.sign == 0:
            return "与上年持平"
        text = f"较上年{up if change.sign == 1 else down}{slot(change.address)}{unit}"
        growth = self.book.get(f"growth.{address}")
        if growth is not None and self.value(address):
            text += f"，{'增长' if change.sign == 1 else '下降'}{slot(growth.address)}%"
        return text

    # ---- the clerk's notes --------------------------------------------------------------------------------
    def notes(self, passage: str) -> tuple[str, ...]:
        """The notes for a passage as slot text, numbers bound, one item a line, ordinals dropped."""
        items: list[str] = []
        for note in self.report.notes.get(passage, ()):
            items += [strip_ordinal(line).strip() for line in self._bound(passage, note).split("\n")]
        return tuple(item for item in items if item.rstrip(_CLOSING))

    def note_sentences(self, passage: str) -> str:
        return "".join(as_sentence(item) for item in self.notes(passage))

    def _bound(self, passage: str, note: Note) -> str:
        pieces: list[str] = []
        at = 0
        for number in sorted(note.numbers or (), key=lambda n: n.span):
            address = f"notes.{passage}.{note.id}.{number.id}"
            fact = self.book.get(address)
            if fact is None:
                continue
            start, end = number.span
            pieces += [_plain(note.text[at:start]), slot(address), fact.unit]
            at = end
        return "".join([*pieces, _plain(note.text[at:])])


def _plain(text: str) -> str:
    # braces that a person typed must not become a slot
    return text.replace("{{", "{").replace("}}", "}")


def gist(text: str, limit: int = 40) -> str:
    """First clause of a note, to name a problem by its own words."""
    first = re.split(r"[，。；：！？\n]", strip_ordinal(text).strip(), maxsplit=1)[0]
    if len(SLOT.sub("0", first)) > limit:
        return ""
    return first.strip("“”\"' ")
