"""The model endpoint and its key: the key lies in a file of its own and goes to no other server."""

import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.settings import Settings
from assistant.store.store import Store
from schemas.drafts import Endpoint

KEY = "sk-do-not-show-1234567890"


def endpoint(base_url: str = "http://10.0.0.8:8000/v1", key: str = KEY) -> Endpoint:
    return Endpoint(base_url=base_url, model="qwen", api_key=SecretStr(key), filing="晋-备案-1")


def test_no_model_without_settings(store: Store) -> None:
    assert store.preferences.endpoint() is None


def test_an_endpoint_comes_back_with_its_key(store: Store) -> None:
    store.preferences.set_endpoint(endpoint())
    found = Store(store.folder).preferences.endpoint()
    assert found is not None
    assert (found.model, found.filing, found.api_key.get_secret_value()) == ("qwen", "晋-备案-1", KEY)
    assert KEY not in repr(found)


def test_the_key_is_in_no_database_and_for_nobody_else_to_read(store: Store) -> None:
    store.preferences.set_endpoint(endpoint())
    path = store.folder / "model.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for file in store.folder.iterdir():
        assert file == path or KEY.encode() not in file.read_bytes()


def test_an_empty_key_keeps_the_old_one(store: Store) -> None:
    store.preferences.set_endpoint(endpoint())
    store.preferences.set_endpoint(endpoint(key=""))
    found = store.preferences.endpoint()
    assert found is not None and found.api_key.get_secret_value() == KEY


@pytest.mark.parametrize("other", ["http://10.0.0.9:8000/v1", "http://10.0.0.8:9000/v1", "https://10.0.0.8:8000/v1"])
def test_a_key_is_never_sent_to_another_server(store: Store, other: str) -> None:
    store.preferences.set_endpoint(endpoint())
    store.preferences.set_endpoint(endpoint(other, key=""))
    found = store.preferences.endpoint()
    assert found is not None and found.api_key.get_secret_value() == ""


def test_the_environment_serves_where_nothing_was_set(tmp_path: Path) -> None:
    environment = Settings(llm_base_url="http://127.0.0.1:1/v1", llm_model="m", llm_api_key=KEY)
    store = Store(tmp_path, environment=environment)
    found = store.preferences.endpoint()
    assert found is not None and found.api_key.get_secret_value() == KEY
    store.preferences.set_endpoint(None)
    assert store.preferences.endpoint() is None


def test_only_this_machine_needs_no_leave(store: Store) -> None:
    far, near = endpoint(), endpoint("http://127.0.0.1:8080/v1")
    lookalike = endpoint("http://127.0.0.1.example.com/v1")
    assert store.preferences.may_send(near)
    assert not store.preferences.may_send(lookalike)
    assert not store.preferences.may_send(far)
    store.preferences.agree_to(far)
    assert Store(store.folder).preferences.may_send(far)
    assert not store.preferences.may_send(lookalike)
