"""Reports for the drafting tests: two fixed ones and a generator of random, consistent ones."""

import random
from typing import Any

from assistant.reports import report_from_data
from schemas.form import T3_COLUMNS, T3_INPUT_COLUMNS, T3_LEAVES
from schemas.report import Report

STATEMENTS_FILLED: dict[str, Any] = {
    "appraisal": {"state": "yes", "text": "区政府办对我镇政府信息公开工作的考核等次为良好"},
    "evaluation": {"state": "none", "text": ""},
    "accountability": {"state": "none", "text": ""},
    "on_time": {"state": "yes", "text": ""},
}


def table3(rng: random.Random, size: int) -> dict[str, dict[str, int]]:
    """A consistent 表三 with up to `size` new applications a column; 0 gives the empty one."""
    rows: dict[str, dict[str, int]] = {row: {} for row in ("new", "carried_in", *T3_LEAVES, "total", "carried_out")}
    for column in T3_INPUT_COLUMNS:
        busy = size and (column == "natural" or rng.random() < 0.4)
        new = rng.randint(1, size) if busy else 0
        old = rng.randint(0, max(1, size // 10)) if busy and rng.random() < 0.6 else 0
        out = rng.randint(0, new) // rng.choice((2, 5, 10)) if busy else 0
        done = new + old - out
        rows["new"][column], rows["carried_in"][column], rows["carried_out"][column] = new, old, out
        rows["total"][column] = done
        for leaf in T3_LEAVES:
            rows[leaf][column] = 0
        left = done
        for leaf in rng.sample(T3_LEAVES, rng.randint(1, 6)):
            part = rng.randint(0, left)
            rows[leaf][column] = part
            left -= part
        rows["granted"][column] += left
    for row in rows.values():
        row["total"] = sum(row[c] for c in T3_INPUT_COLUMNS)
    assert all(set(row) == set(T3_COLUMNS) for row in rows.values())
    return rows


def table4(rng: random.Random, size: int) -> dict[str, dict[str, int]]:
    groups: dict[str, dict[str, int]] = {}
    for group in ("review", "direct", "after"):
        some = size > 20 and rng.random() < 0.5 and group != "direct"
        parts = {key: rng.randint(0, 3) if some else 0 for key in ("maintain", "correct", "other", "pending")}
        groups[group] = {**parts, "total": sum(parts.values())}
    if groups["after"]["total"] > groups["review"]["total"]:
        groups["after"] = dict.fromkeys(groups["after"], 0)
    return groups


_UNITS: tuple[tuple[str, str, str], ...] = (
    ("长岭镇人民政府", "town", "县委、县政府"),
    ("西坪乡人民政府", "town", "县委、县政府"),
    ("城关街道办事处", "subdistrict", "区委、区政府"),
    ("临河县农业农村局", "department", "县委、县政府"),
    ("临河县人民政府", "government", "市委、市政府"),
    ("东山区教育局", "department", "区委、区政府"),
)
_PROBLEMS: tuple[tuple[str, str], ...] = (
    ("个别站所报送信息不及时，更新周期偏长", "建立信息报送台账，明确各站所每月报送时限"),
    ("政策解读形式较为单一，图解类内容偏少", "丰富解读形式，邀请业务人员参与解读材料撰写"),
    ("对主动公开范围的把握还不够准确", "对照公开目录逐项梳理事项，明确公开范围"),
    ("专职人员变动频繁，业务衔接存在断档", "实行岗位交接清单，安排熟悉业务的人员接手"),
    ("公开栏目设置不够合理，群众查找不便", "优化栏目设置，归并重复栏目，方便查找"),
)
_CATEGORIES: tuple[str, ...] = (
    "机构职能", "政府文件", "工作动态", "财政预决算", "人事信息",
    "社会救助", "乡村振兴", "义务教育", "应急管理", "规划计划",
)  # fmt: skip


def random_data(seed: int, *, filled: bool = True, previous: bool | None = None) -> dict[str, Any]:
    """Report JSON. `filled`: every statement and demanded number is entered; else some are left out."""
    rng = random.Random(seed)
    name, kind, superior = rng.choice(_UNITS)
    size = rng.choice((0, 0, 3, 12, 60, 400))
    year = rng.choice((2023, 2024, 2025))
    made, repealed = rng.randint(0, 6), rng.randint(0, 2)
    names = rng.sample(_CATEGORIES, rng.randint(2, 7))
    items = [{"name": n, "count": rng.randint(1, 90), "unit": "条", "group": "category"} for n in names]
    total = sum(i["count"] for i in items)
    web = rng.randint(0, total)
    channels = [
        {"name": "政府网站", "count": web, "unit": "条", "group": "channel"},
        {"name": "微信公众号", "count": total - web, "unit": "条", "group": "channel"},
    ]
    pairs = rng.sample(_PROBLEMS, rng.randint(1, 3))
    data: dict[str, Any] = {
        "year": year,
        "unit": {
            "name": name, "kind": kind, "superior": superior, "site": "临河县人民政府门户网站",
            "url": "http://www.linhe.gov.cn", "channels": ["微信公众号", "政务公开栏"],
            "contact": {"address": "长岭路16号", "phone": "0355-8080123", "postcode": "046000"},
        },
        "disclosure": {"items": items + (channels if rng.random() < 0.5 else []), "total": total},
        "table2": {
            "regulations": {"made": 0, "repealed": 0, "valid": 0},
            "normative": {"made": made, "repealed": repealed, "valid": made + rng.randint(0, 20)},
            "licensing": rng.choice((0, 0, 124, 5312)), "punishment": rng.choice((0, 12)), "coercion": 0, "fees_wan": 0,
        },
        "table3": table3(rng, size),
        "table4": table4(rng, size),
        "fees": {"notices": 0, "charged_yuan": 0, "collected_yuan": 0},
        "activity": {
            "trainings": rng.randint(1, 4), "platforms": rng.randint(1, 4), "zones": rng.randint(1, 3),
            "interpretations": rng.randint(1, 15), "responses": rng.randint(1, 9),
        },
        "statements": STATEMENTS_FILLED | {"appraisal": {"state": "yes", "text": "年度考核等次为良好"}},
        "notes": {"problems": [p for p, _ in pairs], "improvements": [m for _, m in pairs]},
    }  # fmt: skip
    if previous if previous is not None else rng.random() < 0.4:
        data["previous"] = _last_year(rng, data)
    if not filled:
        _leave_gaps(rng, data)
    return data


def _last_year(rng: random.Random, data: dict[str, Any]) -> dict[str, Any]:
    """Last year's numbers, consistent with this year's (carried in = carried out then)."""
    rows = table3(rng, 30)
    for column in T3_INPUT_COLUMNS:
        out = data["table3"]["carried_in"][column]
        done = rows["total"][column]
        rows["carried_out"][column] = out
        rows["carried_in"][column] = 0
        rows["new"][column] = done + out
    for row in rows.values():
        row["total"] = sum(row[c] for c in T3_INPUT_COLUMNS)
    normative = data["table2"]["normative"]
    valid = normative["valid"] - normative["made"] + normative["repealed"]
    return {
        "year": data["year"] - 1,
        "unit": {"name": data["unit"]["name"], "kind": data["unit"]["kind"]},
        "disclosure": {"items": [], "total": rng.choice((data["disclosure"]["total"], rng.randint(1, 300)))},
        "table2": data["table2"] | {"normative": {"made": 1, "repealed": 0, "valid": valid}},
        "table3": rows,
        "table4": {g: dict.fromkeys(r, 0) for g, r in data["table4"].items()},
    }


def _leave_gaps(rng: random.Random, data: dict[str, Any]) -> None:
    for topic in ("appraisal", "evaluation", "accountability", "on_time"):
        if rng.random() < 0.5:
            data["statements"] = data["statements"] | {topic: {"state": None, "text": ""}}
    for key in ("trainings", "platforms", "zones", "interpretations", "responses"):
        if rng.random() < 0.5:
            data["activity"] = data["activity"] | {key: None}
    if rng.random() < 0.4:
        data["fees"] = {"notices": None, "charged_yuan": None, "collected_yuan": None}
    if rng.random() < 0.4:
        data["notes"] = {}
    if rng.random() < 0.3:
        data["disclosure"] = {"items": [], "total": None}


def random_report(seed: int, *, filled: bool = True, previous: bool | None = None) -> Report:
    return report_from_data(random_data(seed, filled=filled, previous=previous))


def town() -> Report:
    """A town with 37 applications, last year's numbers and notes."""
    data = random_data(3, previous=True)
    data["unit"] |= {"name": "长岭镇人民政府", "kind": "town"}
    return report_from_data(data)
