"""A judgement of the prose as a finding: at its place, with the cells behind it."""

from assistant.checks.rule import Hit
from assistant.claims import Judgement
from assistant.facts import SUM_ADDRESSES
from schemas.findings import Severity


def _cells(judgement: Judgement) -> tuple[str, ...]:
    """Stored cells behind the addresses that a claim contradicts."""
    found: dict[str, None] = {}
    for address in judgement.cells:
        prefix = "previous." if address.startswith("previous.") else ""
        plain = address.removeprefix("previous.")
        found |= dict.fromkeys(prefix + cell for cell in SUM_ADDRESSES.get(plain, (plain,)))
    return tuple(found)


def hit(judgement: Judgement, message: str, severity: Severity | None = None) -> Hit:
    given: Severity | None = severity or ("warning" if judgement.severity == "warning" else None)
    return Hit(
        judgement.place,
        message,
        related=_cells(judgement),
        excerpt=judgement.clause,
        span=judgement.span,
        severity=given,
    )
