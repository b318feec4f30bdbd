"""What a unit is, read off its name where the profile is silent."""

import re
from typing import Final

from schemas.report import Unit, UnitKind, UnitLevel

_OFFICE: Final = re.compile(r"(办公室|政府办|办公厅)$")
_GOVERNMENT: Final = re.compile(r"(人民政府|[区园城港谷岛湖山](管委会|管理委员会))$")
"""A zone is governed by its 管委会; 城市管理委员会 is a department."""
_SHORT: Final = (
    ("街道", "我街道"), ("镇", "我镇"), ("乡", "我乡"), ("区", "我区"), ("县", "我县"), ("旗", "我旗"),
    ("市", "我市"), ("州", "我州"), ("省", "我省"),
)  # fmt: skip
_DEPARTMENT_SHORT: Final = (
    ("局", "我局"), ("委员会", "我委"), ("委", "我委"), ("厅", "我厅"), ("办公室", "我办"), ("中心", "我中心"),
    ("大队", "我大队"), ("支队", "我支队"), ("队", "我队"), ("院", "我院"), ("署", "我署"), ("办", "我办"),
)  # fmt: skip


def short_name(name: str) -> str:
    """苏店镇人民政府 → 苏店镇; other names unchanged."""
    return re.sub(r"(人民政府|办事处)$", "", name)


def kind_of(name: str) -> UnitKind:
    """Kind by name. …办公室 is an office, not a government; 街道办事处 is a 派出机关."""
    bare = name.strip()
    if re.search(r"街道(办事处|办)?$", bare):
        return "subdistrict"
    if _OFFICE.search(bare) and ("政府" in bare or bare.endswith(("政府办公室", "办公厅"))):
        return "office"
    if re.search(r"[镇乡](人民政府|政府)?$", bare) or re.search(r"苏木(人民政府)?$", bare):
        return "town"
    if _GOVERNMENT.search(bare) or re.search(r"[省市县区旗州]政府$", bare):
        return "government"
    if re.search(r"[省市县区旗州]$", bare):
        return "government"
    return "department"


def level_of(name: str, kind: UnitKind) -> UnitLevel:
    """Level by the last administrative word in the name; a town is a town whatever stands before it."""
    if kind in ("town", "subdistrict"):
        return "town"
    head = re.sub(r"(人民政府|政府)?(办公室|办公厅)?$", "", name) if kind in ("government", "office") else name
    if kind == "department":
        if re.search(r"[镇乡]", name) and not re.search(r"[县区旗市]", name):
            return "town"
        found = re.findall(r"(省|自治区|市|州|盟|县|区|旗)", name)
        if re.search(r"(省|自治区)[^市县区州旗]*厅?$", name) and not re.search(r"[市县州]", name):
            return "province"
    else:
        found = re.findall(r"(省|自治区|市|州|盟|县|区|旗)", head)
    if not found:
        return "county"
    last = found[-1]
    if last in ("省", "自治区"):
        return "province"
    return "city" if last in ("市", "州", "盟") else "county"


def resolve(unit: Unit) -> Unit:
    """The profile with kind, level, short and superior filled in where null; what it states stays."""
    name = unit.name or ""
    kind = unit.kind or kind_of(name)
    level = unit.level or level_of(name, kind)
    return unit.model_copy(
        update={
            "kind": kind,
            "level": level,
            "short": unit.short or _short(name, kind),
            "superior": unit.superior or _superior(name, kind, level),
        }
    )


def _short(name: str, kind: UnitKind) -> str:
    if kind == "subdistrict":
        return "我街道"
    bare = short_name(name)
    table = _SHORT if kind in ("town", "government") else _DEPARTMENT_SHORT
    for ending, word in table:
        if bare.endswith(ending):
            return word
    return "本机关"


def _superior(name: str, kind: UnitKind, level: UnitLevel) -> str | None:
    """区委、区政府 for a town of a district, as far as the name tells; null where it does not."""
    if kind in ("town", "subdistrict"):
        found = re.search(r"(县|区|旗|市)(?=[^县区旗市]*(镇|乡|街道|苏木))", name)
        return f"{found[1]}委、{found[1]}政府" if found else None
    upper = {"county": "市", "city": "省", "town": "县"}
    if kind in ("department", "office"):
        word = {
            "county": "县" if "县" in name else "区" if "区" in name else "",
            "city": "市",
            "province": "省",
        }
        own = word.get(level, "")
        return f"{own}委、{own}政府" if own else None
    above = upper.get(level)
    return f"{above}委、{above}政府" if above else None
