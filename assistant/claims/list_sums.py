"""A total with the numbers that may be its parts, and every way to read where the list begins, ends and nests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.claims.model import Frame


@dataclass(slots=True)
class Listing:
    """A total with the frames that may be its parts, in order. `stops` counts the parts before each possible end."""

    total: int
    parts: list[int]
    complete: bool
    open_end: bool = False
    closed: bool = False
    """The list ended at a ；: what follows is of something else."""
    after: bool = False
    inside: bool = False
    """The list stands in a bracket behind its total."""
    mixed: list[int] = field(default_factory=list)
    """The parts with those of other units: 发布389条、张贴264份，共计653条（份）."""
    children: dict[int, list[int]] = field(default_factory=dict)
    first_part_end: int | None = None
    heads: list[int] = field(default_factory=list)
    """Other numbers before the list that 其中 may refer to; the last of them is the nearest."""


def value_of(frames: Sequence[Frame], index: int) -> Decimal:
    return frames[index].numeral.value


def wholes_of(frames: Sequence[Frame], listing: Listing) -> Iterator[tuple[list[int], Decimal]]:
    """Totals that the list may be of: the number before it, an earlier one, or some of them together."""
    yield [listing.total], value_of(frames, listing.total)
    together = [listing.total]
    for head in reversed(listing.heads):
        yield [head], value_of(frames, head)
        together.insert(0, head)
        yield list(together), sum((value_of(frames, i) for i in together), Decimal(0))


def fitting_parts(frames: Sequence[Frame], listing: Listing) -> tuple[list[int], list[int]] | None:
    """Total and the parts that sum to it under some reading of where the list ends or begins and how it nests."""
    for wholes, wanted in wholes_of(frames, listing):
        for parts in readings(frames, listing):
            run = parts[::-1] if listing.after else parts
            total = Decimal(0)
            fitting: list[int] | None = None
            for count, index in enumerate(run, start=1):
                total += value_of(frames, index)
                if total == wanted and count >= 2 and _may_end(frames, listing, run, count):
                    fitting = sorted(run[:count])
            if fitting is not None:
                return wholes, fitting
    return None


def _may_end(frames: Sequence[Frame], listing: Listing, run: list[int], count: int) -> bool:
    """Whether the list may end after `count` parts: at its end, at a ；, or where a clause with a verb follows."""
    if count == len(run):
        return True
    if listing.after:
        begin = frames[run[count - 1]]  # the list may begin here
        return _opens(begin) or frames[run[count]].part != begin.part
    following = frames[run[count]]
    return _opens(following) or following.part != frames[run[count - 1]].part


def _opens(frame: Frame) -> bool:
    return any(c[0] == "V" for c in frame.concepts)


def readings(frames: Sequence[Frame], listing: Listing) -> Iterator[list[int]]:
    """The list flat, without the children of its parts, and without those children that sum to their part."""
    yield listing.parts
    if listing.children:
        every = {c for children in listing.children.values() for c in children}
        yield [p for p in listing.parts if p not in every]
        fewest: set[int] = set()
        for parent, children in listing.children.items():
            total = Decimal(0)
            for count, child in enumerate(children, start=1):
                total += value_of(frames, child)
                if total == value_of(frames, parent):
                    fewest |= set(children[:count])
                    break
        if fewest and fewest != every:
            yield [p for p in listing.parts if p not in fewest]
    if listing.mixed:
        yield listing.mixed
    if listing.after:
        # 甲70、乙48，小计118 …: a part that is the sum of those before it stands for them
        collapsed = _collapsed(frames, listing.parts)
        if collapsed != listing.parts:
            yield collapsed
        whole = _unsplit(frames, listing.parts)
        if whole != listing.parts:
            yield whole


def _collapsed(frames: Sequence[Frame], parts: list[int]) -> list[int]:
    kept: list[int] = []
    for index in parts:
        total = Decimal(0)
        for back in range(len(kept) - 1, -1, -1):
            total += value_of(frames, kept[back])
            if total == value_of(frames, index) and len(kept) - back >= 2:
                del kept[back:]
                break
        kept.append(index)
    return kept


def _unsplit(frames: Sequence[Frame], parts: list[int]) -> list[int]:
    """The parts without those that only split the one before: 收到118件，自然人70、法人48；结转2；合计120."""
    kept: list[int] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        total = Decimal(0)
        for end in range(at + 1, len(parts)):
            total += value_of(frames, parts[end])
            if total == value_of(frames, parts[at]) and end - at >= 2:
                at = end
                break
        at += 1
    return kept
