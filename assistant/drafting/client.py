"""One answer of a model, whatever the endpoint does: every misbehaviour becomes one Chinese sentence.

`ChatOpenAI` speaks the chat-completions API; retries, structured modes and parsing are ours, because the
library's own lose the raw text, the finish reason and refusals. The response format goes into `extra_body`:
on the wire it is the same, and the stream stays a plain one that no strict parser of the SDK can break.
"""

import random
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from assistant.drafting.modes import Dialect, recall, remember
from assistant.drafting.prompts import Prompt
from assistant.drafting.troubles import (
    BrokenOffError,
    CutError,
    EmptyError,
    EndlessError,
    FilteredError,
    NothingStreamedError,
    RefusedError,
    StoppedError,
    TooSlowError,
    Trouble,
    diagnose,
)
from assistant.errors import ModelCallError
from schemas.drafts import Endpoint

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

TRIES: Final = 3
"""Requests for one answer where the trouble is transient; steps down the ladder come on top."""
WAIT_CAP: Final = 8.0
"""Longest wait between tries; an endpoint that asks for more is given up."""
_CONNECT_SECONDS: Final = 10.0
_SECRET_CHARS: Final = 8
KEY_MARK: Final = "［密钥］"
"""What stands where an endpoint repeated the key that it was given."""


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    dialect: Dialect
    attempts: int
    tokens_in: int | None = None
    tokens_out: int | None = None


class CallFailed(ModelCallError):
    """The endpoint gave no usable answer. `attempts` requests were sent."""

    def __init__(self, sentence: str, attempts: int) -> None:
        super().__init__(sentence)
        self.attempts = attempts


def preload() -> None:
    """Import the model library now (two seconds), so that the first click does not wait for it."""
    import langchain_openai  # noqa: F401


@lru_cache(maxsize=16)
def _model(base_url: str, model: str, api_key: str, timeout: float) -> "ChatOpenAI":
    from langchain_openai import ChatOpenAI
    from openai import Timeout
    from pydantic import SecretStr

    return ChatOpenAI(
        base_url=base_url,
        model=model,
        api_key=SecretStr(api_key or "none"),
        use_responses_api=False,
        max_retries=0,
        timeout=Timeout(timeout, connect=min(_CONNECT_SECONDS, timeout)),
        stream_usage=False,
        cache=False,
    )


def chat_model(endpoint: Endpoint) -> "ChatOpenAI":
    """One client an endpoint, so that connections are reused."""
    return _model(endpoint.base_url, endpoint.model, endpoint.api_key.get_secret_value(), endpoint.timeout)


_slots_lock: Final = threading.Lock()
_call_slots: Final[dict[tuple[str, str, int], threading.BoundedSemaphore]] = {}


def call_slot(endpoint: Endpoint) -> threading.BoundedSemaphore:
    """At most `concurrency` calls to an endpoint at a time in this process."""
    key = (endpoint.base_url, endpoint.model, endpoint.concurrency)
    with _slots_lock:
        return _call_slots.setdefault(key, threading.BoundedSemaphore(max(1, endpoint.concurrency)))


def ask(
    endpoint: Endpoint,
    prompt: Prompt,
    on_text: Callable[[str, bool], None] | None = None,
    *,
    sleep: Callable[[float], None] = time.sleep,
    stopped: Callable[[], bool] = lambda: False,
) -> Answer:
    """The model's answer. `on_text(raw so far, plain)` is called while it streams.

    Raises CallFailed with one sentence for the clerk.
    """
    dialect = recall(endpoint)
    attempts = failures = 0
    show = None if on_text is None else lambda raw, plain: on_text(_without_key(raw, endpoint), plain)
    while True:
        attempts += 1
        try:
            with call_slot(endpoint):
                answer = _once(endpoint, prompt, dialect, show, stopped)
        except Exception as error:  # every library has its own; diagnose knows them
            trouble = diagnose(error, endpoint)
            adapted = _adapt(trouble, dialect, endpoint)
            if adapted is not None:
                dialect = adapted
                continue
            failures += 1
            if not trouble.transient or failures >= TRIES or stopped():
                raise CallFailed(trouble.sentence, attempts) from error
            pause = trouble.retry_after or min(WAIT_CAP, 0.5 * 2 ** (failures - 1)) + random.random() * 0.2  # noqa: S311
            if pause > WAIT_CAP:
                raise CallFailed(trouble.sentence, attempts) from error
            sleep(pause)
        else:
            remember(endpoint, dialect)
            return replace(answer, text=_without_key(answer.text, endpoint), attempts=attempts)


def _without_key(text: str, endpoint: Endpoint) -> str:
    """An answer that repeats the key would carry it to the screen and into the database.

    Placeholders of local servers (none, ollama, EMPTY) are no secrets.
    """
    key = endpoint.api_key.get_secret_value()
    return text.replace(key, KEY_MARK) if len(key) >= _SECRET_CHARS else text


def _adapt(trouble: Trouble, dialect: Dialect, endpoint: Endpoint) -> Dialect | None:
    """Another way to say the same to this endpoint, or null where that is not the trouble."""
    if trouble.kind == "length_limit" and not dialect.newer_limit:
        return replace(dialect, newer_limit=True)
    if trouble.kind == "counts" and dialect.counts:
        return replace(dialect, counts=False)
    if trouble.kind == "stream" and dialect.streams:
        return replace(dialect, streams=False)
    if trouble.kind == "format" and endpoint.mode == "auto":
        return dialect.step_down()
    return None


def _once(
    endpoint: Endpoint,
    prompt: Prompt,
    dialect: Dialect,
    on_text: Callable[[str, bool], None] | None,
    stopped: Callable[[], bool],
) -> Answer:
    bound = chat_model(endpoint).bind(extra_body=_extra(prompt, dialect))
    messages = list(prompt.messages)
    if on_text is None or not dialect.streams:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            message: Any = bound.invoke(messages)
        text = _text_of(message.content)
        if not text.strip() and message.additional_kwargs.get("refusal"):
            raise RefusedError
        _finished(message.response_metadata.get("finish_reason"), text, dialect, streamed=False)
        usage = message.usage_metadata
        answer = Answer(text, dialect, 1)
    else:
        text, reason, usage = _read(
            bound.stream(messages, stream_usage=dialect.counts), prompt, dialect, on_text, stopped, endpoint.timeout
        )
        _finished(reason, text, dialect, streamed=True)
        answer = Answer(text, dialect, 1)
    if usage:
        answer = replace(answer, tokens_in=usage.get("input_tokens"), tokens_out=usage.get("output_tokens"))
    return answer


def _extra(prompt: Prompt, dialect: Dialect) -> dict[str, Any]:
    extra: dict[str, Any] = {"max_completion_tokens" if dialect.newer_limit else "max_tokens": prompt.max_tokens}
    if dialect.mode == "json_schema":
        extra["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "Draft", "strict": True, "schema": prompt.schema},
        }
    elif dialect.mode == "json_object":
        extra["response_format"] = {"type": "json_object"}
    return extra


def _read(
    chunks: Iterator[Any],
    prompt: Prompt,
    dialect: Dialect,
    on_text: Callable[[str, bool], None],
    stopped: Callable[[], bool],
    timeout: float,
) -> tuple[str, str | None, Any]:
    deadline = time.monotonic() + timeout
    # slots are longer than the numbers they print; beyond this an answer is endless, whatever it says
    limit = prompt.max_chars * 8 + 4000
    pieces: list[str] = []
    size = 0
    reason: str | None = None
    usage: Any = None
    for chunk in chunks:
        piece = _text_of(chunk.content)
        reason = chunk.response_metadata.get("finish_reason") or reason
        usage = chunk.usage_metadata or usage
        if piece:
            pieces.append(piece)
            size += len(piece)
            on_text("".join(pieces), dialect.mode == "plain")
        if size > limit:
            raise EndlessError
        if time.monotonic() > deadline:
            raise TooSlowError
        if stopped():
            raise StoppedError
    return "".join(pieces), reason, usage


def _text_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "".join(part.get("text", "") for part in parts if isinstance(part, dict))


def _finished(reason: str | None, text: str, dialect: Dialect, *, streamed: bool) -> None:
    if reason == "length":
        raise CutError
    if reason == "content_filter":
        raise FilteredError
    if not text.strip():
        raise (NothingStreamedError if streamed and reason is None else EmptyError)
    if reason is None and streamed and (dialect.mode == "plain" or not text.rstrip().endswith(("}", "```"))):
        raise BrokenOffError
