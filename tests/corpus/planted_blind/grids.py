"""The three tables of the form as grids with merged cells, drawn by hand from the format notice."""

from dataclasses import dataclass
from typing import Any

from tests.corpus.planted_blind.plants import COLUMNS, ROWS

ROW_LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
)
GROUPS = {"deny": "（三）不予公开", "na": "（四）无法提供", "np": "（五）不予处理", "ot": "（六）其他处理"}
RESULTS = ("maintain", "correct", "other", "pending", "total")
RESULT_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@dataclass(eq=False)
class Cell:
    text: str
    address: str = ""


@dataclass
class Grid:
    matrix: list[list[Cell]]

    def cells(self) -> list[Cell]:
        return list({id(cell): cell for row in self.matrix for cell in row}.values())

    def edit(self, word: str, rest: str) -> None:
        if word == "raw":
            address, text = rest.split(" :=", 1)
            next(cell for cell in self.cells() if cell.address == address).text = text.removeprefix(" ")
        elif word == "label":
            old, new = rest.split(" : ", 1)[1].split(" → ")
            hits = [cell for cell in self.cells() if cell.text == old]
            assert hits, old
            for cell in hits:
                cell.text = new
        elif word == "delrow":
            key = rest.split()[1]
            self.matrix = [row for row in self.matrix if not any(f".{key}" in cell.address for cell in row)]
        elif word == "delcol":
            index = COLUMNS.index(rest.split()[1]) + 3
            for row in self.matrix:
                del row[index]
        elif word == "addrow":
            cells = [Cell(rest.split()[1]), *(Cell("0") for _ in self.matrix[0][1:])]
            self.matrix.append(cells)
        elif word == "addcol":
            for index, row in enumerate(self.matrix):
                row.append(Cell(rest.split()[1] if index == 0 else ""))
        else:
            self._old(rest)

    def _old(self, rest: str) -> None:
        """The wording and rows of the 2019 form."""
        if rest == "2":
            for old, new in zip(
                ("本年制发件数", "本年废止件数", "现行有效件数"),
                ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
                strict=True,
            ):
                self.edit("label", f"table2 : {old} → {new}")
        elif rest == "3":
            del self.matrix[24:26]
            for cell in self.matrix[23][1:3]:
                cell.text = "（六）其他处理"
        else:
            wide = Cell("第二十条第（九）项")
            self.matrix.append([wide] * 4)
            self.matrix.append([Cell("信息内容"), Cell("采购项目数量"), *[Cell("采购总金额")] * 2])
            self.matrix.append([Cell("政府集中采购"), Cell("0"), *[Cell("0")] * 2])


def shown(value: Any) -> str:
    return "" if value is None else str(value)


def grid_of(report: dict[str, Any], table: str) -> Grid:
    values = report[table]
    if table == "table2":
        return Grid(_table2(values))
    if table == "table3":
        return Grid(_table3(values))
    head: list[list[Cell]] = [[], [], [], []]
    titles = {"review": Cell("行政复议"), "direct": Cell("行政诉讼")}
    for part in ("review", "direct", "after"):
        second = Cell({"direct": "未经复议直接起诉", "after": "复议后起诉"}.get(part, ""))
        for key, label in zip(RESULTS, RESULT_LABELS, strict=True):
            name = Cell(label)
            head[0].append(titles.get(part, titles["direct"]))
            head[1].append(name if part == "review" else second)
            head[2].append(name)
            head[3].append(Cell(shown(values[part][key]), f"table4.{part}.{key}"))
    return Grid(head)


def _table2(values: dict[str, Any]) -> list[list[Cell]]:
    def three(label: str, key: str) -> list[Cell]:
        return [
            Cell(label),
            *(Cell(shown(values[key][part]), f"table2.{key}.{part}") for part in ("made", "repealed", "valid")),
        ]

    def wide(label: str, text: str, address: str = "") -> list[Cell]:
        return [Cell(label), *[Cell(text, address)] * 3]

    def one(label: str, key: str) -> list[Cell]:
        return wide(label, shown(values[key]), f"table2.{key}")

    return [
        [Cell("第二十条第（一）项")] * 4,
        [Cell("信息内容"), Cell("本年制发件数"), Cell("本年废止件数"), Cell("现行有效件数")],
        three("规章", "regulations"),
        three("行政规范性文件", "normative"),
        [Cell("第二十条第（五）项")] * 4,
        wide("信息内容", "本年处理决定数量"),
        one("行政许可", "licensing"),
        [Cell("第二十条第（六）项")] * 4,
        wide("信息内容", "本年处理决定数量"),
        one("行政处罚", "punishment"),
        one("行政强制", "coercion"),
        [Cell("第二十条第（八）项")] * 4,
        wide("信息内容", "本年收费金额（单位：万元）"),
        one("行政事业性收费", "fees_wan"),
    ]


def _table3(values: dict[str, Any]) -> list[list[Cell]]:
    corner = Cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    situation, natural, firms, total = Cell("申请人情况"), Cell("自然人"), Cell("法人或其他组织"), Cell("总计")
    rows = [
        [corner] * 3 + [situation] * 7,
        [corner] * 3 + [natural] + [firms] * 5 + [total],
        [corner] * 3 + [natural] + [Cell(name) for name in APPLICANTS] + [total],
    ]
    block = Cell("三、本年度办理结果")
    groups = {key: Cell(label) for key, label in GROUPS.items()}
    for row, label in zip(ROWS, ROW_LABELS, strict=True):
        name, group = Cell(label), groups.get(row.split("_")[0])
        if row in {"new", "carried_in", "carried_out"}:
            left = [name] * 3
        elif group:
            left = [block, group, name]
        else:
            left = [block, name, name]
        rows.append(left + [Cell(shown(values[row][column]), f"table3.{row}.{column}") for column in COLUMNS])
    return rows
