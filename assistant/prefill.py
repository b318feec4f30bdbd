"""Last year's report → what this year's starts with. Numbers and facts are taken over, prose never: it stays
beside the new report as reference (`report.previous`)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.facts import FactBook, UnknownSlot
from assistant.slots import parse, render
from assistant.units import resolve
from schemas.form import T3_COLUMNS, cell_label
from schemas.report import Contact, DisclosureItem, Report, Unit
from schemas.tables import Cell

_UNIT_FIELDS: Final[dict[str, str]] = {
    "kind": "单位类别",
    "level": "单位层级",
    "short": "自称",
    "superior": "上级",
    "site": "网站名称",
    "url": "网站地址",
    "rule_making": "规章制定权",
}
_CONTACT_FIELDS: Final[dict[str, str]] = {"address": "地址", "phone": "电话", "postcode": "邮编", "email": "邮箱"}
_OWN_HEADINGS: Final = (
    "heading.1.1", "heading.1.2", "heading.1.3", "heading.1.4", "heading.1.5", "heading.5.1", "heading.5.2",
)  # fmt: skip
"""Sub-headings are the unit's to word; the six section titles are the form's."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that was taken over: where it stands now, what it is, and the file it came from."""

    place: str
    label: str
    value: str | int | float
    from_file: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something typed that differs from last year's: it was left as it is."""

    place: str
    label: str
    present: str | int | float
    offered: str | int | float

    @property
    def message(self) -> str:
        return f"{self.label}：已填“{self.present}”，上年报告是“{self.offered}”，没有改动。请核对。"


@dataclass(frozen=True, slots=True)
class Prefill:
    """`problems`, `measures`: last year's section 五 as rendered paragraphs, to say how they were dealt with.

    `remarks`: sentences for the clerk, for example that the file is not last year's.
    """

    report: Report
    taken: tuple[Taken, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())


def prefill(report: Report, last_year: Report, file: str, *, overwrite: Collection[str] = ()) -> Prefill:
    """The report with last year's beside it, the carried-over applications, the profile and the channels.

    Only what is empty is filled; what differs from a typed value is listed as a conflict and left alone, unless
    its place is named in `overwrite`. A report of another year or another unit serves as reference for nothing:
    then the report comes back as it was, with a remark.
    """
    refusal = _refusal(report, last_year)
    if refusal:
        return Prefill(report, remarks=(refusal,))
    before = as_previous(last_year)
    work = _Work(report.model_copy(update={"previous": before}), file, frozenset(overwrite))
    work.carry_over(before)
    work.take_unit(before)
    work.take_items(before)
    work.take_headings(before)
    remarks = list(work.remarks)
    if last_year.year is None:
        remarks.append(f"“{file}”里没有读到年度，按上年（{(report.year or 0) - 1} 年）的报告使用，请核对。")
    return Prefill(
        work.report,
        tuple(work.taken),
        tuple(work.conflicts),
        _paragraphs(before, "problems"),
        _paragraphs(before, "improvements"),
        tuple(remarks),
    )


def as_previous(report: Report) -> Report:
    """A report fit to stand as `previous`: its own predecessor dropped, and with it every slot that needs one."""
    if report.previous is None:
        return report.model_copy(update={"source": None})
    book = FactBook(report)
    alone = FactBook(report.model_copy(update={"previous": None}))
    passages = {name: _frozen(text, book, alone) for name, text in report.passages.items()}
    return report.model_copy(update={"previous": None, "passages": passages, "source": None})


def _frozen(text: str, book: FactBook, alone: FactBook) -> str:
    pieces: list[str] = []
    for piece, address in parse(text):
        kept = piece
        if address is not None and _lookup(alone, address) is None:
            value = _lookup(book, address)
            kept = piece if value is None else value
        pieces.append(kept)
    return "".join(pieces)


def _lookup(book: FactBook, address: str) -> str | None:
    try:
        return book[address].text
    except UnknownSlot:
        return None


def _refusal(report: Report, last_year: Report) -> str:
    if report.year is not None and last_year.year is not None and last_year.year != report.year - 1:
        return (
            f"这份报告是 {last_year.year} 年的，不是 {report.year - 1} 年的，没有带入任何内容；"
            "上年结转和现行有效件数只能从上一年的报告带入。"
        )
    mine, theirs = (report.unit.name or "").strip(), (last_year.unit.name or "").strip()
    if mine and theirs and not _same_unit(mine, theirs):
        return f"这份报告是“{theirs}”的，不是“{mine}”的，没有带入任何内容。"
    return ""


def _same_unit(one: str, other: str) -> bool:
    """苏店镇, 苏店镇人民政府 and 长治市上党区苏店镇人民政府 are one unit."""
    short, long = sorted((one.removesuffix("人民政府"), other.removesuffix("人民政府")), key=len)
    return long.endswith(short)


def _paragraphs(report: Report, passage: str) -> tuple[str, ...]:
    text = render(report.passages.get(passage, ""), FactBook(report), strict=False).text
    return tuple(line.strip() for line in text.split("\n") if line.strip())


class _Work:
    """The report as it fills up, with what was taken and what was left."""

    def __init__(self, report: Report, file: str, overwrite: frozenset[str]) -> None:
        self.report = report
        self.file = file
        self.overwrite = overwrite
        self.taken: list[Taken] = []
        self.conflicts: list[Conflict] = []
        self.remarks: list[str] = []

    def _takes(self, place: str, label: str, present: Any, offered: Any) -> bool:
        """Whether the offered value is to be put there; keeps the books."""
        if offered in (None, "", []) or present == offered:
            return False
        if present not in (None, "", []) and place not in self.overwrite:
            self.conflicts.append(Conflict(place, label, _shown(present), _shown(offered)))
            return False
        self.taken.append(Taken(place, label, _shown(offered), self.file))
        return True

    def carry_over(self, before: Report) -> None:
        """Last year's 结转下年度 is this year's 上年结转, in all seven columns."""
        values: dict[str, Cell] = {}
        unknown: list[str] = []
        for column, name in T3_COLUMNS.items():
            address = f"table3.carried_in.{column}"
            offered = before.value(f"table3.carried_out.{column}")
            if offered is None:
                unknown.append(name)
            elif self._takes(address, cell_label(address), self.report.value(address), offered):
                values[address] = offered
        if values:
            raws: dict[str, str | None] = dict.fromkeys(values, self.file)
            self.report = self.report.with_values(values, raws=raws, origin="carried_over")
        if unknown:
            self.remarks.append(
                f"上年报告“结转下年度继续办理”的{'、'.join(unknown)}列没有数，“上年结转”相应各格请自行填写。"
            )

    def take_unit(self, before: Report) -> None:
        unit, last = self.report.unit, before.unit
        read_off_the_name = resolve(Unit(name=unit.name or last.name))
        update: dict[str, Any] = {}
        if not unit.name and self._takes("unit.name", "单位全称", None, last.name):
            update["name"] = last.name
        for key, label in _UNIT_FIELDS.items():
            present, offered = getattr(unit, key), getattr(last, key)
            if present == getattr(read_off_the_name, key) != offered:
                present = None  # a guess gives way to what the unit said last year
            if offered != getattr(unit, key) and self._takes(f"unit.{key}", label, present, offered):
                update[key] = offered
        contact = {
            key: getattr(last.contact, key)
            for key, label in _CONTACT_FIELDS.items()
            if self._takes(f"unit.contact.{key}", label, getattr(unit.contact, key), getattr(last.contact, key))
        }
        if contact:
            update["contact"] = Contact.model_validate({**unit.contact.model_dump(), **contact})
        for key, label in (("channels", "公开渠道"), ("sisters", "相邻单位")):
            if not getattr(unit, key) and self._takes(f"unit.{key}", label, [], getattr(last, key)):
                update[key] = list(getattr(last, key))
        self.report = self.report.model_copy(update={"unit": unit.model_copy(update=update)})

    def take_items(self, before: Report) -> None:
        """The names of last year's 栏目 and channels, without their counts."""
        disclosure = self.report.disclosure
        if disclosure.items or not before.disclosure.items:
            return
        items = [DisclosureItem(name=i.name, unit=i.unit, group=i.group) for i in before.disclosure.items]
        names = "、".join(item.name for item in items)
        self.taken.append(Taken("disclosure.items", "主动公开栏目（只带入名称）", names, self.file))
        self.report = self.report.model_copy(update={"disclosure": disclosure.model_copy(update={"items": items})})

    def take_headings(self, before: Report) -> None:
        headings = dict(self.report.headings)
        for address in _OWN_HEADINGS:
            text = before.headings.get(address, "").strip()
            if text and address not in headings and self._takes(address, "小标题", None, text):
                headings[address] = text
        self.report = self.report.model_copy(update={"headings": headings})


def _shown(value: Any) -> str | int | float:
    if isinstance(value, bool):
        return "有" if value else "没有"
    if isinstance(value, (list, tuple)):
        return "、".join(str(entry) for entry in value)
    return value if isinstance(value, (int, float)) else str(value)
