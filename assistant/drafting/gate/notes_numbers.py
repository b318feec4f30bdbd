"""Several numbers of one note: each stands where the note has it."""

import re
from typing import Final

from assistant.drafting.gate.view import FilledSlot, View, word_pairs
from schemas.report import Note

_REACH = 8
_WAYS: Final = {
    "more": re.compile(r"增加|新增|增设|扩大|扩充|增至|提高|提升|上升|增长|补充|新建|新设"),
    "less": re.compile(r"减少|合并|撤销|撤并|关停|压减|压缩|取消|降低|降至|下降|缩减|缩短|清理|精简|注销|关闭|整合"),
}


def other_number_of_the_note(view: View, slot: FilledSlot) -> bool:
    """Whether the words around the slot are those of another number of the same note."""
    passage, note_id, own = _parts(slot.address)
    note = next((n for n in view.report.notes.get(passage, ()) if n.id == note_id), None)
    numbers = {number.id: number.span for number in (note.numbers or ())} if note else {}
    if note is None or own not in numbers:
        return False
    said, meant = _way(_before(view.text, slot.shown_start)), _way(_before(note.text, numbers[own][0]))
    if said != meant and (said == "less" or (said and meant)):
        return True
    if len(numbers) < 2:
        return False
    here = _around(view.text, slot.shown_start, slot.shown_end)
    scores = {key: len(here & _around(note.text, *span)) for key, span in numbers.items()}
    best = max(scores.values())
    if scores[own] < best:
        return True
    # nothing tells them apart: then they stand in the order of the note
    tied = {key for key, score in scores.items() if score == best}
    return len(tied) > 1 and _out_of_order(view, slot, note, tied)


def _before(text: str, at: int) -> str:
    return re.split(r"[0-9，。；：\n]", text[max(0, at - 20) : at])[-1]


def _way(text: str) -> str:
    """Whether the words speak of more, of less, or of neither: 合并栏目3个 is no 新增栏目3个."""
    found = [kind for kind, words in _WAYS.items() if words.search(text)]
    return found[0] if len(found) == 1 else ""


def _parts(address: str) -> tuple[str, str, str]:
    body, _, number = address.removeprefix("notes.").rpartition(".")
    passage, _, note = body.rpartition(".")
    return passage, note, number


def _around(text: str, start: int, end: int) -> set[str]:
    left = re.split(r"[0-9，。；：、\n]", text[max(0, start - _REACH) : start])[-1]
    right = re.split(r"[0-9，。；：、\n]", text[end : end + _REACH])[0]
    return word_pairs(left) | word_pairs(right) | {c for c in left[-2:] + right[:2] if "\u4e00" <= c <= "\u9fff"}


def _out_of_order(view: View, slot: FilledSlot, note: Note, tied: set[str]) -> bool:
    order = [number.id for number in sorted(note.numbers or (), key=lambda n: n.span) if number.id in tied]
    prefix = slot.address.rpartition(".")[0]
    said = [_parts(s.address)[2] for s in view.slots if s.address.rpartition(".")[0] == prefix]
    said = [key for key in said if key in tied]
    return said != sorted(said, key=order.index)
