"""U10, U11: sentences said twice, and sentences that could stand in anybody's report."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from assistant.checks.context import Context, Paragraph, Sentence
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt
from assistant.list_files import derived, statutory_phrases
from schemas.passages import PASSAGE_NAMES

_OWN: Final = Basis("engineering", "套用其他单位年报的常见痕迹")
# ---- U10, U11 -----------------------------------------------------------------------------------------
_WHITE: Final = str.maketrans("", "", " \t\u3000\u00a0，。；：、“”（）！？")
_ENUMERATOR: Final = re.compile(r"^(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]+[）)、.．])")


@derived
def _set_phrases() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern or re.escape(p.text)})" for p in statutory_phrases()) or r"(?!)")


def _says_again(before: str, text: str) -> bool:
    """The sentence right before, once more: word for word, or with nothing but 本年度 in front."""
    first, second = (_ENUMERATOR.sub("", t.translate(_WHITE)) for t in (before, text))
    return min(len(first), len(second)) >= 8 and first in (second, second.removeprefix("本年度"), f"本年度{second}")


def _plain(sentence: Sentence) -> str:
    return _ENUMERATOR.sub("", sentence.text.translate(_WHITE))


@rule(
    "U10",
    "句段重复",
    "warning",
    _OWN,
    needs=("prose",),
    good="每句话只出现一次。",
    bad="如有疑问，请与镇党政办联系。……如有疑问，请与镇党政办联系。",
)
def repeated(context: Context) -> Iterator[Hit]:
    seen: dict[str, tuple[Sentence, Paragraph]] = {}
    stuttered = _stutter(context.prose) is not None
    for paragraph in context.paragraphs:
        told: set[int] = set()
        for before, sentence in pairwise(paragraph.sentences):
            # the tails first: nearly all sentences are told apart by them
            if before.text[-5:-1] == sentence.text[-5:-1] and _says_again(before.text, sentence.text):
                told.add(sentence.start)
                yield Hit(
                    paragraph.address,
                    "这句话与前一句重复。请删去其中一处。",
                    excerpt=sentence.text[:60],
                    span=(sentence.start, sentence.end),
                )
        for sentence in paragraph.sentences:
            if len(sentence.text) < 16 or sentence.start in told:
                continue
            said, first = seen.setdefault(sentence.text[-9:-1], (sentence, paragraph))
            if said is sentence or _plain(said) != _plain(sentence):
                continue
            if len(_set_phrases().sub("", sentence.text).translate(_WHITE)) < 12:
                continue
            yield Hit(
                paragraph.address,
                f"这句话与“{PASSAGE_NAMES[first.passage]}”中的一句重复。请删去其中一处。",
                related=(first.address,),
                excerpt=sentence.text[:60],
                span=(sentence.start, sentence.end),
            )
        stutter = _stutter(paragraph.text) if stuttered else None
        if stutter is not None:
            start, end, piece = stutter
            yield Hit(
                paragraph.address,
                f"“{piece}”连写了两遍。请删去多余的部分。",
                excerpt=excerpt(paragraph.text, start, end),
                span=(start, end),
            )


# 谁执法谁普法 is no slip
_STUTTERS: Final = (
    re.compile(r"(?P<piece>[\u4e00-\u8c00\u8c02-\u9fff]{3,12}?)(?P=piece)"),
    re.compile(
        r"(?P<word>[\u4e00-\u9fff]{2})(?P=word)(?:(?<=[，。；：、\n]....)(?=[\u4e00-\u9fff])|(?<=^....)(?=[\u4e00-\u9fff])"
        r"|(?<!公开)(?<!申请)(?<!工作)(?<!信息)(?<!服务)(?<!管理)(?<!政府)(?=[\d，。；、]))"
    ),
)
_COUNTED: Final = re.compile(r"(?:^|(?<=[，。；\n]))[^，。；、\n（）()]{4,40}[1-9][^，。；、\n（）()]{0,3}，")
_AGAIN: Final = re.compile(
    r"(?P<clause>[^，。；、\n（）()]{4,40}[1-9][^，。；、\n（）()]{0,3})，(?:[^。；\n（）()]{1,40}，)?(?P=clause)(?=[，。；])"
)
"""满意率满意率, 维护维护网站, 举办培训培训3期, 文化服务、文化服务, and a clause with a count that stands twice."""


def _stutter(text: str) -> tuple[int, int, str] | None:
    """满意率满意率, 州区商务局州区商务局: a piece of three or more characters written twice in a row."""
    for pattern in _STUTTERS:
        for found in pattern.finditer(text):
            piece = found[1]
            if len(set(piece)) > (2 if pattern is _STUTTERS[0] else 1):
                return found.start(), found.end(), piece
    item = _twice_in_list(text)
    if item is not None:
        return item
    for counted in _COUNTED.finditer(text):
        again = _AGAIN.match(text, counted.start())
        if again is not None:
            return again.start(), again.end(), again["clause"]
    return None


_LONGEST_ITEM: Final = 14


def _twice_in_list(text: str) -> tuple[int, int, str] | None:
    """文化服务、文化服务: an item of a list right behind itself."""
    at = text.find("、")
    while at >= 0:
        before = text[max(0, at - _LONGEST_ITEM) : at]
        if text[at + 1 : at + 2] in before[:-3]:
            for length in range(len(before), 3, -1):
                item = before[-length:]
                end = at + 1 + length
                if text.startswith(item, at + 1) and text[end : end + 1] in _AFTER_ITEM and _HAN_ONLY.fullmatch(item):
                    return at - length, end, item
        at = text.find("、", at + 1)
    return None


_AFTER_ITEM: Final = frozenset("、，。；等和")
_HAN_ONLY: Final = re.compile(r"[\u4e00-\u9fff]+")
_REGIONS_LIKE: Final = re.compile(
    r"(?:多数|大部分|部分|一些|有的|个别|少数)(?:地区|地方|省份|城市|区县|县区|市县|县市区)"
)
_BODIES_LIKE: Final = re.compile(r"(?:多数|大多数|大部分|一些|少数)(?:部门|单位)")


_ANYBODY: Final = re.compile(
    r"(?P<who>多数|大多数|大部分|部分|一些|有的|个别|少数|不少|有些)(?P<what>地区|地方|区域|部门|单位|乡镇|镇街|机关|站所)"
)
_FACT: Final = re.compile(r"[\d“《]")
_CHAIN: Final = 3


def _chain(paragraph: Paragraph) -> re.Match[str] | None:
    """多数部门能够…，部分地区还…，一些单位…: some do, some do not, and not one fact.

    Regions among them: a county that sorts its own departments or towns so has looked at them.
    """
    for start, text in _whole_sentences(paragraph.text):
        found = list(_ANYBODY.finditer(text))
        if len({m["who"] for m in found}) < _CHAIN or _FACT.search(text, found[0].start(), len(text)):
            continue
        if any(m["what"] in ("地区", "地方", "区域") for m in found):
            return _ANYBODY.search(paragraph.text, start + found[0].start())
    return None


def _whole_sentences(text: str) -> Iterator[tuple[int, str]]:
    for found in _UP_TO_STOP.finditer(text):
        yield found.start(), found[0]


_UP_TO_STOP: Final = re.compile(r"[^。\n]+")


@rule(
    "U11",
    "泛泛而谈，没有本单位的事实",
    "warning",
    _OWN,
    needs=("prose",),
    good="个别站所报送信息不及时。",
    bad="多数部门能及时公开，部分地区还存在差距。（乡镇的报告）",
)
def generic(context: Context) -> Iterator[Hit]:
    narrow = context.unit.kind in ("town", "subdistrict", "department") and context.knows_unit
    own = context.unit.kind in ("town", "subdistrict") or context.unit.level == "county"
    for paragraph in context.paragraphs:
        if paragraph.passage == "intro" or (
            "部分" not in paragraph.text
            and "些" not in paragraph.text
            and ("多数" not in paragraph.text and "有的" not in paragraph.text and "个别" not in paragraph.text)
            and "少数" not in paragraph.text
        ):
            continue
        found = _REGIONS_LIKE.search(paragraph.text) if own and narrow else None
        bodies = list(_BODIES_LIKE.finditer(paragraph.text)) if narrow and context.unit.kind != "department" else []
        if found is None and bodies:
            found = bodies[0]
        found = found or _chain(paragraph)
        if found is not None:
            yield Hit(
                paragraph.address,
                f"“{found[0]}”说的不是本单位的事，像是通用文字。请改写成本单位的具体情况。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )
