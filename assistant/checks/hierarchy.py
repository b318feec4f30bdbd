"""H: a summary report against the reports of the units below it. Read with `--across` only.

A report of a government above the towns is the parent; the other reports of the same year from the levels below
and from its departments are the children. Which children there are is told by the `sisters` of their profiles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from assistant.checks.amounts import Amount, gap, say
from assistant.checks.context import Context, flat_cells
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import per_report
from assistant.facts import FactBook
from assistant.lists import statutory_phrases
from assistant.slots import render
from assistant.units import resolve
from schemas.form import CELLS, cell_label
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import Report

_SUMMARY: Final = Basis("practice", "政府的年度报告汇总本级各部门和下级政府的数据")
_DUTY: Final = Basis("law", "《中华人民共和国政府信息公开条例》第四十九条：按期提交并公布年度报告")
_ALIKE: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告不得内容雷同、敷衍塞责")
_LEVELS: Final = {"town": 0, "county": 1, "city": 2, "province": 3}
_LONG_ENOUGH: Final = 40
_NOT_HERE: Final = "上级政府的汇总报告和下级各单位同年的报告（--across）"


@dataclass(frozen=True, slots=True)
class Family:
    """The children at hand, and the names of those that are expected (empty where no profile tells)."""

    children: tuple[Report, ...]
    expected: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        here = {_name(child) for child in self.children}
        return tuple(sorted(self.expected - here))


def _name(report: Report) -> str:
    return (report.unit.name or "").strip()


@per_report
def family(context: Context) -> Family:
    """The children of this report. Raises where it is no parent, or none of its children is at hand."""
    unit = context.unit
    if not context.knows_unit or unit.kind != "government" or unit.level == "town":
        raise NotAssessableError(_NOT_HERE)
    children = tuple(other for other in context.others if _is_child(context, other))
    if not children:
        raise NotAssessableError(_NOT_HERE)
    own = _name(context.report)
    expected = {_name(child) for child in children}
    told = {sister.strip() for child in children for sister in child.unit.sisters}
    told = told or {sister.strip() for sister in context.report.unit.sisters}
    return Family(children, frozenset((expected | told) - {own, ""}) if told else frozenset())


def _is_child(context: Context, other: Report) -> bool:
    if other.year != context.report.year or not _name(other) or _name(other) == _name(context.report):
        return False
    mine, theirs = context.unit, resolve(other.unit)
    if theirs.kind == "government":
        return _LEVELS[theirs.level or "county"] < _LEVELS[mine.level or "county"]
    return _LEVELS[theirs.level or "county"] <= _LEVELS[mine.level or "county"]


@rule(
    "H-01",
    "汇总报告各格等于下级各单位之和",
    "warning",
    _SUMMARY,
    needs=("others",),
    good="各单位新收之和 48，汇总报告新收 48。",
    bad="各单位新收之和 48，汇总报告新收 46。",
)
def sums_of_children(context: Context) -> Iterator[Hit]:
    """Each cell of the parent is the sum of its children's, once all of them are there."""
    found = family(context)
    if not found.expected:
        raise NotAssessableError("下级单位名单（单位信息中的相邻单位）")
    if found.missing:
        raise NotAssessableError(f"以下单位的报告：{'、'.join(found.missing)}")
    tables = [flat_cells(child) for child in found.children]
    for cell in CELLS:
        own = context.count(cell)
        parts = [table[cell] for table in tables]
        values: list[Amount] = [value for value in parts if value is not None]
        if own is None or len(values) < len(parts):
            continue
        added = round(sum(values), 6)
        if added != own:
            yield Hit(
                cell,
                f"{cell_label(cell)}：下级 {len(values)} 个单位之和为 {say(added)}，汇总报告填 {say(own)}，"
                f"相差 {gap(added, own)}。请核对。",
            )


@rule(
    "H-02",
    "下级单位的报告缺报、迟报、未公布",
    "error",
    _DUTY,
    needs=("others",),
    good="各单位报告均已收齐、按期公布。",
    bad="柳河镇人民政府的报告还没有收到。",
)
def missing_children(context: Context) -> Iterator[Hit]:
    """Which children are missing, late, or have not published, by name."""
    found = family(context)
    if found.missing:
        yield Hit(
            "unit.name", f"还没有收到以下单位 {context.report.year} 年的报告：{'、'.join(found.missing)}。请催报。"
        )
    late: list[str] = []
    unpublished: list[str] = []
    for child in found.children:
        published, deadline = child.dates.published, child.unit.deadline or context.report.unit.deadline
        if published and deadline and published > deadline:
            late.append(f"{_name(child)}（{published}，期限 {deadline}）")
        elif not published and child.dates.signed:
            unpublished.append(_name(child))
    if late:
        yield Hit("unit.name", f"以下单位晚于期限公布：{'、'.join(late)}。")
    if unpublished:
        yield Hit("unit.name", f"以下单位的报告已签发，还没有公布日期：{'、'.join(unpublished)}。请核实是否已公布。")
    if not found.expected and not late and not unpublished:
        raise NotAssessableError("下级单位名单（单位信息中的相邻单位）")


@rule(
    "H-03",
    "下级单位之间段落雷同",
    "warning",
    _ALIKE,
    needs=("others",),
    good="各单位写各自的做法和数据。",
    bad="两个镇的“存在的主要问题”一字不差。",
)
def identical_children(context: Context) -> Iterator[Hit]:
    """Paragraphs that two children share word for word. Each child's own report has U05 for likeness."""
    found = family(context)
    if len(found.children) < 2:
        raise NotAssessableError("至少两个下级单位的报告")
    for one, other in combinations(found.children, 2):
        first, second = _paragraphs(one), _paragraphs(other)
        shared = [first[text] for text in first if text in second]
        if shared:
            yield Hit(
                "unit.name",
                f"{_name(one)}与{_name(other)}的报告有 {len(shared)} 段一字不差（{'、'.join(dict.fromkeys(shared))}）。"
                "请退回修改。",
            )


def _paragraphs(report: Report) -> dict[str, str]:
    """Long paragraphs of free prose without blanks and the unit's own name → the passage's name."""
    book, found = FactBook(report), {}
    for passage in PASSAGES:
        if passage in ("intro", "other_matters"):
            continue
        for slot_text in report.passages.get(passage, "").split("\n"):
            text = "".join(render(slot_text, book, strict=False).text.split())
            if len(text) >= _LONG_ENOUGH and len(_free(text)) >= _LONG_ENOUGH // 2:
                found[text] = PASSAGE_NAMES[passage]
    return found


@lru_cache(maxsize=512)
def _free(text: str) -> str:
    """What remains of a paragraph when the statutory phrases are taken out."""
    for phrase in _phrases():
        text = phrase.sub("", text)
    return text


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(phrase.pattern or re.escape(phrase.text)) for phrase in statutory_phrases())


RULES: Final = (sums_of_children, missing_children, identical_children)
