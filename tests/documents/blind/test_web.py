"""Saved pages."""

import pytest

from assistant.documents.importing import import_file
from tests.documents.blind.web_files import marked, web_files
from tests.documents.independent.made import Made
from tests.documents.independent.story import story
from tests.documents.independent.test_independent import deviations
from tests.documents.independent.web_files import article, page

FILES = {made.name: made for made in web_files()}


@pytest.mark.parametrize("name", FILES)
def test_page_reads_as_it_was_made(name: str) -> None:
    made = FILES[name]
    assert deviations(import_file(made.data, made.name), made) == []


def test_footnote_mark_behind_a_figure_is_none_of_its_digits() -> None:
    """5¹ is never 51: the cell is said to be unreadable."""
    told = story("town_busy", 406)
    result = import_file(marked(told, "table3.new.natural"), "a.html")
    assert result.report.value("table3.new.natural") is None
    assert "table3.new.natural" in {u.place for u in result.unreadable}
    assert result.report.value("table3.new.total") == told.values["table3.new.total"]


def test_page_that_is_struck_through_as_a_whole_is_read() -> None:
    """Where all is struck through nothing is taken back by it."""
    told = story("town_quiet", 407)
    data = page(f"<div style='text-decoration:line-through'>{article(told)}</div>").encode()
    assert deviations(import_file(data, "a.html"), Made("a.html", data, told)) == []
