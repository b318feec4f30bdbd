"""What is plainly malformed in the unit profile, said gently beside the field; the value stays as typed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

_POSTCODE: Final = re.compile(r"\d{6}")
_PHONE: Final = re.compile(
    r"(\+?86[-\s]?)?(0\d{2,3}[-－—–\s]?\d{7,8}|[2-9]\d{6,7}|[48]00[-－—–\s]?\d{3}[-－—–\s]?\d{4}|1\d{10}|1?[129]\d{2,4})"
)
_EXTENSION: Final = re.compile(r"(转|[-－—–]|\(|（)\s*\d{1,6}\s*(分机)?[)）]?$")
_HOST: Final = re.compile(r"(https?://)?([\w\-]+\.)+[a-zA-Z一-鿿]{2,}(:\d+)?([/?#]\S*)?")
_AREA: Final = re.compile(r"[（(](0\d{2,3})[)）]\s*")


def profile_remark(field: str, text: str) -> str:
    """A sentence where the text cannot be right; empty where it may be."""
    said = _SAID.get(field)
    return said(text.strip()) if said and text.strip() else ""


def _postcode(text: str) -> str:
    if _POSTCODE.fullmatch(text):
        return ""
    return f"邮政编码一般是 6 位数字，现填“{text}”，请核对。"


def _phone(text: str) -> str:
    for one in re.split(r"[、，,；;/]|或", text):
        bare = _AREA.sub(r"\1-", one.strip())
        if bare and not _PHONE.fullmatch(bare) and not _PHONE.fullmatch(_EXTENSION.sub("", bare).strip()):
            return f"“{one.strip()}”不像完整的电话号码，请核对区号和位数，例如 0355-8080123。"
    return ""


def _url(text: str) -> str:
    if _HOST.fullmatch(text):
        return ""
    return f"“{text}”不像网址，网址例如 http://www.shangdangqu.gov.cn。"


def _deadline(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return f"“{text}”不是完整的日期，请按 {date.today().year}-01-31 的样子填写，否则不能提醒是否逾期。"
    return ""


_SAID: Final[dict[str, Callable[[str], str]]] = {
    "contact.postcode": _postcode,
    "contact.phone": _phone,
    "url": _url,
    "deadline": _deadline,
}


def iso_date(text: str) -> str:
    """A date as people write it (2026年1月31日, 2026/1/31, 2026.1.31) as ISO; other text as it is."""
    match = re.fullmatch(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?", text.strip())
    if match:
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            pass
    return text.strip()


def other_unit(mine: str | None, theirs: str | None) -> bool:
    """Whether two names are those of two units: 苏店镇 and 长治市上党区苏店镇人民政府 are one."""
    names = [re.sub(r"\s", "", name or "").removesuffix("人民政府") for name in (mine, theirs)]
    short, long = sorted(names, key=len)
    return bool(short) and not long.endswith(short)
