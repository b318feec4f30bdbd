"""The Word file, read back through zip and lxml: cells, headings, typefaces, page, properties, draft tags."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from lxml import etree
from openxml_audit import OpenXmlValidator

from assistant.documents.blocks import Document, Paragraph, Picture, Run, Table, TableCell
from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.draft_part import control_tag, read_draft_part
from schemas.form import CELLS, GRIDS, TABLES
from schemas.report import Report
from tests.documents import samples
from tests.documents.grids import W, names, part, word_paragraphs, word_tables, word_text
from tests.documents.samples import hangzhou, numbered, sudian

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
BY_MODEL = {"overview": {"writer": "model", "model_written": True}}


def draft(report: Report) -> bytes:
    return write_docx(compose(report))


def final(report: Report) -> bytes:
    return write_docx(compose(report, final=True))


def audit(data: bytes, folder: Path) -> list[str]:
    path = folder / "report.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(path)
    assert result.warning_count == 0
    return [str(error) for error in result.errors]


def assert_tables_hold(data: bytes, report: Report) -> None:
    tables = word_tables(data)
    assert len(tables) == 3
    for table, name in zip(tables, TABLES, strict=True):
        grid = GRIDS[name]
        assert (table.rows, table.cols) == (grid.rows, grid.cols)
        assert set(table.texts) == {(cell.row, cell.col) for cell in grid.cells}
        for cell in grid.cells:
            place = cell.row, cell.col
            value = None if cell.address is None else report.value(cell.address)
            shown = cell.text if cell.address is None else "" if value is None else f"{value:.6f}"
            found = table.texts[place]
            assert (found if cell.address is None or not found else f"{float(found):.6f}") == shown
            assert table.spans[place] == (cell.rowspan, cell.colspan)


# ---- what stands in it ----------------------------------------------------------------------------
@pytest.mark.parametrize("write", [draft, final])
def test_all_cells_and_labels_at_their_places(write) -> None:  # type: ignore[no-untyped-def]
    assert_tables_hold(write(numbered()), numbered())
    assert_tables_hold(write(hangzhou()), hangzhou())


def test_headings_are_typed_text_in_real_heading_styles() -> None:
    found = word_paragraphs(final(sudian()))
    assert [text for style, text in found if style == "Title"] == ["苏店镇人民政府", "2024年政府信息公开工作年度报告"]
    assert [text for style, text in found if style == "Heading1"] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert len([text for style, text in found if style == "Heading2"]) == 7
    styles = docx.Document(io.BytesIO(final(sudian()))).styles
    for level in (1, 2, 3):
        properties = styles[f"Heading {level}"].element.find(f"{W}pPr")
        assert properties.find(f"{W}outlineLvl").get(f"{W}val") == str(level - 1)
        assert properties.find(f"{W}numPr") is None


@pytest.mark.parametrize("write", [draft, final])
def test_prose_is_whole(write) -> None:  # type: ignore[no-untyped-def]
    found = [text for _, text in word_paragraphs(write(sudian()))]
    title, subtitle, *rest = [block.text for block in compose(sudian()).blocks if isinstance(block, Paragraph)]
    expected = [title, subtitle, "", *rest]
    body = part(write(sudian()), "word/document.xml")
    assert [word_text(p) for p in body[0].findall(f"{W}p")] == expected == found


@settings(max_examples=25, deadline=None)
@given(samples.cell_numbers(), samples.words())
def test_any_report_has_every_cell_at_its_place(values: dict[str, int | float | None], line: str) -> None:
    report = sudian(passages={**samples.PASSAGES, "problems": line}).with_values(values)
    for data in (draft(report), final(report)):
        assert_tables_hold(data, report)


# ---- valid, whatever was typed --------------------------------------------------------------------
@pytest.mark.parametrize("write", [draft, final])
def test_the_validator_finds_nothing(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    signed = sudian(dates={"signed": "2025-01-20"}, state=BY_MODEL, headings={"heading.1.3.1": "动态调整"})
    for report in (sudian(), hangzhou(), signed, sudian(table2=None, table4=None, passages={})):
        assert audit(write(report), tmp_path) == []


HAZARDS = {
    "markup": "<w:t>&amp;</w:t> a < b && c > d \"e\" 'f'",
    "cdata": "]]> <![CDATA[x]]>",
    "control": "甲\x00\x01\x08\x0b\x0c\x1f乙\x7f\x85\x9f丙\ufffe\uffff",
    "emoji": "\U0001f600\u200d\U0001f469 ｶﾞ \u202e逆\u202c",
    "line ends": "甲\r乙\u2028丙\u2029丁\x85戊",
    "braces": "{{}} {{ }} {% x %} {{year}}年 {{{year}}}",
    "long": "公" * 20_000,
    "spaces": "甲  乙\t丙\u00a0\u3000丁",
}


@pytest.mark.parametrize("text", HAZARDS.values(), ids=HAZARDS)
def test_hazardous_text_stays_text(text: str, tmp_path: Path) -> None:
    unit = text[:200]
    report = sudian(
        unit={"name": unit},
        passages={"problems": f"始{text}终", "improvements": text},
        headings={"heading.1.1": text[:200]},
        disclosure={"items": [{"name": text.translate({ord(c): "_" for c in ".{}"})[:300], "count": 3}]},
        state=BY_MODEL,
    )
    item = report.disclosure.items[0].name
    report = report.model_copy(
        update={"passages": {**report.passages, "overview": f"共{{{{disclosure.items.{item}}}}}条"}}
    )
    for document in (compose(report), compose(report, final=True)):
        data = write_docx(document)
        assert audit(data, tmp_path) == []
        assert_tables_hold(data, report)
    if text.isprintable():
        assert f"始{text}终".replace("{{year}}", "2024") in [text for _, text in word_paragraphs(data)]


def test_lone_surrogates_do_not_break_the_file(tmp_path: Path) -> None:
    # pydantic refuses them in a report; a composed document may still meet them
    broken = "甲\ud800乙"
    report = sudian().model_copy(update={"passages": {"problems": broken, "overview": "{{disclosure.items.\udfff}}"}})
    data = draft(report)
    assert audit(data, tmp_path) == []
    assert "甲\ufffd乙" in [text for _, text in word_paragraphs(data)]


def test_any_blocks_can_be_written(tmp_path: Path) -> None:
    cells = (TableCell(0, 0, "甲\n乙", colspan=2), TableCell(1, 0, "丙"), TableCell(1, 1, "1"))
    blocks = (
        Picture("示意图"),
        Paragraph((Run("粗", bold=True), Run("上\n下")), "heading3", ordinal="1."),
        Table(2, 2, cells),
    )
    data = write_docx(Document(blocks))
    assert audit(data, tmp_path) == []
    assert [text for _, text in word_paragraphs(data)] == ["示意图", "1.粗上\n下", ""]
    assert word_tables(data)[0].texts == {(0, 0): "甲\n乙", (1, 0): "丙", (1, 1): "1"}


def test_python_docx_opens_it() -> None:
    document = docx.Document(io.BytesIO(final(hangzhou())))
    assert [(len(t.rows), len(t.columns)) for t in document.tables] == [(14, 4), (28, 10), (4, 15)]
    assert document.tables[0].cell(13, 3).text == "316441"
    assert document.tables[1].cell(26, 9).text == "13810"
    assert document.tables[2].cell(3, 14).text == "156"


# ---- typefaces, page, tables ----------------------------------------------------------------------
def test_four_typefaces_everywhere_and_no_theme_font() -> None:
    data = draft(sudian(state=BY_MODEL))
    for name in names(data):
        if name.endswith((".xml", ".rels")):
            for element in part(data, name).iter():
                assert not [key for key in element.attrib if "Theme" in str(key)], name
    styles = part(data, "word/styles.xml")
    found = {}
    for style in styles.findall(f"{W}style[@{W}type='paragraph']"):
        fonts = style.find(f"{W}rPr/{W}rFonts")
        faces = {fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(faces) == 1
        size = style.find(f"{W}rPr/{W}sz").get(f"{W}val")
        found[style.get(f"{W}styleId")] = (faces.pop(), size)
    assert found["Title"] == ("方正小标宋简体", "44")
    assert found["Heading1"] == ("黑体", "32")
    assert found["Heading2"] == ("楷体_GB2312", "32")
    assert found["BodyText"] == ("仿宋_GB2312", "32")
    assert found["TableText"] == ("宋体", "21")
    assert found["Footer"] == ("宋体", "28")
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert len(defaults.find(f"{W}rFonts").attrib) == 4
    assert defaults.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
    assert styles.findall(f".//{W}b[@{W}val='1']") == []


def test_body_lines_and_indent() -> None:
    body = part(final(sudian()), "word/styles.xml").find(f"{W}style[@{W}styleId='BodyText']/{W}pPr")
    assert dict(body.find(f"{W}spacing").attrib) == {
        f"{W}before": "0", f"{W}after": "0", f"{W}line": "579", f"{W}lineRule": "exact",
    }  # fmt: skip
    assert body.find(f"{W}ind").get(f"{W}firstLineChars") == "200"


LONG_NAMES = [
    ("内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府", "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族"),
    ("新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市塔什店镇人民政府", "新疆维吾尔自治区巴音郭楞蒙古自治州"),
    ("国家税务总局北京市西城区税务局第一税务所办公室综合科", "国家税务总局北京市西城区税务局"),
    ("苏店镇人民政府", None),
    ("北京市密云区人民政府果园街道办事处", None),
]


@pytest.mark.parametrize(("name", "first"), LONG_NAMES)
def test_a_long_title_parts_between_words_and_stays_one_text(name: str, first: str | None) -> None:
    report = sudian(unit={"name": name}, title=None)
    title = part(final(report), "word/document.xml").find(f".//{W}p")
    assert word_text(title) == name
    side = title.find(f"{W}pPr/{W}ind")
    if first is None:
        assert side is None
    else:
        room = 8844 - int(side.get(f"{W}left")) - int(side.get(f"{W}right"))
        assert len(first) <= room / 440 < len(first) + 1
        assert 2 * len(first) >= len(name)


@pytest.mark.parametrize(
    "name", ["乙局", "苏店镇人民政府", "北京市密云区人民政府果园街道办事处", LONG_NAMES[0][0], "长" * 60]
)
def test_signature_and_date_stay_on_the_line(name: str) -> None:
    data = final(sudian(unit={"name": name}, title=None, dates={"signed": "2025-01-20"}))
    *_, last, signature, date = part(data, "word/document.xml").iter(f"{W}p")
    indents = {who: node.find(f"{W}pPr/{W}ind") for who, node in (("name", signature), ("date", date))}
    room = {who: 8844 - int(i.get(f"{W}right")) - int(i.get(f"{W}left", "0")) for who, i in indents.items()}
    assert room["date"] >= 8 * 315
    lines = -(-len(name) * 315 // room["name"])
    assert lines == -(-len(name) // 26)
    shift = room["date"] - 6.5 * 315 - (8844 - int(indents["name"].get(f"{W}right")) - len(name) * 315)
    if 6.5 <= len(name) <= 26:
        assert shift == pytest.approx(630, abs=2)
    assert last.find(f"{W}pPr/{W}keepNext") is not None


def test_a_blank_line_below_the_title() -> None:
    texts = [word_text(p) for p in part(final(sudian()), "word/document.xml").iter(f"{W}p")]
    assert texts[:3] == ["苏店镇人民政府", "2024年政府信息公开工作年度报告", ""]
    assert texts[3]


def test_page_and_footers() -> None:
    data = final(sudian())
    section = part(data, "word/document.xml").find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margins.get(f"{W}{side}") for side in ("top", "bottom", "left", "right")] == [
        "2098",
        "1984",
        "1587",
        "1474",
    ]
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    kinds = [reference.get(f"{W}type") for reference in section.findall(f"{W}footerReference")]
    assert kinds == ["default", "even"]
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        footer = part(data, name)
        assert footer.find(f".//{W}jc").get(f"{W}val") == side
        assert word_text(footer) == "— 1 —"
        assert footer.find(f".//{W}instrText").text.strip() == "PAGE"


def test_tables_fit_the_page_and_no_row_parts() -> None:
    body = part(final(sudian()), "word/document.xml")
    repeated = []
    for table in body.iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        assert table.find(f"{W}tblPr/{W}tblW").get(f"{W}w") == "8844"
        widths = [int(col.get(f"{W}w")) for col in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) == 8844
        for row in table.findall(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            assert sum(int(w.get(f"{W}w")) for w in row.findall(f"{W}tc/{W}tcPr/{W}tcW")) == 8844
        repeated.append([row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")])
    assert repeated == [[False] * 14, [True] * 3 + [False] * 25, [False] * 4]
    columns = [int(c.get(f"{W}w")) for c in list(body.iter(f"{W}tbl"))[1].findall(f"{W}tblGrid/{W}gridCol")]
    assert columns == [330, 760, 1874, 840, 760, 760, 860, 860, 760, 1040]


@pytest.mark.parametrize(("value", "half_points"), [(9999, None), (99999, None), (999999, "20"), (99999999, "15")])
def test_long_numbers_get_smaller_rather_than_break(value: int, half_points: str | None) -> None:
    data = final(sudian().with_value("table3.new.business", value))
    sizes = {node.get(f"{W}val") for node in list(part(data, "word/document.xml").iter(f"{W}tbl"))[1].iter(f"{W}sz")}
    assert sizes == ({half_points} if half_points else set())


# ---- properties -----------------------------------------------------------------------------------
def test_properties_name_the_unit_and_no_person() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    core = docx.Document(io.BytesIO(final(sudian()))).core_properties
    assert (core.title, core.author, core.last_modified_by) == (
        "苏店镇人民政府2024年政府信息公开工作年度报告", "苏店镇人民政府", "苏店镇人民政府",
    )  # fmt: skip
    assert core.created is not None
    assert before <= core.created <= datetime.now(UTC)
    assert "<Company>苏店镇人民政府</Company>" in etree.tostring(
        part(final(sudian()), "docProps/app.xml"), encoding="unicode"
    )
    fixed = datetime(2026, 1, 5, tzinfo=UTC)
    document = compose(sudian())
    assert write_docx(document, created=fixed) == write_docx(document, created=fixed)


def test_the_mark_of_generated_text_is_a_custom_property() -> None:
    assert "docProps/custom.xml" not in names(draft(sudian()))
    for data in (draft(sudian(state=BY_MODEL)), final(sudian(state=BY_MODEL))):
        (entry,) = part(data, "docProps/custom.xml")
        assert entry.get("name") == "AIGC"
        assert set(json.loads(entry[0].text)) == {"Label", "ContentProducer", "ProduceID"}


# ---- drafts and finals ----------------------------------------------------------------------------
def test_a_draft_shows_its_notice_on_every_page() -> None:
    data = draft(sudian(state=BY_MODEL))
    references = part(data, "word/document.xml").findall(f".//{W}headerReference")
    assert [reference.get(f"{W}type") for reference in references] == ["default", "even"]
    for name in ("word/header1.xml", "word/header2.xml"):
        assert word_text(part(data, name)) == "智能辅助起草稿，须人工审核，不得直接发布"
    assert word_text(part(draft(sudian()), "word/header1.xml")) == "起草稿，须人工审核，不得直接发布"


def test_a_final_is_clean() -> None:
    data = final(sudian(state=BY_MODEL))
    assert not [name for name in names(data) if "header" in name or name.startswith("customXml")]
    document = part(data, "word/document.xml")
    for tag in ("sdt", "headerReference", "highlight", "color", "bookmarkStart"):
        assert document.find(f".//{W}{tag}") is None
    assert "thumbnail" not in "".join(names(data))


def test_numbers_of_a_draft_lie_in_hidden_tagged_controls() -> None:
    data = draft(sudian())
    document = part(data, "word/document.xml")
    found = []
    for control in document.iter(f"{W}sdt"):
        assert control.getparent().tag == f"{W}p"
        properties = control.find(f"{W}sdtPr")
        assert properties.find(f"{W15}appearance").get(f"{W15}val") == "hidden"
        tag = properties.find(f"{W}tag").get(f"{W}val")
        assert len(tag) <= 64
        found.append((tag, word_text(control)))
    assert ("table3.new.total", "0") in found
    assert ("disclosure.items.日常工作动态", "62") in found
    slots = [run.slot for b in compose(sudian()).blocks if isinstance(b, Paragraph) for run in b.runs if run.slot]
    assert [tag for tag, _ in found] == [control_tag(slot) for slot in slots]
    ids = [node.get(f"{W}val") for node in document.iter(f"{W}id")]
    assert len(ids) == len(set(ids)) == len(found)
    assert not next(iter(document.iter(f"{W}tbl"))).findall(f".//{W}sdt")


def test_the_custom_part_leads_back_to_slot_text_and_numbers() -> None:
    long = "乡镇文件及各类公开目录" * 9
    report = numbered().model_copy(
        update={
            "disclosure": sudian(disclosure={"items": [{"name": long, "count": 7}], "total": 7}).disclosure,
            "passages": {"overview": f"甲{{{{disclosure.items.{long}}}}}条\n乙 & <丙>", "problems": "]]> 丁"},
        }
    )
    data = draft(report)
    read = read_draft_part(part(data, "customXml/item1.xml"))
    assert read is not None
    assert read.passages == report.passages
    assert {a: read.numbers[a] for a in CELLS} == {a: str(report.value(a)) for a in CELLS}
    assert read.numbers[f"disclosure.items.{long}"] == "7"
    (tag,) = [node.get(f"{W}val") for node in part(data, "word/document.xml").iter(f"{W}tag")]
    assert len(tag) <= 64
    assert read.controls[tag] == f"disclosure.items.{long}"
    assert read_draft_part(etree.fromstring("<other/>")) is None
