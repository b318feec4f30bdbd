"""满意率, 回收率: what a survey's counts in the same sentence make of it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.claims.bench import places_of, round_percent, shown
from assistant.claims.model import Frame
from assistant.claims.ratios import NEAR, Outcome

_RATES: Final[tuple[tuple[str, "re.Pattern[str]"], ...]] = (
    ("满意", re.compile(r"满意(?!率|度|调查|测评|评价)")),
    ("回收率", re.compile(r"收回|回收(?!率)")),
)
_UNITS: Final = frozenset(("份", "人", "张", "名", "户", "人次"))


def survey_rate(text: str, frames: Sequence[Frame], index: int) -> Outcome | None:
    """Null where the sentence does not hold both counts, or where several may be meant and none fits."""
    frame = frames[index]
    said = text[frame.local[0] : frame.numeral.start]
    counted = next((pattern for word, pattern in _RATES if word in said and ("率" in said or "度" in said)), None)
    if counted is None or frame.numeral.vague:
        return None
    counts = [
        f for f in frames[max(0, index - NEAR) : index]
        if f.sentence == frame.sentence and f.relation == "value" and f.numeral.unit in _UNITS
        and f.numeral.kind == "count" and not f.numeral.vague
    ]  # fmt: skip
    parts = [f for f in counts if counted.search(text[f.local[0] : max(f.numeral.end, f.post[1])])]
    wholes = [f for f in counts if f not in parts and parts and f.numeral.unit == parts[0].numeral.unit]
    wholes = [f for f in wholes if f.numeral.value >= max(p.numeral.value for p in parts) and f.numeral.value > 0]
    if not parts or not wholes:
        return None
    sums = [p.numeral.value for p in parts]
    sums += [sum(sums[:end], Decimal(0)) for end in range(2, len(sums) + 1)]
    places = places_of(frame.numeral)
    for part in sums:
        for whole in wholes:
            if part <= whole.numeral.value and round_percent(part, whole.numeral.value, places) == frame.numeral.value:
                expression = f"{shown(part)}/{shown(whole.numeral.value)}={shown(frame.numeral.value)}%"
                return Outcome("confirmed", (expression,))
    if len(parts) > 1 or parts[0].depth != frame.depth:
        return None
    part, whole_value = parts[0].numeral.value, wholes[-1].numeral.value
    right = round_percent(part, whole_value, places)
    message = (
        f"“{shown(frame.numeral.value)}%”与数据不符：{shown(part)}÷{shown(whole_value)}＝{shown(right)}%，"
        f"相差 {shown(abs(right - frame.numeral.value))} 个百分点。请按四舍五入重新计算，或核对前后数字。"
    )
    return Outcome("contradicted", (f"{shown(part)}/{shown(whole_value)}={shown(right)}%",), (), message, "N-11")
