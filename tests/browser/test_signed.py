"""What was signed, whose file it is, and which passage is open: the pages say it plainly."""

from pathlib import Path

import pytest

from assistant.publish import export_report
from assistant.store import disclosure, release
from assistant.store.prose import write_passage
from assistant.store.store import Store, sample_report
from schemas.report import Report, SignOff
from tests.browser.clerk import Clerk
from tests.browser.conftest import App
from tests.browser.test_imports import close, drop

pytestmark = pytest.mark.browser


def signed_then_changed(data: Path) -> None:
    """In the report that is open, as another window would do it."""
    store = Store(data)
    open_one = int(str(store.preferences.get("last_report")))

    def sign(report: Report) -> Report:
        for role in ("经办", "保密审查", "签发"):
            report = release.sign(report, SignOff(role=role, name=f"{role}人"))  # type: ignore[arg-type]
        return report

    report = store.reports.edit(open_one, sign, "审签").report
    store.journal.keep_final(open_one, report, "年报.docx", "docx", b"final")
    store.reports.edit(open_one, lambda one: disclosure.set_count(one, "政府文件", 57), "改")
    store.close()


def test_a_number_changed_after_the_signatures_is_said_until_it_is_confirmed(clerk: Clerk, app: App) -> None:
    clerk.name_oneself("张三")
    signed_then_changed(app.data)
    clerk.open("导出")
    clerk.see("签批后有改动，请重新审签或确认")
    clerk.see("下面的定稿已过期")
    assert "已过期" in clerk.page.get_by_role("button", name="下载定稿 docx").inner_text()
    assert clerk.page.get_by_label("签发意见").input_value() == clerk.page.get_by_label("签发日期").input_value() == ""
    clerk.page.get_by_role("link", name="任务清单").click(delay=40)
    clerk.see("签批后有改动（经办、保密审查、签发）")
    clerk.open("导出")
    clerk.press("各签批人已看过改动，签批仍然有效")
    clerk.see("已确认签批对现在的内容有效")
    assert clerk.page.get_by_text("签批后有改动").count() == 0
    clerk.press("空着的日期填今天", exact=False)
    assert clerk.page.get_by_label("签发日期").input_value()[:2] == "20"
    assert clerk.page.get_by_label("签发意见").input_value() == ""


def test_another_units_report_is_told_and_nothing_of_it_is_ticked(clerk: Clerk, tmp_path: Path) -> None:
    theirs = sample_report().model_copy(
        update={"unit": sample_report().unit.model_copy(update={"name": "清水湾镇人民政府"})}
    )
    theirs = write_passage(theirs, "overview.platform", "全镇设公示栏。", "person")
    path = tmp_path / "清水湾镇.docx"
    path.write_bytes(export_report(theirs, "docx"))
    drop(clerk, "本年的年报或表格", path)
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_text("文件是“清水湾镇人民政府”的，当前报告是“苏店镇人民政府”的").wait_for()
    boxes = dialog.get_by_role("checkbox")
    assert boxes.count() > 3
    assert not any(boxes.nth(n).is_checked() for n in range(boxes.count()))
    assert dialog.get_by_role("button", name="采用勾选的内容").is_disabled()
    close(clerk)


def test_after_going_back_the_list_and_the_passage_are_one(clerk: Clerk) -> None:
    clerk.open("起草")
    passage = clerk.page.get_by_test_id("stRadio")

    def chosen() -> tuple[str, bool]:
        clerk.settle()
        heading = str(clerk.page.get_by_role("heading", level=3).first.inner_text())
        return heading, passage.get_by_role("radio", name=heading).first.is_checked()

    for name in ("监督保障", "改进情况"):
        passage.get_by_text(name, exact=True).click()
        assert chosen() == (name, True)
    clerk.page.get_by_role("link", name="任务清单").click(delay=40)
    clerk.see("从文件开始")
    clerk.page.go_back()
    clerk.page.get_by_role("heading", name="起草", level=1).wait_for()
    assert chosen() == ("改进情况", True)
    clerk.page.go_back()
    clerk.page.get_by_role("heading", name="监督保障", level=3).wait_for()
    assert chosen() == ("监督保障", True)
    passage.get_by_text("引言", exact=True).click()
    clerk.page.get_by_role("heading", name="引言", level=3).wait_for()
    assert chosen() == ("引言", True)


def test_malformed_contact_data_is_said_at_its_field(clerk: Clerk) -> None:
    clerk.open("单位信息")
    clerk.fill("邮政编码", "41450x")
    clerk.see("邮政编码一般是 6 位数字，现填“41450x”")
    assert clerk.page.get_by_label("邮政编码").input_value() == "41450x"
    clerk.fill("邮政编码", "414500")
    clerk.page.get_by_text("邮政编码一般是").wait_for(state="detached")


def test_规章制定权_can_be_stated_where_it_may_be_had(clerk: Clerk) -> None:
    clerk.open("单位信息")
    field = clerk.page.get_by_test_id("stSelectbox").filter(has_text="规章制定权")
    assert field.count() == 0
    clerk.page.get_by_label("单位类别").click()
    clerk.page.get_by_role("option", name="县级以上人民政府").click()
    clerk.settle()
    field.locator("input").click()
    clerk.page.get_by_role("option", name="有", exact=True).click()
    clerk.settle()
    clerk.page.reload()
    clerk.page.get_by_role("heading", name="单位信息").wait_for()
    field.locator("input").wait_for()
    clerk.settle()
    assert field.locator("input").input_value() == "有"
