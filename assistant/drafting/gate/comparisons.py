"""What a comparison with last year speaks of: the number told last, a category that it names, or its own subject."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import FilledSlot, Span, View
from schemas.facts import Fact

_BARE: Final = re.compile(
    r"(?:与|较|比|同|和|跟|相较于?)?(?:上|去|前|往)(?:一)?年度?(?:同期|水平|的)?|相比|同比|环比|年度?|"
    r"基本|有所|略有|略|明显|稳步|持续|大体|总体|总的|均|都|也|仍|继续|各|分别|两项|两者|三项|二者|上述|以上|"
    r"(?:公开|发布|申请|受理|案件|办件|解读|培训)?(?:数量|总数|总量|件数|条数|次数|篇数|个数|场数|规模|数目|数)|"
    r"保持|呈|实现|出现|了|的|为|进一步|小幅|逐年|相对|大致|整体|依然|继续|一样|“|”"
)
_TOGETHER: Final = re.compile(r"均|都|各|分别|两项|两者|三项|二者|上述|以上")
_DERIVED: Final = ("change.", "growth.", "percent.", "previous.")
_SUBJECTS: Final = (
    (re.compile(r"结转"), "table3.carried_out.total"),
    (re.compile(r"办结|答复|办理"), "table3.total.total"),
    (re.compile(r"申请|收件|受理"), "table3.new.total"),
    (re.compile(r"复议"), "table4.review.total"),
    (re.compile(r"诉讼|起诉"), "table4.litigation.total"),
    (re.compile(r"许可"), "table2.licensing"),
    (re.compile(r"处罚"), "table2.punishment"),
    (re.compile(r"强制"), "table2.coercion"),
    (re.compile(r"规范性文件"), "table2.normative.made"),
    (re.compile(r"解读"), "activity.interpretations"),
    (re.compile(r"回应"), "activity.responses"),
    (re.compile(r"培训"), "activity.trainings"),
    (re.compile(r"专区"), "activity.zones"),
    (re.compile(r"公开|发布|信息"), "disclosure.total"),
)


def changes_spoken_of(view: View, clause: Span, at: int) -> tuple[Fact | None, ...]:
    """Changes that a word of direction at `at` speaks of, null where last year is not known; empty: of none."""
    lead = view.text[clause.start : at]
    own = list(_counts(view, clause.start, at))
    if own:
        return _changes(view, [own[-1]])
    named = [item.name for item in view.report.disclosure.items if item.name in lead]
    if named:
        return tuple(view.book.get(f"change.disclosure.items.{name}") for name in named)
    if not _BARE.sub("", lead).strip():
        told = _told_before(view, clause, together=bool(_TOGETHER.search(lead)))
        if told:
            return _changes(view, told)
    before = view.sentence_at(clause.start)
    for text in (clause.text, view.text[before.start : clause.end]):
        for pattern, address in _SUBJECTS:
            if pattern.search(text):
                return (view.book.get(f"change.{address}"),)
    return ()


def from_and_to(view: View) -> Iterator[tuple[FilledSlot, FilledSlot, str]]:
    """由上年的 X 件增加到 Y 件: the two numbers and the words between them."""
    if not view.looks_back:
        return
    for before, now in zip(view.slots, view.slots[1:], strict=False):
        if before.address != f"previous.{now.address}":
            continue
        between = view.text[before.shown_end : now.shown_start]
        if not re.search(r"[，。；\n].*[，。；\n]|。|；", between):
            yield before, now, between


def _counts(view: View, start: int, end: int) -> list[FilledSlot]:
    """Plain numbers between two places, those in closed brackets left out."""
    hidden = [(m.start() + start, m.end() + start) for m in re.finditer(r"（[^（）]*）", view.text[start:end])]
    return [
        slot
        for slot in view.slots
        if start <= slot.shown_start < end
        and slot.address != "year"
        and not slot.address.startswith(_DERIVED)
        and not any(a < slot.shown_start < b for a, b in hidden)
    ]


def _told_before(view: View, clause: Span, *, together: bool) -> list[FilledSlot]:
    """The number told last before the clause, or all of them since the last stop or comparison."""
    start = max(view.text.rfind(mark, 0, clause.start) for mark in "；。\n") + 1
    counts = _counts(view, start, clause.start)
    if not together:
        return counts[-1:]
    compared = [s.shown_end for s in view.slots if start <= s.shown_start < clause.start and _moved(s)]
    return [slot for slot in counts if slot.shown_start > max(compared, default=-1)]


def _moved(slot: FilledSlot) -> bool:
    return slot.address.startswith(("change.", "growth."))


def _changes(view: View, slots: list[FilledSlot]) -> tuple[Fact | None, ...]:
    return tuple(None if s.address.startswith("notes.") else view.book.get(f"change.{s.address}") for s in slots)
