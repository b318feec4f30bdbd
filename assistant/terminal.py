"""The command line in Chinese: help pages, usage errors, exit codes."""

import os
import re
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.errors import NianbaoError

_HELP: Final = (
    ("Usage: ", "用法："),
    ("\nOptions:", "\n选项："),
    ("\nArguments:", "\n参数："),
    ("\nCommands:", "\n命令："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]…"),
    ("Show this message and exit.", "显示本帮助。"),
    ("[required]", "［必填］"),
    (" <list[Path]>", ""),
    (" <path>", ""),
    (" <str>", ""),
    ("}...", "}"),
)
_DEFAULT: Final = re.compile(r"\[default: ([^\]]*)\]")
_RANGE: Final = re.compile(r"\[(\d+)<=x<=(\d+)\]")
_USAGE: Final = (
    ("NoSuchOption", "没有选项 {option}"),
    ("MissingParameter", "缺少参数 {parameter}"),
    ("BadParameter", "参数 {parameter} 的取值不对"),
    ("BadOptionUsage", "选项 {option} 的用法不对"),
)


def chinese_help(text: str) -> str:
    """A help page of the library with its own words put into Chinese."""
    for english, chinese in _HELP:
        text = text.replace(english, chinese)
    return _RANGE.sub(r"［\1 至 \2］", _DEFAULT.sub(r"［默认：\1］", text))


class ChineseCommand(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return chinese_help(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return chinese_help(super().get_help(ctx))


def run(app: typer.Typer, arguments: list[str] | None = None) -> int:
    """Run the app and give its exit code; every expected error is one sentence on standard error."""
    command = typer.main.get_command(app)
    _prepare_streams()
    try:
        result = command.main(args=arguments, prog_name="nianbao", standalone_mode=False)
    except NianbaoError as error:
        print(error, file=sys.stderr)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        print("已停止。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.ctx.get_help())  # type: ignore[attr-defined]
            return 0
        if not hasattr(error, "exit_code") or not hasattr(error, "format_message"):
            if os.environ.get("NIANBAO_DEBUG"):
                raise
            print(f"程序出错（{kind_of_failure(error)}），没有完成。请把所用的文件交给维护人员查看。", file=sys.stderr)
            return 2
        print(_usage_sentence(error), file=sys.stderr)
        return 2
    return result if isinstance(result, int) else 0


def _prepare_streams() -> None:
    """What goes into a file or to another program is UTF-8, whatever the machine's code page: `import` writes what
    `check` reads. A console keeps its own code page; what it cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def kind_of_failure(error: BaseException) -> str:
    """Class of an unexpected error and where it arose, for the person who maintains the program."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {where}".strip()


def _shown(parameter: Any) -> str:
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name or "")


def _usage_sentence(error: Any) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "nianbao"
    option = getattr(error, "option_name", "") or ""
    parameter = getattr(error, "param", None)
    shown = _shown(parameter) or getattr(error, "param_hint", "") or ""
    kind = type(error).__name__
    sentence = next((text for name, text in _USAGE if name == kind), "")
    if kind == "BadParameter" and "Missing" in error.format_message():
        sentence = "缺少参数 {parameter}"
    if not sentence:
        sentence = "没有这个命令" if "No such command" in error.format_message() else "命令的用法不对"
        if "Missing" in error.format_message():
            sentence = "缺少命令或参数"
    return f"{sentence.format(option=option, parameter=shown)}。用 {path} --help 查看用法。"
