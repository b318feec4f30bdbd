"""设置: the model service, what has been sent to it, and where the data lies."""

from html import escape

import streamlit as st
from pydantic import SecretStr, ValidationError

from assistant.errors import WrongInputError
from assistant.reports import explain
from assistant.store.records import AuditEntry
from assistant.web.guard import guarded, tell
from assistant.web.plain import plain
from assistant.web.state import report_id, store
from schemas.drafts import Endpoint

_FIELDS = ("base_url", "model", "api_key", "timeout", "concurrency", "filing")


def show() -> None:
    st.title("设置")
    left, right = st.columns([3, 2], gap="large")
    with left:
        _endpoint()
    with right:
        _place()
        _signs_of_life()
    _calls()


def _endpoint() -> None:
    present = store().preferences.endpoint()
    st.subheader("模型服务（可不设置）")
    st.caption("不设置模型时，由程序按数据和素材起草，全程不联网。设置后，文字由模型起草，数字仍由程序填写并核对。")
    if store().preferences.nameless:
        st.warning("环境变量里给出了服务地址，没有给出模型名称，所以现在由程序起草。请在下面填写后保存。")
    _fill(present)
    with st.form("endpoint", border=True):
        st.text_input("服务地址", key="set:base_url", placeholder="例：http://127.0.0.1:8080/v1", autocomplete="off")
        st.text_input(
            "模型名称",
            key="set:model",
            placeholder="例：qwen2.5-7b-instruct；留空则用服务上的第一个模型",
            autocomplete="off",
        )
        known = present is not None and store().preferences.has_key(present.base_url)
        st.text_input(
            "密钥",
            key="set:api_key",
            type="password",
            placeholder="已保存，不再显示；要更换请直接输入新的" if known else "本机服务一般不需要",
            autocomplete="new-password",
        )
        one, two = st.columns(2)
        one.text_input("等待时间（秒）", key="set:timeout", autocomplete="off")
        two.text_input("同时起草段数", key="set:concurrency", autocomplete="off")
        st.text_input("模型备案号（可不填）", key="set:filing", autocomplete="off")
        with st.container(horizontal=True):
            st.form_submit_button("保存", type="primary", on_click=guarded(_save))
            test = st.form_submit_button("保存并测试连接", on_click=guarded(_save))
            st.form_submit_button("不用模型", on_click=guarded(_clear))
    if test:
        _test()


def _fill(present: Endpoint | None) -> None:
    shown = present.model_dump(mode="json", exclude={"api_key", "log_content"}) if present else None
    if st.session_state.get("set:shown") == (shown,) and "set:base_url" in st.session_state:
        return
    st.session_state["set:shown"] = (shown,)
    endpoint = present or Endpoint(base_url=store().preferences.nameless, model="")
    for field in _FIELDS:
        value = "" if field == "api_key" else getattr(endpoint, field)
        st.session_state[f"set:{field}"] = f"{value:g}" if isinstance(value, float) else str(value)


def _typed() -> Endpoint:
    typed = {field: str(st.session_state.get(f"set:{field}") or "").strip() for field in _FIELDS}
    base_url = typed["base_url"].rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        raise WrongInputError("服务地址应以 http:// 或 https:// 开头，例如 http://127.0.0.1:8080/v1。")
    try:
        timeout, concurrency = float(typed["timeout"] or 120), int(typed["concurrency"] or 4)
    except ValueError:
        raise WrongInputError("等待时间和同时起草段数只能填数字。") from None
    if not 1 <= timeout <= 3600 or not 1 <= concurrency <= 64:
        raise WrongInputError("等待时间请填 1 到 3600 秒，同时起草段数请填 1 到 64。")
    try:
        return Endpoint(
            base_url=base_url,
            model=typed["model"],
            api_key=SecretStr(typed["api_key"]),
            timeout=timeout,
            concurrency=concurrency,
            filing=typed["filing"],
        )
    except ValidationError as error:
        raise WrongInputError(explain(error)) from None


def _named(endpoint: Endpoint) -> Endpoint:
    """The endpoint with a model: without a name, the first that the service offers."""
    if endpoint.model:
        return endpoint
    from assistant.drafting import offered_models

    key = endpoint.api_key if endpoint.api_key.get_secret_value() else store().preferences.key_for(endpoint.base_url)
    models = offered_models(endpoint.model_copy(update={"api_key": key}))
    if not models:
        raise WrongInputError("请填写模型名称。这个地址没有答复有哪些模型可用，没有名称就不能由模型起草。")
    tell(f"没有填写模型名称，已选用这个服务上的“{models[0]}”，可以另改。", "info")
    return endpoint.model_copy(update={"model": models[0]})


def _save() -> None:
    store().preferences.set_endpoint(_named(_typed()))
    store().journal.note(
        "修改模型设置", {"endpoint": str(st.session_state["set:base_url"])}, by=store().preferences.person
    )
    st.session_state["set:api_key"] = ""
    tell("已保存。", "success")


def _test() -> None:
    from assistant.drafting import modes, probe_endpoint

    endpoint = store().preferences.endpoint()
    if endpoint is None:
        return
    modes.forget(endpoint)
    with st.spinner("正在测试连接……"):
        result = probe_endpoint(endpoint)
    (st.success if result.ok else st.error)(plain(result.sentence))
    if result.models and endpoint.model not in result.models:
        st.info(f"这个服务上的模型有：{plain('、'.join(result.models[:12]))}。")


def _clear() -> None:
    store().preferences.set_endpoint(None)
    store().preferences.forget_key()
    tell("已改为不用模型，由程序起草。密钥已删除。", "success")


def _place() -> None:
    st.subheader("数据保存在哪里")
    st.code(str(store().folder), language=None, wrap_lines=True)
    st.caption("整个文件夹拷走即是备份。请勿放在公共网盘。密钥单独存放在其中的 model.key，不进数据库。")


def _signs_of_life() -> None:
    with st.expander("操作记录"):
        entries = store().journal.entries(report_id() if store().reports.list() else None, limit=60)
        rows = "".join(
            f"<tr><td>{one.at[5:16].replace('T', ' ')}</td><td>{escape(one.kind)}</td><td>{escape(one.by)}</td></tr>"
            for one in entries
        )
        st.html(f'<table class="list">{rows}</table>' if rows else '<span class="muted">还没有记录</span>')


def _calls() -> None:
    entries = store().journal.entries(kind="模型调用", limit=50)
    kept = [one for one in entries if one.details.get("content")]
    with st.expander(f"模型调用记录（最近 {len(entries)} 次，{f'{len(kept)} 次留有内容' if kept else '不含内容'}）"):
        _keep_content()
        heads = ("时间", "段落", "模型", "结果", "次数", "秒", "说明")
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in _call_row(one.at, one.details)) + "</tr>"
            for one in entries
        )
        head = "".join(f"<th>{word}</th>" for word in heads)
        st.html(f'<table class="list"><tr>{head}</tr>{rows}</table>')
        if kept:
            _content(kept)


def _keep_content() -> None:
    st.session_state["set:content"] = store().preferences.keeps_content
    st.toggle("同时留存调用的内容（发出的要求和模型的回答）", key="set:content", on_change=guarded(_switch_content))
    st.caption(
        "默认不留存。开启后，发给模型的数据、素材和模型的回答都原样写入本机的操作记录，只能增加、不能删除，"
        "随数据文件夹一起备份。素材中有不宜留存的内容时请勿开启。密钥不写入。"
    )


def _switch_content() -> None:
    wanted = bool(st.session_state["set:content"])
    store().preferences.set("keeps_content", wanted)
    kind = "开始留存模型调用内容" if wanted else "停止留存模型调用内容"
    store().journal.note(kind, {}, by=store().preferences.person)


def _content(kept: list[AuditEntry]) -> None:
    st.markdown("**留存的内容**")
    for one in kept:
        at, passage, *_ = _call_row(one.at, one.details)
        text = escape(str(one.details["content"]))
        st.html(f'<details><summary>{at}　{passage}</summary><pre class="said">{text}</pre></details>')


_OUTCOMES = {
    "ok": "成功",
    "repaired": "改正后成功",
    "replaced": "部分改用程序句子",
    "failed": "失败",
    "blocked": "未发送",
}


def _call_row(at: str, details: dict[str, object]) -> tuple[object, ...]:
    from schemas.passages import PASSAGE_NAMES

    return (
        at[5:16].replace("T", " "),
        PASSAGE_NAMES.get(str(details.get("prompt")), ""),
        details.get("model", ""),
        _OUTCOMES.get(str(details.get("outcome")), ""),
        details.get("attempts", ""),
        f"{float(str(details.get('seconds') or 0)):.1f}",
        details.get("detail", ""),
    )
