"""Passages and headings: the prose of a report and where it stands."""

import re
from typing import Final

from schemas.form import SECTION_TITLES

PASSAGES: Final[tuple[str, ...]] = (
    "intro",
    "overview",
    "overview.proactive",
    "overview.requests",
    "overview.management",
    "overview.platform",
    "overview.supervision",
    "problems",
    "improvements",
    "other_matters",
)
"""The ten passages in reading order. `overview` is what stands in 一 before its first sub-heading."""

PASSAGE_NAMES: Final[dict[str, str]] = {
    "intro": "引言",
    "overview": "总体情况（开头段）",
    "overview.proactive": "主动公开情况",
    "overview.requests": "依申请公开情况",
    "overview.management": "政府信息管理情况",
    "overview.platform": "政府信息公开平台建设情况",
    "overview.supervision": "监督保障",
    "problems": "存在的主要问题",
    "improvements": "改进情况",
    "other_matters": "其他需要报告的事项",
}

PASSAGE_HEADING: Final[dict[str, str]] = {
    "overview": "heading.1",
    "overview.proactive": "heading.1.1",
    "overview.requests": "heading.1.2",
    "overview.management": "heading.1.3",
    "overview.platform": "heading.1.4",
    "overview.supervision": "heading.1.5",
    "problems": "heading.5.1",
    "improvements": "heading.5.2",
    "other_matters": "heading.6",
}
"""Passage → the heading right above it. `intro` has none."""

HEADINGS: Final[dict[str, str]] = {
    **{f"heading.{n}": title for n, title in enumerate(SECTION_TITLES, start=1)},
    "heading.1.1": "主动公开情况",
    "heading.1.2": "依申请公开情况",
    "heading.1.3": "政府信息管理情况",
    "heading.1.4": "政府信息公开平台建设情况",
    "heading.1.5": "监督保障",
    "heading.5.1": "存在的主要问题",
    "heading.5.2": "改进情况",
}
"""Heading address → default text without ordinal."""

OUTLINE: Final[tuple[str, ...]] = (
    "title", "intro",
    "heading.1", "overview",
    "heading.1.1", "overview.proactive",
    "heading.1.2", "overview.requests",
    "heading.1.3", "overview.management",
    "heading.1.4", "overview.platform",
    "heading.1.5", "overview.supervision",
    "heading.2", "table2",
    "heading.3", "table3",
    "heading.4", "table4",
    "heading.5", "heading.5.1", "problems", "heading.5.2", "improvements",
    "heading.6", "other_matters",
)  # fmt: skip
"""The whole document in reading order, as addresses."""

CHINESE_DIGITS: Final = "一二三四五六七八九十"


def ordinal(heading: str) -> str:
    """Typed ordinal of a heading address: heading.5 → 五、, heading.1.3 → （三）. Numbers above ten: 十一."""
    numbers = [int(part) for part in heading.split(".")[1:]]
    text = chinese_ordinal(numbers[-1])
    return f"{text}、" if len(numbers) == 1 else f"（{text}）"


def chinese_ordinal(number: int) -> str:
    """1 … 99 in Chinese as ordinals write it: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else CHINESE_DIGITS[tens - 1] + "十")
    return head + (CHINESE_DIGITS[ones - 1] if ones else "")


_PARAGRAPH = re.compile(r"^(?P<passage>[a-z_.]+)\[(?P<index>\d+)\]$")


def split_paragraph(address: str) -> tuple[str, int | None]:
    """`overview.proactive[1]` → ("overview.proactive", 1); an address without index → (address, None)."""
    found = _PARAGRAPH.match(address)
    return (found["passage"], int(found["index"])) if found else (address, None)


def paragraph_address(passage: str, index: int) -> str:
    """Address of paragraph `index` (from 0) of a passage."""
    return f"{passage}[{index}]"
