"""Text of files and people as it stands: Streamlit reads what it is given as Markdown."""

import re
from typing import Final

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!$~|<>:&])")
_LINKS: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)")
"""Addresses become links even where their signs are disarmed: an invisible character that joins words stops that."""


def plain(text: str) -> str:
    """The text with its signs disarmed: an asterisk is no emphasis, an address no link, two dollars no formula."""
    return _SIGNS.sub(r"\\\1", _LINKS.sub("\u2060", text))
