"""Where a place of a finding is worked on: its page, and what to call it."""

from schemas.findings import Finding
from schemas.passages import PASSAGE_NAMES

_PAGE_OF = {
    "table2": "data",
    "table3": "data",
    "table4": "data",
    "disclosure": "data",
    "fees": "data",
    "activity": "data",
    "statements": "data",
    "unit": "unit",
    "year": "unit",
    "dates": "unit",
    "notes": "notes",
    "signoff": "export",
    "document": "export",
}


def page_of(place: str) -> str:
    """The page on which a place is worked on; prose and headings are on 起草."""
    return _PAGE_OF.get(place.split(".", 1)[0].split("[", 1)[0], "draft")


def group_of(place: str) -> str:
    """Findings are grouped by what a clerk sees as one thing: a table, a passage, the unit."""
    head = place.split("[", 1)[0]
    return head.split(".", 1)[0] if page_of(place) == "data" or head.startswith("unit") else head


def by_group(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Findings by group in the order in which they come."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(group_of(finding.place), []).append(finding)
    return found


def place_in_sentence(sentence: str) -> str:
    """The passage that a sentence such as “改进情况”一段还没有人采用 speaks of; empty where it names none."""
    for passage, name in PASSAGE_NAMES.items():
        if f"“{name}”" in sentence:
            return passage
    return ""
