"""Starting the app: Streamlit on this machine only, in plain Chinese, and nothing sent to anybody."""

import logging
import os
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from assistant.store.database import prepare_folder

ADDRESS: Final = "127.0.0.1"
USUAL_PORT: Final = 8501
SCRIPT: Final = Path(__file__).parent / "entry" / "script.py"
"""In a folder of its own: Streamlit takes a folder `pages` beside its script for pages of the old kind."""

OPTIONS: Final[dict[str, Any]] = {
    "server.address": ADDRESS,
    "browser.serverAddress": ADDRESS,
    "browser.gatherUsageStats": False,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.maxUploadSize": 256,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "runner.magicEnabled": False,
    "runner.fastReruns": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    "theme.base": "light",
    "theme.primaryColor": "#1f5a96",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f4f6f9",
    "theme.textColor": "#1c2733",
    "theme.font": "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif",
    "theme.headingFont": "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif",
    "theme.baseFontSize": 15,
    "theme.baseRadius": "4px",
}
"""Streamlit's own defaults listen on every interface and report usage; with fast reruns two threads work on one
session at a time, and what was typed in between is lost."""


def run(data: Path, port: int | None = None, open_browser: bool = True) -> None:
    """Serve the app until it is interrupted. Raises StorageError where the data folder cannot be written."""
    prepare_folder(data)
    os.environ["NIANBAO_DATA"] = str(data.resolve())
    from assistant.settings import settings

    settings.cache_clear()
    chosen = free_port(port, lambda sentence: print(sentence, file=sys.stderr, flush=True))
    warnings.filterwarnings("ignore", module="streamlit")

    from streamlit.web import bootstrap

    flags = OPTIONS | {"server.port": chosen, "server.headless": not open_browser}
    options = {name.replace(".", "_"): value for name, value in flags.items()}
    bootstrap.load_config_options(options)
    logging.getLogger("nianbao").setLevel(logging.INFO)
    print(f"年报助手已启动：http://{ADDRESS}:{chosen} （按 Ctrl+C 退出，数据保存在 {data.resolve()}）", flush=True)
    bootstrap.run(str(SCRIPT), False, [], options)


def free_port(wanted: int | None, say: Callable[[str], None]) -> int:
    """The wanted (or usual) port, or a free one near it with a sentence that says so."""
    first = wanted or USUAL_PORT
    for port in (first, *range(first + 1, min(first + 20, 65536)), 0):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0 if os.name == "nt" else 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            free: int = probe.getsockname()[1]
            if free != first:
                say(f"端口 {first} 已被占用，改用 {free}。")
            return free
    return first
