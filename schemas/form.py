"""The form GB-30-2021 as data: the three tables, their labels, merges, units and sums.

Source: 国办公开办函〔2021〕30号, annex. 200 numeric cells: 10 in 表二, 175 in 表三, 15 in 表四.
34 of them can be computed from others, 166 cannot.
"""

from dataclasses import dataclass
from typing import Final, Literal

TEMPLATE_ID: Final = "GB-30-2021"

TableName = Literal["table2", "table3", "table4"]
TABLES: Final[tuple[TableName, ...]] = ("table2", "table3", "table4")

SECTION_TITLES: Final[tuple[str, ...]] = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
"""Titles of 一 … 六 without their ordinals."""

TABLE_NAMES: Final[dict[str, str]] = {"table2": "表二", "table3": "表三", "table4": "表四"}
TABLE_SECTION: Final[dict[str, str]] = {"table2": "heading.2", "table3": "heading.3", "table4": "heading.4"}

# ---- 表二 -------------------------------------------------------------------------------------------
T2_DOCUMENT_ROWS: Final[dict[str, str]] = {"regulations": "规章", "normative": "行政规范性文件"}
T2_DOCUMENT_COLUMNS: Final[dict[str, str]] = {
    "made": "本年制发件数",
    "repealed": "本年废止件数",
    "valid": "现行有效件数",
}
T2_SINGLE_ROWS: Final[dict[str, str]] = {
    "licensing": "行政许可",
    "punishment": "行政处罚",
    "coercion": "行政强制",
    "fees_wan": "行政事业性收费",
}
T2_DECISIONS: Final = "本年处理决定数量"
T2_FEES: Final = "本年收费金额（单位：万元）"

# ---- 表三 -------------------------------------------------------------------------------------------
T3_COLUMNS: Final[dict[str, str]] = {
    "natural": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "welfare": "社会公益组织",
    "legal": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
T3_ORGANISATIONS: Final[tuple[str, ...]] = ("business", "research", "welfare", "legal", "other")
T3_INPUT_COLUMNS: Final[tuple[str, ...]] = ("natural", *T3_ORGANISATIONS)

T3_IDENTITY_LABEL: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

T3_ROWS: Final[dict[str, str]] = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "deny_state_secret": "1.属于国家秘密",
    "deny_law": "2.其他法律行政法规禁止公开",
    "deny_safety": "3.危及“三安全一稳定”",
    "deny_third_party": "4.保护第三方合法权益",
    "deny_internal": "5.属于三类内部事务信息",
    "deny_process": "6.属于四类过程性信息",
    "deny_case_file": "7.属于行政执法案卷",
    "deny_inquiry": "8.属于行政查询事项",
    "na_not_held": "1.本机关不掌握相关政府信息",
    "na_need_make": "2.没有现成信息需要另行制作",
    "na_unclear": "3.补正后申请内容仍不明确",
    "np_petition": "1.信访举报投诉类申请",
    "np_repeat": "2.重复申请",
    "np_publication": "3.要求提供公开出版物",
    "np_massive": "4.无正当理由大量反复申请",
    "np_confirm": "5.要求行政机关确认或重新出具已获取信息",
    "ot_no_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "ot_no_fee": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "ot_other": "3.其他",
    "total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
T3_GROUPS: Final[dict[str, str]] = {
    "deny": "（三）不予公开",
    "na": "（四）无法提供",
    "np": "（五）不予处理",
    "ot": "（六）其他处理",
}
T3_LEAVES: Final[tuple[str, ...]] = tuple(
    row for row in T3_ROWS if row not in ("new", "carried_in", "total", "carried_out")
)
"""The 21 result rows that sum to （七）总计."""

# ---- 表四 -------------------------------------------------------------------------------------------
T4_GROUPS: Final[dict[str, str]] = {"review": "行政复议", "direct": "未经复议直接起诉", "after": "复议后起诉"}
T4_RESULTS: Final[dict[str, str]] = {
    "maintain": "结果维持",
    "correct": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
T4_INPUT_RESULTS: Final[tuple[str, ...]] = ("maintain", "correct", "other", "pending")


def _cells_of(table: str) -> tuple[str, ...]:
    if table == "table2":
        documents = [f"table2.{row}.{col}" for row in T2_DOCUMENT_ROWS for col in T2_DOCUMENT_COLUMNS]
        return (*documents, *(f"table2.{row}" for row in T2_SINGLE_ROWS))
    if table == "table3":
        return tuple(f"table3.{row}.{col}" for row in T3_ROWS for col in T3_COLUMNS)
    return tuple(f"table4.{group}.{result}" for group in T4_GROUPS for result in T4_RESULTS)


TABLE_CELLS: Final[dict[str, tuple[str, ...]]] = {table: _cells_of(table) for table in TABLES}
CELLS: Final[tuple[str, ...]] = tuple(cell for table in TABLES for cell in TABLE_CELLS[table])
"""All 200 addresses in the order in which the form prints them."""
CELL_SET: Final = frozenset(CELLS)
DECIMAL_CELLS: Final = frozenset({"table2.fees_wan"})
"""Cells that may hold a decimal (万元); all the others are whole counts (件)."""


def _sums() -> dict[str, tuple[str, ...]]:
    sums: dict[str, tuple[str, ...]] = {}
    for column in T3_INPUT_COLUMNS:
        sums[f"table3.total.{column}"] = tuple(f"table3.{leaf}.{column}" for leaf in T3_LEAVES)
    for row in T3_ROWS:
        sums[f"table3.{row}.total"] = tuple(f"table3.{row}.{column}" for column in T3_INPUT_COLUMNS)
    for group in T4_GROUPS:
        sums[f"table4.{group}.total"] = tuple(f"table4.{group}.{result}" for result in T4_INPUT_RESULTS)
    return sums


SUMS: Final[dict[str, tuple[str, ...]]] = _sums()
"""The 34 computable cells with the cells that each sums, column totals before row totals."""
INPUT_CELLS: Final[tuple[str, ...]] = tuple(cell for cell in CELLS if cell not in SUMS)


def _dependents() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for total, parts in SUMS.items():
        for part in parts:
            found.setdefault(part, []).append(total)
    return {part: tuple(totals) for part, totals in found.items()}


DEPENDENTS: Final[dict[str, tuple[str, ...]]] = _dependents()
"""Cell → totals that sum it directly."""


def cell_unit(address: str) -> str:
    """Unit of a cell: 件, or 万元 for 行政事业性收费."""
    return "万元" if address in DECIMAL_CELLS else "件"


def row_label(address: str) -> str:
    """Label of the row of a cell as the form prints it; a leaf of 表三 without its ordinal group."""
    parts = address.split(".")
    if parts[0] == "table2":
        return T2_DOCUMENT_ROWS.get(parts[1]) or T2_SINGLE_ROWS[parts[1]]
    if parts[0] == "table3":
        return T3_ROWS[parts[1]]
    return T4_GROUPS[parts[1]]


def column_label(address: str) -> str:
    """Label of the column of a cell as the form prints it."""
    parts = address.split(".")
    if parts[0] == "table2":
        if len(parts) == 3:
            return T2_DOCUMENT_COLUMNS[parts[2]]
        return T2_FEES if address in DECIMAL_CELLS else T2_DECISIONS
    return T3_COLUMNS[parts[2]] if parts[0] == "table3" else T4_RESULTS[parts[2]]


def cell_label(address: str) -> str:
    """Where a cell stands, in the words of the form: 表三“（七）总计”行“自然人”列.

    Raises KeyError for an address that is no cell.
    """
    if address not in CELL_SET:
        raise KeyError(address)
    table = TABLE_NAMES[address.split(".", 1)[0]]
    return f"{table}“{row_label(address)}”行“{column_label(address)}”列"


# ---- grids: where labels and cells stand -----------------------------------------------------------
@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the printed table. Exactly one of `text` (a label, may be empty) and `address` is set."""

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    text: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: its size after merge expansion, its cells in reading order, its header rows."""

    table: TableName
    rows: int
    cols: int
    header_rows: int
    cells: tuple[GridCell, ...]


def _grid2() -> Grid:
    cells: list[GridCell] = []

    def label(row: int, col: int, text: str, colspan: int = 1) -> None:
        cells.append(GridCell(row, col, 1, colspan, text=text))

    label(0, 0, "第二十条第（一）项", 4)
    for col, text in enumerate(("信息内容", *T2_DOCUMENT_COLUMNS.values())):
        label(1, col, text)
    for row, (key, text) in enumerate(T2_DOCUMENT_ROWS.items(), start=2):
        label(row, 0, text)
        for col, column in enumerate(T2_DOCUMENT_COLUMNS, start=1):
            cells.append(GridCell(row, col, address=f"table2.{key}.{column}"))
    blocks = (
        (4, "第二十条第（五）项", T2_DECISIONS, ("licensing",)),
        (7, "第二十条第（六）项", T2_DECISIONS, ("punishment", "coercion")),
        (11, "第二十条第（八）项", T2_FEES, ("fees_wan",)),
    )
    for first, item, header, keys in blocks:
        label(first, 0, item, 4)
        label(first + 1, 0, "信息内容")
        label(first + 1, 1, header, 3)
        for row, key in enumerate(keys, start=first + 2):
            label(row, 0, T2_SINGLE_ROWS[key])
            cells.append(GridCell(row, 1, 1, 3, address=f"table2.{key}"))
    return Grid("table2", 14, 4, 0, tuple(cells))


def _grid3() -> Grid:
    cells = [
        GridCell(0, 0, 3, 3, text=T3_IDENTITY_LABEL),
        GridCell(0, 3, 1, 7, text="申请人情况"),
        GridCell(1, 3, 2, 1, text="自然人"),
        GridCell(1, 4, 1, 5, text="法人或其他组织"),
        GridCell(1, 9, 2, 1, text="总计"),
    ]
    cells += [GridCell(2, 4 + i, text=T3_COLUMNS[key]) for i, key in enumerate(T3_ORGANISATIONS)]
    for row, (key, text) in enumerate(T3_ROWS.items(), start=3):
        group = key.split("_", 1)[0]
        if row == 5:
            cells.append(GridCell(5, 0, 22, 1, text="三、本年度办理结果"))
        if key in ("new", "carried_in", "carried_out"):
            cells.append(GridCell(row, 0, 1, 3, text=text))
        elif key in ("granted", "partial", "total"):
            cells.append(GridCell(row, 1, 1, 2, text=text))
        else:
            members = [k for k in T3_LEAVES if k.startswith(group + "_")]
            if key == members[0]:
                cells.append(GridCell(row, 1, len(members), 1, text=T3_GROUPS[group]))
            cells.append(GridCell(row, 2, text=text))
        cells += [
            GridCell(row, col, address=f"table3.{key}.{column}") for col, column in enumerate(T3_COLUMNS, start=3)
        ]
    return Grid("table3", 28, 10, 3, tuple(cells))


def _grid4() -> Grid:
    cells = [GridCell(0, 0, 1, 5, text="行政复议"), GridCell(0, 5, 1, 10, text="行政诉讼")]
    cells += [GridCell(1, i, 2, 1, text=text) for i, text in enumerate(T4_RESULTS.values())]
    cells += [GridCell(1, 5, 1, 5, text="未经复议直接起诉"), GridCell(1, 10, 1, 5, text="复议后起诉")]
    cells += [GridCell(2, 5 + i, text=text) for i, text in enumerate([*T4_RESULTS.values()] * 2)]
    cells += [GridCell(3, i, address=address) for i, address in enumerate(TABLE_CELLS["table4"])]
    return Grid("table4", 4, 15, 3, tuple(cells))


GRIDS: Final[dict[str, Grid]] = {"table2": _grid2(), "table3": _grid3(), "table4": _grid4()}
