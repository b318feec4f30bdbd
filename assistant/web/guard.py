"""Nothing technical reaches the browser: errors become one Chinese sentence, the rest goes to the log."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Literal, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.errors import NianbaoError
from assistant.web.plain import plain

P = ParamSpec("P")
Level = Literal["error", "warning", "info", "success", "passing"]
_BREATH: Final = 2.0
_LOG = logging.getLogger("nianbao")
UNEXPECTED = (
    "这里出了意外，刚才的操作没有完成；已填写的内容都已保存。请刷新页面再试，仍不行时请把运行窗口里的记录交给维护人员。"
)


def tell(message: str, level: Level = "info") -> None:
    """A sentence for the clerk, shown at the top of the next page that is drawn.

    `passing`: in the corner for a while, so that nothing moves under the hands of somebody who types.
    """
    st.session_state.setdefault("messages", []).append((level, message))


def show_messages() -> None:
    """Draw and forget what `tell` was given.

    In a place of their own: what stands below keeps its number on the page, so that nothing that was unfolded folds
    up and no field loses the cursor when a sentence comes or goes.
    """
    said: list[tuple[Level, str]] = st.session_state.pop("messages", [])
    drawn, at = st.session_state.get("messages_drawn", ([], 0.0))
    # a page that is drawn again in the same breath, by the click that ended an edit, must not wipe what the edit said
    if said:
        drawn, at = [one for one in said if one[0] != "passing"], time.monotonic()
    elif time.monotonic() - at > _BREATH:
        drawn = []
    st.session_state["messages_drawn"] = (drawn, at)
    show = {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}
    with st.container(key="messages"):
        for level, message in drawn:
            show[level](plain(message))
        for level, message in said:
            if level == "passing":
                st.toast(plain(message))


def guarded(function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Callable[[], None]:
    """A callback that calls the function; its errors become sentences (Streamlit runs callbacks outside of pages)."""

    def run() -> None:
        try:
            with undisturbed():
                function(*args, **kwargs)
        except NianbaoError as error:
            tell(str(error), "error")
        except Exception:
            _LOG.exception("callback")
            tell(UNEXPECTED, "error")

    return run


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a callback run to its end.

    Streamlit breaks a callback off at any look into the session state as soon as a newer event waits, and never
    calls it again: what the clerk typed would be lost. Newer events wait until the callback has returned.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        yield
        return
    state = context.session_state
    give_way = state._yield_callback
    object.__setattr__(state, "_yield_callback", lambda: None)
    try:
        yield
    finally:
        object.__setattr__(state, "_yield_callback", give_way)


def draw(page: Callable[[], None]) -> None:
    """Draw a page; what it raises is shown as a sentence in its place."""
    try:
        page()
    except NianbaoError as error:
        st.error(plain(str(error)))
    except Exception:
        _LOG.exception("page")
        st.error(UNEXPECTED)
