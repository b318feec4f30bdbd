"""P: persons, secrets and traces of the file that must not be published. Messages show numbers covered."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt, per_report
from assistant.glance import Glanced
from assistant.privacy import PrivacyHit, scan

_PERSONAL: Final = Basis("law", "《中华人民共和国个人信息保护法》及条例第十五条")
_SECRECY: Final = Basis("law", "《中华人民共和国保守国家秘密法实施条例》第四十二条：先审查、后公开")


@per_report
def _hits(context: Context) -> tuple[tuple[Paragraph, PrivacyHit], ...]:
    # two line ends: no number and no name goes on in the next paragraph
    if not scan(Glanced("\n\n".join([p.text for p in context.paragraphs]), context.printed)):
        return ()
    return tuple((paragraph, hit) for paragraph in context.paragraphs for hit in scan(paragraph.text))


def _of_title(context: Context, code: str, advice: str) -> Iterator[Hit]:
    for hit in scan(context.report.title or ""):
        if hit.code == code:
            yield Hit("title", f"标题中{hit.sentence}。{advice}", excerpt=hit.masked)


def _of(context: Context, code: str, advice: str) -> Iterator[Hit]:
    for paragraph, hit in _hits(context):
        if hit.code == code:
            yield Hit(
                paragraph.address,
                f"{hit.sentence}。{advice}",
                excerpt=hit.masked,
                span=(hit.start, hit.end),
                severity="warning" if hit.kind == "masked_person" else None,
            )


@rule(
    "P01",
    "出现身份证号码",
    "error",
    _PERSONAL,
    needs=("prose",),
    good="（不写身份证号码）",
    bad="身份证号：35*************123（完整号码）",
)
def id_numbers(context: Context) -> Iterator[Hit]:
    yield from _of(context, "P01", "请删除。")


@rule(
    "P02",
    "出现个人手机号码",
    "error",
    _PERSONAL,
    needs=("prose",),
    good="联系电话：0355-8080123",
    bad="联系电话：138****1234（完整号码）",
)
def mobiles(context: Context) -> Iterator[Hit]:
    yield from _of(context, "P02", "请改为办公室座机。")


@rule(
    "P03",
    "出现银行卡号",
    "error",
    _PERSONAL,
    needs=("prose",),
    good="（不写银行卡号）",
    bad="卡号：6222***********0128（完整号码）",
)
def bank_cards(context: Context) -> Iterator[Hit]:
    yield from _of(context, "P03", "请删除。")


@rule(
    "P04",
    "出现当事人姓名或住址",
    "error",
    _PERSONAL,
    needs=("prose",),
    good="申请人不服答复，申请行政复议。",
    bad="申请人王某国（家住某镇某村3组）不服答复。（写出真实姓名和住址）",
    other_severities=("warning",),
)
def persons(context: Context) -> Iterator[Hit]:
    yield from _of(context, "P04", "年度报告不写当事人的姓名，住址最多写到乡镇、街道。请删除。")


@rule(
    "P05",
    "出现密级标志或内部资料字样",
    "error",
    _SECRECY,
    needs=("prose",),
    good="（不引用涉密或内部文件）",
    bad="有关做法见内部资料，不得外传。",
)
def secrecy_marks(context: Context) -> Iterator[Hit]:
    advice = "请核对来源，涉密或内部的内容不得公开。"
    yield from _of_title(context, "P05", advice)
    yield from _of(context, "P05", advice)


@rule(
    "P06",
    "敏感个人信息",
    "error",
    Basis("law", "《中华人民共和国个人信息保护法》第二十八条"),
    needs=("prose",),
    good="不写医疗健康、金融账户、行踪轨迹、未成年人等信息。",
    bad="写出某人的病情或账户。",
    question="是否含有敏感个人信息（医疗健康、金融账户、行踪轨迹、不满十四周岁未成年人的信息等）？",
)
def sensitive(context: Context) -> Iterator[Hit]:
    """Illness and minors of one person; the rest is a question."""
    yield from _of(context, "P06", "年度报告不写个人的健康、未成年人等信息。请删除。")


@rule(
    "P07",
    "用个人邮箱作联系方式",
    "info",
    Basis("engineering", "对外联系方式建议用机关邮箱"),
    needs=("prose",),
    good="邮箱：xxgk@changzhi.gov.cn",
    bad="邮箱：z***@qq.com",
)
def free_mail(context: Context) -> Iterator[Hit]:
    yield from _of(context, "P07", "建议改用机关邮箱。")


_UNIT_LIKE: Final = re.compile(
    r"政府|局|委员会|办公室|厅|中心|街道|镇|乡|科|处|股|单位|机关|大队|年报助手|nianbao|admin|user|"
    r"microsoft|office|wps|python|lenovo|pc|windows|dell|hp",
    re.I,
)


@rule(
    "P08",
    "文件属性留有个人或其他单位的痕迹",
    "error",
    Basis("engineering", "定稿文件的作者、修订、批注和隐藏文字会随文件公开"),
    scope="final",
    needs=("final", "source.metadata"),
    good="作者为单位名称，没有修订、批注和隐藏文字。",
    bad="作者为个人姓名，留有修订记录。",
)
def metadata(context: Context) -> Iterator[Hit]:
    source = context.source
    if source is None or source.metadata is None:
        return
    found = source.metadata
    name = context.report.unit.name or ""
    for label, value in (("作者", found.author), ("最后修改者", found.last_modified_by)):
        if value and value.strip() and not _UNIT_LIKE.search(value):
            yield Hit("document", f"文件属性中的{label}是“{value[0]}**”，像是个人姓名。请清除或改为单位名称。")
    if found.company and name and found.company.strip() not in name and name not in found.company:
        yield Hit("document", f"文件属性中的单位是“{found.company}”，本报告的单位是“{name}”。请改正或清除。")
    if found.tracked_changes:
        yield Hit("document", f"文件中还有 {found.tracked_changes} 处修订记录。请接受或拒绝全部修订。")
    if found.comments:
        yield Hit("document", f"文件中还有 {found.comments} 条批注。请删除。")
    if found.hidden_text:
        yield Hit("document", f"文件中还有 {len(found.hidden_text)} 处隐藏文字。请删除。")


_DEMANDED: Final = ("保密审查", "签发")
_USUAL: Final = ("经办", "审核")


@rule(
    "P09",
    "缺少审核、签发或保密审查记录",
    "error",
    Basis("law", "条例第十七条、《中华人民共和国保守国家秘密法实施条例》第四十二条：先审查、后公开"),
    scope="final",
    needs=("final",),
    good="经办、审核、保密审查、签发四项都已签。",
    bad="没有保密审查记录。",
    other_severities=("info",),
)
def sign_off(context: Context) -> Iterator[Hit]:
    """A final waits for 保密审查 and 签发; the steps before them are only asked for."""
    signed = {entry.role for entry in context.report.signoff if entry.name.strip()}
    missing = [role for role in (*_USUAL, *_DEMANDED) if role not in signed]
    if not signed.issuperset(_DEMANDED):
        yield Hit("signoff", f"签审单还缺：{'、'.join(missing)}。请补齐姓名和日期后再出定稿。")
    elif missing:
        yield Hit("signoff", f"签审单上没有{'、'.join(missing)}的签名。有的话建议补上。", severity="info")


_BRACKETED_YEAR: Final = re.compile(r"[（(〔\[]\s?20\d\d\s?[）)〕\]]")
_CASE_LIKE: Final = re.compile(
    r"[）)〕\]]\s?[最京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云滇藏陕甘青宁新兵]"
    r"|复(?:[决受]|议字|议?\s?[〔（(\[])|政复[驳终]"
)
_CASE_NUMBER: Final = re.compile(
    r"[（(〔\[]\s?20\d\d\s?[）)〕\]]\s?(?:最高法|[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云滇藏陕甘青宁新兵])"
    r"[\u4e00-\u9fff0-9]{0,6}?[行民刑执赔非][\u4e00-\u9fff]{1,4}\d{1,6}号"
    r"|[\u4e00-\u9fff]{0,8}?(?:复决字?|复议字?|复受字?|行复|政复驳字?|政复终字?)\s?[〔（(\[]\s?20\d\d\s?[〕）)\]]\s?第?\s?\d{1,5}\s?号"
)


@rule(
    "P10",
    "案情可能指向当事人",
    "error",
    Basis("law", "《中华人民共和国政府信息公开条例》第十五条"),
    needs=("prose",),
    good="只写案件数量和结果。",
    bad="写出可以认出当事人的案情。",
    question="复议、诉讼或申请的案情描述，是否会让人认出当事人？",
)
def case_details(context: Context) -> Iterator[Hit]:
    """The number of a case leads to its parties; other details are a question."""
    if not _CASE_LIKE.search(context.prose):
        return
    for paragraph in context.paragraphs:
        if not _BRACKETED_YEAR.search(paragraph.text):
            continue
        for found in _CASE_NUMBER.finditer(paragraph.text):
            yield Hit(
                paragraph.address,
                f"案号“{found[0]}”可以查到当事人。年度报告只写案件的数量和结果，请删除案号。",
                excerpt=excerpt(paragraph.text, *found.span()),
                span=found.span(),
            )


RULES: Final = (
    id_numbers,
    mobiles,
    bank_cards,
    persons,
    secrecy_marks,
    sensitive,
    free_mail,
    metadata,
    sign_off,
    case_details,
)
