"""Where a place of a finding is worked on: its page, and what to call it."""

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


def place_in_sentence(sentence: str) -> str:
    """The passage that a sentence such as “改进情况”一段还没有人采用 speaks of; empty where it names none."""
    for passage, name in PASSAGE_NAMES.items():
        if f"“{name}”" in sentence:
            return passage
    return ""
