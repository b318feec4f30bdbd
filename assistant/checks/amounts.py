"""Words for numbers and cells in messages, and the kinds of units that some rules tell apart."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.checks.context import Context
from schemas.facts import plain_digits
from schemas.form import T3_COLUMNS, T3_ROWS, T4_GROUPS, T4_RESULTS

Amount = int | float
Cells = dict[str, Amount | None]


def total(cells: Cells, addresses: Sequence[str]) -> Amount | None:
    """Sum of cells, null where one of them is not known: a sum with a gap is not assessable."""
    added: Amount = 0
    for address in addresses:
        value = cells[address]
        if value is None:
            return None
        added += value
    return added


def say(value: Amount) -> str:
    """Plain digits; a sum of 万元 without the dust of binary fractions."""
    return plain_digits(round(value, 6) if isinstance(value, float) else value)


def gap(one: Amount, other: Amount) -> str:
    return say(abs(one - other))


def row3(row: str) -> str:
    return f"“{T3_ROWS[row]}”"


def column3(column: str) -> str:
    return f"“{T3_COLUMNS[column]}”"


def group4(group: str) -> str:
    return f"“{T4_GROUPS[group]}”"


def result4(result: str) -> str:
    return f"“{T4_RESULTS[result]}”"


def is_town(context: Context) -> bool:
    """A township or a 街道; false where the unit is not known."""
    return context.knows_unit and context.unit.kind in ("town", "subdistrict")


_NAMED: Final = re.compile(r"[县区旗镇乡]|街道|苏木")


def lacks_rule_making(context: Context) -> bool:
    """镇, 乡, 街道, 县, 区 and their departments: bodies that cannot make 规章. Only where level or name says so."""
    unit = context.unit
    if not context.knows_unit or unit.level not in ("town", "county"):
        return False
    return (
        context.report.unit.level is not None
        or unit.kind in ("town", "subdistrict")
        or bool(_NAMED.search(unit.name or ""))
    )
