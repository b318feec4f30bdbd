"""Workbooks that other people made: moved, merged, relabelled, half calculated, mistyped."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.workbook import read_workbook, write_workbook
from assistant.errors import UnreadableFileError
from schemas.form import TABLE_CELLS
from schemas.imports import ImportResult
from schemas.report import Unit, cell_values, new_report

PEOPLE = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = (
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    ("（三）不予公开", "1．属于国家秘密"),
    ("", "2．其他法律、行政法规禁止公开"),
    ("", '3．危及"三安全一稳定"'),
    ("", "4．保护第三方合法权益"),
    ("", "5．属于三类内部事务信息"),
    ("", "6．属于四类过程性信息"),
    ("", "7．属于行政执法案卷"),
    ("", "8．属于行政查询事项"),
    ("（四）无法提供", "1．本机关不掌握相关政府信息"),
    ("", "2．没有现成信息需要另行制作"),
    ("", "3．补正后申请内容仍不明确"),
    ("（五）不予处理", "1．信访举报投诉类申请"),
    ("", "2．重复申请"),
    ("", "3．要求提供公开出版物"),
    ("", "4．无正当理由大量反复申请"),
    ("", "5．要求行政机关确认或重新出具已获取信息"),
    ("（六）其他处理", "1．申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("", "2．申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("", "3．其他"),
)


def put_table2(sheet: Worksheet, top: int, left: int, start: int = 1) -> int:
    """表二 with its numbers counting up from `start`; gives the row below it."""
    n = iter(range(start, start + 10))
    lines: list[list[Any]] = [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", next(n), next(n), next(n)],
        ["行政规范性文件", next(n), next(n), next(n)],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", next(n)],
        ["第二十条第（六）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚", next(n)],
        ["行政强制", next(n)],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费", next(n)],
    ]
    return put(sheet, lines, top, left)


def put_table3(sheet: Worksheet, top: int, left: int, start: int = 100) -> int:
    n = iter(range(start, start + 175))

    def numbers() -> list[int]:
        return [next(n) for _ in PEOPLE]

    lines: list[list[Any]] = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", None, None, "申请人情况"],
        [None, None, None, "自然人", "法人或其他组织", None, None, None, None, "总计"],
        [None, None, None, None, *PEOPLE[1:6]],
        ["一、本年新收政府信息公开申请数量", None, None, *numbers()],
        ["二、上年结转政府信息公开申请数量", None, None, *numbers()],
    ]
    for at, label in enumerate(RESULTS):
        first = "三、本年度办理结果" if at == 0 else None
        two = [label, None] if isinstance(label, str) else list(label)
        lines.append([first, *two, *numbers()])
    lines += [
        [None, "（七）总计", None, *numbers()],
        ["四、结转下年度继续办理", None, None, *numbers()],
    ]
    return put(sheet, lines, top, left)


def put_table4(sheet: Worksheet, top: int, left: int, start: int = 500) -> int:
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    lines: list[list[Any]] = [
        ["行政复议", None, None, None, None, "行政诉讼"],
        [*five, "未经复议直接起诉", None, None, None, None, "复议后起诉"],
        [None] * 5 + five + five,
        list(range(start, start + 15)),
    ]
    return put(sheet, lines, top, left)


def put(sheet: Worksheet, lines: list[list[Any]], top: int, left: int) -> int:
    for r, line in enumerate(lines, start=top):
        for c, value in enumerate(line, start=left):
            if value not in (None, ""):
                sheet.cell(r, c).value = value
    return top + len(lines)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(book: Workbook, name: str = "表.xlsx") -> ImportResult:
    return read_workbook(saved(book), name)


def sheet_of(book: Workbook) -> Worksheet:
    return book.worksheets[0]


EXPECTED = {
    **dict(zip(TABLE_CELLS["table2"], range(1, 11), strict=True)),
    **dict(zip(TABLE_CELLS["table3"], range(100, 275), strict=True)),
    **dict(zip(TABLE_CELLS["table4"], range(500, 515), strict=True)),
}


def test_three_tables_below_each_other_on_one_sheet_with_a_title() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    sheet["C1"] = "清河区水务局 2023 年政府信息公开工作年度报告"
    row = put_table2(sheet, 3, 2)
    row = put_table3(sheet, row + 2, 2)
    put_table4(sheet, row + 1, 2)
    result = read(book)
    assert cell_values(result.report) == EXPECTED
    assert result.unreadable == []
    assert result.remarks == []
    assert (result.report.unit.name, result.report.year) == ("清河区水务局", 2023)


def test_tables_beside_each_other_and_in_another_order() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table4(sheet, 2, 20)
    put_table2(sheet, 10, 14)
    put_table3(sheet, 2, 1)
    assert cell_values(read(book).report) == EXPECTED


def test_merged_cells_and_wider_number_columns() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table2(sheet, 1, 1)
    for row in (7, 10, 11, 14):
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
    end = put_table3(sheet, 20, 1)
    sheet.merge_cells(start_row=20, start_column=1, end_row=22, end_column=3)
    sheet.merge_cells(start_row=25, start_column=1, end_row=46, end_column=1)
    sheet.merge_cells(start_row=27, start_column=2, end_row=34, end_column=2)
    put_table4(sheet, end + 3, 1)
    assert cell_values(read(book).report) == EXPECTED


def test_rows_inserted_between_rows_are_not_read_as_rows_of_the_form() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    row = put_table3(sheet, 5, 1)
    sheet.insert_rows(11, 1)
    sheet.cell(11, 2).value = "其中：网上申请"
    sheet.cell(11, 4).value = 7
    put_table2(sheet, row + 5, 1)
    put_table4(sheet, row + 30, 1)
    result = read(book)
    assert cell_values(result.report) == EXPECTED
    assert "其中：网上申请" in "".join(remark.message for remark in result.remarks)


def test_labels_repeated_on_every_row_and_cut_short() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table3(sheet, 1, 1)
    for row in range(6, 28):
        sheet.cell(row, 1).value = "三、本年度办理结果"
    for row in range(8, 16):
        sheet.cell(row, 2).value = "（三）不予公开"
    sheet.cell(7, 2).value = "(二)部分公开"
    sheet.cell(24, 3).value = "1.申请人无正当理由逾期不补正"
    report = read(book).report
    assert report.table2 is None
    assert {a: v for a, v in cell_values(report).items() if a.startswith("table3")} == {
        a: v for a, v in EXPECTED.items() if a.startswith("table3")
    }


def test_row_with_a_wrong_label_is_taken_by_its_place_and_named() -> None:
    book = Workbook()
    put_table3(sheet_of(book), 1, 1)
    sheet_of(book)["C10"] = "危害稳定类"
    result = read(book)
    assert result.report.value("table3.deny_safety.natural") == EXPECTED["table3.deny_safety.natural"]
    assert any("危害稳定类" in r.message and "三安全一稳定" in r.message for r in result.remarks)


def test_missing_row_and_missing_column_are_null_and_said() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table3(sheet, 1, 1)
    sheet.delete_rows(14)
    for row in range(1, 30):
        sheet.cell(row, 8).value = None
    result = read(book)
    assert result.report.value("table3.deny_case_file.natural") is None
    assert result.report.value("table3.new.legal") is None
    assert result.report.value("table3.deny_inquiry.natural") == EXPECTED["table3.deny_inquiry.natural"]
    reasons = {entry.place: entry.reason for entry in result.unreadable}
    assert "没有找到" in reasons["table3.deny_case_file.total"]
    assert "没有找到" in reasons["table3.partial.legal"]


@pytest.mark.parametrize(
    ("value", "expected", "reason"),
    [
        (7, 7, ""),
        (7.0, 7, ""),
        ("35", 35, ""),
        ("１２", 12, ""),
        (" 1,259\u3000", 1259, ""),
        (0, 0, ""),
        (3.5, None, "小数"),
        ("3.5", None, "小数"),
        (-2, None, "负数"),
        (True, None, "逻辑值"),
        (date(2024, 1, 5), None, "日期"),
        ("无", None, "此处为“无”"),
        ("/", None, "没有发生请填 0"),
        ("12件", None, "不是数字"),
        ("1 2", None, "空格"),
        ("#REF!", None, "错误值"),
        ("=A1+B1", None, "公式未计算"),
        (10**18, None, "过大"),
    ],
)
def test_a_cell_is_read_strictly(value: Any, expected: int | None, reason: str) -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table3(sheet, 1, 1)
    sheet["D4"] = value
    result = read(book)
    assert result.report.value("table3.new.natural") == expected
    found = [entry for entry in result.unreadable if entry.place == "table3.new.natural"]
    assert [reason in entry.reason for entry in found] == ([True] if reason else [])
    assert result.report.value("table3.carried_in.natural") == EXPECTED["table3.carried_in.natural"]


def test_percent_is_no_count_and_fees_may_have_decimals() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table2(sheet, 1, 1)
    sheet["B7"], sheet["B14"] = 0.5, 0.1 + 0.2
    sheet["B7"].number_format = "0%"
    result = read(book)
    assert result.report.value("table2.fees_wan") == 0.3
    assert result.report.value("table2.licensing") is None
    assert [e.raw for e in result.unreadable] == ["50%"]


def test_formula_that_was_never_calculated_is_not_zero() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table4(sheet, 1, 1)
    sheet["E4"] = "=SUM(A4:D4)"
    result = read(book)
    assert result.report.value("table4.review.total") is None
    assert [e.place for e in result.unreadable] == ["table4.review.total"]
    assert result.unreadable[0].reason.endswith("公式未计算，请在 Excel/WPS 中打开保存一次。")


def test_zero_that_a_program_wrote_for_a_formula_is_not_believed() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table4(sheet, 1, 1)
    sheet["E4"] = "=SUM(A4:D4)"
    data = edited_xml(saved(book), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>0</v>")
    result = read_workbook(data, "表.xlsx")
    assert result.report.value("table4.review.total") is None
    assert "公式" in result.unreadable[0].reason


def test_blank_cells_stay_null_and_are_listed() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put_table4(sheet, 1, 1)
    sheet["B4"] = None
    sheet["C4"] = "   "
    result = read(book)
    assert [e.place for e in result.unreadable] == ["table4.review.correct", "table4.review.other"]
    assert result.report.record("table4.review.maintain").origin == "imported"


def test_hidden_sheet_of_last_year_is_left_alone() -> None:
    book = Workbook()
    old = sheet_of(book)
    put_table2(old, 1, 1, start=900)
    old.title, old.sheet_state = "2023年", "hidden"
    put_table2(book.create_sheet("2024年"), 1, 1)
    result = read(book)
    assert result.report.value("table2.regulations.made") == 1
    assert any("2023年" in remark.message for remark in result.remarks)


def test_only_a_hidden_sheet_is_said_by_name() -> None:
    book = Workbook()
    put_table2(sheet_of(book), 1, 1)
    sheet_of(book).title = "底稿"
    book.create_sheet("说明")
    sheet_of(book).sheet_state = "hidden"
    book.active = 1
    with pytest.raises(UnreadableFileError, match="底稿"):
        read(book)


def test_several_units_in_one_workbook_give_the_first_whole_one() -> None:
    book = Workbook()
    put_table3(sheet_of(book), 1, 1, start=800)
    sheet_of(book).title = "依申请"
    whole = book.create_sheet("汇总")
    put_table4(whole, put_table3(whole, put_table2(whole, 1, 1), 1), 1)
    result = read(book)
    assert cell_values(result.report) == EXPECTED
    assert any("“依申请”" in remark.message for remark in result.remarks)


def test_form_of_2019_is_recognised() -> None:
    book = Workbook()
    sheet = sheet_of(book)
    put(
        sheet,
        [
            ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
            ["规章", 1, 2, 3],
            ["规范性文件", 4, 5, 6],
            ["第二十条第（五）项"],
            ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
            ["行政许可", 11, 12, 13],
        ],
        1,
        1,
    )
    row = put_table3(sheet, 12, 1)
    for line in (row - 4, row - 3):
        for col in range(1, 12):
            sheet.cell(line, col).value = None
    sheet.cell(row - 5, 2).value, sheet.cell(row - 5, 3).value = "（六）其他处理", None
    result = read(book)
    assert result.report.value("table2.licensing") == 13
    assert result.report.value("table2.regulations.made") is None
    assert result.report.value("table3.ot_other.natural") == EXPECTED["table3.ot_no_correction.natural"]
    assert result.report.value("table3.total.total") == EXPECTED["table3.total.total"]
    assert [r.place for r in result.remarks if r.kind == "format_2019"] == ["table2", "table3"]


def test_fees_in_another_unit_are_pointed_out() -> None:
    book = Workbook()
    put_table2(sheet_of(book), 1, 1)
    sheet_of(book)["B13"] = "本年收费金额（单位：元）"
    assert [r.place for r in read(book).remarks] == ["table2.fees_wan"]


def test_year_may_stand_in_the_file_name_only() -> None:
    book = Workbook()
    put_table2(sheet_of(book), 1, 1)
    result = read(book, "大坪乡2022年年报数据.xlsx")
    assert (result.report.year, result.report.unit.name) == (2022, None)


def test_filed_by_line() -> None:
    book = Workbook()
    put_table2(sheet_of(book), 4, 1)
    sheet_of(book)["A2"] = "填报单位：大坪乡人民政府        年度：2024"
    report = read(book).report
    assert report.unit.name == "大坪乡人民政府"
    assert report.year == 2024


def test_our_own_form_filled_in_elsewhere() -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(write_workbook(new_report(2025, Unit(name="大坪乡人民政府")))))
    book["表四"]["A6"] = 3
    result = read(book)
    assert (result.report.year, result.report.unit.name) == (2025, "大坪乡人民政府")
    assert result.report.value("table4.review.maintain") == 3
    reasons = {entry.place: entry.reason for entry in result.unreadable}
    assert "公式未计算" in reasons["table4.review.total"]
    assert "此处为空" in reasons["table4.direct.total"]


# ---- what is no workbook of the form ----------------------------------------------------------------
def edited_xml(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    source = zipfile.ZipFile(BytesIO(data))
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == part:
                assert old in content
                content = content.replace(old, new)
            out.writestr(item.filename, content)
    return target.getvalue()


def workbook() -> bytes:
    book = Workbook()
    put_table4(sheet_of(book), 1, 1)
    return saved(book)


def with_entity() -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    data = workbook()
    start = zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")[:30]
    return edited_xml(data, "xl/worksheets/sheet1.xml", start, evil + start)


def with_macro() -> bytes:
    buffer = BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as out:
        out.writestr("xl/vbaProject.bin", b"x")
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/worksheets/sheet9.xml", b" " * 60_000_000)
    return buffer.getvalue()


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + bytes(1024)
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        (OLD_EXCEL, "另存为 .xlsx"),
        (ENCRYPTED, "密码"),
        (b"MZ\x90\x00" + bytes(200), "程序"),
        (workbook()[:-300], "损坏"),
        (workbook()[: len(workbook()) // 2], "损坏"),
        (with_macro(), "宏"),
        (with_entity(), "XML"),
        (bomb(), "庞大"),
        (b"a,b,c\n1,2,3\n", "工作簿"),
    ],
    ids=["empty", "xls", "encrypted", "exe", "cut", "half", "macro", "entity", "bomb", "csv"],
)
def test_bad_files_are_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_workbook(data, "表.xlsx")
    assert says in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_workbook_of_something_else_is_refused() -> None:
    book = Workbook()
    put(sheet_of(book), [["姓名", "工资"], ["甲", 3000], ["自然人", 1]], 1, 1)
    with pytest.raises(UnreadableFileError, match="没有找到"):
        read(book)


def test_lonely_cell_at_the_far_end_costs_nothing() -> None:
    book = Workbook()
    put_table4(sheet_of(book), 1, 1)
    sheet_of(book)["XFD1048576"] = "x"
    assert read(book).report.value("table4.review.maintain") == 500
