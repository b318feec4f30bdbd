"""Typography put right without touching a word: full-width punctuation, no stray spaces, no doubled marks."""

import re
from typing import Final

_HAN: Final = r"[\u4e00-\u9fff》”’）】}]"
_HALF: Final = re.compile(rf"(?<={_HAN})\s*([,;:!?])\s*|(?<=[\u4e00-\u9fff])\s*([,;:!?])\s*")
_FULL: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_SPACE: Final = re.compile(
    rf"(?<={_HAN})[ \t\u00a0\u3000]+(?=[\u4e00-\u9fff《“（【{{])|^[ \t\u3000]+|[ \t\u3000]+$", re.M
)
_AFTER_SLOT: Final = re.compile(r"(\}\})[ \t]+(?=[\u4e00-\u9fff，。；、%])|(?<=[\u4e00-\u9fff])[ \t]+(?=\{\{)")
_BRACKETS: Final = re.compile(r"(?<=[\u4e00-\u9fff》])\(([^()\n]{1,80})\)")
_DOUBLED: Final = re.compile(r"([，。；、：])\1+|[，、；]+(。)")
_FULL_STOP: Final = re.compile(r"(?<=[\u4e00-\u9fff}）》”】])\.(?=\s*$|[\u4e00-\u9fff])", re.M)


def tidy(text: str) -> str:
    """The same words with the punctuation that official Chinese wants; every paragraph ends with a mark."""
    text = _AFTER_SLOT.sub(lambda m: m[1] or "", text)
    text = _SPACE.sub("", text)
    text = _FULL_STOP.sub("。", text)
    text = _HALF.sub(lambda m: _FULL[m[1] or m[2]], text)
    text = _BRACKETS.sub(r"（\1）", text)
    text = _DOUBLED.sub(lambda m: m[1] or m[2], text)
    return "\n".join(_ended(line) for line in text.split("\n") if line.strip())


def _ended(line: str) -> str:
    line = line.rstrip("，、；")
    return line if re.search(r"[。！？：；][”）】]?$", line) else line + "。"
