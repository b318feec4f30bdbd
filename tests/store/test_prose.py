"""Prose in the store: edits keep numbers bound, drafts wait where they must, a typed number can be bound."""

import pytest

from assistant.checks import check_report
from assistant.facts import FactBook
from assistant.slots import render
from assistant.store import prose
from assistant.store.store import Store, sample_report
from schemas.drafts import PassageDraft, Replacement
from schemas.report import Report

TEXT = "{{year}}年主动公开政府信息{{disclosure.total}}条，发出收费通知{{fees.notices}}件。"


def with_text(text: str = TEXT, passage: str = "overview.proactive") -> Report:
    return prose.write_passage(sample_report(), passage, text, "model", model_written=True)


def shown(report: Report, passage: str = "overview.proactive") -> str:
    return render(report.passages[passage], FactBook(report), strict=False).text


def draft(text: str, passage: str = "overview.proactive", **more: object) -> PassageDraft:
    return PassageDraft.model_validate(
        {"passage": passage, "slot_text": text, "writer": "model", "model_written": True, "model": "m", **more}
    )


def test_a_missing_number_stays_a_slot_through_an_edit() -> None:
    report = with_text()
    text = prose.editable(report.passages["overview.proactive"], FactBook(report)).text
    assert "【待补：" in text
    edited = prose.edit_passage(report, "overview.proactive", "一年来，" + text)
    filled = edited.with_value("fees.notices", 2)
    assert shown(filled) == "一年来，2024年主动公开政府信息79条，发出收费通知2件。"


def test_an_edit_makes_the_passage_a_persons_and_open_again() -> None:
    report = prose.accept(with_text(), ("overview.proactive",), "张三", "2025-01-01T00:00:00+08:00")
    edited = prose.edit_passage(report, "overview.proactive", shown(report).replace("主动公开", "公开"))
    state = edited.state["overview.proactive"]
    assert (state.writer, state.model_written, state.accepted_by) == ("person", True, None)


def test_nothing_of_the_model_is_left_after_everything_was_rewritten() -> None:
    edited = prose.edit_passage(with_text(), "overview.proactive", "另起炉灶，逐条重写。")
    assert not edited.state["overview.proactive"].model_written


def test_a_cell_changes_edited_prose_too() -> None:
    report = with_text("共{{disclosure.total}}条，其中文件{{disclosure.items.政府文件}}条。")
    edited = prose.edit_passage(report, "overview.proactive", shown(report).replace("其中文件", "其中政府文件"))
    assert shown(edited.with_value("disclosure.total", 85)) == "共85条，其中政府文件3条。"


def test_line_ends_of_windows_and_blank_ends_change_nothing() -> None:
    report = with_text("第一段。\n第二段。")
    assert prose.edit_passage(report, "overview.proactive", "第一段。\r\n第二段。\r\n") is report


def test_a_typed_number_can_be_bound() -> None:
    report = with_text("全年主动公开政府信息79条。")
    (number,) = prose.free_numbers(report, "overview.proactive")
    assert number.text == "79" and "disclosure.total" in number.candidates
    bound = prose.bind(report, "overview.proactive", number.start, number.end, "disclosure.total")
    assert bound.passages["overview.proactive"] == "全年主动公开政府信息{{disclosure.total}}条。"
    assert prose.free_numbers(bound, "overview.proactive") == ()


def test_binding_leaves_other_slots_alone() -> None:
    report = with_text("{{year}}年，发布62条，共{{disclosure.total}}条，通知{{fees.notices}}件。")
    (number,) = prose.free_numbers(report, "overview.proactive")
    bound = prose.bind(report, "overview.proactive", number.start, number.end, "disclosure.items.日常工作动态")
    expected = "{{year}}年，发布{{disclosure.items.日常工作动态}}条，共{{disclosure.total}}条，通知{{fees.notices}}件。"
    assert bound.passages["overview.proactive"] == expected


def test_a_reckoned_sum_is_no_fact_to_bind_to() -> None:
    text = "全年公开信息78条。其中，政府文件4条、组织机构信息3条、工作动态62条、依法行政6条、户籍公开1条。"
    report = with_text(text)
    claims = tuple(check_report(report).claims)
    assert any("=" in one for claim in claims for one in claim.evidence)
    numbers = prose.free_numbers(report, "overview.proactive", claims)
    assert [one.text for one in numbers] == ["78", "4", "3", "62", "6", "1"]
    assert all(FactBook(report).is_address(one) for number in numbers for one in number.candidates)


def test_dates_laws_and_document_numbers_are_no_free_numbers() -> None:
    report = with_text("依据《条例》第五十条和国办公开办函〔2021〕30号，自2024年1月1日起。")
    assert prose.free_numbers(report, "overview.proactive") == ()


def test_accepting_leaves_empty_passages_out() -> None:
    report = prose.accept(with_text(), ("overview.proactive", "overview"), "张三", "2025-01-01")
    assert set(report.state) == {"overview.proactive"}
    assert prose.to_be_accepted(report) == ()


def test_locks_are_set_and_taken_off_once() -> None:
    report = prose.set_lock(prose.set_lock(with_text(), "problems", True), "problems", True)
    assert report.locks == ["problems"]
    assert prose.set_lock(report, "problems", False).locks == []


@pytest.mark.parametrize(("text", "kept"), [("", {}), ("主动公开情况", {}), ("公开工作", {"heading.1.1": "公开工作"})])
def test_the_forms_own_heading_is_not_stored(text: str, kept: dict[str, str]) -> None:
    assert prose.set_heading(sample_report(), "heading.1.1", text).headings == kept


# ---- candidates ---------------------------------------------------------------------------------------
def test_a_candidate_waits_beside_the_text_and_remembers_what_it_was_made_on(store: Store) -> None:
    report = store.reports.open(1).report
    replaced = Replacement(withdrawn="共88条。", written="共79条。", reasons=["与数据不符"])
    store.revisions.offer(1, draft("新稿一。", replaced=[replaced]), "旧文。", report, "张三")
    store.revisions.offer(1, draft("新稿二。", instruction="更简短"), "旧文。", report, "张三")
    candidate = store.revisions.candidate(1, "overview.proactive")
    assert candidate is not None
    assert (candidate.slot_text, candidate.base, candidate.instruction) == ("新稿二。", "旧文。", "更简短")
    assert store.revisions.of(1, "overview.proactive") == ()
    store.revisions.drop(candidate.id)
    assert store.revisions.candidate(1, "overview.proactive") is None
