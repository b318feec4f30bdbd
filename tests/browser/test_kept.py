"""What is typed into text fields arrives, whatever is clicked in the same instant and whatever breaks meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.store.prose import write_passage
from assistant.store.store import Store
from tests.browser.clerk import Clerk
from tests.browser.conftest import App, sit_down

pytestmark = pytest.mark.browser
HASTE = """([texts, words]) => {
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  for (const [name, text] of texts) {
    const field = document.querySelector(`textarea[aria-label="${name}"]`);
    field.focus();
    set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.blur();
  }
  const things = [...document.querySelectorAll("a, button, label")];
  things.find((one) => one.innerText.split("\\n").includes(words)).click();
}"""
"""Fields filled and something clicked without any pause between."""
NOTES = ("主动公开情况素材 n1", "主动公开情况素材 n2", "改进情况素材 n1")


def report_of(app: App) -> Any:
    store = Store(app.data)
    try:
        return store.reports.open(int(store.preferences.get("last_report") or 1)).report
    finally:
        store.close()


def notes(app: App) -> list[str]:
    return [note.text for group in report_of(app).notes.values() for note in group]


def arrives(clerk: Clerk, app: App, text: str) -> bool:
    for _ in range(60):
        if text in notes(app):
            return True
        clerk.page.wait_for_timeout(250)
    return False


def write(app: App, passage: str, text: str) -> None:
    store = Store(app.data)
    number = int(store.preferences.get("last_report"))
    store.reports.edit(number, lambda report: write_passage(report, passage, text, "person"), "起草")
    store.close()


def test_notes_edited_and_the_page_left_in_the_same_instant(clerk: Clerk, app: App) -> None:
    for turn in range(4):
        clerk.open("素材")
        texts = [f"第{'甲乙丙丁'[turn]}次，{word}。" for word in ("更新栏目", "清理文件", "开展检查")]
        clerk.page.evaluate(HASTE, [[*zip(NOTES, texts, strict=True)], "起草"])
        clerk.page.get_by_role("heading", name="起草", level=1).wait_for()
        clerk.settle()
        assert [text for text in texts if text not in notes(app)] == []


@pytest.mark.parametrize("click", ["完成修改", "引言", "素材"])
def test_a_passage_edited_and_something_clicked_in_the_same_instant(clerk: Clerk, app: App, click: str) -> None:
    write(app, "overview.management", "建立审核制度。")
    write(app, "intro", "现将情况报告如下。")
    clerk.open("起草")
    clerk.page.get_by_test_id("stRadio").locator("label", has_text="政府信息管理情况").first.click()
    clerk.settle()
    clerk.press("修改")
    clerk.page.get_by_label("政府信息管理情况正文").wait_for()
    clerk.page.evaluate(HASTE, [[["政府信息管理情况正文", "建立审核制度。另补一句。"]], click])
    clerk.settle()
    clerk.settle()
    assert report_of(app).passages["overview.management"] == "建立审核制度。另补一句。"


def test_text_that_was_not_handed_over_survives_a_reload_and_the_end_of_the_program(
    start: Callable[[], App], chromium: Any, tmp_path: Path
) -> None:
    app = start()
    clerk = next(sit_down(app, chromium))
    clerk.open("素材")
    clerk.page.get_by_label(NOTES[0]).fill("写到一半，刷新了页面。")
    clerk.page.reload()
    clerk.page.get_by_label(NOTES[0]).wait_for()
    clerk.page.wait_for_function(
        "name => document.querySelector(`textarea[aria-label='${name}']`)?.value.includes('刷新')", arg=NOTES[0]
    )
    assert arrives(clerk, app, "写到一半，刷新了页面。")
    clerk.page.get_by_label(NOTES[1]).fill("写到一半，程序停了。")
    app.process.kill()
    clerk.see("程序没有应答")
    again = App(app.data, app.port)
    try:
        clerk.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'",
            timeout=60_000,
        )
        assert arrives(clerk, again, "写到一半，程序停了。")
        # what is typed into a table while nothing answers is sent when the program is back
        clerk.open("数据填报")
        clerk.block("表二")
        again.process.kill()
        clerk.page.wait_for_timeout(500)
        clerk.type("table2.licensing", "31")
        again = App(app.data, app.port)
        clerk.page.locator(".sheet[data-saving]").first.wait_for(state="detached", timeout=60_000)
        assert report_of(again).value("table2.licensing") == 31
        clerk.open("素材")
    finally:
        again.stop()


def test_a_passage_that_was_changed_in_another_window_is_said(clerk: Clerk, app: App, chromium: Any) -> None:
    write(app, "overview.management", "建立审核制度。")
    other = next(sit_down(app, chromium))
    for one in (clerk, other):
        one.open("起草")
        one.page.get_by_test_id("stRadio").locator("label", has_text="政府信息管理情况").first.click()
        one.settle()
        one.press("修改")
    for one, text in ((clerk, "甲改的一句。"), (other, "乙改的一句。")):
        one.page.get_by_label("政府信息管理情况正文").fill(text)
        one.press("完成修改")
        one.settle()
    other.see("这一段在别处也被改动过")
    assert clerk.page.get_by_text("这一段在别处也被改动过").count() == 0
    other.page.locator(".paper", has_text="乙改的一句。").wait_for()
    store = Store(app.data)
    kept = store.revisions.of(int(store.preferences.get("last_report")), "overview.management")
    store.close()
    assert [one.rendered for one in kept][:2] == ["乙改的一句。", "甲改的一句。"]


def test_a_report_that_was_removed_comes_back(start: Callable[[], App], chromium: Any) -> None:
    clerk = next(sit_down(start(), chromium))
    clerk.page.locator("summary", has_text="移除当前报告").click()
    clerk.press("移除这份报告")
    clerk.see("新建一份报告，就可以开始填写")
    clerk.page.get_by_role("link", name="核对").click()
    clerk.see("新建一份报告，就可以开始填写")
    clerk.open("设置")
    clerk.see("数据保存在哪里")
    clerk.page.get_by_role("link", name="任务清单").click()
    clerk.page.locator("summary", has_text="已移除的报告").click()
    clerk.press("恢复")
    clerk.see("苏店镇人民政府")
    clerk.see("项已完成")
