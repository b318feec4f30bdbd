"""What a model leaves behind: talk about itself, Markdown, JSON, placeholders of other kinds."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import View
from schemas.drafts import GateFailure

_TALK: Final = re.compile(
    r"作为(?:一[个名款]|人工智能|AI|语言模型)[^，。；]{0,10}(?:智能|模型|助手|AI)?|语言模型|大模型|人工智能助手|以下(?:是|为)(?![^。]{0,20}(?:：|情况))|"
    r"好的，|当然[，！]|抱歉|对不起|很高兴|希望(?:以上|这|对您)|您|仅供[^，。]{0,4}参考|供(?:您|你们?|参阅|贵方)?参考|以上(?:内容|文字|就是|为)|请(?:注意|告知|确认|提供|补充)|综上所述|总而言之|"
    r"根据(?:您|提供|所给|上述)(?:的)?(?:数据|素材|信息|要求)|按照(?:您的|提示)|无法(?:完成|起草|生成|回答|确定|继续)|我(?:不能|无法|可以|会|将为)|"
    r"(?:注|说明|备注)[：:]|本段|这一节|占位|提示词|忽略(?:以上|上述|前面)|已忽略|(?:系统|用户)(?:提示|指令|消息)|字数[：:]|改写后|修改后[：:]|示例"
)
_MARKUP: Final = re.compile(
    r"\*\*|__|#|```|^\s*[-*•]\s|^\s*\d+[.)]\s|<[a-zA-Z/][^>\n]{0,40}>|\\[nt\"]|\|\s*-{2,}|\[[^\]\n]{1,20}\]\(",
    re.M,
)
_BRACES: Final = re.compile(r"[{}]+|\[[^\]\n]{0,20}\]|</?[\u4e00-\u9fff]{1,6}>|&[a-z]+;")
_BLANKS: Final = re.compile(
    r"[xX×]{2,}|_{2,}|某(?:镇|乡|局|单位|县|区)|【(?!待补：)[^】\n]{0,30}】?|（此处[^）]*）|\.{3,}|…{1,}|TODO|请填写"
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z_.\-]*")
_TIME: Final = re.compile(r"今年以来|截至目前|截止目前|截至[^，。；]{0,6}月|截止[^，。；]{0,6}月|近日|日前")
_LATIN_FREE: Final = frozenset(("PDF", "Word", "OFD"))


def smells(view: View) -> Iterator[GateFailure]:
    for pattern, message in (
        (_TALK, "“{}”不是报告里的话，请删去。"),
        (_MARKUP, "“{}”是排版标记，请只写普通文字。"),
        (_BRACES, "“{}”不应出现在正文里，请删去。"),
        (_BLANKS, "“{}”是没有写完的地方，没有数据的写【待补：名称】。"),
        (_TIME, "“{}”与全年的报告不符，请改为“本年度”或删去。"),
    ):
        for found in view.find(pattern):
            if found[0].strip() and found[0] not in view.licence.names:
                yield view.failure("smell", message.format(found[0].strip()), *found.span())
    for found in view.find(_LATIN):
        if found[0] not in _LATIN_FREE and not view.licence.holds(found[0]):
            yield view.failure("smell", f"“{found[0]}”不应出现在正文里，请删去或改为中文。", *found.span())
