"""Drafting: prompt and model → grounded passages; the offline writer; revision; the gate."""

from assistant.drafting.calls import CallLog
from assistant.drafting.offline import write_offline
from assistant.drafting.run import draft, draft_all
from assistant.drafting.sentences import SentenceChange, is_stale, sentence_diff, take, text_hash

__all__ = [
    "CallLog",
    "SentenceChange",
    "draft",
    "draft_all",
    "is_stale",
    "sentence_diff",
    "take",
    "text_hash",
    "write_offline",
]
