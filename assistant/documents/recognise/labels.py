"""Labels of the form as people print them: blanks, brackets, quotes and ordinals tolerated, damage measured."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from assistant.cells import BLANK_SIGNS, PADDING
from assistant.documents.radicals import whole_characters
from schemas.form import (
    T2_DECISIONS,
    T2_DOCUMENT_COLUMNS,
    T2_DOCUMENT_ROWS,
    T2_FEES,
    T2_SINGLE_ROWS,
    T3_COLUMNS,
    T3_GROUPS,
    T3_IDENTITY_LABEL,
    T3_ROWS,
    T4_GROUPS,
    T4_RESULTS,
)

_WIDTH: Final = str.maketrans(
    "()[]【】,:;?!．０１２３４５６７８９“”„‟‘’「」『』＂'％",
    "（）（）（），：；？！.0123456789" + '"' * 12 + "%",
)
_ORDINAL: Final = re.compile(
    r"^(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}[、.，]|\d{1,2}[.、，]?|（\d{1,2}）)[、.]?"
)
_REMARK: Final = re.compile(r"（区分处理.*$|（单位.*$|单位：.*$")
_NUMBER: Final = re.compile(r"^[+\-−－]?\d[\d,，]*(?:\.\d+)?$")
_DECORATION: Final = re.compile(r'[（）"、，.：]')


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """Without blanks, brackets and quotes of one kind, digits half width."""
    return whole_characters(PADDING.sub("", text).translate(_WIDTH))


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A label down to its words: no ordinal, no bracketed remark, no punctuation."""
    plain = norm(text)
    stripped = _ORDINAL.sub("", plain)
    plain = _REMARK.sub("", stripped) or stripped or plain
    return _DECORATION.sub("", plain)


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """A number, or a sign that stands for none; empty text is neither."""
    plain = norm(text)
    return bool(_NUMBER.match(plain)) or (plain != "" and plain in _SIGNS)


_SIGNS: Final = frozenset(norm(sign) for sign in BLANK_SIGNS if sign)


@lru_cache(maxsize=8192)
def is_blank(text: str) -> bool:
    return not PADDING.sub("", text)


def same_label(text: str, expected: str) -> bool:
    """Equal but for what may differ in print: blanks, kinds of bracket and quote, sign behind the ordinal."""
    if norm(text) == norm(expected):
        return True
    one, other = _loose(text), _loose(expected)
    return one == other or (other.startswith("（二）部分公开") and one == "（二）部分公开")


@lru_cache(maxsize=4096)
def _loose(text: str) -> str:
    plain = norm(text)
    plain = re.sub(r"^(\d{1,2})[、，．]", r"\1.", plain)
    return re.sub(r"^([一二三四五六七八九十])[.，]", r"\1、", plain).replace('"', "").rstrip("。：")


T3_BY_LABEL: Final[dict[str, str]] = {norm(label): row for row, label in T3_ROWS.items()}
_T3_BARE: Final[dict[str, str]] = {bare(label): row for row, label in T3_ROWS.items()}
_T3_ALIASES: Final[dict[str, str]] = {
    "本年新收申请数量": "new",
    "上年结转申请数量": "carried_in",
    "结转下年继续办理": "carried_out",
    "结转下年度": "carried_out",
    "总计": "total",
    "合计": "total",
    "属于其他法律行政法规禁止公开": "deny_law",
    "危及三安全一稳定": "deny_safety",
}
T3_EXTRA: Final[dict[str, str]] = {bare(label): group for group, label in T3_GROUPS.items()}
T3_HEADERS: Final[dict[str, str]] = {
    **{bare(label): key for key, label in T3_COLUMNS.items()},
    "企业": "business",
    "公益组织": "welfare",
    "社会公益": "welfare",
    "法律服务": "legal",
    "合计": "total",
    "总数": "total",
}
T4_HEADERS: Final[dict[str, str]] = {
    **{bare(label): key for key, label in T4_RESULTS.items()},
    "合计": "total",
    "维持": "maintain",
    "纠正": "correct",
    "其他": "other",
}
T4_HEADS: Final[dict[str, str]] = {bare(label): key for key, label in T4_GROUPS.items()}
T2_ROWS: Final[dict[str, str]] = {
    **{bare(label): key for key, label in {**T2_DOCUMENT_ROWS, **T2_SINGLE_ROWS}.items()},
    "规范性文件": "normative",
    "政府规章": "regulations",
    "行政规章": "regulations",
    "行政强制措施": "coercion",
    "行政事业收费": "fees_wan",
}
T2_HEADERS: Final[dict[str, str]] = {bare(label): key for key, label in T2_DOCUMENT_COLUMNS.items()}
OLD_HEADERS: Final = frozenset(
    {"本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "本年增/减", "采购项目数量"}
)
OLD_ROWS: Final = frozenset({"其他对外管理服务事项", "政府集中采购"})

FORM_LABELS: Final[dict[str, frozenset[str]]] = {
    "table2": frozenset(
        {*T2_ROWS, *T2_HEADERS, bare(T2_DECISIONS), bare(T2_FEES), "信息内容", "处理决定数量"}
        | {bare(f"第二十条第（{n}）项") for n in "一五六八九"}
        | OLD_HEADERS
        | OLD_ROWS
    ),
    "table3": frozenset(
        {
            *_T3_BARE,
            *_T3_ALIASES,
            *T3_EXTRA,
            bare(T3_IDENTITY_LABEL),
            "申请人情况",
            "法人或其他组织",
            "自然人",
            "本年度办理结果",
        }
        | {"商业企业", "科研机构", "社会公益组织", "法律服务机构"}
    )
    - {"总计", "合计", "其他"},
    "table4": frozenset({*T4_HEADS, "行政复议", "行政诉讼", "结果维持", "结果纠正", "其他结果", "尚未审结"}),
}


@lru_cache(maxsize=4096)
def t3_row(text: str) -> tuple[str, int] | None:
    """Row of 表三 that a label names best, with a score (0 … 100)."""
    plain = norm(text)
    if plain in T3_BY_LABEL:
        return T3_BY_LABEL[plain], 100
    words = bare(text)
    if not words:
        return None
    row = _T3_BARE.get(words) or _T3_ALIASES.get(words)
    if row is not None:
        return row, 98
    row, score = best_row(words)
    return (row, score) if score >= 72 else None


@lru_cache(maxsize=4096)
def best_row(words: str) -> tuple[str, int]:
    scored = [(row_score(words, row), row) for row in T3_ROWS]
    score, row = max(scored)
    return row, score


_ROW_WORDS: Final[dict[str, str]] = {row: bare(label) for row, label in T3_ROWS.items()}


@lru_cache(maxsize=16384)
def row_score(words: str, row: str) -> int:
    """Likeness of label words to a row of 表三; a beginning or an end cut off counts for much."""
    target = _ROW_WORDS[row]
    if words == target:
        return 98
    score = int(fuzz.ratio(words, target))
    if len(words) >= 5 and (target.startswith(words) or target.endswith(words)):
        score = max(score, 90)
    return score


@lru_cache(maxsize=2048)
def t2_row(text: str) -> str | None:
    """Row of 表二 that a label names."""
    words = bare(text)
    if words in T2_ROWS:
        return T2_ROWS[words]
    if len(words) < 3:
        return None
    score, key = max((fuzz.ratio(words, label), key) for label, key in T2_ROWS.items())
    return key if score >= 80 else None


@lru_cache(maxsize=2048)
def t2_header(text: str) -> str | None:
    """Column of 规章 and 行政规范性文件 that a header names, by its telling word."""
    words = bare(text)
    if words in T2_HEADERS:
        return T2_HEADERS[words]
    if len(words) > 12 or words in OLD_HEADERS:
        return None
    for word, key in (("制发", "made"), ("制定", "made"), ("废止", "repealed"), ("现行有效", "valid")):
        if word in words:
            return key
    return None


@lru_cache(maxsize=2048)
def t3_header(text: str) -> str | None:
    words = bare(text)
    if words in T3_HEADERS:
        return T3_HEADERS[words]
    if len(words) < 3:
        return None
    score, key = max((fuzz.ratio(words, label), key) for label, key in T3_HEADERS.items())
    return key if score >= 75 else None


@lru_cache(maxsize=2048)
def t4_header(text: str) -> str | None:
    words = bare(text)
    if words in T4_HEADERS:
        return T4_HEADERS[words]
    if len(words) < 3:
        return None
    score, key = max((fuzz.ratio(words, label), key) for label, key in T4_HEADERS.items())
    return key if score >= 75 else None


@lru_cache(maxsize=2048)
def t4_group(text: str) -> str | None:
    """行政复议, 未经复议直接起诉 or 复议后起诉."""
    words = bare(text)
    if words in T4_HEADS:
        return T4_HEADS[words]
    if "直接起诉" in words:
        return "direct"
    if "复议后" in words:
        return "after"
    return None
