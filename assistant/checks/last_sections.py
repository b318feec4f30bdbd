"""C02, C03, C10, C11: what the fifth and the sixth section have to say."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context
from assistant.checks.measures import measures
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule

_PRACTICE: Final = Basis("practice", "已公开年报的通行写法")

# ---- 六 -----------------------------------------------------------------------------------------------
_FEE: Final = re.compile(r"处理费|收费|收取[^，。；]{0,6}费|费用")
_NOTHING: Final = re.compile(r"^(?:暂无|没有|无|暂没有|无事项|无内容|无其他|无其它|暂无其他|不涉及|不适用|略)+$")
_BASIS_FEES: Final = Basis("practice", "第六部分通常报告信息处理费收取情况，没有收取也写明")


def _six(context: Context) -> str:
    return "".join(p.text for p in context.passage("other_matters"))


def _is_nothing(text: str) -> bool:
    return _NOTHING.match(re.sub(r"[\s，。；：、.．\-—/]+", "", text)) is not None


@rule(
    "C02",
    "第六部分没有写信息处理费",
    "error",
    _BASIS_FEES,
    needs=("prose",),
    good="2025年本机关发出收费通知0件，总金额0元，实际收取信息处理费0元。",
    bad="本年度无其他需要报告的事项。",
    other_severities=("warning",),
)
def fees_reported(context: Context) -> Iterator[Hit]:
    six = _six(context)
    if not six and "other_matters" not in context.report.passages and not _whole(context):
        raise NotAssessableError("第六部分的文字")
    if _FEE.search(six) or _is_nothing(six):
        return
    elsewhere = any("处理费" in p.text for p in context.paragraphs)
    paragraphs = context.passage("other_matters")
    message = (
        "信息处理费写在了别处，第六部分没有写。建议在第六部分写明。"
        if elsewhere
        else "第六部分没有写信息处理费的收取情况。请写明发出收费通知的件数、总金额和实际收取金额，没有收取的写 0。"
    )
    yield Hit(
        paragraphs[0].address if paragraphs else "other_matters",
        message,
        excerpt=six[:60],
        severity="warning" if elsewhere else None,
    )


def _whole(context: Context) -> bool:
    """Enough prose that the sixth section is missing, not merely unread."""
    return any(p.passage.startswith("overview") for p in context.paragraphs)


@rule(
    "C03",
    "第六部分只写“无”",
    "error",
    _BASIS_FEES,
    needs=("prose",),
    good="2025年未收取信息处理费。除此之外，无其他需要报告的事项。",
    bad="无",
)
def only_none(context: Context) -> Iterator[Hit]:
    paragraphs = context.passage("other_matters")
    if paragraphs and _is_nothing(_six(context)):
        yield Hit(
            paragraphs[0].address,
            f"第六部分只写了“{_six(context).strip()}”。请写明信息处理费的收取情况（没有收取的写 0），"
            f"再写有无其他事项。",
            excerpt=_six(context)[:60],
            span=(0, len(paragraphs[0].text)),
        )


# ---- 五 -----------------------------------------------------------------------------------------------
@rule(
    "C10",
    "没有写上年问题的整改结果",
    "warning",
    _PRACTICE,
    needs=("prose",),
    good="上年反映的解读形式单一问题，已通过增加图解解决。",
    bad="第五部分只写本年问题和措施。",
)
def last_year_mended(context: Context) -> Iterator[Hit]:
    five = context.section_five
    if len(five.strip()) < 10:
        return
    before = (context.report.year or 0) - 1
    pattern = (
        rf"上年|上一年|上年度|去年|前一年|往年|{before}年|以往|整改(?:完成|到位|情况|落实)|已整改|"
        rf"已完成整改|(?:存在的?|原有|过去的?)问题[^，。；]{{0,6}}(?:已|得到)"
    )
    titles = "\n".join(t for a, t in context.report.headings.items() if a.startswith("heading.5."))
    if re.search(pattern, five) or re.search(pattern, titles):
        return
    yield Hit("improvements", "第五部分没有写上年问题的整改结果。建议先写上年问题如何改进，再写本年问题和措施。")


_CONCRETE: Final = re.compile(
    r"\d|(?<![一二三四五六七八九十两])[一二三四五六七八九十两]{1,6}(?:次|期|场|篇|个|名|项|轮|批|遍)|每[季月周年日半]|季度|月底|年底|"
    r"上半年|下半年|逐[项条月季件]|专人|责任人|牵头|由[^，。；]{2,12}(?:负责|牵头|报送|审核|发布)|清单|"
    r"台账|定期|半年|全覆盖"
)


@rule(
    "C11",
    "改进措施不够具体",
    "info",
    _PRACTICE,
    needs=("prose",),
    good="2026年每季度制作一期图解，由党政办负责。",
    bad="进一步加强学习，提高认识，强化监督。",
)
def concrete_measures(context: Context) -> Iterator[Hit]:
    found = measures(context)
    if not found or any(_CONCRETE.search(item.text) for item in found):
        return
    yield Hit(
        found[0].paragraph.address,
        "改进措施没有写谁来做、做多少、何时做。建议至少写出一项有数量、时间或责任人的措施。",
        excerpt=found[0].text[:60],
    )
