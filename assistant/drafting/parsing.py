"""What a model sent → paragraphs: fences and thinking stripped, half a JSON read as far as it goes."""

import json
import re
from typing import Any, Final

from langchain_core.utils.json import parse_partial_json
from pydantic import Field, ValidationError

from schemas.tables import Strict

_THINK: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S)
_FENCE: Final = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.S)
_HALF_SLOT: Final = re.compile(r"\{(?:\{[^{}\n]*\}?)?$")
_LEAD: Final = re.compile(r"^(?:以下是|好的|当然|下面是|根据您)[^\n]{0,40}[：:]\s*\n")
_LABEL: Final = re.compile(
    r"^(?:(?:第\s*[一二三四五六七八1-8１-８]\s*(?:自然)?段落?|(?:正文)?段落\s*[一二三四五六七八1-8１-８]|正文(?=[：:]))[：:。、，\s]*"
    r"|[0-9０-９]{1,2}(?:[)）]|[、.．](?![0-9０-９]))\s*|[（(][0-9０-９]{1,2}[)）]\s*|[①-⑳⑴-⒛]\s*|[-*•]\s+)"
)
"""What numbers a paragraph, or tells that it is one: 第1段。 1、 （1） ①."""
NO_PARAGRAPHS: Final[tuple[str, ...]] = ()


class Draft(Strict):
    """The flat draft that a model answers with."""

    paragraphs: list[str] = Field(min_length=1, max_length=8)


class UnusableAnswer(ValueError):
    """The answer holds no draft; the message is a Chinese phrase that says why."""


def parse_answer(raw: str, *, plain: bool = False) -> tuple[str, ...]:
    """Paragraphs of a complete answer. `plain`: the endpoint knows no structured mode, prose is welcome.

    Raises UnusableAnswer.
    """
    text = _THINK.sub("", raw).strip()
    if not text:
        raise UnusableAnswer("模型没有给出正文")
    fenced = _FENCE.search(text)
    candidates = [fenced[1].strip()] if fenced else []
    candidates += [text, text[text.find("{") : text.rfind("}") + 1] if "{" in text else ""]
    for candidate in candidates:
        draft = _draft(candidate)
        if draft:
            return draft
    head = text.lstrip("`json \n")
    looks_like_json = head.startswith(("{", "[")) and not head.startswith("{{")
    if plain and not looks_like_json:
        return _clean((fenced[1] if fenced else _LEAD.sub("", text)).split("\n"))
    raise UnusableAnswer("模型返回的 JSON 不完整或格式不对" if looks_like_json else "模型没有按约定的 JSON 格式回答")


def _draft(candidate: str) -> tuple[str, ...]:
    try:
        data = json.loads(candidate, strict=False)
        return _clean(Draft.model_validate(_in_shape(data)).paragraphs)
    except (ValueError, ValidationError, RecursionError):
        return NO_PARAGRAPHS


def _in_shape(data: Any) -> Any:
    """One string for the list, or {"text": …} for a paragraph: what models write where nothing binds them."""
    if not isinstance(data, dict) or "paragraphs" not in data:
        return data
    found = data["paragraphs"]
    items = [found] if isinstance(found, str) else found
    if isinstance(items, list):
        items = [next(iter(i.values())) if isinstance(i, dict) and len(i) == 1 else i for i in items]
    return {**data, "paragraphs": items}


def _clean(paragraphs: list[str]) -> tuple[str, ...]:
    lines = (_LABEL.sub("", line.strip()).strip() for paragraph in paragraphs for line in paragraph.split("\n"))
    return tuple(line for line in lines if line)


def partial_text(raw: str, *, plain: bool = False) -> str:
    """What can be shown of an answer that is still arriving: paragraphs so far, no half slot."""
    text = _THINK.sub("", raw)
    start = text.find("{")
    stripped = text.lstrip()
    if plain and (stripped.startswith("{{") or not stripped.startswith(("{", "`"))):
        shown = text
    elif start < 0:
        return ""
    else:
        shown = "\n".join(_partial_paragraphs(text[start:]))
    return _HALF_SLOT.sub("", shown.strip())


def _partial_paragraphs(text: str) -> list[str]:
    if text.endswith("\\"):
        text = text[:-1]
    try:
        data: Any = parse_partial_json(text)
    except (ValueError, RecursionError):
        return []
    found = data.get("paragraphs") if isinstance(data, dict) else None
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
