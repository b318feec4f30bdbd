"""Articles that a page carries as data and its script puts in place: in a template, a text area, a string of JSON."""

import html
import json
import re
from typing import Final

from lxml import etree

_LEAST: Final = 400
_MOST_SCRIPT: Final = 4_000_000
_MARKUP: Final = re.compile(r"<\s*(?:p|div|table|span|section|h\d|br)\b", re.I)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_STRING: Final = re.compile(r'"((?:[^"\\\n]|\\.){400,})"')
_UNSEEN: Final = ("script", "style", "textarea", "template", "noscript", "head")


def stored_article(root: etree._Element) -> str | None:
    """The markup of the longest article kept as data, if it says more than all that the page shows by itself."""
    kept = list(root.iter("script", "textarea", "template"))
    if not kept:
        return None
    best, length = None, _LEAST
    for element in kept:
        for markup in _candidates(element):
            if len(markup) <= length or not _MARKUP.search(markup):
                continue
            said = len(_words(markup))
            if said > length:
                best, length = markup, said
    if best is None or length <= len(_shown(root)):
        return None
    return best


def _candidates(element: etree._Element) -> list[str]:
    if element.tag == "template":
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return [(element.text or "") + inner]
    text = "".join(str(part) for part in element.itertext())
    if len(text) < _LEAST or len(text) > _MOST_SCRIPT:
        return []
    if element.tag == "textarea":
        return [text if _MARKUP.search(text) else html.unescape(text)]
    kind = (element.get("type") or "").lower()
    if "html" in kind or "template" in kind:
        return [text]
    return [decoded for found in _STRING.finditer(text) if (decoded := _decoded(found[0])) is not None]


def _decoded(literal: str) -> str | None:
    try:
        text = json.loads(literal)
    except ValueError:
        return None
    return text if _MARKUP.search(text) else html.unescape(text)


def _words(markup: str) -> str:
    return re.sub(r"\s+", "", html.unescape(_TAG.sub("", markup)))


def _shown(root: etree._Element) -> str:
    unseen = {inner for kept in root.iter(*_UNSEEN) for inner in kept.iter()}
    pieces: list[str] = []
    for element in root.iter():
        if element not in unseen:
            pieces.append(element.text or "")
        if element.getparent() not in unseen:
            pieces.append(element.tail or "")
    return re.sub(r"\s+", "", "".join(pieces))
