"""A file → blocks, whatever kind of file it is."""

from zipfile import ZipFile

from assistant.documents import guards
from assistant.documents.blocks import Document
from assistant.documents.guards import Kind, refuse
from assistant.documents.readers.docx import read_docx


def read_document(data: bytes, name: str) -> Document:
    """The blocks of a .docx, .html, .pdf, .md, .txt, .doc, .odt, .rtf or .wps file, told by its content.

    Raises UnreadableFileError with one Chinese sentence that says what to do.
    """
    kind, archive = guards.opened(data, name)
    return read_kind(data, name, kind, archive)


def read_kind(data: bytes, name: str, kind: Kind, archive: ZipFile | None = None) -> Document:
    """Like `read_document` where the kind is known already."""
    if kind == "docx":
        return read_docx(data, name, archive)
    if kind in ("doc", "odt", "rtf"):
        from assistant.documents.readers.office import to_docx

        converted = to_docx(data, name, kind)
        if guards.kind_of(converted, name) != "docx":
            raise refuse(f"无法读懂“{name}”，请在 Word 或 WPS 中另存为 .docx 后再导入。")
        return read_docx(converted, name)
    if kind == "html":
        from assistant.documents.readers.html import read_html

        return read_html(data, name)
    if kind == "mht":
        from assistant.documents.readers.html import read_mht

        return read_mht(data, name)
    if kind == "pdf":
        from assistant.documents.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "text":
        from assistant.documents.readers.text import read_text

        return read_text(data, name)
    raise refuse(f"“{name}”不是文字文件，请改用 .docx、.html、.pdf、.md 或 .txt。")
