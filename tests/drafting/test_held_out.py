"""Drafts that the gate was not written from: right ones stay, wrong ones are refused in the sentence of their fault."""

import pytest

from assistant.checks import check_report
from assistant.facts import FactBook
from assistant.slots import render
from schemas.passages import PASSAGES
from tests.drafting.held_out import caught, judge
from tests.drafting.held_out_reports import Entry, good_entries, report_for, wrong_entries

SEEDS = range(2)


def _name(entry: Entry) -> str:
    return entry.id


def test_right_drafts_pass_unchanged() -> None:
    table = judge(good_entries(), SEEDS)
    assert table.drafts >= 300
    assert table.rate() >= 0.95, "\n".join(table.lines())


@pytest.mark.parametrize("passage", PASSAGES)
def test_every_passage_has_right_drafts(passage: str) -> None:
    assert sum(entry.passage == passage for entry in good_entries()) >= 9


@pytest.mark.parametrize("entry", wrong_entries(), ids=_name)
def test_wrong_variant_is_refused(entry: Entry) -> None:
    assert caught(entry), f"{entry.fault}\n{entry.text}"


@pytest.mark.parametrize("entry", good_entries(), ids=_name)
def test_entry_is_what_it_claims(entry: Entry) -> None:
    """Every slot has its number, and the report breaks no identity."""
    report = report_for(entry, 0)
    assert "待补" not in render(entry.text.replace("【待补", "【"), FactBook(report)).text
    broken = [f for f in check_report(report).findings if f.severity == "error" and f.code[0] in "TY"]
    assert not broken
