"""Last year's report gives numbers, facts and reference; it never gives prose and never overwrites."""

import pytest

from assistant.facts import FactBook
from assistant.prefill import Prefill, prefill
from assistant.slots import render
from schemas.form import T3_COLUMNS
from schemas.report import Contact, Disclosure, DisclosureItem, Report, Unit, new_report

FILE = "2023年年报.docx"
OPEN = {"natural": 3, "business": 1, "research": 0, "welfare": 0, "legal": 2, "other": 0, "total": 6}


def last_year(**update: object) -> Report:
    unit = Unit(
        name="清河镇人民政府",
        site="清河区人民政府网站",
        superior="区委、区政府",
        channels=["门户网站", "公示栏"],
        contact=Contact(phone="0312-1234567", postcode="054000"),
    )
    report = new_report(2023, unit).with_values({f"table3.carried_out.{c}": v for c, v in OPEN.items()})
    report = report.with_value("table2.normative.valid", 12)
    return report.model_copy(
        update={
            "disclosure": Disclosure(items=[DisclosureItem(name="乡镇文件", count=9)], total=9),
            "passages": {
                "problems": "一是公开不够及时。\n二是解读形式单一。",
                "improvements": "加强培训，全年{{activity.trainings}}次。",
                "intro": "上年的引言",
            },
            "headings": {"heading.1": "工作总体推进情况", "heading.1.4": "平台建设情况"},
            **update,
        }
    )


def this_year(name: str | None = "清河镇人民政府") -> Report:
    return new_report(2024, Unit(name=name))


def run(report: Report | None = None, before: Report | None = None, **options: list[str]) -> Prefill:
    return prefill(report or this_year(), before or last_year(), FILE, **options)


def test_open_applications_are_carried_over_in_all_columns_with_their_file() -> None:
    result = run()
    for column in T3_COLUMNS:
        address = f"table3.carried_in.{column}"
        assert result.report.value(address) == OPEN[column]
        assert result.report.record(address).origin == "carried_over"
        assert result.report.record(address).raw == FILE
        assert any(t.place == address and t.value == OPEN[column] and t.from_file == FILE for t in result.taken)
    assert result.conflicts == ()


def test_last_year_stands_beside_without_its_own_predecessor() -> None:
    result = run(before=last_year(previous=new_report(2022, Unit(name="清河镇人民政府"))))
    previous = result.report.previous
    assert previous is not None
    assert (previous.year, previous.previous, previous.value("table2.normative.valid")) == (2023, None, 12)
    assert previous.unit.name == "清河镇人民政府"


def test_prose_of_last_year_is_reference_only() -> None:
    result = run()
    assert result.report.passages == {}
    assert result.problems == ("一是公开不够及时。", "二是解读形式单一。")
    assert result.measures[0].startswith("加强培训")


def test_comparisons_in_last_years_prose_keep_their_digits_when_its_predecessor_goes() -> None:
    older = new_report(2022, Unit(name="清河镇人民政府")).with_value("table3.new.natural", 4)
    before = last_year(
        previous=older,
        passages={"overview.requests": "新收{{table3.new.natural}}件，上年{{previous.table3.new.natural}}件。"},
    ).with_value("table3.new.natural", 7)
    previous = run(before=before).report.previous
    assert previous is not None
    text = previous.passages["overview.requests"]
    assert "{{table3.new.natural}}" in text
    assert render(text, FactBook(previous)).text == "新收7件，上年4件。"


def test_profile_channels_and_sub_headings() -> None:
    report = run().report
    assert (report.unit.site, report.unit.contact.phone, report.unit.channels) == (
        "清河区人民政府网站", "0312-1234567", ["门户网站", "公示栏"],
    )  # fmt: skip
    assert report.headings == {"heading.1.4": "平台建设情况"}
    assert [(i.name, i.count) for i in report.disclosure.items] == [("乡镇文件", None)]
    assert report.disclosure.total is None


def test_what_is_typed_stays_and_is_listed() -> None:
    report = this_year().with_value("table3.carried_in.natural", 5)
    report = report.model_copy(
        update={"unit": report.unit.model_copy(update={"contact": Contact(phone="0312-7654321")})}
    )
    result = run(report)
    assert result.report.value("table3.carried_in.natural") == 5
    assert result.report.record("table3.carried_in.natural").origin == "typed"
    assert result.report.unit.contact == Contact(phone="0312-7654321", postcode="054000")
    places = {conflict.place: conflict.message for conflict in result.conflicts}
    assert "5" in places["table3.carried_in.natural"]
    assert "3" in places["table3.carried_in.natural"]
    assert "unit.contact.phone" in places


def test_conflicts_are_taken_when_asked() -> None:
    report = this_year().with_value("table3.carried_in.natural", 5)
    result = run(report, overwrite=["table3.carried_in.natural"])
    assert result.report.value("table3.carried_in.natural") == 3


def test_typed_zero_is_typed() -> None:
    result = run(this_year().with_value("table3.carried_in.natural", 0))
    assert result.report.value("table3.carried_in.natural") == 0
    assert result.conflicts[0].place == "table3.carried_in.natural"


def test_guesses_from_the_name_give_way_to_what_the_unit_said() -> None:
    from assistant.units import resolve

    before = last_year()
    before = before.model_copy(update={"unit": before.unit.model_copy(update={"short": "本镇"})})
    result = run(new_report(2024, resolve(Unit(name="清河镇人民政府"))), before)
    assert result.report.unit.short == "本镇"
    assert [c.place for c in result.conflicts] == []


def test_empty_name_is_filled_and_another_units_report_is_refused() -> None:
    assert run(this_year(None)).report.unit.name == "清河镇人民政府"
    assert run(this_year("河北省清河区清河镇")).conflicts == ()
    other = this_year("大坪乡人民政府")
    result = run(other)
    assert result.report == other
    assert "清河镇" in result.remarks[0]


@pytest.mark.parametrize("year", [2022, 2024, 2025])
def test_another_year_is_refused(year: int) -> None:
    report = this_year()
    result = run(report, last_year(year=year))
    assert result.report == report
    assert str(year) in result.remarks[0]


def test_unknown_year_and_unknown_cells_are_said() -> None:
    before = last_year(year=None).with_value("table3.carried_out.legal", None)
    result = run(before=before)
    assert result.report.value("table3.carried_in.legal") is None
    assert result.report.value("table3.carried_in.natural") == 3
    assert any("法律服务机构" in remark for remark in result.remarks)
    assert any("没有读到年度" in remark for remark in result.remarks)


def test_report_without_tables_still_gives_the_profile() -> None:
    result = run(before=last_year(table3=None, cells={}))
    assert result.report.value("table3.carried_in.natural") is None
    assert result.report.unit.site == "清河区人民政府网站"
