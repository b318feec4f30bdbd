"""一（二）依申请公开情况: received, carried in, answered with results, carried out; disputes in one line."""

from assistant.drafting.offline.statements import statement
from assistant.drafting.offline.voice import Voice, missing
from assistant.slots import slot

NEW, CARRIED_IN = "table3.new.total", "table3.carried_in.total"
DONE, CARRIED_OUT = "table3.total.total", "table3.carried_out.total"
_RESULTS = (
    ("table3.granted.total", "予以公开"),
    ("table3.partial.total", "部分公开"),
    ("table3.deny.total", "不予公开"),
    ("table3.na.total", "无法提供"),
    ("table3.np.total", "不予处理"),
    ("table3.ot.total", "其他处理"),
)
_DISPUTE_RESULTS = (("maintain", "结果维持"), ("correct", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结"))


def requests(voice: Voice) -> str:
    flows = [voice.value(address) for address in (NEW, CARRIED_IN, DONE, CARRIED_OUT)]
    if all(value == 0 for value in flows):
        text = voice.pick(
            f"{voice.year}，{voice.me}未收到政府信息公开申请，没有上年结转的政府信息公开申请，"
            "也没有结转下年度继续办理的政府信息公开申请。",
            f"{voice.me}{voice.year}未收到公民、法人或者其他组织提出的政府信息公开申请，没有上年结转的申请，"
            "也没有需要结转下年度继续办理的申请。",
            f"全年{voice.me}未收到政府信息公开申请。没有上年结转的政府信息公开申请，没有结转下年度继续办理的政府信息公开申请。",
        )
        trend = voice.trend(NEW, "件") if voice.value(f"previous.{NEW}") else ""
        text += f"新收申请数量{trend}。" if trend else ""
    else:
        text = _flow(voice) + _applicants(voice) + _results(voice) + _on_time(voice)
    return text + _disputes(voice) + voice.note_sentences("overview.requests")


def _flow(voice: Voice) -> str:
    if voice.value(NEW) == 0:
        received = "未新收政府信息公开申请"
    else:
        received = f"新收政府信息公开申请{voice.number(NEW, '件', '本年新收政府信息公开申请件数')}"
    parts = [received]
    if voice.value(CARRIED_IN) == 0:
        parts.append("没有上年结转的申请")
    else:
        parts.append(f"上年结转{voice.number(CARRIED_IN, '件', '上年结转政府信息公开申请件数')}")
    parts.append(f"办结{voice.number(DONE, '件', '本年度办理结果总计件数')}")
    if voice.value(CARRIED_OUT) == 0:
        parts.append("没有结转下年度继续办理的申请")
    else:
        parts.append(f"结转下年度继续办理{voice.number(CARRIED_OUT, '件', '结转下年度继续办理件数')}")
    trend = voice.trend(NEW, "件")
    lead = voice.pick(f"{voice.year}，{voice.me}", f"{voice.me}{voice.year}", f"全年，{voice.me}")
    return f"{lead}{'，'.join(parts)}。" + (f"新收申请数量{trend}。" if trend else "")


def _applicants(voice: Voice) -> str:
    natural, organisations = voice.value("table3.new.natural"), voice.value("table3.new.organisations")
    if natural is None or organisations is None or not voice.value(NEW):
        return ""
    by_person, by_body = slot("table3.new.natural"), slot("table3.new.organisations")
    return f"新收申请中，自然人申请{by_person}件，法人或其他组织申请{by_body}件。"


def _results(voice: Voice) -> str:
    done = voice.value(DONE)
    if done == 0:
        return ""
    known = [(address, name) for address, name in _RESULTS if voice.value(address)]
    unknown = any(address not in voice.book for address, _ in _RESULTS)
    if not known:
        return f"办理结果：{missing('予以公开、部分公开、不予公开等各类办理结果的件数')}。" if unknown else ""
    parts = [f"{name}{slot(address)}件{_share(voice, address)}" for address, name in known]
    return f"办结的申请中，{'，'.join(parts)}{'，其余办理结果' + missing('表三其余办理结果') if unknown else ''}。"


def _share(voice: Voice, address: str) -> str:
    share = f"percent.{address}.{DONE}"
    if voice.value(address) == voice.value(DONE):
        return ""
    return f"（占{slot(share)}%）" if share in voice.book else ""


def _on_time(voice: Voice) -> str:
    if voice.value(DONE) == 0:
        return ""
    return statement(voice, "on_time", demanded=True)


def _disputes(voice: Voice) -> str:
    review, litigation = voice.value("table4.review.total"), voice.value("table4.litigation.total")
    if review == 0 and litigation == 0:
        return voice.pick(
            "全年未发生因政府信息公开引起的行政复议、行政诉讼案件。",
            "本年度没有因政府信息公开被申请行政复议、提起行政诉讼的案件。",
            "未发生涉及政府信息公开的行政复议和行政诉讼案件。",
        )
    parts: list[str] = []
    for group, name, count in (("review", "行政复议", review), ("litigation", "行政诉讼", litigation)):
        if count == 0:
            parts.append(f"未发生{name}案件")
        else:
            parts.append(
                f"发生{name}案件{voice.number(f'table4.{group}.total', '件', f'{name}件数')}{_outcome(voice, group)}"
            )
    return f"因政府信息公开，全年{'；'.join(parts)}。"


def _outcome(voice: Voice, group: str) -> str:
    addresses = [(f"table4.{group}.{result}", name) for result, name in _DISPUTE_RESULTS]
    if f"table4.{group}.total" not in voice.book or any(address not in voice.book for address, _ in addresses):
        return ""
    parts = [f"{name}{slot(address)}件" for address, name in addresses if voice.value(address)]
    return f"，其中{'，'.join(parts)}" if parts else ""
