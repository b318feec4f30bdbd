"""T4: 表四 within itself, against the prose, and against the law on reviews."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from assistant.checks.amounts import gap, group4, result4, say, total
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from schemas.form import T4_GROUPS, T4_INPUT_RESULTS, row_label

_SUMS: Final = Basis("format", "国办公开办函〔2021〕30号所附表四：总计等于各项结果之和")
_ACCURATE: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告发布内容应当准确、全面")
_REVIEW_FIRST: Final = Basis("law", "《中华人民共和国行政复议法》第二十三条：对不予公开不服的，应当先申请行政复议")
_DOUBT: Final = Basis("engineering", "表四各数之间、与表三之间的通常关系")
REVIEW_FIRST_FROM: Final = 2024
_LITIGATION: Final = "table4.litigation.total"


def _adds_up(group: str) -> Callable[[Context], Iterable[Hit]]:
    """The rule function of one group: its four results sum to its total."""
    place = f"table4.{group}.total"
    parts = tuple(f"table4.{group}.{result}" for result in T4_INPUT_RESULTS)

    def results_add_up(context: Context) -> Iterator[Hit]:
        cells = context.cells
        added, stated = total(cells, parts), cells[place]
        if added is None or stated is None:
            raise NotAssessableError(f"表四{group4(group)}各项")
        if added != stated:
            told = " + ".join(
                f"{result4(result).strip('“”')} {say(cells[part] or 0)}"
                for result, part in zip(T4_INPUT_RESULTS, parts, strict=True)
            )
            yield Hit(
                place,
                f"表四{group4(group)}：{told} ＝ {say(added)}，总计为 {say(stated)}，相差 {gap(added, stated)}。"
                "请核对各项结果或总计。",
                related=parts,
            )

    return results_add_up


review_adds_up = rule(
    "T4-01",
    "行政复议各项结果之和等于总计",
    "error",
    _SUMS,
    needs=("table4",),
    good="维持 2、纠正 1、其他 0、未审结 1，总计 4。",
    bad="维持 2、纠正 1、其他 0、未审结 1，总计 3。",
)(_adds_up("review"))
direct_adds_up = rule(
    "T4-02",
    "未经复议直接起诉各项结果之和等于总计",
    "error",
    _SUMS,
    needs=("table4",),
    good="维持 1、纠正 0、其他 0、未审结 0，总计 1。",
    bad="维持 1、纠正 0、其他 0、未审结 0，总计 2。",
)(_adds_up("direct"))
after_adds_up = rule(
    "T4-03",
    "复议后起诉各项结果之和等于总计",
    "error",
    _SUMS,
    needs=("table4",),
    good="维持 0、纠正 0、其他 1、未审结 1，总计 2。",
    bad="维持 0、纠正 0、其他 1、未审结 1，总计 1。",
)(_adds_up("after"))


@rule(
    "T4-04",
    "正文行政诉讼件数等于表四两类诉讼之和",
    "error",
    _ACCURATE,
    needs=("table4", "prose"),
    good="行政诉讼3件。（表四未经复议直接起诉1、复议后起诉2）",
    bad="行政诉讼4件。（表四未经复议直接起诉1、复议后起诉2）",
)
def litigation_in_prose(context: Context) -> Iterator[Hit]:
    """行政诉讼N件 is direct + after. The same defect is N-07's, which speaks first."""
    for judgement in context.judgements:
        if judgement.rule != "N-07" or judgement.verdict != "contradicted":
            continue
        if any(_LITIGATION in option for option in judgement.frame.options):
            yield Hit(
                judgement.place,
                judgement.message,
                related=judgement.cells,
                excerpt=judgement.clause,
                span=judgement.span,
            )


@rule(
    "T4-05",
    "未经复议直接起诉的案件",
    "warning",
    _REVIEW_FIRST,
    needs=("table4",),
    good="2024年起，未经复议直接起诉 0 件。",
    bad="2025年，未经复议直接起诉 1 件。",
)
def review_first(context: Context) -> Iterator[Hit]:
    """Since 2024 a refusal goes to review first: a direct suit needs another ground."""
    cell = "table4.direct.total"
    value = context.count(cell)
    if value is None:
        raise NotAssessableError("表四“未经复议直接起诉”总计")
    if context.report.year is None:
        raise NotAssessableError("报告年度")
    if value and context.report.year >= REVIEW_FIRST_FROM:
        yield Hit(
            cell,
            f"表四“未经复议直接起诉”总计 {say(value)} 件。2024年1月1日起，对不予公开政府信息不服的，"
            "应当先申请行政复议。请确认这些案件不是因不予公开而起（如未按期答复等），或改计入“复议后起诉”。",
        )


@rule(
    "T4-06",
    "复议后起诉的案件有相应的复议",
    "warning",
    _DOUBT,
    needs=("table4",),
    good="复议后起诉 1 件，本年审结的行政复议 2 件。",
    bad="复议后起诉 3 件，本年和上年审结的行政复议共 1 件。",
)
def suits_after_review(context: Context) -> Iterator[Hit]:
    """A suit after review follows a review that was concluded, this year or before."""
    after = context.count("table4.after.total")
    concluded = _concluded(context.cells)
    if after is None or concluded is None:
        raise NotAssessableError("表四行政复议各项和“复议后起诉”总计")
    earlier = _concluded(context.previous_cells) if context.follows_previous else None
    reviews = concluded + (earlier or 0)
    if after > reviews and not any(_EARLIER_CASE.search(p.text) for p in context.paragraphs):
        years = "本年" if earlier is None else "本年和上年"
        yield Hit(
            "table4.after.total",
            f"表四“复议后起诉”总计 {say(after)} 件，{years}审结的行政复议共 {say(reviews)} 件，"
            f"多 {gap(after, reviews)}。请确认是以前年度复议的案件，或核对两类诉讼的归类。",
            related=("table4.review.maintain", "table4.review.correct", "table4.review.other"),
        )


_EARLIER_CASE: Final = re.compile(
    r"(?:以前年度|往年|上一?年度?|去年|历年|此前|前期)(?!结转)[^，。；]{0,20}(?:诉讼|起诉|复议|案件)"
)
"""The prose says that the case comes from an earlier year."""


def _concluded(cells: dict[str, int | float | None]) -> int | float | None:
    return total(cells, [f"table4.review.{result}" for result in ("maintain", "correct", "other")]) if cells else None


@rule(
    "T4-07",
    "没有申请却有复议、诉讼",
    "warning",
    _DOUBT,
    needs=("table3", "table4", "previous"),
    good="两年都没有申请，表四全部为 0。",
    bad="两年都没有申请，表四有行政复议 1 件。",
)
def cases_without_requests(context: Context) -> Iterator[Hit]:
    """Two years without an application, and yet cases."""
    rows = [f"table3.{row}.total" for row in ("new", "carried_in", "total")]
    now, cells = total(context.cells, rows), context.previous_cells
    before = total(cells, rows) if context.follows_previous else None
    if now is None or before is None:
        raise NotAssessableError("本年和上年表三的总计")
    if now or before:
        return
    cases = [f"table4.{group}.total" for group in T4_GROUPS if context.count(f"table4.{group}.total")]
    if cases:
        told = "、".join(f"{row_label(cell)} {say(context.count(cell) or 0)} 件" for cell in cases)
        yield Hit(
            cases[0],
            f"本年和上年都没有收到、办理申请，表四却有{told}。请确认案件与政府信息公开申请有关、属于更早的年度。",
            related=tuple(cases[1:]),
        )


RULES: Final = (
    review_adds_up, direct_adds_up, after_adds_up, litigation_in_prose, review_first, suits_after_review,
    cases_without_requests,
)  # fmt: skip
