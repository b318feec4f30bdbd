"""T: what stands in the 200 cells, and whether the tables are the form's own."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.cells import MAX_DIGITS, read_cell, usable_count
from assistant.checks.amounts import Amount, is_town, say
from assistant.checks.context import Context
from assistant.checks.labels import HEADERS_OF_TABLE2, differing
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from schemas.form import DECIMAL_CELLS, GRIDS, TABLE_CELLS, TABLE_NAMES, TABLES, cell_label

_FORM: Final = Basis("format", "国办公开办函〔2021〕30号所附格式：表格每格填写数字，没有发生的填 0")
_LABELS: Final = Basis("format", "国办公开办函〔2021〕30号所附格式：表格的行列和项目名称")
_YUAN: Final = Basis("engineering", "收费金额常见错误：以元填入万元栏")
_DECIMAL: Final = re.compile(r"\d{1,12}[.．]\d{1,6}")
_LARGEST: Final = 10**MAX_DIGITS


def _values(context: Context) -> dict[str, Amount | None]:
    tables = [table for table in TABLES if getattr(context.report, table) is not None]
    if not tables:
        raise NotAssessableError("表格数据")
    if len(tables) == len(TABLES):
        return context.raw_cells
    return {cell: context.raw_cells[cell] for table in tables for cell in TABLE_CELLS[table]}


@rule(
    "T-01",
    "单元格没有填数",
    "error",
    _FORM,
    good="没有发生的事项填 0。",
    bad="表三某格空着，或填“/”“无”。",
)
def filled(context: Context) -> Iterator[Hit]:
    """Every cell holds a number; a table that holds none at all is one finding."""
    values = _values(context)
    nothing = [c for c in context.odd_cells if c in values and values[c] is None and _is_blank(context, c)]
    for table in TABLES if nothing else ():
        blank = [c for c in nothing if c.startswith(f"{table}.")]
        if len(blank) == len(TABLE_CELLS[table]):
            yield Hit(table, f"{TABLE_NAMES[table]}的 {len(blank)} 格都没有填。没有发生的请填 0。")
            continue
        for cell in blank:
            raw = context.report.record(cell).raw
            problem = read_cell(raw, cell).problem if raw is not None else "此处为空，没有发生请填 0。"
            yield Hit(cell, f"{cell_label(cell)}：{problem}", excerpt=raw or "")


def _is_blank(context: Context, cell: str) -> bool:
    raw = context.report.record(cell).raw
    return raw is None or read_cell(raw, cell).blank


@rule(
    "T-02",
    "单元格中的数不合规定",
    "error",
    _FORM,
    good="3",
    bad="-3、3.5、3件",
)
def whole_counts(context: Context) -> Iterator[Hit]:
    """Counts are whole and not negative; nothing but a number stands in a cell."""
    records, values = context.report.cells, _values(context)
    for cell in dict.fromkeys((*context.odd_cells, *records)):
        if cell not in values:
            continue
        value = values[cell]
        raw = records[cell].raw if cell in records else None
        problem = _problem_of(raw, value, cell)
        if problem:
            yield Hit(cell, f"{cell_label(cell)}：{problem}", excerpt=raw or "")


def _problem_of(raw: str | None, value: Amount | None, cell: str) -> str:
    reading = read_cell(raw, cell) if raw is not None else None
    if value is None:
        return "" if reading is None or reading.blank else reading.problem
    if usable_count(value, cell) is None:
        if value < 0:
            return f"“{say(value)}”是负数，此处只能填 0 或正数。"
        return f"“{say(value)}”带小数，件数只能是整数。"
    if abs(value) >= _LARGEST:
        return f"“{say(value)}”数字过大，请核对。"
    if cell not in DECIMAL_CELLS and raw is not None and _DECIMAL.fullmatch(raw.strip()):
        return f"“{raw.strip()}”带小数，件数只能是整数。"
    if cell in DECIMAL_CELLS and round(value, 6) != value:
        return f"“{value}”小数位过多，万元最多保留六位小数。"
    return reading.problem if reading is not None and reading.value is None and not reading.blank else ""


@rule(
    "T-03",
    "行政事业性收费疑似以元填入",
    "warning",
    _YUAN,
    needs=("table2",),
    good="全年收费 12000 元，填 1.2（万元）。",
    bad="全年收费 12000 元，填 12000。",
)
def fees_in_wan(context: Context) -> Iterator[Hit]:
    """A township's fees above 10000, or a hundred times last year's, look like yuan."""
    cell = "table2.fees_wan"
    fees = context.count(cell)
    if fees is None:
        raise NotAssessableError("表二“行政事业性收费”")
    before = context.before(cell) if context.follows_previous else None
    if is_town(context) and fees > 10_000:
        yield Hit(
            cell,
            f"表二“行政事业性收费”填 {say(fees)}，单位是万元，合 {say(fees / 10_000)} 亿元。"
            f"是否以元填入？若是 {say(fees)} 元，应填 {say(fees / 10_000)}。",
        )
    elif before and fees > before * 100:
        yield Hit(
            cell,
            f"表二“行政事业性收费”填 {say(fees)} 万元，上年为 {say(before)} 万元，超过上年的 100 倍。"
            "请核对是否以元填入。",
            related=(f"previous.{cell}",),
        )


@rule(
    "T-04",
    "表格行列、项目名称与规定格式一致",
    "error",
    _LABELS,
    scope="file",
    needs=("source.tables",),
    good="（一）予以公开",
    bad="（一）同意公开",
)
def grid_and_labels(context: Context) -> Iterator[Hit]:
    """Size and labels of each table. 表二's heads are T2-07's, grids are ST12's, tables of 2019 are ST05's."""
    for table in context.source.tables if context.source else ():
        if table.address is None or table.picture or table.template == "2019":
            continue
        name, grid = TABLE_NAMES[table.address], GRIDS[table.address]
        wrong = [label for label in differing(table) if label.expected not in HEADERS_OF_TABLE2]
        told = [f"“{label.text}”应为“{label.expected}”" for label in wrong]
        if table.rows and (table.rows, table.cols) != (grid.rows, grid.cols):
            told.insert(0, f"{table.rows} 行 {table.cols} 列，规定格式为 {grid.rows} 行 {grid.cols} 列")
        if told:
            shown = "；".join(told[:6]) + (f"；等 {len(told)} 处" if len(told) > 6 else "")
            yield Hit(
                table.address,
                f"{name}与规定格式不一致：{shown}。请改用规定格式的表格。",
                excerpt=wrong[0].text if wrong else "",
            )


RULES: Final = (filled, whole_counts, fees_in_wan, grid_and_labels)
