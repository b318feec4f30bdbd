"""A passage as it will read, with every number's cell in its tooltip and what is wrong marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from assistant.facts import FactBook
from assistant.slots import Rendered
from assistant.store.prose import FreeNumber, editable
from schemas.findings import SEVERITY_NAMES, Finding
from schemas.report import Report


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: str
    title: str


_GAP: Final = re.compile(r"【待[^】]*】?")


def passage_html(
    report: Report, passage: str, free: Sequence[FreeNumber] = (), findings: Iterable[Finding] = ()
) -> str:
    """The passage as paragraphs. Bound numbers are blue, a person's own yellow, gaps red, findings underlined."""
    shown = editable(report.passages.get(passage, ""), FactBook(report))
    return _paragraphs(shown.text, _numbers(report, shown, free), _places(shown.text, findings))


def text_html(text: str) -> str:
    """Plain text as paragraphs (a draft while it is being written)."""
    return _paragraphs(text)


def _numbers(report: Report, shown: Rendered, free: Sequence[FreeNumber]) -> list[_Span]:
    book = FactBook(report)
    spans: list[_Span] = []
    for slot in shown.slots:
        fact = book.get(slot.address)
        title = f"{fact.label}：{fact.text}{fact.unit}" if fact else "还没有填数，填好后自动写入"
        spans.append(_Span(slot.start, slot.end, "slot" if fact else "todo", title))
    return [*spans, *(_Span(one.start, one.end, "own", "这个数字是手工写的，没有和数据关联") for one in free)]


def _places(text: str, findings: Iterable[Finding]) -> list[_Span]:
    """Where the findings stand, the gravest first."""
    starts = _line_starts(text)
    order = list(SEVERITY_NAMES)
    places: list[_Span] = []
    for finding in sorted(findings, key=lambda one: order.index(one.severity)):
        if finding.span is None or "[" not in finding.place:
            continue
        line = int(finding.place.rsplit("[", 1)[1].rstrip("]"))
        if line < len(starts):
            start, end = starts[line] + finding.span[0], starts[line] + finding.span[1]
            places.append(_Span(start, end, f"here {finding.severity}", finding.message))
    return places


def _line_starts(text: str) -> list[int]:
    starts, at = [0], 0
    for line in text.split("\n")[:-1]:
        at += len(line) + 1
        starts.append(at)
    return starts


def _paragraphs(text: str, numbers: Sequence[_Span] = (), places: Sequence[_Span] = ()) -> str:
    """Numbers keep their colours inside of what a finding underlines: the text is cut wherever one of them ends."""
    gaps = [_Span(*found.span(), "todo", "") for found in _GAP.finditer(text)]
    cuts = {0, len(text)}
    for one in (*numbers, *gaps, *places):
        cuts |= {one.start, one.end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    pieces: list[str] = []
    for start, end in pairwise(edges):
        inner = _covering((*numbers, *gaps), start)
        over = [one for one in (inner, _covering(places, start)) if one is not None]
        words = escape(text[start:end])
        if over:
            kinds = " ".join(one.kind for one in over)
            title = escape("　".join(one.title for one in over if one.title), quote=True)
            words = f'<span class="{kinds}" title="{title}">{words}</span>'
        pieces.append(words)
    body = "".join(pieces).replace("\n", "</p><p>")
    return f'<div class="paper"><p>{body}</p></div>'


def _covering(spans: Iterable[_Span], at: int) -> _Span | None:
    return next((one for one in spans if one.start <= at < one.end), None)
