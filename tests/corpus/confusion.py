"""Planted errors and clean reports through real files and the whole check: the confusion table.

Run: python -m tests.corpus.confusion [--seeds 2] [--voice town_busy] [--code N-10] [--verbose]
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.checks import check_report
from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.html_write import write_html
from assistant.documents.importing import import_file
from schemas.findings import CheckResult, Finding
from schemas.report import Report
from tests.corpus.build import Case, clean_case, voices
from tests.corpus.plant import Planted, all_plants, edited

SEVERE = ("error", "warning")


def through_file(report: Report, planted: Planted | None, kind: str) -> Report:
    """Write the report as a final file of the kind, with the planted edit, and read it back."""
    document = compose(report, final=True)
    if planted is not None:
        document = edited(document, planted)
    data = write_docx(document) if kind == "docx" else write_html(document).encode()
    return import_file(data, f"report.{kind}").report


def check_case(report: Report, planted: Planted | None, kind: str) -> CheckResult:
    read = report if planted is not None and planted.json_only else through_file(report, planted, kind)
    read = read.model_copy(update={"unit": report.unit})
    options = planted.options if planted is not None else {}
    return check_report(read, previous=report.previous, **options)


@dataclass
class Table:
    """Per code: found with place, found elsewhere, missed, and what else was said."""

    hit: Counter[str] = field(default_factory=Counter)
    misplaced: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def total(self) -> int:
        return sum(self.hit.values()) + sum(self.misplaced.values()) + sum(self.missed.values())

    def lines(self) -> Iterable[str]:
        yield f"{'code':8}{'hit':>6}{'place?':>8}{'missed':>8}{'false':>8}"
        for code in sorted({*self.hit, *self.misplaced, *self.missed, *self.extra}):
            row = (self.hit[code], self.misplaced[code], self.missed[code], self.extra[code])
            yield f"{code:8}{row[0]:>6}{row[1]:>8}{row[2]:>8}{row[3]:>8}"
        yield (
            f"planted {self.total}: right code and place {sum(self.hit.values())}; "
            f"clean reports {self.clean}; false findings {sum(self.extra.values())}"
        )


def _fits(place: str, wanted: tuple[str, ...]) -> bool:
    return any(place == w or place.startswith(w + "[") or w.startswith(place + "[") for w in wanted)


def judge_planted(table: Table, case: Case, planted: Planted, kind: str, usual: frozenset[tuple[str, str]]) -> None:
    found = check_case(planted.report, planted, kind).findings
    mine = [f for f in found if f.code in planted.code.split("|")]
    if any(_fits(f.place, planted.places) for f in mine):
        table.hit[planted.code] += 1
    elif mine:
        table.misplaced[planted.code] += 1
        table.notes[planted.code].append(f"{case.voice}: at {[f.place for f in mine]}, wanted {planted.places}")
    else:
        table.missed[planted.code] += 1
        table.notes[planted.code].append(f"{case.voice}: missed, wanted {planted.places}")
    for finding in found:
        if _is_false(finding, planted, usual):
            table.extra[finding.code] += 1
            table.notes[finding.code].append(
                f"{case.voice} (planted {planted.code}): FALSE {finding.severity} {finding.place} {finding.message}"
            )


def _is_false(finding: Finding, planted: Planted, usual: frozenset[tuple[str, str]]) -> bool:
    if finding.severity not in SEVERE or finding.code in planted.code.split("|") or finding.code in planted.also:
        return False
    return (finding.code, finding.place) not in usual


def judge_clean(table: Table, case: Case, kind: str) -> frozenset[tuple[str, str]]:
    """Count what is said of a clean report; gives it, so that plants on it are not charged again."""
    table.clean += 1
    severe = [f for f in check_case(case.report, None, kind).findings if f.severity in SEVERE]
    for finding in severe:
        if finding.code in EXPECTED_WARNINGS and finding.severity == "warning":
            continue
        table.extra[finding.code] += 1
        table.notes[finding.code].append(
            f"{case.voice} (clean): FALSE {finding.severity} {finding.place} {finding.message} «{finding.excerpt[:60]}»"
        )
    return frozenset((f.code, f.place) for f in severe)


EXPECTED_WARNINGS = frozenset({"T4-05"})
"""Domain: any suit without review since 2024 is to be confirmed; one voice has such suits."""


def run(chosen: list[str], seeds: range, codes: frozenset[str] = frozenset()) -> Table:
    table = Table()
    usual: dict[tuple[str, str, int], frozenset[tuple[str, str]]] = {}
    for voice in chosen:
        for seed in seeds:
            for kind in ("docx", "html"):
                usual[voice, kind, seed] = judge_clean(table, clean_case(voice, seed), kind)
    for number, (case, planted) in enumerate(all_plants(chosen, seeds[:1])):
        if codes and planted.code not in codes:
            continue
        kind = ("docx", "html")[number % 2]
        judge_planted(table, case, planted, kind, usual[case.voice, kind, seeds[0]])
    return table


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--voice", action="append")
    parser.add_argument("--code", action="append")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    table = run(options.voice or voices(), range(options.seeds), frozenset(options.code or ()))
    print("\n".join(table.lines()))
    if options.verbose:
        for code, notes in sorted(table.notes.items()):
            for note, times in Counter(notes).most_common():
                print(f"{code} ×{times} {note}")


if __name__ == "__main__":
    main()
