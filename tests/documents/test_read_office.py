"""What LibreOffice makes of our exports and of hand-made files: the same cells come back, or none that are wrong."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.importing import import_file
from assistant.documents.readers import office
from assistant.errors import UnreadableFileError
from assistant.reports import report_from_json
from schemas.form import CELLS, GRIDS
from schemas.report import Report
from tests.documents.handmade import cells_of, docx, numbers, plain, word_report, word_table

pytestmark = pytest.mark.office
DATA = Path(__file__).parent.parent / "data"
BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
WIDTHS = {
    "narrow": {
        "table2": [2211] * 4,
        "table3": [330, 760, 1874, 840, 760, 760, 860, 860, 760, 1040],
        "table4": [590] * 15,
    },
    "roomy": {"table2": [2211] * 4, "table3": [900, 1000, 2400, *[620] * 6, 640], "table4": [590] * 15},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def converted(data: bytes, ending: str, kind: str, home: Path) -> bytes:
    folder = home / f"{abs(hash(data))}-{kind}"
    folder.mkdir(exist_ok=True)
    source = folder / f"report.{ending}"
    source.write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(folder / "out"), str(source)],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return (folder / "out" / f"report.{kind.split(':')[0]}").read_bytes()


def report() -> Report:
    return report_from_json((DATA / "hangzhou2025.json").read_text(encoding="utf-8"))


def values(given: Report) -> dict[str, object]:
    return {address: given.value(address) for address in CELLS}


@pytest.mark.parametrize("final", [True, False])
@pytest.mark.parametrize("kind", ["odt", "html", "pdf", "doc", "rtf", "txt:Text (encoded):UTF8"])
def test_our_export_through_another_program(kind: str, final: bool, home: Path) -> None:
    given = report()
    data = converted(write_docx(compose(given, final=final)), "docx", kind, home)
    if kind.startswith("txt"):
        # plain text from LibreOffice keeps no tables apart; what it does keep must be right
        got = cells_of(import_file(data, "年报.txt"))
        assert [a for a in CELLS if got[a] is not None and got[a] != given.value(a)] == []
        return
    result = import_file(data, f"年报.{kind}")
    assert cells_of(result) == values(given)
    assert result.unreadable == []
    assert result.report.year == 2025
    assert result.report.unit.name == "测试市"
    for passage, text in given.passages.items():
        assert result.report.passages[passage] == text


def test_there_and_back_again(home: Path) -> None:
    given = report()
    odt = converted(write_docx(compose(given)), "docx", "odt", home)
    back = converted(odt, "odt", "docx", home)
    result = import_file(back, "年报.docx")
    assert cells_of(result) == values(given)
    assert {p: t for p, t in result.report.passages.items() if p in given.passages} == given.passages


# ---- PDF with lines and without --------------------------------------------------------------------------
def shaped(
    name: str, numbers_shown: dict[str, str], merge: str, widths: list[int], *, lines: bool, centred: bool
) -> str:
    markup = word_table(name, numbers_shown, merge).replace("<w:r><w:t", '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t')
    rows: list[str] = []
    for row in re.findall(r"<w:tr>.*?</w:tr>", markup, flags=re.S):
        col = 0
        cells: list[str] = []
        for cell in re.findall(r"<w:tc>.*?</w:tc>", row, flags=re.S):
            span = re.search(r'gridSpan w:val="(\d+)"', cell)
            count = int(span[1]) if span else 1
            width = f'<w:tcW w:w="{sum(widths[col : col + count])}" w:type="dxa"/>'
            middle = '<w:vAlign w:val="center"/>' if centred else ""
            cells.append(cell.replace("<w:tcPr>", f"<w:tcPr>{width}", 1).replace("</w:tcPr>", f"{middle}</w:tcPr>", 1))
            col += count
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = f"<w:tblBorders>{BORDERS}</w:tblBorders>" if lines else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def small(seed: int) -> dict[str, str]:
    """Figures of a township, which fit their columns."""
    return {a: t if "." in t else str(int(t) % 130) for a, t in numbers(seed).items()}


SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1300" w:bottom="1440" w:left="1300" '
    'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)


def printed(shown: dict[str, str], merge: str, widths: str, home: Path, *, lines: bool, centred: bool) -> bytes:
    tables = {name: shaped(name, shown, merge, WIDTHS[widths][name], lines=lines, centred=centred) for name in GRIDS}
    return converted(docx(word_report(shown, tables) + SECTION), "docx", "pdf", home)


@pytest.mark.parametrize("merge", ["merged", "repeated", "blank"])
def test_pdf_with_lines(merge: str, home: Path) -> None:
    shown = numbers(21)
    result = import_file(printed(shown, merge, "narrow", home, lines=True, centred=merge == "blank"), "年报.pdf")
    assert cells_of(result) == plain(shown)
    assert result.report.passages["overview.proactive"] == "全年公开信息79条。"
    assert (result.report.year, result.report.unit.name) == (2024, "苏店镇人民政府")


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("widths", WIDTHS)
def test_pdf_without_lines(widths: str, centred: bool, home: Path) -> None:
    shown = small(22)
    result = import_file(printed(shown, "merged", widths, home, lines=False, centred=centred), "年报.pdf")
    assert cells_of(result) == plain(shown)


@pytest.mark.parametrize("merge", ["merged", "repeated", "blank"])
@pytest.mark.parametrize("centred", [True, False])
def test_torn_figures_are_never_read_wrong(merge: str, centred: bool, home: Path) -> None:
    shown = numbers(23)
    want = plain(shown)
    result = import_file(printed(shown, merge, "narrow", home, lines=False, centred=centred), "年报.pdf")
    got = cells_of(result)
    assert [a for a in CELLS if got[a] is not None and got[a] != want[a]] == []
    assert {a for a in CELLS if got[a] is None} == {item.place for item in result.unreadable}


# ---- where LibreOffice fails -------------------------------------------------------------------------------
def test_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableFileError, match=r"没有安装.*另存为 \.docx"):
        import_file(b"{\\rtf1 x}", "年报.rtf")


def test_a_wps_file_that_it_does_not_understand() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3000
    with pytest.raises(UnreadableFileError, match=r"请在 WPS 中另存为 \.docx"):
        import_file(data, "年报.wps")


def test_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "TIMEOUT", 0.01)
    with pytest.raises(UnreadableFileError, match=r"超时.*另存为 \.docx"):
        import_file(b"{\\rtf1 x}", "年报.rtf")
