"""Numbers outside the three tables: 栏目 counts, fees and activity."""

from collections.abc import Iterable, Mapping
from html import escape

from assistant.facts import OTHER_NUMBERS
from assistant.store.disclosure import group_sums
from assistant.store.entries import read_typed
from assistant.web.components.sheet import Mark, Sheet
from schemas.facts import plain_digits
from schemas.findings import Finding
from schemas.report import DisclosureItem, Report

FEES = ("fees.notices", "fees.charged_yuan", "fees.collected_yuan")
ACTIVITY = (
    "activity.trainings",
    "activity.platforms",
    "activity.zones",
    "activity.interpretations",
    "activity.responses",
)


def count_of(name: str) -> str:
    """Key of the count of a 栏目."""
    return f"disclosure.items.{name}"


def items_sheet(report: Report, pending: Mapping[str, str], findings: Iterable[Finding]) -> Sheet:
    """The 栏目 with names and counts, an empty line at the end, and the sums below."""
    items = report.disclosure.items
    lines = [_line(index, item) for index, item in enumerate(items)]
    lines.append(
        f'<tr><td><input class="left" data-k="new" data-r="{len(items)}" data-c="0" placeholder="在此输入新栏目名称"'
        ' aria-label="新栏目名称" autocomplete="off"></td><td></td><td></td><td></td><td></td></tr>'
    )
    for one in group_sums(report.disclosure):
        lines.append(
            f'<tr><th class="left">{one.name}合计</th><td class="output"><span data-out="sum:{one.group}"'
            f' aria-label="{one.name}合计"></span></td><td class="unit">条</td><td></td><td></td></tr>'
        )
    lines.append(
        '<tr><th class="left">主动公开政府信息总数</th><td><input data-k="disclosure.total"'
        f' data-r="{len(items) + 1}" data-c="1" aria-label="主动公开政府信息总数" placeholder="0"></td>'
        '<td class="unit">条</td><td></td><td></td></tr>'
    )
    html = (
        f'<table data-rows="{len(items) + 2}" data-columns="4" data-paste="rows"><colgroup><col style="width:46%">'
        '<col style="width:16%"><col style="width:10%"><col style="width:16%"><col style="width:12%"></colgroup>'
        "<thead><tr><th>栏目（渠道）</th><th>数量</th><th>单位</th><th>分类方式</th><th></th></tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
    values: dict[str, str] = {}
    marks: dict[str, Mark] = {}
    messages: list[tuple[str, Mark]] = []
    for index, item in enumerate(items):
        values[f"name:{index}"] = item.name
        values[f"unit:{index}"] = item.unit
        values[f"group:{index}"] = item.group
        _number(report, count_of(item.name), pending, values, marks, messages)
    _number(report, "disclosure.total", pending, values, marks, messages)
    outputs = {
        f"sum:{one.group}": "—" if one.value is None else plain_digits(one.value)
        for one in group_sums(report.disclosure)
    }
    _findings(findings, "disclosure", marks, messages)
    return Sheet(html, values, outputs, marks, messages)


def _line(index: int, item: DisclosureItem) -> str:
    key = escape(count_of(item.name), quote=True)
    name = escape(item.name, quote=True)
    return (
        f'<tr><td><input class="left" data-k="name:{index}" data-r="{index}" data-c="0"'
        f' aria-label="栏目名称 {name}"></td>'
        f'<td><input data-k="{key}" data-r="{index}" data-c="1" aria-label="{name} 数量" inputmode="numeric"'
        ' placeholder="0" autocomplete="off"></td>'
        f'<td><input data-k="unit:{index}" data-r="{index}" data-c="2" aria-label="{name} 单位"></td>'
        f'<td><select data-k="group:{index}" data-r="{index}" data-c="3" aria-label="{name} 分类方式">'
        '<option value="category">按栏目</option><option value="channel">按渠道</option></select></td>'
        f'<td><button type="button" class="small" data-act="remove:{name}" aria-label="删除 {name}">删除</button>'
        "</td></tr>"
    )


def numbers_sheet(
    report: Report, addresses: tuple[str, ...], pending: Mapping[str, str], findings: Iterable[Finding]
) -> Sheet:
    """A short list of numbers with their labels and units."""
    lines = []
    for row, address in enumerate(addresses):
        unit, label = OTHER_NUMBERS[address]
        lines.append(
            f'<tr><th class="left">{label}</th><td><input data-k="{address}" data-r="{row}" data-c="0"'
            f' aria-label="{label}" placeholder="未填" autocomplete="off"></td><td class="unit">{unit}</td></tr>'
        )
    html = (
        f'<table data-rows="{len(addresses)}" data-columns="1" style="max-width:520px"><colgroup>'
        f'<col style="width:62%"><col style="width:26%"><col style="width:12%"></colgroup>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
    values: dict[str, str] = {}
    marks: dict[str, Mark] = {}
    messages: list[tuple[str, Mark]] = []
    for address in addresses:
        _number(report, address, pending, values, marks, messages)
    _findings(findings, addresses[0].split(".")[0], marks, messages)
    return Sheet(html, values, {}, marks, messages)


def _number(
    report: Report,
    address: str,
    pending: Mapping[str, str],
    values: dict[str, str],
    marks: dict[str, Mark],
    messages: list[tuple[str, Mark]],
) -> None:
    value = report.value(address)
    values[address] = pending.get(address, "" if value is None else plain_digits(value))
    if address in pending:
        problem = Mark("error", f"{_label(address)}：{read_typed(address, pending[address]).problem}")
        marks[address] = problem
        messages.append((address, problem))


def _label(address: str) -> str:
    return OTHER_NUMBERS[address][1] if address in OTHER_NUMBERS else f"栏目“{address.split('.', 2)[2]}”"


def _findings(findings: Iterable[Finding], head: str, marks: dict[str, Mark], messages: list[tuple[str, Mark]]) -> None:
    for finding in findings:
        if finding.place.startswith(head):
            mark = Mark(finding.severity, finding.message)
            marks.setdefault(finding.place, mark)
            messages.append((finding.place, mark))
