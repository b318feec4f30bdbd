"""What a number in prose is."""

from decimal import Decimal
from typing import Final, Literal, NamedTuple

NumeralKind = Literal["count", "percent", "zero_word", "date", "ordinal", "document", "phone", "set_phrase"]
Vague = Literal["", "more", "less", "about", "several"]

QUANTITIES: Final = frozenset({"count", "percent", "zero_word"})


class Numeral(NamedTuple):
    """A number as prose says it.

    `value` normalised (536万 → 5360000; 百分之九十八 → 98 with unit %; 万元 stays a unit of its own),
    `unit` the measure word that follows (件, 条, 次, 万元, % …, empty where none), `start`/`end` characters of
    the text covering number and unit, `digits_end` the end of the number alone, `kind` what it is: only
    `count`, `percent` and `zero_word` (未收到, 没有 … = 0) are quantities, the others are no counts;
    `vague` for 余/多 (more), 近 (less), 约 and ranges (about), 若干 (several, value 0).
    """

    value: Decimal
    unit: str
    start: int
    end: int
    digits_end: int
    text: str
    kind: NumeralKind = "count"
    vague: Vague = ""

    @property
    def is_quantity(self) -> bool:
        return self.kind in QUANTITIES
