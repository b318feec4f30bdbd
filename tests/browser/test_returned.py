"""A Word draft that a colleague edited comes back: what changed is shown by passage, and its numbers stay bound."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from assistant.publish import export_report
from assistant.store.prose import write_passage
from assistant.store.store import Store
from tests.browser.clerk import Clerk
from tests.browser.conftest import App
from tests.browser.test_imports import drop

pytestmark = pytest.mark.browser
TEXT = "{{year}}年，我镇主动公开政府信息{{disclosure.total}}条。更新栏目比较及时。"


def open_report(app: App) -> tuple[Store, int]:
    store = Store(app.data)
    return store, int(store.preferences.get("last_report"))


def written(app: App, text: str) -> bytes:
    """The open report gets a passage, and goes out as a Word draft."""
    store, report = open_report(app)
    saved = store.reports.edit(report, lambda r: write_passage(r, "overview.proactive", text, "offline"), "起草")
    store.close()
    return export_report(saved.report, "docx")


def typed_over(data: bytes, *changes: tuple[str, str]) -> bytes:
    source, target = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                for old, new in changes:
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode())
            out.writestr(item.filename, content)
    return target.getvalue()


def test_edits_are_shown_by_passage_and_taken_with_their_slots(clerk: Clerk, app: App, tmp_path: Path) -> None:
    path = tmp_path / "同事改过.docx"
    path.write_bytes(typed_over(written(app, TEXT), ("更新栏目比较及时", "栏目随时更新")))
    drop(clerk, "本年的年报或表格", path)
    dialog = clerk.page.get_by_role("dialog")
    shown = dialog.locator(".diff")
    shown.first.wait_for()
    assert "栏目随时更新" in "".join(dialog.locator(".diff ins").all_inner_texts()) + shown.first.inner_text()
    assert dialog.locator(".diff del").count() and shown.count() == 1
    dialog.locator("label", has_text="主动公开情况").first.click()
    clerk.settle()
    dialog.get_by_role("button", name="采用勾选的内容").click()
    clerk.see("中勾选的内容")
    store, report = open_report(app)
    text = store.reports.open(report).report.passages["overview.proactive"]
    store.close()
    assert text == TEXT.replace("更新栏目比较及时", "栏目随时更新")


def test_a_passage_changed_here_meanwhile_is_said(clerk: Clerk, app: App, tmp_path: Path) -> None:
    path = tmp_path / "旧稿.docx"
    path.write_bytes(typed_over(written(app, TEXT), ("更新栏目比较及时", "栏目随时更新")))
    written(app, "{{year}}年，公开政府信息{{disclosure.total}}条，另作改写。")
    drop(clerk, "本年的年报或表格", path)
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_text("一段在导出以后又在程序里改过").first.wait_for()
    assert not dialog.get_by_role("checkbox", name="主动公开情况").is_checked()


def test_numbers_typed_here_since_the_draft_went_out_are_not_undone_unasked(
    clerk: Clerk, app: App, tmp_path: Path
) -> None:
    path = tmp_path / "同事改过.docx"
    path.write_bytes(typed_over(written(app, TEXT), ("更新栏目比较及时", "栏目随时更新")))
    store, report = open_report(app)
    store.reports.edit(report, lambda r: r.with_value("table2.licensing", 31), "后来填的")
    store.close()
    drop(clerk, "本年的年报或表格", path)
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_text("其中 1 格已填，采用后以文件为准").wait_for()
    assert not dialog.get_by_role("checkbox", name="表二").is_checked()
    assert dialog.get_by_role("checkbox", name="表三").is_checked()


def test_a_number_typed_over_in_the_draft_is_named(clerk: Clerk, app: App, tmp_path: Path) -> None:
    path = tmp_path / "改数.docx"
    path.write_bytes(typed_over(written(app, TEXT), (">79<", ">97<")))
    drop(clerk, "本年的年报或表格", path)
    clerk.page.get_by_role("dialog").locator(".muted", has_text="97").first.wait_for()
