"""T3, second half: what the numbers of 表三 ask of the rest of the report and of the clerk."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.amounts import is_town, say
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.claims import Judgement
from schemas.form import TABLE_CELLS

_FEES: Final = Basis("practice", "第六部分通常报告发出收费通知的件数和金额")
_SECRECY: Final = Basis("practice", "乡镇、街道极少产生国家秘密")
_ONCE: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：区分处理的，只计这一情形，不计其他情形")
_MASSIVE: Final = Basis("law", "《中华人民共和国政府信息公开条例》第三十五条：申请的数量、频次明显超过合理范围")
_ZERO: Final = Basis("practice", "全年没有申请的，表三全部填 0，文字写明未收到申请")
NONE_RECEIVED: Final = re.compile(
    r"(?:未|没有|没|无|零|暂无|0\s{0,2}[件条次宗份])|申请[^，。；]{0,12}?(?:为|共)?\s{0,2}0(?!\d)"
)
MASSIVE_LEAST: Final = 20
"""“无正当理由大量反复申请” with fewer applications in the whole year is doubtful."""


@rule(
    "T3-06",
    "逾期未缴费的申请与收费通知相符",
    "warning",
    _FEES,
    needs=("table3",),
    good="表三“逾期未按收费通知要求缴纳费用” 1 件，第六部分写发出收费通知 1 件。",
    bad="表三“逾期未按收费通知要求缴纳费用” 1 件，第六部分没有提到收费通知。",
)
def unpaid_needs_notice(context: Context) -> Iterator[Hit]:
    """Who did not pay had been sent a notice: section 六 has to count it."""
    cell = "table3.ot_no_fee.total"
    unpaid = context.count(cell)
    if unpaid is None:
        raise NotAssessableError("表三“申请人逾期未按收费通知要求缴纳费用”总计")
    notices = context.report.fees.notices
    if not unpaid or (notices is not None and notices >= 1):
        return
    row = f"表三“申请人逾期未按收费通知要求缴纳费用”为 {say(unpaid)} 件"
    told = [j for j in context.judgements if j.frame.domain == "pfee" and _counts_notices(j)]
    if any(j.frame.numeral.value for j in told):
        return
    if told or notices == 0:
        place = told[0].place if told else "fees.notices"
        yield Hit(place, f"{row}，发出收费通知却为 0 件。有缴费通知才有逾期未缴，请核对。", related=(cell,))
    elif context.paragraphs:
        yield Hit(
            "other_matters",
            f"{row}，第六部分没有写发出收费通知的件数和金额。请补充，或核对表三该格。",
            related=(cell,),
        )
    else:
        raise NotAssessableError("第六部分的文字或信息处理费数据")


def _counts_notices(judgement: Judgement) -> bool:
    """A number of notices, or of applications that were charged; a denial counts where it speaks of notices."""
    numeral = judgement.frame.numeral
    if numeral.kind == "zero_word":
        return "通知" in judgement.clause
    return numeral.unit in ("件", "份", "次", "张", "笔", "宗")


@rule(
    "T3-07",
    "乡镇、街道以国家秘密为由不予公开",
    "warning",
    _SECRECY,
    needs=("table3", "unit"),
    good="镇政府“1.属于国家秘密”填 0。",
    bad="镇政府“1.属于国家秘密”填 1。",
)
def state_secret(context: Context) -> Iterator[Hit]:
    """State secrets are rare in a township: ask."""
    cell = "table3.deny_state_secret.total"
    value = context.count(cell)
    if value is None:
        raise NotAssessableError("表三“属于国家秘密”总计")
    if value and is_town(context):
        yield Hit(
            cell,
            f"表三“1.属于国家秘密”为 {say(value)} 件，乡镇、街道很少见。请确认有定密依据，"
            "属于敏感信息或内部事务的请改计入相应的行。",
        )


@rule(
    "T3-08",
    "部分公开的申请没有重复计数",
    "error",
    _ONCE,
    needs=("table3", "person"),
    question="对照申请台账：作了区分处理（部分公开）的申请，是否只计入“（二）部分公开”，没有再计入“（三）不予公开”？",
)
def partial_once(_context: Context) -> Iterator[Hit]:
    """Only the ledger can tell."""
    return iter(())


@rule(
    "T3-09",
    "“大量反复申请”与申请总量相符",
    "warning",
    _MASSIVE,
    needs=("table3",),
    good="“无正当理由大量反复申请” 30 件，全年新收 96 件。",
    bad="“无正当理由大量反复申请” 1 件，全年新收 4 件。",
)
def massive(context: Context) -> Iterator[Hit]:
    """A year with a handful of applications holds no massive ones."""
    cell = "table3.np_massive.total"
    value, new, old = context.count(cell), context.count("table3.new.total"), context.count("table3.carried_in.total")
    if value is None or new is None:
        raise NotAssessableError("表三“无正当理由大量反复申请”和“本年新收”总计")
    received = new + (old or 0)
    if value and received < MASSIVE_LEAST:
        yield Hit(
            cell,
            f"表三“4.无正当理由大量反复申请”为 {say(value)} 件，而全年新收和上年结转只有 {say(received)} 件。"
            "请确认确有申请人的申请数量、频次明显超过合理范围，重复的申请应计入“2.重复申请”。",
            related=("table3.new.total", "table3.carried_in.total"),
        )


@rule(
    "T3-10",
    "表三全部为 0 时的衔接",
    "info",
    _ZERO,
    needs=("table3",),
    good="表三全部为 0，文字写“未收到政府信息公开申请”，表四全部为 0。",
    bad="表三全部为 0，文字没有说明，或表四有案件。",
)
def all_zero(context: Context) -> Iterator[Hit]:
    """An empty year is valid: the prose says so, and cases in 表四 stem from earlier years."""
    cells = context.cells
    values = [cells[cell] for cell in TABLE_CELLS["table3"]]
    if any(value for value in values):
        return
    if any(value is None for value in values):
        raise NotAssessableError("表三全部数据")
    requests = "\n".join(p.text for p in context.passage("overview.requests")) or context.section_one
    if requests and not NONE_RECEIVED.search(requests):
        yield Hit(
            "overview.requests",
            "表三全部为 0。建议在文字中写明本年度未收到政府信息公开申请，也没有上年结转。",
            related=("table3.new.total", "table3.carried_in.total"),
        )
    cases = [cell for cell in TABLE_CELLS["table4"] if cell.endswith(".total") and cells[cell]]
    if cases:
        told = sum(cells[cell] or 0 for cell in cases)
        yield Hit(
            cases[0],
            f"表三全部为 0，表四却有案件 {say(told)} 件。请确认是以前年度的申请引起的。",
            related=tuple(cases[1:]),
        )
