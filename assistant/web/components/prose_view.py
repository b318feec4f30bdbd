"""A passage as it will read, with every number's cell in its tooltip and what is wrong marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from assistant.facts import FactBook
from assistant.slots import Rendered
from assistant.store.prose import FreeNumber, editable
from schemas.findings import Finding
from schemas.report import Report


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: str
    title: str


def passage_html(
    report: Report, passage: str, free: Sequence[FreeNumber] = (), findings: Iterable[Finding] = ()
) -> str:
    """The passage as paragraphs. Bound numbers are blue, a person's own yellow, gaps red."""
    shown = editable(report.passages.get(passage, ""), FactBook(report))
    return _paragraphs(shown.text, _spans(report, shown, free, findings))


def text_html(text: str) -> str:
    """Plain text as paragraphs (a draft while it is being written)."""
    return _paragraphs(text, [])


def _spans(report: Report, shown: Rendered, free: Sequence[FreeNumber], findings: Iterable[Finding]) -> list[_Span]:
    book = FactBook(report)
    spans: list[_Span] = []
    for slot in shown.slots:
        fact = book.get(slot.address)
        title = f"{fact.label}：{fact.text}{fact.unit}" if fact else "还没有填数，填好后自动写入"
        spans.append(_Span(slot.start, slot.end, "slot" if fact else "todo", title))
    spans += [_Span(one.start, one.end, "own", "这个数字是手工写的，没有和数据关联") for one in free]
    taken = [(one.start, one.end) for one in spans]
    starts = _line_starts(shown.text)
    for finding in findings:
        if finding.span is None or "[" not in finding.place:
            continue
        line = int(finding.place.rsplit("[", 1)[1].rstrip("]"))
        if line >= len(starts):
            continue
        start, end = starts[line] + finding.span[0], starts[line] + finding.span[1]
        if start < end and not any(a < end and start < b for a, b in taken):
            spans.append(_Span(start, end, "here", finding.message))
            taken.append((start, end))
    return sorted(spans, key=lambda one: one.start)


def _line_starts(text: str) -> list[int]:
    starts, at = [0], 0
    for line in text.split("\n")[:-1]:
        at += len(line) + 1
        starts.append(at)
    return starts


def _paragraphs(text: str, spans: Sequence[_Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces.append(_gaps(text[at : span.start]))
        title = escape(span.title, quote=True)
        pieces.append(f'<span class="{span.kind}" title="{title}">{escape(text[span.start : span.end])}</span>')
        at = span.end
    pieces.append(_gaps(text[at:]))
    body = "".join(pieces).replace("\n", "</p><p>")
    return f'<div class="paper"><p>{body}</p></div>'


def _gaps(text: str) -> str:
    """Plain text with 【待补：…】 in red."""
    out: list[str] = []
    rest = text
    while "【待" in rest:
        before, _, after = rest.partition("【待")
        gap, closing, rest = after.partition("】")
        out.append(escape(before) + f'<span class="todo">【待{escape(gap)}{closing}</span>')
    return "".join(out) + escape(rest)
