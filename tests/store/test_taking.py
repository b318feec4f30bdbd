"""Taking over what was read from files: only what was chosen, unreadable cells empty, numbers bound as before."""

from pathlib import Path

import pytest

from assistant.checks import check_report
from assistant.documents.importing import import_file
from assistant.documents.workbook import write_workbook
from assistant.facts import FactBook
from assistant.publish import export_report
from assistant.slots import render
from assistant.store import prose, release, taking
from assistant.store.offers import offers, take_offers
from assistant.store.steps import steps
from assistant.store.store import sample_report
from schemas.findings import CheckResult, Finding, Unreadable
from schemas.form import CELLS, TABLE_CELLS
from schemas.imports import ImportResult
from schemas.report import Report, SignOff, Unit, new_report

EMPTY = new_report(2024, Unit(name="苏店镇人民政府"))


def read(report: Report, kind: str = "docx", keep_slots: bool = True) -> ImportResult:
    return import_file(export_report(report, kind), f"年报.{kind}", keep_slots=keep_slots)  # type: ignore[arg-type]


def test_only_the_chosen_tables_are_taken() -> None:
    theirs = sample_report().with_values({"table2.licensing": 124, "table3.new.natural": 3, "table4.review.other": 1})
    result = read(theirs)
    report = taking.take_tables(EMPTY, result, ["table2", "table4"])
    assert report.value("table2.licensing") == 124
    assert report.record("table2.licensing").origin == "imported"
    assert report.value("table4.review.total") == 1
    assert [report.value(cell) for cell in TABLE_CELLS["table3"]] == [None] * 175


def test_an_unreadable_cell_is_empty_with_what_stood_there() -> None:
    theirs = sample_report().with_value("table3.new.natural", None)
    unread = [Unreadable(place="table3.new.natural", raw="三件", reason="不是数字")]
    report = taking.take_tables(EMPTY, ImportResult(report=theirs, unreadable=unread), ["table3"])
    assert report.value("table3.new.natural") is None
    assert report.record("table3.new.natural").raw == "三件"
    assert report.value("table3.granted.natural") == 0


def test_a_total_of_the_file_stays_and_is_not_computed() -> None:
    theirs = sample_report().with_value("table3.new.total", 9, origin="imported")
    report = taking.take_tables(EMPTY, read(theirs), ["table3"])
    assert (report.value("table3.new.total"), report.record("table3.new.total").origin) == (9, "imported")
    again = report.with_value("table3.new.natural", 4)
    assert again.value("table3.new.total") == 9
    assert again.recomputed(["table3.new.total"]).value("table3.new.total") == 4


def test_a_workbook_gives_all_cells() -> None:
    filled = sample_report().with_values({"table2.fees_wan": 1.5, "table3.partial.legal": 7})
    result = import_file(write_workbook(filled), "表.xlsx")
    report = taking.take_tables(EMPTY, result, taking.readable_tables(result))
    assert [report.value(cell) for cell in CELLS] == [filled.value(cell) for cell in CELLS]
    assert set(taking.changed_cells(sample_report(), result)) == {
        "table2.fees_wan",
        "table3.partial.legal",
        "table3.partial.total",
        "table3.total.legal",
        "table3.total.total",
    }


def test_text_that_lost_its_slots_is_bound_to_ours_again() -> None:
    ours = prose.write_passage(
        sample_report(), "overview.proactive", "{{year}}年，我镇主动公开政府信息{{disclosure.total}}条。", "model",
        model_written=True,
    )  # fmt: skip
    text = "2024年，我镇共主动公开政府信息79条，同比有所增加。"
    theirs = prose.write_passage(sample_report(), "overview.proactive", text, "imported")
    report = taking.take_passages(ours, ImportResult(report=theirs), ["overview.proactive"])
    changed = report.with_value("disclosure.total", 85)
    shown = render(changed.passages["overview.proactive"], FactBook(changed)).text
    assert shown == "2024年，我镇共主动公开政府信息85条，同比有所增加。"
    state = report.state["overview.proactive"]
    assert (state.writer, state.model_written, state.accepted_by) == ("person", True, None)


def test_the_profile_of_a_file_fills_gaps_only() -> None:
    theirs = sample_report().model_copy(
        update={"unit": sample_report().unit.model_copy(update={"site": "别的网站", "url": "http://x.gov.cn"})}
    )
    unit = taking.take_unit(sample_report(), ImportResult(report=theirs)).unit
    assert (unit.site, unit.url) == ("上党区人民政府门户网站", "http://x.gov.cn")


def test_numbers_in_prose_are_offered_and_taken_only_when_chosen() -> None:
    text = (
        "本年度主动公开政府文件3条、组织机构信息5条，社会救助12条，共计20条。举办政府信息公开培训4次。\n较上年增加6条。"
    )
    theirs = prose.write_passage(new_report(2024, Unit(name="某镇人民政府")), "overview.proactive", text, "imported")
    found = offers(theirs, EMPTY)
    values = {one.address: one.value for one in found}
    assert values["disclosure.total"] == 20
    assert values["activity.trainings"] == 4
    assert values["disclosure.items.社会救助"] == 12
    assert 6 not in values.values()
    assert EMPTY.disclosure.items == []
    report = take_offers(EMPTY, [one for one in found if one.item or one.address == "disclosure.total"])
    assert report.disclosure.total == 20
    assert report.activity.trainings is None
    assert offers(theirs, take_offers(EMPTY, found)) == ()


def test_the_seed_report_goes_in_whole() -> None:
    path = Path(__file__).parents[1] / "data"
    samples = [one for one in path.rglob("*sudian*") if one.suffix == ".txt"]
    if not samples:
        pytest.fail("tests/data lacks the Sudian report")
    result = import_file(samples[0].read_bytes(), samples[0].name)
    report = taking.take_passages(
        taking.take_tables(EMPTY, result, taking.readable_tables(result)), result, taking.readable_passages(result)
    )
    report = take_offers(report, offers(result.report, report))
    assert [report.value(cell) for cell in CELLS] == [0] * 200
    assert (report.disclosure.total, len(report.disclosure.items)) == (79, 7)


# ---- waivers, signatures, the task list ------------------------------------------------------------------
def test_a_reason_replaces_an_older_one_and_can_be_withdrawn() -> None:
    finding = Finding(code="C10", severity="warning", message="…", place="improvements")
    report = release.waive(sample_report(), finding, "理由一", "张三", "2025-01-01")
    report = release.waive(report, finding, " 理由二 ", "李四", "2025-01-02")
    assert [(one.reason, one.by) for one in report.waivers] == [("理由二", "李四")]
    assert release.withdraw_waiver(report, "C10", "improvements").waivers == []


def test_signatures_stand_in_order_one_a_role() -> None:
    report = release.sign(sample_report(), SignOff(role="签发", name="王五"))
    report = release.sign(report, SignOff(role="保密审查", name="赵六"))
    report = release.sign(report, SignOff(role="签发", name="孙七"))
    assert [(one.role, one.name) for one in report.signoff] == [("保密审查", "赵六"), ("签发", "孙七")]
    assert [one.role for one in release.sign(report, SignOff(role="签发", name=" ")).signoff] == ["保密审查"]


def states(report: Report, result: CheckResult | None = None, finals: int = 0) -> dict[str, str]:
    return {one.name: one.state for one in steps(report, result or check_report(report, final=True), finals)}


def test_the_task_list_knows_what_is_begun_done_and_wrong() -> None:
    empty, sample = states(EMPTY), states(sample_report())
    assert set(empty.values()) == {"未开始", "进行中"}
    assert (empty["单位信息"], empty["表三数据"], empty["素材"]) == ("进行中", "未开始", "未开始")
    assert (sample["表三数据"], sample["主动公开栏目"], sample["收费与监督保障"]) == ("已完成", "已完成", "未开始")
    wrong = states(sample_report().with_value("table3.new.natural", 5))
    assert (wrong["表三数据"], wrong["表四数据"]) == ("有问题", "已完成")
    unread = states(sample_report().with_value("table4.review.other", None, raw="x"))
    assert unread["表四数据"] == "有问题"
    assert states(sample_report(), finals=1)["审签与定稿"] == "已完成"


def test_drafting_is_done_when_all_is_accepted_and_nothing_is_missing() -> None:
    from assistant.drafting import draft_all
    from assistant.drafting.apply import apply_drafts, passages_to_draft

    report = sample_report()
    drafted = apply_drafts(report, draft_all(report, passages_to_draft(report), None))
    assert states(drafted)["起草与采用"] == "进行中"
    accepted = prose.accept(drafted, prose.to_be_accepted(drafted), "张三", "2025-01-01")
    assert states(accepted)["起草与采用"] == "进行中"
    clean = accepted.model_copy(
        update={
            "passages": {
                name: text.replace("【待补：", "（").replace("】", "）") for name, text in accepted.passages.items()
            }
        }
    )
    assert states(clean)["起草与采用"] == "已完成"
