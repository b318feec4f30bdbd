"""How cases ended, what was not done and what came late, said in words beside the numbers."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import FilledSlot, View
from schemas.drafts import GateFailure

_RESULT: Final = re.compile(
    r"^(?:案件)?(?:已审结的?)?(?:结果|判决结果|裁判结果|复议结果)?(?:均|都|全部)?(?:已)?(?:被|为|是|系|予以|结果|法院|复议机关|决定|判决)*"
    r"(?P<what>维持|纠正|其他结果|未审结|尚未审结|驳回)(?:原行政行为|原决定)?(?:结果)?$"
)
_KEYS: Final = {"维持": "maintain", "纠正": "correct", "其他结果": "other", "未审结": "pending", "尚未审结": "pending"}
_GROUP: Final = re.compile(
    r"^(?:均|都|全部)?(?:为|是|系|属于|属)*(?P<what>(?:未经复议)?直接(?:起诉|提起诉讼)|复议后(?:起诉|提起诉讼))(?:案件)?$"
)
_CLOSED: Final = re.compile(r"审结|裁决|判决(?!结果)")
_ALL: Final = re.compile(r"(?P<which>复议|诉讼)[^，。；]{0,8}?(?:全部|均|都)(?:被|为|予以)?(?P<what>维持|纠正)")
_ALL_CLOSED: Final = re.compile(r"(?P<which>复议|诉讼)[^。；]{0,24}?(?:全部|均|都)(?:已|已经)?(?:审结|结案|办结)")
_NOT_DONE: Final = re.compile(
    r"(?:未|没有|并未)(?:曾)?(?:单独|另行|专门)?(?:发布|编发|制作|公开|开展|组织|举办|进行|设置|设立|回应|发生|出现|收到|参加|设)?(?:过|任何)?(?:政府信息公开|政务公开|业务|专题|专项|相关|有关|需要回应的|的)*(?:工作|业务)?"
    r"(?P<what>政策解读|解读|培训|回应关切|社会关切|政务公开专区|专区)"
)
_COUNTED: Final = {
    "政策解读": "activity.interpretations", "解读": "activity.interpretations", "培训": "activity.trainings",
    "回应关切": "activity.responses", "社会关切": "activity.responses", "政务公开专区": "activity.zones",
    "专区": "activity.zones",
}  # fmt: skip
_LATE: Final = re.compile(
    r"(?:未能|没有|未)(?:全部|完全|均|都)?(?:按期|按时|及时|如期|在[^，。；]{0,8}(?:期限|时限)内)(?:予以|作出)?(?:答复|办结|办理|回复)|"
    r"(?:逾期|超期|延期|超时)(?:答复|办结|办理|回复)"
)
_SETTLED: Final = re.compile(r"(?:全部|全额|均已?|已全部|足额)(?:予以)?(?:收取|收缴|缴纳|缴清|到账|收回)")
_ALL_NATURAL: Final = re.compile(r"(?:全部|均|都)(?:系|为|是|由|来自|属)*(?P<who>自然人|个人|企业|法人)")


def outcomes_fit(view: View) -> Iterator[GateFailure]:
    """行政诉讼1件，结果维持: the row that is named must hold what was counted."""
    for clause in view.clauses:
        if any(clause.start <= s.shown_start < clause.end for s in view.slots):
            continue
        result, group = _RESULT.match(clause.text), _GROUP.match(clause.text)
        if not (result or group):
            continue
        told = _case_told(view, clause.start)
        if told is None or told.fact is None:
            continue
        address, count = told.address, told.fact.value
        if group:
            wanted = "direct" if "直接" in group["what"] else "after"
            other = view.book.get(f"table4.{wanted}.total")
            fits = not address.startswith("table4.review.") and other is not None and other.value == count
        elif result and result["what"] in _KEYS:
            head = address.rpartition(".")[0]
            other = view.book.get(f"{head}.{_KEYS[result['what']]}")
            between = view.text[view.sentence_at(told.shown_start).start : clause.end]
            pending = (
                view.book.get(f"{head}.pending") if _CLOSED.search(between) and "尚未审结" not in clause.text else None
            )
            settled = count if address.rpartition(".")[2] != "total" or pending is None else count - pending.value
            if address.rpartition(".")[2] not in ("total", _KEYS[result["what"]]):
                continue
            fits = (
                other is not None
                and other.value == settled
                and (pending is None or not _says_closed(view, told, pending.value))
            )
        else:
            continue
        if not fits:
            yield view.failure(
                "contradicted", f"“{clause.text}”与表四不符，请按表四的结果改写。", clause.start, clause.end
            )
    yield from _all_of_a_kind(view)


def _says_closed(view: View, told: FilledSlot, pending: int | float) -> bool:
    """已审结 N 件 where N counts the pending ones, too."""
    lead = view.text[max(0, told.shown_start - 6) : told.shown_start]
    return bool(pending) and re.search(r"已审结(?:的)?$", lead) is not None and told.address.endswith(".total")


def _case_told(view: View, at: int) -> FilledSlot | None:
    """The case counted last before the clause in its sentence."""
    start = view.sentence_at(at).start
    told = [s for s in view.slots if start <= s.shown_start < at and s.address != "year"]
    told = [s for s in told if not s.address.startswith(("change.", "growth.", "previous.", "percent."))]
    return told[-1] if told and told[-1].address.startswith("table4.") else None


def _all_of_a_kind(view: View) -> Iterator[GateFailure]:
    for found in view.find(_ALL):
        table = "table4.review" if found["which"] == "复议" else "table4.litigation"
        total, part = view.book.get(f"{table}.total"), view.book.get(f"{table}.{_KEYS[found['what']]}")
        if total and part and total.value != part.value:
            message = f"“{found[0]}”与表四不符：总计{total.text}件，{found['what']}{part.text}件。"
            yield view.failure("contradicted", message, *found.span())
    for found in view.find(_ALL_CLOSED):
        table = "table4.review" if found["which"] == "复议" else "table4.litigation"
        pending = view.book.get(f"{table}.pending")
        if pending and pending.value:
            message = f"“{found[0]}”与表四不符：尚未审结{pending.text}件。"
            yield view.failure("contradicted", message, *found.span())
    new, natural = view.book.get("table3.new.total"), view.book.get("table3.new.natural")
    if view.passage == "overview.requests" and new and natural:
        for found in view.find(_ALL_NATURAL):
            sentence = view.sentence_at(found.start()).text
            own = natural.value if found["who"] in ("自然人", "个人") else new.value - natural.value
            if own != new.value and sentence and "结转" not in sentence:
                message = f"“{found[0]}”与表三不符：新收{new.text}件，其中自然人{natural.text}件。"
                yield view.failure("contradicted", message, *found.span())


def denied(view: View) -> set[str]:
    """Numbers that the text says in words to be 0 (全年未组织培训)."""
    return {_COUNTED[found["what"]] for found in view.find(_NOT_DONE)}


def not_done_known(view: View) -> Iterator[GateFailure]:
    """未发布政策解读 where the clerk entered some; 已全部收取 where less came in than was charged."""
    for found in view.find(_NOT_DONE):
        fact = view.book.get(_COUNTED[found["what"]])
        if fact is not None and fact.value:
            message = f"“{found[0]}”与数据不符：{fact.label}为{fact.text}。"
            yield view.failure("contradicted", message, *found.span())
    charged, collected = view.book.get("fees.charged_yuan"), view.book.get("fees.collected_yuan")
    if charged and collected and charged.value != collected.value:
        for found in view.find(_SETTLED):
            if re.search(r"费", view.sentence_at(found.start()).text):
                message = f"“{found[0]}”与数据不符：总金额{charged.text}元，实际收取{collected.text}元。"
                yield view.failure("contradicted", message, *found.span())


def late_answers(view: View) -> Iterator[GateFailure]:
    """延期答复, 未能按期答复: only where the clerk states that not all were in time."""
    if view.passage != "overview.requests":
        return
    given = view.licence.statements.on_time
    for found in view.find(_LATE):
        lead = view.text[view.clause_at(found.start()).start : found.start()]
        if (
            re.search(r"未|没有|无|不存在|零|避免|防止|杜绝|情形|(?:申请人|无正当理由)$", lead)
            or found[0] in view.licence.spoken
        ):
            continue
        if given.state != "none":
            message = f"“{found[0]}”没有填报支持，请按填报的按期答复情况写。"
            yield view.failure("event", message, *found.span())
