"""The gate, the same for every writer: an allow-list for numbers, names, titles, trends, events and results.

Everything that a fact, a statement or a note does not hold is refused with its place and one Chinese
sentence; general official wording that names none of these is free.
"""

from collections.abc import Callable, Iterator
from typing import Final, Literal

from assistant.drafting.gate import (
    citations,
    completeness,
    doings,
    events,
    institutions,
    names,
    numbers,
    outcomes,
    section_five,
    smells,
    trends,
)
from assistant.drafting.gate import lists_in_turn as in_turn
from assistant.drafting.gate.view import Licence, View
from assistant.facts import FactBook
from schemas.drafts import GateFailure
from schemas.report import Report

Guard = Callable[[View], Iterator[GateFailure]]

GUARDS: Final[dict[str, tuple[Guard, ...]]] = {
    "slots": (numbers.slots_resolve, numbers.slots_fit, numbers.no_gaps, in_turn.lists_in_turn),
    "numbers": (numbers.no_bare_numbers,),
    "trends": (trends.trend_words, trends.quantity_words),
    "citations": (citations.titles_listed, citations.numbers_listed),
    "names": (
        names.meetings_named,
        names.awards_named,
        names.platforms_named,
        names.places_named,
        names.persons_named,
        names.levels_match,
        institutions.institutions_named,
        institutions.towns_named,
    ),
    "events": (
        events.statements_hold,
        events.on_time_stated,
        events.doings_known,
        events.all_of_them,
        events.denials_known,
        doings.doings_named,
        outcomes.outcomes_fit,
        outcomes.not_done_known,
        outcomes.late_answers,
    ),
    "smells": (smells.smells,),
    "section_five": (
        section_five.from_the_notes,
        doings.measures_held,
        section_five.not_last_years,
        section_five.problems_answered,
    ),
    "length": (completeness.length_within,),
}
"""Guards by name, in the order in which they run; the adversarial script takes them out one by one."""

MENDED: Final = frozenset(("missing_fact", "missing_topic", "unanswered_problem"))
"""Failures that are mended by adding the offline writer's sentence; what stands is right."""


def check_text(
    slot_text: str,
    passage: str,
    report: Report,
    *,
    book: FactBook | None = None,
    writer: Literal["model", "person"] = "person",
    without: frozenset[str] = frozenset(),
) -> tuple[GateFailure, ...]:
    """All failures of a passage's slot text, in reading order. Empty: it may stand as it is.

    A person may type a number: it is judged as a claim and passes where the facts confirm it. A model may not.
    `without` names guards that are left out (only to show what each of them catches).
    """
    view = View(slot_text, passage, report, book or FactBook(report), Licence(report))
    view.by_model = writer == "model"
    claims = completeness.claims_of(view) if not {"scan", "required"} <= without else ()
    if writer == "person":
        view.confirmed = completeness.confirmed(view, claims)
    found: list[GateFailure] = []
    for name, guards in GUARDS.items():
        if name not in without:
            for guard in guards:
                found += guard(view)
    if "scan" not in without:
        found += completeness.contradictions(view, claims)
    if "required" not in without:
        found += completeness.facts_mentioned(view, claims)
    return tuple(sorted(dict.fromkeys(found), key=lambda failure: (failure.start, failure.end, failure.kind)))
