"""Numbers that are named elsewhere than right before them: in the clause before, behind them, or by what was told."""

import re
from typing import Final

from assistant.drafting.gate.comparisons import from_and_to
from assistant.drafting.gate.lists_in_turn import addresses_named, in_turn_after_names, names_in
from assistant.drafting.gate.view import FilledSlot, View

_COPULA: Final = re.compile(r"(?:共|共计|合计|累计|总计|总共|仅|只|计|即|为|达到?|有|是|全部|数量|总数|件数|条数)+")
RESULTS: Final = tuple(f"table3.{row}.total" for row in ("granted", "partial", "deny", "na", "np", "ot"))
_THE_REST: Final = re.compile(r"(?:其余|其他各|其它各|剩余)")
_ITS_SHARE: Final = r"[条件]?[，、（]占(?:总数|总量|全部信息|公开总数|公开总量|全部)?(?:的比例为|的|比为?|比例为)?"
_FROM_LAST_YEAR: Final = re.compile(r"(?:由|从|比|较)?(?:上(?:一)?年度?|去年)(?:同期)?的?$")
_ALIKE: Final = re.compile(r"(?P<names>[^，。；：\n]{2,120}?)(?:的)?(?:数量|件数)?(?:均|都|各)(?:仍|只)?(?:为|是|有)$")
_TOTAL_CLAUSE: Final = re.compile(
    r"(?:全年|本年度?|年内|一年来|\d{4}年度?|以上|上述|各类|我[局镇乡办委厅县市区省]|我街道|[省市县区]政府|共|共计|累计|总计|合计|总共|"
    r"主动|公开|发布|公布|政府|政务|信息|的|总数|总量|数量|为|达到?|是|有|多达)+"
)
_PUBLISHED: Final = re.compile(r"公开|发布|公布|公示")
_PLAIN_WORDS: Final = re.compile(
    r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|行政|许可|处罚|强制|复议|诉讼|起诉|案件|申请|办理|办结|答复|新收|收到|受理|结转|"
    r"上年|下年|本年|年度|度|下|上|制发|废止|现行有效|规范性文件|政府信息公开|政策|解读|回应|社会|关切|培训|平台|专区|政务公开|信息公开|信息|"
    r"我[局镇乡办委厅县市区省]|我街道|全[局镇乡厅县市区省]|发出|收费通知|收取|收费|实际|信息|依|类|数量|件数|总数|数|件|事项|情况|的|其中|全年|继续|收费通知|总金额|实际收取|处理费|自然人|法人|其他组织|或"
)
"""What a list of the form's own things is made of."""
_RESULT_BEHIND: Final = {
    "maintain": re.compile(r"[件起宗]?(?:案件)?(?:均|都|全部)?(?:已)?(?:被|为|是|予以|系|结果)*维持"),
    "correct": re.compile(r"[件起宗]?(?:案件)?(?:均|都|全部)?(?:已)?(?:被|为|是|予以|系|结果)*纠正"),
    "pending": re.compile(r"[件起宗]?(?:案件)?(?:均|都|全部)?(?:尚|仍)?(?:未审结|在审理)"),
    "other": re.compile(r"[件起宗]?(?:案件)?(?:均|都|全部)?(?:为|是|系)*其他结果"),
}
_OTHER_RESULTS: Final = re.compile(r"维持|纠正|未审结|其他结果|胜诉|败诉")


def lead_of(view: View, slot: FilledSlot) -> str:
    """Words between the last number (or the start of the clause) and the slot.

    不动产登记信息最多，为505条: a bare 为 belongs to the clause before.
    由上年的 X 条增加到 Y 条: Y belongs to what X counts.
    """
    for before, now, _ in from_and_to(view):
        if now is slot:
            return _FROM_LAST_YEAR.sub("", lead_of(view, before))
    clause = view.clause_at(slot.shown_start)
    told = [s.shown_end for s in view.slots if s.shown_end <= slot.shown_start]
    floor = max([clause.start, *[end for end in told if end >= clause.start]])
    lead = view.text[floor : slot.shown_start]
    if floor == clause.start and _COPULA.fullmatch(lead.strip()):
        return subject_before(view, slot) + lead
    return lead


def after_pause(lead: str) -> str:
    """5件维持、1件尚未审结: what stands before the pause belongs to the number before."""
    return re.split(r"[件起宗][^\d、]{0,8}、", lead)[-1]


def subject_before(view: View, slot: FilledSlot) -> str:
    """What the sentence says before the slot's clause, back to the last number."""
    clause = view.clause_at(slot.shown_start)
    start = max(view.text.rfind(mark, 0, clause.start) for mark in "；。：\n") + 1
    told = [s.shown_end for s in view.slots if start <= s.shown_end < clause.start]
    return view.text[max([start, *told]) : max(start, clause.start - 1)]


def referred_to(view: View, slot: FilledSlot) -> bool:
    """Whether the slot stands where another part of the sentence names it."""
    return (
        in_turn_after_names(view, slot)
        or all_alike(view, slot)
        or _changes_in_turn(view, slot)
        or _count_of_its_share(view, slot)
        or _share_of_its_count(view, slot)
        or _whole_after_all(view, slot)
        or _result_behind(view, slot)
        or _after_its_subject(view, slot)
        or by_short_name(view, slot.address, lead_of(view, slot))
    )


def all_alike(view: View, slot: FilledSlot) -> bool:
    """不予公开、不予处理、其他处理均为0件: true of every name in the list, and the slot is one of them."""
    clause = view.clause_at(slot.shown_start)
    found = _ALIKE.search(view.text[clause.start : slot.shown_start])
    if found is None or slot.fact is None:
        return False
    if _THE_REST.match(found["names"]):
        rest = [a for a in RESULTS if a not in _told_in(view, slot)]
        return slot.address in rest and all((f := view.book.get(a)) and f.value == slot.fact.value for a in rest)
    named = [addresses_named(view, name) for name in names_in(found["names"])]
    alike = [[a for a in some if (fact := view.book.get(a)) and fact.value == slot.fact.value] for some in named]
    return len(named) > 1 and all(alike) and any(slot.address in some for some in alike)


_DIGITS: Final = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SUMMED: Final = re.compile(r"(?:数据|之和)?(?:共计|合计|总计|相加|之和|累计)")
_OF_A_LIST: Final = re.compile(r"[两二三四五六七八九十](?:类|个|项|种|方面|大类|条)")


def counts_a_list(view: View, said: str, at: int) -> bool:
    """三类信息, 两项措施: as many as the sentence names before it, or as the passage lists behind it."""
    if not _OF_A_LIST.match(said):
        return False
    count = _DIGITS[said[0]]
    start = view.sentence_at(at).start
    told = [s for s in view.slots if start <= s.shown_start < at and s.address.startswith("disclosure.items.")]
    lists = re.findall(r"[^，。；：\n]*、[^，。；：\n]*", view.text[start:at])
    behind = view.text[at:]
    ordinals = set(re.findall(r"(?:^|[，。；：\n])([一二三四五六七八九])是", behind))
    parts = [part for part in re.split(r"[；。]", behind.partition("：")[2]) if part.strip()]
    joined = len(names_in(lists[-1].removesuffix("等"))) if lists else 0
    if _SUMMED.match(view.text, at + len(said)):
        return count <= sum(start <= s.shown_start < at and s.address != "year" for s in view.slots)
    if view.passage in ("problems", "improvements"):
        notes = len(view.licence.notes_of(view.passage))
        return count in (len(ordinals), len(parts), notes)
    return count in (len(told), joined, len(ordinals))


def nothing_of_them(view: View, at: int) -> bool:
    """政策解读、回应关切均为零: borne out where each thing named is 0."""
    start = max(view.text.rfind(mark, 0, at) for mark in "，；。：\n") + 1
    lead = re.sub(r"(?:的)?(?:总数|数量|件数|数)?(?:均|都|各|也)*(?:为|是|有)$", "", view.text[start:at])
    names = names_in(lead)
    if any(len(_PLAIN_WORDS.sub("", name)) > 1 for name in names):
        return False
    named = [addresses_named(view, name) for name in names]
    return bool(named) and all(any((f := view.book.get(a)) and f.value == 0 for a in some) for some in named)


def _count_of_its_share(view: View, slot: FilledSlot) -> bool:
    """予以公开占72.3%，共94件: the count of the share told last."""
    before = [s for s in view.slots if s.shown_end <= slot.shown_start and s.address != "year"]
    if not before or not before[-1].address.startswith("percent.") or before[-1].fact is None:
        return False
    between = view.text[before[-1].shown_end : slot.shown_start]
    bare = _COPULA.fullmatch(re.sub(r"[%，、（）]", "", between))
    return bare is not None and before[-1].fact.cells[:1] == (slot.address,)


def _changes_in_turn(view: View, slot: FilledSlot) -> bool:
    """行政复议 A 件，行政诉讼 B 件，分别较上年增加 a 件、b 件: the changes of the numbers told last, in their order."""
    if not slot.address.startswith("change."):
        return False
    clause = view.clause_at(slot.shown_start)
    start = view.sentence_at(slot.shown_start).start
    row = [s.address for s in view.slots if clause.start <= s.shown_start < clause.end]
    told = [s.address for s in view.slots if start <= s.shown_start < clause.start and s.address != "year"]
    told = [a for a in told if not a.startswith(("change.", "growth.", "percent.", "previous."))]
    return "分别" in clause.text and len(row) > 1 and row == [f"change.{a}" for a in told[-len(row) :]]


def _share_of_its_count(view: View, slot: FilledSlot) -> bool:
    """达2700条，占67.5%: the share of the count told last."""
    before = [s for s in view.slots if s.shown_end <= slot.shown_start and s.address != "year"]
    if not before or not slot.address.startswith("percent.") or slot.fact is None:
        return False
    between = view.text[before[-1].shown_end : slot.shown_start]
    return slot.fact.cells[:1] == (before[-1].address,) and re.fullmatch(_ITS_SHARE, between) is not None


def _told_in(view: View, slot: FilledSlot) -> set[str]:
    start = view.sentence_at(slot.shown_start).start
    return {s.address for s in view.slots if start <= s.shown_start < slot.shown_start}


def _whole_after_all(view: View, slot: FilledSlot) -> bool:
    """…等信息及时公开，全年公开200条: a clause of its own that names no part."""
    if slot.address != "disclosure.total":
        return False
    clause = view.clause_at(slot.shown_start)
    lead = view.text[clause.start : slot.shown_start]
    subject = subject_before(view, slot)
    channels = [i.name for i in view.report.disclosure.items if i.group == "channel"]
    if not _TOTAL_CLAUSE.fullmatch(lead) or any(name in subject for name in channels):
        return False
    return bool(_PUBLISHED.search(lead) or "信息" in lead or _PUBLISHED.search(subject))


def _result_behind(view: View, slot: FilledSlot) -> bool:
    """已审结的5件均为维持: the result stands behind the number."""
    table, _, result = slot.address.rpartition(".")
    pattern = _RESULT_BEHIND.get(result)
    if pattern is None or not table.startswith("table4."):
        return False
    lead = lead_of(view, slot)
    lead = after_pause(lead)
    return not _OTHER_RESULTS.search(lead) and pattern.match(view.text, slot.shown_end) is not None


def _after_its_subject(view: View, slot: FilledSlot) -> bool:
    """不动产登记信息最多，为505条."""
    name = _item_of(slot.address)
    clause = view.clause_at(slot.shown_start)
    if not name or not _COPULA.fullmatch(view.text[clause.start : slot.shown_start]):
        return False
    subject = subject_before(view, slot)
    spots = {item.name: subject.rfind(item.name) for item in view.report.disclosure.items}
    return spots.get(name, -1) >= 0 and spots[name] == max(spots.values())


def by_short_name(view: View, address: str, lead: str) -> bool:
    """微信310条 where one channel is called “平湖发布”微信公众号 and no other holds the word."""
    name = _item_of(address)
    found = re.search(r"(?P<core>[\u4e00-\u9fff]{2,8}?)(?:类|类信息|信息|方面|共|为|有|发布|公开|推送)*$", lead)
    if not name or found is None:
        return False
    core = re.sub(r"^(?:其中|以及|包括|分别|通过|在|和|与|及)+", "", found["core"])
    holders = [item.name for item in view.report.disclosure.items if core in item.name]
    return len(core) > 1 and holders == [name]


def _item_of(address: str) -> str:
    return address.removeprefix("disclosure.items.") if address.startswith("disclosure.items.") else ""
