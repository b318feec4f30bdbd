"""Lists that do not give their total (N-10): wrong, doubtful, or left alone.

A total is wrong only where its list is complete, or where the parts are more than the whole, and no way of reading
where the list begins, ends or nests gives the total.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.claims.bench import last_digit, shown
from assistant.claims.frames import Analysis
from assistant.claims.list_sums import Listing, readings, value_of, wholes_of
from assistant.claims.model import Frame
from assistant.claims.ratios import Outcome

_CHANNELS: Final = (
    "网站", "微信", "公众", "微博", "抖音", "客户端", "新媒体", "公示栏", "公开栏", "公告栏", "平台", "APP", "报纸",
    "广播", "电视", "头条", "快手", "视频号", "触摸屏", "显示屏", "网",
)  # fmt: skip


def mismatch(analysis: Analysis, listing: Listing) -> Outcome | None:
    """What is said of a total that no reading of its list gives; null where it may be right all the same."""
    frames = analysis.frames
    whole = value_of(frames, listing.total)
    most = max(value for _, value in wholes_of(frames, listing))
    variants = [v[: listing.first_part_end] if listing.first_part_end else v for v in readings(frames, listing)]
    variants += list(readings(frames, listing))
    sums = [(sum((value_of(frames, i) for i in v), Decimal(0)), v) for v in variants if len(v) >= 2]
    if not sums:
        return None
    total, parts = min(sums, key=lambda item: abs(item[0] - whole))
    if abs(total - whole) <= _rounded(frames, [*parts, listing.total]):
        return None  # 3.82万件、1942件，合计4.01万件
    over = all(value > most for value, _ in sums)
    open_end = listing.open_end and not (over and listing.closed)
    vague = open_end or any(frames[i].numeral.vague for i in listing.parts) or _trails_off(analysis, listing)
    expression = f"{'+'.join(shown(value_of(frames, i)) for i in parts)}={shown(total)}"
    unit = frames[listing.total].numeral.unit
    if listing.heads and not over:
        return None
    difference = abs(total - whole)
    says = f"各项合计 {shown(total)} {unit}，总数 {shown(whole)} {unit}，"
    if vague and not (over and not open_end):
        return None
    if over and not vague and not listing.complete and overlap(analysis, parts):
        return _doubt(
            expression, f"{says}多 {shown(difference)}。各渠道如为同一信息重复发布请说明，否则请核对。", parts
        )
    if (over and not vague) or (listing.complete and (over or not vague)):
        word = "多" if total > whole else "少"
        message = f"{says}{word} {shown(difference)}（{expression}）。请核对总数和各分项。"
        return Outcome("contradicted", (expression,), (), message, "N-10", "", tuple(parts))
    if vague or total > whole or _moved(analysis, parts):
        return None
    says = f"各项合计 {shown(total)}，比 {shown(whole)} 少 {shown(difference)}：漏列或未列全。"
    return _doubt(expression, f"{says}请补全各项或核对总数。", parts)


def _rounded(frames: Sequence[Frame], indices: Sequence[int]) -> Decimal:
    """By how much numbers printed in 万 or 亿 may miss a sum together."""
    return sum((_step(frames[i]) for i in indices), Decimal(0)) / 2


def _step(frame: Frame) -> Decimal:
    return last_digit(frame.numeral) if any(sign in frame.numeral.text for sign in "万亿") else Decimal(0)


def _doubt(expression: str, message: str, parts: Sequence[int]) -> Outcome:
    return Outcome("unsupported", (expression,), (), message, "N-10", "warning", tuple(parts))


def _trails_off(analysis: Analysis, listing: Listing) -> bool:
    """The list ends in 等."""
    last = analysis.frames[listing.parts[-1]]
    return analysis.text[last.numeral.end : last.numeral.end + 1] == "等"


_MOVED: Final = ("新建", "新增", "新设", "新开", "归档", "撤销", "关停", "注销", "整合", "改版", "升级", "下线")


def _moved(analysis: Analysis, parts: Sequence[int]) -> bool:
    """专栏58个，其中年内新建11个、归档14个: what came and went is no division of the whole."""
    said = [analysis.text[slice(*analysis.frames[i].local)] for i in parts]
    return any(word in words for words in said for word in _MOVED)


def overlap(analysis: Analysis, parts: Sequence[int]) -> bool:
    """Channels may carry the same item, so that they may count more than the whole."""
    hits = 0
    for index in parts:
        frame = analysis.frames[index]
        clause = analysis.text[frame.local[0] : frame.numeral.start]
        hits += any(channel in clause for channel in _CHANNELS)
    return hits >= 2 or hits == len(parts)
