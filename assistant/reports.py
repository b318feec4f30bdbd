"""Report JSON: loading with plain Chinese errors, and dumping."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.errors import WrongInputError
from assistant.notes import bind_notes
from schemas.report import Report, Unit

_SENTENCES = {
    "extra_forbidden": "“{where}”不是本程序认识的项目，请检查拼写或删除",
    "missing": "缺少“{where}”",
    "literal_error": "“{where}”的取值不在允许范围内",
    "string_pattern_mismatch": "“{where}”不能含有英文句点和花括号",
    "string_too_short": "“{where}”不能为空",
}


def explain(error: ValidationError) -> str:
    """The first complaint of pydantic as one Chinese sentence that names the key."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "报告"
    if first["type"] == "value_error":
        detail = str(first.get("ctx", {}).get("error", first["msg"]))
        sentence = f"“{where}”：{detail}"
    else:
        sentence = _SENTENCES.get(first["type"], "“{where}”的内容类型不对").format(where=where)
    more = error.error_count() - 1
    return sentence + (f"（另有 {more} 处问题）" if more else "") + "。"


def report_from_data(data: Any) -> Report:
    """A report from decoded JSON (bare, or the object that `import` writes). Raises WrongInputError."""
    try:
        return bind_notes(Report.model_validate(data))
    except ValidationError as error:
        raise WrongInputError(explain(error)) from None
    except RecursionError:
        raise WrongInputError("报告嵌套层数过多，无法读取。") from None


def report_from_json(text: str | bytes) -> Report:
    """Raises WrongInputError with one sentence for broken JSON, unknown keys, missing tables."""
    return report_from_data(_decode(text))


def unit_from_json(text: str | bytes) -> Unit:
    """A unit profile (`--unit unit.json`). Raises WrongInputError."""
    try:
        return Unit.model_validate(_decode(text))
    except ValidationError as error:
        raise WrongInputError(explain(error)) from None


def _decode(text: str | bytes) -> Any:
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        data = json.loads(text)
        if "\\ud" in text.lower():
            data = _whole_characters(data)
    except (ValueError, RecursionError):
        raise WrongInputError("不是有效的 JSON 文件（须为 UTF-8 编码）。") from None
    if not isinstance(data, dict):
        raise WrongInputError("JSON 的最外层应是一个报告对象。")
    return data


def _whole_characters(data: Any) -> Any:
    """Half of a character (a lone \\ud83d) is no text that any file can hold: it becomes �."""
    text = json.dumps(data, ensure_ascii=False).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return json.loads(text)


def read_report_file(path: Path) -> Report:
    """Raises WrongInputError."""
    if path.is_dir():
        raise WrongInputError(f"“{path}”是文件夹，请选择其中的报告 JSON 文件。")
    try:
        data = path.read_bytes()
    except OSError:
        raise WrongInputError(f"无法打开文件“{path.name}”，请检查路径和权限。") from None
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        raise WrongInputError(f"“{path.name}”不是报告 JSON 文件。Word、网页等文件请先用 nianbao import 读成 JSON。")
    return report_from_json(data)


def to_json(model: BaseModel) -> str:
    """Indented UTF-8 JSON with the keys of `design.md` §4; defaults that say nothing are left out."""
    return json.dumps(model.model_dump(mode="json", exclude_defaults=False), ensure_ascii=False, indent=2)
