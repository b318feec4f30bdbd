"""Numbers that the clerk's own entries license: categories and channels of disclosure, activity, notes."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.claims.bench import Bench, fits, shown
from assistant.claims.frames import Analysis
from assistant.claims.model import Frame
from assistant.claims.ratios import Outcome
from assistant.claims.readings import names_item
from assistant.numerals import Numeral, find_numerals


def licensed(analysis: Analysis, frame: Frame, bench: Bench) -> Outcome | None:
    """A confirmation by an entry of the same value about the same thing; a contradiction by one of the same name."""
    if frame.relation == "value" and frame.base == "this" and frame.numeral.kind == "count":
        item = _item(analysis, frame, bench)
        if item is not None:
            return item
    return _note(analysis, frame, bench)


def _item(analysis: Analysis, frame: Frame, bench: Bench) -> Outcome | None:
    clause = analysis.text[frame.local[0] : max(frame.post[1], frame.numeral.end)]
    lead = analysis.text[frame.local[0] : frame.numeral.start].rstrip()
    for item in bench.book.report.disclosure.items:
        if item.count is None or not names_item(clause, item.name):
            continue
        address = f"disclosure.items.{item.name}"
        fact = Decimal(str(item.count))
        if fits(frame.numeral, address, fact):
            return Outcome("confirmed", (address,))
        same = lead.endswith((item.name, item.name + "信息")) and frame.numeral.unit == item.unit
        if same and not frame.numeral.vague and frame.year in (None, bench.year):
            message = (
                f"文中写“{item.name}” {shown(frame.numeral.value)} {item.unit}，填报数据为 {shown(fact)} {item.unit}，"
                f"相差 {shown(abs(fact - frame.numeral.value))}。请核对文字与数据。"
            )
            return Outcome("contradicted", (address,), (address,), message, "N-15")
    return None


def _note(analysis: Analysis, frame: Frame, bench: Bench) -> Outcome | None:
    if not bench.book.report.notes:
        return None
    numeral = frame.numeral
    start = max(0, frame.local[0] - 40)
    clause = analysis.text[start : max(frame.post[1], numeral.end) + 20]
    for passage, notes in bench.book.report.notes.items():
        for note in notes:
            for number in note.numbers or ():
                said = _numeral_at(note.text, number.span[0])
                if said is None or said.value != numeral.value or (said.unit and said.unit != numeral.unit):
                    continue
                around = note.text[max(0, said.start - 24) : said.end + 12]
                if _share_words(around, clause):
                    return Outcome("confirmed", (f"notes.{passage}.{note.id}.{number.id}",))
    return None


@lru_cache(maxsize=1024)
def _numerals(text: str) -> tuple[Numeral, ...]:
    return find_numerals(text)


def _numeral_at(text: str, start: int) -> Numeral | None:
    return next((n for n in _numerals(text) if n.start == start), None)


def _pairs(text: str) -> Iterator[str]:
    for left, right in pairwise(text):
        if "一" <= left <= "鿿" and "一" <= right <= "鿿":
            yield left + right


_COMMON: Final = frozenset(
    ("政务", "务公", "公开", "开信", "信息", "政府", "府信", "申请", "工作", "全年", "本年", "年度", "组织", "开展")
) | {"我镇", "我局", "召开", "情况", "相关", "次会", "及时"}


def _share_words(note: str, clause: str) -> bool:
    """Two characters in common that are not on every page."""
    return bool((set(_pairs(note)) & set(_pairs(clause))) - _COMMON)
