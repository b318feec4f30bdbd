"""Numbers: every slot resolves, stands in the sentence that it means, with its unit; nothing else counts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from assistant.drafting.gate.meaning import misplaced
from assistant.drafting.gate.references import counts_a_list, nothing_of_them
from assistant.drafting.gate.view import FilledSlot, Span, View, word_pairs
from assistant.lists import articles
from assistant.numerals import Numeral
from schemas.drafts import GateFailure

_PERIOD: Final = re.compile(r"(?P<year>\d{4})年1月1日(?:至|到|—|－|-)(?:(?P<again>\d{4})年)?12月31日")
_UP_TO: Final = re.compile(r"(?:截至|截止|截止到|截止至|至|到)$")
_OWN_FIRST_DAY: Final = re.compile(r"(?P<year>\d{4})年1月1日起?[，,]?(?:至|到|—|－|-)?$")
_FOUR_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{4}")
_BOTH_WAYS: Final = re.compile(r"两[种类条个](?:公开)?(?:渠道|方式|形式|途径|载体|路径)")
_WAYS: Final = re.compile(r"线上.*线下|线下.*线上|网上.*网下", re.DOTALL)
_COUNTED: Final = re.compile(
    r"[一两二三四五六七八九十百]{1,4}(?:名|位|场|期|家)|(?!一)[一两二三四五六七八九十百]{1,4}(?:批|轮|份|项|处|块)"
)
"""Set phrases for a reader, numbers for the gate."""
_OTHER_MEASURES: Final = (
    ("activity.interpretations", frozenset(["份", "则", "期"])),
    ("activity.responses", frozenset(["个", "场"])),
    ("activity.trainings", frozenset(["场", "期", "场次", "期次", "回", "批次"])),
    ("activity.platforms", frozenset(["家", "处"])),
    ("activity.zones", frozenset(["处", "家", "块"])),
    ("disclosure.", frozenset(["篇", "则", "条次", "篇次", "条信息"])),
    ("table4.", frozenset(["起", "宗", "例"])),
    ("fees.notices", frozenset(["份", "次"])),
)
"""Measures that may stand for the fact's own."""
_STRICT_UNITS: Final = frozenset(("%", "万元", "元", "年"))
_ARTICLE: Final = re.compile(r"第(?:\d{1,3}|[一二三四五六七八九十百]{1,5})条")
_RANK: Final = re.compile(r"第.+[名位次届期批]$")
_COUNTS_ON: Final = re.compile(r"第(?!一)|第.+(?:季度|[段章节轮项页版年天月周])")
_ONLY_ORDERS: Final = re.compile(r"第[一二三四五六七八九十]{1,2}(?:[，、：]|方(?!面|案|法|式|向|针))")
_MINUS: Final = re.compile(r"[-−－负]$")
_CN_NUMBER: Final = "〇零一二两三四五六七八九十百千万亿几第】"
_GAP: Final = re.compile(
    rf"(?<![0-9０-９}}{_CN_NUMBER}逐文案条事软硬邮稿信附证要办收来配急部零物计批函每此该各大])件(?![数目套次])(?!(?<=办结件)[中均])|"
    r"新收件(?![人箱])|(?:合计|共计|总计|累计|[，；]计|收案|结案|提案|(?<!复)议案)件(?=[，。；、]|$)|"
    rf"(?<![0-9０-９}}{_CN_NUMBER}信教头线逐每首苹各此该链])条(?![例款件目文约理线幅码形块播纹不])|"
    rf"(?<![0-9０-９}}{_CN_NUMBER}通开每本此该全各])篇(?![幅章目])|"
    rf"(?<![0-9０-９}}{_CN_NUMBER}层依档批频人场期每逐再首其名届本此历初项轮件条篇回等多数])次(?=[，。；、（）\n]|$)|"
    rf"(?<![0-9０-９}}{_CN_NUMBER}各每整逐这那某多单])个(?=[，。；、（）\n]|$|公开|政务|信息|平台|专区|部门|单位|栏目)|"
    r"(?<=[，。；：、\n])(?:个(?!别|人|性|体|案)|次(?![要日年数])|件(?!数)|条(?![例款件目文约理线块]))(?=[\u4e00-\u9fff])|"
    rf"(?<![0-9０-９}}{_CN_NUMBER}半多数])个(?:工作日|自然日|月|小时)|"
    rf"(?<![0-9０-９.．}}{_CN_NUMBER}单多公元状纪美日欧])(?:万元|元)(?=[，。；、（）\n]|$)|"
    r"(?:培训|讲座|平台|专区|专栏|网站|账号|解读|案件|复议|诉讼|申请|决定|通知|共计|合计)"
    r"(?:场|期|家|处|份|起|宗|例)(?=[，。；、（）：\n]|$)|"
    r"(?<![\d.％%}】])[%％]"
)
_DENIED: Final = re.compile(r"没有|未(?:收到|接到|新收|受理|发生|产生|出现)|无(?=上年|结转|其他|不予|部分|此类)|不存在")
_ANY_DIGIT: Final = re.compile(r"[0-9０-９①-⓿❶-➓㈠-㈩㉈-㉟㊀-㊉]")
_DIGIT: Final = re.compile(r"[0-9０-９]")
_CHINESE: Final = re.compile(r"^[^0-9０-９]+$")


def slots_resolve(view: View) -> Iterator[GateFailure]:
    for slot in view.slots:
        if slot.fact is None:
            yield GateFailure(
                kind="unknown_slot",
                message=f"占位“{slot.address}”{slot.reason}，请改用“数据”中列出的地址，没有数据的写【待补：名称】。",
                start=slot.start,
                end=slot.end,
            )
        elif slot.address == "year" and not view.text.startswith("年", slot.shown_end):
            yield _about(slot, "wrong_sentence", "占位“year”只能写在“年”字之前。")


def slots_fit(view: View) -> Iterator[GateFailure]:
    """A right number in the wrong sentence is a wrong number."""
    for slot in view.slots:
        if slot.fact is None or slot.address == "year":
            continue
        paragraph, numeral = _numeral_of(view, slot)
        if numeral is None or paragraph is None:
            yield _about(slot, "bare_number", f"占位“{slot.address}”前后连着别的数字或文字，读出来不是这个数，请去掉。")
            continue
        if numeral.vague:
            yield _about(slot, "vague_number", f"占位“{slot.address}”填入的是准确数，不能再加“余、多、近、约”等字。")
        elif wrong := _wrong_unit(slot, numeral):
            yield _about(slot, "wrong_unit", wrong)
        elif wrong := misplaced(view, slot, paragraph, numeral):
            yield _about(slot, "wrong_sentence", wrong)


def _about(slot: FilledSlot, kind: str, message: str) -> GateFailure:
    return GateFailure(kind=kind, message=message, start=slot.start, end=slot.end)


def _numeral_of(view: View, slot: FilledSlot) -> tuple[Span | None, Numeral | None]:
    """The number as a reader reads it there, if it is the slot's and nothing more."""
    for paragraph, numeral in view.numerals:
        start, digits_end = paragraph.start + numeral.start, paragraph.start + numeral.digits_end
        if start <= slot.shown_start < digits_end:
            exact = slot.shown_start <= start + len(numeral.text) and view.text[start:digits_end].strip() in (
                slot.fact.text if slot.fact else "",
                "百分之" + (slot.fact.text if slot.fact else ""),
            )
            exact = exact and slot.fact is not None and numeral.value == Decimal(str(slot.fact.value))
            if not exact or _MINUS.search(view.text[max(0, start - 1) : start]) or not numeral.is_quantity:
                return None, None
            return paragraph, numeral
    return None, None


def _wrong_unit(slot: FilledSlot, numeral: Numeral) -> str:
    fact = slot.fact
    if fact is None or numeral.unit == fact.unit or not fact.unit:
        return ""
    if numeral.unit == "" and fact.unit not in _STRICT_UNITS:
        return ""
    address = re.sub(r"^(?:change|previous)\.", "", slot.address)
    if any(address.startswith(head) and numeral.unit in measures for head, measures in _OTHER_MEASURES):
        return ""
    stands = f"“{numeral.unit}”" if numeral.unit else "没有单位"
    return f"{fact.label}（{slot.address}）的单位是“{fact.unit}”，文中{stands}，请改为“{fact.unit}”。"


def no_gaps(view: View) -> Iterator[GateFailure]:
    """收到申请件: a number was announced and fell out."""
    read = [(p.start + n.start, p.start + n.end) for p, n in view.numerals]
    for found in view.find(_GAP):
        before = view.text[max(0, found.start() - 6) : found.end()]
        if any(start < found.end() <= end for start, end in read):
            continue
        if _DENIED.search(view.text[view.clause_at(found.start()).start : found.start()]):
            continue  # 没有上年结转件 announces no number
        yield view.failure(
            "missing_number", f"“{before}”缺少数字，请补上对应的占位，没有数据的写【待补：名称】。", *found.span()
        )


def no_bare_numbers(view: View) -> Iterator[GateFailure]:
    """No digit and no Chinese numeral outside slots, but for what the form, the law or a note prints."""
    taken = [(slot.shown_start, slot.shown_end) for slot in view.slots]
    for paragraph, numeral in view.numerals:
        start, end = paragraph.start + numeral.start, paragraph.start + numeral.end
        if numeral.kind == "zero_word" or view.in_placeholder(start):
            continue
        if any(a < end and start < b for a, b in taken) and not _more_than_slots(view, start, end, taken):
            continue
        if numeral.value == 0 and view.text.startswith("零", start) and nothing_of_them(view, start):
            continue
        if (start, end) not in view.confirmed and not _licensed(view, numeral, start, end):
            kind = "chinese_numeral" if _CHINESE.match(numeral.text) else "bare_number"
            kind = "wrong_year" if numeral.kind == "date" and re.match(r"\d{4}", numeral.text) else kind
            yield view.failure(kind, _bare_message(view.text[start:end], kind), start, end)
    yield from _stray_digits(view, taken)


def _bare_message(text: str, kind: str) -> str:
    if kind == "wrong_year":
        return f"“{text}”没有依据：本年写作{{{{year}}}}年，其他年份和日期只能照抄素材。"
    return f"“{text}”没有数据支持，数字只能由数据填入（写成占位），没有数据的请删去。"


def _stray_digits(view: View, taken: list[tuple[int, int]]) -> Iterator[GateFailure]:
    """Digits that no reader took for a number (ids, latin words with digits)."""
    covered = [(p.start + n.start, p.start + n.end) for p, n in view.numerals]
    for found in view.find(re.compile(r"[0-9０-９]+")):
        inside = any(a <= found.start() and found.end() <= b for a, b in (*covered, *taken))
        if not inside and not _in_names(view, found.start(), found.end()):
            yield view.failure("bare_number", _bare_message(found[0], "bare_number"), *found.span())


def _more_than_slots(view: View, start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether the number holds digits of its own beside the slot's (年1月1日)."""
    return any(_DIGIT.match(view.text[at]) and not any(a <= at < b for a, b in taken) for at in range(start, end))


def _licensed(view: View, numeral: Numeral, start: int, end: int) -> bool:
    if numeral.kind == "ordinal":
        return _ordinal_licensed(view, start, end)
    if numeral.kind == "set_phrase":
        if _COUNTED.fullmatch(numeral.text) and not view.text.startswith(("制度", "职责", "清单"), end):
            return counts_a_list(view, numeral.text, start) or _own_words(view, start, end)
        return not _DIGIT.search(numeral.text) or _in_names(view, start, end)
    if numeral.kind == "date":
        own = _own_words(view, start, end) or _in_names(view, start, end)
        return own or _in_period(view, start, end) or _relative_time(view, start, end)
    if numeral.kind == "document":
        return True  # citations.py judges document numbers
    if numeral.kind == "phone":
        return _in_names(view, start, end)
    if _BOTH_WAYS.match(view.text, start) and _WAYS.search(view.sentence_at(start).text):
        return True
    if counts_a_list(view, numeral.text, start):
        return True
    own = _own_words(view, start, end) or _in_names(view, start, end) or _how_often(view, start, end)
    return own or _relative_time(view, start, end)


def _how_often(view: View, start: int, end: int) -> bool:
    """隔月才更换一次, 每季度检查一次: how often, where a note has the 隔月 or 每季度."""
    often = re.search(r"[每隔][\u4e00-\u9fff]{1,2}(?=[\u4e00-\u9fff]{0,8}$)", view.text[max(0, start - 12) : start])
    return view.text[start:end] == "一次" and often is not None and often[0] in view.licence.spoken


def _relative_time(view: View, start: int, end: int) -> bool:
    """一年来, 过去一年, 上一年度: times that name no number."""
    if not re.match(r"一年度?$", view.text[start:end]):
        return False
    before, after = view.text[max(0, start - 2) : start], view.text[end : end + 2]
    return before.endswith(("上", "下", "过去", "这", "近", "前", "后", "新", "每")) or after.startswith(
        ("来", "以来", "里", "间")
    )


def _ordinal_licensed(view: View, start: int, end: int) -> bool:
    text = view.text[start:end]
    article = _ARTICLE.match(text)
    if article is None:
        # 第三名, 第一位 rank; 一是, 第一, （二） only order
        rank = _RANK.search(text) and not view.text.startswith("置", end)
        return not (rank or _numbered(view, start, end)) or _own_words(view, start, end)
    before = view.sentence_at(start).text[: start - view.sentence_at(start).start]
    known = {entry.number for entry in articles()}
    if re.search(r"《(?:中华人民共和国)?(?:政府信息公开)?条例》[^《》]*$", before):
        return not known or _article_number(article[0]) in known
    return _own_words(view, start, end)


def _numbered(view: View, start: int, end: int) -> bool:
    """第10项, 第1段, 第三季度: a number all the same where a model wrote it; 一是, 第二，第三方 are words."""
    if not view.by_model:
        return False
    if _ANY_DIGIT.search(view.text, start, end):
        return True
    return bool(_COUNTS_ON.match(view.text[start : end + 1])) and not _ONLY_ORDERS.match(view.text, start)


def _article_number(text: str) -> int:
    bare = text.strip("第条")
    if bare.isdigit():
        return int(bare)
    tens, _, ones = bare.rpartition("十")
    digits = "零一二三四五六七八九"
    return (digits.find(tens) if tens else 1 if "十" in bare else 0) * 10 + (digits.find(ones) if ones else 0)


def _in_period(view: View, start: int, end: int) -> bool:
    """1月1日 and 12月31日 of the report's own year, the only days that the form prints."""
    year = str(view.report.year)
    slots = {(slot.shown_start, slot.shown_end) for slot in view.slots if slot.address == "year"}
    day = re.match(r"(?P<year>\d{4})年(?:1月1日|12月31日)$", view.text[start:end])
    sentence = view.sentence_at(start).text
    if day and (start, start + 4) in slots and "12月31日" in sentence:
        return "1月1日" in sentence or bool(_UP_TO.search(view.text[:start]))
    if view.text[start:end] == "12月31日" and _OWN_FIRST_DAY.search(view.text[:start]):
        return any(
            slot.shown_start == found.start("year") and year == found["year"]
            for found in [_OWN_FIRST_DAY.search(view.text[:start])]
            if found
            for slot in view.slots
        )
    for found in _PERIOD.finditer(view.text):
        if found.start() <= start and end <= found.end():
            spans = [found.span("year")] + ([found.span("again")] if found["again"] else [])
            return all(span in slots and view.text[slice(*span)] == year for span in spans)
    return bool(re.match(r"1月1日(?:至|到)12月31日", view.text[start:])) or (
        view.text[start:end] == "12月31日" and bool(re.search(r"1月1日(?:至|到)$", view.text[:start]))
    )


def _own_words(view: View, start: int, end: int) -> bool:
    """The number stands in a note or statement with the same words before or behind it, or among most of its words."""
    clause, said, spoken = view.clause_at(start), view.text[start:end], view.licence.spoken
    behind = view.text[end : end + 4]
    if view.text[max(clause.start, start - 4) : start] + said in spoken:
        return True
    if _FOUR_WORDS.fullmatch(behind) and said + behind in spoken:
        return True
    around = word_pairs(view.sentence_at(start).text)
    return len(said) > 2 and any(
        said in line and 2 * len(around & (own := word_pairs(line))) >= len(own) for line in spoken.split("\n")
    )


def _in_names(view: View, start: int, end: int) -> bool:
    """The digits are part of a name, a heading, an address or a web address of the profile."""
    left, right = start, end
    text = view.text
    while left > 0 and right - left < 60 and text[left - 1 : right] in view.licence.names:
        left -= 1
    while right < len(text) and right - left < 60 and text[left : right + 1] in view.licence.names:
        right += 1
    piece = text[left:right]
    return piece in view.licence.names and len(piece) >= min(end - start + 2, _shortest(view, text[start:end]))


def _shortest(view: View, digits: str) -> int:
    """Length of the shortest whole name that holds the digits: a name that is nothing but digits suffices."""
    lengths = [len(line) for line in view.licence.names.split("\n") if digits in line]
    return min(lengths, default=10_000)
