"""What the cells of the form read as: values, raw texts, and what could not be read."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from assistant.cells import CellReading, read_cell
from schemas.findings import Unreadable
from schemas.form import DECIMAL_CELLS, TABLE_CELLS, cell_label
from schemas.report import CellRecord

_APART: Final = re.compile("\\d[ \u00a0\u3000]+\\d")
_THOUSANDS: Final = re.compile("^\\d{1,3}(?:[ \u00a0]\\d{3})+$")


@dataclass(slots=True)
class Reading:
    """Cells of one table of the form. `problems` concern the grid; `notes` go to the clerk."""

    values: dict[str, int | float] = field(default_factory=dict)
    records: dict[str, CellRecord] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows_of: dict[int, str] = field(default_factory=dict)
    """Row of the whole table (pieces counted through) → row key of 表三 or 表二."""
    template: str = "2021"

    def put(self, address: str, raw: str) -> None:
        """The text that stands in a cell."""
        self.records[address] = _record(raw)
        if _APART.search(raw) and not _THOUSANDS.match(raw.strip()):
            self._fail(address, raw, "数字中间有空格，无法确定是一个数还是两个数，请对照原件填写。")
            return
        reading = _read(raw, address in DECIMAL_CELLS)
        if reading.value is None:
            self._fail(address, raw, reading.problem)
        else:
            self.values[address] = reading.value

    def doubt(self, address: str, raw: str, reason: str) -> None:
        """A cell whose text is known, but not that it belongs here."""
        self.records[address] = _record(raw)
        self._fail(address, raw, reason)

    def withdraw(self, address: str, raw: str, reason: str) -> None:
        """A cell that was read, but not rightly after all."""
        self.values.pop(address, None)
        self.unreadable = [item for item in self.unreadable if item.place != address]
        self.doubt(address, raw, reason)

    def absent(self, address: str, reason: str) -> None:
        self._fail(address, "", reason)

    def _fail(self, address: str, raw: str, reason: str) -> None:
        self.unreadable.append(Unreadable(place=address, raw=raw, reason=f"{cell_label(address)}：{reason}"))

    def fill_absent(self, table: str, reason: str) -> None:
        """Whatever no row has answered for is said to be missing."""
        told = {item.place for item in self.unreadable}
        for address in TABLE_CELLS[table]:
            if address not in self.records and address not in told:
                self.absent(address, reason)


@lru_cache(maxsize=4096)
def _record(raw: str) -> CellRecord:
    return CellRecord(raw=raw, origin="imported")


@lru_cache(maxsize=4096)
def _read(raw: str, decimals: bool) -> CellReading:
    return read_cell(raw, next(iter(DECIMAL_CELLS)) if decimals else "table2.licensing")
