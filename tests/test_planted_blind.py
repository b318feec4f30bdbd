"""Single errors that were planted before any rule was read: what was found stays found, in its place."""

from pathlib import Path

import pytest

from tests.corpus.planted_blind.measure import measure
from tests.corpus.planted_blind.plants import HERE, read_plants


def _known(batch: str) -> set[str]:
    lines = (HERE / "known.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[1] for line in lines if line.startswith(f"{batch} ")}


@pytest.mark.parametrize("batch", ["first", "second", "third"])
def test_planted_errors_are_found(batch: str) -> None:
    results = measure(batch)
    assert len(results) == len(read_plants(batch)) > 50
    lost = [(r.plant.source, r.plant.codes, r.verdict, r.new) for r in results if r.verdict != "found"]
    assert not [entry for entry in lost if entry[0] not in _known(batch)]


@pytest.mark.parametrize("batch", ["first", "second", "third"])
def test_known_misses_are_plants(batch: str) -> None:
    assert _known(batch) <= {plant.source for plant in read_plants(batch)}
    assert Path(HERE, "bases").is_dir()
