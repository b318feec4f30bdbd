"""Tables whose columns stand in another order than the form's: read by their headers, or said to be unreadable."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.documents.importing import import_file
from schemas.form import CELLS
from schemas.imports import ImportResult
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Boxes, Story, boxes, outline, size, story
from tests.documents.independent.test_independent import deviations
from tests.documents.independent.web_files import article, page, table
from tests.documents.independent.word_files import package

Change = Callable[[Box], int]
"""The new column of a box."""


def kinds(box: Box) -> int:
    return {5: 7, 7: 5}.get(box.col, box.col) if box.row >= 2 and box.colspan == 1 else box.col


def total_first(box: Box) -> int:
    if box.col < 3 or box.text == "申请人情况":
        return box.col
    return 3 if box.col == 9 else box.col + 1


def results(box: Box) -> int:
    return {0: 1, 1: 0}.get(box.col, box.col) if box.row >= 1 else box.col


def courts_first(box: Box) -> int:
    return box.col + 10 if box.col < 5 else box.col - 5


def ways(box: Box) -> int:
    if box.row == 0 or box.col < 5:
        return box.col
    return box.col + 5 if box.col < 10 else box.col - 5


def valid_first(box: Box) -> int:
    return {1: 3, 3: 1}.get(box.col, box.col) if box.row in (1, 2, 3) else box.col


ORDERS: dict[str, tuple[str, Change]] = {
    "法律服务机构在科研机构前": ("table3", kinds),
    "总计在最前": ("table3", total_first),
    "结果纠正在最前": ("table4", results),
    "行政诉讼在前": ("table4", courts_first),
    "复议后起诉在前": ("table4", ways),
    "现行有效在最前": ("table2", valid_first),
}


def tables(told: Story, order: str) -> Callable[[str], Boxes]:
    table_name, change = ORDERS[order]

    def of(name: str) -> Boxes:
        plain = boxes(told, name)
        return [replace(box, col=change(box)) for box in plain] if name == table_name else plain

    return of


@pytest.mark.parametrize("order", ORDERS)
def test_columns_of_a_table_are_read_by_their_headers(order: str) -> None:
    told = story("city_whole", 460)
    of = tables(told, order)
    word = package(told, lambda name: w.table(of(name)))
    assert deviations(import_file(word, "a.docx"), Made("a.docx", word, told)) == []
    web = page(article(told, tables=lambda name: table(of(name)))).encode()
    assert deviations(import_file(web, "a.html"), Made("a.html", web, told)) == []


def rows(of: Boxes) -> list[list[str]]:
    return [[b.text for b in sorted(of, key=lambda b: b.col) if b.row == r] for r in range(size(of)[0])]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("between", "end"), [("\t", "\n"), ("\n", "\n")])
def test_columns_of_plain_lines_are_never_taken_for_others(order: str, between: str, end: str) -> None:
    told = story("city_whole", 461)
    of = tables(told, order)
    lines = [
        end.join(between.join(row) for row in rows(of(line.address))) if line.kind == "table" else line.text
        for line in outline(told)
    ]
    check(import_file("\n".join(lines).encode(), "a.txt"), told)


def check(result: ImportResult, told: Story) -> None:
    """Every cell is right, or null and listed."""
    listed = {u.place for u in result.unreadable}
    wrong = {a: v for a in CELLS if (v := result.report.value(a)) is not None and v != told.values[a]}
    assert wrong == {}
    assert [a for a in CELLS if result.report.value(a) is None and a not in listed] == []
