"""U10, U11: sentences said twice, and sentences that could stand in anybody's report."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt, sentences
from assistant.list_files import derived, statutory_phrases
from schemas.passages import PASSAGE_NAMES

_OWN: Final = Basis("engineering", "套用其他单位年报的常见痕迹")
# ---- U10, U11 -----------------------------------------------------------------------------------------
_WHITE: Final = re.compile(r"[\s，。；：、“”（）]+")
_ENUMERATOR: Final = re.compile(r"^(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]+[）)、.．])")


@derived
def _set_phrases() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern or re.escape(p.text)})" for p in statutory_phrases()) or r"(?!)")


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
    seen: dict[str, Paragraph] = {}
    for paragraph in context.paragraphs:
        for sentence in sentences(paragraph):
            if len(sentence.text) < 12:
                continue
            plain = _ENUMERATOR.sub("", _WHITE.sub("", sentence.text))
            first = seen.setdefault(plain, paragraph)
            if (first is not paragraph or _twice(paragraph.text, sentence.text)) and len(
                _WHITE.sub("", _set_phrases().sub("", sentence.text))
            ) >= 10:
                if first is paragraph and paragraph.text.find(sentence.text) == sentence.start:
                    continue
                yield Hit(
                    paragraph.address,
                    f"这句话与“{_where(first)}”中的一句重复。请删去其中一处。",
                    related=(first.address,),
                    excerpt=sentence.text[:60],
                    span=(sentence.start, sentence.end),
                )
        stutter = _stutter(paragraph.text)
        if stutter is not None:
            start, end, piece = stutter
            yield Hit(
                paragraph.address,
                f"“{piece}”连写了两遍。请删去多余的部分。",
                excerpt=excerpt(paragraph.text, start, end),
                span=(start, end),
            )


def _twice(text: str, sentence: str) -> bool:
    return text.count(sentence) > 1


def _where(paragraph: Paragraph) -> str:
    return PASSAGE_NAMES[paragraph.passage]


def _stutter(text: str) -> tuple[int, int, str] | None:
    """满意率满意率, 商务局州区商务局: a piece of three or more characters written twice in a row.

    Last positions of 3-grams find it in one pass; only candidates are compared.
    """
    last: dict[str, int] = {}
    for at, gram in enumerate(map("".join, zip(text, text[1:], text[2:], strict=False))):
        before = last.get(gram)
        last[gram] = at
        if before is None or at - before > 14 or at - before < 3:
            continue
        gap = at - before
        piece = text[before:at]
        if not all("\u4e00" <= char <= "\u9fff" for char in piece):
            continue
        if text[at : at + gap] == piece:
            return before, at + gap, piece
        if gap >= 5 and text[at : at + gap - 2] == piece[: gap - 2] and gap - 2 >= 4:
            return before, at + gap - 2, piece[: gap - 2]
    return None


_REGIONS_LIKE: Final = re.compile(
    r"(?:多数|大部分|部分|一些|有的|个别|少数)(?:地区|地方|省份|城市|区县|县区|市县|县市区)"
)
_BODIES_LIKE: Final = re.compile(r"(?:多数|大多数|大部分|一些|少数)(?:部门|单位)")


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
    if context.unit.kind not in ("town", "subdistrict", "department") or not context.knows_unit:
        return
    own = context.unit.kind in ("town", "subdistrict") or context.unit.level == "county"
    for paragraph in context.paragraphs:
        if paragraph.passage == "intro" or (
            "部分" not in paragraph.text
            and "些" not in paragraph.text
            and ("多数" not in paragraph.text and "有的" not in paragraph.text and "个别" not in paragraph.text)
            and "少数" not in paragraph.text
        ):
            continue
        found = _REGIONS_LIKE.search(paragraph.text) if own else None
        bodies = list(_BODIES_LIKE.finditer(paragraph.text)) if context.unit.kind != "department" else []
        if found is None and bodies:
            found = bodies[0]
        if found is not None:
            yield Hit(
                paragraph.address,
                f"“{found[0]}”说的不是本单位的事，像是通用文字。请改写成本单位的具体情况。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )
