"""F09–F12: the look of a Word file, held against GB/T 9704 by analogy."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, rule
from schemas.form import TABLE_NAMES
from schemas.source import SourceHeading, SourceLayout, SourceStyle

_LAYOUT: Final = Basis("standard", "GB/T 9704-2012《党政机关公文格式》，年度报告参照执行")
_MARGINS: Final[tuple[tuple[str, str, float], ...]] = (
    ("top", "上边距", 37.0),
    ("left", "左边距", 28.0),
    ("right", "右边距", 26.0),
    ("bottom", "下边距", 35.0),
)
_TOLERANCE: Final = 2.0
_PAPER: Final = (210.0, 297.0)
_TYPE_AREA: Final = 156.0
_LATIN: Final = re.compile(r"(?:Times|Arial|Calibri|Cambria|Helvetica|Verdana|Courier|Liberation|DejaVu)", re.I)
"""A face without Chinese characters says nothing of how these look."""
_FACES: Final[tuple[tuple[str, str, str, tuple[str, ...], float, str], ...]] = (
    # part, its name, place, words of which the face has one, size in points, what the standard says
    ("title", "标题", "title", ("小标宋", "标宋", "宋体", "SimSun", "Song"), 22.0, "2号小标宋体"),
    ("heading1", "一级标题", "heading.1", ("黑体", "SimHei", "Hei"), 16.0, "3号黑体"),
    ("heading2", "二级标题", "heading.1.1", ("楷体", "KaiTi", "Kai"), 16.0, "3号楷体"),
    ("body", "正文", "document", ("仿宋", "FangSong", "Fang"), 16.0, "3号仿宋体"),
)


@rule(
    "F09",
    "纸张、页边距或字体字号与公文格式不一致",
    "warning",
    _LAYOUT,
    scope="file",
    needs=("source.layout",),
    good="A4 纸，上 37、左 28 毫米；正文 3 号仿宋，一级标题 3 号黑体。",
    bad="上下左右边距均为 25.4 毫米，正文 5 号宋体。",
)
def faces_and_margins(context: Context) -> Iterator[Hit]:
    """One finding for the page, one for each part whose face or size differs."""
    layout = context.source.layout if context.source else None
    if layout is None:
        return
    told = list(_page(layout))
    if told:
        yield Hit("document", f"页面设置与公文格式不一致：{'；'.join(told)}。通常参照公文格式，请调整。")
    one = _one_face(layout)
    if one is not None:
        yield one
    for part, name, place, words, size, right in _FACES[: 1 if one else None]:
        style: SourceStyle | None = getattr(layout, part)
        wrong = _differs(style, words, size) if style else []
        if not wrong and part in _LEVELS:
            yield from _odd_headings(context, layout, _LEVELS[part], words, size, right)
        if wrong:
            yield Hit(place, f"{name}{'、'.join(wrong)}，公文格式为{right}（{size:g} 磅）。请核对本地要求后调整。")


_LEVELS: Final = {"heading1": 1, "heading2": 2}
_ODD: Final = 3
"""So many headings of a level that differ from the others are told apart."""


def _differs(style: SourceStyle | SourceHeading, words: tuple[str, ...], size: float) -> list[str]:
    wrong: list[str] = []
    if style.font and not _LATIN.match(style.font) and not any(word.lower() in style.font.lower() for word in words):
        wrong.append(f"字体是{style.font}")
    if style.size_pt is not None and abs(style.size_pt - size) > 0.3:
        wrong.append(f"字号是 {style.size_pt:g} 磅")
    return wrong


def _odd_headings(
    context: Context, layout: SourceLayout, level: int, words: tuple[str, ...], size: float, right: str
) -> Iterator[Hit]:
    """Single headings that differ where the others are right. A sub-heading that runs into its text looks like it."""
    body = layout.body
    found: list[tuple[SourceHeading, list[str]]] = []
    for heading in context.source.headings if context.source else ():
        if heading.level != level or heading.address in (None, "title"):
            continue
        runs_in = level > 1 and body is not None and heading.font == body.font
        if not runs_in and (wrong := _differs(heading, words, size)):
            found.append((heading, wrong))
    for heading, wrong in found[:_ODD]:
        yield Hit(
            heading.address or "document",
            f"标题“{heading.ordinal}{heading.title}”{'、'.join(wrong)}，与其他标题不同，"
            f"公文格式为{right}（{size:g} 磅）。请核对后调整。",
            excerpt=heading.title,
        )


def _one_face(layout: SourceLayout) -> Hit | None:
    """The whole text in one face: one fault, not one of each part."""
    styles = [getattr(layout, part) for part in ("heading1", "heading2", "body")]
    looks = {(style.font, style.size_pt) if style else None for style in styles}
    face, size = next(iter(looks)) or (None, None)
    if len(looks) != 1 or not face or _LATIN.match(face):
        return None
    body_is_right = any(word.lower() in face.lower() for word in _FACES[3][3])
    shown = f"{face} {size:g} 磅" if size else face
    return Hit(
        "heading.1" if body_is_right else "document",
        f"正文和各级标题都是{shown}。公文格式的一级标题用3号黑体，二级标题用3号楷体，正文用3号仿宋体。请核对后调整。",
    )


def _page(layout: SourceLayout) -> Iterator[str]:
    width, height = layout.page_width, layout.page_height
    if width and height and (abs(width - _PAPER[0]) > _TOLERANCE or abs(height - _PAPER[1]) > _TOLERANCE):
        yield f"纸张为 {width:g}×{height:g} 毫米，应为 A4（210×297 毫米）"
    for field, name, right in _MARGINS:
        value: float | None = getattr(layout, field)
        if value is not None and abs(value - right) > _TOLERANCE:
            yield f"{name} {value:g} 毫米，应为 {right:g} 毫米"


@rule(
    "F10",
    "表格过宽、跨页不重复表头或行被拆开",
    "info",
    Basis("engineering", "表格在版心（156 毫米）之内，跨页时便于对照"),
    scope="file",
    needs=("source.tables",),
    good="表三宽 156 毫米，表头跨页重复，一行不拆到两页。",
    bad="表三宽 180 毫米。",
)
def tables_on_page(context: Context) -> Iterator[Hit]:
    """Width within the type area; 表三's header repeats; rows stay whole."""
    for table in context.source.tables if context.source else ():
        if table.address is None or table.picture:
            continue
        told: list[str] = []
        if table.width_mm is not None and table.width_mm > _TYPE_AREA + _TOLERANCE:
            told.append(f"宽 {table.width_mm:g} 毫米，超出版心 {table.width_mm - _TYPE_AREA:g} 毫米")
        if table.address == "table3" and table.header_rows_repeat is False:
            told.append("表头没有设为跨页重复")
        if table.address == "table3" and table.rows_may_split is True:
            told.append("允许一行拆到两页")
        if told:
            yield Hit(table.address, f"{TABLE_NAMES[table.address]}{'，'.join(told)}。建议调整。")


@rule(
    "F11",
    "页码不分单双页，或没有页码",
    "warning",
    _LAYOUT,
    scope="file",
    needs=("source.layout",),
    good="单页码居右空一字，双页码居左空一字。",
    bad="没有页码。",
)
def page_numbers(context: Context) -> Iterator[Hit]:
    """Page numbers, odd ones right and even ones left."""
    layout = context.source.layout if context.source else None
    if layout is None:
        return
    if layout.page_numbers is False:
        yield Hit("document", "没有页码。公文格式的页码用4号半角宋体，单页居右、双页居左，请加上。")
    elif layout.odd_even_footers is False:
        yield Hit("document", "页码没有分单双页。公文格式为单页居右、双页居左，各空一字，请调整。")


@rule(
    "F12",
    "文件能否打开、便于查阅",
    "warning",
    Basis("engineering", "文件在 Word 和 WPS 中都能打开，表格是真表格，标题用标题样式"),
    scope="file",
    needs=("source", "person"),
    good="在 Word 和 WPS 中各打开一次，显示一致。",
    bad="表格用空格对齐，标题用加粗代替样式。",
    question="文件在 Word 和 WPS 中是否都能正常打开、显示一致？表格是否为真表格，标题是否用了标题样式？",
)
def opens_everywhere(_context: Context) -> Iterator[Hit]:
    yield from ()
