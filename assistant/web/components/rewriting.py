"""Rewriting a passage, or one sentence of it, with an instruction."""

import streamlit as st

from assistant.facts import FactBook
from assistant.store.prose import editable
from assistant.store.records import SavedReport
from assistant.web.guard import guarded
from assistant.web.writing import rewrite

_WHOLE = -1


def show_rewriting(saved: SavedReport, passage: str) -> None:
    """The instruction, quick instructions, and what they apply to."""
    from assistant.drafting import QUICK_INSTRUCTIONS
    from assistant.drafting.sentences import split_sentences

    if passage in saved.report.locks:
        return
    text = editable(saved.report.passages.get(passage, ""), FactBook(saved.report)).text
    sentences = split_sentences(text)
    key, part_key = f"instruction:{passage}", f"part:{passage}:{saved.id}"
    if st.session_state.get(part_key, _WHOLE) not in range(_WHOLE, len(sentences)):
        st.session_state[part_key] = _WHOLE

    def ask(words: str) -> None:
        part = int(st.session_state.get(part_key, _WHOLE))
        chosen = None if part == _WHOLE else (sentences[part].start, sentences[part].end)
        rewrite(saved.id, passage, words, chosen)

    def ask_typed() -> None:
        ask(str(st.session_state.get(key) or ""))

    with st.container(border=True):
        st.markdown("**重写**")
        part, typed, button = st.columns([3, 5, 1.2], vertical_alignment="bottom")
        part.selectbox(
            "重写哪里",
            [_WHOLE, *range(len(sentences))],
            format_func=lambda at: "整段" if at == _WHOLE else f"第 {at + 1} 句：{_short(sentences[at].text)}",
            key=part_key,
            label_visibility="collapsed",
            filter_mode=None,
        )
        typed.text_input(
            "重写要求",
            key=key,
            placeholder="例：突出栏目建设，压缩到两句话",
            label_visibility="collapsed",
            autocomplete="off",
            persist_state="session",
        )
        button.button(
            "重写",
            key="rewrite",
            width="stretch",
            on_click=guarded(ask_typed),
        )
        with st.container(horizontal=True, gap="small"):
            for words in QUICK_INSTRUCTIONS:
                st.button(words, key=f"quick:{words}", on_click=guarded(ask, words))


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 10 else f"{sentence[:9]}…"
