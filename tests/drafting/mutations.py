"""Ways in which a model spoils a right draft: one sentence is changed or added, and we know which.

Each mutation takes the right sentences, the report and a random source, and gives the spoilt sentences with the
spoilt one named; null where the draft offers nothing to spoil in that way.
"""

import itertools
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.facts import SUM_ADDRESSES, FactBook
from schemas.form import CELLS
from schemas.report import Report

SLOT = re.compile(r"\{\{([^{}]+)\}\}(件|条|次|个|篇|元|%|场)?")


@dataclass(frozen=True)
class Spoilt:
    sentences: tuple[str, ...]
    wrong: str
    """The spoilt sentence as it was sent."""
    number: bool
    """A number is wrong (else a name, an event, a manner of speaking)."""


Mutation = Callable[[list[str], Report, random.Random], Spoilt | None]


def _slots(sentences: list[str]) -> list[tuple[int, "re.Match[str]"]]:
    return [(i, m) for i, s in enumerate(sentences) for m in SLOT.finditer(s) if m[1] != "year"]


def _at(sentences: list[str], index: int, new: str, *, number: bool = True) -> Spoilt:
    return Spoilt((*sentences[:index], new, *sentences[index + 1 :]), new, number)


def _on_slot(change: Callable[["re.Match[str]", str, Report, random.Random], str | None]) -> Mutation:
    def mutate(sentences: list[str], report: Report, rng: random.Random) -> Spoilt | None:
        slots = _slots(sentences)
        rng.shuffle(slots)
        for index, found in slots:
            new = change(found, sentences[index], report, rng)
            if new is not None and new != sentences[index]:
                return _at(sentences, index, new)
        return None

    return mutate


def _swap(found: "re.Match[str]", sentence: str, text: str) -> str:
    return sentence[: found.start()] + text + sentence[found.end() :]


def _digits(found: "re.Match[str]", sentence: str, _report: Report, rng: random.Random) -> str:
    return _swap(found, sentence, f"{rng.randint(2, 9999)}{found[2] or ''}")


_CN = "零一二三四五六七八九"


def _chinese(found: "re.Match[str]", sentence: str, _report: Report, rng: random.Random) -> str:
    number = rng.choice(("三", "两", "十二", "二十七", "一百零三", "三千", "十几", "数十", "若干"))
    return _swap(found, sentence, f"{number}{found[2] or '件'}")


def _full_width(found: "re.Match[str]", sentence: str, _report: Report, rng: random.Random) -> str:
    return _swap(found, sentence, f"{''.join(rng.choice('１２３４５６７８９') for _ in range(2))}{found[2] or ''}")


def _extra_digit(found: "re.Match[str]", sentence: str, _report: Report, rng: random.Random) -> str:
    slot = f"{{{{{found[1]}}}}}"
    return _swap(
        found,
        sentence,
        rng.choice((f"{slot}0", f"1{slot}", f"{slot}.5", f"{slot}万", f"{slot}余", f"近{slot}", f"-{slot}"))
        + (found[2] or ""),
    )


def _wrong_unit(found: "re.Match[str]", sentence: str, _report: Report, rng: random.Random) -> str | None:
    other = {"件": "条", "条": "万元", "次": "件", "个": "次", "篇": "人次", "元": "万元", "%": "件", "场": "个"}.get(
        found[2] or ""
    )
    return _swap(found, sentence, f"{{{{{found[1]}}}}}{other}") if other else None


def _foreign_slot(found: "re.Match[str]", sentence: str, report: Report, rng: random.Random) -> str | None:
    """A real slot of another meaning: the fluent mistake of small models."""
    book = FactBook(report)
    pool = [*CELLS, *SUM_ADDRESSES, "disclosure.total", "activity.trainings", "fees.notices"]
    pool = [a for a in pool if (f := book.get(a)) and f.unit == (book.get(found[1]) or f).unit]
    was = book.get(found[1])
    for _ in range(20 if pool else 0):
        other = rng.choice(pool)
        now = book.get(other)
        if now and was and now.value != was.value and other.split(".")[:2] != found[1].split(".")[:2]:
            return _swap(found, sentence, f"{{{{{other}}}}}{found[2] or ''}")
    return None


def _sister_slot(found: "re.Match[str]", sentence: str, report: Report, rng: random.Random) -> str | None:
    """A neighbour in the same table: another row or column with another value."""
    book = FactBook(report)
    table = found[1].split(".")[0]
    pool = [a for a in (*CELLS, *SUM_ADDRESSES) if a.startswith(table + ".")]
    if table == "disclosure":
        pool = [f"disclosure.items.{i.name}" for i in report.disclosure.items] + ["disclosure.total"]
    was = book.get(found[1])
    pool = [a for a in pool if (f := book.get(a)) and was and f.value != was.value and f.unit == was.unit]
    return _swap(found, sentence, f"{{{{{rng.choice(pool)}}}}}{found[2] or ''}") if pool else None


def _unknown(found: "re.Match[str]", sentence: str, _report: Report, rng: random.Random) -> str:
    head = found[1].split(".")[0]
    return _swap(
        found, sentence, f"{{{{{head}.{rng.choice(('sum', 'total.all', 'count', 'table3'))}}}}}{found[2] or ''}"
    )


def _dropped(found: "re.Match[str]", sentence: str, _report: Report, _rng: random.Random) -> str | None:
    return _swap(found, sentence, found[2]) if found[2] and found[2] != "%" else None


def _swapped_pair(sentences: list[str], report: Report, rng: random.Random) -> Spoilt | None:
    """Two slots of one sentence change places."""
    book = FactBook(report)
    for index in rng.sample(range(len(sentences)), len(sentences)):
        slots = [m for m in SLOT.finditer(sentences[index]) if m[1] != "year"]
        for a, b in itertools.pairwise(slots):
            one, two = book.get(a[1]), book.get(b[1])
            if one and two and one.value != two.value and one.unit == two.unit:
                s = sentences[index]
                return _at(sentences, index, s[: a.start(1)] + b[1] + s[a.end(1) : b.start(1)] + a[1] + s[b.end(1) :])
    return None


_ANTONYM = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "降幅": "增幅", "持平": "明显增加"}


def _trend(sentences: list[str], _report: Report, rng: random.Random) -> Spoilt | None:
    for index, sentence in enumerate(sentences):
        words = [w for w in _ANTONYM if w in sentence and ("上" in sentence or "同比" in sentence)]
        if words:
            word = rng.choice(words)
            return _at(sentences, index, sentence.replace(word, _ANTONYM[word]))
    return None


def _denied(sentences: list[str], report: Report, _rng: random.Random) -> Spoilt | None:
    """未收到 where some were received."""
    for index, sentence in enumerate(sentences):
        if "{{table3.new.total}}" in sentence and report.value("table3.new.total"):
            return _at(sentences, index, "全年未收到政府信息公开申请。")
        if "{{table4.review.total}}" in sentence and report.value("table4.review.total"):
            return _at(sentences, index, "全年未发生政府信息公开行政复议。")
    return None


def _added(*texts: str, number: bool = False, without_last_year: bool = False) -> Mutation:
    def mutate(sentences: list[str], report: Report, rng: random.Random) -> Spoilt | None:
        if without_last_year and report.previous is not None:
            return None  # a computed change may bear the trend out
        text = rng.choice(texts)
        at = rng.randint(1, len(sentences))
        return Spoilt((*sentences[:at], text, *sentences[at:]), text, number)

    return mutate


MUTATIONS: dict[str, Mutation] = {
    "invented number": _on_slot(_digits),
    "chinese numeral": _on_slot(_chinese),
    "full-width digits": _on_slot(_full_width),
    "digit glued to a slot": _on_slot(_extra_digit),
    "wrong unit": _on_slot(_wrong_unit),
    "right slot, wrong sentence": _on_slot(_foreign_slot),
    "neighbouring cell": _on_slot(_sister_slot),
    "unknown slot": _on_slot(_unknown),
    "dropped slot": _on_slot(_dropped),
    "two slots swapped": _swapped_pair,
    "trend turned round": _trend,
    "denied what there was": _denied,
    **{
        name: _added(
            *entry["sentences"],
            number=entry.get("number", False),
            without_last_year=entry.get("without_last_year", False),
        )
        for name, entry in yaml.safe_load((Path(__file__).parent / "spoilers.yaml").read_text(encoding="utf-8")).items()
    },
}
