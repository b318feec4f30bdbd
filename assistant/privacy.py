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
_SURNAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范"
    "石廖贾夏韦付傅邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施牛樊葛邢齐鲁骆"
)
_ROLE: Final = r"(?:申请人|当事人|上诉人|投诉人|举报人|信访人|原告|患者|姓名)"
_NEIGHBOUR: Final = r"(?:信访户|低保户|贫困户|村民|居民|群众|市民)"
_NAME: Final = "(?P<name>[" + _SURNAMES + r"](?:某某|某|[\u4e00-\u9fff]{1,2}?))"
_ACTS: Final = r"(?:不服|申请|提出|提交|起诉|反映|来访|来电|投诉|举报|女士|先生|身份证|电话|家住|住址|患有|户)"
_PERSON: Final = Spotter(
    _ROLE + r"[：:]?" + _NAME + r"(?=[，。；、（）()：:\s]|$|的|于|向|在|因|要求|诉|认为|等|系|住|" + _ACTS[3:]
)
_NEIGHBOUR_PERSON: Final = Spotter(_NEIGHBOUR + _NAME + r"(?=[（(]住|" + _ACTS[3:])
_FULL_NAME: Final = "(?P<name>[" + _SURNAMES + r"](?:某某|某|[\u4e00-\u9fff]{2}))"
_COUNTED_PERSON: Final = Spotter(
    "(?:"
    + _ROLE[3:-1]
    + "|"
    + _NEIGHBOUR[3:-1]
    + ")"
    + _FULL_NAME
    + r"(?<![房户车卡证款费票钱])(?=\d{1,4}件|[一1]人|本人|口头|书面|来信|来函)"
)
_OPENING: Final = r"(?:^|(?<=[的、，。；：（(及和与由对就“]))"
_LITIGANT: Final = Spotter(
    _OPENING
    + "(?P<name>[高白金"
    + _SURNAMES
    + r"](?:某某|某|[\u4e00-\u9fff]{1,2}))(?<![起上投申应败胜撤控公倾告])诉(?![讼求])"
    + r"(?=[^，。；、\n]{1,24}(?:政府|局|委|办事处|厅|大队|支队|中心)(?!部门))"
)
"""刘某诉某镇政府信息公开一案."""
_CASE_OF: Final = Spotter(
    _OPENING
    + _FULL_NAME
    + r"(?=(?:不服[^，。；\n]{2,30}?)?申请(?:行政|政府)?(?:复议案|复议一案|信息公开案|信息公开一案))"
)
_ORDINARY_WORDS: Final = (
    "程序 程度 万元 万人 万户 万余 高度 高效 马上 马路 何时 何种 何人 江苏 江西 江河 黄河 黄金 石油 石材 "
    "石坡 龙头 温馨 温饱 温暖 康复 金额 金秋 钱款 夏季 夏粮 牛羊 武装 严格 严重 余额 贺信 齐全 顾虑 顾客 "
    "施工 施行 田间 田地 林地 林权 林业 许可 许多 陈述 陈旧 汤药 段落 史料 朱红 雷雨 雷电 杜绝 谢绝 付款 "
    "付费 郑重 曾经 曾于 范围 董事 钟点 毛利 叶片 莫大 方面 任何 孔雀 孟春 潘多 唐突 邢台 邱县 葛根 骆驼 "
    "彭湃 鲁莽 陆续 侯车 沈阳 宋代 唐代 汉代 胡乱 杨树 柳树 丁字 尹始 姜黄 冯河 樊篱 王牌 张贴 张开 周边 "
    "周期 周末 周知 周到 孙辈 罗列 梁柱 韩国 于此 苏州 魏县 吕梁 汪洋 范本 贾汪 韦编 邹城 熊猫 秦岭 陶瓷 "
    "黎明 毛坯 邵阳 覃塘 戴帽"
)
_NO_NAMES: Final = frozenset(_ORDINARY_WORDS.split())
"""Ordinary words that begin like a name: 申请人陈述权, 当事人程序权利."""
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
_ILL: Final = Spotter(
    r"(?:"
    + _ROLE[3:-1]
    + "|"
    + _NEIGHBOUR[3:]
    + r"[^，。；\n]{0,8}?(?:患有|患|确诊|感染)(?!者)[^，。；\n]{0,8}?(?:病|癌|症|炎|肿瘤|抑郁)"
)


_PERSONS: Final = (_PERSON, _NEIGHBOUR_PERSON, _COUNTED_PERSON, _CASE_OF, _LITIGANT)
_SUES: Final = re.compile(r"诉(?![讼求])")

_ILL_PERSON: Final = Spotter(
    r"(?:一名|一位|该|某)?患有?[^，。；\n]{1,8}(?:病|癌|症|瘤|炎|抑郁)的(?:低保户|村民|居民|申请人|当事人|原告|群众|老人|儿童|学生)"
    r"(?=[^，。；\n]{0,6}(?:申请|提出|起诉|不服|来访|反映))"
    r"|(?:艾滋病|乙肝|精神病|精神障碍|吸毒|结核|[\u4e00-\u9fff]{1,4}(?:病|癌|症|炎|瘤))(?:感染者|患者|人员)(?:[小老]["
    + _SURNAMES
    + "]|["
    + _SURNAMES
    + "]某)"
)
_ILLNESS: Final = ("病", "癌", "症", "炎", "瘤", "抑郁", "精神障碍", "吸毒", "结核", "乙肝")
_MINOR: Final = Spotter(
    r"(?<![\d\-~～至到—])(?:[1-9]|1[0-7])(?:周?岁)[^，。；\n]{0,6}?(?:学生|儿童|女童|男童|女孩|男孩|未成年人?)(?:["
    + _SURNAMES
    + r"]某|小["
    + _SURNAMES
    + r"])"
)


def _persons(text: str) -> Iterator[PrivacyHit]:
    told: set[int] = set()
    spotters = _PERSONS if _SUES.search(text) else _PERSONS[:-1]
    for found in (f for spotter in spotters for f in spotter.finditer(text)):
        name = found["name"]
        if found.start("name") in told:
            continue
        told.add(found.start("name"))
        if text[found.start("name") : found.start("name") + 2] in _NO_NAMES:
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
    for start, end in homes:
        masked = text[start : start + 2] + "****"
        yield PrivacyHit("address", start, end, masked, f"“{masked}”是精确到乡镇以下的住址")
    ill = any(word in text for word in _ILLNESS)
    for found in (*_ILL.finditer(text), *_ILL_PERSON.finditer(text)) if ill else ():
        yield PrivacyHit("sensitive", found.start(), found.end(), found[0][:3] + "****", "提到了具体人员的健康状况")
    for found in _MINOR.finditer(text):
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
