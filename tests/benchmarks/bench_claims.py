"""How much work it is to read numbers and judge claims, in processor time.

As a script it prints medians: `python -m tests.benchmarks.bench_claims`.
"""

import statistics
import time
from collections.abc import Callable

import pytest

from assistant.claims import Statement, judge
from assistant.claims.frames import analyse
from assistant.facts import FactBook
from assistant.numerals import find_numerals
from tests.test_claims_wordings import BOOKS, cases, plain

PARAGRAPH = (
    "2024年，我镇共收到政府信息公开申请77件，其中自然人申请47件，法人或其他组织申请30件；办结81件（含上年结转4件），"
    "予以公开42件（占51.85%），部分公开1件，结转下年度0件。未发生行政复议、行政诉讼案件，严格落实“三审三校”制度。"
)


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """Median of the rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def report_of(length: int) -> list[Statement]:
    """Sentences of the wordings until so many characters are full, most of a report's prose being without numbers."""
    sentences = [plain(case.values[1])[0] for case in cases() if case.values[0] == "requests"]
    filler = "坚持以公开为常态、不公开为例外，明确职责分工，规范办理流程，主动接受监督，持续提升工作质量。"
    texts, at = [], 0
    while sum(map(len, texts)) < length:
        texts.append(sentences[at % len(sentences)] + filler * 4)
        at += 1
    return [Statement(f"overview.requests[{n}]", "overview.requests", text) for n, text in enumerate(texts)]


def judge_anew(statements: list[Statement]) -> int:
    analyse.cache_clear()
    return len(judge(statements, FactBook(BOOKS["town"].report)))


@pytest.mark.benchmark
def test_times() -> None:
    statements = report_of(2500)
    count = judge_anew(statements)
    megabyte = (PARAGRAPH * (1_000_000 // len(PARAGRAPH) + 1))[:1_000_000]
    paragraph = milliseconds(lambda: find_numerals(PARAGRAPH), 500)
    print(f"\nnumerals of a paragraph of {len(PARAGRAPH)} characters: {paragraph:.3f} ms")
    print(f"numerals of a megabyte: {milliseconds(lambda: find_numerals(megabyte), 1):.0f} ms")
    print(f"{count} claims of a report of 2500 characters: {milliseconds(lambda: judge_anew(statements), 50):.2f} ms")


if __name__ == "__main__":
    test_times()
