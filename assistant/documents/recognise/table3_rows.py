"""Which row of 表三 is which: by their labels, by the order of the form, and by both against each other."""

from dataclasses import dataclass
from typing import Final

from assistant.documents.recognise.labels import T3_BY_LABEL, T3_EXTRA, bare, is_figure, norm, row_score, t3_row
from assistant.documents.recognise.reading import Reading
from schemas.form import T3_COLUMNS, T3_ROWS

COLUMNS: Final = tuple(T3_COLUMNS)
ROWS: Final = tuple(T3_ROWS)
_SURE: Final = 90
_LIKELY: Final = 45
_NAMED: Final = 98
"""A row that bears its whole name."""
_PRINTED: Final = 100
"""A row that bears the label of the form, ordinal and all."""


@dataclass(slots=True)
class DataRow:
    """A row that may hold figures: its label, how sure it is, and seven texts (null: the columns are unclear)."""

    at: int
    label: str
    cells: list[str] | None
    raw: str
    key: str | None = None
    score: int = 0
    group: str = ""

    @property
    def filled(self) -> bool:
        return any(is_figure(text) for text in self.cells or ()) or (self.cells is None and bool(self.raw.strip()))


def old_format(data: list[DataRow], reading: Reading) -> None:
    """Whether （六）其他处理 is one row with figures, as in 2019."""
    others = [entry for entry in data if T3_EXTRA.get(bare(entry.label)) == "ot" and entry.filled]
    leaves = [
        entry for entry in data if (found := t3_row(entry.label)) and found[0] in _NEW_LEAVES and found[1] >= _SURE
    ]
    if others and not leaves:
        reading.template = "2019"
        others[0].key, others[0].score = "ot_other", 100


_NEW_LEAVES: Final = frozenset({"ot_no_correction", "ot_no_fee"})


def wanted_rows(reading: Reading) -> tuple[str, ...]:
    """The rows that the table should have."""
    if reading.template == "2019":
        return tuple(row for row in ROWS if row not in _NEW_LEAVES)
    return ROWS


def assign(data: list[DataRow], wanted: tuple[str, ...], reading: Reading) -> None:
    """Gives each row its key, by its label and by the order of the form."""
    for entry in data:
        if entry.key is None:
            found = t3_row(entry.label)
            if found is not None:
                entry.key, entry.score = found
    keys = [entry.key for entry in data]
    if None not in keys and len(set(keys)) == len(keys) and all(entry.score >= _SURE for entry in data):
        order = [wanted.index(key) for key in keys if key in wanted]
        if order == sorted(order) or all(entry.score >= _NAMED for entry in data):
            # rows that all bear their names are those rows, in whatever order
            _number(data, reading)
            return
    names = [entry.key if entry.score >= _NAMED and keys.count(entry.key) == 1 else None for entry in data]
    _align(data, wanted, reading)
    _keep_names(data, names, wanted)
    _number(data, reading)


def _keep_names(data: list[DataRow], names: list[str | None], wanted: tuple[str, ...]) -> None:
    """A row that bears its whole name, as no other does, is no other row for standing elsewhere."""
    for entry, name in zip(data, names, strict=True):
        if name is None or name == entry.key or name not in wanted:
            continue
        for other in data:
            if other.key == name:
                other.key = None
        entry.key = name


def doubt_twins(data: list[DataRow], reading: Reading) -> None:
    """A row that stands there twice with different figures: nobody can tell which are right.

    A row that bears the form's own label is right beside one that only means the same (合计 below （七）总计).
    """
    printed = {entry.key for entry in data if entry.key is not None and norm(entry.label) in T3_BY_LABEL}
    for entry in data:
        found = t3_row(entry.label) if entry.key is None and entry.cells is not None and entry.filled else None
        if found is None or found[1] < _NAMED or (found[1] < _PRINTED and found[0] in printed):
            continue
        for column, raw in zip(COLUMNS, entry.cells or (), strict=True):
            address = f"table3.{found[0]}.{column}"
            record = reading.records.get(address)
            if record is not None and norm(record.raw or "") != norm(raw):
                both = f"{(record.raw or '').strip()} / {raw.strip()}"
                reading.withdraw(address, both, "表中这一行出现了两次，数字不同，请对照原件填写。")


def _number(data: list[DataRow], reading: Reading) -> None:
    for entry in data:
        if entry.key is not None:
            reading.rows_of[entry.at] = entry.key


def _align(data: list[DataRow], wanted: tuple[str, ...], reading: Reading) -> None:
    """Labels and order together: the best way to lay the rows along those of the form."""
    rows, forms = len(data), len(wanted)
    gain = [[0.0] * (forms + 1) for _ in range(rows + 1)]
    step: list[list[str]] = [[""] * (forms + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(forms + 1):
            options: list[tuple[float, str]] = []
            if i and j:
                options.append((gain[i - 1][j - 1] + _likeness(data[i - 1], wanted[j - 1]), "pair"))
            if i:
                options.append((gain[i - 1][j] - (0.5 if data[i - 1].filled else 0.0), "row"))
            if j:
                options.append((gain[i][j - 1] - 0.25, "form"))
            if options:
                gain[i][j], step[i][j] = max(options)
    pairs: dict[int, str] = {}
    i, j = rows, forms
    while i or j:
        move = step[i][j]
        if move == "pair":
            pairs[i - 1] = wanted[j - 1]
        i -= move in ("pair", "row")
        j -= move in ("pair", "form")
    for index, entry in enumerate(data):
        key = pairs.get(index)
        if key is None:
            entry.key = None
            if entry.filled:
                shown = norm(entry.label)[:20] or "（无名称）"
                reading.problems.append(f"表三多出一行“{shown}”，规定格式没有这一行。")
            continue
        own = 100 if entry.key == key and entry.score >= _SURE else row_score(bare(entry.label), key)
        entry.key, entry.score = key, own
    _doubt_strangers(data, wanted, reading)


def _likeness(entry: DataRow, row: str) -> float:
    if entry.key == row and entry.score >= _SURE:
        return 1.5
    words = bare(entry.label)
    if not words:
        return 0.2 if entry.filled else -0.4
    score = row_score(words, row)
    group = row.split("_", 1)[0]
    bonus = 0.2 if entry.group and entry.group == group else 0.0
    return (score - 40) / 60 + bonus


def _doubt_strangers(data: list[DataRow], wanted: tuple[str, ...], reading: Reading) -> None:
    """A row laid where its label says nothing of the kind is read only if its neighbours leave one place for it."""
    sure = {i for i, entry in enumerate(data) if entry.key is not None and entry.score >= _LIKELY}
    complete = sum(1 for entry in data if entry.filled) == len(wanted)
    for i, entry in enumerate(data):
        if entry.key is None or i in sure:
            continue
        place = wanted.index(entry.key)
        before = data[i - 1].key if i else None
        after = data[i + 1].key if i + 1 < len(data) else None
        fits = (place == 0 or before == wanted[place - 1]) and (place == len(wanted) - 1 or after == wanted[place + 1])
        unnamed = not bare(entry.label)
        if fits and unnamed and (complete or (i - 1 in sure and i + 1 in sure)):
            continue
        if fits and not unnamed and complete and i - 1 in sure | {-1} and i + 1 in sure | {len(data)}:
            continue
        reason = f"行名“{norm(entry.label)[:24]}”与规定格式对不上，请对照原件填写。"
        for column, raw in zip(COLUMNS, entry.cells or (), strict=False):
            reading.doubt(f"table3.{entry.key}.{column}", raw, reason)
        entry.key = None
