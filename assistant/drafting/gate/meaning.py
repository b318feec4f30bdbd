"""Whether the clause speaks of what the slot's address means (the claims grammar reads it)."""

import re
from typing import Final

from assistant.claims import may_mean
from assistant.drafting.gate.view import FilledSlot, Span, View
from assistant.numerals import Numeral, find_numerals
from schemas.report import Note

_NEUTRAL: Final = re.compile(
    r"(?:通过|利用|依托|借助|运用|在)(?:各类|各种|各|多种|多个|不同)(?:公开|信息|发布)?(?:渠道|平台|方式|途径|形式|载体)|"
    r"(?:涉及|有关|关于|因|与)政府信息公开(?:工作|申请|事项)?(?:有关|相关|引发|引起|产生)?的?"
)
_TOTAL: Final = re.compile(
    r"(?:公开|发布|公布)(?:了)?(?:的)?(?:各类|各项|各种)?(?:政府|政务)?信息(?:的)?(?:总数|总量|数量)?(?:共|共计|累计|总计|合计|为|达|达到|是|有)*$"
)
_SUM_ALONE: Final = re.compile(
    r"^(?:以上|上述|全年|各类)?(?:信息)?(?:共计|总计|合计|累计|共)(?:公开|发布)?(?:政府)?(?:信息)?(?:为|达)?$"
)
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
_SUM: Final = re.compile(r"共|合计|总计|累计|总数|合并")
_EVIDENCE: Final[tuple[tuple[str, "re.Pattern[str]"], ...]] = (
    ("table2.normative.", re.compile(r"规范性文件|文件")),
    ("table2.regulations.", re.compile(r"规章")),
    ("table2.licensing", re.compile(r"许可|审批")),
    ("table2.punishment", re.compile(r"处罚")),
    ("table2.coercion", re.compile(r"强制")),
    ("table2.fees_wan", re.compile(r"收费|收取")),
    ("table3.", re.compile(r"申请|办结|答复|结转|办理|公开|受理|收到")),
    ("table4.review.", re.compile(r"复议")),
    ("table4.", re.compile(r"诉讼|起诉|案件|复议")),
    ("fees.notices", re.compile(r"收费|通知")),
    ("fees.", re.compile(r"费|收取|金额")),
    ("activity.trainings", re.compile(r"培训|学习|授课|讲座")),
    ("activity.platforms", re.compile(r"平台|网站|渠道|新媒体|账号|载体|阵地")),
    ("activity.zones", re.compile(r"专区|专栏|查阅点|公开区")),
    ("activity.interpretations", re.compile(r"解读")),
    ("activity.responses", re.compile(r"回应|关切|热点|咨询|答复|留言")),
    ("disclosure.", re.compile(r"公开|发布|公布|信息|公示|刊登|推送|更新|上传")),
)
"""What a sentence must speak of where the grammar leaves open what its number counts."""


def misplaced(view: View, slot: FilledSlot, paragraph: Span, numeral: Numeral) -> str:
    """A sentence that says what the clause speaks of and the slot does not mean, or empty."""
    fact = slot.fact
    if fact is None:
        return ""
    verdict = may_mean(paragraph.text, numeral, view.passage, slot.address)
    if verdict is False:
        verdict = (
            _read_plainly(view, slot, paragraph, numeral)
            or _sum_just_told(view, slot)
            or _total_of_all(view, slot)
            or _right_behind_its_name(view, slot)
        )
    if verdict is None:
        verdict = _evidence(view, slot)
    if verdict and not _named_otherwise(view, slot):
        return ""
    return (
        f"“{view.text[slot.shown_start : paragraph.start + numeral.end]}”是{fact.label}（{slot.address}），"
        "与这句话说的不是一回事，请换成对应的数据或改写这句话。"
    )


def _read_plainly(view: View, slot: FilledSlot, paragraph: Span, numeral: Numeral) -> bool | None:
    """Read again without words that qualify nothing (通过各类渠道, 涉及政府信息公开的)."""
    before = _NEUTRAL.sub("", paragraph.text[: numeral.start])
    plain = before + paragraph.text[numeral.start :]
    if plain == paragraph.text:
        return False
    again = next((n for n in find_numerals(plain) if n.start == len(before)), None)
    return None if again is None else may_mean(plain, again, view.passage, slot.address)


def _sum_just_told(view: View, slot: FilledSlot) -> bool:
    """新收 A 件，上年结转 B 件，共计 C 件: the sum of what the sentence has just told."""
    head, _, column = slot.address.rpartition(".")
    if head != "table3.received":
        return False
    sentence, clause = view.sentence_at(slot.shown_start), view.clause_at(slot.shown_start)
    told = {s.address for s in view.slots if sentence.start <= s.shown_start < slot.shown_start}
    return {f"table3.new.{column}", f"table3.carried_in.{column}"} <= told and bool(_SUM.search(clause.text))


def _right_behind_its_name(view: View, slot: FilledSlot) -> bool:
    """“表3”85条: whatever a category is called, its whole name right before the number names it."""
    name = slot.address.removeprefix("disclosure.items.")
    lead = view.text[max(0, slot.shown_start - len(name) - 3) : slot.shown_start]
    return name != slot.address and bool(re.search(rf"{re.escape(name)}[”\"]?(?:类|信息)?$", lead))


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
    before = [
        s.address for s in view.slots if view.sentence_at(slot.shown_start).start <= s.shown_start < slot.shown_start
    ]
    return bool(_SUM_ALONE.search(lead)) and sum(a.startswith("disclosure.items.") for a in before) > 1


def _named_otherwise(view: View, slot: FilledSlot) -> bool:
    """The words right before the number name another category, share or result than the slot's."""
    sentence, clause = view.sentence_at(slot.shown_start), view.clause_at(slot.shown_start)
    told = [s.shown_end for s in view.slots if clause.start <= s.shown_end <= slot.shown_start]
    lead = view.text[max([clause.start, *told]) : slot.shown_start]
    address = slot.address
    if address.startswith("previous."):
        return not _LAST_YEAR.search(clause.text) or bool(_THIS_YEAR.search(lead))
    if address.startswith("fees."):
        return bool(_NOT_PAID.search(lead))
    if address.startswith("percent."):
        return _other_part(view, slot, view.text[sentence.start : slot.shown_start])
    if address.startswith("disclosure.items."):
        return not _names_item(lead, address.removeprefix("disclosure.items."))
    result = address.rpartition(".")[2]
    if address.startswith("table4.") and result in _RESULT_WORDS:
        said = {key for key, word in _RESULT_WORDS.items() if word.search(lead)}
        return bool(said) and result not in said
    return False


def _other_part(view: View, slot: FilledSlot, lead: str) -> bool:
    """A share stands right after the number that it is a share of, or behind that thing's own name."""
    parts = slot.fact.cells if slot.fact else ()
    before = [s.address for s in view.slots if s.shown_end <= slot.shown_start and s.address != "year"]
    before = [a for a in before if not a.startswith(("percent.", "growth.", "change."))]
    if not parts or not parts[0].startswith("disclosure.items."):
        return False
    if before and before[-1] == parts[0]:
        return False
    spots = {item.name: lead.rfind(item.name) for item in view.report.disclosure.items}
    name = parts[0].removeprefix("disclosure.items.")
    return spots.get(name, -1) < 0 or spots[name] < max(spots.values())


def _names_item(lead: str, name: str) -> bool:
    """The category's name, its last word, or half of it; 政策解读 does not name 政策法规."""
    if name in lead or name[-2:] in lead:
        return True
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return bool(pairs) and sum(pair in lead for pair in pairs) * 2 > len(pairs)


def _evidence(view: View, slot: FilledSlot) -> bool:
    sentence = view.sentence_at(slot.shown_start)
    lead = sentence.text[: slot.shown_start - sentence.start + 12]
    if slot.address.startswith("notes."):
        note = _note_of(view, slot.address)
        return note is not None and bool(_pairs(view.clause_at(slot.shown_start).text) & _pairs(note.text))
    address = re.sub(r"^(?:change|growth|percent|previous)\.", "", slot.address).removeprefix("previous.")
    for prefix, pattern in _EVIDENCE:
        if address.startswith(prefix):
            return bool(pattern.search(lead))
    return True


def _note_of(view: View, address: str) -> Note | None:
    body = address.removeprefix("notes.").rpartition(".")[0]
    passage, _, note_id = body.rpartition(".")
    return next((n for n in view.report.notes.get(passage, ()) if n.id == note_id), None)


def _pairs(text: str) -> set[str]:
    words = re.findall(r"[\u4e00-\u9fff]+", text)
    return {word[i : i + 2] for word in words for i in range(len(word) - 1)}
