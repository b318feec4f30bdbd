"""How much work a check is, in processor time: the machine may be shared.

As a script it prints medians: `python -m tests.benchmarks.bench_checks`.
"""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

import pytest

from assistant.checks import check_report, run_rules
from assistant.checks.context import Context
from assistant.checks.registry import FAMILIES, RULES
from schemas.report import Report
from tests.checks.test_clean_reports import reports
from tests.rules.cases import build

TABLES = tuple(rule for family in ("T", "T2", "T3", "T4", "Y") for rule in FAMILIES[family][1])
WHOLE_MS, TABLES_MS, MANY_SECONDS = 5.0, 1.0, 60.0
MANY = 10_000


def milliseconds(run: Callable[[], object], rounds: int = 30) -> float:
    run()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def tables_only(report: Report) -> object:
    bare = report.model_copy(update={"passages": {}})
    return run_rules(Context(bare), TABLES)


def varied(base: Sequence[Report], count: int) -> list[Report]:
    """Reports that differ in a word of every paragraph, so that nothing is remembered from one to the next."""
    made = []
    for number in range(count):
        report = base[number % len(base)]
        passages = {
            passage: "\n".join(f"第{number}号{line}" if line else line for line in text.split("\n"))
            for passage, text in report.passages.items()
        }
        made.append(report.model_copy(update={"passages": passages, "previous": None}))
    return made


PASSES: Final = 3


def measure() -> dict[str, float]:
    """The best of some passes: what else runs on the machine empties its caches and only ever adds."""
    passes = [one_pass() for _ in range(PASSES)]
    return {name: min(figures[name] for figures in passes) for name in passes[0]}


def one_pass() -> dict[str, float]:
    whole = list(reports().values())
    fresh = iter(varied(whole, 31 * len(whole)))
    figures = {
        "all rules and claims, same report again (median ms)": median(
            milliseconds(lambda report=report: check_report(report)) for report in whole
        ),
        "all rules and claims, new text each time (median ms)": milliseconds(
            lambda: check_report(next(fresh)), rounds=30 * len(whole)
        ),
        "tables alone (median ms)": median(milliseconds(lambda report=report: tables_only(report)) for report in whole),
    }
    some = varied(whole, 300)
    start = time.process_time()
    for report in some:
        check_report(report)
    figures[f"{MANY} reports, from {len(some)} (s)"] = (time.process_time() - start) / len(some) * MANY
    return figures


def slowest(count: int = 12) -> list[tuple[float, str]]:
    """The rules that take longest on the biggest report, milliseconds each."""
    report = build({"base": "city"}).model_copy(update={"previous": build({"base": "city_2024"})})
    taken: dict[str, list[float]] = {}
    for number in range(20):
        context = Context(varied([report], number + 1)[-1].model_copy(update={"previous": report.previous}))
        _ = context.paragraphs, context.claims, context.cells
        for rule in RULES:
            start = time.process_time()
            run_rules(context, (rule,))
            taken.setdefault(rule.code, []).append((time.process_time() - start) * 1000)
    return sorted(((median(times), code) for code, times in taken.items()), reverse=True)[:count]


@pytest.mark.benchmark
def test_speed() -> None:
    figures = list(measure().values())
    assert figures[0] <= WHOLE_MS and figures[1] <= WHOLE_MS
    assert figures[2] <= TABLES_MS
    assert figures[3] <= MANY_SECONDS


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{value:8.2f}  {name}")
    for value, code in slowest():
        print(f"{value:8.3f}  {code}")
