"""Ways of speaking that the claims grammar may miss; each is narrow and looks at what the sentence has told before."""

import itertools
import re
from typing import Final

from assistant.claims import may_mean
from assistant.drafting.gate.lists_in_turn import place_in_turn
from assistant.drafting.gate.references import lead_of, referred_to
from assistant.drafting.gate.view import FilledSlot, Span, View
from assistant.numerals import Numeral, find_numerals

_NEUTRAL: Final = re.compile(
    r"(?:通过|利用|依托|借助|运用|在)(?:各类|各种|各|多种|多个|不同)(?:公开|信息|发布)?(?:渠道|平台|方式|途径|形式|载体)|"
    r"(?:涉及|有关|关于|因|与)政府信息公开(?:工作|申请|事项)?(?:有关|相关|引发|引起|产生)?的?"
)
_PUBLISHED: Final = re.compile(
    r"^(?:的)?(?:全部|均|都|已)*(?:在|于|通过)[^，。；]{0,12}(?:网|网站|网上|平台|渠道|专栏)[^，。；]{0,6}(?:公布|公开|发布)"
)
"""Where the things counted were published."""
_TOTAL: Final = re.compile(
    r"(?:公开|发布|公布)(?:了)?(?:的)?(?:各类|各项|各种)?(?:政府|政务)?信息(?:的)?(?:总数|总量|数量)?(?:共|共计|累计|总计|合计|为|达|达到|是|有)*$"
)
_SUM_ALONE: Final = re.compile(
    r"^(?:以上|上述|全年|各类|[两三四五六七八九十]个?(?:渠道|平台|类|方面))?(?:信息)?(?:共计|总计|合计|累计|共)(?:公开|发布)?(?:政府)?(?:信息)?(?:为|达)?$"
)
_SUM: Final = re.compile(r"共|合计|总计|累计|总数|合并")
_LAST_YEAR_BEFORE: Final = re.compile(r"(?:上(?:一)?年度?|去年|前一年)(?:的|为|是|同期)?$")
_MOVED: Final = re.compile(r"(?:增加|减少|增长|下降|上升|净增|净减|高|低|多|少|增|减|增幅|降幅|减幅)(?:出|了|为|达)*$")
_LAST_YEAR: Final = re.compile(r"上(?:一)?年|去年|同比|往年")
_OWN_WORDS: Final = {
    "activity.responses": re.compile(r"回应[^，。；]{0,14}(?:关切|热点|问题|诉求|咨询|舆情|关注|疑问)?$"),
    "activity.interpretations": re.compile(r"解读[^，。；]{0,8}$"),
    "activity.trainings": re.compile(r"培训[^，。；]{0,6}$"),
    "fees.collected_yuan": re.compile(r"(?:收取|实收|实际收)[^，。；]{0,14}$"),
    "fees.charged_yuan": re.compile(r"(?:总金额|收费金额|总额|通知金额|金额)[^，。；]{0,6}$"),
    "fees.notices": re.compile(r"收费通知[^，。；]{0,6}$"),
    "table3.carried_out.total": re.compile(r"转(?:入|至|到|结)?(?:下|次)(?:一)?年度?(?:继续)?(?:办理|处理)?(?:的)?$"),
}
_CORRESPONDING: Final = re.compile(
    r"(?:对应|相应)[^，。；]{0,8}$|%[，；](?:条数|件数|数量)?(?:分别|依次)(?:为|是|有|达)$"
)
_JOINED: Final = re.compile(r"(?:件|条|次|%)?[、和及与]")
_NOT_CHARGED: Final = re.compile(r"实际|实收")
_COLUMN_WORDS: Final = {
    "natural": "自然人|个人",
    "business": "企业",
    "research": "科研",
    "welfare": "公益",
    "legal": "法律服务",
    "other": "其他|其它|其余",
    "organisations": "法人|组织",
}


def means_it_after_all(view: View, slot: FilledSlot, paragraph: Span, numeral: Numeral) -> bool:
    return bool(
        _read_plainly(view, slot, paragraph, numeral)
        or place_in_turn(view, slot)
        or corresponds(view, slot)
        or _sum_just_told(view, slot)
        or _total_of_all(view, slot)
        or _right_behind_its_name(view, slot)
        or _compared_with_what_was_told(view, slot)
        or _in_its_own_words(view, slot)
        or _next_column(view, slot)
        or _read_alone(view, slot)
        or referred_to(view, slot)
        or _after_last_year(view, slot)
    )


def said_by_itself(view: View, slot: FilledSlot) -> bool:
    """A clause that says what it counts without what stands before it, or compares with what was just told."""
    return _read_alone(view, slot) or _compared_with_what_was_told(view, slot)


def corresponds(view: View, slot: FilledSlot) -> bool:
    """… 占比分别为 A%、B%，对应件数为 a 件、b 件: counts in the order of the shares before them."""
    sentence = view.sentence_at(slot.shown_start)
    lead = _CORRESPONDING.search(view.text[sentence.start : _row_start(view, slot)])
    if lead is None:
        return False
    inside = [s for s in view.slots if sentence.start <= s.shown_start < sentence.end]
    shares = [s.fact.cells[0] for s in inside if s.address.startswith("percent.") and s.fact and s.fact.cells]
    row = _row_from(view, [s for s in inside if s.shown_start >= _row_start(view, slot)])
    parts = shares[-len(row) :] if len(shares) >= len(row) else []
    return slot.address in row and parts[: len(row)] == row


def _row_from(view: View, slots: list[FilledSlot]) -> list[str]:
    """Addresses of the first numbers, as far as 、 and 和 join them."""
    row = [slots[0].address]
    for before, after in itertools.pairwise(slots):
        if not _JOINED.fullmatch(view.text[before.shown_end : after.shown_start]):
            break
        row.append(after.address)
    return row


def _row_start(view: View, slot: FilledSlot) -> int:
    """Where the run of numbers joined by 、 and 和 begins that the slot is in."""
    start = slot.shown_start
    for other in sorted(view.slots, key=lambda s: -s.shown_start):
        if other.shown_end <= start and _JOINED.fullmatch(view.text[other.shown_end : start]):
            start = other.shown_start
    return start


def _lead(view: View, slot: FilledSlot) -> str:
    """Words between the last number (or the start of the clause) and the slot."""
    return lead_of(view, slot)


def _told(view: View, slot: FilledSlot, *, outside: bool = False) -> list[str]:
    """Addresses of the sentence's numbers before this one; `outside`: those in closed brackets left out."""
    start = view.sentence_at(slot.shown_start).start
    lead = view.text[start : slot.shown_start]
    hidden = [(m.start() + start, m.end() + start) for m in re.finditer(r"（[^（）]*）", lead)] if outside else []
    return [
        s.address
        for s in view.slots
        if start <= s.shown_start < slot.shown_start
        and s.address != "year"
        and not any(a < s.shown_start < b for a, b in hidden)
    ]


def _read_plainly(view: View, slot: FilledSlot, paragraph: Span, numeral: Numeral) -> bool:
    """Read again without words that qualify nothing (通过各类渠道, 涉及政府信息公开的)."""
    before = _NEUTRAL.sub("", paragraph.text[: numeral.start])
    plain = before + paragraph.text[numeral.start : numeral.end] + _PUBLISHED.sub("", paragraph.text[numeral.end :])
    if plain == paragraph.text:
        return False
    again = next((n for n in find_numerals(plain) if n.start == len(before)), None)
    return again is not None and may_mean(plain, again, view.passage, slot.address) is True


def _read_alone(view: View, slot: FilledSlot) -> bool:
    """A clause after a semicolon says by itself what it counts; what was compared before does not bind it."""
    text = view.text
    start = max(text.rfind(mark, 0, slot.shown_start) for mark in "；。\n") + 1
    if start == 0 or _LAST_YEAR.search(text[start : slot.shown_start].replace("上年结转", "").replace("结转上年", "")):
        return False
    piece = text[start : view.clause_at(slot.shown_start).end]
    numeral = next((n for n in find_numerals(piece) if n.start == slot.shown_start - start), None)
    return numeral is not None and may_mean(piece, numeral, view.passage, slot.address) is True


def _after_last_year(view: View, slot: FilledSlot) -> bool:
    """复议由上年的16件增至18件，行政诉讼9件: a clause that says itself what it counts is of this year again."""
    if not view.looks_back or slot.address.startswith(("previous.", "change.", "growth.", "percent.")):
        return False
    clause = view.clause_at(slot.shown_start)
    if _LAST_YEAR.search(clause.text):
        return False
    numeral = next((n for n in find_numerals(clause.text) if n.start == slot.shown_start - clause.start), None)
    return numeral is not None and may_mean(clause.text, numeral, view.passage, slot.address) is True


def _sum_just_told(view: View, slot: FilledSlot) -> bool:
    """新收 A 件，上年结转 B 件，共计 C 件: the sum of what the sentence has just told."""
    if slot.address == "table4.litigation.total" and _SUM.search(view.clause_at(slot.shown_start).text):
        return {"table4.direct.total", "table4.after.total"} <= set(_told(view, slot))
    head, _, column = slot.address.rpartition(".")
    if head != "table3.received":
        return False
    told = set(_told(view, slot))
    clause = view.clause_at(slot.shown_start)
    return {f"table3.new.{column}", f"table3.carried_in.{column}"} <= told and bool(_SUM.search(clause.text))


def _compared_with_what_was_told(view: View, slot: FilledSlot) -> bool:
    """X 件，比上年的 Y 件增加 Z 件: last year's number and the change of the number told last."""
    kind, _, base = slot.address.partition(".")
    if kind not in ("previous", "change", "growth"):
        return False
    told = [
        a for a in _told(view, slot, outside=True) if not a.startswith(("previous.", "change.", "growth.", "percent."))
    ]
    if not told or told[-1] != base:
        return False
    lead = _lead(view, slot)
    return bool((_LAST_YEAR_BEFORE if kind == "previous" else _MOVED).search(lead))


def _right_behind_its_name(view: View, slot: FilledSlot) -> bool:
    """“表3”85条: whatever a category is called, its whole name right before the number names it."""
    name = slot.address.removeprefix("disclosure.items.")
    lead = view.text[max(0, slot.shown_start - len(name) - 3) : slot.shown_start]
    return name != slot.address and bool(re.search(rf"{re.escape(name)}[”\"]?(?:类|信息)?（?$", lead))


def _total_of_all(view: View, slot: FilledSlot) -> bool:
    """累计公开政府信息 N 条, or 共计 N 条 after the categories were told."""
    if slot.address.removeprefix("previous.") != "disclosure.total":
        return False
    clause = view.clause_at(slot.shown_start)
    lead = _NEUTRAL.sub("", view.text[clause.start : slot.shown_start])
    if any(item.name in lead for item in view.report.disclosure.items):
        return False
    if _TOTAL.search(lead):
        return True
    return bool(_SUM_ALONE.search(lead)) and sum(a.startswith("disclosure.items.") for a in _told(view, slot)) > 1


def _in_its_own_words(view: View, slot: FilledSlot) -> bool:
    """回应企业和群众关切 N 次, 收取信息处理费 N 元: the words right before the number are the fact's own."""
    pattern = _OWN_WORDS.get(slot.address)
    lead = _lead(view, slot)
    if slot.address == "table3.granted.total" and lead.strip("、") in ("公开", "同意公开"):
        return "部分公开" in view.sentence_at(slot.shown_start).text  # 办理结果为：公开4件，部分公开1件
    if pattern is None or not pattern.search(lead):
        return False
    return slot.address != "fees.charged_yuan" or not _NOT_CHARGED.search(lead)


def _next_column(view: View, slot: FilledSlot) -> bool:
    """自然人 A 件、商业企业 B 件、其他 C 件: the next column of the row that is being told."""
    parts = slot.address.split(".")
    told = _told(view, slot)
    if len(parts) != 3 or parts[0] != "table3" or parts[2] not in _COLUMN_WORDS or not told:
        return False
    row = ".".join(parts[:2]) + "."
    words = re.compile(rf"(?:{_COLUMN_WORDS[parts[2]]})[^，。；、（）]{{0,6}}$")
    counts = [a for a in told if not a.startswith("percent.")]
    return bool(counts) and counts[-1].startswith(row) and bool(words.search(_lead(view, slot)))
