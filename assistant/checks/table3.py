"""T3: 表三 within itself; `applications` has what its numbers ask of the rest of the report."""

from collections.abc import Iterator
from typing import Final

from assistant.checks.amounts import Cells, column3, gap, row3, say, total
from assistant.checks.applications import all_zero, massive, partial_once, state_secret, unpaid_needs_notice
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import per_report
from schemas.form import T3_COLUMNS, T3_GROUPS, T3_INPUT_COLUMNS, T3_LEAVES, T3_ROWS

_IDENTITY: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：第一项加第二项之和，等于第三项加第四项之和")
_SUMS: Final = Basis("format", "国办公开办函〔2021〕30号所附表三：总计等于各项之和")
_TERM: Final = Basis("law", "《中华人民共和国政府信息公开条例》第三十三条：答复和延长答复的期限")


_CAME: Final = {column: (f"table3.new.{column}", f"table3.carried_in.{column}") for column in T3_COLUMNS}
_WENT: Final = {column: (f"table3.total.{column}", f"table3.carried_out.{column}") for column in T3_COLUMNS}
_RESULTS: Final = {column: tuple(f"table3.{leaf}.{column}" for leaf in T3_LEAVES) for column in T3_COLUMNS}
_APPLICANTS: Final = {row: tuple(f"table3.{row}.{column}" for column in T3_INPUT_COLUMNS) for row in T3_ROWS}


@per_report
def flows(context: Context) -> dict[str, tuple[int | float, int | float]]:
    """Column → (received, concluded and carried out), for columns of which all four numbers are known."""
    cells = context.cells
    found: dict[str, tuple[int | float, int | float]] = {}
    for column in T3_COLUMNS:
        came, went = total(cells, _CAME[column]), total(cells, _WENT[column])
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
        leaves = _RESULTS[column]
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
        parts = _APPLICANTS[row]
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


RULES: Final = (
    identity, results_add_up, applicants_add_up, misplaced, carried_over, unpaid_needs_notice, state_secret,
    partial_once, massive, all_zero,
)  # fmt: skip
