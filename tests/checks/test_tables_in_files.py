"""Tables as people spoil them in Word: written by the program, damaged, read back, and told by one rule."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document

from assistant.checks import check_report
from assistant.documents.importing import import_file
from assistant.publish import export_report
from schemas.findings import CheckResult
from tests.rules.cases import build

TABLES = {"table2": 0, "table3": 1, "table4": 2}
FAMILY = ("T-04", "T2-07", "ST05", "ST11", "ST12", "T-01", "T-02")


def checked(change: Callable[[Document], None]) -> CheckResult:
    file = docx.Document(io.BytesIO(export_report(build({"base": "department"}), "docx")))
    change(file)
    out = io.BytesIO()
    file.save(out)
    return check_report(import_file(out.getvalue(), "报告.docx").report)


def told(result: CheckResult) -> list[tuple[str, str]]:
    return [(f.code, f.place) for f in result.findings if f.code in FAMILY and f.severity == "error"]


def relabel(table: str, old: str, new: str) -> Callable[[Document], None]:
    def change(file: Document) -> None:
        changed = 0
        for element in file.tables[TABLES[table]]._tbl.iter("{*}tc"):
            text = "".join(node.text or "" for node in element.iter("{*}t"))
            if text == old:
                nodes = list(element.iter("{*}t"))
                nodes[0].text = new
                for node in nodes[1:]:
                    node.text = ""
                changed += 1
        assert changed, old

    return change


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("table2", "本年处理决定数量", "处理决定数量", "T2-07"),
        ("table2", "现行有效件数", "现行有效件", "T2-07"),
        ("table2", "本年收费金额（单位：万元）", "本年收费金额", "T2-07"),
        ("table2", "本年制发件数", "本年新制作数量", "T2-07"),
        ("table3", "（一）予以公开", "（一）同意公开", "T-04"),
        ("table3", "3.补正后申请内容仍不明确", "3.申请内容不明确", "T-04"),
        ("table3", "法律服务机构", "律师事务所", "T-04"),
        ("table4", "尚未审结", "未审结", "T-04"),
    ],
)
def test_a_label_of_other_words(table: str, old: str, new: str, code: str) -> None:
    result = checked(relabel(table, old, new))
    assert told(result) == [(code, table)], [(f.code, f.message) for f in result.findings if f.code in FAMILY]
    finding = next(f for f in result.findings if f.code == code)
    assert new in finding.message and old in finding.message


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("table3", "1.属于国家秘密", "1. 属于国家秘密"),
        ("table3", "3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("table3", "商业企业", "商业\n企业"),
        ("table3", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "(二)部分公开"),
        ("table2", "本年收费金额（单位：万元）", "本年收费金额 (单位:万元)"),
        ("table2", "第二十条第（一）项", "第二十条第(一)项"),
        ("table4", "未经复议直接起诉", "未经复议\u3000直接起诉"),
    ],
)
def test_printing_variants_are_the_same_label(table: str, old: str, new: str) -> None:
    assert told(checked(relabel(table, old, new))) == []


def test_a_row_too_many() -> None:
    def change(file: Document) -> None:
        import copy

        table = file.tables[1]
        row = copy.deepcopy(table.rows[-1]._tr)
        table._tbl.append(row)
        first = next(row.iter("{*}t"))
        first.text = "合计"

    assert told(checked(change)) == [("ST12", "table3")]


def test_a_row_taken_out() -> None:
    def change(file: Document) -> None:
        rows = file.tables[1].rows
        row = next(
            r
            for r in rows
            if any("3.要求提供公开出版物" in "".join(t.text or "" for t in r._tr.iter("{*}t")) for _ in [0])
        )
        row._tr.getparent().remove(row._tr)

    found = told(checked(change))
    assert [pair for pair in found if not pair[0].startswith("T-0")] == [("ST12", "table3")]
    assert all(place.startswith("table3.np_publication.") for code, place in found if code == "T-01")


def test_a_table_taken_out() -> None:
    def change(file: Document) -> None:
        table = file.tables[2]._tbl
        table.getparent().remove(table)

    result = checked(change)
    assert told(result) == [("ST11", "table4")]
    assert "T4-01" in {entry.code for entry in result.not_assessable}


@pytest.mark.parametrize(
    ("raw", "code"),
    [("", "T-01"), ("/", "T-01"), ("无", "T-01"), ("—", "T-01"), ("-2", "T-02"), ("1.5", "T-02"), ("2件", "T-02")],
)
def test_a_cell_that_holds_no_count(raw: str, code: str) -> None:
    def change(file: Document) -> None:
        # 四、结转下年度继续办理 · 商业企业
        cell = file.tables[1].rows[-1]._tr.findall("{*}tc")[2]
        nodes = list(cell.iter("{*}t"))
        for node in nodes:
            node.text = ""
        if nodes:
            nodes[0].text = raw

    assert told(checked(change)) == [(code, "table3.carried_out.business")]


def test_full_width_digits_are_read_and_told_as_form() -> None:
    result = checked(relabel("table2", "134", "１３４"))
    assert told(result) == []
    assert [f.place for f in result.findings if f.code == "F05"] == ["table2.licensing"]
