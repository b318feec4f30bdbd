"""A refused draft made right: failing sentences replaced by the offline writer's, missing facts added."""

from collections.abc import Sequence

from assistant.drafting.gate import MENDED, check_text
from assistant.drafting.gate.completeness import TOPIC_WORDS, demanded_facts, demanded_topics
from assistant.drafting.gate.section_five import content_pairs
from assistant.drafting.gate.view import Licence, View
from assistant.drafting.offline import write_offline
from assistant.drafting.sentences import Sentence, split_sentences
from assistant.facts import FactBook
from assistant.slots import addresses
from schemas.drafts import GateFailure, Replacement
from schemas.report import Report


def wrong_of(failures: Sequence[GateFailure]) -> tuple[GateFailure, ...]:
    """Failures of what stands there (what is merely missing is mended by adding)."""
    return tuple(failure for failure in failures if failure.kind not in MENDED)


def failing_sentences(
    slot_text: str, failures: Sequence[GateFailure]
) -> tuple[tuple[Sentence, tuple[GateFailure, ...]], ...]:
    """Each sentence that a failure touches, with its failures."""
    found: list[tuple[Sentence, tuple[GateFailure, ...]]] = []
    for sentence in split_sentences(slot_text):
        own = tuple(
            f for f in wrong_of(failures) if f.start < sentence.end and sentence.start < max(f.end, f.start + 1)
        )
        if own:
            found.append((sentence, own))
    return tuple(found)


def replace_failing(
    slot_text: str, passage: str, report: Report, failures: Sequence[GateFailure]
) -> tuple[str, tuple[Replacement, ...]]:
    """The text with every failing sentence taken out; the offline writer's stands where it says the same facts."""
    failing = {sentence.start: own for sentence, own in failing_sentences(slot_text, failures)}
    offline = split_sentences(write_offline(report, passage))
    kept = [s for s in split_sentences(slot_text) if s.start not in failing]
    said = {address for s in kept for address in addresses(s.text)}
    used: set[int] = set()
    paragraphs: dict[int, list[str]] = {}
    replaced: list[Replacement] = []
    for sentence in split_sentences(slot_text):
        line = paragraphs.setdefault(sentence.paragraph, [])
        own = failing.get(sentence.start)
        if own is None:
            line.append(sentence.text)
            continue
        written = _same_facts(sentence, offline, said, used)
        line += [s.text for s in written]
        said |= {address for s in written for address in addresses(s.text)}
        reasons = list(dict.fromkeys(failure.message for failure in own))
        replaced.append(Replacement(withdrawn=sentence.text, written="".join(s.text for s in written), reasons=reasons))
    text = "\n".join("".join(line) for _, line in sorted(paragraphs.items()) if line)
    return text, tuple(replaced)


def _same_facts(
    sentence: Sentence, offline: Sequence[Sentence], said: set[str], used: set[int]
) -> tuple[Sentence, ...]:
    """Offline sentences about the numbers of the failing one that nothing else says yet."""
    wanted = set(addresses(sentence.text)) - said - {"year"}
    found: list[Sentence] = []
    for index, candidate in enumerate(offline):
        own = set(addresses(candidate.text)) - {"year"}
        if index not in used and own & wanted and not own <= said:
            used.add(index)
            found.append(candidate)
    return tuple(found)


def add_missing(
    slot_text: str,
    passage: str,
    report: Report,
    failures: Sequence[GateFailure] | None = None,
    *,
    book: FactBook | None = None,
) -> tuple[str, tuple[GateFailure, ...]]:
    """The text with the offline writer's sentences for everything demanded that it does not mention.

    `failures` are those of the text as it stands, where the caller knows them. Second value: those of the result.
    """
    book = book or FactBook(report)
    found = tuple(check_text(slot_text, passage, report, book=book, writer="model") if failures is None else failures)
    for _ in range(8):
        missing = [failure for failure in found if failure.kind in MENDED]
        if not missing:
            break
        added = ""
        for failure in missing:
            sentence = _sentence_for(failure, slot_text + added, passage, report, book)
            added += sentence if sentence and sentence not in added else ""
        if not added:
            break
        slot_text = _inserted(slot_text, added, write_offline(report, passage, book=book))
        found = check_text(slot_text, passage, report, book=book, writer="model")
    return slot_text, found


def _inserted(slot_text: str, added: str, offline: str) -> str:
    """The added sentences where the offline writer has them: the total before its parts, else at the end."""
    order = [s.text for s in split_sentences(offline)]
    for sentence in split_sentences(added):
        place = order.index(sentence.text) if sentence.text in order else len(order)
        later = {a for text in order[place + 1 :] for a in addresses(text)} - {"year"}
        later -= {a for text in order[: place + 1] for a in addresses(text)}
        following = [s for s in split_sentences(slot_text) if later & set(addresses(s.text))]
        paragraph = [s for s in split_sentences(slot_text) if following and s.paragraph == following[0].paragraph]
        before = {a for s in paragraph for a in addresses(s.text) if s.start < following[0].start} - {"year"}
        # only a sentence that opens the figures of its paragraph may have the added one before it
        at = following[0].start if following and not before else len(slot_text)
        slot_text = slot_text[:at] + sentence.text + slot_text[at:]
    return slot_text


def _sentence_for(failure: GateFailure, slot_text: str, passage: str, report: Report, book: FactBook) -> str | None:
    view = View(slot_text, passage, report, book, Licence(report))
    offline = [s.text for s in split_sentences(write_offline(report, passage, book=book)) if s.text not in slot_text]
    if failure.kind == "missing_topic":
        for topic in demanded_topics(report, passage):
            if not TOPIC_WORDS[topic].search(view.text):
                found = next((s for s in offline if TOPIC_WORDS[topic].search(s)), None)
                if found:
                    return found
        return None
    if failure.kind == "unanswered_problem":
        return _measure_for(slot_text, offline, report)
    for address, fact in demanded_facts(view):
        if f"（{address}）" not in failure.message:
            continue
        if fact is None:
            return next((s for s in offline if "【待补" in s), None)
        if address in (found_in := [a for s in offline for a in addresses(s)]) and found_in:
            return next(s for s in offline if address in addresses(s))
        # zero facts are said in words offline: the sentence that denies what the label names
        return next((s for s in offline if _denies(s)), None)
    return None


def _denies(sentence: str) -> bool:
    return any(word in sentence for word in ("未收到", "没有", "未发生", "未新收", "未组织"))


def _measure_for(slot_text: str, offline: Sequence[str], report: Report) -> str | None:
    text = content_pairs(slot_text)
    for note in report.notes.get("problems", ()):
        for line in note.text.split("\n"):
            wanted = content_pairs(line)
            if wanted and not wanted & text:
                found = next((s for s in offline if content_pairs(s) & wanted), None)
                return found or f"针对“{line.strip().rstrip('。；，')}”的问题，【待补：改进措施】。"
    return None
