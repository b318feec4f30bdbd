"""Word files as offices make them: numbering, fonts, merges, wrappers, revisions."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import docx
from docx.shared import Pt
from docx.table import Table as WordTable

from schemas.form import CELLS, SUMS
from schemas.imports import ImportResult
from tests.documents.independent import story as s
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Boxes, Line, Story, boxes, outline, story

Tables = Callable[[str], str]


def standard(told: Story) -> Tables:
    return lambda name: w.table(boxes(told, name))


def typed(told: Story, tables: Tables | None = None, *, lines: list[Line] | None = None) -> str:
    """A plain body: heading styles with typed ordinals."""
    tables = tables or standard(told)

    def render(line: Line) -> str:
        if line.kind == "table":
            return tables(line.address) + w.plain("")
        props = {"title": '<w:jc w:val="center"/>', "h1": w.styled("1"), "h2": w.styled("2")}.get(line.kind, "")
        return w.plain(line.text, props)

    return w.body(lines or outline(told), render)


def package(told: Story, tables: Tables | None = None, **parts: str) -> bytes:
    return w.Package(typed(told, tables), parts=parts).bytes()


# ---- python-docx ------------------------------------------------------------------------------------------
def library_document(told: Story, lines: list[Line]) -> bytes:
    document = docx.Document()

    def fill(table: WordTable, of: Boxes) -> None:
        for box in of:
            cell = table.cell(box.row, box.col)
            if box.rowspan > 1 or box.colspan > 1:
                cell = cell.merge(table.cell(box.row + box.rowspan - 1, box.col + box.colspan - 1))
            cell.text = box.text

    for line in lines:
        if line.kind == "table":
            of = boxes(told, line.address)
            table = document.add_table(*s.size(of))
            table.style = "Table Grid"
            fill(table, of)
        elif line.kind == "title":
            document.add_heading(line.text, 0)
        elif line.kind in ("h1", "h2"):
            document.add_heading(line.text, int(line.kind[1]))
        else:
            document.add_paragraph(line.text).paragraph_format.first_line_indent = Pt(32)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def library_files() -> Iterator[Made]:
    told = story("town_busy", 11)
    yield Made("python-docx.docx", library_document(told, outline(told, split=True)), told, quiet=True)
    told = story("city_bureau", 12, unit="江州高新技术产业开发区管理委员会")
    told = replace(told, title=(f"{told.unit}{told.year}年政府信息公开工作年度报告",))
    yield Made("python-docx-单行标题.docx", library_document(told, outline(told)), told, quiet=True)


# ---- numbering --------------------------------------------------------------------------------------------
LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def numbering_files() -> Iterator[Made]:
    told = story("subdistrict", 13)
    bare = outline(told, ord1=s.none, ord2=s.none)
    on_style = w.Package(
        typed(told, lines=bare),
        w.numbering(LEVELS, links=("1", "2")),
        style_one=w.numbered(0, 1),
        style_two=w.numbered(1, 1),
    )
    yield Made("编号在样式上.docx", on_style.bytes(), told, quiet=True)

    def direct(line: Line) -> str:
        if line.kind == "table":
            return w.table(boxes(told, line.address))
        level = {"h1": 0, "h2": 1}.get(line.kind)
        return w.plain(line.text, "" if level is None else w.numbered(level, 1))

    thousand = [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")]
    yield Made("编号直接加在段落上.docx", w.Package(w.body(bare, direct), w.numbering(thousand)).bytes(), told)

    section = [0]

    def restarted(line: Line) -> str:
        """一、 typed; （一） from one single-level list a section, each restarted."""
        if line.kind == "table":
            return w.table(boxes(told, line.address))
        if line.kind == "h1":
            section[0] += 1
        return w.plain(line.text, w.numbered(0, section[0]) if line.kind == "h2" else "")

    half = outline(told, ord2=s.none)
    lists = w.numbering([("japaneseCounting", "（%1）")], count=6)
    yield Made("分节重新编号.docx", w.Package(w.body(half, restarted), lists).bytes(), told)


# ---- fonts --------------------------------------------------------------------------------------------------
def font_files() -> Iterator[Made]:
    told = story("bureau_busy", 14)
    fonts = {
        "title": w.font("方正小标宋简体", 44),
        "h1": w.font("黑体", 32),
        "h2": w.font("楷体_GB2312", 32, bold=True),
        "p": w.font("仿宋_GB2312", 32),
    }

    def wps(line: Line) -> str:
        if line.kind == "table":
            return w.table(
                boxes(told, line.address), inner=lambda box: w.paragraph(w.wps(box.text, w.font("宋体", 21)))
            )
        return w.paragraph(w.wps(line.text, fonts[line.kind]), '<w:ind w:firstLineChars="200" w:firstLine="640"/>')

    yield Made("WPS逐字分段.docx", w.Package(w.body(outline(told, split=True), wps)).bytes(), told, quiet=True)

    told = story("county_office", 15)
    bold = w.font("宋体", 24, bold=True)

    def body_text(line: Line) -> str:
        if line.kind == "table":
            return w.table(boxes(told, line.address))
        return w.paragraph(w.run(line.text, bold if line.kind in ("h1", "h2") else ""))

    yield Made("标题为加粗正文.docx", w.Package(w.body(outline(told), body_text)).bytes(), told, quiet=True)

    told = story("town_quiet", 16)

    def boxed(line: Line) -> str:
        if line.kind == "title":
            return w.paragraph(w.text_box(w.plain(line.text))) if line.text == told.lines_of_title[0] else ""
        return typed(told, lines=[line])

    both = "".join(w.plain(text, '<w:jc w:val="center"/>') for text in told.lines_of_title)
    rest = [line for line in outline(told) if line.kind != "title"]
    yield Made("标题在文本框.docx", w.Package(w.paragraph(w.text_box(both)) + w.body(rest, boxed)).bytes(), told)

    told = replace(told, title=(f"{told.unit}\n{told.year}年政府信息公开\n工作年度报告",))
    yield Made("标题内换行.docx", package(told), told)


# ---- merges -------------------------------------------------------------------------------------------------
def merge_files() -> Iterator[Made]:
    told = story("town_disputes", 17)
    for name, merge in (("横向旧式合并", "hmerge"), ("未合并留空", "blank"), ("未合并重复", "repeat")):
        yield Made(f"{name}.docx", package(told, lambda t, m=merge: w.table(boxes(told, t), merge=m)), told)
    yield Made("无表格网格.docx", package(told, lambda t: w.table(boxes(told, t), grid=False)), told, quiet=True)

    def too_wide(box: Box) -> int:
        return 1 if box.address is None and box.col == 0 and box.row % 3 == 1 else 0

    def too_narrow(box: Box) -> int:
        return -1 if box.address is None and box.col == 0 and box.colspan > 2 and box.row % 2 else 0

    for name, error in (("跨列多一", too_wide), ("跨列少一", too_narrow)):
        yield Made(f"{name}.docx", package(told, lambda t, e=error: w.table(boxes(told, t), span_error=e)), told)

    def two_halves(name: str, header: bool) -> str:
        of = boxes(told, name)
        if name != "table3":
            return w.table(of)
        tail = s.band(of, 15, 28)
        if header:
            tail = [*s.band(of, 0, 3), *s.shifted(tail, rows=3)]
        return w.table(s.band(of, 0, 15)) + w.plain("") + w.table(tail)

    yield Made("表三拆成两张带表头.docx", package(told, lambda t: two_halves(t, True)), told)
    yield Made("表三拆成两张无表头.docx", package(told, lambda t: two_halves(t, False)), told)

    def disputes_apart(name: str) -> str:
        of = boxes(told, name)
        if name != "table4":
            return w.table(of)
        return w.table(s.strip(of, 0, 5)) + w.plain("") + w.table(s.strip(of, 5, 15))

    yield Made("表四分两张.docx", package(told, disputes_apart), told)

    def four_small(name: str) -> str:
        of = boxes(told, name)
        if name != "table2":
            return w.table(of)
        return w.plain("").join(w.table(s.band(of, a, b)) for a, b in ((0, 4), (4, 7), (7, 11), (11, 14)))

    yield Made("表二分四张.docx", package(told, four_small), told, also=nothing_changed)

    def four_titled(name: str) -> str:
        """The 第二十条 lines stand as text above each small table."""
        of = boxes(told, name)
        if name != "table2":
            return w.table(of)
        parts = ((0, 4), (4, 7), (7, 11), (11, 14))
        return "".join(w.plain(of_text(of, a)) + w.table(s.band(of, a + 1, b)) for a, b in parts)

    yield Made("表二分四张条款在表外.docx", package(told, four_titled), told)

    def serial(name: str) -> str:
        of = boxes(told, name)
        if name != "table3":
            return w.table(of)
        left = [Box(0, 0, 3, 1, "序号"), *(Box(r, 0, 1, 1, str(r - 2)) for r in range(3, 28))]
        return w.table([*left, *s.shifted(of, cols=1)])

    yield Made("表三加序号列.docx", package(told, serial), told)


def nothing_changed(result: ImportResult) -> list[str]:
    """Every row and label of the form is there, in however many pieces."""
    tables = result.report.source.tables if result.report.source else []
    return [problem for table in tables for problem in table.problems] + wrong_labels(result)


def wrong_labels(result: ImportResult) -> list[str]:
    tables = result.report.source.tables if result.report.source else []
    return [label.text for table in tables for label in table.labels if label.expected]


def of_text(of: Boxes, row: int) -> str:
    return next(box.text for box in of if box.row == row and box.col == 0)


# ---- wrappers -----------------------------------------------------------------------------------------------
def wrapper_files() -> Iterator[Made]:
    told = story("county_whole", 18)
    lines = outline(told)
    head = [line for line in lines if line.kind == "title"]
    rest = [line for line in lines if line.kind != "title"]
    nested = w.layout_table(typed(told, lines=head), typed(told, lines=rest))
    yield Made("全文在排版表格内.docx", w.Package(nested).bytes(), told)
    only = w.Package(typed(told, lambda t: w.layout_table(w.table(boxes(told, t))))).bytes()
    yield Made("表格套在单格表内.docx", only, told)

    def controls(line: Line) -> str:
        return w.block_control(typed(told, lines=[line]))

    yield Made("逐段内容控件.docx", w.Package(w.body(lines, controls)).bytes(), told)

    def wrapped(name: str) -> str:
        return w.table(
            boxes(told, name),
            row_wrap=lambda n, xml: w.block_control(xml) if n % 4 == 3 else xml,
            cell_wrap=lambda box, xml: w.block_control(xml) if box.address and box.col % 2 else xml,
            inner=lambda box: w.block_control(w.cell_paragraphs(box)) if box.col == 4 else w.cell_paragraphs(box),
        )

    yield Made("行与格内容控件.docx", package(told, wrapped), told)

    def turned(line: Line) -> str:
        if line.address != "table3":
            return typed(told, lines=[line])
        end = w.paragraph("", f"<w:sectPr>{w.PORTRAIT}</w:sectPr>")
        across = w.paragraph("", f"<w:sectPr>{w.LANDSCAPE}</w:sectPr>")
        return end + w.table(boxes(told, "table3"), header_rows=3) + across

    yield Made("表三横排.docx", w.Package(w.body(lines, turned)).bytes(), told, quiet=True)


# ---- cells --------------------------------------------------------------------------------------------------
def noisy_number(n: int, text: str) -> str:
    wide = text.translate({ord(d): ord(d) - ord("0") + ord("０") for d in "0123456789"})
    whole = text.isdigit()
    broken = f"{text[:1]}\n{text[1:]}" if len(text) > 1 and whole else f"\n{text}\n"
    thousands = f"{int(text):,}" if whole else text
    kinds = [f"\u00a0{text}\u3000", wide, thousands, broken, f"\u200b {text} ", f"{text}\n\u3000"]
    return kinds[n % len(kinds)]


def cell_files() -> Iterator[Made]:
    told = story("city_whole", 19)
    order = {address: n for n, address in enumerate(CELLS)}

    def noisy(box: Box) -> str:
        text = noisy_number(order[box.address], box.text) if box.address else box.text
        return w.plain(text)

    yield Made("数字杂质.docx", package(told, lambda t: w.table(boxes(told, t), inner=noisy)), told)

    with_unit = {a: f"{told.shown(a)}{'万元' if a.endswith('fees_wan') else '件'}" for a in CELLS[:12]}
    words = replace(told, blanks=with_unit)
    yield Made("数字带单位.docx", package(words), words)

    def label(text: str) -> str:
        if text.startswith("三、本年度") or text in ("总计", "（三）不予公开"):
            return "\n".join(text)
        return (
            text.replace("商业", "商业\n")
            .replace("机构", " 机构 ")
            .replace("。", "")
            .replace("（", "(")
            .replace("）", ")")
        )

    yield Made("标签断行.docx", package(told, lambda t: w.table(boxes(told, t, label))), told)

    marks = ("/", "—", "", "无", "-", "　")
    zeros = [a for a in CELLS if told.values[a] == 0 and a not in SUMS][:24]
    blank = replace(told, blanks={a: marks[n % 6] for n, a in enumerate(zeros)})
    yield Made("斜杠与空白.docx", package(blank), blank)

    one = replace(told, year=2025)

    def one_old_word(text: str) -> str:
        return "本年新制作数量" if text == "本年制发件数" else text

    def label_is_told(result: ImportResult) -> list[str]:
        assert result.report.source is not None
        told_of = [x for t in result.report.source.tables for x in t.labels if x.expected == "本年制发件数"]
        return [] if told_of else ["label 本年新制作数量 not told"]

    yield Made(
        "表二混入一个旧标签.docx",
        package(one, lambda t: w.table(boxes(one, t, one_old_word))),
        one,
        also=label_is_told,
    )


def word_files() -> Iterator[Made]:
    for group in (
        library_files, numbering_files, font_files, merge_files, wrapper_files,
        cell_files,
    ):  # fmt: skip
        yield from group()
