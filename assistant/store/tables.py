"""The tables of the database. Bodies are the JSON of `design.md` §4; times are ISO with zone."""

from typing import Any

from sqlalchemy import DDL, JSON, ForeignKey, Index, LargeBinary, Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Every table of ours."""


class ReportRow(Base):
    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    body: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()
    created: Mapped[str]
    updated: Mapped[str]
    removed: Mapped[str | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ChangeRow(Base):
    """One change of a report: the old values of the top-level keys that it replaced."""

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    summary: Mapped[str]
    before: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(default="")
    at: Mapped[str]
    undone: Mapped[str | None]


class RevisionRow(Base):
    """One version of a passage, or a candidate that waits beside it."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    passage: Mapped[str]
    slot_text: Mapped[str] = mapped_column(Text)
    rendered: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str]
    status: Mapped[str]
    writer: Mapped[str]
    model_written: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str] = mapped_column(default="")
    model: Mapped[str] = mapped_column(default="")
    prompt_hash: Mapped[str] = mapped_column(default="")
    instruction: Mapped[str] = mapped_column(Text, default="")
    base: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[str]

    __table_args__ = (Index("revisions_of_passage", "report_id", "passage", "id"),)


class SnapshotRow(Base):
    """A final document as it was handed out. Never changed, never deleted."""

    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    file: Mapped[str]
    kind: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(default="")
    at: Mapped[str]


class AuditRow(Base):
    """What happened: model calls, sign-offs, waivers, imports, exports. Only ever appended."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"), index=True)
    kind: Mapped[str]
    by: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[str]


class PendingRow(Base):
    """Text typed for a number outside the tables that is no number yet, so that it is not lost."""

    __tablename__ = "pending"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    raw: Mapped[str]


class SettingRow(Base):
    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


for _table in (SnapshotRow.__tablename__, AuditRow.__tablename__):
    for _verb in ("UPDATE", "DELETE"):
        event.listen(
            Base.metadata,
            "after_create",
            DDL(  # type: ignore[no-untyped-call]
                f"CREATE TRIGGER IF NOT EXISTS keep_{_table}_{_verb.lower()} BEFORE {_verb} ON {_table} "
                "BEGIN SELECT RAISE(ABORT, 'append only'); END"
            ).execute_if(dialect="sqlite"),
        )
