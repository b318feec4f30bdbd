"""Report → document: every block in reading order, every number with its address."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Final

from assistant.documents.blocks import Block, Document, FileMetadata, PageLayout, Paragraph, Role, Run, Table, TableCell
from assistant.documents.draft_facts import facts_json
from assistant.documents.layout import A4, DRAFT_NOTICE, DRAFT_NOTICE_MODEL
from assistant.documents.line_breaks import characters
from assistant.facts import FactBook, UnknownSlot
from assistant.slots import missing_label, parse
from schemas.facts import plain_digits
from schemas.form import GRIDS, TABLE_NAMES, TABLES
from schemas.passages import (
    HEADINGS,
    OUTLINE,
    PASSAGE_HEADING,
    PASSAGE_NAMES,
    chinese_ordinal,
    paragraph_address,
)
from schemas.report import Report

PRODUCER: Final = "年报助手"
_GAP: Final = re.compile(r"(【待[^【】]*】)")
_HEADING: Final = re.compile(r"heading(?:\.[1-9]\d?){1,3}")
_TITLE: Final = re.compile(r"(.+?)((?:20|[二２][0〇零０])[\d〇零一二三四五六七八九]{2}年.*)")
_TITLE_LINE: Final = 20
"""Characters of a title that a line holds."""
_PADDING: Final = " \t\r\u00a0\u3000\u2003\ufeff"
_ROLES: Final[tuple[Role, ...]] = ("heading1", "heading2", "heading3")


def compose(report: Report, *, final: bool = False) -> Document:
    """The document as it is to be written. What is missing stands as 【待补：…】, in a final too: whoever
    asks for a final has refused such a report before.

    A heading that `report.headings` gives as empty text is left out; headings beyond the form's own are
    printed in their section; ordinals count what is printed. A draft carries its notice in
    `layout.headers`, the slot text and the printed numbers; a final carries none of these.
    """
    blocks = tuple(_blocks(report))
    title = "".join(title_lines(report))
    metadata = FileMetadata(
        author=report.unit.name, company=report.unit.name, title=title, custom=generated_mark(report)
    )
    if final:
        return Document(blocks, layout=A4, metadata=metadata)
    layout: PageLayout = replace(A4, headers=(draft_notice(report),))
    return Document(
        blocks,
        layout=layout,
        metadata=metadata,
        slot_text=dict(report.passages),
        draft=True,
        values=_printed(blocks),
        facts=facts_json(report),
    )


def draft_notice(report: Report) -> str:
    """The line that every file which is no final shows."""
    return DRAFT_NOTICE_MODEL if _by_model(report) else DRAFT_NOTICE


def generated_mark(report: Report) -> dict[str, str]:
    """The property AIGC where a model wrote; empty where none did."""
    return {"AIGC": _aigc(report)} if _by_model(report) else {}


def _by_model(report: Report) -> bool:
    return any(state.model_written for state in report.state.values())


def title_lines(report: Report) -> tuple[str, ...]:
    """Unit and 年报 on a line each, unless the report's own title is broken otherwise."""
    unit = (report.unit.name or "").strip() or _missing("单位全称")
    own = [line.strip(_PADDING) for line in (report.title or "").split("\n")]
    own = [line for line in own if line]
    if not own:
        year = _missing("报告年度") if report.year is None else str(report.year)
        return unit, f"{year}年政府信息公开工作年度报告"
    if len(own) == 1 and own[0].startswith(unit) and (rest := own[0].removeprefix(unit).strip(_PADDING)):
        return unit, rest
    if len(own) == 1 and characters(own[0]) > _TITLE_LINE and (parts := _TITLE.fullmatch(own[0])):
        return parts[1].strip(_PADDING), parts[2]
    return tuple(own)


def outline(report: Report) -> tuple[str, ...]:
    """`OUTLINE` with the headings beyond the form's own in their places.

    In 一 and 五 they follow the form's own sub-headings, elsewhere they open the section; a third-level
    heading stands right under its parent; sections after 六 come last.
    """
    extra = sorted(
        (tuple(int(part) for part in address.split(".")[1:]), address)
        for address, text in report.headings.items()
        if address not in HEADINGS and _HEADING.fullmatch(address) and text.strip()
    )
    order = list(OUTLINE)
    for numbers, address in extra:
        parent = "heading." + ".".join(str(n) for n in numbers[:-1])
        if len(numbers) == 3 and parent in order:
            order.insert(_after_siblings(order, parent), address)
        elif len(numbers) > 1 and numbers[0] in (2, 3, 4, 6):
            order.insert(_after_siblings(order, f"heading.{numbers[0]}"), address)
        elif numbers[0] in (1, 5):
            order.insert(order.index(f"heading.{numbers[0] + 1}"), address)
        else:
            order.append(address)
    return tuple(order)


def _after_siblings(order: list[str], parent: str) -> int:
    at = order.index(parent) + 1
    return at + sum(1 for _ in takewhile(lambda a: a.startswith(parent + "."), order[at:]))


def _blocks(report: Report) -> Iterator[Block]:
    book = FactBook(report)
    counts = [0, 0, 0]
    for address in outline(report):
        if address == "title":
            yield from (Paragraph(_words(line), "title", address="title") for line in title_lines(report))
        elif address.startswith("heading."):
            text = report.headings.get(address, HEADINGS.get(address, "")).replace("\n", "").strip(_PADDING)
            if text:
                level = address.count(".")
                counts[level - 1] += 1
                counts[level:] = [0] * (3 - level)
                yield Paragraph(_words(_ordinal(level, counts[level - 1]) + text), _ROLES[level - 1], address=address)
        elif address in TABLES:
            yield _table(report, address)
        else:
            yield from _passage(report, address, book)
    if report.dates.signed:
        yield Paragraph(_words((report.unit.name or "").strip() or _missing("单位全称")), "signature")
        yield Paragraph((Run(_chinese_date(report.dates.signed)),), "date", address="dates.signed")


def _ordinal(level: int, number: int) -> str:
    if level == 3:
        return f"{number}."
    return f"{chinese_ordinal(number)}、" if level == 1 else f"（{chinese_ordinal(number)}）"


def _chinese_date(iso: str) -> str:
    try:
        day = date.fromisoformat(iso.strip()[:10])
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日"


# ---- prose ----------------------------------------------------------------------------------------
def _missing(what: str) -> str:
    return f"【待补：{what}】"


def _passage(report: Report, address: str, book: FactBook) -> Iterator[Paragraph]:
    printed = False
    for index, raw in enumerate(report.passages.get(address, "").split("\n")):
        text = raw.strip(_PADDING)
        if text:
            printed = True
            yield Paragraph(tuple(_filled(text, book)), "body", address=paragraph_address(address, index))
    if not printed and _is_demanded(report, address):
        yield Paragraph((Run(_missing(PASSAGE_NAMES[address]), gap=True),), "body", address=address)


def _is_demanded(report: Report, address: str) -> bool:
    """`overview` may be empty, and so may a passage whose heading was struck while its section says something."""
    if address == "overview":
        return False
    heading = PASSAGE_HEADING.get(address, "")
    if report.headings.get(heading, heading).strip():
        return True
    section = heading[: len("heading.N")]
    return not any(
        text.strip() for other, text in report.passages.items() if PASSAGE_HEADING.get(other, "").startswith(section)
    )


def _filled(text: str, book: FactBook) -> Iterator[Run]:
    for piece, address in parse(text):
        if address is None:
            yield from _words(piece)
            continue
        try:
            yield Run(book[address].text, slot=address)
        except UnknownSlot as error:
            yield Run(_missing(missing_label(error)), slot=address, gap=True)


def _words(text: str) -> tuple[Run, ...]:
    """Plain text, each 【待补：…】 in a run of its own."""
    return tuple(Run(piece, gap=bool(_GAP.fullmatch(piece))) for piece in _GAP.split(text) if piece)


# ---- tables ---------------------------------------------------------------------------------------
def _table(report: Report, table: str) -> Block:
    values = getattr(report, table)
    if values is None:
        return Paragraph((Run(_missing(TABLE_NAMES[table]), gap=True),), "body", address=table)
    grid = GRIDS[table]
    cells = tuple(
        TableCell(
            cell.row,
            cell.col,
            (cell.text or "") if cell.address is None else cell_text(report, cell.address),
            cell.rowspan,
            cell.colspan,
            cell.address,
            header=cell.row < grid.header_rows,
        )
        for cell in grid.cells
    )
    return Table(
        grid.rows,
        grid.cols,
        cells,
        address=table,
        header_rows=grid.header_rows,
        width_mm=156,
        header_rows_repeat=table == "table3",
        rows_may_split=False,
    )


def cell_text(report: Report, address: str) -> str:
    """A cell as the form prints it: plain digits, blank where nothing is known."""
    value = report.value(address)
    return "" if value is None else plain_digits(value)


# ---- what a draft remembers -----------------------------------------------------------------------
def _printed(blocks: tuple[Block, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Table):
            values.update({cell.address: cell.text for cell in block.cells if cell.address})
        elif isinstance(block, Paragraph):
            values.update({run.slot: "" if run.gap else run.text for run in block.runs if run.slot})
    return values


def _aigc(report: Report) -> str:
    """Implicit mark of generated content (标识办法 art. 5). The number identifies the text, so it is a digest."""
    written = [report.passages.get(a, "") for a, state in sorted(report.state.items()) if state.model_written]
    seed = "\n".join([report.unit.name or "", str(report.year), *written])
    number = hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:32]
    return json.dumps({"Label": "1", "ContentProducer": PRODUCER, "ProduceID": number}, ensure_ascii=False)
