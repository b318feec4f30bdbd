"""The adversarial run: random facts × every way to spoil a draft × every structured mode.

    python -m tests.drafting.adversarial [drafts]      (default 1,200)

Every draft goes the real way: over the wire to a scripted endpoint, through parsing, gate, repair and replacement.
What may stand in the end is known beforehand: the right sentences that were sent and the offline writer's own. Any
other sentence is a leak; one with a number in it could be exported wrong. The second table shows, for each way to
spoil a draft, which guard catches it alone, and what would get through without that guard.
"""

import itertools
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.drafting import draft_all, modes, preload
from assistant.drafting.gate import GUARDS, MENDED, check_text
from assistant.drafting.offline import write_offline
from assistant.drafting.sentences import split_sentences
from assistant.drafting.tidy import tidy
from schemas.drafts import Endpoint, PassageDraft
from schemas.report import Report
from tests.drafting.mutations import MUTATIONS, Spoilt
from tests.drafting.samples import random_report
from tests.drafting.server import ScriptedServer
from tests.drafting.wordings import compose_good, load

MODES = {"json_schema": "good", "json_object": "no_json_schema", "plain": "plain_only"}
_TURNS = 3


@dataclass(frozen=True)
class Case:
    seed: int
    kind: str
    mode: str
    report: Report
    passage: str
    right: tuple[str, ...]
    spoilt: Spoilt
    obedient: bool
    """The model mends its draft when it is told what is wrong."""


@dataclass
class Outcome:
    drafts: int = 0
    leaks: list[tuple[Case, str]] = field(default_factory=list)
    wrong_numbers: list[tuple[Case, str]] = field(default_factory=list)
    unexplained: list[Case] = field(default_factory=list)
    lost: list[tuple[Case, str]] = field(default_factory=list)
    """Right sentences that did not survive word for word."""
    kept: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def cases(count: int, start: int = 0) -> Iterator[Case]:
    """Each kind in each mode in turn, over random reports and passages."""
    made = 0
    passages = list(load())
    for seed in itertools.count(start):
        for number, (kind, mode) in enumerate(itertools.product(MUTATIONS, MODES)):
            rng = random.Random(seed * 1009 + number)
            report = random_report(seed * 31 + number)
            passage = rng.choice(passages)
            good = compose_good(report, passage, seed * 7 + number)
            spoilt = MUTATIONS[kind](list(good.sentences), report, rng)
            if spoilt is None:
                continue
            yield Case(seed, kind, mode, report, passage, good.sentences, spoilt, rng.random() < 0.3)
            made += 1
            if made >= count:
                return


def run(count: int = 1200, start: int = 0) -> Outcome:
    preload()
    outcome = Outcome()
    began = time.perf_counter()
    servers = {mode: ScriptedServer(behaviour) for mode, behaviour in MODES.items()}
    for server in servers.values():
        server.__enter__()
    modes.forget()
    try:
        for case in cases(count, start):
            judge(case, draft(case, servers[case.mode]), outcome)
    finally:
        for server in servers.values():
            server.__exit__()
    outcome.seconds = time.perf_counter() - began
    return outcome


def draft(case: Case, server: ScriptedServer) -> PassageDraft:
    def answer(body: dict[str, Any]) -> list[str]:
        told = len(body["messages"]) > 2
        return ["".join(case.right if told and case.obedient else case.spoilt.sentences)]

    server.answers = answer
    endpoint = Endpoint(base_url=server.base_url, model="scripted", timeout=20, concurrency=4)
    return draft_all(case.report, [case.passage], endpoint)[case.passage]


def allowed_sentences(case: Case) -> set[str]:
    """Everything that may stand: what was right as sent, and what the offline writer writes."""
    allowed = {s.text for s in split_sentences(tidy("".join(case.right)))}
    for turn in range(_TURNS):
        allowed |= {s.text for s in split_sentences(write_offline(case.report, case.passage, turn=turn))}
    return allowed


def judge(case: Case, result: PassageDraft, outcome: Outcome) -> None:
    outcome.drafts += 1
    outcome.by_kind[case.kind] += 1
    allowed = allowed_sentences(case)
    # a lead-in ending in a colon belongs to the sentence after it
    parts = {part for sentence in allowed for part in sentence.split("：")}
    final = [s.text for s in split_sentences(result.slot_text)]
    for sentence in final:
        if sentence in allowed or _asks_only(sentence) or all(part in parts for part in sentence.split("：")):
            continue
        outcome.leaks.append((case, sentence))
        if case.spoilt.number or "{{" in sentence:
            outcome.wrong_numbers.append((case, sentence))
    if not case.obedient and tidy(case.spoilt.wrong) not in "".join(final) and not (result.replaced or result.notice):
        outcome.unexplained.append(case)
    for sentence in case.right:
        if sentence in case.spoilt.sentences:
            if _core(sentence) in result.slot_text:
                outcome.kept += 1
            else:
                outcome.lost.append((case, sentence))


def _core(sentence: str) -> str:
    """The sentence without its last mark: a lead-in may end in a colon or, once its list is gone, in a full stop."""
    return tidy(sentence).rstrip("：。")


def _asks_only(sentence: str) -> bool:
    return "【待补：" in sentence and "{{" not in sentence


# ---- which guard catches what ------------------------------------------------------------------------------
def ablation(count: int = 600, start: int = 0) -> dict[str, dict[str, tuple[int, int]]]:
    """kind → guard → (caught by this guard alone, caught by no other)."""
    table: dict[str, dict[str, list[int]]] = defaultdict(lambda: {name: [0, 0] for name in (*GUARDS, "scan")})
    every = frozenset((*GUARDS, "scan", "required"))
    for case in cases(count, start):
        text = tidy("".join(case.spoilt.sentences))
        caught = {name for name in (*GUARDS, "scan") if _catches(case, text, every - {name})}
        for name in caught:
            table[case.kind][name][0] += 1
            table[case.kind][name][1] += len(caught) == 1
    return {kind: {name: (a, b) for name, (a, b) in row.items()} for kind, row in table.items()}


def _catches(case: Case, text: str, without: frozenset[str]) -> bool:
    return any(
        f.kind not in MENDED for f in check_text(text, case.passage, case.report, writer="model", without=without)
    )


def main(count: int) -> int:
    outcome = run(count)
    print(f"{outcome.drafts} drafts, {len(MUTATIONS)} ways to spoil one, {len(MODES)} modes, {outcome.seconds:.0f} s")
    print(f"wrong numbers that could be exported: {len(outcome.wrong_numbers)}")
    print(f"other unlicensed sentences that stayed: {len(outcome.leaks) - len(outcome.wrong_numbers)}")
    print(f"refusals without a reason: {len(outcome.unexplained)}")
    total = outcome.kept + len(outcome.lost)
    print(f"right sentences kept word for word: {outcome.kept} of {total} ({outcome.kept / max(1, total):.2%})")
    for case, sentence in outcome.leaks[:30]:
        print(f"  leak  {case.kind} | {case.passage} | {sentence}")
    for case, sentence in outcome.lost[:10]:
        print(f"  lost  {case.kind} | {case.passage} | {sentence}")
    print("\nguard alone catches (of which no other does):")
    table = ablation(max(300, count // 2))
    names = [*GUARDS, "scan"]
    print(f"{'':28}" + "".join(f"{name[:12]:>14}" for name in names))
    for kind, row in table.items():
        cells = "".join(f"{f'{row[n][0]} ({row[n][1]})' if row[n][0] else '·':>14}" for n in names)
        print(f"{kind:28}{cells}")
    return 1 if outcome.wrong_numbers else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1200))
