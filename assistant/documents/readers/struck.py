"""Text that is shown struck through was taken back: no reader reads it, and each says so."""

from collections.abc import Sequence

_SHOWN = 3
_LENGTH = 12


def struck_remark(texts: Sequence[str]) -> tuple[str, str]:
    """The remark of a document in which `texts` are struck through."""
    samples = "、".join(f"“{text.strip()[:_LENGTH]}”" for text in texts[:_SHOWN])
    more = "等" if len(texts) > _SHOWN else ""
    return (
        "struck_text",
        f"文件里有 {len(texts)} 处文字带删除线（{samples}{more}），作为已删去的内容未读入，请核对。",
    )
