"""What went wrong with a call: one Chinese sentence, whether trying again may help, and how."""

import re
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from schemas.drafts import Endpoint

Kind = Literal["", "format", "length_limit", "stream", "counts"]


@dataclass(frozen=True, slots=True)
class Trouble:
    sentence: str
    transient: bool = False
    kind: Kind = ""
    """What may be said differently to this endpoint: the response format, the length limit, streaming."""
    retry_after: float | None = None


class AnswerError(Exception):
    """An answer that came, but is none."""

    sentence = "模型的回答无法使用。"
    kind: Kind = ""
    transient = False


class RefusedError(AnswerError):
    sentence = "模型拒绝起草这一节。"


class CutError(AnswerError):
    sentence = "模型的回答过长，被截断。"


class FilteredError(AnswerError):
    sentence = "模型的回答被服务方的内容过滤拦下。"


class EmptyError(AnswerError):
    sentence = "模型没有给出正文，可能是拒绝作答。"


class NothingStreamedError(AnswerError):
    sentence = "模型没有给出正文。"
    kind = "stream"


class BrokenOffError(AnswerError):
    sentence = "模型的回答没有说完连接就断了。"
    transient = True


class EndlessError(AnswerError):
    sentence = "模型的回答没完没了，已停止接收。"


class TooSlowError(AnswerError):
    sentence = "模型没有在限定时间内答完。"


class StoppedError(AnswerError):
    sentence = "起草已取消。"


_STATUS: Final[dict[int, str]] = {
    401: "模型服务不接受密钥（401），请在设置中检查 API 密钥。",
    402: "模型服务的账户余额不足（402），请联系服务提供方。",
    403: "密钥没有使用该模型的权限（403），请在设置中检查密钥和模型名称。",
    404: "模型服务上找不到该地址或模型（404），请在设置中检查地址（通常以 /v1 结尾）和模型名称。",
    405: "该地址不是模型接口（405），请在设置中检查地址（通常以 /v1 结尾）。",
    413: "这一节的素材太长，超过了模型能接收的长度，请精简素材。",
}
_TOO_LONG: Final = re.compile(r"context|too long|maximum.{0,20}length|exceeds? the available", re.I)
_TOKEN_LIMIT: Final = re.compile(r"max_completion_tokens|unsupported.{0,30}max_tokens", re.I)
_FORMAT: Final = re.compile(r"response_format|json_schema|json_object|json mode|grammar|structured|schema", re.I)


def diagnose(error: Exception, endpoint: Endpoint) -> Trouble:
    """Any exception of a call as a Trouble. Nothing of the key or of the content gets into the sentence."""
    if isinstance(error, AnswerError):
        return Trouble(error.sentence, error.transient, error.kind)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _of_status(status, error)
    names = {cls.__name__ for cls in type(error).__mro__}
    if names & {"APITimeoutError", "TimeoutException", "TimeoutError", "ModelTimeoutError"}:
        return Trouble(f"模型服务在 {endpoint.timeout:g} 秒内没有回答，请检查服务是否正常，或在设置中延长等待时间。")
    if names & {"RemoteProtocolError", "ReadError", "WriteError", "CloseError"}:
        return Trouble("模型服务中途断开了连接。", transient=True)
    if names & {"APIConnectionError", "ModelConnectionError", "TransportError", "ConnectionError"}:
        return _unreachable(error, endpoint)
    if "APIError" in names:
        return Trouble("模型服务报告出错，没有给出回答。", kind="format" if _FORMAT.search(str(error)) else "")
    if "UnsupportedProtocol" in names or "InvalidURL" in names:
        return Trouble("模型服务的地址格式不对，应以 http:// 或 https:// 开头。")
    if isinstance(error, IndexError):
        return Trouble("模型服务返回的结果是空的。")
    if isinstance(error, ValueError) and "generation chunk" in str(error):
        return Trouble("模型没有给出正文。", kind="stream")
    return Trouble("该地址返回的不是模型接口的内容（可能是网页），请在设置中检查地址（通常以 /v1 结尾）。")


def _of_status(status: int, error: Exception) -> Trouble:
    message = str(error)
    if status == 429:
        if "insufficient_quota" in message or getattr(error, "code", None) == "insufficient_quota":
            return Trouble("模型服务的额度已用完（429），请联系服务提供方。")
        return Trouble("模型服务正忙或限制了调用次数（429），请稍后再试。", True, retry_after=_retry_after(error))
    if status in (400, 422):
        if "stream_options" in message:
            return Trouble(f"模型服务不接受流式计数（{status}）。", kind="counts")
        if _TOKEN_LIMIT.search(message):
            return Trouble(f"模型服务不接受长度限制的写法（{status}）。", kind="length_limit")
        if _TOO_LONG.search(message) and not _FORMAT.search(message):
            return Trouble(_STATUS[413])
        return Trouble(f"模型服务不接受这次请求（{status}），请检查模型名称是否正确。", kind="format")
    if status in _STATUS:
        return Trouble(_STATUS[status])
    if status >= 500:
        if _FORMAT.search(message):
            return Trouble(f"模型服务出错（{status}）。", kind="format")
        return Trouble(f"模型服务出错（{status}），请稍后再试。", True, retry_after=_retry_after(error))
    return Trouble(f"模型服务拒绝了请求（{status}）。")


def _unreachable(error: Exception, endpoint: Endpoint) -> Trouble:
    cause: Any = error
    seen = 0
    while cause is not None and seen < 6:
        name = type(cause).__name__
        if name in {"RemoteProtocolError", "ReadError"}:
            return Trouble("模型服务中途断开了连接。", transient=True)
        if name == "UnsupportedProtocol":
            return Trouble("模型服务的地址格式不对，应以 http:// 或 https:// 开头。")
        cause, seen = cause.__cause__ or cause.__context__, seen + 1
    return Trouble(f"连不上模型服务“{host_of(endpoint)}”，请检查地址和网络。", transient=True)


def host_of(endpoint: Endpoint) -> str:
    """Host and port for the clerk, without path or credentials."""
    parts = urlsplit(endpoint.base_url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.hostname or endpoint.base_url[:40]}{port}"


def _retry_after(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    value = response.headers.get("retry-after") if response is not None else None
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        return None
