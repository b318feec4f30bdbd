"""The headings of a report as they stand, and how its ordinals read."""

import re
from dataclasses import dataclass
from typing import Final

from assistant.checks.context import Context
from assistant.checks.sentences import per_report
from schemas.passages import CHINESE_DIGITS, HEADINGS, ordinal

_BLANK: Final = re.compile(r"[\s\u00a0\u3000\u2000-\u200f\ufeff]+")
_END: Final = "。：:；;，,"
_SECTION: Final = re.compile(r"^heading\.[1-6]$")
_CHINESE: Final = re.compile(r"[一二三四五六七八九十]{1,3}")
_ARABIC: Final = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Heading:
    """`address` null where the form has none such; `in_text`: the line stands in a passage as well."""

    address: str | None
    level: int
    section: int
    ordinal: str
    title: str
    raw: str
    automatic: bool = False
    in_text: bool = False

    @property
    def place(self) -> str:
        return self.address or f"heading.{self.section}"

    @property
    def number(self) -> int:
        """What its ordinal counts; 0 where it has none."""
        return ordinal_number(self.ordinal)


def compact(text: str) -> str:
    """Text without white space."""
    return _BLANK.sub("", text)


def bare_title(text: str) -> str:
    """A title without white space and without the sign that ends it."""
    return compact(text).rstrip(_END)


@per_report
def headings(context: Context) -> tuple[Heading, ...]:
    """Headings of the file in reading order, the title left out; none for a report that was typed in."""
    if context.source is None:
        return ()
    lines = [compact(paragraph.text) for paragraph in context.paragraphs]
    found: list[Heading] = []
    for item in context.source.headings:
        if item.level == 0 or item.address == "title":
            continue
        printed = compact(item.ordinal + item.title)
        in_text = item.address is None and any(line.startswith(printed) for line in lines)
        found.append(
            Heading(
                item.address, item.level, item.section or 0, compact(item.ordinal), item.title, item.raw,
                item.automatic, in_text,
            )
        )  # fmt: skip
    return tuple(found)


def section_headings(context: Context) -> tuple[Heading, ...]:
    """The six level-1 headings as far as the file has them."""
    return tuple(h for h in headings(context) if h.address and _SECTION.match(h.address))


def sub_headings(context: Context, section: int) -> tuple[Heading, ...]:
    """Second-level headings of a section that are headings only, no line of a passage."""
    return tuple(h for h in headings(context) if h.level == 2 and h.section == section and not h.in_text)


def has_section(context: Context, number: int) -> bool:
    """Whether 一 … 六 is there: in a file its heading was found, in a typed report it was not struck."""
    address = f"heading.{number}"
    if context.source is not None:
        return any(h.address == address for h in section_headings(context))
    return bool(context.report.headings.get(address, HEADINGS[address]).strip())


def title_of(context: Context, address: str) -> str:
    """Text of a heading: the report's own, else what the form prints."""
    return context.report.headings.get(address, HEADINGS.get(address, ""))


def printed_sub_headings(context: Context, section: int) -> tuple[str, ...]:
    """Sub-headings with ordinals as they stand in the file, or as they would be printed for a typed report."""
    if context.source is not None:
        return tuple(h.ordinal + h.title for h in sub_headings(context, section))
    head = f"heading.{section}."
    own = {address for address in context.report.headings if address.startswith(head)}
    every = own | {address for address in HEADINGS if address.startswith(head)}
    return tuple(ordinal(address) + text for address in sorted(every) if (text := title_of(context, address).strip()))


# ---- ordinals -----------------------------------------------------------------------------------------
def ordinal_number(text: str) -> int:
    """一、 → 1, （十二） → 12, 3. → 3, ② → 2; 0 where there is no number."""
    digits = re.sub(r"\D", "", text.translate(_ARABIC))
    if digits.isascii() and digits.isdigit():
        return int(digits)
    found = _CHINESE.search(text)
    if found is None:
        return next((ord(text[:1]) - ord(first) + 1 for first, last in _CIRCLED if first <= text[:1] <= last), 0)
    return chinese_number(found[0])


_CIRCLED: Final = (("①", "⑳"), ("㈠", "㈩"), ("⑴", "⒇"), ("⒈", "⒛"))


def chinese_number(text: str) -> int:
    """一 … 九十九."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return CHINESE_DIGITS.index(text) + 1 if len(text) == 1 else 0
    head = CHINESE_DIGITS.index(tens) + 1 if len(tens) == 1 else 1
    return head * 10 + (CHINESE_DIGITS.index(ones) + 1 if ones else 0)
