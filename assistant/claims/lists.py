"""Totals and their parts (N-10): 共计, 其中, 包括, 分别为 …; the total before or after the list, lists in lists.

How far a list that gives its total under no reading is wrong is said in `list_mismatch`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from assistant.claims.bench import shown
from assistant.claims.frames import Analysis
from assistant.claims.lexicon import Lexed
from assistant.claims.list_again import listed_again
from assistant.claims.list_mismatch import mismatch
from assistant.claims.list_sums import Listing, fitting_parts, readings, value_of
from assistant.claims.model import SUM_WORDS, Frame
from assistant.claims.ratios import Outcome

_FLOWS: Final = frozenset(("new", "received", "carried_in", "carried_out", "total"))
_MAX_PARTS: Final = 50
_CROWD: Final = 300
_MARKERS: Final = frozenset(("M:among", "M:incl", "M:complete", "M:dist"))


def list_outcomes(analysis: Analysis) -> dict[int, Outcome]:
    """Index of frame → what its list says about it. Parts of a list that sums are confirmed by the sum."""
    found: dict[int, Outcome] = {}
    frames = analysis.frames
    if len(frames) < 3:
        return found
    crowd = Counter(frame.sentence for frame in frames)
    if max(crowd.values()) > _CROWD:  # no sentence that a person wrote
        return found
    bracketed: set[int] = set()
    for listing in [*_totals_before(analysis), *_totals_after(analysis)]:
        total = frames[listing.total]
        if total.numeral.vague or total.numeral.kind != "count":
            continue
        fitted = fitting_parts(frames, listing)
        if fitted is not None:
            wholes, fitting = fitted
            values = "+".join(shown(frames[i].numeral.value) for i in fitting)
            expression = f"{values}={'+'.join(shown(frames[i].numeral.value) for i in wholes)}"
            split_again = frames[listing.parts[0]].sentence > total.sentence
            for index in (*wholes, *fitting):
                if index in wholes and split_again and index in found:
                    continue  # what its own sentence says of it stands: the other list is another way to count
                if index not in found or (found[index].verdict != "confirmed" and index not in bracketed):
                    found[index] = Outcome("confirmed", (expression,))
            continue
        outcome = mismatch(analysis, listing)
        if outcome is None:
            continue
        second = frames[listing.parts[0]].sentence > total.sentence  # split once more, in a sentence of its own
        if (listing.inside or second) and outcome.verdict == "contradicted":
            bracketed.add(listing.total)  # its own bracket weighs more than the list that it is a part of
        if listing.total not in found or listing.total in bracketed:
            found[listing.total] = outcome
    return found | listed_again(analysis, found)


# ---- finding lists -----------------------------------------------------------------------------------
def _countable(frame: Frame) -> bool:
    numeral = frame.numeral
    if frame.relation != "value" or numeral.kind != "count":
        return False
    if (numeral.unit and numeral.unit not in _ITEMS) or _POINTS.isdisjoint(numeral.text):
        return True
    return numeral.value == numeral.value.to_integral_value()  # not 日均3.6篇


_POINTS: Final = frozenset(".．点")


def _between(analysis: Analysis, left: int, right: int) -> frozenset[str]:
    """Concepts of the words between two numbers; a bracket without a number, （含所属部门）, says nothing of a list."""
    start, end = analysis.frames[left].numeral.end, analysis.frames[right].numeral.start
    gap = analysis.text[start:end]
    if not _bracketed(gap):
        return _concepts(analysis, start, end)
    told = _ASIDE.sub("", gap)
    return frozenset([t.concept for t in Lexed(told).between(0, len(told))])


_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]")


def _bracketed(text: str) -> bool:
    return "）" in text or ")" in text


def _concepts(analysis: Analysis, start: int, end: int) -> frozenset[str]:
    return frozenset([t.concept for t in analysis.lexed.between(start, end)])


def _totals_before(analysis: Analysis) -> Iterator[Listing]:
    frames, text = analysis.frames, analysis.text
    markers = [t.start for t in analysis.lexed.between(0, len(text)) if t.concept in _MARKERS]
    for head in range(len(frames) - 1):
        if not _countable(frames[head]):
            continue
        first = head + 1
        while first < len(frames) and not _countable(frames[first]) and first - head <= 3:
            first += 1  # 42件（占42.86%），其中 …
        if first >= len(frames) or frames[first].sentence > frames[head].sentence + 1:
            continue
        start, end = frames[head].numeral.end, frames[first].numeral.start
        gap = text[start:end]
        opening = gap.lstrip()[:1]
        colon = opening in "：:"
        inside = frames[first].depth > frames[head].depth
        if not (inside or colon or "由" in gap or _bracketed(gap) or _any_within(markers, start, end)):
            continue
        concepts = _between(analysis, head, first)
        marked = bool(concepts & _MARKERS) or (inside and opening in "（(")
        composed = _COMPOSED.match(gap) is not None
        if not (marked or colon or composed) or _YEARS.search(gap):
            continue
        if frames[first].sentence != frames[head].sentence and not _opens_list(gap):
            continue
        dealt = "M:dist" in concepts and "M:among" not in concepts  # 其中企业、律所分别为…… may name some only
        complete = "M:complete" in concepts or dealt or colon
        heads = [] if inside and frames[head].domain != "app" else _other_heads(analysis, head)
        listing = Listing(head, [], complete, inside=inside, heads=heads)
        _gather(analysis, listing, first, inside)
        if not _with_owner(analysis, listing, first):
            continue
        if composed and not marked:
            last = frames[listing.parts[-1]].numeral.end if listing.parts else 0
            listing.complete = _COMPOSED_END.match(text, last) is not None
            if not listing.complete:
                continue
        if len(listing.parts) >= 2:
            yield listing


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _with_owner(analysis: Analysis, listing: Listing, first: int) -> bool:
    """Give the list the number that it is of; false where there is none.

    89条，通过网站52条、公众号37条，其中医保31条……: not always the number right before it, and never last year's or
    one in a bracket that closed before.
    """
    text, frames = analysis.text, analysis.frames
    head = frames[listing.total]
    compared = text[slice(*head.local)].lstrip("，、；。 \n").startswith(_AGAINST)  # 与2024年的171条相比
    outer = head.depth > frames[first].depth or head.base == "previous" or compared
    owned = listing.inside or (listing.heads and head.domain in ("app", "dispute"))
    if not outer and (owned or not listing.parts):
        return True
    earlier = [
        index
        for index in range(max(0, listing.total - _MAX_PARTS), listing.total)
        if frames[index].sentence >= head.sentence - 2
        and _countable(frames[index])
        and frames[index].base != "previous"
        and frames[index].depth <= frames[first].depth
        and frames[index].numeral.unit == head.numeral.unit
    ]
    if any(frames[index].numeral.vague for index in earlier):
        return False  # 发布信息300余条。网站246条，公众号80条。其中……
    here = [index for index in earlier if frames[index].sentence == head.sentence]
    if len(here) < len(earlier):
        # 公开96条。其中：网站61条、公示栏35条。内容包括：……: the sentence before only where it fits
        whole = {sum((value_of(frames, i) for i in parts), Decimal(0)) for parts in readings(frames, listing)}
        earlier = [i for i in earlier if i in here or value_of(frames, i) in whole]
    if outer:
        if not earlier:
            return False
        listing.total, listing.heads = earlier[-1], []
    before = listing.total
    sums = [sum((value_of(frames, i) for i in parts), Decimal(0)) for parts in readings(frames, listing)]
    known = (listing.total, *reversed(earlier))
    again = frames[first].part > head.part and not listing.inside and head.domain not in ("app", "dispute")
    if again and all(_is_part(analysis, i) for i in known):
        return False  # 公开信息共条，其中网站216条、公众号389条。内容包括……: the total itself has gone
    if earlier and frames[first].sentence > head.sentence and not any(value_of(frames, i) in sums for i in known):
        listing.total = max(known, key=lambda i: value_of(frames, i))  # split in two sentences, by channel and content
    elif earlier and min(sums) > value_of(frames, listing.total):
        listing.total = min(known, key=lambda i: min(abs(value - value_of(frames, i)) for value in sums))
    if listing.total != before:
        listing.heads = []
    return True


def _is_part(analysis: Analysis, index: int) -> bool:
    """Whether the number stands in a list of its sentence, behind 其中 and its like."""
    frame = analysis.frames[index]
    return bool(_concepts(analysis, analysis.sentences[frame.sentence], frame.numeral.start) & _MARKERS)


_AGAINST: Final = ("与", "较", "比", "同")
_COMPOSED: Final = re.compile(r"[^，。；：]{0,6}[，,]\s*(?:主要)?由")
_COMPOSED_END: Final = re.compile(r"[^，。；0-9]{0,14}(?:构成|组成)")
_OPENING: Final = re.compile(
    r"[^。；]{0,60}[。；]\s*(?:其中|具体|按|分|从|由|(?:主要)?(?:公开)?内容(?:主要)?(?:包括|涵盖|有|为|涉及)"
    r"|主要(?:包括|有|为|涉及))[^。；]*$"
)


def _opens_list(gap: str) -> bool:
    """…79条。其中，…: the list stands in the sentence after its total."""
    return _OPENING.match(gap) is not None


_YEARS: Final = re.compile(r"(?:19|20)\d\d\s?年?\s?(?:—{1,2}|-|－|~|～|至|到|、)\s?(?:19|20)\d\d\s?年")
"""2021—2024年分别为11件、15件、19件、22件: one thing in several years."""
_BREAK: Final = re.compile(r"[，,。；;：:]")


def _other_heads(analysis: Analysis, head: int) -> list[int]:
    """收到59件，结转上年6件。其中 …: the list may be of either number, or of both together."""
    frames = analysis.frames
    if frames[head].domain not in ("app", "dispute"):
        # 11个乡镇、38个部门参加考核，其中 …
        start = head
        while (
            start
            and frames[start - 1].sentence == frames[head].sentence
            and frames[start - 1].numeral.unit == frames[head].numeral.unit
            and not _BREAK.search(analysis.text, frames[start - 1].numeral.end, frames[start].numeral.start)
        ):
            start -= 1
        return list(range(start, head))
    return [
        index
        for index in range(max(0, head - 8), head)
        if frames[index].sentence == frames[head].sentence
        and _countable(frames[index])
        and frames[index].domain == frames[head].domain
        and frames[index].depth == frames[head].depth
    ]


def _gather(analysis: Analysis, listing: Listing, first: int, inside: bool) -> None:
    """Collect the parts from `first` on; a part with a list of its own keeps that as its children."""
    frames, text = analysis.frames, analysis.text
    unit = frames[listing.total].numeral.unit
    depth = frames[first].depth
    kind = _dimension(frames[first])
    verbs = {c for c in frames[first].concepts if c[0] == "V"}
    parent: int | None = None
    for index in range(first, min(len(frames), first + _MAX_PARTS)):
        frame = frames[index]
        if frame.sentence != frames[first].sentence or frame.depth < depth or (inside and frame.depth < depth):
            break
        if index > first:
            concepts = _between(analysis, index - 1, index)
            gap = text[frames[index - 1].numeral.end : frame.numeral.start]
            if inside and "）" in gap + ")" and depth > 0 and _closes(gap):
                break
            if concepts & {"M:also", "M:sum", "M:all"} or "等" in gap.split("，")[0][:3]:
                # …66条，总量较上年增加46条: the list has ended, with nothing left open
                compared = frame.relation != "value" and "M:also" not in concepts and "等" not in gap
                listing.open_end = not compared
                break
            if frame.depth == depth and concepts & _MARKERS and listing.parts:
                parent = listing.parts[-1]
            if frame.part != frames[index - 1].part:
                other = {c for c in frame.concepts if c[0] == "S"} - {"S:info", *frames[listing.total].concepts}
                if other and frame.domain == "decision":
                    listing.open_end = listing.closed = True  # 行政许可134件，其中网上办理129件；行政强制2件
                    break
                if {c for c in frame.concepts if c[0] == "V"} - verbs and frame.domain != "app":
                    listing.open_end = listing.closed = True  # 文件236件，其中规范性文件12件；主动公开198件
                    break
                parent = None
                if listing.first_part_end is None:
                    listing.first_part_end = len(listing.parts)
        if frame.depth > depth or not _countable(frame) or (frame.numeral.unit and frame.numeral.unit != unit):
            continue
        named = (
            index > first and frames[listing.total].domain == "disclosure" and gap.startswith("、")
        )  # …、建议提案办理结果95条
        new_verbs = set() if named else {c for c in frame.concepts if c[0] == "V"} - verbs
        if index > first and (_dimension(frame) != kind or (new_verbs and frame.domain != "app")):
            if kind or _dimension(frame):
                listing.open_end = True
                break
            if new_verbs - {"V:pub"}:
                listing.open_end = True
                break
        if parent is not None:
            listing.children.setdefault(parent, []).append(index)
        listing.parts.append(index)


def _closes(gap: str) -> bool:
    return gap.lstrip("条件篇次个份 ")[:1] in "）)"


def _dimension(frame: Frame) -> str:
    """What tells the parts of one list apart: applicants, results, flows; empty for anything else."""
    if frame.domain == "app":
        columns = {c for option in frame.columns for c in option}
        rows = {r for option in frame.rows for r in option}
        if frame.blocked:
            return "channel"
        if columns - {"total"}:
            return "applicant"
        return "flow" if rows <= _FLOWS else "result"
    if frame.domain == "dispute":
        groups = {a.split(".")[1] for option in frame.options for a in option}
        total = all(a.endswith(".total") for option in frame.options for a in option)
        return f"dispute {'group' if total else sorted(groups)}"
    return ""


def _totals_after(analysis: Analysis) -> Iterator[Listing]:
    frames, text = analysis.frames, analysis.text
    for index in range(2, len(frames)):
        frame = frames[index]
        if not _countable(frame) or not _sums_up(analysis, index):
            continue
        parts: list[int] = []
        mixed: list[int] = []
        open_end = "等" in text[frames[index - 1].numeral.end : frame.numeral.start][:2]
        for back in range(index - 1, max(-1, index - _MAX_PARTS), -1):
            other = frames[back]
            if other.sentence != frame.sentence or other.depth < frame.depth:
                break
            if other.depth > frame.depth or not _countable(other) or other.base == "previous":
                continue
            if other.numeral.unit in _ITEMS and not frame.domain.startswith("a"):
                mixed.insert(0, back)
            if other.numeral.unit != frame.numeral.unit:
                continue
            if back < index - 1 and _sums_up(analysis, back):
                break
            if other.numeral.vague:
                open_end = True
            parts.insert(0, back)
        if len(parts) >= 2 and _EVERY.search(text, frames[parts[0]].local[0], frame.numeral.start):
            open_end = True  # 专题会3次，每月调度1次，全年共12次
        if len(parts) >= 2:
            strong = bool(_concepts(analysis, *frame.local) & {"M:sum", "M:all"})
            yield Listing(
                index, parts, strong, open_end or not strong, after=True,
                mixed=mixed if len(mixed) > len(parts) and frame.numeral.unit in _ITEMS else [],
            )  # fmt: skip


_EVERY: Final = re.compile(r"[每逐按](?:月|季|周|年|半年|期|场|旬|次)")
_ITEMS: Final = frozenset(("条", "份", "篇", "期", "个", "则", "幅", "件"))


def _sums_up(analysis: Analysis, index: int) -> bool:
    """…，共计79条: nothing but a sum word, 发布 and 信息 stands before the number."""
    frame = analysis.frames[index]
    said = analysis.text[slice(*frame.local)]
    if "累计" not in said and not _bracketed(said) and frame.concepts.isdisjoint(SUM_WORDS):
        return False
    own = _concepts(analysis, *frame.local)
    if own.isdisjoint(SUM_WORDS):
        return "累计" in said and not frame.noun and own <= _PUBLISHED
    if frame.noun.replace(" ", "") not in _ALL_OF_THEM:
        return False
    rest = own - {"M:sum", "M:all", "-", "S:info", "Y:this", "Y:part"}
    if "M:sum" in own and len(rest) == 1 and index > 1 and rest <= {c for c in rest if c[0] == "S"}:
        return rest <= analysis.frames[index - 1].concepts and rest <= analysis.frames[index - 2].concepts
    return not rest if "M:all" in own and "M:sum" not in own else rest <= {"V:pub"}


_ALL_OF_THEM: Final = frozenset(("", "两者", "二者", "三者", "四者", "以上", "上述", "各项", "总体"))
_PUBLISHED: Final = frozenset(("-", "V:pub", "S:info", "Y:this"))
