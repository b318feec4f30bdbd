"""What the pages share: the store, the report that is open, its check, and where links lead."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from assistant.checks import check_report
from assistant.errors import StorageError
from assistant.settings import settings
from assistant.store.records import Authorship, SavedReport
from assistant.store.store import Store
from assistant.web.guard import tell
from schemas.findings import CheckResult
from schemas.report import Report

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of this process's data folder. Raises StorageError."""
    return Store(settings().data)


def report_id() -> int:
    """The report that is open: the one chosen in this window, else the last one used, else the first."""
    entries = {entry.id for entry in store().reports.list()}
    if not entries:
        raise StorageError("还没有报告，请先在“任务清单”新建一份。")
    chosen = st.session_state.get("report_id") or store().preferences.get("last_report")
    found = chosen if chosen in entries else min(entries)
    st.session_state["report_id"] = found
    return int(found)


def choose_report(chosen: int) -> None:
    st.session_state["report_id"] = chosen
    store().preferences.set("last_report", chosen)


def opened() -> SavedReport:
    """The newest version of the open report."""
    return store().reports.open(report_id())


def person() -> str:
    return store().preferences.person


def save(
    change: Callable[[Report], Report], summary: str, *, report: int | None = None, authorship: Authorship | None = None
) -> SavedReport:
    """Apply a change to the open report at once. What fails is said at the top of the page, and raised."""
    return store().reports.edit(report or report_id(), change, summary, person(), authorship)


@lru_cache(maxsize=16)
def _check(_folder: str, _report_id: int, _version: int, report: "_Held") -> CheckResult:
    return check_report(report.report, final=True)


class _Held:
    """A report that the cache does not compare: id and version say enough."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


def checked(saved: SavedReport) -> CheckResult:
    """What the rules say of the report now, those for a final included."""
    return _check(str(store().folder), saved.id, saved.version, _Held(saved.report))


# ---- going from page to page ------------------------------------------------------------------------
_PAGES: dict[str, "StreamlitPage"] = {}


def remember_pages(pages: "dict[str, StreamlitPage]") -> None:
    _PAGES.clear()
    _PAGES.update(pages)


def page(name: str) -> "StreamlitPage":
    return _PAGES[name]


def go(name: str, place: str = "") -> None:
    """Open a page, at a cell or sentence where one is named."""
    st.session_state["place"] = place
    st.session_state["focus_nonce"] = st.session_state.get("focus_nonce", 0) + 1
    st.switch_page(page(name))


def place() -> str:
    """The address that a link led to; stays until another link is followed."""
    return str(st.session_state.get("place", ""))


def undo() -> None:
    """撤销: take back the newest change of the open report."""
    change = store().reports.undo(report_id(), person())
    if change is None:
        tell("没有可以撤销的修改。", "info")
        return
    tell(f"已撤销：{change.summary}{f'（{change.restored}）' if change.restored else ''}", "info")
