"""Pages of content systems: articles kept as data, struck and inserted figures, paragraphs that only a style makes."""

import json
from collections.abc import Callable, Iterator
from html import escape
from itertools import count

from schemas.imports import ImportResult
from tests.documents.independent.made import Also, Made
from tests.documents.independent.story import Box, Story, boxes, outline, story
from tests.documents.independent.web_files import article, page, table


def said(kind: str) -> Also:
    def also(result: ImportResult) -> list[str]:
        return [] if any(r.kind == kind for r in result.remarks) else [f"no remark of kind {kind}"]

    return also


def with_figures(told: Story, show: Callable[[str], str]) -> str:
    """The article with each figure written by `show`; labels as they are."""

    def figure(text: str) -> str:
        return show(text) if text.replace(".", "").isdigit() else escape(text)

    return article(told, tables=lambda name: table(boxes(told, name), inner=figure))


def web_files() -> Iterator[Made]:
    yield from struck_files()
    yield from unseen_files()
    yield from kept_as_data()

    told = story("county_office", 405)
    block = "<span style='display: block; text-indent:2em'>{}</span>"
    lines = "".join(
        table(boxes(told, line.address)) if line.kind == "table" else block.format(escape(line.text))
        for line in outline(told)
    )
    yield Made("块状span.html", page(f"<div>{lines}</div>").encode(), told)


def struck_files() -> Iterator[Made]:
    wrong = count(1)
    ways = {
        "s标签": "<s>{}</s>{}",
        "strike标签": "<strike><font color=red>{}</font></strike>{}",
        "行内样式": "<span style='color:red;text-decoration:line-through'>{}</span><u>{}</u>",
        "行内样式新写法": "<span style='text-decoration-line: underline line-through'>{}</span>{}",
    }
    for name, way in ways.items():
        told = story("town_busy", 400)
        html = with_figures(told, lambda v, way=way: way.format(next(wrong) % 90, v))
        yield Made(f"划去旧数_{name}.html", page(html).encode(), told, also=said("struck_text"))
    told = story("town_busy", 401)
    head = "<meta charset=utf-8><style>.xl65{mso-style-parent:style0;text-decoration:line-through;} p{margin:0}</style>"
    html = with_figures(told, lambda v: f"<span class='xl65'>{next(wrong) % 90}</span>{v}")
    yield Made("划去旧数_样式表.html", page(html, head=head).encode(), told, also=said("struck_text"))
    told = story("town_busy", 402)
    html = with_figures(told, lambda v: f"{v}<s>7</s>").replace("。", "<s>，共计99件</s>。", 3)
    yield Made("划去旧数_在后.html", page(html).encode(), told, also=said("struck_text"))


UNSEEN = {
    "字号为零": "<span style='font-size:0'>9</span>{}",
    "全透明": "<span style='opacity: 0'>9</span>{}",
    "移出页面": "<span class=sr-only style='position:absolute;left:-9999px'>9</span>{}",
    "白色": "<span style='color:#FFF'>9</span>{}",
    "白色字体": "<font color='#ffffff'>9</font>{}",
    "样式表隐藏": "<span class='hide'>9</span>{}",
}
SEEN = {
    "深底白字": "<span style='background:#246;color:#fff'>{}</span>",
    "选中的页签": "<span class='hide active'>{}</span>",
    "只在打印时隐藏": "<span class='noprint'>{}</span>",
    "半透明": "<span style='opacity:0.5;font-size:0.9em'>{}</span>",
}
SHEET = (
    "<meta charset=utf-8><style>.hide{display:none} .hide.active{display:inline}"
    "@media print{.noprint{display:none} .x{color:red}} p{margin:0}</style>"
)


def unseen_files() -> Iterator[Made]:
    """Figures that a browser does not show, and others that it does."""
    for name, way in {**UNSEEN, **SEEN}.items():
        told = story("town_busy", 408)
        yield Made(f"{name}.html", page(with_figures(told, way.format), head=SHEET).encode(), told)
    told, old = story("county_office", 409), story("county_whole", 409, year=2024)
    copy = f"<div class='hide'>{article(old)}</div><div>{article(told)}</div>"
    yield Made("隐藏的旧稿.html", page(copy, head=SHEET).encode(), told)


def kept_as_data() -> Iterator[Made]:
    told = story("bureau_busy", 403)
    title, whole = "".join(told.lines_of_title), article(told)
    data = json.dumps({"title": title, "data": {"content": whole, "views": 999}}, ensure_ascii=False)
    ways = {
        "文本框": f"<h1>{title}</h1><textarea hidden>{escape(whole)}</textarea>",
        "脚本模板": f"<h1>{title}</h1><div id=c></div><script type='text/html' id='tpl'>{whole}</script>",
        "template": f"<h1>{title}</h1><template>{whole}</template>",
        "脚本数据": f"<div id=app></div><script>window.__STATE__={data};</script>",
        "转义数据": f"<div id=app>加载中</div><script>var d={json.dumps(whole)}</script>".replace("<p>", "\\u003cp>"),
    }
    for name, body in ways.items():
        yield Made(f"正文在{name}.html", page(body).encode(), told)
    # data beside an article that is shown: the shown one counts
    old = escape(article(story("bureau_busy", 404, year=2024)))
    yield Made("数据在旁.html", page(f"{whole}<textarea hidden>{old[: len(old) // 2]}</textarea>").encode(), told)


def marked(told: Story, address: str) -> bytes:
    """One cell with a footnote mark set high behind its figure."""

    def inner(box: Box) -> str:
        return escape(box.text) + ("<sup>1</sup>" if box.address == address else "")

    def rows(name: str) -> str:
        of = boxes(told, name)
        return table([Box(b.row, b.col, b.rowspan, b.colspan, inner(b), b.address) for b in of], inner=str)

    return page(article(told, tables=rows)).encode()
