"""Rows of a ledger → the 175 cells of 表三, by rule. A row is counted wholly or not at all, so that the identity
holds over what is counted; what is not counted is listed with the reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.documents.ledger_dates import read_date
from assistant.documents.ledger_mapping import LedgerMapping
from assistant.documents.ledger_table import LedgerRow, LedgerTable
from assistant.documents.ledger_words import PENDING, WordReading, WordTable
from schemas.form import SUMS, TABLE_CELLS
from schemas.report import Report
from schemas.tables import Cell

_YES: Final = frozenset(("是", "√", "有", "y", "yes", "1", "对", "上年结转", "结转", "上年", "✓", "☑"))
_NO: Final = frozenset(("否", "无", "n", "no", "0", "不是", "×", "本年", "新收", "本年新收", "/", "-", "—"))
_SHOWN_ROWS: Final = 8


@dataclass(frozen=True, slots=True)
class LedgerResult:
    """`values`: all 175 cells of 表三, totals included. `uncounted`: (row number, reason) of rows to be put right.

    `ignored`: rows that rightly belong to another year, or stand for applications counted elsewhere.
    `remarks`: what to look at once more. No text of the ledger stands in any message.
    """

    year: int
    values: dict[str, int]
    counted: int
    uncounted: tuple[tuple[int, str], ...] = ()
    ignored: tuple[tuple[int, str], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """What one row gives: a column, and the rows of the form that it counts in."""

    row: LedgerRow
    column: str
    rows: tuple[str, ...]
    received: date | None
    hint: str = ""


class _Skipped(Exception):
    """A row that is not counted; `elsewhere`: rightly so."""

    def __init__(self, reason: str, *, elsewhere: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.elsewhere = elsewhere


def count_ledger(
    table: LedgerTable, mapping: LedgerMapping, result_words: WordTable, kind_words: WordTable, year: int
) -> LedgerResult:
    """Count the ledger of `year`.

    Received in the year → new; received before and not concluded before → carried_in; concluded in the year → its
    result row; not concluded by 31 December → carried_out; concluded before, or received after → ignored.
    """
    counting = _Counting(table, mapping, result_words, kind_words, year)
    values = dict.fromkeys(TABLE_CELLS["table3"], 0)
    uncounted: list[tuple[int, str]] = []
    ignored: list[tuple[int, str]] = []
    cases: list[_Case] = []
    for group in _applications(table.rows):
        try:
            cases.append(counting.case(group))
        except _Skipped as skipped:
            (ignored if skipped.elsewhere else uncounted).append((group[0].number, skipped.reason))
    for case in cases:
        for row in case.rows:
            values[f"table3.{row}.{case.column}"] += 1
    for total, parts in SUMS.items():
        if total in values:
            values[total] = sum(values[part] for part in parts)
    remarks = tuple(counting.remarks(cases))
    return LedgerResult(year, values, len(cases), tuple(uncounted), tuple(ignored), remarks)


def apply_ledger(report: Report, result: LedgerResult) -> Report:
    """The report with all cells of 表三 from the ledger (origin `ledger`, totals `computed`)."""
    cells: dict[str, Cell] = dict(result.values)
    changed = report.with_values(cells, origin="ledger")
    return changed.recomputed(total for total in SUMS if total.startswith("table3."))


def _applications(rows: Sequence[LedgerRow]) -> Iterable[list[LedgerRow]]:
    """Rows grouped into applications: a row that merged cells tie to the one above belongs to it."""
    group: list[LedgerRow] = []
    for row in rows:
        if group and not row.continues:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


class _Counting:
    """One ledger being counted: the columns, the words, and what numbers occur more than once."""

    def __init__(
        self, table: LedgerTable, mapping: LedgerMapping, results: WordTable, kinds: WordTable, year: int
    ) -> None:
        self.mapping = mapping
        self.results = results
        self.kinds = kinds
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        self.year = year
        self.table = table
        self.children = Counter(text for row in table.rows if (text := self._cell(row, "split_from")))
        self.by_number: dict[str, list[LedgerRow]] = {}
        for row in table.rows:
            number = self._cell(row, "number")
            if number and not row.continues:
                self.by_number.setdefault(number, []).append(row)

    def _cell(self, row: LedgerRow, name: str) -> str:
        index = getattr(self.mapping, name)
        return "" if index is None or index >= len(row.cells) else row.cells[index].strip()

    # ---- one application ----------------------------------------------------------------------------
    def case(self, group: list[LedgerRow]) -> _Case:
        """Raises _Skipped."""
        row = group[0]
        if not any(self._cell(r, name) for r in group for name in ("received", "kind", "result", "replied")):
            raise _Skipped("收到日期、申请人类型、办理结果都是空的")
        self._refuse_doubles(row, group)
        received, carried = self._received(row)
        if received is not None and received > self.last:
            raise _Skipped(f"收到日期在 {self.year} 年以后，不属于 {self.year} 年度", elsewhere=True)
        replied = self._date(row, "replied", "答复日期")
        if replied is not None and received is not None and replied < received:
            raise _Skipped("答复日期早于收到日期")
        if replied is not None and replied < self.first:
            raise _Skipped(f"在 {self.year} 年以前已经办结，不属于 {self.year} 年度", elsewhere=True)
        reading = self._result(row)
        end = self._end(reading, replied, carried)
        column = self._kind(row)
        start = "carried_in" if carried else "new"
        return _Case(row, column, (start, *end), received, reading.hint if reading and end[0] != "carried_out" else "")

    def _refuse_doubles(self, row: LedgerRow, group: list[LedgerRow]) -> None:
        written = [text for r in group if (text := self._cell(r, "result"))]
        if len({self.results.read(text).target or text for text in written}) > 1:
            rows = "、".join(str(r.number) for r in group)
            raise _Skipped(f"第 {rows} 行是同一件申请却有不同的结果{self._two_results(written)}")
        number = self._cell(row, "number")
        if not number:
            return
        if self.children.get(number):
            raise _Skipped(f"已按一事一申请拆分为 {self.children[number]} 件，按拆分后的各件计", elsewhere=True)
        same = self.by_number.get(number, [])
        if len(same) < 2:
            return
        rows = "、".join(str(r.number) for r in same)
        results = [self._cell(r, "result") for r in same]
        if len({self.results.read(text).target or text for text in results}) > 1:
            raise _Skipped(f"第 {rows} 行编号相同，结果不同{self._two_results(results)}")
        if same[0] is not row:
            raise _Skipped(f"与第 {same[0].number} 行编号相同，只计一件")

    def _two_results(self, texts: list[str]) -> str:
        if any(self.results.read(text).target == "partial" for text in texts):
            return "；区分处理的只计“（二）部分公开”，请只保留一个结果"
        return "，请核对"

    def _received(self, row: LedgerRow) -> tuple[date | None, bool]:
        """The date and whether the application was carried over from before the year."""
        flag = self._carried_flag(row)
        received = self._date(row, "received", "收到日期")
        if received is None:
            if flag:
                return None, True
            raise _Skipped("没有收到日期")
        carried = received < self.first
        if flag is not None and flag != carried and received <= self.last:
            said = "是" if flag else "否"
            raise _Skipped(f"收到日期在 {received.year} 年，“是否上年结转”却填“{said}”，两处不符")
        return received, carried

    def _carried_flag(self, row: LedgerRow) -> bool | None:
        text = self._cell(row, "carried").lower()
        return True if text in _YES else False if text in _NO else None

    def _date(self, row: LedgerRow, name: str, label: str) -> date | None:
        text = self._cell(row, name)
        if text in ("", "/", "-", "—", "——", "无"):
            return None
        found = read_date(text)
        if found is None:
            raise _Skipped(f"{label}无法识别，请写成 2024-01-05 这样的年月日")
        return found

    def _result(self, row: LedgerRow) -> WordReading | None:
        text = self._cell(row, "result")
        return None if text in ("", "/", "-", "—", "——", "无") else self.results.read(text)

    def _end(self, reading: WordReading | None, replied: date | None, carried: bool) -> tuple[str, ...]:
        """(result row, total), or carried_out."""
        if replied is not None and replied > self.last:
            return ("carried_out",)
        if reading is None or reading.target == PENDING:
            if replied is None:
                return ("carried_out",)
            raise _Skipped("有答复日期，却没有办理结果" if reading is None else "有答复日期，办理结果却写的是尚未办结")
        if reading.target is None:
            raise _Skipped(reading.problem)
        if replied is None and self.mapping.replied is not None:
            raise _Skipped("有办理结果，却没有答复日期，不能确定在哪一年办结")
        if replied is None and carried and self.mapping.carried is None:
            raise _Skipped("收到日期在上年，又没有答复日期，不能确定在哪一年办结")
        return (reading.target,)

    def _kind(self, row: LedgerRow) -> str:
        text = self._cell(row, "kind")
        if not text:
            raise _Skipped("没有申请人类型")
        reading = self.kinds.read(text)
        if reading.target is None:
            raise _Skipped(reading.problem)
        return reading.target

    # ---- what to look at once more -------------------------------------------------------------------
    def remarks(self, cases: list[_Case]) -> Iterable[str]:
        hints: dict[str, list[int]] = {}
        for case in cases:
            if case.hint:
                hints.setdefault(case.hint, []).append(case.row.number)
        for hint, rows in hints.items():
            yield f"第 {_rows(rows)} 行：{hint}"
        old = [c.row.number for c in cases if c.received is not None and c.received.year < self.year - 1]
        if old:
            yield f"第 {_rows(old)} 行的收到日期早于 {self.year - 1} 年，仍计入“上年结转”，请核对日期。"
        if self.mapping.replied is None and any("carried_out" not in c.rows for c in cases):
            yield f"台账没有答复日期一列，有办理结果的都按在 {self.year} 年办结计，请核对年末的几件。"
        split = {n: k for n, k in self.children.items() if n in self.by_number}
        for number, count in split.items():
            row = self.by_number[number][0]
            text = f"第 {row.number} 行已按一事一申请拆分为 {count} 件，按 {count} 件计。"
            received = read_date(self._cell(row, "received"))
            if received is not None and received < self.first and count > 1:
                text += f"“上年结转”因此会比上年报告的“结转下年度”多 {count - 1} 件，请在核对时说明。"
            yield text
        parents = [(row.number, self._cell(row, "split_from")) for row in self.table.rows]
        lost = [number for number, parent in parents if parent and self.by_number and parent not in self.by_number]
        if lost:
            yield f"第 {_rows(lost)} 行写明由别的申请拆分，但台账里没有那个编号，已按单独一件计。"
        disputes = sum(bool(self._cell(row, "disputes").strip("/-—无否")) for row in self.table.rows)
        if disputes:
            yield f"台账有 {disputes} 行填写了复议、诉讼情况，请与表四核对（表四按复议、诉讼台账填写）。"
        if self.table.other_sheets:
            names = "、".join(f"“{name}”" for name in self.table.other_sheets)
            yield f"工作表{names}也像台账，没有读取；请把各表合并成一张后再导入。"


def _rows(numbers: list[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:_SHOWN_ROWS])
    return shown + (f" 等 {len(numbers)}" if len(numbers) > _SHOWN_ROWS else "")
