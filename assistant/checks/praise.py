"""C12: praise, and achievements that have nothing to do with disclosure."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph, Sentence
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt
from assistant.glance import Spotter

_PRAISE: Final = Spotter(
    r"高度重视|正确领导|坚强领导|亲切关怀|显著成效|成效显著|明显成效|成效明显|新台阶|圆满完成|有力保障|"
    r"一致好评|好评如潮|充分肯定|有目共睹|前所未有|成绩突出|靠前指挥|高位推动|亲自(?:抓|过问|部署)|全面提升|取得新突破|跃上|走在前列|硕果|再创"
)


@rule(
    "C12",
    "评价性语言偏多",
    "info",
    Basis("format", "国办公开办函〔2021〕30号：内容不能遗漏，也不宜泛化"),
    needs=("prose",),
    good="用数据和做法说明成效。",
    bad="领导高度重视，工作成效显著，再上新台阶。",
)
def praise(context: Context) -> Iterator[Hit]:
    spotted = _PRAISE.may_match(context.prose)
    total = 0
    found: list[tuple[Paragraph, Sentence]] = []
    for paragraph in context.paragraphs if spotted else ():
        if not paragraph.passage.startswith("overview"):
            continue
        for sentence in paragraph.sentences:
            if len(sentence.text) < 6:
                continue
            total += 1
            if _PRAISE.search(sentence.text):
                found.append((paragraph, sentence))
    heaped = [(p, s) for p, s in found if len({m[0] for m in _PRAISE.finditer(s.text)}) >= 3]
    unrelated = _unrelated(context)
    if unrelated is not None:
        yield unrelated
    if heaped and len(found) < 3:
        paragraph, first = heaped[0]
        yield Hit(
            paragraph.address,
            "这一句几乎都是评价性语言。建议改为具体做法和数据。",
            excerpt=first.text[:60],
            span=(first.start, first.end),
        )
    elif len(found) >= 3 and len(found) * 10 > total * 3:
        paragraph, first = found[0]
        match = _PRAISE.search(first.text)
        start = first.start + (match.start() if match else 0)
        yield Hit(
            paragraph.address,
            f"总体情况 {total} 句中有 {len(found)} 句是评价性语言。建议改为具体做法和数据。",
            excerpt=excerpt(paragraph.text, start, start + 4),
            span=(start, start + 4),
        )


_ACHIEVED: Final = Spotter(
    r"(?:地区)?生产总值|GDP|粮食(?:总)?产量|固定资产投资|一般公共预算收入|财政(?:总)?收入(?:完成|达)|工业(?:总)?产值|"
    r"招商引资[^，。；]{0,10}(?:亿|万)元|人均(?:可支配|纯)收入"
)
_ABOUT_DISCLOSURE: Final = re.compile(r"公开|公布|发布|公示|信息|解读|申请|答复|数据开放")


def _unrelated(context: Context) -> Hit | None:
    """Achievements of the economy, in a sentence that says nothing of disclosure."""
    for paragraph in context.paragraphs if _ACHIEVED.may_match(context.prose) else ():
        if not paragraph.passage.startswith("overview"):
            continue
        for sentence in paragraph.sentences:
            found = _ACHIEVED.search(sentence.text)
            if found and any(c.isdigit() for c in sentence.text) and not _ABOUT_DISCLOSURE.search(sentence.text):
                return Hit(
                    paragraph.address,
                    f"“{found[0]}”与政府信息公开工作无关。建议删去，只写公开工作的情况。",
                    excerpt=sentence.text[:60],
                    span=(sentence.start, sentence.end),
                )
    return None
