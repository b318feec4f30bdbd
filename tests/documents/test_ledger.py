"""依申请公开台账 → 表三: files, headings, words, dates, and what is left out and why."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.documents.ledger import (
    LedgerMapping,
    LedgerResult,
    LedgerTable,
    apply_ledger,
    count_ledger,
    guess_mapping,
    load_kind_words,
    load_result_words,
    read_ledger_table,
    words_in,
)
from assistant.documents.ledger_dates import read_date
from assistant.errors import UnreadableFileError
from schemas.form import SUMS, T3_COLUMNS, T3_LEAVES, TABLE_CELLS
from schemas.report import Unit, new_report

NAMES = ("王小明", "李翠花", "欧阳铁柱")


def xlsx(lines: list[list[Any]], merges: tuple[str, ...] = (), title: str = "台账") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for r, line in enumerate(lines, start=1):
        for c, value in enumerate(line, start=1):
            if value is not None:
                sheet.cell(r, c).value = value
    for merge in merges:
        sheet.merge_cells(merge)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def counted(data: bytes, year: int = 2024, name: str = "台账.xlsx") -> LedgerResult:
    table = read_ledger_table(data, name)
    mapping = guess_mapping(table)
    return count_ledger(table.only(mapping), mapping, load_result_words(), load_kind_words(), year)


def nonzero(result: LedgerResult) -> dict[str, int]:
    """Cells of single applicants (no totals) that are not zero, without `table3.`."""
    return {a.removeprefix("table3."): v for a, v in result.values.items() if v and a not in SUMS}


def rows(*lines: str) -> bytes:
    """A csv ledger with the plainest headings; a line is 收到|类型|结果|答复."""
    text = "收到日期,申请人类型,办理结果,答复日期\n" + "\n".join(line.replace("|", ",") for line in lines)
    return text.encode()


def one(line: str, year: int = 2024) -> LedgerResult:
    return counted(rows(line), year, "a.csv")


# ---- the rule ---------------------------------------------------------------------------------------
def test_the_four_kinds_of_row() -> None:
    result = counted(
        rows(
            "2024-03-01|公民|予以公开|2024-03-20",
            "2023-12-20|企业|信息不存在|2024-01-10",
            "2024-12-25|律师事务所||",
            "2024-12-26|个人|予以公开|2025-01-08",
            "2023-11-01|基金会|办理中|",
        ),
        name="a.csv",
    )
    assert nonzero(result) == {
        "new.natural": 2, "granted.natural": 1, "carried_out.natural": 1,
        "carried_in.business": 1, "na_not_held.business": 1,
        "new.legal": 1, "carried_out.legal": 1,
        "carried_in.welfare": 1, "carried_out.welfare": 1,
    }  # fmt: skip
    assert result.values["table3.new.total"] == 3
    assert result.values["table3.total.total"] == 2
    assert (result.uncounted, result.ignored, result.counted) == ((), (), 5)


def test_rows_of_other_years_are_ignored_with_the_reason() -> None:
    result = counted(rows("2025-01-02|公民|予以公开|2025-01-09", "2023-05-01|公民|予以公开|2023-05-09"), name="a.csv")
    assert nonzero(result) == {}
    assert [number for number, _ in result.ignored] == [2, 3]
    assert "2024 年以后" in result.ignored[0][1]
    assert "以前已经办结" in result.ignored[1][1]


def test_all_175_cells_are_given() -> None:
    assert set(one("2024-03-01|公民|予以公开|2024-03-20").values) == set(TABLE_CELLS["table3"])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("|公民|予以公开|2024-03-20", "没有收到日期"),
        ("三月|公民|予以公开|2024-03-20", "收到日期无法识别"),
        ("2024-03-01||予以公开|2024-03-20", "没有申请人类型"),
        ("2024-03-01|法人|予以公开|2024-03-20", "法人或其他组织"),
        ("2024-03-01|外星人|予以公开|2024-03-20", "不在对照表"),
        ("2024-03-01|公民|予以公开|", "没有答复日期"),
        ("2024-03-01|公民||2024-03-20", "没有办理结果"),
        ("2024-03-01|公民|已答复|2024-03-20", "没有写答复的结果"),
        ("2024-03-01|公民|不予公开|2024-03-20", "其中哪一种情形"),
        ("2024-03-01|公民|无法提供|2024-03-20", "其中哪一种情形"),
        ("2024-03-01|公民|部分公开、不予公开（个人隐私）|2024-03-20", "区分处理的只计"),
        ("2024-03-01|公民|予以公开；信息不存在|2024-03-20", "两种办理结果"),
        ("2024-03-01|公民|转办|2024-03-20", "通常计入"),
        ("2024-03-01|公民|某种没见过的说法|2024-03-20", "不在对照表"),
        ("2024-03-01|公民|不涉及国家秘密|2024-03-20", "不在对照表"),
        ("2024-03-20|公民|予以公开|2024-03-01", "早于收到日期"),
        ("2024-03-01|公民|办理中|2024-03-20", "尚未办结"),
    ],
)
def test_doubtful_rows_are_listed_and_not_counted_at_all(line: str, says: str) -> None:
    result = one(line)
    assert nonzero(result) == {}
    assert [number for number, _ in result.uncounted] == [2]
    assert says in result.uncounted[0][1]


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("公开", "granted"), ("同意公开", "granted"), ("1.予以公开", "granted"), ("予以公开（已邮寄）", "granted"),
        ("主动公开", "granted"), ("已答复，予以公开", "granted"), ("延期后予以公开", "granted"),
        ("部分公开", "partial"), ("（二）部分公开", "partial"), ("区分处理", "partial"),
        ("不予公开（商业秘密）", "deny_third_party"), ("不予公开-1.属于国家秘密", "deny_state_secret"),
        ("危及“三安全一稳定”", "deny_safety"), ("过程性信息，不予公开", "deny_process"),
        ("内部事务信息", "deny_internal"), ("行政执法案卷信息", "deny_case_file"), ("行政查询事项", "deny_inquiry"),
        ("信息不存在", "na_not_held"), ("非本机关制作", "na_not_held"), ("不属于本机关公开", "na_not_held"),
        ("告知该信息不属于我局职责范围", "na_not_held"),
        ("非我单位职责", "na_not_held"), ("我镇未制作该信息", "na_not_held"), ("经查，本机关无此信息", "na_not_held"),
        ("不属我办公开，建议向区自然资源局提出", "na_not_held"), ("需要另行制作", "na_need_make"),
        ("补正后仍不明确", "na_unclear"), ("信访", "np_petition"), ("属于信访投诉举报，不予处理", "np_petition"),
        ("重复申请，不予重复处理", "np_repeat"), ("公开出版物", "np_publication"), ("大量反复申请", "np_massive"),
        ("要求重新出具", "np_confirm"), ("补正逾期", "ot_no_correction"), ("逾期不补正，不再处理", "ot_no_correction"),
        ("逾期未缴费", "ot_no_fee"), ("其他", "ot_other"), ("撤回", "ot_other"), ("申请人主动撤回申请", "ot_other"),
    ],
)  # fmt: skip
def test_result_words(words: str, leaf: str) -> None:
    assert nonzero(one(f"2024-03-01|公民|{words}|2024-03-20")) == {"new.natural": 1, f"{leaf}.natural": 1}


def test_every_row_and_column_of_the_form_reads_as_itself() -> None:
    from schemas.form import T3_ROWS

    results, kinds = load_result_words(), load_kind_words()
    assert {leaf: results.read(T3_ROWS[leaf]).target for leaf in T3_LEAVES} == {leaf: leaf for leaf in T3_LEAVES}
    columns = {key: label for key, label in T3_COLUMNS.items() if key != "total"}
    assert {key: kinds.read(label).target for key, label in columns.items()} == {key: key for key in columns}


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("公民", "natural"), ("个人", "natural"), ("自然人（公民）", "natural"), ("企业", "business"),
        ("XX建设有限公司", "business"), ("科研院所", "research"), ("高校", "research"), ("某某大学", "research"),
        ("协会", "welfare"), ("社会组织", "welfare"), ("律所", "legal"), ("某某律师事务所", "legal"),
        ("其他", "other"), ("村委会", "other"), ("事业单位", "other"), ("法人-商业企业", "business"),
    ],
)  # fmt: skip
def test_kind_words(words: str, column: str) -> None:
    assert nonzero(one(f"2024-03-01|{words}|予以公开|2024-03-20")) == {f"new.{column}": 1, f"granted.{column}": 1}


def test_withdrawn_is_counted_and_pointed_out() -> None:
    result = one("2024-03-01|公民|撤回|2024-03-20")
    assert len(result.remarks) == 1
    assert "第 2 行" in result.remarks[0]


def test_the_clerks_own_words_go_first() -> None:
    data = rows("2024-03-01|合作社|转办|2024-03-20")
    table = read_ledger_table(data, "a.csv")
    results = load_result_words().with_words({"转办": "na_not_held"})
    kinds = load_kind_words().with_words({"合作社": "other"})
    result = count_ledger(table, guess_mapping(table), results, kinds, 2024)
    assert nonzero(result) == {"new.other": 1, "na_not_held.other": 1}
    with pytest.raises(KeyError):
        load_result_words().with_words({"转办": "nowhere"})


def test_wordings_for_the_editable_table() -> None:
    entries = words_in(["予以公开", "转办", "转办", "予以公开", "公开", ""], load_result_words())
    assert [(e.text, e.rows, e.target) for e in entries] == [
        ("转办", 2, None),
        ("予以公开", 2, "granted"),
        ("公开", 1, "granted"),
    ]


# ---- dates ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "2024/1/5", "2024-01-05", "2024.1.5", "2024年1月5日", "2024 年 1 月 5 日", "20240105", "45296", "45296.5",
        "２０２４年１月５日", "2024-01-05 10:30:00", "2024/1/5 9:05",
        "2024年1月5号", "二〇二四年一月五日", "2024.1.5（周五）",
        "2024-01-05T08:00:00",
    ],
)  # fmt: skip
def test_dates(text: str) -> None:
    assert read_date(text) == date(2024, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "1月5日",
        "2024年1月",
        "2024/2/30",
        "24.1.5",
        "1/5/2024",
        "2024.1.5、2024.1.8",
        "2024/1-5",
        "",
        "5",
        "123456",
        "二〇二四年",
    ],
)
def test_what_is_no_single_date(text: str) -> None:
    assert read_date(text) is None


def test_typed_dates_and_serials_in_a_workbook() -> None:
    data = xlsx(
        [
            ["收件日期", "申请人类别", "答复类型", "答复时间"],
            [datetime(2024, 3, 1), "公民", "予以公开", date(2024, 3, 20)],
            [45352, "公民", "予以公开", "2024.3.20"],
        ]
    )
    assert nonzero(counted(data)) == {"new.natural": 2, "granted.natural": 2}


# ---- headings ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["序号", "收到申请日期", "申请人姓名", "申请人类型", "内容", "期限", "答复日期", "办理结果"], (1, 3, 7, 6)),
        (["编号", "登记时间", "申请人", "申请人性质", "联系电话", "处理意见", "办结时间", "备注"], (1, 3, 5, 6)),
        (["申请时间", "受理时间", "应答复日期", "申请主体类型", "答复结果", "答复书文号", "答复时间"], (1, 3, 4, 6)),
        (["收文日期", "申请人（公民/法人）类别", "公开结果", "办毕日期"], (0, 1, 2, 3)),
        (["收到日期", "类别", "结果", "回复日期"], (0, 1, 2, 3)),
        (["申请日期", "申请人身份", "答复情况", "延期截止时间", "答复书送达日期"], (0, 1, 2, 4)),
    ],
)  # fmt: skip
def test_guessed_columns(headings: list[str], expected: tuple[int, int, int, int]) -> None:
    received, kind, result, replied = expected
    line: list[Any] = [f"x{n}" for n in range(len(headings))]
    line[received], line[kind], line[result], line[replied] = "2024-03-01", "公民", "予以公开", "2024-03-20"
    table = read_ledger_table(xlsx([headings, line, line, line]), "台账.xlsx")
    mapping = guess_mapping(table)
    assert (mapping.received, mapping.kind, mapping.result, mapping.replied) == expected
    assert mapping.missing() == ()


def test_heading_row_below_a_title_and_over_two_rows() -> None:
    data = xlsx(
        [
            ["清河镇2024年度依申请公开办理台账"],
            ["填报单位：清河镇", None, None, "填表日期：2025年1月3日"],
            ["序号", "申请人情况", None, "申请情况", "办理情况", None],
            [None, "姓名", "类型", "收到日期", "结果", "答复日期"],
            [1, NAMES[0], "公民", "2024.3.1", "予以公开", "2024.3.9"],
            [2, NAMES[1], "公民", "2024.4.1", "信息不存在", "2024.4.9"],
            ["合计", None, None, 2],
        ],
        ("A1:F1", "A3:A4", "B3:C3", "E3:F3"),
    )
    result = counted(data)
    assert nonzero(result) == {"new.natural": 2, "granted.natural": 1, "na_not_held.natural": 1}
    assert result.uncounted == ()


def test_a_column_of_kinds_headed_applicant() -> None:
    data = xlsx(
        [
            ["收到日期", "申请人", "办理结果", "答复日期"],
            *[["2024-03-01", kind, "予以公开", "2024-03-09"] for kind in ("公民", "企业")],
        ]
    )
    assert nonzero(counted(data)) == {"new.natural": 1, "granted.natural": 1, "new.business": 1, "granted.business": 1}


# ---- no names ---------------------------------------------------------------------------------------
def test_names_are_gone_right_after_reading() -> None:
    a, b, c = NAMES
    head = [
        "序号",
        "申请人",
        "申请人姓名",
        "联系人",
        "联系电话",
        "申请人类型",
        "收到日期",
        "申请内容",
        "办理结果",
        "答复日期",
        "备注",
    ]
    first = [1, a, b, c, "13812345678", "公民", "2024-03-01", f"{a}宅基地", "予以公开", "2024-03-02", b]
    second = [2, b, b, c, "13812345678", a, "2024-03-01", c, f"已答复{c}", "x", b]
    data = xlsx([head, first, second])
    table = read_ledger_table(data, "台账.xlsx")
    mapping = guess_mapping(table)
    kept = [row.cells[i] for row in table.rows for i in range(len(table.headings)) if i not in mapping.columns()]
    assert not [text for text in kept if any(name in text for name in NAMES) or "138" in text]
    result = count_ledger(table.only(mapping), mapping, load_result_words(), load_kind_words(), 2024)
    assert not [name for name in NAMES if name in repr(result)]
    assert nonzero(result) == {"new.natural": 1, "granted.natural": 1}


def test_unmapped_columns_are_emptied_on_request() -> None:
    table = read_ledger_table(rows("2024-03-01|公民|予以公开|2024-03-20"), "a.csv")
    only = table.only(LedgerMapping(received=0))
    assert only.rows[0].cells == ("2024-03-01", "", "", "")


# ---- doubles and splits -----------------------------------------------------------------------------
def test_one_application_on_two_merged_rows_with_two_results() -> None:
    data = xlsx(
        [
            ["登记编号", "收到日期", "申请人类型", "办理结果", "答复日期"],
            ["01", "2024-03-01", "公民", "部分公开", "2024-03-09"],
            [None, None, None, "不予公开（个人隐私）", None],
            ["02", "2024-03-02", "公民", "予以公开", "2024-03-09"],
        ],
        ("A2:A3", "B2:B3", "C2:C3", "E2:E3"),
    )
    result = counted(data)
    assert nonzero(result) == {"new.natural": 1, "granted.natural": 1}
    assert [number for number, _ in result.uncounted] == [2]
    assert "部分公开" in result.uncounted[0][1]


def test_same_number_twice() -> None:
    head = "登记编号,收到日期,申请人类型,办理结果,答复日期\n"
    lines = [
        "A1,2024-03-01,公民,部分公开,2024-03-09",
        "A1,2024-03-01,公民,国家秘密,2024-03-09",
        "A2,2024-03-01,公民,予以公开,2024-03-09",
        "A2,2024-03-01,公民,予以公开,2024-03-09",
    ]
    result = counted((head + "\n".join(lines)).encode(), name="a.csv")
    assert nonzero(result) == {"new.natural": 1, "granted.natural": 1}
    assert [number for number, _ in result.uncounted] == [2, 3, 5]


def test_split_applications_count_by_their_parts() -> None:
    head = "登记编号,收到日期,申请人类型,办理结果,答复日期,拆分自\n"
    lines = [
        "A1,2023-12-20,公民,,,",
        "A1-1,2023-12-20,公民,予以公开,2024-01-09,A1",
        "A1-2,2023-12-20,公民,信息不存在,2024-01-09,A1",
    ]
    result = counted((head + "\n".join(lines)).encode(), name="a.csv")
    assert nonzero(result) == {"carried_in.natural": 2, "granted.natural": 1, "na_not_held.natural": 1}
    assert [number for number, _ in result.ignored] == [2]
    assert "多 1 件" in "".join(result.remarks)


def test_carried_flag() -> None:
    head = "收到日期,申请人类型,办理结果,答复日期,是否上年结转\n"
    lines = [
        ",公民,予以公开,2024-01-09,是",
        "2024-02-01,公民,予以公开,2024-02-09,是",
        "2024-02-01,公民,予以公开,2024-02-09,否",
    ]
    result = counted((head + "\n".join(lines)).encode(), name="a.csv")
    assert nonzero(result) == {"carried_in.natural": 1, "new.natural": 1, "granted.natural": 2}
    assert [number for number, _ in result.uncounted] == [3]


def test_ledger_without_reply_dates_counts_by_result_and_says_so() -> None:
    text = "收到日期,申请人类型,办理结果\n2024-02-01,公民,予以公开\n2024-12-30,公民,办理中\n2023-12-30,公民,予以公开\n"
    result = counted(text.encode(), name="a.csv")
    assert nonzero(result) == {"new.natural": 2, "granted.natural": 1, "carried_out.natural": 1}
    assert [number for number, _ in result.uncounted] == [4]
    assert "没有答复日期" in "".join(result.remarks)


# ---- files ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_encodings(encoding: str, delimiter: str) -> None:
    text = rows("2024-03-01|公民|予以公开|2024-03-20").decode().replace(",", delimiter)
    assert nonzero(counted(text.encode(encoding), name="台账.csv")) == {"new.natural": 1, "granted.natural": 1}


def test_formula_without_a_value_is_not_an_empty_cell() -> None:
    data = xlsx([["收到日期", "申请人类型", "办理结果", "答复日期"], ["2024-03-01", "公民", "予以公开", "=B2"]])
    result = counted(data)
    assert "无法识别" in result.uncounted[0][1]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls"),
        (b"hello,world\n1,2\n", "a.csv"),
        (xlsx([["甲", "乙"], [1, 2]]), "a.xlsx"),
        (b"MZ" + bytes(300), "a.csv"),
        (b'"' + b"x" * 300_000, "a.csv"),
    ],
)
def test_other_files_are_refused_with_a_sentence(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_ledger_table(data, name)
    assert str(caught.value).endswith("。")


def test_another_sheet_that_looks_like_a_ledger_is_named() -> None:
    book = Workbook()
    for title in ("上半年", "下半年"):
        sheet = book.create_sheet(title)
        sheet.append(["收到日期", "申请人类型", "办理结果", "答复日期"])
        sheet.append(["2024-03-01", "公民", "予以公开", "2024-03-20"])
    buffer = BytesIO()
    book.save(buffer)
    result = counted(buffer.getvalue())
    assert "下半年" in "".join(result.remarks)


def test_report_takes_the_ledger() -> None:
    report = apply_ledger(new_report(2024, Unit(name="甲")), one("2024-03-01|公民|予以公开|2024-03-20"))
    assert report.value("table3.total.total") == 1
    assert report.record("table3.new.natural").origin == "ledger"
    assert report.record("table3.new.total").origin == "computed"
    assert report.value("table3.new.legal") == 0


# ---- whatever stands there --------------------------------------------------------------------------
DAYS = st.dates(date(2022, 11, 1), date(2025, 3, 1)).map(str)
LINES = st.tuples(
    st.one_of(DAYS, st.sampled_from(["", "x"])),
    st.sampled_from(["公民", "企业", "律所", "协会", "大学", "其他", "", "法人", "??"]),
    st.sampled_from(
        ["予以公开", "部分公开", "信息不存在", "国家秘密", "撤回", "办理中", "", "不予公开", "??", "部分公开、国家秘密"]
    ),
    st.one_of(DAYS, st.sampled_from(["", "/"])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_identity_always_holds_and_every_row_is_accounted_for(lines: list[tuple[str, str, str, str]]) -> None:
    table = LedgerTable(("收到日期", "申请人类型", "办理结果", "答复日期"), (), "")
    text = "收到日期,申请人类型,办理结果,答复日期\n" + "\n".join(",".join(line) for line in lines)
    table = read_ledger_table(text.encode(), "a.csv")
    result = count_ledger(table, LedgerMapping(0, 1, 2, 3), load_result_words(), load_kind_words(), 2024)
    for column in T3_COLUMNS:
        received = result.values[f"table3.new.{column}"] + result.values[f"table3.carried_in.{column}"]
        assert received == result.values[f"table3.total.{column}"] + result.values[f"table3.carried_out.{column}"]
    for total, parts in SUMS.items():
        if total.startswith("table3."):
            assert result.values[total] == sum(result.values[p] for p in parts)
    listed = [number for number, _ in (*result.uncounted, *result.ignored)]
    assert result.counted + len(listed) == sum(any(line) for line in lines)
