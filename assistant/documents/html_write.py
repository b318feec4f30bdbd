"""Document → clean HTML: real tables, no word-processor styles; a whole page, or a fragment for a CMS."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from assistant.documents.blocks import Document, Paragraph, Picture, Role, Run, Table, TableCell
from assistant.documents.layout import FANG, HEI, KAI, SONG, TITLE_FACE, table_look
from assistant.documents.xml_text import clean

_TAGS: Final[dict[Role, str]] = {"title": "h1", "heading1": "h2", "heading2": "h3", "heading3": "h4"}
# a CMS keeps none of our style sheet, and its own may take every frame and indent away
_INLINE: Final[dict[str, str]] = {
    "h1": "text-align:center",
    "p": "text-indent:2em",
    "signature": "text-align:right",
    "date": "text-align:right",
    "cell": "border:1px solid #000;text-align:center",
}
_CSS: Final = f"""
body {{ margin: 0; background: #fff; color: #000; }}
article {{ box-sizing: border-box; max-width: 210mm; margin: 0 auto; padding: 20mm 26mm 20mm 28mm;
  font: 16pt/1.8 {FANG}, 仿宋, FangSong, STFangsong, serif; overflow-wrap: anywhere; }}
.draft-notice {{ margin: 0 0 1em; color: #808080; font: 10.5pt {SONG}, SimSun, serif; text-align: center; }}
h1 {{ margin: 0 0 1em; font: normal 22pt/1.5 {TITLE_FACE}, 小标宋, {SONG}, SimSun, serif; text-wrap: balance; }}
h2, h3, h4, p {{ margin: 0; font-size: 16pt; font-weight: normal; text-indent: 2em; }}
h2 {{ font-family: {HEI}, SimHei, sans-serif; }}
h3 {{ font-family: {KAI}, 楷体, KaiTi, STKaiti, serif; }}
p {{ text-align: justify; }}
p.signature, p.date {{ text-indent: 0; }}
p.signature {{ margin-top: 1em; padding-right: 2em; }}
table {{ width: 100%; margin: 0.4em 0; border-collapse: collapse; }}
th, td {{ border: 1px solid #000; padding: 0.3em 0.15em; font: normal 10.5pt/1.3 {SONG}, SimSun, serif;
  text-align: center; vertical-align: middle; overflow-wrap: normal; }}
mark {{ background: #ff0; }}
@media (max-width: 210mm) {{ article {{ padding: 2em 5vw; }} }}
@media print {{ article {{ padding: 0; }} thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }} }}
"""


def write_html(document: Document, *, fragment: bool = False, addresses: bool | None = None) -> str:
    """A whole page, or with `fragment` only its `<article>`, ready for a CMS.

    `addresses` (default: in drafts) puts `data-address` on headings, paragraphs, numbers of prose and cells.
    """
    marked = document.draft if addresses is None else addresses
    article = "".join(_article(document, marked))
    if fragment:
        return article
    metadata = document.metadata
    title = _text((metadata.title if metadata else None) or "政府信息公开工作年度报告")
    custom = metadata.custom if metadata else {}
    meta = "".join(f'<meta name="{_quoted(name)}" content="{_quoted(value)}">\n' for name, value in custom.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{_quoted(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n{meta}<style>{_CSS}</style>\n</head>\n<body>\n{article}</body>\n</html>\n"
    )


def _article(document: Document, marked: bool) -> Iterator[str]:
    yield "<article>\n"
    if document.draft and document.layout:
        yield from (f'<header class="draft-notice" role="note">{_text(h)}</header>\n' for h in document.layout.headers)
    for is_title, group in groupby(document.blocks, lambda b: isinstance(b, Paragraph) and b.role == "title"):
        blocks = list(group)
        if is_title:
            lines = [_inline(block, marked) for block in blocks if isinstance(block, Paragraph)]
            yield f"<h1{_style('h1')}{_address('title', marked)}>{'<br>'.join(lines)}</h1>\n"
            continue
        for block in blocks:
            if isinstance(block, Table):
                yield _table(block, marked)
            elif isinstance(block, Picture):
                yield f"<p>{_text(block.description)}</p>\n"
            else:
                yield _paragraph(block, marked)
    yield "</article>\n"


def _paragraph(block: Paragraph, marked: bool) -> str:
    tag = _TAGS.get(block.role, "p")
    look = _style(tag)
    if block.role in ("signature", "date"):
        look = f' class="{block.role}"{_style(block.role)}'
    return f"<{tag}{look}{_address(block.address, marked)}>{_inline(block, marked)}</{tag}>\n"


def _inline(block: Paragraph, marked: bool) -> str:
    return _text(block.ordinal) + "".join(_run(run, marked) for run in block.runs)


def _run(run: Run, marked: bool) -> str:
    text = _text(run.text)
    if run.bold:
        text = f"<strong>{text}</strong>"
    address = _address(run.slot or "", marked)
    if run.gap:
        return f"<mark{address}>{text}</mark>"
    return f"<span{address}>{text}</span>" if address else text


def _table(table: Table, marked: bool) -> str:
    look = table_look(table.address, table.cols)
    total = sum(look.columns) or 1
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in look.columns)
    rows: list[str] = ["" for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        rows[cell.row] += _cell(cell, marked)
    head = "".join(f"<tr>{row}</tr>\n" for row in rows[: table.header_rows])
    body = "".join(f"<tr>{row}</tr>\n" for row in rows[table.header_rows :])
    return (
        f'<table border="1" style="border-collapse:collapse;width:100%;text-align:center"'
        f"{_address(table.address, marked)}>\n<colgroup>{columns}</colgroup>\n"
        + (f"<thead>\n{head}</thead>\n" if head else "")
        + f"<tbody>\n{body}</tbody>\n</table>\n"
    )


def _cell(cell: TableCell, marked: bool) -> str:
    tag = "th" if cell.header else "td"
    scope = (' scope="colgroup"' if cell.colspan > 1 else ' scope="col"') if cell.header else ""
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    return f"<{tag}{scope}{spans}{_style('cell')}{_address(cell.address or '', marked)}>{_text(cell.text)}</{tag}>"


def _style(kind: str) -> str:
    return f' style="{_INLINE[kind]}"' if kind in _INLINE else ""


def _address(address: str, marked: bool) -> str:
    return f' data-address="{_quoted(address)}"' if marked and address else ""


def _text(text: str) -> str:
    return escape(clean(text), quote=False).replace("\n", "<br>")


def _quoted(text: str) -> str:
    return escape(clean(text))
