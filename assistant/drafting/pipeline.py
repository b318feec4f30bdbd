"""One passage from prompt to grounded text: ask, parse, gate, repair at most twice, replace, mend."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Final

from assistant.drafting.calls import CallLog
from assistant.drafting.client import KEY_MARK, Answer, CallFailed, ask
from assistant.drafting.gate import check_text
from assistant.drafting.mending import add_missing, failing_sentences, replace_failing, wrong_of
from assistant.drafting.modes import recall, remember
from assistant.drafting.offline import write_offline
from assistant.drafting.parsing import UnusableAnswer, parse_answer, partial_text
from assistant.drafting.prompts import Prompt, build_prompt
from assistant.drafting.sentences import split_sentences
from assistant.drafting.tidy import tidy
from assistant.drafting.troubles import host_of
from assistant.facts import FactBook
from assistant.slots import render
from schemas.drafts import CallOutcome, CallRecord, DraftEvent, Endpoint, GateFailure, PassageDraft, Replacement
from schemas.report import Report

REPAIRS: Final = 2
_SHOW_EVERY: Final = 0.03
"""Seconds between two looks at a growing answer; the first characters are shown at once."""

Emit = Callable[[DraftEvent], None]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A parsed answer with what the gate says of it."""

    text: str
    failures: tuple[GateFailure, ...]

    @property
    def wrong(self) -> tuple[GateFailure, ...]:
        return wrong_of(self.failures)


@dataclass(frozen=True, slots=True)
class Job:
    """A passage to be drafted by the model."""

    report: Report
    passage: str
    endpoint: Endpoint
    prompt: Prompt
    instruction: str = ""
    kept: tuple[str, ...] = ()
    """Sentences of the present text that stay whatever the gate says: the clerk locked them."""
    accept: Callable[[str], str] | None = None
    """Turns a parsed answer into the passage's text (a revision puts it back among what was not selected)."""
    mend: bool = True
    """Add what is demanded and missing; not where only a selected sentence is rewritten."""
    book: FactBook | None = None


def draft_passage(
    job: Job,
    emit: Emit,
    *,
    log: CallLog | None = None,
    stopped: Callable[[], bool] = lambda: False,
    stream: bool = True,
) -> PassageDraft:
    """The drafted passage; never raises for a failing model."""
    started = time.monotonic()
    book = job.book or FactBook(job.report)
    best: Attempt | None = None
    trouble = ""
    requests = 0
    answers: list[Answer] = []
    asked: list[str] = []
    prompt = job.prompt
    for _ in range(REPAIRS + 1):
        show = _shower(job.passage, book, emit) if stream else None
        asked.append(prompt.messages[-1][1])
        try:
            answer = ask(job.endpoint, prompt, show, stopped=stopped)
        except CallFailed as failed:
            requests += failed.attempts
            trouble = str(failed)
            break
        requests += answer.attempts
        answers.append(answer)
        try:
            text = _text_of(answer, job)
        except UnusableAnswer as error:
            trouble = f"{error}。"
            _speak_simpler(job.endpoint, answer)
            _withdraw_all(job.passage, answer, book, emit, trouble)
            prompt = job.prompt.followed_by(answer.text[:2000], f"{error}。请只输出约定的 JSON，重新写一遍。")
            continue
        attempt = Attempt(text, _judge(text, job, book))
        if best is not None:
            attempt = _merged(best, attempt, job, book)
        if best is None or len(attempt.wrong) <= len(best.wrong):
            best = attempt
        trouble = ""
        if not attempt.wrong or stopped():
            break
        _withdraw(job.passage, attempt, book, emit)
        prompt = job.prompt.followed_by(answer.text, complaint(attempt))
    result = _finish(job, best, book, trouble)
    result = result.model_copy(
        update={"attempts": requests, "seconds": round(time.monotonic() - started, 3), "instruction": job.instruction}
    )
    if log is not None:
        log.add(_record(job, result, answers, asked, trouble, requests))
    return result


def _shower(passage: str, book: FactBook, emit: Emit) -> Callable[[str, bool], None]:
    last_look = 0.0
    shown = ""

    def show(raw: str, plain: bool) -> None:
        nonlocal last_look, shown
        now = time.monotonic()
        if shown and now - last_look < _SHOW_EVERY:
            return
        last_look = now
        text = partial_text(raw, plain=plain)
        if text and text != shown:
            shown = text
            emit(DraftEvent(passage=passage, kind="text", text=render(text, book, strict=False).text))

    return show


def _text_of(answer: Answer, job: Job) -> str:
    paragraphs = parse_answer(answer.text, plain=answer.dialect.mode == "plain")
    text = tidy("\n".join(paragraphs))
    if not text:
        raise UnusableAnswer("模型没有给出正文")
    if KEY_MARK in text:
        raise UnusableAnswer("模型的回答里出现了密钥")
    return job.accept(text) if job.accept else text


def _judge(text: str, job: Job, book: FactBook) -> tuple[GateFailure, ...]:
    return _unlocked(text, check_text(text, job.passage, job.report, book=book, writer="model"), job)


def _unlocked(text: str, failures: tuple[GateFailure, ...], job: Job) -> tuple[GateFailure, ...]:
    """Without the failures inside what the clerk keeps."""
    if not job.kept:
        return failures
    locked = [(at, at + len(part)) for part in job.kept if (at := text.find(part)) >= 0]
    return tuple(f for f in failures if not any(a <= f.start and f.end <= b for a, b in locked))


def _merged(first: Attempt, second: Attempt, job: Job, book: FactBook) -> Attempt:
    """What was right the first time stays word for word where the second answer has the same shape."""
    old, new = split_sentences(first.text), split_sentences(second.text)
    if len(old) != len(new):
        return second
    bad = {sentence.start for sentence, _ in failing_sentences(first.text, first.failures)}
    lines: dict[int, list[str]] = {}
    for before, after in zip(old, new, strict=True):
        lines.setdefault(before.paragraph, []).append(after.text if before.start in bad else before.text)
    text = "\n".join("".join(line) for _, line in sorted(lines.items()))
    merged = Attempt(text, _judge(text, job, book))
    return merged if len(merged.wrong) <= len(second.wrong) else second


def complaint(attempt: Attempt) -> str:
    """The exact failures, sentence by sentence, for the model."""
    lines = ["这一稿有下列错误，请改正后重新输出完整的 JSON；没有列出的句子原样保留，一字不改："]
    for sentence, failures in failing_sentences(attempt.text, attempt.failures):
        lines.append(f"句子：{sentence.text}")
        lines += [f"- {message}" for message in dict.fromkeys(failure.message for failure in failures)]
    whole = [f.message for f in attempt.failures if f.kind not in ("length",) and f not in attempt.wrong]
    lines += [f"- {message}" for message in dict.fromkeys(whole)]
    return "\n".join(lines)


def _withdraw(passage: str, attempt: Attempt, book: FactBook, emit: Emit) -> None:
    for sentence, failures in failing_sentences(attempt.text, attempt.failures):
        shown = render(sentence.text, book, strict=False).text
        reasons = tuple(dict.fromkeys(failure.message for failure in failures))
        emit(DraftEvent(passage=passage, kind="withdrawn", text=shown, reasons=reasons))


def _withdraw_all(passage: str, answer: Answer, book: FactBook, emit: Emit, reason: str) -> None:
    shown = render(partial_text(answer.text, plain=True), book, strict=False).text
    emit(DraftEvent(passage=passage, kind="withdrawn", text=shown, reasons=(reason,)))


def _speak_simpler(endpoint: Endpoint, answer: Answer) -> None:
    """An endpoint that took the response format and ignored it is spoken to one step further down."""
    simpler = answer.dialect.step_down()
    if endpoint.mode == "auto" and simpler is not None and recall(endpoint) == answer.dialect:
        remember(endpoint, simpler)


def _finish(job: Job, best: Attempt | None, book: FactBook, trouble: str) -> PassageDraft:
    if best is None:
        reason = trouble or "模型没有给出可用的文字。"
        return offline_draft(job.report, job.passage, notice=f"{reason}本节已改由程序起草。")
    text, replaced = _made_right(job, best, book)
    own = {s.text for s in split_sentences(best.text)}
    kept_some = any(s.text in own for s in split_sentences(text))
    if not kept_some:
        # nothing of the model's stands: the offline writer's whole text reads better than its pieces
        text = write_offline(job.report, job.passage, book=book)
    return PassageDraft(
        passage=job.passage,
        slot_text=text,
        writer="model" if kept_some else "offline",
        model_written=kept_some,
        model=job.endpoint.model,
        prompt_hash=job.prompt.hash,
        replaced=replaced,
        notice=_notice(replaced, trouble, kept_some),
    )


def _made_right(job: Job, best: Attempt, book: FactBook) -> tuple[str, tuple[Replacement, ...]]:
    """Failing sentences out, what is demanded in, until nothing fails; else the offline writer's whole text."""
    attempt = best
    replaced: list[Replacement] = []
    for _ in range(4):
        if not attempt.failures:
            return attempt.text, tuple(replaced)
        text, failures = attempt.text, attempt.failures
        if attempt.wrong:
            text, more = replace_failing(text, job.passage, job.report, failures)
            replaced += [one for one in more if one not in replaced]
            failures = _judge(text, job, book)
        if job.mend:
            text, failures = add_missing(text, job.passage, job.report, failures, book=book)
        if text == attempt.text:
            break
        attempt = Attempt(text, _unlocked(text, failures, job))
    if attempt.text.strip() and not attempt.wrong:
        return attempt.text, tuple(replaced)
    written = write_offline(job.report, job.passage)
    reasons = list(dict.fromkeys(f.message for f in best.wrong)) or ["全文未通过核对。"]
    return written, (Replacement(withdrawn=best.text, written=written, reasons=reasons),)


def _notice(replaced: Sequence[Replacement], trouble: str, kept_some: bool) -> str:
    if not kept_some:
        return "模型写的内容没有通过核对，本节已改由程序起草。"
    if replaced:
        return f"模型写的 {len(replaced)} 句没有通过核对，已撤下并由程序补写，请查看原因。"
    return f"{trouble}已保留通过核对的文字。" if trouble else ""


def offline_draft(report: Report, passage: str, *, instruction: str = "", notice: str = "") -> PassageDraft:
    return PassageDraft(
        passage=passage,
        slot_text=write_offline(report, passage),
        writer="offline",
        model_written=False,
        instruction=instruction,
        notice=notice,
    )


def _record(
    job: Job, result: PassageDraft, answers: Sequence[Answer], asked: Sequence[str], trouble: str, requests: int
) -> CallRecord:
    outcome: CallOutcome = "ok"
    if not answers or result.writer == "offline":
        outcome = "failed"
    elif result.replaced:
        outcome = "replaced"
    elif len(answers) > 1:
        outcome = "repaired"
    tokens_in = [a.tokens_in for a in answers if a.tokens_in is not None]
    tokens_out = [a.tokens_out for a in answers if a.tokens_out is not None]
    return CallRecord(
        endpoint=host_of(job.endpoint),
        model=job.endpoint.model,
        prompt=job.passage,
        prompt_hash=job.prompt.hash,
        tokens_in=sum(tokens_in) if tokens_in else None,
        tokens_out=sum(tokens_out) if tokens_out else None,
        seconds=result.seconds,
        attempts=max(1, requests),
        outcome=outcome,
        detail=trouble or result.notice,
        at=datetime.now().astimezone().isoformat(timespec="seconds"),
        content=_content(job, asked, answers) if job.endpoint.log_content else "",
    )


def _content(job: Job, asked: Sequence[str], answers: Sequence[Answer]) -> str:
    """What was said, in turn; the key is kept nowhere, whoever said it."""
    turns = zip_longest(asked, (answer.text for answer in answers), fillvalue="")
    said = [*(text for _, text in job.prompt.messages[:-1]), *(text for turn in turns for text in turn if text)]
    key = job.endpoint.api_key.get_secret_value()
    content = "\n\n".join(said)
    return content.replace(key, KEY_MARK) if key else content


def blocked_record(report: Report, passage: str, endpoint: Endpoint, obstacles: Sequence[str]) -> CallRecord:
    """A call that was not made: which kind of thing stopped it, never the thing itself."""
    return CallRecord(
        endpoint=host_of(endpoint),
        model=endpoint.model,
        prompt=passage,
        prompt_hash=build_prompt(report, passage).hash,
        attempts=0,
        outcome="blocked",
        detail=obstacles[0],
        at=datetime.now().astimezone().isoformat(timespec="seconds"),
    )
