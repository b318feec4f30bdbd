"""Family N: what the prose says in numbers, against the tables, against itself, and in its wording.

The reading is done once, by `assistant.claims`; each rule here picks the judgements that belong to it. A rule whose
table is missing still reports the arithmetic inside the prose, and is not assessable where there is none.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from assistant.checks.case_words import results_in_words
from assistant.checks.context import Context
from assistant.checks.rough_counts import units, vague
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.told import hit
from schemas.facts import plain_digits

_ACCURATE: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告发布内容应当准确、全面")
_FEES: Final = Basis("law", "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）")
_TABLES: Final = {"table2": "表二数据", "table3": "表三数据", "table4": "表四数据"}


def _hits(context: Context, code: str) -> Iterator[Hit]:
    for judgement in context.judgements:
        if judgement.rule == code:
            yield hit(judgement, judgement.message)


def _with_table(context: Context, code: str, table: str, domains: tuple[str, ...]) -> Iterable[Hit]:
    """Hits of a rule; not assessable where prose speaks of the matter and neither table nor prose can judge it."""
    hits = list(_hits(context, code))
    if not hits and getattr(context.report, table) is None:
        spoken = [j for j in context.judgements if j.frame.domain in domains]
        if spoken and all(j.verdict == "unsupported" for j in spoken):
            raise NotAssessableError(_TABLES[table])
    return hits


@rule(
    "N-01",
    "正文新收（收到、受理）申请件数与表三一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="本年新收政府信息公开申请16件。（表三新收总计16）",
    bad="本年新收政府信息公开申请18件。（表三新收总计16，上年结转0）",
)
def received(context: Context) -> Iterable[Hit]:
    """新收 is the row of 表三; 收到 and 受理 may count what was carried in."""
    return _with_table(context, "N-01", "table3", ("app",))


@rule(
    "N-02",
    "正文答复（办结）件数与表三办理总计一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="办结申请16件。（表三总计16）",
    bad="新收77件，上年结转4件，办结80件，结转下年度0件。",
)
def concluded(context: Context) -> Iterable[Hit]:
    """Concluded in prose against （七）总计; without tables, what came in against what went out."""
    return _with_table(context, "N-02", "table3", ("app",))


@rule(
    "N-03",
    "正文结转件数与表三一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="结转下年度继续办理2件。（表三结转下年总计2）",
    bad="结转下年度继续办理3件。（表三结转下年总计2）",
)
def carried(context: Context) -> Iterable[Hit]:
    """上年结转 and 结转下年度 in prose against their rows."""
    return _with_table(context, "N-03", "table3", ("app",))


@rule(
    "N-04",
    "正文各类办理结果件数与表三一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="予以公开45件，部分公开3件。（与表三两行总计相同）",
    bad="予以公开54件。（表三予以公开总计45）",
)
def results(context: Context) -> Iterable[Hit]:
    """Each result that prose counts against its row, or its group of rows."""
    return _with_table(context, "N-04", "table3", ("app",))


@rule(
    "N-05",
    "正文自然人、法人或其他组织件数与表三一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="受理52件，其中自然人申请47件，法人或其他组织申请5件。",
    bad="受理52件，其中自然人申请47件，法人或其他组织申请6件。",
)
def applicants(context: Context) -> Iterable[Hit]:
    """The applicants' split against the columns of the row that its head counts."""
    return _with_table(context, "N-05", "table3", ("app",))


@rule(
    "N-06",
    "正文规章、规范性文件件数与表二一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="制发行政规范性文件6件，废止1件，现行有效32件。",
    bad="制发行政规范性文件6件。（表二制发0件）",
)
def documents(context: Context) -> Iterable[Hit]:
    """Made, repealed and valid documents against 表二."""
    return _with_table(context, "N-06", "table2", ("document",))


@rule(
    "N-07",
    "正文行政复议、行政诉讼件数与表四一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="行政复议2件，结果维持2件；行政诉讼1件。",
    bad="行政复议3件。（表四行政复议总计2）",
)
def disputes(context: Context) -> Iterable[Hit]:
    """Reviews, lawsuits and their results against 表四."""
    hits = list(_with_table(context, "N-07", "table4", ("dispute",)))
    told = {hit.place for hit in hits}
    return [*hits, *(hit for hit in results_in_words(context) if hit.place not in told)]


@rule(
    "N-08",
    "正文许可、处罚、强制和收费数与填报数据一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="作出行政许可决定124件，行政事业性收费1.2万元。",
    bad="作出行政许可决定124件。（表二行政许可142）",
)
def decisions(context: Context) -> Iterable[Hit]:
    """Decisions and fees against 表二, money converted between 元 and 万元; 信息处理费 against what was entered."""
    return _with_table(context, "N-08", "table2", ("decision", "fee"))


@rule(
    "N-09",
    "信息处理费金额合乎收费标准",
    "warning",
    _FEES,
    needs=("prose",),
    other_severities=("info",),
    good="实际收取信息处理费0元。",
    bad="实际收取信息处理费405元。",
)
def processing_fee(context: Context) -> Iterable[Hit]:
    """Charged by piece or page, the fee is a multiple of 10 yuan; where it was charged, ask how it was booked."""
    asked = False
    for judgement in context.judgements:
        frame = judgement.frame
        if frame.domain != "pfee" or frame.numeral.unit not in ("元", "万元") or frame.relation != "value":
            continue
        yuan = frame.numeral.value * (10_000 if frame.numeral.unit == "万元" else 1)
        if yuan == 0:
            continue
        if yuan % 10:
            yield hit(
                judgement,
                f"信息处理费 {plain_digits(float(yuan)) if yuan % 1 else int(yuan)} 元不是 10 元的整数倍。"
                "按件、按页的收费标准都以 10 元为单位，请核对金额。",
            )
        elif not asked:
            asked = True
            yield hit(
                judgement,
                f"本年收取信息处理费 {int(yuan)} 元，请确认：是否计入表二“行政事业性收费”（各地口径不一）；"
                "台账中是否有同一申请人一个月内 11 件以上或 31 页以上的申请。",
                "info",
            )
    yield from _entered_fee(context, asked)


def _entered_fee(context: Context, asked: bool) -> Iterator[Hit]:
    value = context.report.fees.collected_yuan
    if value is None or asked or value == 0 or float(value) % 10 == 0:
        return
    if any(j.frame.domain == "pfee" and j.frame.numeral.value == value for j in context.judgements):
        return
    yield Hit(
        "fees.collected_yuan",
        f"填报的信息处理费 {plain_digits(value)} 元不是 10 元的整数倍。"
        "按件、按页的收费标准都以 10 元为单位，请核对金额。",
    )


@rule(
    "N-10",
    "分项之和等于总数",
    "error",
    _ACCURATE,
    needs=("prose",),
    other_severities=("warning", "info"),
    good="主动公开政府文件3条、工作动态62条、依法行政6条，共计71条。",
    bad="主动公开政府文件3条、工作动态62条、依法行政6条，共计79条。",
)
def sums(context: Context) -> Iterable[Hit]:
    """A total against the parts that the sentence lists, before or after it, lists in lists."""
    return _hits(context, "N-10")


@rule(
    "N-11",
    "百分比与件数相符",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="办结98件，其中予以公开42件（占42.86%）。",
    bad="办结15件，其中予以公开7件（占46.66%）。",
)
def shares(context: Context) -> Iterable[Hit]:
    """Shares and rates recomputed at the decimals that the text prints, half up."""
    return _hits(context, "N-11")


@rule(
    "N-12",
    "同比增减与上年数据相符",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="收到申请16件，较上年增加4件，增长33.33%。（上年12件）",
    bad="收到申请16件，较上年增长25%。（上年12件）",
)
def growth(context: Context) -> Iterable[Hit]:
    """Change and growth recomputed from last year's value; the word must match the sign."""
    hits = list(_hits(context, "N-12"))
    moves = [j for j in context.judgements if j.frame.relation in ("growth", "change") and j.frame.options]
    if not hits and moves and context.previous is None and all(j.verdict == "unsupported" for j in moves):
        raise NotAssessableError("上年数据")
    return hits


@rule(
    "N-13",
    "正文称未收到申请时表三应为零",
    "error",
    _ACCURATE,
    needs=("prose", "table3"),
    good="本年度未收到政府信息公开申请。（表三全部为0）",
    bad="本年度未收到政府信息公开申请。（表三新收总计5）",
)
def none_received(context: Context) -> Iterable[Hit]:
    """未收到 or 0件 in prose while 表三 counts applications."""
    return _hits(context, "N-13")


@rule(
    "N-14",
    "正文称未发生复议、诉讼时表四应为零",
    "error",
    _ACCURATE,
    needs=("prose", "table4"),
    good="未发生行政复议、行政诉讼案件。（表四全部为0）",
    bad="未发生行政复议、行政诉讼案件。（表四行政复议总计1）",
)
def no_disputes(context: Context) -> Iterable[Hit]:
    """未发生, 无, 0件 in prose while 表四 counts cases."""
    return _hits(context, "N-14")


@rule(
    "N-15",
    "同一数据前后一致",
    "error",
    _ACCURATE,
    needs=("prose",),
    good="全年主动公开政府信息79条。……主动公开政府信息79条。",
    bad="全年主动公开政府信息79条。……主动公开政府信息97条。",
)
def repeated(context: Context) -> Iterable[Hit]:
    """The same quantity said twice, or said otherwise than it was entered."""
    return _hits(context, "N-15")


RULES: Final = (
    received, concluded, carried, results, applicants, documents, disputes, decisions, processing_fee,
    sums, shares, growth, none_received, no_disputes, repeated, vague, units,
)  # fmt: skip
