"""Sums that say what they are of: 三项合计121件, 医疗和公共卫生两类合计405条; the parts stand in the prose before."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product
from typing import Final

from assistant.claims.bench import shown
from assistant.claims.model import Frame
from assistant.claims.ratios import NEAR, Outcome

_SUM: Final = re.compile(
    r"(?:^|[，。；：（(\n])(?P<names>[^，。；：（(\n]*?)"
    r"(?:(?P<number>[两二三四五六七八九十]|\d{1,2})(?:大|个)?(?P<what>[项类者种]|[^，。；：、0-9]{1,6}?))?"
    r"(?:合计|共计|总计|总共|合共)(?:为|达|约|是|公开|发布|收到)?[\s，]*$"
)
_TIMES: Final = re.compile(r"[年月日周天次期届轮批级]|季度|度")
_ALL: Final = frozenset(("", "以上", "上述", "前述", "这", "其中", "全年", "共"))
_AND: Final = re.compile(r"[、和与及]|以及")
_DIGITS: Final = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_MOST: Final = 12


def plain_sum(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """Null where the parts are not told apart with certainty, and for a sum whose parts are not all there."""
    frame = frames[index]
    if frame.relation != "value" or frame.numeral.kind != "count" or frame.numeral.vague or not frame.numeral.unit:
        return None
    start = max(0, frame.numeral.start - 60)
    found = _SUM.search(text, start, frame.numeral.start)
    if found is None:
        return None
    names = found["names"].strip()
    number = _value(found["number"])
    if names in _ALL and number > 1 and not _TIMES.match(found["what"]):
        return _of_so_many(frames, index, number)
    kept = _kept(found["number"], found["what"])
    return _of_the_named(text, frames, index, names + kept, 0 if kept else number)


def _kept(number: str | None, what: str | None) -> str:
    """二、三季度合计: the number is a name."""
    return f"{number}{what}" if number and what and _TIMES.match(what) else ""


def _value(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdigit() else _DIGITS[written]


def _before(frames: Sequence[Frame], index: int, back: int) -> list[Frame]:
    """Counts of the same unit in the sentence of the number, or in the one `back` before it."""
    frame = frames[index]
    return [
        f for f in frames[max(0, index - NEAR) : index]
        if f.sentence == frame.sentence - back and f.relation == "value" and f.numeral.kind == "count"
        and f.numeral.unit == frame.numeral.unit and not f.numeral.vague
    ]  # fmt: skip


def _of_so_many(frames: Sequence[Frame], index: int, number: int) -> Outcome | None:
    frame = frames[index]
    parts = _before(frames, index, 0)
    if len(parts) < 2:
        if any(f.sentence == frame.sentence for f in frames[max(0, index - 3) : index]):
            return None
        parts = _before(frames, index, 1)
    if len(parts) > _MOST or len(parts) < number:
        return None
    fitting = next((c for c in combinations(parts, number) if _total(c) == frame.numeral.value), None)
    if fitting is not None:
        return _right(fitting)
    return _wrong(frame, parts) if len(parts) == number and _plain(frame, parts) else None


def _of_the_named(text: str, frames: Sequence[Frame], index: int, said: str, number: int) -> Outcome | None:
    names = [n for n in _AND.split(said) if n]
    if len(names) < 2 or (number > 1 and len(names) != number):
        return None
    last = names[-1]
    names = [n if len(n) > 1 else n + last[1:] for n in names]
    frame = frames[index]
    candidates = [*_before(frames, index, 1), *_before(frames, index, 0)]
    called = [[f for f in candidates if n in text[slice(*f.local)]] for n in names]
    if not all(called) or any(len(n) < 2 for n in names):
        return None
    tried = list(product(*called))[:100]
    tried = [parts for parts in tried if len({id(p) for p in parts}) == len(parts)]
    fitting = next((parts for parts in tried if _total(parts) == frame.numeral.value), None)
    if fitting is not None:
        return _right(fitting)
    return _wrong(frame, tried[0]) if len(tried) == 1 and _plain(frame, tried[0]) else None


def _plain(frame: Frame, parts: Sequence[Frame]) -> bool:
    """No number is rounded to 万 or 亿."""
    return not any(sign in f.numeral.text for f in (frame, *parts) for sign in "万亿")


def _total(parts: Sequence[Frame]) -> Decimal:
    return sum((p.numeral.value for p in parts), Decimal(0))


def _expression(parts: Sequence[Frame]) -> str:
    return f"{'+'.join(shown(p.numeral.value) for p in parts)}={shown(_total(parts))}"


def _right(parts: Sequence[Frame]) -> Outcome:
    return Outcome("confirmed", (_expression(parts),))


def _wrong(frame: Frame, parts: Sequence[Frame]) -> Outcome:
    said, unit, total = frame.numeral.value, frame.numeral.unit, _total(parts)
    message = (
        f"各项合计 {shown(total)} {unit}，文中写 {shown(said)} {unit}，相差 {shown(abs(total - said))}"
        f"（{_expression(parts)}）。请核对合计数和各分项。"
    )
    return Outcome("contradicted", (_expression(parts),), (), message, "N-10")
