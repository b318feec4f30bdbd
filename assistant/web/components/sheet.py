"""A table of text inputs in the browser: what is typed stays as typed until it is valid.

The browser keeps every event until Python has acknowledged it, so that quick typing loses nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Literal

import streamlit as st

from assistant.web.guard import guarded

EventKind = Literal["edit", "act", "paste"]


@dataclass(frozen=True, slots=True)
class Event:
    """`edit`: text for a key; `act`: a button; `paste`: a block of rows at a key."""

    kind: EventKind
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong at a field, for its colour and tooltip."""

    level: Literal["error", "warning", "info"]
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table shows: `html` is ours and escaped, everything else is set as text by the browser."""

    html: str
    values: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    messages: Sequence[tuple[str, Mark]] = ()
    shown: Sequence[str] = ()


@cache
def _component() -> Any:
    folder = files("assistant.web.components")
    return st.components.v2.component(
        "nianbao_sheet",
        html='<div class="sheet"><div class="table"></div><ul class="messages"></ul></div>\n',
        css="\n" + (folder / "sheet.css").read_text(encoding="utf-8"),
        js=(folder / "sheet.js").read_text(encoding="utf-8"),
    )


def show_sheet(key: str, sheet: Sheet, on_events: Callable[[Sequence[Event]], None], focus: str = "") -> None:
    """Draw the table; `on_events` is called for each thing done (a pasted block is one) before the page is drawn."""
    acknowledged = f"{key}:seen"

    def receive() -> None:
        sent = (st.session_state.get(key) or {}).get("events") or {}
        seen: dict[str, int] = st.session_state.setdefault(acknowledged, {})
        mount, last = str(sent.get("mount", "")), seen.get(str(sent.get("mount", "")), 0)
        fresh = [one for one in sent.get("events", []) if one[0] > last]
        if fresh:
            st.session_state[f"{key}:mount"] = mount
            for _, batch in groupby(fresh, key=lambda one: one[4]):
                events = [*batch]
                on_events([Event(one[1], str(one[2]), one[3]) for one in events])
                seen[mount] = events[-1][0]

    mount = st.session_state.get(f"{key}:mount", "")
    _component()(
        key=key,
        data={
            "key": key,
            "html": sheet.html,
            "values": dict(sheet.values),
            "outputs": dict(sheet.outputs),
            "marks": {k: {"level": m.level, "text": m.text} for k, m in sheet.marks.items()},
            "messages": [{"k": k, "level": m.level, "text": m.text} for k, m in sheet.messages],
            "shown": list(sheet.shown),
            "ack": {"mount": mount, "seq": st.session_state.get(acknowledged, {}).get(mount, 0)},
            "focus": {"k": focus, "nonce": st.session_state.get("focus_nonce", 0)} if focus else None,
        },
        default={"events": {}},
        on_events_change=guarded(receive),
    )
