"""一（一）主动公开情况."""

import re

from assistant.drafting.offline.voice import Voice, missing
from assistant.slots import slot
from schemas.report import DisclosureItem

_ENDS_IN_NUMBER = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿%.]$")
_DECISIONS = (
    ("table2.licensing", "行政许可"),
    ("table2.punishment", "行政处罚"),
    ("table2.coercion", "行政强制"),
)


def proactive(voice: Voice) -> str:
    decisions = _decisions(voice)
    outreach = _outreach(voice, "" if decisions else "全年")
    paragraphs = [_counts(voice), decisions + outreach + voice.note_sentences("overview.proactive")]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _counts(voice: Voice) -> str:
    total = voice.number("disclosure.total", "条", "本年度主动公开政府信息总数")
    trend = voice.trend("disclosure.total", "条")
    lead = voice.pick(
        f"{voice.year}，{voice.me}主动公开政府信息{total}",
        f"{voice.me}{voice.year}共主动公开政府信息{total}",
        f"全年，{voice.me}主动公开各类政府信息{total}",
    )
    text = f"{lead}{'，' + trend if trend else ''}。"
    items = voice.report.disclosure.items
    for group, lead in (
        ("category", voice.pick("按公开栏目分", "按信息类别分", "按公开内容分")),
        ("channel", voice.pick("按发布渠道分", "按公开渠道分", "按公开途径分")),
    ):
        listed = [item for item in items if item.group == group]
        if listed:
            text += _listing("其中" if _some_only(voice, listed) else lead, listed)
    return text + _law(voice)


def _some_only(voice: Voice, items: list[DisclosureItem]) -> bool:
    """Whether they are less than the total: then the list is no division of it."""
    total = voice.report.disclosure.total
    counts = [item.count for item in items if item.unit == "条"]
    return total is not None and all(c is not None for c in counts) and sum(c or 0 for c in counts) < total


def _listing(lead: str, items: list[DisclosureItem]) -> str:
    """A complete list where every item counts in 条; items of another measure stand in a sentence of their own."""
    main = [item for item in items if item.unit == "条"]
    apart = [item for item in items if item.unit != "条"]
    text = f"{lead}：{'，'.join(_item(item) for item in main)}。" if main else ""
    return text + (f"另有{'，'.join(_item(item) for item in apart)}。" if apart else "")


def _item(item: DisclosureItem) -> str:
    name = f"“{item.name}”" if _ENDS_IN_NUMBER.search(item.name) else item.name
    number = slot(f"disclosure.items.{item.name}") if item.count is not None else missing(f"栏目“{item.name}”的数量")
    return f"{name}{number}{item.unit}"


def _law(voice: Voice) -> str:
    regulation = voice.regulation("overview.proactive")
    if voice.unit.kind == "town":
        return voice.pick(
            f"对照{regulation}第二十条、第二十一条规定，依法做好农业农村政策、社会救助、宅基地使用情况审核、"
            "农村土地承包经营权流转等信息的主动公开。",
            f"按照{regulation}第二十一条规定，把社会救助、宅基地使用情况审核、农村土地承包经营权流转、"
            "农业农村政策等群众关心的信息作为主动公开的内容。",
            f"围绕{regulation}第二十一条列明的事项，依法公开农业农村政策、农村土地承包经营权流转、"
            "宅基地使用情况审核和社会救助等方面的信息。",
        )
    return voice.pick(
        f"对照{regulation}第二十条规定，依法做好职责范围内政府信息的主动公开。",
        f"按照{regulation}第二十条规定的内容，及时公开本机关制作和获取的政府信息。",
        f"凡属{regulation}第二十条规定应当公开的政府信息，依法予以公开。",
    )


def _decisions(voice: Voice) -> str:
    made = [(address, name) for address, name in _DECISIONS if voice.value(address)]
    if not made:
        return ""
    return f"全年作出{'，'.join(f'{name}决定{slot(address)}件' for address, name in made)}。"


def _outreach(voice: Voice, lead: str) -> str:
    parts = [
        f"{words}{slot(address)}{unit}" if voice.value(address) else none
        for address, words, unit, none in (
            ("activity.interpretations", "发布政策解读", "篇", "未发布政策解读"),
            ("activity.responses", "回应社会关切", "次", "未开展社会关切回应"),
        )
        if address in voice.book
    ]
    return f"{lead}{'，'.join(parts)}。" if parts else ""
