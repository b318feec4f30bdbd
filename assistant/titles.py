"""Titles in 《》 and document numbers against the lists: listed, a slip of the pen, no such law, or local."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from assistant import list_files as lists
from assistant.list_models import Document, Law

TitleKind = Literal["listed", "repealed", "superseded", "near_miss", "missing_national", "local"]
NumberKind = Literal["listed", "superseded", "near_miss", "unknown"]


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """`listed`: the full title meant (null for local); `number`: its document number where known."""

    kind: TitleKind
    listed: str | None = None
    number: str = ""
    short: bool = False
    """The title stood in a short form."""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """`near_miss`: a listed number with another year or sequence cited beside its title, or mistyped."""

    kind: NumberKind
    number: str = ""
    title: str = ""
    replaced_by: str = ""


PREFIX: Final = "中华人民共和国"
GENERIC: Final = frozenset({"条例", "办法", "通知", "规定", "意见", "格式", "方案", "指南", "目录", "细则", "法"})
"""What 以下简称 leaves of a title; never judged."""

_SPACE: Final = re.compile(r"[\s\u3000\u00a0\u200b]+")
_BRACKETS: Final = str.maketrans(
    {"(": "（", ")": "）", "<": "〈", ">": "〉", "《": "〈", "》": "〉", "﹤": "〈", "﹥": "〉"}
)
_REVISION: Final = re.compile(r"（[^（）]{0,40}?(?:\d{4}年?|修订|修正|修改|本|版|试行|暂行)[^（）]{0,40}）$")
_LOCAL: Final = re.compile(
    r"^(?!城市|都市|县级|县域|乡镇|乡村|街道办事处|市场|市政|地区|社区|区域|区划|省级|州际|民族区域|"
    r"村镇|集镇|行政区|行政区划|特区|省际|"
    r"跨区|市区|市容|园区|矿区|山区|灾区|库区|禁区)"
    r"[\u4e00-\u9fff]{1,14}?(?:省|自治区|市|县|区|旗|州|盟|镇|乡|街道|村|局|厅|委员会|管委会|办公室|中心)"
)
_LAW_END: Final = re.compile(r"(?<![办方做用书手疗说想看写兵魔作])法$")
_REGULATION_END: Final = re.compile(r"(?:条例|条列|条利|条令|实施细则)(?:（试行）)?$")
_LEGAL_END: Final = re.compile(r"(?:法|条例|条列|条利|条令|办法|细则|规定|法典|格式)(?:（试行）)?$")
_OWN_FIELD: Final = re.compile(r"信息公开|政务公开|政府信息|信息处理费|行政公开|政务信息")
_OTHER_KIND: Final = re.compile(r"工作法$|学习法$|管理法$(?<!管理法)|年鉴|读本|日报|时报|快报|周刊")
_NUMBER: Final = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{1,14}?)\s*[〔\[［【（(｛{]\s*(?P<year>\d{2,4})\s*[〕\]］】）)｝}]\s*(?:第\s*)?(?P<seq>\d{1,5})\s*号?"
)


@lists.derived
def _law_index() -> dict[str, tuple[Law, bool]]:
    index: dict[str, tuple[Law, bool]] = {}
    for law in lists.laws():
        index.setdefault(plain_title(law.title), (law, False))
        index.setdefault(plain_title(law.name), (law, not law.bare))
        for short in law.short:
            index.setdefault(plain_title(short), (law, True))
            index.setdefault(plain_title(PREFIX + short), (law, True))
    return index


@lists.derived
def _document_index() -> dict[str, tuple[Document, bool]]:
    index: dict[str, tuple[Document, bool]] = {}
    for document in lists.documents():
        index.setdefault(plain_title(document.title), (document, False))
        for short in document.short:
            index.setdefault(plain_title(short), (document, True))
    return index


@lists.derived
def _numbers() -> dict[str, Document]:
    return {plain_number(d.number): d for d in lists.documents() if d.number}


@lists.derived
def _core() -> dict[str, str]:
    """Plain short form → full title of what an annual report is about."""
    found: dict[str, str] = {}
    for law in lists.laws():
        if law.core:
            found.update({plain_title(text): law.title for text in (law.title, law.name, *law.short)})
    for document in lists.documents():
        if document.core:
            found.update({plain_title(text): document.title for text in (document.title, *document.short)})
    return found


@lists.derived
def _all_names() -> dict[str, str]:
    found = {plain_title(law.name): law.title for law in lists.laws() if not law.repealed and not law.unsure}
    found.update({plain_title(PREFIX + name): title for name, title in tuple(found.items())})
    return found


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """Without spaces, brackets of one kind, without 《》 around it."""
    text = _SPACE.sub("", title).translate(_BRACKETS)
    if text.startswith("〈") and text.endswith("〉") and text.count("〈") == 1:
        text = text[1:-1]
    return text.replace("〈", "").replace("〉", "")


def plain_number(number: str) -> str:
    """国办函[2020] 109号 → 国办函〔2020〕109号."""
    found = _NUMBER.search(number)
    return f"{found['issuer']}〔{found['year']}〕{int(found['seq'])}号" if found else _SPACE.sub("", number)


def match_title(title: str) -> TitleMatch:
    """What a title means, given without its 《》. A bare 条例 or 办法 counts as listed (a defined short name)."""
    text = plain_title(title)
    if text in GENERIC:
        return TitleMatch("listed", None, short=True)
    for candidate in dict.fromkeys((text, _REVISION.sub("", text))):
        known = _known(candidate)
        if known is not None:
            return known
    text = _REVISION.sub("", text) or text
    if _LOCAL.match(text.removeprefix(PREFIX)):
        return TitleMatch("local")
    return _resembling(text)


def _known(text: str) -> TitleMatch | None:
    law = _law_index().get(text)
    if law is not None:
        entry, short = law
        if entry.unsure:
            return TitleMatch("local")
        kind: TitleKind = "repealed" if entry.repealed else "listed"
        return TitleMatch(kind, entry.title, entry.number, short, entry.replaced_by)
    document = _document_index().get(text)
    if document is not None:
        item, short = document
        kind = "superseded" if item.superseded else "listed"
        return TitleMatch(kind, item.title, item.number, short, item.replaced_by)
    return None


def _resembling(text: str) -> TitleMatch:
    if not _LEGAL_END.search(text) or text.startswith("关于"):
        return TitleMatch("local")
    near = _core_slip(text) or _slip(text)
    if near is not None:
        return TitleMatch("near_miss", near)
    national = text.startswith(PREFIX)
    if _REGULATION_END.search(text):
        if _OWN_FIELD.search(text) or national:
            return TitleMatch("missing_national", _closest(text))
        return TitleMatch("local")
    if _LAW_END.search(text) and not _OTHER_KIND.search(text) and (national or len(text) <= 20):
        return TitleMatch("missing_national", _closest(text))
    return TitleMatch("local")


def _core_slip(text: str) -> str | None:
    """A title of the field itself, two or three characters off, with the same ending."""
    found = process.extractOne(text, _core().keys(), scorer=Levenshtein.distance, score_cutoff=3)
    if found is None:
        return None
    name, distance = found[0], int(found[1])
    if not _same_ending(text, name) or distance * 4 > len(name) + 1:
        return None
    return _core()[name]


def _slip(text: str) -> str | None:
    """Any listed law or regulation, one character off."""
    if len(text) < 5:
        return None
    found = process.extractOne(text, _all_names().keys(), scorer=Levenshtein.distance, score_cutoff=1)
    return _all_names()[found[0]] if found is not None and _same_ending(text, found[0]) else None


def _same_ending(text: str, name: str) -> bool:
    """条例 for 条例 (条列 is a slip of it), 办法 for 办法, 法 for 法."""
    if text.endswith(("条列", "条利", "条令")):
        return name.endswith("条例")
    for ending in ("条例", "办法", "细则", "规定", "格式", "法"):
        if name.endswith(ending):
            return text.endswith(ending) and (ending != "法" or not text.endswith("办法"))
    return text[-1] == name[-1]


def _closest(text: str) -> str | None:
    if _OWN_FIELD.search(text):
        return PREFIX + "政府信息公开条例"
    found = process.extractOne(text, _all_names().keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=0.6)
    return _all_names()[found[0]] if found is not None else None


def match_document_number(number: str) -> NumberMatch:
    """A document number such as 国办公开办函〔2021〕30号; other brackets, spaces and words before it are read, too."""
    text = plain_number(number)
    for listed, document in _numbers().items():
        if text.endswith(listed):
            kind: NumberKind = "superseded" if document.superseded else "listed"
            return NumberMatch(kind, document.number, document.title, document.replaced_by)
    found = _NUMBER.search(text)
    if found is None:
        return NumberMatch("unknown", text)
    for listed, document in _numbers().items():
        other = _NUMBER.search(listed)
        if other is None or document.superseded or not document.core:
            continue
        issuer = found["issuer"][-len(other["issuer"]) :]
        same = [issuer == other["issuer"], found["year"] == other["year"], found["seq"] == other["seq"]]
        if same in ([True, False, True], [False, True, True]) and Levenshtein.distance(issuer, other["issuer"]) <= 1:
            return NumberMatch("near_miss", document.number, document.title)
    return NumberMatch("unknown", text)
