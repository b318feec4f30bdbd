"""Numbers in prose against facts: confirmed, contradicted, unsupported."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts import FactBook
from assistant.numerals import Numeral
from schemas.findings import Claim


@dataclass(frozen=True, slots=True)
class Statement:
    """One paragraph of prose to be judged; `place` its address, `passage` the passage it belongs to."""

    place: str
    passage: str
    text: str


def readings(text: str, numeral: Numeral, passage: str) -> frozenset[str] | None:
    """Addresses that the number may mean by what its clause speaks of, whatever its value.

    Null where the clause speaks of nothing that the form or the fact book counts (then any licensed fact
    may stand there). Used by `judge` and by the drafting gate.
    """
    raise NotImplementedError


def judge(statements: Sequence[Statement], book: FactBook) -> tuple[Claim, ...]:
    """Every quantity of the prose as a claim, in reading order. Works without tables, too."""
    raise NotImplementedError
