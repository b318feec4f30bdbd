"""The front door for files: any readable file → a report, what was unreadable, and remarks."""

from pathlib import Path

from assistant.documents import guards
from assistant.documents.read import read_kind
from assistant.documents.recognise import recognise
from assistant.errors import UnreadableFileError, WrongInputError
from schemas.imports import ImportResult


def import_path(path: Path) -> ImportResult:
    """Like `import_file`; a file that is too big is refused before it is read."""
    return import_file(guards.read_file(path), path.name)


def import_file(data: bytes, name: str, *, keep_slots: bool = False) -> ImportResult:
    """Report JSON, a filled workbook, or a document (.docx .html .pdf .md .txt .doc .odt .rtf).

    `name` is the file's name; the content decides what it is. `keep_slots`: see `recognise`.
    Raises UnreadableFileError or WrongInputError with one Chinese sentence that says what to do.
    """
    name = Path(name).name or "文件"
    kind, archive = guards.opened(data, name)
    if kind == "json":
        from assistant.reports import report_from_json

        return ImportResult(report=report_from_json(data))
    if kind == "xlsx":
        from assistant.documents.workbook import read_workbook

        return read_workbook(data, name)
    try:
        return recognise(read_kind(data, name, kind, archive), keep_slots=keep_slots)
    except (UnreadableFileError, WrongInputError):
        raise
    except RecursionError:
        raise guards.too_deep(name) from None
    except MemoryError:
        raise guards.refuse(f"“{name}”占用内存过大，无法读取，请核对是否选错了文件。") from None


__all__ = ["UnreadableFileError", "import_file", "import_path"]
