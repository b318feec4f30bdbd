"""The words right before a number that name something else than its slot."""

import re
from typing import Final

from assistant.drafting.gate.view import FilledSlot, View

_RESULT_WORDS: Final = {
    "maintain": re.compile(r"维持"),
    "correct": re.compile(r"纠正|纠错|撤销|败诉"),
    "pending": re.compile(r"审结|审理中|未结"),
    "other": re.compile(r"其他结果"),
    "won": re.compile(r"胜诉"),  # no cell of the form says that
}
_LAST_YEAR: Final = re.compile(r"上(?:一)?年|去年|往年|前一年")
_THIS_YEAR: Final = re.compile(r"本年|今年|当年|全年")
_NOT_PAID: Final = re.compile(r"减免|免收|免除|退还|返还|未收")
_OF_WHAT: Final = re.compile(r"占(?P<whole>[^，。；\d]{2,18})(?:的|比|比例|比重)")
_WHOLES: Final = (
    (re.compile(r"办结|办理|答复"), "table3.total."),
    (re.compile(r"新收|收到"), "table3.new."),
    (re.compile(r"公开|发布"), "disclosure."),
    (re.compile(r"复议"), "table4.review."),
)
_STAGES: Final = re.compile(
    r"(?P<new>新收|收到|接收|接到|受理)|(?P<total>(?<!未)办结|办毕|答复(?!书|文书|率|期限|不服))|(?P<carried>结转|转结|转下|未办结|未答复)|(?P<other>办理|处理)"
)
_STAGE_OF: Final = {
    "new": ("new",),
    "total": ("total", "other"),
    "carried_in": ("carried",),
    "carried_out": ("carried",),
}


def named_otherwise(view: View, slot: FilledSlot) -> bool:
    sentence, clause = view.sentence_at(slot.shown_start), view.clause_at(slot.shown_start)
    told = [s.shown_end for s in view.slots if clause.start <= s.shown_end <= slot.shown_start]
    lead = view.text[max([clause.start, *told]) : slot.shown_start]
    address = slot.address
    if address.startswith("previous."):
        return not _LAST_YEAR.search(clause.text) or bool(_THIS_YEAR.search(lead))
    if address.startswith("fees."):
        return bool(_NOT_PAID.search(lead))
    if address.startswith("percent."):
        return _other_part(view, slot)
    if address.startswith("disclosure.items."):
        names = view.text[sentence.start : slot.shown_start]
        in_turn = re.search(r"分别|依次", names) is not None
        return not _names_item(names if in_turn else lead, address.removeprefix("disclosure.items."))
    if address.startswith("table4."):
        said = {key for key, word in _RESULT_WORDS.items() if word.search(lead)}
        return bool(said) and address.rpartition(".")[2] not in said
    return _other_stage(address, lead)


def _other_stage(address: str, lead: str) -> bool:
    """受理的申请中办结 N 件 counts what was concluded: the nearest word decides."""
    parts = address.split(".")
    if parts[0] != "table3" or parts[1] not in _STAGE_OF or re.search(r"分别|依次|并", lead):
        return False
    found = [match.lastgroup or "" for match in _STAGES.finditer(lead)]
    if not found or found[-1] == "other":
        return False
    return found[-1] not in _STAGE_OF[parts[1]]


def _other_part(view: View, slot: FilledSlot) -> bool:
    """A share stands right after the number that it is a share of, or behind that thing's own name."""
    parts = slot.fact.cells if slot.fact else ()
    if parts and _other_whole(view, slot, parts[1]):
        return True
    if not parts or not parts[0].startswith("disclosure.items."):
        return False
    before = [s.address for s in view.slots if s.shown_end <= slot.shown_start and s.address != "year"]
    before = [a for a in before if not a.startswith(("percent.", "growth.", "change."))]
    if before and before[-1] == parts[0]:
        return False
    lead = view.text[view.sentence_at(slot.shown_start).start : slot.shown_start]
    if re.search(r"分别|依次", lead):
        return False  # lists in turn are compared name by name
    spots = {item.name: lead.rfind(item.name) for item in view.report.disclosure.items}
    name = parts[0].removeprefix("disclosure.items.")
    return spots.get(name, -1) < 0 or spots[name] < max(spots.values())


def _other_whole(view: View, slot: FilledSlot, whole: str) -> bool:
    """占办结总数的 P%: the whole that is named must be the one that was divided by."""
    clause = view.clause_at(slot.shown_start)
    named = _OF_WHAT.search(view.text[clause.start : slot.shown_start])
    if named is None:
        return False
    wanted = next((head for pattern, head in _WHOLES if pattern.search(named["whole"])), None)
    return wanted is not None and not whole.startswith(wanted)


def _names_item(lead: str, name: str) -> bool:
    """The category's name, its last word, or half of it; 政策解读 does not name 政策法规."""
    if name in lead or name[-2:] in lead:
        return True
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return bool(pairs) and sum(pair in lead for pair in pairs) * 2 > len(pairs)
