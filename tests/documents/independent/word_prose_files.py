"""Word files with revisions, notes, pictures, running heads, and outlines of many kinds."""

from collections.abc import Iterator
from dataclasses import replace

from schemas.form import CELLS
from schemas.imports import ImportResult
from tests.documents.independent import story as s
from tests.documents.independent import word as w
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Line, boxes, outline, story
from tests.documents.independent.word_files import package, typed

# ---- revisions, notes, pictures ------------------------------------------------------------------------------
INSERTED = '<w:ins w:id="{n}" w:author="张三" w:date="2026-01-05T09:00:00Z">{content}</w:ins>'
DELETED = (
    '<w:del w:id="{n}" w:author="张三" w:date="2026-01-05T09:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
)


def revised(text: str, n: int, wrong: str) -> str:
    return DELETED.format(n=n, text=wrong) + INSERTED.format(n=n + 1, content=w.run(text))


def revision_files() -> Iterator[Made]:
    told = story("town_busy", 20)

    def inner(box: Box) -> str:
        if box.address and box.row % 5 == 0:
            return w.paragraph(revised(box.text, 100 + box.row, "987"))
        return w.cell_paragraphs(box)

    def render(line: Line) -> str:
        if line.kind == "table":
            return w.table(boxes(told, line.address), inner=inner)
        if line.kind != "p":
            return typed(told, lines=[line])
        middle = len(line.text) // 2
        deleted_paragraph = (
            '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="李四"/></w:rPr></w:pPr>'
            + DELETED.format(n=10, text="此段已删去，共3件。")
            + "</w:p>"
        )
        parts = (
            w.run(line.text[:middle])
            + '<w:commentRangeStart w:id="1"/>'
            + revised(line.text[middle : middle + 4], 200, "旧的文字12件")
            + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
            + w.run("内部备注，不公开", "<w:vanish/>")
            + w.run(line.text[middle + 4 :])
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        )
        return deleted_paragraph + w.paragraph(parts)

    comments = f'<w:comment w:id="1" w:author="王五">{w.plain("数字请核对5件")}</w:comment>'
    notes = f'<w:footnote w:id="2">{w.plain("数据来自台账，共77件。")}</w:footnote>'
    made = w.Package(w.body(outline(told), render), parts={"comments": comments, "footnotes": notes}).bytes()

    def told_of(result: ImportResult) -> list[str]:
        meta = result.report.source.metadata if result.report.source else None
        wrong = [] if meta and meta.tracked_changes and meta.comments and meta.hidden_text else ["metadata not told"]
        return wrong + ([] if result.remarks else ["no remark on tracked changes"])

    yield Made("修订批注隐藏脚注.docx", made, told, also=told_of)

    told = story("bureau_quiet", 21)
    unseen = replace(told, blanks=dict.fromkeys(CELLS, ""))
    pictures = w.Package(typed(told, lambda _: w.paragraph(w.picture())), image=True).bytes()

    def pictures_told(result: ImportResult) -> list[str]:
        source = result.report.source
        return [] if source and (source.pictures or any(t.picture for t in source.tables)) else ["pictures not told"]

    yield Made("表格为图片.docx", pictures, unseen, also=pictures_told)

    told = story("bureau_quiet", 22)
    caption = w.paragraph(w.run("表") + w.field_run("SEQ 表 \\* ARABIC", "1") + w.run(" 主动公开政府信息情况表"))

    def captioned(line: Line) -> str:
        if line.kind == "table":
            return (caption if line.address == "table2" else "") + w.table(boxes(told, line.address))
        return typed(told, lines=[line])

    footer = w.paragraph(w.run("— ") + w.field_run("PAGE \\* MERGEFORMAT", "3") + w.run(" —"))
    around = {
        "header": w.plain("青阳区统计局2024年政府信息公开工作年度报告"),
        "footer": footer + w.plain("一、总体情况"),
    }
    yield Made("域与页眉页脚.docx", w.Package(w.body(outline(told), captioned), parts=around).bytes(), told)


# ---- outlines -------------------------------------------------------------------------------------------------
def outline_files() -> Iterator[Made]:
    told = story("town_quiet", 23)
    styles: dict[str, list[Line]] = {
        "一.与1.": outline(told, ord1=lambda n: f"{s.CHINESE[n]}.", ord2=lambda n: f"{n}."),
        "第一部分": outline(told, ord1=lambda n: f"第{s.CHINESE[n]}部分 ", ord2=s.second),
        "序号后空格": outline(told, ord1=lambda n: f"  {s.CHINESE[n]}、 ", ord2=lambda n: f"({s.CHINESE[n]}) "),
        "段首小标题": outline(told, run_in=True, split=True),
        "全无序号": outline(told, ord1=s.none, ord2=s.none),
        "阿拉伯序号": outline(told, ord1=lambda n: f"{n}、", ord2=lambda n: f"（{n}）"),
    }
    for name, lines in styles.items():
        quiet = name == "段首小标题"
        yield Made(f"{name}.docx", w.Package(typed(told, lines=lines)).bytes(), told, quiet=quiet)

    lines = outline(told)
    head = [line for line in lines if line.kind == "title"]
    rest = [line for line in lines if line.kind != "title"]
    contents = w.plain("目  录", '<w:jc w:val="center"/>') + "".join(
        w.plain(f"{line.text}\t{n + 1}", w.styled("TOC1")) for n, line in enumerate(lines) if line.kind in ("h1", "h2")
    )
    dotted = w.plain("目录") + "".join(
        w.plain(f"{line.text}{'…' * 12}{n + 1}") for n, line in enumerate(lines) if line.kind == "h1"
    )
    before = typed(told, lines=head) + contents + typed(told, lines=rest)
    yield Made("目录在引言前.docx", w.Package(before).bytes(), told)
    intro = [line for line in rest if line.address == "intro"]
    after = [line for line in rest if line.address != "intro"]
    yield Made(
        "目录在引言后.docx",
        w.Package(typed(told, lines=head + intro) + dotted + typed(told, lines=after)).bytes(),
        told,
    )

    signed = typed(told) + w.plain("") + w.plain("柳河镇人民政府", '<w:jc w:val="right"/>')
    signed += w.plain("2026年1月20日", '<w:jc w:val="right"/>')
    yield Made("落款与日期.docx", w.Package(signed).bytes(), told)

    draft = replace(told, title=(told.unit, "2025年度政府信息公开工作年度报告"))
    yield Made("标题年度.docx", package(draft), draft)
    bracket = replace(told, title=(f"{told.unit}政府信息公开工作年度报告", "（2025年）"))
    yield Made("标题括号年份.docx", package(bracket), bracket)

    short = story("bureau_quiet", 24)
    lead = replace(
        short,
        passages={**short.passages, "improvements": "下一步，我局将" + short.passages["improvements"]},
    )
    yield Made("五无小标题.docx", w.Package(typed(lead, lines=outline(lead, subs_of_five=False))).bytes(), lead)


def halves_of_five() -> Iterator[Made]:
    """五 as paragraphs without sub-headings: where the measures begin is said in many ways."""
    told = story("bureau_quiet", 25)
    for n, opening in enumerate(("针对以上问题，我局将：", "下一步，我局将做好以下工作：", "存在问题的改进措施如下：")):
        passages = {
            "problems": "一是公开内容不够全面。\n二是解读形式单一。",
            "improvements": f"{opening}\n一是加强巡查。\n二是制作图解。",
        }
        parted = replace(told, passages={**told.passages, **passages})
        yield Made(
            f"五分段{n}.docx", w.Package(typed(parted, lines=outline(parted, subs_of_five=False))).bytes(), parted
        )


def word_prose_files() -> Iterator[Made]:
    yield from revision_files()
    yield from outline_files()
    yield from halves_of_five()
