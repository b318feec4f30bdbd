"""Lists without 其中: 742条信息中，A类12条，B类38条…; and a total divided once more: 按渠道分，…；按内容分，…."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from assistant.claims.bench import shown
from assistant.claims.frames import Analysis
from assistant.claims.list_mismatch import overlap
from assistant.claims.model import Frame
from assistant.claims.ratios import Outcome

_AMONG: Final = re.compile(r"[^，。；：0-9]{0,10}(?<!其)中[，,][^，。；：0-9]{1,20}")
_BY: Final = re.compile(
    r"(?:[；;。]|^)\s*(?:从|按|分)(?!照|期|时|规)[^，。；：、0-9]{1,8}(?:看|分|划分|分类|统计|来看|上看)?[，,：:]"
)
_STOP: Final = re.compile(r"[；;。]")
_TRAILS: Final = re.compile(r"等|以上|左右")
_LEAST: Final = 3
_PLAUSIBLE: Final = Decimal("1.3")
_OF_ANOTHER_KIND: Final = ("通过", "由", "被", "涉及", "转载", "首发", "原创", "网上", "线上", "线下", "图解")
"""Words of a part that may overlap with the others."""
_FAR: Final = 60
"""How many numbers a list may hold, and its total may be away."""


def listed_again(analysis: Analysis, found: Mapping[int, Outcome]) -> dict[int, Outcome]:
    """Index of the total → what such a list says of it; nothing where it may name some only."""
    told: dict[int, Outcome] = {}
    for head, parts, complete in (*_among(analysis), *_by_another(analysis, found)):
        total = sum((p.numeral.value for p in parts), Decimal(0))
        whole = analysis.frames[head].numeral
        expression = f"{'+'.join(shown(p.numeral.value) for p in parts)}={shown(total)}"
        if total == whole.value:
            if head not in found:
                told[head] = Outcome("confirmed", (expression,))
            continue
        if total < whole.value and not complete:
            continue
        word = "多" if total > whole.value else "少"
        message = (
            f"各项合计 {shown(total)} {whole.unit}，总数 {shown(whole.value)} {whole.unit}，"
            f"{word} {shown(abs(total - whole.value))}（{expression}）。请核对总数和各分项。"
        )
        told[head] = Outcome("contradicted", (expression,), (), message, "N-10")
    return told


def _among(analysis: Analysis) -> Iterator[tuple[int, list[Frame], bool]]:
    frames, text = analysis.frames, analysis.text
    if "中，" not in text and "中," not in text:
        return
    for head, first in zip(range(len(frames)), range(1, len(frames)), strict=False):
        if _AMONG.fullmatch(text, frames[head].numeral.end, frames[first].numeral.start):
            if frames[head].domain in ("app", "dispute"):
                continue  # by applicant, by way and by matter: not one division
            parts = _run(analysis, first, frames[head])
            most = frames[head].numeral.value * _PLAUSIBLE
            alike = not any(word in text[slice(*p.local)] for p in parts for word in _OF_ANOTHER_KIND)
            if len(parts) >= _LEAST and alike and sum(p.numeral.value for p in parts) <= most:
                yield head, parts, False


def _by_another(analysis: Analysis, found: Mapping[int, Outcome]) -> Iterator[tuple[int, list[Frame], bool]]:
    frames, text = analysis.frames, analysis.text
    starts = [f.numeral.start for f in frames]
    for mark in _BY.finditer(text):
        first = bisect_left(starts, mark.end())
        if first >= len(frames) or frames[first].numeral.start - mark.end() > 20:
            continue
        heads = [
            i for i in range(max(0, first - _FAR), first)
            if frames[i].sentence >= frames[first].sentence - 1
            and frames[i].numeral.unit == frames[first].numeral.unit
            and _divided(found.get(i), frames[i])
        ]  # fmt: skip
        parts = _run(analysis, first, frames[heads[-1]]) if heads else []
        total = sum((p.numeral.value for p in parts), Decimal(0))
        near = (
            f
            for f in frames[max(0, first - _FAR) : first]
            if f.sentence >= frames[first].sentence - 1 and f.numeral.value == total
        )
        if len(parts) >= _LEAST and not any(f.numeral.unit == frames[first].numeral.unit for f in near):
            yield heads[-1], parts, "从" not in mark[0]


def _divided(outcome: Outcome | None, frame: Frame) -> bool:
    """Whether a list before is of this number, and gives it."""
    told = outcome is not None and outcome.verdict == "confirmed"
    return told and outcome.evidence[0].endswith(f"={shown(frame.numeral.value)}")  # type: ignore[union-attr]


def _run(analysis: Analysis, first: int, head: Frame) -> list[Frame]:
    """The counts from `first` to the next ； or 。; none where one of them is rough, or has parts of its own."""
    text = analysis.text
    stop = _STOP.search(text, analysis.frames[first].numeral.end)
    end = stop.start() if stop else len(text)
    run = [f for f in analysis.frames[first : first + _FAR] if f.numeral.start < end]
    plain = [f for f in run if not f.depth and f.relation == "value" and f.numeral.kind == "count"]
    plain = [f for f in plain if f.numeral.unit == head.numeral.unit]
    odd = any(f.numeral.vague or f.concepts & _NESTS or f.base == "previous" for f in plain)
    between = text[analysis.frames[first].numeral.end : end]
    places = list(range(first, first + len(plain)))
    if odd or len(run) == _FAR or len(plain) != len(run) or _TRAILS.search(between) or overlap(analysis, places):
        return []
    return plain


_NESTS: Final = frozenset(("M:among", "M:incl", "M:sum", "M:all", "M:complete", "M:dist"))
