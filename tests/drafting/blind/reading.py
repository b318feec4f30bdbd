"""Drafts written before anyone looked at the gate: ten reports, right drafts, wrong sentences, how the gate takes them.

Run: python -m tests.drafting.blind.reading [first|second|all]
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.drafting import check_text
from assistant.drafting.gate import MENDED
from assistant.drafting.sentences import Sentence, split_sentences
from assistant.facts import FactBook
from assistant.reports import report_from_data
from schemas.drafts import GateFailure
from schemas.form import T3_INPUT_COLUMNS, T3_ROWS, T4_GROUPS, T4_INPUT_RESULTS
from schemas.report import Report

HERE: Final = Path(__file__).parent
BATCHES: Final = ("first", "second", "third")
_ALIAS: Final = re.compile(r"\[([+^%-]?)([^\[\]]+)\]")
_DERIVED: Final = {"": "", "+": "change.", "^": "growth.", "-": "previous."}


@dataclass(frozen=True)
class Case:
    """One draft in slot text; `fault` names what is wrong in a wrong one."""

    report: str
    passage: str
    text: str
    fault: str = ""


@dataclass(frozen=True)
class Judged:
    case: Case
    sentence: Sentence
    failures: tuple[GateFailure, ...]


def report_names() -> list[str]:
    return list(_yaml("reports.yaml"))


@cache
def report_of(name: str) -> Report:
    return report_from_data(_full(_yaml("reports.yaml")[name]))


@cache
def _yaml(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return data


def _full(data: dict[str, Any]) -> dict[str, Any]:
    """The JSON of a report from its short form: cells that are not named are 0, totals are added up."""
    full = {key: data[key] for key in ("year", "fees", "activity", "statements", "notes") if key in data}
    full["unit"] = data.get("unit") or {}
    items = [{"name": name, "count": n, "group": "category"} for name, n in (data.get("items") or {}).items()]
    items += [{"name": name, "count": n, "group": "channel"} for name, n in (data.get("channels") or {}).items()]
    full["disclosure"] = {"items": items, "total": data["total"]}
    full["table2"] = _table2(data.get("table2") or {})
    full["table3"] = _table3(data.get("table3") or {})
    full["table4"] = {
        group: _summed(data.get("table4", {}).get(group, {}), T4_INPUT_RESULTS, "total") for group in T4_GROUPS
    }
    full["passages"] = {key: data[key] for key in ("problems", "improvements") if key in data}
    if "previous" in data:
        full["previous"] = {**_full(data["previous"]), "unit": full["unit"]}
    return full


def _table2(given: dict[str, Any]) -> dict[str, Any]:
    documents = {
        row: {"made": 0, "repealed": 0, "valid": 0, **given.get(row, {})} for row in ("regulations", "normative")
    }
    return {"licensing": 0, "punishment": 0, "coercion": 0, "fees_wan": 0, **given, **documents}


def _table3(given: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    rows = {row: _summed(given.get(row, {}), T3_INPUT_COLUMNS, "total") for row in T3_ROWS}
    for column in rows["new"]:
        rows["total"][column] = (
            rows["new"][column] + rows["carried_in"][column] - rows["carried_out"][column]
        )  # the identity of the form
    return rows


def _summed(given: dict[str, int], keys: tuple[str, ...], total: str) -> dict[str, int]:
    row = {key: given.get(key, 0) for key in keys}
    return {**row, total: sum(row.values())}


def in_slots(text: str) -> str:
    """The draft with its short names written out as slots."""
    return _ALIAS.sub(lambda found: "{{" + _address(found[1], found[2]) + "}}", text)


def _address(sign: str, name: str) -> str:
    if sign == "%":
        part, _, whole = name.partition("/")
        return f"percent.{_plain(part)}.{_plain(whole or 'done')}"
    return _DERIVED[sign] + _plain(name)


def _plain(name: str) -> str:
    if name.startswith("i:"):
        return f"disclosure.items.{name[2:]}"
    if re.match(r"n\d+\.k", name):
        return f"notes.PASSAGE.{name}"
    return str(_yaml("aliases.yaml").get(name, f"table3.{name}.total"))


def _sections(name: str) -> Iterator[tuple[str, str, str]]:
    for section in re.split(r"^@", (HERE / name).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, body = section.split("\n", 1)
        report, passage = head.split()
        yield report, passage, body


def right_cases(batch: str) -> Iterator[Case]:
    for report, passage, body in _sections(f"right_{batch}.txt"):
        for draft in body.split("\n\n"):
            if draft.strip():
                yield Case(report, passage, in_slots(draft.strip()).replace("PASSAGE", passage))


def wrong_cases(batch: str) -> Iterator[Case]:
    for report, passage, body in _sections(f"wrong_{batch}.txt"):
        for line in body.splitlines():
            if " | " in line:
                fault, text = line.split(" | ", 1)
                yield Case(report, passage, in_slots(text.strip()).replace("PASSAGE", passage), fault.strip())


def failures_of(case: Case) -> tuple[GateFailure, ...]:
    """What the gate holds against the draft as the pipeline asks it; an introduction is a person's text."""
    writer = "person" if case.passage == "intro" else "model"
    found = check_text(case.text, case.passage, report_of(case.report), writer=writer)
    return tuple(failure for failure in found if failure.kind not in MENDED)


def judged(case: Case) -> Iterator[Judged]:
    failures = failures_of(case)
    for sentence in split_sentences(case.text):
        mine = tuple(f for f in failures if f.start < sentence.end and sentence.start < max(f.end, f.start + 1))
        yield Judged(case, sentence, mine)


def unresolved(case: Case) -> list[str]:
    """Slots of a draft that its report cannot fill: the draft is not what it claims to be."""
    book = FactBook(report_of(case.report))
    return [a for a in re.findall(r"\{\{(.*?)\}\}", case.text) if not book.is_address(a) or book.get(a) is None]


def main() -> None:
    batches = [b for b in BATCHES if sys.argv[1:] in ([], ["all"], [b])]
    for batch in batches:
        seen: Counter[str] = Counter()
        lost: list[Judged] = []
        for case in right_cases(batch):
            if gaps := unresolved(case):
                print("UNRESOLVED", case.report, case.passage, gaps)
            for one in judged(case):
                seen[case.passage] += 1
                if one.failures:
                    lost.append(one)
        for one in lost:
            print(f"{one.case.report} {one.case.passage}: {one.sentence.text}")
            for failure in one.failures:
                print(f"    [{failure.kind}] {failure.message}")
        for passage, total in seen.items():
            refused = sum(one.case.passage == passage for one in lost)
            print(f"{passage:22}{total:5} sentences, {refused:3} refused, {1 - refused / total:.1%} unchanged")
        print(f"{batch}: {seen.total()} sentences, {len(lost)} refused, {1 - len(lost) / seen.total():.2%} unchanged")
        wrong = list(wrong_cases(batch))
        missed = [case for case in wrong if not failures_of(case)]
        for case in missed:
            print(f"PASSED {case.report} {case.passage} {case.fault} | {case.text}")
        kinds = Counter(case.fault for case in missed)
        print(f"{batch}: {len(wrong)} wrong, {len(missed)} passed {dict(kinds)}")


if __name__ == "__main__":
    main()
