"""A store in a folder of its own, as the first start makes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "数据", environment=Settings(llm_base_url="", llm_model="", llm_api_key=""))
    yield opened
    opened.close()
