"""Word's automatic numbering: what is printed in front of a paragraph, though it stands in no text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from assistant.documents.readers.docx_package import W
from assistant.documents.readers.docx_styles import VAL, Styles

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _counting(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """三百零五 style, up to 9999; 十一 rather than 一十一."""
    if not 0 < number < 10000:
        return str(number)
    zero = "零"
    text, pending = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (zero if pending else "") + digits[digit] + (units[power - 1] if power else "")
            pending = False
        elif text:
            pending = True
    one_ten = digits[1] + units[0]
    return text[1:] if 10 <= number < 20 and units[0] == "十" and text.startswith(one_ten) else text


def _letters(number: int, first: str) -> str:
    letter = chr(ord(first) + (number - 1) % 26)
    return letter * ((number - 1) // 26 + 1) if 0 < number < 27 * 8 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _from(start: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(start) + number - 1) if 0 < number <= count else str(number)


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 0 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)) if number >= 0 else str(number)


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "koreanCounting": _counting,
    "chineseLegalSimplified": lambda number: _counting(number, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: _counting(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "japaneseLegal": lambda number: _counting(number, "零壱弐参四五六七八九", "拾百千"),
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "bullet": lambda _: "",
    "none": lambda _: "",
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _Definition:
    levels: dict[int, _Level] = field(default_factory=dict)
    link: str = ""


@dataclass(slots=True)
class _Instance:
    abstract: str
    overrides: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word counts: in reading order, all instances of one definition together, until an override."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        self._definitions: dict[str, _Definition] = {}
        self._instances: dict[str, _Instance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if part is None:
            return
        for element in part.iterchildren(f"{W}abstractNum"):
            definition = _Definition()
            for level in element.iterchildren(f"{W}lvl"):
                definition.levels[_int(level.get(f"{W}ilvl"), 0)] = _level(level)
            link = element.find(f"{W}numStyleLink")
            definition.link = link.get(VAL, "") if link is not None else ""
            self._definitions[element.get(f"{W}abstractNumId", "")] = definition
        for entry in part.iterchildren(f"{W}num"):
            abstract = entry.find(f"{W}abstractNumId")
            instance = _Instance(abstract.get(VAL, "") if abstract is not None else "")
            for override in entry.iterchildren(f"{W}lvlOverride"):
                depth = _int(override.get(f"{W}ilvl"), 0)
                own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
                if own is not None:
                    instance.overrides[depth] = _level(own)
                if start is not None:
                    instance.starts[depth] = _int(start.get(VAL), 1)
            self._instances[entry.get(f"{W}numId", "")] = instance
        self._follow_links(styles)

    def _follow_links(self, styles: Styles) -> None:
        for instance in self._instances.values():
            for _ in range(5):
                definition = self._definitions.get(instance.abstract)
                if definition is None or not definition.link:
                    break
                numbering = styles.style_of_numbering(definition.link)
                target = numbering.find(f"{W}numId") if numbering is not None else None
                linked = self._instances.get(target.get(VAL, "")) if target is not None else None
                if linked is None or linked.abstract == instance.abstract:
                    break
                instance.abstract = linked.abstract

    def __bool__(self) -> bool:
        return bool(self._instances)

    def next(self, number: tuple[str, int | None] | None, style: str | None) -> str:
        """What is printed in front of the next paragraph that bears this numbering; empty for none."""
        if number is None or number[0] == "0" or number[0] not in self._instances:
            return ""
        instance = self._instances[number[0]]
        definition = self._definitions.get(instance.abstract)
        if definition is None:
            return ""
        depth = number[1]
        if depth is None:
            depth = next((d for d, level in definition.levels.items() if style and level.style == style), 0)
        levels = {**definition.levels, **instance.overrides}
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._count(number[0], instance, levels, depth)
        return self._printed(level, levels, counters, instance)

    def _count(self, num: str, instance: _Instance, levels: dict[int, _Level], depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(instance.abstract, {})
        start = instance.starts.get(depth, levels[depth].start)
        if depth in instance.starts and (num, depth) not in self._started:
            counters[depth] = start
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else start
        self._started.add((num, depth))
        for deeper in [d for d in counters if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and depth < restart):
                del counters[deeper]
        return counters

    def _printed(self, level: _Level, levels: dict[int, _Level], counters: dict[int, int], instance: _Instance) -> str:
        def value(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            source = levels.get(depth, _Level())
            count = counters.get(depth, instance.starts.get(depth, source.start))
            kind = "decimal" if level.legal else source.format
            return FORMATS.get(kind, str)(count)

        if level.format == "bullet":
            return ""
        return re.sub(r"%([1-9])", value, level.text).strip()


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _level(element: etree._Element) -> _Level:
    def value(name: str) -> str | None:
        child = element.find(f"{W}{name}")
        return None if child is None else child.get(VAL, "")

    # newer formats stand in mc:AlternateContent with a fall-back
    formats = element.findall(f"{W}numFmt") or list(element.iter(f"{W}numFmt"))
    kind = formats[0].get(VAL, "decimal") if formats else "decimal"
    restart = value("lvlRestart")
    legal = element.find(f"{W}isLgl")
    return _Level(
        start=_int(value("start"), 1),
        format=kind,
        text=value("lvlText") or "",
        legal=legal is not None and legal.get(VAL, "1") not in ("0", "false"),
        restart=_int(restart, 0) if restart is not None else None,
        style=value("pStyle") or "",
    )
