"""The parts of a Word file, found by relationship and parsed on demand."""

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from lxml import etree

from assistant.documents.guards import DamagedPartError, parse_xml, read_part, refuse

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{W_NS}}}"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W_NS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)


class Package:
    """A .docx. Raises UnreadableFileError where it is refused or damaged."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._zip = archive
        self._names = set(self._zip.namelist())
        self.any_white = False
        """Some part parsed so far names the colour white."""

    def close(self) -> None:
        self._zip.close()

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part, null where the package has no such part."""
        data = self.bytes(part)
        if data is None:
            return None
        self.any_white |= b'"FFFFFF"' in data
        if b"purl.oclc.org" in data[:4000]:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        return parse_xml(data, self.name)

    def embedded(self, relationship: str) -> bytes | None:
        """The part that an altChunk of the main part refers to."""
        folder, file = posixpath.split(self.main)
        for kind, target, key in self._relationships(f"{folder}/_rels/{file}.rels", folder):
            if kind == "aFChunk" and key == relationship:
                return self.bytes(target)
        return None

    def bytes(self, part: str) -> bytes | None:
        """A part as it stands, null where there is none."""
        return read_part(self._zip, part, self.name) if part in self._names else None

    def optional(self, part: str) -> etree._Element | None:
        """Like `xml` for a part whose damage does not matter."""
        try:
            return self.xml(part)
        except DamagedPartError:
            return None

    def names(self, prefix: str, suffix: str = ".xml") -> list[str]:
        return sorted(n for n in self._names if n.startswith(prefix) and n.endswith(suffix))

    @cached_property
    def main(self) -> str:
        """Name of the main document part."""
        for kind, target, _ in self._relationships("_rels/.rels", ""):
            if kind == "officeDocument" and target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise refuse(f"“{self.name}”里没有正文，可能已损坏，请用 Word 或 WPS 打开并重新保存后再导入。")

    @cached_property
    def document(self) -> etree._Element:
        root = self.xml(self.main)
        if root is None or root.tag != f"{W}document":
            raise refuse(f"“{self.name}”的正文无法识别，请用 Word 或 WPS 打开并重新保存后再导入。")
        return root

    @cached_property
    def related(self) -> dict[str, list[str]]:
        """Last word of the relationship type → names of the parts that the document refers to."""
        folder, file = posixpath.split(self.main)
        found: dict[str, list[str]] = {}
        for kind, target, _ in self._relationships(f"{folder}/_rels/{file}.rels", folder):
            found.setdefault(kind, []).append(target)
        return found

    def one(self, kind: str) -> etree._Element | None:
        """The first related part of a kind (styles, numbering, settings …), parsed."""
        for part in self.related.get(kind, ()):
            root = self.optional(part)
            if root is not None:
                return root
        return None

    def _relationships(self, part: str, folder: str) -> Iterator[tuple[str, str, str]]:
        root = self.optional(part)
        if root is None:
            return
        for child in root:
            if child.get("TargetMode") == "External":
                continue
            target = child.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield child.get("Type", "").rsplit("/", 1)[-1], path, child.get("Id", "")
