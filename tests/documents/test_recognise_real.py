"""The two public reports that are at hand, read whole."""

import json
from pathlib import Path

from assistant.documents.importing import import_file, import_path
from schemas.form import CELLS
from schemas.imports import ImportResult

DATA = Path(__file__).parent.parent / "data"


def both() -> tuple[ImportResult, ImportResult]:
    return import_path(DATA / "sudian-2024.txt"), import_path(DATA / "hangzhou2025.html")


def test_sudian_every_cell_is_zero_and_read() -> None:
    result = import_path(DATA / "sudian-2024.txt")
    assert {result.report.value(address) for address in CELLS} == {0}
    assert result.unreadable == []
    assert set(result.report.cells) == set(CELLS)
    assert all(record.origin == "imported" for record in result.report.cells.values())
    assert result.report.cells["table2.licensing"].raw == "\u3000\n0"


def test_sudian_head_and_prose() -> None:
    report = import_path(DATA / "sudian-2024.txt").report
    assert (report.year, report.unit.name) == (2024, "苏店镇人民政府")
    assert report.period is None
    assert "intro" not in report.passages
    assert report.passages["overview.requests"] == "2024年我单位未接收到任何依申请公开的申请。"
    assert report.passages["overview.proactive"].endswith("义务教育领域1条，共计79条。")
    assert report.passages["other_matters"] == "无"
    assert report.passages["improvements"].split("\n")[1].startswith("2.严格遵守程序。")
    assert len(report.passages["improvements"].split("\n")) == 3
    assert report.headings["heading.5.2"] == "具体改进措施"
    assert {state.writer for state in report.state.values()} == {"imported"}
    assert (report.fees.notices, report.disclosure.total, report.statements.appraisal.state) == (None, None, None)


def test_sudian_source_remembers_what_the_file_was_like() -> None:
    source = import_path(DATA / "sudian-2024.txt").report.source
    assert source is not None
    ordinals = {h.address: h.ordinal for h in source.headings if h.address}
    assert ordinals["heading.1"] == "1、"
    assert ordinals["heading.5"] == "5、"
    assert ordinals["heading.1.3"] == "（3）"
    assert next(h.raw for h in source.headings if h.address == "heading.1") == "1、 总体情况"
    assert source.title == "苏店镇人民政府\n2024年政府信息公开工作年度报告"
    table2, table3, table4 = source.tables
    assert [(t.rows, t.cols, t.problems) for t in source.tables] == [(14, 4, []), (28, 10, []), (4, 15, [])]
    assert [(lab.text, lab.expected) for lab in table2.labels if lab.expected] == [
        ("处理决定数量", "本年处理决定数量"),
        ("处理决定数量", "本年处理决定数量"),
    ]
    assert not [lab for table in (table3, table4) for lab in table.labels if lab.expected]
    assert [(d.place, d.text, d.span) for d in source.debris] == [("heading.5.2", "[bookmark: _GoBack]", (0, 19))]


def test_hangzhou_every_cell() -> None:
    result = import_path(DATA / "hangzhou2025.html")
    want = json.loads((DATA / "hangzhou2025.json").read_text(encoding="utf-8"))
    got = json.loads(result.report.model_dump_json())
    for table in ("table2", "table3", "table4"):
        assert got[table] == want[table]
    assert result.unreadable == []
    assert (got["year"], got["unit"]["name"]) == (2025, "测试市")
    assert got["passages"] == want["passages"]


def test_hangzhou_headings_that_run_on() -> None:
    report = import_path(DATA / "hangzhou2025.html").report
    assert report.headings["heading.1.1"] == "主动公开"
    assert report.headings["heading.5"] == "存在问题及改进情况"
    assert report.period == "2025年1月1日至12月31日"
    assert report.title == "测试市2025年政府信息公开工作年度报告"


def test_reading_twice_gives_the_same() -> None:
    assert both() == both()


def test_text_with_a_heading_only_is_a_report_without_tables() -> None:
    result = import_file(
        "四、政府信息公开行政复议、行政诉讼情况\n未发生。\n六、其他需要报告的事项\n无。".encode(), "年报.txt"
    )
    assert (result.report.table2, result.report.table3, result.report.table4) == (None, None, None)
    assert result.report.passages["other_matters"] == "无。"
    assert result.unreadable == []


def test_text_with_a_title_only_keeps_its_prose() -> None:
    text = "某局2023年政府信息公开工作年度报告\n2023年，我局主动公开政府信息12条。\n下一步将继续努力。"
    report = import_file(text.encode(), "年报.txt").report
    assert (report.year, report.unit.name) == (2023, "某局")
    assert "我局主动公开政府信息12条" in "".join(report.passages.values())
