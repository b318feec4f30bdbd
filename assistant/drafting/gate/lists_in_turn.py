"""不予处理、其他处理分别为 A 件和 B 件: each number belongs to the name at its place in the list."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from assistant.drafting.gate.view import FilledSlot, View
from schemas.drafts import GateFailure

_IN_TURN: Final = re.compile(
    r"(?P<names>[^，。；：\n]{2,120}?)(?:的)?(?:件数|数量|条数|占比|比例|信息)?(?:分别|依次)(?:[^，。；：、\d]{0,6})$"
)
_REACH: Final = 200
"""How far before a number its names may begin."""
_SPLIT: Final = re.compile(r"、|以及|和|与|及(?!时)")
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"table3\.granted\.", r"(?<!不)予以公开|同意公开|(?<![部分不予])公开$"),
    (r"table3\.partial\.", r"部分公开"),
    (r"table3\.deny\.", r"不予公开"),
    (r"table3\.na\.", r"无法提供"),
    (r"table3\.np\.", r"不予处理"),
    (r"table3\.ot\.", r"其他处理"),
    (r"table3\.new\.natural", r"自然人|个人"),
    (r"table3\.new\.organisations", r"法人|组织|单位"),
    (r"table3\.new\.", r"新收|收到|受理"),
    (r"table3\.carried_in\.", r"上年.*结转|结转上年"),
    (r"table3\.carried_out\.", r"结转下|下年"),
    (r"table3\.total\.", r"办结|答复|办理"),
    (r"table2\.licensing", r"许可"),
    (r"table2\.punishment", r"处罚"),
    (r"table2\.coercion", r"强制"),
    (r"table2\.[a-z]+\.made", r"制[发定]|新"),
    (r"table2\.[a-z]+\.repealed", r"废止"),
    (r"table2\.[a-z]+\.valid", r"有效"),
    (r"table4\.[a-z]+\.maintain", r"维持"),
    (r"table4\.[a-z]+\.correct", r"纠正|纠错"),
    (r"table4\.[a-z]+\.pending", r"审结"),
    (r"table4\.review\.", r"复议"),
    (r"table4\.", r"诉讼|起诉"),
    (r"activity\.trainings", r"培训"),
    (r"activity\.platforms", r"平台"),
    (r"activity\.zones", r"专区"),
    (r"activity\.interpretations", r"解读"),
    (r"activity\.responses", r"回应"),
    (r"fees\.notices", r"收费通知|通知件数"),
    (r"fees\.charged", r"(?<!实际)(?:收费)?(?:总金额|总额|金额)"),
    (r"fees\.collected", r"实际收取|实收|收取(?:的)?(?:信息)?处理费"),
)
_NAMEABLE: Final = (
    *(f"table3.{row}.total" for row in ("granted", "partial", "deny", "na", "np", "ot", "new", "carried_in")),
    *("table3.carried_out.total", "table3.total.total", "table3.new.natural", "table3.new.organisations"),
    *("table2.licensing", "table2.punishment", "table2.coercion"),
    *(f"table2.normative.{column}" for column in ("made", "repealed", "valid")),
    *("table4.review.total", "table4.litigation.total"),
    *(f"activity.{key}" for key in ("trainings", "platforms", "zones", "interpretations", "responses")),
    *("fees.notices", "fees.charged_yuan", "fees.collected_yuan"),
)
"""What a name in a list may mean by itself."""
_NAMED_BY: Final = tuple(
    (address, tuple(re.compile(words) for head, words in _WORDS if re.match(head, address))) for address in _NAMEABLE
)


def lists_in_turn(view: View) -> Iterator[GateFailure]:
    """Numbers that stand at another name's place. Only where as many names as numbers stand."""
    for slot, name, names in _rows(view):
        another = _matches(slot, name) is False and any(_matches(slot, other) for other in names)
        if another or _total_in_place_of(view, slot, name):
            label = slot.fact.label if slot.fact else slot.address
            shown = view.text[slot.shown_start : slot.shown_end]
            message = f"“{shown}”排在“{name}”的位置，数据是{label}（{slot.address}），请按顺序对应。"
            yield GateFailure(kind="wrong_sentence", message=message, start=slot.start, end=slot.end)


def names_in(text: str) -> list[str]:
    return [name for name in _SPLIT.split(text) if name.strip()]


def addresses_named(view: View, name: str) -> list[str]:
    """Addresses that a name in a list may mean."""
    items = [f"disclosure.items.{item.name}" for item in view.report.disclosure.items if item.name in name]
    if items:
        return items
    return [address for address, words in _NAMED_BY if any(word.search(name) for word in words)]


def _total_in_place_of(view: View, slot: FilledSlot, name: str) -> bool:
    """The total where a category's own number belongs."""
    bare = name.strip("“”")
    return slot.address == "disclosure.total" and any(
        item.name in name or bare in item.name for item in view.report.disclosure.items
    )


def place_in_turn(view: View, slot: FilledSlot) -> bool:
    """Whether the number stands in such a list at its own name's place."""
    return any(one is slot and bool(_matches(one, name)) for one, name, _ in _rows(view))


_NAMES_BEFORE: Final = re.compile(
    r"(?P<names>[^，。；：\n]{2,120}?)(?:等)?(?:方面|领域|类别|信息|内容)?，[两三四五六七八九十]类?(?:个|项|种)?(?:信息|渠道|方面|平台)?(?:数量)?(?:分别|依次)(?:为|是|有|达)?$"
)


def in_turn_after_names(view: View, slot: FilledSlot) -> bool:
    """…医疗卫生、公共卫生、人事信息等方面，三类信息分别为 A 条、B 条、C 条."""
    if "分别" not in view.text and "依次" not in view.text:
        return False
    slots = [one for one in view.slots if one.fact is not None and one.address != "year"]
    for index, first in enumerate(slots):
        lead = _NAMES_BEFORE.search(view.text, max(0, first.shown_start - _REACH), first.shown_start)
        if lead is None:
            continue
        names = names_in(lead["names"])
        row = slots[index : index + len(names)]
        if slot in row and len(row) == len(names) > 1:
            return _matches(slot, names[row.index(slot)]) is True
    return False


def _rows(view: View) -> Iterator[tuple[FilledSlot, str, list[str]]]:
    if "分别" not in view.text and "依次" not in view.text:
        return
    slots = [slot for slot in view.slots if slot.fact is not None and slot.address != "year"]
    for index, first in enumerate(slots):
        lead = _IN_TURN.search(view.text, max(0, first.shown_start - _REACH), first.shown_start)
        if lead is None:
            continue
        end = view.sentence_at(first.shown_start).end
        names = names_in(lead["names"])
        row = [slot for slot in slots[index:] if slot.shown_end <= end][: len(names)]
        if len(row) > 1 and len(row) == len(names):
            for name, slot in zip(names, row, strict=True):
                yield slot, name, names


def _matches(slot: FilledSlot, name: str) -> bool | None:
    """Whether the name means the slot's row or column; null where this module has no word for it."""
    address = slot.address
    if address.startswith("percent.") and slot.fact and slot.fact.cells:
        address = slot.fact.cells[0]
    if address.startswith("disclosure.items."):
        own = address.removeprefix("disclosure.items.")
        return own in name or name.strip("“”") in own
    found = _words_of(address)
    return None if found is None else bool(found.search(name))


@cache
def _words_of(address: str) -> "re.Pattern[str] | None":
    found = next((words for head, words in _WORDS if re.match(head, address)), None)
    return None if found is None else re.compile(found)
