"""One defect, one finding (domain.md §4), on whole reports."""

import pytest

from assistant.checks import check_report
from tests.rules.cases import build


def told(spec: dict, previous: dict | None = None) -> dict[str, list[str]]:
    result = check_report(build(spec), previous=build(previous) if previous else None)
    found: dict[str, list[str]] = {}
    for finding in result.findings:
        found.setdefault(finding.code, []).append(finding.place)
    return found


def table(**changes) -> dict:
    base = {"address": "table2", "template": "2021", "rows": 14, "cols": 4, "labels": [], "section": 2}
    return {"source": {"kind": "docx", "tables": [base | changes]}}


def test_head_of_table_two() -> None:
    label = {"row": 5, "col": 1, "text": "处理决定数量", "expected": "本年处理决定数量"}
    found = told({"base": "town", "merge": table(labels=[label])})
    assert found["T2-07"] == ["table2"]
    assert "T-04" not in found and "ST12" not in found


def test_a_label_is_told_once() -> None:
    label = {"row": 5, "col": 1, "text": "（一）同意公开", "expected": "（一）予以公开"}
    found = told({"base": "town", "merge": table(address="table3", rows=28, cols=10, labels=[label], section=3)})
    assert found["T-04"] == ["table3"]
    assert "ST12" not in found


def test_a_row_too_many_is_told_once() -> None:
    problem = "表三多出一行“合计”，规定格式没有这一行。"
    found = told({"base": "town", "merge": table(address="table3", rows=29, cols=10, problems=[problem], section=3)})
    assert found["ST12"] == ["table3"]
    assert "T-04" not in found


def test_repealed_beyond_what_there_was() -> None:
    found = told({"base": "town", "set": {"table2.normative.repealed": 9}}, {"base": "town_2024"})
    assert found["T2-02"] == ["table2.normative.valid"]
    assert "Y-03" not in found


def test_suits_in_prose() -> None:
    found = told({"base": "city", "text": {"overview.requests": "全年新收申请650件。发生行政诉讼13件。"}})
    assert found["N-07"] == ["overview.requests[0]"]
    assert "T4-04" not in found


@pytest.mark.parametrize(
    "text",
    [
        "2025年未收到政府信息公开申请，办结0件，结转下年度0件。",
        "本年度收到政府信息公开申请0件，办结5件，结转1件。",
        "全年没有公民、法人或其他组织提出政府信息公开申请。",
    ],
)
def test_none_received(text: str) -> None:
    found = told({"base": "town", "text": {"overview.requests": text}})
    assert "N-13" in found
    assert not {"N-01", "N-02", "N-03"} & set(found)


def test_no_disputes() -> None:
    found = told({"base": "department", "text": {"overview.requests": "收到申请27件。未发生行政复议、行政诉讼。"}})
    assert "N-14" in found
    assert "N-07" not in found


def test_growth_against_the_wrong_base() -> None:
    text = "全年新收政府信息公开申请5件，较上年增长30%。"
    found = told({"base": "town", "text": {"overview.requests": text}}, {"base": "town_2024"})
    assert found["N-12"] == ["overview.requests[0]"]
    assert "D07" not in found


def test_documents_counted_otherwise() -> None:
    text = "全年制发规范性文件3件，现行有效2件。"
    found = told({"base": "town2", "text": {"overview.management": text}})
    assert found["N-06"] == ["overview.management[0]"]
    assert "L12" not in found


def test_only_none_in_six() -> None:
    found = told({"base": "town", "text": {"other_matters": "无"}})
    assert found["C03"] == ["other_matters[0]"]
    assert "C02" not in found


def test_section_five_empty() -> None:
    found = told({"base": "town", "text": {"problems": "无", "improvements": ""}})
    assert "ST10" in found
    assert "ST14" not in found


def test_old_title() -> None:
    old = "因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    found = told({"base": "town", "merge": {"headings": {"heading.4": old}}})
    assert found["ST05"] == ["heading.4"]
    assert "ST02" not in found


def test_last_years_prose_serves_where_its_tables_are_missing() -> None:
    bare = {"table2": None, "table3": None, "table4": None}
    previous = {"base": "town_2024", "merge": bare, "text": {"overview.requests": "新收申请4件，结转下年度1件。"}}
    text = "全年新收政府信息公开申请5件，较上年增长30%。上年结转1件，办结5件，结转下年度1件。"
    found = told({"base": "town", "text": {"overview.requests": text}}, previous)
    assert found["N-12"] == ["overview.requests[0]"]
    assert "Y-01" not in found
    text = text.replace("30%", "25%")
    assert "N-12" not in told({"base": "town", "text": {"overview.requests": text}}, previous)


def test_counts_held_against_a_wrong_year_are_not_told_as_well() -> None:
    text = "2024年制发行政规范性文件9件、废止8件，年底现行有效7件。"
    found = told({"base": "city", "text": {"overview.management": text}}, {"base": "city_2024"})
    assert found["D02"] == ["overview.management[0]"]
    assert "N-06" not in found


def test_a_missing_heading_of_six_is_told_once() -> None:
    found = told(
        {
            "base": "town",
            "merge": {"headings": {"heading.6": ""}},
            "text": {"other_matters": "", "improvements": "下一步加强培训。2025年未收取信息处理费。"},
        }
    )
    assert found["ST01"] == ["heading.6"]
    assert "C02" not in found
