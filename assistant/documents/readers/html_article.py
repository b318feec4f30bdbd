"""Which element of a page is the article: the smallest one that holds nearly all of its running text."""

import re
from typing import Final

from lxml import etree

_PROSE: Final = re.compile(r"[，。；：、]")
_ENOUGH: Final = 0.88
_LITTLE: Final = 0.4
_CONTAINERS: Final = frozenset({
    "html", "body", "div", "section", "article", "main", "form", "td", "center", "table", "tbody", "tr", "span", "dd",
    "dl", "li", "ul", "font",
})  # fmt: skip


def article_of(root: etree._Element) -> etree._Element:
    """Descends from the root as long as one child holds nearly everything that counts as text."""
    weights: dict[etree._Element, int] = {}
    _weigh(root, weights)
    current = root
    while True:
        total = weights.get(current, 0)
        children = [child for child in current if isinstance(child.tag, str) and child.tag in _CONTAINERS]
        best = max(children, key=lambda child: weights.get(child, 0), default=None)
        if best is None or total == 0 or weights.get(best, 0) < _ENOUGH * total or best.tag in ("tr", "tbody"):
            inner = _through_table(best, weights, total) if best is not None else None
            if inner is None:
                return current
            best = inner
        if best.tag == "span" or best.tag == "font":
            return current
        current = best


def _through_table(element: etree._Element, weights: dict[etree._Element, int], total: int) -> etree._Element | None:
    """The one cell of a layout table that holds everything, if there is one."""
    if element.tag not in ("tr", "tbody") or weights.get(element, 0) < _ENOUGH * total:
        return None
    while element.tag in ("tr", "tbody"):
        best = max(element, key=lambda child: weights.get(child, 0), default=None)
        if best is None or weights.get(best, 0) < _ENOUGH * total:
            return None
        element = best
    return element if element.tag == "td" else None


def holds_the_article(element: etree._Element) -> bool:
    """Whether nearly all running text of a page stands in this element."""
    own = _prose(element)
    return own > 0 and _prose(element.getroottree().getroot()) - own < _LITTLE * own


def _prose(element: etree._Element) -> int:
    lines = (str(text).strip() for text in element.itertext())
    return sum(len(line) for line in lines if len(line) >= 12 and _PROSE.search(line))


def _weigh(root: etree._Element, weights: dict[etree._Element, int]) -> None:
    """Running text by element: characters of lines with punctuation, and digits in table cells, not links."""
    for element in reversed(list(root.iter())):
        tag = element.tag
        if not isinstance(tag, str) or tag in ("script", "style", "noscript", "head", "a", "option", "nav"):
            continue
        own = _worth(element.text)
        if tag == "td" and (element.text or "").strip().isdigit():
            own += 2
        for child in element:
            own += weights.get(child, 0) + _worth(child.tail)
        weights[element] = own


def _worth(text: str | None) -> int:
    stripped = (text or "").strip()
    if not stripped:
        return 0
    return len(stripped) if len(stripped) >= 12 and _PROSE.search(stripped) else min(len(stripped), 2)
