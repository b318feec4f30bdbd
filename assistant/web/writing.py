"""Starting drafts: everything, or one passage with an instruction."""

from collections.abc import Iterator

from assistant.errors import WrongInputError
from assistant.web import jobs
from assistant.web.components.consent import ask_consent, may_send
from assistant.web.guard import tell
from assistant.web.state import store
from schemas.drafts import DraftEvent
from schemas.passages import PASSAGE_NAMES
from schemas.report import Report


def passages_to_write(report: Report) -> tuple[str, ...]:
    """What 起草全部 would write."""
    from assistant.drafting.apply import passages_to_draft

    return passages_to_draft(report)


def draft_everything(report_id: int) -> None:
    """Draft all passages that hold no accepted, locked or person-written text."""
    report = store().reports.open(report_id).report
    _start(report_id, passages_to_write(report), "", as_candidates=False)


def rewrite(report_id: int, passage: str, instruction: str, selection: tuple[int, int] | None = None) -> None:
    """Draft one passage (or revise it, or a part of it); what comes waits beside the present text."""
    report = store().reports.open(report_id).report
    if passage in report.locks:
        raise WrongInputError(f"“{PASSAGE_NAMES[passage]}”已锁定，请先解锁再重写。")
    _start(report_id, (passage,), instruction.strip(), as_candidates=True, selection=selection)


def _start(
    report_id: int,
    passages: tuple[str, ...],
    instruction: str,
    *,
    as_candidates: bool,
    selection: tuple[int, int] | None = None,
) -> None:
    if not passages:
        tell("没有需要起草的段落。", "info")
        return
    endpoint = store().preferences.endpoint()
    if not may_send(endpoint):
        ask_consent(report_id, passages, instruction, as_candidates, selection)
        return
    job = jobs.DraftJob(
        store(), report_id, passages, _write, as_candidates=as_candidates, instruction=instruction, selection=selection
    )
    if jobs.start(job) is not job:
        tell("这份报告正在起草，请等它结束再试。", "warning")


def _write(job: jobs.DraftJob) -> Iterator[DraftEvent]:
    from assistant.drafting import draft, revise

    if job.as_candidates and job.report.passages.get(job.passages[0], "").strip():
        return revise(
            job.report,
            job.passages[0],
            job.endpoint,
            instruction=job.instruction,
            selection=job.selection,
            log=job,
        )
    return draft(job.report, job.passages, job.endpoint, instruction=job.instruction, log=job)


def restart(
    report_id: int,
    passages: tuple[str, ...],
    instruction: str,
    as_candidates: bool,
    selection: tuple[int, int] | None,
) -> None:
    """What was asked for before the clerk agreed to send it."""
    _start(report_id, passages, instruction, as_candidates=as_candidates, selection=selection)
