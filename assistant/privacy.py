"""What must not be published or sent away: ID, mobile and card numbers, persons, homes, marks of secrecy.

`scan` finds them in any text. A hit never repeats the secret: `masked` and `sentence` show it covered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from stdnum import luhn
from stdnum.cn import ric

from assistant.glance import Spotter
from assistant.name_words import NO_NAMES, SURNAMES

PrivacyKind = Literal[
    "id_number", "mobile", "bank_card", "address", "person", "masked_person", "secrecy", "sensitive", "mail"
]
CODES: Final[dict[PrivacyKind, str]] = {
    "id_number": "P01",
    "mobile": "P02",
    "bank_card": "P03",
    "address": "P04",
    "person": "P04",
    "masked_person": "P04",
    "secrecy": "P05",
    "sensitive": "P06",
    "mail": "P07",
}
BLOCKING: Final = frozenset({"id_number", "mobile", "bank_card", "address", "person", "secrecy", "sensitive"})
"""Kinds that stop a call to a model (P01–P06)."""


@dataclass(frozen=True, slots=True)
class PrivacyHit:
    """A place in the text. `sentence` says in Chinese what it looks like, with `masked` in it."""

    kind: PrivacyKind
    start: int
    end: int
    masked: str
    sentence: str

    @property
    def code(self) -> str:
        return CODES[self.kind]


def scan(text: str) -> tuple[PrivacyHit, ...]:
    """All hits in reading order; those of one kind never overlap."""
    hits = [*_numbers(text), *_secrecy(text), *_persons(text), *_mails(text)]
    hits.sort(key=lambda hit: (hit.start, hit.end))
    return tuple(hits)


# ---- numbers ------------------------------------------------------------------------------------------
_PLAIN: Final = str.maketrans("０１２３４５６７８９ＸｘＸ－﹣—–‐‑＋　\u00a0", "0123456789XxX------+  ")
_UNPLAIN: Final = re.compile("[" + "".join(map(chr, _PLAIN)) + "]")
_MANY_DIGITS: Final = re.compile(r"[0-9０-９](?:[^\u4e00-\u9fff，。；、]?[0-9０-９]){9}")
_RUN: Final = re.compile(r"\d(?:[ \-]?\d){9,40}[Xx]?(?![0-9])")
_URL: Final = re.compile(r"(?:https?://|www\.)[0-9A-Za-z./_\-?=&%#:~+]{1,500}", re.ASCII)
_AMOUNT_AFTER: Final = re.compile(r"\s?(?:[.,，]\d|元|万|亿|千|条|件|人|次|个|吨|篇|平方|公里|亩|%|％|号文)")
_SECOND_PHONE: Final = re.compile(r"(?<!\d)(?:0\d{2,3}-?)?\d{7,8}/$|(?<!\d)1[3-9]\d{9}/$")
_ID_LABEL: Final = re.compile(r"(?:身份证|证件)(?:号码?|件号码?)?[^\d，。；\n]{0,4}$")
_CREDIT_LABEL: Final = re.compile(r"(?:信用代码|组织机构代码|订单号?|流水号?|编号|案号|税号|备案号)[^\d，。；\n]{0,4}$")
_CARD_LABEL: Final = re.compile(r"(?:银行卡|储蓄卡|信用卡|卡号|社保卡|账号|帐号)(?:号码?)?[^\d，。；\n]{0,4}$")
_CARD_HEAD: Final = re.compile(r"(?:62|60|4\d|5[1-5]|3[57]|9[4-9])")
_MOBILE: Final = re.compile(r"(?:(?:00)?86)?(1[3-9]\d{9})")
_PROVINCE: Final = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


def _numbers(text: str) -> Iterator[PrivacyHit]:
    if not _MANY_DIGITS.search(text):
        return
    plain = text.translate(_PLAIN) if _UNPLAIN.search(text) else text
    urls = [found.span() for found in _URL.finditer(plain)]
    for run in _RUN.finditer(plain):
        if any(start <= run.start() < end for start, end in urls) or _glued(plain, run.start(), run.end()):
            continue
        yield from _in_run(plain, run.start(), run.end())


def _glued(text: str, start: int, end: int) -> bool:
    """Part of a longer token (a file name, a plate, a decimal), hence no number of a person."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "/" and _SECOND_PHONE.search(text, max(0, start - 14), start):
        before = ""
    return bool(
        (before and (before in "_/=&.#〔[" or (before.isascii() and before.isalpha())))
        or (after and (after in "_/" or (after.isascii() and after.isalpha())))
    )


def _in_run(text: str, start: int, end: int) -> Iterator[PrivacyHit]:
    """The run's groups (12 345 …) joined to the lengths that a person's number has."""
    groups = [(m.start() + start, m.end() + start) for m in re.finditer(r"\d+[Xx]?", text[start:end])]
    at = 0
    while at < len(groups):
        for last in range(min(len(groups), at + 6), at, -1):
            left, right = groups[at][0], groups[last - 1][1]
            hit = _number_at(text, left, right)
            if hit is not None:
                yield hit
                at = last
                break
        else:
            at += 1


def _number_at(text: str, start: int, end: int) -> PrivacyHit | None:
    digits = re.sub(r"[ \-]", "", text[start:end]).upper()
    before = text[max(0, start - 16) : start]
    if _AMOUNT_AFTER.match(text, end) or _CREDIT_LABEL.search(before):
        return None
    if _is_id(digits) or (len(digits) in (15, 18) and _ID_LABEL.search(before)):
        masked = f"{digits[:2]}{'*' * (len(digits) - 5)}{digits[-3:]}"
        return PrivacyHit("id_number", start, end, masked, f"“{masked}”是身份证号码")
    mobile = _MOBILE.fullmatch(digits)
    if mobile and not (len(digits) == 11 and before.endswith("86-")):
        masked = f"{mobile[1][:3]}****{mobile[1][-4:]}"
        return PrivacyHit("mobile", start, end, masked, f"“{masked}”是个人手机号码")
    if 16 <= len(digits) <= 19 and digits.isdigit():
        card = luhn.is_valid(digits) and bool(_CARD_HEAD.match(digits))
        if card or ("卡" in before and _CARD_LABEL.search(before)):
            masked = f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}"
            return PrivacyHit("bank_card", start, end, masked, f"“{masked}”是银行卡号")
    return None


def _is_id(digits: str) -> bool:
    if not _PROVINCE.match(digits):
        return False
    if len(digits) == 18 and digits[:17].isdigit():
        # the library wants the check digit left on
        return _is_day(digits[6:14]) and ric.calc_check_digit(digits) == digits[-1]
    return len(digits) == 15 and digits.isdigit() and _is_day("19" + digits[6:12]) and digits[2:6] != "0000"


def _is_day(text: str) -> bool:
    try:
        born = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


# ---- persons and homes --------------------------------------------------------------------------------
_ROLE: Final = r"(?:申请人|当事人|上诉人|投诉人|举报人|信访人|原告|患者|姓名)"
_NEIGHBOUR: Final = r"(?:信访户|低保户|贫困户|村民|居民|群众|市民|家长|业主|租户|住户|户主|网民|网友)"
_PEOPLE: Final = r"(?:职工|教师|农户|员工|店主|经营户|消费者|学生|老人|党员|商户)"
_NAME: Final = "(?P<name>[" + SURNAMES + r"](?:某某|某|[\u4e00-\u9fff]{1,2}?))"
_ACTS: Final = r"(?:不服|申请|提出|提交|起诉|反映|来访|来电|投诉|举报|女士|先生|身份证|电话|家住|住址|患有|户)"
_PERSON: Final = Spotter(
    _ROLE
    + r"[：:]?"
    + _NAME
    + r"(?=[，。；、（）()：:\s]|$|的|于|向|在|因|要求|诉|认为|等|系|住|对|就|为(?!准|主|例|宜|期)|通过|表示|委托|撤回|"
    r"(?:再次|多次|先后|随后)(?:申请|提|来)|" + _ACTS[3:]
)
_APPLIES: Final = (
    r"(?=[（(]住|的(?:政府信息公开)?(?:申请|诉求|来信|投诉|举报)|对[^，。；]{0,12}(?:答复|告知|决定|处理)|" + _ACTS[3:]
)
_NEIGHBOUR_PERSON: Final = Spotter(_NEIGHBOUR + _NAME + _APPLIES)
_FULL_NAME: Final = "(?P<name>[" + SURNAMES + r"](?:某某|某|[\u4e00-\u9fff]{2}))"
_COUNTED_PERSON: Final = Spotter(
    "(?:"
    + _ROLE[3:-1]
    + "|"
    + _NEIGHBOUR[3:-1]
    + ")"
    + _FULL_NAME
    + r"(?<![房户车卡证款费票钱])(?=\d{1,4}件|[一1]人|本人|口头|书面|来信|来函)"
)
_OTHER_PERSON: Final = Spotter(_PEOPLE + _FULL_NAME + _APPLIES)
_OPENING: Final = r"(?:^|(?<=[的、，。；：（(及和与由对就“]))"
_LITIGANT: Final = Spotter(
    _OPENING
    + "(?P<name>[高白金"
    + SURNAMES
    + r"](?:某某|某|[\u4e00-\u9fff]{1,2}))(?<![起上投申应败胜撤控公倾告])诉(?![讼求])"
    + r"(?=[^，。；、\n]{1,24}(?:政府|局|委|办事处|厅|大队|支队|中心)(?!部门))"
)
"""刘某诉某镇政府信息公开一案."""
_CASE_OF: Final = Spotter(
    _OPENING
    + _FULL_NAME
    + r"(?=(?:不服[^，。；\n]{2,30}?)?申请(?:行政|政府)?(?:复议案|复议一案|信息公开案|信息公开一案))"
)
_NO_NAME: Final = re.compile(
    r"[曾于][经于就多对向在两三以因被提申通要到来反已有为先一数委投举书口电请同次年上下本当该前后规法收七是期某其网]|.{1,2}[镇村庄寨乡县市区局办厅院店厂校矿司方]$"
    r"|.[会类]|..?[的了在是就被均未不可须]|.[应]"
)
"""申请人曾多次, 申请人于同日; villages, offices and firms: 村民宋庄, 石柳镇."""
_HOME: Final = Spotter(
    r"(?:家庭住址|家庭地址|户籍地址|户籍所在地|现住址|现住|家住|住址|居住在|居住于|"
    r"(?<=[（(，,、])住(?![房建院宿宅所户]))(?:[：:是为在于]{0,2})"
    r"(?P<where>[\u4e00-\u9fff0-9A-Za-z\-]{2,40})"
)
_FINE: Final = re.compile(
    r"(?:镇|乡|街道|县|区|市)[\u4e00-\u9fff]{1,8}(?:村|社区|屯|庄)|[\u4e00-\u9fff]村[\u4e00-\u9fff]{0,3}(?:组|屯)|"
    r"[0-9一二三四五六七八九十]{1,6}\s?(?:组|号|单元|室|栋|幢|弄|巷|楼)|[路街巷弄]\d+"
)
_HOUSE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:村|社区|小区|花园|家园|苑)[\u4e00-\u9fff0-9]{0,8}?[0-9一二三四五六七八九十]+(?:号楼|栋|幢)"
    r"(?:[0-9一二三四五六七八九十]+单元)?[0-9]+室"
)
_FLAT: Final = re.compile(
    r"(?:[0-9一二三四五六七八九十]{1,4}(?:栋|幢|座|号楼|号|楼))?[0-9一二三四五六七八九十]{1,3}单元[0-9]{1,2}?[0-9]{2}[室号]"
)
_OFFICE_BEFORE: Final = re.compile(r"(?:(?<!家庭)(?<!户籍)地址|办公|位于|地点|邮寄|设在|设于|联系)[^。；\n]{0,40}$")
"""行政中心3单元305室 is where an office can be found."""
_ILL: Final = Spotter(
    r"(?:"
    + _ROLE[3:-1]
    + "|"
    + _NEIGHBOUR[3:]
    + r"[^，。；\n]{0,8}?(?:患有|患|确诊|感染)(?!者)[^，。；\n]{0,8}?(?:病|癌|症|炎|肿瘤|抑郁)"
)


_PERSONS: Final = (_PERSON, _NEIGHBOUR_PERSON, _OTHER_PERSON, _COUNTED_PERSON, _CASE_OF, _LITIGANT)
_SUES: Final = re.compile(r"诉(?![讼求])")

_ILL_PERSON: Final = Spotter(
    r"(?:一名|一位|该|某)?患有?[^，。；\n]{1,8}(?:病|癌|症|瘤|炎|抑郁)的(?:低保户|村民|居民|申请人|当事人|原告|群众|老人|儿童|学生)"
    r"(?=[^，。；\n]{0,6}(?:申请|提出|起诉|不服|来访|反映))"
    r"|(?:艾滋病|乙肝|精神病|精神障碍|吸毒|结核|[\u4e00-\u9fff]{1,4}(?:病|癌|症|炎|瘤))(?:感染者|患者|人员)(?:[小老]["
    + SURNAMES
    + "]|["
    + SURNAMES
    + "]某)"
)
_ONE: Final = (
    r"(?:"
    + _ROLE[3:-1]
    + "|"
    + _NEIGHBOUR[3:-1]
    + r"|其|本人|之[子女母父妻夫]|儿子|女儿|配偶|[父母]亲|[1一](?:人|名)|小["
    + SURNAMES
    + "]|["
    + SURNAMES
    + "]某)"
)
_DISABLED: Final = Spotter(
    _ONE + r"[^，。；、\n]{0,6}?(?:[系属是为患持有]|属于)[^，。；、\n]{0,6}?"
    r"(?:(?:精神|智力|肢体|视力|听力|言语|语言|多重)(?:类)?残疾(?:证)?[（(]?[一二三四壹贰叁肆1-4ⅠⅡⅢⅣ]级(?!及?以[上下]|[、至和或—-])|重度(?:精神|智力|肢体)?残疾|"
    r"[一二三四1-4]级(?:精神|智力|肢体|视力|听力|言语|多重)残疾)(?!(?:人|者)?的?，(?:可|应|均)|(?:人|者)?的，|人?(?:两项|护理|补贴))"
    r"|(?:精神|智力|肢体|视力|听力|言语|多重)残疾[一二三四1-4]级的(?:"
    + _ROLE[3:-1]
    + "|"
    + _NEIGHBOUR[3:-1]
    + ")(?=[^，。；\n]{0,10}(?:申请|提出|起诉|不服|来访|反映))"
)
_DIAGNOSED: Final = Spotter(
    r"(?:小["
    + SURNAMES
    + "](?![学组康微区镇])|["
    + SURNAMES
    + "]某|(?:"
    + _ROLE[3:-1]
    + r")(?:本人|之[子女母父妻夫])|其(?:本人|[子女父母]亲?|儿子|女儿))"
    r"[^，。；\n]{0,14}?(?:病|癌|症|炎|瘤|抑郁|结核|障碍|乙肝|健康|精神)[^，。；\n]{0,4}?(?:诊断(?!标准|机构|目录)|病历|病例|住院|就诊|治疗|手术|体检|用药)(?:记录|证明|结果|书|资料|信息|报告|情况)?"
)
_ILLNESS: Final = ("病", "癌", "症", "炎", "瘤", "抑郁", "精神障碍", "吸毒", "结核", "乙肝", "诊断", "住院", "体检")
_MINOR: Final = Spotter(
    r"(?<![\d\-~～至到—])(?:[1-9]|1[0-7])(?:周?岁)[^，。；\n]{0,6}?(?:学生|儿童|女童|男童|女孩|男孩|未成年人?)(?:["
    + SURNAMES
    + r"]某|小["
    + SURNAMES
    + r"])"
)

_AGED: Final = Spotter(
    r"(?:(?<![大中])小["
    + SURNAMES
    + "]|["
    + SURNAMES
    + r"](?:某某?|[\u4e00-\u9fff]{1,2}))[（(](?:[男女][，,、]?)?(?:现年|今年|年仅|年龄|时年)?"
    r"(?:[1-9]|1[0-7]|[一二三四五六七八九]|十[一二三四五六七]?)周?岁[^）)至到—\-～~\d]{0,8}[）)]"
    r"|(?<![\d\-~～至到—])(?:[1-9]|1[0-7])周?岁的?(?:小[" + SURNAMES + "](?![学组康微区镇朋型龄])|[" + SURNAMES + "]某)"
)
"""小杨（9岁）, 12岁的李某."""


def _persons(text: str) -> Iterator[PrivacyHit]:
    told: set[int] = set()
    spotters = _PERSONS if _SUES.search(text) else _PERSONS[:-1]
    for found in (f for spotter in spotters for f in spotter.finditer(text)):
        name = found["name"]
        if found.start("name") in told:
            continue
        told.add(found.start("name"))
        if text[found.start("name") : found.start("name") + 2] in NO_NAMES or _NO_NAME.match(name):
            continue
        kind: PrivacyKind = "masked_person" if "某" in name else "person"
        masked = name[0] + "*" * (len(name) - 1)
        sentence = f"“{masked}”是当事人的姓名" if kind == "person" else f"“{masked}”指向具体的当事人"
        yield PrivacyHit(kind, found.start("name"), found.end("name"), masked, sentence)
    homes: list[tuple[int, int]] = [
        (f.start("where"), f.end("where")) for f in _HOME.finditer(text) if _FINE.search(f["where"])
    ]
    if "号楼" in text or "栋" in text or "幢" in text:
        homes += [f.span() for f in _HOUSE.finditer(text) if not any(a < f.end() and f.start() < b for a, b in homes)]
    for found in _FLAT.finditer(text) if "单元" in text else ():
        if not any(a < found.end() and found.start() < b for a, b in homes) and not _OFFICE_BEFORE.search(
            text, max(0, found.start() - 50), found.start()
        ):
            homes.append(found.span())
    for start, end in homes:
        masked = text[start : start + 2] + "****"
        yield PrivacyHit("address", start, end, masked, f"“{masked}”是精确到乡镇以下的住址")
    told_of: list[tuple[int, int]] = []
    ill = any(word in text for word in _ILLNESS)
    sick = (_ILL, _ILL_PERSON, _DIAGNOSED) if ill else ()
    for found in (f for spotter in (*sick, _DISABLED) for f in spotter.finditer(text)):
        if any(start < found.end() and found.start() < end for start, end in told_of):
            continue
        told_of.append(found.span())
        yield PrivacyHit("sensitive", found.start(), found.end(), found[0][:3] + "****", "提到了具体人员的健康状况")
    for found in (f for spotter in (_MINOR, _AGED) for f in spotter.finditer(text)) if "岁" in text else ():
        if any(start < found.end() and found.start() < end for start, end in told_of):
            continue
        told_of.append(found.span())
        yield PrivacyHit("sensitive", found.start(), found.end(), found[0][:3] + "****", "提到了具体的未成年人")


# ---- secrecy ------------------------------------------------------------------------------------------
_SECRECY: Final = Spotter(
    r"(?P<mark>绝密|机密|(?<!国家)(?<!商业)(?<!工作)秘密)\s*(?:级\s*)?(?:[★☆]|"
    r"(?:[0-9０-９一二三十]{1,3}\s*年(?:$|[\s，。；）)])))"
    r"|密级\s*[：:]\s*(?P<level>绝密|机密|秘密|内部)"
    r"|[【（(〔\[](?P<boxed>绝密|机密|秘密|内部资料|密件)[】）)〕\]]"
    r"|(?<!不)(?:本|该|此|系|属于?|为)\s?(?P<inner>内部资料|内部文件|密件)"
    r"|(?:此|本|该)(?:件|文|文件)[^，。；\n]{0,6}?(?P<graded>绝密|机密|秘密)级?"
    r"|(?P<keep>内部资料[，、 ]{0,2}(?:注意保[存管密]|请勿|不得|严禁|切勿|妥善保管))"
    r"|(?:[0-9]|[一二两三四五六七八九十])\s?[件份](?:[^，。；\n]{0,4}?)(?P<counted>绝密|机密|秘密)级"
    r"|(?<![未无不])(?:标注|标明|定为|列为|标为|确定为)(?:为|有|了)?[“\"]?(?P<marked>绝密|机密|秘密)"
    r"|(?P<out>(?:不得|请勿|严禁|切勿|禁止|不准)外传)",
    re.M,
)
_SECRET_NUMBER: Final = re.compile(r"密(?<!保密)(?:电|发|字|函)?\s?[〔\[（(]\s?\d{4}\s?[〕\]）)]\s?\d+\s?号")
_LINE_MARK: Final = Spotter(r"^[^\S\n]{0,40}(绝密|机密|秘密)[^\S\n]{0,40}$", re.M)
_ABOUT_RULES: Final = re.compile(r"(?:严禁|不得|禁止|防止|杜绝|坚决|凡)[^，。；\n]{0,14}$")
_SECRET_NAMES: Final[dict[str, str]] = {
    "mark": "密级标志",
    "level": "密级标志",
    "graded": "密级标志",
    "counted": "密级标志",
    "marked": "密级标志",
    "boxed": "密级或内部标志",
    "inner": "内部资料字样",
    "keep": "内部资料字样",
    "out": "“不得外传”一类字样",
}


def _secrecy(text: str) -> Iterator[PrivacyHit]:
    if "密" not in text and "内部" not in text and "外传" not in text:
        return
    for found in _SECRECY.finditer(text):
        group = found.lastgroup or "mark"
        if group in ("inner", "boxed", "marked", "counted") and _ABOUT_RULES.search(
            text, max(0, found.start() - 16), found.start()
        ):
            continue
        yield PrivacyHit("secrecy", found.start(), found.end(), found[group], f"出现{_SECRET_NAMES[group]}")
    for found in _SECRET_NUMBER.finditer(text):
        yield PrivacyHit("secrecy", found.start(), found.end(), "**", "出现涉密文件的文号")
    for found in _LINE_MARK.finditer(text):
        yield PrivacyHit("secrecy", found.start(1), found.end(1), found[1], "出现密级标志")


# ---- mail ---------------------------------------------------------------------------------------------
_MAIL: Final = re.compile(
    r"(?P<box>[0-9A-Za-z][0-9A-Za-z._+\-]{0,63})[@＠](?P<host>(?:vip\.)?(?:qq|foxmail|163|126|yeah|"
    r"sina|sohu|139|189|wo|gmail|hotmail|"
    r"outlook|live|aliyun|21cn|tom|icloud|yahoo)\.(?:com|net|cn)(?:\.cn)?)(?![0-9A-Za-z])",
    re.ASCII | re.I,
)


def _mails(text: str) -> Iterator[PrivacyHit]:
    if "@" not in text and "＠" not in text:
        return
    for found in _MAIL.finditer(text):
        masked = f"{found['box'][0]}***@{found['host']}"
        yield PrivacyHit("mail", found.start(), found.end(), masked, f"“{masked}”是免费邮箱")
