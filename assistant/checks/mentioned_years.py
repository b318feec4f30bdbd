"""D02, D04, D05, D07: years and times that running prose speaks of."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.past_events import past_in_order
from assistant.checks.periods import YEAR, ranges, report_year, year_number
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import books, clause_at, excerpt, quotes, sentence_at, within

_COPIED: Final = Basis("engineering", "沿用往年文字的常见痕迹")
_MENTION: Final = re.compile(rf"(?<![\d０-９])(?P<y>{YEAR})\s?年(?:度)?")
_YEAR_TAIL: Final = re.compile(r"[\d０-９〇○零Oo一二三四五六七八九]{2}\s?年")
_SPAN: Final = re.compile(rf"{YEAR}\s?年?(?:度)?\s?(?:至|到|—{{1,2}}|－|-|–|~|～)\s?{YEAR}\s?年")
_SINCE: Final = re.compile(
    r"^(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起(?!草|到|步|诉)|开始|以前|之前|以后|底?前)|^[^，。；]{0,10}以来"
)
_FROM: Final = re.compile(r"(?:自|从|始于|成立于|始建于|创建于|建于|早在)$")
_LAW_DATE: Final = re.compile(
    r"^[^，。；]{0,14}(?:修订|修正|施行|颁布|令第|通过)|^[^，。；]{0,10}(?:印发|出台|发布|公布|制定|下发|实施)的?《"
)
_BASE_BEFORE: Final = re.compile(r"(?:较|比|与|和|同|对比|相较于?|跟|对照)\s?$")
_BASE_AFTER: Final = re.compile(r"^(?:同期|[^，。；]{0,12}(?:相比|相较|比较|持平|一致))")
_MOVED: Final = re.compile(r"较|比|增|减|降|升|持平|多|少|翻|倍|相同|一致")
_LASTING: Final = re.compile(r"历年|连续|近[两三四五]年|往年")
_CARRIED: Final = re.compile(r"结转|转入|转来|遗留")
_ABOUT_LAST: Final = re.compile(
    r"^(?:报告(?:中|里)?所?(?:指出|提出|反映|查摆|列出)|[^，。；]{0,20}(?:年度报告|年报|决算|统计公报|考核|评估|评议|绩效|工作总结|测评|排名)|版|格式|起|开始)"
)
_MENDED: Final = re.compile(
    r"整改|(?:存在|反映|提出|指出|发现|反馈|查摆|提到|所列|梳理)[^。；]{0,16}(?:问题|不足|短板|情况)|问题|不足|短板"
)
_PLANNED: Final = re.compile(
    r"将|计划|谋划|安排|预算|工作要点|思路|新的一年|下一步|下一阶段|拟|力争|预计|争取|确保|打算|目标|规划|远景|年内|[月年]底|前完成|上半年|下半年|季度|"
    r"结转|转[入至到]|顺延|继续办理|启用|投入使用|每[年月季]|到20|今后"
)
_DONE: Final = re.compile(
    r"收到|受理|接收|公开(?!平台|专栏|栏|工作要点|工作|制度)|办理|办结|答复|发布|制发|制定|废止|开展|组织|举办|召开|完成|新增|更新|"
    r"推送|回应|作出|收取|发生|印发|建成|开设|培训|发出|落实|推进|贯彻"
)
_FINISHED: Final = re.compile(
    r"已(?!公开)|了(?!解)|(?<![公中])共(?![享同建治性服识鸣管用])|累计|全年|(?<![月年季周日户次场平人])均(?!衡)"
)
_BY_THEN_MADE: Final = re.compile(r"^(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?(?:之|以)?前[^，。；]{1,12}的")
_OF_THAT_YEAR: Final = re.compile(
    r"^[^，。；\d]{0,12}(?:数据|情况|报表|业绩|薪酬|决算|预算|结果|名单|报告|账目|收支)(?![^，。；：]{0,6}\d)"
)
_COMPARED: Final = re.compile(r"(?:较|比|与|相比)[^，。；]{1,12}的$")
_MADE_PUBLIC: Final = re.compile(r"(?:公开|公布|发布|公示|披露|展示)[^，。；]{0,14}$")
_PUBLISHING: Final = re.compile(r"^\d{1,2}月(?:\d{1,2}日)?(?:底|前|之前)?[^，。；]{0,10}(?:公布|发布|公开|报送|向社会)")
_BY_THEN: Final = re.compile(r"^\d{1,2}月(?:\d{1,2}日)?(?:[底末初])?之?前")
_OWN_NAME: Final = re.compile(r"^[^，。；《》]{0,24}信息公开(?:工作)?年度报告")


# ---- D02 ----------------------------------------------------------------------------------------------
@rule(
    "D02",
    "文中出现其他年份",
    "warning",
    _COPIED,
    needs=("prose",),
    good="2025年新收申请5件，较2024年增加2件。",
    bad="2024年，我镇主动公开政府信息79条。（2025年的报告）",
    other_severities=("error",),
)
def other_years(context: Context) -> Iterator[Hit]:
    """Years that are neither a comparison, nor a plan, nor the date of a document."""
    year = _year(context)
    for paragraph in context.paragraphs:
        if "年" not in paragraph.text:
            continue
        told: set[int] = set()
        for found in _strange(paragraph, year):
            said = year_number(found["y"])
            severity = _severity(paragraph, found, said - year)
            if severity is None or said in told:
                continue
            told.add(said)
            shown = found[0].removesuffix("度")
            yield Hit(
                paragraph.address,
                f"文中写“{shown}”，报告年度是 {year} 年，相差 {abs(said - year)} 年。"
                + (
                    f"如指本年度的工作，请改为“{year}年”；如指往年或计划，请在句中写明。"
                    if severity == "error"
                    else "请核对是否沿用了往年的文字；确需写往年的，请在句中写明。"
                ),
                excerpt=excerpt(paragraph.text, *found.span()),
                span=found.span(),
                suggestion=f"{year}年" if severity == "error" else "",
                severity="error" if severity == "error" else None,
            )


def _year(context: Context) -> int:
    year = report_year(context)
    if year is None:
        raise NotAssessableError("报告年度")
    return year


def _mentions(text: str) -> Iterator[re.Match[str]]:
    """2025年, ２０２５年度, 二〇二五年, found by their last two digits."""
    for tail in _YEAR_TAIL.finditer(text):
        found = _MENTION.match(text, max(0, tail.start() - 2))
        if found is not None:
            yield found


def _strange(paragraph: Paragraph, year: int) -> Iterator[re.Match[str]]:
    """Mentions of other years, those inside titles, quotations, spans and document dates left out."""
    text = paragraph.text
    plain = str(year)
    mentions = [m for m in _mentions(text) if (said := m["y"]) != plain and year_number(said) != year]
    if not mentions:
        return
    apart = (*books(text), *quotes(text), *(m.span() for m in _SPAN.finditer(text)))
    apart += tuple(m.span() for m in ranges(text)) if paragraph.passage in ("intro", "overview") else ()
    for found in mentions:
        before, after = text[max(0, found.start() - 6) : found.start()], text[found.end() : found.end() + 40]
        if within(found.start(), apart) or (_FROM.search(before) and _SINCE.search(after)):
            continue
        if (
            _LAW_DATE.search(after)
            or re.match(r"^[^，。；]{0,10}以来", after)
            or before.endswith(("成立于", "始建于", "建于"))
        ):
            continue
        yield found


def _severity(paragraph: Paragraph, found: re.Match[str], years: int) -> str | None:
    """error, warning, or null where the mention is in order."""
    text = paragraph.text
    sentence, after = sentence_at(text, found.start()), text[found.end() : found.end() + 60]
    rest = sentence[sentence.find(found[0]) :]
    five = paragraph.passage in ("problems", "improvements")
    if paragraph.passage == "intro" and _OWN_NAME.match(after):
        return None if re.search(r"上一?年|往年|历年", sentence) else "error"
    if years < 0:
        return _past(paragraph, found, years, sentence, rest)
    if years == 1:
        finished = _finished(rest, five) and not re.search(r"将|计划|拟|力争|争取|确保|预计", sentence)
        if (_PLANNED.search(sentence) or five or _PUBLISHING.match(after)) and not (finished and _DONE.search(rest)):
            return None
        if re.search(r"结转|转[入至到]|顺延|继续办理", sentence) or _BY_THEN.match(after):
            return None
        if re.match(r"[1-3]月", after) and re.search(r"剩余|其余|余下|尚有|未办结|未答复|未审结", sentence):
            return None  # 剩余7件于2026年1月办结
        if re.match(r"[1-3]月", after) and re.search(r"年度报告|年报", sentence):
            return None  # 2026年1月8日，审议2025年……年度报告
        return "error" if _DONE.search(rest) else "warning"
    if _PLANNED.search(sentence) and not (_finished(rest, five) and _DONE.search(rest)):
        return None  # 力争2025年、2026年两年内完成
    return None if re.search(r"到|至|目标|规划|远景|前|将|计划", sentence) else "warning"


def _told_over_years(sentence: str, year: int) -> bool:
    """2025年制发2件，2024年制发1件，2023年及以前10件: the report's own year among them."""
    told = {year_number(m["y"]) for m in _mentions(sentence)}
    return len(told) >= 3 and year in told


def _finished(rest: str, five: bool) -> bool:
    """In 五 全年 may be all of the coming year: 2026年全年各专区开展宣讲不少于4场."""
    return _FINISHED.search(rest.replace("全年", "") if five else rest) is not None


def _past(paragraph: Paragraph, found: re.Match[str], years: int, sentence: str, rest: str) -> str | None:
    text, after = paragraph.text, paragraph.text[found.end() : found.end() + 40]
    if _LASTING.search(sentence) or after.startswith(("版", "格式", "起")):
        return None
    if years == -1 and _CARRIED.search(clause_at(text, found.start())):
        return None  # 2024年结转4件; not 2024年，未收到申请，也没有结转
    if _BY_THEN_MADE.match(after):
        return None  # 对2023年底前公开的文件
    if _COMPARED.search(text[max(0, found.start() - 16) : found.start()]) and _MOVED.search(after):
        return None  # 比“十三五”末的2020年（265条）增长
    if past_in_order(text, found, sentence, year_number(found["y"]) - years):
        return None
    if re.match(r"[^，。；]{0,16}倍", after) or _told_over_years(sentence, year_number(found["y"]) - years):
        return None
    own = str(year_number(found["y"]) - years)
    if re.search(rf"{own}年度?[比较]$", text[max(0, found.start() - 8) : found.start()]) and _MOVED.search(after):
        return None  # 2025年比2023年增加107人次
    if years < -1:
        return "warning"
    if _OF_THAT_YEAR.match(after) and _MADE_PUBLIC.search(text[max(0, found.start() - 20) : found.start()]):
        return None  # 公布企业2022年度经营数据
    if _BASE_BEFORE.search(text[max(0, found.start() - 4) : found.start()]) or _BASE_AFTER.match(after):
        return None
    this_year = str(year_number(found["y"]) + 1)
    beside = this_year in sentence or re.search(r"本年|今年", sentence) is not None
    if _bracketed(text, found) or (beside and (_MOVED.search(sentence) or re.search(r"受理|收到|申请", sentence))):
        return None
    mended = _MENDED if paragraph.passage in ("problems", "improvements") else _RECTIFIED
    if mended.search(sentence) or (paragraph.passage != "intro" and _ABOUT_LAST.match(after)):
        return None
    return "error" if _DONE.search(rest) else "warning"


_RECTIFIED: Final = re.compile(
    r"整改|(?:存在|反映|提出|指出|发现|反馈|查摆|提到|所列)的?[^，。；]{0,16}(?:问题|不足|短板)|年度报告[^，。；]{0,10}(?:问题|不足)"
)


def _bracketed(text: str, found: re.Match[str]) -> bool:
    """（2024年：45件） stands for comparison; 2024年、2025年 as well."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 6]
    return (
        before in ("（", "(")
        or re.match(rf"[、和与及]{YEAR}", after) is not None
        or (re.search(rf"{YEAR}年度?[、和与及]$", text[max(0, found.start() - 8) : found.start()]) is not None)
    )


# ---- D04 ----------------------------------------------------------------------------------------------
_FUTURE: Final = (
    r"(?:继续|进一步|聚焦|着力|着重|加大|加强|加快|持续|全面|按照|根据|依托|通过|围绕|不断|重点|认真|严格|会|坚持|深入|推动|推进|开展|"
    r"举办|召开|编制|出台|邀请|开设|新增|组织|做好|做实|落实|完善|强化|优化|提升|提高|健全|建立|建设|努力|积极|切实|扎实|逐步|以(?!公开为)|从(?=[^，。；]{1,8}(?:入手|方面))|在(?=[^，。；]{1,12}(?:上|方面))|充分|稳步|主动)"
)
_OBJECT: Final = re.compile(
    r"纳入|作为|列入|融入|摆[上在]|放[在到]|贯穿|落[到实]+到|转化|转变|细化|分解|列为|视为|当作|结合|抓[好紧实]|贯彻|引向|引入|推向|分为|统一|与[^，。；]{1,12}(?:结合|同)"
)


_ACT: Final = (
    r"(?:"
    + _FUTURE[3:-1]
    + r"|增设|开通|新建|增加|上线|启用|改版|修订|制定|印发|投入|购置|设立|完成|实现|扩大|升级|改造|搭建|"
    r"选派|安排|引进|试点|推出|建成|打造|派出|聘请|拓展|创办|开办|实施|启动|对(?=[^，。；]{1,16}进行))"
)
_OF_A_DRAFT: Final = re.compile(
    r"[^，。；\n]{1,12}的(?:重大|行政|规范性|各类|所有|全部)?(?:文件|信息|政策|规划|事项|项目|决策|措施|办法|内容|材料|公文|方案|草案|通知|制度|意见|数据)"
)
"""对拟出台的政策文件."""
_CAME_ABOUT: Final = re.compile(r"已(?![公知])|完成|实际|如期|均已|兑现|未能|未实施|因故|原计划|全部落实")


@lru_cache(maxsize=16)
def _will(year: int) -> re.Pattern[str]:
    time = rf"(?:本年度|本年(?!度)|今年|全年|{year}\s?年(?:度)?)"
    return re.compile(
        rf"{time}(?![底末]?前)(?P<mid>[，,]?[^，,。；！？\n]{{0,14}}[，,]?[^，,。；！？\n]{{0,8}}?)"
        rf"(?P<will>将(?={_FUTURE})|(?<![对将把凡所的就各模虚])拟(?=[将把于]|{_ACT})|"
        rf"(?<=[，,局镇乡办委区县市道处心院校厅里位关们府站所年度])(?:计划|准备|打算)(?:再|要|于)?(?={_ACT}))"
    )


@rule(
    "D04",
    "以将来口气写本年度的事",
    "warning",
    Basis("engineering", "年度报告写已经完成的工作"),
    needs=("prose",),
    good="本年度，我镇聚焦重点领域公开信息。",
    bad="本年度，我镇将聚焦重点领域公开信息。",
)
def future_of_this_year(context: Context) -> Iterator[Hit]:
    """本年度，我镇将聚焦…; plans for the next year are in order, and so is 将 before an object."""
    year = _year(context)
    for paragraph in context.paragraphs:
        if not any(word in paragraph.text for word in ("将", "拟", "计划", "准备", "打算")):
            continue
        for found in _will(year).finditer(paragraph.text):
            if found["will"] != "将" and _only_planned(paragraph, found):
                continue
            clause = clause_at(paragraph.text, found.start("will"))
            clause = clause[clause.rfind("将") :] if clause.count("将") == 1 else clause
            if (found["will"] == "将" and _OBJECT.search(clause)) or re.search(
                rf"下一|今后|明年|来年|{year + 1}", found[0]
            ):
                continue
            yield Hit(
                paragraph.address,
                f"“{found[0]}”用的是将来口气，而 {year} 年的工作已经完成。"
                f"请改写为已完成的工作；如是下一年的打算，请写明“{year + 1}年”并移到改进情况。",
                excerpt=excerpt(paragraph.text, *found.span()),
                span=found.span(),
            )


def _only_planned(paragraph: Paragraph, found: re.Match[str]) -> bool:
    """A plan that the sentence calls carried out, drafts (拟出台的文件), and 五, where plans are told."""
    text, end = paragraph.text, found.end("will")
    return (
        paragraph.passage in ("problems", "improvements")
        or _OF_A_DRAFT.match(text, end) is not None
        or _CAME_ABOUT.search(_to_the_stop(text, end)) is not None
        or "原计划" in text[max(0, found.start() - 2) : end]
        or re.search(r"[按照据对凡原曾]", found["mid"]) is not None
        or text[max(0, found.start() - 2) : found.start()].endswith(("按", "照", "据", "对", "将", "把"))
    )


def _to_the_stop(text: str, start: int) -> str:
    return re.split(r"[。！？；\n]", text[start : start + 60], maxsplit=1)[0]


# ---- D05 ----------------------------------------------------------------------------------------------
_SO_FAR: Final = re.compile(
    rf"今年以来|截[至止]到?(?:目前|当前|现在|今日|今天|发稿|报告日|填报时|报告时)|到目前为止|目前为止|"
    rf"截[至止]到?(?:(?P<y>{YEAR})\s?年|今年|本年)?\s?(?P<m>\d{{1,2}}|[一二三四五六七八九]|十[一二]?)月(?:份|底|末|(?P<d>\d{{1,2}})日)?|"
    r"(?:今年|本年)(?:度)?(?:前(?:十一|十|九)个月|前三季度|1月?份?[-—至到~～]{1,2}(?:9|10|11)月)"
)
_MONTHS: Final = {text: number for number, text in enumerate("一二三四五六七八九", start=1)} | {
    "十": 10,
    "十一": 11,
    "十二": 12,
}


@rule(
    "D05",
    "用了“今年以来”“截至目前”等说法",
    "warning",
    Basis("practice", "年度报告的数据通常统计到12月31日"),
    needs=("prose",),
    good="2025年，共公开政府信息79条。",
    bad="今年以来，共公开政府信息79条。",
)
def so_far(context: Context) -> Iterator[Hit]:
    """An annual report speaks of the whole year; 截至12月31日 and 截至年底 do."""
    year = report_year(context)
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "截" not in text and "今年" not in text and "目前" not in text and "本年" not in text:
            continue
        for found in _SO_FAR.finditer(text):
            if found["m"] is not None:
                month = int(found["m"]) if found["m"].isdigit() else _MONTHS.get(found["m"], 0)
                whole = month == 12 and found["d"] in (None, "31")
                if whole or (found["y"] is not None and year_number(found["y"]) != year):
                    continue
            yield Hit(
                paragraph.address,
                f"“{found[0]}”不是全年的说法，年度报告统计到12月31日。"
                f"请改为“{f'{year}年' if year else '本年度'}”并用全年的数据。",
                excerpt=excerpt(text, *found.span()),
                span=found.span(),
                suggestion=f"{year}年" if year else "本年度",
            )


# ---- D07 ----------------------------------------------------------------------------------------------
_BASE: Final = re.compile(
    rf"(?P<same>同比|较上一?年(?:度)?|比上一?年(?:度)?|较去年|比去年)?[（(]?(?:较|比|与|和|同|对比|相比)?\s?(?P<y>{YEAR})\s?年(?:度)?[）)]?(?:同期)?"
    r"(?:相比|比较|相较)?[，,]?[^，。；\d]{0,10}(?P<move>增长|增加|上升|提高|多|下降|减少|降低|回落|少|持平)"
)
_COMPARED_YEAR: Final = re.compile(rf"[较比与和同年度][（(]?(?:较|比|与|和|同|对比|相比)?\s?{YEAR}\s?年")
"""A year behind a word of comparison, without which no base can be wrong."""
_AGAINST: Final = re.compile(r"(?:较|比|与|和|同|对比)\s?$")


@rule(
    "D07",
    "同比的基准年份不对",
    "error",
    Basis("engineering", "同比、较上年指与上一年度比较"),
    needs=("prose",),
    good="较2024年增长10%。（2025年的报告）",
    bad="同比2023年增长10%。（2025年的报告）",
)
def wrong_base(context: Context) -> Iterator[Hit]:
    """同比 or 较上年 beside a year that is not last year. Wrong amounts of growth are N-12's."""
    year = _year(context)
    for paragraph in context.paragraphs:
        text = paragraph.text
        if not _COMPARED_YEAR.search(text):
            continue
        for found in _BASE.finditer(text):
            base = year_number(found["y"])
            if base == year - 1 or not (found["same"] or (base == year and _is_base(text, found))):
                continue
            if f"{year + 1}年" in sentence_at(text, found.start()):
                continue
            yield Hit(
                paragraph.address,
                f"“{found[0]}”以 {base} 年为基准，报告年度是 {year} 年，应与 {year - 1} 年比较。请核对年份和增减数。",
                excerpt=excerpt(text, *found.span()),
                span=found.span(),
                suggestion=f"{year - 1}年",
            )


def _is_base(text: str, found: re.Match[str]) -> bool:
    """Whether the year is what is compared with, not what the sentence is about."""
    return _AGAINST.search(text[max(0, found.start("y") - 3) : found.start("y")]) is not None
