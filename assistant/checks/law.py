"""L: laws, documents, terms and bodies called by their right names."""

import re
from collections.abc import Iterator
from typing import Final

from assistant import lists
from assistant.checks.articles import article_numbers
from assistant.checks.context import Context
from assistant.checks.document_numbers import (
    FULL_TITLE,
    document_brackets,
    order_number,
    superseded_format,
)
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import clause_at, excerpt, per_report, sentence_at
from assistant.checks.slogans import slogans
from assistant.checks.wording import body_names, definitions, obsolete_principle, wrong_terms

_TITLE: Final = re.compile(r"《(?P<title>[^《》\n]{1,120}(?:《[^《》\n]{1,120}》[^《》\n]{0,60})*)》")
_INNER: Final = re.compile(r"[〈<﹤《](?P<title>[^〈〉<>《》﹤﹥\n]{4,80})[〉>﹥》]")
_SHORT: Final = re.compile(
    r"(?:(?:以下|下)?(?:统一)?简称|以下称|下称)[为：:]?\s*[“\"]?[《〈]?(?P<short>[^《》〈〉“”\"）)，。；]{2,30})"
)
_DOCUMENT_LIKE: Final = re.compile(
    r"(?:条例|法|办法|规定|细则|通知|意见|方案|制度|要点|规范|指引|标准|规则|决定|函|清单|计划|规划|"
    r"纲要|格式|规程|准则)(?:（[^）]{1,12}）)?$"
)
_LAW: Final = Basis("law", "法律、行政法规的现行名称")


@per_report
def _defined(context: Context) -> frozenset[str]:
    """Short names that the report itself defines with 以下简称."""
    return frozenset(
        lists.plain_title(m["short"]) for p in context.paragraphs if "称" in p.text for m in _SHORT.finditer(p.text)
    )


@rule(
    "L01",
    "法规文件名称有误",
    "error",
    _LAW,
    needs=("prose",),
    good="《中华人民共和国政府信息公开条例》",
    bad="《政府信息管理条例》",
    other_severities=("info",),
)
def titles(context: Context) -> Iterator[Hit]:
    told: set[str] = set()
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "《" not in text:
            continue
        for found in _TITLE.finditer(text):
            outer = found["title"]
            for title, start in ((outer, found.start("title")), *_inner(outer, found.start("title"))):
                plain = lists.plain_title(title)
                if plain in told or plain in _defined(context):
                    continue
                told.add(plain)
                hit = _judged(title, outer == title)
                if hit is not None:
                    severity, message, suggestion = hit
                    end = start + len(title)
                    yield Hit(
                        paragraph.address,
                        message,
                        excerpt=excerpt(text, start, end),
                        span=(start - 1, end + 1),
                        suggestion=suggestion,
                        severity="info" if severity == "info" else None,
                    )


def _inner(title: str, offset: int) -> list[tuple[str, int]]:
    if lists.match_title(title).kind == "listed":
        return []
    return [(m["title"], offset + m.start("title")) for m in _INNER.finditer(title)]


def _judged(title: str, outer: bool) -> tuple[str, str, str] | None:
    match = lists.match_title(title)
    if match.kind in ("listed", "superseded"):
        return None
    listed = f"《{match.listed}》" if match.listed else ""
    if match.kind in ("near_miss", "missing_national") and _OF_FEES.search(title):
        listed = f"《{_FEE_RULES}》"
    if match.kind == "near_miss":
        return "error", f"《{title}》与现行名称不符，应为{listed}。", listed
    if match.kind == "missing_national":
        hint = f"是否应为{listed}？" if listed else ""
        return "error", f"国家层面没有名为《{title}》的法律或行政法规。{hint}请核对名称。", listed
    if match.kind == "repealed":
        return (
            "info",
            f"《{title}》已废止，由《{match.replaced_by}》取代。请核对是否仍需引用。",
            f"《{match.replaced_by}》",
        )
    if outer and _DOCUMENT_LIKE.search(lists.plain_title(title)):
        return "info", f"《{title}》不在本工具的法规文件名录中，请核对名称是否准确、文件是否已公开。", ""
    return None


@rule(
    "L02",
    "简称先用后定义",
    "warning",
    Basis("practice", "首次提到时通常写全称并注明“以下简称《条例》”，之后才用简称"),
    needs=("prose",),
    good="《中华人民共和国政府信息公开条例》（以下简称《条例》）",
    bad="认真贯彻落实《条例》要求。（全文没有写过全称）",
    other_severities=("info",),
)
def short_name_first(context: Context) -> Iterator[Hit]:
    full_seen = defined = False
    for paragraph in context.paragraphs:
        text = paragraph.text
        defined = defined or _DEFINED_PLAIN.search(text) is not None
        if "条例》" not in text and "条例〉" not in text:
            continue
        for found in _TITLE.finditer(text):
            title = lists.plain_title(found["title"])
            if title == FULL_TITLE:
                full_seen = True
            elif title in ("政府信息公开条例", "信息公开条例") and not full_seen:
                yield Hit(
                    paragraph.address,
                    f"首次提到条例用了《{title}》，建议写全称《{FULL_TITLE}》。",
                    excerpt=excerpt(text, found.start(), found.end()),
                    span=found.span(),
                    suggestion=f"《{FULL_TITLE}》",
                    severity="info",
                )
                full_seen = True
            elif title == "条例":
                if defined or _DEFINES.search(text[max(0, found.start() - 10) : found.start()]):
                    return
                yield Hit(
                    paragraph.address,
                    f"这里用了简称《条例》，此前没有写明全称和简称。"
                    f"首次提到时请写《{FULL_TITLE}》（以下简称《条例》）。",
                    excerpt=excerpt(text, found.start(), found.end()),
                    span=found.span(),
                    suggestion=f"《{FULL_TITLE}》（以下简称《条例》）",
                )
                return


_DEFINES: Final = re.compile(r"(?:简|下|以下|下同，)称[为：:]?\s*[“\"]?新?$")
_DEFINED_PLAIN: Final = re.compile(r"[简下]称[为：:]?\s*[“\"]新?条例[”\"]|[简下]称新?条例")


# ---- fees, files, decisions ---------------------------------------------------------------------------
_FEE_RULES: Final = "政府信息公开信息处理费管理办法"
_FEE_TITLE: Final = re.compile(_FEE_RULES)
_OF_FEES: Final = re.compile(r"处理费|公开收费")
_FEE_NUMBER: Final = re.compile(r"国办函\s*[〔\[［【（(﹝]\s*2020\s*[〕\]］】）)﹞]\s*109\s*号")


@rule(
    "L11",
    "信息处理费的依据不全",
    "warning",
    Basis("practice", "第六部分通常写明《政府信息公开信息处理费管理办法》和国办函〔2020〕109号"),
    needs=("prose",),
    good="按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）……",
    bad="2025年实际收取信息处理费0元。",
)
def fee_basis(context: Context) -> Iterator[Hit]:
    prose = context.prose
    if "处理费" not in prose:
        return
    number = _FEE_NUMBER.search(prose)
    # a title that L01 calls wrong is told there
    title = _FEE_TITLE.search(prose) or any(
        _OF_FEES.search(m["title"]) and (told := _judged(m["title"], True)) is not None and told[0] == "error"
        for m in _TITLE.finditer(prose)
    )
    if title and number:
        return
    places = [p for p in (*context.passage("other_matters"), *context.paragraphs) if "处理费" in p.text]
    paragraph = places[0]
    start = paragraph.text.find("信息处理费")
    start = start if start >= 0 else paragraph.text.find("处理费")
    lacking = [] if title else ["《政府信息公开信息处理费管理办法》的全称"]
    lacking += [] if number else ["文号“国办函〔2020〕109号”"]
    yield Hit(
        paragraph.address,
        f"写到信息处理费，但没有写明{'和'.join(lacking)}。建议补充依据。",
        excerpt=excerpt(paragraph.text, start, start + 5),
        span=(start, start + 5),
    )


_NORMATIVE_ITEMS: Final = re.compile(
    r"(?:行政)?规范性文件(?:类|公开|发布|信息)?[^，。；、\d]{0,4}(?P<count>[1-9]\d{0,5})\s?(?:条|件|份|篇|个)"
)
_FILES: Final = re.compile(
    r"(?<!规范性)(?:政府|乡镇|政策|行政|"
    r"公开)?(?:政策)?文件(?!精神)[^，。；、\d]{0,6}?(?P<count>[1-9]\d*)\s*(?:条|件|份|篇|个|期)"
)


@rule(
    "L12",
    "公开的文件与规范性文件的关系待确认",
    "info",
    Basis("engineering", "行政规范性文件不等于公开的全部文件"),
    needs=("table2", "prose"),
    good="主动公开政府文件3条，其中行政规范性文件0件。",
    bad="主动公开政府文件3条。（表二制发行政规范性文件为 0）",
)
def files_not_normative(context: Context) -> Iterator[Hit]:
    if context.count("table2.normative.made") != 0:
        return
    nothing = not any(context.count(f"table2.normative.{part}") for part in ("made", "repealed", "valid"))
    for paragraph in context.paragraphs:
        if "文件" not in paragraph.text or not paragraph.passage.startswith("overview"):
            continue
        listed = (
            _NORMATIVE_ITEMS.search(paragraph.text) if nothing and paragraph.passage == "overview.proactive" else None
        )
        if listed is not None:
            yield Hit(
                paragraph.address,
                f"文中写公开规范性文件 {listed['count']} 条，表二“行政规范性文件”三项都是 0。"
                f"请确认是转发上级的文件，还是表二漏填。",
                related=("table2.normative.made",),
                excerpt=excerpt(paragraph.text, listed.start(), listed.end()),
                span=listed.span(),
            )
            return
        for found in _FILES.finditer(paragraph.text):
            if "规范性" in clause_at(paragraph.text, found.start()):
                continue
            yield Hit(
                paragraph.address,
                f"文中写公开文件 {found['count']} 件（条），表二“行政规范性文件”本年制发为 0。"
                f"请确认这些文件都不是行政规范性文件。",
                related=("table2.normative.made",),
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )
            return


_COUNTED: Final = r"\d+(?:[,，]\d{3})*(?:\.\d+)?\s*[万千百]?余?\s*"
_PUBLISHED: Final = re.compile(
    r"(?:公开|公示|发布|公布)(?:了)?(?:的)?行政(?:许可|处罚|强制)(?:类)?(?:决定书?|案件|结果|信息|"
    r"事项)?(?:办理结果)?[^，。；\d]{0,6}" + _COUNTED + r"(?:件|宗|起|例)"
    r"|行政(?:许可|处罚|强制)(?:类)?(?:决定书?|案件|结果)?(?:信息)?(?:共|累计)?(?:公开|公示|发布|"
    r"公布)(?:了)?\s*" + _COUNTED + r"(?:件|宗|起|例)"
)

_ABOUT_PUBLISHING: Final = re.compile(
    r"双公示|(?:公示|公开|归集|上传|及时|合规)率|信用(?:中国|平台|网站|信息)|公示(?:系统|平台)"
)
"""What has been published is the very matter of the sentence."""


@rule(
    "L14",
    "行政决定数量写成公开数量",
    "warning",
    Basis("local", "地方通知要求填全部处理决定，包括已公开和依法未公开的"),
    needs=("prose",),
    good="全年作出行政许可决定124件。",
    bad="全年公开行政许可124件。",
)
def published_decisions(context: Context) -> Iterator[Hit]:
    for paragraph in context.paragraphs:
        if "行政" not in paragraph.text:
            continue
        for found in _PUBLISHED.finditer(paragraph.text):
            if re.search(r"作出|办理(?!结果)|实施", clause_at(paragraph.text, found.start())):
                continue
            if _ABOUT_PUBLISHING.search(sentence_at(paragraph.text, found.start())):
                continue
            yield Hit(
                paragraph.address,
                f"“{found[0]}”说的是公开的件数；表二填的是全年作出的决定（含依法未公开的）。"
                "如指决定数量，建议写“作出行政许可（处罚、强制）决定”若干件。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )


@rule(
    "L15",
    "引用未公开的上级文件",
    "error",
    Basis("practice", "上级未公开的文件，其标题、文号和内容通常须处理后再公开"),
    needs=("prose", "person"),
    good="只引用已公开的上级文件。",
    bad="写出上级内部文件的标题和文号。",
    question="引用的上级文件（标题、文号、内容）是否都已主动公开？未公开的请删去标题和文号。",
)
def unpublished_sources(_context: Context) -> Iterator[Hit]:
    yield from ()


RULES: Final = (
    titles,
    short_name_first,
    order_number,
    superseded_format,
    document_brackets,
    wrong_terms,
    obsolete_principle,
    definitions,
    article_numbers,
    body_names,
    fee_basis,
    files_not_normative,
    slogans,
    published_decisions,
    unpublished_sources,
)
