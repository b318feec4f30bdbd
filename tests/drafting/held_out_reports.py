"""Random, consistent reports that hold what an entry of the held-out wordings needs. Knows nothing of the gate."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.facts import FactBook
from assistant.reports import report_from_data
from schemas.form import CELLS, SUMS, T3_INPUT_COLUMNS, T3_LEAVES, T4_INPUT_RESULTS
from schemas.report import Report

HERE: Final = Path(__file__).parent
YEAR: Final = 2025
SCALES: Final = {"none": 0, "few": 5, "many": 90}
ACTIVITY: Final = {"trainings": 12, "platforms": 9, "zones": 7, "interpretations": 60, "responses": 80}
SIGNS: Final = {"up": 1, "down": -1, "equal": 0}


@dataclass(frozen=True, eq=False)
class Entry:
    """A draft in slot text with what its report must hold; `fault` and `at` only in a wrong variant."""

    id: str
    passage: str
    unit: str
    text: str
    has: dict[str, Any]
    fault: str = ""
    at: str = ""


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return data


_GOOD: Final = _load("held_out_wordings.yaml")


def _entries(data: dict[str, Any]) -> tuple[Entry, ...]:
    return tuple(Entry(**{"has": {}, **entry}) for entry in data["entries"])


def good_entries() -> tuple[Entry, ...]:
    return _entries(_GOOD)


def wrong_entries() -> tuple[Entry, ...]:
    return _entries(_load("held_out_wrong.yaml"))


def report_for(entry: Entry, seed: int) -> Report:
    """Numbers satisfy every identity, within the year and to the year before; directions are those asked for."""
    for attempt in range(4000):
        report = _attempt(entry, random.Random(f"{entry.id}-{seed}-{attempt}"))
        book = FactBook(report)
        wanted = entry.has.get("direction", {})
        if all(_sign(book, address) == SIGNS[way] for address, way in wanted.items()):
            return report
    raise AssertionError(f"{entry.id}: no report with the directions asked for")


def _sign(book: FactBook, address: str) -> int | None:
    fact = book.get(f"change.{address}")
    return None if fact is None else fact.sign


def _attempt(entry: Entry, rng: random.Random) -> Report:
    has, unit = entry.has, _GOOD["units"][entry.unit]
    now: dict[str, Any] = dict.fromkeys(CELLS, 0)
    before = dict(now)
    _applications(has, rng, now, before)
    _disputes(has, rng, now, before)
    _documents(has, rng, now, before)
    if has.get("decisions"):
        for key, most in (("licensing", 900), ("punishment", 300), ("coercion", 20)):
            now[f"table2.{key}"], before[f"table2.{key}"] = rng.randint(2, most), rng.randint(2, most)
        now["table2.fees_wan"] = round(rng.uniform(1, 90), 2)
    activity = {key: rng.randint(1, most) for key, most in ACTIVITY.items()}
    for address in has.get("zero", ()):
        head, _, key = address.partition(".")
        (activity if head == "activity" else now)[key if head == "activity" else address] = 0
    for numbers in (now, before):
        for total, parts in SUMS.items():
            numbers[total] = sum(numbers[part] for part in parts)
    disclosure = _disclosure(has, rng)
    last_disclosure = _disclosure(has, rng)
    if has.get("direction", {}).get("disclosure.total") == "equal":
        last_disclosure = disclosure
    passages = has.get("previous_passages", {})
    return report_from_data(
        {
            "year": YEAR,
            "unit": unit,
            "disclosure": disclosure,
            "activity": activity,
            "fees": _fees(has, rng),
            "statements": has.get("statements", {}),
            "notes": has.get("notes", {}),
            "passages": has.get("passages", {}),
            **_nested(now),
            "previous": {
                "year": YEAR - 1,
                "unit": unit,
                "disclosure": last_disclosure,
                "passages": passages,
                **_nested(before),
            },
        }
    )


def _applications(has: dict[str, Any], rng: random.Random, now: dict[str, Any], before: dict[str, Any]) -> None:
    scale = SCALES[has.get("applications", "none")]
    wanted = has.get("direction", {}).get("table3.new.total")
    columns = has.get("columns") or (T3_INPUT_COLUMNS if scale > 10 else ("natural", "business", "other"))
    leaves = has.get("leaves") or T3_LEAVES
    carried_in, carried_out = (has.get(key, "some") != "none" for key in ("carried_in", "carried_out"))
    for column in columns:
        first = column == columns[0]
        if scale:
            for leaf in leaves:
                chosen = first and "leaves" in has
                often = leaf in ("granted", "partial") or chosen
                most = scale if first and often else max(1, scale // 9)
                now[f"table3.{leaf}.{column}"] = rng.randint(1 if chosen or leaf == "granted" else 0, most)
            total = sum(now[f"table3.{leaf}.{column}"] for leaf in T3_LEAVES)
            early = min(total, rng.randint(first, 3)) if carried_in else 0
            late = rng.randint(first, 3) if carried_out else 0
            now[f"table3.carried_in.{column}"], now[f"table3.carried_out.{column}"] = early, late
            now[f"table3.new.{column}"] = total + late - early
        new, early = now[f"table3.new.{column}"], now[f"table3.carried_in.{column}"]
        last = new if wanted == "equal" else max(early, new + rng.randint(-new // 3, new // 3 + 2))
        older = rng.randint(0, 2)
        before[f"table3.new.{column}"], before[f"table3.carried_out.{column}"] = last, early
        before[f"table3.carried_in.{column}"] = older
        before[f"table3.granted.{column}"] = last + older - early


def _disputes(has: dict[str, Any], rng: random.Random, now: dict[str, Any], before: dict[str, Any]) -> None:
    scale = {"none": 0, "few": 3, "many": 40}[has.get("disputes", "none")]
    for group in ("review", "direct", "after"):
        for result in has.get(group, T4_INPUT_RESULTS):
            if scale:
                now[f"table4.{group}.{result}"] = rng.randint(1, scale)
                before[f"table4.{group}.{result}"] = rng.randint(1, scale)


def _documents(has: dict[str, Any], rng: random.Random, now: dict[str, Any], before: dict[str, Any]) -> None:
    kinds = {"normative": has.get("normative", "some"), "regulations": "some" if has.get("regulations") else "none"}
    for kind, how in kinds.items():
        if how == "none":
            continue
        last = rng.randint(5, 40)
        made, repealed = (0, 0) if how == "idle" else (rng.randint(1, 6), rng.randint(1, 4))
        before[f"table2.{kind}.made"], before[f"table2.{kind}.valid"] = rng.randint(1, 6), last
        now[f"table2.{kind}.made"], now[f"table2.{kind}.repealed"] = made, repealed
        now[f"table2.{kind}.valid"] = last + made - repealed


def _disclosure(has: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    groups = [
        [{**item, "count": rng.randint(4, 180)} for item in _GOOD["item_sets"][name]] for name in has.get("items", ())
    ]
    if not groups:
        return {"items": [], "total": rng.randint(50, 500)}
    total = max(sum(item["count"] for item in group) for group in groups)
    for group in groups:
        group[-1]["count"] += total - sum(item["count"] for item in group)
    return {"items": [item for group in groups for item in group], "total": total}


def _fees(has: dict[str, Any], rng: random.Random) -> dict[str, int]:
    if has.get("fees") != "some":
        return {"notices": 0, "charged_yuan": 0, "collected_yuan": 0}
    notices = rng.randint(2, 6)
    charged = notices * 100 + rng.randint(1, 9) * 10
    return {"notices": notices, "charged_yuan": charged, "collected_yuan": charged - rng.randint(1, 9) * 10}


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for address, value in values.items():
        node = tree
        *path, last = address.split(".")
        for key in path:
            node = node.setdefault(key, {})
        node[last] = value
    return tree
