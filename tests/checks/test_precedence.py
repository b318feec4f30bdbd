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


def test_a_missing_sentence_on_fees_is_told_once() -> None:
    unpaid = {"table3.ot_no_fee.natural": 1, "table3.ot_no_fee.total": 1}
    spec = {"base": "town", "set": unpaid, "remove": ["fees"]}
    found = told(spec | {"text": {"other_matters": "全年办理建议提案4件。"}})
    assert found["C02"] == ["other_matters[0]"]
    assert "T3-06" not in found
    found = told(spec | {"text": {"other_matters": "2025年未收取信息处理费。"}})
    assert "T3-06" in found
    assert "C02" not in found


def test_a_placeholder_is_told_once() -> None:
    found = told({"base": "town", "text": {"overview.platform": "微信公众号由[请填写]负责。"}})
    assert found["ST17"] == ["overview.platform[0]"]
    assert "A06" not in found
    found = told({"base": "town", "text": {"overview.platform": "由[请填写]负责。以下是润色后的内容：栏目1个。"}})
    assert {"ST17", "A06"} <= set(found)


def test_columns_that_the_table_of_2019_lacks() -> None:
    cells = {"table2.normative.repealed": None, "table2.normative.valid": None}
    found = told({"base": "town", "set": cells, "merge": table(template="2019")})
    assert found["ST05"] == ["table2"]
    assert "T-01" not in found


def test_a_column_too_many_that_glues_a_row() -> None:
    row = "3 0 1 2 6 0 0 0 0 0 1 0 0 0 1 7"
    glued = {"cells": {"table4.review.total": {"raw": row, "origin": "imported"}}}
    odd = table(address="table4", rows=4, cols=16, problems=["表四有 16 列，规定格式为 15 列。"], section=4)
    spec = {"base": "town", "set": {"table4.review.total": 30126000001000_17}, "merge": odd | glued}
    found = told(spec)
    assert found["ST12"] == ["table4"]
    assert "T-02" not in found
    plain = {"cells": {"table4.review.total": {"raw": "999999999999", "origin": "imported"}}}
    assert "T-02" in told(spec | {"merge": odd | plain})


def test_fewer_valid_than_made_follows_from_the_three_numbers() -> None:
    made = {"table2.normative.made": 6, "table2.normative.repealed": 1, "table2.normative.valid": 3}
    found = told({"base": "town", "set": made})
    assert found["T2-02"] == ["table2.normative.valid"]
    assert "T2-03" not in found
    found = told({"base": "town", "set": made | {"table2.normative.repealed": 4}})
    assert "T2-03" in found
    assert "T2-02" not in found


def test_parts_without_their_total() -> None:
    text = "全年公开信息共，其中网站120条、公众号48条，四类内容依次为60条、50条、40条、30条。"
    found = told({"base": "town", "text": {"overview.proactive": text}})
    assert found["ST16"] == ["overview.proactive[0]"]
    assert "N-10" not in found
