"""Web pages as content systems and Word's own export write them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from tests.documents.independent import story as s
from tests.documents.independent.made import Made
from tests.documents.independent.story import Box, Boxes, Line, Story, boxes, outline, story

Cell = Callable[[Box, str], str]


def cell(box: Box, inner: str) -> str:
    spans = f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
    spans += f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    return f"<td{spans}>{inner}</td>"


def table(of: Boxes, make: Cell = cell, inner: Callable[[str], str] = escape, attributes: str = "border=1") -> str:
    rows = "".join(
        f"<tr>{''.join(make(box, inner(box.text)) for box in sorted(of, key=lambda b: b.col) if box.row == r)}</tr>"
        for r in range(s.size(of)[0])
    )
    return f"<table {attributes}><tbody>{rows}</tbody></table>"


def article(told: Story, lines: list[Line] | None = None, tables: Callable[[str], str] | None = None) -> str:
    tables = tables or (lambda name: table(boxes(told, name)))
    tags = {"title": "h1", "h1": "h2", "h2": "h3"}
    return "".join(
        tables(line.address)
        if line.kind == "table"
        else f"<{tags.get(line.kind, 'p')}>{escape(line.text)}</{tags.get(line.kind, 'p')}>"
        for line in lines or outline(told)
    )


def page(body: str, *, head: str = '<meta charset="utf-8">', title: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>{title}</title></head><body>{body}</body></html>"


SISTERS = ("青山镇", "绿水乡", "桃花街道办事处", "县财政局")
NAVIGATION = (
    "<div class='top'><ul><li><a href='/'>首页</a></li><li><a href='/zwgk'>政务公开</a></li>"
    "<li><a href='/hd'>互动交流</a></li></ul></div>"
    "<div class='position'>当前位置：<a>首页</a>&gt;<a>政府信息公开年报</a></div>"
)
OTHERS = (
    "<div class='right'><h3>相关链接</h3><ul>"
    + "".join(
        f"<li><a href='{n}.html'>{unit}2024年政府信息公开工作年度报告</a><span>2025-01-2{n}</span></li>"
        for n, unit in enumerate(SISTERS)
    )
    + "</ul></div>"
)
FOOTER = (
    "<div id='footer'><p>主办：云岭县人民政府办公室&nbsp;&nbsp;联系电话：0871-6000000</p>"
    "<p>网站标识码：5300000001&nbsp;滇ICP备05000001号&nbsp;滇公网安备 53000002000001号</p></div>"
)


def index_table(told: Story) -> str:
    cells = (
        ("索 引 号", "000014349/2026-00012"), ("主题分类", "政务公开"), ("发布机构", told.unit),
        ("成文日期", "2026年01月15日"), ("文　　号", "无"), ("发布日期", "2026-01-16"),
    )  # fmt: skip
    rows = "".join(
        f"<tr><td><b>{a}：</b></td><td>{b}</td><td><b>{c}：</b></td><td>{d}</td></tr>"
        for (a, b), (c, d) in zip(cells[::2], cells[1::2], strict=True)
    )
    title = "".join(told.lines_of_title)
    return f"<table class='xxgk'>{rows}<tr><td><b>名　　称：</b></td><td colspan=3>{title}</td></tr></table>"


def mso(text: str, eastern: str = "仿宋_GB2312") -> str:
    """Each character in its own span, Latin and Chinese in different fonts, as Word's HTML has it."""
    return "".join(
        f"<span lang=EN-US style='font-size:16.0pt;font-family:\"Times New Roman\",serif'>{escape(ch)}</span>"
        if ch.isascii()
        else f"<span style='font-size:16.0pt;font-family:{eastern};mso-hansi-font-family:宋体'>{ch}</span>"
        for ch in text
    )


def pages() -> Iterator[Made]:
    told = story("town_busy", 31)
    yield Made("干净网页.html", page(article(told)).encode(), told, quiet=True)

    told = story("bureau_busy", 32)
    head = (
        "<div class='info'>发布时间：2026-01-16 10:20&emsp;来源：县交通运输局&emsp;"
        "浏览次数：<span>128</span>&emsp;【字体：大 中 小】</div>"
    )
    tools = "<div class='share'>分享到：<a>微信</a> <a>微博</a></div><div>【打印本页】【关闭窗口】</div>"
    full = (
        NAVIGATION
        + index_table(told)
        + head
        + f"<div class='TRS_Editor'>{article(told)}</div>"
        + tools
        + OTHERS
        + FOOTER
    )
    title = "".join(told.lines_of_title) + "_云岭县人民政府"
    yield Made("政府网站整页.html", page(full, title=title).encode(), told, quiet=True)

    told = story("county_whole", 33)
    inner = f"<tr><td align=center>{index_table(told)}</td></tr><tr><td>{article(told)}</td></tr>"
    cells = f"<tr><td width=200>{NAVIGATION}{OTHERS}</td><td><table width='100%'>{inner}</table></td></tr>"
    yield Made(
        "排版表格网页.html",
        page(f"<table width=1000>{cells}<tr><td colspan=2>{FOOTER}</td></tr></table>").encode(),
        told,
    )

    told = story("town_quiet", 34)
    lines = outline(told, split=True)
    soup = "".join(
        table(boxes(told, line.address)) if line.kind == "table" else f"<div><div>　　{escape(line.text)}</div></div>"
        for line in lines
    )
    yield Made("全是div.html", page(f"<div>{soup}</div>").encode(), told)

    breaks = "".join(
        table(boxes(told, line.address))
        if line.kind == "table"
        else f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line.text)}<br/><br/>\n"
        for line in lines
    )
    yield Made("br分段.html", page(f"<div id='zoom'>{breaks}</div>").encode(), told)

    told = story("city_bureau", 35)
    word = "".join(
        table(
            boxes(told, line.address),
            inner=lambda t: f"<p class=MsoNormal align=center>{mso(t, '宋体')}<o:p></o:p></p>",
        )
        if line.kind == "table"
        else f"<p class=MsoNormal style='text-indent:32.0pt'>{mso(line.text)}<span lang=EN-US><o:p></o:p></span></p>"
        for line in outline(told)
    )
    head = (
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><!--[if gte mso 9]><xml><w:WordDocument>"
        "</w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0}</style>"
    )
    yield Made(
        "Word存为网页.html",
        page(f"<div class=WordSection1>{word}</div>", head=head).encode("gb18030"),
        told,
        quiet=True,
    )

    told = story("subdistrict", 36)
    yield Made("GBK无声明.html", page(article(told), head="").encode("gb18030"), told)

    told = story("county_office", 37)

    def off_by_one(box: Box, inner: str) -> str:
        rows = box.rowspan + (1 if box.text.startswith("三、本年度办理结果") else 0)
        return cell(replace(box, rowspan=rows), inner)

    def short_by_one(box: Box, inner: str) -> str:
        rows = box.rowspan - (1 if box.text.startswith("（三）不予公开") else 0)
        return cell(replace(box, rowspan=rows), inner)

    for name, make in (("rowspan多一", off_by_one), ("rowspan少一", short_by_one)):
        yield Made(
            f"{name}.html", page(article(told, tables=lambda t, m=make: table(boxes(told, t), m))).encode(), told
        )

    def headed(name: str) -> str:
        of = boxes(told, name)
        parts = table(
            of, lambda box, inner: cell(box, inner).replace("td", "th") if not box.address else cell(box, inner)
        )
        rows = parts.split("<tr>")
        return (
            "<tr>".join(rows[:4]).replace("<tbody>", "<caption>统计表</caption><thead>")
            + "</thead><tbody><tr>"
            + "<tr>".join(rows[4:])
        )

    yield Made("thead与th.html", page(article(told, tables=headed)).encode(), told)

    told = story("town_disputes", 38)
    hidden = (
        "<p style='display:none'>一、总体情况（旧版）2024年共收到申请77件。</p><div hidden>上一篇：青山镇年报</div>"
        "<script>var t='五、存在的主要问题及改进情况';</script>"
    )
    body = article(told).replace("<h2>", hidden + "<h2>").replace("<td>", "<td><span style='display: none'>9</span>")
    yield Made("隐藏节点.html", page(body).encode(), told)

    padded = (
        re.sub(r"<p>", "<p>&emsp;&emsp;", article(told))
        .replace("<h2>", "<h2>&nbsp;&#160;")
        .replace("<td>", "<td>&nbsp;&ensp;")
        .replace("</td>", "&#12288;</td>")
    )
    yield Made("实体填充.html", page(padded).encode(), told)

    lists = article(
        told,
        tables=lambda t: table(boxes(told, t), inner=lambda x: f"<p><font face=宋体>{escape(x)}</font></p><p><br></p>"),
    )
    yield Made("格内多段.html", page(lists).encode(), told, quiet=True)

    flat = article(
        told,
        tables=lambda t: (
            "<table>"
            + "".join(
                "<tr>" + "".join(f"<td>{escape(x)}</td>" for x in row) + "</tr>" for row in s.flat(boxes(told, t))
            )
            + "</table>"
        ),
    )
    yield Made("未合并网页.html", page(flat).encode(), told)

    bold = "".join(
        table(boxes(told, line.address))
        if line.kind == "table"
        else f"<p><strong>{escape(line.text)}</strong></p>"
        if line.kind in ("h1", "h2")
        else f"<p>{escape(line.text)}</p>"
        for line in outline(told, run_in=True)
    )
    yield Made("加粗标题段首小标题.html", page(bold).encode(), told)


SHELL = page(
    "<div id='app'></div><noscript>请启用 JavaScript</noscript><script src='/js/app.1234.js'></script>",
    title="政府信息公开工作年度报告",
)
