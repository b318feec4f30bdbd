"""Tables without lines on a PDF page: the label right beside the figures kept, group labels further left taken out.

Without lines, words of several label columns stand on one line of text; only the innermost belongs to the figures.
"""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from assistant.documents.readers.pdf_lines import Line, Segment
from assistant.documents.readers.wrapped import STARTS

_FIGURE: Final = re.compile(r"^(?:\d[\d,，]*(?:\.\d+)?|[/／\-—－]+)$")
_LEAST: Final = 5
_AROUND: Final = 3


def untangle(lines: list[Line]) -> list[Line]:
    """The lines of a page, those of a table of figures reduced to label and figures."""
    counts = [_figures(line) for line in lines]
    full = [i for i, count in enumerate(counts) if count >= _LEAST]
    if len(full) < 2:
        return lines
    usual = Counter(counts[i] for i in full).most_common(1)[0][0]
    rows = [i for i in full if counts[i] == usual]
    edge = min(lines[i].segments[-usual].x0 for i in rows)
    starts = Counter(round(seg.x0) for i in rows if (seg := _innermost(lines[i], edge)) is not None)
    if not starts:
        return lines
    # centred labels begin anywhere: then the commonest place
    often = [start for start, count in starts.items() if count >= 0.2 * starts.total()]
    inner = max(often) if often else starts.most_common(1)[0][0]
    first = _from(lines, rows[0], edge)
    last = min(rows[-1] + _AROUND, len(lines) - 1)
    kept: list[Line] = []
    start = float(inner)
    open_row = False
    for index, line in enumerate(lines):
        if not first <= index <= last or (index > rows[-1] and not _is_left(line, edge)):
            kept.append(line)
            last = min(last, index) if index > rows[-1] else last
            continue
        segment = _innermost(line, edge)
        count = counts[index]
        near = segment is not None and segment.x0 >= start - line.size
        opens = segment is not None and bool(STARTS.match(segment.text))
        if count:
            if segment is not None and segment.x0 < inner - line.size and not opens and not open_row:
                segment = None
            if segment is not None:
                start = segment.x0
            figures = "\t".join(seg.text for seg in line.segments[-count:])
            kept.append(replace(line, text=f"{segment.text}\t{figures}" if segment else figures))
            open_row = False
        elif segment is not None and (near or opens or open_row):
            kept.append(replace(line, text=segment.text + "\t"))
            open_row = opens or open_row
    return kept


def _figures(line: Line) -> int:
    """How many figures end the line."""
    count = 0
    for segment in reversed(line.segments):
        if not _FIGURE.match(segment.text):
            break
        count += 1
    return count


def _innermost(line: Line, edge: float) -> Segment | None:
    """The last piece of words left of the figures."""
    words = [seg for seg in line.segments if seg.x1 <= edge + 1 and not _FIGURE.match(seg.text)]
    return words[-1] if words else None


def _is_left(line: Line, edge: float) -> bool:
    return all(segment.x1 <= edge + 1 for segment in line.segments)


def _from(lines: list[Line], row: int, edge: float) -> int:
    """First line that can belong to the label of the first row."""
    first = row
    while first > 0 and row - first < _AROUND and _is_left(lines[first - 1], edge):
        first -= 1
    return first
