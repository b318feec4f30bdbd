"""Correct reports, written by hand from the form and the law, before any rule was read.

A source is a YAML head (the cells that are not zero) and the report as its readers see it.
A mark in braces says which passage begins; files are written without it. All sums are
computed here and not by the program: what these reports claim must not depend on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "sources"

COLUMNS = {
    "n": "natural",
    "b": "business",
    "r": "research",
    "w": "welfare",
    "l": "legal",
    "o": "other",
}
LEAVES = (
    "granted",
    "partial",
    "deny_state_secret",
    "deny_law",
    "deny_safety",
    "deny_third_party",
    "deny_internal",
    "deny_process",
    "deny_case_file",
    "deny_inquiry",
    "na_not_held",
    "na_need_make",
    "na_unclear",
    "np_petition",
    "np_repeat",
    "np_publication",
    "np_massive",
    "np_confirm",
    "ot_no_correction",
    "ot_no_fee",
    "ot_other",
)
RESULTS = ("maintain", "correct", "other", "pending")
PASSAGES = {
    "proactive": "overview.proactive",
    "requests": "overview.requests",
    "management": "overview.management",
    "platform": "overview.platform",
    "supervision": "overview.supervision",
    "problems": "problems",
    "improvements": "improvements",
}
MARK = re.compile(r"\s?\{(\w+)\}")
SUBHEADING = re.compile(r"（[一二三四五六]）[^。；：]{2,22}$")


@dataclass(frozen=True)
class Source:
    """One correct report: its head, and its lines as they stand in a file."""

    key: str
    head: dict[str, Any]
    title: str
    lines: tuple[str, ...]
    deserved: dict[str, str] = field(default_factory=dict)

    @property
    def plain(self) -> list[str]:
        return [MARK.sub("", line) for line in self.lines]


def load(path: Path) -> Source:
    front, text = path.read_text(encoding="utf-8").split("---\n", 1)
    head = yaml.safe_load(front)
    title, body = text.strip().split("\n\n", 1)
    return Source(path.stem, head, title, tuple(body.strip().split("\n")), head.get("deserved") or {})


def sources() -> Iterator[Source]:
    for path in sorted(HERE.glob("*.txt")):
        yield load(path)


def table3(head: dict[str, Any]) -> dict[str, dict[str, int]]:
    """All rows in full, the totals summed and the printed identity held."""
    given = head["t3"]
    unknown = set(given) - set(LEAVES) - {"new", "carried_in", "carried_out"}
    if unknown:
        raise ValueError(unknown)
    rows: dict[str, dict[str, int]] = {}
    for row in ("new", "carried_in", *LEAVES, "carried_out"):
        cells = {name: (given.get(row) or {}).get(letter, 0) for letter, name in COLUMNS.items()}
        rows[row] = cells | {"total": sum(cells.values())}
    names = (*COLUMNS.values(), "total")
    rows["total"] = {name: sum(rows[leaf][name] for leaf in LEAVES) for name in names}
    for name in names:
        taken = rows["new"][name] + rows["carried_in"][name]
        if taken != rows["total"][name] + rows["carried_out"][name]:
            raise ValueError(f"{name}: {taken} in, {rows['total'][name]} done")
    order = ("new", "carried_in", *LEAVES, "total", "carried_out")
    return {row: rows[row] for row in order}


def table4(head: dict[str, Any]) -> dict[str, dict[str, int]]:
    blocks = {}
    for block in ("review", "direct", "after"):
        cells = dict(zip(RESULTS, head["t4"].get(block) or (0, 0, 0, 0), strict=True))
        blocks[block] = cells | {"total": sum(cells.values())}
    return blocks


def table2(head: dict[str, Any]) -> dict[str, Any]:
    given = head["t2"]
    names = ("made", "repealed", "valid")
    return {
        "regulations": dict(zip(names, given.get("regs") or (0, 0, 0), strict=True)),
        "normative": dict(zip(names, given["norm"], strict=True)),
        "licensing": given["lic"],
        "punishment": given["pun"],
        "coercion": given["coe"],
        "fees_wan": given["fee"],
    }


def passages(source: Source) -> dict[str, str]:
    """The prose by address, headings left out."""
    found: dict[str, list[str]] = {}
    here = "intro"
    for line in source.lines:
        if re.match(r"[一二三四五六]、", line) and len(line) < 25:
            here = {"一": "overview", "五": "problems", "六": "other_matters"}.get(line[0], "")
            continue
        mark = MARK.search(line)
        if mark:
            here = PASSAGES[mark[1]]
            if line.startswith("（") and mark.start() < 22:
                line = line[mark.end() :]
            line = MARK.sub("", line)
        if here and line and not line.startswith("[") and not SUBHEADING.match(line):
            found.setdefault(here, []).append(line)
    tail = found["other_matters"]
    if re.fullmatch(r"\d{4}年\d+月\d+日", tail[-1]):
        tail.pop()
    return {address: "\n".join(lines) for address, lines in found.items()}


def headings(source: Source) -> dict[str, str]:
    """Sub-headings of 五 that open a passage, without their ordinal."""
    found = {}
    for line in source.lines:
        mark = MARK.search(line)
        if mark and mark[1] in ("problems", "improvements") and line.startswith("（") and mark.start() < 26:
            address = "heading.5.1" if mark[1] == "problems" else "heading.5.2"
            found[address] = line[3 : mark.start()].rstrip("。：")
    return found


def report(source: Source) -> dict[str, Any]:
    head = source.head
    return {
        "year": head["year"],
        "unit": head["unit"],
        "table2": table2(head),
        "table3": table3(head),
        "table4": table4(head),
        "title": source.title.replace("\n", ""),
        "passages": passages(source),
        "headings": headings(source),
    }
