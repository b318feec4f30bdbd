"""What inline styles say: typeface, size, weight, alignment, and whether a person sees the element at all."""

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_FONT: Final = re.compile(r"(?:mso-fareast-font-family|font-family)\s*:\s*([^;]+)", re.I)
_FAREAST: Final = re.compile(r"mso-fareast-font-family\s*:\s*([^;]+)", re.I)
_SIZE: Final = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.I)
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|\d+)", re.I)
_DISPLAY: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)", re.I)
_STRUCK: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;}]*line-through", re.I)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS: Final = re.compile(r"^(?:[a-z]\w*)?\.([\w-]+)$", re.I)
_ALIGN: Final = re.compile(r"text-align\s*:\s*(\w+)", re.I)
_INDENT: Final = re.compile(r"text-indent\s*:\s*([\d.]+)\s*em", re.I)


@dataclass(frozen=True, slots=True)
class Look:
    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    alignment: str | None = None
    indent_chars: float | None = None


def is_hidden(element: etree._Element) -> bool:
    """Whether it is not shown: the attribute, or an inline style."""
    if "hidden" in element.attrib or (element.get("aria-hidden") == "true" and element.tag == "i"):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def is_block(element: etree._Element) -> bool:
    """Whether an inline element is made a paragraph of its own by its style."""
    style = element.get("style")
    return bool(style and _DISPLAY.search(style))


def struck_classes(sheets: str) -> frozenset[str]:
    """Classes whose text a page's own style sheet shows struck through."""
    if "line-through" not in sheets:
        return frozenset()
    return frozenset(
        found[1]
        for selectors, rules in _RULE.findall(sheets)
        if _STRUCK.search(rules)
        for selector in selectors.split(",")
        if (found := _CLASS.match(selector.strip()))
    )


def is_struck(element: etree._Element, tag: str, classes: frozenset[str]) -> bool:
    """Whether its text is shown struck through: taken back, though still there to be seen."""
    if tag in ("s", "strike"):
        return True
    style = element.get("style")
    if style and _STRUCK.search(style):
        return True
    return bool(classes and not classes.isdisjoint((element.get("class") or "").split()))


def look_of(element: etree._Element, tag: str, base: Look) -> Look:
    """`base` changed by the element and its inline style."""
    changes: dict[str, object] = {}
    if tag in ("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"):
        changes["bold"] = True
    align = element.get("align")
    if tag == "center":
        align = "center"
    if align:
        changes["alignment"] = align.lower()
    if tag == "font" and (face := element.get("face")):
        changes["font"] = _face(face)
    style = element.get("style")
    if style:
        if found := (_FAREAST.search(style) or _FONT.search(style)):
            changes["font"] = _face(found[1])
        if found := _SIZE.search(style):
            changes["size_pt"] = _size(found[1], found[2])
        if found := _WEIGHT.search(style):
            weight = found[1].lower()
            changes["bold"] = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
        if found := _ALIGN.search(style):
            changes["alignment"] = found[1].lower()
        if found := _INDENT.search(style):
            changes["indent_chars"] = float(found[1]) if found[1].replace(".", "", 1).isdigit() else None
    return replace(base, **changes) if changes else base  # type: ignore[arg-type]


def _face(text: str) -> str | None:
    return text.split(",")[0].strip().strip("\"'").strip() or None


def _size(text: str, unit: str) -> float | None:
    try:
        size = float(text)
    except ValueError:
        return None
    return round(size * 0.75, 2) if unit.lower() == "px" else size
