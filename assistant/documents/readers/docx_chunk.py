"""A document embedded in a Word file (altChunk): what makes a Word file of a web page puts the whole page there."""

from assistant.documents.blocks import Block
from assistant.documents.readers.docx_package import Package


def chunk_blocks(package: Package, relationship: str) -> tuple[Block, ...] | None:
    """The blocks of an embedded page; null where it is missing or of another kind."""
    data = package.embedded(relationship)
    if data is None:
        return None
    head = data[:4000].lower()
    if b"mime-version" in head or b"content-type: multipart" in head:
        from assistant.documents.readers.html import read_mht

        return read_mht(data, package.name).blocks
    if b"<html" in head or b"<body" in head or b"<p" in head:
        from assistant.documents.readers.html import read_html

        return read_html(data, package.name).blocks
    return None
