"""Held-out drafts through the gate: pass rate per passage, the reason of each refusal, wrong variants caught or missed.

A sentence counts as refused where any failure other than a missing fact or topic starts in it; an unanswered problem
counts against the last sentence, where its sentence would be added.

Run: python -m tests.drafting.held_out [--seeds 2] [--entry proactive-01]
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.drafting import check_text
from schemas.drafts import GateFailure
from tests.drafting.held_out_reports import Entry, good_entries, report_for, wrong_entries

NO_REFUSAL = ("missing_fact", "missing_topic")
"""What is lacking is added; the sentences that stand there stay."""
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”）]?")


@dataclass(frozen=True)
class Sentence:
    entry: Entry
    seed: int
    text: str
    start: int
    failures: tuple[GateFailure, ...]


@dataclass
class Table:
    """Sentences passed and refused, per passage."""

    drafts: int = 0
    added: Counter[str] = field(default_factory=Counter)
    """What right drafts were told to add: to be read by eye, since a short draft may truly lack it."""
    sentences: Counter[str] = field(default_factory=Counter)
    refused: list[Sentence] = field(default_factory=list)

    def rate(self, passage: str | None = None) -> float:
        total = self.sentences[passage] if passage else self.sentences.total()
        lost = sum(1 for sentence in self.refused if passage in (None, sentence.entry.passage))
        return 1 - lost / total if total else 1.0

    def lines(self) -> Iterator[str]:
        for passage, total in self.sentences.items():
            yield f"{passage:22}{total:5} sentences {self.rate(passage):8.2%} unchanged"
        yield f"{self.drafts} drafts, {self.sentences.total()} sentences, {self.rate():.2%} unchanged"
        reasons = Counter(
            (s.entry.id, s.text.strip(), "；".join(f"[{f.kind}] {f.message}" for f in s.failures)) for s in self.refused
        )
        for (name, text, why), times in reasons.most_common():
            yield f"{name} ×{times}\n    {text}\n    {why}"
        yield from (f"told to add: {what} ×{times}" for what, times in sorted(self.added.items()))


def failures_of(entry: Entry, seed: int) -> tuple[GateFailure, ...]:
    return check_text(entry.text, entry.passage, report_for(entry, seed))


def sentences(entry: Entry, seed: int) -> Iterator[Sentence]:
    """Every sentence of the draft with what the gate holds against it; a failure counts where it starts."""
    failures = [f for f in failures_of(entry, seed) if f.kind not in NO_REFUSAL]
    spans = [(found.start(), found.end(), found[0]) for found in _SENTENCE.finditer(entry.text) if found[0].strip()]
    for number, (start, end, text) in enumerate(spans):
        last = number == len(spans) - 1
        mine = tuple(f for f in failures if start <= f.start < end or (last and f.start >= end))
        yield Sentence(entry, seed, text, start, mine)


def judge(entries: Iterable[Entry], seeds: range) -> Table:
    table = Table()
    for entry in entries:
        for seed in seeds:
            table.drafts += 1
            table.added.update(f"{entry.id} {f.message}" for f in failures_of(entry, seed) if f.kind in NO_REFUSAL)
            for sentence in sentences(entry, seed):
                table.sentences[entry.passage] += 1
                if sentence.failures:
                    table.refused.append(sentence)
    return table


def caught(entry: Entry, seed: int = 0) -> tuple[GateFailure, ...]:
    """Failures of the sentence that holds the planted fault; of the whole passage where the fault is an absence."""
    if not entry.at:
        return tuple(f for f in failures_of(entry, seed) if f.kind not in NO_REFUSAL)
    place = entry.text.index(entry.at)
    home = [s for s in sentences(entry, seed) if s.start <= place < s.start + len(s.text)]
    return home[0].failures


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--entry", action="append")
    options = parser.parse_args()
    chosen = [e for e in good_entries() if not options.entry or e.id in options.entry]
    print("\n".join(judge(chosen, range(options.seeds)).lines()))
    wrong = [e for e in wrong_entries() if not options.entry or e.id in options.entry]
    found = {entry: caught(entry) for entry in wrong}
    print(f"wrong variants: {sum(map(bool, found.values()))} of {len(wrong)} refused")
    for entry, failures in found.items():
        reason = "；".join(f"[{f.kind}] {f.message}" for f in failures)
        print(f"{entry.id} {'refused' if failures else 'MISSED'}: {entry.fault}\n    {reason or entry.text}")


if __name__ == "__main__":
    main()
