"""What the data page's tables send → changes of the report, each saved at once."""

from collections.abc import Iterable, Sequence

from assistant.errors import WrongInputError
from assistant.store import disclosure, entries
from assistant.store.pasting import Pasted, paste_counts, paste_rows
from assistant.web.components.count_table import count_of
from assistant.web.components.sheet import Event
from assistant.web.guard import tell
from assistant.web.state import save, store
from schemas.form import CELL_SET, TABLE_CELLS, TABLE_NAMES, cell_label
from schemas.report import Report


def unfilled_cells(report: Report, table: str) -> tuple[str, ...]:
    return entries.unfilled(report, TABLE_CELLS[table])


def zeros(report_id: int, addresses: Iterable[str], what: str) -> None:
    chosen = tuple(addresses)
    save(lambda report: entries.confirm_zeros(report, chosen), f"{what}的空格填 0", report=report_id)


def recompute(report_id: int, table: str) -> None:
    save(lambda report: entries.recompute_table(report, table), f"{TABLE_NAMES[table]}合计按明细重算", report=report_id)


def total_again(report_id: int) -> None:
    save(disclosure.total_by_parts, "主动公开总数按明细重算", report=report_id)


def table_events(report_id: int, table: str, events: Sequence[Event]) -> None:
    """Cells typed or pasted, and rows confirmed as zero."""
    typed = {event.key: str(event.value) for event in events if event.kind == "edit" and event.key in CELL_SET}
    if typed:
        first = cell_label(next(iter(typed)))
        summary = f"{first}改为“{next(iter(typed.values()))}”" if len(typed) == 1 else f"粘贴 {len(typed)} 格"
        save(lambda report: entries.type_cells(report, typed), summary, report=report_id)
        _say_tidied(typed)
    for event in events:
        if event.kind == "act" and event.key.startswith("zero:"):
            row = event.key.removeprefix("zero:")
            zeros(report_id, [c for c in TABLE_CELLS[table] if c.startswith(row + ".")], "这一行")


def number_events(report_id: int, events: Sequence[Event]) -> None:
    """Fees and activity: a number is saved, other text is kept beside it."""
    for event in events:
        if event.kind == "edit":
            _number(report_id, event.key, str(event.value))


def disclosure_events(report_id: int, events: Sequence[Event]) -> None:
    """Names, counts, units and groups of 栏目, new and removed ones, and pasted rows."""
    for event in events:
        names = [item.name for item in store().reports.open(report_id).report.disclosure.items]
        try:
            if event.kind == "paste":
                _paste(report_id, names, event)
            elif event.kind == "act":
                _remove(report_id, event.key.removeprefix("remove:"))
            else:
                _edit(report_id, names, event.key, str(event.value).strip())
        except WrongInputError as error:
            tell(str(error), "error")
        except IndexError:
            continue


def _edit(report_id: int, names: list[str], key: str, text: str) -> None:
    field, _, rest = key.partition(":")
    if key == "new":
        if text:
            save(lambda report: disclosure.add_item(report, text), f"新增栏目“{text}”", report=report_id)
    elif field == "name":
        old = names[int(rest)]
        save(lambda report: disclosure.rename_item(report, old, text), f"栏目“{old}”改名", report=report_id)
        pending = store().reports.pending(report_id).get(count_of(old))
        store().reports.set_pending(report_id, {count_of(old): None, count_of(text): pending})
    elif field == "unit":
        name = names[int(rest)]
        save(lambda report: disclosure.set_unit_word(report, name, text), f"栏目“{name}”的单位", report=report_id)
    elif field == "group":
        name = names[int(rest)]
        save(lambda report: disclosure.set_group(report, name, text), f"栏目“{name}”的分类方式", report=report_id)
    else:
        _number(report_id, key, text)


def _number(report_id: int, address: str, raw: str) -> None:
    reading = entries.read_typed(address, raw)
    value = reading.value
    bad = value is None and bool(raw.strip())
    name = address.removeprefix("disclosure.items.")

    def change(report: Report) -> Report:
        if name != address:
            return disclosure.set_count(report, name, value)
        return (
            disclosure.set_total(report, value) if address == "disclosure.total" else report.with_value(address, value)
        )

    store().reports.set_pending(report_id, {address: raw if bad else None})
    save(change, f"“{name}”改为“{raw}”", report=report_id)
    _say_tidied({address: raw})


def _remove(report_id: int, name: str) -> None:
    save(lambda report: disclosure.remove_item(report, name), f"删除栏目“{name}”", report=report_id)
    store().reports.set_pending(report_id, {count_of(name): None})


def _paste(report_id: int, names: list[str], event: Event) -> None:
    """Rows from Excel: at a name, names with counts; at a count, counts downwards."""
    block = [[str(cell) for cell in row] for row in event.value]
    start = event.key.removeprefix("disclosure.items.")
    pasted: list[Pasted] = []

    def change(report: Report) -> Report:
        pasted[:] = [paste_counts(report, start, block) if start in names else paste_rows(report, block)]
        return pasted[0].report

    rows = sum(bool("".join(row).strip()) for row in block)
    save(change, f"粘贴 {rows} 行", report=report_id)
    store().reports.set_pending(report_id, dict(pasted[0].unread))
    if pasted[0].notice:
        tell(pasted[0].notice, "info")


def _say_tidied(typed: dict[str, str]) -> None:
    for address, raw in typed.items():
        reading = entries.read_typed(address, raw)
        if reading.value is not None and reading.tidied:
            tell(f"“{raw.strip()}”已按 {reading.value} 读取。", "passing")
