"""Y: this year's numbers against last year's report."""

from collections.abc import Iterator
from typing import Final

from assistant.checks.amounts import Amount, column3, gap, group4, say
from assistant.checks.context import Context
from assistant.checks.places import place_name
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.table2 import over_repealed, repealed_cells, row_of
from schemas.form import CELLS, T2_DOCUMENT_ROWS, T3_COLUMNS, T4_GROUPS

_CARRY: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：上年结转即上一年度报告的结转下年度继续办理")
_STOCK: Final = Basis("engineering", "现行有效件数的年度衔接")
_DOUBT: Final = Basis("engineering", "与上年数据对照")
_ALIKE: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告不得内容雷同、敷衍塞责")
HEADLINES: Final = (
    "table3.new.total", "table3.total.total", "disclosure.total", "table2.normative.valid", "table2.licensing",
    "table2.punishment", "table2.coercion", "table2.fees_wan", "table4.review.total", "table4.direct.total",
    "table4.after.total",
)  # fmt: skip
"""Numbers a reader compares with last year's first."""
LEAST: Final = 10
"""Below this a number may multiply without anybody wondering."""


def _last_year(context: Context) -> None:
    """Raises where the report at hand is not that of the year before."""
    if not context.follows_previous and context.previous is not None and context.report.year is not None:
        raise NotAssessableError(f"{context.report.year - 1}年的报告（所给的是{context.previous.year}年的报告）")


@rule(
    "Y-01",
    "上年结转等于上年报告的结转下年",
    "error",
    _CARRY,
    needs=("table3", "previous"),
    good="上年报告结转下年 3 件，本年上年结转 3 件。",
    bad="上年报告结转下年 3 件，本年上年结转 1 件。",
    waivable=True,
)
def carried_in(context: Context) -> Iterator[Hit]:
    """For all seven columns; a true difference is released with its reason."""
    _last_year(context)
    year, assessed = context.report.year, False
    for column in T3_COLUMNS:
        place, source = f"table3.carried_in.{column}", f"table3.carried_out.{column}"
        now, before = context.count(place), context.before(source)
        if now is None or before is None:
            continue
        assessed = True
        if now != before:
            told = f"{year - 1}年报告" if year else "上年报告"
            yield Hit(
                place,
                f"表三{column3(column)}列：本年“二、上年结转”填 {say(now)}，"
                f"{told}“四、结转下年度继续办理”为 {say(before)}，相差 {gap(now, before)}。请核对；"
                "确因更正、机构改革划转、申请拆分合并等不一致的，请说明原因。",
                related=(f"previous.{source}",),
                suggestion=(
                    f"可在“六、其他需要报告的事项”中说明：“上年度报告结转{say(before)}件，本年度报告上年结转{say(now)}件，"
                    "系……所致。”"
                ),
            )
    if not assessed:
        raise NotAssessableError("本年的上年结转数和上年的结转下年数")


@rule(
    "Y-02",
    "现行有效件数与上年衔接",
    "warning",
    _STOCK,
    needs=("table2", "previous"),
    good="上年现行有效 27，本年制发 6、废止 1，现行有效 32。",
    bad="上年现行有效 27，本年制发 6、废止 1，现行有效 30。",
)
def valid_documents(context: Context) -> Iterator[Hit]:
    """valid = valid last year + made − repealed; other causes are to be told."""
    _last_year(context)
    assessed = False
    for row, label in T2_DOCUMENT_ROWS.items():
        place = f"table2.{row}.valid"
        made, repealed, valid = row_of(context, row)
        before = context.before(place)
        if made is None or repealed is None or valid is None or before is None:
            continue
        assessed = True
        due = before + made - repealed
        if valid != due:
            yield Hit(
                place,
                f"表二“{label}”：上年现行有效 {say(before)} + 本年制发 {say(made)} − 本年废止 {say(repealed)} "
                f"＝ {say(due)}，现行有效填 {say(valid)}，相差 {gap(valid, due)}。请核对；"
                "有效期届满自动失效、清理宣布失效、机构改革划转、重新核定等原因造成的，请说明。",
                related=(f"table2.{row}.made", f"table2.{row}.repealed", f"previous.{place}"),
            )
    if not assessed:
        raise NotAssessableError("两年表二“规章”“行政规范性文件”的件数")


@rule(
    "Y-03",
    "本年废止件数不超过上年现行有效与本年制发之和",
    "error",
    _STOCK,
    needs=("table2", "previous"),
    good="上年现行有效 5，本年制发 1、废止 2。",
    bad="上年现行有效 0，本年制发 1、废止 2。",
)
def repealed_documents(context: Context) -> Iterator[Hit]:
    """The second half of T2-02, which speaks first."""
    _last_year(context)
    assessed = False
    for row, label in T2_DOCUMENT_ROWS.items():
        place = f"table2.{row}.valid"
        made, repealed, _ = row_of(context, row)
        before = context.before(place)
        if made is None or repealed is None or before is None:
            continue
        assessed = True
        if repealed > before + made:
            yield Hit(place, over_repealed(label, before, made, repealed), related=repealed_cells(row))
    if not assessed:
        raise NotAssessableError("两年表二“规章”“行政规范性文件”的件数")


@rule(
    "Y-04",
    "上年有现行有效文件，本年三项都是 0",
    "warning",
    _STOCK,
    needs=("table2", "previous"),
    good="上年现行有效 16，本年没有制发和废止，现行有效 16。",
    bad="上年现行有效 16，本年三项都填 0。",
)
def vanished_documents(context: Context) -> Iterator[Hit]:
    """Documents do not vanish."""
    _last_year(context)
    assessed = False
    for row, label in T2_DOCUMENT_ROWS.items():
        place = f"table2.{row}.valid"
        values, before = row_of(context, row), context.before(place)
        if None in values or before is None:
            continue
        assessed = True
        if before > 0 and not any(values):
            yield Hit(
                place,
                f"表二“{label}”：上年现行有效 {say(before)}，本年制发、废止、现行有效都填 0。"
                "文件不会自行消失，请核对现行有效件数。",
                related=(f"previous.{place}",),
            )
    if not assessed:
        raise NotAssessableError("两年表二“规章”“行政规范性文件”的件数")


@rule(
    "Y-05",
    "上年未审结的案件在本年有着落",
    "warning",
    _DOUBT,
    needs=("table4", "previous"),
    good="上年行政复议尚未审结 1 件，本年行政复议总计 2 件。",
    bad="上年行政复议尚未审结 1 件，本年行政复议总计 0 件。",
)
def pending_cases(context: Context) -> Iterator[Hit]:
    """What was pending is concluded or still pending."""
    _last_year(context)
    assessed = False
    for group in T4_GROUPS:
        place, source = f"table4.{group}.total", f"table4.{group}.pending"
        now, before = context.count(place), context.before(source)
        if now is None or before is None:
            continue
        assessed = True
        if now < before:
            yield Hit(
                place,
                f"表四{group4(group)}：上年尚未审结 {say(before)} 件，本年总计只有 {say(now)} 件，"
                f"少 {gap(before, now)}。上年未审结的案件本年应已审结或仍未审结，请核对是否漏计。",
                related=(f"previous.{source}",),
            )
    if not assessed:
        raise NotAssessableError("两年表四的件数")


@rule(
    "Y-06",
    "主要数据比上年变化过大",
    "info",
    _DOUBT,
    needs=("previous",),
    good="上年新收 12 件，本年 16 件。",
    bad="上年新收 12 件，本年 120 件。",
)
def leaps(context: Context) -> Iterator[Hit]:
    """More than five times, or less than a fifth."""
    _last_year(context)
    assessed = False
    for address in HEADLINES:
        now, before = _headline(context, address)
        if now is None or before is None:
            continue
        assessed = True
        if before > 0 and max(now, before) >= LEAST and (now > before * 5 or now * 5 < before):
            much = "增加到 5 倍以上" if now > before else "减少到五分之一以下"
            yield Hit(
                address,
                f"{place_name(address)}：上年 {say(before)}，本年 {say(now)}，{much}。"
                "请确认没有多填、少填一位数或填错单位。",
                related=(f"previous.{address}",),
            )
    if not assessed:
        raise NotAssessableError("本年和上年都有的主要数据")


def _headline(context: Context, address: str) -> tuple[Amount | None, Amount | None]:
    if address == "disclosure.total":
        previous = context.previous
        return context.report.disclosure.total, previous.disclosure.total if previous else None
    return context.count(address), context.before(address)


@rule(
    "Y-07",
    "三张表与上年完全相同",
    "warning",
    _ALIKE,
    needs=("table2", "table3", "table4", "previous"),
    good="本年各表按本年数据填写。",
    bad="200 格数字与上年逐格相同。",
)
def same_tables(context: Context) -> Iterator[Hit]:
    """All 200 cells as last year, and not because nothing happened in either."""
    _last_year(context)
    now = [context.cells[cell] for cell in CELLS]
    before = [context.previous_cells.get(cell) for cell in CELLS]
    if None in now or None in before:
        raise NotAssessableError("两年三张表的全部数据")
    happened = any(value for cell, value in zip(CELLS, now, strict=True) if not cell.endswith(".valid"))
    if now == before and happened:
        yield Hit(
            "table3",
            "三张表的 200 格数字与上年逐格相同，疑似沿用了上年的表格。请按本年数据核对。",
            related=("table2", "table4"),
        )


RULES: Final = (
    carried_in, valid_documents, repealed_documents, vanished_documents, pending_cases, leaps, same_tables,
)  # fmt: skip
