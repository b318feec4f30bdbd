"""The audit trail and the finals that were handed out. Both are only ever appended to."""

import hashlib
from typing import Any

from sqlalchemy import select

from assistant.errors import StorageError
from assistant.store.content import content_mark, mark_of_body
from assistant.store.database import Database, now
from assistant.store.records import AuditEntry, Snapshot
from assistant.store.tables import AuditRow, ReportRow, SnapshotRow
from schemas.report import Report


class Journal:
    """What happened in one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, kind: str, details: dict[str, Any], report_id: int | None = None, by: str = "") -> None:
        """Append one entry."""
        with self._database.transaction() as session:
            session.add(AuditRow(report_id=report_id, kind=kind, by=by, details=details, at=now()))

    def entries(self, report_id: int | None = None, kind: str = "", limit: int = 200) -> tuple[AuditEntry, ...]:
        """Entries, the newest first; of one report and of one kind where these are given."""
        query = select(AuditRow)
        if report_id is not None:
            query = query.where(AuditRow.report_id == report_id)
        if kind:
            query = query.where(AuditRow.kind == kind)
        with self._database.transaction() as session:
            return tuple(
                AuditEntry(id=r.id, report_id=r.report_id, kind=r.kind, by=r.by, at=r.at, details=r.details)
                for r in session.scalars(query.order_by(AuditRow.id.desc()).limit(limit))
            )

    def keep_final(
        self, report_id: int, report: Report, file: str, kind: str, content: bytes, by: str = ""
    ) -> Snapshot:
        """Keep a final document and the report that it was made from."""
        at, digest = now(), hashlib.sha256(content).hexdigest()
        with self._database.transaction() as session:
            row = SnapshotRow(
                report_id=report_id,
                file=file,
                kind=kind,
                sha256=digest,
                content=content,
                body=report.model_dump_json(),
                by=by,
                at=at,
            )
            session.add(row)
            session.add(
                AuditRow(report_id=report_id, kind="导出定稿", by=by, details={"file": file, "sha256": digest}, at=at)
            )
            session.flush()
            return _snapshot(row)

    def finals(self, report_id: int) -> tuple[Snapshot, ...]:
        """Finals of a report, the newest first."""
        with self._database.transaction() as session:
            query = select(SnapshotRow).where(SnapshotRow.report_id == report_id).order_by(SnapshotRow.id.desc())
            return tuple(_snapshot(row) for row in session.scalars(query))

    def outdated_finals(self, report_id: int, report: Report) -> frozenset[int]:
        """Ids of the finals of this report that were made from other content than it has now."""
        with self._database.transaction() as session:
            query = select(SnapshotRow.id, SnapshotRow.body).where(SnapshotRow.report_id == report_id)
            bodies = {row.id: row.body for row in session.execute(query)}
        mark = content_mark(report) if bodies else ""
        return frozenset(row_id for row_id, body in bodies.items() if mark_of_body(body) != mark)

    def final_bytes(self, snapshot_id: int) -> bytes:
        """The document as it was handed out. Raises StorageError where it is unknown or was tampered with."""
        with self._database.transaction() as session:
            row = session.get(SnapshotRow, snapshot_id)
            if row is None:
                raise StorageError("没有找到这份定稿。")
            if hashlib.sha256(row.content).hexdigest() != row.sha256:
                raise StorageError("这份定稿的内容与留存时的校验值不符，可能已被改动。")
            return row.content

    def last_final(self, unit: str, year: int) -> Report | None:
        """The report of the newest final of a unit and year: next year's baseline."""
        query = select(SnapshotRow.body).join(ReportRow, ReportRow.id == SnapshotRow.report_id)
        query = query.where(ReportRow.unit == unit, ReportRow.year == year).order_by(SnapshotRow.id.desc()).limit(1)
        with self._database.transaction() as session:
            body = session.scalar(query)
            return Report.model_validate_json(body) if body else None


def _snapshot(row: SnapshotRow) -> Snapshot:
    return Snapshot(id=row.id, file=row.file, kind=row.kind, sha256=row.sha256, by=row.by, at=row.at)
