"""A Word draft that came back from a colleague, beside the report that it was written from."""

from dataclasses import dataclass, replace

from assistant.documents.blocks import Document
from assistant.documents.draft_facts import with_facts
from assistant.documents.read import read_document
from assistant.documents.recognise import recognise
from assistant.documents.returned_base import Base, base_of
from assistant.documents.returned_draft import PassageEdit, contradictions, take_back
from assistant.facts import FactBook
from assistant.slots import render
from schemas.imports import ImportResult
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import Report


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """`result`: what the file holds, prose as slot text bound to the facts of the stored report, changed numbers in
    `remarks`. `edits`: the passages that came back in other words. `outdated`: passages that were changed in the
    program after the file was written, so that taking the file's text would undo something.
    """

    result: ImportResult
    edits: tuple[PassageEdit, ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(
            f"“{PASSAGE_NAMES[p]}”一段在导出以后又在程序里改过，采用文件里的文字会覆盖后来的修改。"
            for p in self.outdated
        )


def read_returned(data: bytes, name: str, stored: Report | None) -> ReturnedDraft:
    """Like `compare_returned` for a file. Raises UnreadableFileError."""
    document = read_document(data, name)
    return compare_returned(plain_import(document), document, stored)


def plain_import(document: Document) -> ImportResult:
    """What a document says, its prose as it stands on paper."""
    return recognise(replace(document, draft=False, layout=None))


def compare_returned(imported: ImportResult, document: Document, stored: Report | None) -> ReturnedDraft:
    """Passage by passage what a person changed in a draft, slots still bound.

    `imported` is what `plain_import` reads from `document`: no slot is bound yet. The base is what the file itself
    remembers; a file that remembers nothing is compared with the stored report; with neither, its prose is
    compared with its own tables.
    """
    if stored is None and not document.draft:
        remarks = [*imported.remarks, *contradictions(imported.report)]
        return ReturnedDraft(imported.model_copy(update={"remarks": remarks}))
    base = Base(document.slot_text, document.values) if document.draft else base_of(stored) if stored else Base({}, {})
    report = with_facts(imported.report, document.facts)
    book = FactBook(_with_tables_of(stored, report) if stored else report)
    returned = take_back(imported.model_copy(update={"report": report}), document, base, book)
    report = report.model_copy(update={"passages": returned.passages})
    result = imported.model_copy(update={"report": report, "remarks": [*imported.remarks, *returned.remarks]})
    return ReturnedDraft(result, tuple(returned.edits), tuple(_outdated(base, stored)) if document.draft else ())


def _with_tables_of(stored: Report, read: Report) -> Report:
    """The stored report with the tables as the file has them: the facts that the text will stand beside."""
    tables = {t: getattr(read, t) for t in ("table2", "table3", "table4") if getattr(read, t) is not None}
    return stored.model_copy(update=tables)


def _outdated(base: Base, stored: Report | None) -> list[str]:
    if stored is None:
        return []
    book = FactBook(stored)

    def shown(text: str) -> str:
        return render(text, book, strict=False).text

    return [
        passage
        for passage in PASSAGES
        if shown(base.passages.get(passage, "")).strip() != shown(stored.passages.get(passage, "")).strip()
    ]
