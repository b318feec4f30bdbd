"""Which letters of a PDF page a reader should see: upright ones, not struck through, not white on white."""

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

_THIN: Final = 1.6
"""Points: what is higher is no stroke but a box."""
_LEAST: Final = 1.8
_LOW, _HIGH = 0.1, 0.58
"""A stroke through letters runs this far above their base line, in letter heights; an underline runs below it."""
_OVERHANG: Final = 0.45
_TILT: Final = 0.05
_WHITE: Final = 0.97


@dataclass(frozen=True, slots=True)
class Seen:
    """`page`: without the strokes through letters. `struck`: the pieces of text left out for such a stroke."""

    page: Any
    chars: list[dict[str, Any]]
    struck: list[str]
    unseen: list[str]


def seen(page: Any) -> Seen:
    """The letters of a pdfplumber page that stand upright and can be seen."""
    chars = [c for c in page.chars if c["text"] and _is_level(c)]
    unseen: list[str] = []
    white = {id(c) for c in chars if _is_white(c.get("non_stroking_color"))}
    if white:
        white = {id(c) for c in chars if id(c) in white and not _on_ground(c, page)}
        unseen = _pieces([c for c in chars if id(c) in white])
        chars = [c for c in chars if id(c) not in white]
    strokes, struck = _struck(page, chars)
    if not strokes:
        return Seen(page, chars, [], unseen)
    pieces = _pieces([c for c in chars if id(c) in struck])
    left = [c for c in chars if id(c) not in struck]
    clean = page.filter(lambda item: item.get("object_type") not in ("line", "rect") or _place(item) not in strokes)
    return Seen(clean, left, pieces, unseen)


def turned(page: Any) -> Any:
    """The page as it should be held: where nearly all letters lie on their side, it is turned."""
    angles = Counter(_angle(c) for c in page.chars if c["text"].strip())
    if not angles:
        return page
    angle, count = angles.most_common(1)[0]
    if angle in (0, None) or count < 0.7 * angles.total():
        return page
    held = (page.rotation + angle) % 360
    page.page_obj.attrs = {**page.page_obj.attrs, "Rotate": held}
    page.page_obj.rotate = held
    return type(page)(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _angle(char: dict[str, Any]) -> int | None:
    """Anticlockwise, in quarter turns; null for letters at a slant."""
    a, b = char["matrix"][:2]
    degrees = math.degrees(math.atan2(b, a)) % 360
    near = round(degrees / 90) * 90
    return near % 360 if abs(degrees - near) < 3 else None


def _is_level(char: dict[str, Any]) -> bool:
    a, b = char["matrix"][:2]
    return bool(a > 0 and abs(b) <= _TILT * a)


# ---- struck through ----------------------------------------------------------------------------------
def _struck(page: Any, chars: list[dict[str, Any]]) -> tuple[set[tuple[float, ...]], set[int]]:
    """Strokes that run through the middle of letters and end where these end, and the letters."""
    by_base = sorted(((_base(c), i) for i, c in enumerate(chars)), key=lambda entry: entry[0])
    bases = [base for base, _ in by_base]
    tallest = max((c["size"] for c in chars), default=0.0)
    strokes: set[tuple[float, ...]] = set()
    struck: set[int] = set()
    for stroke in (*page.lines, *page.rects):
        x0, x1 = stroke["x0"], stroke["x1"]
        if x1 - x0 < _LEAST or stroke["bottom"] - stroke["top"] > _THIN:
            continue
        y = (stroke["top"] + stroke["bottom"]) / 2
        first = bisect_left(bases, y)
        under: list[dict[str, Any]] = []
        for base, index in by_base[first:]:
            if base > y + _HIGH * tallest:
                break
            char = chars[index]
            if _LOW * char["size"] <= base - y <= _HIGH * char["size"] and x0 <= (char["x0"] + char["x1"]) / 2 <= x1:
                under.append(char)
        # a rule of a table that letters run into goes on beyond them
        if not any(c["text"].strip() for c in under):
            continue
        room = _OVERHANG * max(c["size"] for c in under)
        if min(c["x0"] for c in under) - x0 <= room and x1 - max(c["x1"] for c in under) <= room:
            strokes.add(_place(stroke))
            struck.update(id(c) for c in under)
    return strokes, struck


def _base(char: dict[str, Any]) -> float:
    """Where the base line of a letter runs, counted from the top of the page."""
    return float(char["bottom"] - (char["matrix"][5] - char["y0"]))


def _place(item: dict[str, Any]) -> tuple[float, ...]:
    return (round(item["x0"], 2), round(item["x1"], 2), round(item["top"], 2), round(item["bottom"], 2))


def _pieces(chars: list[dict[str, Any]]) -> list[str]:
    """Letters that stand side by side, as pieces of text."""
    pieces: list[str] = []
    last: dict[str, Any] | None = None
    for char in chars:
        near = last is not None and abs(char["top"] - last["top"]) < 1 and abs(char["x0"] - last["x1"]) < char["size"]
        if near:
            pieces[-1] += char["text"]
        else:
            pieces.append(char["text"])
        last = char
    return [piece for piece in pieces if piece.strip()]


# ---- white on white ----------------------------------------------------------------------------------
def _is_white(color: Any) -> bool:
    values = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(value, (int, float)) for value in values):
        return False
    if len(values) == 4:
        return all(value <= 1 - _WHITE for value in values)
    return len(values) in (1, 3) and all(value >= _WHITE for value in values)


def _on_ground(char: dict[str, Any], page: Any) -> bool:
    """Whether something stands behind a white letter: a coloured field or a picture."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    fields = [r for r in (*page.rects, *page.curves) if r.get("fill") and not _is_white(r.get("non_stroking_color"))]
    return any(f["x0"] <= x <= f["x1"] and f["top"] <= y <= f["bottom"] for f in (*fields, *page.images))
