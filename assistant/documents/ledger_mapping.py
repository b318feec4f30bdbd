"""Which column of a ledger is which: good guesses, confirmed by the clerk."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

from assistant.documents.ledger_dates import read_date
from assistant.documents.ledger_table import LedgerTable
from assistant.documents.ledger_words import load_kind_words, load_result_words


@dataclass(frozen=True, slots=True)
class LedgerMapping:
    """Column indices from 0; null: the ledger has no such column. The first four are the ones that count."""

    received: int | None = None
    kind: int | None = None
    result: int | None = None
    replied: int | None = None
    carried: int | None = None
    number: int | None = None
    split_from: int | None = None
    disputes: int | None = None

    def columns(self) -> frozenset[int]:
        return frozenset(index for f in fields(self) if (index := getattr(self, f.name)) is not None)

    def missing(self) -> tuple[str, ...]:
        """Names of the columns without which nothing can be counted."""
        return tuple(FIELD_NAMES[key] for key in ("received", "kind", "result") if getattr(self, key) is None)


FIELD_NAMES: Final[dict[str, str]] = {
    "received": "收到日期",
    "kind": "申请人类型",
    "result": "办理结果",
    "replied": "答复日期",
    "carried": "是否上年结转",
    "number": "登记编号",
    "split_from": "拆分自（一事一申请）",
    "disputes": "复议、诉讼情况",
}

# the better a heading names the column, the earlier it stands
_HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "received": (
        r"收到.*(日期|时间)|收到日",
        r"(接收|收件|收文|来件|收悉|接件).*(日期|时间)?$",
        r"受理(日期|时间)|登记(日期|时间)",
        r"(申请|提交|递交|提出)(日期|时间)|日期.*(申请|登记|收到)",
    ),
    "replied": (
        r"(答复|回复|办结|办毕|答复书|告知书).*(日期|时间)",
        r"(办理|处理|完成|出具|送达|寄出|发出).*(日期|时间)",
        r"(日期|时间).*(答复|办结)",
    ),
    "kind": (
        r"申请人.*(类型|类别|性质|身份|属性|分类)",
        r"(申请)?主体.*(类型|类别|性质|身份)?$|申请者(类型|类别)",
        r"^申请人$|(人员|对象)(类型|类别|性质)",
    ),
    "result": (
        r"(办理|答复|处理|公开).*结果|结果(类型|类别|分类)",
        r"(答复|处理|办理|决定).*(类型|类别|意见|决定)|答复情况",
        r"^结果$|(办理|处理|答复)(情况|方式|状态)",
    ),
    "carried": (r"(上年|上一年|上年度|去年|往年|跨年).*结转|结转.*(上年|上一年|去年)", r"是否.*结转"),
    "number": (r"(登记|受理|申请|收件|回执|办件|查询).*(编号|序号|号码|号)$|^编号$", r"^(序号|流水号)$"),
    "split_from": (r"拆分|一事一申请|原申请|原编号|原登记|关联(申请|编号)",),
    "disputes": (r"复议|诉讼",),
}
_EXCLUDED: Final[dict[str, str]] = {
    "received": r"答复|回复|办结|期限|时限|截止|到期|应|限|是否|方式|人$",
    "replied": r"期限|时限|截止|到期|应|最后|限|延期|是否|方式|申请|收到|复议|诉讼",
    "kind": r"结果|答复|内容|姓名|名称|联系|地址|电话",
    "result": r"日期|时间|复议|诉讼|期限|申请人|满意",
    "carried": r"下年|下一年|下年度",
    "number": r"电话|手机|证|邮|原|关联|拆分",
    "split_from": r"日期|时间",
    "disputes": r"^$",
}


def guess_mapping(table: LedgerTable) -> LedgerMapping:
    """The likeliest column for each field, by heading and by what stands below it.

    A field for which nothing speaks stays null. No column is given to two fields.
    """
    looks = _looks()
    chosen: dict[str, int] = {}
    for name in ("received", "replied", "result", "kind", "carried", "split_from", "number", "disputes"):
        best, best_score = None, 0.0
        for at, heading in enumerate(table.headings):
            if at in chosen.values():
                continue
            score = _score(name, heading, looks.get(name), table.column(at))
            if score > best_score:
                best, best_score = at, score
        if best is not None:
            chosen[name] = best
    return LedgerMapping(**chosen)


def _looks() -> dict[str, Callable[[str], bool]]:
    results, kinds = load_result_words(), load_kind_words()
    return {
        "received": lambda text: read_date(text) is not None,
        "replied": lambda text: read_date(text) is not None,
        "result": lambda text: results.read(text).target is not None or text in results.meanings,
        "kind": lambda text: kinds.read(text).target is not None or text in kinds.meanings,
    }


def _score(name: str, heading: str, fits: Callable[[str], bool] | None, values: tuple[str, ...]) -> float:
    if not heading or re.search(_EXCLUDED[name], heading):
        return 0
    patterns = _HEADINGS[name]
    rank = next((len(patterns) - at for at, pattern in enumerate(patterns) if re.search(pattern, heading)), 0)
    if fits is None:
        return rank
    filled = [text for text in values if text][:200]
    share = sum(map(fits, filled)) / len(filled) if filled else 0.0
    if rank:
        # headings decide, contents break ties and overrule where nothing below fits
        return rank + 4 * share if share or not filled else rank * 0.1
    return 3 * share if share >= 0.8 and len(filled) >= 3 and name in ("result", "kind") else 0
