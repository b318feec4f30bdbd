"""Years gone by that are rightly named: where something began, what this year made of it, what it is compared with."""

import re
from typing import Final

from assistant.checks.periods import YEAR, year_number

_FROM_TO: Final = re.compile(
    r"^(?:同期|[底末])?的?[^。；\n]{1,30}?(?:[降减增升扩缩压延翻改变转](?:少|加|长|高|短|低|大|小|幅|升|落|缩|变)?|提高|提升|回落|上涨|拓展|充实)"
    r"[^，。；\n]{0,6}?[至到为成]"
)
"""（由2023年的）5件降至3件."""
_FROM: Final = re.compile(r"[由从自]\s?$")
_NUMBER: Final = r"(?:度)?(?:分别)?(?:为|是|共|有|仅|的|达)?\s?\d"
_NUMBER_NEXT: Final = re.compile(r"^" + _NUMBER)
_OF_A_THING: Final = re.compile(r"^(?:度)?[^，。；：\n]{2,28}?的(?!通知|要求|规定|基础|情况下)")
"""（2024年）公开的改造计划, not （2024年），收到的."""
_SUMMED_UP: Final = re.compile(r"共(?!享|同|建|治)|累计|全年|总计|合计")
_REPLY_JUDGED: Final = re.compile(
    r"^(?:度)?[^，。；\n]{0,8}(?:作出|制作|出具|送达|发出)的[^，。；\n]{0,14}(?:答复|告知|决定|行为|处理)[^，。；\n]{0,8}?"
    r"(?:(?:被|经|由|获)[^，。；\n]{0,10}(?:法院|复议|上级|机关|判决|裁定|一审|二审|终审)|被(?:维持|撤销|纠正|确认|责令)|引起|引发|提起|不服|涉诉)"
)
_OBJECT: Final = re.compile(r"(?:对|就|因|不服|针对|涉及)(?:我|本)?[局镇乡办委街道县区市]{0,2}\s?$")
_REPLY_REVIEWED: Final = re.compile(
    r"^(?:度)?[^，。；\n]{0,8}(?:作出|制作|出具|送达|发出)的[^，。；\n]{0,14}(?:答复|告知|决定|行为|处理)[^。；\n]{0,16}?"
    r"(?:维持|撤销|纠正|确认违法|责令|起诉|复议|诉讼)"
)
"""复议机关对2023年作出的1件决定予以纠正."""
_CASE_ENDED: Final = re.compile(
    r"^(?:度)?[^，。；\n]{0,8}(?:引发|立案|受理|提起|起诉|发生|申请|进入|诉至法院)的[^，。；\n]{0,20}(?:诉讼|复议|案件?|上诉)[^。；\n]{0,24}?"
    r"(?:审结|结案|终审|二审|审理终结|作出判决|作出裁定|撤诉)"
)
_MADE_GOOD: Final = re.compile(
    r"^(?:度)?[^，。；\n]{0,6}(?:未|没有|漏|逾期|迟|欠|缺)[^，。；\n]{0,14}的[^。；\n]{0,30}?"
    r"(?:已|现|均|全部)[^，。；\n]{0,10}(?:补|改|更新|纠正|到位|清理|公开|解读|发布|办结|答复|完成|录入|上传|归档|撤)"
)
_EXPIRED: Final = re.compile(
    r"^(?:\d{1,2}月(?:\d{1,2}日|[底末])?|[底末])?(?:有效期)?[^，。；\n\d]{0,4}(?:届满|到期|期满|有效期)"
    r"|^\d{1,2}月(?:\d{1,2}日|[底末])?[^，。；\n\d]{0,6}(?:自动)?(?:失效|停止执行)"
)
_VALID_TO: Final = re.compile(r"(?:有效期|有效|届满|到期|失效|施行|执行)[^，。；\n\d]{0,6}$")
_REFORM: Final = re.compile(
    r"^(?:\d{1,2}月|[底末初])?[^，。；\n\d]{0,8}(?:机构改革|区划调整|撤[乡县镇村]|撤并|并[入镇乡]|更名|划转|转隶|改制)"
)
_BEGUN: Final = re.compile(
    r"^(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?|[底末初])?[^，。；\n\d]{0,6}(?:开通|建成|启用|上线|设立|成立|组建|挂牌|投入使用|投用|改版|开办|创办|注册|"
    r"启动|立项|部署|承诺|签订|开工|入驻)的(?![^，。；\n\d]{0,14}\d)"
)
_LONG_AGO: Final = re.compile(
    r"^(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?|[底末初])?[^，。；\n\d]{0,8}(?:开通|建成|启用|上线|设立|成立|组建|创办|创建|开设|开办|建立|建设|挂牌|投入使用|投用|"
    r"改版|注册|认证|运行|印发|出台|制定|制发|修订|发布|编制|实施|施行|签订|购置|入驻|启动)(?:之?[后时初]|以来|的)"
)
_LATE_RECEIVED: Final = re.compile(
    r"^(?:1[12]月(?:份|\d{1,2}日)?|年?[底末])[^，。；\n]{0,6}(?:收到|受理|提交|提出|登记)的"
)
_LOOKED_AT: Final = re.compile(r"(?:对|就|针对|将|把|清理|梳理|复核|评估|抽查|核查|回访|回顾)\s?$")
_PUBLISHED_THEN: Final = re.compile(
    r"^(?:度)?[^，。；\n]{0,10}(?:公开|公布|发布|制发|印发|制定|出台|备案)的[^。；\n]{0,40}?"
    r"(?:复核|清理|回头看|评估|抽查|核查|修订|排查|自查|补充|更正|校核|复查)"
)


def past_in_order(text: str, found: re.Match[str], sentence: str, year: int) -> bool:
    """Whether what stands around a mention of an earlier year says why it stands there. `year`: the report's own."""
    before = text[max(0, found.start() - 16) : found.start()]
    after = text[found.end() : found.end() + 80]
    at = sentence.find(found[0])
    rest = sentence[at + len(found[0]) :]
    if _FROM.search(before) and _FROM_TO.match(after):
        return True
    if _EXPIRED.match(after) or (_VALID_TO.search(before) and re.match(r"\d{1,2}月|[底末]", after)):
        return True
    if _REFORM.match(after) or _BEGUN.match(after):
        return True
    if _REPLY_JUDGED.match(after) or _CASE_ENDED.match(after) or _MADE_GOOD.match(after) or _LATE_RECEIVED.match(after):
        return True
    if _OBJECT.search(before) and _REPLY_REVIEWED.match(after):
        return True
    if year_number(found["y"]) < year - 1 and _LONG_AGO.match(after):
        return True
    if _LOOKED_AT.search(before) and _PUBLISHED_THEN.match(after):
        return True
    own = re.search(rf"本年|今年|{year}\s?年", rest)
    if own is None:
        return False
    thing = _OF_A_THING.match(rest)
    if thing is not None and thing.end() <= own.start() and not _SUMMED_UP.search(thing[0]):
        return True  # 2024年公开的计划，本年按季公布进度
    return _NUMBER_NEXT.match(rest) is not None and _NUMBER_NEXT.match(_past_year(rest[own.start() :])) is not None


def _past_year(text: str) -> str:
    """What stands behind 本年, 今年 or 2025年."""
    return re.sub(rf"^(?:本年|今年|{YEAR}\s?年)", "", text)
