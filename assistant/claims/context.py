"""What the sentence has spoken of so far."""

from dataclasses import dataclass, field, replace

from assistant.claims.model import Domain, Frame, Option, Paired, Relation


@dataclass(slots=True)
class Context:
    """Carried from number to number of a sentence; a bracket works on a copy."""

    domain: Domain = ""
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    part_columns: tuple[Option, ...] = ()
    applicants: tuple[Option, ...] = ()
    """Rows whose applicants the sentence lists."""
    groups: tuple[Option, ...] = ()
    kinds: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    """Decisions counted last: 行政许可1286件，与上年1150件相比."""
    case_results: tuple[Option, ...] = ()
    """Outcomes counted last: 尚未审结5件，其中直接起诉3件."""
    verb: str = ""
    previous_year: bool = False
    compared: bool = False
    against: int | None = None
    """The year compared with, where the sentence names it."""
    year: int | None = None
    period: int | None = None
    """The stretch up to the next ； that speaks of a part of the year: 上半年收到26件，答复24件."""
    until: bool = False
    """The sentence speaks of what was there by an earlier date (2023年底前印发的)."""
    seen_rows: list[tuple[Option, ...]] = field(default_factory=list)
    seen_groups: list[Option] = field(default_factory=list)
    last_rows: tuple[Option, ...] = ()
    """Rows that the sentence before spoke of: 其中 at the head of a sentence refers to them."""
    channels: bool = False
    """Information published through channels has been counted: 合计 sums up all of it."""
    listing: bool = False
    """其中, 包括, 分别为 or a colon stands before: what follows is part of something."""
    last: tuple[tuple[Option, ...], ...] = ()
    """Targets of the value said last, for 上年650条 right behind it."""
    last_domain: Domain = ""
    last_frame: Frame | None = None
    last_alone: bool = False
    """Nothing else was counted before it in its part of the sentence."""
    elsewhere: bool = False
    """The sentence counts what the form does not (信访事项56件); what was done with it follows: 答复55件."""
    percent: Relation | None = None
    """What the percentage before was, for one that only follows it: 分别占86.15%和13.85%."""
    ahead: bool = False
    """下一步, 力争: what follows in the sentence is to come."""
    body: tuple[int, str] = (-1, "")
    """The stretch up to the next ； that speaks of an office by its name, and the name."""
    part_spoken_of: int | None = None
    """The stretch up to the next ； that speaks of a part of the unit: 市政府本级."""
    papers: bool = False
    """The sentence counts papers: 不予公开33份 is no answer to an application."""
    paired: tuple[Paired, ...] = ()
    """What each number of 收到、办结分别为66件、67件 counts, those still to come."""

    def copy(self) -> "Context":
        return replace(self, seen_rows=list(self.seen_rows), seen_groups=list(self.seen_groups))

    def next_sentence(self, domain: Domain) -> "Context":
        said = tuple(dict.fromkeys([row for rows in self.seen_rows for row in rows])) if self.seen_rows else ()
        groups = tuple(dict.fromkeys((*self.groups, *self.seen_groups))) if self.seen_groups else self.groups
        return Context(domain=self.domain or domain, groups=groups, kinds=self.kinds, last_rows=said)
