"""Numbers that an imported file states in prose only, offered to the clerk to be taken into typed fields."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from assistant.claims import may_mean, readings
from assistant.errors import WrongInputError
from assistant.facts import OTHER_NUMBERS
from assistant.numerals import Numeral, find_numerals
from assistant.store.disclosure import add_item, set_total
from schemas.passages import PASSAGES
from schemas.report import Report
from schemas.tables import Strict

_ITEM: Final = re.compile(r"[，、；。：:,;（(\n]([^，、；。：:,;（()）\n]{2,20}?)$")
_LEAD: Final = re.compile(r"^(其中|包括|具体为|分别为|本年度?|全年|共?主动公开|公开|发布|公布)+")
_NO_ITEM: Final = re.compile(r"^(各类|政府|政务)*信息$|年$|\d|^(较|比|同比|环比)|(增|减|升|降|多|少|长)[加少长降了]?$")
_TOTAL: Final = re.compile(r"(共计?|合计|总计|累计)(主动)?(公开|发布)?(各类|政府|政务)*(信息)?$")


class Offer(Strict):
    """A number with where it would go and the clause that states it. `item`: a new 栏目 of this name."""

    address: str
    label: str
    value: int | float
    clause: str
    item: str = ""


def offers(imported: Report, report: Report) -> tuple[Offer, ...]:
    """What the imported prose states and the report does not hold yet, the first statement of each."""
    found: dict[str, Offer] = {}
    for text, passage, numeral in _numbers(imported):
        for offer in _offers_of(text, passage, numeral):
            if not _known(report, offer):
                found.setdefault(offer.address, offer)
    return tuple(found.values())


def take_offers(report: Report, chosen: Iterable[Offer]) -> Report:
    """The report with these numbers. A name that cannot be a 栏目 is left out."""
    for offer in chosen:
        if offer.item:
            try:
                report = add_item(report, offer.item, count=offer.value)
            except WrongInputError:
                continue
        elif offer.address == "disclosure.total":
            report = set_total(report, offer.value)
        else:
            report = report.with_value(offer.address, offer.value)
    return report


def _numbers(report: Report) -> Iterator[tuple[str, str, Numeral]]:
    for passage in PASSAGES:
        for text in report.passages.get(passage, "").split("\n"):
            for numeral in find_numerals(text):
                if numeral.kind == "count" and not numeral.vague:
                    yield text, passage, numeral


def _offers_of(text: str, passage: str, numeral: Numeral) -> Iterator[Offer]:
    value = int(numeral.value) if numeral.value == int(numeral.value) else float(numeral.value)
    clause = text[max(0, numeral.start - 24) : numeral.end].strip()
    meant = [a for a in readings(text, numeral, passage) or () if a in OTHER_NUMBERS]
    if len(meant) == 1:
        yield Offer(address=meant[0], label=OTHER_NUMBERS[meant[0]][1], value=value, clause=clause)
    elif passage == "overview.proactive" and numeral.unit in ("条", "篇", "件"):
        name = _item_name(text[: numeral.start])
        if name:
            address = f"disclosure.items.{name}"
            yield Offer(address=address, label=f"栏目“{name}”", value=value, clause=clause, item=name)
        elif _TOTAL.search(text[: numeral.start]) or may_mean(text, numeral, passage, "disclosure.total"):
            label = OTHER_NUMBERS["disclosure.total"][1]
            yield Offer(address="disclosure.total", label=label, value=value, clause=clause)


def _item_name(before: str) -> str:
    match = _ITEM.search("，" + before)
    if match is None or _TOTAL.search(match[1]):
        return ""
    name = _LEAD.sub("", match[1]).strip("“”\"' 　")
    return "" if len(name) < 2 or _NO_ITEM.search(name) or set(name) & set(".{}") else name


def _known(report: Report, offer: Offer) -> bool:
    try:
        return report.value(offer.address) is not None
    except KeyError:
        return False
