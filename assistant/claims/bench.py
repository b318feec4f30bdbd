"""The numbers that claims are held against: the fact book, and last year's prose where its tables are silent."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assistant.claims.frames import analyse
from assistant.claims.model import Frame, Option
from assistant.claims.own_name import as_own_word
from assistant.facts import FactBook, UnknownSlot
from assistant.numerals import Numeral
from assistant.units import kind_of
from schemas.facts import plain_digits
from schemas.passages import PASSAGES

_FACTORS: Final[dict[str, dict[str, Decimal]]] = {
    "万元": {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)},
    "元": {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(10**8)},
}
_CENT: Final = Decimal(100)


class Bench:
    """Values by address, as Decimal."""

    def __init__(self, book: FactBook) -> None:
        self.book = book
        self.year = book.report.year
        self._values: dict[str, Decimal | None] = {}
        self._last_prose: dict[str, Decimal] | None = None

    def value(self, address: str) -> Decimal | None:
        if address not in self._values:
            self._values[address] = self._find(address)
        return self._values[address]

    def _find(self, address: str) -> Decimal | None:
        try:
            value = self.book.value(address)
        except UnknownSlot:
            return None
        if value is not None:
            return Decimal(str(value))
        if address.startswith("previous.") and self.book.previous is not None:
            return self.last_prose.get(address.removeprefix("previous."))
        return None

    @property
    def last_prose(self) -> dict[str, Decimal]:
        """Numbers that last year's prose states plainly, for what its tables do not hold."""
        if self._last_prose is None:
            self._last_prose = {}
            if self.book.previous is not None:
                self._last_prose = plain_numbers(self.book.previous)
        return self._last_prose

    def total(self, option: Option) -> Decimal | None:
        """Sum of an option, null where any part is unknown."""
        if len(option) == 1:
            return self.value(option[0])
        total = Decimal(0)
        for address in option:
            value = self.value(address)
            if value is None:
                return None
            total += value
        return total

    def own_scope(self, frame: Frame) -> bool:
        """全县共收到 … in a town's report is the county's number; in the county's own report it is this one."""
        unit = self.book.report.unit
        if frame.body and unit.name and not _is(frame.body, unit.name, unit.kind or kind_of(unit.name)):
            return False
        if not frame.scope or not unit.name:
            return True
        return (unit.kind or kind_of(unit.name)) == "government" and frame.scope in unit.name

    def known(self, options: Iterable[Option]) -> bool:
        return all(self.total(option) is not None for option in options)


def _is(body: str, name: str, kind: str) -> bool:
    """Whether an office named in the prose may be the unit; departments are named in too many ways to tell."""
    if body.endswith(("局", "委", "厅", "委员会")):
        return kind != "government"
    return body in name


def plain_numbers(book: FactBook) -> dict[str, Decimal]:
    """Address → value for the certain, exact statements of a report's own prose."""
    from assistant.slots import render_paragraphs

    found: dict[str, Decimal] = {}
    for passage in PASSAGES:
        text = book.report.passages.get(passage)
        if not text:
            continue
        for paragraph in render_paragraphs(text, book, strict=False):
            for frame in analyse(as_own_word(paragraph.text, book.report.unit), passage).frames:
                if not frame.certain or frame.relation != "value" or frame.base != "this" or frame.numeral.vague:
                    continue
                for option in frame.options:
                    if len(option) == 1:
                        found.setdefault(option[0], measured(frame.numeral, option[0]))
    return found


def unit_of(address: str) -> str:
    """元 or 万元 where the address is an amount of money, else empty."""
    last = address.rsplit(".", 1)[-1]
    return "万元" if last == "fees_wan" else "元" if last.endswith("_yuan") else ""


def measured(numeral: Numeral, address: str) -> Decimal:
    """The number in the unit of the address: 125000元 is 12.5 where 万元 are meant."""
    factors = _FACTORS.get(unit_of(address))
    return numeral.value * factors.get(numeral.unit, Decimal(1)) if factors else numeral.value


def fits(numeral: Numeral, address: str, fact: Decimal) -> bool:
    """Whether the number as said is the fact; 100余 fits 123, 近百 fits 96."""
    value = measured(numeral, address)
    if not numeral.vague:
        return value == fact or _rounded(numeral, address, value, fact)
    if numeral.vague == "more":
        return value <= fact < max(value * Decimal("1.5"), value + 10)
    if numeral.vague == "less":
        return value * Decimal("0.8") <= fact <= value
    if numeral.vague == "about":
        return abs(fact - value) <= value / 10
    return False


def far_off(numeral: Numeral, address: str, fact: Decimal) -> bool:
    """Whether the number, rough or rounded, cannot mean the fact."""
    if numeral.vague == "several":
        return False
    value = measured(numeral, address)
    if abs(value - fact) < _step(numeral, address):
        return False
    if not numeral.vague:
        return True
    if numeral.vague == "more":
        return fact < value or fact > value * 3
    if numeral.vague == "less":
        return fact > value or fact < value / 2
    return fact < value / 2 or fact > value * 2


_SCALED: Final = {"万": Decimal(10**4), "亿": Decimal(10**8)}


def _step(numeral: Numeral, address: str) -> Decimal:
    """What the last printed digit of a number in 万 or 亿 stands for (1.41万件: 100); 0 for any other."""
    text = numeral.text
    scale = "亿" if "亿" in text else "万" if "万" in text else ""
    if not scale:
        return Decimal(0)
    step = Decimal(1).scaleb(-_printed_places(text))
    factors = _FACTORS.get(unit_of(address))
    return step * (factors.get(numeral.unit, Decimal(1)) if factors else _SCALED[scale])


def _printed_places(text: str) -> int:
    """Digits after the point: 1.41万件 has two."""
    _, point, rest = text.replace("．", ".").partition(".")
    return next((i for i, char in enumerate(rest) if not char.isdigit()), len(rest)) if point else 0


def _rounded(numeral: Numeral, address: str, value: Decimal, fact: Decimal) -> bool:
    """1.41万件 for 14069, half up; 万元 is the form's own unit and is not rounded, nor is a single digit."""
    step = _step(numeral, address)
    if not step or numeral.unit == "万元" or abs(value - fact) * 2 > step:
        return False
    return len(numeral.value.normalize().as_tuple().digits) > 1


def round_percent(part: Decimal, whole: Decimal, places: int) -> Decimal:
    return (part * _CENT / whole).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def places_of(numeral: Numeral) -> int:
    """Decimals that the text prints."""
    exponent = numeral.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shown(value: Decimal) -> str:
    """Plain digits for messages and expressions."""
    return plain_digits(int(value)) if value == value.to_integral_value() else format(value.normalize(), "f")


def in_year(frame: Frame, bench: Bench) -> tuple[tuple[tuple[Option, ...], ...], bool]:
    """The frame's targets in the year that its sentence names; second value: whether that year can be judged."""
    if frame.year is None or bench.year is None:
        return frame.targets, frame.base != "open"
    if frame.base == "previous":
        return frame.targets, frame.year == bench.year - 1
    if frame.year == bench.year:
        return frame.targets, frame.base != "open"
    if frame.year == bench.year - 1:
        shifted = tuple(
            tuple(tuple(a if a.startswith("previous.") else f"previous.{a}" for a in option) for option in target)
            for target in frame.targets
        )
        return shifted, frame.base != "open"
    return frame.targets, False


def last_digit(numeral: Numeral) -> Decimal:
    """What the last digit counts; 0 for a plain whole number, which is no rounded one."""
    scale = next((factor for sign, factor in _SCALED.items() if sign in numeral.text), None)
    if scale is not None and numeral.unit == "万元" and numeral.value < scale:
        scale = None
    places = re.search(r"[.．](\d+)", numeral.text)
    if scale is None and places is None:
        return Decimal(0)
    return (scale or Decimal(1)).scaleb(-len(places[1]) if places else 0)
