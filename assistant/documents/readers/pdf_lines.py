"""Letters of a PDF page → lines of text, with a tab where a column gap opens."""

from dataclasses import dataclass
from typing import Any, Final

from assistant.documents.radicals import whole_characters

_GAP: Final = 1.6
"""In letter heights: wider than any justified spacing, narrower than the gap between columns of figures."""


_SMALL, _RAISED = 0.92, 0.12
"""A footnote mark is smaller than the figure before it, and stands off its base line."""
_SEAM: Final = 0.4
"""Wider than the spacing of a line, narrower than the gap between two cells without borders."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words without a gap wider than white space between columns can be."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str | None
    bold: bool
    segments: tuple[Segment, ...] = ()


def lines_of(chars: list[dict[str, Any]]) -> list[Line]:
    """Lines from top to bottom."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        if rows:
            reference = rows[-1][0]
            height = max(reference["size"], char["size"], 1)
            if abs(middle - (reference["top"] + reference["bottom"]) / 2) < 0.45 * height:
                rows[-1].append(char)
                continue
        rows.append([char])
    lines = [line for row in rows if (line := _line(row)) is not None]
    return sorted(lines, key=lambda line: line.top)


def _line(row: list[dict[str, Any]]) -> Line | None:
    row = sorted(row, key=lambda c: c["x0"])
    pieces: list[str] = []
    last: dict[str, Any] | None = None
    for char in row:
        text = char["text"]
        if last is not None and _same(last, char):
            # shadowed or fake-bold letters are printed twice
            continue
        if last is not None:
            gap = char["x0"] - last["x1"]
            size = max(char["size"], 1)
            if gap > _GAP * size:
                pieces.append("\t")
            elif gap > 0.3 * size and last["text"].isascii() and text.isascii() and last["text"].strip():
                pieces.append(" ")
        mark = last is not None and _is_mark(last, char)
        pieces.append(f"[{text}]" if mark else whole_characters(text))
        last = char
    joined = _tidy("".join(pieces))
    if not joined.strip():
        return None
    visible = [c for c in row if c["text"].strip()]
    main = max(visible, key=lambda c: c["size"])
    font = str(main.get("fontname", "")).rpartition("+")[2] or None
    return Line(
        joined,
        visible[0]["x0"],
        max(c["x1"] for c in visible),
        min(c["top"] for c in visible),
        max(c["bottom"] for c in visible),
        main["size"],
        font,
        bool(font and "bold" in font.lower()),
        _segments(visible),
    )


def _segments(chars: list[dict[str, Any]]) -> tuple[Segment, ...]:
    found: list[list[dict[str, Any]]] = []
    for char in chars:
        if found and char["x0"] - found[-1][-1]["x1"] <= _SEAM * max(char["size"], 1):
            if not _same(found[-1][-1], char):
                found[-1].append(char)
        else:
            found.append([char])
    return tuple(Segment(whole_characters(_marked(part)), part[0]["x0"], part[-1]["x1"]) for part in found)


def _marked(chars: list[dict[str, Any]]) -> str:
    pairs = zip((None, *chars), chars, strict=False)
    return "".join(f"[{c['text']}]" if last is not None and _is_mark(last, c) else c["text"] for last, c in pairs)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    near = 0.15 * max(one["size"], 1)
    return bool(
        one["text"] == other["text"] and abs(one["x0"] - other["x0"]) < near and abs(one["top"] - other["top"]) < near
    )


def _is_mark(figure: dict[str, Any], char: dict[str, Any]) -> bool:
    """A small digit set high or low behind a figure is a footnote mark: 5¹ is never 51."""
    if not (figure["text"].isdigit() and char["text"].isdigit() and char["size"] < _SMALL * figure["size"]):
        return False
    return bool(abs(char["matrix"][5] - figure["matrix"][5]) > _RAISED * figure["size"])


def _tidy(text: str) -> str:
    """Blanks printed around a column gap belong to it."""
    parts = [part.strip(" \u00a0") for part in text.split("\t")]
    return "\t".join(part for part in parts if part)
