"""Nothing technical reaches the browser: errors become one Chinese sentence, the rest goes to the log."""

import logging
from collections.abc import Callable
from typing import Literal, ParamSpec

import streamlit as st

from assistant.errors import NianbaoError

P = ParamSpec("P")
Level = Literal["error", "warning", "info", "success"]
_LOG = logging.getLogger("nianbao")
UNEXPECTED = (
    "这里出了意外，刚才的操作没有完成；已填写的内容都已保存。请刷新页面再试，仍不行时请把运行窗口里的记录交给维护人员。"
)


def tell(message: str, level: Level = "info") -> None:
    """A sentence for the clerk, shown at the top of the next page that is drawn."""
    st.session_state.setdefault("messages", []).append((level, message))


def show_messages() -> None:
    """Draw and forget what `tell` was given."""
    for level, message in st.session_state.pop("messages", []):
        {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}[level](message)


def guarded(function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Callable[[], None]:
    """A callback that calls the function; its errors become sentences (Streamlit runs callbacks outside of pages)."""

    def run() -> None:
        try:
            function(*args, **kwargs)
        except NianbaoError as error:
            tell(str(error), "error")
        except Exception:
            _LOG.exception("callback")
            tell(UNEXPECTED, "error")

    return run


def draw(page: Callable[[], None]) -> None:
    """Draw a page; what it raises is shown as a sentence in its place."""
    try:
        page()
    except NianbaoError as error:
        st.error(str(error))
    except Exception:
        _LOG.exception("page")
        st.error(UNEXPECTED)
