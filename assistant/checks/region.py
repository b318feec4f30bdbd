"""U12, U13: places, superiors and channels that are not this unit's."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import books, excerpt, per_report, sentence_at, within
from assistant.glance import Spotter
from assistant.list_files import derived, places
from assistant.tries import longest_of

_OWN: Final = Basis("engineering", "套用其他单位年报的常见痕迹")
# ---- U12 ----------------------------------------------------------------------------------------------
_LED_BY: Final = re.compile(r"领导|指导|关心|支持|部署|安排|要求|正确|坚强|决策")
_ELSEWHERE: Final = re.compile(
    r"对口|协作|支援|帮扶|援|考察|学习|交流|来自|籍|赴|借鉴|招商|联合|合作|商会|大学|学院|医院|银行|"
    r"集团|公司|时间|冬奥|奥运|战役|会议|精神|"
    r"路|街|品牌|驻|农民工|务工|引进|投资|企业|签约|专家|先进经验|经验|做法|京津冀|长三角|大湾区|一体化"
)


@derived
def _place_names() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names: dict[str, tuple[str, str]] = {}
    for place in places():
        province = place.province or place.name
        names[place.name] = (province, place.name)
        if not place.province and len(place.short) >= 2:
            names[place.short + "省"] = (province, place.name)
    return re.compile(longest_of(names)), names


@per_report
def _home(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Provinces and cities of the unit, as its profile and introduction name them."""
    unit = context.report.unit
    parts = [unit.name, unit.site, unit.superior, unit.contact.address, *unit.channels]
    parts += [p.text for p in context.passage("intro")]
    pattern, names = _place_names()
    found = {names[m[0]] for part in parts if part for m in pattern.finditer(part)}
    return frozenset(p for p, _ in found), frozenset(n for _, n in found)


@rule(
    "U12",
    "外地地名或上级写错",
    "error",
    _OWN,
    needs=("prose", "unit"),
    good="在区委、区政府的正确领导下。（区属乡镇）",
    bad="在县委、县政府的正确领导下。（区属乡镇）",
)
def wrong_region(context: Context) -> Iterator[Hit]:
    led: list[tuple[str, tuple[int, int]]] = []
    for paragraph, found, named in _led_from_elsewhere(context):
        led.append((paragraph.address, found.span()))
        yield Hit(
            paragraph.address,
            f"“{found[0]}”写的是“{named}”，与本单位“{context.report.unit.name}”的所在地不符。"
            "请核对是否从外地报告沿用，改为本单位的上级。",
            excerpt=excerpt(paragraph.text, found.start(), found.end()),
            span=found.span(),
        )
    for hit in _wrong_superior(context):
        if hit.span is None or not _told(led, hit.place, hit.span[0]):
            yield hit
    provinces, cities = _home(context)
    if not provinces:
        return
    pattern, names = _place_names()
    own_cities = cities - provinces
    told: set[str] = set()
    for paragraph in context.paragraphs:
        if paragraph.passage == "intro":
            continue
        for found in pattern.finditer(paragraph.text):
            province, name = names[found[0]]
            judged = province if name == province or not own_cities else name
            if judged in provinces or judged in own_cities or name in told:
                continue
            if _told(led, paragraph.address, found.start()):
                continue
            if within(found.start(), books(paragraph.text)) or _ELSEWHERE.search(
                sentence_at(paragraph.text, found.start())
            ):
                continue
            told.add(name)
            yield Hit(
                paragraph.address,
                f"正文出现“{found[0]}”，与本单位所在地（{'、'.join(sorted(cities | provinces))}）不符。"
                "请核对是否从外地报告沿用。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )


def _told(led: list[tuple[str, tuple[int, int]]], place: str, start: int) -> bool:
    return any(place == address and left <= start < right for address, (left, right) in led)


# ---- another region as the superior -------------------------------------------------------------------
_CHAIN: Final = (
    r"(?:中共)?(?:[\u4e00-\u9fff]{2,3}省)?(?:(?P<city>[\u4e00-\u9fff]{2,5}?市))?"
    r"(?:(?P<county>[\u4e00-\u9fff]{1,4}?[县区旗]))?(?P<body>(?:委|党委|人民政府|政府|办公室|有关|、|和|及|[县区旗市](?=委|政府)){0,6})"
)
_ORDERED: Final = Spotter(
    rf"(?:按照|根据|遵照){_CHAIN}(?:关于[^，。；]{{0,16}})?的?(?:统一|总体|工作|具体|有关|相关)?(?:部署|要求|安排)"
)
_UNDER: Final = Spotter(
    rf"(?:在|接受){_CHAIN}的?(?:正确|坚强|统一|直接|有力|悉心|具体|大力|关心|和){{0,3}}(?:领导|指导|关心|支持|部署)(?:下|和|与|，|、)"
)
_NO_NAME: Final = re.compile(
    r"[省市县区州级上国家中央委部厅局本我全各该有关和及与对的于年两镇乡村]|开发|高新|经开|经济|自治|示范|试[验点]|保税|行政|工作|服务|功能|"
    r"生态|保护|产业|工业|商业|旅游|兄弟|先进|创建|脱贫|贫困|重点|监管|文明|百强|产粮|大$|强$|[邻外]$"
)
"""What stands in front of 县 and 区 in words that name no place, and ends of words that ran on into a name."""
_NO_REGION: Final = re.compile(
    r"(?:主|中心|文明|老|县|卫生|宜居|智慧|建成)城区$|[郊库牧林灾战军矿港小老专分禁片园景校社辖新地]区$|[旗锦国战彩党]旗$"
)
_OTHERS_BUSINESS: Final = re.compile(
    r"对口|帮扶|协作|支援|学习|考察|交流|借鉴|来函|移交|协查|联合|毗邻|相邻|共建|划归|划转|划入|调整|区划|合作|飞地|原"
)


@per_report
def _home_text(context: Context) -> str:
    """Where the unit's own places are told: its profile, the title and the introduction."""
    unit = context.report.unit
    parts = [unit.name, unit.site, unit.superior, unit.contact.address, *unit.channels, context.report.title]
    return "\n".join((*(p for p in parts if p), *(p.text for p in context.passage("intro"))))


_ZONE: Final = re.compile(r"开发区|高新|园区|新区|管委会|管理委员会")
_AT_HOME: Final = re.compile(r"[\u4e00-\u9fff]{1,6}[县区旗]")
_CITY_AND_COUNTY: Final = re.compile(r"[\u4e00-\u9fff]{2,5}市[\u4e00-\u9fff]{1,5}[县区旗]")
_OF_A_CITY: Final = re.compile(r"[\u4e00-\u9fff]{2,5}市(?!.{0,12}(?:[县区旗镇乡]|街道))")


def _led_from_elsewhere(context: Context) -> Iterator[tuple[Paragraph, re.Match[str], str]]:
    """按照湖东县的统一部署 in a report of 兰岭县: another county or city gives the orders."""
    if not _ORDERED.may_match(context.prose) and not _UNDER.may_match(context.prose):
        return
    home, name = _home_text(context), context.report.unit.name or ""
    has_county = _AT_HOME.search(name) is not None and _ZONE.search(name) is None
    city_known = _CITY_AND_COUNTY.search(name) is not None
    of_city = _OF_A_CITY.search(name) is not None
    for paragraph in context.paragraphs:
        if paragraph.passage == "intro":
            continue
        for spotter in (_ORDERED, _UNDER):
            for found in spotter.finditer(paragraph.text):
                county, city = found["county"], found["city"]
                if county is not None and not found["body"] and not _AS_ONE.search(found[0]):
                    continue
                if county is not None:
                    judged = has_county or (of_city and spotter is _UNDER)
                    elsewhere = judged and _is_foreign(county, home)
                    named = county
                else:
                    judged = city_known or (of_city and spotter is _UNDER and found["body"].startswith("委"))
                    elsewhere = city is not None and judged and _is_foreign(city, home)
                    named = city or ""
                sentence = sentence_at(paragraph.text, found.start())
                if elsewhere and not _OTHERS_BUSINESS.search(sentence) and not _own_beside(sentence, name):
                    yield paragraph, found, named


def _is_foreign(place: str, home: str) -> bool:
    named = _NO_NAME.search(place[:-1]) is None and _NO_REGION.search(place) is None
    return named and len(place) > 1 and place not in home and place[:-1] + "区" not in home


_AS_ONE: Final = re.compile(r"[省市].|统一|总体|领导")
_OWN_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,5}?[市县区旗]")


def _own_beside(sentence: str, name: str) -> bool:
    """Whether the unit's own city or county stands in the same sentence: 在九江市委和瑞昌市委的领导下."""
    return any(place in sentence for place in _OWN_PLACE.findall(name))


_LEADERS: Final = re.compile(
    r"(?P<level>[省市县区旗])(?:委[、，和及]?(?P=level)?政府|(?:委|政府)(?=的|正确|坚强|领导))"
)


def _wrong_superior(context: Context) -> Iterator[Hit]:
    kind = context.unit.kind
    if kind not in ("town", "subdistrict", "department", "office", "government"):
        return
    above = context.report.unit.superior or context.unit.superior or ""
    known = set(re.findall(r"(省|市|县|区|旗)(?:委|(?:人民)?政府|(?=[、，和及\s])|$)", above))
    if kind == "government":
        own = re.search(r"([省市县区旗])(?:人民政府)?$", context.report.unit.name or "")
        known |= {own[1]} if own else set()
    used: dict[str, list[tuple[Paragraph, int, int, str]]] = {}
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "委" not in text and "政府" not in text:
            continue
        for found in _LEADERS.finditer(text):
            level = found["level"]
            clause = sentence_at(text, found.start())
            if _LED_BY.search(clause) and not within(found.start(), books(text)):
                used.setdefault(level, []).append((paragraph, found.start(), found.end(), found[0]))
    county = {level for level in used if level in "县区旗"}
    if known & set("县区旗"):
        wrong = county - known
    elif len(county) > 1 and kind in ("town", "subdistrict"):
        most = max(county, key=lambda level: len(used[level]))
        known, wrong = {most}, county - {most}
    else:
        wrong = set()
    for level, mentions in used.items():
        directly = [u for u in mentions if "直接领导" in sentence_at(u[0].text, u[1])]
        if directly and known and level not in known | wrong:
            used[level] = directly
            wrong = wrong | {level}
    for level, mention in _named_above(context, known):
        used.setdefault(level, []).append(mention)
        wrong = wrong | {level}
    right = "、".join(f"{level}委、{level}政府" for level in sorted(known)) or "直接上级"
    for level in sorted(wrong):
        paragraph, start, end, text = used[level][0]
        yield Hit(
            paragraph.address,
            f"上级写作“{text}”，本单位的上级是“{right}”。请核对后改正。",
            excerpt=excerpt(paragraph.text, start, end),
            span=(start, end),
            suggestion=right if known else "",
        )


_ORGAN: Final = re.compile(r"(?P<level>[县区旗州])(?:委|政府)(?:办公室|办)?(?![员托派会内])")
_BY_ORDER_OF: Final = ("按照", "根据", "遵照", "接受", "落实")
_THROUGH: Final = ("委、", "维护", "通过", "依托", "利用", "使用", "登录")


def _named_above(context: Context, known: set[str]) -> Iterator[tuple[str, tuple[Paragraph, int, int, str]]]:
    """县政府办公室要求, 区政府网站: an organ of the county in a unit of a district, or the other way round."""
    if not known or not _ORGAN.search(context.prose):
        return
    for paragraph in context.paragraphs:
        for found in _ORGAN.finditer(paragraph.text):
            level, before = found["level"], paragraph.text[max(0, found.start() - 2) : found.start()]
            ordered = before.endswith(_BY_ORDER_OF)
            if before and not ordered and before[-1] not in "，。；：\n" and not before.endswith(_THROUGH):
                continue
            same_rank = level in "县区旗" and bool(known & set("县区旗"))
            if level in known or not (same_rank or (ordered and level != "州") or (ordered and "市" in known)):
                continue
            if within(found.start(), books(paragraph.text)):
                continue
            start = found.start("level")
            yield level, (paragraph, start, found.end(), paragraph.text[start : found.end()])


# ---- U13 ----------------------------------------------------------------------------------------------
_CHANNEL: Final = re.compile(
    r"“(?P<before>[^“”]{2,20})”(?:官方)?(?:微信|政务|抖音|微博)?(?:公众号|订阅号|服务号|微博|抖音号?|"
    r"头条号|视频号|客户端|APP|小程序)|"
    r"(?:公众号|微博|抖音号?|头条号|视频号|客户端|APP|小程序)“(?P<after>[^“”]{2,20})”"
)


_HOST: Final = re.compile(
    r"(?<![@A-Za-z0-9.\-])(?:https?://)?(?P<host>(?:[A-Za-z0-9\-]{1,40}\.){1,5}[A-Za-z]{2,6})(?![A-Za-z0-9@])"
)


def _domain(host: str) -> str:
    """liuhe.gov.cn of www.liuhe.gov.cn: sub-sites are the same site."""
    parts = host.lower().split(".")
    return ".".join(parts[-3:] if parts[-2:] in (["gov", "cn"], ["com", "cn"], ["org", "cn"]) else parts[-2:])


def _other_site(context: Context) -> Iterator[Hit]:
    """The address of the site in the intro is the profile's."""
    stated = _HOST.search(context.report.unit.url or "")
    if stated is None:
        return
    for paragraph in context.passage("intro"):
        for found in _HOST.finditer(paragraph.text):
            if _domain(found["host"]) not in (_domain(stated["host"]), "www.gov.cn", "gov.cn"):
                yield Hit(
                    paragraph.address,
                    f"网址“{found['host']}”与单位资料中的“{stated['host']}”不同。请核对，或修改单位资料。",
                    excerpt=excerpt(paragraph.text, *found.span()),
                    span=found.span("host"),
                    suggestion=stated["host"],
                )
                return


@rule(
    "U13",
    "公开渠道不在单位资料中",
    "warning",
    _OWN,
    needs=("prose", "unit"),
    good="通过微信公众号“柳河发布”公开。（单位资料列有“柳河发布”）",
    bad="通过微信公众号“红旗之声”公开。（单位资料没有这个渠道）",
)
def unknown_channel(context: Context) -> Iterator[Hit]:
    unit = context.report.unit
    if not unit.channels:
        yield from _other_site(context)
        return
    known = "".join(
        (*unit.channels, unit.site or "", unit.name or "", *(i.name for i in context.report.disclosure.items))
    )
    yield from _other_site(context)
    told: set[str] = set()
    for paragraph in context.paragraphs:
        if "“" not in paragraph.text:
            continue
        for found in _CHANNEL.finditer(paragraph.text):
            name = found["before"] or found["after"]
            if name in told or name in known or any(c in name for c in unit.channels if len(c) >= 3):
                continue
            told.add(name)
            yield Hit(
                paragraph.address,
                f"渠道“{name}”不在单位资料的渠道名单中（现有：{'、'.join(unit.channels)}）。请核对名称，"
                f"或补入单位资料。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )
