"""Clean reports in ten voices with random, consistent numbers. Written without reading any rule or grammar."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.facts import FactBook
from assistant.reports import report_from_data
from assistant.slots import render
from schemas.form import SUMS, T3_INPUT_COLUMNS, T3_LEAVES, T4_INPUT_RESULTS
from schemas.report import Report

VOICES = Path(__file__).parent / "voices"
RARE = {"deny_state_secret", "ot_no_fee", "ot_no_correction", "na_unclear", "np_massive"}


@dataclass(frozen=True)
class Case:
    """A clean report with literal digits in its prose, and the same report still in slot text."""

    voice: str
    report: Report
    slot_report: Report


def voices() -> list[str]:
    return sorted(path.stem for path in VOICES.glob("*.yaml"))


def clean_case(voice: str, seed: int, year: int = 2025) -> Case:
    """One clean report. Numbers satisfy every identity, within the year and to the year before."""
    spec = yaml.safe_load(re.sub(r": (.*\{\{.*)$", _quoted, (VOICES / f"{voice}.yaml").read_text("utf-8"), flags=re.M))
    rng = random.Random(f"{voice}-{seed}")
    values, before = _numbers(spec, rng)
    data: dict[str, Any] = {
        "year": year,
        "unit": spec["unit"],
        "disclosure": _disclosure(spec, rng),
        "activity": spec.get("activity", {}),
        "statements": spec.get("statements", {}),
        "fees": {"notices": 0, "charged_yuan": 0, "collected_yuan": 0},
        **_nested(values),
        "previous": {"year": year - 1, "unit": spec["unit"], **_nested(before)},
    }
    report = report_from_data(data)
    texts = {
        passage: _trends(text.replace("{{next_year}}", str(year + 1)), report)
        for passage, text in spec["passages"].items()
    }
    slot_report = report.model_copy(update={"passages": texts})
    book = FactBook(slot_report)
    flat = {passage: render(text, book).text for passage, text in texts.items()}
    return Case(voice, report.model_copy(update={"passages": flat}), slot_report)


def _quoted(found: re.Match[str]) -> str:
    return ": '" + found[1].replace("'", "''") + "'"


def _disclosure(spec: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    items = [{**item, "count": rng.randint(3, 180)} for item in spec["items"]]
    groups = {item["group"] for item in items}
    if len(groups) == 2:
        channels = [i for i in items if i["group"] == "channel"]
        categories = [i for i in items if i["group"] == "category"]
        total = max(sum(i["count"] for i in channels), sum(i["count"] for i in categories))
        for group in (channels, categories):
            group[-1]["count"] += total - sum(i["count"] for i in group)
    return {"items": items, "total": sum(i["count"] for i in items if i["group"] == items[0]["group"])}


def _numbers(spec: dict[str, Any], rng: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    cells: dict[str, Any] = dict.fromkeys(_all_cells(), 0)
    before = dict(cells)
    scale = {"none": 0, "some": 6, "many": 60}[spec["applications"]]
    leaves = spec.get("leaves") or [leaf for leaf in T3_LEAVES if leaf not in RARE]
    if scale:
        for column in spec.get("columns") or T3_INPUT_COLUMNS:
            for leaf in leaves:
                often = leaf in ("granted", "partial", "na_not_held") or "leaves" in spec
                most = scale * 4 if column == "natural" and often else max(1, scale // 8)
                cells[f"table3.{leaf}.{column}"] = rng.randint(1 if column == "natural" else 0, most)
            total = sum(cells[f"table3.{leaf}.{column}"] for leaf in T3_LEAVES)
            late = rng.randint(0, 3) + (column == "natural")
            early = min(total, rng.randint(0, 3) + (column == "natural"))
            cells[f"table3.carried_out.{column}"] = late
            cells[f"table3.carried_in.{column}"] = early
            cells[f"table3.new.{column}"] = total + late - early
            before[f"table3.carried_out.{column}"] = early
            before[f"table3.granted.{column}"] = max(0, total - rng.randint(0, 9)) + 2
            before[f"table3.new.{column}"] = before[f"table3.granted.{column}"] + early
    _documents(spec, rng, cells, before)
    if spec.get("decisions"):
        cells["table2.licensing"], cells["table2.punishment"] = rng.randint(90, 900), rng.randint(20, 300)
        cells["table2.coercion"], cells["table2.fees_wan"] = rng.randint(1, 9), round(rng.uniform(1, 90), 2)
        for key in ("licensing", "punishment", "coercion", "fees_wan"):
            before[f"table2.{key}"] = round(cells[f"table2.{key}"] * 0.9) + 1
    scale = {"none": 0, "some": 3, "many": 40}[spec["disputes"]]
    if scale:
        for result in spec.get("review") or T4_INPUT_RESULTS:
            cells[f"table4.review.{result}"] = rng.randint(1, scale)
        cells["table4.after.maintain"] = 1
        if scale > 10:
            cells["table4.direct.other"] = rng.randint(1, 5)
        before["table4.review.maintain"] = rng.randint(1, scale)
    for numbers in (cells, before):
        for total, parts in SUMS.items():
            numbers[total] = sum(numbers[part] for part in parts)
    return cells, before


def _documents(spec: dict[str, Any], rng: random.Random, cells: dict[str, Any], before: dict[str, Any]) -> None:
    kinds = ["normative", *(["regulations"] if spec.get("rules") else [])]
    for kind in kinds:
        last = rng.randint(5, 40)
        made, repealed = rng.randint(1, 6), rng.randint(0, 4)
        if spec.get("normative") == "idle":
            made = repealed = 0
        if spec.get("normative") == "none":
            last = made = repealed = 0
        before[f"table2.{kind}.valid"] = last
        cells[f"table2.{kind}.made"], cells[f"table2.{kind}.repealed"] = made, repealed
        cells[f"table2.{kind}.valid"] = last + made - repealed


def _trends(text: str, report: Report) -> str:
    def phrase(found: re.Match[str]) -> str:
        address = found[1]
        now, last = report.value(address), report.previous.value(address) if report.previous else 0
        if now == last:
            return "持平"
        words = ("增加", "增长") if (now or 0) > (last or 0) else ("减少", "下降")
        return f"{words[0]}{{{{change.{address}}}}}件，{words[1]}{{{{growth.{address}}}}}%"

    return re.sub(r"\{\{trend:([a-z0-9_.]+)\}\}", phrase, text)


def _all_cells() -> list[str]:
    from schemas.form import CELLS

    return list(CELLS)


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for address, value in values.items():
        node = tree
        *path, last = address.split(".")
        for key in path:
            node = node.setdefault(key, {})
        node[last] = value
    return tree
