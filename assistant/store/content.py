"""What a signature and a final stand for: the content of a report, as one short mark that changes when it does."""

import hashlib
import json
from functools import lru_cache
from typing import Final

from assistant.facts import FactBook
from assistant.slots import render
from schemas.report import Report, SignOff

_VERSION: Final = "1:"
"""A mark of another making says nothing: no false alarm when what counts as content changes with the program."""

_PARTS: Final = {
    "year", "title", "period", "disclosure", "table2", "table3", "table4", "fees", "activity", "statements", "dates",
    "headings",
}  # fmt: skip
_UNIT: Final = {"name", "short", "superior", "site", "url", "contact"}


def content_mark(report: Report) -> str:
    """The mark of numbers, statements, headings, unit data and of the prose as it reads."""
    book = FactBook(report)
    content = report.model_dump(mode="json", include=_PARTS, exclude_defaults=True)
    content["unit"] = report.unit.model_dump(mode="json", include=_UNIT, exclude_defaults=True)
    content["prose"] = {
        passage: render(text, book, strict=False).text for passage, text in report.passages.items() if text.strip()
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return _VERSION + hashlib.sha256(written.encode("utf-8")).hexdigest()[:32]


def stale_signatures(report: Report) -> tuple[SignOff, ...]:
    """Signatures that were given for other content. One without a mark, or with one of another making, is not told."""
    known = [one for one in report.signoff if one.name.strip() and (one.content or "").startswith(_VERSION)]
    if not known:
        return ()
    mark = content_mark(report)
    return tuple(one for one in known if one.content != mark)


@lru_cache(maxsize=64)
def mark_of_body(body: str) -> str:
    """The mark of a report kept as JSON."""
    return content_mark(Report.model_validate_json(body))
