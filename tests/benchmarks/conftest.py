"""`pytest -m benchmark` finds the benchmarks; a plain run does not even import them."""

from pathlib import Path

import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    wanted = parent.config.option.markexpr == "benchmark" and not parent.session.isinitpath(file_path)
    if wanted and file_path.name.startswith("bench_") and file_path.suffix == ".py":
        module: pytest.Module = pytest.Module.from_parent(parent, path=file_path)
        return module
    return None
