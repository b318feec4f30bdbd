"""LibreOffice for the tests marked `office`: found, or skipped with the line to type."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

INSTALL = (
    "apt-get install -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui "
    "poppler-utils fonts-noto-cjk fonts-liberation"
)

Convert = Callable[[bytes, str, str], Path]


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice."""
    for program in ("soffice", "pdffonts"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: {INSTALL}")
    return str(shutil.which("soffice"))


@pytest.fixture(scope="session")
def convert(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """convert(data, "docx", "pdf") → the file that LibreOffice made of it."""
    home = tmp_path_factory.mktemp("office")
    made = iter(range(1_000_000))

    def run(data: bytes, source: str, target: str) -> Path:
        folder = home / f"job{next(made)}"
        folder.mkdir()
        path = folder / f"report.{source}"
        path.write_bytes(data)
        out = folder / "out"
        command = [soffice, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", target, "--outdir", str(out), str(path)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        (result,) = out.iterdir()
        return result

    return run
