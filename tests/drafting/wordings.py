"""Right drafts put together from `good_wordings.yaml` (or another file of the same make) for a report."""

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.facts import FactBook
from assistant.units import resolve
from schemas.report import Report

HERE = Path(__file__).parent
DIGITS = "一二三四五六七八九"
_RESULTS = (
    ("granted", "予以公开", "同意公开"), ("partial", "部分公开", "部分公开"), ("deny", "不予公开", "不予公开"),
    ("na", "无法提供", "无法提供"), ("np", "不予处理", "不予处理"), ("ot", "其他处理", "其他处理"),
)  # fmt: skip
_REWORDED = (
    ("不及时", "不够及时"),
    ("较为", "比较"),
    ("还不够准确", "仍有偏差"),
    ("偏长", "较长"),
    ("不便", "不够方便"),
)


@dataclass(frozen=True)
class GoodDraft:
    passage: str
    text: str
    sentences: tuple[str, ...]


@cache
def load(path: Path = HERE / "good_wordings.yaml") -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def compose_good(report: Report, passage: str, seed: int, path: Path = HERE / "good_wordings.yaml") -> GoodDraft:
    """A right draft: from each group one variant whose conditions hold."""
    rng = random.Random(seed)
    book = FactBook(report)
    sentences: list[str] = []
    for group in load(path)[passage]:
        fitting = [v for v in group if all(_holds(c, report, book) for c in v.get("if", []))]
        if fitting:
            text = rng.choice(fitting)["text"]
            sentences += _filled(text, report, book, rng)
    return GoodDraft(passage, "".join(sentences), tuple(sentences))


def _holds(condition: str, report: Report, book: FactBook) -> bool:
    if condition == "items":
        return len([i for i in report.disclosure.items if i.group == "category" and i.count is not None]) > 1
    if condition.startswith("said:"):
        topic, _, state = condition.removeprefix("said:").partition("=")
        return getattr(report.statements, topic).state == state
    head, _, rest = condition.partition(":")
    if rest and head in ("up", "down", "level"):
        change = book.get(f"change.{rest}")
        growth = book.get(f"growth.{rest}")
        return change is not None and growth is not None and change.sign == {"up": 1, "down": -1, "level": 0}[head]
    found = re.match(r"([a-z0-9_.]+)([>=]0)?$", condition)
    assert found, condition
    fact = book.get(found[1])
    if fact is None:
        return False
    return {None: True, ">0": fact.value > 0, "=0": fact.value == 0}[found[2]]


def _filled(text: str, report: Report, book: FactBook, rng: random.Random) -> list[str]:
    unit = resolve(report.unit)
    if text == "{problems}":
        return [f"{DIGITS[i]}是{_reworded(n.text, rng)}。" for i, n in enumerate(report.notes.get("problems", ()))]
    if text == "{measures}":
        problems, measures = report.notes.get("problems", ()), report.notes.get("improvements", ())
        return [
            f"{DIGITS[i]}是针对{p.text.split('，')[0]}的问题，{m.text}。"
            for i, (p, m) in enumerate(zip(problems, measures, strict=False))
        ]
    items = [i for i in report.disclosure.items if i.group == "category"]
    joint = rng.choice(("、", "，"))
    filled = {
        "{name}": unit.name or "本机关",
        "{me}": rng.choice((unit.short or "本机关", "本机关")),
        "{superior}": unit.superior or "上级",
        "{site}": unit.site or "政府网站",
        "{items}": joint.join(
            f"{i.name}{rng.choice(('', '类', '信息'))}{{{{disclosure.items.{i.name}}}}}{i.unit}" for i in items
        ),
        "{results}": joint.join(
            f"{rng.choice(names)}{{{{table3.{row}.total}}}}件"
            for row, *names in _RESULTS
            if (fact := book.get(f"table3.{row}.total")) and fact.value
        ),
    }
    for mark, words in filled.items():
        text = text.replace(mark, words)
    return [text]


def _reworded(text: str, rng: random.Random) -> str:
    old, new = rng.choice(_REWORDED)
    return text.replace(old, new)
