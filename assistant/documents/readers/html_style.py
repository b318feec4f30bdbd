"""What inline styles say: typeface, size, weight, alignment, and whether a person sees the element at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

_HIDDEN: Final = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4,})",
    re.I,
)
_WHITE: Final = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?(?![0-9a-f])|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I
)
_GROUND: Final = re.compile(r"background", re.I)
_INLINE: Final = frozenset({"span", "font", "b", "i", "em", "strong", "u", "sup", "sub", "a", "label"})
_FONT: Final = re.compile(r"(?:mso-fareast-font-family|font-family)\s*:\s*([^;]+)", re.I)
_FAREAST: Final = re.compile(r"mso-fareast-font-family\s*:\s*([^;]+)", re.I)
_SIZE: Final = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.I)
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|\d+)", re.I)
_DISPLAY: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)", re.I)
_STRUCK: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;}]*line-through", re.I)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASSES: Final = re.compile(r"^(?:[a-z]\w*)?(?:\.[\w-]+)+$", re.I)
_MEDIA: Final = re.compile(r"@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_DISPLAYED: Final = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.I)
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


class Sheet:
    """What a page's own style sheet says of classes, as far as it hides their text or strikes it through."""

    def __init__(self, text: str) -> None:
        self._rules: list[tuple[frozenset[str], bool | None, bool]] = []
        if not any(word in text for word in ("none", "line-through", "hidden")):
            return
        for selectors, rules in _RULE.findall(_MEDIA.sub("", text)):
            shown = _DISPLAYED.search(rules)
            hidden = True if _HIDDEN.search(rules) else False if shown else None
            struck = bool(_STRUCK.search(rules))
            if hidden is None and not struck:
                continue
            for selector in selectors.split(","):
                if _CLASSES.match(selector.strip()):
                    self._rules.append((frozenset(re.findall(r"\.([\w-]+)", selector)), hidden, struck))

    def hides(self, element: etree._Element) -> bool:
        """Later rules and rules for more classes win, as in a browser."""
        found = [(len(classes), at, hidden) for at, (classes, hidden) in self._matching(element) if hidden is not None]
        return bool(found and max(found)[2])

    def strikes(self, element: etree._Element) -> bool:
        own = set((element.get("class") or "").split()) if self._rules else set()
        return any(struck and classes <= own for classes, _, struck in self._rules)

    def _matching(self, element: etree._Element) -> Iterator[tuple[int, tuple[frozenset[str], bool | None]]]:
        own = set((element.get("class") or "").split()) if self._rules else set()
        for at, (classes, hidden, _) in enumerate(self._rules):
            if own and classes <= own:
                yield at, (classes, hidden)


def is_white_beside_other(element: etree._Element, tag: str) -> bool:
    """White letters on no ground of their own, in the midst of others that are not: nobody sees them."""
    style = element.get("style") or ""
    white = _WHITE.search(style) or (tag == "font" and (element.get("color") or "").lower() in ("white", "#ffffff"))
    parent = element.getparent()
    if not white or tag not in _INLINE or parent is None or _GROUND.search(style):
        return False
    own = "".join(str(t) for t in element.itertext()).strip()
    around = "".join(str(t) for t in parent.itertext()).strip()
    if len(around) <= len(own):
        return False
    while parent is not None:
        if _GROUND.search(parent.get("style") or "") or parent.get("bgcolor") or parent.get("background"):
            return False
        parent = parent.getparent()
    return True


def is_struck(element: etree._Element, tag: str, sheet: Sheet) -> bool:
    """Whether its text is shown struck through: taken back, though still there to be seen."""
    if tag in ("s", "strike"):
        return True
    style = element.get("style")
    if style and _STRUCK.search(style):
        return True
    return sheet.strikes(element)


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
