"""Which lines are the headings of the form, and what stands under each."""

from dataclasses import dataclass, field

from assistant.documents.recognise.headings import Heading, heading_of, is_contents_line
from assistant.documents.recognise.lines import Item, Line
from assistant.documents.recognise.titles import section_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may open a section."""

    index: int
    section: int
    score: int
    heading: Heading


@dataclass(slots=True)
class Section:
    """One of the six (0: what stands before the first). `items` are its content, the heading left out."""

    number: int
    line: Line | None = None
    heading: Heading | None = None
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    sections: list[Section]
    """In reading order, the part before the first heading first."""

    def section(self, number: int) -> Section | None:
        return next((s for s in self.sections if s.number == number), None)


def outline_of(items: list[Item]) -> Outline:
    """Cuts the document at its section headings."""
    chosen = {c.index: c for c in _chosen(items)}
    current = Section(0)
    sections = [current]
    for index, item in enumerate(items):
        candidate = chosen.get(index)
        if candidate is None or not isinstance(item, Line):
            current.items.append(item)
            continue
        current = Section(candidate.section, item, candidate.heading)
        sections.append(current)
        rest = _rest(item, candidate.heading)
        if rest is not None:
            current.items.append(rest)
    return Outline(sections)


def _rest(line: Line, heading: Heading) -> Line | None:
    """What runs on behind a heading, as a line of its own."""
    return None if heading.complete else after_heading(line, heading)


def after_heading(line: Line, heading: Heading) -> Line:
    """The part of a line behind its heading."""
    at = heading.text_from
    text = line.text[at:]
    offset = line.raw.rfind(text)
    raw = line.raw[offset:] if offset >= 0 else line.raw
    shift = max(offset, 0)
    return Line(
        text,
        raw,
        tuple((t, s - shift, e - shift) for t, s, e in line.debris if s >= shift) if offset >= 0 else (),
        line.joined and "\n" in raw,
        font=line.font,
        size_pt=line.size_pt,
        origin=line.origin,
        indent_chars=line.indent_chars,
        line_pt=line.line_pt,
        alignment=line.alignment,
    )


# ---- choosing ------------------------------------------------------------------------------------------
def _chosen(items: list[Item]) -> list[Candidate]:
    candidates = _candidates(items)
    named = _by_title(candidates, items)
    return sorted([*named, *_by_place(items, named)], key=lambda c: c.index)


def _candidates(items: list[Item]) -> list[Candidate]:
    found: list[Candidate] = []
    for index, item in enumerate(items):
        if not isinstance(item, Line) or item.origin == "navigation" or not item.text:
            continue
        if is_contents_line(item.text):
            continue
        heading = heading_of(item)
        if heading is None:
            continue
        match = section_of(heading.title)
        if match is None:
            continue
        score = match.score
        kind = heading.ordinal.kind if heading.ordinal else ""
        if kind in ("cn_paren", "ar_paren", "circled"):
            # （二）主动公开政府信息情况 is a sub-heading of 一, unless nothing else opens that section
            score -= 45
        elif kind == "":
            # without an ordinal only the form's own words, or a line set as a heading, are one
            if score < 95 and (not heading.complete or not (item.role or item.bold)):
                continue
            if score < 100 and not heading.complete:
                continue
            score -= 8
        elif heading.ordinal is not None and heading.ordinal.number == match.section:
            score += 6
        if match.score < 80 and not heading.complete:
            continue
        if match.section == 2 and match.score < 95 and kind != "cn":
            # 主动公开情况 is the first topic of 一 as well
            score -= 30
        if match.section == 3 and match.score < 88 and kind != "cn":
            score -= 30
        if score >= 50:
            found.append(Candidate(index, match.section, score, heading))
    return found


def _by_title(candidates: list[Candidate], items: list[Item]) -> list[Candidate]:
    """One candidate a section: the best chain in the form's order, then those that stand out of order."""
    weights = [_weight(c, candidates, items) for c in candidates]
    best: list[tuple[float, int]] = []
    for i, candidate in enumerate(candidates):
        before = [(best[j][0], j) for j in range(i) if candidates[j].section < candidate.section]
        total, link = max(before, default=(0.0, -1))
        best.append((total + weights[i], link))
    chain: list[Candidate] = []
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    have = {c.section for c in chain}
    for number in range(1, 7):
        if number in have:
            continue
        others = [c for c in candidates if c.section == number and c.score >= 85]
        if others:
            chain.append(max(others, key=lambda c: c.score))
    return chain


def _weight(candidate: Candidate, candidates: list[Candidate], items: list[Item]) -> float:
    """Score, and a little for having content: a list of titles in front of the report has none."""
    following = next((c.index for c in candidates if c.index > candidate.index), len(items))
    content = 0
    for item in items[candidate.index + 1 : following]:
        content += len(item.text) if isinstance(item, Line) else 60
    if not candidate.heading.complete:
        content += 30
    return candidate.score + min(content, 60) / 2


def _by_place(items: list[Item], named: list[Candidate]) -> list[Candidate]:
    """Headings whose words say nothing, told by ordinal and place: 一、工作推进 before 二、主动公开政府信息情况."""
    have = {c.section for c in named}
    found: list[Candidate] = []
    for number in range(1, 7):
        if number in have:
            continue
        lower = max((c.index for c in named if c.section < number), default=-1)
        upper = min((c.index for c in named if c.section > number), default=len(items))
        if lower >= upper or not named:
            continue
        if (number - 1 not in have and number > 1) and (number + 1 not in have):
            continue
        for index in range(lower + 1, upper):
            item = items[index]
            if not isinstance(item, Line) or item.origin == "navigation" or is_contents_line(item.text):
                continue
            heading = heading_of(item)
            ordinal = heading.ordinal if heading else None
            if heading is None or ordinal is None or ordinal.kind not in ("cn", "part") or ordinal.number != number:
                continue
            if len(heading.title) <= 30 and heading.complete and not item.text.endswith("。"):
                found.append(Candidate(index, number, 40, heading))
                have.add(number)
                break
    return found
