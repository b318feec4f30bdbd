"""The three tables of the form as grids of (text, colspan, rowspan), written from the notice."""

from collections.abc import Sequence
from typing import Any

from tests.corpus.clean_blind.sources import COLUMNS, Source, table2, table3, table4

Cell = tuple[str, int, int]
Grid = list[list[Cell]]

DENY = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
ABSENT = (
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
)
REFUSED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
CLOSED = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
PARTIAL = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
IDENTITY = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
GROUPS = (
    ("（三）不予公开", "deny", DENY),
    ("（四）无法提供", "na", ABSENT),
    ("（五）不予处理", "np", REFUSED),
    ("（六）其他处理", "ot", CLOSED),
)
RESULT_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def _row(texts: Sequence[object]) -> list[Cell]:
    return [(str(text), 1, 1) for text in texts]


def second(source: Source) -> Grid:
    cells = table2(source.head)

    def wide(label: str, value: Any) -> list[Cell]:
        return [(label, 1, 1), (str(value), 3, 1)]

    return [
        [("第二十条第（一）项", 4, 1)],
        _row(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")),
        _row(("规章", *cells["regulations"].values())),
        _row(("行政规范性文件", *cells["normative"].values())),
        [("第二十条第（五）项", 4, 1)],
        wide("信息内容", "本年处理决定数量"),
        wide("行政许可", cells["licensing"]),
        [("第二十条第（六）项", 4, 1)],
        wide("信息内容", "本年处理决定数量"),
        wide("行政处罚", cells["punishment"]),
        wide("行政强制", cells["coercion"]),
        [("第二十条第（八）项", 4, 1)],
        wide("信息内容", "本年收费金额（单位：万元）"),
        wide("行政事业性收费", cells["fees_wan"]),
    ]


def third(source: Source) -> Grid:
    rows = table3(source.head)
    names = (*COLUMNS.values(), "total")

    def numbers(row: str) -> list[Cell]:
        return _row([rows[row][name] for name in names])

    keys = list(rows)
    grid: Grid = [
        [(IDENTITY, 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        _row(("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")),
        [("一、本年新收政府信息公开申请数量", 3, 1), *numbers("new")],
        [("二、上年结转政府信息公开申请数量", 3, 1), *numbers("carried_in")],
        [("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1), *numbers("granted")],
        [(PARTIAL, 2, 1), *numbers("partial")],
    ]
    for label, prefix, labels in GROUPS:
        members = [key for key in keys if key.startswith(f"{prefix}_")]
        for index, (member, text) in enumerate(zip(members, labels, strict=True)):
            first: list[Cell] = [(label, 1, len(labels))] if index == 0 else []
            grid.append([*first, (text, 1, 1), *numbers(member)])
    grid.append([("（七）总计", 2, 1), *numbers("total")])
    grid.append([("四、结转下年度继续办理", 3, 1), *numbers("carried_out")])
    return grid


def fourth(source: Source) -> Grid:
    blocks = table4(source.head)
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [
            *((label, 1, 2) for label in RESULT_LABELS),
            ("未经复议直接起诉", 5, 1),
            ("复议后起诉", 5, 1),
        ],
        _row(RESULT_LABELS * 2),
        _row([value for block in blocks.values() for value in block.values()]),
    ]


GRIDS = {"[表二]": second, "[表三]": third, "[表四]": fourth}


def spread(grid: Grid) -> list[list[tuple[str, int, int] | None]]:
    """The same grid with every covered square present as None, as Word stores it."""
    width = sum(span for _, span, _ in grid[0])
    squares: list[list[tuple[str, int, int] | None]] = [[None] * width for _ in grid]
    taken = [[False] * width for _ in grid]
    for top, row in enumerate(grid):
        left = 0
        for text, across, down in row:
            while taken[top][left]:
                left += 1
            squares[top][left] = (text, across, down)
            for y in range(top, top + down):
                for x in range(left, left + across):
                    taken[y][x] = True
    return squares
