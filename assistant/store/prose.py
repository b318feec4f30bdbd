"""Changes of prose: taking a draft, a person's edit, acceptance, locks, binding a number to a fact."""

from difflib import SequenceMatcher
from typing import Final

from assistant.claims import may_mean, readings
from assistant.facts import FactBook, UnknownSlot
from assistant.numerals import Numeral, find_numerals
from assistant.slots import Rendered, SlotSpan, missing_label, parse, relink, render
from schemas.drafts import PassageDraft
from schemas.facts import Fact
from schemas.findings import Claim
from schemas.passages import HEADINGS, PASSAGES, paragraph_address
from schemas.report import PassageState, Report, Writer
from schemas.tables import Strict

_RUN_OF_A_MODEL: Final = 8
"""So many characters in a row in common mean that something of the former text remains."""


def editable(slot_text: str, book: FactBook) -> Rendered:
    """Text for an editor. A slot whose number is missing shows 【待补：…】 and stays a slot."""
    pieces: list[str] = []
    spans: list[SlotSpan] = []
    at = 0
    for piece, address in parse(slot_text):
        text = piece
        if address is not None:
            try:
                text = book[address].text
            except UnknownSlot as error:
                text = f"【待补：{missing_label(error)}】"
            spans.append(SlotSpan(address, at, at + len(text)))
        pieces.append(text)
        at += len(text)
    return Rendered("".join(pieces), tuple(spans))


def edit_passage(report: Report, passage: str, edited: str) -> Report:
    """The passage as a person edited its rendered text: untouched numbers stay bound."""
    book = FactBook(report)
    present = report.passages.get(passage, "")
    text = relink(editable(present, book), edited.replace("\r\n", "\n").strip("\n"))
    return write_passage(report, passage, text, "person")


def write_passage(
    report: Report, passage: str, slot_text: str, writer: Writer, *, model_written: bool | None = None
) -> Report:
    """The passage with new slot text; it is to be accepted again. A text that stays the same changes nothing.

    Without `model_written` it stays true as long as something of the model's text remains.
    """
    present = report.passages.get(passage, "")
    if slot_text == present:
        return report
    state = report.state.get(passage, PassageState())
    if model_written is None:
        model_written = state.model_written and model_text_remains(present, slot_text)
    new_state = PassageState(writer=writer, model_written=model_written)
    return report.model_copy(
        update={
            "passages": {**report.passages, passage: slot_text},
            "state": {**report.state, passage: new_state},
        }
    )


def take_draft(report: Report, draft: PassageDraft) -> Report:
    """The passage as drafted."""
    return write_passage(report, draft.passage, draft.slot_text, draft.writer, model_written=draft.model_written)


def model_text_remains(old: str, new: str) -> bool:
    """Whether a stretch of the old text is still in the new."""
    longest = SequenceMatcher(None, old, new, autojunk=False).find_longest_match()
    return longest.size >= min(_RUN_OF_A_MODEL, max(len(new), 1))


def accept(report: Report, passages: tuple[str, ...], by: str, at: str) -> Report:
    """The passages as accepted by a person; one without text is left out."""
    state = dict(report.state)
    for passage in passages:
        if report.passages.get(passage, "").strip():
            known = state.get(passage, PassageState())
            state[passage] = known.model_copy(update={"accepted_by": by, "accepted_at": at})
    return report.model_copy(update={"state": state})


def withdraw_acceptance(report: Report, passage: str) -> Report:
    known = report.state.get(passage, PassageState())
    state = {**report.state, passage: known.model_copy(update={"accepted_by": None, "accepted_at": None})}
    return report.model_copy(update={"state": state})


def set_lock(report: Report, passage: str, locked: bool) -> Report:
    """A locked passage is left alone by every draft."""
    kept = [one for one in report.locks if one != passage]
    return report.model_copy(update={"locks": [*kept, passage] if locked else kept})


def set_heading(report: Report, address: str, text: str) -> Report:
    """A heading in other words; the form's own words are not stored."""
    text = text.strip()
    headings = {key: value for key, value in report.headings.items() if key != address}
    if text and text != HEADINGS.get(address):
        headings[address] = text
    return report.model_copy(update={"headings": headings})


# ---- numbers that a person typed -------------------------------------------------------------------
class FreeNumber(Strict):
    """A number in a passage that is bound to nothing, with the facts it could be bound to."""

    start: int
    end: int
    text: str
    unit: str
    candidates: tuple[str, ...]


def free_numbers(report: Report, passage: str, claims: tuple[Claim, ...] = ()) -> tuple[FreeNumber, ...]:
    """Counts and shares in the rendered passage that no slot fills. Spans count over the whole passage."""
    book = FactBook(report)
    shown = editable(report.passages.get(passage, ""), book)
    found: list[FreeNumber] = []
    for numeral in find_numerals(shown.text):
        if numeral.kind not in ("count", "percent") or numeral.vague:
            continue
        if any(span.start < numeral.end and numeral.start < span.end for span in shown.slots):
            continue
        candidates = _candidates(
            book, shown.text, numeral, passage, _evidence(claims, passage, shown.text, numeral.start)
        )
        digits = shown.text[numeral.start : numeral.digits_end]
        found.append(
            FreeNumber(
                start=numeral.start,
                end=numeral.digits_end,
                text=digits,
                unit=numeral.unit,
                candidates=tuple(candidates[:6]),
            )
        )
    return tuple(found)


def _candidates(book: FactBook, text: str, numeral: Numeral, passage: str, evidence: list[str]) -> list[str]:
    """What the number is, by the words around it; then what else has its value and may be meant."""
    meant = [*evidence, *sorted(readings(text, numeral, passage) or ())]
    # evidence may be a sum that was reckoned (4+3+62=69) as well: nothing to bind to
    addresses = [one for one in dict.fromkeys(meant) if book.is_address(one)]
    found = [address for address in addresses if book.get(address) is not None]
    for fact in (*book.stored(), *book.sums()):
        if fact.address in found or fact.address == "year":
            continue
        same = fact.value == numeral.value and fact.unit == numeral.unit
        if same and may_mean(text, numeral, passage, fact.address) is not False:
            found.append(fact.address)
    return found


def _evidence(claims: tuple[Claim, ...], passage: str, text: str, start: int) -> list[str]:
    line = text.count("\n", 0, start)
    within = start - (text.rfind("\n", 0, start) + 1)
    place = paragraph_address(passage, line)
    for claim in claims:
        if claim.place == place and claim.span[0] <= within < claim.span[1]:
            return list(claim.evidence)
    return []


def bind(report: Report, passage: str, start: int, end: int, address: str) -> Report:
    """The characters of the rendered passage become a slot of this fact."""
    book = FactBook(report)
    shown = editable(report.passages.get(passage, ""), book)
    spans = [span for span in shown.slots if span.end <= start or span.start >= end]
    text, at = "", 0
    for span in sorted([*spans, SlotSpan(address, start, end)], key=lambda one: one.start):
        text += shown.text[at : span.start] + "{{" + span.address + "}}"
        at = span.end
    return write_passage(report, passage, text + shown.text[at:], "person")


def facts_in(report: Report, passage: str) -> tuple[tuple[SlotSpan, Fact], ...]:
    """Each bound number of a passage with its fact, in reading order."""
    book = FactBook(report)
    shown = render(report.passages.get(passage, ""), book, strict=False)
    return tuple((span, book[span.address]) for span in shown.slots)


def to_be_accepted(report: Report) -> tuple[str, ...]:
    """Passages with text that nobody has accepted yet."""
    return tuple(
        passage
        for passage in PASSAGES
        if report.passages.get(passage, "").strip() and not report.state.get(passage, PassageState()).accepted_by
    )
