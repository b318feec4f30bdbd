"""What leaves the machine is shown before the first call to a server that is not this machine."""

import streamlit as st

from assistant.store.records import SavedReport
from assistant.web.guard import guarded
from assistant.web.plain import plain
from assistant.web.state import store
from schemas.drafts import Endpoint


def may_send(endpoint: Endpoint | None) -> bool:
    """Whether drafting needs no question now."""
    return endpoint is None or store().preferences.may_send(endpoint)


def ask_consent(
    report_id: int,
    passages: tuple[str, ...],
    instruction: str,
    as_candidates: bool,
    selection: tuple[int, int] | None,
) -> None:
    """Remember what was asked for; `show_consent` puts the question on the page."""
    st.session_state["consent"] = (report_id, passages, instruction, as_candidates, selection)


def show_consent(saved: SavedReport) -> None:
    """The question, with the very text that would be sent."""
    asked = st.session_state.get("consent")
    endpoint = store().preferences.endpoint()
    if asked is None or asked[0] != saved.id or endpoint is None:
        return
    from assistant.drafting.outbound import outbound_obstacles, outbound_preview

    with st.container(border=True):
        st.warning(
            f"首次使用 {plain(endpoint.base_url)}：起草时会把下面的数据、素材和提示词发送到这个地址。"
            + "请确认其中没有不宜外传的内容。"
        )
        for obstacle in outbound_obstacles(saved.report, asked[1]):
            st.error(plain(obstacle))
        with st.expander("将要发送的内容", expanded=True):
            st.code(outbound_preview(saved.report, asked[1], endpoint), language=None, height=260, wrap_lines=True)
        with st.container(horizontal=True):
            st.button("同意发送并起草", type="primary", on_click=guarded(_agree, endpoint))
            st.button("不发送", on_click=guarded(st.session_state.pop, "consent", None))


def _agree(endpoint: Endpoint) -> None:
    from assistant.web.writing import restart

    asked = st.session_state.pop("consent")
    store().preferences.agree_to(endpoint)
    store().journal.note("同意发送", {"endpoint": endpoint.base_url}, asked[0], store().preferences.person)
    restart(*asked)
