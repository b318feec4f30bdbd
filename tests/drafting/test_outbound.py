"""What leaves the machine: shown before, stopped where it must not leave."""

import pytest

from assistant.drafting import draft_all, is_loopback, outbound_obstacles, outbound_preview, revise
from assistant.reports import report_from_data
from schemas.drafts import Endpoint
from schemas.report import Report
from tests.drafting.samples import random_data
from tests.drafting.server import ScriptedServer

MOBILE = "13812345678"


def noted(passage: str, text: str) -> Report:
    data = random_data(4)
    data["notes"] = {**data["notes"], passage: [text]}
    return report_from_data(data)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:8000/v1", True),
        ("https://llm.gov.example/v1", False),
        ("http://192.168.1.20:8000/v1", False),
        ("http://127.0.0.1.evil.example/v1", False),
    ],
)
def test_loopback_is_known(url: str, local: bool) -> None:
    assert is_loopback(Endpoint(base_url=url, model="m")) is local


def test_the_preview_is_exactly_what_is_sent() -> None:
    report = noted("overview.platform", "更新公开栏的内容，方便群众查看")
    with ScriptedServer() as server:
        endpoint = Endpoint(base_url=server.base_url, model="scripted", timeout=5)
        preview = outbound_preview(report, ["overview.platform"], endpoint)
        draft_all(report, ["overview.platform"], endpoint)
        messages = server.requests[0]["messages"]
    assert all(message["content"] in preview for message in messages)
    assert "127.0.0.1" in preview


def test_fixed_text_needs_no_sending() -> None:
    preview = outbound_preview(noted("overview", "甲"), ["intro"], Endpoint(base_url="http://a.example/v1", model="m"))
    assert "没有内容需要发送" in preview


@pytest.mark.parametrize(
    "text",
    [
        f"联系申请人王小明，电话{MOBILE}",
        "申请人身份证号11010519491231002X",
        "汇款卡号6222020200112233442",
        "机密★10年",
        "当事人家住苏店镇南天河村三组12号",
    ],
)
def test_what_must_not_leave_stops_the_call_and_is_named_but_not_repeated(text: str) -> None:
    report = noted("overview.requests", text)
    obstacles = outbound_obstacles(report, ["overview.requests"])
    assert obstacles
    assert all(MOBILE not in one and "11010519491231002X" not in one for one in obstacles)
    with ScriptedServer() as server:
        endpoint = Endpoint(base_url=server.base_url, model="scripted", timeout=5)
        result = draft_all(report, ["overview.requests"], endpoint)["overview.requests"]
        assert server.requests == []
    assert result.writer == "offline"
    assert "不能发送" in result.notice


def test_another_passages_note_stops_only_that_passage() -> None:
    report = noted("overview.requests", f"电话{MOBILE}")
    assert outbound_obstacles(report, ["overview.management"]) == ()
    assert outbound_obstacles(report, ["overview.management", "overview.requests"]) != ()


def test_imported_text_is_looked_at_before_it_is_sent_for_revision() -> None:
    data = random_data(4)
    data["passages"] = {"overview.platform": f"如有疑问请拨打{MOBILE}。"}
    report = report_from_data(data)
    with ScriptedServer() as server:
        endpoint = Endpoint(base_url=server.base_url, model="scripted", timeout=5)
        events = list(revise(report, "overview.platform", endpoint, instruction="更简短"))
        assert server.requests == []
    result = events[-1].result
    assert result is not None
    assert result.slot_text == data["passages"]["overview.platform"]
    assert "不能发送" in result.notice


def test_last_years_text_is_looked_at_too() -> None:
    data = random_data(4, previous=True)
    data["previous"]["passages"] = {"problems": f"联系电话{MOBILE}。"}
    assert outbound_obstacles(report_from_data(data), ["problems"]) != ()
