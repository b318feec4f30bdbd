"""一（三）政府信息管理, （四）平台建设, （五）监督保障."""

from assistant.drafting.offline.statements import appraisal_and_evaluation, statement
from assistant.drafting.offline.voice import Voice, missing
from assistant.slots import slot


def management(voice: Voice) -> str:
    regulation = voice.regulation("overview.management")
    lead = voice.pick(
        f"{voice.me}坚持先审查、后公开，按照{regulation}规定加强政府信息的制作、保存、审核、发布和动态调整管理。",
        f"{voice.me}按照{regulation}要求，对政府信息的制作、保存、审核、发布和动态调整实行全过程管理，落实保密审查责任。",
        f"按照谁制作、谁公开、谁负责的原则，{voice.me}依照{regulation}做好政府信息的审核发布、保密审查和动态调整。",
    )
    return f"{lead}{_rules(voice)}{_normative(voice)}{voice.note_sentences('overview.management')}"


def _normative(voice: Voice) -> str:
    return "{}制发行政规范性文件{}，废止{}，现行有效{}。".format(
        voice.year,
        voice.number("table2.normative.made", "件", "行政规范性文件本年制发件数"),
        voice.number("table2.normative.repealed", "件", "行政规范性文件本年废止件数"),
        voice.number("table2.normative.valid", "件", "行政规范性文件现行有效件数"),
    )


def _rules(voice: Voice) -> str:
    """Only a body that may make 规章, or that has entered some, speaks of them."""
    addresses = [f"table2.regulations.{column}" for column in ("made", "repealed", "valid")]
    if any(address not in voice.book for address in addresses):
        return ""
    if not voice.report.unit.rule_making and not any(voice.value(address) for address in addresses):
        return ""
    made, repealed, valid = (slot(address) for address in addresses)
    return f"{voice.year}制发规章{made}件，废止{repealed}件，现行有效{valid}件。"


def platform(voice: Voice) -> str:
    unit = voice.report.unit
    names = list(dict.fromkeys(name for name in (unit.site, *unit.channels) if name))
    counts = [
        f"{words}{slot(address)}个"
        for address, words in (("activity.platforms", "政府信息公开平台"), ("activity.zones", "政务公开专区"))
        if voice.value(address) or (address == "activity.platforms" and address in voice.book)
    ]
    none = "未设政务公开专区" if voice.value("activity.zones") == 0 else ""
    notes = voice.note_sentences("overview.platform")
    text = ""
    if names:
        listed = "、".join(names)
        text += voice.pick(
            f"{voice.me}通过{listed}公开政府信息，方便群众查阅和获取。",
            f"{listed}是{voice.me}公开政府信息的平台，群众可以由此查阅和获取政府信息。",
            f"{voice.me}依托{listed}发布政府信息，做好信息的更新和维护。",
        )
    if counts:
        text += f"{'' if names else voice.me}现有{'，'.join(counts)}{'，' + none if none else ''}。"
    elif none:
        text += f"{'' if names else voice.me}{none}。"
    if not (text or notes):
        text = f"{voice.me}政府信息公开平台建设情况：{missing('政府网站、政务新媒体、政务公开专区等平台的建设情况')}。"
    return text + notes


def supervision(voice: Voice) -> str:
    # 条例 art. 50(4) binds 各级人民政府; a 街道办事处 is asked as well, a department is not
    demanded = voice.unit.kind in ("town", "government", "subdistrict")
    text = voice.pick(
        f"{voice.me}依法履行政府信息公开工作职责，自觉接受社会监督。",
        f"{voice.me}把政府信息公开纳入日常工作，明确职责分工，接受群众监督。",
        f"{voice.me}落实政府信息公开工作责任，加强日常管理和监督。",
    )
    if "activity.trainings" in voice.book:
        held = f"全年组织政府信息公开培训{slot('activity.trainings')}次。"
        text += held if voice.value("activity.trainings") else "全年未组织政府信息公开培训。"
    text += appraisal_and_evaluation(voice, demanded=demanded) + statement(voice, "accountability", demanded=demanded)
    return text + voice.note_sentences("overview.supervision")
