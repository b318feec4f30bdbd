"""What would leave the machine, whether it may, and whether it leaves at all."""

import ipaddress
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from assistant.drafting.prompts import build_prompt, prompt_spec
from assistant.drafting.troubles import host_of
from assistant.privacy import BLOCKING, scan
from schemas.drafts import Endpoint
from schemas.passages import PASSAGE_NAMES
from schemas.report import Report

_TOPICS: Final = {
    "appraisal": "工作考核",
    "evaluation": "社会评议",
    "accountability": "责任追究",
    "on_time": "按期答复",
}


def is_loopback(endpoint: Endpoint) -> bool:
    """Whether the endpoint is on this very machine."""
    host = urlsplit(endpoint.base_url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def outbound_preview(report: Report, passages: Sequence[str], endpoint: Endpoint) -> str:
    """Exactly what would be sent, for the clerk to read before the first call."""
    where = "本机的" if is_loopback(endpoint) else ""
    parts = [f"以下内容将发送给{where}模型服务“{host_of(endpoint)}”（模型：{endpoint.model}）："]
    for passage in passages:
        if not prompt_spec(passage).model:
            continue
        body = "\n\n".join(text for _, text in build_prompt(report, passage).messages)
        parts.append(f"〔{PASSAGE_NAMES[passage]}〕\n{body}")
    if len(parts) == 1:
        return "这些段落由程序直接写出，没有内容需要发送。"
    return "\n\n".join(parts)


def outbound_obstacles(report: Report, passages: Sequence[str], *, present: str = "") -> tuple[str, ...]:
    """Why the notes or imported text must not be sent: one sentence each, the secret itself covered."""
    found: list[str] = []
    for place, text in _sent_texts(report, passages, present):
        for hit in scan(text):
            if hit.kind in BLOCKING:
                found.append(f"{place}中{hit.sentence}，不能发送给模型，请删去或遮盖后再试。")
    return tuple(dict.fromkeys(found))


def blocked_sentence(obstacles: Sequence[str]) -> str:
    return f"{obstacles[0]}本节已改由程序起草。"


def _sent_texts(report: Report, passages: Sequence[str], present: str) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = [("现有文字", present)] if present else []
    for passage in passages:
        spec = prompt_spec(passage)
        if not spec.model:
            continue
        name = PASSAGE_NAMES[passage]
        noted = ("problems", "improvements") if passage == "improvements" else (passage,)
        for source in noted:
            texts += [(f"“{PASSAGE_NAMES[source]}”的素材", note.text) for note in report.notes.get(source, ())]
        texts += [(f"“{_TOPICS[topic]}”的说明", getattr(report.statements, topic).text) for topic in spec.statements]
        if spec.needs_notes and report.previous is not None:
            texts.append((f"上年报告“{name}”", report.previous.passages.get(passage, "")))
    return [(place, text) for place, text in texts if text.strip()]
