"""What drafting takes and gives."""

from typing import Literal

from pydantic import SecretStr

from schemas.tables import Strict

StructuredMode = Literal["auto", "json_schema", "json_object", "plain"]


class Endpoint(Strict):
    """An OpenAI-compatible endpoint. The key never leaves this object in print, log or database."""

    base_url: str
    model: str
    api_key: SecretStr = SecretStr("")
    timeout: float = 120.0
    """Seconds for one answer, first byte to last."""
    concurrency: int = 4
    mode: StructuredMode = "auto"
    filing: str = ""
    """备案号 of the model service, for the log and the screen."""
    log_content: bool = False
    """Whether the unit wants prompts and answers kept in the call log."""


class GateFailure(Strict):
    """Why a sentence was refused. Span counts characters of the slot text; `message` is Chinese."""

    kind: str
    message: str
    start: int
    end: int


class Replacement(Strict):
    """A sentence of the model that was withdrawn, what stands there now, and why."""

    withdrawn: str
    written: str
    reasons: list[str]


class PassageDraft(Strict):
    """One drafted passage, in slot text."""

    passage: str
    slot_text: str
    writer: Literal["model", "offline"]
    model_written: bool
    model: str = ""
    prompt_hash: str = ""
    instruction: str = ""
    attempts: int = 0
    seconds: float = 0.0
    replaced: tuple[Replacement, ...] = ()
    notice: str = ""
    """One Chinese sentence for the clerk where the model could not be used; empty if all went well."""


class EndpointReport(Strict):
    """What a connection test found. `sentence` is for the clerk; `mode` the strictest structured mode that works."""

    ok: bool
    sentence: str
    mode: StructuredMode | None = None
    streams: bool = False
    models: tuple[str, ...] = ()


CallOutcome = Literal["ok", "repaired", "replaced", "failed", "blocked"]


class CallRecord(Strict):
    """One row of the call log: everything but the content."""

    endpoint: str
    model: str
    prompt: str
    """Passage whose prompt was used."""
    prompt_hash: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float = 0.0
    attempts: int = 1
    """Requests sent, retries and steps down the ladder included."""
    outcome: CallOutcome
    detail: str = ""
    """One Chinese sentence where the outcome is not ok."""
    at: str = ""
    """ISO time with zone."""
    content: str = ""
    """Prompt and answers, only where the unit turned that on."""


class DraftEvent(Strict):
    """What happens while passages are drafted. `text` of kind `text` is the whole passage shown so far
    (rendered, not slot text); `withdrawn` carries what is taken back and why in `reasons`."""

    passage: str
    kind: Literal["started", "text", "withdrawn", "done"]
    text: str = ""
    reasons: tuple[str, ...] = ()
    result: PassageDraft | None = None
