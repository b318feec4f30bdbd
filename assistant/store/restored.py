"""What a change that is taken back leaves behind, in a few words."""

from assistant.facts import OTHER_NUMBERS
from schemas.facts import plain_digits
from schemas.form import INPUT_CELLS
from schemas.report import Report

_NUMBERS = (*INPUT_CELLS, *(address for address in OTHER_NUMBERS if address.split(".")[0] in ("fees", "activity")))


def restored_words(undone: Report, now: Report) -> str:
    """The number that stands there again, or how many do; empty where it is not about numbers alone."""
    there = {address: now.value(address) for address in _NUMBERS if now.value(address) != undone.value(address)}
    before, after = _items(undone), _items(now)
    there |= {name: after[name] for name in after if name in before and before[name] != after[name]}
    if not there and now.disclosure.total != undone.disclosure.total and before == after:
        there["disclosure.total"] = now.disclosure.total
    if len(there) > 1:
        return f"恢复 {len(there)} 个原来的数"
    for value in there.values():
        return "恢复为空" if value is None else f"恢复为“{plain_digits(value)}”"
    return ""


def _items(report: Report) -> dict[str, int | float | None]:
    return {item.name: item.count for item in report.disclosure.items}
