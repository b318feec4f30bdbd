"""The whole way of a clerk: from the sample report to the final Word file, without any model."""

from pathlib import Path

import pytest

from tests.browser.clerk import Clerk
from tests.browser.conftest import App
from tests.browser.word import WordFile

pytestmark = pytest.mark.browser
TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
OWN_SENTENCE = "年内对栏目作了一次全面梳理。"


def fill_what_the_law_demands(clerk: Clerk) -> None:
    clerk.open("单位信息")
    clerk.fill("单位地址", "上党区苏店镇苏店村")
    clerk.fill("办公电话", "0355-8080123")
    clerk.fill("邮政编码", "047100")
    clerk.fill("网站网址", "http://www.shangdangqu.gov.cn")
    clerk.open("数据填报")
    clerk.block("收费、培训")
    for address in ("fees.notices", "fees.charged_yuan", "fees.collected_yuan"):
        clerk.type(address, "0")
    clerk.type("activity.trainings", "2")
    clerk.settle()
    clerk.answer("工作考核", "已考核")
    clerk.fill("工作考核的说明", "政府信息公开工作纳入年度目标责任考核")
    clerk.answer("社会评议", "未开展")
    clerk.answer("责任追究", "未发生")


def sign(clerk: Clerk) -> None:
    clerk.open("导出")
    for role, name in (("经办", "张三"), ("审核", "李四"), ("保密审查", "赵六"), ("签发", "王五")):
        clerk.fill(f"{role}姓名", name)


def release_warnings(clerk: Clerk, reason: str) -> int:
    """Give a reason for every open warning, as 核对 lists them."""
    clerk.open("核对")
    clerk.page.get_by_test_id("stButtonGroup").get_by_text("警告", exact=True).click()
    clerk.settle()
    released = 0
    while (buttons := clerk.page.get_by_role("button", name="说明理由")).count():
        before = buttons.count()
        buttons.first.click()
        clerk.page.get_by_label("理由（会印在核对单上）").first.fill(reason)
        clerk.page.get_by_role("button", name="放行", exact=True).first.click()
        clerk.settle()
        clerk.page.wait_for_function(
            "n => [...document.querySelectorAll('button')].filter(b => b.innerText.includes('说明理由')).length < n",
            arg=before,
        )
        released += 1
    return released


def test_from_the_sample_to_the_final_word_file(clerk: Clerk, app: App, tmp_path: Path) -> None:
    clerk.see("苏店镇人民政府")
    clerk.see("项已完成")
    clerk.name_oneself("张三")
    # a number is changed and checked
    clerk.open("数据填报")
    clerk.block("表三")
    clerk.type("table3.new.natural", "3")
    clerk.settle()
    assert clerk.shown("table3.new.total") == "3"
    assert any("相差 3" in message for message in clerk.messages())
    total = clerk.page.locator("td.error", has=clerk.page.locator('[data-out="table3.total.natural"]'))
    assert total.count() == 1
    clerk.type("table3.granted.natural", "3")
    clerk.settle()
    assert not any("相差" in message for message in clerk.messages())
    clerk.block("主动公开栏目")
    clerk.type("disclosure.items.日常工作动态", "64")
    clerk.settle()
    assert clerk.cell("disclosure.total").input_value() == "81"
    fill_what_the_law_demands(clerk)
    clerk.answer("申请是否均按期答复", "是")
    # drafted, edited, rewritten, accepted
    clerk.open("起草")
    clerk.press("起草全部", exact=False)
    clerk.page.get_by_role("button", name="全部采用（10 段）").wait_for(timeout=40_000)
    clerk.page.locator("label", has_text="政府信息管理情况").first.click()
    clerk.settle()
    clerk.press("修改")
    editor = clerk.page.get_by_label("政府信息管理情况正文")
    editor.fill(editor.input_value() + OWN_SENTENCE)
    clerk.press("完成修改")
    clerk.see(OWN_SENTENCE)
    clerk.page.locator("label", has_text="主动公开情况").first.click()
    clerk.settle()
    clerk.page.locator('.paper .slot[title*="主动公开政府信息总数：81条"]').first.wait_for()
    clerk.press("更简短")
    clerk.press("采用勾选的句子")
    clerk.press("全部采用", exact=False)
    clerk.see("已采用 10 段")
    # a draft at any time, the final only after the sign-off
    clerk.open("导出")
    draft = WordFile(clerk.download("下载 Word 草稿", tmp_path))
    assert "须人工审核" in draft.header
    assert clerk.page.get_by_role("button", name="生成定稿").count() == 0
    clerk.see("暂不能导出定稿")
    sign(clerk)
    release_warnings(clerk, "本镇首次使用本系统，上年问题已另文报送整改情况。")
    clerk.open("导出")
    clerk.press("生成定稿", exact=False)
    final = WordFile(clerk.download("下载定稿 docx", tmp_path))
    html = clerk.download("下载定稿 html", tmp_path).read_text(encoding="utf-8")
    workbook = clerk.download("下载定稿 xlsx", tmp_path).read_bytes()
    for word_file in (draft, final):
        assert len(word_file.tables) == 3
        assert len(word_file.numbers) == 200
        assert [title for title in TITLES if title in word_file.paragraphs] == list(TITLES)
        assert "主动公开政府信息81条" in word_file.text
        assert OWN_SENTENCE in word_file.text
        assert "【待补" not in word_file.text
    assert final.numbers.count("3") == 6
    assert final.header == "" and final.controls == 0 and draft.controls > 0
    assert "主动公开政府信息81条" in html and "须人工审核" not in html
    assert workbook.startswith(b"PK")


def test_every_finding_leads_to_its_cell_or_sentence(clerk: Clerk) -> None:
    clerk.open("数据填报")
    clerk.block("表四")
    clerk.type("table4.direct.maintain", "2")
    clerk.block("表三")
    clerk.type("table3.new.business", "5")
    clerk.settle()
    clerk.open("核对")
    finding = clerk.page.locator(".finding", has_text="商业企业").first
    finding.wait_for()
    row = clerk.page.locator('[data-testid="stHorizontalBlock"]', has=finding).last
    row.get_by_role("button", name="去处理").click()
    clerk.settle()
    clerk.page.locator('[data-out="table3.total.business"]').wait_for()
    assert "data" in clerk.page.url
