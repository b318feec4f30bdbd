"""A fact: one number that prose may use."""

from dataclasses import dataclass
from typing import Literal

FactOrigin = Literal["typed", "imported", "ledger", "computed", "carried_over", "derived", "note", "previous"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its address.

    `value` is an int or float as printed; `unit` 件, 条, 次, 万元, 元, %, 年 …; `label` Chinese, for prompts
    and tooltips; `cells` the addresses it is computed from (empty for a stored number); `sign` of a change
    (-1, 0, 1; null where the fact is no change).
    """

    address: str
    value: int | float
    unit: str
    label: str
    origin: FactOrigin
    cells: tuple[str, ...] = ()
    sign: int | None = None

    @property
    def text(self) -> str:
        """Plain digits as prose prints them: no separators, no trailing zeros."""
        return plain_digits(self.value)


def plain_digits(value: int | float) -> str:
    """12 → 12, 12.50 → 12.5, 0.1 → 0.1; never an exponent."""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f") if "e" in repr(value) else repr(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
