"""Regenerate a passage, or a selected part of it, with an instruction; what the clerk locked stays."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.drafting.calls import CallLog
from assistant.drafting.gate.completeness import TOPIC_WORDS
from assistant.drafting.gate.view import PLACEHOLDER
from assistant.drafting.mending import add_missing
from assistant.drafting.offline import write_offline
from assistant.drafting.pipeline import Job
from assistant.drafting.prompts import build_prompt
from assistant.drafting.sentences import Sentence, split_sentences
from assistant.facts import FactBook
from assistant.slots import SLOT, parse, render
from schemas.drafts import DraftEvent, Endpoint, PassageDraft
from schemas.passages import split_paragraph
from schemas.report import Report

SHORTER: Final = "更简短"
OTHER_WORDS: Final = "换一种说法"
MORE: Final = "更具体"
MEASURES: Final = "补充措施"
QUICK_INSTRUCTIONS: Final = (SHORTER, MORE, OTHER_WORDS, MEASURES)
_LONGER: Final = {
    SHORTER: "写得更简短：保留全部数据，删去套话。",
    MORE: "写得更具体：把“数据”和“素材”中还没有写到的内容写进去。",
    OTHER_WORDS: "换一种说法：内容和数据不变，句式和用词另写。",
    MEASURES: "补充措施：把“素材”中还没有写到的措施写进去，每条点明所针对的问题。",
}
NEEDS_MODEL: Final = "这项修改要求需要模型才能完成，现有文字未作改动。请在设置中配置模型，或直接编辑。"


def revise(
    report: Report,
    passage: str,
    endpoint: Endpoint | None,
    *,
    instruction: str,
    selection: tuple[int, int] | None = None,
    log: CallLog | None = None,
) -> Iterator[DraftEvent]:
    """Events of one regenerated passage. `selection` counts characters of the rendered passage.

    The result is a candidate: the caller shows it as a diff and takes it sentence by sentence.
    Raises KeyError for an unknown passage.
    """
    from assistant.drafting.run import run_revision

    return run_revision(report, passage, endpoint, instruction, selection, log)


def revision_job(
    report: Report, passage: str, endpoint: Endpoint, instruction: str, selection: tuple[int, int] | None
) -> Job:
    """What the model is asked: the present text, the instruction, what must stay."""
    present = report.passages.get(passage, "")
    locked = locked_paragraphs(report, passage)
    chosen = selected_sentences(report, passage, selection) if selection else ()
    wish = _LONGER.get(instruction.strip(), instruction.strip())
    prompt = build_prompt(
        report,
        passage,
        instruction=wish,
        present=present,
        kept=tuple(text for _, text in locked),
        selected="".join(s.text for s in chosen),
    )
    stays = tuple(s.text for s in split_sentences(present) if chosen and s not in chosen)
    kept = (*(text for _, text in locked), *stays)

    def accept(answer: str) -> str:
        text = put_back(present, chosen, answer) if chosen else answer
        return with_locked(text, locked)

    return Job(report, passage, endpoint, prompt, instruction, kept, accept, mend=not chosen)


def locked_paragraphs(report: Report, passage: str) -> tuple[tuple[int, str], ...]:
    """Paragraphs of the passage that the clerk locked, with their index (slot text)."""
    paragraphs = report.passages.get(passage, "").split("\n")
    found: list[tuple[int, str]] = []
    for lock in report.locks:
        name, index = split_paragraph(lock)
        if name == passage and index is not None and index < len(paragraphs) and paragraphs[index].strip():
            found.append((index, paragraphs[index]))
    return tuple(sorted(found))


def is_locked(report: Report, passage: str) -> bool:
    return passage in report.locks


def with_locked(text: str, locked: Sequence[tuple[int, str]]) -> str:
    """The text with every locked paragraph in it, word for word, at its place."""
    paragraphs = text.split("\n")
    for index, paragraph in locked:
        if paragraph in paragraphs:
            continue
        own = {s.text for s in split_sentences(paragraph)}
        paragraphs = [_without(p, own) for p in paragraphs]
        paragraphs = [p for p in paragraphs if p.strip()]
        paragraphs.insert(min(index, len(paragraphs)), paragraph)
    return "\n".join(paragraphs)


def _without(paragraph: str, sentences: set[str]) -> str:
    return "".join(s.text for s in split_sentences(paragraph) if s.text not in sentences)


def selected_sentences(report: Report, passage: str, selection: tuple[int, int]) -> tuple[Sentence, ...]:
    """Sentences of the slot text that the selection (characters of the rendered text) touches."""
    present = report.passages.get(passage, "")
    start, end = (_raw_place(present, at, report) for at in sorted(selection))
    return tuple(s for s in split_sentences(present) if s.start < max(end, start + 1) and start < s.end)


def _raw_place(slot_text: str, at: int, report: Report) -> int:
    book = FactBook(report)
    raw = shown = 0
    for piece, address in parse(slot_text):
        length = len(piece if address is None else render(piece, book, strict=False).text)
        if at < shown + length:
            return raw if address is not None else raw + at - shown
        raw += len(piece)
        shown += length
    return raw


def put_back(present: str, chosen: Sequence[Sentence], answer: str) -> str:
    """The present text with the chosen sentences replaced by the answer.

    A model that gave the whole passage back is cut down to what it wrote in the place of the choice.
    """
    others = {s.text for s in split_sentences(present) if s not in chosen}
    written = "".join(s.text for s in split_sentences(answer) if s.text not in others)
    if not chosen or not written:
        return present
    return present[: chosen[0].start] + written + present[chosen[-1].end :]


# ---- without a model --------------------------------------------------------------------------------------
def revise_offline(report: Report, passage: str, instruction: str) -> PassageDraft:
    """What can honestly be done without a model; otherwise the present text with a notice."""
    present = report.passages.get(passage, "")
    wish = instruction.strip()
    text, notice = present, NEEDS_MODEL
    if wish == SHORTER:
        text = shorter(present or write_offline(report, passage))
        notice = "" if text != present else "这一段已经没有可以删减的套话，现有文字未作改动。"
    elif wish == OTHER_WORDS:
        text = other_words(report, passage)
        notice = "" if text != present else "没有模型时没有别的说法可换，现有文字未作改动。"
    elif wish in (MORE, MEASURES):
        text = more(report, passage)
        notice = "" if text != present else "数据和素材中的内容都已写入，现有文字未作改动。请先补充素材，或配置模型。"
    text = with_locked(text, locked_paragraphs(report, passage))
    return PassageDraft(
        passage=passage,
        slot_text=text,
        writer="offline",
        model_written=bool((state := report.state.get(passage)) and state.model_written and wish != OTHER_WORDS),
        instruction=instruction,
        notice=notice,
    )


def shorter(slot_text: str) -> str:
    """Without the sentences that hold no number, no placeholder, no title and no statement that the law asks for."""
    lines: dict[int, list[str]] = {}
    for sentence in split_sentences(slot_text):
        if _carries(sentence.text):
            lines.setdefault(sentence.paragraph, []).append(sentence.text)
    text = "\n".join("".join(line) for _, line in sorted(lines.items()))
    return text or slot_text


def _carries(sentence: str) -> bool:
    told = re.compile(r"未|没有|[一二三四五六七八九十]+是|针对|《|“")
    return bool(
        SLOT.search(sentence)
        or PLACEHOLDER.search(sentence)
        or told.search(sentence)
        or any(pattern.search(sentence) for pattern in TOPIC_WORDS.values())
        or re.search(r"\d", sentence)
    )


def other_words(report: Report, passage: str) -> str:
    """The offline writer's next wording that differs from the present text."""
    present = report.passages.get(passage, "")
    for turn in range(1, 4):
        text = write_offline(report, passage, turn=turn)
        if text != present:
            return text
    return present


def more(report: Report, passage: str) -> str:
    """The present text with everything demanded, and the notes' sentences, that it does not hold yet."""
    text, _ = add_missing(report.passages.get(passage, ""), passage, report)
    said = text
    for sentence in split_sentences(write_offline(report, passage)):
        bound = set(SLOT.findall(sentence.text)) - {"year"}
        if bound and not bound & set(SLOT.findall(said)) and sentence.text not in said:
            text += sentence.text
    return text
