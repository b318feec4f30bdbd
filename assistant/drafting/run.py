"""Draft several passages: the model where there is one, the offline writer otherwise."""

from collections.abc import Iterator, Sequence

from assistant.drafting.calls import CallLog
from assistant.drafting.offline import write_offline
from assistant.facts import FactBook
from assistant.slots import render
from schemas.drafts import DraftEvent, Endpoint, PassageDraft
from schemas.report import Report


def draft(
    report: Report,
    passages: Sequence[str],
    endpoint: Endpoint | None,
    *,
    instruction: str = "",
    log: CallLog | None = None,
) -> Iterator[DraftEvent]:
    """Events as they come. Never raises for a failing model: the offline writer steps in with a `notice`."""
    for passage in passages:
        yield DraftEvent(passage=passage, kind="started")
        yield from offline_events(report, passage, instruction=instruction)


def offline_events(report: Report, passage: str, *, instruction: str = "", notice: str = "") -> Iterator[DraftEvent]:
    slot_text = write_offline(report, passage)
    shown = render(slot_text, FactBook(report), strict=False).text
    yield DraftEvent(passage=passage, kind="text", text=shown)
    result = PassageDraft(
        passage=passage,
        slot_text=slot_text,
        writer="offline",
        model_written=False,
        instruction=instruction,
        notice=notice,
    )
    yield DraftEvent(passage=passage, kind="done", text=shown, result=result)


def draft_all(
    report: Report,
    passages: Sequence[str],
    endpoint: Endpoint | None,
    *,
    instruction: str = "",
    log: CallLog | None = None,
) -> dict[str, PassageDraft]:
    """Like `draft`, without the events."""
    events = draft(report, passages, endpoint, instruction=instruction, log=log)
    return {event.passage: event.result for event in events if event.kind == "done" and event.result is not None}
