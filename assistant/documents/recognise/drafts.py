"""A draft of ours that comes back: its numbers stay bound, and every number that was changed is told."""

from assistant.documents.blocks import Document
from assistant.documents.recognise.lines import Line
from assistant.documents.recognise.passages import Prose
from assistant.facts import FactBook, UnknownSlot
from assistant.slots import Rendered, SlotSpan, addresses, parse, relink, slot
from schemas.facts import plain_digits
from schemas.findings import Remark
from schemas.form import CELL_SET, CELLS, cell_label
from schemas.passages import PASSAGE_NAMES
from schemas.report import Activity, Disclosure, DisclosureItem, Fees, Report


def restored(report: Report, values: dict[str, str]) -> Report:
    """The report with the numbers that a draft keeps beside its text: they stand in no table."""
    known = {address: number for address, text in values.items() if (number := _number(text)) is not None}
    items = [
        DisclosureItem(name=name, count=number)
        for address, number in known.items()
        if address.startswith("disclosure.items.")
        and (name := address.removeprefix("disclosure.items."))
        and not set(name) & set(".{}")
    ]
    return report.model_copy(
        update={
            "disclosure": Disclosure(items=items, total=known.get("disclosure.total")),
            "fees": Fees(**_under("fees", known, Fees.model_fields)),
            "activity": Activity(**_under("activity", known, Activity.model_fields)),
        }
    )


def _under(head: str, known: dict[str, int | float], names: object) -> dict[str, int | float]:
    found = {a.partition(".")[2]: n for a, n in known.items() if a.partition(".")[0] == head}
    return {name: number for name, number in found.items() if name in names}  # type: ignore[operator]


def _number(text: str) -> int | float | None:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value == value and abs(value) < 1e15 else None


def changed_cells(report: Report, values: dict[str, str]) -> list[Remark]:
    """Cells of the tables that differ from what the draft printed."""
    remarks: list[Remark] = []
    for address in CELLS:
        before = values.get(address)
        value = report.value(address)
        if before is None or (getattr(report, address.split(".", 1)[0]) is None):
            continue
        now = plain_digits(value) if value is not None else (report.record(address).raw or "").strip()
        if now != before:
            remarks.append(
                Remark(
                    place=address,
                    kind="cell_changed",
                    message=f"{cell_label(address)}由 {before or '空'} 改为 {now or '空'}。",
                    old=_value(before),
                    new=_value(now),
                )
            )
    return remarks


def _value(text: str) -> str | int | float | None:
    number = _number(text)
    return number if number is not None else text or None


def bound_passages(
    report: Report, document: Document, prose: Prose, *, keep_slots: bool
) -> tuple[Report, list[Remark]]:
    """Passages as slot text, with a remark for each number of the prose that was changed or taken out."""
    book = FactBook(report)
    remarks: list[Remark] = []
    passages = dict(report.passages)
    for passage in passages:
        lines = [line for line in prose.texts.get(passage, ()) if line.text]
        before = document.slot_text.get(passage, "")
        if any(line.slots for line in lines):
            text = "\n".join(_by_controls(line, document.values, book, passage, remarks, keep_slots) for line in lines)
        elif addresses(before):
            # the controls are gone, as some programs drop them: the untouched text tells
            text = relink(_as_printed(before, document.values), passages[passage])
            text = _unbound(text, document.values, book, keep_slots)
        else:
            continue
        gone = [a for a in dict.fromkeys(addresses(before)) if a not in addresses(text)]
        told = {remark.place for remark in remarks}
        for address in gone:
            shown = document.values.get(address, "")
            if address not in told and shown and (keep_slots or _is_known(address, book)):
                remarks.append(
                    Remark(
                        place=address,
                        kind="number_removed",
                        message=f"“{PASSAGE_NAMES[passage]}”中的 {shown}（{_label(address, book)}）已不在文中。",
                        old=_value(shown),
                    )
                )
        passages[passage] = text
    return report.model_copy(update={"passages": passages}), remarks


def _by_controls(
    line: Line, values: dict[str, str], book: FactBook, passage: str, remarks: list[Remark], keep: bool
) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, address in line.slots:
        if start < at:
            continue
        shown, before = line.text[start:end], values.get(address)
        pieces.append(line.text[at:start])
        at = end
        if before is None or shown == before or (before == "" and shown.startswith("【待补")):
            pieces.append(slot(address) if keep or _is_known(address, book) else shown)
            continue
        pieces.append(shown)
        remarks.append(
            Remark(
                place=address,
                kind="number_changed",
                message=f"“{PASSAGE_NAMES[passage]}”中的 {before}（{_label(address, book)}）被改为 {shown}。",
                old=_value(before),
                new=_value(shown),
            )
        )
    return "".join([*pieces, line.text[at:]])


def _as_printed(slot_text: str, values: dict[str, str]) -> Rendered:
    pieces: list[str] = []
    spans: list[SlotSpan] = []
    at = 0
    for piece, address in parse(slot_text):
        text = piece if address is None else values.get(address, piece)
        if address is not None:
            spans.append(SlotSpan(address, at, at + len(text)))
        pieces.append(text)
        at += len(text)
    return Rendered("".join(pieces), tuple(spans))


def _unbound(text: str, values: dict[str, str], book: FactBook, keep: bool) -> str:
    if keep:
        return text
    return "".join(
        piece if address is None or _is_known(address, book) else values.get(address, piece)
        for piece, address in parse(text)
    )


def _is_known(address: str, book: FactBook) -> bool:
    try:
        book[address]
    except UnknownSlot:
        return False
    return True


def _label(address: str, book: FactBook) -> str:
    if address in CELL_SET:
        return cell_label(address)
    try:
        return book[address].label
    except UnknownSlot:
        return address
