"""L03–L05: numbers of orders and documents."""

import re
from collections.abc import Iterator
from typing import Final

from assistant import lists
from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import clause_at, excerpt, per_report, sentence_at

FULL_TITLE: Final = "中华人民共和国政府信息公开条例"
_ORDER: Final = re.compile(
    r"国务院(?:令|第)\s*[〔（(\[]?\s*(?:20\d\d)?\s*[〕）)\]]?\s*第?\s*(?P<number>\d{2,4}|"
    r"[一二三四五六七八九〇零百]{3,6})\s*号(?:令)?|国务院\s?第?\s?(?P<late>\d{3,4})\s*号令"
)


@rule(
    "L03",
    "条例的国务院令号有误",
    "error",
    Basis("law", "《中华人民共和国政府信息公开条例》现行文本由国务院令第711号公布"),
    needs=("prose",),
    good="《中华人民共和国政府信息公开条例》（国务院令第711号）",
    bad="《中华人民共和国政府信息公开条例》（国务院令第492号）",
)
def order_number(context: Context) -> Iterator[Hit]:
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "国务院" not in text:
            continue
        for found in _ORDER.finditer(text):
            number = found["number"] or found["late"]
            if number in ("711", "七一一", "七百一十一"):
                continue
            before = text[max(0, found.start() - 60) : found.start()]
            cited = before.rfind("《")
            about_ours = "信息公开条例" in before[cited:] if cited >= 0 else "信息公开条例" in before
            if not about_ours and number != "492":
                continue
            if re.search(r"修订前|原|2007|旧", clause_at(text, found.start())):
                continue
            yield Hit(
                paragraph.address,
                f"现行《{FULL_TITLE}》为国务院令第711号，文中写作“{found[0]}”。请改为“国务院令第711号”。",
                excerpt=excerpt(text, found.start(), found.end()),
                span=found.span(),
                suggestion="国务院令第711号",
            )


_NUMBER: Final = (
    r"(?P<open>[〔\[［【（(｛{﹝〖〈<《])\s*(?P<year>\d{2,4})\s*年?\s*(?P<close>[〕\]］】）)｝}﹞〗〉>》])\s*"
    r"(?P<the>第)?\s*(?P<seq>\d{1,5})\s*号"
)
_BRACKETED: Final = re.compile(_NUMBER)
_CITED: Final = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{1,14}?)\s*" + _NUMBER)
_ISSUER_END: Final = re.compile(
    r"(?:发|函|办|字|令|电|告|通|规|政|秘|委|厅|文|报|呈|财|教|人|复|党|府|请|综|法|建|农|民|信|公)$"
)
_HISTORY: Final = re.compile(r"废止|替代|取代|代替|不再|原有|旧版|停止执行")


@per_report
def _cited(context: Context) -> tuple[tuple[Paragraph, re.Match[str]], ...]:
    """Numbers of documents with the words before them."""
    if not _BRACKETED.search(context.prose):
        return ()
    return tuple((p, m) for p in context.paragraphs if "号" in p.text for m in _citations(p.text))


def _citations(text: str) -> Iterator[re.Match[str]]:
    last = 0
    for bracket in _BRACKETED.finditer(text):
        start = len(text[: bracket.start()].rstrip()) - _ISSUER_MOST
        found = _CITED.search(text, max(last, start), bracket.end())
        if found is not None:
            last = found.end()
            yield found


_ISSUER_MOST: Final = 14


@rule(
    "L04",
    "引用已被取代的格式通知",
    "error",
    Basis("format", "国办公开办函〔2021〕30号取代国办公开办函〔2019〕60号"),
    needs=("prose",),
    good="国办公开办函〔2021〕30号",
    bad="国办公开办函〔2019〕60号",
)
def superseded_format(context: Context) -> Iterator[Hit]:
    for paragraph, found in _cited(context):
        text = paragraph.text
        match = lists.match_document_number(found[0])
        if match.kind == "superseded" and not _HISTORY.search(sentence_at(text, found.start())):
            yield Hit(
                paragraph.address,
                f"“{found[0].strip()}”已被{match.replaced_by}取代。请改用{match.replaced_by}的名称和文号。",
                excerpt=excerpt(text, found.start(), found.end()),
                span=found.span(),
                suggestion=match.replaced_by,
            )


@rule(
    "L05",
    "文号的括号或年份不规范",
    "warning",
    Basis("standard", "GB/T 9704-2012：发文字号的年份标全称，用六角括号“〔〕”括入"),
    needs=("prose",),
    good="国办函〔2020〕109号",
    bad="国办函[2020]109号；国办函〔20〕109号",
)
def document_brackets(context: Context) -> Iterator[Hit]:
    for paragraph, found in _cited(context):
        text = paragraph.text
        issuer, opening, closing = found["issuer"], found["open"], found["close"]
        if not _ISSUER_END.search(issuer):
            continue
        wrong_year = len(found["year"]) != 4
        right_brackets = opening in "〔﹝" and closing in "〕﹞"
        if right_brackets and not wrong_year:
            continue
        if wrong_year and not right_brackets and opening in "（(":
            continue
        year = found["year"] if not wrong_year else f"20{found['year'][-2:]}"
        correct = f"〔{year}〕{found['seq']}号"
        shown = text[found.start("open") : found.end()]
        yield Hit(
            paragraph.address,
            f"文号“{shown}”的{'年份应写四位' if right_brackets else '年份应用六角括号“〔〕”'}，应为“{correct}”。",
            excerpt=excerpt(text, found.start("open"), found.end()),
            span=(found.start("open"), found.end()),
            suggestion=correct,
        )
