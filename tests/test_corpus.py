"""The corpus of tests/corpus: planted errors are found at their place, clean reports are left alone."""

import pytest

from tests.corpus.build import clean_case, voices
from tests.corpus.confusion import EXPECTED_WARNINGS, SEVERE, check_case, run
from tests.corpus.plant import all_plants


@pytest.mark.parametrize("voice", voices())
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_clean_reports_are_left_alone(voice: str, seed: int, kind: str) -> None:
    findings = check_case(clean_case(voice, seed).report, None, kind).findings
    errors = [f for f in findings if f.severity == "error"]
    warnings = [f for f in findings if f.severity in SEVERE and f.code not in EXPECTED_WARNINGS]
    assert not errors
    assert len(warnings) <= 1, [(f.code, f.message) for f in warnings]


@pytest.mark.parametrize("voice", voices())
def test_planted_errors_are_found_at_their_place(voice: str) -> None:
    table = run([voice], range(1))
    assert not table.missed, dict(table.notes)
    assert not table.misplaced, dict(table.notes)


def test_the_corpus_is_as_large_as_promised() -> None:
    planted = [p for _, p in all_plants(voices(), range(1))]
    assert len(planted) >= 300
    assert len({p.code for p in planted}) >= 75
