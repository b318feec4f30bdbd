"""Drafting goes on in the background: leaving the page, or closing it, loses nothing that was written."""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Final

from assistant.errors import NianbaoError
from assistant.store.prose import take_draft
from assistant.store.revisions import author_of
from assistant.store.store import Store
from schemas.drafts import CallRecord, DraftEvent, Endpoint, PassageDraft
from schemas.passages import PASSAGE_NAMES
from schemas.report import Report

Writer = Callable[["DraftJob"], Iterator[DraftEvent]]
_LOG = logging.getLogger("nianbao")


class DraftJob:
    """One run over some passages of one report. Results are kept the moment they come."""

    def __init__(
        self,
        store: Store,
        report_id: int,
        passages: tuple[str, ...],
        write: Writer,
        *,
        as_candidates: bool,
        instruction: str = "",
        selection: tuple[int, int] | None = None,
    ) -> None:
        self.store = store
        self.report_id = report_id
        self.passages = passages
        self.instruction = instruction
        self.as_candidates = as_candidates
        self.selection = selection
        self.report = store.reports.open(report_id).report
        self.endpoint: Endpoint | None = store.preferences.endpoint()
        self.by = store.preferences.person
        self.notices: dict[str, str] = {}
        self.problem = ""
        self._write = write
        self._events: list[DraftEvent] = []
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self.finished = False

    def start(self) -> None:
        threading.Thread(target=self._run, name="draft", daemon=True).start()

    def stop(self) -> None:
        """Ask the run to end; what is done stays."""
        self._stopped.set()
        with self._changed:
            self.finished = True
            self._changed.notify_all()

    def follow(self) -> Iterator[DraftEvent | None]:
        """All events so far and then each as it comes, until the run ends; null where nothing came for a while.
        Any number may follow."""
        at = 0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: len(self._events) > at or self.finished, timeout=0.25)  # noqa: B023
                fresh, done = self._events[at:], self.finished
            yield from fresh
            at += len(fresh)
            if done and not fresh:
                return
            if not fresh:
                yield None

    def done(self) -> int:
        """How many passages are written."""
        return sum(event.kind == "done" for event in self._events)

    def add(self, record: CallRecord) -> None:
        """The log of model calls (drafting.CallLog)."""
        self.store.journal.note("模型调用", record.model_dump(mode="json"), self.report_id, self.by)

    def _run(self) -> None:
        try:
            events = self._write(self)
            for event in events:
                if self._stopped.is_set():
                    close = getattr(events, "close", None)
                    if close is not None:
                        close()
                    return
                if event.kind == "done" and event.result is not None:
                    self._keep(event.result)
                with self._changed:
                    self._events.append(event)
                    self._changed.notify_all()
        except NianbaoError as error:
            self.problem = str(error)
        except Exception:
            _LOG.exception("drafting")
            self.problem = "起草中途出了意外，已写好的段落都已保存，请再试一次。"
        finally:
            with self._changed:
                self.finished = True
                self._changed.notify_all()

    def _keep(self, draft: PassageDraft) -> None:
        base = self.report.passages.get(draft.passage, "")
        if draft.notice:
            self.notices[draft.passage] = draft.notice
        present = self.store.reports.open(self.report_id).report
        if self.as_candidates and base.strip():
            if draft.slot_text != present.passages.get(draft.passage, ""):
                self.store.revisions.offer(self.report_id, draft, base, present, self.by)
            return

        def change(report: Report) -> Report:
            untouched = report.passages.get(draft.passage, "") == base and draft.passage not in report.locks
            return take_draft(report, draft) if untouched else report

        name = PASSAGE_NAMES[draft.passage]
        authorship = author_of(draft, "重写" if self.instruction else "起草", self.by)
        after = self.store.reports.edit(self.report_id, change, f"起草“{name}”", self.by, authorship)
        if after.report.passages.get(draft.passage, "") != draft.slot_text:
            # somebody edited the passage while the draft was being written: their text stays
            self.store.revisions.offer(self.report_id, draft, base, after.report, self.by)


_RUNNING: Final[dict[tuple[str, int], DraftJob]] = {}


def start(job: DraftJob) -> DraftJob:
    """Start a run unless one is going on for this report; either way the one that goes on."""
    key = (str(job.store.folder), job.report_id)
    running = _RUNNING.get(key)
    if running is not None and not running.finished:
        return running
    _RUNNING[key] = job
    job.start()
    return job


def running(store: Store, report_id: int) -> DraftJob | None:
    """The run that goes on for this report."""
    job = _RUNNING.get((str(store.folder), report_id))
    return job if job is not None and not job.finished else None


def last(store: Store, report_id: int) -> DraftJob | None:
    """The newest run for this report, ended or not."""
    return _RUNNING.get((str(store.folder), report_id))
