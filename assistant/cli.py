"""The command line of `design.md` §4. Names, flags, JSON keys and exit codes are a contract."""

import json
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import NianbaoError, UnreadableFileError, WrongInputError
from assistant.terminal import ChineseCommand, ChineseGroup, run
from schemas.drafts import Endpoint
from schemas.passages import PASSAGE_NAMES
from schemas.report import Report, Unit

READABLE = frozenset(
    (".docx", ".doc", ".odt", ".rtf", ".wps", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml",
     ".pdf", ".md", ".markdown", ".txt", ".xlsx", ".json")
)  # fmt: skip
EXPORTS = {".docx": "docx", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}
DONE, FINDINGS, WRONG = 0, 1, 2


class Format(StrEnum):
    text = "text"
    json = "json"
    jsonl = "jsonl"


class BookFormat(StrEnum):
    text = "text"
    json = "json"


app = typer.Typer(
    cls=ChineseGroup,
    help="年报助手：政府信息公开工作年度报告的填报、核对、起草与导出。",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)

ReportFile = Annotated[Path, typer.Argument(metavar="报告.json", help="报告 JSON 文件。", show_default=False)]
PreviousFile = Annotated[
    Path | None,
    typer.Option("--previous", metavar="文件", help="上一年的报告，任何可读的文件。", show_default=False),
]


@app.command("app", cls=ChineseCommand)
def start_app(
    data: Annotated[
        Path | None, typer.Option("--data", metavar="文件夹", help="数据文件夹。", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="端口", help="端口号。", min=1, max=65535, show_default=False)
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="是否自动打开浏览器。")] = True,
) -> int:
    """在浏览器中使用（仅本机可访问）。"""
    from assistant.settings import settings
    from assistant.web.start import run as start

    if data is not None:
        os.environ["NIANBAO_DATA"] = str(data.expanduser().resolve())
        settings.cache_clear()
    start(settings().data, port, open_browser=browser)
    return DONE


@app.command("import", cls=ChineseCommand)
def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要读取的报告。", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入的 JSON 文件。", show_default=False)
    ] = None,
) -> int:
    """读取已有的报告，输出 JSON。"""
    from assistant.documents.importing import import_file
    from assistant.reports import to_json

    _write(to_json(import_file(_read(file), file.name)) + "\n", output)
    return DONE


@app.command(cls=ChineseCommand)
def check(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="报告文件或文件夹。", show_default=False)],
    previous: PreviousFile = None,
    unit: Annotated[
        Path | None,
        typer.Option("--unit", metavar="unit.json", help="单位信息 JSON 文件。", show_default=False),
    ] = None,
    across: Annotated[bool, typer.Option("--across", help="把各文件相互比较（雷同、汇总）。")] = False,
    format: Annotated[Format, typer.Option("--format", help="输出格式。")] = Format.text,
) -> int:
    """按规则核对报告。有错误时退出码为 1。"""
    from assistant.checks import check_report
    from assistant.checks.output import result_text
    from assistant.reports import unit_from_json

    profile = unit_from_json(_read(unit)) if unit else None
    before = _load(previous) if previous else None
    code = DONE
    loaded: list[tuple[Path, Report | None, str]] = []
    for path in _expand(files):
        try:
            loaded.append((path, _with_profile(_load(path), profile), ""))
        except NianbaoError as error:
            code = WRONG
            print(f"{path}：{error}", file=sys.stderr, flush=True)
            loaded.append((path, None, str(error)))
    outputs: list[str] = []
    for path, report, problem in loaded:
        if report is None:
            if format is not Format.text:
                outputs.append(_line({"file": str(path), "error": problem}))
        else:
            others = [r for p, r, _ in loaded if r is not None and p != path] if across else []
            result = check_report(report, previous=before, others=others)
            result = result.model_copy(update={"file": str(path)})
            if any(finding.severity == "error" for finding in result.findings):
                code = max(code, FINDINGS)
            if format is Format.text:
                outputs.append(result_text(result, report))
            else:
                outputs.append(_line(result.model_dump(mode="json")))
        if format is Format.jsonl:
            print(outputs.pop(), flush=True)
    if format is Format.text:
        print(*outputs, sep="\n\n", end="\n" if outputs else "")
    elif format is Format.json:
        single = len(files) == 1 and not files[0].is_dir()
        if single and outputs and loaded[0][1] is not None:
            print(json.dumps(json.loads(outputs[0]), ensure_ascii=False, indent=2))
        elif not single:
            print(json.dumps([json.loads(o) for o in outputs], ensure_ascii=False, indent=2))
    return code


@app.command(cls=ChineseCommand)
def draft(
    file: ReportFile,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入的 JSON 文件。", show_default=False)
    ] = None,
    previous: PreviousFile = None,
    passages: Annotated[
        list[str] | None,
        typer.Option("--passage", metavar="段落", help="只起草这一段，可重复。", show_default=False),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="不使用模型。")] = False,
) -> int:
    """起草文字部分。"""
    from assistant.drafting import draft_all
    from assistant.drafting.apply import apply_drafts, passages_to_draft
    from assistant.reports import read_report_file, to_json

    report = read_report_file(file)
    if previous:
        report = _with_previous(report, _load(previous))
    wanted = passages_to_draft(report, passages or ())
    drafts = draft_all(report, wanted, None if offline else _endpoint())
    for passage, result in drafts.items():
        where = f"“{PASSAGE_NAMES[passage]}”一段（{passage}）"
        for replaced in result.replaced:
            reasons = "；".join(reason.rstrip("。") for reason in replaced.reasons)
            said = f"的一句“{replaced.withdrawn}”" if replaced.withdrawn else "的一句"
            print(f"{where}：模型{said}已改用程序写的句子。{reasons}。", file=sys.stderr)
        if result.notice:
            print(f"{where}：{result.notice}", file=sys.stderr)
    _write(to_json(apply_drafts(report, drafts)) + "\n", output)
    return DONE


@app.command(cls=ChineseCommand)
def export(
    file: ReportFile,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件", help="out.docx、out.html 或 out.xlsx。", show_default=False),
    ],
    final: Annotated[bool, typer.Option("--final", help="导出定稿（有未解决的问题时拒绝）。")] = False,
) -> int:
    """导出 Word、网页或 Excel 文件；不加 --final 时为带标识的草稿。"""
    from assistant.errors import FinalRefusedError
    from assistant.publish import export_report
    from assistant.reports import read_report_file

    kind = EXPORTS.get(output.suffix.lower())
    if kind is None:
        raise WrongInputError("导出文件名须以 .docx、.html 或 .xlsx 结尾。")
    report = read_report_file(file)
    try:
        data = export_report(report, kind, final=final)  # type: ignore[arg-type]
    except FinalRefusedError as refused:
        print("尚不能导出定稿：", file=sys.stderr)
        for reason in refused.reasons:
            print(f"- {reason}", file=sys.stderr)
        return FINDINGS
    _write_bytes(data, output)
    return DONE


@app.command(cls=ChineseCommand)
def rules(
    code: Annotated[str | None, typer.Argument(metavar="编号", help="规则编号，如 T3-01。", show_default=False)] = None,
    format: Annotated[BookFormat, typer.Option("--format", help="输出格式。")] = BookFormat.text,
) -> int:
    """查看核对规则。"""
    from assistant.checks.book import book_json, book_text
    from assistant.checks.registry import BY_CODE, RULES

    if code is not None and code.upper() not in BY_CODE:
        raise WrongInputError(f"没有编号为“{code}”的规则。用 nianbao rules 查看全部规则。")
    chosen = RULES if code is None else (BY_CODE[code.upper()],)
    print(book_json(chosen, single=code is not None) if format is BookFormat.json else book_text(chosen))
    return DONE


@app.callback()
def prepare(context: typer.Context) -> None:
    if context.invoked_subcommand == "app":
        return  # it has a data folder of its own, and starts with a broken list, too
    from assistant.lists import extend_from
    from assistant.settings import settings

    extend_from(settings().data)


def main() -> None:
    """Console entry: exit codes and errors as `design.md` §4 has them."""
    sys.exit(run(app))


# ---- helpers of the commands ------------------------------------------------------------------------
def _read(path: Path) -> bytes:
    from assistant.documents.guards import read_file

    return read_file(path)


def _load(path: Path) -> Report:
    from assistant.documents.importing import import_file

    if path.is_dir():
        raise UnreadableFileError("文件夹里没有可读的报告文件。")
    return import_file(_read(path), path.name).report


def _expand(paths: list[Path]) -> Iterator[Path]:
    """Files as they were named; a folder gives the readable files in it, or itself where it holds none."""
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if _is_readable(p)) if path.is_dir() else []
        yield from inside or [path]


def _is_readable(path: Path) -> bool:
    # Word and WPS keep a ~$… beside every file that is open, other programs files with a dot in front
    return path.suffix.lower() in READABLE and not path.name.startswith(("~$", ".")) and path.is_file()


def _with_profile(report: Report, profile: Unit | None) -> Report:
    """The profile's stated keys over what was read; a name that the file itself bears stays."""
    if profile is None:
        return report
    stated = {key: getattr(profile, key) for key in profile.model_fields_set}
    if report.unit.name:
        stated.pop("name", None)
    return report.model_copy(update={"unit": report.unit.model_copy(update=stated)})


def _with_previous(report: Report, before: Report) -> Report:
    """Raises WrongInputError for a report of another year: what it compares with would be false."""
    if None not in (report.year, before.year) and before.year != report.year - 1:  # type: ignore[operator]
        raise WrongInputError(
            f"--previous 的报告是 {before.year} 年的，{report.year} 年的报告只能和上一年的报告比较。请核对文件。"
        )
    return report.model_copy(update={"previous": before})


def _endpoint() -> Endpoint | None:
    from assistant.drafting.apply import endpoint_from_settings
    from assistant.settings import settings

    given = settings()
    if given.llm_base_url and not given.llm_model:
        words = "有模型服务的地址，没有模型名称（NIANBAO_LLM_MODEL），由程序起草。"
        print(words, file=sys.stderr)
    return endpoint_from_settings(given)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        _write_bytes(text.encode(), output)


def _write_bytes(data: bytes, output: Path) -> None:
    """Write beside the target and move into place: a full disk never leaves half a report."""
    try:
        if output.exists() and not output.is_file():
            if output.is_dir():
                raise IsADirectoryError(output)
            output.write_bytes(data)  # a pipe or a device
            return
        _replace(data, output.resolve())
    except OSError:
        raise WrongInputError(f"无法写入“{output}”，请检查文件夹是否存在、是否有写入权限、文件是否正被打开。") from None


def _replace(data: bytes, target: Path) -> None:
    # a name of its own, so that two runs at a time do not write into each other's file
    part = target.with_name(f".{target.name[-60:]}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
