"""Report → fact book: every number prose may use, with unit, label and origin.

Stored numbers are listed; derived ones (`design.md` §2) are computed when asked for. One rounding rule:
half up at two decimals, trailing zeros cut.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assistant.numerals import find_numerals
from schemas.facts import Fact
from schemas.form import (
    CELL_SET,
    CELLS,
    T2_SINGLE_ROWS,
    T3_COLUMNS,
    T3_GROUPS,
    T3_LEAVES,
    T3_ORGANISATIONS,
    T3_ROWS,
    T4_RESULTS,
    TABLE_NAMES,
    cell_label,
    cell_unit,
)
from schemas.report import Report

OTHER_NUMBERS: Final[dict[str, tuple[str, str]]] = {
    "disclosure.total": ("条", "主动公开政府信息总数"),
    "fees.notices": ("件", "发出信息处理费收费通知件数"),
    "fees.charged_yuan": ("元", "信息处理费通知收费总金额"),
    "fees.collected_yuan": ("元", "实际收取信息处理费"),
    "activity.trainings": ("次", "政府信息公开培训次数"),
    "activity.platforms": ("个", "信息公开平台数"),
    "activity.zones": ("个", "政务公开专区数"),
    "activity.interpretations": ("篇", "政策解读数"),
    "activity.responses": ("次", "回应关切数"),
}
_PREFIXES: Final = ("change.", "growth.", "percent.", "previous.")


class UnknownSlot(KeyError):
    """An address that names no fact of this report. `reason` is a Chinese sentence."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address)
        self.address = address
        self.reason = reason

    def __str__(self) -> str:
        return f"占位“{self.address}”{self.reason}"


def round_half_up(value: Decimal, places: int = 2) -> int | float:
    """The one rounding rule: half up, trailing zeros cut (50.00 → 50)."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


class FactBook:
    """All facts of one report. Addresses are those of `design.md` §2; a null number is no fact."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._known: dict[str, Fact | None] = {}
        self._previous: FactBook | None = None

    def __contains__(self, address: str) -> bool:
        return self.get(address) is not None

    def __getitem__(self, address: str) -> Fact:
        """Raises UnknownSlot with the reason where the address names nothing or holds nothing yet."""
        fact = self.get(address)
        if fact is None:
            raise UnknownSlot(address, self._why_missing(address))
        return fact

    def get(self, address: str) -> Fact | None:
        if address not in self._known:
            self._known[address] = self._make(address)
        return self._known[address]

    def value(self, address: str) -> int | float | None:
        """The number at an address, null where there is none (yet). Raises UnknownSlot.

        The same as that of `get`, without the labels that cost more than the number.
        """
        if address in CELL_SET:
            return self.report.value(address)
        cells = SUM_ADDRESSES.get(address)
        if cells is not None:
            return self._total(cells)
        fact = self.get(address)
        return None if fact is None else fact.value

    def is_address(self, address: str) -> bool:
        """Whether the address belongs to the space at all, with or without a value now."""
        try:
            self._make(address)
        except UnknownSlot:
            return False
        return True

    def stored(self) -> Iterator[Fact]:
        """Every stored number that has a value: year, disclosure, cells, fees, activity, notes."""
        for address in self.stored_addresses():
            fact = self.get(address)
            if fact is not None:
                yield fact

    def stored_addresses(self) -> Iterator[str]:
        yield "year"
        yield from (f"disclosure.items.{item.name}" for item in self.report.disclosure.items)
        yield from OTHER_NUMBERS
        yield from CELLS
        for passage, notes in self.report.notes.items():
            for note in notes:
                yield from (f"notes.{passage}.{note.id}.{number.id}" for number in note.numbers or ())

    def sums(self) -> Iterator[Fact]:
        """The derived sums of `design.md` §2 that can be computed now."""
        for address in SUM_ADDRESSES:
            fact = self.get(address)
            if fact is not None:
                yield fact

    @property
    def previous(self) -> "FactBook | None":
        if self._previous is None and self.report.previous is not None:
            self._previous = FactBook(self.report.previous)
        return self._previous

    # ---- making facts ---------------------------------------------------------------------------------
    def _make(self, address: str) -> Fact | None:
        head, _, rest = address.partition(".")
        if head == "change":
            return self._change(address, rest)
        if head == "growth":
            return self._growth(address, rest)
        if head == "percent":
            return self._percent(address, rest)
        if head == "previous":
            return self._of_last_year(address, rest)
        if head == "notes":
            return self._note(address)
        if address in SUM_ADDRESSES:
            return self._sum(address)
        try:
            value = self.report.value(address)
        except KeyError:
            raise UnknownSlot(address, "不是本报告的数据地址") from None
        if value is None:
            return None
        unit, label = describe(address, self.report)
        origin = self.report.record(address).origin if address in CELL_SET else "typed"
        return Fact(address, value, unit, label, origin)

    def _sum(self, address: str) -> Fact | None:
        cells = SUM_ADDRESSES[address]
        total = self._total(cells)
        if total is None:
            return None
        unit, label = describe(address, self.report)
        return Fact(address, total, unit, label, "derived", cells)

    def _total(self, cells: tuple[str, ...]) -> int | float | None:
        values = [self.report.value(cell) for cell in cells]
        return None if None in values else sum(values)  # type: ignore[arg-type]

    def _base(self, address: str) -> Fact | None:
        """A fact that may stand inside a derived address: anything but change, growth and percent."""
        if address.startswith(("change.", "growth.", "percent.")):
            raise UnknownSlot(address, "不能再嵌套在变化、增长或占比之中")
        return self.get(address)

    def _of_last_year(self, address: str, rest: str) -> Fact | None:
        if rest.startswith(_PREFIXES):
            raise UnknownSlot(address, "不能嵌套")
        if self.previous is None:
            if not FactBook(self.report).is_address(rest):
                raise UnknownSlot(address, "不是本报告的数据地址")
            return None
        fact = self.previous.get(rest)
        if fact is None:
            return None
        return Fact(address, fact.value, fact.unit, f"上年{fact.label}", "previous", fact.cells)

    def _pair(self, rest: str) -> tuple[Fact, Fact] | None:
        if rest == "year" or rest.startswith("previous."):
            raise UnknownSlot(rest, "没有上年对比")
        now, before = self._base(rest), self._of_last_year(f"previous.{rest}", rest)
        return None if now is None or before is None else (now, before)

    def _change(self, address: str, rest: str) -> Fact | None:
        pair = self._pair(rest)
        if pair is None:
            return None
        now, before = pair
        exact = Decimal(str(now.value)) - Decimal(str(before.value))
        value = abs(exact)
        plain = int(value) if value == value.to_integral_value() else float(value)
        sign = (exact > 0) - (exact < 0)
        return Fact(address, plain, now.unit, f"{now.label}比上年变化", "derived", (now.address, before.address), sign)

    def _growth(self, address: str, rest: str) -> Fact | None:
        pair = self._pair(rest)
        if pair is None or pair[1].value == 0:
            return None
        now, before = pair
        exact = (Decimal(str(now.value)) - Decimal(str(before.value))) * 100 / Decimal(str(before.value))
        sign = (exact > 0) - (exact < 0)
        label = f"{now.label}比上年增减幅度"
        return Fact(address, round_half_up(abs(exact)), "%", label, "derived", (now.address, before.address), sign)

    def _percent(self, address: str, rest: str) -> Fact | None:
        known = False
        for cut in (i for i, char in enumerate(rest) if char == "."):
            try:
                part, whole = self._base(rest[:cut]), self._base(rest[cut + 1 :])
            except UnknownSlot:
                continue
            known = True
            if part is None or whole is None or whole.value == 0:
                continue
            share = Decimal(str(part.value)) * 100 / Decimal(str(whole.value))
            label = f"{part.label}占{whole.label}的比例"
            return Fact(address, round_half_up(share), "%", label, "derived", (part.address, whole.address))
        if not known:
            raise UnknownSlot(address, "不是本报告的数据地址")
        return None

    def _note(self, address: str) -> Fact | None:
        body, _, number_id = address.removeprefix("notes.").rpartition(".")
        passage, _, note_id = body.rpartition(".")
        for note in self.report.notes.get(passage, ()):
            if note.id != note_id:
                continue
            for number in note.numbers or ():
                if number.id == number_id:
                    found = next((n for n in find_numerals(note.text) if n.start == number.span[0]), None)
                    if found is None:
                        return None
                    exact = found.value
                    value = int(exact) if exact == exact.to_integral_value() else float(exact)
                    return Fact(address, value, found.unit, f"素材：{note.text[:20]}", "note")
        raise UnknownSlot(address, "在素材中已不存在")

    def _why_missing(self, address: str) -> str:
        try:
            self._make(address)
        except UnknownSlot as error:
            return error.reason
        if address.startswith(("change.", "growth.", "previous.")) and self.report.previous is None:
            return "需要上年数据"
        if address.startswith(("growth.", "percent.")):
            return "无法计算：所用的数还没有填，或基数为 0"
        return "还没有填数"


def _sum_addresses() -> dict[str, tuple[str, ...]]:
    sums: dict[str, tuple[str, ...]] = {}
    for column in T3_COLUMNS:
        sums[f"table3.received.{column}"] = (f"table3.new.{column}", f"table3.carried_in.{column}")
        for group in T3_GROUPS:
            leaves = [leaf for leaf in T3_LEAVES if leaf.startswith(group + "_")]
            sums[f"table3.{group}.{column}"] = tuple(f"table3.{leaf}.{column}" for leaf in leaves)
    for row in T3_ROWS:
        sums[f"table3.{row}.organisations"] = tuple(f"table3.{row}.{col}" for col in T3_ORGANISATIONS)
    for row in ("received", *T3_GROUPS):
        parts = [sums[f"table3.{row}.{col}"] for col in T3_ORGANISATIONS]
        sums[f"table3.{row}.organisations"] = tuple(cell for part in parts for cell in part)
    for result in T4_RESULTS:
        sums[f"table4.litigation.{result}"] = (f"table4.direct.{result}", f"table4.after.{result}")
    return sums


SUM_ADDRESSES: Final[dict[str, tuple[str, ...]]] = _sum_addresses()
"""Derived sum → the cells that it sums."""


def label_of(address: str, report: Report | None = None) -> str:
    """Chinese label of any address, with or without a value; the address itself where it names nothing."""
    head, _, rest = address.partition(".")
    try:
        if head == "previous":
            return f"上年{label_of(rest, report)}"
        if head == "change":
            return f"{label_of(rest, report)}比上年变化"
        if head == "growth":
            return f"{label_of(rest, report)}比上年增减幅度"
        if head == "notes":
            return "素材中的数"
        if head == "percent":
            cuts = [i for i, char in enumerate(rest) if char == "."]
            halves = ((rest[:cut], rest[cut + 1 :]) for cut in cuts)
            known = next((pair for pair in halves if all(label_of(half, report) != half for half in pair)), None)
            return f"{label_of(known[0], report)}占{label_of(known[1], report)}的比例" if known else address
        return describe(address, report)[1]
    except (KeyError, ValueError):
        return address


def describe(address: str, report: Report | None = None) -> tuple[str, str]:
    """Unit and Chinese label of a stored number or a derived sum. Raises KeyError or ValueError for another."""
    if address == "year":
        return "年", "报告年度"
    if address in OTHER_NUMBERS:
        return OTHER_NUMBERS[address]
    if address.startswith("disclosure.items."):
        name = address.removeprefix("disclosure.items.")
        unit = next((i.unit for i in report.disclosure.items if i.name == name), "条") if report else "条"
        return unit, f"主动公开“{name}”"
    if address in CELL_SET:
        return cell_unit(address), cell_label(address) if address.count(".") > 1 else _single_label(address)
    table, row, column = address.split(".")
    if table == "table4":
        return "件", f"表四行政诉讼合计“{T4_RESULTS[column]}”"
    names = {"received": "新收与上年结转之和", **T3_GROUPS}
    row_name = names.get(row) or T3_ROWS[row]
    column_name = "法人或其他组织" if column == "organisations" else T3_COLUMNS[column]
    return "件", f"表三“{row_name}”“{column_name}”合计"


def _single_label(address: str) -> str:
    key = address.split(".")[1]
    noun = "收费金额" if key == "fees_wan" else "处理决定数量"
    return f"{TABLE_NAMES['table2']}“{T2_SINGLE_ROWS[key]}”{noun}"
