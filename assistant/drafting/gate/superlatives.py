"""最多, 最少, 居首: borne out where the category or result that is named truly leads its group."""

import re
from typing import Final

from assistant.drafting.gate.lists_in_turn import addresses_named
from assistant.drafting.gate.view import View

_MOST: Final = re.compile(r"最[多高大]|居首位?|首位|之首|居多")
_LEAST: Final = re.compile(r"最[少低小]")
_RESULTS: Final = tuple(f"table3.{row}.total" for row in ("granted", "partial", "deny", "na", "np", "ot"))


def borne_out(view: View, start: int, end: int) -> bool:
    word = view.text[start:end]
    most, least = _MOST.search(word), _LEAST.search(word)
    named = _named(view, start)
    if not (most or least) or named is None:
        return False
    values = {address: fact.value for address in _group(view, named) if (fact := view.book.get(address)) is not None}
    if named not in values or len(values) < 2:
        return False
    wanted = max(values.values()) if most else min(values.values())
    return values[named] == wanted and list(values.values()).count(wanted) == 1


def _named(view: View, at: int) -> str | None:
    """The category or result named last before the word, since the last number."""
    clause = view.clause_at(at)
    behind = re.match(r"[^，。；]{0,10}(?:的是|的为)(?P<name>[^，。；\d]{2,16})", view.text[at:])
    if behind is not None:
        found = addresses_named(view, behind["name"])
        return found[0] if len(found) == 1 else None
    told = [s for s in view.slots if clause.start <= s.shown_end <= at]
    lead = view.text[clause.start : at]
    if not told and not lead.strip():
        # 行政许可公示640条，占64%，居各类信息之首
        told = [s for s in view.slots if view.sentence_at(at).start <= s.shown_start < at and s.address != "year"]
    if told and told[-1].address.startswith("percent.") and told[-1].fact:
        return told[-1].fact.cells[0] if told[-1].fact.cells else None
    if told:
        return told[-1].address
    found = addresses_named(view, lead) or addresses_named(view, lead.rpartition("、")[2])
    return found[0] if len(found) == 1 else None


def _group(view: View, address: str) -> tuple[str, ...]:
    if address in _RESULTS:
        return _RESULTS
    name = address.removeprefix("disclosure.items.")
    kinds = [item.group for item in view.report.disclosure.items if item.name == name]
    return tuple(f"disclosure.items.{item.name}" for item in view.report.disclosure.items if item.group in kinds)
