"""Sentences written blind, on nine kinds of reports. `tests/claims/blind_wordings.yaml` says how to read them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.claims import Judgement, Statement, judgements
from assistant.facts import FactBook
from assistant.reports import report_from_data

HERE = Path(__file__).parent / "claims"
VERDICTS = {"✓": "confirmed", "✗": "wrong", "○": "unsupported"}
BOOKS = {
    name: FactBook(report_from_data(data))
    for file in ("blind_reports.json", "running_reports.json", "everyday_reports.json", "unseen_reports.json")
    for name, data in json.loads((HERE / file).read_text(encoding="utf-8")).items()
}


def plain(marked: str) -> tuple[str, dict[int, str]]:
    """Text without marks, and what is to be said of the number that covers the character before each mark."""
    text, wanted = "", {}
    for char in marked:
        if char in VERDICTS:
            wanted[len(text) - 1] = VERDICTS[char]
        else:
            text += char
    return text, wanted


def told(judgement: Judgement) -> str:
    """A total that its own list contradicts is wrong, although a table may confirm it."""
    of_its_list = judgement.rule == "N-10" and judgement.message and not judgement.severity
    return "wrong" if judgement.verdict == "contradicted" or of_its_list else judgement.verdict


def cases() -> list[Any]:
    files = [
        yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
        for file in (
            "blind_wordings.yaml",
            "running_prose.yaml",
            "running_paragraphs.yaml",
            "running_errors.yaml",
            "unseen_paragraphs.yaml",
        )
    ]
    return [
        pytest.param(report, passage, sentence, id=f"{report}-{plain(sentence)[0][:30]}")
        for read in files
        for report, passages in read.items()
        for passage, sentences in passages.items()
        for sentence in sentences
    ]


@pytest.mark.parametrize(("report", "passage", "marked"), cases())
def test_blind_wording(report: str, passage: str, marked: str) -> None:
    read = [plain(paragraph) for paragraph in marked.split("⏎")]
    statements = [Statement(f"{passage}[{i}]", passage, text) for i, (text, _) in enumerate(read)]
    found = judgements(statements, BOOKS[report])
    wrong = []
    for statement, (text, wanted) in zip(statements, read, strict=True):
        here = [j for j in found if j.place == statement.place]
        for at, verdict in wanted.items():
            said = next((j for j in here if j.span[0] <= at < j.span[1]), None)
            if said is None or told(said) != verdict:
                wrong.append(f"{text[max(0, at - 10) : at + 3]}: {verdict}, got {said and (told(said), said.message)}")
        free = [j for j in here if not any(j.span[0] <= at < j.span[1] for at in wanted)]
        wrong += [f"unmarked {text[slice(*j.span)]}: {j.message}" for j in free if told(j) == "wrong"]
    assert not wrong, "\n".join(wrong)
