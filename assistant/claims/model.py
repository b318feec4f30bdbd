"""What a number in prose is found to speak of, and what is said about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from assistant.numerals import Numeral
from schemas.findings import Verdict

Domain = Literal["", "app", "dispute", "document", "decision", "fee", "pfee", "disclosure", "activity"]
Base = Literal["this", "previous", "open"]
Relation = Literal["value", "share", "rate", "growth", "change", "points", "multiple"]

SUM_WORDS: Final = frozenset(("M:sum", "M:all"))
Option = tuple[str, ...]
"""Addresses whose sum the number may be."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One paragraph of prose to be judged; `place` its address, `passage` the passage it belongs to."""

    place: str
    passage: str
    text: str


@dataclass(slots=True)
class Frame:
    """A number with what its clause says.

    `targets`: one set of options a thing counted; the number must fit one option of each (未发生行政复议、
    行政诉讼 speaks of two things). `certain`: the words were understood to the end, so that a number which fits
    none is wrong. `noun` is what the clause says beyond known words, `whole` what a share says it is of.
    """

    numeral: Numeral
    sentence: int
    part: int
    local: tuple[int, int]
    post: tuple[int, int]
    depth: int = 0
    domain: Domain = ""
    relation: Relation = "value"
    base: Base = "this"
    year: int | None = None
    targets: tuple[tuple[Option, ...], ...] = ()
    certain: bool = False
    blocked: bool = False
    qualified: bool = False
    carried_to: bool = False
    several_years: bool = False
    against: int | None = None
    """The year that the clause compares with, where it names one."""
    dealt: bool = False
    """One of several numbers that 分别 deals out."""
    whole: tuple[Option, ...] = ()
    alone: bool = False
    """A count of answers in a sentence that does not speak of what was carried in."""
    of_new: bool = False
    """Of the number right before it, which counts this year's applications: 新收的75件申请办结66件."""
    names_part: bool = False
    """A share whose own clause names what it is a share of the whole: 自然人申请占比90%."""
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    rising: int = 0
    scope: str = ""
    """县, 市 … where the clause speaks of 全县, 全市."""
    body: str = ""
    """The office that the clause names as the one that counts: 西河县, 市自然资源局."""
    noun: str = ""
    concepts: frozenset[str] = field(default_factory=frozenset)

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(option for target in self.targets for option in target)


@dataclass(frozen=True, slots=True)
class Paired:
    """What one number of a 分别 counts."""

    domain: Domain
    targets: tuple[tuple[Option, ...], ...]
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    certain: bool = False
    named: bool = False


def in_base(frame: Frame, options: Iterable[Option]) -> tuple[Option, ...]:
    """Options in the year that the clause speaks of."""
    listed = tuple(dict.fromkeys(options))
    if frame.base == "previous":
        return tuple(tuple(f"previous.{a}" for a in option) for option in listed)
    return listed


class Judgement(NamedTuple):
    """A claim before it is written down, with what the rules of family N need.

    `rule` names the rule that a contradiction belongs to; `expected` the other side in words and value.
    """

    frame: Frame
    place: str
    passage: str
    text: str
    clause: str
    span: tuple[int, int]
    verdict: Verdict
    evidence: tuple[str, ...] = ()
    rule: str = ""
    message: str = ""
    cells: tuple[str, ...] = ()
    severity: str = ""
