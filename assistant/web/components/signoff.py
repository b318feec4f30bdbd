"""经办、审核、保密审查、签发: name, date and opinion, kept with the report."""

from datetime import date

import streamlit as st

from assistant.errors import WrongInputError
from assistant.store.records import SavedReport
from assistant.store.release import ROLES, date_signatures, sign
from assistant.web.guard import guarded
from assistant.web.state import save
from schemas.report import SignOff

_OPINIONS = {"经办": "情况属实", "审核": "同意", "保密审查": "不涉密，同意公开", "签发": "同意公开"}


def show_signoff(saved: SavedReport) -> None:
    """A line for each role, saved as it is filled in."""
    signed: dict[str, SignOff] = {one.role: one for one in saved.report.signoff}
    widths = [1.5, 1.7, 2.1, 2.7]
    for column, head in zip(st.columns(widths, gap="small"), ("", "姓名", "日期", "意见"), strict=True):
        column.html(f'<span class="muted">{head}</span>')
    for role in ROLES:
        present = signed.get(role)
        label, name, day, opinion = st.columns(widths, gap="small", vertical_alignment="center")
        label.markdown(f"**{role}**")
        values = (present.name, present.date, present.opinion) if present else ("", "", "")
        name_key, date_key, opinion_key = (f"sign:{role}:{part}:{saved.id}" for part in ("name", "date", "opinion"))
        keys = (name_key, date_key, opinion_key)
        shown = f"sign:{role}:{saved.id}:shown"
        if st.session_state.get(shown) != values or keys[0] not in st.session_state:
            st.session_state[shown] = values
            for key, value in zip(keys, values, strict=True):
                st.session_state[key] = value

        def keep(role: str = role, keys: tuple[str, str, str] = keys) -> None:
            _keep(saved, role, *(str(st.session_state[key] or "").strip() for key in keys))

        for column, key, words, example in zip(
            (name, day, opinion),
            keys,
            ("姓名", "日期", "意见"),
            ("", f"例：{date.today().isoformat()}", f"例：{_OPINIONS[role]}"),
            strict=True,
        ):
            column.text_input(
                f"{role}{words}", key=key, placeholder=example, label_visibility="collapsed", autocomplete="off",
                on_change=guarded(keep), persist_state="session",
            )  # fmt: skip

    today = date.today().isoformat()
    if any(one.name.strip() and not one.date for one in saved.report.signoff):
        st.button(
            f"空着的日期填今天（{today}）",
            key="sign-today",
            on_click=guarded(save, lambda report: date_signatures(report, today), "签署日期", report=saved.id),
        )


def _keep(saved: SavedReport, role: str, name: str, day: str, opinion: str) -> None:
    if day:
        try:
            day = date.fromisoformat(
                day.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-")
            ).isoformat()
        except ValueError:
            raise WrongInputError(f"{role}日期“{day}”无法识别，请按 {date.today().isoformat()} 的样子填写。") from None
    signature = SignOff.model_validate({"role": role, "name": name, "date": day, "opinion": opinion})
    save(lambda report: sign(report, signature), f"{role}签署", report=saved.id)
