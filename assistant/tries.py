"""Many words as one pattern: a trie, so that each character of a text is looked at once."""

import re
from collections.abc import Iterable
from typing import Final

_GROUPS: Final = 5
"""So many groups of first characters: whether a place begins a word is asked of a group before its members."""


def longest_of(words: Iterable[str]) -> str:
    """A pattern that finds the longest of the words at a place; one that matches nothing where there are none."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def build(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = [re.escape(char) + build(child) for char, child in sorted(node.items()) if char]
        if not branches:
            return ""
        joined = branches[0] if len(branches) == 1 and len(node) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{'|'.join(branches)})?" if "" in node else joined

    firsts = sorted(trie)
    size = max(1, -(-len(firsts) // _GROUPS))
    groups = (firsts[at : at + size] for at in range(0, len(firsts), size))
    joined = "|".join(
        f"(?=[{''.join(map(re.escape, group))}])" + build({char: trie[char] for char in group}) for group in groups
    )
    return f"(?:{joined})" if joined else "(?!)"
