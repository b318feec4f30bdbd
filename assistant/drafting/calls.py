"""Where a row about each model call goes."""

from typing import Protocol

from schemas.drafts import CallRecord


class CallLog(Protocol):
    def add(self, record: CallRecord) -> None:
        """Keep one row. Called from worker threads."""
