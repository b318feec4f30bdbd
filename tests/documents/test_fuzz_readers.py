"""Damaged files: the readers give a report or one sentence, never anything else."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.importing import import_file
from assistant.errors import NianbaoError
from schemas.form import CELLS, GRIDS
from tests.documents.handmade import (
    NAMESPACES,
    docx,
    grid_rows,
    html_report,
    numbers,
    word_report,
)

VALUES = numbers(31)
BODY = word_report(VALUES)
WORD = docx(BODY)
PAGE = f"<html><head><meta charset=utf-8></head><body>{html_report(VALUES)}</body></html>"
TEXT = "\n".join(
    ["某镇2024年政府信息公开工作年度报告", "一、总体情况", "公开3条。", "三、收到和处理政府信息公开申请情况"]
    + ["\t".join(row) for row in grid_rows("table3", VALUES)]
    + ["四、政府信息公开行政复议、行政诉讼情况"]
    + [" ".join(text for text in row if text) for row in grid_rows("table4", VALUES)]
)
PIECES = (
    "<table>", "</table>", "<tr>", "</td>", "<td rowspan=3 colspan=7>", "<w:tc>", "</w:tr>", "<w:sdt>", "\t",
    "\n", "\n\n", "，", "一、", "（三）", "总体情况", "总计", "0", "9" * 20, "\x00", "\ud7ff", "\u3000",
    '<w:gridSpan w:val="9"/>', '<w:vMerge w:val="restart"/>', '<w:numId w:val="1"/>', "|---|", "&#55296;", "<![if x]>",
    "]]>", "<!--", "{{", "2024年政府信息公开工作年度报告", "%PDF-",
)  # fmt: skip
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[float, int, str]]:
    """Places (0 … 1), how much is cut there, and what is put in."""
    return draw(
        st.lists(
            st.tuples(st.floats(0, 1), st.integers(0, 400), st.sampled_from(PIECES) | st.text(max_size=8)),
            min_size=1,
            max_size=12,
        )
    )


def edited(text: str, changes: list[tuple[float, int, str]]) -> str:
    for place, cut, insert in changes:
        at = int(place * len(text))
        text = text[:at] + insert + text[at + cut :]
    return text


def survives(data: bytes, name: str) -> None:
    try:
        result = import_file(data, name)
    except NianbaoError as error:
        assert "\n" not in str(error)
        assert str(error).endswith("。")
        return
    told = {item.place for item in result.unreadable}
    for address in CELLS:
        if getattr(result.report, address.split(".")[0]) is not None and result.report.value(address) is None:
            assert address in told
    type(result).model_validate_json(result.model_dump_json())


@QUIET
@given(edits())
def test_word_markup(changes: list[tuple[float, int, str]]) -> None:
    body = edited(BODY, changes)
    survives(docx(body), "年报.docx")


@QUIET
@given(edits())
def test_word_markup_that_stays_well_formed(changes: list[tuple[float, int, str]]) -> None:
    from lxml import etree

    parser = etree.XMLParser(recover=True)
    root = etree.fromstring(
        f"<w:body {NAMESPACES}>{edited(BODY, changes).replace('&#', '')}</w:body>".encode("utf-8", "ignore"), parser
    )
    if root is not None:
        survives(docx("".join(etree.tostring(child, encoding="unicode") for child in root)), "年报.docx")


@QUIET
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=10))
def test_word_bytes(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(WORD)
    for place, insert in changes:
        at = int(place * (len(data) - 1))
        data[at : at + len(insert)] = insert
    survives(bytes(data), "年报.docx")


@QUIET
@given(edits(), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_pages(changes: list[tuple[float, int, str]], encoding: str) -> None:
    survives(edited(PAGE, changes).encode(encoding, "replace"), "年报.html")


@QUIET
@given(edits(), st.sampled_from(["年报.txt", "年报.md"]))
def test_text(changes: list[tuple[float, int, str]], name: str) -> None:
    survives(edited(TEXT, changes).encode("utf-8", "replace"), name)


@QUIET
@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.html", "a.pdf", "a.txt", "a.md", "a.json", "a.xlsx"]))
def test_any_bytes(data: bytes, name: str) -> None:
    survives(data, name)
    survives(b"%PDF-1.4\n/Font" + data + b"\n%%EOF", name)


def simple_pdf() -> bytes:
    """A page with a title and a few lines, set in a built-in face (letters only, so no report)."""
    stream = b"BT /F 12 Tf 72 720 Td (Report 2024) Tj 0 -20 Td (1 2 3 4 5 6 7) Tj ET 60 600 200 80 re S"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), max_size=8))
def test_pdf_bytes(changes: list[tuple[float, int, bytes]]) -> None:
    data = simple_pdf()
    for place, cut, insert in changes:
        at = int(place * len(data))
        data = data[:at] + insert + data[at + cut :]
    survives(data, "年报.pdf")


@pytest.mark.parametrize("kept", range(0, 100, 7))
def test_cut_anywhere(kept: int) -> None:
    for data, name in ((WORD, "年报.docx"), (PAGE.encode(), "年报.html"), (TEXT.encode(), "年报.txt")):
        survives(data[: len(data) * kept // 100], name)


def test_parts_that_are_no_xml() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        for name in ("word/styles.xml", "word/numbering.xml", "docProps/core.xml", "customXml/item1.xml"):
            target.writestr(name, b"<a><b></a> no XML")
    assert import_file(buffer.getvalue(), "年报.docx").report.year == 2024
    assert set(GRIDS) == {"table2", "table3", "table4"}
