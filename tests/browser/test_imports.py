"""Dropping files: what was read is shown first, unreadable cells are marked, and nothing is taken unasked."""

from pathlib import Path

import pytest

from assistant.documents.workbook import write_workbook
from assistant.publish import export_report
from assistant.store.prose import write_passage
from assistant.store.store import sample_report
from tests.browser.clerk import Clerk

pytestmark = pytest.mark.browser
LEDGER = """登记编号,收到日期,申请人姓名,申请人类型,申请内容,办理结果,答复日期
1,2024-03-05,张某,自然人,要某文件,予以公开,2024-03-20
2,2024-04-05,李某,自然人,要某文件,本机关不掌握,2024-04-20
3,2024-05-06,某公司,企业,某文件,部分公开,2024-05-30
4,2024-06-01,赵某,自然人,某,不予公开,2024-06-20
"""


def drop(clerk: Clerk, purpose: str, path: Path) -> None:
    if clerk.page.get_by_text("从文件开始").count() == 0:
        clerk.page.get_by_role("link", name="任务清单").click()
        clerk.see("从文件开始")
    clerk.page.locator("label", has_text=purpose).first.click()
    clerk.settle()
    clerk.page.locator("input[type=file]").set_input_files(path)
    clerk.page.get_by_role("dialog").wait_for()
    clerk.settle()


def close(clerk: Clerk) -> None:
    clerk.page.keyboard.press("Escape")
    clerk.page.get_by_role("dialog").wait_for(state="detached")


def test_this_years_workbook_with_an_unreadable_cell(clerk: Clerk, tmp_path: Path) -> None:
    filled = sample_report().with_value("table2.licensing", 124).with_value("table3.new.natural", None, raw="三件")
    path = tmp_path / "本年表格.xlsx"
    path.write_bytes(write_workbook(filled))
    drop(clerk, "本年的年报或表格", path)
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_text("读不出").first.wait_for()
    dialog.locator("td.unread").first.wait_for()
    beside = dialog.locator("iframe").first.content_frame
    beside.get_by_role("cell", name="1.属于国家秘密").wait_for()
    assert beside.get_by_role("cell", name="124", exact=True).count() == 1
    close(clerk)
    clerk.open("数据填报")
    clerk.block("表二")
    assert clerk.cell("table2.licensing").input_value() == "0"
    clerk.page.get_by_role("link", name="任务清单").click(delay=40)
    clerk.press("查看读到的内容")
    clerk.page.get_by_role("dialog").get_by_role("button", name="采用勾选的内容").click()
    clerk.see("已采用“本年表格.xlsx”中勾选的内容")
    clerk.open("数据填报")
    assert clerk.cell("table2.licensing").input_value() == "124"
    clerk.block("表三")
    assert clerk.cell("table3.new.natural").input_value() != "0"
    assert any("新收" in message for message in clerk.messages())


def test_a_word_draft_that_was_edited_comes_back_with_its_numbers_bound(clerk: Clerk, tmp_path: Path) -> None:
    text = "{{year}}年，我镇主动公开政府信息{{disclosure.total}}条。"
    path = tmp_path / "改过的草稿.docx"
    path.write_bytes(export_report(write_passage(sample_report(), "overview.proactive", text, "offline"), "docx"))
    drop(clerk, "本年的年报或表格", path)
    clerk.page.get_by_role("dialog").get_by_role("button", name="采用勾选的内容").click()
    clerk.see("中勾选的内容")
    clerk.open("数据填报")
    clerk.type("disclosure.items.政府文件", "5")
    clerk.settle()
    clerk.open("起草")
    clerk.page.locator("label", has_text="主动公开情况").first.click()
    clerk.page.locator(".paper", has_text="主动公开政府信息81条").wait_for()


def test_last_years_report_is_carried_over_and_never_becomes_text(clerk: Clerk, tmp_path: Path) -> None:
    last = sample_report().model_copy(update={"year": 2023})
    last = last.with_values({"table3.new.natural": 4, "table3.granted.natural": 2, "table3.carried_out.natural": 2})
    last = write_passage(last, "problems", "上年的问题是栏目更新慢。", "person")
    path = tmp_path / "2023年报.docx"
    path.write_bytes(export_report(last, "docx"))
    drop(clerk, "上年的年报", path)
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name="上年报告是“2”").check(force=True)
    clerk.settle()
    dialog.get_by_role("button", name="采用", exact=True).click()
    clerk.see("的上年数据")
    clerk.open("数据填报")
    clerk.block("表三")
    cell = clerk.cell("table3.carried_in.natural")
    assert cell.input_value() == "2"
    assert "2023年报.docx" in (cell.get_attribute("title") or "")
    clerk.open("素材")
    clerk.page.get_by_text("上年报告怎样写的").first.click()
    clerk.see("上年的问题是栏目更新慢")
    clerk.open("起草")
    assert clerk.page.locator(".paper").count() == 0


def test_a_ledger_is_counted_and_what_cannot_be_counted_is_listed(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(LEDGER, encoding="utf-8-sig")
    drop(clerk, "依申请公开台账", path)
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_text("未能计入 1 行").wait_for()
    assert "张某" not in dialog.inner_text() and "要某文件" not in dialog.inner_text()
    dialog.get_by_role("button", name="采用", exact=False).last.click()
    clerk.see("计入 3 件")
    clerk.open("数据填报")
    clerk.block("表三")
    assert clerk.cell("table3.new.natural").input_value() == "2"
    assert clerk.cell("table3.partial.business").input_value() == "1"
    assert clerk.shown("table3.total.total") == "3"


@pytest.mark.parametrize("name", ["坏文件.docx", "程序.exe"])
def test_a_file_that_is_no_report_is_refused_in_a_sentence(clerk: Clerk, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"MZ\x90\x00 no report" * 50)
    drop(clerk, "本年的年报或表格", path)
    clerk.page.get_by_role("dialog").get_by_test_id("stAlert").first.wait_for()
    assert "。" in clerk.page.get_by_role("dialog").get_by_test_id("stAlert").first.inner_text()
