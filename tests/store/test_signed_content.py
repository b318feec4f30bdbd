"""Signatures and finals stand for what was signed: a change afterwards is told, a change back is not."""

import pytest

from assistant.checks import check_report
from assistant.store import disclosure, entries, release
from assistant.store.content import content_mark, stale_signatures
from assistant.store.prose import write_passage
from assistant.store.steps import steps
from assistant.store.store import Store, sample_report
from schemas.report import Report, SignOff

ROLES = ("经办", "审核", "保密审查", "签发")


def signed() -> Report:
    report = write_passage(sample_report(), "overview.proactive", "主动公开{{disclosure.total}}条。", "person")
    for role in ROLES:
        report = release.sign(report, SignOff(role=role, name="王五"))  # type: ignore[arg-type]
    return report


def step_of(report: Report, finals: int = 0, outdated: int = 0) -> tuple[str, str]:
    last = steps(report, check_report(report, final=True), finals, outdated)[-1]
    return last.state, last.detail


CHANGES = {
    "a number": lambda r: disclosure.set_count(r, "政府文件", 9),
    "a cell": lambda r: entries.type_cell(r, "table2.licensing", "7"),
    "a passage": lambda r: write_passage(r, "problems", "更新不及时。", "person"),
    "a telephone": lambda r: entries.set_unit(r, "contact.phone", "0355-8080123"),
    "the year": lambda r: entries.set_year(r, 2025),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_what_changes_after_the_signatures_is_told(name: str) -> None:
    report = signed()
    assert stale_signatures(report) == ()
    changed = CHANGES[name](report)
    assert [one.role for one in stale_signatures(changed)] == list(ROLES)
    state, detail = step_of(changed, finals=1)
    assert state != "已完成" and "签批后有改动" in detail and "请重新审签或确认" in detail
    assert stale_signatures(release.confirm_signatures(changed)) == ()


def test_only_who_signed_before_the_change_is_named() -> None:
    changed = entries.type_cell(signed(), "table2.licensing", "7")
    again = release.sign(changed, SignOff(role="签发", name="孙七"))
    assert [one.role for one in stale_signatures(again)] == ["经办", "审核", "保密审查"]


def test_a_change_taken_back_and_work_that_is_no_content_are_not_told() -> None:
    report = signed()
    back = disclosure.set_count(disclosure.set_count(report, "政府文件", 9), "政府文件", 3)
    noted = entries.add_note(report, "problems", "栏目更新慢")
    accepted = report.model_copy(update={"locks": ["problems"]})
    retold = report.model_validate_json(report.model_dump_json())
    assert [stale_signatures(one) for one in (back, noted, accepted, retold)] == [()] * 4


def test_signatures_of_which_nothing_is_known_raise_no_alarm() -> None:
    bare = sample_report().model_copy(
        update={"signoff": [SignOff(role="签发", name="王五"), SignOff(role="审核", name="李四", content="0:abc")]}
    )
    assert stale_signatures(bare) == () and step_of(bare)[0] == "进行中"


def test_a_final_of_other_content_is_outdated_until_the_content_is_back(store: Store) -> None:
    store.reports.edit(1, lambda _: signed(), "审签")
    saved = store.reports.open(1)
    final = store.journal.keep_final(1, saved.report, "年报.docx", "docx", b"x")
    assert store.journal.outdated_finals(1, saved.report) == frozenset()
    changed = store.reports.edit(1, CHANGES["a number"], "改").report
    assert store.journal.outdated_finals(1, changed) == {final.id}
    store.reports.undo(1)
    assert store.journal.outdated_finals(1, store.reports.open(1).report) == frozenset()


def test_an_outdated_final_is_not_done() -> None:
    report = sample_report()
    assert step_of(report, finals=1)[0] == step_of(report, finals=1, outdated=2)[0] == "已完成"
    state, detail = step_of(report, outdated=1)
    assert state == "有问题" and "重新生成定稿" in detail


def test_the_program_writes_neither_opinion_nor_date() -> None:
    report = release.sign(sample_report(), SignOff(role="保密审查", name="赵六"))
    assert (report.signoff[0].date, report.signoff[0].opinion) == ("", "")
    dated = release.date_signatures(report, "2026-11-24")
    assert (dated.signoff[0].date, dated.signoff[0].opinion) == ("2026-11-24", "")
    assert dated.signoff[0].content == report.signoff[0].content == content_mark(report)
