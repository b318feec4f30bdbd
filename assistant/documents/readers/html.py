"""A saved web page, or a fragment that Word wrote, → blocks. Only lxml; nothing is fetched, nothing runs."""

import email
import email.policy
import re
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from assistant.documents.blocks import Block, Document, FileMetadata, Paragraph, Picture, Role, Run
from assistant.documents.guards import MAX_TAGS, refuse, too_deep
from assistant.documents.readers.decode import decode
from assistant.documents.readers.html_article import article_of, holds_the_article
from assistant.documents.readers.html_stored import stored_article
from assistant.documents.readers.html_style import (
    Look,
    Sheet,
    is_block,
    is_hidden,
    is_struck,
    is_white_beside_other,
    look_of,
)
from assistant.documents.readers.html_table import Placed, is_layout, placed_cells, table_of
from assistant.documents.readers.struck import struck_remark

_SKIPPED: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "button", "select", "textarea", "option", "iframe",
    "object", "embed", "audio", "video", "canvas", "map", "link", "meta", "title", "base", "param", "source", "track",
    "col", "colgroup", "datalist",
})  # fmt: skip
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul", "caption", "tr", "td", "th",
    "tbody", "thead", "tfoot",
})  # fmt: skip
_NAVIGATION: Final = frozenset({"nav", "header", "footer", "aside"})
_ROLES: Final[dict[str, Role]] = {"h1": "heading1", "h2": "heading2", "h3": "heading3"}
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_NUMBER: Final = re.compile(r"^[\d０-９][\d０-９,，.．]*$")
_MAX_BLOCKS: Final = 60_000
_MOST: Final = 0.6
"""What holds so much of a page is its article: hidden only until a script shows it."""


def read_html(data: bytes, name: str) -> Document:
    """Raises UnreadableFileError where the page is refused."""
    text = decode(data)
    root = _parse(text, name)
    if root is None:
        return Document((), kind="html", file=name)
    _put_in_place(root, name)
    reader = _Reader(article_of(root), name)
    reader.length = sum(len(str(text).strip()) for text in root.itertext())
    reader.sheet = Sheet("".join(str(sheet.text) for sheet in root.iter("style") if sheet.text))
    reader.taken_back = _taken_back(root, reader.length, reader.sheet)
    reader.walk(root, Look())
    reader.flush()
    title = root.find(".//title")
    title_text = _SPACE.sub(" ", title.text_content()).strip() if title is not None else ""
    remarks: list[tuple[str, str]] = []
    if reader.changes:
        remarks.append(("tracked_changes", f"网页带有 {reader.changes} 处修订痕迹，已按“接受全部修订”后的文字读入。"))
    if reader.struck:
        remarks.append(struck_remark(reader.struck))
    return Document(
        tuple(reader.blocks),
        kind="html",
        file=name,
        metadata=FileMetadata(
            author=_meta(root, "author"),
            title=title_text or None,
            tracked_changes=reader.changes,
            hidden_text=tuple(reader.hidden),
        ),
        remarks=tuple(remarks),
    )


def read_mht(data: bytes, name: str) -> Document:
    """A page saved as a single file: its first HTML part. Raises UnreadableFileError."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return read_html(payload, name)
    raise refuse(f"“{name}”里没有网页正文，请在浏览器中另存为“网页，仅 HTML”后再导入。")


def _parse(text: str, name: str) -> lxml_html.HtmlElement | None:
    text = text.replace("\x00", "")
    if text.count("<") > MAX_TAGS:
        raise refuse(f"“{name}”内容过多，不像一份年度报告，请核对是否选错了文件。")
    if re.search(r"<!ENTITY", text[:20000], re.I):
        raise refuse(f"“{name}”含有不应出现的 XML 定义，可能是恶意文件，不予打开；请向提供者索取正常的文件。")
    # Word's conditional sections hide their text from a browser in comments; the declarations themselves are noise
    text = re.sub(r"<!\[(?:if|endif)[^>\]]*\]>", "", text)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise too_deep(name)
    return root


def _put_in_place(root: lxml_html.HtmlElement, name: str) -> None:
    """What a script would show is shown: an article that the page carries as data is made part of it."""
    markup = stored_article(root)
    article = _parse(markup, name) if markup else None
    body = root.find("body")
    if article is not None and body is not None:
        inner = article.find("body")
        etree.SubElement(body, "div").extend(list(article if inner is None else inner))


def _taken_back(root: lxml_html.HtmlElement, length: int, sheet: Sheet) -> frozenset[etree._Element]:
    """The elements that are struck through, unless that is most of the page."""
    found = frozenset(e for e in root.iter() if isinstance(e.tag, str) and is_struck(e, e.tag, sheet))
    said = sum(len("".join(str(t) for t in e.itertext()).strip()) for e in found)
    return found if said < _MOST * length else frozenset()


def _meta(root: lxml_html.HtmlElement, name: str) -> str | None:
    for element in root.iter("meta"):
        if (element.get("name") or "").lower() == name:
            return (element.get("content") or "").strip() or None
    return None


class _Reader:
    def __init__(self, article: etree._Element, name: str) -> None:
        self.article = article
        self.name = name
        self.blocks: list[Block] = []
        self.length = 0
        """Characters of text on the page."""
        self.changes = 0
        self.struck: list[str] = []
        self.sheet = Sheet("")
        self.taken_back: frozenset[etree._Element] = frozenset()
        self.hidden: list[str] = []
        self._runs: list[Run] = []
        self._role: Role = ""
        self._look = Look()
        self._ordinal = ""
        self._inside = False
        self._outside_depth = 0
        self._pre = 0

    # ---- walking ----------------------------------------------------------------------------------
    def walk(self, element: etree._Element, look: Look) -> None:
        """Appends what stands in `element` (not its tail)."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        tag = tag.lower()
        if tag in _SKIPPED:
            return
        if tag == "br":
            self._add("\n", look, keep=True)
            return
        if tag == "img":
            self._picture(element)
            return
        if tag == "input":
            # a form filled on the site shows its numbers in fields
            value = (element.get("value") or "").strip()
            if element.get("type", "text").lower() in ("text", "number") and _NUMBER.match(value):
                self._add(value, look)
            return
        if tag == "pre" and "\n" in "".join(str(t) for t in element.itertext()):
            self._plain_text(element)
            return
        if tag == "div" and element.get("title") in ("header", "footer"):
            # LibreOffice puts what stands at the edge of the pages into the flow
            return
        if is_hidden(element) or self.sheet.hides(element) or is_white_beside_other(element, tag):
            text = _SPACE.sub(" ", "".join(str(t) for t in element.itertext())).strip()
            if len(text) < _MOST * self.length or not holds_the_article(element):
                if text and self._inside:
                    self.hidden.append(text[:2000])
                return
            # some sites show the article by script only: what holds most of the page is not hidden
        if tag == "del":
            self.changes += 1
            return
        if element in self.taken_back:
            text = _SPACE.sub(" ", "".join(str(t) for t in element.itertext())).strip()
            if text:
                self.struck.append(text)
            return
        if tag == "ins":
            self.changes += 1
        if tag in ("sup", "sub") and self._is_mark(element):
            # 5 with a footnote mark ¹ is not 51
            self._add("[" + "".join(str(t) for t in element.itertext()).strip() + "]", look)
            return
        if tag == "table":
            self._table(element, look)
            return
        entered = element is self.article
        if entered:
            self.flush()
            self._inside = True
        self._element(element, tag, look_of(element, tag, look))
        if entered:
            self.flush()
            self._inside = False

    def _element(self, element: etree._Element, tag: str, look: Look) -> None:
        block = tag in _BLOCKS or is_block(element)
        outside = tag in _NAVIGATION and self.article not in element.iter()
        if block:
            self.flush()
            if tag in _ROLES:
                self._role = _ROLES[tag]
            if tag == "li":
                self._ordinal = _list_ordinal(element)
            self._look = look
        self._pre += tag == "pre"
        self._outside_depth += outside
        if element.text:
            self._add(element.text, look)
        for child in element:
            self.walk(child, look)
            if child.tail:
                self._add(child.tail, look)
        self._outside_depth -= outside
        self._pre -= tag == "pre"
        if block:
            self.flush()
            self._role = ""
            self._ordinal = ""

    def _add(self, text: str, look: Look, *, keep: bool = False) -> None:
        if not keep and not self._pre:
            if not text.strip(" \t\r\n\f") and "\n" in text and not self._runs:
                return
            text = _SPACE.sub(lambda found: "\n\x00" if "\n" in found[0] else " ", text)
        self._runs.append(Run(text, None, look.font, look.size_pt, look.bold))

    def _is_mark(self, element: etree._Element) -> bool:
        before = self._runs[-1].text.rstrip("\x00\n ")[-1:] if self._runs else ""
        return before.isdigit() and "".join(str(t) for t in element.itertext()).strip().isdigit()

    def flush(self) -> None:
        """Ends the current paragraph."""
        runs, self._runs = self._runs, []
        if not runs:
            return
        if len(self.blocks) > _MAX_BLOCKS:
            raise refuse(f"“{self.name}”内容过多，不像一份年度报告，请核对是否选错了文件。")
        tidy = _tidy(runs)
        if not tidy:
            return
        origin = "body" if self._inside and not self._outside_depth else "navigation"
        self.blocks.append(
            Paragraph(
                tidy,
                self._role,
                self._ordinal,
                alignment=self._look.alignment,
                indent_chars=self._look.indent_chars,
                origin=origin,  # type: ignore[arg-type]
            )
        )
        self._ordinal = ""

    def _plain_text(self, element: etree._Element) -> None:
        """Preformatted text is read as a text file is: its lines and tabs mean something."""
        from assistant.documents.readers.text import plain_blocks

        self.flush()
        for inner in element.iter("br"):
            inner.tail = "\n" + (inner.tail or "")
        shown = "".join(str(text) for text in element.itertext())
        entered = element is self.article or self._inside
        if entered and not self._outside_depth:
            self.blocks += plain_blocks(shown)

    def _picture(self, element: etree._Element) -> None:
        self.flush()
        if self._inside and not self._outside_depth and not _is_tiny(element):
            self.blocks.append(Picture((element.get("alt") or element.get("title") or "").strip()))

    # ---- tables -----------------------------------------------------------------------------------
    def _table(self, element: etree._Element, look: Look) -> None:
        self.flush()
        entered = element is self.article
        if entered:
            self._inside = True
        cells = placed_cells(element)
        if is_layout(element, cells) or any(inner is self.article for inner in element.iter() if inner is not element):
            for cell in cells:
                self.walk(cell.element, look)
                self.flush()
        else:
            self._data_table(element, cells, look)
        if entered:
            self._inside = False

    def _data_table(self, element: etree._Element, cells: list[Placed], look: Look) -> None:
        inner: list[Block] = []
        texts: list[str] = []
        for cell in cells:
            outer, self.blocks = self.blocks, []
            self.walk(cell.element, look)
            self.flush()
            blocks, self.blocks = self.blocks, outer
            texts.append("\n".join(b.text for b in blocks if isinstance(b, Paragraph)))
            inner += [b for b in blocks if not isinstance(b, Paragraph)]
        caption = element.find("caption")
        if caption is not None:
            self.walk(caption, look)
            self.flush()
        if self._inside and not self._outside_depth:
            self.blocks.append(table_of(element, cells, texts))
        self.blocks += inner


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with white space collapsed as a browser does; a line end between Chinese characters is nothing."""
    text = "".join(run.text for run in runs)
    marks = [(len(run.text), run) for run in runs]
    # \n followed by NUL is a source line end, a bare \n is <br>
    soft = re.compile(r"[ ]*\n\x00[ ]*")
    pieces: list[Run] = []
    at = 0
    for length, run in marks:
        part = text[at : at + length]
        at += length
        before = pieces[-1].text[-1:] if pieces else ""
        after = text[at : at + 1]
        part = _soft_breaks(part, soft, before, after)
        if before in (" ", "\n") or not pieces:
            part = part.lstrip(" ")
        part = re.sub(r" *\n *", "\n", re.sub(r"  +", " ", part))
        if not part:
            continue
        last = pieces[-1] if pieces else None
        if last is not None and (last.bold, last.font, last.size_pt) == (run.bold, run.font, run.size_pt):
            pieces[-1] = Run(last.text + part, None, run.font, run.size_pt, run.bold)
        else:
            pieces.append(Run(part, None, run.font, run.size_pt, run.bold))
    if not "".join(piece.text for piece in pieces).strip():
        return ()
    return tuple(pieces)


def _soft_breaks(part: str, soft: re.Pattern[str], before: str, after: str) -> str:
    def joined(found: re.Match[str]) -> str:
        left = part[found.start() - 1] if found.start() else before
        right = part[found.end()] if found.end() < len(part) else after
        return "" if _is_cjk(left) or _is_cjk(right) or not left else " "

    return soft.sub(joined, part)


def _is_cjk(char: str) -> bool:
    return bool(char) and ("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef")


def _list_ordinal(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    style = (parent.get("style") or "").replace(" ", "").lower()
    if "list-style:none" in style or "list-style-type:none" in style:
        return ""
    try:
        number = int(item.get("value") or parent.get("start") or 1)
    except ValueError:
        number = 1
    if not item.get("value"):
        number += sum(1 for before in item.itersiblings("li", preceding=True))
    from assistant.documents.readers.docx_numbering import FORMATS

    kinds = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    kind = kinds.get(parent.get("type") or "", "decimal")
    if "cjk-ideographic" in style or "simp-chinese" in style or "trad-chinese" in style:
        return FORMATS["chineseCounting"](number) + "、"
    return FORMATS[kind](number) + "."


def _is_tiny(element: etree._Element) -> bool:
    for side in ("width", "height"):
        size = re.match(r"\d+", element.get(side) or "")
        if size and int(size[0]) < 100:
            return True
    source = (element.get("src") or "").lower()
    return bool(re.search(r"(icon|logo|qrcode|ewm|share|print|weixin|wechat|\.gif$|blank\.)", source[-80:]))
