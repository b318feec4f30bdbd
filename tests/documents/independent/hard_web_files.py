"""Web pages with the rarer habits, and our own exports as drafts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from assistant.documents.compose import compose
from assistant.documents.docx_write import write_docx
from assistant.documents.html_write import write_html
from assistant.reports import report_from_data
from schemas.form import CELLS
from schemas.imports import ImportResult
from tests.documents.independent import story as s
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Story, boxes, outline, story
from tests.documents.independent.text_files import tabbed, text
from tests.documents.independent.web_files import FOOTER, NAVIGATION, article, cell, index_table, page, table

AFTER = (
    "<div class='fj'><p>附件：</p><p><a href='a.docx'>2025年政府信息公开工作年度报告.docx</a></p></div>"
    "<p>责任编辑：李某</p><p>扫一扫在手机打开当前页</p><p>上一篇：青山镇2025年政府信息公开工作年度报告</p>"
    "<p>下一篇：没有了</p><p>文件下载</p><p>关联文件</p>"
)


def systems() -> Iterator[Made]:
    """Content management systems."""
    told = story("town_quiet", 61)
    inner = [line for line in outline(told) if line.kind != "title"]
    title = "".join(told.lines_of_title)
    head = (
        f"<meta charset='utf-8'><meta name='ArticleTitle' content='{title}'><meta name='PubDate' content='2026-01-15'>"
    )
    text = f"<h1>{title}</h1><div class='date'>2026-01-15</div><UCAPCONTENT>{article(told, inner)}</UCAPCONTENT>"
    body = f"{NAVIGATION}<div class='content'>{text}{AFTER}</div>{FOOTER}"
    yield Made("题名在正文外.html", page(body, head=head, title=title).encode(), told, quiet=True)

    only = f"<div id='zoom'>{article(told, inner)}</div>"
    yield Made("题名只在title.html", page(only, title=f"{title}-清溪县人民政府门户网站").encode(), told)

    told = story("bureau_busy", 62)
    whole = article(told)
    yield Made("片段无html.html", whole.encode(), told)
    sections = whole.replace("<p>", "<section><span>").replace("</p>", "</span></section>")
    wechat = f"<div id='js_content' style='visibility: hidden; opacity: 0;'><section>{sections}</section></div>"
    yield Made("公众号文章.html", page(wechat).encode(), told)
    sloppy = re.sub(r"</(p|td|tr|tbody|h\d)>", "", whole)
    yield Made("标签未闭合.html", page(sloppy).encode(), told)

    told = story("county_whole", 63)
    figure = article(
        told, tables=lambda t: f"<figure class='table'>{table(boxes(told, t))}<figcaption>表</figcaption></figure>"
    )
    yield Made("figure表格.html", page(f"<main><article><section>{figure}</section></article></main>").encode(), told)

    def cells_as_paragraphs(text: str) -> str:
        return f"<div style='text-align:center'><span>{escape(text[:1])}</span><b>{escape(text[1:])}</b></div>"

    broken = article(told, tables=lambda t: table(boxes(told, t), inner=cells_as_paragraphs))
    yield Made("数字分两个标签.html", page(broken).encode(), told)

    def row_heads(box: Box, inner: str) -> str:
        xml = cell(box, inner)
        return xml if box.address else "<th scope=row" + xml[3:-5] + "</th>"

    yield Made("标签全为th.html", page(article(told, tables=lambda t: table(boxes(told, t), row_heads))).encode(), told)
    three = article(told, tables=lambda t: "".join(table(part) for part in pieces(told, t)))
    yield Made("表格分页断开.html", page(three).encode(), told)
    yield Made("索引表在后.html", page(article(told) + index_table(told) + AFTER).encode(), told)

    told = story("bureau_quiet", 64)
    zeros = [a for a in CELLS if told.values[a] == 0][:40]
    empty = replace(told, blanks={a: ("\u00a0", "", "／", "——")[n % 4] for n, a in enumerate(zeros)})
    yield Made("空白网页格.html", page(article(empty)).encode(), empty)

    spans = "".join(
        table(boxes(told, line.address))
        if line.kind == "table"
        else f"<p><span>{escape(line.text[:3])}</span>\n    <span>{escape(line.text[3:])}</span></p>"
        for line in outline(told, split=True)
    )
    yield Made("源码换行缩进.html", page(spans).encode(), told)
    runs = "".join(
        table(boxes(told, line.address))
        if line.kind == "table"
        else f"<p>{escape(line.text)}</p>"
        if line.kind != "h1"
        else f"<p><b>{escape(line.text[:2])}</b><b>{escape(line.text[2:])}</b></p>"
        for line in outline(told, run_in=True, split=True)
    )
    yield Made("p标题.html", page(runs).encode(), told)


def pieces(told: Story, name: str) -> list[s.Boxes]:
    of = boxes(told, name)
    if name != "table3":
        return [of]
    return [s.band(of, 0, 11), s.band(of, 11, 20), s.band(of, 20, 28)]


def own_exports() -> Iterator[Made]:
    """Drafts of ours with passages still missing."""
    told = story("town_busy", 65).without("overview.platform", "problems")
    report = report_from_data({
        "year": told.year, "unit": {"name": told.unit}, **nested(told), "passages": dict(told.passages),
    })  # fmt: skip
    draft = compose(report)

    def notice_is_no_text(result: ImportResult) -> list[str]:
        prose = "".join(result.report.passages.values())
        return [word for word in ("待补", "草稿", "起草稿", "不得直接发布") if word in prose]

    for name, data in (
        ("草稿导出.html", write_html(draft).encode()),
        ("草稿导出片段.html", write_html(draft, fragment=True).encode()),
        ("草稿导出.docx", write_docx(draft)),
    ):
        yield Made(name, data, told, also=notice_is_no_text)


def nested(told: Story) -> dict[str, object]:
    tree: dict[str, object] = {}
    for address, value in told.values.items():
        node = tree
        *path, last = address.split(".")
        for key in path:
            node = node.setdefault(key, {})  # type: ignore[assignment]
        node[last] = value
    return tree


def rare_pages() -> Iterator[Made]:
    told = story("town_disputes", 66)
    whole = article(told)

    def in_fields(box: Box, inner: str) -> str:
        return cell(box, f'<input type="text" readonly value="{inner}">' if box.address else inner)

    fields = article(told, tables=lambda t: table(boxes(told, t), in_fields))
    yield Made("数字在输入框.html", page(f"<input type=text value=站内搜索>{fields}").encode(), told)
    yield Made("预排文本.html", page(f"<pre>{escape(text(told, tabbed))}</pre>").encode(), told)
    yield Made("手机版藏着.html", page(f"<div>{whole}</div><div style='display:none'>{whole}</div>").encode(), told)
    yield Made("打印版再来一遍.html", page(f"<div>{whole}</div><div class=print>{whole}</div>").encode(), told)
    head = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    yield Made("XHTML.html", f"{head}{whole}</body></html>".encode(), told)
    yield Made("大写标签UTF16.html", re.sub(r"</?[a-z]+\d?", lambda tag: tag[0].upper(), whole).encode("utf-16"), told)

    def rows_as_divs(name: str) -> str:
        rows = ("".join(f"<div class=td>{escape(x)}</div>" for x in row if x) for row in s.flat(boxes(told, name)))
        return "".join(f"<div class=tr>{row}</div>" for row in rows)

    yield Made("div表格.html", page(article(told, tables=rows_as_divs)).encode(), told)
    one_cell = article(
        told, tables=lambda t: table(boxes(told, t), lambda b, x: cell(b, f"<table><tr><td>{x}</td></tr></table>"))
    )
    yield Made("格内再套表.html", page(one_cell).encode(), told)


def hard_web_files() -> Iterator[Made]:
    yield from systems()
    yield from rare_pages()
    yield from own_exports()
