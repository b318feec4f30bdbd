"""L06–L08, L10: terms, principles, definitions and names of bodies inside running prose."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from assistant import lists
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import books, excerpt, sentence_at, within
from assistant.glance import Spotter, Spotters
from assistant.list_files import derived
from assistant.list_models import RenamedBody, Term


@derived
def _terms() -> Spotters[Term]:
    return Spotters((term, term.pattern or re.escape(term.wrong)) for term in lists.terms())


@lru_cache(maxsize=64)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<t{number}>{pattern})" for number, pattern in enumerate(patterns)) or "(?!)")


@rule(
    "L06",
    "用语不规范",
    "warning",
    Basis("law", "《中华人民共和国政府信息公开条例》的用语"),
    needs=("prose",),
    good="未收到政府信息公开申请。",
    bad="未接收到任何依申请公开的申请。",
)
def wrong_terms(context: Context) -> Iterator[Hit]:
    suspects = _terms().that_may_match(context.prose)
    if not suspects:
        return
    pattern = _any_of(tuple(spotter.pattern.pattern for _, spotter in suspects))
    told: set[str] = set()
    for paragraph in context.paragraphs:
        text = paragraph.text
        for found in pattern.finditer(text):
            term = suspects[int((found.lastgroup or "t0")[1:])][0]
            if term.wrong in told or within(found.start(), books(text)):
                continue
            if any(word in sentence_at(text, found.start()) for word in term.unless):
                continue
            told.add(term.wrong)
            yield Hit(
                paragraph.address,
                f"“{found[0]}”不是规范用语，请改为“{term.right}”。",
                excerpt=excerpt(text, found.start(), found.end()),
                span=found.span(),
                suggestion=term.right,
            )


_PRINCIPLE: Final = re.compile(
    r"以?(?:主动|政务|信息|政府信息)?公开(?:为|是)(?:基本)?原则[，,、；]?(?:以)?不公开(?:为|是)例外|"
    r"以(?:主动|政务|信息)?公开为原则"
)


@rule(
    "L07",
    "公开原则的表述已过时",
    "warning",
    Basis("law", "《中华人民共和国政府信息公开条例》第五条：坚持以公开为常态、不公开为例外"),
    needs=("prose",),
    good="坚持以公开为常态、不公开为例外。",
    bad="坚持以公开为原则、不公开为例外。",
)
def obsolete_principle(context: Context) -> Iterator[Hit]:
    for paragraph in context.paragraphs:
        if "原则" not in paragraph.text:
            continue
        for found in _PRINCIPLE.finditer(paragraph.text):
            yield Hit(
                paragraph.address,
                f"“{found[0]}”是旧提法，现行条例第五条为“以公开为常态、不公开为例外”。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
                suggestion="以公开为常态、不公开为例外",
            )


# ---- L08 ----------------------------------------------------------------------------------------------
_SAFETY: Final = re.compile(r"(?P<a>[一二两三四五六七八])安全(?P<b>[一二两三四五六])稳定")
_KINDS: Final = re.compile(r"(?P<n>[一二两三四五六七八九\d])类(?P<what>内部(?:事务|管理)信息|过程性信息)")
_LISTED: Final = re.compile(
    r"^[”\"]?(?:信息)?[（(:：，]?\s*(?:即|包括|指|是指|分别为|为)?[：:]?(?P<list>[^。；）)\n]{4,60})"
)
_OPENS: Final = frozenset("（(：:即")
_WITHIN: Final = re.compile(r"[”\"]?(?:中的|里的|中属于)[“\"]?(?P<what>商业秘密|个人隐私|国家秘密|会议纪要|工作总结)")
_DEFINED: Final = re.compile(r"[”\"]?(?:信息)?[，（(：:]?\s{0,4}(?:即|是指|指|分别为|也就是|[（(](?!其中|含|如|共|\d))")
_ITEMS: Final[dict[str, frozenset[str]]] = {
    "safety": frozenset({"国家安全", "公共安全", "经济安全", "社会稳定"}),
    "internal": frozenset({"人事管理", "后勤管理", "内部工作流程"}),
    "process": frozenset({"讨论记录", "过程稿", "磋商信函", "请示报告"}),
}


@rule(
    "L08",
    "“三安全一稳定”等定义用错",
    "warning",
    Basis("law", "《中华人民共和国政府信息公开条例》第十四条、第十六条"),
    needs=("prose",),
    good="三类内部事务信息（人事管理、后勤管理、内部工作流程）",
    bad="四类内部事务信息；三安全一稳定（国家安全、公共安全、生产安全、社会稳定）",
)
def definitions(context: Context) -> Iterator[Hit]:
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "稳定" not in text and "类" not in text:
            continue
        for found in _SAFETY.finditer(text):
            wrong = found["a"] != "三" or found["b"] != "一"
            yield from _definition(paragraph.address, text, found, wrong, "三安全一稳定", "safety")
        for found in _KINDS.finditer(text):
            internal = found["what"].startswith("内部")
            right, name = ("三", "三类内部事务信息") if internal else ("四", "四类过程性信息")
            wrong = found["n"] not in (right, "3" if internal else "4") or "管理" in found["what"]
            yield from _definition(paragraph.address, text, found, wrong, name, "internal" if internal else "process")


def _definition(place: str, text: str, found: re.Match[str], wrong: bool, name: str, kind: str) -> Iterator[Hit]:
    items = _ITEMS[kind]
    right = f"{name}（{'、'.join(sorted(items, key=_order))}）"
    if not wrong:
        listed = _LISTED.match(text[found.end() : found.end() + 80])
        named = (
            set(re.split(r"[、，和及与]", listed["list"]))
            if listed and text[found.end() : found.end() + 8].lstrip('”"，')[:1] in _OPENS
            else set()
        )
        named = {part.strip("“”等 ") for part in named if part.strip("“”等 ")}
        wrong = bool(named & items) and bool(named - items)
        if not wrong and len(named) >= 2 and not named & items:
            # （即会议纪要、工作计划）: a definition, none of whose parts is the statute's
            wrong = _DEFINED.match(text, found.end()) is not None
    wrong = wrong or _WITHIN.match(text, found.end()) is not None
    if wrong:
        yield Hit(
            place,
            f"“{found[0]}”与条例的定义不符，应为“{right}”。",
            excerpt=excerpt(text, found.start(), found.end(), 30),
            span=found.span(),
            suggestion=name,
        )


def _order(item: str) -> int:
    order = "国家安全 公共安全 经济安全 社会稳定 人事管理 后勤管理 内部工作流程 讨论记录 过程稿 磋商信函 请示报告"
    return order.index(item)


# ---- L10 ----------------------------------------------------------------------------------------------
@derived
def _bodies() -> tuple[Spotter, dict[str, RenamedBody]]:
    bodies = {body.old: body for body in lists.renamed_bodies()}
    names = "|".join(re.escape(old) for old in sorted(bodies, key=len, reverse=True))
    return Spotter(f"(?:{names})(?![限部面势])" if names else "(?!)"), bodies


_FORMERLY: Final = re.compile(r"原|前身|撤销|划转|更名|改名|合并|整合|组建|机构改革|改为|不再保留|历史")


@rule(
    "L10",
    "机构名称已变更",
    "warning",
    Basis("practice", "机构改革后的名称，以本地“三定”规定为准"),
    needs=("prose",),
    good="市场监督管理局",
    bad="工商局",
)
def body_names(context: Context) -> Iterator[Hit]:
    spotter, bodies = _bodies()
    told: set[str] = set()
    for paragraph in context.paragraphs if spotter.may_match(context.prose) else ():
        text = paragraph.text
        for found in spotter.finditer(text):
            body = bodies[found[0]]
            around = text[max(0, found.start() - 8) : found.end() + 8]
            if body.old in told or any(word in around for word in body.unless):
                continue
            if within(found.start(), books(text)) or _FORMERLY.search(sentence_at(text, found.start())):
                continue
            told.add(body.old)
            yield Hit(
                paragraph.address,
                f"“{found[0]}”已更名或并入“{body.new}”（以本地机构名称为准）。请核对后改正。",
                excerpt=excerpt(text, found.start(), found.end()),
                span=found.span(),
                suggestion=body.new,
            )
