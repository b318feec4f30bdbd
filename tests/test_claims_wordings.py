"""Wordings of many voices: what each number is found to be. `tests/claims/wordings.yaml` says how to read them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.claims import Statement, judge
from assistant.facts import FactBook
from assistant.reports import report_from_data
from schemas.findings import Claim
from schemas.form import T3_COLUMNS, T3_ROWS, T4_GROUPS, T4_RESULTS

HERE = Path(__file__).parent / "claims"
MARKS = {"✓": "confirmed", "✗": "contradicted", "○": "unsupported"}
PASSAGES = {
    "requests": ("overview.requests", "town"),
    "management": ("overview.management", "town"),
    "proactive": ("overview.proactive", "town"),
    "supervision": ("overview.supervision", "town"),
    "other_matters": ("other_matters", "town"),
    "qualified": ("overview.requests", "town"),
    "documents": ("overview.management", "town"),
    "zero": ("overview.requests", "zero"),
    "bare": ("overview.requests", "bare"),
}


def report_data(name: str) -> dict[str, Any]:
    if name == "town":
        return json.loads((HERE / "town.json").read_text(encoding="utf-8"))
    base: dict[str, Any] = {"year": 2024, "unit": {"name": "青石镇人民政府"}}
    if name == "bare":
        return base | {"table2": None, "table3": None, "table4": None}
    zeros = {"made": 0, "repealed": 0, "valid": 0}
    return base | {
        "table2": {
            "regulations": zeros, "normative": zeros, "licensing": 0, "punishment": 0, "coercion": 0, "fees_wan": 0,
        },
        "table3": {row: dict.fromkeys(T3_COLUMNS, 0) for row in T3_ROWS},
        "table4": {group: dict.fromkeys(T4_RESULTS, 0) for group in T4_GROUPS},
    }  # fmt: skip


BOOKS = {name: FactBook(report_from_data(report_data(name))) for name in ("town", "zero", "bare")}


def plain(marked: str) -> tuple[str, dict[int, str]]:
    """Text without marks, and the verdict expected of the claim that covers the character before each mark."""
    text, wanted = "", {}
    for char in marked:
        if char in MARKS:
            wanted[len(text) - 1] = MARKS[char]
        else:
            text += char
    return text, wanted


def cases() -> list[Any]:
    return [
        pytest.param(group, sentence, id=f"{group}-{re.sub(r'[✓✗○]', '', sentence)[:30]}")
        for name in ("wordings.yaml", "more_wordings.yaml", "third_wordings.yaml")
        for group, sentences in yaml.safe_load((HERE / name).read_text(encoding="utf-8")).items()
        for sentence in sentences
    ]


def shown(claim: Claim) -> str:
    return f"{claim.value}{claim.unit} {claim.verdict} {claim.evidence}"


@pytest.mark.parametrize(("group", "marked"), cases())
def test_wording(group: str, marked: str) -> None:
    passage, name = PASSAGES[group]
    text, wanted = plain(marked)
    claims = judge([Statement(f"{passage}[0]", passage, text)], BOOKS[name])
    wrong = []
    for at, verdict in wanted.items():
        claim = next((c for c in claims if c.span[0] <= at < c.span[1]), None)
        if claim is None or claim.verdict != verdict:
            wrong.append(f"{text[max(0, at - 10) : at + 3]}: {verdict}, got {shown(claim) if claim else 'no claim'}")
    marked_claims = [c for c in claims if any(c.span[0] <= at < c.span[1] for at in wanted)]
    wrong += [f"unmarked {shown(c)}" for c in claims if c not in marked_claims and c.verdict == "contradicted"]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("group", "marked"), cases())
def test_text_and_span_are_the_sources(group: str, marked: str) -> None:
    passage, name = PASSAGES[group]
    text, _ = plain(marked)
    for claim in judge([Statement(f"{passage}[0]", passage, text)], BOOKS[name]):
        assert claim.text in text
        assert claim.place == f"{passage}[0]"
        start, end = claim.span
        assert text[start:end] in claim.text
        if claim.verdict != "unsupported":
            assert claim.evidence
