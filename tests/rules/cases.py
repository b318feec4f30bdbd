"""Rule cases from YAML: a base report with changes, run through the real runner. See README.md."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.checks.context import Context
from assistant.checks.precedence import before
from assistant.checks.registry import BY_CODE
from assistant.checks.runner import run_rules
from assistant.reports import report_from_data
from schemas.findings import CheckResult
from schemas.form import CELL_SET
from schemas.report import Report

FOLDER = Path(__file__).parent
KEYS = {
    "name", "base", "set", "text", "merge", "remove", "previous", "others", "final", "expect", "assessable", "alone",
}  # fmt: skip
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Case:
    code: str
    verdict: Literal["pass", "fail"]
    data: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.code}-{self.verdict}-{self.data['name']}"


def files() -> tuple[Path, ...]:
    return tuple(sorted(FOLDER.glob("*.yaml")))


@cache
def read(path: Path) -> dict[str, Any]:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 — the C loader is a safe one
    if not isinstance(data, dict) or set(data) - {"code", "pass", "fail"}:
        raise ValueError(f"{path.name}: keys other than code, pass, fail")
    if data.get("code") != path.stem:
        raise ValueError(f"{path.name}: code {data.get('code')!r} is not the file's name")
    for verdict in ("pass", "fail"):
        for case in data.get(verdict) or ():
            if set(case) - KEYS:
                raise ValueError(f"{path.name}: unknown keys {sorted(set(case) - KEYS)}")
            if "name" not in case:
                raise ValueError(f"{path.name}: a case without name")
    return data


def cases() -> Iterator[Case]:
    for path in files():
        data = read(path)
        for verdict in ("pass", "fail"):
            for case in data.get(verdict) or ():
                yield Case(data["code"], verdict, case)  # type: ignore[arg-type]


@cache
def _base(name: str) -> str:
    return (FOLDER / "bases" / f"{name}.json").read_text(encoding="utf-8")


def build(spec: dict[str, Any], *, year: int | None = None) -> Report:
    """The report of a case: base, then merge, set, text, remove. `year` moves a base that has none of its own."""
    data: dict[str, Any] = json.loads(_base(spec.get("base", "bare")))
    if year is not None:
        data["year"] = year
    _merge(data, copy.deepcopy(spec.get("merge") or {}))
    for passage, text in (spec.get("text") or {}).items():
        data.setdefault("passages", {})[passage] = text
    for address, value in (spec.get("set") or {}).items():
        _set(data, address, value)
    for path in spec.get("remove") or ():
        _remove(data, path)
    if isinstance(data.get("unit"), dict):
        data["unit"].setdefault("name", None)
    return report_from_data(data)


def context_of(spec: dict[str, Any]) -> Context:
    report = build(spec)
    previous = None
    if spec.get("previous") is not None:
        given = spec["previous"]
        moved = None
        if report.year is not None and json.loads(_base(given.get("base", "bare")))["year"] == report.year:
            moved = report.year - 1
        previous = build(given, year=moved)
    return Context(
        report,
        previous=previous,
        others=[build(other) for other in spec.get("others") or ()],
        final=bool(spec.get("final")),
    )


def run(case: Case) -> CheckResult:
    """The rule of the case and those that may silence it; `alone: true` leaves the latter out."""
    codes = (case.code,) if case.data.get("alone") else (*before(case.code), case.code)
    return run_rules(context_of(case.data), [BY_CODE[code] for code in codes if code in BY_CODE], strict=True)


def _merge(target: dict[str, Any], extra: dict[str, Any]) -> None:
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value


def _set(data: dict[str, Any], address: str, value: Any) -> None:
    if address in CELL_SET or address.split(".")[0] in ("fees", "activity", "statements", "dates", "unit"):
        node = data
        *path, last = address.split(".")
        for key in path:
            if node.get(key) is None:
                node[key] = {}
            node = node[key]
        node[last] = value
    elif address == "disclosure.total":
        data.setdefault("disclosure", {})["total"] = value
    elif address.startswith("disclosure.items."):
        name = address.removeprefix("disclosure.items.")
        next(item for item in data["disclosure"]["items"] if item["name"] == name)["count"] = value
    elif address in ("year", "title", "period"):
        data[address] = value
    else:
        raise KeyError(address)


def _remove(data: dict[str, Any], path: str) -> None:
    head, _, rest = path.replace("/", ".", 1).partition(".")
    node = data[head]
    if not rest:
        del data[head]
    elif rest in node:
        del node[rest]
    else:
        _remove(node, rest)
