"""Numbers spoilt in drafts that the gate was not written from: none of them may pass."""

import random
import re

import pytest

from assistant.drafting import check_text
from assistant.drafting.gate import MENDED
from tests.drafting.held_out_reports import Entry, good_entries, report_for
from tests.drafting.mutations import MUTATIONS

KINDS = (
    "right slot, wrong sentence", "neighbouring cell", "two slots swapped", "invented number", "chinese numeral",
    "digit glued to a slot", "wrong unit", "unknown slot", "dropped slot",
)  # fmt: skip


def _passed(entry: Entry, kind: str, seed: int) -> str | None:
    """The spoilt sentence where nothing in it was refused."""
    report = report_for(entry, seed % 2)
    sentences = re.findall(r"[^。]+。?", entry.text)
    spoilt = MUTATIONS[kind](sentences, report, random.Random(seed * 7 + len(kind)))
    if spoilt is None or "".join(spoilt.sentences) == entry.text:
        return None
    text = "".join(spoilt.sentences)
    at = text.index(spoilt.wrong)
    for failure in check_text(text, entry.passage, report, writer="model"):
        if failure.kind not in MENDED and failure.start < at + len(spoilt.wrong) and failure.end > at:
            return None
    return spoilt.wrong


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_number_is_refused_in_its_sentence(kind: str) -> None:
    passed = [p for entry in good_entries() for seed in range(2) if (p := _passed(entry, kind, seed))]
    assert passed == []
