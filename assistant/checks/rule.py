"""What a rule is. One rule = one function = one code; a family module lists its rules in `RULES`.

A rule function takes the `Context` and yields `Hit`s; the decorator turns it into a `Rule`. To add one:
write the function in its family's module, decorate it, name it in that module's `RULES`, and give it
`tests/rules/<code>.yaml`. A rule reads what it declares in `needs`; where that is absent the runner lists
the rule as not assessable and does not call it. A rule that finds half of its operands missing raises
`NotAssessableError` with what it lacks, or simply yields what it can judge.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from assistant.checks.context import Context
from schemas.findings import Severity

Scope = Literal["report", "file", "final"]
Rank = Literal["law", "format", "local", "standard", "practice", "engineering"]
RANK_NAMES: dict[Rank, str] = {
    "law": "法律法规",
    "format": "格式通知",
    "local": "地方通知",
    "standard": "国家标准",
    "practice": "通行做法",
    "engineering": "本工具建议",
}
Need = Literal[
    "table2", "table3", "table4", "prose", "previous", "previous.prose", "unit", "source", "source.tables",
    "source.headings", "source.layout", "source.metadata", "others", "final", "person",
]  # fmt: skip
"""`person`: no input can decide it; the rule is printed as a question on the check list."""


class NotAssessableError(Exception):
    """Raised by a rule whose operands are missing; `needs` is one Chinese phrase."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from. Only law and format may say 规定 / 要求 to a user."""

    rank: Rank
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding before code, severity and basis are added. `severity` null: the rule's own."""

    place: str
    message: str
    related: tuple[str, ...] = ()
    excerpt: str = ""
    span: tuple[int, int] | None = None
    suggestion: str = ""
    severity: Severity | None = None


RuleFunction = Callable[[Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    title: str
    severity: Severity
    basis: Basis
    function: RuleFunction
    scope: Scope = "report"
    needs: tuple[Need, ...] = ()
    good: str = ""
    bad: str = ""
    question: str = ""
    """Printed on the check list for rules that need a person."""
    other_severities: tuple[Severity, ...] = field(default=())
    waivable: bool = False
    """An error that may be released with a reason all the same (domain.md says so by name)."""

    def run(self, context: Context) -> Iterable[Hit]:
        return self.function(context)


def rule(
    code: str,
    title: str,
    severity: Severity,
    basis: Basis,
    *,
    scope: Scope = "report",
    needs: tuple[Need, ...] = (),
    good: str = "",
    bad: str = "",
    question: str = "",
    other_severities: tuple[Severity, ...] = (),
    waivable: bool = False,
) -> Callable[[RuleFunction], Rule]:
    """Decorator: function → Rule."""

    def wrap(function: RuleFunction) -> Rule:
        return Rule(
            code,
            title,
            severity,
            basis,
            function,
            scope,
            needs,
            good,
            bad,
            question,
            other_severities,
            waivable,
        )

    return wrap
