"""Which year a number is of: 2023年, 去年, 上半年, 下一步 …, by its clause and by what its sentence has said."""

import re
from typing import Final

from assistant.claims.clause import Clause, Words, closed_brackets
from assistant.claims.context import Context
from assistant.claims.lexicon import Token
from assistant.numerals import Numeral

_AGAINST: Final = ("较", "比", "与", "同")
_UNTIL: Final = re.compile(r"(?:底|末)?(?:以前|之前|前|以来|起(?![至到]))")
_SPAN: Final = re.compile(r"(?:19|20)\d\d\s?年?\s?[—–\-－~～至到]{1,2}\s?$")
_CAME_OVER: Final = re.compile(r"度?(?:年?[末底])?(?:转入|转来|转接|遗留|接转)(?!20)")
_OPENS: Final = re.compile(r"度?(?:同期|全年)?\s?[（(]")
_MADE_IN: Final = re.compile(r"度?(?:期间)?(?:印发|制发|出台|制定|公布|发布|形成)")
_WHOLE_YEAR: Final = re.compile(r"12月31|1月1|^12月|１２月")


_REPORT_OF: Final = re.compile(
    r"度?[^，。；0-9]{0,16}?(?:报告|年报)(?:中|里)?所?(?:提出|指出|反映|列出|查摆|梳理)|度?(?:所)?(?:指出|提出|反映|查摆)的"
)


def read_years(clause: Clause, floor: int, numerals: tuple[Numeral, ...], context: Context) -> None:
    """Which year the number is of: 2023年, 去年, 上半年, 下一步 …"""
    frame, local, far, text = clause.frame, clause.local, clause.far, clause.text
    if _says_no_year(clause, numerals, context):
        frame.year, frame.against = context.year, context.against
        return
    dated = any(n.kind == "date" for n in numerals)
    hidden = closed_brackets(text, floor, frame.numeral.start) if dated else []
    frame.year = context.year
    years: list[int] = []
    carried = False
    for date in numerals:
        if date.kind != "date" or any(a < date.start < b for a, b in hidden):
            continue
        if date.text[:4].isdigit() and "年" in date.text:
            lead = text[max(0, date.start - 1) : date.start]
            if "V:carry" in local and date.start >= frame.local[0]:
                frame.carried_to = lead in ("至", "到", "入", "转") and not carried
                carried = True
                continue  # 结转至2025年继续办理: the year says where to, not of which year
            if _CAME_OVER.match(text, date.end):
                # 2024年转入4件: the year says where from; the count is this year's
                clause.local = Words([Token(date.start, date.end, "V:cin"), *local.tokens])
                frame.concepts = clause.local
                continue
            if lead in _AGAINST and frame.depth and _OPENS.match(text, date.end):
                # 与2024年（收到1件、予以公开1件）相比: what the bracket holds is of that year
                context.year = frame.year = int(date.text[:4])
                years.append(frame.year)
                continue
            if lead in _AGAINST and text[date.end : date.end + 1] != "的":
                context.compared, context.against = True, int(date.text[:4])
                continue
            if _REPORT_OF.match(text, date.end):
                continue  # 对2024年报告提出的问题，……由4件减少到1件: the year of the report, not of the counts
            if _MADE_IN.match(text, date.end) and _SPAN.search(text, max(0, date.start - 8), date.start):
                continue  # 对2015—2024年印发的文件进行清理，废止3件
            if _UNTIL.match(text, date.end):
                context.until = True  # 2023年底前印发的
                continue
            years.append(int(date.text[:4]))
            frame.year = years[-1]
            if lead not in _AGAINST and lead not in ("由", "从"):
                context.year = frame.year
        elif "月" in date.text and not _WHOLE_YEAR.search(date.text):
            frame.base = "open"
    compares = "C" in local.kinds
    this = "Y" in local.kinds and "Y:this" in local
    if years or this:
        context.until = False
    elif context.until:
        frame.base = "open"
    if compares and "C:vs" in local:
        context.against = None
    frame.against = context.against
    frame.several_years = len(set(years)) > 1
    if compares and "C:to" in local:
        frame.year = context.year
    if this:
        context.previous_year = False
        if frame.year != context.year or not years:
            frame.year = None if context.year is None or not years else frame.year
    elif "Y:prev" not in local and ("V:cout" in local or ("V:carry" in local and "Y:next" in local)):
        context.previous_year = False  # 上年亦无结转，无结转下年度事项
    elif context.previous_year or "Y:prev" in local or ("Y:prev" in far and "Y:this" not in far):
        frame.base = "previous"
    if "Y" in local.kinds or "Y" in far.kinds:
        if local.has("Y:part", "Y:cum") or (far.has("Y:part", "Y:cum") and not this):
            frame.base = "open"
        if "Y:part" in local or ("Y:part" in far and not this):
            context.period = frame.part
        carried_on = clause.denied and frame.numeral.text.endswith("转")  # 无结转下年申请 is no plan
        context.ahead = context.ahead or "Y:next" in far or ("Y:next" in local and not carried_on)
    if years or (this and "Y:part" not in local):
        context.period = None
    if context.period == frame.part:
        frame.base = "open"
    if context.ahead:
        frame.base = "open"
        frame.blocked = True
    if frame.base == "previous" and "C:vs" not in local:
        context.previous_year = True


def _says_no_year(clause: Clause, numerals: tuple[Numeral, ...], context: Context) -> bool:
    """Nothing in the clause or the sentence so far speaks of another year: most clauses."""
    if context.previous_year or context.ahead or context.until or context.period is not None:
        return False
    local, far = clause.local.kinds, clause.far.kinds
    if "Y" in local or "Y" in far or "C" in local or clause.frame.base != "this":
        return False
    return not numerals or all(n.kind != "date" for n in numerals)
