"""T3: 表三 within itself, and what its numbers ask of the rest of the report."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.amounts import Cells, column3, gap, is_town, row3, say, total
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import per_report
from schemas.form import T3_COLUMNS, T3_GROUPS, T3_INPUT_COLUMNS, T3_LEAVES, T3_ROWS, TABLE_CELLS

_IDENTITY: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：第一项加第二项之和，等于第三项加第四项之和")
_SUMS: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：总计等于各项之和")
_TERM: Final = Basis("law", "《中华人民共和国政府信息公开条例》第三十三条：答复和延长答复的期限")
_FEES: Final = Basis("practice", "第六部分通常报告发出收费通知的件数和金额")
_SECRECY: Final = Basis("practice", "乡镇、街道极少产生国家秘密")
_ONCE: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：区分处理的，只计这一情形，不计其他情形")
_MASSIVE: Final = Basis("law", "《中华人民共和国政府信息公开条例》第三十五条：申请的数量、频次明显超过合理范围")
_ZERO: Final = Basis("practice", "全年没有申请的，表三全部填 0，文字写明未收到申请")
CHINESE: Final = "零一二三四五六七八九十"
NOTICES: Final = re.compile(
    r"收费通知[^，。；\d]{0,12}?(?P<after>\d{1,9}|[零一二三四五六七八九十](?=件|份|次))|"
    r"(?P<before>\d{1,9})\s{0,2}[件份次]\s{0,2}(?:信息处理费)?收费通知"
)
NO_NOTICE: Final = re.compile(r"(?:未|没有|无)[^，。；]{0,8}收费通知")
NONE_RECEIVED: Final = re.compile(
    r"(?:未|没有|没|无|零|暂无|0\s{0,2}[件条次宗份])|申请[^，。；]{0,12}?(?:为|共)?\s{0,2}0(?!\d)"
)
MASSIVE_LEAST: Final = 20
"""“无正当理由大量反复申请” with fewer applications in the whole year is doubtful."""


@per_report
def flows(context: Context) -> dict[str, tuple[int | float, int | float]]:
    """Column → (received, concluded and carried out), for columns of which all four numbers are known."""
    cells = context.cells
    found: dict[str, tuple[int | float, int | float]] = {}
    for column in T3_COLUMNS:
        came = total(cells, (f"table3.new.{column}", f"table3.carried_in.{column}"))
        went = total(cells, (f"table3.total.{column}", f"table3.carried_out.{column}"))
        if came is not None and went is not None:
            found[column] = (came, went)
    return found


@rule(
    "T3-01",
    "新收加上年结转等于办理总计加结转下年",
    "error",
    _IDENTITY,
    needs=("table3",),
    good="新收 60 + 上年结转 2 ＝ 办理总计 61 + 结转下年 1。",
    bad="新收 60 + 上年结转 0，办理总计 61 + 结转下年 0。",
)
def identity(context: Context) -> Iterator[Hit]:
    """For each of the seven columns: new + carried in = concluded + carried out."""
    found = flows(context)
    if not found:
        raise NotAssessableError("表三各列的新收、结转和总计")
    cells = context.cells
    for column, (came, went) in found.items():
        if came == went:
            continue
        new, carried_in, done, carried_out = (
            say(cells[f"table3.{row}.{column}"] or 0) for row in ("new", "carried_in", "total", "carried_out")
        )
        yield Hit(
            f"table3.total.{column}",
            f"表三{column3(column)}列：新收 {new} + 上年结转 {carried_in} ＝ {say(came)}，"
            f"办理总计 {done} + 结转下年 {carried_out} ＝ {say(went)}，相差 {gap(came, went)}。"
            "请核对“（七）总计”或“一、本年新收”、两项结转。",
            related=tuple(f"table3.{row}.{column}" for row in ("new", "carried_in", "carried_out")),
        )


@rule(
    "T3-02",
    "各类办理结果之和等于“（七）总计”",
    "error",
    _SUMS,
    needs=("table3",),
    good="予以公开 45、不予公开 3、无法提供 13，总计 61。",
    bad="予以公开 45、不予公开 3、无法提供 12，总计 61。",
)
def results_add_up(context: Context) -> Iterator[Hit]:
    """For each column: the 21 results sum to （七）总计."""
    cells, assessed = context.cells, False
    for column in T3_COLUMNS:
        leaves = tuple(f"table3.{leaf}.{column}" for leaf in T3_LEAVES)
        place = f"table3.total.{column}"
        parts, stated = total(cells, leaves), cells[place]
        if parts is None or stated is None:
            continue
        assessed = True
        if parts != stated:
            yield Hit(
                place,
                f"表三{column3(column)}列：{_groups(cells, column)} ＝ {say(parts)}，"
                f"“（七）总计”为 {say(stated)}，相差 {gap(parts, stated)}。请核对各项办理结果或总计。",
                related=leaves,
            )
    if not assessed:
        raise NotAssessableError("表三各列的办理结果和总计")


def _groups(cells: Cells, column: str) -> str:
    """予以公开 45 + 部分公开 0 + 不予公开 3 + …: the groups of one column."""
    names = {
        "granted": "予以公开",
        "partial": "部分公开",
        **{key: label.split("）")[1] for key, label in T3_GROUPS.items()},
    }
    told: list[str] = []
    for key, name in names.items():
        rows = [leaf for leaf in T3_LEAVES if leaf == key or leaf.startswith(f"{key}_")]
        told.append(f"{name} {say(total(cells, [f'table3.{row}.{column}' for row in rows]) or 0)}")
    return " + ".join(told)


@rule(
    "T3-03",
    "各类申请人之和等于总计列",
    "error",
    _SUMS,
    needs=("table3",),
    good="自然人 45、商业企业 3，总计 48。",
    bad="自然人 45、商业企业 3，总计 47。",
)
def applicants_add_up(context: Context) -> Iterator[Hit]:
    """For each of the 25 rows: the six kinds of applicants sum to 总计."""
    cells, assessed = context.cells, False
    for row in T3_ROWS:
        parts = tuple(f"table3.{row}.{column}" for column in T3_INPUT_COLUMNS)
        place = f"table3.{row}.total"
        added, stated = total(cells, parts), cells[place]
        if added is None or stated is None:
            continue
        assessed = True
        if added != stated:
            told = " + ".join(
                f"{T3_COLUMNS[column]} {say(cells[part] or 0)}"
                for column, part in zip(T3_INPUT_COLUMNS, parts, strict=True)
            )
            yield Hit(
                place,
                f"表三{row3(row)}行：{told} ＝ {say(added)}，总计列为 {say(stated)}，相差 {gap(added, stated)}。"
                "请核对该行各格或总计。",
                related=parts,
            )
    if not assessed:
        raise NotAssessableError("表三各行的申请人数和总计")


@rule(
    "T3-04",
    "两列一多一少，疑似申请人归类错位",
    "info",
    _IDENTITY,
    needs=("table3",),
    good="同一件申请的新收和办理结果计在同一列。",
    bad="新收计在“其他”列，办理结果计在“自然人”列。",
)
def misplaced(context: Context) -> Iterator[Hit]:
    """Two columns that miss T3-01 by opposite amounts while 总计 holds: one application in two columns."""
    found = flows(context)
    if len(found) < len(T3_COLUMNS):
        raise NotAssessableError("表三七列的新收、结转和总计")
    off = {column: went - came for column, (came, went) in found.items() if came != went}
    if len(off) != 2 or "total" in off:
        return
    (one, less), (two, more) = sorted(off.items(), key=lambda item: item[1])
    if less + more == 0:
        yield Hit(
            f"table3.total.{two}",
            f"表三{column3(two)}列的办理数多 {say(more)}，{column3(one)}列的办理数少 {say(more)}，总计列正好相等。"
            "疑似同一申请在两类申请人之间归类错位，请核对该申请的申请人类别。",
            related=(f"table3.total.{one}", f"table3.new.{one}", f"table3.new.{two}"),
        )


@rule(
    "T3-05",
    "结转件数与办理件数合理",
    "warning",
    _TERM,
    needs=("table3",),
    good="上年结转 3 件，本年办结总计 75 件。",
    bad="上年结转 3 件，本年办结总计 1 件。",
)
def carried_over(context: Context) -> Iterator[Hit]:
    """No more is carried out than came in; what was carried in is concluded within the year."""
    found, cells = flows(context), context.cells
    if not found:
        raise NotAssessableError("表三各列的新收、结转和总计")
    told_out = told_in = False
    for column in (*T3_INPUT_COLUMNS, "total"):
        if column not in found:
            continue
        out, done, old = (cells[f"table3.{row}.{column}"] or 0 for row in ("carried_out", "total", "carried_in"))
        came = found[column][0]
        if out > came and not (told_out and column == "total"):
            told_out = True
            yield Hit(
                f"table3.carried_out.{column}",
                f"表三{column3(column)}列：结转下年 {say(out)} 件，多于新收与上年结转之和 {say(came)} 件，"
                f"多 {gap(out, came)}。请核对。",
                related=(f"table3.new.{column}", f"table3.carried_in.{column}"),
            )
        if done < old and not (told_in and column == "total"):
            told_in = True
            yield Hit(
                f"table3.total.{column}",
                f"表三{column3(column)}列：上年结转 {say(old)} 件，本年办结总计只有 {say(done)} 件，"
                f"少 {gap(old, done)}。答复期限最长不过四十个工作日，上年结转的通常在本年办结；"
                "征求第三方意见、中止的除外。请核对。",
                related=(f"table3.carried_in.{column}",),
            )


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
    told = [(p, n) for p in context.paragraphs for n in _notice_counts(p.text) if p.passage == "other_matters"]
    if any(count for _, count in told):
        return
    if told or notices == 0:
        place = told[0][0].address if told else "fees.notices"
        yield Hit(place, f"{row}，发出收费通知却为 0 件。有缴费通知才有逾期未缴，请核对。", related=(cell,))
    elif context.paragraphs:
        yield Hit(
            "other_matters",
            f"{row}，第六部分没有写发出收费通知的件数和金额。请补充，或核对表三该格。",
            related=(cell,),
        )
    else:
        raise NotAssessableError("第六部分的文字或信息处理费数据")


def _notice_counts(text: str) -> Iterator[int]:
    for found in NOTICES.finditer(text):
        digits = found["after"] or found["before"]
        yield CHINESE.find(digits) if digits in CHINESE else int(digits)
    if NO_NOTICE.search(text):
        yield 0


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


RULES: Final = (
    identity, results_add_up, applicants_add_up, misplaced, carried_over, unpaid_needs_notice, state_secret,
    partial_once, massive, all_zero,
)  # fmt: skip
