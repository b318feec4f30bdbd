"""The 200 cells in every shape that real files give them. What is not plain is said to be unreadable."""

import pytest

from schemas.form import GRIDS, T3_ROWS, TABLE_CELLS
from schemas.imports import ImportResult
from schemas.source import SourceTable
from tests.documents.handmade import (
    SECTIONS,
    cells_of,
    docx,
    grid_rows,
    html_report,
    html_table,
    numbers,
    p,
    plain,
    read,
    tbl,
    tc,
    word_report,
    word_table,
)

VALUES = numbers(7)
WANT = plain(VALUES)


def table(result: ImportResult, name: str) -> SourceTable:
    assert result.report.source is not None
    return next(t for t in result.report.source.tables if t.address == name)


def all_read(result: ImportResult, want: dict[str, float | int] = WANT) -> None:
    assert cells_of(result) == want
    assert result.unreadable == []
    assert set(result.report.cells) == set(want)
    assert [table(result, name).problems for name in GRIDS] == [[], [], []]
    assert not [label for name in GRIDS for label in table(result, name).labels if label.expected]


def word(tables: dict[str, str] | None = None, values: dict[str, str] = VALUES) -> ImportResult:
    return read(docx(word_report(values, tables)), "年报.docx")


# ---- merges and pieces -------------------------------------------------------------------------------
@pytest.mark.parametrize("merge", ["merged", "repeated", "blank"])
def test_merged_or_not(merge: str) -> None:
    all_read(word({name: word_table(name, VALUES, merge) for name in GRIDS}))


@pytest.mark.parametrize("cut", [3, 5, 8, 15, 26])
@pytest.mark.parametrize("merge", ["merged", "repeated", "blank"])
def test_split_in_two(cut: int, merge: str) -> None:
    upper = word_table("table3", VALUES, merge, rows=range(cut))
    lower = word_table("table3", VALUES, merge, rows=range(cut, 28))
    all_read(word({"table3": upper + p("") + lower}))


@pytest.mark.parametrize("cut", [7, 16, 24])
def test_split_with_the_header_repeated(cut: int) -> None:
    upper = word_table("table3", VALUES, "merged", rows=range(cut))
    head, tail = word_table("table3", VALUES, rows=range(3)), word_table("table3", VALUES, rows=range(cut, 28))
    lower = head.removesuffix("</w:tbl>") + tail.removeprefix("<w:tbl><w:tblPr/>")
    all_read(word({"table3": upper + p("续表") + lower}))


def test_in_a_frame_and_in_a_text_box() -> None:
    inner = word_table("table3", VALUES)
    framed = tbl([[tc(inner + p(""))]])
    box = (
        f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r></w:p>"
    )
    all_read(word({"table3": framed}))
    all_read(word({"table3": box}))


def test_before_its_heading() -> None:
    body = word_report(VALUES).replace(p(SECTIONS[2]), "").replace(p(SECTIONS[3]), p(SECTIONS[2]) + p(SECTIONS[3]))
    assert cells_of(read(docx(body), "年报.docx")) == WANT


# ---- how numbers are printed ---------------------------------------------------------------------------
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
PRINTED = {
    "full width": lambda text: text.translate(FULL_WIDTH),
    "padded": lambda text: f"\u3000\u00a0 {text}\u00a0\u2003",
    "thousands": lambda text: f"{int(text):,}" if text.isdigit() else text,
    "zero width": lambda text: "\u200b" + text + "\ufeff",
}


@pytest.mark.parametrize("look", PRINTED)
def test_numbers_in_print(look: str) -> None:
    shown = {address: PRINTED[look](text) for address, text in VALUES.items()}
    all_read(word(values=shown))
    all_read(read(f"<html><body>{html_report(shown)}</body></html>".encode(), "年报.html"))


def test_line_breaks_within_numbers() -> None:
    def torn(text: str) -> str:
        return tc(p(text[:1]) + p(text[1:])) if text.isdigit() and len(text) > 1 else tc(text)

    all_read(word({name: word_table(name, VALUES, "blank", cell=torn) for name in GRIDS}))


@pytest.mark.parametrize("sign", ["", "/", "-", "—", "无", "\u3000", "N/A"])
def test_blank_signs_are_never_zero(sign: str) -> None:
    shown = VALUES | {"table3.np_repeat.legal": sign, "table2.coercion": sign, "table4.after.other": sign}
    result = word(values=shown)
    blanks = ("table2.coercion", "table3.np_repeat.legal", "table4.after.other")
    assert cells_of(result) == WANT | dict.fromkeys(blanks)
    assert [(item.place, item.raw) for item in result.unreadable] == [(place, sign) for place in blanks]
    assert result.report.cells["table2.coercion"].raw == sign
    assert result.report.cells["table2.coercion"].origin == "imported"


@pytest.mark.parametrize("text", ["3件", "约20", "-4", "1.5", "十二", "1 2"])
def test_what_is_no_number_is_shown_with_its_place(text: str) -> None:
    result = word(values=VALUES | {"table3.deny_process.other": text})
    assert cells_of(result) == WANT | {"table3.deny_process.other": None}
    (item,) = result.unreadable
    assert (item.place, item.raw) == ("table3.deny_process.other", text)
    assert "6.属于四类过程性信息" in item.reason
    assert "其他" in item.reason


def test_a_wholly_blank_table_is_all_unreadable() -> None:
    blank = dict.fromkeys(VALUES, "")
    result = word(values=blank)
    assert set(cells_of(result).values()) == {None}
    assert len(result.unreadable) == 200
    assert result.report.table3 is not None


# ---- labels --------------------------------------------------------------------------------------------
def relabelled(old: str, new: str, name: str = "table3") -> ImportResult:
    markup = word_table(name, VALUES)
    assert old in markup
    return word({name: markup.replace(old, new)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.属于国家秘密", "1. 属于国家秘密"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        ),
        ("社会公益组织", "社会\n公益 组织"),
        ("（七）总计", "（七） 总计"),
    ],
)
def test_tolerated_labels(old: str, new: str) -> None:
    all_read(relabelled(old, new))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("8.属于行政查询事项", "8.属于行政查询的事项", "table3"),
        ("1.本机关不掌握相关政府信息", "1.本机关未掌握政府信息", "table3"),
        ("二、上年结转政府信息公开申请数量", "二、上年度结转申请数量", "table3"),
        ("4.无正当理由大量反复申请", "4.无正当理由大量反复申", "table3"),
        ("本年废止件数", "废止件数", "table2"),
        ("本年收费金额（单位：万元）", "本年收费金额", "table2"),
    ],
)
def test_damaged_labels_are_read_and_told(old: str, new: str, name: str) -> None:
    result = relabelled(old, new, name)
    assert cells_of(result) == WANT
    assert (new, old) in [(label.text, label.expected) for label in table(result, name).labels]
    assert table(result, name).problems == []


def test_swapped_rows_follow_their_labels() -> None:
    shown = VALUES | {}
    rows = grid_rows("table3", shown, repeat=True)
    rows[20], rows[21] = rows[21], rows[20]
    markup = tbl([[tc(text) for text in row] for row in rows])
    result = word({"table3": markup})
    got = cells_of(result)
    wrong = [a for a in WANT if got[a] is not None and got[a] != WANT[a]]
    assert wrong == []


def test_a_strange_row_is_not_guessed() -> None:
    rows = grid_rows("table3", VALUES, repeat=True)
    rows.insert(12, ["三、本年度办理结果", "（三）不予公开", "9.涉及领导批示", *["5"] * 7])
    result = word({"table3": tbl([[tc(text) for text in row] for row in rows])})
    assert cells_of(result) == WANT
    assert any("9.涉及领导批示" in problem for problem in table(result, "table3").problems)


def test_a_missing_row_is_unreadable_and_the_rest_is_read() -> None:
    rows = grid_rows("table3", VALUES, repeat=True)
    del rows[16]
    key = list(T3_ROWS)[13]
    result = word({"table3": tbl([[tc(text) for text in row] for row in rows])})
    lost = {address for address in WANT if address.startswith(f"table3.{key}.")}
    assert cells_of(result) == WANT | dict.fromkeys(lost)
    assert {item.place for item in result.unreadable} == lost
    assert table(result, "table3").problems == ["表三有 27 行，规定格式为 28 行。"]


def test_an_extra_column_is_told_and_left_out() -> None:
    rows = grid_rows("table3", VALUES, repeat=True)
    for at, row in enumerate(rows):
        row.insert(9, "小计" if at < 3 else "99")
    result = word({"table3": tbl([[tc(text) for text in row] for row in rows])})
    assert cells_of(result) == WANT
    assert table(result, "table3").problems
    assert table(result, "table3").cols == 11


def test_a_missing_column_leaves_its_cells_unread() -> None:
    rows = grid_rows("table3", VALUES, repeat=True)
    for row in rows:
        del row[5]
    got = cells_of(word({"table3": tbl([[tc(text) for text in row] for row in rows])}))
    assert {got[a] for a in TABLE_CELLS["table3"]} == {None}
    assert [a for a in WANT if not a.startswith("table3") and got[a] != WANT[a]] == []


def test_a_row_with_too_few_figures_is_not_shifted() -> None:
    rows = grid_rows("table3", VALUES)
    lines = ["\t".join(text for text in row if text) for row in rows]
    at = next(i for i, line in enumerate(lines) if line.startswith("2.重复申请"))
    lines[at] = lines[at].rsplit("\t", 1)[0]
    text = "\n".join(["某镇2024年政府信息公开工作年度报告", SECTIONS[2], *lines, SECTIONS[3]])
    got = cells_of(read(text.encode(), "年报.txt"))
    row = [got[f"table3.np_repeat.{column}"] for column in ("natural", "business", "total")]
    assert row == [None, None, None]
    assert got["table3.np_publication.natural"] == WANT["table3.np_publication.natural"]


def test_a_total_column_in_table_two() -> None:
    rows = [[*row, "合计" if at == 1 else "7"] for at, row in enumerate(grid_rows("table2", VALUES, repeat=True))]
    result = word({"table2": tbl([[tc(text) for text in row] for row in rows])})
    got = cells_of(result)
    assert [a for a in WANT if got[a] is not None and got[a] != WANT[a]] == []
    assert got["table2.regulations.valid"] == WANT["table2.regulations.valid"]
    assert table(result, "table2").cols == 5


def test_unlike_figures_in_a_merged_row_are_not_chosen_from() -> None:
    rows = grid_rows("table2", VALUES)
    rows[6] = ["行政许可", "3", "", "4"]
    result = word({"table2": tbl([[tc(text) for text in row] for row in rows])})
    assert result.report.value("table2.licensing") is None
    assert [(item.place, item.raw) for item in result.unreadable] == [("table2.licensing", "3 4")]


def test_a_picture_in_place_of_a_table() -> None:
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1"/></wp:inline></w:drawing></w:r></w:p>'
    result = word({"table3": picture})
    assert result.report.table3 is None
    assert table(result, "table3").picture
    assert [item.place for item in result.unreadable] == ["table3"]
    assert result.report.source is not None
    assert result.report.source.pictures == ["heading.3"]


def test_a_table_that_is_not_there_is_null_without_complaint() -> None:
    result = word({"table4": p("本年度未发生行政复议、行政诉讼。")})
    assert result.report.table4 is None
    assert result.unreadable == []
    assert [remark.place for remark in result.remarks] == ["heading.4"]


def test_the_same_table_twice_is_taken_once() -> None:
    other = numbers(99)
    result = word({"table4": word_table("table4", VALUES) + p("附：") + word_table("table4", other)})
    assert cells_of(result) == WANT
    assert any(remark.kind == "repeated_table" for remark in result.remarks)


def test_reviews_and_litigation_in_a_table_each() -> None:
    rows = grid_rows("table4", VALUES)
    review = tbl([[tc("行政复议", '<w:gridSpan w:val="5"/>')], *[[tc(t) for t in rows[i][:5]] for i in (1, 3)]])
    courts = tbl([[tc(t) for t in row[5:]] for row in rows])
    assert cells_of(word({"table4": review + p("") + courts})) == WANT


# ---- the format of 2019 --------------------------------------------------------------------------------
def test_tables_of_2019() -> None:
    table2 = tbl(
        [
            [tc("第二十条第（一）项", '<w:gridSpan w:val="4"/>')],
            [tc(t) for t in ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")],
            [tc(t) for t in ("规章", "0", "0", "0")],
            [tc(t) for t in ("规范性文件", "4", "3", "17")],
            [tc("第二十条第（五）项", '<w:gridSpan w:val="4"/>')],
            [tc(t) for t in ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")],
            [tc(t) for t in ("行政许可", "20", "+2", "318")],
            [tc(t) for t in ("其他对外管理服务事项", "9", "0", "44")],
            [tc("第二十条第（六）项", '<w:gridSpan w:val="4"/>')],
            [tc(t) for t in ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")],
            [tc(t) for t in ("行政处罚", "30", "0", "12")],
            [tc(t) for t in ("行政强制", "8", "0", "1")],
            [tc("第二十条第（九）项", '<w:gridSpan w:val="4"/>')],
            [tc("信息内容"), tc("采购项目数量"), tc("采购总金额", '<w:gridSpan w:val="2"/>')],
            [tc("政府集中采购"), tc("5"), tc("120.5万元", '<w:gridSpan w:val="2"/>')],
        ]
    )
    rows = grid_rows("table3", VALUES, repeat=True)
    other = ["三、本年度办理结果", "（六）其他处理", "（六）其他处理", *map(str, range(11, 18))]
    table3 = tbl([[tc(t) for t in row] for row in [*rows[:23], other, *rows[26:]]])
    result = word({"table2": table2, "table3": table3})
    got = cells_of(result)
    assert (table(result, "table2").template, table(result, "table3").template) == ("2019", "2019")
    assert (got["table2.normative.made"], got["table2.normative.valid"]) == (4, None)
    assert (got["table2.licensing"], got["table2.punishment"], got["table2.coercion"]) == (318, 12, 1)
    assert got["table2.fees_wan"] is None
    assert [got[f"table3.ot_other.{c}"] for c in ("natural", "total")] == [11, 17]
    assert got["table3.ot_no_fee.natural"] is None
    kept = [a for a in TABLE_CELLS["table3"] if ".ot_" not in a]
    assert [a for a in kept if got[a] != WANT[a]] == []
    told = " ".join(remark.message for remark in result.remarks)
    assert "2019" in told
    assert "其他对外管理服务事项" in told
    assert "政府集中采购" in told


# ---- tables whose grid is lost ---------------------------------------------------------------------------
def text_report(lines: dict[str, str]) -> bytes:
    parts = ["苏店镇人民政府", "2024年政府信息公开工作年度报告", SECTIONS[0], "2024年，我镇公开信息79条。"]
    parts += [SECTIONS[1], lines["table2"], SECTIONS[2], lines["table3"], SECTIONS[3], lines["table4"]]
    return "\n".join([*parts, SECTIONS[4], "还有不足。", SECTIONS[5], "无。"]).encode()


SHREDDED = {
    "one cell a line": "\n",
    "blanks between": "   ",
    "one blank between": " ",
}


@pytest.mark.parametrize("shape", SHREDDED)
def test_shredded_text(shape: str) -> None:
    lines = {
        name: "\n".join(SHREDDED[shape].join(t for t in row if t) for row in grid_rows(name, VALUES)) for name in GRIDS
    }
    assert cells_of(read(text_report(lines), "年报.txt")) == WANT


@pytest.mark.parametrize("repeat", [True, False])
def test_tab_separated_and_pipes(repeat: bool) -> None:
    rows = {name: grid_rows(name, VALUES, repeat=repeat) for name in GRIDS}
    tabs = {name: "\n".join("\t".join(row) for row in rows[name]) for name in GRIDS}
    pipes = {name: "\n".join("| " + " | ".join(row) + " |" for row in rows[name]) for name in GRIDS}
    assert cells_of(read(text_report(tabs), "年报.txt")) == WANT
    assert cells_of(read(text_report(pipes), "年报.txt")) == WANT


def copied(name: str) -> list[tuple[list[str], int]]:
    """Rows as a page is copied: each cell once, and how many columns the merges swallowed."""
    cells = GRIDS[name].cells
    return [
        (
            [VALUES[c.address] if c.address else c.text or "" for c in cells if c.row == row],
            sum(c.colspan - 1 for c in cells if c.row == row),
        )
        for row in range(GRIDS[name].rows)
    ]


COPIES = {
    "bars around": lambda row, swallowed: "| " + " | ".join(row) + " | " + "|" * swallowed,
    "bars behind": lambda row, _: " | ".join(row) + " |",
    "a cell a line": lambda row, swallowed: "\n".join([*(f"{t} |" if t else "|" for t in row), "|" * swallowed]),
}


@pytest.mark.parametrize("look", COPIES)
@pytest.mark.parametrize("name", ["年报.txt", "年报.md"])
def test_tables_copied_from_pages_with_half_width_signs(look: str, name: str) -> None:
    half = str.maketrans("（）：，", "():,")
    lines = {
        table: "\n".join(COPIES[look](row, swallowed).strip("\n") for row, swallowed in copied(table)).translate(half)
        for table in GRIDS
    }
    result = read(text_report(lines), name)
    assert cells_of(result) == WANT
    assert result.remarks == []


def test_blank_cells_of_a_copied_page_stay_blank() -> None:
    row = ["一、本年新收政府信息公开申请数量", "2", "", "", "", "", "", "2"]
    second = ["二、上年结转政府信息公开申请数量", "", "", "", "", "", "", "0"]
    lines = "\n".join("\n".join([*(f"{t} |" if t else "|" for t in cells), "||"]) for cells in (row, second))
    columns = ("自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    head = "\n".join(f"{column} |" for column in columns)
    last = "四、结转下年度继续办理 |"
    text = "\n".join(["一、总体情况", "好。", SECTIONS[2], "申请人情况 |", head, lines, last, SECTIONS[3]])
    result = read(text.encode(), "年报.txt")
    got = cells_of(result)
    assert [got[f"table3.new.{c}"] for c in ("natural", "business", "other", "total")] == [2, None, None, 2]
    assert [got[f"table3.carried_in.{c}"] for c in ("natural", "total")] == [None, 0]
    assert "table3.new.business" in {item.place for item in result.unreadable}


def test_labels_first_figures_after() -> None:
    def detached(values: dict[str, str]) -> bytes:
        labels = [text for row in grid_rows("table3", values) for text in row[:3] if text]
        figures = [values[address] for address in TABLE_CELLS["table3"]]
        lines = {"table2": "", "table3": "\n".join([*labels, *figures]), "table4": ""}
        return text_report(lines)

    random = cells_of(read(detached(VALUES), "年报.txt"))
    assert {random[address] for address in TABLE_CELLS["table3"]} == {None}
    consistent = dict(VALUES)
    for row in T3_ROWS:
        parts = [int(consistent[f"table3.{row}.{c}"]) for c in ("natural", "business", "research")]
        for column in ("welfare", "legal", "other"):
            consistent[f"table3.{row}.{column}"] = "0"
        consistent[f"table3.{row}.total"] = str(sum(parts))
    got = cells_of(read(detached(consistent), "年报.txt"))
    assert [got[a] for a in TABLE_CELLS["table3"]] == [int(consistent[a]) for a in TABLE_CELLS["table3"]]


# ---- web pages -------------------------------------------------------------------------------------------
def test_markup_of_word_and_of_a_site() -> None:
    def mso(text: str) -> str:
        return (
            '<p class=MsoNormal align=center style="text-align:center"><span lang=EN-US style="font-size:10.5pt;'
            f'mso-fareast-font-family:宋体">{text}<o:p></o:p></span></p>'
        )

    page = f"<html><head><meta charset=gb2312></head><body>{html_report(VALUES, 'class=MsoTable', mso)}</body></html>"
    all_read(read(page.encode("gb18030"), "年报.htm"))


def test_table_with_head_body_and_stray_closings() -> None:
    markup = html_table("table3", VALUES).replace("<table >", "<table><thead></thead><tbody>") + "</tbody></div>"
    page = html_report(VALUES).replace(html_table("table3", VALUES), markup.replace("</td>", ""))
    all_read(read(f"<html><body>{page}</body></html>".encode(), "年报.html"))
