"""Labels of the form as other people's workbooks write them."""

import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz

from schemas.form import T2_DOCUMENT_COLUMNS, T2_DOCUMENT_ROWS, T2_SINGLE_ROWS, T3_COLUMNS, T3_ROWS

_ORDINAL: Final = re.compile(r"^(\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}[、.]|\d{1,2}[.、)])")
_ALIKE: Final = 84
OLD_LABELS: Final = frozenset(
    ("本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "采购项目数量", "采购总金额")
)
"""Headers of the 2019 form that the form of 2021 does not have."""
OLD_OTHER: Final = "其他处理"
"""A single row in the 2019 form, three rows since."""


def bare(text: str) -> str:
    """A label without ordinal, spaces and punctuation, in half-width letters."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\W", "", _ORDINAL.sub("", plain))


ROWS: Final[dict[str, str]] = {bare(label): key for key, label in T3_ROWS.items()}
COLUMNS: Final[dict[str, str]] = {bare(label): key for key, label in T3_COLUMNS.items()}
DOCUMENT_ROWS: Final[dict[str, str]] = {bare(label): key for key, label in T2_DOCUMENT_ROWS.items()} | {
    "规范性文件": "normative"
}
SINGLE_ROWS: Final[dict[str, str]] = {bare(label): key for key, label in T2_SINGLE_ROWS.items()}


def row_key(text: str) -> str | None:
    """Row of 表三 that a label means: written out, cut short, or with a slip of the pen."""
    label = bare(text)
    if label in ROWS:
        return ROWS[label]
    if len(label) < 4 or label == OLD_OTHER:
        return None
    begun = [
        key for whole, key in ROWS.items() if whole.startswith(label) or (label.startswith(whole) and len(whole) > 3)
    ]
    if len(begun) == 1:
        return begun[0]
    scored = sorted(((fuzz.ratio(label, whole), key) for whole, key in ROWS.items()), reverse=True)
    return scored[0][1] if scored[0][0] >= _ALIKE and scored[1][0] < scored[0][0] else None


def document_column(text: str) -> str | None:
    """Column of the first block of 表二: 制发, 废止, 有效 with 件 behind them."""
    label = bare(text)
    for word, key in zip(("制发件", "废止件", "有效件"), T2_DOCUMENT_COLUMNS, strict=True):
        if word in label and len(label) <= 10:
            return key
    return None


def is_single_header(text: str) -> bool:
    """本年处理决定数量 or 本年收费金额, in the wording of either form."""
    label = bare(text)
    return len(label) <= 16 and ("处理决定数量" in label or "收费金额" in label)
