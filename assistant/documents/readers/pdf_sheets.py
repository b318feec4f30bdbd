"""Two pages printed side by side on one sheet, taken apart."""

from collections import Counter
from typing import Any, Final

_BROADER: Final = 1.1
_GUTTER: Final = 0.03
_FROM, _TO = 0.4, 0.6
_LONG: Final = 12
"""So many Chinese characters on one line are running text, or the label of a row."""
_RULES: Final = 20


def pages_on(sheet: Any) -> list[Any]:
    """The pages of a pdfplumber page: itself, or its two halves where both are pages of their own."""
    if sheet.width < _BROADER * sheet.height:
        return [sheet]
    middle = _gutter(sheet)
    if middle is None:
        return [sheet]
    x0, top, x1, bottom = sheet.bbox
    halves = [sheet.crop((x0, top, middle, bottom)), sheet.crop((middle, top, x1, bottom))]
    return halves if all(_is_page(half) for half in halves) else [sheet]


def _gutter(sheet: Any) -> float | None:
    """The middle of a blank strip from head to foot in the middle of the sheet."""
    low, high = _FROM * sheet.width, _TO * sheet.width
    start = low
    best: tuple[float, float] = (0.0, 0.0)
    spans = sorted(
        (item["x0"], item["x1"]) for item in (*sheet.chars, *sheet.lines, *sheet.rects) if _is_ink(item, sheet)
    )
    for x0, x1 in spans:
        if x1 <= start:
            continue
        if x0 > high:
            break
        best = max(best, (x0 - start, (x0 + start) / 2))
        start = x1
    best = max(best, (high - start, (high + start) / 2))
    return best[1] if best[0] >= _GUTTER * sheet.width else None


def _is_ink(item: dict[str, Any], sheet: Any) -> bool:
    """Not the ground of the whole sheet, nor a blank."""
    if item["object_type"] == "char":
        return bool(item["text"].strip())
    return bool(item["width"] < 0.9 * sheet.width)


def _is_page(half: Any) -> bool:
    lines = Counter(round(c["bottom"] / 3) for c in half.chars if "\u4e00" <= c["text"][:1] <= "\u9fff")
    return sum(count >= _LONG for count in lines.values()) >= 3 or len(half.rects) + len(half.lines) >= _RULES
