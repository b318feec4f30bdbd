"""Reading one of our exports: bytes → recognised report, beside python-docx reading the same cells.

    python -m tests.benchmarks.bench_read              prints the figures
    pytest tests/benchmarks/bench_read.py -m benchmark

Both take turns on the same file in the same run, and both must give the same texts of the same cells. Refusals of
hostile files are timed too, in a process that has only just started.
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.importing import import_file
from assistant.reports import report_from_json
from schemas.form import CELLS, GRIDS
from schemas.report import Report

DATA = Path(__file__).parent.parent / "data"
ROUNDS = 60


def report() -> Report:
    """A city's figures, and prose in every passage."""
    given = report_from_json((DATA / "hangzhou2025.json").read_text(encoding="utf-8"))
    words = "全年主动公开政府信息79条，严格落实信息发布审核制度，及时回应群众关切，不断提升政府信息公开工作质量和水平。"
    passages = {
        **given.passages,
        **{f"overview.{topic}": words * 2 for topic in ("management", "platform", "supervision")},
        "improvements": f"下一步，加强培训和检查。\n{words}",
    }
    return given.model_copy(update={"passages": passages})


def by_us(data: bytes) -> dict[str, str]:
    """Cell → text as it stands, by way of the whole import."""
    cells = import_file(data, "report.docx").report.cells
    return {address: cells[address].raw or "" for address in CELLS}


def by_python_docx(data: bytes) -> dict[str, str]:
    """The same cells the quick way: python-docx, row by row, without `table.cell()`."""
    document = docx.Document(io.BytesIO(data))
    found: dict[str, str] = {}
    for (_, grid), table in zip(GRIDS.items(), document.tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        found.update({cell.address: rows[cell.row][cell.col] for cell in grid.cells if cell.address})
    return found


def alternating(calls: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each, taking turns."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def measured() -> dict[str, float]:
    exports = {"draft": write_docx(compose(report())), "final": write_docx(compose(report(), final=True))}
    for data in exports.values():
        assert by_us(data) == by_python_docx(data)
    return alternating(
        {
            "import draft": lambda: import_file(exports["draft"], "report.docx"),
            "import final": lambda: import_file(exports["final"], "report.docx"),
            "python-docx": lambda: by_python_docx(exports["final"]),
        }
    )


REFUSALS = """
import io, resource, sys, time, zipfile
from pathlib import Path
from assistant.documents.importing import import_file, import_path
from assistant.errors import UnreadableFileError
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}"/></Types>'
)
def word(xml):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()
ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
wrap = lambda body, head="": f"{head}<w:document {ns}><w:body>{body}</w:body></w:document>"
cases = {
    "zip bomb": word("x" * 60_000_000),
    "entity bomb": word(wrap("&b;", '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>')),
    "20,000 nested": word(wrap("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000)),
    "program": b"MZ\\x90" + b"\\x00" * 100_000,
    "truncated": word(wrap("<w:p/>" * 5000))[:200],
    "picture PDF": b"%PDF-1.4\\n" + b"\\x00\\xff" * 5_000_000 + b"\\nstartxref\\n9\\n%%EOF",
    "nested page": b"<html>" + b"<div>" * 20_000,
    "other document": word(wrap("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 2000)),
}
big = Path(sys.argv[1])
with big.open("wb") as file:
    file.truncate(200 * 1024 * 1024)
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
acts = {n: lambda d=d, n=n: import_file(d, "x.html" if n == "nested page" else "x.docx") for n, d in cases.items()}
acts["200 MB"] = lambda: import_path(big)
for name, act in acts.items():
    before, start = peak(), time.perf_counter()
    try:
        act()
        print(name, "ACCEPTED")
    except UnreadableFileError:
        print(name, round((time.perf_counter() - start) * 1000), peak() - before, sep="\\t")
"""


def refusals(folder: Path) -> dict[str, tuple[int, int]]:
    """Case → (milliseconds, megabytes beyond what the process had before)."""
    done = subprocess.run(
        [sys.executable, "-c", REFUSALS, str(folder / "big.docx")], capture_output=True, text=True, check=True
    )
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return {name: (int(milliseconds), int(megabytes)) for name, milliseconds, megabytes in lines}


@pytest.mark.benchmark
def test_an_export_is_read_four_times_as_fast_as_python_docx_reads_its_cells() -> None:
    taken = measured()
    assert taken["import final"] * 4 < taken["python-docx"]
    assert taken["import draft"] * 3 < taken["python-docx"]


@pytest.mark.benchmark
def test_hostile_files_are_refused_at_once(tmp_path: Path) -> None:
    for name, (milliseconds, megabytes) in refusals(tmp_path).items():
        assert milliseconds < 100, name
        assert megabytes < 100, name


def main() -> None:
    import tempfile

    taken = measured()
    for name, seconds in taken.items():
        print(f"{name:14} {seconds * 1000:6.2f} ms  {1 / seconds:5.0f}/s")
    print(f"python-docx / import final: {taken['python-docx'] / taken['import final']:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (milliseconds, megabytes) in refusals(Path(folder)).items():
            print(f"{name:14} refused in {milliseconds} ms, {megabytes} MB")


if __name__ == "__main__":
    main()
