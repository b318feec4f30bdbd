"""Word files as people and programs leave them, built markup by markup."""

from assistant.documents.blocks import Document, Paragraph, Picture, Table
from assistant.documents.read import read_document
from tests.documents.handmade import W, docx, p, r, tbl, tc

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>
 <w:pStyle w:val="H1"/><w:lvlText w:val="第%1部分"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/>
</w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:lvl w:ilvl="2"><w:start w:val="5"/>
 <w:numFmt w:val="upperLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>
 <w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>
 <w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="正文缩进"/><w:basedOn w:val="N"/>
 <w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200"/><w:jc w:val="both"/></w:pPr>
 <w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="hidden one"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="K"><w:name w:val="kai"/>
 <w:rPr><w:rFonts w:eastAsia="楷体"/><w:b/></w:rPr></w:style>
</w:styles>"""
PARTS = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}
LINKS = (("numbering", "numbering.xml"), ("styles", "styles.xml"))


def read(body: str, parts: dict[str, str] | None = None, links: tuple[tuple[str, str], ...] = ()) -> Document:
    return read_document(docx(body, {**PARTS, **(parts or {})}, (*LINKS, *links)), "年报.docx")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def num(text: str, num_id: int, level: int = 0) -> str:
    return p(text, extra=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


# ---- numbering ---------------------------------------------------------------------------------------
def test_automatic_numbering_restarts_under_a_higher_level() -> None:
    body = num("甲", 1) + num("子", 1, 1) + num("丑", 1, 1) + num("乙", 1) + num("寅", 1, 1) + num("x", 1, 2)
    assert texts(read(body)) == ["一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅", "1.x"]


def test_instances_of_one_definition_count_on_until_an_override() -> None:
    body = num("甲", 1) + num("乙", 2) + num("子", 1, 1) + num("丑", 2, 1) + num("寅", 3, 1) + num("卯", 3, 1)
    assert texts(read(body)) == ["一、甲", "二、乙", "（一）子", "（二）丑", "（一）寅", "（二）卯"]


def test_formats_starts_levels_and_legal_numbers() -> None:
    body = num("a", 4) + num("b", 4) + "".join(num(str(i), 1) for i in range(11)) + num("c", 1, 3) + num("d", 6, 2)
    assert texts(read(body)) == [
        "③a", "④b", "一、0", "二、1", "三、2", "四、3", "五、4", "六、5", "七、6", "八、7", "九、8", "十、9",
        "十一、10", "11.1c", "E)d",
    ]  # fmt: skip


def test_numbering_of_a_style_and_its_removal() -> None:
    body = (
        p("总体", "H1") + p("主动", "H1") + p("无号", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("后", "H1")
    )
    assert texts(read(body)) == ["第一部分总体", "第二部分主动", "无号", "第三部分后"]
    assert read(body).blocks[0].role == "heading1"  # type: ignore[union-attr]


def test_numbering_in_a_table_goes_on_in_the_text() -> None:
    document = read(num("甲", 1) + tbl([[tc(num("乙", 1)), tc("5")]]) + num("丙", 1))
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["二、乙", "5"]
    assert texts(document) == ["一、甲", "三、丙"]


# ---- what a person sees ------------------------------------------------------------------------------
def test_text_in_content_controls_of_every_level() -> None:
    inline = f"<w:p>{r('公开')}<w:sdt><w:sdtContent>{r('79')}</w:sdtContent></w:sdt>{r('条')}</w:p>"
    block = f"<w:sdt><w:sdtContent>{p('整段')}</w:sdtContent></w:sdt>"
    cell = f"<w:tr>{tc('a')}<w:sdt><w:sdtContent>{tc('7')}</w:sdtContent></w:sdt></w:tr>"
    row = f"<w:sdt><w:sdtContent><w:tr>{tc('b')}{tc('8')}</w:tr></w:sdtContent></w:sdt>"
    document = read(inline + block + f"<w:tbl>{cell}{row}</w:tbl>")
    assert texts(document) == ["公开79条", "整段"]
    table = document.blocks[2]
    assert isinstance(table, Table)
    assert [(c.row, c.col, c.text) for c in table.cells] == [(0, 0, "a"), (0, 1, "7"), (1, 0, "b"), (1, 1, "8")]


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    changed = (
        f"<w:p>{r('收到')}<w:del w:id='1'><w:r><w:delText>12</w:delText></w:r></w:del><w:ins w:id='2'>{r('15')}</w:ins>"
        f"{r('件')}<w:moveFrom w:id='3'>{r('旧')}</w:moveFrom><w:moveTo w:id='4'>{r('新')}</w:moveTo></w:p>"
    )
    joined = f"<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr>{r('前半')}</w:p>" + p("后半")
    row = f"<w:tr><w:trPr><w:del w:id='6'/></w:trPr>{tc('x')}{tc('1')}</w:tr>"
    gone = f"<w:tbl>{row}<w:tr>{tc('y')}{tc('2')}</w:tr></w:tbl>"
    document = read(changed + joined + gone)
    assert texts(document) == ["收到15件新", "前半后半"]
    table = document.blocks[2]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["y", "2"]
    assert document.metadata is not None
    assert document.metadata.tracked_changes == 6
    assert any(kind == "tracked_changes" and "接受全部修订" in text for kind, text in document.remarks)


def test_deleted_and_inserted_cell_text() -> None:
    inner = f"<w:p><w:del w:id='1'><w:r><w:delText>3</w:delText></w:r></w:del><w:ins w:id='2'>{r('4')}</w:ins></w:p>"
    table = read(tbl([[tc("规章"), tc(inner)]])).blocks[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["规章", "4"]


def test_hidden_text_is_recorded_not_read() -> None:
    seen = r("也看得见", '<w:vanish w:val="0"/>')
    body = f"<w:p>{r('看得见')}{r('看不见', '<w:vanish/>')}{seen}</w:p>" + p("暗", "Z")
    document = read(body)
    assert [t for t in texts(document) if t] == ["看得见也看得见"]
    assert document.metadata is not None
    assert document.metadata.hidden_text == ("看不见", "暗")


def test_fields_keep_results_and_drop_codes() -> None:
    def field(code: str, result: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    simple = f'<w:fldSimple w:instr="SEQ 表">{r("2")}</w:fldSimple>'
    body = f"<w:p>{r('见')}{field(' REF _Ref1 ', '第三部分')}{r('表')}{simple}</w:p>"
    assert texts(read(body)) == ["见第三部分表2"]


def test_breaks_tabs_hyphens_and_symbols() -> None:
    run = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>0355</w:t><w:noBreakHyphen/><w:t>80</w:t><w:softHyphen/>"
        '<w:sym w:font="Symbol" w:char="F02B"/><w:lastRenderedPageBreak/></w:r>'
    )
    assert texts(read(f"<w:p>{run}</w:p>")) == ["甲\n乙\t0355-80+"]


def test_a_text_box_is_read_once() -> None:
    inner = p("框内一段")
    box = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('框外')}</w:p>"
    )
    document = read(box)
    assert texts(document) == ["框外", "框内一段"]
    assert document.blocks[1].origin == "text_box"  # type: ignore[union-attr]
    shape = f"<v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
    assert "框内一段" in texts(read(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"))


def test_pictures_links_smart_tags_and_contents() -> None:
    inline = '<wp:inline><wp:docPr id="1" name="图片 1" descr="表三截图"/></wp:inline>'
    picture = f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"
    link = f"<w:p><w:hyperlink>{r('政府网站')}</w:hyperlink><w:smartTag>{r('上党区')}</w:smartTag></w:p>"
    document = read(picture + link + p("一、总体情况\t1", "TOC1"))
    assert Picture("表三截图") in document.blocks
    assert document.blocks[-2].text == "政府网站上党区"  # type: ignore[union-attr]
    assert document.blocks[-1].origin == "navigation"  # type: ignore[union-attr]


# ---- tables ------------------------------------------------------------------------------------------
def test_merges_of_every_kind() -> None:
    span = '<w:gridSpan w:val="2"/>'
    rows = [
        [tc("a", span), tc("b", '<w:vMerge w:val="restart"/>')],
        [tc("c", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("", "<w:vMerge/>")],
        [tc("d"), tc("e"), tc("f")],
    ]
    table = read(tbl(rows)).blocks[0]
    assert isinstance(table, Table)
    assert (table.rows, table.cols) == (3, 3)
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells] == [
        ("a", 0, 0, 1, 2), ("b", 0, 2, 2, 1), ("c", 1, 0, 1, 2), ("d", 2, 0, 1, 1),
        ("e", 2, 1, 1, 1), ("f", 2, 2, 1, 1),
    ]  # fmt: skip


def test_the_short_way_and_the_long_way_agree() -> None:
    rows = [
        [tc("a", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), tc(p("1") + p("2"))],
        [tc("", '<w:gridSpan w:val="2"/><w:vMerge/>'), tc("<w:p><w:r><w:t>3</w:t><w:br/><w:t>4</w:t></w:r></w:p>")],
        [tc("b"), tc("c"), tc("5")],
    ]
    short = read(tbl(rows)).blocks[0]
    marked = [*rows[:2], [tc("b"), tc("c"), tc(f"<w:p><w:sdt><w:sdtContent>{r('5')}</w:sdtContent></w:sdt></w:p>")]]
    assert read(tbl(marked)).blocks[0] == short


def test_a_frame_around_text_is_no_table() -> None:
    document = read(tbl([[tc(p("一、总体情况") + tbl([[tc("规章"), tc("0")]]) + p("后文"))]]))
    assert texts(document) == ["一、总体情况", "后文"]
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]


def test_a_nested_table_follows_its_parent() -> None:
    inner = tbl([[tc("甲"), tc("1")]])
    outer = tbl([[tc("x"), tc("y"), tc("z")], [tc(p("前") + inner + p("")), tc("u"), tc("v")]])
    document = read(outer)
    assert [(block.rows, block.cols) for block in document.blocks if isinstance(block, Table)] == [(2, 3), (1, 2)]


# ---- looks and properties ------------------------------------------------------------------------------
def test_fonts_and_sizes_come_through_styles() -> None:
    styled = r("楷", '<w:rStyle w:val="K"/>')
    body = f"<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr>{r('正文')}{styled}</w:p>" + p("平")
    document = read(body)
    first, second = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [(run.font, run.size_pt, run.bold) for run in first.runs] == [
        ("仿宋_GB2312", 16.0, False),
        ("楷体", 16.0, True),
    ]
    assert (first.line_pt, first.indent_chars, first.alignment) == (28.0, 2.0, "both")
    assert (second.runs[0].font, second.runs[0].size_pt) == ("宋体", 10.5)


def test_page_headers_and_properties() -> None:
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    parts = {
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{p("内部资料")}</w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}"><w:p><w:fldSimple w:instr=" PAGE "/></w:p></w:ftr>',
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/></w:settings>',
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{p("改")}</w:comment></w:comments>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{cp}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>张三</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy></cp:coreProperties>",
        "docProps/app.xml": "<Properties><Company>黄碾镇</Company></Properties>",
    }
    links = (
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
        ("settings", "settings.xml"),
        ("comments", "comments.xml"),
    )
    margins = '<w:pgMar w:top="2098" w:left="1587" w:right="1474" w:bottom="1984"/>'
    section = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr>'
    document = read(p("文") + section, parts, links)
    page, facts = document.layout, document.metadata
    assert page is not None
    assert facts is not None
    assert (page.width, page.height, page.top, page.left) == (210.0, 297.0, 37.0, 28.0)
    assert (page.odd_even_footers, page.page_numbers, page.headers) == (True, True, ("内部资料",))
    assert (facts.author, facts.last_modified_by, facts.company, facts.comments) == ("张三", "李四", "黄碾镇", 1)
    assert any(kind == "comments" for kind, _ in document.remarks)


def test_strict_open_xml_is_read() -> None:
    data = docx(p("一、总体情况"))
    import io
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for entry in source.namelist():
            text = source.read(entry)
            if entry == "word/document.xml":
                text = text.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            target.writestr(entry, text)
    assert texts(read_document(buffer.getvalue(), "年报.docx")) == ["一、总体情况"]
