"""Whether the clause speaks of what the slot's address means.

The claims grammar reads the clause first. Where it says no, `second_opinion` looks at what it may have missed; where it
decides nothing, the sentence must at least speak of the thing; and in any case the words right before the number must
not name another category, share or result.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from assistant.claims import may_mean
from assistant.drafting.gate.comparisons import from_and_to
from assistant.drafting.gate.other_names import named_otherwise
from assistant.drafting.gate.references import all_alike
from assistant.drafting.gate.second_opinion import corresponds, means_it_after_all
from assistant.drafting.gate.view import FilledSlot, Span, View, shares_words_with_its_note
from assistant.facts import SUM_ADDRESSES
from assistant.numerals import Numeral

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


_COLUMNS: Final = {
    "natural": r"自然人|个人",
    "business": r"企业",
    "research": r"科研",
    "welfare": r"公益",
    "legal": r"法律服务",
    "other": r"其他|其它|其余",
    "organisations": r"法人|组织",
}
_ROWS: Final = {
    "deny_state_secret": r"秘密",
    "deny_law": r"法律|法规|禁止",
    "deny_safety": r"安全|稳定",
    "deny_third_party": r"第三方|商业秘密|隐私",
    "deny_internal": r"内部",
    "deny_process": r"过程",
    "deny_case_file": r"案卷",
    "deny_inquiry": r"查询",
    "na_not_held": r"不掌握|不存在|未掌握|没有掌握",
    "na_need_make": r"现成|制作|加工",
    "na_unclear": r"补正|不明确",
    "np_petition": r"信访|举报|投诉",
    "np_repeat": r"重复",
    "np_publication": r"出版物",
    "np_massive": r"大量|反复",
    "np_confirm": r"确认|重新出具",
    "ot_no_correction": r"补正",
    "ot_no_fee": r"缴|费",
    "ot_other": r"其他|其它",
    "granted": r"公开",
    "partial": r"部分公开",
    "deny": r"不予公开|不公开",
    "na": r"无法提供",
    "np": r"不予处理|不处理",
    "ot": r"其他处理|其它处理",
}
_DOCUMENTS: Final = {
    "made": r"制|新|出台|印发|发布",
    "repealed": r"废止|失效|清理|宣布",
    "valid": r"有效|存量|保留|实施",
}


def misplaced(view: View, slot: FilledSlot, paragraph: Span, numeral: Numeral) -> str:
    """A sentence that says what the clause speaks of and the slot does not mean, or empty."""
    fact = slot.fact
    if fact is None:
        return ""
    if all_alike(view, slot):
        return ""
    verdict: bool | None = None
    for address in chain((slot.address,), _same_number_same_thing(view, slot.address)):
        verdict = may_mean(paragraph.text, numeral, view.passage, address)
        if verdict is not False:
            break
    if verdict is False:
        verdict = means_it_after_all(view, slot, paragraph, numeral) or _from_last_year(view, slot)
    if verdict is None:
        verdict = _evidence(view, slot)
    if verdict and not named_otherwise(view, slot):
        return ""
    return (
        f"“{view.text[slot.shown_start : paragraph.start + numeral.end]}”是{fact.label}（{slot.address}），"
        "与这句话说的不是一回事，请换成对应的数据或改写这句话。"
    )


def _same_number_same_thing(view: View, address: str) -> Iterator[str]:
    """A sum and its only part that is not zero say the same (复议后起诉 = 行政诉讼 where nobody sued directly)."""
    parts = address.split(".")
    if parts[0] == "table3" and len(parts) == 3:
        # 收到自然人提出的申请1件, where nobody else applied
        own = view.report.value(address) if parts[2] == "total" and address not in SUM_ADDRESSES else None
        if own and parts[1] in ("new", "carried_in", "total", "carried_out", "granted", "partial"):
            columns = (f"table3.{parts[1]}.{key}" for key in _COLUMNS if key != "organisations")
            yield from (column for column in columns if view.report.value(column) == own)
    for total, cells in SUM_ADDRESSES.items():
        if address != total and address not in cells:
            continue
        if total.startswith("table3.") and not total.startswith("table3.received."):
            continue
        values = {cell: view.report.value(cell) for cell in cells}
        filled = [cell for cell, value in values.items() if value]
        if None not in values.values() and len(filled) == 1 and address in (total, filled[0]):
            yield filled[0] if address == total else total


def _from_last_year(view: View, slot: FilledSlot) -> bool:
    """由上年的 X 件降至 Y 件: both are of what stands before."""
    return any(slot in (before, now) and _evidence(view, before) for before, now, _ in from_and_to(view))


def _evidence(view: View, slot: FilledSlot) -> bool:
    if slot.address.startswith("notes."):
        return shares_words_with_its_note(view, slot)
    sentence = view.sentence_at(slot.shown_start)
    clause = view.clause_at(slot.shown_start)
    following = [s.shown_start for s in view.slots if s.shown_start > slot.shown_start]
    lead = view.text[sentence.start : min([slot.shown_start + 12, clause.end, *following])]
    address = re.sub(r"^(?:change|growth|percent|previous)\.", "", slot.address).removeprefix("previous.")
    parts = address.split(".")
    told = [s.shown_end for s in view.slots if sentence.start <= s.shown_end <= slot.shown_start]
    near = view.text[max([sentence.start, *told[-2:-1]]) : slot.shown_start + 14]
    if corresponds(view, slot):
        return True
    if parts[0] == "table3" and len(parts) == 3:
        column, row = _COLUMNS.get(parts[2]), _ROWS.get(parts[1])
        if (column and not re.search(column, lead)) or (row and not re.search(row, near)):
            return False
    if parts[0] == "table2" and len(parts) == 3 and not re.search(_DOCUMENTS[parts[2]], near):
        return False
    if address.startswith("disclosure.items.") and any(
        item.name in lead
        for item in view.report.disclosure.items
        if address.startswith(f"disclosure.items.{item.name}")
    ):
        return True
    for prefix, pattern in _EVIDENCE:
        if address.startswith(prefix):
            return bool(pattern.search(lead))
    return True
