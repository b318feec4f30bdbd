"""Reports in the store: every change is one transaction, can be taken back, and meets the newest version."""

import json
import random
import time
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from assistant.errors import StorageError
from assistant.notes import bind_notes
from assistant.store.database import STALE, Database, now
from assistant.store.records import Authorship, Change, ReportEntry, SavedReport
from assistant.store.restored import restored_words
from assistant.store.revisions import revision_rows
from assistant.store.tables import AuditRow, ChangeRow, PendingRow, ReportRow
from schemas.report import Report

_ATTEMPTS: Final = 40
_AUDITED: Final = {"waivers": "说明后放行", "signoff": "审签", "locks": "锁定"}


class Reports:
    """The reports of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> tuple[ReportEntry, ...]:
        """All reports that were not removed, the newest year first."""
        return self._entries(ReportRow.removed.is_(None))

    def removed(self) -> tuple[ReportEntry, ...]:
        """Reports that were taken off the list and can be put back."""
        return self._entries(ReportRow.removed.is_not(None))

    def _entries(self, condition: ColumnElement[bool]) -> tuple[ReportEntry, ...]:
        with self._database.transaction() as session:
            columns = (ReportRow.id, ReportRow.unit, ReportRow.year, ReportRow.updated)
            rows = session.execute(select(*columns).where(condition).order_by(ReportRow.year.desc(), ReportRow.id))
            return tuple(ReportEntry(id=i, unit=u, year=y, updated=at) for i, u, y, at in rows)

    def is_new(self) -> bool:
        """Whether no report was ever kept here."""
        with self._database.transaction() as session:
            return not session.scalar(select(func.count(ReportRow.id)))

    def version(self, report_id: int) -> int | None:
        """The version of a report, null where there is none (any more)."""
        with self._database.transaction() as session:
            query = select(ReportRow.version).where(ReportRow.id == report_id, ReportRow.removed.is_(None))
            return session.scalar(query)

    def open(self, report_id: int) -> SavedReport:
        """Raises StorageError where there is no such report."""
        with self._database.transaction() as session:
            return _saved(_row(session, report_id))

    def add(self, report: Report, by: str = "") -> SavedReport:
        report = bind_notes(report)
        with self._database.transaction() as session:
            at = now()
            row = ReportRow(unit=report.unit.name or "", year=report.year, body=_dump(report), created=at, updated=at)
            session.add(row)
            session.flush()
            session.add_all(revision_rows(row.id, None, report, Authorship(action="新建", by=by), at))
            session.add(AuditRow(report_id=row.id, kind="新建报告", by=by, details={}, at=at))
            return _saved(row)

    def remove(self, report_id: int, by: str = "") -> None:
        """Take a report off the list. Its rows stay."""
        with self._database.transaction() as session:
            row = _row(session, report_id)
            row.removed = now()
            session.add(AuditRow(report_id=report_id, kind="移除报告", by=by, details={}, at=row.removed))

    def restore(self, report_id: int, by: str = "") -> None:
        """Put a removed report back on the list, as it was."""
        with self._database.transaction() as session:
            row = session.get(ReportRow, report_id)
            if row is None:
                raise StorageError("找不到这份报告，可能已在别处移除。")
            row.removed = None
            session.add(AuditRow(report_id=report_id, kind="恢复报告", by=by, details={}, at=now()))

    def put(
        self, saved: SavedReport, report: Report, summary: str, by: str = "", authorship: Authorship | None = None
    ) -> SavedReport:
        """Replace the whole report. Raises StorageError where `saved` is no longer the newest version."""
        with self._database.transaction() as session:
            row = _row(session, saved.id)
            if row.version != saved.version:
                raise StorageError(STALE)
            self._write(session, row, report, summary, by, authorship)
            session.flush()
            return _saved(row)

    def edit(
        self,
        report_id: int,
        change: Callable[[Report], Report],
        summary: str,
        by: str = "",
        authorship: Authorship | None = None,
    ) -> SavedReport:
        """Apply a change by address to the newest version; a change that changes nothing writes nothing.

        Two windows that edit different cells both succeed, since each change meets the other's result.
        Raises StorageError where that fails repeatedly.
        """
        for attempt in range(_ATTEMPTS):
            try:
                with self._database.transaction() as session:
                    row = _row(session, report_id)
                    self._write(session, row, change(_report(row)), summary, by, authorship)
                    session.flush()
                    return _saved(row)
            except StorageError as error:
                if str(error) != STALE or attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0, 0.01))  # noqa: S311
        raise StorageError(STALE)

    def undo(self, report_id: int, by: str = "") -> Change | None:
        """Take back the newest change that still stands; null where there is none."""
        with self._database.transaction() as session:
            query = select(ChangeRow).where(ChangeRow.report_id == report_id, ChangeRow.undone.is_(None))
            change = session.scalar(query.order_by(ChangeRow.id.desc()).limit(1))
            if change is None:
                return None
            row, at = _row(session, report_id), now()
            before = _report(row)
            after = Report.model_validate(before.model_dump(mode="json") | json.loads(change.before))
            _fill(row, after, at)
            change.undone = at
            session.add_all(
                revision_rows(report_id, before, after, Authorship(action=f"撤销：{change.summary}", by=by), at)
            )
            return _change(change).model_copy(update={"restored": restored_words(before, after)})

    def changes(self, report_id: int, limit: int = 50) -> tuple[Change, ...]:
        """Changes that can be taken back, the newest first."""
        with self._database.transaction() as session:
            query = select(ChangeRow).where(ChangeRow.report_id == report_id, ChangeRow.undone.is_(None))
            return tuple(_change(row) for row in session.scalars(query.order_by(ChangeRow.id.desc()).limit(limit)))

    # ---- text that is no number yet -----------------------------------------------------------------
    def pending(self, report_id: int) -> dict[str, str]:
        """What was typed for numbers outside the tables and could not be read, by address."""
        with self._database.transaction() as session:
            rows = session.scalars(select(PendingRow).where(PendingRow.report_id == report_id))
            return {row.address: row.raw for row in rows}

    def set_pending(self, report_id: int, typed: dict[str, str | None]) -> None:
        """Keep, or with null forget, text by address."""
        with self._database.transaction() as session:
            for address, raw in typed.items():
                row = session.get(PendingRow, (report_id, address))
                if raw is None:
                    if row is not None:
                        session.delete(row)
                elif row is None:
                    session.add(PendingRow(report_id=report_id, address=address, raw=raw))
                else:
                    row.raw = raw

    def _write(
        self, session: Any, row: ReportRow, report: Report, summary: str, by: str, authorship: Authorship | None
    ) -> None:
        before = _report(row)
        report = bind_notes(report)
        old, new = before.model_dump(mode="json"), report.model_dump(mode="json")
        replaced = {key: old[key] for key in old if old[key] != new[key]}
        if not replaced:
            return
        at = now()
        _fill(row, report, at)
        session.add(
            ChangeRow(report_id=row.id, summary=summary, before=json.dumps(replaced, ensure_ascii=False), by=by, at=at)
        )
        session.add_all(revision_rows(row.id, before, report, authorship or Authorship(action=summary, by=by), at))
        for key, kind in _AUDITED.items():
            if key in replaced:
                details = {"before": replaced[key], "after": new[key]}
                session.add(AuditRow(report_id=row.id, kind=kind, by=by, details=details, at=at))


def _row(session: Any, report_id: int) -> ReportRow:
    row: ReportRow | None = session.get(ReportRow, report_id)
    if row is None or row.removed is not None:
        raise StorageError("没有找到这份报告，它可能已被移除。")
    return row


def _fill(row: ReportRow, report: Report, at: str) -> None:
    row.body, row.unit, row.year, row.updated = _dump(report), report.unit.name or "", report.year, at


def _dump(report: Report) -> str:
    return report.model_dump_json()


def _report(row: ReportRow) -> Report:
    return Report.model_validate_json(row.body)


def _saved(row: ReportRow) -> SavedReport:
    return SavedReport(id=row.id, version=row.version, updated=row.updated, report=_report(row))


def _change(row: ChangeRow) -> Change:
    return Change(id=row.id, summary=row.summary, by=row.by, at=row.at)
