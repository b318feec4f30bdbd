"""核对: what the rules found, grouped by place; each finding leads to its cell or sentence."""

from typing import Final

import streamlit as st

from assistant.checks import waiver_for
from assistant.checks.output import needs_words, place_name, questions, result_text
from assistant.checks.places import group_of
from assistant.checks.registry import BY_CODE
from assistant.store.records import SavedReport
from assistant.web.components.finding import show_finding
from assistant.web.plain import plain
from assistant.web.state import checked, opened
from schemas.findings import SEVERITY_NAMES, CheckResult, Finding

_SHOWN_AT_ONCE: Final = 6
_ALL: Final = "全部"


def show() -> None:
    saved = opened()
    result = checked(saved)
    st.title("核对")
    _summary(saved, result)
    groups: dict[str, list[Finding]] = {}
    for finding in _chosen(saved, result):
        groups.setdefault(group_of(finding.place), []).append(finding)
    for group, findings in groups.items():
        _group(saved, group, findings)
    _questions(saved)
    _not_assessable(result)


def _summary(saved: SavedReport, result: CheckResult) -> None:
    open_ones = [one for one in result.findings if waiver_for(one, saved.report) is None]
    counts = {name: sum(one.severity == key for one in open_ones) for key, name in SEVERITY_NAMES.items()}
    released = len(result.findings) - len(open_ones)
    words = "，".join(f"{name} {count} 个" for name, count in counts.items())
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        if not counts["错误"] and not counts["警告"]:
            st.success(f"没有未处理的错误和警告。{words}。")
        else:
            st.markdown(
                f"{words}{f'，已说明放行 {released} 个' if released else ''}。错误须改正，警告可改正或说明理由。"
            )
    right.download_button(
        "下载核对单",
        data=lambda: _check_list(saved, result),
        file_name=f"{saved.report.unit.name or '年报'}{saved.report.year or ''}年核对单.txt",
        mime="text/plain",
        on_click="ignore",
        width="stretch",
    )


def _check_list(saved: SavedReport, result: CheckResult) -> bytes:
    return result_text(result, saved.report).encode("utf-8-sig")


def _chosen(saved: SavedReport, result: CheckResult) -> list[Finding]:
    chosen = st.segmented_control(
        "显示",
        [_ALL, *SEVERITY_NAMES.values(), "已放行"],
        key="check_filter",
        default=_ALL,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    order = {key: rank for rank, key in enumerate(SEVERITY_NAMES)}
    found = sorted(result.findings, key=lambda one: order[one.severity])
    if chosen == "已放行":
        return [one for one in found if waiver_for(one, saved.report)]
    wanted = [one for one in found if not waiver_for(one, saved.report)]
    return wanted if chosen in (_ALL, None) else [one for one in wanted if SEVERITY_NAMES[one.severity] == chosen]


def _group(saved: SavedReport, group: str, findings: list[Finding]) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(place_name(group, saved.report))}**")
        for number, finding in enumerate(findings[:_SHOWN_AT_ONCE]):
            show_finding(saved, finding, f"{group}:{number}")
        rest = findings[_SHOWN_AT_ONCE:]
        if rest:
            with st.expander(f"另有 {len(rest)} 处"):
                for number, finding in enumerate(rest):
                    show_finding(saved, finding, f"{group}:rest:{number}")


def _questions(saved: SavedReport) -> None:
    asked = questions(saved.report)
    with st.expander(f"须由人判断的事项（{len(asked)} 项，也印在核对单上）"):
        for question in asked:
            st.markdown(f"□ {plain(question)}")


def _not_assessable(result: CheckResult) -> None:
    if not result.not_assessable:
        return
    with st.expander(f"这次没有核对的规则（{len(result.not_assessable)} 条，缺少所需的资料）"):
        for one in result.not_assessable:
            st.markdown(f"- {plain(BY_CODE[one.code].title)}：{plain(needs_words(one.needs))}")
