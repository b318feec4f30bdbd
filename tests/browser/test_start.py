"""Starting: this machine only, nothing sent, another port where one is taken. No browser needed."""

import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.store.prose import write_passage
from assistant.store.store import sample_report
from assistant.web.components.prose_view import passage_html
from assistant.web.plain import plain
from assistant.web.start import OPTIONS, free_port
from schemas.findings import Finding
from tests.browser.conftest import ROOT


def test_a_taken_port_is_replaced_with_a_sentence() -> None:
    said: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = free_port(port, said.append)
    assert other != port
    assert said == [f"端口 {port} 已被占用，改用 {other}。"]


def test_nothing_listens_elsewhere_and_nothing_is_reported() -> None:
    assert OPTIONS["server.address"] == "127.0.0.1"
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["server.showEmailPrompt"] is False
    assert OPTIONS["client.showErrorDetails"] == "none"


def test_streamlit_run_app_is_started_alike() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for name, value in ((f"{part}.{key}", value) for part, keys in config.items() for key, value in keys.items()):
        assert OPTIONS[name] == value


def test_callbacks_can_be_kept_from_being_broken_off() -> None:
    """`guard.undisturbed` leans on this part of Streamlit."""
    from streamlit.runtime.state.safe_session_state import SafeSessionState
    from streamlit.runtime.state.session_state import SessionState

    asked: list[int] = []
    state = SafeSessionState(SessionState(), lambda: asked.append(1))
    assert "key" not in state and asked == [1]
    object.__setattr__(state, "_yield_callback", lambda: None)
    assert "key" not in state and asked == [1]


@pytest.mark.parametrize("name", ["一个文件", "一个文件/数据"])
def test_a_data_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "一个文件").write_text("")
    program = "import sys; from assistant.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "app", "--data", str(tmp_path / name), "--no-browser"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2
    assert "无法写入" in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_text_of_people_is_no_markup() -> None:
    """Markdown knows no sign that follows a backslash; what a reader sees is the text itself."""
    text = "文件“2024_年*报*_$1$.docx”（http://127.0.0.1/v1。）:smile: [一](二) ~~三~~ # 四"
    shown = plain(text)
    assert shown.replace("\\", "").replace("\u2060", "") == text
    assert not any(sign in shown for sign in ("http://", ":smile:", "](", "*报*", "$1$", "~~"))


def test_a_finding_underlines_its_sentence_and_the_numbers_in_it_keep_their_cells() -> None:
    text = "{{year}}年，主动公开政府信息{{disclosure.total}}条，另有{{fees.notices}}件。\n另起一段。"
    report = write_passage(sample_report(), "overview.proactive", text, "person")
    finding = Finding(
        code="N-10", severity="error", message="两数不符。", place="overview.proactive[0]", span=(6, 17), excerpt=""
    )
    html = passage_html(report, "overview.proactive", (), [finding])
    assert html.count("<p>") == 2
    assert '<span class="slot here error" title="主动公开政府信息总数：79条　两数不符。">79</span>' in html
    assert '<span class="here error" title="两数不符。">主动公开政府信息</span>' in html
    assert "【待补：" in html and 'class="todo"' in html
    assert re.sub("<[^>]*>", "", html).startswith("2024年，主动公开政府信息79条，另有")
