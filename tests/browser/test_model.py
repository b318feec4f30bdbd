"""The same buttons with a model behind an OpenAI-compatible server: one that behaves, and others that do not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.store.store import Store
from tests.browser.clerk import Clerk
from tests.browser.conftest import App, free_port
from tests.browser.test_journey import TITLES, fill_what_the_law_demands
from tests.browser.word import WordFile
from tests.drafting.server import ScriptedServer

pytestmark = pytest.mark.browser
KEY = "sk-secret-0987654321"
BAD = {
    "error_401": "密钥",
    "error_429": "",
    "error_500": "",
    "prose": "",
    "half_json": "",
    "invented_number": "",
    "hang_before": "",
}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer("good", pause=0.01) as running:
        yield running


def use(clerk: Clerk, base_url: str, *, key: str = "", timeout: str = "20") -> None:
    clerk.open("设置")
    clerk.page.get_by_label("服务地址").fill(base_url)
    clerk.page.get_by_label("模型名称").fill("scripted")
    clerk.page.get_by_label("密钥", exact=True).fill(key)
    clerk.page.get_by_label("等待时间（秒）").fill(timeout)
    clerk.press("保存")
    clerk.see("已保存。")


def choose(clerk: Clerk, passage: str) -> None:
    clerk.page.locator("label", has_text=passage).first.click()
    clerk.settle()


def test_the_journey_with_a_model_that_behaves(clerk: Clerk, app: App, server: ScriptedServer, tmp_path: Path) -> None:
    clerk.name_oneself("张三")
    fill_what_the_law_demands(clerk)
    use(clerk, server.base_url, key=KEY)
    assert clerk.page.get_by_label("密钥", exact=True).input_value() == ""
    clerk.press("保存并测试连接")
    clerk.page.get_by_text("连接").first.wait_for()
    clerk.open("起草")
    clerk.press("起草全部", exact=False)
    clerk.page.get_by_role("button", name="全部采用（10 段）").wait_for(timeout=60_000)
    choose(clerk, "主动公开情况")
    clerk.see("模型起草")
    assert "79" in clerk.page.locator(".paper").first.inner_text()
    clerk.page.get_by_label("重写要求").fill("突出栏目建设")
    clerk.press("重写")
    clerk.settle()
    clerk.press("全部采用", exact=False)
    clerk.see("已采用 10 段")
    clerk.open("导出")
    draft = WordFile(clerk.download("下载 Word 草稿", tmp_path))
    assert "智能辅助起草稿，须人工审核，不得直接发布" in draft.header
    assert len(draft.numbers) == 200
    assert [title for title in TITLES if title in draft.paragraphs] == list(TITLES)
    assert f"Bearer {KEY}" in server.keys
    stored = b"".join(path.read_bytes() for path in app.data.iterdir() if path.name != "model.key")
    assert KEY.encode() not in stored and KEY not in app.output()
    clerk.open("设置")
    clerk.page.get_by_text("模型调用记录").click()
    clerk.page.get_by_role("cell", name="成功").first.wait_for()


def test_models_that_misbehave_are_said_in_a_sentence_and_cost_nothing(clerk: Clerk) -> None:
    with ScriptedServer("good") as server:
        use(clerk, server.base_url, timeout="2")
        clerk.open("起草")
        choose(clerk, "依申请公开情况")
        for behaviour, word in BAD.items():
            server.behaviours = [behaviour]
            clerk.press("起草这一段")
            clerk.page.locator(".paper .slot").first.wait_for(timeout=60_000)
            text = clerk.page.locator(".paper").first.inner_text()
            assert set(re.findall(r"\d+", text)) <= {"2024", "0"}, behaviour
            if behaviour != "invented_number":
                alerts = " ".join(clerk.page.get_by_test_id("stAlert").all_inner_texts())
                assert "。" in alerts and word in alerts, behaviour
            clerk.press("撤销上一步", exact=False)
            clerk.page.get_by_role("button", name="起草这一段").wait_for()


def test_an_unreachable_model_and_a_far_one(clerk: Clerk) -> None:
    use(clerk, f"http://127.0.0.1:{free_port()}/v1", timeout="2")
    clerk.press("保存并测试连接")
    clerk.page.get_by_test_id("stAlertContentError").first.wait_for()
    clerk.open("起草")
    choose(clerk, "监督保障")
    clerk.press("起草这一段")
    clerk.page.locator(".paper").first.wait_for(timeout=40_000)
    # a server that is not this machine is asked for nothing before the clerk has read what would be sent
    use(clerk, "http://192.0.2.7/v1", timeout="1")
    clerk.open("起草")
    choose(clerk, "存在的主要问题")
    clerk.press("起草这一段")
    clerk.see("请确认其中没有不宜外传的内容")
    clerk.see("主动公开范围把握不够准确")
    clerk.press("不发送")
    assert clerk.page.locator(".paper").count() == 0


def test_the_content_of_calls_is_kept_only_after_it_was_turned_on(
    clerk: Clerk, app: App, server: ScriptedServer
) -> None:
    use(clerk, server.base_url, key=KEY)

    def draft(button: str) -> str:
        clerk.open("起草")
        choose(clerk, "主动公开情况")
        clerk.press(button)
        store = Store(app.data)
        for _ in range(100):
            calls = store.journal.entries(kind="模型调用", limit=1)
            if calls and calls[0].id > seen[-1]:
                break
            clerk.page.wait_for_timeout(100)
        store.close()
        seen.append(calls[0].id)
        return str(calls[0].details["content"])

    def switch() -> None:
        clerk.open("设置")
        clerk.page.get_by_text("模型调用记录").click()
        clerk.page.locator("label", has_text="同时留存调用的内容").first.click()
        clerk.settle()

    store = Store(app.data)
    seen = [max((one.id for one in store.journal.entries(kind="模型调用")), default=0)]
    store.close()
    assert draft("起草这一段") == ""
    switch()
    clerk.see("只能增加、不能删除")
    kept = draft("重写")
    assert "{{disclosure.total}}" in kept or "主动公开" in kept
    assert KEY not in kept
    clerk.open("设置")
    clerk.page.get_by_text("模型调用记录").click()
    clerk.see("1 次留有内容")
    clerk.page.locator("summary", has_text="主动公开情况").first.click()
    clerk.page.locator("pre.said", has_text="政府信息公开工作年度报告").first.wait_for()


def test_without_a_model_name_the_first_of_the_service_is_taken(clerk: Clerk, server: ScriptedServer) -> None:
    clerk.open("设置")
    clerk.page.get_by_label("服务地址").fill(server.base_url)
    clerk.page.get_by_label("模型名称").fill("")
    clerk.press("保存并测试连接")
    clerk.see("已选用这个服务上的“scripted”")
    clerk.page.get_by_text("能连上").or_(clerk.page.get_by_text("连接正常")).first.wait_for()
    assert clerk.page.get_by_label("模型名称").input_value() == "scripted"
    clerk.page.get_by_label("服务地址").fill(f"http://127.0.0.1:{free_port()}/v1")
    clerk.page.get_by_label("模型名称").fill("")
    clerk.press("保存")
    clerk.see("请填写模型名称。")
    assert clerk.page.get_by_label("服务地址").input_value() != server.base_url
