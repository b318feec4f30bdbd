"""What still stands in the way of the final, each a link; the final itself; finals handed out before."""

from functools import partial
from typing import Final

import streamlit as st

from assistant.errors import FinalRefusedError
from assistant.store.content import stale_signatures
from assistant.store.records import SavedReport
from assistant.store.release import confirm_signatures
from assistant.web.components.files import MIMES, file_name
from assistant.web.components.finding import show_finding
from assistant.web.components.links import place_in_sentence
from assistant.web.components.signer import need_person
from assistant.web.guard import guarded, tell
from assistant.web.plain import plain
from assistant.web.state import checked, go, person, save, store
from schemas.findings import Finding

_AT_ONCE: Final = 8


def show_obstacles(saved: SavedReport) -> None:
    """The list of what is to be done before the final, or the button that makes it."""
    from assistant.publish import final_obstacles

    result = checked(saved)
    sentences = final_obstacles(saved.report, result)
    if _changed_since_signed(saved):
        if not sentences:
            return
    elif not sentences:
        st.success("可以导出定稿。")
        st.button("生成定稿", type="primary", icon=":material/verified:", on_click=guarded(_make, saved))
        return
    st.warning(f"还有 {len(sentences)} 项未完成，暂不能导出定稿。")
    findings = {sentence: one for one in result.findings for sentence in _sentences(one)}
    for number, sentence in enumerate(sentences[:_AT_ONCE]):
        _obstacle(saved, sentence, findings.get(sentence), number)
    rest = sentences[_AT_ONCE:]
    if rest:
        with st.expander(f"另有 {len(rest)} 项"):
            for number, sentence in enumerate(rest, start=_AT_ONCE):
                _obstacle(saved, sentence, findings.get(sentence), number)


def _changed_since_signed(saved: SavedReport) -> bool:
    """Say which signatures were given for other content; they stand again once somebody takes that upon himself."""
    stale = stale_signatures(saved.report)
    if not stale:
        return False
    names = "、".join(f"{one.role}（{plain(one.name)}）" for one in stale)
    st.warning(f"签批后有改动，请重新审签或确认。以下签批之后数据、文字或单位信息已改动：{names}。")
    st.button("各签批人已看过改动，签批仍然有效", key="confirm-signatures", on_click=guarded(_confirm, saved))
    return True


def _confirm(saved: SavedReport) -> None:
    if need_person():
        return
    save(confirm_signatures, "确认改动后签批仍然有效", report=saved.id)
    tell("已确认签批对现在的内容有效。", "success")


def _sentences(finding: Finding) -> tuple[str, str]:
    return (f"错误 {finding.code}：{finding.message}", f"警告 {finding.code} 尚未说明理由：{finding.message}")


def _obstacle(saved: SavedReport, sentence: str, finding: Finding | None, number: int) -> None:
    if finding is not None:
        show_finding(saved, finding, f"final:{number}")
        return
    place = place_in_sentence(sentence)
    text, button = st.columns([12, 3], vertical_alignment="center", gap="small")
    text.markdown(plain(sentence))
    with button.container(horizontal=True, horizontal_alignment="right"):
        if place and st.button("去处理", key=f"final-go:{number}", type="tertiary", icon=":material/arrow_forward:"):
            go("draft", place)


def _make(saved: SavedReport) -> None:
    """All three files at once, each kept as it is handed out."""
    from assistant.publish import export_report

    newest = store().reports.open(saved.id)
    if stale_signatures(newest.report):
        tell("签批后有改动，请重新审签或确认，然后再生成定稿。", "error")
        return
    try:
        files = {kind: export_report(newest.report, kind, final=True) for kind in MIMES}  # type: ignore[arg-type]
    except FinalRefusedError as refused:
        tell("尚不能导出定稿：" + "；".join(refused.reasons), "error")
        return
    for kind, content in files.items():
        name = file_name(newest.report, kind, draft=False)
        store().journal.keep_final(saved.id, newest.report, name, kind, content, person())
    tell("定稿已生成并留存，请在下面下载。", "success")


def show_finals(saved: SavedReport) -> None:
    """Finals as they were handed out."""
    finals = store().journal.finals(saved.id)
    if not finals:
        return
    outdated = store().journal.outdated_finals(saved.id, saved.report)
    st.caption("已生成的定稿（留存原件，不可更改）。此后改动数据或文字，请重新生成。")
    order = list(MIMES)
    if any(one.id in outdated for one in finals[: len(order)]):
        st.warning("定稿生成后数据、文字或单位信息有改动，下面的定稿已过期，请重新生成。")
    for one in sorted(finals[: len(order)], key=lambda final: order.index(final.kind)):
        st.download_button(
            f"下载定稿 {one.file.rsplit('.', 1)[-1]}　{one.at[5:16].replace('T', ' ')}{_old(one.id in outdated)}",
            data=partial(store().journal.final_bytes, one.id),
            file_name=one.file,
            mime=MIMES.get(one.kind),
            key=f"final:{one.id}",
            help=f"校验值 SHA-256：{one.sha256}",
            on_click="ignore",
        )
    older = finals[len(order) :]
    if older:
        with st.expander(f"更早的定稿（{len(older)} 个文件）"):
            for one in older:
                st.download_button(
                    f"{one.file}　{one.at[:16].replace('T', ' ')}{_old(one.id in outdated)}",
                    data=partial(store().journal.final_bytes, one.id),
                    file_name=one.file,
                    mime=MIMES.get(one.kind),
                    key=f"final:{one.id}",
                    on_click="ignore",
                )


def _old(outdated: bool) -> str:
    return "（已过期）" if outdated else ""
