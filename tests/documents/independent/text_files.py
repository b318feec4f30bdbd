"""Plain text and Markdown as people paste them."""

import textwrap
from collections.abc import Callable, Iterator

from tests.documents.independent import story as s
from tests.documents.independent.made import Made
from tests.documents.independent.story import Line, Story, boxes, flat, outline, story
from tests.documents.independent.web_files import table as html_table

Render = Callable[[Story, str], str]


def piped(told: Story, name: str) -> str:
    rows = [[text.replace("\n", "<br>") for text in row] for row in flat(boxes(told, name))]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def tabbed(told: Story, name: str) -> str:
    return "\n".join("\t".join(row) for row in flat(boxes(told, name)))


def tabbed_short(told: Story, name: str) -> str:
    """As Excel and Word paste it: each printed cell once, covered places left out at the row's end."""
    of = boxes(told, name)
    rows = (sorted((b for b in of if b.row == r), key=lambda b: b.col) for r in range(s.size(of)[0]))
    return "\n".join("\t".join(b.text for b in row) for row in rows)


def one_a_line(told: Story, name: str) -> str:
    of = sorted(boxes(told, name), key=lambda b: (b.row, b.col))
    return "\n".join(b.text for b in of)


def spaced(told: Story, name: str) -> str:
    of = boxes(told, name)
    rows = (sorted((b for b in of if b.row == r), key=lambda b: b.col) for r in range(s.size(of)[0]))
    return "\n".join("    ".join(b.text for b in row) for row in rows)


def text(told: Story, render: Render, lines: list[Line] | None = None, *, indent: str = "　　", gap: str = "\n") -> str:
    return gap.join(
        render(told, line.address) if line.kind == "table" else (indent if line.kind == "p" else "") + line.text
        for line in lines or outline(told)
    )


def markdown(told: Story) -> str:
    marks = {"title": "# ", "h1": "## ", "h2": "### "}
    return "\n\n".join(
        piped(told, line.address) if line.kind == "table" else marks.get(line.kind, "") + line.text
        for line in outline(told)
    )


def wrapped(told: Story) -> str:
    """Prose cut at 30 characters, as e-mail and old editors do."""
    parts = []
    for line in outline(told):
        if line.kind == "table":
            parts.append(tabbed(told, line.address))
        elif line.kind == "p":
            parts.append("\n".join(textwrap.wrap("　　" + line.text, 30, drop_whitespace=False)))
        else:
            parts.append(line.text)
    return "\n".join(parts)


def texts() -> Iterator[Made]:
    told = story("town_busy", 41)
    yield Made("竖线表格.md", markdown(told).encode(), told, quiet=True)
    told = story("bureau_busy", 42)
    yield Made("制表符表格.txt", text(told, tabbed).encode("gb18030"), told, quiet=True)
    yield Made("粘贴的表格.txt", text(told, tabbed_short).encode("utf-8-sig"), told)
    told = story("city_whole", 43)
    yield Made("一格一行.txt", text(told, one_a_line).encode(), told)
    told = story("county_office", 44)
    yield Made("UTF16.txt", text(told, tabbed, gap="\r\n").encode("utf-16"), told)
    yield Made("空格对齐.txt", text(told, spaced).encode(), told)
    told = story("subdistrict", 45)
    yield Made("硬换行.txt", wrapped(told).encode(), told)
    yield Made("空行分段.txt", text(told, tabbed, gap="\n\n", indent="").encode(), told)


def hard_texts() -> Iterator[Made]:
    told = story("county_whole", 46)
    marks = {"title": "# **{}**", "h1": "**{}**", "h2": "**{}**"}
    bold = "\n\n".join(
        piped(told, line.address) if line.kind == "table" else marks.get(line.kind, "{}").format(line.text)
        for line in outline(told)
    )
    yield Made("加粗标题.md", bold.encode(), told)
    inside = "\n\n".join(
        html_table(boxes(told, line.address)) if line.kind == "table" else line.text for line in outline(told)
    )
    yield Made("网页表格在文本.md", inside.encode(), told)
    told = story("town_disputes", 47)
    yield Made("表四分两行.txt", text(told, disputes_apart).encode(), told)
    yield Made("从PDF粘贴.txt", text(told, pasted).encode(), told)
    yield Made("标签在上.txt", text(told, top_aligned).encode(), told)
    yield Made("行名缺失.txt", text(told, some_labels_lost).encode(), told)
    yield Made(
        "竖线无边.txt", text(told, lambda t, n: "\n".join("|".join(row) for row in flat(boxes(t, n)))).encode(), told
    )
    yield Made(
        "逗号分隔.txt", text(told, lambda t, n: "\n".join(",".join(row) for row in flat(boxes(t, n)))).encode(), told
    )
    yield Made("框线表格.txt", text(told, drawn).encode("gb18030"), told)
    yield Made("每格空行.txt", text(told, lambda t, n: "\n\n\t".join(one_a_line(t, n).split("\n"))).encode(), told)


def marked_texts() -> Iterator[Made]:
    """Text whose name does not say how it is marked."""
    told = story("town_disputes", 48)
    yield Made("井号标题.txt", markdown(told).encode(), told)
    yield Made("网页表格.txt", text(told, lambda t, n: html_table(boxes(t, n))).encode(), told)
    rows = {
        "分号分隔.txt": lambda t, n: "\n".join(";".join(row) for row in flat(boxes(t, n))),
        "引号逗号.txt": lambda t, n: "\n".join(",".join(f'"{x}"' for x in row) for row in flat(boxes(t, n))),
        "全角空格.txt": lambda t, n: "\n".join("　".join(filter(None, row)) for row in flat(boxes(t, n))),
        "行间空行.txt": lambda t, n: "\n\n".join("\t".join(row) for row in flat(boxes(t, n))),
    }
    for name, render in rows.items():
        yield Made(name, text(told, render).encode(), told)
    paged = text(told, tabbed).replace("\n（三）", "\n— 1 —\n\f（三）").replace("\n五、", "\n- 4 -\n\f五、")
    yield Made("分页符页码.txt", paged.encode(), told)
    bold = markdown(told).replace("件", "**件**")
    yield Made("加粗数字.md", bold.encode(), told)


def pasted(told: Story, name: str) -> str:
    """As a PDF viewer copies it: long labels broken over lines, the numbers of a row after them."""
    of = boxes(told, name)
    lines = []
    for r in range(s.size(of)[0]):
        row = sorted((b for b in of if b.row == r), key=lambda b: b.col)
        labels = [piece for b in row if b.address is None and b.text for piece in textwrap.wrap(b.text, 9)]
        numbers = " ".join(b.text for b in row if b.address)
        lines += [*labels[:-1], " ".join(filter(None, [*labels[-1:], numbers]))]
    return "\n".join(lines)


def disputes_apart(told: Story, name: str) -> str:
    """表四 as two tables without lines: 行政复议 above 行政诉讼."""
    of = boxes(told, name)
    parts = [s.strip(of, 0, 5), s.strip(of, 5, 15)] if name == "table4" else [of]
    rows = (
        sorted((b for b in part if b.row == r), key=lambda b: b.col) for part in parts for r in range(s.size(part)[0])
    )
    return "\n".join("    ".join(b.text for b in row) for row in rows)


def top_aligned(told: Story, name: str) -> str:
    """As the same viewer copies it where labels begin at the top of their cells: the rest of each label follows."""
    of = boxes(told, name)
    lines = []
    for r in range(s.size(of)[0]):
        row = sorted((b for b in of if b.row == r), key=lambda b: b.col)
        labels = [b.text for b in row if b.address is None and b.text]
        first, *rest = textwrap.wrap(labels[-1], 5) if labels else [""]
        numbers = " ".join(b.text for b in row if b.address)
        lines += [*labels[:-1], f"{first} {numbers}".strip(), *rest]
    return "\n".join(lines)


def some_labels_lost(told: Story, name: str) -> str:
    """Two rows of 表三 whose labels are gone: all the others say where they stand."""
    lines = pasted(told, name).split("\n")
    for label in ("没有现成信息需要另行", "制作 ", "2.其他法律行政法规", "禁止公开 "):
        lines = [line.split(" ", 1)[-1] if line.startswith(label) and " " in line else line for line in lines]
    return "\n".join(lines)


def drawn(told: Story, name: str) -> str:
    rows = flat(boxes(told, name))
    edge = "+" + "+".join("----" for _ in rows[0]) + "+"
    return "\n".join([edge, *(line for row in rows for line in ("│" + "│".join(row) + "│", edge))])
