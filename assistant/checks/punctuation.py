"""F01–F04: signs in running prose."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.headings import sub_headings
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt

_SIGNS: Final = Basis("standard", "GB/T 15834-2011《标点符号用法》")
_HAN: Final = r"\u4e00-\u9fff"
_FULL: Final = str.maketrans(",;:?!.()", "，；：？！。（）")

# ---- F01 ----------------------------------------------------------------------------------------------
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9\-._~/?#%=&:+]+|[A-Za-z0-9_.\-]{1,64}@[A-Za-z0-9\-.]+|"
    r"(?<![A-Za-z0-9\-])[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63})+(?:/[A-Za-z0-9\-._~/?#%=&:]*)?"
)
_HALF: Final = re.compile(
    # 检查, 强化 · 》,按照 · 79条,共 · 100%,其中 · 如下:一是; the sign first, so that only signs are looked at
    rf"[,;:?!.](?:(?<=[{_HAN}》”）】〕’%％\dA-Za-z][,;?!])[ \u3000]{{0,3}}(?=[{_HAN}《“（【‘])"
    rf"|(?<=[{_HAN}》”）】〕’][,;:?!])[ \u3000]{{0,3}}(?=[{_HAN}《“（【‘]|$)"
    rf"|(?<=[{_HAN}》”）】〕’][,;])[ \u3000]{{0,3}}(?=[\dA-Za-z])"
    rf"|(?<=[{_HAN}》”）】〕’]\.)(?=[ \u3000]{{0,3}}(?:[{_HAN}《“（【‘]|$)))"
)
_BRACKETS: Final = re.compile(rf"(?<=[{_HAN}》”\d])\((?P<in>[^()（）\n]{{1,60}})\)")
_MIXED: Final = re.compile(
    rf"(?<=[{_HAN}》”\d])\((?=[^()（）\n]{{0,59}}[{_HAN}])[^()（）\n]{{1,60}}）|（[^()（）\n]{{0,59}}[{_HAN}][^()（）\n]{{0,59}}\)"
)
"""A bracket whose halves are of different widths."""
_QUOTES: Final = re.compile(rf"\"(?=[{_HAN}A-Za-z\d《])[^\"“”\n]{{0,40}}[{_HAN}][^\"“”\n]{{0,40}}\"")
_MOST: Final = 3
_EACH: Final = 5
"""Findings of one kind in one paragraph."""


@rule(
    "F01",
    "中文之间用了半角标点",
    "warning",
    _SIGNS,
    needs=("prose",),
    good="加强督促检查，强化监督。",
    bad="加强督促检查, 强化监督。",
)
def half_width(context: Context) -> Iterator[Hit]:
    """Commas and their like between Chinese characters; never inside numbers, times, addresses or English."""
    for paragraph in context.paragraphs:
        found = sorted(_half_width(paragraph.text))
        for number, (start, end, right) in enumerate(found[:_MOST], start=1):
            more = len(found) - _MOST if number == _MOST else 0
            around = excerpt(paragraph.text, start, end, 4).strip("…")
            yield Hit(
                paragraph.address,
                f"“{around}”中的“{paragraph.text[start:end].strip()}”是半角标点，请改为全角的“{right}”。"
                + (f"本段还有 {more} 处同样的问题。" if more > 0 else ""),
                excerpt=excerpt(paragraph.text, start, end),
                span=(start, end),
                suggestion=right,
            )
    for heading in (*sub_headings(context, 1), *sub_headings(context, 5)):
        for _start, _end, right in _half_width(heading.title):
            yield Hit(
                heading.place,
                f"标题“{heading.title}”中有半角标点，请改为全角的“{right}”。",
                excerpt=heading.title,
                suggestion=right,
            )


_ANY_HALF: Final = re.compile(r"[,;:?!.(\")]")


def _half_width(text: str) -> Iterator[tuple[int, int, str]]:
    if not _ANY_HALF.search(text):
        return
    halves = list(_HALF.finditer(text))
    apart = [m.span() for m in _ADDRESS.finditer(text)] if halves else []
    for found in halves:
        start = found.start()
        if not any(left <= start < right for left, right in apart) and text[max(0, start - 2) : start] != "错误":
            yield start, start + 1, text[start].translate(_FULL)
    bracketed = "(" in text or ")" in text
    for found in _BRACKETS.finditer(text) if bracketed else ():
        if re.search(rf"[{_HAN}]", found["in"]):
            yield *found.span(), f"（{found['in']}）"
    for found in _MIXED.finditer(text) if bracketed else ():
        at = found.start() if found[0][0] == "(" else found.end() - 1
        yield at, at + 1, "（" if found[0][0] == "(" else "）"
    for found in _QUOTES.finditer(text) if '"' in text else ():
        yield *found.span(), f"“{found[0][1:-1]}”"


# ---- F02 ----------------------------------------------------------------------------------------------
_DOUBLED: Final = re.compile(
    r"[，。；：、][ \u3000]{0,3}[，。；：、]+|[，。；：、！？][ \u3000]{0,3}[,;:]|[,;:][ \u3000]{0,3}[，。；：、！？]|"
    r",{2,}|;{2,}|[！？][，。；、]|[，；：、][！？]|(?<=[\u4e00-\u9fff])\.[，。；、]|。\.(?!\.)"
)
_TWO_SIGNS: Final = re.compile(r"[，。；：、！？,;:.][ \u3000]{0,3}[，。；：、！？,;:.]")


@rule(
    "F02",
    "标点重复",
    "error",
    _SIGNS,
    needs=("prose",),
    good="安全生产、社会救助",
    bad="安全生产、、社会救助",
)
def doubled(context: Context) -> Iterator[Hit]:
    """Two signs where one belongs; …… and —— are one sign, ？！ is in order."""
    if not _TWO_SIGNS.search(context.prose):
        return
    for paragraph in context.paragraphs:
        for found in islice(_DOUBLED.finditer(paragraph.text), _EACH):
            yield Hit(
                paragraph.address,
                f"“{excerpt(paragraph.text, *found.span(), 4).strip('…')}”中标点“{found[0]}”重复。请只留一个。",
                excerpt=excerpt(paragraph.text, *found.span()),
                span=found.span(),
            )


# ---- F03 ----------------------------------------------------------------------------------------------
_PAIRS: Final = {
    "》": "《",
    "〉": "〈",
    "”": "“",
    "’": "‘",
    "）": "（",
    ")": "（",
    "〕": "〔",
    "】": "【",
    "」": "「",
    "』": "『",
}
_OPENERS: Final = {sign: sign for sign in _PAIRS.values()} | {"(": "（"}
_HALVES: Final = re.compile("[" + re.escape("".join((*_PAIRS, *_OPENERS))) + "]")
_ORDINAL: Final = re.compile(
    r"(?:^|[。；：;:，、\s])[ \u3000]{0,4}(?:[\d０-９]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$"
)
_NAMES: Final = {"《": "书名号", "〈": "书名号", "“": "引号", "‘": "引号", "（": "括号", "〔": "括号", "【": "括号"}


@rule(
    "F03",
    "括号、引号、书名号不成对",
    "error",
    _SIGNS,
    needs=("prose",),
    good="《中华人民共和国政府信息公开条例》",
    bad="《中华人民共和国政府信息公开条例",
)
def unmatched(context: Context) -> Iterator[Hit]:
    """Every opening sign has its closing one in the same paragraph."""
    paragraphs = context.paragraphs
    lonely = [_lonely(paragraph.text) for paragraph in paragraphs]
    for index, (paragraph, found) in enumerate(zip(paragraphs, lonely, strict=True)):
        for start, sign in found[:_EACH]:
            if _torn(paragraphs, lonely, index, sign):
                continue
            name = _NAMES.get(_PAIRS.get(sign, _OPENERS.get(sign, sign)), "符号")
            lacks = "没有后一半" if sign in _OPENERS else "没有前一半"
            yield Hit(
                paragraph.address,
                f"{name}“{sign}”{lacks}：“{excerpt(paragraph.text, start, start + 1, 8)}”。请补上或删去。",
                excerpt=excerpt(paragraph.text, start, start + 1),
                span=(start, start + 1),
            )


def _lonely(text: str) -> list[tuple[int, str]]:
    """Signs without their other half."""
    stack: list[tuple[int, str]] = []
    found: list[tuple[int, str]] = []
    for sign in _HALVES.finditer(text):
        at, char = sign.start(), sign[0]
        if char in _OPENERS:
            stack.append((at, char))
        else:
            wanted = _PAIRS[char]
            if (
                char in "）)"
                and not any(_OPENERS[c] == "（" for _, c in stack)
                and _ORDINAL.search(text[max(0, at - 8) : at])
            ):
                continue
            place = next((k for k in range(len(stack) - 1, -1, -1) if _OPENERS[stack[k][1]] == wanted), None)
            if place is None or len(stack) - place > _DEPTH:
                if not (char == "’" and text[at - 1 : at].isascii()):
                    found.append((at, char))
                continue
            found += stack[place + 1 :]
            del stack[place:]
    return sorted(found + stack)


_DEPTH: Final = 12


def _torn(paragraphs: tuple[Paragraph, ...], lonely: list[list[tuple[int, str]]], index: int, sign: str) -> bool:
    """Whether the other half stands in the next or the last paragraph of the same passage."""
    other = index + 1 if sign in _OPENERS else index - 1
    if not 0 <= other < len(paragraphs) or paragraphs[other].passage != paragraphs[index].passage:
        return False
    kind = _OPENERS.get(sign) or _PAIRS[sign]
    return any(
        (_OPENERS.get(s) or _PAIRS[s]) == kind and (s in _OPENERS) != (sign in _OPENERS) for _, s in lonely[other]
    )


# ---- F04 ----------------------------------------------------------------------------------------------
_COMMA_ORDINAL: Final = re.compile(
    rf"(?:^|(?<=[。；：;:]))[ \u3000]{{0,4}}(?P<n>[\d０-９]{{1,2}})、(?=[ \u3000]{{0,3}}[{_HAN}“《])"
)


_DIGIT_COMMA: Final = re.compile(r"[\d０-９]、")


@rule(
    "F04",
    "序号“1、”应为“1.”",
    "warning",
    Basis("standard", "GB/T 9704-2012：结构层次序数第三层为“1.”"),
    needs=("prose",),
    good="1.强化组织领导。",
    bad="1、强化组织领导。",
)
def comma_ordinals(context: Context) -> Iterator[Hit]:
    """Arabic ordinals with 、 in the text; those of section headings are ST03's and ST04's. Once a passage."""
    told: dict[str, list[tuple[Paragraph, re.Match[str]]]] = {}
    for paragraph in context.paragraphs if _DIGIT_COMMA.search(context.prose) else ():
        for found in _COMMA_ORDINAL.finditer(paragraph.text):
            told.setdefault(paragraph.passage, []).append((paragraph, found))
    for places in told.values():
        paragraph, found = places[0]
        start, end = found.start("n"), found.end("n") + 1
        yield Hit(
            paragraph.address,
            f"序号“{found['n']}、”应写作“{found['n']}.”"
            + (f"，这一部分共有 {len(places)} 处" if len(places) > 1 else "")
            + "。阿拉伯数字作序号时后面用圆点，请改正。",
            excerpt=excerpt(paragraph.text, start, end),
            span=(start, end),
            suggestion=f"{found['n']}.",
        )
