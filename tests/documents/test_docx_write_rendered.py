"""The Word file as LibreOffice lays it out: page, margins, typefaces, page numbers, digits on one line."""

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from schemas.form import CELLS
from schemas.passages import PASSAGES
from schemas.report import Report
from tests.documents.conftest import Convert
from tests.documents.samples import hangzhou, sudian

pytestmark = pytest.mark.office
MM = 72 / 25.4
TEXT_LEFT, TEXT_RIGHT, TEXT_TOP, TEXT_BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM


@pytest.fixture(scope="module")
def rendered(convert: Convert) -> dict[str, Path]:
    """Name → PDF: a township's final and draft, a city's final."""
    documents = {
        "final": compose(sudian(dates={"signed": "2025-01-20"}), final=True),
        "draft": compose(sudian()),
        "city": compose(hangzhou(), final=True),
    }
    return {name: convert(write_docx(document), "docx", "pdf") for name, document in documents.items()}


def body_words(page: Any) -> Iterator[dict[str, Any]]:
    return (word for word in page.extract_words() if TEXT_TOP - 2 < word["top"] < TEXT_BOTTOM)


def test_page_count_and_size(rendered: dict[str, Path]) -> None:
    for name, count in (("final", 5), ("draft", 5), ("city", 4)):
        with pdfplumber.open(rendered[name]) as pdf:
            assert len(pdf.pages) == count
            for page in pdf.pages:
                assert (round(page.width / MM), round(page.height / MM)) == (210, 297)


def test_margins_and_tables_within_them(rendered: dict[str, Path]) -> None:
    with pdfplumber.open(rendered["final"]) as pdf:
        for page in pdf.pages:
            words = list(body_words(page))
            assert min(word["x0"] for word in words) > TEXT_LEFT - 1
            # a closing mark may hang over the edge
            assert max(word["x1"] for word in words) < TEXT_RIGHT + 17
            assert max(word["bottom"] for word in words) < TEXT_BOTTOM + 1
            for table in page.find_tables():
                assert table.bbox[0] == pytest.approx(TEXT_LEFT, abs=2)
                assert table.bbox[2] == pytest.approx(TEXT_RIGHT, abs=2)


def test_typefaces_are_those_named(rendered: dict[str, Path], convert: Convert) -> None:
    # without the typefaces of an office PC the renderer takes others, but keeps each kind apart by size
    with pdfplumber.open(rendered["final"]) as pdf:
        sizes = {round(char["size"], 1) for page in pdf.pages for char in page.chars}
    assert sizes == {10.5, 14, 16, 22}
    fonts = subprocess.run(["pdffonts", str(rendered["final"])], capture_output=True, text=True, check=True).stdout
    assert len(fonts.splitlines()) > 2
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:])
    odt = convert(write_docx(compose(sudian(), final=True)), "docx", "fodt").read_text("utf-8")
    for face in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"):
        assert re.search(f'style:font-name-asian="{face}1?"', odt)


def test_lines_of_28_characters_and_28_95_points(rendered: dict[str, Path]) -> None:
    with pdfplumber.open(rendered["final"]) as pdf:
        lines = pdf.pages[0].extract_text_lines()
    tops = [line["top"] for line in lines if round(line["chars"][-1]["size"]) == 16]
    steps = [round(b - a, 1) for a, b in pairwise(tops)]
    assert sum(abs(step - 28.95) < 0.4 for step in steps) > len(steps) * 0.8
    assert max(len(line["text"]) for line in lines) >= 28


def test_page_numbers_outside(rendered: dict[str, Path]) -> None:
    with pdfplumber.open(rendered["final"]) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            footer = page.crop((0, TEXT_BOTTOM + 3, page.width, page.height))
            assert re.sub(r"\s", "", footer.extract_text()) == f"—{number}—"
            chars = footer.chars
            assert chars[0]["top"] < TEXT_BOTTOM + 9 * MM
            if number % 2:
                assert max(c["x1"] for c in chars) == pytest.approx(TEXT_RIGHT - 14, abs=2)
            else:
                assert min(c["x0"] for c in chars) == pytest.approx(TEXT_LEFT + 14, abs=2)


def test_only_the_draft_has_a_notice(rendered: dict[str, Path]) -> None:
    for name, shown in (("draft", True), ("final", False)):
        with pdfplumber.open(rendered[name]) as pdf:
            assert ["不得直接发布" in page.extract_text() for page in pdf.pages] == [shown] * len(pdf.pages)


def numbers_on_lines(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [
            word["text"]
            for page in pdf.pages
            for table in page.find_tables()
            for word in page.crop(table.bbox).extract_words()
            if word["text"].isdigit()
        ]


@pytest.mark.parametrize("digits", [5, 6, 8])
def test_long_numbers_stay_on_one_line(digits: int, convert: Convert) -> None:
    report = sudian(passages={}).with_values({address: 10 ** (digits - 1) + i for i, address in enumerate(CELLS)})
    pdf = convert(write_docx(compose(report, final=True)), "docx", "pdf")
    assert sorted(numbers_on_lines(pdf)) == sorted(str(report.value(address)) for address in CELLS)


def test_the_citys_numbers_stay_on_one_line(rendered: dict[str, Path]) -> None:
    report: Report = hangzhou()
    assert sorted(numbers_on_lines(rendered["city"])) == sorted(str(report.value(address)) for address in CELLS)


def test_numbers_of_a_draft_do_not_break(convert: Convert) -> None:
    prose = "\n".join("公" * length + "共{{disclosure.total}}条，{{year}}年。" for length in range(15, 30))
    pdf = convert(write_docx(compose(sudian(passages={"problems": prose}))), "docx", "pdf")
    with pdfplumber.open(pdf) as pages:
        text = "\n".join(page.extract_text() for page in pages.pages)
    assert (text.count("79"), text.count("2024")) == (15, 16)


def test_header_rows_of_table_three_repeat(rendered: dict[str, Path]) -> None:
    with pdfplumber.open(rendered["final"]) as pdf:
        assert [page.extract_text().count("申请人情况") for page in pdf.pages].count(1) == 2


@pytest.mark.parametrize("lines", [8, 10, 12, 14])
def test_no_heading_stays_alone_at_the_foot_of_a_page(lines: int, convert: Convert) -> None:
    passages = dict.fromkeys((p for p in PASSAGES if p != "overview"), "这一节只有一句。")
    passages["intro"] = "\n".join(["引言这一段只有一行文字。"] * lines)
    report = sudian(passages=passages, dates={"signed": "2025-01-20"})
    with pdfplumber.open(convert(write_docx(compose(report, final=True)), "docx", "pdf")) as pdf:
        pages = [[line for line in page.extract_text().split("\n") if "—" not in line] for page in pdf.pages]
    assert not [
        page[-1] for page in pages if re.match(r"[一二三四五六]、|（[一二三四五]）", page[-1]) and len(page[-1]) < 24
    ]
    assert sum("申请人情况" in "".join(page) for page in pages) <= 2
    assert not [page for page in pages if page[0].startswith("苏店镇人民政府") and len(page) < 4]


def test_numbers_of_a_final_do_not_break(convert: Convert) -> None:
    prose = "\n".join("公" * length + "（国务院令第711号），2024年。" for length in range(15, 30))
    pdf = convert(write_docx(compose(sudian(passages={"problems": prose}), final=True)), "docx", "pdf")
    with pdfplumber.open(pdf) as pages:
        text = "\n".join(page.extract_text() for page in pages.pages)
    assert (text.count("711"), text.count("2024")) == (15, 16)
