"""Two texts as one, what was taken away struck out and what was added marked."""

from difflib import SequenceMatcher
from html import escape


def diff_html(old: str, new: str) -> str:
    """A diff by characters."""
    pieces: list[str] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(escape(old[a0:a1]))
            continue
        if a1 > a0:
            pieces.append(f"<del>{escape(old[a0:a1])}</del>")
        if b1 > b0:
            pieces.append(f"<ins>{escape(new[b0:b1])}</ins>")
    return '<div class="diff">' + "".join(pieces).replace("\n", "<br>") + "</div>"
