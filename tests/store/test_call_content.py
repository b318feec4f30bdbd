"""Prompts and answers stay out of the audit trail until the unit turns that on; the key stays out always."""

import pytest
from pydantic import SecretStr

from assistant.drafting import draft
from assistant.settings import Settings
from assistant.store.store import Store
from assistant.web.jobs import DraftJob
from schemas.drafts import Endpoint
from tests.drafting.server import ScriptedServer

KEY = "sk-do-not-keep-1234567890"
PASSAGE = "overview.requests"


def run(store: Store, server: ScriptedServer) -> str:
    """Draft a passage as the app does; the details of the newest call as they are stored."""
    store.preferences.set_endpoint(Endpoint(base_url=server.base_url, model="scripted", api_key=SecretStr(KEY)))
    report = store.reports.list()[0].id

    def write(job: DraftJob):  # type: ignore[no-untyped-def]
        return draft(job.report, job.passages, job.endpoint, log=job)

    job = DraftJob(store, report, (PASSAGE,), write, as_candidates=False)
    job.start()
    for _ in job.follow():
        pass
    assert job.problem == ""
    return str(store.journal.entries(kind="模型调用")[0].details.get("content"))


def test_no_content_unless_turned_on(store: Store) -> None:
    with ScriptedServer() as server:
        assert run(store, server) == ""
        store.preferences.set("keeps_content", True)
        content = run(store, server)
        store.preferences.set("keeps_content", False)
        assert run(store, server) == ""
    assert server.requests[-2]["messages"][-1]["content"] in content
    assert "没有收到政府信息公开申请，没有上年结转" in content
    assert KEY not in content


def test_the_key_is_not_kept_even_where_the_model_says_it(store: Store) -> None:
    store.preferences.set("keeps_content", True)
    with ScriptedServer("good", answers=lambda _: [f"密钥是{KEY}。"]) as server:
        assert "密钥是［密钥］" in run(store, server)
    for file in store.folder.iterdir():
        assert file.name == "model.key" or KEY.encode() not in file.read_bytes()


@pytest.mark.parametrize("wanted", [True, False])
def test_an_endpoint_of_the_environment_follows_the_setting(store: Store, wanted: bool) -> None:
    other = Store(store.folder, environment=Settings(llm_base_url="http://127.0.0.1:9/v1", llm_model="m"))
    assert not other.preferences.keeps_content
    other.preferences.set("keeps_content", wanted)
    found = other.preferences.endpoint()
    other.close()
    assert found is not None and found.log_content is wanted
