"""ST11, ST12: the three tables are there, in their places, and are the form's own."""

from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context
from assistant.checks.headings import section_headings
from assistant.checks.labels import HEADERS_OF_TABLE2, differing
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from schemas.form import GRIDS, SECTION_TITLES, TABLE_NAMES, TABLE_SECTION
from schemas.passages import ordinal

_FORM: Final = Basis("format", "国办公开办函〔2021〕30号所附格式：第二、三、四部分各一张表格，全国统一")


@rule(
    "ST11",
    "表格缺少、放错位置或贴成图片",
    "error",
    _FORM,
    scope="file",
    needs=("source",),
    good="表三是真正的表格，放在“三、收到和处理政府信息公开申请情况”下面。",
    bad="表三贴成了图片。",
)
def tables_there(context: Context) -> Iterator[Hit]:
    """Each table stands in its section as a table. Where its section is missing as well, ST01 speaks."""
    source = context.source
    if source is None or not (source.headings or source.tables):
        raise NotAssessableError("原文件中的标题和表格")
    present = {h.address for h in section_headings(context)}
    for table, name in TABLE_NAMES.items():
        heading = TABLE_SECTION[table]
        number = int(heading.rpartition(".")[2])
        title = f"{ordinal(heading)}{SECTION_TITLES[number - 1]}"
        found = next((t for t in source.tables if t.address == table), None)
        if found is None:
            if heading not in present:
                continue
            seen = "，该处是一张图片" if heading in source.pictures else ""
            yield Hit(table, f"“{title}”没有表格{seen}。请插入规定格式的{name}，并逐格填写。")
        elif found.picture:
            yield Hit(table, f"{name}贴成了图片，读不出数字，也不便查阅。请改为可编辑的表格。")
        elif found.section is not None and found.section != number and heading in present:
            where = ordinal(f"heading.{found.section}")[:-1] if 1 <= found.section <= 6 else ""
            yield Hit(
                table,
                f"{name}放在了{f'第{where}部分' if where else '第一部分之前'}，应放在“{title}”下面。请移到该处。",
            )


@rule(
    "ST12",
    "表格的行、列或项目名称被改动",
    "error",
    _FORM,
    scope="file",
    needs=("source.tables",),
    good="表三 28 行 10 列，项目名称与格式一致。",
    bad="表三加了“合计”一行，或“科研机构”改成“科研单位”。",
)
def form_unchanged(context: Context) -> Iterator[Hit]:
    """Grid and labels. The heads of 表二 are T2-07's, tables of 2019 ST05's."""
    for table in context.source.tables if context.source else ():
        if table.address is None or table.picture or table.template == "2019":
            continue
        name, grid = TABLE_NAMES[table.address], GRIDS[table.address]
        wrong = [label for label in differing(table) if label.expected not in HEADERS_OF_TABLE2]
        told = [problem.rstrip("。") for problem in table.problems]
        if not told and table.rows and (table.rows, table.cols) != (grid.rows, grid.cols):
            told.append(f"{table.rows} 行 {table.cols} 列，规定格式为 {grid.rows} 行 {grid.cols} 列")
        told += [f"“{label.text}”应为“{label.expected}”" for label in wrong]
        if told:
            shown = "；".join(told[:6]) + (f"；等 {len(told)} 处" if len(told) > 6 else "")
            yield Hit(
                table.address,
                f"{name}被改动：{shown}。格式全国统一，请恢复原样。",
                excerpt=wrong[0].text if wrong else "",
            )
