"""《titles》 and document numbers: on the list, or in the clerk's own words."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import View
from assistant.lists import match_document_number, match_title, plain_title
from schemas.drafts import GateFailure

_TITLE: Final = re.compile(r"《(?P<title>[^《》\n]{1,120})》")
_ORDER: Final = re.compile(r"国务院令第?\s*(?P<number>\d{1,4})\s*号")
_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[［【（(]\s*(?:19|20)\d\d\s*年?\s*[〕\]］】）)]\s*第?\s*\d{1,5}\s*号|(?:令)?第\s?\d{1,5}\s?号"
)
_OWN_REPORT: Final = re.compile(r"^.{0,30}?\d{4}年政府信息公开工作年度报告$|^政府信息公开工作年度报告$")


def titles_listed(view: View) -> Iterator[GateFailure]:
    for found in view.find(_TITLE):
        title = found["title"]
        if found[0] in view.licence.names or title in view.licence.spoken or _OWN_REPORT.match(title):
            continue
        match = match_title(title)
        if match.kind == "listed":
            yield from _number_of(view, found, match.number)
            continue
        if match.kind == "local" and plain_title(title) in plain_title(view.licence.names):
            continue
        yield view.failure("title", _title_message(title, match.kind, match.listed, match.replaced_by), *found.span())


def _title_message(title: str, kind: str, listed: str | None, replaced_by: str) -> str:
    if kind == "near_miss" and listed:
        return f"《{title}》名称有误，应为《{listed}》。"
    if kind in ("repealed", "superseded"):
        return f"《{title}》已经失效" + (f"，现行的是{replaced_by}。" if replaced_by else "，请删去。")
    if kind == "missing_national":
        hint = f"是否指《{listed}》？" if listed else ""
        return f"没有名为《{title}》的法律法规，请删去或改正。{hint}"
    return f"《{title}》不在法规名单和素材之中，请删去。"


def _number_of(view: View, found: "re.Match[str]", number: str) -> Iterator[GateFailure]:
    """A number right behind a listed title must be that title's."""
    behind = re.match(r"（(?P<number>[^（）]{3,40}?号)", view.text[found.end() :])
    if behind is None or not number:
        return
    said = re.sub(r"^中华人民共和国", "", behind["number"])
    wanted = re.findall(r"\d+", number)
    if re.findall(r"\d+", said) != wanted:
        start = found.end() + 1
        message = f"“{said}”不是《{found['title']}》的文号，应为“{number}”。"
        yield view.failure("document_number", message, start, start + len(behind["number"]))


def numbers_listed(view: View) -> Iterator[GateFailure]:
    for found in view.find(_NUMBER):
        text = found[0]
        if text in view.licence.spoken:
            continue
        order = _ORDER.search(view.text[max(0, found.start() - 4) : found.end()])
        if order is not None:
            if order["number"] != "711" and "条例" in view.sentence_at(found.start()).text:
                message = f"“{order[0]}”不是现行《政府信息公开条例》的令号，应为国务院令第711号。"
                yield view.failure("document_number", message, *found.span())
            elif order["number"] != "711":
                yield view.failure("document_number", f"“{order[0]}”没有依据，请删去。", *found.span())
            continue
        if "〔" not in text and not re.search(r"[\[［【（(]", text):
            yield view.failure("document_number", f"“{text}”没有依据，请删去。", *found.span())
            continue
        match = match_document_number(_issuer_trimmed(text))
        if match.kind != "listed":
            hint = f"，应为“{match.number}”" if match.kind == "near_miss" else ""
            message = f"文号“{text}”不在法规名单和素材之中{hint}，请改正或删去。"
            yield view.failure("document_number", message, *found.span())


def _issuer_trimmed(text: str) -> str:
    """The longest tail of the text that is a listed number (words may stand glued before the issuer)."""
    for cut in range(len(text)):
        if match_document_number(text[cut:]).kind == "listed":
            return text[cut:]
        if not "\u4e00" <= text[cut] <= "\u9fff":
            break
    return text
