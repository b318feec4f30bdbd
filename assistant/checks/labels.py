"""Labels of a file's tables against the form's: printing variants are the same label, other words are not."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from schemas.form import GRIDS, T2_DECISIONS, T2_DOCUMENT_COLUMNS, T2_FEES
from schemas.source import SourceLabel, SourceTable

HEADERS_OF_TABLE2: Final = (*T2_DOCUMENT_COLUMNS.values(), T2_DECISIONS, T2_FEES)
_BLANK: Final = re.compile(r"[\s\u00a0\u3000\u2000-\u200f\ufeff]+")
_WIDTH: Final = str.maketrans("()[]【】,:;.．0１２３４５６７８９", "（）（）（），：；、、0123456789")
_QUOTES: Final = re.compile("[“”„‟‘’「」『』＂\"'《》]")
_REMARK: Final = re.compile(r"（区分处理.*$")
_ORDINAL: Final = re.compile(r"^(\d{1,2})[、，]?")


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """A label without what printing varies: blanks, width of signs, quotes, the sign behind an ordinal."""
    text = _QUOTES.sub("", _BLANK.sub("", label).translate(_WIDTH))
    text = _ORDINAL.sub(r"\1", _REMARK.sub("", text))
    return text.replace("、", "").replace("，", "")


def same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def differing(table: SourceTable) -> Iterator[SourceLabel]:
    """Labels that are not the form's, with what the form prints there."""
    if table.address is None:
        return
    exact = _plain_labels(table.address)
    for label in table.labels:
        if label.expected is not None:
            if not same(label.text, label.expected):
                yield label
        elif table.address == "table2" and plain(label.text) not in exact and (head := _head_of_table2(label.text)):
            yield label.model_copy(update={"expected": head})


@lru_cache(maxsize=8)
def _plain_labels(table: str) -> frozenset[str]:
    return frozenset(plain(cell.text) for cell in GRIDS[table].cells if cell.text)


def _head_of_table2(text: str) -> str | None:
    """The head that a text resembles without being it (处理决定数量 → 本年处理决定数量)."""
    bare = plain(text)
    if not 3 <= len(bare) <= 24:
        return None
    score, head = max((fuzz.ratio(bare, plain(head)), head) for head in HEADERS_OF_TABLE2)
    return head if score >= 60 else None
