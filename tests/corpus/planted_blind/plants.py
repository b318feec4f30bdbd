"""The plants as data: one a line, `codes | base | edits | @places | ~also`, and the edits applied to a base report.

Codes: `A/B` either answers. Edits, joined by `;;`: `old → new` in the prose, `address := value` for a cell or a
passage, `+passage := text` at its end, `previous.…` for the predecessor, everything else is an edit of the file.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from schemas.form import CELLS

HERE = Path(__file__).parent
ROWS = tuple(dict.fromkeys(cell.split(".")[1] for cell in CELLS if cell.startswith("table3.")))
COLUMNS = ("natural", "business", "research", "welfare", "legal", "other", "total")
LEAVES = tuple(row for row in ROWS if row not in {"new", "carried_in", "total", "carried_out"})
FILE_WORDS = frozenset(
    (
        "raw", "label", "delrow", "delcol", "addrow", "addcol", "head", "newhead", "drop", "swap", "droptable",
        "picture", "movetable", "table2019", "docx",
    )
)  # fmt: skip
FILLER = (
    "围绕群众办事需要，逐项梳理公开事项的名称、依据、时限、主体和方式，把办事流程写清楚，把所需材料列明白，"
    "把咨询渠道标注在醒目位置。信息员分工负责，起草人员对内容负责，审核人员对程序负责，发布人员对格式负责。"
    "遇有政策调整，及时替换旧版本，并在页面上注明替换原因。对群众留言，由承办人员核实情况后回复，"
    "回复内容经负责人同意后公开。每逢节前，对栏目逐个查看，修正失效链接，补充遗漏内容。"
)


@dataclass(frozen=True)
class Plant:
    source: str
    codes: tuple[str, ...]
    base: str
    edits: tuple[str, ...]
    places: tuple[str, ...]
    also: tuple[str, ...] = field(default=())

    @property
    def of_file(self) -> bool:
        return any(edit.split(" ", 1)[0] in FILE_WORDS for edit in self.edits)


def read_plants(batch: str) -> list[Plant]:
    plants = []
    for path in sorted((HERE / batch).glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            codes, base, edits, places, *rest = (part.strip("\n") for part in line.split(" | "))
            plants.append(
                Plant(
                    f"{path.stem}:{number}",
                    tuple(codes.strip().split("/")),
                    base.strip(),
                    tuple(edit.removeprefix(" ") for edit in edits.split(" ;;")),
                    tuple(place for place in places.strip().removeprefix("@").split("/") if place),
                    tuple(word.removeprefix("~") for word in " ".join(rest).split()),
                )
            )
    return plants


def base_report(name: str) -> dict[str, Any]:
    base = yaml.safe_load((HERE / "bases" / f"{name}.yaml").read_text(encoding="utf-8"))
    report = _filled(base)
    report["unit"] = base["unit"]
    report["title"], report["period"] = base["title"], base["period"]
    report["previous"] = _filled(base["previous"]) | {"unit": {"name": base["unit"]["name"]}}
    return report


def _filled(base: dict[str, Any]) -> dict[str, Any]:
    """The sparse figures of a base as three full tables, sums computed."""
    report: dict[str, Any] = {
        "year": base["year"],
        "passages": dict(base.get("passages", {})),
        "disclosure": base.get("disclosure"),
    }
    cells: dict[str, float] = dict.fromkeys(CELLS, 0)
    for group, values in base["cells"].items():
        name = {"review": "table4.review", "direct": "table4.direct", "after": "table4.after"}.get(group, group)
        name = name if name.startswith("table") else f"table3.{name}"
        cells |= {f"{name}.{key}": value for key, value in values.items()}
    for column in COLUMNS[:-1]:
        cells[f"table3.total.{column}"] = sum(cells[f"table3.{row}.{column}"] for row in LEAVES)
        given = cells[f"table3.new.{column}"] + cells[f"table3.carried_in.{column}"]
        assert given == cells[f"table3.total.{column}"] + cells[f"table3.carried_out.{column}"], (base["year"], column)
    for row in ROWS:
        cells[f"table3.{row}.total"] = sum(cells[f"table3.{row}.{column}"] for column in COLUMNS[:-1])
    for part in ("review", "direct", "after"):
        results = ("maintain", "correct", "other", "pending")
        cells[f"table4.{part}.total"] = sum(cells[f"table4.{part}.{result}"] for result in results)
    for address, value in cells.items():
        set_at(report, address, value)
    return report


def set_at(report: dict[str, Any], address: str, value: Any) -> None:
    *path, last = address.split(".")
    for key in path:
        report = report.setdefault(key, {})
    report[last] = value


def value_of(text: str) -> Any:
    return json.loads(text) if re.fullmatch(r"-?\d+(\.\d+)?|null", text) else text


def plant_report(plant: Plant, base: str | None = None) -> tuple[dict[str, Any], list[str]]:
    """The base with the plant's edits of figures and prose; the edits of the file are handed back."""
    report = base_report(base or plant.base)
    of_file = []
    for edit in plant.edits:
        if edit.split(" ", 1)[0] in FILE_WORDS:
            of_file.append(edit)
        else:
            _edit(report, edit.replace("\\n", "\n"), plant.source)
    return report, of_file


def _edit(report: dict[str, Any], edit: str, source: str) -> None:
    passages = report["passages"]
    if edit == "copytables":
        for table in ("table2", "table3", "table4"):
            report[table] = json.loads(json.dumps(report["previous"][table]))
    elif " :=" in edit and " → " not in edit:
        address, text = edit.split(" :=", 1)
        text = text.removeprefix(" ").replace("LONG", FILLER * 3)
        if address.startswith("+"):
            passages[address[1:]] = passages[address[1:]] + text
        elif address in passages:
            passages[address] = text
        elif address == "title":
            report["title"] = text
        else:
            set_at(report, address.strip(), value_of(text.strip()))
    else:
        old, new = edit.split(" →", 1)
        new = new.removeprefix(" ")
        homes = [key for key, text in passages.items() if old in text]
        assert len(homes) == 1 and passages[homes[0]].count(old) == 1, (source, old, homes)
        passages[homes[0]] = passages[homes[0]].replace(old, new)
