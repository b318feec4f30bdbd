""".doc, .odt, .rtf and .wps → .docx through LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from assistant.documents.guards import refuse
from assistant.errors import UnreadableFileError

TIMEOUT: Final = 90
"""Seconds; a first start with a fresh profile takes about three."""


def to_docx(data: bytes, name: str, ending: str) -> bytes:
    """The document as .docx. `ending` is what the file really is (doc, odt, rtf).

    Raises UnreadableFileError where LibreOffice is absent or does not understand the file.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise refuse(f"读取“{name}”需要 LibreOffice，本机没有安装；请在 Word 或 WPS 中另存为 .docx 后再导入。")
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        home = Path(folder)
        source = home / f"source.{ending}"
        source.write_bytes(data)
        # a profile of its own: no macros of the user's, no clash with an open window
        command = [
            office,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(home / "out"),
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False, cwd=home)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise refuse(f"转换“{name}”超时，请在 Word 或 WPS 中另存为 .docx 后再导入。") from None
        except OSError:
            raise refuse(f"无法启动 LibreOffice 读取“{name}”，请在 Word 或 WPS 中另存为 .docx 后再导入。") from None
        result = home / "out" / "source.docx"
        if not result.exists():
            raise _not_understood(name)
        return result.read_bytes()


def _not_understood(name: str) -> UnreadableFileError:
    program = "WPS" if Path(name).suffix.lower() in (".wps", ".wpt") else "Word 或 WPS"
    return refuse(f"无法读懂“{name}”，请在 {program} 中另存为 .docx 后再导入。")
