"""ST: the six sections, their titles and ordinals; the list of the family."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context
from assistant.checks.headings import Heading, bare_title, compact, section_headings, sub_headings, title_of
from assistant.checks.intro import intro_complete, intro_parts, names_old_parts
from assistant.checks.numbering import numbering
from assistant.checks.remains import debris, placeholders, unfinished
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sections import both_halves, extra_topics, five_topics, length_of_overview, not_empty
from assistant.checks.tables import form_unchanged, tables_there
from schemas.form import SECTION_TITLES, TABLE_NAMES
from schemas.passages import ordinal

_FORMAT: Final = Basis("format", "国办公开办函〔2021〕30号所附格式：六个部分及其标题")
_ORDINALS: Final = Basis("standard", "GB/T 9704-2012：结构层次序数依次为“一、”“（一）”“1.”“（1）”")
_FIRST: Final = re.compile(r"^[一二三四五六七八九十]{1,3}、$")
_SECOND: Final = re.compile(r"^（[一二三四五六七八九十]{1,3}）$")
_DOTTED: Final = re.compile(r"^[0-9０-９]{1,2}[.．]$")
_NEWEST_FORM: Final = 2021
"""Reports of this year and later follow the form of 30号."""


def _printed(number: int) -> str:
    return f"{ordinal(f'heading.{number}')}{SECTION_TITLES[number - 1]}"


@rule(
    "ST01",
    "缺少部分或部分顺序不对",
    "error",
    _FORMAT,
    good="一至六部分齐全，依次排列。",
    bad="没有“六、其他需要报告的事项”。",
)
def six_sections(context: Context) -> Iterator[Hit]:
    """All six sections, in order."""
    if context.source is None:
        for number in range(1, 7):
            if not title_of(context, f"heading.{number}").strip():
                yield Hit(f"heading.{number}", f"缺少“{_printed(number)}”的标题。请补上。", suggestion=_printed(number))
        return
    if not context.source.headings:
        raise NotAssessableError("原文件中的标题")
    found = [(int((h.address or "").rpartition(".")[2]), h) for h in section_headings(context)]
    if not found:
        yield Hit("document", "没有找到六个部分的标题。请按“一、总体情况”至“六、其他需要报告的事项”的顺序编写。")
        return
    have = {number for number, _ in found}
    for number in sorted(set(range(1, 7)) - have):
        yield Hit(
            f"heading.{number}",
            f"缺少“{_printed(number)}”这一部分。六个部分都要有，请补上。",
            suggestion=_printed(number),
        )
    yield from _out_of_order(found)


def _out_of_order(found: list[tuple[int, Heading]]) -> Iterator[Hit]:
    """The fewest headings that have to move."""
    best: list[list[int]] = []
    for at, (number, _) in enumerate(found):
        chains: list[list[int]] = [[], *(best[i] for i in range(at) if found[i][0] < number)]
        longest = max(chains, key=len)
        best.append([*longest, at])
    kept = max(best, key=len)
    for at, (number, heading) in enumerate(found):
        if at not in kept:
            where = f"“{_printed(number - 1)}”之后" if number > 1 else "最前面"
            yield Hit(
                f"heading.{number}",
                f"“{heading.raw.strip()}”的位置不对，应放在{where}。请按格式的顺序调整。",
                excerpt=heading.raw.strip(),
            )


# ---- titles -------------------------------------------------------------------------------------------
_OLD_FOUR: Final = re.compile(r"^因?政府信息公开(?:工作)?被?申请行政复议[、，]?(?:被)?提起行政诉讼(?:的)?情况$")
_OLD_FIVE: Final = "政府信息公开工作存在的主要问题及改进情况"


_SECOND_ORDINAL: Final = re.compile(r"^(?:[一二三四五六]、|[（(][一二三四五六][）)]|[1-6][.．、]?)")
_PURCHASES: Final = re.compile(r"第二十条第[（(]九[）)]项|政府集中采购|采购项目数量|采购总金额")


def _is_old(context: Context, number: int, title: str) -> bool:
    year = context.report.year
    old = (number == 4 and _OLD_FOUR.match(title) is not None) or (number == 5 and title == _OLD_FIVE)
    return old and (year is None or year >= _NEWEST_FORM)


def _titles(context: Context) -> Iterator[tuple[int, str]]:
    """Section titles that the report really has, without white space and end sign."""
    if context.source is None:
        found = [(n, context.report.headings.get(f"heading.{n}", "")) for n in range(1, 7)]
    else:
        found = [
            (int((h.address or "").rpartition(".")[2]), context.report.headings.get(h.address or "", h.title))
            for h in section_headings(context)
        ]
    for number, title in found:
        if title.strip():
            yield number, bare_title(title)


@rule(
    "ST02",
    "部分标题与格式不一致",
    "error",
    _FORMAT,
    good="一、总体情况",
    bad="一、工作总体推进情况",
)
def exact_titles(context: Context) -> Iterator[Hit]:
    """The six titles, word for word; blanks do not count."""
    year = context.report.year
    for number, title in _titles(context):
        right = SECTION_TITLES[number - 1]
        if title == right or _is_old(context, number, title):
            continue
        if context.source is not None and _SECOND_ORDINAL.sub("", title) == right:
            continue  # 一、一、总体情况 is ST15's, 6 其他需要报告的事项 ST03's
        if year is not None and year < _NEWEST_FORM and (_OLD_FOUR.match(title) or title == _OLD_FIVE):
            continue
        yield Hit(
            f"heading.{number}",
            f"第{ordinal(f'heading.{number}')[:-1]}部分的标题写作“{title}”，格式规定为“{right}”。请改为“{right}”。",
            excerpt=title,
            suggestion=_printed(number),
        )


@rule(
    "ST03",
    "一级标题的序号不规范",
    "error",
    _FORMAT,
    scope="file",
    needs=("source.headings",),
    good="一、总体情况",
    bad="1、总体情况",
)
def first_ordinals(context: Context) -> Iterator[Hit]:
    """Level 1 is 一、 … 六、; whether they are consecutive is ST15's, whether all are there ST01's."""
    found = section_headings(context)
    if found and not any(h.ordinal for h in found):
        yield Hit(
            found[0].place,
            "各部分的标题都没有序号。请按格式写作“一、总体情况”至“六、其他需要报告的事项”。",
            excerpt=found[0].raw.strip(),
        )
        return
    for heading in found:
        if _FIRST.match(heading.ordinal):
            continue
        right = ordinal(heading.place)
        said = f"的序号“{heading.ordinal}”应为“{right}”" if heading.ordinal else f"缺少序号“{right}”"
        yield Hit(
            heading.place,
            f"标题“{heading.raw.strip()}”{said}。请改为“{right}{bare_title(heading.title)}”。",
            excerpt=heading.raw.strip(),
            suggestion=f"{right}{bare_title(heading.title)}",
        )


@rule(
    "ST04",
    "二级标题的序号不规范",
    "error",
    _ORDINALS,
    scope="file",
    needs=("source.headings",),
    good="（三）政府信息管理情况",
    bad="（3）政府信息管理情况",
)
def second_ordinals(context: Context) -> Iterator[Hit]:
    """Level 2 is （一） in full-width brackets; 1. throughout a section is the standard's other choice."""
    for section in (1, 5):
        found = sub_headings(context, section)
        numbered = [h for h in found if h.ordinal]
        if not numbered or all(_DOTTED.match(h.ordinal) for h in numbered):
            continue
        for position, heading in enumerate(found, start=1):
            if _SECOND.match(heading.ordinal) or (not heading.ordinal and section == 5):
                continue
            number = heading.number or position
            right = ordinal(f"heading.{section}.{number}")
            said = f"的序号“{heading.ordinal}”应为“{right}”" if heading.ordinal else f"缺少序号“{right}”"
            yield Hit(
                heading.place,
                f"标题“{heading.raw.strip()}”{said}。二级标题用全角括号加中文数字，请改正。",
                excerpt=heading.raw.strip(),
                suggestion=f"{right}{bare_title(heading.title)}",
            )


@rule(
    "ST05",
    "使用了 2019 年的旧标题或旧表格",
    "error",
    Basis("format", "国办公开办函〔2021〕30号取代国办公开办函〔2019〕60号，标题和表格均已修改"),
    good="四、政府信息公开行政复议、行政诉讼情况",
    bad="四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
)
def old_form(context: Context) -> Iterator[Hit]:
    """Titles and tables of the form of 2019 in a report for 2021 or later."""
    if context.source is None and not context.report.headings and not context.paragraphs:
        raise NotAssessableError("文字部分或报告的原文件")
    year = context.report.year
    if year is not None and year < _NEWEST_FORM:
        return
    for number, title in _titles(context):
        if _is_old(context, number, title):
            yield Hit(
                f"heading.{number}",
                f"标题“{title}”是 2019 年的旧标题，现行格式为“{SECTION_TITLES[number - 1]}”。请改用现行标题。",
                excerpt=title,
                suggestion=_printed(number),
            )
    for table in context.source.tables if context.source else ():
        purchases = [label for label in table.labels if _PURCHASES.search(label.text)]
        if table.address == "table2" and table.template != "2019" and purchases:
            yield Hit(
                table.address,
                f"表二有“{compact(purchases[0].text)}”，这是 2019 年旧表格的内容，现行格式已经取消。请删去。",
                excerpt=compact(purchases[0].text),
            )
        if table.template == "2019" and table.address is not None:
            yield Hit(
                table.address,
                f"{TABLE_NAMES[table.address]}用的是 2019 年的旧表格。请改用现行格式的表格，并按现行栏目重新填写。",
                excerpt=next((compact(label.text) for label in table.labels if label.expected), ""),
            )
    yield from names_old_parts(context)


RULES: Final = (
    six_sections,
    exact_titles,
    first_ordinals,
    second_ordinals,
    old_form,
    five_topics,
    extra_topics,
    intro_parts,
    intro_complete,
    not_empty,
    tables_there,
    form_unchanged,
    length_of_overview,
    both_halves,
    numbering,
    unfinished,
    placeholders,
    debris,
)
