"""The app as a clerk starts it (the command line, a fresh data folder, a free port) and a headless Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.store.store import Store, sample_report
from tests.browser.clerk import Clerk

ROOT = Path(__file__).parents[2]
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("缺少 playwright，请运行：uv run --group test pytest")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("缺少浏览器，请运行：apt-get install -y chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class App:
    """A running `nianbao app`."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        program = "import sys; from assistant.cli import main; sys.exit(main())"
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("NIANBAO", "OPENAI"))}
        self.log = (data.parent / "app.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "app", "--data", str(data), "--port", str(port), "--no-browser"],
            cwd=ROOT, env=environment, stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise AssertionError(self.output())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def output(self) -> str:
        return (self.data.parent / "app.log").read_text(encoding="utf-8")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], App]]:
    apps: list[App] = []

    def run() -> App:
        apps.append(App(tmp_path / "data", free_port()))
        return apps[-1]

    yield run
    for app in apps:
        app.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One app for a file of tests; each test works on a report of its own."""
    running = App(tmp_path_factory.mktemp("app") / "data", free_port())
    yield running
    running.stop()


@pytest.fixture
def clerk(app: App, chromium: Any) -> Iterator[Clerk]:
    """A clerk at a small screen with a fresh sample report, whose browser asks nobody but this machine."""
    store = Store(app.data)
    store.preferences.set("last_report", store.reports.add(sample_report()).id)
    store.close()
    yield from sit_down(app, chromium)


def sit_down(app: App, chromium: Any) -> Iterator[Clerk]:
    """Open the app in a new window; no traceback is shown or logged, and no other host is asked."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(20_000)
    foreign: list[str] = []
    own = (app.url, f"ws://127.0.0.1:{app.port}", "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else foreign.append(request.url))
    yield Clerk(page, app.url)
    shown = page.locator("body").inner_text()
    context.close()
    assert "Traceback" not in shown and "Error" not in shown
    assert foreign == []
    assert "Traceback" not in app.output(), app.output()[-3000:]
