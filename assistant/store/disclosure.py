"""Changes of the 栏目 counts. The total follows its parts as long as it was their sum."""

from assistant.errors import WrongInputError
from assistant.store.vanished import keep_numbers_of_vanished, rewritten_slots
from schemas.facts import plain_digits
from schemas.report import Disclosure, DisclosureItem, Report
from schemas.tables import Strict

FORBIDDEN = ".{}"


class GroupSum(Strict):
    """What a group of 栏目 adds up to; null where none of it is filled."""

    group: str
    name: str
    value: int | float | None


def group_sums(disclosure: Disclosure) -> tuple[GroupSum, ...]:
    """The sum of each group that is entered."""
    found = []
    for group, name in (("category", "按栏目"), ("channel", "按渠道")):
        counts = [item.count for item in disclosure.items if item.group == group]
        known = [count for count in counts if count is not None]
        if counts:
            found.append(GroupSum(group=group, name=name, value=sum(known) if known else None))
    return tuple(found)


def add_item(report: Report, name: str, group: str = "category", count: int | float | None = None) -> Report:
    """A new 栏目 at the end. Raises WrongInputError for a name that cannot be used."""
    name = _checked(report, name)
    item = DisclosureItem.model_validate({"name": name, "group": group, "count": count})
    return _with_items(report, [*report.disclosure.items, item])


def rename_item(report: Report, old: str, new: str) -> Report:
    """Rename a 栏目; prose that uses its number goes with it. Raises WrongInputError."""
    if old == new:
        return report
    new = _checked(report, new)
    items = [i.model_copy(update={"name": new}) if i.name == old else i for i in report.disclosure.items]
    addresses = f"disclosure.items.{old}", f"disclosure.items.{new}"
    passages = {name: rewritten_slots(text, *addresses) for name, text in report.passages.items()}
    return _with_items(report, items).model_copy(update={"passages": passages})


def set_count(report: Report, name: str, count: int | float | None) -> Report:
    return _set(report, name, "count", count)


def set_unit_word(report: Report, name: str, unit: str) -> Report:
    return _set(report, name, "unit", unit.strip() or "条")


def set_group(report: Report, name: str, group: str) -> Report:
    return _set(report, name, "group", group)


def remove_item(report: Report, name: str) -> Report:
    """Without the 栏目; its number stays in the prose as plain digits."""
    after = _with_items(report, [item for item in report.disclosure.items if item.name != name])
    return keep_numbers_of_vanished(report, after)


def set_total(report: Report, total: int | float | None) -> Report:
    return report.model_copy(update={"disclosure": report.disclosure.model_copy(update={"total": total})})


def total_mismatch(report: Report) -> str:
    """Both sides where the total is no sum of its parts; empty where it is, or where there are none."""
    total = report.disclosure.total
    sums = [one for one in group_sums(report.disclosure) if one.value is not None]
    if not sums or any(one.value == total for one in sums):
        return ""
    parts = "、".join(f"{one.name}合计 {plain_digits(one.value or 0)} 条" for one in sums)
    return f"{parts}，总数未填" if total is None else f"{parts}，与总数 {plain_digits(total)} 条不一致"


def total_by_parts(report: Report) -> Report:
    """按明细重算: the total becomes the sum of the first group that is entered."""
    sums = group_sums(report.disclosure)
    return set_total(report, sums[0].value) if sums else report


def _set(report: Report, name: str, field: str, value: object) -> Report:
    items = [i.model_copy(update={field: value}) if i.name == name else i for i in report.disclosure.items]
    return _with_items(report, items)


def _with_items(report: Report, items: list[DisclosureItem]) -> Report:
    before = group_sums(report.disclosure)
    changed = report.model_copy(update={"disclosure": report.disclosure.model_copy(update={"items": items})})
    total = report.disclosure.total
    if total is None or any(total == one.value for one in before):
        after = group_sums(changed.disclosure)
        return set_total(changed, after[0].value) if after else changed
    return changed


def _checked(report: Report, name: str) -> str:
    name = name.strip()
    if not name:
        raise WrongInputError("栏目名称不能为空。")
    if any(char in FORBIDDEN for char in name):
        raise WrongInputError("栏目名称不能含有 . { } 这几个符号。")
    if any(item.name == name for item in report.disclosure.items):
        raise WrongInputError(f"已有名为“{name}”的栏目，请换一个名称。")
    return name
