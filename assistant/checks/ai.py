"""A: what a language model may not bring in, and what must have happened before its text is published."""

import re
from collections.abc import Iterator
from typing import Final

from assistant import lists
from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import excerpt, per_report
from assistant.glance import Spotter
from assistant.privacy import BLOCKING, scan
from schemas.passages import PASSAGE_NAMES, PASSAGES

_GUIDE: Final = Basis("practice", "参照《政务领域人工智能大模型部署应用指引》：辅助型定位，防范“幻觉”")
_LABEL: Final = Basis("practice", "参照《人工智能生成合成内容标识办法》（本工具从严执行）")


@per_report
def _model_paragraphs(context: Context) -> tuple[Paragraph, ...]:
    written = {passage for passage, state in context.report.state.items() if state.model_written}
    return tuple(p for p in context.paragraphs if p.passage in written) if written else ()


@per_report
def _judged_paragraphs(context: Context) -> tuple[Paragraph, ...]:
    """A model's text of which the facts are at hand. A file brings its text and leaves notes and statements at home:
    what it was written from cannot be seen, so nothing in it can be called unfounded. Raises NotAssessableError."""
    paragraphs = _model_paragraphs(context)
    state = context.report.state
    here = tuple(p for p in paragraphs if state[p.passage].writer != "imported")
    if paragraphs and not here:
        raise NotAssessableError("起草时的数据和素材（读入的文件里没有）")
    return here


@rule(
    "A01",
    "模型写的数字没有依据",
    "error",
    _GUIDE,
    needs=("prose",),
    good="模型起草的文字只用填报的数据。",
    bad="模型起草的文字里出现没有填报的数字。",
)
def unlicensed_numbers(context: Context) -> Iterator[Hit]:
    places = {p.address: p for p in _judged_paragraphs(context)}
    if not places:
        return
    for claim in context.claims:
        if claim.verdict == "unsupported" and claim.place in places:
            start, end = claim.span
            text = places[claim.place].text
            if claim.unit == "批" or (claim.value == 0 and _stated(context, claim.text)):
                continue
            if _bound(places[claim.place], start, end) or _given_so(text[start:end], context):
                continue
            if _NO_NUMBER.match(text, start):
                continue
            yield Hit(
                claim.place,
                f"“{text[start:end]}”在填报的数据和素材中找不到依据。请核实后填入数据，或改写、删除这句话。",
                excerpt=excerpt(text, start, end),
                span=(start, end),
            )


_NO_NUMBER: Final = re.compile(
    r"[两二三四五六七八九十](?:种|类|方面|个(?:方面|渠道|环节|层面|维度))|无(?=[结。，；、])|无结转(?!\d)|均无|没有结转"
)
"""Words that sort what the sentence lists, and denials of what the tables hold: the gate judges both."""
_SUBJECTS: Final = (
    ("appraisal", re.compile(r"考核|考评")),
    ("evaluation", re.compile(r"评议|满意|测评")),
    ("accountability", re.compile(r"追究|追责|问责")),
    ("on_time", re.compile(r"期|时")),
)


def _bound(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether the number is filled in from a fact, whatever the words around it leave open."""
    return any(start <= slot.start and slot.end <= end for slot in paragraph.rendered.slots if slot.address != "year")


def _given_so(number: str, context: Context) -> bool:
    """Whether the clerk's own words hold the number; a rough one (180余人次, 60%以上) is no fact of its own."""
    statements = context.report.statements
    said = [getattr(statements, name).text for name, _ in _SUBJECTS]
    said += [note.text for notes in context.report.notes.values() for note in notes]
    return re.search(rf"(?<![\d.]){re.escape(number)}", "\n".join(said)) is not None


_COUNTED: Final = (
    ("interpretations", re.compile(r"解读")),
    ("responses", re.compile(r"回应|关切")),
    ("trainings", re.compile(r"培训")),
    ("zones", re.compile(r"专区")),
)


def _stated(context: Context, clause: str) -> bool:
    """Whether the clerk has said of this subject what happened, or that nothing did."""
    statements, activity = context.report.statements, context.report.activity
    if any(getattr(activity, name) == 0 and words.search(clause) for name, words in _COUNTED):
        return True
    return any(getattr(statements, name).state and words.search(clause) for name, words in _SUBJECTS)


_TITLE: Final = re.compile(r"《([^《》\n]{2,80})》")
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d{1,4}号")
_MEETING: Final = re.compile(
    r"(?:党的)?(?:[一二三四五六七八九十]{2,4}[大届](?:[一二三四五六七八九]中全会)?|(?:全国|全省|全市|"
    r"全区|全县|省|市|区|县|中央)[\u4e00-\u9fff]{2,14}(?:会议|大会|全会))"
)
_AWARD: Final = re.compile(
    r"(?:荣获|获评|获得|被评为|被授予|入选)[^，。；]{2,30}?(?:称号|奖|先进[\u4e00-\u9fff]{0,4}|"
    r"优秀[\u4e00-\u9fff]{0,6}|示范[\u4e00-\u9fff]{0,4}|案例)"
)
_PLATFORM: Final = re.compile(
    r"“([^“”]{2,16})”(?=(?:官方)?(?:微信|政务)?(?:公众号|微博|抖音号?|客户端|APP|小程序|平台|专栏|专区|品牌))"
)
_PERSON: Final = re.compile(
    r"(?:书记|镇长|乡长|局长|县长|区长|市长|主任|"
    r"同志)([王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖][\u4e00-\u9fff]{1,2})(?=[，。；、主带组出强指])"
)
_GENERIC_MEETING: Final = re.compile(r"(?:常务|党组|党委|办公|专题|联席|工作|部署|推进|调度|碰头|例行)?会议$")


@rule(
    "A02",
    "模型写的名称没有依据",
    "error",
    _GUIDE,
    needs=("prose",),
    good="模型起草的文字只提单位资料、素材和法规名录里的名称。",
    bad="模型起草的文字里出现没有提供过的文件、会议、奖项、平台或人名。",
)
def unlicensed_names(context: Context) -> Iterator[Hit]:
    paragraphs = _judged_paragraphs(context)
    if not paragraphs:
        return
    allowed = _given(context)
    for paragraph in paragraphs:
        text = paragraph.text
        for start, end, kind, name in _names(text):
            if _plain(name) in allowed:
                continue
            yield Hit(
                paragraph.address,
                f"{kind}“{name}”在单位资料、素材和法规名录中找不到。请核实，属实的补入素材，否则删除。",
                excerpt=excerpt(text, start, end),
                span=(start, end),
            )


def _names(text: str) -> Iterator[tuple[int, int, str, str]]:
    for found in _TITLE.finditer(text):
        if lists.match_title(found[1]).kind not in ("listed", "repealed", "superseded"):
            yield found.start(), found.end(), "文件", found[1]
    for found in _NUMBER.finditer(text):
        if lists.match_document_number(found[0]).kind != "listed":
            yield found.start(), found.end(), "文号", found[0]
    for found in _MEETING.finditer(text):
        yield found.start(), found.end(), "会议", found[0]
    for found in _AWARD.finditer(text):
        yield found.start(), found.end(), "荣誉", found[0]
    for found in _PLATFORM.finditer(text):
        yield found.start(), found.end(), "平台", found[1]
    for found in _PERSON.finditer(text):
        yield found.start(1), found.end(1), "人名", found[1]


@per_report
def _given(context: Context) -> str:
    """Everything that the clerk or the profile has named."""
    report = context.report
    statements = report.statements
    texts: list[str | None] = [note.text for notes in report.notes.values() for note in notes]
    texts += [
        s.text for s in (statements.appraisal, statements.evaluation, statements.accountability, statements.on_time)
    ]
    unit = report.unit
    texts += [unit.name, unit.site, unit.superior, *unit.channels, unit.contact.address]
    texts += [item.name for item in report.disclosure.items]
    return "\n".join(_plain(text) for text in texts if text)


def _plain(text: str) -> str:
    return re.sub(r"[\s《》〈〉“”]+", "", text)


@rule(
    "A03",
    "模型起草的文字尚未确认",
    "error",
    _GUIDE,
    scope="final",
    needs=("final",),
    good="每一节模型起草的文字都经人确认。",
    bad="“主动公开情况”由模型起草，还没有人确认。",
)
def accepted(context: Context) -> Iterator[Hit]:
    for passage in PASSAGES:
        state = context.report.state.get(passage)
        if state is None or not state.model_written or state.accepted_by:
            continue
        if context.report.passages.get(passage, "").strip():
            yield Hit(passage, f"“{PASSAGE_NAMES[passage]}”由模型起草，还没有人采用。请逐句核对后点“采用”。")


@rule(
    "A04",
    "缺少智能生成内容的标识",
    "error",
    _LABEL,
    scope="final",
    needs=("final", "source.metadata"),
    good="文件属性中有 AIGC 标识。",
    bad="有模型起草的文字，文件属性中没有 AIGC 标识。",
)
def labelled(context: Context) -> Iterator[Hit]:
    source = context.source
    if source is None or source.metadata is None or not _model_paragraphs(context):
        return
    if not source.metadata.aigc:
        yield Hit("document", "有模型起草的文字，但文件属性中没有 AIGC 标识。请用本工具重新导出。")


@rule(
    "A05",
    "素材中有不得送给模型的内容",
    "error",
    Basis("practice", "参照《政务领域人工智能大模型部署应用指引》：涉密不上网、上网不涉密"),
    good="素材里没有身份证号、手机号、银行卡号、住址和涉密内容。",
    bad="素材里写了申请人的手机号。",
)
def notes_are_clean(context: Context) -> Iterator[Hit]:
    for passage, notes in context.report.notes.items():
        for note in notes:
            for hit in scan(note.text):
                if hit.kind in BLOCKING:
                    yield Hit(
                        f"notes.{passage}.{note.id}",
                        f"“{PASSAGE_NAMES[passage]}”的素材中{hit.sentence}。请删除，在此之前不会调用模型。",
                        excerpt=hit.masked,
                        span=(hit.start, hit.end),
                    )


_MACHINES: Final = ("人工智能", "AI", "ＡＩ", "大语言模型", "语言模型", "大模型", "智能助手")
# spelt out, so that no report with 作为 alone is looked at
_AS_MACHINE: Final = "|".join(f"作为{a}{name}" for a in ("", "一个", "一款", "一名") for name in _MACHINES)
_SMELL: Final = Spotter(
    _AS_MACHINE + r"|我(?:是|"
    r"只是)一个(?:人工智能|AI|语言模型)|综上所述，我们(?:可以|不难)(?:看到|发现|看出)|"
    r"^[^\S\n]{0,8}(?:好的|当然可以|没问题)[，,！!：:]|^[^\S\n]{0,8}以下(?:是|为)(?:为您|给您|根据您|按照您|修改|"
    r"优化|改写|润色|起草|生成|一份|一段|关于|该?草稿|[^，。；\n]{0,20}(?:草稿|初稿|范文|示例))|"
    r"希望(?:以上|这些|对您|能够?帮)|如(?:您)?(?:有|需)(?:任何|进一步|更多)[^，。\n]{0,14}(?:告诉我|"
    r"随时|调整|修改|补充)|根据您(?:提供|给出|的要求)|请(?:您)?(?:根据|结合)实际情况(?:进行)?(?:修改|"
    r"调整|填写|补充)|"
    r"(?<![\u4e00-\u9fff*\d])\*\*[\u4e00-\u9fffA-Za-z][^*\n]{0,80}\*\*|"
    r"\*\*[\u4e00-\u9fff][^*\n，、]{2,80}[\u4e00-\u9fff。：]\*\*|^\s{0,3}#{1,6}\s?[\u4e00-\u9fff一-龥]|"
    r"^[^\S\n]{0,8}[-*•][ \t\u00a0\u3000][\u4e00-\u9fff]|`[\u4e00-\u9fff][^`\n]{0,60}`|"
    r"以下(?:是|为)(?:您?)?(?:润色|修改|优化|改写|调整|完善)后的|"
    r"(?:以上|上述|本)(?:内容|文字|数据|段落|文)(?:由|系|为)(?:AI|人工智能|大模型|智能助手)[^，。；\n]{0,6}(?:生成|撰写|起草)|"
    r"(?:以上|上述)(?:数据|内容|文字)(?:仅?为|仅供)(?:示例|示意|参考)|请(?:您)?(?:根据|结合)实际情况(?:进行)?替换|"
    r"```|\[(?:插入|请|此处|单位名称|年份|具体)[^\]\n]{0,20}\]",
    re.M,
)


@rule(
    "A06",
    "留有机器写作的痕迹",
    "error",
    Basis("engineering", "模型的应答语和排版符号不应留在公文里"),
    needs=("prose",),
    good="2025年，我镇公开政府信息79条。",
    bad="以下是为您起草的总体情况：**主动公开**……",
)
def machine_talk(context: Context) -> Iterator[Hit]:
    if not _SMELL.may_match(context.prose):
        return
    for paragraph in context.paragraphs:
        for found in _SMELL.finditer(paragraph.text):
            shown = found[0].strip()
            yield Hit(
                paragraph.address,
                f"“{shown[:30]}”是机器写作留下的痕迹，请删除或改写。",
                excerpt=excerpt(paragraph.text, found.start(), found.end()),
                span=found.span(),
            )


RULES: Final = (unlicensed_numbers, unlicensed_names, accepted, labelled, notes_are_clean, machine_talk)
