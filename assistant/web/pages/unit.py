"""单位信息: the unit profile, stated once and used everywhere."""

from typing import Final

import streamlit as st

from assistant.errors import WrongInputError
from assistant.store.entries import set_unit, set_year
from assistant.store.profile import iso_date, profile_remark
from assistant.store.records import SavedReport
from assistant.units import resolve
from assistant.web.components.fields import bound_text
from assistant.web.guard import guarded
from assistant.web.plain import plain
from assistant.web.state import checked, opened, save

KINDS: Final = {
    "town": "乡镇人民政府",
    "subdistrict": "街道办事处",
    "department": "政府部门",
    "government": "县级以上人民政府",
    "office": "政府办公室",
}
LEVELS: Final = {"town": "乡镇（街道）", "county": "县（区）", "city": "市", "province": "省"}
_TEXTS: Final = (
    ("short", "自称", "例：我镇、我局", "正文里怎样称呼自己"),
    ("superior", "上级", "例：区委、区政府", "正文里怎样称呼上级"),
    ("site", "网站名称", "例：上党区人民政府门户网站", "年报在哪个网站公开"),
    ("url", "网站网址", "例：http://www.shangdangqu.gov.cn", ""),
)
_CONTACT: Final = (
    ("contact.address", "单位地址", "例：上党区苏店镇某路某号", ""),
    ("contact.phone", "办公电话", "例：0355-8080123", "请填座机，不要填个人手机号"),
    ("contact.postcode", "邮政编码", "例：047100", ""),
    ("contact.email", "电子邮箱（可不填）", "", ""),
)


def show() -> None:
    saved = opened()
    st.title("单位信息")
    for finding in checked(saved).findings:
        if finding.place.startswith("unit") and finding.severity != "info":
            (st.error if finding.severity == "error" else st.warning)(plain(finding.message))
    left, right = st.columns(2, gap="large")
    with left:
        bound_text("单位全称", saved, saved.report.unit.name or "", "name", _unit_setter("name"))
        bound_text("报告年度", saved, str(saved.report.year or ""), "year", _year_setter)
        _choice(saved, "kind", "单位类别", KINDS)
        _choice(saved, "level", "层级", LEVELS)
        for field, label, example, help_text in _TEXTS:
            value = getattr(saved.report.unit, field) or ""
            bound_text(
                label, saved, value, field, _unit_setter(field), example, help_text, remark=profile_remark(field, value)
            )
    with right:
        for field, label, example, help_text in _CONTACT:
            value = getattr(saved.report.unit.contact, field.partition(".")[2]) or ""
            bound_text(
                label, saved, value, field, _unit_setter(field), example, help_text, remark=profile_remark(field, value)
            )
        channels = "、".join(saved.report.unit.channels)
        bound_text("公开渠道", saved, channels, "channels", _list_setter("channels"), "用顿号隔开", "网站、公众号等")
        sisters = "、".join(saved.report.unit.sisters)
        bound_text(
            "邻近单位名称（可不填）", saved, sisters, "sisters", _list_setter("sisters"), "用顿号隔开",
            "正文里误写了这些单位的名称时会提醒",
        )  # fmt: skip
        deadline = saved.report.unit.deadline or ""
        bound_text(
            "公布截止日期（可不填）", saved, deadline, "deadline", _deadline_setter,
            "例：2025-01-31", "以本级通知为准", remark=profile_remark("deadline", deadline),
        )  # fmt: skip
        if resolve(saved.report.unit).kind not in ("town", "subdistrict"):
            _rule_making(saved)


def _deadline_setter(text: str, saved: SavedReport) -> None:
    save(lambda report: set_unit(report, "deadline", iso_date(text) or None), "公布截止日期", report=saved.id)


def _rule_making(saved: SavedReport) -> None:
    """Only provinces and cities with districts make 规章; who does says so here."""
    key = f"unit:rule_making:{saved.id}"
    value = saved.report.unit.rule_making
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value

    def store_choice() -> None:
        chosen = st.session_state[key]
        save(lambda report: set_unit(report, "rule_making", chosen), "规章制定权", report=saved.id)

    st.selectbox(
        "规章制定权",
        [None, True, False],
        format_func={None: "未注明", True: "有", False: "没有"}.__getitem__,
        key=key,
        placeholder="未注明",
        help="省级和设区的市级政府才有；表二填了规章数时用来核对",
        on_change=guarded(store_choice),
        filter_mode=None,
    )


def _unit_setter(field: str):  # type: ignore[no-untyped-def]
    def change(text: str, saved: SavedReport) -> None:
        save(lambda report: set_unit(report, field, text or None), "单位信息", report=saved.id)

    return change


def _list_setter(field: str):  # type: ignore[no-untyped-def]
    def change(text: str, saved: SavedReport) -> None:
        names = [one.strip() for one in text.replace("，", "、").replace(",", "、").split("、") if one.strip()]
        save(lambda report: set_unit(report, field, names), "单位信息", report=saved.id)

    return change


def _year_setter(text: str, saved: SavedReport) -> None:
    digits = text.removesuffix("年").strip()
    if digits and not (digits.isdigit() and 2008 <= int(digits) <= 2100):
        raise WrongInputError(f"“{text}”不是年度，请填四位数字，例如 2024。")
    save(lambda report: set_year(report, int(digits) if digits else None), "报告年度", report=saved.id)


def _choice(saved: SavedReport, field: str, label: str, names: dict[str, str]) -> None:
    key = f"unit:{field}:{saved.id}"
    value = getattr(saved.report.unit, field) or getattr(resolve(saved.report.unit), field)
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def store_choice() -> None:
        chosen = st.session_state[key]
        save(lambda report: set_unit(report, field, chosen), label, report=saved.id)

    st.selectbox(
        label,
        list(names),
        format_func=lambda one: names[one],
        key=key,
        on_change=guarded(store_choice),
        filter_mode=None,
    )
