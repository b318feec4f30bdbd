"""The task list: what is done, what is begun, what is wrong."""

from collections.abc import Iterable
from typing import Literal

from assistant.checks import open_findings
from assistant.store.content import stale_signatures
from assistant.store.entries import unfilled
from assistant.units import resolve
from schemas.findings import CheckResult, Finding
from schemas.form import INPUT_CELLS, TABLE_NAMES, TABLES
from schemas.passages import PASSAGES
from schemas.report import PassageState, Report
from schemas.tables import Strict

StepState = Literal["未开始", "进行中", "有问题", "已完成"]
_FEES = ("notices", "charged_yuan", "collected_yuan")


class Step(Strict):
    """`page` and `place` say where it is done."""

    name: str
    state: StepState
    detail: str
    page: str
    place: str = ""


def steps(report: Report, result: CheckResult, finals: int = 0, outdated: int = 0) -> tuple[Step, ...]:
    """All steps in the order in which a clerk takes them. `outdated`: finals made from other content than now."""
    standing = open_findings(result, report)
    return (
        _unit(report),
        _disclosure(report, standing),
        *(_table(report, table, standing) for table in TABLES),
        _statutory(report, standing),
        _notes(report),
        _draft(report),
        _check(report, standing),
        _sign(report, finals, outdated),
    )


def _state(done: int, wanted: int, troubles: int = 0) -> StepState:
    if troubles:
        return "有问题"
    return "已完成" if done >= wanted else "进行中" if done else "未开始"


def _at(findings: Iterable[Finding], *heads: str) -> list[Finding]:
    return [one for one in findings if one.place.split(".", 1)[0] in heads]


def _unit(report: Report) -> Step:
    contact = report.unit.contact
    wanted = {
        "单位全称": report.unit.name,
        "年度": report.year,
        "网站": report.unit.site,
        "地址": contact.address,
        "电话": contact.phone,
        "邮编": contact.postcode,
    }
    missing = [name for name, value in wanted.items() if not value]
    detail = f"还缺：{'、'.join(missing)}" if missing else "名称、网站和联系方式已填"
    return Step(
        name="单位信息", state=_state(len(wanted) - len(missing), len(wanted)), detail=detail, page="unit", place="unit"
    )


def _disclosure(report: Report, findings: Iterable[Finding]) -> Step:
    counts = [item.count for item in report.disclosure.items]
    filled = sum(count is not None for count in counts)
    troubles = _at(findings, "disclosure")
    total = report.disclosure.total
    detail = f"{len(counts)} 个栏目，共 {total} 条" if total is not None else f"{len(counts)} 个栏目，总数未填"
    if troubles:
        detail = f"{len(troubles)} 处需要处理"
    wanted = max(len(counts), 1) + 1
    return Step(
        name="主动公开栏目",
        state=_state(filled + (total is not None), wanted, len(troubles)),
        detail=detail,
        page="data",
        place="disclosure",
    )


def _table(report: Report, table: str, findings: Iterable[Finding]) -> Step:
    cells = [cell for cell in INPUT_CELLS if cell.startswith(table)]
    empty = len(unfilled(report, cells))
    unread = sum(report.value(cell) is None and bool(report.record(cell).raw) for cell in cells)
    troubles = [one for one in _at(findings, table) if one.code != "T-01"]
    wrong = max(len(troubles), unread)
    detail = f"{wrong} 处需要处理" if wrong else f"还有 {empty} 格未填" if empty else "各格已填，勾稽相符"
    return Step(
        name=f"{TABLE_NAMES[table]}数据",
        state=_state(len(cells) - empty, len(cells), wrong),
        detail=detail,
        page="data",
        place=table,
    )


def _statutory(report: Report, findings: Iterable[Finding]) -> Step:
    wanted: dict[str, bool] = {f"信息处理费 {n}": getattr(report.fees, n) is not None for n in _FEES}
    names = {"appraisal": "工作考核", "evaluation": "社会评议", "accountability": "责任追究"}
    if resolve(report.unit).kind in ("government", "town", "subdistrict"):
        wanted |= {names[key]: getattr(report.statements, key).state is not None for key in names}
    missing = [name.split(" ")[0] for name, known in wanted.items() if not known]
    troubles = _at(findings, "fees", "activity", "statements")
    detail = f"还缺：{'、'.join(dict.fromkeys(missing))}" if missing else "收费、考核、评议、追责已说明"
    return Step(
        name="收费与监督保障",
        state=_state(len(wanted) - len(missing), len(wanted), 0 if missing else len(troubles)),
        detail=detail,
        page="data",
        place="statutory",
    )


def _notes(report: Report) -> Step:
    has = {passage: bool(report.notes.get(passage)) for passage in ("problems", "improvements")}
    total = sum(len(notes) for notes in report.notes.values())
    state: StepState = "已完成" if all(has.values()) else "进行中" if total else "未开始"
    detail = f"共 {total} 条素材" if all(has.values()) else "请写下存在的问题和改进措施"
    return Step(name="素材", state=state, detail=detail, page="notes", place="notes")


def _draft(report: Report) -> Step:
    written = [p for p in PASSAGES if report.passages.get(p, "").strip()]
    accepted = [p for p in written if (report.state.get(p) or PassageState()).accepted_by]
    gaps = sum("【待" in report.passages[p] for p in written)
    wanted = len(PASSAGES) - ("overview" not in written)
    detail = f"已写 {len(written)} 段，已采用 {len(accepted)} 段" if written else "尚未起草"
    if gaps:
        detail += f"，{gaps} 段有待补内容"
    whole = len(written) >= wanted and len(accepted) == len(written) and not gaps
    state: StepState = "已完成" if whole else "进行中" if written else "未开始"
    return Step(name="起草与采用", state=state, detail=detail, page="draft")


def _check(report: Report, findings: Iterable[Finding]) -> Step:
    if not any(text.strip() for text in report.passages.values()):
        return Step(name="核对", state="未开始", detail="起草之后核对", page="check")
    found = list(findings)
    errors = sum(one.severity == "error" for one in found)
    warnings = len(found) - errors
    state: StepState = "有问题" if errors else "进行中" if warnings else "已完成"
    detail = f"{errors} 个错误，{warnings} 个警告待处理" if found else "没有未处理的错误和警告"
    return Step(name="核对", state=state, detail=detail, page="check")


def _sign(report: Report, finals: int, outdated: int) -> Step:
    signed = {one.role for one in report.signoff if one.name}
    done = [role for role in ("保密审查", "签发") if role in signed]
    if stale := stale_signatures(report):
        roles = "、".join(one.role for one in stale)
        detail = f"签批后有改动（{roles}），请重新审签或确认"
        return Step(name="审签与定稿", state="有问题", detail=detail, page="export")
    if outdated and not finals:
        detail = "定稿导出后有改动，请重新生成定稿"
        return Step(name="审签与定稿", state="有问题", detail=detail, page="export")
    if finals:
        return Step(name="审签与定稿", state="已完成", detail=f"已导出定稿 {finals} 份", page="export")
    detail = f"已有：{'、'.join(sorted(signed))}" if signed else "须有保密审查和签发"
    detail += "，签署齐全" if len(done) == 2 else ""
    return Step(name="审签与定稿", state="进行中" if signed else "未开始", detail=detail, page="export")
