"""Promises about the project itself: directions of imports, pins, no host names, file sizes."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

LEVELS = {
    "schemas": 0, "prompts": 0,
    "assistant.checks": 2, "assistant.documents": 2, "assistant.drafting": 2,
    "assistant.prefill": 3, "assistant.returned": 3, "assistant.publish": 3, "assistant.store": 3,
    "assistant.web": 4, "assistant.cli": 4, "assistant.terminal": 4, "app": 5,
}  # fmt: skip
SIBLINGS = ("assistant.checks", "assistant.documents", "assistant.drafting")


def room(module: str) -> str:
    return max((name for name in LEVELS if module == name or module.startswith(name + ".")), key=len, default=module)


def level(module: str) -> int:
    return LEVELS.get(room(module), 1)


def sources() -> list[Path]:
    return [p for top in ("schemas", "assistant") for p in sorted((ROOT / top).rglob("*.py"))] + [ROOT / "app.py"]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.split(".")[0] in ("schemas", "assistant", "prompts", "app")}


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for name in imports(path):
        assert level(name) <= level(module), f"{module} imports {name}"
        if room(module) in SIBLINGS and room(name) in SIBLINGS:
            assert room(name) == room(module), f"{module} imports its sibling {name}"


def test_no_file_is_two_rooms() -> None:
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long


def test_every_installed_package_is_pinned() -> None:
    pins: dict[str, set[str]] = {}
    for pin in PYPROJECT["tool"]["uv"]["constraint-dependencies"]:
        name, _, version = pin.split(";")[0].strip().partition("==")
        pins.setdefault(re.sub(r"[-_.]+", "-", name.split("[")[0]).lower(), set()).add(version)
    names = {re.sub(r"[-_.]+", "-", d.metadata["Name"]).lower(): d.version for d in distributions()}
    tools = {"nianbao", "pip", "setuptools", "uv", "wheel"}
    wrong = {n: version for n, version in names.items() if n not in tools and version not in pins.get(n, ())}
    assert not wrong, "refresh with: python .ci/pins.py"


def test_default_install_is_for_clerks() -> None:
    assert PYPROJECT["tool"]["uv"]["default-groups"] == []
    names = " ".join(PYPROJECT["project"]["dependencies"])
    assert not re.search(r"pytest|playwright|hypothesis|ruff|mypy", names)


def test_no_registry_host_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        files = [p for p in ROOT.rglob("*") if p.is_file() and ".git" not in p.parts]
    else:
        files = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    host = re.compile(rb"https?://[^\s\"']*(pythonhosted|pypi\.org|/simple/|registry\.npm|deb\.debian)")
    for path in files:
        if path.suffix in (".png", ".docx", ".pdf") or not path.is_file():
            continue
        assert not host.search(path.read_bytes()), path
