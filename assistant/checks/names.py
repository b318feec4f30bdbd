"""U01–U03: another unit's name, a self-reference that does not fit, a level that is not this unit's."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import books, clause_at, excerpt, quotes, sentence_at, within
from assistant.units import short_name

_ALIKE: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告不得内容雷同、敷衍塞责")
_OWN: Final = Basis("engineering", "套用其他单位年报的常见痕迹")
_TOGETHER: Final = re.compile(
    r"学习|交流|考察|借鉴|观摩|联合|联动|协作|合作|结对|对口|支援|帮扶|相邻|毗邻|共建|互查|调研|配合|移交|转办|会同|划入|并入|划转|撤并|原"
)


# ---- U01 ----------------------------------------------------------------------------------------------
_BODY: Final = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,5}?(?P<kind>镇|乡|街道))(?:人民政府|办事处)")
_ANY_BODY: Final = re.compile(
    r"(?:^|[各全本我该上下属辖、和及与或乡镇村（）的在由对向])(?:镇|乡|街道)$|各[乡镇街道]+$|所辖|辖区|下辖"
)


@rule(
    "U01",
    "正文出现其他单位名称",
    "error",
    _ALIKE,
    needs=("prose", "unit"),
    good="2025年，柳河镇持续加强栏目建设。（柳河镇的报告）",
    bad="2025年，红旗镇持续加强栏目建设。（柳河镇的报告）",
    other_severities=("info",),
)
def other_unit(context: Context) -> Iterator[Hit]:
    unit = context.report.unit
    own = _own_names(context)
    sisters = {short_name(name.strip()) for name in unit.sisters}
    sisters |= {tail[1] for name in sisters if (tail := _TOWN_TAIL.search(name))}
    sisters = {name for name in sisters if len(name) >= 2 and not any(name == mine for mine in own)}
    names = re.compile("|".join(re.escape(n) for n in sorted(sisters, key=len, reverse=True))) if sisters else None
    told: set[str] = set()
    for paragraph in context.paragraphs:
        text = paragraph.text
        found = [(m.start(), m.end(), m[0]) for m in names.finditer(text)] if names else []
        if context.unit.kind in ("town", "subdistrict") and own:
            found += _other_bodies(text, own)
        for start, end, name in found:
            if name in told or _inside_own(text, start, end, own, unit.channels) or within(start, books(text)):
                continue
            told.add(name)
            beside = _TOGETHER.search(sentence_at(text, start)) is not None
            yield Hit(
                paragraph.address,
                f"正文出现其他单位“{name}”，本报告的单位是“{unit.name}”。请核对是否从别的报告沿用，"
                f"改为本单位名称或删除。",
                excerpt=excerpt(text, start, end),
                span=(start, end),
                severity="info" if beside else None,
            )


_TOWN_TAIL: Final = re.compile(r"[省市县区旗州]([^省市县区旗州]{2,8}(?:镇|乡|街道))$")
"""云汀区南浦街道 is called 南浦街道 by its neighbours."""


def _own_names(context: Context) -> tuple[str, ...]:
    name = (context.report.unit.name or "").strip()
    if not name:
        return ()
    short = short_name(name)
    return tuple(dict.fromkeys(n for n in (name, short, _tail(short)) if n))


def _tail(short: str) -> str:
    """柳市镇 of 乐清市柳市镇: the shortest name behind a place, whose own characters may be those of places."""
    if not short.endswith(("镇", "乡", "街道")):
        return ""
    cuts = (0, *(m.end() for m in re.finditer("[省市县区旗州]", short)))
    return min((short[cut:] for cut in cuts if len(short) - cut >= 3), key=len, default="")


def _inside_own(text: str, start: int, end: int, own: Iterable[str], channels: Iterable[str]) -> bool:
    """The name is only a part of the unit's own name, or of one of its channels."""
    for whole in (*own, *channels):
        at = text.find(whole, max(0, start - len(whole)), end + len(whole))
        if 0 <= at <= start and end <= at + len(whole):
            return True
    return False


def _other_bodies(text: str, own: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Another town's government named in full: 红旗镇人民政府."""
    found: list[tuple[int, int, str]] = []
    if "人民政府" not in text and "办事处" not in text:
        return found
    mine = own[-1]
    for body in _BODY.finditer(text):
        name = body["name"].lstrip("由经与和向到在对请及从为以据是将把被给")
        before = text[max(0, body.start() - 8) : body.end("name")]
        if before.endswith(mine) or mine.endswith(name) or _ANY_BODY.search(before) or name in ("乡镇", "镇乡"):
            continue
        if _ANY_BODY.search(name) or len(name) < 3 or "人民" in name:
            continue
        found.append((body.end("name") - len(name), body.end("name"), name))
    return found


# ---- U02 ----------------------------------------------------------------------------------------------
_SELF: Final = re.compile(
    r"(?<![自给])(?<!自由)[我](街道办|街道|镇|乡|局|办|区|县|市|旗|州|省|委|厅|院|中心|大队|支队|队|单位|所|站)(?![们镇]|乡镇|街道)"
)
_SELF_RIVAL: Final = re.compile(
    r"(?:推进|加强|做好|提升|规范|开展|全|(?<=^)|(?<=[，。；\n]))(?P<kind>乡|镇)(?=政府信息公开|"
    r"人民政府|政府工作)|全(?P<all>镇|乡|街道)(?!域)"
)
_BY_ORDER: Final = re.compile(r"按照|根据|部署|要求|安排|下发|制定|印发|组织的|统一|上级|领导|委|通报")
_REGION_WORDS: Final = frozenset("区县市旗州省")


@rule(
    "U02",
    "自称前后不一",
    "warning",
    Basis("practice", "自称通常与单位类型一致、全文统一，“本机关”为通用说法"),
    needs=("prose",),
    good="我镇……我镇……；或全文用“本机关”",
    bad="2024年，我镇……。2024年我单位未收到申请。",
)
def self_reference(context: Context) -> Iterator[Hit]:
    own, town = _own_words(context), context.unit.kind == "town"
    used: dict[str, tuple[Paragraph, int, int, str]] = {}
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "我" not in text and "全" not in text and "乡" not in text and "镇" not in text:
            continue
        quoted = (*quotes(text), *books(text))
        for found in _SELF.finditer(text) if "我" in text else ():
            if within(found.start(), quoted):
                continue
            word = found[1]
            if word in _REGION_WORDS and (
                context.unit.kind not in ("town", "subdistrict", "government")
                or _BY_ORDER.search(sentence_at(text, found.start()))
            ):
                continue
            used.setdefault(word, (paragraph, found.start(), found.end(), found[0]))
        for found in _SELF_RIVAL.finditer(text) if town else ():
            word = found["kind"] or found["all"]
            if word not in own and not within(found.start(), quoted):
                used.setdefault(word, (paragraph, found.start(), found.end(), found[0]))
    yield from _mixed(context, own, used)


def _own_words(context: Context) -> frozenset[str]:
    kind, short = context.unit.kind, (context.unit.short or "").removeprefix("我")
    if not context.knows_unit:
        return frozenset()
    words = {short} if short not in ("", "本机关") else set()
    if kind == "subdistrict":
        words |= {"街道", "街道办", "办"}
    if kind == "office":
        words |= {"办", "市", "县", "区", "旗"}
    if kind == "government":
        words |= {c for c in _REGION_WORDS if (context.report.unit.name or "").rstrip("人民政府").endswith(c)}
    if short in ("大队", "支队"):
        words.add("队")
    return frozenset(words)


def _mixed(context: Context, own: frozenset[str], used: dict[str, tuple[Paragraph, int, int, str]]) -> Iterator[Hit]:
    said = [word for word in used if word in own]
    others = [word for word in used if word not in own]
    if not own:
        # an unknown unit may call itself what it likes, but not two things
        if len(others) < 2:
            return
        said, others = others[:1], others[1:]
    elif not said and others == ["单位"]:
        return
    right = used[said[0]][3] if said else context.unit.short or f"我{min(own)}"
    for word in others:
        paragraph, start, end, text = used[word]
        if word == "单位":
            message = f"自称不统一：前后既用“{right}”又用“{text}”。请全文统一为“{right}”或“本机关”。"
        else:
            name = context.report.unit.name or "本单位"
            message = f"自称“{text}”与“{name}”不相称，全文其他地方为“{right}”。请改为“{right}”或“本机关”。"
        yield Hit(
            paragraph.address,
            message,
            excerpt=excerpt(paragraph.text, start, end),
            span=(start, end),
            suggestion=right,
        )


# ---- U03 ----------------------------------------------------------------------------------------------
_LEVEL: Final = re.compile(r"(?<![安健完齐保])全(?P<level>省|市|区|县|州|旗)(?![场域心长情])")
_DONE_BY_US: Final = re.compile(
    r"(?P<govern>组织推动|组织|指导|督促|统筹|部署|监督|协调)$|"
    r"(?:推动|推进|带动|引领|提升|提高|规范|加强|促进|做好|抓好)[了好]?$"
)
_OF_DISCLOSURE: Final = re.compile(r"^[^，。；]{0,14}?(?:公开|政务|信息)")
_WE_RULE: Final = re.compile(
    r"^(?:各级|各部门|各单位|各乡镇|各镇街|各镇|各地|各行政机关|行政机关|共(?!享|建|同)|累计|主动公开|新收|收到|受理|"
    r"(?:政务公开|政府信息公开|信息公开)(?:工作)?(?=[，。；再更迈取全持稳扎有]|水平|质量|$))"
)
_BEFORE_ABOVE: Final = re.compile(
    r"按照|根据|落实|贯彻|印发|下发|参加|列入|纳入|上级|(?<!全)(?:省|市|区|县)(?:委|政府)|办公室|领导小组|作为|在$"
)
_AFTER_ABOVE: Final = re.compile(
    r"会议|培训|考核|考评|评估|通报|排名|名列|位居|位列|第[一二三四五六七八九十\d]|前列|先进|表彰|平台|信息系统|"
    r"管理系统|部署|要求|安排|统一|试点|推广|之一|率先"
)
_RANKS: Final = {"town": 0, "county": 1, "city": 2, "province": 3}
_LEVEL_RANK: Final = {"旗": 1, "县": 1, "区": 1, "市": 2, "州": 2, "省": 3}
_LEVEL_NAME: Final = {"town": "乡镇（街道）", "county": "县（区）级", "city": "市级", "province": "省级"}


@rule(
    "U03",
    "层级不符",
    "error",
    _OWN,
    needs=("prose", "unit"),
    good="组织推动全镇政府信息公开工作。",
    bad="组织推动全省政府信息公开工作。（乡镇的报告）",
)
def wrong_level(context: Context) -> Iterator[Hit]:
    if not context.knows_unit or context.unit.level is None:
        return
    rank = _RANKS[context.unit.level]
    name = context.report.unit.name or ""
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "全" not in text:
            continue
        for found in _LEVEL.finditer(text):
            level = found["level"]
            if _LEVEL_RANK[level] <= rank or (level == "市" and _is_city(name)):
                continue
            if within(found.start(), books(text)) or within(found.start(), quotes(text)):
                continue
            clause = clause_at(text, found.start())
            before, after = text[max(0, found.start() - 8) : found.start()], text[found.end() : found.end() + 12]
            done = _DONE_BY_US.search(before)
            ours = _WE_RULE.match(after) or (done and (done["govern"] or _OF_DISCLOSURE.match(after)))
            head, _, tail = clause.partition(found[0])
            commands = done and done["govern"] and re.match(r"各[级部乡镇单地]", after)
            if not ours or _BEFORE_ABOVE.search(head) or (_AFTER_ABOVE.search(tail) and not commands):
                continue
            yield Hit(
                paragraph.address,
                f"“{found[0]}”超出本单位的层级：“{name}”是{_LEVEL_NAME[context.unit.level]}机关。"
                "请核对是否从上级报告沿用，改为本单位的范围。",
                excerpt=excerpt(text, found.start(), found.end()),
                span=found.span(),
            )


def _is_city(name: str) -> bool:
    """A county-level city and its departments may say 全市."""
    return re.search(r"市(?!.*[县区旗市].*(?:镇|乡|街道))[^县区旗]{0,12}$", name) is not None and "镇" not in name
