"""Draft several passages at once: the model where there is one, the offline writer otherwise."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Queue
from threading import Event
from typing import Final

from assistant.drafting.calls import CallLog
from assistant.drafting.outbound import blocked_sentence, outbound_obstacles
from assistant.drafting.pipeline import Job, blocked_record, draft_passage, offline_draft
from assistant.drafting.prompts import build_prompt, prompt_spec
from assistant.drafting.revise import is_locked, revise_offline, revision_job
from assistant.facts import FactBook
from assistant.slots import render
from schemas.drafts import DraftEvent, Endpoint, PassageDraft
from schemas.report import Report

_LOG: Final = logging.getLogger(__name__)


def draft(
    report: Report,
    passages: Sequence[str],
    endpoint: Endpoint | None,
    *,
    instruction: str = "",
    log: CallLog | None = None,
) -> Iterator[DraftEvent]:
    """Events as they come, `started` … `done` for each passage. Never raises for a failing model.

    Raises KeyError for an unknown passage.
    """
    jobs = [_Task(report, passage, endpoint, instruction, log) for passage in passages]
    yield from _run_together(jobs, endpoint.concurrency if endpoint else 1)


def draft_all(
    report: Report,
    passages: Sequence[str],
    endpoint: Endpoint | None,
    *,
    instruction: str = "",
    log: CallLog | None = None,
) -> dict[str, PassageDraft]:
    """Like `draft`, without events; answers are not streamed."""
    tasks = [_Task(report, passage, endpoint, instruction, log, stream=False) for passage in passages]
    if endpoint is None or len(tasks) == 1:
        return {task.passage: task.run(_silent, Event()) for task in tasks}
    with ThreadPoolExecutor(min(len(tasks), endpoint.concurrency)) as pool:
        futures = {task.passage: pool.submit(task.run, _silent, Event()) for task in tasks}
        return {passage: future.result() for passage, future in futures.items()}


def run_revision(
    report: Report,
    passage: str,
    endpoint: Endpoint | None,
    instruction: str,
    selection: tuple[int, int] | None,
    log: CallLog | None,
) -> Iterator[DraftEvent]:
    """`revise`, run like any other passage."""
    task = _Task(report, passage, endpoint, instruction, log, selection=selection, revising=True)
    return _run_together([task], 1)


def _silent(_event: DraftEvent) -> None:
    pass


class _Task:
    """One passage with everything it takes to draft it."""

    def __init__(
        self,
        report: Report,
        passage: str,
        endpoint: Endpoint | None,
        instruction: str,
        log: CallLog | None,
        *,
        stream: bool = True,
        selection: tuple[int, int] | None = None,
        revising: bool = False,
    ) -> None:
        self.report = report
        self.passage = passage
        self.spec = prompt_spec(passage)
        self.book = FactBook(report)
        self.endpoint = endpoint
        self.instruction = instruction
        self.log = log
        self.stream = stream
        self.selection = selection
        # an instruction on a text that is there asks for a revision of it
        self.revising = revising or bool(instruction.strip() and report.passages.get(passage, "").strip())

    def run(self, emit: Callable[[DraftEvent], None], stop: Event) -> PassageDraft:
        emit(DraftEvent(passage=self.passage, kind="started"))
        result = self._result(emit, stop)
        shown = render(result.slot_text, self.book, strict=False).text
        if result.writer == "offline":
            emit(DraftEvent(passage=self.passage, kind="text", text=shown))
        emit(DraftEvent(passage=self.passage, kind="done", text=shown, result=result))
        return result

    def _result(self, emit: Callable[[DraftEvent], None], stop: Event) -> PassageDraft:
        if self.revising and is_locked(self.report, self.passage):
            return self._unchanged("这一段已锁定，未作改动。请先解锁再改写。")
        reason = self._why_offline()
        if reason is not None or self.endpoint is None:
            return self._offline(reason or "")
        present = self.report.passages.get(self.passage, "") if self.revising else ""
        obstacles = outbound_obstacles(self.report, (self.passage,), present=present)
        if obstacles:
            if self.log is not None:
                self.log.add(blocked_record(self.report, self.passage, self.endpoint, obstacles))
            return self._unchanged(obstacles[0]) if self.revising else self._offline(blocked_sentence(obstacles))
        if self.revising:
            job = revision_job(self.report, self.passage, self.endpoint, self.instruction, self.selection)
        else:
            prompt = build_prompt(self.report, self.passage, instruction=self.instruction, book=self.book)
            job = Job(self.report, self.passage, self.endpoint, prompt, self.instruction, book=self.book)
        try:
            result = draft_passage(job, emit, log=self.log, stopped=stop.is_set, stream=self.stream)
        except Exception:
            # whatever a model can provoke in us, the clerk keeps a text and is told
            _LOG.exception("drafting %s", self.passage)
            return self._failed("模型的回答无法核对。")
        if self.revising and result.writer == "offline":
            # a failed revision must not cost the clerk the text that stands there
            return self._unchanged(result.notice.replace("本节已改由程序起草", "现有文字未作改动"))
        return result

    def _failed(self, sentence: str) -> PassageDraft:
        if self.revising:
            return self._unchanged(f"{sentence}现有文字未作改动。")
        return self._offline(f"{sentence}本节已改由程序起草。")

    def _offline(self, notice: str) -> PassageDraft:
        if self.revising:
            result = revise_offline(self.report, self.passage, self.instruction)
            return result.model_copy(update={"notice": notice or result.notice})
        return offline_draft(self.report, self.passage, instruction=self.instruction, notice=notice)

    def _unchanged(self, notice: str) -> PassageDraft:
        state = self.report.state.get(self.passage)
        return PassageDraft(
            passage=self.passage,
            slot_text=self.report.passages.get(self.passage, ""),
            writer="offline",
            model_written=bool(state and state.model_written),
            instruction=self.instruction,
            notice=notice,
        )

    def _why_offline(self) -> str | None:
        """Null where the model is to be asked; else what the clerk is told (may be empty)."""
        if self.endpoint is None or not self.spec.model:
            return ""
        if self.spec.needs_notes and not any(
            note.text.strip() for passage in ("problems", "improvements") for note in self.report.notes.get(passage, ())
        ):
            return "这一节还没有素材，模型不能代为编写问题和措施，请先填写素材。"
        return None


def _run_together(tasks: Sequence[_Task], workers: int) -> Iterator[DraftEvent]:
    if not tasks:
        return
    events: Queue[DraftEvent | Future[PassageDraft]] = Queue()
    stop = Event()
    with ThreadPoolExecutor(max(1, min(len(tasks), workers)), thread_name_prefix="draft") as pool:
        for task in tasks:
            pool.submit(task.run, events.put, stop).add_done_callback(events.put)
        left = len(tasks)
        try:
            while left:
                event = events.get()
                if isinstance(event, Future):
                    left -= 1
                    event.result()  # a bug of ours must not pass in silence
                    continue
                yield event
        finally:
            stop.set()
