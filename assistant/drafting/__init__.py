"""Drafting: prompt and model → grounded passages; the offline writer; revision; the gate."""

from assistant.drafting.calls import CallLog
from assistant.drafting.client import preload
from assistant.drafting.gate import check_text
from assistant.drafting.modes import persist_with
from assistant.drafting.offline import write_offline
from assistant.drafting.outbound import is_loopback, outbound_obstacles, outbound_preview
from assistant.drafting.probe import offered_models, probe_endpoint
from assistant.drafting.revise import QUICK_INSTRUCTIONS, revise
from assistant.drafting.run import draft, draft_all
from assistant.drafting.sentences import SentenceChange, is_stale, sentence_diff, take, text_hash

__all__ = [
    "QUICK_INSTRUCTIONS",
    "CallLog",
    "SentenceChange",
    "check_text",
    "draft",
    "draft_all",
    "is_loopback",
    "is_stale",
    "offered_models",
    "outbound_obstacles",
    "outbound_preview",
    "persist_with",
    "preload",
    "probe_endpoint",
    "revise",
    "sentence_diff",
    "take",
    "text_hash",
    "write_offline",
]
