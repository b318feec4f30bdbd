"""Text that XML 1.0 can hold: what a clerk pastes may contain what no Word file may."""

import re
from typing import Final
from xml.sax.saxutils import escape as _escape

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_QUOTES: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def clean(text: str) -> str:
    """Without control characters; a lone surrogate becomes U+FFFD. Tabs and line feeds stay."""
    if text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def escaped(text: str) -> str:
    """For element content."""
    return _escape(clean(text))


def quoted(text: str) -> str:
    """For an attribute value between double quotes; line feeds and tabs survive."""
    return _escape(clean(text), _QUOTES)
