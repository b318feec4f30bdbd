"""Which passages a draft may touch, and how drafts go into a report."""

from collections.abc import Iterable, Mapping

from assistant.errors import WrongInputError
from assistant.settings import Settings
from schemas.drafts import Endpoint, PassageDraft
from schemas.passages import PASSAGES, split_paragraph
from schemas.report import PassageState, Report


def passages_to_draft(report: Report, named: Iterable[str] = ()) -> tuple[str, ...]:
    """The passages named; with none named all ten but those accepted, locked or written by a person.

    Raises WrongInputError for a name that is no passage.
    """
    chosen = tuple(dict.fromkeys(named))
    for passage in chosen:
        if passage not in PASSAGES:
            raise WrongInputError(f"没有名为“{passage}”的段落。可用的段落：{'、'.join(PASSAGES)}。")
    return chosen or tuple(passage for passage in PASSAGES if not is_kept(report, passage))


def is_kept(report: Report, passage: str) -> bool:
    """Whether the passage holds text that drafting everything must leave alone."""
    if passage in {split_paragraph(lock)[0] for lock in report.locks}:
        return True
    if not report.passages.get(passage, "").strip():
        return False
    state = report.state.get(passage) or PassageState()
    return state.writer == "person" or state.accepted_by is not None


def apply_drafts(report: Report, drafts: Mapping[str, PassageDraft]) -> Report:
    """The report with the drafted passages; each is unaccepted anew."""
    passages, state = dict(report.passages), dict(report.state)
    for passage, drafted in drafts.items():
        passages[passage] = drafted.slot_text
        state[passage] = PassageState(writer=drafted.writer, model_written=drafted.model_written)
    ordered = {passage: passages[passage] for passage in PASSAGES if passage in passages}
    return report.model_copy(update={"passages": ordered, "state": state})


def endpoint_from_settings(settings: Settings) -> Endpoint | None:
    """The endpoint that the environment names, null where none is named."""
    if not settings.llm_base_url or not settings.llm_model:
        return None
    return Endpoint(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key,
        timeout=settings.llm_timeout,
        concurrency=settings.llm_concurrency,
    )
