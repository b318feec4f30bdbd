"""Correct reports of many units, written before the rules were read, raise no error and no warning."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from tests.corpus.clean_blind.files import SHAPES
from tests.corpus.clean_blind.sources import Source, report, sources

SOURCES = list(sources())
NAMES = list(SHAPES)


def severe(paths: list[Path]) -> dict[str, list[str]]:
    """Errors and warnings of each file, as the command line tells them."""
    result = CliRunner().invoke(app, ["check", *map(str, paths), "--format", "jsonl"])
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(one["file"]).name for one in told] == [path.name for path in paths]
    return {
        Path(one["file"]).name: [f"{f['code']} {f['message']}" for f in one["findings"] if f["severity"] != "info"]
        for one in told
    }


def unexpected(found: list[str], expected: set[str]) -> list[str]:
    return [message for message in found if message.split(" ")[0] not in expected]


@pytest.mark.parametrize("source", SOURCES, ids=[source.key for source in SOURCES])
def test_correct_reports_are_left_alone(source: Source, tmp_path: Path) -> None:
    typed = tmp_path / "report.json"
    typed.write_text(json.dumps(report(source), ensure_ascii=False), encoding="utf-8")
    number = int(source.key)
    paths = [tmp_path / NAMES[number % len(NAMES)], tmp_path / NAMES[(number + 2) % len(NAMES)]]
    for path in paths:
        SHAPES[path.name](source, path)
    found = severe([typed, *paths])
    assert unexpected(found.pop("report.json"), set(source.deserved)) == []
    # a file says nothing of the power to make rules: T2-01 asks
    expected = set(source.deserved) | ({"T2-01"} if source.head["unit"].get("rule_making") else set())
    assert {name: rest for name, told in found.items() if (rest := unexpected(told, expected))} == {}


def test_there_are_many_and_they_differ() -> None:
    assert len(SOURCES) >= 50
    assert {source.head["year"] for source in SOURCES} == {2021, 2022, 2023, 2024, 2025}
    assert {source.head["unit"]["level"] for source in SOURCES} == {"town", "county", "city", "province"}
