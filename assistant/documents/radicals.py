"""Look-alikes that PDF fonts put in place of characters: ⼯作 for 工作, 〈〉 for 〈〉. They match nothing."""

import re
import unicodedata
from typing import Final

_SIMPLIFIED: Final = dict(
    zip(
        "⺠⺟⺝⺡⺣⺩⺮⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⼾〜∕",
        "民母月水火王竹月虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙户～／",
        strict=True,
    )
)
"""Those that Unicode itself relates to nothing, or to what is not written here: one font draws both alike."""
_RADICAL: Final = re.compile("[\u2e80-\u2fdf\u2215\u301c\u2329\u232a\uf900-\ufaff\ufb00-\ufb06]")


def whole_characters(text: str) -> str:
    """The text with radicals, old angle brackets and ligatures replaced by the characters that they stand for."""
    if not _RADICAL.search(text):
        return text
    return _RADICAL.sub(lambda found: _SIMPLIFIED.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)
