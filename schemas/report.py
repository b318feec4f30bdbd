"""A report: one unit's 政府信息公开工作年度报告 of one year, as numbers, statements, prose and state."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from schemas.form import CELL_SET, CELLS, DEPENDENTS, SUMS, TABLES
from schemas.passages import HEADINGS, PASSAGES
from schemas.silence import IsoDate, Texts, named, null_is_empty, null_is_no_entry, unstated_left_out
from schemas.source import Source
from schemas.tables import Number, Strict, Table2, Table3, Table4, plain_number

Origin = Literal["typed", "imported", "ledger", "computed", "carried_over"]
UnitKind = Literal["town", "subdistrict", "department", "government", "office"]
UnitLevel = Literal["town", "county", "city", "province"]
Writer = Literal["model", "offline", "person", "imported"]


_HEADING = re.compile(r"heading(?:\.[1-9]\d?){1,3}")


class Contact(Strict):
    address: str | None = None
    phone: str | None = None
    postcode: str | None = None
    email: str | None = None


class Unit(Strict):
    """Profile of the unit. Null fields are read off the name where rules need them (assistant.units)."""

    name: str | None = None
    kind: UnitKind | None = None
    level: UnitLevel | None = None
    short: str | None = None
    """我镇, 我局 …"""
    superior: str | None = None
    """区委、区政府"""
    site: str | None = None
    """Name of the web site that carries the report."""
    url: str | None = None
    channels: Texts = Field(default_factory=list)
    contact: Annotated[Contact, BeforeValidator(null_is_empty)] = Field(default_factory=Contact)
    rule_making: bool | None = None
    deadline: str | None = None
    """ISO date by which the report must be published."""
    sisters: Texts = Field(default_factory=list)
    """Names of the neighbouring units whose names must not stand in this unit's prose."""


class DisclosureItem(Strict):
    name: str = Field(min_length=1, pattern=r"^[^.{}]+$")
    count: Number | None = None
    unit: str = "条"
    group: Literal["category", "channel"] = "category"


class Disclosure(Strict):
    items: Annotated[list[DisclosureItem], BeforeValidator(null_is_no_entry)] = Field(default_factory=list)
    total: Number | None = None

    @field_validator("items")
    @classmethod
    def _names_are_unique(cls, items: list[DisclosureItem]) -> list[DisclosureItem]:
        seen: set[str] = set()
        for item in items:
            if item.name in seen:
                raise ValueError(f"栏目“{item.name}”重复")
            seen.add(item.name)
        return items


class Fees(Strict):
    """信息处理费: notices in 件, amounts in 元."""

    notices: Number | None = None
    charged_yuan: Number | None = None
    collected_yuan: Number | None = None


class Activity(Strict):
    trainings: Number | None = None
    platforms: Number | None = None
    zones: Number | None = None
    interpretations: Number | None = None
    responses: Number | None = None


class Statement(Strict):
    """`none`: it did not happen and the clerk says so. `state` null: not stated."""

    state: Literal["yes", "none"] | None = None
    text: str = ""


_Statement = Annotated[Statement, BeforeValidator(null_is_empty)]


class Statements(Strict):
    appraisal: _Statement = Field(default_factory=Statement)
    evaluation: _Statement = Field(default_factory=Statement)
    accountability: _Statement = Field(default_factory=Statement)
    on_time: _Statement = Field(default_factory=Statement)


class Dates(Strict):
    signed: IsoDate = None
    published: IsoDate = None


class NoteNumber(Strict):
    id: str
    span: tuple[int, int]


class Note(Strict):
    """A clerk's note for a passage. `numbers` null: not bound yet (assistant.notes binds them on load)."""

    id: str
    text: str
    numbers: list[NoteNumber] | None = None


class PassageState(Strict):
    writer: Writer = "person"
    model_written: bool = False
    accepted_by: str | None = None
    accepted_at: str | None = None


class Waiver(Strict):
    code: str
    place: str
    reason: str
    by: str = ""
    at: str = ""


class SignOff(Strict):
    role: Literal["经办", "审核", "保密审查", "签发"]
    name: str
    date: str = ""
    opinion: str = ""
    content: str | None = None
    """Mark of the content that was signed (assistant.store.content); null: not known."""


class CellRecord(Strict):
    """What stood in a cell and where it came from. `raw` null: nothing but the value is known."""

    raw: str | None = None
    origin: Origin = "typed"


class Report(Strict):
    """The JSON of `design.md` §4. Frozen: `with_value` and its sisters return a changed copy."""

    year: Annotated[int | None, BeforeValidator(plain_number)]
    unit: Annotated[Unit, BeforeValidator(named)]
    title: str | None = None
    period: str | None = None
    disclosure: Annotated[Disclosure, BeforeValidator(null_is_empty)] = Field(default_factory=Disclosure)
    table2: Table2 | None
    table3: Table3 | None
    table4: Table4 | None
    fees: Annotated[Fees, BeforeValidator(null_is_empty)] = Field(default_factory=Fees)
    activity: Annotated[Activity, BeforeValidator(null_is_empty)] = Field(default_factory=Activity)
    statements: Annotated[Statements, BeforeValidator(null_is_empty)] = Field(default_factory=Statements)
    dates: Annotated[Dates, BeforeValidator(null_is_empty)] = Field(default_factory=Dates)
    notes: Annotated[dict[str, list[Note]], BeforeValidator(null_is_empty)] = Field(default_factory=dict)
    passages: Annotated[dict[str, str], BeforeValidator(unstated_left_out)] = Field(default_factory=dict)
    """Passage address → slot text, paragraphs separated by \\n."""
    headings: Annotated[dict[str, str], BeforeValidator(unstated_left_out)] = Field(default_factory=dict)
    """Headings without ordinal; absent = the form's own."""
    state: Annotated[dict[str, PassageState], BeforeValidator(null_is_empty)] = Field(default_factory=dict)
    locks: Texts = Field(default_factory=list)
    waivers: Annotated[list[Waiver], BeforeValidator(null_is_no_entry)] = Field(default_factory=list)
    signoff: Annotated[list[SignOff], BeforeValidator(null_is_no_entry)] = Field(default_factory=list)
    cells: Annotated[dict[str, CellRecord], BeforeValidator(null_is_empty)] = Field(default_factory=dict)
    previous: "Report | None" = None
    source: Source | None = None

    @field_validator("notes", mode="before")
    @classmethod
    def _plain_notes_get_ids(cls, notes: Any) -> Any:
        if not isinstance(notes, dict):
            return notes
        result: dict[str, Any] = {}
        for passage, entries in notes.items():
            if not isinstance(entries, list):
                result[passage] = entries
                continue
            taken = {entry.get("id") for entry in entries if isinstance(entry, dict)}
            free = (f"n{n}" for n in range(1, len(entries) + len(taken) + 2) if f"n{n}" not in taken)
            result[passage] = [
                {"id": next(free), "text": entry} if isinstance(entry, str) else entry for entry in entries
            ]
        return result

    @field_validator("passages", "notes", "state")
    @classmethod
    def _known_passages(cls, value: dict[str, Any]) -> dict[str, Any]:
        for address in value:
            if address not in PASSAGES:
                raise ValueError(f"没有名为“{address}”的段落")
        return value

    @field_validator("headings")
    @classmethod
    def _known_headings(cls, value: dict[str, str]) -> dict[str, str]:
        for address in value:
            if address not in HEADINGS and not _HEADING.fullmatch(address):
                raise ValueError(f"没有名为“{address}”的标题")
        return value

    @field_validator("cells")
    @classmethod
    def _known_cells(cls, value: dict[str, CellRecord]) -> dict[str, CellRecord]:
        for address in value:
            if address not in CELL_SET:
                raise ValueError(f"没有名为“{address}”的单元格")
        return value

    @model_validator(mode="before")
    @classmethod
    def _unwrap_import(cls, value: Any) -> Any:
        # `nianbao import` writes {"report", "unreadable", "remarks"}; every command takes that too
        if isinstance(value, dict) and "report" in value:
            for key in set(value) - {"report", "unreadable", "remarks"}:
                raise ValueError(f"“{key}”不是本程序认识的项目，请检查拼写或删除")
            return value["report"]
        return value

    # ---- reading by address -------------------------------------------------------------------------
    def value(self, address: str) -> int | float | None:
        """Value of a cell, or of a number outside the tables (disclosure, fees, activity, year).

        Derived addresses live in assistant.facts. Raises KeyError for an unknown address.
        """
        path = _PATHS.get(address)
        if path is not None:
            node: Any = getattr(self, path[0])
            if node is None:
                return None
            for key in path[1:]:
                node = getattr(node, key)
            return node  # type: ignore[no-any-return]
        if address == "year":
            return self.year
        if address == "disclosure.total":
            return self.disclosure.total
        if address.startswith("disclosure.items."):
            name = address.removeprefix("disclosure.items.")
            for item in self.disclosure.items:
                if item.name == name:
                    return item.count
        raise KeyError(address)

    def record(self, address: str) -> CellRecord:
        """Raw text and origin of a cell; a cell without an entry is typed."""
        return self.cells.get(address) or _TYPED

    # ---- changed copies -----------------------------------------------------------------------------
    def with_value(
        self,
        address: str,
        value: int | float | None,
        *,
        raw: str | None = None,
        origin: Origin = "typed",
    ) -> Self:
        """A copy in which the cell or number holds `value`; totals of origin `computed` follow.

        Raises KeyError for an unknown address.
        """
        return self.with_values({address: value}, raws={address: raw}, origin=origin)

    def with_values(
        self,
        values: dict[str, int | float | None],
        *,
        raws: dict[str, str | None] | None = None,
        origin: Origin = "typed",
    ) -> Self:
        """Like `with_value` for many at once; computed totals are summed once at the end."""
        changed = self._put(values)
        cells = dict(changed.cells)
        for address in values:
            if address in CELL_SET:
                raw = (raws or {}).get(address)
                if raw is None and origin == "typed":
                    cells.pop(address, None)
                else:
                    cells[address] = CellRecord(raw=raw, origin=origin)
        changed = changed.model_copy(update={"cells": cells})
        touched = {total for address in values for total in DEPENDENTS.get(address, ())}
        touched |= {total for first in tuple(touched) for total in DEPENDENTS.get(first, ())}
        follow = [t for t in SUMS if t in touched and t not in values and changed.record(t).origin == "computed"]
        return changed.recomputed(follow) if follow else changed

    def recomputed(self, totals: Iterable[str] | None = None) -> Self:
        """按明细重算: the named totals (default: all 34) replaced by the sums of their parts.

        A total none of whose parts is known stays null; parts that are null count as not entered.
        """
        wanted = set(SUMS) if totals is None else set(totals)
        changed = self
        cells = dict(self.cells)
        for total, parts in SUMS.items():
            if total not in wanted:
                continue
            known = [v for part in parts if (v := changed.value(part)) is not None]
            changed = changed._put({total: sum(known) if known else None})
            cells[total] = CellRecord(origin="computed")
        return changed.model_copy(update={"cells": cells})

    def _put(self, values: dict[str, int | float | None]) -> Self:
        update: dict[str, Any] = {}
        for address, value in values.items():
            head, _, rest = address.partition(".")
            if address == "year":
                update["year"] = value
            elif head in ("table2", "table3", "table4", "fees", "activity"):
                node = update.get(head, getattr(self, head))
                if node is None:
                    node = _EMPTY_TABLES[head]
                update[head] = _replaced(node, rest.split("."), value, address)
            elif address == "disclosure.total":
                node = update.get("disclosure", self.disclosure)
                update["disclosure"] = node.model_copy(update={"total": value})
            elif rest.startswith("items."):
                node = update.get("disclosure", self.disclosure)
                name = rest.removeprefix("items.")
                if all(item.name != name for item in node.items):
                    raise KeyError(address)
                items = [i.model_copy(update={"count": value}) if i.name == name else i for i in node.items]
                update["disclosure"] = node.model_copy(update={"items": items})
            else:
                raise KeyError(address)
        return self.model_copy(update=update)


def _replaced(node: Strict, path: list[str], value: Any, address: str) -> Strict:
    key = path[0]
    if key not in type(node).model_fields:
        raise KeyError(address)
    child = getattr(node, key)
    if isinstance(child, Strict) is not (len(path) > 1):
        raise KeyError(address)
    new = _replaced(child, path[1:], value, address) if len(path) > 1 else value
    return node.model_copy(update={key: new})


_TYPED = CellRecord()
_PATHS: dict[str, tuple[str, ...]] = {
    address: tuple(address.split("."))
    for address in (
        *CELLS,
        *(f"fees.{key}" for key in Fees.model_fields),
        *(f"activity.{key}" for key in Activity.model_fields),
    )
}
"""Where a number stands in the tree of a report."""
_EMPTY_TABLES: dict[str, Strict] = {"table2": Table2(), "table3": Table3(), "table4": Table4()}


def new_report(year: int, unit: Unit) -> Report:
    """An empty form: 200 nulls, totals of origin `computed`."""
    return Report(
        year=year,
        unit=unit,
        table2=Table2(),
        table3=Table3(),
        table4=Table4(),
        cells={total: CellRecord(origin="computed") for total in SUMS},
    )


def present_tables(report: Report) -> tuple[str, ...]:
    """Names of the tables that are not null."""
    return tuple(table for table in TABLES if getattr(report, table) is not None)


def cell_values(report: Report) -> dict[str, int | float | None]:
    """All 200 cells by address; those of a null table are null."""
    return {address: report.value(address) for address in CELLS}
