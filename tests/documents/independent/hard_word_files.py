"""Word files with the rarer habits: old forms, row-level revisions, extra rows and columns, old wrappers."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from schemas.form import CELLS
from schemas.imports import ImportResult
from tests.documents.independent import story as s
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Boxes, Line, boxes, outline, story
from tests.documents.independent.word_files import package, typed, wrong_labels

SMART = "urn:schemas-microsoft-com:office:smarttags"


# ---- odd tables ---------------------------------------------------------------------------------------------
def odd_tables() -> Iterator[Made]:
    told = story("town_busy", 51)

    def only(table: str, change: Boxes) -> bytes:
        return package(told, lambda t: w.table(change if t == table else boxes(told, t)))

    three = boxes(told, "table3")
    two = boxes(told, "table2")
    note = Box(0, 0, 1, 10, "表3  2025年收到和处理政府信息公开申请情况统计表（单位：件）")
    yield Made("表内有题名行.docx", only("table3", [note, *s.shifted(three, rows=1)]), told)
    foot = Box(28, 0, 1, 10, "注：以上数据统计截止日期为2025年12月31日，填报人2人。")
    yield Made("表内有附注行.docx", only("table3", [*three, foot]), told)
    remark = [Box(0, 10, 3, 1, "备注"), *(Box(r, 10, 1, 1, "见台账第3页" if r == 6 else "") for r in range(3, 28))]
    yield Made("表三加备注列.docx", only("table3", [*three, *remark]), told, also=wrong_labels)
    unit = Box(0, 0, 1, 4, f"填报单位：{told.unit}        2025年度")
    yield Made("表二加单位行.docx", only("table2", [unit, *s.shifted(two, rows=1)]), told)

    def uneven(box: Box) -> Boxes:
        """The group label's merge ends a row too early."""
        if box.text == "（三）不予公开":
            return [replace(box, rowspan=7), Box(box.row + 7, 1, 1, 1, "")]
        if box.text == "三、本年度办理结果":
            return [replace(box, rowspan=11), Box(box.row + 11, 0, 11, 1, "三、本年度办理结果（续）")]
        return [box]

    yield Made("合并少一行.docx", only("table3", [b for box in three for b in uneven(box)]), told)

    slips = {"申请": "申清", "属于": "属於", "不掌握": "不掌握到", "确认": "确定", "行政查询": "行政査询"}

    def slip(box: Box) -> Box:
        if box.address or box.row < 7:
            return box
        for right, wrong in slips.items():
            if right in box.text:
                return replace(box, text=box.text.replace(right, wrong))
        return box

    yield Made("标签有错字.docx", only("table3", [slip(box) for box in three]), told)
    bare = [
        box if box.address else replace(box, text=re.sub(r"^(\d\.|（.）|[一二三四]、)", "", box.text)) for box in three
    ]
    yield Made("标签无序号.docx", only("table3", bare), told)

    def numbered_label(box: Box) -> str:
        text, props = box.text, '<w:jc w:val="left"/>'
        found = re.match(r"^(\d)\.", text)
        if box.address is None and found:
            group = sum(box.row >= row for row in (7, 15, 18, 23))
            return w.plain(text[2:], w.numbered(0, group))
        return w.plain(text, props)

    auto = w.Package(
        typed(told, lambda t: w.table(boxes(told, t), inner=numbered_label)),
        w.numbering([("decimal", "%1.")], count=4),
    )
    yield Made("表内标签自动编号.docx", auto.bytes(), told)

    def dragged(name: str) -> str:
        """Covered places at the left are not there at all: w:gridBefore stands for them."""
        xml = w.table(boxes(told, name))
        if name != "table3":
            return xml
        gone = (
            r"<w:tr>((?:<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*<w:vMerge/>(?:(?!</w:tcPr>).)*</w:tcPr><w:p></w:p></w:tc>)+)"
        )

        def before(found: re.Match[str]) -> str:
            spans = sum(int(n) for n in re.findall(r'gridSpan w:val="(\d)"', found[1]))
            cells = found[1].count("<w:tc>") - found[1].count("gridSpan") + spans
            return f'<w:tr><w:trPr><w:gridBefore w:val="{cells}"/></w:trPr>'

        return re.sub(gone, before, xml)

    yield Made("行首缺格.docx", package(told, dragged), told)

    four = boxes(told, "table4")
    torn = [replace(b, text=b.text[:2]) if b.row == 2 else b for b in s.band(four, 0, 3)]
    rest = [Box(0, c, 1, 1, "" if c < 5 else b.text[2:]) for c, b in enumerate(s.matrix(four)[2])]
    halves = w.table(torn) + w.table([*rest, *s.shifted(s.band(four, 3, 4), rows=1)])
    yield Made("表四表头跨页.docx", package(told, lambda t: halves if t == "table4" else w.table(boxes(told, t))), told)

    told = story("county_whole", 52)
    formula = '<w:fldSimple w:instr=" =SUM(LEFT) \\* MERGEFORMAT ">{}</w:fldSimple>'

    def summed(box: Box) -> str:
        is_sum = box.address is not None and box.address.endswith(".total")
        return w.paragraph(formula.format(w.run(box.text)) if is_sum else w.run(box.text))

    yield Made("合计为公式域.docx", package(told, lambda t: w.table(boxes(told, t), inner=summed)), told)

    def gone_row(n: int, xml: str) -> str:
        """A deleted row of other numbers above a row that was inserted."""
        if n != 6:
            return xml
        old = xml.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="3" w:author="甲"/></w:trPr>').replace(
            "<w:t ", "<w:delText "
        )
        old = (
            old.replace("</w:t>", "</w:delText>")
            .replace("<w:r>", '<w:del w:id="4" w:author="甲"><w:r>')
            .replace("</w:r>", "</w:r></w:del>")
        )
        return old + xml.replace("<w:tr>", '<w:tr><w:trPr><w:ins w:id="5" w:author="甲"/></w:trPr>')

    yield Made("修订删行.docx", package(told, lambda t: w.table(boxes(told, t), row_wrap=gone_row)), told)

    extra = [
        Box(0, 0, 1, 1, "序号"), Box(0, 1, 1, 1, "公开渠道"), Box(0, 2, 1, 1, "本年公开条数"),
        Box(1, 0, 1, 1, "1"), Box(1, 1, 1, 1, "政府网站"), Box(1, 2, 1, 1, "5120"),
        Box(2, 0, 1, 1, "2"), Box(2, 1, 1, 1, "其他"), Box(2, 2, 1, 1, "17"),
        Box(3, 0, 1, 2, "总计"), Box(3, 2, 1, 1, "5137"),
    ]  # fmt: skip

    def with_extra(line: Line) -> str:
        more = w.table(extra) if line.address == "heading.1.2" else ""
        return more + typed(told, lines=[line])

    yield Made("总体情况里另有一表.docx", w.Package(w.body(outline(told), with_extra)).bytes(), told)


# ---- the form of 2019 -----------------------------------------------------------------------------------------
def old_form() -> Iterator[Made]:
    told = story("county_office", 53, year=2020)
    values = {
        a: (0 if a.startswith("table3.ot_") and not a.startswith("table3.ot_other") else v)
        for a, v in told.values.items()
    }
    told = replace(told, values=values)
    rows2 = [
        ["第二十条第（一）项", "", "", ""], ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "0", "0", "0"], ["规范性文件", "4", "5", "36"],
        ["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "21", "+1", "318"], ["其他对外管理服务事项", "8", "0", "77"],
        ["第二十条第（六）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政处罚", "14", "0", "29"], ["行政强制", "3", "-1", "2"],
        ["第二十条第（八）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", ""],
        ["行政事业性收费", "2", "0", ""],
        ["第二十条第（九）项", "", "", ""], ["信息内容", "采购项目数量", "采购总金额", ""],
        ["政府集中采购", "6", "312.5", ""],
    ]  # fmt: skip
    two = [Box(r, c, 1, 1, text) for r, row in enumerate(rows2) for c, text in enumerate(row)]
    three: Boxes = []
    for box in boxes(told, "table3"):
        if box.row in (23, 24):
            continue
        text = "（六）其他处理" if box.text == "3.其他" else box.text
        if box.text == "（六）其他处理":
            continue
        if box.row == 25 and box.col == 2:
            box = replace(box, col=1, colspan=2)
        if box.text == "三、本年度办理结果":
            box = replace(box, rowspan=20)
        three.append(replace(box, text=text, row=box.row - 2 if box.row > 24 else box.row))
    tables = {"table2": two, "table3": three, "table4": boxes(told, "table4")}
    titles = {
        "heading.4": "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "heading.5": "政府信息公开工作存在的主要问题及改进情况",
    }
    told = replace(told, headings={**told.headings, **titles})
    known = {"table2.licensing": 318, "table2.punishment": 29, "table2.coercion": 2}
    told = replace(told, open_cells=frozenset(a for a in CELLS if a.startswith(("table2.", "table3.ot_"))))

    def told_of(result: ImportResult) -> list[str]:
        """Where 表二 of 2019 has no such column nothing may be guessed, and nothing may pass in silence."""
        value = result.report.value
        wrong = [a for a, v in known.items() if value(a) not in (None, v)]
        wrong += [a for a in ("table2.fees_wan", "table2.normative.repealed") if value(a) is not None]
        wrong += [a for a in ("table2.normative.made",) if value(a) not in (None, 4)]
        source = result.report.source
        templates = [t.template for t in source.tables] if source else []
        return wrong + ([] if "2019" in templates else [f"templates {templates}"])

    yield Made("2019年表样.docx", package(told, lambda t: w.table(tables[t])), told, also=told_of)


# ---- wrappers and marks of older Word ---------------------------------------------------------------------------
def old_word() -> Iterator[Made]:
    told = story("town_disputes", 54)

    def tagged(text: str) -> str:
        """Smart tags around dates and numbers, as Word 2003 left them; a hyperlink around the site."""
        parts = []
        for piece in re.split(r"(\d+年|\d+)", text):
            xml = w.run(piece) if piece else ""
            if piece and piece[0].isdigit():
                xml = f'<w:smartTag w:uri="{SMART}" w:element="chsdate">{xml}</w:smartTag>'
            elif "网站" in piece:
                xml = f'<w:hyperlink w:anchor="x">{xml}</w:hyperlink>'
            parts.append(xml)
        return "".join(parts)

    def render(line: Line) -> str:
        if line.kind == "table":
            return w.table(boxes(told, line.address), inner=lambda box: w.paragraph(tagged(box.text)))
        return w.paragraph(tagged(line.text))

    yield Made("智能标记.docx", w.Package(w.body(outline(told), render)).bytes(), told, quiet=True)

    moved = '<w:moveFrom w:id="5" w:author="甲">{}</w:moveFrom>'
    arrived = '<w:moveTo w:id="6" w:author="甲">{}</w:moveTo>'

    def carried(line: Line) -> str:
        if line.kind != "p":
            return typed(told, lines=[line])
        tail = w.run("此句已移走8件。")
        return w.paragraph(w.run(line.text[:5]) + moved.format(tail) + arrived.format(w.run(line.text[5:])))

    yield Made("修订移动.docx", w.Package(w.body(outline(told), carried)).bytes(), told)

    lines: list[Line] = []
    for line in outline(told):
        if lines and lines[-1].kind in ("h1", "h2") and line.kind == "p":
            lines[-1] = replace(lines[-1], kind="h", text=f"{lines[-1].text}\n{line.text}")
        else:
            lines.append(line)
    yield Made("标题与正文同段换行.docx", w.Package(typed(told, lines=lines)).bytes(), told)
    ended = [
        replace(line, text=line.text + ("。" if line.kind == "h1" else "：")) if line.kind in ("h1", "h2") else line
        for line in outline(told)
    ]
    yield Made("标题带句号冒号.docx", w.Package(typed(told, lines=ended)).bytes(), told)
    spaced = [
        replace(line, text="　" + " ".join(line.text)) if line.kind in ("h1", "title") else line
        for line in outline(told)
    ]
    yield Made("标题字间空格.docx", w.Package(typed(told, lines=spaced)).bytes(), told)

    strict = package(told)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            data = old.read(item).decode()
            data = data.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            data = data.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            new.writestr(item, data)
    yield Made("严格格式.docx", out.getvalue(), told)

    told = story("subdistrict", 55)
    bare = outline(told, ord1=s.none)
    levels = [("chineseCounting", "%1、")]

    def overridden(line: Line) -> str:
        """The style numbers headings; two of them were typed by hand with the numbering taken off."""
        if line.kind == "h1" and line.address in ("heading.5", "heading.6"):
            return w.plain(f"{s.CHINESE[int(line.address[-1])]}、{line.text}", w.styled("1") + w.numbered(0, 0))
        return typed(told, lines=[line])

    body = w.body(bare, overridden)
    yield Made(
        "两处手工编号.docx",
        w.Package(body, w.numbering(levels, links=("1",)), style_one=w.numbered(0, 1)).bytes(),
        told,
    )
    part = w.numbering([("chineseCounting", "第%1部分　")], links=("1",))
    yield Made("自动第几部分.docx", w.Package(typed(told, lines=bare), part, style_one=w.numbered(0, 1)).bytes(), told)


def numbered_twice() -> Iterator[Made]:
    told = story("subdistrict", 58)
    lists = w.numbering([("chineseCounting", "%1、"), ("chineseCounting", "（%2）")], links=("1", "2"))
    one, two = w.numbered(0, 1), w.numbered(1, 1)
    yield Made("自动与手工编号重复.docx", w.Package(typed(told), lists, style_one=one, style_two=two).bytes(), told)

    def inner(box: Box) -> str:
        return w.plain(box.text, w.numbered(0, 1) if box.address else "")

    slipped = w.Package(typed(told, lambda t: w.table(boxes(told, t), inner=inner)), w.numbering([("decimal", "%1.")]))
    yield Made("数字格误加编号.docx", slipped.bytes(), told)
    drawn = "".join(
        w.paragraph(w.text_box(w.table(boxes(told, line.address))))
        if line.kind == "table"
        else typed(told, lines=[line])
        for line in outline(told)
    )
    yield Made("表格在文本框.docx", w.Package(drawn).bytes(), told)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(told))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), data)
    yield Made("主文档改名.docx", out.getvalue(), told)


# ---- prose that looks like headings ---------------------------------------------------------------------------------
def outlines() -> Iterator[Made]:
    told = story("town_quiet", 56)
    more = {
        **told.passages,
        "overview.proactive": told.passages["overview.proactive"]
        + "\n1.政策文件。及时公开政策文件。\n2.财政信息。按时公开预决算信息。",
        "overview.supervision": told.passages["overview.supervision"] + "\n一是强化组织领导。\n二是加强业务培训。",
        "problems": "（1）惠农资金类信息更新不够及时。\n（2）政策解读形式单一。",
        "improvements": "1.加强内容更新。由财政所在资金发放后5个工作日内报送。\n2.丰富解读形式。每季度制作一期图解。",
    }
    rich = replace(told, passages=more)
    yield Made("正文像标题.docx", package(rich), rich)
    lead = {
        "table2": "2025年主动公开政府信息情况如下：",
        "table3": "本年度收到和处理政府信息公开申请的情况见下表。",
        "table4": "2025年，我镇未发生行政复议、行政诉讼。",
    }
    yield Made("表前引导句.docx", package(told, lambda t: w.plain(lead[t]) + w.table(boxes(told, t))), told)
    yield Made(
        "表后附注.docx",
        package(told, lambda t: w.table(boxes(told, t)) + w.plain("注：数据由党政办汇总。") + w.plain("（单位：件）")),
        told,
    )
    six = "（一）信息处理费收取情况。" + told.passages["other_matters"] + "\n（二）其他。本年度没有其他情况需要说明。"
    parted = replace(told, passages={**told.passages, "other_matters": six})
    yield Made("六有小标题.docx", package(parted), parted)
    five = {**told.headings, "heading.5.1": "存在问题", "heading.5.2": "下一步改进措施"}
    named = replace(told, headings=five)
    yield Made("五小标题别名.docx", package(named), named)
    one = {
        **told.headings, "heading.1.1": "主动公开", "heading.1.2": "依申请公开", "heading.1.3": "政府信息管理",
        "heading.1.4": "平台建设", "heading.1.5": "监督保障情况",
    }  # fmt: skip
    yield Made("一小标题简称.docx", package(replace(told, headings=one)), replace(told, headings=one))
    yield Made(
        "一小标题简称段首.docx",
        w.Package(typed(told, lines=outline(replace(told, headings=one), run_in=True))).bytes(),
        told,
    )
    line = "现将柳河镇2025年政府信息公开工作年度报告公布如下："
    opened = replace(told, passages={**told.passages, "intro": line})
    yield Made("引言无句号.docx", package(opened), opened)


def titles() -> Iterator[Made]:
    told = story("bureau_busy", 57)
    y = told.year
    forms = {
        "标题关于": (f"{told.unit}关于{y}年政府信息公开", "工作的年度报告"),
        "标题年份在前": (f"{y}年{told.unit}政府信息公开工作年度报告",),
        "标题汉字年份": (told.unit, "二〇二五年政府信息公开工作年度报告"),
        "标题三行": (told.unit, f"{y}年政府信息公开", "工作年度报告"),
        "标题带附注": (f"{told.unit}{y}年政府信息公开工作年度报告", "（2026年1月15日）"),
        "标题单位字间空格": ("　".join(told.unit), f"{y} 年 政 府 信 息 公 开 工 作 年 度 报 告"),
        "标题年报": (f"{told.unit}{y}年度信息公开年报",),
        "标题书名号": (f"《{told.unit}{y}年政府信息公开工作年度报告》",),
        "附件字样": ("附件1", told.unit, f"{y}年政府信息公开工作年度报告"),
    }
    for name, lines in forms.items():
        yield Made(f"{name}.docx", package(replace(told, title=lines)), told)
    signed = (
        typed(replace(told, title=(f"{y}年政府信息公开工作年度报告",))) + w.plain(told.unit) + w.plain("2026年1月12日")
    )
    yield Made("单位只在落款.docx", w.Package(signed).bytes(), told)


def hard_word_files() -> Iterator[Made]:
    for group in (odd_tables, old_form, old_word, numbered_twice, outlines, titles):
        yield from group()
