"""A dropped file as the readers see it: read once, and set beside the report that it may have come from."""

from functools import lru_cache

from assistant.errors import NianbaoError
from assistant.returned import ReturnedDraft
from schemas.imports import ImportResult
from schemas.report import Report


@lru_cache(maxsize=4)
def read_file(data: bytes, name: str) -> ImportResult:
    """What the file holds. Raises UnreadableFileError."""
    from assistant.documents.importing import import_file

    return import_file(data, name, keep_slots=True)


def read_beside(data: bytes, name: str, stored: Report) -> ReturnedDraft:
    """What the file holds, its prose bound to the facts of the open report. Raises UnreadableFileError."""
    from assistant.documents import guards
    from assistant.documents.importing import import_file

    if guards.kind_of(data, name) in ("json", "xlsx"):
        return ReturnedDraft(read_file(data, name))
    try:
        return _beside(data, name, stored.model_dump_json())
    except NianbaoError:
        raise
    except (RecursionError, MemoryError):
        # the front door has the sentences for files that are too deep or too big
        return ReturnedDraft(import_file(data, name))


@lru_cache(maxsize=4)
def _beside(data: bytes, name: str, stored: str) -> ReturnedDraft:
    from assistant.returned import read_returned

    return read_returned(data, name, Report.model_validate_json(stored))


@lru_cache(maxsize=4)
def source_page(data: bytes, name: str) -> str:
    """The file as the readers saw it, as a page; empty for kinds that have no text of their own."""
    from assistant.documents.html_write import write_html
    from assistant.documents.read import read_document

    if name.lower().endswith((".xlsx", ".csv", ".json")):
        return ""
    return write_html(read_document(data, name))
