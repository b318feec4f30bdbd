"""Which addresses a number may mean by the words of its clause, whatever its value."""

from functools import lru_cache

from assistant.claims.frames import Analysis, analyse
from assistant.claims.model import Frame, Option
from assistant.numerals import Numeral

_TABLES = ("table2.", "table3.", "table4.", "fees.")
_WHOLES = ("table3.total.", "table3.new.", "table3.received.", "table4.", "disclosure.total")


def _frame_at(text: str, numeral: Numeral, passage: str) -> tuple[Analysis, int] | None:
    analysis = analyse(text, passage)
    for index, frame in enumerate(analysis.frames):
        if frame.numeral.start <= numeral.start < max(frame.numeral.end, frame.numeral.start + 1):
            return analysis, index
    return None


def readings(text: str, numeral: Numeral, passage: str) -> frozenset[str] | None:
    """Addresses that the number may mean by what its clause speaks of, whatever its value.

    Null where the clause speaks of nothing that the form or the fact book counts (then any licensed fact may stand
    there), or of things that only their own names tell apart (categories of disclosure, shares, growth): ask
    `may_mean` about one address there.
    """
    found = _frame_at(text, numeral, passage)
    if found is None:
        return None
    analysis, index = found
    frame = analysis.frames[index]
    if frame.relation != "value" or frame.domain == "disclosure" or not frame.targets:
        return None
    meant = {option[0] for option in frame.options if len(option) == 1}
    meant |= _joined(frame.options)
    if frame.year is not None:
        meant |= {f"previous.{a}" for a in meant if not a.startswith("previous.")}
    return frozenset(meant)


def _joined(options: tuple[Option, ...]) -> set[str]:
    """Sums that have an address of their own: direct + after = litigation."""
    joined: set[str] = set()
    for option in options:
        plain = {a.removeprefix("previous.") for a in option}
        prefix = "previous." if option[0].startswith("previous.") else ""
        if len(option) == 2 and {a.rsplit(".", 1)[0] for a in plain} == {"table4.direct", "table4.after"}:
            joined.add(f"{prefix}table4.litigation.{option[0].rsplit('.', 1)[1]}")
        if len(option) == 2 and {a.split(".")[1] for a in plain if a.startswith("table3.")} == {"new", "carried_in"}:
            joined.add(f"{prefix}table3.received.{option[0].rsplit('.', 1)[1]}")
    return joined


def may_mean(text: str, numeral: Numeral, passage: str, address: str) -> bool | None:
    """Whether the number at that place may be the one at `address`, by the words of its clause.

    Unlike `readings` it also answers for shares (`percent.a.b`), growth, change, and categories of disclosure, whose
    name must stand in the clause. Null where the clause decides nothing.
    """
    if address.startswith("notes."):
        return None
    found = _frame_at(text, numeral, passage)
    if found is None:
        return None
    analysis, index = found
    frame = analysis.frames[index]
    head, _, rest = address.partition(".")
    if head in ("growth", "change", "percent"):
        return _computed(analysis, index, head, rest)
    if frame.relation in ("share", "rate", "growth", "points", "multiple", "change"):
        return False
    if address.removeprefix("previous.").startswith("disclosure."):
        return _disclosure(analysis.text, frame, address.removeprefix("previous."))
    allowed = readings(text, numeral, passage)
    if allowed is not None:
        if frame.blocked:
            return None if address not in allowed else not frame.qualified
        return address in allowed
    if address.removeprefix("previous.").startswith(_TABLES) and _foreign(frame):
        return False
    if frame.domain == "disclosure" and address.startswith(_TABLES):
        return False
    return None


def _foreign(frame: Frame) -> bool:
    """The clause names something that the form does not count."""
    return frame.blocked or "S:foreign" in frame.concepts or "S:meet" in frame.concepts


def _disclosure(text: str, frame: Frame, address: str) -> bool | None:
    clause = text[frame.local[0] : frame.post[1]]
    if frame.domain not in ("disclosure", "", "activity"):
        name = address.removeprefix("disclosure.items.")
        return name in clause if address.startswith("disclosure.items.") else False
    if address == "disclosure.total":
        return not frame.qualified if frame.domain == "disclosure" else None
    return names_item(clause, address.removeprefix("disclosure.items."))


def names_item(clause: str, name: str) -> bool:
    """Whether the clause speaks of a category or channel: its name, or two neighbouring characters of it."""
    return name in clause or any(pair in clause for pair in _telling_pairs(name))


@lru_cache(maxsize=1024)
def _telling_pairs(name: str) -> tuple[str, ...]:
    return tuple(pair for i in range(len(name) - 1) if (pair := name[i : i + 2]) not in _COMMON)


_COMMON = frozenset(("信息", "政府", "公开", "工作", "情况", "相关", "其他", "动态", "类信", "息公"))


def _computed(analysis: Analysis, index: int, head: str, rest: str) -> bool | None:
    frames = analysis.frames
    frame = frames[index]
    wanted = {"growth": ("growth",), "change": ("change",), "percent": ("share", "rate")}[head]
    if frame.relation not in wanted:
        return False
    if head == "percent":
        options = _spoken(frames, index, frame)
        if not options:
            return None
        return any(rest.startswith(f"{a}.") for option in options for a in option)
    options = _spoken(frames, index, frame)
    return None if not options else any(rest == a for option in options for a in option if len(option) == 1)


def _spoken(frames: tuple[Frame, ...], index: int, frame: Frame) -> list[Option]:
    """What the compared or shared number is of: its own clause, else the count before it."""
    found = list(frame.options)
    for other in reversed(frames[:index]):
        if other.relation == "value" and other.sentence == frame.sentence and other.targets:
            found += other.options
            break
    return found
