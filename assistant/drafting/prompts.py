"""A passage's prompt: its front matter, and the messages made of it for one report."""

import hashlib
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, Literal

import yaml
from pydantic import Field

from assistant.facts import SUM_ADDRESSES, FactBook
from assistant.slots import render
from assistant.units import resolve
from schemas.facts import Fact
from schemas.passages import PASSAGE_NAMES
from schemas.report import Report
from schemas.tables import Strict

_TREND: Final = {1: "增加", 0: "持平", -1: "减少"}
_TOPICS: Final = {
    "appraisal": "工作考核",
    "evaluation": "社会评议",
    "accountability": "责任追究",
    "on_time": "按期答复",
}
_STATES: Final = {"yes": "有", "none": "无", None: "未提供"}
PARAGRAPH_CHARS: Final = 600


class PromptSpec(Strict):
    """Front matter of `prompts/<passage>.md` with its text."""

    passage: str
    schema_name: Literal["paragraphs"] = Field(alias="schema")
    paragraphs: int = Field(ge=1, le=8)
    """Most paragraphs that the model may write."""
    max_chars: int
    """Upper limit of the rendered passage."""
    facts: tuple[str, ...]
    """Addresses that are offered; * stands for anything."""
    must: tuple[str, ...] = ()
    """Facts that must be mentioned where they are known, and asked for where they are not."""
    statements: tuple[str, ...] = ()
    needs_notes: bool = False
    """Nothing to write from without notes: the model is not asked."""
    model: bool = True
    """False: fixed text, the model is never asked."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: the messages, the response schema, and a hash of both for the log."""

    passage: str
    messages: tuple[tuple[Literal["system", "user", "assistant"], str], ...]
    schema: dict[str, Any]
    hash: str
    max_tokens: int
    max_chars: int

    def followed_by(self, answer: str, complaint: str) -> "Prompt":
        """The same prompt with the model's answer and what is wrong with it."""
        messages = (*self.messages, ("assistant", answer), ("user", complaint))
        return Prompt(self.passage, messages, self.schema, self.hash, self.max_tokens, self.max_chars)


@cache
def common_text() -> str:
    return resources.files("prompts").joinpath("common.md").read_text(encoding="utf-8").strip()


@cache
def prompt_spec(passage: str) -> PromptSpec:
    """Raises KeyError for a passage without a prompt file."""
    if passage not in PASSAGE_NAMES:
        raise KeyError(passage)
    raw = resources.files("prompts").joinpath(f"{passage}.md").read_text(encoding="utf-8")
    _, front, text = raw.split("---", 2)
    return PromptSpec.model_validate({**yaml.safe_load(front), "text": text.strip()})


def draft_schema(spec: PromptSpec) -> dict[str, Any]:
    """The flat response schema: paragraphs, each a string of bounded length, and nothing else."""
    return {
        "title": "Draft",
        "type": "object",
        "properties": {
            "paragraphs": {
                "type": "array",
                "items": {"type": "string", "maxLength": PARAGRAPH_CHARS},
                "minItems": 1,
                "maxItems": spec.paragraphs,
            }
        },
        "required": ["paragraphs"],
        "additionalProperties": False,
    }


def offered_facts(spec: PromptSpec, book: FactBook) -> tuple[Fact, ...]:
    """Facts for the prompt, in the order of its list; zero rows that nothing demands are left out."""
    found: dict[str, Fact] = {}
    for address in _matching(spec.facts, (*book.stored_addresses(), *SUM_ADDRESSES)):
        fact = book.get(address)
        if fact is not None and (fact.value or fact.sign is not None or _demanded(spec.must, address)):
            found[address] = fact
    return tuple(found.values())


@lru_cache(maxsize=256)
def _matching(patterns: tuple[str, ...], addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses in the order of the patterns; those of one kind of unit are nearly always the same."""
    found: dict[str, None] = {}
    for pattern in patterns:
        for address in addresses if "*" in pattern else (pattern,):
            if address == pattern or fnmatchcase(address, pattern):
                found[address] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def _demanded(patterns: tuple[str, ...], address: str) -> bool:
    return any(fnmatchcase(address, pattern) for pattern in patterns)


def build_prompt(
    report: Report,
    passage: str,
    *,
    instruction: str = "",
    present: str = "",
    kept: tuple[str, ...] = (),
    selected: str = "",
    book: FactBook | None = None,
) -> Prompt:
    """The messages for one passage. `present` is slot text; `kept` are sentences that must stay as they are."""
    spec = prompt_spec(passage)
    book = book or FactBook(report)
    parts = [spec.text, _profile(report), _facts(spec, book), _statements(spec, report), _notes(report, passage, book)]
    if spec.needs_notes:
        parts.append(_last_year(report, passage))
    if present:
        parts.append(_fence("现有文字", present))
    if kept:
        parts.append("下列句子必须原样保留，一字不改：\n" + "\n".join(kept))
    if selected:
        parts.append("只改写下面这一处，其余文字原样保留：\n" + selected)
    if instruction:
        parts.append(f"本次修改要求（仍须遵守全部规定）：{instruction}")
    parts.append(f"全文不超过{spec.max_chars}字，最多{spec.paragraphs}段。")
    user = "\n\n".join(part for part in parts if part)
    schema = draft_schema(spec)
    digest = hashlib.sha256(f"{common_text()}\n{user}\n{schema}".encode()).hexdigest()[:16]
    # one Chinese character costs up to two tokens, a slot about fifteen
    max_tokens = spec.max_chars * 2 + 400
    return Prompt(passage, (("system", common_text()), ("user", user)), schema, digest, max_tokens, spec.max_chars)


def _profile(report: Report) -> str:
    unit = resolve(report.unit)
    lines = [f"单位：{unit.name or '本机关'}，自称“{unit.short or '本机关'}”"]
    if report.unit.superior:
        lines.append(f"上级：{report.unit.superior}")
    if report.unit.site:
        lines.append(f"网站：{report.unit.site}")
    if report.unit.channels:
        lines.append("渠道：" + "、".join(report.unit.channels))
    return "\n".join(lines)


def _facts(spec: PromptSpec, book: FactBook) -> str:
    lines = [_fact_line(fact) for fact in offered_facts(spec, book)]
    lacking = [f"{pattern} · 未提供" for pattern in spec.must if "*" not in pattern and book.get(pattern) is None]
    return "## 数据\n" + "\n".join([*lines, *lacking])


def _fact_line(fact: Fact) -> str:
    line = f"{fact.address} · {fact.label} · {fact.text} {fact.unit}"
    return line if fact.sign is None else f"{line} · {_TREND[fact.sign]}"


def _statements(spec: PromptSpec, report: Report) -> str:
    lines: list[str] = []
    for topic in spec.statements:
        given = getattr(report.statements, topic)
        detail = f"：{_defused(given.text)}" if given.text.strip() else ""
        lines.append(f"{_TOPICS[topic]} · {_STATES[given.state]}{detail}")
    return "## 表述\n" + "\n".join(lines) if lines else ""


def _notes(report: Report, passage: str, book: FactBook) -> str:
    """Notes as fenced data, numbers as slots. Improvements see the problems that they answer."""
    from assistant.drafting.offline.voice import Voice

    voice = Voice(report, book=book)
    parts: list[str] = []
    if passage == "improvements":
        found = "\n".join(f"问题：{item}" for item in voice.notes("problems"))
        parts += [found] if found else []
    parts += list(voice.notes(passage))
    return _fence("素材", "\n".join(parts)) if parts else ""


def _last_year(report: Report, passage: str) -> str:
    previous = report.previous
    if previous is None or not previous.passages.get(passage, "").strip():
        return ""
    text = render(previous.passages[passage], FactBook(previous), strict=False).text
    return _fence("上年文字", text[:1200]) + "\n上年文字仅供了解去年说过什么，不得照抄。"


def _fence(name: str, text: str) -> str:
    """Text of others as data: nothing inside can close the fence."""
    return f"<{name}>\n{_defused(text)}\n</{name}>"


def _defused(text: str) -> str:
    return re.sub(r"[<>]", lambda found: {"<": "＜", ">": "＞"}[found[0]], text).replace("```", "'''")
