"""Right sentences in many wordings, each put into a report that they fit, raise nothing of their own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import check_report
from schemas.report import Report

HERE = Path(__file__).parent
BASES = HERE.parents[1] / "rules" / "bases"
OF_WHOLE_PASSAGES = frozenset(
    ("C01", "C02", "C04", "C05", "C07", "C08", "C10", "L11", "ST06", "ST09", "ST10", "ST13", "U06", "U07", "U08")
)
"""Rules that miss what the sentence, which stands there alone, replaced."""


def sentences() -> Iterator[tuple[str, str, str]]:
    told = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    for base, passages in told.items():
        for passage, texts in passages.items():
            for text in texts:
                yield base, passage, text


def report(base: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BASES / f"{base}.json").read_text(encoding="utf-8"))
    before = BASES / f"{base}_2024.json"
    found["previous"] = json.loads(before.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("base", ["town", "department", "city"])
def test_right_sentences_are_left_alone(base: str) -> None:
    wrong: dict[str, list[str]] = {}
    for _, passage, text in (s for s in sentences() if s[0] == base):
        whole = report(base)
        whole["passages"][passage] = text
        found = [
            f"{f.code} {f.message}"
            for f in check_report(Report.model_validate(whole)).findings
            if f.severity != "info" and f.place.startswith(passage) and f.code not in OF_WHOLE_PASSAGES
        ]
        if found:
            wrong[text] = found
    assert wrong == {}


def test_there_are_many_sentences() -> None:
    assert len(list(sentences())) >= 200
