"""Web pages, Markdown and text as blocks."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from assistant.documents.blocks import Document, Paragraph, Picture, Table
from assistant.documents.importing import import_file
from assistant.documents.read import read_document
from tests.documents.handmade import cells_of, grid_rows, html_report, numbers, plain

VALUES = numbers(11)
WANT = plain(VALUES)


def html(body: str, head: str = "") -> Document:
    return read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "年报.html")


def texts(document: Document, origin: str = "body") -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph) and b.origin == origin]


# ---- encodings -----------------------------------------------------------------------------------------
PAGE = "<html><head><meta charset=%s></head><body><p>一、总体情况，镕堃</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gb2312", "gbk"),
        ("gb2312", "gb18030"),
        ("gbk", "utf-8"),
        ("utf-8", "gb18030"),
        ("x-unknown", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings(declared: str, used: str) -> None:
    for name in ("年报.html", "年报.txt"):
        assert texts(read_document((PAGE % declared).encode(used), name)) == ["一、总体情况，镕堃"]


def test_text_without_declaration() -> None:
    for used in ("utf-8", "gb18030", "utf-16", "utf-8-sig"):
        assert texts(read_document("一、总体情况\r\n本年公开。".encode(used), "年报.txt")) == [
            "一、总体情况",
            "本年公开。",
        ]


def test_single_file_page() -> None:
    message = MIMEMultipart("related")
    message.attach(MIMEText(f"<html><body>{html_report(VALUES)}</body></html>", "html", "gb2312"))
    result = import_file(message.as_bytes(), "年报.mht")
    assert cells_of(result) == WANT


# ---- pages -----------------------------------------------------------------------------------------------
def test_navigation_is_told_from_the_article() -> None:
    links = "".join(f"<li><a href='#'>政务公开栏目{i}</a></li>" for i in range(30))
    page = (
        f"<header><ul>{links}</ul></header><div class=crumb>您的位置：首页 > 政府信息公开年报</div>"
        "<div class=meta><table><tr><td>索引号</td><td>000-1</td></tr>"
        "<tr><td>发布日期：2025-01-20</td><td></td></tr></table></div>"
        f"<div class=box><h1>某镇2024年政府信息公开工作年度报告</h1><div id=zoom>{html_report(VALUES)}</div></div>"
        f"<div class=right><ul>{links}</ul></div><footer>版权所有：某县人民政府，网站标识码：1400000000</footer>"
    )
    document = html(page)
    assert not [t for t in texts(document) if "栏目" in t or "版权" in t or "您的位置" in t]
    result = import_file(f"<html><body>{page}</body></html>".encode(), "年报.html")
    assert cells_of(result) == WANT
    assert result.report.passages["overview"] == "2024年，我镇认真落实条例要求。"
    assert result.report.passages["other_matters"] == "2024年收取信息处理费0元。"


def test_a_page_laid_out_by_tables() -> None:
    cell = f"<td colspan=2><div>{html_report(VALUES)}</div></td>"
    page = f"<table><tr><td>首页</td><td>机构</td></tr><tr>{cell}</tr></table>"
    assert cells_of(import_file(f"<html><body>{page}</body></html>".encode(), "年报.html")) == WANT


def test_white_space_breaks_and_inline_markup() -> None:
    body = "<p>  全年共收到\n    申请 <b>5</b> 件，<br>均已\n办结 in\ntime。&nbsp;</p>"
    body += "<div>甲<span>乙</span><p>丙</p>丁</div>"
    assert texts(html(body)) == ["全年共收到申请 5 件，\n均已办结 in time。\u00a0", "甲乙", "丙", "丁"]


def test_hidden_scripts_comments_and_changes() -> None:
    body = (
        "<p>公开<span style='display:none'>旧稿</span><!--[if gte mso 9]><xml>x</xml><![endif]-->"
        "<del>3</del><ins>4</ins>条"
        "<![if !supportEmptyParas]>&nbsp;<![endif]></p><script>var a='一、总体情况'</script><style>p{}</style>"
        "<p style='mso-hide:all'>批注</p>"
    )
    document = html(body)
    assert texts(document) == ["公开4条\u00a0"]
    assert document.metadata is not None
    assert document.metadata.hidden_text == ("旧稿", "批注")
    assert document.metadata.tracked_changes == 2


def test_lists_headings_pictures_and_looks() -> None:
    body = (
        "<h2>一、总体情况</h2><ol start=3><li>加强培训</li><li>加强检查</li></ol><ul><li>项</li></ul>"
        "<ol style='list-style-type:cjk-ideographic'><li>主动公开</li></ol>"
        '<p style="font-family:仿宋_GB2312;font-size:16pt;text-indent:2em">正文</p>'
        "<img src=a.jpg alt=表三><img src=icon.gif>"
    )
    document = html(body)
    assert texts(document) == ["一、总体情况", "3.加强培训", "4.加强检查", "项", "一、主动公开", "正文"]
    first, last = document.blocks[0], document.blocks[5]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.role, first.runs[0].bold) == ("heading2", True)
    assert (last.runs[0].font, last.runs[0].size_pt, last.indent_chars) == ("仿宋_GB2312", 16.0, 2.0)
    assert [b for b in document.blocks if isinstance(b, Picture)] == [Picture("表三")]


def test_spans_of_a_table_that_overreach() -> None:
    body = "<table><tr><td rowspan=9>a</td><td colspan=0>b</td></tr>"
    body += "<tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>"
    table = html(body).blocks[0]
    assert isinstance(table, Table)
    assert [(c.text, c.row, c.col, c.rowspan) for c in table.cells] == [
        ("a", 0, 0, 3), ("b", 0, 1, 1), ("c", 1, 1, 1), ("d", 1, 2, 1), ("e", 2, 1, 1),
    ]  # fmt: skip
    huge = html("<table>" + "<tr><td colspan=99999 rowspan=99999>1</td></tr>" * 3 + "</table>")
    assert any(isinstance(block, Table) for block in huge.blocks)


def test_markdown() -> None:
    rows = grid_rows("table2", VALUES, repeat=True)
    table = [
        "| " + " | ".join(rows[0]) + " |",
        "|---|---|---|---|",
        *("| " + " | ".join(row) + " |" for row in rows[1:]),
    ]
    source = "\n".join(
        ["# 某镇2024年政府信息公开工作年度报告", "", "## 一、总体情况", "", "**（一）主动公开情况**", "公开3条。", "",
         "1. 加强培训", "2. 加强检查", "", "## 二、主动公开政府信息情况", "", *table, "",
         "## 六、其他需要报告的事项", "", "无。"]
    )  # fmt: skip
    result = import_file(source.encode(), "年报.md")
    assert (result.report.year, result.report.unit.name) == (2024, "某镇")
    assert result.report.passages["overview.proactive"] == "公开3条。\n1.加强培训\n2.加强检查"
    got = cells_of(result)
    assert [got[a] for a in WANT if a.startswith("table2")] == [WANT[a] for a in WANT if a.startswith("table2")]


def test_tables_of_web_markup_in_markdown() -> None:
    source = "## 一、总体情况\n\n公开。\n\n" + html_report(VALUES)
    assert cells_of(import_file(source.encode(), "年报.md")) == WANT


def test_a_form_feed_and_page_numbers_in_text() -> None:
    document = read_document("一、总体情况\n甲。\n- 2 -\n\f第 3 页 共 5 页\n乙。\n— 4 —".encode(), "年报.txt")
    assert texts(document) == ["一、总体情况", "甲。", "乙。"]
