"""Every rule, in one explicit list. To add a rule: write it in its family's module and name it in `RULES` there."""

from typing import Final

from assistant.checks import (
    ai,
    cells,
    content,
    dates,
    form,
    hierarchy,
    law,
    narrative,
    privacy_rules,
    structure,
    table2,
    table3,
    table4,
    unit,
    years,
)
from assistant.checks.rule import Rule

FAMILIES: Final[dict[str, tuple[str, tuple[Rule, ...]]]] = {
    "T": ("单元格与表格", cells.RULES),
    "T2": ("表二", table2.RULES),
    "T3": ("表三", table3.RULES),
    "T4": ("表四", table4.RULES),
    "Y": ("与上年衔接", years.RULES),
    "N": ("文字中的数", narrative.RULES),
    "H": ("上下级汇总", hierarchy.RULES),
    "ST": ("结构", structure.RULES),
    "D": ("日期与年份", dates.RULES),
    "U": ("单位与雷同", unit.RULES),
    "L": ("法规、文件与用语", law.RULES),
    "C": ("内容完整", content.RULES),
    "P": ("个人信息与保密", privacy_rules.RULES),
    "F": ("格式与文字", form.RULES),
    "A": ("智能起草", ai.RULES),
}
"""Family → its Chinese name and its rules, in the order of `domain.md`."""

RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in FAMILIES.values() for rule in rules)
BY_CODE: Final[dict[str, Rule]] = {rule.code: rule for rule in RULES}


def family_of(code: str) -> str:
    """Family code of a rule: T3-01 → T3, N-10 → N, ST03 → ST."""
    head = code.split("-", 1)[0]
    return head if "-" in code else head.rstrip("0123456789")
