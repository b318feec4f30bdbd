"""The words right before a number that name something else than its slot."""

import re
from typing import Final

from assistant.drafting.gate.lists_in_turn import addresses_named
from assistant.drafting.gate.notes_numbers import other_number_of_the_note
from assistant.drafting.gate.references import RESULTS, after_pause, by_short_name, lead_of
from assistant.drafting.gate.view import FilledSlot, View

_RESULT_WORDS: Final = {
    "maintain": re.compile(r"维持"),
    "correct": re.compile(r"纠正|纠错|撤销|败诉"),
    "pending": re.compile(r"[未待]审结|审理中|未结"),
    "other": re.compile(r"其他结果"),
    "won": re.compile(r"胜诉"),  # no cell of the form says that
}
_LAST_YEAR: Final = re.compile(r"上(?:一)?年|去年|往年|前一年")
_THIS_YEAR: Final = re.compile(r"本年|今年|当年|全年")
_NOT_PAID: Final = re.compile(r"减免|免收|免除|退还|返还|未收")
_OF_WHAT: Final = re.compile(r"占(?P<whole>[^，。；\d]{2,18})(?:的|比|比例|比重)")
_WHOLES: Final = (
    (re.compile(r"申请(?:总数|总量|数量|件数|数|总件数)"), "table3.new."),
    (re.compile(r"办结|办理|答复"), "table3.total."),
    (re.compile(r"新收|收到"), "table3.new."),
    (re.compile(r"公开|发布"), "disclosure."),
    (re.compile(r"复议"), "table4.review."),
)
_SAME_WHOLES: Final = {"table3.new.": ("table3.new.total", "table3.received.total")}
"""Wholes that may stand for each other where they are the same number."""
_OLD_ONES_IN_IT: Final = re.compile(
    r"件?[，（](?:其中|含|包括|包含)[^，。；\d]{0,6}(?:上(?:一)?年|去年)[^，。；\d]{0,4}结转"
)
_ONE_CHANNEL: Final = re.compile(r"公众号|微信|微博|抖音|头条号|视频号|客户端|公开栏|公示栏|电子屏|快手")
_MORE_CHANNELS: Final = re.compile(r"网站|等|和|及|与|、|各|多")
_AFTER_NAME: Final = re.compile(
    r"[”\"]?(?:类|信息|领域|方面|栏目)?(?:类)?(?:共|共计|累计)?(?:公开|发布|刊登|张贴|推送|更新|登载|刊载|公布|上传|公示)?(?:了|的)?(?:有|共|为|达)?$"
)
_STAGES: Final = re.compile(
    r"(?P<new>新收|收到|接收|接到|受理)|(?P<total>(?<!未)办结|办毕|答复(?!书|文书|率|期限|不服))|(?P<carried>结转|转结|转下|未办结|未答复)|(?P<other>办理|处理)"
)
_DOCUMENT_STAGES: Final = re.compile(
    r"(?P<made>制发|制定|出台|印发|新增|新制)|(?P<repealed>废止|失效|宣布无效)|(?P<valid>有效|存量)"
)
_NOT_COUNTED: Final = re.compile(
    r"(?:条|件|个|次|篇)(?:群众|社会|各类|有效)?(?:意见|建议|问题|线索|投诉|举报|留言|提案|议案|短信|来信|来电|任务|措施|制度)"
)
"""Nouns behind the measure that no number of the form counts."""
_RATE: Final = re.compile(r"每[周月天日季年]|至少|不少于|日均|月均|人均|平均|不低于|不超过")
_GROUPS: Final = re.compile(
    r"(?P<both>复议(?:、|和|与|及|或)(?:行政)?(?:诉讼|应诉))|(?P<suit>诉讼|复议后起诉|起诉|应诉|败诉)|(?P<review>复议)"
)
_STAGE_OF: Final = {
    "new": ("new",),
    "total": ("total", "other"),
    "carried_in": ("carried",),
    "carried_out": ("carried",),
}


def named_otherwise(view: View, slot: FilledSlot) -> bool:
    sentence, clause = view.sentence_at(slot.shown_start), view.clause_at(slot.shown_start)
    lead = lead_of(view, slot)
    # up to the next number: N 件行政规范性文件予以废止 names its column afterwards
    following = [s.shown_start for s in view.slots if slot.shown_end < s.shown_start <= clause.end]
    tail = view.text[slot.shown_end : min([clause.end, *following])]
    address = slot.address
    if address.startswith("previous."):
        return not _LAST_YEAR.search(clause.text) or bool(_THIS_YEAR.search(lead))
    if address.startswith("fees."):
        return bool(_NOT_PAID.search(lead))
    if address.startswith("percent."):
        return _other_part(view, slot)
    if _NOT_COUNTED.match(view.text, slot.shown_end) or _RATE.search(lead):
        return not address.startswith("notes.")
    if not address.startswith(("change.", "growth.", "percent.", "notes.")) and _of_last_year(address, lead, tail):
        return True
    if address == "table3.new.total" and _OLD_ONES_IN_IT.match(view.text, slot.shown_end):
        # 共需办理 N 件，其中上年结转 M 件: N holds both
        return bool(view.report.value("table3.carried_in.total"))
    if address == "disclosure.total" and _ONE_CHANNEL.search(lead) and not _MORE_CHANNELS.search(lead):
        return True
    if address in RESULTS and _another_result(view, slot, lead):
        return True
    items = tuple(item.name for item in view.report.disclosure.items)
    if address == "disclosure.total":
        return _ends_with_item(lead, items) or re.fullmatch(r"条?[、和及与]", lead) is not None
    if address.startswith("disclosure.items."):
        name = address.removeprefix("disclosure.items.")
        names = view.text[sentence.start : slot.shown_start]
        if re.search(r"分别|依次", names):
            return not _names_item(names, name, ())
        before = [s for s in view.slots if s.shown_end <= slot.shown_start and s.address != "year"]
        if (
            before
            and before[-1].fact
            and before[-1].fact.cells[:1] == (address,)
            and not re.search(r"[\u4e00-\u9fff]{3}", lead)
        ):
            return False  # 占64.62%，计8400条: the count of the share told last
        return not _names_item(lead, name, items) and not by_short_name(view, address, lead)
    if address.startswith("notes."):
        return other_number_of_the_note(view, slot)
    if address.startswith("table4."):
        if _other_group(address, view.text[sentence.start : slot.shown_start], tail):
            return True
        said = {key for key, word in _RESULT_WORDS.items() if word.search(after_pause(lead))}
        return bool(said) and address.rpartition(".")[2] not in said
    if address.startswith("table2.") and address.count(".") == 2:
        return _other_document_column(address, view.text[sentence.start : slot.shown_start], tail)
    if address.startswith("table3.ot_other."):
        return "其他处理" in lead
    return _other_stage(address, lead, tail)


def _another_result(view: View, slot: FilledSlot, lead: str) -> bool:
    """答复类型为部分公开，计 N 件: a result named in the clause before, and not the slot's."""
    if lead == view.text[slot.shown_start - len(lead) : slot.shown_start]:
        clause = view.clause_at(slot.shown_start)
        if not lead or slot.shown_start - len(lead) >= clause.start:
            return False
    named = [address for address in addresses_named(view, lead) if address in RESULTS]
    return bool(named) and slot.address not in named


def _of_last_year(address: str, lead: str, tail: str) -> bool:
    """上年为 N 条, 较 N 条的上年水平: this year's number where last year's is spoken of."""
    if ".carried_in." in address:
        return False
    return bool(
        re.search(r"(?:上(?:一)?年度?|去年)(?:的|为|是|同期)?$", lead) or re.match(r"[条件次个篇]?的(?:上|去)年", tail)
    )


def _other_group(address: str, lead: str, tail: str) -> bool:
    """A number of 行政复议 among those of 行政诉讼: the nearest word decides."""
    piece = re.split(r"[；。]", lead)[-1]
    found = [match.lastgroup for match in _GROUPS.finditer(piece)]
    own = "review" if address.startswith("table4.review.") else "suit"
    if re.search(r"分别|依次", piece) or any(match.lastgroup == own for match in _GROUPS.finditer(tail)):
        return False
    return bool(found) and found[-1] not in (own, "both")


def _other_stage(address: str, lead: str, tail: str) -> bool:
    """受理的申请中办结 N 件 counts what was concluded: the nearest word decides."""
    parts = address.split(".")
    if parts[0] != "table3" or parts[1] not in _STAGE_OF or re.search(r"分别|依次|并", lead):
        return False
    if any(match.lastgroup in _STAGE_OF[parts[1]] for match in _STAGES.finditer(tail)):
        return False
    found = [match.lastgroup or "" for match in _STAGES.finditer(lead)]
    if not found or found[-1] == "other":
        return False
    return found[-1] not in _STAGE_OF[parts[1]]


def _other_document_column(address: str, lead: str, tail: str) -> bool:
    """制发 …，为 N 件 counts what was made: the nearest word decides."""
    own = address.rpartition(".")[2]
    if re.search(r"分别|依次", lead) or any(match.lastgroup == own for match in _DOCUMENT_STAGES.finditer(tail)):
        return False
    found = [match.lastgroup for match in _DOCUMENT_STAGES.finditer(lead)]
    return bool(found) and found[-1] != own


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
    if wanted is None or whole.startswith(wanted):
        return False
    known = (view.book.get(address) for address in _SAME_WHOLES.get(wanted, ()))
    fact = view.book.get(whole)
    return fact is None or all(one is None or one.value != fact.value for one in known)


def _ends_with_item(lead: str, items: tuple[str, ...]) -> bool:
    """政策文件类 N 条 counts a category, 通过微信公众号公开信息 N 条 may count all."""
    core = re.sub(r"[“”\"]", "", _AFTER_NAME.sub("", lead))
    return any(core.endswith(re.sub(r"[“”\"]", "", name)) for name in items)


def _names_item(lead: str, name: str, items: tuple[str, ...]) -> bool:
    """The category's name, its last word, or half of it; 政策解读 does not name 政策法规."""
    if name in lead:
        return True
    if any(other in lead for other in items if other != name and other not in name):
        return False
    if name[-2:] in lead and not any(other.endswith(name[-2:]) for other in items if other != name):
        return True
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return bool(pairs) and sum(pair in lead for pair in pairs) * 2 > len(pairs)
