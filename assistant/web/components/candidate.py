"""A candidate against the present text: taken or dropped sentence by sentence."""

import streamlit as st

from assistant.facts import FactBook
from assistant.slots import render
from assistant.store import prose
from assistant.store.records import Authorship, Revision, SavedReport
from assistant.web.components.diff_view import diff_html
from assistant.web.guard import guarded
from assistant.web.plain import plain
from assistant.web.state import person, save, store
from schemas.passages import PASSAGE_NAMES


def show_candidate(saved: SavedReport, candidate: Revision) -> None:
    """The sentences that differ, each with a box to take it."""
    from assistant.drafting import sentence_diff

    report, passage = saved.report, candidate.passage
    present = report.passages.get(passage, "")
    changes = sentence_diff(present, candidate.slot_text)
    book = FactBook(report)
    with st.container(border=True):
        st.markdown(
            f"**新写的一稿** {'（要求：' + plain(candidate.instruction) + '）' if candidate.instruction else ''}"
        )
        stale = candidate.base != present
        if stale:
            st.warning("这一稿是按较早的文字写的，此后正文又有改动。可以逐句取用，或放弃后重写。")
        boxes: list[tuple[int, str]] = []
        for index, change in enumerate(changes):
            old, new = (render(side, book, strict=False).text for side in (change.old, change.new))
            if change.kind == "same":
                st.html(f'<span class="muted">{diff_html(old, old)}</span>')
                continue
            key = f"take:{candidate.id}:{index}"
            boxes.append((index, key))
            box, text = st.columns([1, 14], vertical_alignment="center", gap="small")
            # what was written after the candidate is not struck out unless somebody ticks it
            wanted = not stale or bool(change.new.strip())
            box.checkbox(f"采用第 {index + 1} 句", value=wanted, key=key, label_visibility="collapsed")
            text.html(diff_html(old, new))

        def take_chosen() -> None:
            chosen = {index for index, key in boxes if st.session_state.get(key)}
            _take(saved, candidate, chosen)

        with st.container(horizontal=True):
            st.button("采用勾选的句子", key="take", type="primary", on_click=guarded(take_chosen))
            st.button("放弃这一稿", key="drop", on_click=guarded(store().revisions.drop, candidate.id))


def _take(saved: SavedReport, candidate: Revision, chosen: set[int]) -> None:
    from assistant.drafting import sentence_diff, take

    passage = candidate.passage
    changes = sentence_diff(saved.report.passages.get(passage, ""), candidate.slot_text)
    text = take(changes, chosen)
    whole = all(index in chosen for index, change in enumerate(changes) if change.kind != "same")
    writer = candidate.writer if whole else "person"
    state = saved.report.state.get(passage)
    model_written = candidate.model_written if whole else candidate.model_written or bool(state and state.model_written)
    authorship = Authorship(
        action="采用新稿" if whole else "采用部分句子",
        writer=writer,
        by=person(),
        model=candidate.model,
        prompt_hash=candidate.prompt_hash,
        instruction=candidate.instruction,
        replaced=candidate.replaced,
        notice=candidate.notice,
    )
    if chosen:
        save(
            lambda report: prose.write_passage(report, passage, text, writer, model_written=model_written),
            f"“{PASSAGE_NAMES[passage]}”采用新稿",
            report=saved.id,
            authorship=authorship,
        )
    store().revisions.drop(candidate.id)
