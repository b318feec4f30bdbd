"""The plants through `nianbao check`, and what was found by code.

`python -m tests.corpus.planted_blind.measure first` prints the table and every plant that was not found in its place.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.planted_blind.paper import write_paper
from tests.corpus.planted_blind.plants import Plant, base_report, plant_report, read_plants

BASES = ("town", "bureau", "district", "citybureau", "street")
Finding = tuple[str, str]
OUTCOMES = ("found", "wrong place", "other code", "missed")


@dataclass(frozen=True)
class Outcome:
    plant: Plant
    verdict: str
    new: tuple[Finding, ...]
    extra: tuple[Finding, ...]


def command() -> str:
    return str(Path(sys.executable).parent / "nianbao")


def check(folder: Path, *options: str) -> dict[str, list[dict[str, Any]]]:
    answer = subprocess.run(
        [command(), "check", str(folder), "--format", "jsonl", *options], capture_output=True, text=True, check=False
    )
    found = {}
    for line in answer.stdout.splitlines():
        entry = json.loads(line)
        assert "findings" in entry, entry
        found[Path(entry["file"]).stem] = entry["findings"]
    assert found, answer.stderr
    return found


def pairs(findings: list[dict[str, Any]]) -> Counter[Finding]:
    return Counter((finding["code"], finding["place"]) for finding in findings)


def answers(plant: Plant, finding: Finding) -> bool:
    return not plant.places or any(
        finding[1] == place or ("[" not in place and finding[1].startswith(place)) for place in plant.places
    )


def judge(plant: Plant, new: Counter[Finding]) -> Outcome:
    named = [finding for finding in new if finding[0] in plant.codes]
    if any(answers(plant, finding) for finding in named):
        verdict = "found"
    elif named:
        verdict = "wrong place"
    elif any(answers(plant, finding) for finding in new if finding[0] not in plant.also):
        verdict = "other code"
    else:
        verdict = "missed"
    extra = tuple(
        finding
        for finding in new.elements()
        if finding[0] not in plant.codes and finding[0] not in plant.also and verdict in {"found", "wrong place"}
    )
    return Outcome(plant, verdict, tuple(new.elements()), extra)


def outcomes(plants: list[Plant], folder: Path) -> Iterator[Outcome]:
    """Prose and figures through JSON, faults of the file through a Word file, neighbours through --across."""
    typed = folder / "typed"
    typed.mkdir()
    for name in BASES:
        (typed / f"base-{name}.json").write_text(json.dumps(base_report(name)), encoding="utf-8")
    singles = [plant for plant in plants if "+" not in plant.base]
    for index, plant in enumerate(singles):
        if not plant.of_file:
            (typed / f"{index}.json").write_text(json.dumps(plant_report(plant)[0]), encoding="utf-8")
    found = check(typed)
    for name in BASES:
        papers = folder / name
        papers.mkdir()
        report = base_report(name)
        write_paper(report, [], papers / f"base-{name}.docx")
        for index, plant in enumerate(singles):
            if plant.of_file and plant.base == name:
                write_paper(*plant_report(plant), papers / f"{index}.docx")
        unit = folder / f"{name}-unit.json"
        unit.write_text(json.dumps(report["unit"]), encoding="utf-8")
        found |= {
            f"paper-{stem}" if stem.startswith("base") else stem: findings
            for stem, findings in check(papers, "--unit", str(unit)).items()
        }
    for index, plant in enumerate(singles):
        base = pairs(found[f"{'paper-' if plant.of_file else ''}base-{plant.base}"])
        yield judge(plant, pairs(found[str(index)]) - base)
    for index, plant in enumerate(plant for plant in plants if "+" in plant.base):
        yield _across(plant, folder / f"across-{index}")


def _across(plant: Plant, folder: Path) -> Outcome:
    """The first base is the neighbour, the second holds the plant."""
    neighbour, name = plant.base.split("+")
    edited = Plant(
        plant.source,
        plant.codes,
        name,
        tuple(edit.removeprefix(f"{name}: ") for edit in plant.edits),
        plant.places,
        plant.also,
    )
    found = []
    for kind, report in (("before", base_report(name)), ("after", plant_report(edited)[0])):
        home = folder / kind
        home.mkdir(parents=True)
        (home / "neighbour.json").write_text(json.dumps(base_report(neighbour) | {"year": report["year"]}), "utf-8")
        (home / "planted.json").write_text(json.dumps(report), encoding="utf-8")
        found.append(pairs(check(home, "--across")["planted"]))
    return judge(edited, found[1] - found[0])


def measure(batch: str) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        return list(outcomes(read_plants(batch), Path(folder)))


def main() -> None:
    results = measure(sys.argv[1])
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        table["/".join(result.plant.codes)][result.verdict] += 1
        table["/".join(result.plant.codes)]["extra"] += len(result.extra)
    print(f"{'code':12}" + "".join(f"{name:>12}" for name in (*OUTCOMES, "extra")))
    for code, row in sorted(table.items()):
        print(f"{code:12}" + "".join(f"{row[name]:12}" for name in (*OUTCOMES, "extra")))
    whole: Counter[str] = sum(table.values(), Counter())
    print(f"{'all':12}" + "".join(f"{whole[name]:12}" for name in (*OUTCOMES, "extra")), f" of {len(results)}")
    for result in results:
        if result.verdict != "found" or result.extra:
            print(
                f"{result.verdict:11} {result.plant.source:16} {'/'.join(result.plant.codes):10} "
                f"{result.plant.base:10} {' ;; '.join(result.plant.edits)[:150]!r} new={list(result.new)[:8]}"
            )


if __name__ == "__main__":
    main()
