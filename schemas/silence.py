"""What report JSON may leave unsaid: null for a part that is empty, and what is refused by name."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator


def null_is_empty(value: Any) -> Any:
    return {} if value is None else value


def null_is_no_entry(value: Any) -> Any:
    return [] if value is None else value


def unstated_left_out(value: Any) -> Any:
    """Entries that are null are not there."""
    if isinstance(value, dict):
        return {key: text for key, text in value.items() if text is not None}
    return {} if value is None else value


def named(value: Any) -> Any:
    """A unit may be unknown, but its name has to be mentioned."""
    if isinstance(value, dict) and "name" not in value:
        raise ValueError("缺少“name”（单位名称，不知道时写 null）")
    return {"name": None} if value is None else value


def _iso(value: Any) -> Any:
    if value == "":
        return None
    if isinstance(value, str):
        try:
            date.fromisoformat(value.strip()[:10])
        except ValueError:
            raise ValueError("日期须写成 2026-01-20 的样子") from None
    return value


Texts = Annotated[list[str], BeforeValidator(null_is_no_entry)]
IsoDate = Annotated[str | None, BeforeValidator(_iso)]
