"""What must be mentioned, and how long a passage may be."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from assistant.claims import Statement, judge
from assistant.drafting.gate.lists_in_turn import place_in_turn
from assistant.drafting.gate.outcomes import denied
from assistant.drafting.gate.references import all_alike
from assistant.drafting.gate.second_opinion import said_by_itself
from assistant.drafting.gate.view import FilledSlot, View, note_of, shares_words_with_its_note
from assistant.drafting.prompts import prompt_spec
from assistant.units import resolve
from schemas.drafts import GateFailure
from schemas.facts import Fact
from schemas.findings import Claim
from schemas.report import Report

TOPIC_WORDS: Final = {
    "appraisal": re.compile(r"考核|考评"),
    "evaluation": re.compile(r"评议"),
    "accountability": re.compile(r"追究|追责|问责"),
    "on_time": re.compile(r"按期|按时|期限|时限|如期"),
}
_TOPIC_NAMES: Final = {
    "appraisal": "工作考核结果",
    "evaluation": "社会评议结果",
    "accountability": "责任追究结果",
    "on_time": "答复是否按期",
}


def claims_of(view: View) -> tuple[Claim, ...]:
    """The independent reading of the finished text."""
    statements = [Statement(f"{view.passage}[{i}]", view.passage, p.text) for i, p in enumerate(view.paragraphs)]
    return judge(statements, view.book)


def confirmed(view: View, claims: tuple[Claim, ...]) -> frozenset[tuple[int, int]]:
    """Places of the numbers that the facts bear out, in characters of the rendered text."""
    starts = {f"{view.passage}[{i}]": p.start for i, p in enumerate(view.paragraphs)}
    return frozenset(
        (starts[c.place] + c.span[0], starts[c.place] + c.span[1]) for c in claims if c.verdict == "confirmed"
    )


def demanded_topics(report: Report, passage: str) -> tuple[str, ...]:
    """Statements that this passage must speak of for this unit."""
    topics = prompt_spec(passage).statements
    kind = resolve(report.unit).kind
    found: list[str] = []
    for topic in topics:
        given = getattr(report.statements, topic)
        stated = given.state is not None or bool(given.text.strip())
        if topic == "on_time":
            done = report.value("table3.total.total")
            if done != 0:
                found.append(topic)
        elif stated or kind in ("town", "government", "subdistrict"):
            found.append(topic)
    return tuple(found)


def demanded_facts(view: View) -> tuple[tuple[str, Fact | None], ...]:
    """Addresses that must be mentioned. A breakdown of nothing, and an optional number not entered, are not."""
    found: list[tuple[str, Fact | None]] = []
    for pattern in prompt_spec(view.passage).must:
        if "*" in pattern:
            matching = [a for a in view.book.stored_addresses() if fnmatchcase(a, pattern) and view.book.get(a)]
            found += [(address, view.book.get(address)) for address in matching]
            continue
        fact = view.book.get(pattern)
        if fact is None and pattern.startswith(("activity.", "table3.")) and pattern not in _ALWAYS:
            continue
        if fact is not None and not fact.value and (pattern in _BREAKDOWN or _nothing_to_conclude(view, pattern)):
            continue
        found.append((pattern, fact))
    return tuple(found)


_ALWAYS: Final = frozenset(
    ("table3.new.total", "table3.carried_in.total", "table3.total.total", "table3.carried_out.total")
)
_BREAKDOWN: Final = frozenset(f"table3.{row}.total" for row in ("granted", "partial", "deny", "na", "np", "ot"))


def _nothing_to_conclude(view: View, address: str) -> bool:
    received = view.book.get("table3.received.total")
    return address == "table3.total.total" and received is not None and received.value == 0


def facts_mentioned(view: View, claims: tuple[Claim, ...]) -> Iterator[GateFailure]:
    end = len(view.text)
    said = {slot.address for slot in view.slots}
    said |= {address for address in denied(view) if (known := view.book.get(address)) and known.value == 0}
    said |= {address for claim in claims if claim.verdict == "confirmed" for address in claim.evidence}
    for address, fact in demanded_facts(view):
        if address in said or (address.startswith("disclosure.items.") and _some_item(said)):
            continue
        if fact is None and "【待补" in view.text and _asked(view, address):
            continue
        label = fact.label if fact else address
        yield view.failure("missing_fact", f"没有写到{label}，请补上（{address}）。", end, end)
    for topic in demanded_topics(view.report, view.passage):
        if not TOPIC_WORDS[topic].search(view.text):
            yield view.failure("missing_topic", f"没有写到{_TOPIC_NAMES[topic]}。", end, end)


def _some_item(said: set[str]) -> bool:
    return any(address.startswith("disclosure.items.") for address in said)


def _asked(view: View, address: str) -> bool:
    """A 【待补】 stands where the number would: as many as there are unknown numbers suffice."""
    unknown = [a for a, fact in demanded_facts(view) if fact is None]
    return len(view.placeholders) > unknown.index(address)


def length_within(view: View) -> Iterator[GateFailure]:
    limit = prompt_spec(view.passage).max_chars + _listing_allowance(view)
    if len(view.text) > limit:
        message = f"全文{len(view.text)}字，超过{limit}字的上限，请压缩。"
        yield view.failure("length", message, limit, len(view.text))


def _listing_allowance(view: View) -> int:
    """A long list of 栏目 is the unit's, not the writer's."""
    if view.passage != "overview.proactive":
        return 0
    return sum(len(item.name) + 8 for item in view.report.disclosure.items)


def _told_elsewhere(view: View, start: int, end: int) -> bool:
    """A note's number in the note's own sentence, or a number at its name's place in a list in turn."""
    for slot in view.slots:
        if start <= slot.shown_start < end:
            if slot.address.startswith("notes."):
                return shares_words_with_its_note(view, slot, closely=True) and _says_so_itself(view, slot)
            return place_in_turn(view, slot) or said_by_itself(view, slot) or all_alike(view, slot)
    return False


def _says_so_itself(view: View, slot: FilledSlot) -> bool:
    """Whether the note, read by itself, says the same against the tables: then the clerk hears of it elsewhere.

    A sentence that turned the note into something the tables contradict is the writer's fault.
    """
    note = note_of(view, slot.address) or ""
    claims = judge([Statement("", view.passage, note)], view.book)
    return any(c.verdict != "confirmed" and slot.fact is not None and c.value == slot.fact.value for c in claims)


def contradictions(view: View, claims: tuple[Claim, ...]) -> Iterator[GateFailure]:
    """What the independent reading finds wrong in the finished text, and denials that nothing supports."""
    starts = {f"{view.passage}[{i}]": p.start for i, p in enumerate(view.paragraphs)}
    for claim in claims:
        start = starts[claim.place] + claim.span[0]
        end = starts[claim.place] + claim.span[1]
        if claim.verdict == "contradicted" and not _told_elsewhere(view, start, end):
            shown = view.text[start:end]
            message = f"“{claim.text.strip()}”与数据不符（“{shown}”），请核对这句话说的是哪一个数。"
            yield view.failure("contradicted", message, start, end)
