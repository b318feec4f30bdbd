"""The frame around every page: navigation, the open report, what was said, and undo."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from assistant.errors import NianbaoError
from assistant.web.components.keeper import keeper
from assistant.web.components.signer import person_field
from assistant.web.guard import draw, guarded, show_messages
from assistant.web.pages import checking, data, drafting, export, notes, settings, tasks, unit
from assistant.web.plain import plain
from assistant.web.preload import merge_lists, preload
from assistant.web.state import choose_report, opened, remember_pages, report_id, store, undo
from assistant.web.style import styles

ICON: Final = Path(__file__).with_name("icon.svg")
"""A file of ours: a named icon would be fetched from the internet."""

PAGES: Final[dict[str, tuple[str, str, Callable[[], None]]]] = {
    "tasks": ("任务清单", ":material/checklist:", tasks.show),
    "unit": ("单位信息", ":material/apartment:", unit.show),
    "data": ("数据填报", ":material/table:", data.show),
    "notes": ("素材", ":material/sticky_note_2:", notes.show),
    "draft": ("起草", ":material/edit_note:", drafting.show),
    "check": ("核对", ":material/rule:", checking.show),
    "export": ("导出", ":material/download:", export.show),
    "settings": ("设置", ":material/settings:", settings.show),
}


def main() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title="年报助手", page_icon=str(ICON), layout="wide")
    st.html(styles())
    pages = {
        name: st.Page(_page(show, name), title=title, icon=icon, url_path=name, default=name == "tasks")
        for name, (title, icon, show) in PAGES.items()
    }
    remember_pages(pages)
    chosen = st.navigation(list(pages.values()))
    try:
        preload(store())
        broken = merge_lists(store().folder)
    except NianbaoError as error:
        st.title("年报助手")
        st.error(plain(str(error)))
        return
    with st.sidebar:
        draw(_sidebar)
        keeper()
    show_messages()
    if broken:
        st.warning(plain(broken))
    chosen.run()


def _page(show: Callable[[], None], name: str) -> Callable[[], None]:
    def run() -> None:
        nothing = name != "settings" and not store().reports.list()
        draw(tasks.show if nothing else show)

    return run


def _choose() -> None:
    choose_report(st.session_state["report_chosen"])


def _sidebar() -> None:
    entries = store().reports.list()
    if not entries:
        return
    labels = {entry.id: entry.label for entry in entries}
    current = report_id()
    if st.session_state.get("report_chosen") != current:
        st.session_state["report_chosen"] = current
    st.selectbox(
        "当前报告",
        list(labels),
        format_func=lambda one: labels.get(one, ""),
        key="report_chosen",
        on_change=guarded(_choose),
        filter_mode=None,
    )
    saved = opened()
    changes = store().reports.changes(current, limit=1)
    st.button(
        "撤销上一步",
        icon=":material/undo:",
        disabled=not changes,
        help=f"撤销：{changes[0].summary}" if changes else "没有可以撤销的修改",
        on_click=guarded(undo),
        width="stretch",
    )
    person_field()
    st.caption(f"已自动保存 {saved.updated[5:16].replace('T', ' ')}")
