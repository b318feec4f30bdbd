"""The offline writer: correct, plain official prose from facts, statements and notes, without any model.

Every fact that the law or a passage's prompt demands is in it; what is demanded and unknown stands as
【待补：…】; what is optional and empty is left out; nothing is asserted that nobody entered.
"""

from collections.abc import Callable
from typing import Final

from assistant.drafting.offline.frame import intro, other_matters, overview
from assistant.drafting.offline.governance import management, platform, supervision
from assistant.drafting.offline.proactive import proactive
from assistant.drafting.offline.problems import improvements, problems
from assistant.drafting.offline.requests import requests
from assistant.drafting.offline.voice import Voice
from assistant.facts import FactBook
from schemas.report import Report

_WRITERS: Final[dict[str, Callable[[Voice], str]]] = {
    "intro": intro,
    "overview": overview,
    "overview.proactive": proactive,
    "overview.requests": requests,
    "overview.management": management,
    "overview.platform": platform,
    "overview.supervision": supervision,
    "problems": problems,
    "improvements": improvements,
    "other_matters": other_matters,
}


def write_offline(report: Report, passage: str, *, turn: int = 0, book: FactBook | None = None) -> str:
    """Slot text of a passage; another `turn` chooses other wordings of the same content.

    Raises KeyError for an unknown passage address.
    """
    return _WRITERS[passage](Voice(report, turn, book)).strip()
