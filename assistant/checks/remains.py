"""ST16–ST18: what was not finished: numbers left out, placeholders, debris of word processors."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from assistant import lists
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import books, excerpt, sentence_at, within
from assistant.glance import Spotter
from assistant.list_files import derived
from assistant.list_models import Phrase
from schemas.passages import PASSAGE_NAMES

_EACH: Final = 8
"""Findings of one kind in one paragraph."""
_OWN: Final = Basis("engineering", "定稿前应当补全的内容")
_END: Final = r"(?=[。；;，、：:\n）)]|$)"
_GAP: Final = r"[ \u00a0\u3000]{0,8}(?:[（(][ \u00a0\u3000]{0,8}[）)])?[ \u00a0\u3000]{0,8}"
_LEAD: Final = (
    r"(?:(?:其中|目前|另外?|现|共|尚?存?|截至[^，。；]{0,10}|全[镇乡县区市]|我[镇乡局委办县区市]|本机关|本年度?|年[末底])*"
    r"(?:有|存|存有|保留)?)"
)
_WHEN: Final = r"全年|年内|当年|本年度?|截至年底|20\d\d年度?"
_UNFINISHED: Final = tuple(
    map(
        Spotter,
        (
            # 另有现行有效的行政规范性文件。 – nothing is said of them, and no number
            rf"(?:^|(?<=[。；，、：]))(?P<w>{_LEAD}现行有效的?(?:行政)?(?:规范性文件|规章)(?:数量?为|共计?|为|有)?{_GAP}件?)(?=[。；;\n]|$)",
            rf"(?P<w>现行有效的?(?:行政)?(?:规范性文件|规章)?(?:数量?为|共计?|共有|为|有)?{_GAP}件){_END}",
            r"(?<=件[，、])(?P<w>(?:目前)?现行有效的?(?:行政)?规范性文件)(?=[，、](?!均|全部|已|及时|统一|都|逐|由|将|并|按))",
            r"(?<=件[，、])(?P<w>(?:目前)?现行有效)(?=[。；;\n]|$)",
            # 公开各类信息共，其中网站216条
            r"(?P<w>(?:信息|申请|文件|公告|公示|数据|稿件|解读|全年|年内|本年度?)(?:共计?(?=[，,。；])|共(?=[：:](?!\s{0,4}[\d一二三四五六七八九十]))))",
            rf"(?P<w>(?:占比?|占比为|增长|下降|增加|减少|达到?|[率比]为?)(?:了|为|达)?{_GAP}[%％])",
        ),
    )
)
_UNITS: Final = "条件篇份期次元宗起个场家处块"
_WORD_BEFORE: Final = "文案条稿邮软硬附要证事延日定长到逾限学近前同分后时周"
_BARE_UNIT: Final = re.compile(
    rf"[{_UNITS}](?<![0-9０-９一二三四五六七八九十百千两零{_WORD_BEFORE}].)(?<![0-9０-９][人 ].)次?{_END}"
)
"""A unit at the end of a clause with no number before it, without which no pattern of the next kind matches; not the
end of a word: 文件, 条件, 延期, 65人次."""
_UNCOUNTED: Final = tuple(
    map(
        re.compile,
        (
            # 本年度共办结件，结转下年度3件; but 已办结件，及时归档
            rf"(?P<w>(?:(?:^|(?<=[，。；：\n]))(?:(?:已|应|在)办|(?:已|{_WHEN}|我[局镇乡委办县区市]|本[局镇乡委机关单位]{{1,2}})(?:已|依法|按期|按时)?(?:办结|答复))"
            r"|(?:共|累计|总共)(?:办理|办结|办|答复|受理|审结|处理|登记)|(?<=\d件，)(?:办结|答复))件)"
            r"(?=[。；]|$|，(?:其中|转|结转|尚|还|余|剩|正在办|另|[^，。；]{0,8}\d))",
            # 全年更新栏目信息共计条。
            rf"(?P<w>(?:共计|总计|合计|累计|共有|总数|总量){_GAP}(?:条|件|篇|份|期|人次|万元|元|宗|起|个|次|场|家)"
            rf"|(?:总数|总量|数量|件数|条数|总?金额|分别)(?:为|是|共)?{_GAP}(?:条|件|篇|份|期|人次|万元|元|宗|起)){_END}",
            rf"(?<![公国中一总])(?P<w>共{_GAP}(?:条|件|篇|份|期|人次|万元|元|宗))(?:次)?{_END}",
            rf"(?P<w>(?:(?<!的)(?:公开|发布|更新|新增|推送)(?:各类)?(?:政府|政务)?信息{_GAP}条"
            rf"|(?:新收|收到|受理|接收)(?:到)?(?:政府)?(?:信息公开)?申请{_GAP}件"
            rf"|(?:制发|废止|制定)(?:行政)?规范性文件{_GAP}件"
            rf"|(?:作出|办理)行政(?:许可|处罚|强制)(?:决定)?{_GAP}件"
            rf"|(?:稿件|问卷|图解|解读(?:材料)?|短视频){_GAP}[篇份条个]"
            rf"|(?:举办|组织|开展|参加)[^，。；、\d]{{0,10}}培训{_GAP}[期次场]|(?:培训|参训){_GAP}人次"
            rf"|(?<!没有)(?<!无)(?<!未)(?:结转下年度|结转下一年度|上年结转|予以公开|部分公开|不予公开|无法提供|不予处理){_GAP}件)){_END}",
            # 管理网站栏目  个、微信公众号1个
            rf"(?<=[\u4e00-\u9fff])(?P<w>[ \u00a0\u3000]{{2,8}}(?:条|件|篇|份|期|次|个|场|家|处|块|元)){_END}",
        ),
    )
)
_AMONG_COUNTED: Final = re.compile(
    r"(?:(?<=[、，：:；])|(?<=其中)|(?<=包括))(?P<w>[\u4e00-\u9fff]{2,12}(?<![头链线信教词便横石木枝每各该逐一开新名本上下长几多数鳞苗])条)(?=[、，。；])"
)
"""养老服务条、社会救助29条: a part of a list whose other parts are counted."""


_DENIED: Final = re.compile(r"(?:无|没有|未有|不存在|零)$")


_COUNTED: Final = re.compile(r"\d条")


def _unfinished(text: str, suspects: list[Spotter], bare: bool) -> Iterator[re.Match[str]]:
    for spotter in suspects:
        yield from spotter.finditer(text)
    if bare and _BARE_UNIT.search(text):
        for pattern in _UNCOUNTED:
            yield from pattern.finditer(text)
        for found in _AMONG_COUNTED.finditer(text):
            sentence = sentence_at(text, found.start())
            if _COUNTED.search(sentence) and "第" not in found["w"]:
                yield found


@rule(
    "ST16",
    "句子没有写完，缺少数字",
    "error",
    _OWN,
    needs=("prose",),
    good="现行有效的行政规范性文件6件。",
    bad="现行有效的行政规范性文件。",
)
def unfinished(context: Context) -> Iterator[Hit]:
    """A count is announced and the clause ends without one."""
    suspects = [spotter for spotter in _UNFINISHED if spotter.may_match(context.prose)]
    bare = _BARE_UNIT.search(context.prose) is not None
    for paragraph in context.paragraphs if suspects or bare else ():
        text = paragraph.text
        taken: list[tuple[int, int]] = []
        for found in _unfinished(text, suspects, bare):
            start, end = found.span("w")
            if any(left < end and start < right for left, right in taken) or within(start, books(text)):
                continue
            if _DENIED.search(text, max(0, start - 4), start):
                continue  # 无上年结转件
            taken.append((start, end))
            yield Hit(
                paragraph.address,
                f"“{found['w'].strip()}”后面没有数字，句子没有写完。请补上数字，没有的写 0。"
                if not found["w"].endswith(("条", "件", "篇", "份", "元", "%", "％"))
                else f"“{found['w'].strip()}”中间缺少数字。请补上，没有的写 0。",
                excerpt=excerpt(text, start, end),
                span=(start, end),
            )


# ---- ST17, ST18 ---------------------------------------------------------------------------------------
@derived
def _placeholders() -> Spotter:
    return _joined(lists.placeholders())


@derived
def _debris() -> Spotter:
    return _joined(lists.debris())


def _joined(phrases: tuple[Phrase, ...]) -> Spotter:
    return Spotter("|".join(f"(?:{p.pattern or re.escape(p.text)})" for p in phrases) or r"(?!)")


def _texts(context: Context) -> Iterator[tuple[str, str]]:
    """Title, headings and prose with their places."""
    if context.report.title:
        yield "title", context.report.title
    yield from context.report.headings.items()
    for paragraph in context.paragraphs:
        yield paragraph.address, paragraph.text


@rule(
    "ST17",
    "留有没有填写的内容",
    "error",
    _OWN,
    good="网站栏目由党政办负责维护。",
    bad="网站栏目由XX科室负责维护。",
)
def placeholders(context: Context) -> Iterator[Hit]:
    placeholder = _placeholders()
    if not placeholder.may_match(context.printed):
        return
    for place, text in _texts(context):
        for found in islice(placeholder.finditer(text), _EACH):
            yield Hit(
                place,
                f"留有没有填写的内容“{found[0]}”。请换成真实内容或删去。",
                excerpt=excerpt(text, *found.span()),
                span=None if place == "title" or place.startswith("heading") else found.span(),
            )


@rule(
    "ST18",
    "留有软件产生的多余字符",
    "error",
    Basis("engineering", "文字处理软件的字符残留"),
    good="（二）具体改进措施",
    bad="[bookmark: _GoBack]（二）具体改进措施",
)
def debris(context: Context) -> Iterator[Hit]:
    """What the reader took out of a file, and what still stands in the text."""
    told: set[tuple[str, str]] = set()
    for item in context.source.debris if context.source else ():
        if (item.place, item.text) not in told:
            told.add((item.place, item.text))
            shown = item.text if item.text.isprintable() else "无法显示的字符"
            yield Hit(item.place, _message(shown), excerpt=item.excerpt)
    left = _debris()
    if not left.may_match(context.printed):
        return
    for place, text in _texts(context):
        for found in left.finditer(text):
            shown = found[0] if found[0].isprintable() and found[0] not in "\ufffc\ufffd" else "无法显示的字符"
            if (place, found[0]) not in told:
                told.add((place, found[0]))
                yield Hit(
                    place,
                    _message(shown),
                    excerpt=excerpt(text, *found.span()),
                    span=found.span() if place.split("[")[0] in PASSAGE_NAMES else None,
                )


def _message(shown: str) -> str:
    return f"字符残留“{shown.strip()}”，是文字处理软件或网页留下的。请删去。"
