"""What styles and defaults make of a paragraph or a run. Direct formatting wins over styles over defaults."""

from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from assistant.documents.blocks import Role
from assistant.documents.readers.docx_package import W

VAL: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def is_on(element: etree._Element | None) -> bool | None:
    """State of a toggle property; null where it is not set."""
    return None if element is None else element.get(VAL, "1") not in _OFF


def number(text: str | None) -> float | None:
    """A length or size; null for what is no number."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Format:
    """Resolved properties. `num`: (numId, level or null), as styles or the paragraph give it."""

    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    hidden: bool = False
    struck: bool = False
    white: bool = False
    raised: bool = False
    """Set high or low, as footnote marks are."""
    num: tuple[str, int | None] | None = None
    alignment: str | None = None
    line_pt: float | None = None
    indent_chars: float | None = None
    indent_twips: float | None = None
    outline: int | None = None


class Styles:
    """`styles` and `theme` are parsed parts, either may be missing."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._elements: dict[str, etree._Element] = {}
        self._names: dict[str, str] = {}
        self._default = ""
        self._paragraph: dict[str, Format] = {}
        self._roles: dict[str | None, Role] = {}
        self._runs: dict[tuple[Format, str], Format] = {}
        self.base = Format()
        self.any_hidden = False
        """Some style hides its text or strikes it through."""
        self.any_numbered = False
        if styles is None:
            return
        self.any_hidden = next(styles.iter(f"{W}vanish", f"{W}strike", f"{W}dstrike"), None) is not None
        self.any_numbered = next(styles.iter(f"{W}numPr"), None) is not None
        for style in styles.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._elements[key] = style
            name = style.find(f"{W}name")
            self._names[key] = (name.get(VAL, "") if name is not None else "").lower()
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = key
        defaults = styles.find(f"{W}docDefaults")
        if defaults is not None:
            self.base = self.with_run(self.base, defaults.find(f"{W}rPrDefault/{W}rPr"))
            self.base = self.with_paragraph(self.base, defaults.find(f"{W}pPrDefault/{W}pPr"))

    def paragraph(self, style: str | None) -> Format:
        """What a paragraph of this style (null: the default one) looks like."""
        key = style if style in self._elements else self._default
        if key not in self._paragraph:
            result = self.base
            for element in reversed(self._chain(key)):
                result = self.with_run(result, element.find(f"{W}rPr"))
                result = self.with_paragraph(result, element.find(f"{W}pPr"))
            self._paragraph[key] = result
        return self._paragraph[key]

    def _chain(self, key: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while key in self._elements and self._elements[key] not in chain and len(chain) < 30:
            element = self._elements[key]
            chain.append(element)
            based = element.find(f"{W}basedOn")
            key = based.get(VAL, "") if based is not None else ""
        return chain

    def role(self, style: str | None) -> Role:
        """What the style's name says: Title, heading 1 … 3, 标题 1 …"""
        if style not in self._roles:
            self._roles[style] = self._role(style)
        return self._roles[style]

    def _role(self, style: str | None) -> Role:
        for element in self._chain(style or ""):
            name = self._names.get(element.get(f"{W}styleId", ""), "")
            compact = name.replace(" ", "")
            if compact in ("title", "标题"):
                return "title"
            for level, role in ((1, "heading1"), (2, "heading2"), (3, "heading3")):
                if compact in (f"heading{level}", f"标题{level}"):
                    return role  # type: ignore[return-value]
        return ""

    def is_contents(self, style: str | None) -> bool:
        """A line of a table of contents."""
        return self._names.get(style or "", "").startswith("toc ") and style is not None

    def run(self, base: Format, properties: etree._Element | None) -> Format:
        """`base` with a run's own properties and those of its character style."""
        if properties is None or not len(properties):
            return base
        style = properties.find(f"{W}rStyle")
        if style is not None:
            key = (base, style.get(VAL, ""))
            if key not in self._runs:
                result = base
                for element in reversed(self._chain(key[1])):
                    result = self.with_run(result, element.find(f"{W}rPr"))
                self._runs[key] = result
            base = self._runs[key]
        return self.with_run(base, properties)

    def with_run(self, base: Format, properties: etree._Element | None) -> Format:
        """`base` changed by the children of an rPr."""
        if properties is None:
            return base
        changes: dict[str, object] = {}
        for child in properties:
            tag = child.tag
            if tag == f"{W}rFonts":
                face = self._theme.get(child.get(f"{W}eastAsiaTheme", "")) or child.get(f"{W}eastAsia")
                if face:
                    changes["font"] = face
            elif tag == f"{W}sz":
                if (half := number(child.get(VAL))) is not None:
                    changes["size_pt"] = half / 2
            elif tag == f"{W}b":
                changes["bold"] = bool(is_on(child))
            elif tag == f"{W}vanish":
                changes["hidden"] = bool(is_on(child))
            elif tag == f"{W}color":
                changes["white"] = child.get(VAL, "").upper() == "FFFFFF"
            elif tag in (f"{W}shd", f"{W}highlight"):
                changes["white"] = False
            elif tag == f"{W}strike" or tag == f"{W}dstrike":
                changes["struck"] = bool(is_on(child)) or bool(changes.get("struck"))
            elif tag == f"{W}vertAlign":
                changes["raised"] = child.get(VAL) in ("superscript", "subscript")
        return replace(base, **changes) if changes else base  # type: ignore[arg-type]

    def with_paragraph(self, base: Format, properties: etree._Element | None) -> Format:
        """`base` changed by the children of a pPr."""
        if properties is None:
            return base
        changes: dict[str, object] = {}
        for child in properties:
            tag = child.tag
            if tag == f"{W}jc":
                changes["alignment"] = child.get(VAL)
            elif tag == f"{W}spacing":
                line = number(child.get(f"{W}line"))
                if line is not None:
                    exact = child.get(f"{W}lineRule") == "exact"
                    changes["line_pt"] = line / 20 if exact else None
            elif tag == f"{W}ind":
                chars, twips = child.get(f"{W}firstLineChars"), child.get(f"{W}firstLine")
                if (value := number(chars)) is not None:
                    changes["indent_chars"] = value / 100
                if (value := number(twips)) is not None:
                    changes["indent_twips"] = value
                    if chars is None:
                        changes["indent_chars"] = None
            elif tag == f"{W}numPr":
                num = child.find(f"{W}numId")
                level = child.find(f"{W}ilvl")
                depth = int(text) if level is not None and (text := level.get(VAL, "")).isdigit() else None
                if num is not None:
                    changes["num"] = (num.get(VAL, "0"), depth)
                elif depth is not None and base.num is not None:
                    changes["num"] = (base.num[0], depth)
            elif tag == f"{W}outlineLvl":
                text = child.get(VAL, "")
                changes["outline"] = int(text) if text.isdigit() else None
        return replace(base, **changes) if changes else base  # type: ignore[arg-type]

    def style_of_numbering(self, style: str) -> etree._Element | None:
        """The numPr of a numbering style."""
        element = self._elements.get(style)
        return element.find(f"{W}pPr/{W}numPr") if element is not None else None


def indent(look: Format) -> float | None:
    """First-line indent in characters."""
    if look.indent_chars is not None:
        return look.indent_chars
    if look.indent_twips is None:
        return None
    return round(look.indent_twips / 20 / (look.size_pt or 10.5), 1)


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    if theme is None:
        return {}
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        fonts = theme.find(f".//{_A}{kind}Font")
        if fonts is None:
            continue
        east = fonts.find(f"{_A}ea")
        face = east.get("typeface") if east is not None else None
        if not face:
            hans = [f.get("typeface") for f in fonts.findall(f"{_A}font") if f.get("script") == "Hans"]
            face = hans[0] if hans else None
        if face:
            found[f"{kind}EastAsia"] = face
    return found
