"""Export of one report, report in memory to bytes, beside docxtpl rendering the same document.

    pytest -m benchmark tests/benchmarks/bench_export.py -s      or      python -m tests.benchmarks.bench_export

The template is our own final file with Jinja fields in place of the 200 cells and of each paragraph of prose.
Both sides are timed in turn, and what they wrote is compared cell by cell and paragraph by paragraph.
"""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from docxtpl import DocxTemplate

from assistant.documents.blocks import Block, Document, Paragraph, Run, Table
from assistant.documents.compose import cell_text, compose
from assistant.documents.docx_write import write_docx
from assistant.facts import FactBook
from assistant.slots import render
from schemas.form import CELL_SET, CELLS
from schemas.report import Report
from tests.documents.grids import word_paragraphs, word_tables
from tests.documents.samples import numbered

ROUNDS = 15


def template(report: Report) -> bytes:
    """Our final document with a field for every cell and every paragraph of prose."""
    document = compose(report, final=True)
    return write_docx(replace(document, blocks=tuple(_with_fields(block) for block in document.blocks)))


def _with_fields(block: Block) -> Block:
    if isinstance(block, Table):
        cells = (c._replace(text=_field(c.address)) if c.address else c for c in block.cells)
        return replace(block, cells=tuple(cells))
    if isinstance(block, Paragraph) and block.role == "body":
        return block._replace(runs=(Run(_field(block.address)),))
    return block


def _field(address: str) -> str:
    return "{{ " + _key(address) + " }}"


def _key(address: str) -> str:
    return address.replace(".", "_").replace("[", "_").replace("]", "")


def with_docxtpl(source: bytes, report: Report) -> bytes:
    """What a program built on docxtpl would do: values and rendered prose into the template."""
    book = FactBook(report)
    context: dict[str, Any] = {_key(address): cell_text(report, address) for address in CELLS}
    for passage, text in report.passages.items():
        for index, paragraph in enumerate(text.split("\n")):
            context[_key(f"{passage}[{index}]")] = render(paragraph, book).text
    filled = DocxTemplate(BytesIO(source))
    filled.render(context)
    out = BytesIO()
    filled.save(out)
    return out.getvalue()


def with_ours(report: Report) -> bytes:
    document: Document = compose(report, final=True)
    return write_docx(document)


def measure(rounds: int = ROUNDS) -> tuple[float, float, bytes, bytes]:
    """Median milliseconds of docxtpl and of ours, and a file of each."""
    report = numbered()
    source = template(report)
    ways: list[Callable[[], bytes]] = [lambda: with_docxtpl(source, report), lambda: with_ours(report)]
    times: list[list[float]] = [[], []]
    files = [way() for way in ways]  # warm
    for _ in range(rounds):
        for way, spent in zip(ways, times, strict=True):
            start = perf_counter()
            way()
            spent.append((perf_counter() - start) * 1000)
    return median(times[0]), median(times[1]), files[0], files[1]


def assert_same(theirs: bytes, ours: bytes) -> None:
    """All 200 cells, all labels and merges, all prose."""
    assert word_tables(theirs) == word_tables(ours)
    assert word_paragraphs(theirs) == word_paragraphs(ours)
    shown = {text for table in word_tables(ours) for text in table.texts.values()}
    assert {str(numbered().value(address)) for address in CELL_SET} <= shown


@pytest.mark.benchmark
def test_export_takes_at_most_half_of_docxtpls_time() -> None:
    theirs, ours, their_file, our_file = measure()
    assert_same(their_file, our_file)
    print(f"\ndocxtpl {theirs:.1f} ms, ours {ours:.1f} ms: {ours / theirs:.0%} of its time")
    assert ours <= theirs / 2


if __name__ == "__main__":
    test_export_takes_at_most_half_of_docxtpls_time()
