"""Puts together what the parts of `recognise` have found."""

import re
from itertools import chain
from typing import Any, Final

from assistant.documents.blocks import Document, Paragraph
from assistant.documents.guards import refuse
from assistant.documents.recognise.header import Header, iso_date, read_header
from assistant.documents.recognise.labels import FORM_LABELS, bare
from assistant.documents.recognise.lines import items_of
from assistant.documents.recognise.outline import Outline, outline_of
from assistant.documents.recognise.passages import (
    Prose,
    lines_in,
    read_overview,
    read_section,
    signed_date,
    signed_unit,
)
from assistant.documents.recognise.source import source_of
from assistant.documents.recognise.tables import Tables, read_tables
from assistant.documents.returned_draft import relink_draft
from assistant.errors import UnreadableFileError
from schemas.findings import Remark, Unreadable
from schemas.form import SECTION_TITLES, TABLE_NAMES, TABLES
from schemas.imports import ImportResult
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import CellRecord, Dates, PassageState, Report
from schemas.tables import Table2, Table3, Table4

_WORDS: Final = re.compile(r"公开|总体|概述|基本情况|行政复议|问题|需要报告|需要说明|其他事项|其它事项")
_BLANKS: Final = re.compile("[ \u00a0\u3000\\t]+")
_LABELS: Final = frozenset().union(*FORM_LABELS.values())
_MODELS: Final[dict[str, Any]] = {"table2": Table2, "table3": Table3, "table4": Table4}
_IMPORTED: Final = PassageState(writer="imported")
_IMPORTED_MODEL: Final = PassageState(writer="imported", model_written=True)


def recognise(document: Document, *, keep_slots: bool = False) -> ImportResult:
    """The report that a document holds, what could not be read, and what the clerk should know.

    In a draft of ours the numbers of the prose stay bound to their facts where these are known from the file;
    `keep_slots` keeps them bound also where only the stored report knows the fact (last year's figures, notes).
    Raises UnreadableFileError where the document is no annual report.
    """
    if not _may_be_a_report(document):
        raise _no_report(document)
    items = items_of(document)
    outline = outline_of(items)
    prose, tables = Prose(), read_tables(outline)
    header = _header(outline, document)
    _opening(header, prose)
    for section in outline.sections[1:]:
        read_section(section, prose, last=section is outline.sections[-1])
    if header.title is None and len(outline.sections) == 1 and not any(h.address for h in prose.headings):
        raise _no_report(document)
    report = _report(document, header, prose, tables)
    remarks = [Remark(place="document", kind=kind, message=message) for kind, message in document.remarks]
    remarks += _remarks(tables, prose)
    report = report.model_copy(update={"source": source_of(document, items, outline, header, prose, tables, report)})
    result = ImportResult(report=report, unreadable=_unreadable(tables), remarks=remarks)
    return relink_draft(result, document, keep_slots=keep_slots)


def _may_be_a_report(document: Document) -> bool:
    """Whether any word of a title or heading stands in it at all: what is quite another thing is told at once."""
    title = document.metadata.title if document.metadata else None
    texts = (block.text for block in document.blocks if isinstance(block, Paragraph))
    return any(_WORDS.search(_BLANKS.sub("", text)) for text in chain(texts, (title or "",)))


def _no_report(document: Document) -> UnreadableFileError:
    return refuse(
        f"“{document.file}”里没有年度报告的标题，也没有“一、总体情况”等标题，不像政府信息公开工作年度报告，请核对是否选错了文件。"
    )


def _header(outline: Outline, document: Document) -> Header:
    told = [line for section in outline.sections[1:] for line in lines_in(section)]
    headless = outline.section(1) is None
    return read_header(outline.sections[0].items, document, told, headless=headless)


def _opening(header: Header, prose: Prose) -> None:
    """What stands before the first heading: the intro; the rest is 一 where its heading is missing."""
    for line in header.intro:
        prose.add("intro", line)
    if header.rest:
        read_overview(list(header.rest), prose)


def _report(document: Document, header: Header, prose: Prose, tables: Tables) -> Report:
    passages = {passage: text for passage in PASSAGES if (text := passage_text(prose, passage))}
    records: dict[str, CellRecord] = {}
    values: dict[str, Any] = dict.fromkeys(TABLES)
    for name in TABLES:
        reading = tables.readings.get(name)
        if reading is None:
            continue
        records.update(reading.records)
        values[name] = _table(name, reading.values)
    by_model = any(key.upper().startswith("AIGC") for key in (document.metadata.custom if document.metadata else ()))
    state = _IMPORTED_MODEL if by_model else _IMPORTED
    signed = signed_date(prose)
    unit = header.unit
    if unit.name is None and (signer := signed_unit(prose)) is not None:
        unit = unit.model_copy(update={"name": signer})
    return Report(
        year=header.year,
        unit=unit,
        title=header.title.text if header.title else None,
        period=header.period,
        table2=values["table2"],
        table3=values["table3"],
        table4=values["table4"],
        dates=Dates(signed=iso_date(signed) if signed else None, published=header.published),
        passages=passages,
        headings={found.address: found.heading.title for found in prose.headings if found.address},
        state=dict.fromkeys(passages, state),
        cells=records,
    )


def _table(name: str, values: dict[str, int | float]) -> Any:
    rows: dict[str, Any] = {}
    for address, value in values.items():
        parts = address.split(".")
        if len(parts) == 2:
            rows[parts[1]] = value
        else:
            rows.setdefault(parts[1], {})[parts[2]] = value
    return _MODELS[name].model_validate(rows)


def passage_text(prose: Prose, passage: str) -> str:
    """Paragraphs joined; the mark that our own writers leave for a missing passage is no text."""
    texts = [line.text for line in prose.texts.get(passage, ()) if line.text]
    if texts == [f"【待补：{PASSAGE_NAMES[passage]}】"]:
        return ""
    return "\n".join(texts)


def _unreadable(tables: Tables) -> list[Unreadable]:
    found = [item for name in TABLES if name in tables.readings for item in tables.readings[name].unreadable]
    for name, section in tables.pictures.items():
        found.append(
            Unreadable(
                place=name, raw="", reason=f"第{section}部分的{TABLE_NAMES[name]}是图片，读不出数字，请对照原件填写。"
            )
        )
    return found


def _remarks(tables: Tables, prose: Prose) -> list[Remark]:
    remarks: list[Remark] = []
    for name in TABLES:
        reading = tables.readings.get(name)
        if reading is not None:
            kind = "format_2019" if reading.template == "2019" else "table"
            remarks += [Remark(place=name, kind=kind, message=note) for note in reading.notes]
            if reading.template == "2019" and name == "table2" and not reading.notes:
                continue
    for again in tables.repeated:
        message = f"文件中{TABLE_NAMES[again]}出现了不止一次，已采用第一次出现的，请核对。"
        remarks.append(Remark(place=again, kind="repeated_table", message=message))
    outside: dict[int, str] = {}
    for number, line in prose.leftovers:
        if id(line) not in tables.used and bare(line.text.rstrip(" |")) not in _LABELS:
            outside[number] = outside.get(number, "") + line.text
    for number, text in sorted(outside.items()):
        if len(text) >= 6 and not text.startswith("【待补"):
            remarks.append(
                Remark(
                    place=f"heading.{number}",
                    kind="text_beside_table",
                    message=f"“{SECTION_TITLES[number - 1]}”除表格外还有文字，格式中没有它的位置，未读入：{text[:60]}",
                    old=text[:2000],
                )
            )
    return remarks
