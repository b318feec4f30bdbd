"""A slice of the adversarial run (the whole of it: python -m tests.drafting.adversarial)."""

from tests.drafting import adversarial
from tests.drafting.mutations import MUTATIONS


def test_no_wrong_number_and_no_unlicensed_sentence_gets_out() -> None:
    outcome = adversarial.run(240, start=1000)
    assert outcome.drafts == 240
    assert outcome.wrong_numbers == []
    assert outcome.leaks == []
    assert outcome.unexplained == []
    assert len(outcome.lost) <= 0.05 * (outcome.kept + len(outcome.lost))


def test_every_way_to_spoil_a_draft_is_caught_by_some_guard() -> None:
    table = adversarial.ablation(200, start=2000)
    assert set(table) <= set(MUTATIONS)
    for kind, row in table.items():
        assert any(caught for caught, _ in row.values()), kind
