"""A Word file looked into with nothing of ours: its text, its tables, its headings."""

import re
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class WordFile:
    """`text` of the body's paragraphs outside tables, `numbers` of the three tables, `header` texts."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            names = archive.namelist()
            body = etree.fromstring(archive.read("word/document.xml"))[0]
            self.header = "".join(
                _text(etree.fromstring(archive.read(name))) for name in names if name.startswith("word/header")
            )
        self.paragraphs = [
            _text(p) for p in body.iter(f"{W}p") if not any(a.tag == f"{W}tbl" for a in p.iterancestors())
        ]
        self.text = "\n".join(self.paragraphs)
        self.tables = [[_text(cell).strip() for cell in table.iter(f"{W}tc")] for table in body.iter(f"{W}tbl")]
        self.controls = len(list(body.iter(f"{W}sdt")))

    @property
    def numbers(self) -> list[str]:
        return [cell for table in self.tables for cell in table if re.fullmatch(r"\d+(\.\d+)?", cell)]


def _text(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))
