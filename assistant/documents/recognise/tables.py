"""The three tables of a report, wherever and in however many pieces they stand in the file."""

import re
from dataclasses import dataclass, field
from typing import Final

from assistant.documents.blocks import Picture, Table
from assistant.documents.recognise.grid import Logical, classify, figures
from assistant.documents.recognise.lines import Item, Line
from assistant.documents.recognise.outline import Outline, Section
from assistant.documents.recognise.reading import Reading
from assistant.documents.recognise.stream import (
    count_figures,
    looks_like,
    stream_table2,
    stream_table3,
    stream_table4,
    table_lines,
)
from assistant.documents.recognise.table2 import read_table2
from assistant.documents.recognise.table3 import read_table3
from assistant.documents.recognise.table4 import read_table4
from schemas.form import SUMS, TABLES

READERS: Final = {"table2": read_table2, "table3": read_table3, "table4": read_table4}
_STREAMS: Final = {"table2": stream_table2, "table3": stream_table3, "table4": stream_table4}
_REMAINS: Final = {"table2": 5, "table3": 20, "table4": 8}
"""So many figures in a section are the remains of its table."""
_BROKEN: Final = re.compile(r"\d\s*\n\s*\d")
_HOME: Final = {"table2": 2, "table3": 3, "table4": 4}


@dataclass(slots=True)
class Tables:
    """`logical`: tables found as tables; `streams`: sections whose lines were read as a table.

    `used`: ids of the lines that went into a table. `pictures`: sections where a picture stands for a table.
    """

    logical: dict[str, Logical] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    others: list[tuple[Table, int]] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    streams: dict[str, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    pictures: dict[str, int] = field(default_factory=dict)


def read_tables(outline: Outline) -> Tables:
    """Finds and reads the three tables."""
    found = Tables()
    _collect(outline, found)
    for name, logical in found.logical.items():
        found.readings[name] = READERS[name](logical)
    for name in TABLES:
        if name not in found.logical:
            _from_lines(name, outline, found)
    for reading in found.readings.values():
        _doubt_broken(reading)
    for name in TABLES:
        section = outline.section(_HOME[name])
        if name not in found.readings and section is not None and any(isinstance(i, Picture) for i in section.items):
            found.pictures[name] = section.number
        elif name not in found.readings and _has_remains(name, found):
            # something with figures stands in its place: its cells are unread, not missing
            reading = found.readings[name] = Reading()
            reading.fill_absent(name, "这里的表格读不出行和列，请对照原件填写。")
    return found


def _doubt_broken(reading: Reading) -> None:
    """Digits on two lines of a cell are one number, unless the sums agree with one of the lines and not with both."""
    for address in [a for a in reading.values if _BROKEN.search(reading.records[a].raw or "")]:
        raw = reading.records[address].raw or ""
        sums = [total for total, parts in SUMS.items() if total == address or address in parts]
        lines = [int(digits) for digits in re.findall(r"\d+", raw)]
        if not _agrees(sums, reading, {}) and any(_agrees(sums, reading, {address: line}) for line in lines):
            reading.withdraw(address, raw, "数字分成了两行，连起来读与合计不符，无法确定，请对照原件填写。")


def _agrees(sums: list[str], reading: Reading, instead: dict[str, int]) -> bool:
    """Whether some total equals its parts."""
    values = {**reading.values, **instead}
    whole = (total for total in sums if all(part in values for part in (total, *SUMS[total])))
    return any(values[total] == sum(values[part] for part in SUMS[total]) for total in whole)


def _has_remains(name: str, found: Tables) -> bool:
    strangers = [table for table, place in found.others if place == _HOME[name]]
    return sum(count_figures([Line(cell.text, cell.text)]) for t in strangers for cell in t.cells) >= _REMAINS[name]


def _collect(outline: Outline, found: Tables) -> None:
    for section in outline.sections:
        last: str | None = None
        before: Item | None = None
        for item in section.items:
            above, before = before, item
            if not isinstance(item, Table):
                continue
            name = classify(item)
            if last is not None and item.cols > 4 and (name is None or (name == "other" and _goes_on(above, item))):
                # the figures of a table whose head, or half of its head, stands on the page before
                name = last
            if name not in TABLES:
                found.others.append((item, section.number))
                continue
            assert name is not None  # noqa: S101
            logical = found.logical.get(name)
            if logical is None:
                logical = found.logical[name] = Logical(name, section=section.number or None)
            elif _is_repeat(logical, item):
                found.repeated.append(name)
                found.others.append((item, section.number))
                continue
            logical.fragments.append(item)
            last = name


def _goes_on(above: Item | None, table: Table) -> bool:
    """Whether a piece follows right upon one that is as broad, and holds figures."""
    return isinstance(above, Table) and above.cols == table.cols and figures(list(table.cells)) >= table.cols // 2


def _is_repeat(logical: Logical, table: Table) -> bool:
    """Whether the table shows again what is there already, rather than going on."""
    probe = READERS[logical.name](Logical(logical.name, [table]))
    before = READERS[logical.name](logical)
    if not probe.values:
        return False
    return len(probe.values.keys() & before.values.keys()) > 0.5 * len(probe.values)


def _from_lines(name: str, outline: Outline, found: Tables) -> None:
    section = outline.section(_HOME[name])
    places: list[Section] = [section] if section is not None else []
    for place in places:
        lines = [item for item in place.items if isinstance(item, Line)]
        candidates = table_lines(lines)
        if looks_like(candidates, name):
            reading = _STREAMS[name](candidates)
        elif count_figures(candidates) >= _REMAINS[name]:
            # a table stood here, but nothing tells its rows and columns any more
            reading = Reading()
            reading.fill_absent(name, "这里的表格读不出行和列，请对照原件填写。")
        else:
            continue
        if not reading.records and not reading.unreadable:
            continue
        found.readings[name] = reading
        found.streams[name] = place.number
        found.used |= {id(line) for line in candidates}
