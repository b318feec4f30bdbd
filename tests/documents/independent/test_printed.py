"""Web pages printed to PDF by a browser: borders or none, labels anywhere in their cells, the browser's own footer."""

import random
import re
import shutil
import subprocess
from collections.abc import Callable

import pytest

from assistant.documents.importing import import_file
from tests.documents.independent.made import Made
from tests.documents.independent.story import first, outline, second, story
from tests.documents.independent.test_independent import deviations
from tests.documents.independent.web_files import article, page

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

Print = Callable[[str, bool], bytes]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """printed(html, footer) → the PDF; `footer`: with date, title, address and page count at the edges."""
    if CHROMIUM is None:
        pytest.skip("chromium is missing: apt-get install -y --no-install-recommends chromium")
    home = tmp_path_factory.mktemp("print")

    def run(html: str, footer: bool) -> bytes:
        folder = home / f"{random.randrange(10**9)}"
        folder.mkdir()
        source, target = folder / "a.html", folder / "a.pdf"
        source.write_text(html, encoding="utf-8")
        options = [f"--user-data-dir={home / 'profile'}", *([] if footer else ["--no-pdf-header-footer"])]
        command = [str(CHROMIUM), *QUIET, *options, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()

    return run


GRID = "table{border-collapse:collapse;width:100%}td{border:1px solid #000}"
BARE = "table{width:100%}td{border:none}"
PLAIN = "h2,h3{font-size:16pt;font-weight:normal}"
STYLES = {
    "有框线带网址页脚": (
        "town_disputes",
        GRID + "td{text-align:center;font-size:9pt}p{text-indent:2em;font-size:16pt}",
    ),
    "无框线居中": ("city_whole", BARE + PLAIN + "td{text-align:center;font-size:10pt}"),
    "横向大字": ("county_whole", "@page{size:A4 landscape;margin:2cm}" + GRID + "tr{break-inside:avoid}"),
    "无框线顶端": ("subdistrict", BARE + "td{vertical-align:top;padding:6px;font-size:8pt}"),
    "只有横线": ("bureau_busy", "td{border-bottom:1px solid #ccc}table{width:100%;font-size:8pt}p{font-size:10.5pt}"),
    "无缩进两端对齐": ("county_office", GRID + PLAIN + "p{text-align:justify;font-size:16pt}"),
    "无框线靠右": ("town_busy", "@page{margin:1.5cm}" + BARE + "td{text-align:right;font-size:9pt;padding:3px}"),
    "点线分离": ("bureau_quiet", "td{border:1px dotted #000;padding:1px;font-size:12pt}table{width:auto}"),
    "跨页断行": ("city_whole", "@page{margin:3cm}" + GRID + "td{font-size:12pt;padding:6px}p{font-size:12pt}"),
    "跨页断行横向": ("county_whole", "@page{size:A4 landscape;margin:2cm}" + GRID + "td{font-size:10.5pt;padding:6px}"),
}
WITH_FOOTER = tuple(STYLES)[:4]


@pytest.mark.parametrize("name", STYLES)
def test_printed_page(name: str, printed: Print) -> None:
    voice, style = STYLES[name]
    footer = name in WITH_FOOTER
    told = story(voice, 90)
    lines = outline(told, ord1=first, ord2=second, split=footer, run_in=not footer)
    html = page(article(told, lines), head=f"<meta charset='utf-8'><style>{style}</style>", title="政府信息公开")
    result = import_file(printed(html, footer), f"{name}.pdf")
    assert deviations(result, Made(name, b"", told)) == []


def test_line_that_could_not_be_filled_goes_on(printed: Print) -> None:
    """A date that may not be broken leaves a gap at the end of the line before it."""
    told = story("town_busy", 91)
    whole = article(told, outline(told, ord1=first, ord2=second))
    held = re.sub(r"\d+年(?:\d+月\d+日)?|\d+件|《[^》]{1,8}》", r"<span style='white-space:nowrap'>\g<0></span>", whole)
    style = "p{text-indent:2em;font-size:16pt}" + GRID
    result = import_file(printed(page(held, head=f"<meta charset='utf-8'><style>{style}</style>"), False), "年报.pdf")
    assert deviations(result, Made("年报.pdf", b"", told)) == []
