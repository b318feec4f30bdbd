"""Refresh the exact versions of the whole dependency tree in pyproject.toml, naming no registry host.

Run: python .ci/pins.py            (needs uv; resolves anew to the newest versions that fit)
"""

import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN = "constraint-dependencies = [\n"


def resolved(pyproject: str) -> list[str]:
    """`name==version ; marker` of every package that the project and its groups can bring in."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pyproject.toml").write_text(without_pins(pyproject), encoding="utf-8")
        command = ["uv", "export", "--all-groups", "--no-hashes", "--no-emit-project", "--no-annotate", "--no-header"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return [re.sub(r"\s*;\s*", " ; ", line.strip()) for line in done.stdout.splitlines() if "==" in line]


def without_pins(pyproject: str) -> str:
    return re.sub(r"constraint-dependencies = \[\n(?:    \".*\",\n)*\]\n", "", pyproject)


def main() -> None:
    path = ROOT / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    pins = "".join("    " + '"' + pin.replace('"', "'") + '",\n' for pin in resolved(text))
    text = without_pins(text).replace("[tool.uv]\n", f"[tool.uv]\n{BEGIN}{pins}]\n", 1)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
