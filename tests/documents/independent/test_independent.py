"""Every made file against its truth; and the rule book on what the file route brings."""

from collections import Counter
from collections.abc import Iterator

import pytest

from assistant.checks import check_report
from assistant.documents.importing import import_file
from assistant.errors import UnreadableFileError, WrongInputError
from schemas.form import CELLS
from schemas.imports import ImportResult
from schemas.passages import PASSAGES
from schemas.report import Report
from tests.documents.independent.hard_web_files import hard_web_files
from tests.documents.independent.hard_word_files import hard_word_files
from tests.documents.independent.made import Made
from tests.documents.independent.text_files import hard_texts, marked_texts, texts
from tests.documents.independent.web_files import SHELL, pages
from tests.documents.independent.word_files import word_files
from tests.documents.independent.word_prose_files import word_prose_files


def files() -> Iterator[Made]:
    yield from word_files()
    yield from word_prose_files()
    yield from hard_word_files()
    yield from pages()
    yield from hard_web_files()
    yield from texts()
    yield from hard_texts()
    yield from marked_texts()


FILES = {made.name: made for made in files()}


TYPEFACES = {"F09", "F11"}
"""These files are not set in the typefaces and pages of official documents, and are told so rightly."""


def bare(text: str | None) -> str:
    return "".join((text or "").split()).replace("\u200b", "")


def deviations(result: ImportResult, made: Made) -> list[str]:
    """What differs from the truth, one line each; empty is right."""
    report, told, wrong = result.report, made.told, []
    listed = {u.place for u in result.unreadable}
    for address in CELLS:
        got, want = report.value(address), told.values[address]
        if address in told.blanks:
            if got is not None:
                wrong.append(f"{address}: {got} where {told.blanks[address]!r} stands")
            elif address not in listed and address.split(".")[0] not in listed:
                wrong.append(f"{address}: null and not listed")
        elif got != want and address not in told.open_cells:
            wrong.append(f"{address}: {got} instead of {want}")
    if report.year != told.year:
        wrong.append(f"year {report.year}")
    if report.unit.name != told.unit:
        wrong.append(f"unit {report.unit.name!r} instead of {told.unit!r}")
    if made.headings:
        for n in range(1, 7):
            title = report.headings.get(f"heading.{n}")
            if bare(title) != told.headings[f"heading.{n}"]:
                wrong.append(f"heading.{n}: {title!r}")
    for passage in PASSAGES:
        got, want = bare(report.passages.get(passage)), bare(told.passages.get(passage))
        if got != want:
            wrong.append(f"{passage}: {got!r} instead of {want!r}")
    return wrong + (made.also(result) if made.also else [])


@pytest.mark.parametrize("name", FILES)
def test_file_reads_as_it_was_made(name: str) -> None:
    made = FILES[name]
    assert deviations(import_file(made.data, made.name), made) == []


def serious(report: Report) -> Counter[str]:
    found = check_report(report).findings
    return Counter(
        f"{f.code} {f.place}: {f.message}" for f in found if f.severity != "info" and f.code not in TYPEFACES
    )


@pytest.mark.parametrize("name", [name for name, made in FILES.items() if made.quiet])
def test_file_route_raises_no_alarm(name: str) -> None:
    """What is said of the file is said of the same report typed in, and no more."""
    made = FILES[name]
    report = import_file(made.data, made.name).report
    assert serious(report) - serious(report.model_copy(update={"source": None})) == Counter()


def test_page_without_article_is_refused() -> None:
    with pytest.raises((UnreadableFileError, WrongInputError)):
        import_file(SHELL.encode(), "年报.html")
