"""Title, year, unit, period and contact of a report, from what stands before its first section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.documents.blocks import Document, Table
from assistant.documents.recognise.lines import Item, Line
from assistant.documents.recognise.ordinals import chinese_number
from schemas.report import Contact, Unit

_YEAR: Final = r"(?:[2２][0０][0-9０-９]{2}|二[〇○零OＯo0０][一二三四五六七八九〇○零]{2})"
_SPACES: Final = re.compile(r"[\s\u00a0\u3000]+")
_KIND: Final = r"(?:政府信息公开|信息公开|政务公开)(?:工作)?"
_ENDING: Final = r"(?:年度)?(?:工作)?(?:年度)?(?:报告书|报告|年报|总结)"
_WORDS: Final = "[^。；！？>》|_]"
TITLE: Final = re.compile(
    rf"^(?P<before>{_WORDS}{{0,40}}?)(?P<year>{_YEAR})(?:年度|年|度)?(?:的)?(?P<between>{_WORDS}{{0,30}}?)"
    rf"(?:{_KIND}{_ENDING}|{_KIND}$)(?P<after>[（(][^）)]{{0,12}}[）)])?$"
)
_LATE_YEAR: Final = re.compile(
    rf"^(?P<before>{_WORDS}{{2,40}}?)(?:{_KIND})(?P<year>{_YEAR})(?:年度|年|度)(?:工作)?(?:报告|年报|总结)$"
)
_BARE: Final = re.compile(
    rf"^(?P<before>[^。；！？>》|_，]{{0,30}}?){_KIND}(?:年度)(?:工作)?(?:报告|年报)$|^{_KIND}年度报告$"
)
_REST: Final = re.compile(rf"^(?:{_KIND})?{_ENDING}$")
_GOES_ON: Final = 6
_SENTENCE: Final = re.compile(r"[。；，：:]|根据|按照|现将|本报告|编制|如下")
_ORG: Final = re.compile(r"^[\u4e00-\u9fff（）()·、\s]{2,40}$")
_ORG_END: Final = re.compile(
    r"(?:政府|办公室|办事处|局|委员会|委|厅|中心|院|队|处|所|公司|街道|镇|乡|区|县|市|旗|省|署|社|会|馆|校|学|集团)$"
)
_DAY: Final = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
PERIOD: Final = re.compile(
    rf"{_YEAR}\s*年?\s*{_DAY}\s*(?:起|开始)?\s*(?:至|到|—+|－|-|–|~|～)\s*(?:{_YEAR}\s*年?\s*)?{_DAY}(?:\s*(?:止|结束))?"
)
_PUBLISHED: Final = re.compile(
    r"(?:发布|公开)(?:日期|时间)[：:\s]*(20\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_WEB_TITLE: Final = re.compile(
    rf"[\u4e00-\u9fff（）()·]{{0,40}}{_YEAR}年(?:度)?[\u4e00-\u9fff（）()]{{0,20}}?{_KIND}{_ENDING}"
)
_NAMED: Final = re.compile(
    rf"(?:编制|公布|发布|撰写|公开|形成)(?:了|本)?(?P<unit>[\u4e00-\u9fff（）()]{{0,30}}?)(?P<year>{_YEAR})年(?:度)?(?:的)?"
    rf"(?P<later>[\u4e00-\u9fff（）()]{{0,30}}?){_KIND}{_ENDING}"
)
_OPENS: Final = re.compile(r"^(?:本(?:年度)?报告由)?([\u4e00-\u9fff（）]{4,30}?)(?:严格)?(?:根据|按照|依据)[《〈]")
_WRITTEN_BY: Final = re.compile(
    r"(?:本(?:年度)?报告)?由([\u4e00-\u9fff]{3,30}?(?:政府|办公室|办事处|局|委员会|厅|中心))(?:按照|根据|依据|编制)"
)
_PHONE: Final = re.compile(r"(?:电\s*话|联系方式)[^0-9\n。；]{0,12}(0\d{2,3}\s*[-—－]?\s*\d{7,8})(?!\d)")
_POSTCODE: Final = re.compile(r"邮\s*(?:政)?\s*编\s*(?:码)?\s*[：:为是]?\s*(\d{6})(?!\d)")
_ADDRESS: Final = re.compile(r"(?:地\s*址|办公地点)\s*[：:为是]\s*([^，。；;,）)\n]{4,50})")
_EMAIL: Final = re.compile(r"([A-Za-z0-9_.\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)")
_URL: Final = re.compile(r"((?:https?://|www\.)[A-Za-z0-9\-._~/?#%=&:]+[A-Za-z0-9/])")
_SITE: Final = re.compile(r"[“\"]?([\u4e00-\u9fff]{2,20}(?:人民)?政府(?:门户)?)[”\"]?(?:门户)?网站[”\"]?")


@dataclass(frozen=True, slots=True)
class Title:
    """`lines` as they stood; `unit` may be empty."""

    lines: tuple[Line, ...]
    text: str
    raw: str
    year: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Header:
    title: Title | None
    intro: tuple[Line, ...]
    rest: tuple[Line, ...]
    """Prose of 一 where its heading is missing."""
    year: int | None
    unit: Unit
    period: str | None
    published: str | None


def year_of(text: str) -> int | None:
    """2024, ２０２４ or 二〇二四 as a number."""
    plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if plain.isdigit():
        return int(plain)
    digits = ["0" if c in "〇○零OＯo0" else str(chinese_number(c)) for c in plain]
    joined = "".join(digits)
    return int(joined) if len(joined) == 4 else None


def read_header(items: list[Item], document: Document, prose: list[Line], *, headless: bool) -> Header:
    """`items` is what stands before the first section, `prose` all further lines (for a year or period told there).

    `headless`: the heading of 一 is missing.
    """
    lines = [item for item in items if isinstance(item, Line) and item.text]
    title = find_title(lines) or _title_of_page(document)
    used = {id(line) for line in title.lines} if title else set()
    start = max((i + 1 for i, line in enumerate(lines) if id(line) in used), default=0)
    behind = [line for line in lines[start:] if line.origin != "navigation" and id(line) not in used]
    intro = tuple(_intro_of(behind))
    rest: tuple[Line, ...] = ()
    if headless:
        # nothing marks where 一 begins: the intro ends where it speaks of the report itself no longer
        count = next((i for i, line in enumerate(behind) if not _is_strict_intro(line)), len(behind))
        intro, rest = tuple(behind[:count]), tuple(line for line in behind[count:] if not _META.match(line.text))
    told = "\n".join(line.text for line in intro)
    period = _period(told) or _period("\n".join(line.text for line in prose[:12]))
    year = title.year if title and title.year else None
    if year is None and period:
        found = re.findall(_YEAR, period)
        year = year_of(found[-1]) if found else None
    named = _NAMED.search(told)
    if year is None and named is not None:
        year = year_of(named["year"])
    if year is None:
        year = _commonest_year(prose)
    contact = _contact(told)
    site, url = _site(told)
    unit = Unit(name=_unit_name(title, told) or None, contact=contact, site=site, url=url)
    return Header(title, intro, rest, year, unit, period, _published(items))


# ---- title -----------------------------------------------------------------------------------------
def find_title(lines: list[Line]) -> Title | None:
    """The title, on one line or up to three, the unit's name above it included."""
    best: tuple[int, Title] | None = None
    for index in range(len(lines)):
        for size in (1, 2, 3):
            window = lines[index : index + size]
            if len(window) < size or any(len(w.text) > 60 or _SENTENCE.search(w.text) for w in window):
                break
            if len({line.origin for line in window}) > 1:
                break
            text = _title_text(window)
            found = _match(text)
            if found is None:
                continue
            following = lines[index + size : index + size + 1]
            if size < 3 and following and _REST.match(_SPACES.sub("", following[0].text)) and not _REST.search(text):
                # 工作年度报告 on a line of its own belongs to it
                continue
            above = lines[index - 1] if index and not found[1] else None
            if above is not None and above.origin == window[0].origin and is_organisation(above.text):
                window = [above, *window]
                found = _match(_SPACES.sub("", above.text) + text) or (found[0], _SPACES.sub("", above.text))
            score = 2 * bool(found[1]) + (window[0].origin != "navigation") * 3 + bool(found[0]) - (size > 1) * 0.5
            title = _made(window, found)
            if best is None or score >= best[0]:
                best = (score, title)  # type: ignore[assignment]
            break
    return best[1] if best else None


def _title_text(window: list[Line]) -> str:
    """The words without blanks; a column of links that a printed page has beside it stays out."""
    whole = _SPACES.sub("", "".join(line.text for line in window)).strip("《》")
    if len(window) == 1 and "\t" in window[0].text:
        last = _SPACES.sub("", window[0].text.rpartition("\t")[2]).strip("《》")
        if (found := _match(last)) is not None and found[1]:
            return last
    return whole


def _made(window: list[Line], found: tuple[int | None, str]) -> Title:
    return Title(
        tuple(window),
        "".join(line.text for line in window) if "\t" not in window[0].text else _title_text(window),
        "\n".join(line.raw.strip() for line in window),
        found[0],
        found[1],
    )


def _match(text: str) -> tuple[int | None, str] | None:
    """(year, unit) of a title without blanks."""
    found = TITLE.match(text) or _LATE_YEAR.match(text)
    if found:
        parts = found.groupdict()
        unit = _tidy_unit(parts["before"]) or _tidy_unit(parts.get("between") or "")
        return year_of(parts["year"]), unit
    found = _BARE.match(text)
    if found:
        return None, _tidy_unit(found.groupdict().get("before") or "")
    return None


def _tidy_unit(text: str) -> str:
    unit = re.sub(r"^关于(?:印发|发布|报送|公布)?", "", text)
    unit = re.sub(r"(?:关于|的|年度|本级)$", "", unit)
    unit = re.sub(r"(?:政府信息公开|信息公开|政务公开)(?:工作)?$", "", unit)
    # 苏店镇人民政府信息公开…: the words of the kind have eaten half of the name
    return unit + "政府" if unit.endswith("人民") else unit


def is_organisation(text: str) -> bool:
    """A unit's name on a line of its own."""
    bare = _SPACES.sub("", text)
    return bool(_ORG.match(text.strip())) and len(bare) <= 40 and bool(_ORG_END.search(bare))


def _title_of_page(document: Document) -> Title | None:
    """The title that a web page bears in its head, where none stands in its text."""
    if document.kind != "html" or document.metadata is None or not document.metadata.title:
        return None
    text = _SPACES.sub("", document.metadata.title)
    part = _WEB_TITLE.search(text)
    found = _match(part[0]) if part else None
    if part is None or found is None:
        return None
    return Title((), part[0], part[0], found[0], found[1])


# ---- intro -----------------------------------------------------------------------------------------
_META_WORDS: Final = (
    "来源|发布日期|发布时间|发布机构|发布单位|公开日期|公开时间|索引号|索 引 号|文号|文 号|主题分类|发文机关|发文日期"
    "|成文日期|作者|浏览|字号|字体|访问|点击|阅读|分享|打印|时间|日期|名称|名 称"
    "|标题|标 题|有效性|责任编辑|视力保护|编辑|收藏|信息来源|信息分类"
)
_META: Final = re.compile(
    rf"^(?:{_META_WORDS}|20\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}|当前位置|您(?:的)?(?:当前)?位置|首页|图解|【|\[?大\s*中\s*小"
    r"|语音朗读|无障碍|目\s*录$)"
)
_MATTER: Final = re.compile(r"条例|统计期限|编制|本报告|年度报告|电话|网站|网址|地址|[。]$")


def _is_meta(text: str) -> bool:
    # 2024年1月1日至12月31日，我镇共……。 is a sentence that begins with a date
    return bool(_META.match(text)) and not (len(text) >= 20 and text.endswith("。") and "，" in text)


def _is_intro(line: Line) -> bool:
    text = line.text
    if not text or _is_meta(text) or (is_organisation(text) and len(text) < 30):
        return False
    # what accompanies an article on a site is no sentence; a short sentence is text all the same
    return (len(text) >= 15 or text.endswith("。")) and bool(_MATTER.search(text))


def _intro_of(lines: list[Line]) -> Iterator[Line]:
    """The lines of the intro: those that read like it, and what goes on a sentence of it."""
    open_ended = False
    for line in lines:
        if _is_intro(line) or (open_ended and len(line.text) >= _GOES_ON and not _is_meta(line.text)):
            open_ended = line.text[-1:] not in "。！？；：:;"
            yield line
        else:
            open_ended = False


def _is_strict_intro(line: Line) -> bool:
    return _is_intro(line) and bool(
        re.search(r"统计期限|编制|本报告|年度报告|电子版|条例》.{0,40}(?:规定|要求)", line.text)
    )


def _period(text: str) -> str | None:
    found = PERIOD.search(text)
    return found[0] if found else None


def _commonest_year(prose: list[Line]) -> int | None:
    years = re.findall(rf"({_YEAR})\s*年", "\n".join(line.text for line in prose[:12]))
    found = [year for text in years if (year := year_of(text)) is not None and 2008 <= year <= 2100]
    if not found:
        return None
    top = max(set(found), key=lambda year: (found.count(year), year))
    return top if found.count(top) * 2 > len(found) else None


def _unit_name(title: Title | None, intro: str) -> str:
    if title is not None and title.unit:
        return title.unit
    named = _NAMED.search(intro)
    for part in ("unit", "later"):
        unit = _tidy_unit(named[part]) if named is not None else ""
        if is_organisation(unit):
            return unit
    opening = _OPENS.match(intro)
    if opening is not None and is_organisation(opening[1]):
        return opening[1]
    found = _WRITTEN_BY.search(intro)
    return found[1] if found else ""


def _contact(intro: str) -> Contact:
    def first(pattern: re.Pattern[str]) -> str | None:
        found = pattern.search(intro)
        return found[1].strip() if found else None

    phone = first(_PHONE)
    return Contact(
        address=first(_ADDRESS),
        phone=_SPACES.sub("", phone) if phone else None,
        postcode=first(_POSTCODE),
        email=first(_EMAIL),
    )


def _site(intro: str) -> tuple[str | None, str | None]:
    url = _URL.search(intro)
    site = _SITE.search(intro)
    if site is None:
        return None, url[1] if url else None
    name = re.sub(r"^.*?(?:可在|可于|登录|通过|请到|在|从|至)", "", site[1])
    name = name if name.endswith("门户") else name.removesuffix("门户")
    whole = f"{name}门户网站" if "门户" in site[0] and not name.endswith("门户") else f"{name}网站"
    return (whole if len(name) >= 4 else None), url[1] if url else None


def _published(items: list[Item]) -> str | None:
    """Date of publication as a page prints it by its title; null where several differ."""
    texts = [item.text for item in items if isinstance(item, Line)]
    texts += [" ".join(cell.text for cell in item.cells) for item in items if isinstance(item, Table)]
    found: set[str] = set()
    for text in texts:
        if len(text) > 300:
            continue
        for match in _PUBLISHED.finditer(text):
            try:
                found.add(date(*(int(part) for part in match.groups())).isoformat())
            except ValueError:
                continue
    return found.pop() if len(found) == 1 else None


def iso_date(text: str) -> str | None:
    """2025年1月20日 or 二〇二五年一月二十日 as ISO text."""
    found = re.match(rf"\s*({_YEAR})\s*年\s*([\d一二三四五六七八九十]+)\s*月\s*([\d一二三四五六七八九十]+)\s*日", text)
    if not found:
        return None

    def number(part: str) -> int:
        return int(part) if part.isdigit() else chinese_number(part)

    try:
        return date(year_of(found[1]) or 0, number(found[2]), number(found[3])).isoformat()
    except ValueError:
        return None
