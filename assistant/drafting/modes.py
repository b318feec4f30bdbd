"""The structured mode that an endpoint was found to support, remembered in this process.

A host that wants to keep it longer (the settings page) gives `persist_with` a function.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from schemas.drafts import Endpoint, StructuredMode

LADDER: Final[tuple[StructuredMode, ...]] = ("json_schema", "json_object", "plain")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to speak to an endpoint: structured mode, whether it streams, how it names the length limit."""

    mode: StructuredMode
    streams: bool = True
    counts: bool = True
    """The endpoint tells token counts at the end of a stream."""
    newer_limit: bool = False
    """The endpoint wants `max_completion_tokens` where most want `max_tokens`."""

    def step_down(self) -> "Dialect | None":
        at = LADDER.index(self.mode)
        return replace(self, mode=LADDER[at + 1]) if at + 1 < len(LADDER) else None


_known: dict[tuple[str, str], Dialect] = {}
_lock: Final = Lock()
_listeners: list[Callable[[Endpoint, StructuredMode], None]] = []


def recall(endpoint: Endpoint) -> Dialect:
    """What was negotiated, else the strictest mode (or the one that the settings name)."""
    if endpoint.mode != "auto":
        found = _known.get(_key(endpoint))
        return replace(found, mode=endpoint.mode) if found else Dialect(endpoint.mode)
    return _known.get(_key(endpoint)) or Dialect("json_schema")


def remember(endpoint: Endpoint, dialect: Dialect) -> None:
    key = _key(endpoint)
    with _lock:
        changed = key not in _known or _known[key].mode != dialect.mode
        _known[key] = dialect
    if changed:
        for listener in tuple(_listeners):
            listener(endpoint, dialect.mode)


def forget(endpoint: Endpoint | None = None) -> None:
    """Negotiate anew, for one endpoint or for all."""
    with _lock:
        if endpoint is None:
            _known.clear()
        else:
            _known.pop(_key(endpoint), None)


def persist_with(listener: Callable[[Endpoint, StructuredMode], None]) -> None:
    """Call `listener` whenever a mode has been negotiated. It must not raise and gets no secret to print."""
    _listeners.append(listener)


def _key(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.base_url.rstrip("/"), endpoint.model
