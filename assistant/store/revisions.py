"""Versions of passages: who or what wrote each, and the candidates that wait beside them."""

from collections.abc import Iterator

from sqlalchemy import select

from assistant.facts import FactBook
from assistant.slots import render
from assistant.store.database import Database, now
from assistant.store.records import Authorship, Revision
from assistant.store.tables import RevisionRow
from schemas.drafts import PassageDraft
from schemas.passages import PASSAGES
from schemas.report import PassageState, Report


class Revisions:
    """The versions of all passages of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: int, passage: str) -> tuple[Revision, ...]:
        """Versions that were the passage's text at some time, the newest first."""
        return self._read(report_id, passage, "current")

    def candidate(self, report_id: int, passage: str) -> Revision | None:
        """The draft that waits to be taken or dropped."""
        found = self._read(report_id, passage, "candidate")
        return found[0] if found else None

    def latest(self, report_id: int) -> dict[str, Revision]:
        """The newest version of each passage that has one."""
        found: dict[str, Revision] = {}
        for passage in PASSAGES:
            versions = self._read(report_id, passage, "current", limit=1)
            if versions:
                found[passage] = versions[0]
        return found

    def offer(self, report_id: int, draft: PassageDraft, base: str, report: Report, by: str = "") -> Revision:
        """Keep a draft beside the text `base` that it was made on; an older candidate is dropped."""
        with self._database.transaction() as session:
            query = select(RevisionRow).where(RevisionRow.report_id == report_id, RevisionRow.passage == draft.passage)
            for row in session.scalars(query.where(RevisionRow.status == "candidate")):
                row.status = "dropped"
            authorship = author_of(draft, "候选", by)
            row = _row(report_id, draft.passage, draft.slot_text, report, authorship, now())
            row.status, row.base, row.model_written = "candidate", base, draft.model_written
            session.add(row)
            session.flush()
            return _revision(row)

    def drop(self, revision_id: int) -> None:
        """A candidate that was decided on; it stays in the table as dropped."""
        with self._database.transaction() as session:
            row = session.get(RevisionRow, revision_id)
            if row is not None and row.status == "candidate":
                row.status = "dropped"

    def _read(self, report_id: int, passage: str, status: str, limit: int = 200) -> tuple[Revision, ...]:
        with self._database.transaction() as session:
            query = select(RevisionRow).where(
                RevisionRow.report_id == report_id, RevisionRow.passage == passage, RevisionRow.status == status
            )
            return tuple(_revision(row) for row in session.scalars(query.order_by(RevisionRow.id.desc()).limit(limit)))


def author_of(draft: PassageDraft, action: str, by: str = "") -> Authorship:
    """Authorship of a draft."""
    return Authorship(
        action=action,
        writer=draft.writer,
        by=by,
        model=draft.model,
        prompt_hash=draft.prompt_hash,
        instruction=draft.instruction,
        replaced=draft.replaced,
        notice=draft.notice,
    )


def revision_rows(
    report_id: int, before: Report | None, after: Report, authorship: Authorship, at: str
) -> Iterator[RevisionRow]:
    """A row for each passage whose slot text the change replaced."""
    old = before.passages if before else {}
    for passage in PASSAGES:
        text = after.passages.get(passage, "")
        if text != old.get(passage, ""):
            yield _row(report_id, passage, text, after, authorship, at)


def _row(report_id: int, passage: str, text: str, report: Report, authorship: Authorship, at: str) -> RevisionRow:
    state = report.state.get(passage, PassageState())
    return RevisionRow(
        report_id=report_id,
        passage=passage,
        slot_text=text,
        rendered=render(text, FactBook(report), strict=False).text,
        action=authorship.action,
        status="current",
        writer=authorship.writer,
        model_written=state.model_written,
        by=authorship.by,
        model=authorship.model,
        prompt_hash=authorship.prompt_hash,
        instruction=authorship.instruction,
        base="",
        details={
            "replaced": [one.model_dump(mode="json") for one in authorship.replaced],
            "notice": authorship.notice,
        },
        at=at,
    )


def _revision(row: RevisionRow) -> Revision:
    return Revision.model_validate(
        {key: getattr(row, key) for key in Revision.model_fields if key not in ("replaced", "notice")} | row.details
    )
