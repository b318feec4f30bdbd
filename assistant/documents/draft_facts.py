"""Numbers of a draft that stand in no table, so that the slots of its prose can be filled again on return.

They travel as JSON in the custom XML part: 主动公开 items, 信息处理费, 培训 and the like, and which passages hold a
model's text. Notes, statements and sign-off stay at home.
"""

import json
from typing import Any, Final

from pydantic import ValidationError

from schemas.passages import PASSAGES
from schemas.report import Activity, Disclosure, Fees, PassageState, Report

_MODELS: Final[dict[str, type[Disclosure] | type[Fees] | type[Activity]]] = {
    "disclosure": Disclosure,
    "fees": Fees,
    "activity": Activity,
}
_MODEL_WRITTEN: Final = "model_written"


def facts_json(report: Report) -> str:
    """What a draft remembers beside its text."""
    data: dict[str, Any] = {name: getattr(report, name).model_dump(mode="json") for name in _MODELS}
    data[_MODEL_WRITTEN] = [p for p in PASSAGES if p in report.state and report.state[p].model_written]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def with_facts(report: Report, facts: str) -> Report:
    """The report with what `facts_json` remembered; what cannot be understood (somebody edited it) is left out."""
    try:
        data = json.loads(facts) if facts else {}
    except (ValueError, RecursionError):
        return report
    if not isinstance(data, dict):
        return report
    update: dict[str, Any] = {}
    for name, model in _MODELS.items():
        try:
            update[name] = model.model_validate(data.get(name) or {})
        except ValidationError:
            continue
    written = data.get(_MODEL_WRITTEN)
    state = dict(report.state)
    if isinstance(written, list):
        # the file as a whole bears the mark; the draft knows which passages earned it
        for passage in PASSAGES:
            if report.passages.get(passage, "").strip():
                known = state.get(passage, PassageState(writer="imported"))
                state[passage] = known.model_copy(update={"model_written": passage in written})
    return report.model_copy(update={**update, "state": state})
