"""Every number in Chinese prose: value, unit and span."""

from assistant.numerals.model import Numeral, NumeralKind, Vague
from assistant.numerals.scan import find_numerals

__all__ = ["Numeral", "NumeralKind", "Vague", "find_numerals"]
