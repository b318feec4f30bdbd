"""Test connection: what an endpoint can do, in one sentence for the clerk."""

from typing import Any, Final

from assistant.drafting.client import CallFailed, ask, chat_model
from assistant.drafting.modes import forget, recall, remember
from assistant.drafting.parsing import UnusableAnswer, parse_answer
from assistant.drafting.prompts import Prompt
from assistant.drafting.troubles import diagnose
from schemas.drafts import Endpoint, EndpointReport, StructuredMode

_MODE_NAMES: Final[dict[StructuredMode, str]] = {
    "json_schema": "支持严格的结构化输出",
    "json_object": "支持 JSON 输出（不带结构约束）",
    "plain": "只支持普通文本输出",
}
_SCHEMA: Final[dict[str, Any]] = {
    "title": "Draft",
    "type": "object",
    "properties": {
        "paragraphs": {"type": "array", "items": {"type": "string", "maxLength": 300}, "minItems": 1, "maxItems": 1}
    },
    "required": ["paragraphs"],
    "additionalProperties": False,
}
_PROMPT: Final = Prompt(
    "probe",
    (("system", "只输出 JSON。"), ("user", '这是连接测试。请输出：{"paragraphs": ["连接正常。"]}')),
    _SCHEMA,
    "probe",
    200,
    300,
)


def probe_endpoint(endpoint: Endpoint) -> EndpointReport:
    """Ask for one short answer, streamed, in the strictest mode; never raises."""
    if not endpoint.base_url.startswith(("http://", "https://")):
        return EndpointReport(ok=False, sentence="模型服务的地址格式不对，应以 http:// 或 https:// 开头。")
    forget(endpoint)
    streamed: list[str] = []
    models = offered_models(endpoint)
    for _ in range(3):
        try:
            answer = ask(endpoint, _PROMPT, lambda raw, _plain: streamed.append(raw))
            mode = answer.dialect.mode
            parse_answer(answer.text, plain=mode == "plain")
        except CallFailed as failed:
            return EndpointReport(ok=False, sentence=_with_models(str(failed), endpoint, models), models=models)
        except UnusableAnswer as error:
            simpler = answer.dialect.step_down()
            if endpoint.mode != "auto" or simpler is None:
                return EndpointReport(ok=False, sentence=f"能连上，但{error}。请换一个模型再试。", models=models)
            remember(endpoint, simpler)
            continue
        streams = recall(endpoint).streams and bool(streamed)
        how = "可以边写边显示" if streams else "不能边写边显示，写完后一次显示"
        sentence = f"连接正常：模型“{endpoint.model}”{_MODE_NAMES[mode]}，{how}。"
        return EndpointReport(ok=True, sentence=sentence, mode=mode, streams=streams, models=models)
    return EndpointReport(ok=False, sentence="能连上，但模型没有按要求回答。请换一个模型再试。", models=models)


def offered_models(endpoint: Endpoint) -> tuple[str, ...]:
    """Names that the endpoint lists; many list none, which is no fault."""
    try:
        client = chat_model(endpoint).root_client.with_options(timeout=min(10.0, endpoint.timeout))
        return tuple(sorted(model.id for model in client.models.list().data))[:50]
    except Exception as error:  # whatever it is, the answer itself decides
        diagnose(error, endpoint)
        return ()


def _with_models(sentence: str, endpoint: Endpoint, models: tuple[str, ...]) -> str:
    if models and endpoint.model not in models:
        return f"{sentence}该服务上的模型有：{'、'.join(models[:5])}。"
    return sentence
