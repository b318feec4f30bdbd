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
        verdict = _read_plainly(view, slot, paragraph, numeral) or _sum_just_told(view, slot)
    if verdict is None:
        verdict = _evidence(view, slot)
    if verdict:
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
