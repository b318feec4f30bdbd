"""Typing numbers, 栏目, notes: what is typed is kept, what is bound stays bound."""

import pytest

from assistant.errors import WrongInputError
from assistant.facts import FactBook
from assistant.slots import render
from assistant.store import disclosure, entries, vanished
from assistant.store.store import sample_report
from schemas.form import CELLS, INPUT_CELLS, TABLE_CELLS
from schemas.report import Report, Statement, Unit, new_report

EMPTY = new_report(2024, Unit(name="苏店镇人民政府"))


def shown(report: Report, passage: str) -> str:
    return render(report.passages[passage], FactBook(report)).text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("-3", "负数"),
        ("1.5", "小数"),
        ("12abc", "不是数字"),
        ("三件", "不是数字"),
        ("1" + "0" * 20, "过大"),
        ("", "没有发生请填 0"),
        ("/", "没有发生请填 0"),
        ("1e3", "不是数字"),
        ("１２，３４x", "不是数字"),
    ],
)
def test_what_is_no_number_stays_as_typed(raw: str, words: str) -> None:
    report = entries.type_cell(sample_report(), "table3.new.natural", raw)
    assert report.value("table3.new.natural") is None
    assert report.record("table3.new.natural").raw == raw
    assert words in entries.read_typed("table3.new.natural", raw).problem


@pytest.mark.parametrize(("raw", "value"), [("12", 12), ("１２", 12), (" 1,234 ", 1234), ("007", 7), ("3.0", 3)])
def test_what_is_a_number_is_read(raw: str, value: int) -> None:
    report = entries.type_cell(EMPTY, "table3.new.natural", raw)
    assert report.value("table3.new.natural") == value
    assert report.value("table3.new.total") == value
    assert "table3.new.natural" not in report.cells


def test_a_good_number_replaces_bad_text() -> None:
    report = entries.type_cell(EMPTY, "table3.new.natural", "12abc")
    report = entries.type_cell(report, "table3.new.natural", "12")
    assert report.record("table3.new.natural").raw is None


def test_leaving_an_untouched_cell_changes_nothing() -> None:
    assert entries.type_cell(EMPTY, "table3.new.natural", "") is EMPTY


def test_fees_may_be_decimal_counts_may_not() -> None:
    assert entries.type_cell(EMPTY, "table2.fees_wan", "1.25").value("table2.fees_wan") == 1.25
    assert entries.read_typed("fees.collected_yuan", "410.5").value == 410.5
    assert entries.read_typed("fees.notices", "4.5").value is None


def test_confirming_a_block_writes_its_zeros_and_nothing_else() -> None:
    report = entries.type_cell(EMPTY, "table3.new.natural", "4")
    report = entries.type_cell(report, "table3.new.business", "x")
    report = entries.confirm_zeros(report, TABLE_CELLS["table3"])
    assert report.value("table3.new.natural") == 4
    assert report.value("table3.new.business") is None
    assert report.value("table3.granted.natural") == 0
    assert report.value("table2.licensing") is None
    assert report.value("table3.total.total") == 0
    assert entries.unfilled(report, TABLE_CELLS["table3"]) == ()


def test_a_new_form_has_166_cells_to_fill() -> None:
    assert entries.unfilled(EMPTY) == INPUT_CELLS
    full = entries.confirm_zeros(EMPTY, CELLS)
    assert [full.value(cell) for cell in CELLS] == [0] * 200


def test_statements_and_profile_are_kept() -> None:
    report = entries.set_statement(EMPTY, "appraisal", Statement(state="none"))
    report = entries.set_unit(report, "contact.phone", "0355-8080123")
    assert report.statements.appraisal.state == "none"
    assert report.unit.contact.phone == "0355-8080123"


# ---- 栏目 ---------------------------------------------------------------------------------------------
def test_the_total_follows_its_parts() -> None:
    report = disclosure.set_count(sample_report(), "日常工作动态", 70)
    assert report.disclosure.total == 87
    report = disclosure.add_item(report, "社会救助", count=3)
    assert report.disclosure.total == 90
    report = disclosure.remove_item(report, "政府文件")
    assert report.disclosure.total == 87


def test_a_total_of_its_own_is_left_alone_until_asked() -> None:
    report = disclosure.set_total(sample_report(), 100)
    report = disclosure.set_count(report, "日常工作动态", 70)
    assert report.disclosure.total == 100
    assert disclosure.total_by_parts(report).disclosure.total == 87


def test_renaming_takes_the_prose_along() -> None:
    text = (
        "发布政府文件{{disclosure.items.政府文件}}条，占{{percent.disclosure.items.政府文件.disclosure.total}}%，"
        "去年{{previous.disclosure.items.政府文件}}条，日常{{disclosure.items.日常工作动态}}条。"
    )
    report = sample_report().model_copy(update={"passages": {"overview.proactive": text}, "previous": sample_report()})
    before = shown(report, "overview.proactive")
    renamed = disclosure.rename_item(report, "政府文件", "规范性文件以外的文件")
    assert shown(renamed, "overview.proactive") == before
    changed = disclosure.set_count(renamed, "规范性文件以外的文件", 5)
    assert "政府文件5条，占6.17%，去年3条" in shown(changed, "overview.proactive")


@pytest.mark.parametrize("name", ["", "  ", "日常工作动态", "a.b", "{x}"])
def test_names_that_cannot_be_are_refused(name: str) -> None:
    with pytest.raises(WrongInputError, match=r"。$"):
        disclosure.add_item(sample_report(), name)


def test_removing_leaves_the_digits_in_the_prose() -> None:
    passages = {"overview.proactive": "政府文件{{disclosure.items.政府文件}}条，共{{disclosure.total}}条。"}
    report = sample_report().model_copy(update={"passages": passages})
    after = disclosure.remove_item(report, "政府文件")
    assert shown(after, "overview.proactive") == "政府文件3条，共76条。"
    assert vanished.unbound_by(report, after) == ("overview.proactive",)


# ---- notes --------------------------------------------------------------------------------------------
def test_notes_get_ids_and_numbers_and_lose_them_openly() -> None:
    report = entries.add_note(EMPTY, "overview.platform", "配备查阅电脑3台，公示栏2处")
    (note,) = report.notes["overview.platform"]
    first = f"notes.overview.platform.{note.id}.{(note.numbers or [])[0].id}"
    report = report.model_copy(update={"passages": {"overview.platform": "有电脑{{" + first + "}}台。"}})
    assert shown(report, "overview.platform") == "有电脑3台。"
    moved = entries.set_note(report, "overview.platform", note.id, "今年配备查阅电脑3台，公示栏2处")
    assert shown(moved, "overview.platform") == "有电脑3台。"
    assert "{{" in moved.passages["overview.platform"]
    gone = entries.remove_note(moved, "overview.platform", note.id)
    assert gone.passages["overview.platform"] == "有电脑3台。"
    assert gone.notes["overview.platform"] == []


def test_ids_of_removed_notes_are_not_mixed_up() -> None:
    report = entries.add_note(EMPTY, "problems", "甲")
    report = entries.add_note(report, "problems", "乙")
    report = entries.remove_note(report, "problems", "n1")
    report = entries.add_note(report, "problems", "丙")
    assert sorted(note.id for note in report.notes["problems"]) == ["n1", "n2"]
    assert {note.text for note in report.notes["problems"]} == {"乙", "丙"}
