"""Typing into the three tables: bad text is said in a sentence at its cell, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.clerk import Clerk
from tests.browser.conftest import App, sit_down

pytestmark = pytest.mark.browser
BAD = {
    "natural": ("-3", "负数"),
    "business": ("1.5", "小数"),
    "research": ("", "没有发生请填 0"),
    "legal": ("12abc", "不是数字"),
    "other": ("1" + "0" * 20, "过大"),
}


def test_bad_cells_keep_their_text_and_say_what_is_wrong(clerk: Clerk) -> None:
    clerk.open("数据填报")
    clerk.block("表三")
    for column, (text, _) in BAD.items():
        clerk.type(f"table3.new.{column}", text)
    clerk.type("table3.new.welfare", "１２")
    clerk.see("“１２”已按 12 读取。")
    clerk.settle()
    for column, (text, words) in BAD.items():
        cell = clerk.cell(f"table3.new.{column}")
        assert cell.input_value() == text
        assert words in (cell.get_attribute("title") or "")
        assert any(words in message for message in clerk.messages())
    assert clerk.cell("table3.new.welfare").input_value() == "12"
    assert clerk.shown("table3.new.total") == "12"
    clerk.page.reload()
    clerk.page.get_by_role("heading", name="数据填报").wait_for()
    clerk.block("表三")
    clerk.cell("table3.new.legal").wait_for()
    assert {c: clerk.cell(f"table3.new.{c}").input_value() for c in BAD} == {c: text for c, (text, _) in BAD.items()}
    clerk.type("table3.new.legal", "12")
    clerk.page.wait_for_function("() => true")
    clerk.settle()
    assert clerk.shown("table3.new.total") == "24"


def test_a_block_from_excel_enter_and_arrows(clerk: Clerk) -> None:
    clerk.open("数据填报")
    clerk.block("表三")
    origin = clerk.page.url.rsplit("/", 1)[0]
    clerk.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    block = "\n".join("\t".join(str(r * 7 + c) for c in range(7)) for r in range(3))
    clerk.page.evaluate("text => navigator.clipboard.writeText(text)", block)
    clerk.cell("table3.new.natural").click()
    clerk.page.keyboard.press("Control+V")
    clerk.settle()
    assert [clerk.cell(f"table3.granted.{c}").input_value() for c in ("natural", "business", "other")] == [
        "14",
        "15",
        "19",
    ]
    assert clerk.shown("table3.new.total") == "15"
    clerk.cell("table3.new.natural").click()
    clerk.page.keyboard.press("ArrowRight")
    clerk.page.keyboard.type("8")
    clerk.page.keyboard.press("Enter")
    clerk.page.keyboard.type("9")
    clerk.page.keyboard.press("ArrowDown")
    clerk.settle()
    assert clerk.cell("table3.new.business").input_value() == "8"
    assert clerk.cell("table3.carried_in.business").input_value() == "9"
    assert clerk.shown("table3.new.total") == "22"
    for _ in range(3):
        clerk.press("撤销上一步", exact=False)
    assert clerk.cell("table3.new.natural").input_value() == "0"


def test_what_was_typed_survives_a_click_elsewhere_and_the_end_of_the_program(
    start: Callable[[], App], chromium: Any
) -> None:
    app = start()
    clerk = next(sit_down(app, chromium))
    clerk.open("数据填报")
    clerk.block("表二")
    clerk.cell("table2.licensing").fill("124")
    clerk.open("素材")
    clerk.open("数据填报")
    assert clerk.cell("table2.licensing").input_value() == "124"
    for number in range(10):
        clerk.cell(f"table2.{('licensing', 'punishment')[number % 2]}").fill(str(number + 30))
    clerk.cell("table2.coercion").fill("7")
    clerk.cell("table2.coercion").press("Enter")
    clerk.settle()
    app.process.kill()
    other = next(sit_down(start(), chromium))
    other.open("数据填报")
    other.block("表二")
    assert [other.cell(f"table2.{name}").input_value() for name in ("licensing", "punishment", "coercion")] == [
        "38",
        "39",
        "7",
    ]


def test_栏目_are_added_renamed_counted_and_pasted(clerk: Clerk) -> None:
    clerk.open("数据填报")
    clerk.cell("disclosure.items.日常工作动态").fill("64")
    clerk.cell("disclosure.items.日常工作动态").press("Enter")
    clerk.settle()
    assert clerk.shown("sum:category") == "81"
    assert clerk.cell("disclosure.total").input_value() == "81"
    clerk.type("new", "社会救助")
    clerk.settle()
    clerk.type("disclosure.items.社会救助", "九条")
    clerk.settle()
    assert clerk.cell("disclosure.items.社会救助").input_value() == "九条"
    assert any("不是数字" in message for message in clerk.messages())
    clerk.type("disclosure.items.社会救助", "9")
    clerk.settle()
    assert clerk.cell("disclosure.total").input_value() == "90"
    clerk.cell("name:0").fill("规范性文件以外的文件")
    clerk.cell("name:0").press("Enter")
    clerk.settle()
    assert clerk.cell("disclosure.items.规范性文件以外的文件").input_value() == "3"
    clerk.cell("name:1").fill("社会救助")
    clerk.cell("name:1").press("Enter")
    clerk.see("已有名为“社会救助”的栏目")


def test_a_new_form_shows_grey_zeros_until_they_are_confirmed(clerk: Clerk) -> None:
    clerk.page.get_by_text("新建另一份报告").click()
    clerk.fill("单位全称", "某县水利局")
    clerk.fill("报告年度", "2025")
    clerk.press("新建")
    clerk.open("数据填报")
    clerk.block("表三")
    cell = clerk.cell("table3.granted.natural")
    assert (cell.input_value(), cell.get_attribute("placeholder")) == ("", "0")
    assert clerk.shown("table3.granted.total") == ""
    clerk.page.locator('[data-act="zero:table3.granted"]').click()
    clerk.settle()
    assert cell.input_value() == "0" and clerk.shown("table3.granted.total") == "0"
    clerk.press("表三其余空格均为 0")
    assert clerk.cell("table3.carried_out.other").input_value() == "0"
    assert clerk.shown("table3.total.total") == "0"


def test_the_head_of_a_long_table_stays_with_its_lines(clerk: Clerk) -> None:
    clerk.open("数据填报")
    clerk.block("表三")
    clerk.cell("table3.carried_out.natural").scroll_into_view_if_needed()
    head = clerk.page.locator(".sheet thead")
    clerk.settle()
    assert abs(head.evaluate("e => e.getBoundingClientRect().top")) < 2
    assert head.get_by_text("总计").is_visible()
    # collapsed borders belong to the table and do not move with the head
    assert head.evaluate("e => getComputedStyle(e.parentElement).borderCollapse") == "separate"
    assert head.locator("th").first.evaluate("e => getComputedStyle(e).borderBottomWidth") == "1px"
