"""The text of a Word file as blocks: what a person sees once all tracked changes are accepted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from lxml import etree

from assistant.documents.blocks import Block, Paragraph, Picture, Run
from assistant.documents.readers.docx_numbering import Numbering
from assistant.documents.readers.docx_package import W
from assistant.documents.readers.docx_styles import VAL, Format, Styles, indent
from assistant.documents.readers.docx_table import SPECIAL, Grid, is_frame, plain_table, wide

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_V: Final = "{urn:schemas-microsoft-com:vml}"

P, R, T, TBL, SDT = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl", f"{W}sdt"
_TC, _TCPR = f"{W}tc", f"{W}tcPr"
PPR, RPR, CONTENT = f"{W}pPr", f"{W}rPr", f"{W}sdtContent"
ALTERNATE: Final = f"{MC}AlternateContent"
TEXT_BOX: Final = f"{W}txbxContent"
_TAKEN: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_DROPPED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_THROUGH: Final = frozenset(
    {f"{W}hyperlink", f"{W}smartTag", f"{W}customXml", f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{W}rubyBase"}
)
_SYMBOL_FACES: Final = ("wingdings", "webdings")
_PICTURES: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


def chosen(element: etree._Element) -> etree._Element | None:
    """The branch of mc:AlternateContent that is shown: the first choice, else the fall-back; never both."""
    choice = element.find(f"{MC}Choice")
    return choice if choice is not None else element.find(f"{MC}Fallback")


class BodyReader:
    """Walks the body once. `controls` maps the tags of our own drafts to addresses; `special`: see plain_table;
    `chunk` gives the blocks of an embedded document by its relationship."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        controls: dict[str, str] | None = None,
        special: tuple[str, ...] = SPECIAL,
        chunk: Callable[[str], tuple[Block, ...] | None] = lambda _: None,
    ) -> None:
        self.special = special
        self.chunk = chunk
        self.styles = styles
        self.numbering = numbering
        self.controls = controls
        self.blocks: list[Block] = []
        self.changes = 0
        self.hidden: list[str] = []
        self.struck: list[str] = []
        self.keeps_struck = False
        """All is struck through: nothing is taken back by it."""
        self.foreign = False
        """An embedded document (altChunk) was met that could not be read."""
        self._runs: list[Run] = []
        self._carried: list[Run] = []
        self._fields: list[str] = []
        self._later: list[etree._Element | Picture] = []
        self._origin = "body"
        self._struck_at = (-1, -1)

    # ---- blocks -----------------------------------------------------------------------------------
    def read(self, container: etree._Element) -> None:
        """Appends the blocks of a body, cell, text box or content control."""
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag == SDT:
                content = child.find(CONTENT)
                if content is not None:
                    self.read(content)
            elif tag in (f"{W}customXml", *_TAKEN):
                self.read(child)
            elif tag == ALTERNATE and (branch := chosen(child)) is not None:
                self.read(branch)
            elif tag == f"{W}altChunk":
                blocks = self.chunk(child.get(_ID, ""))
                self.foreign |= blocks is None
                self.blocks += blocks or ()

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(PPR)
        style_element = properties.find(f"{W}pStyle") if properties is not None else None
        style = style_element.get(VAL) if style_element is not None else None
        look = self.styles.paragraph(style)
        mark_deleted = False
        if properties is not None:
            look = self.styles.with_paragraph(look, properties)
            mark = properties.find(RPR)
            if mark is not None:
                mark_deleted = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
                self.changes += mark_deleted + (mark.find(f"{W}ins") is not None)
        outer, self._runs = self._runs, self._carried
        self._carried = []
        for child in element:
            if child.tag == R:
                self._run(child, look, None)
            elif child.tag != PPR:
                self._inline(child, look, None)
        runs, self._runs = self._runs, outer
        if mark_deleted:
            # without its mark the paragraph runs on into the next one
            self._carried = runs
            return
        ordinal = self.numbering.next(look.num, style) if look.num and not self._is_gone(element, runs) else ""
        self.blocks.append(
            Paragraph(
                tuple(_merged(runs)),
                self.styles.role(style),
                ordinal,
                alignment=look.alignment,
                line_pt=look.line_pt,
                indent_chars=indent(look),
                origin="navigation" if self.styles.is_contents(style) else self._origin,  # type: ignore[arg-type]
            )
        )
        self._flush_later()

    def _is_gone(self, element: etree._Element, runs: list[Run]) -> bool:
        """An empty paragraph whose text was all deleted counts for no numbering."""
        return not runs and next(element.iter(f"{W}del", f"{W}moveFrom"), None) is not None

    def _flush_later(self) -> None:
        later, self._later = self._later, []
        for item in later:
            if isinstance(item, Picture):
                self.blocks.append(item)
            else:
                origin, self._origin = self._origin, "text_box"
                self.read(item)
                self._origin = origin

    # ---- runs -------------------------------------------------------------------------------------
    def _inline(self, element: etree._Element, look: Format, slot: str | None) -> None:
        tag = element.tag
        if tag == R:
            self._run(element, look, slot)
        elif tag in _TAKEN:
            self.changes += 1
            for child in element:
                self._inline(child, look, slot)
        elif tag in _DROPPED:
            self.changes += 1
        elif tag in _THROUGH:
            for child in element:
                self._inline(child, look, slot)
        elif tag == SDT:
            content = element.find(CONTENT)
            if content is not None:
                own = self._slot(element) or slot
                for child in content:
                    self._inline(child, look, own)
        elif tag == ALTERNATE:
            branch = chosen(element)
            if branch is not None:
                for child in branch:
                    self._inline(child, look, slot)
        elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
            self._add("".join(t.text or "" for t in element.iter(f"{_M}t")), look, slot)
        elif tag == P:
            # a paragraph within a paragraph's content control, as some programs write it
            for child in element:
                self._inline(child, look, slot)

    def _slot(self, control: etree._Element) -> str | None:
        if self.controls is None:
            return None
        tag = control.find(f"{W}sdtPr/{W}tag")
        value = tag.get(VAL, "") if tag is not None else ""
        return self.controls.get(value)

    def _run(self, element: etree._Element, look: Format, slot: str | None) -> None:
        for child in element:
            tag = child.tag
            if tag == RPR:
                look = self.styles.run(look, child)
                if look.white and _is_beside_other(element):
                    look = replace(look, hidden=True)
            elif tag == T:
                if child.text:
                    self._add(child.text, look, slot)
            else:
                self._special(child, look, slot)

    def _special(self, child: etree._Element, look: Format, slot: str | None) -> None:
        tag = child.tag
        if tag == f"{W}br" or tag == f"{W}cr":
            self._add("\n", look, slot)
        elif tag == f"{W}tab" or tag == f"{W}ptab":
            self._add("\t", look, slot)
        elif tag == f"{W}noBreakHyphen":
            self._add("-", look, slot)
        elif tag == f"{W}sym":
            self._add(_symbol(child), look, slot)
        elif tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType"))
        elif tag in _PICTURES:
            self._picture(child)
        elif tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                for inner in branch:
                    if inner.tag == T:
                        self._add(inner.text or "", look, slot)
                    else:
                        self._special(inner, look, slot)
        elif tag == f"{W}ruby":
            base = child.find(f"{W}rubyBase")
            if base is not None:
                self._inline(base, look, slot)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _picture(self, element: etree._Element) -> None:
        boxes = [box for box in element.iter(TEXT_BOX) if _is_shown(box, element)]
        if boxes:
            self._later += boxes
            return
        described = next(element.iter(f"{_WP}docPr"), None)
        shapes = any(True for _ in element.iter(f"{_V}imagedata"))
        if element.tag == f"{W}drawing" or shapes or element.tag == f"{W}object":
            text = (described.get("descr") or described.get("name") or "") if described is not None else ""
            self._later.append(Picture(text))

    def _add(self, text: str, look: Format, slot: str | None) -> None:
        if "code" in self._fields or not text:
            return
        if look.hidden:
            self.hidden.append(text)
            return
        if look.struck and not self.keeps_struck:
            self._take_back(text)
            return
        if look.raised and text.strip().isdigit() and self._runs and self._runs[-1].text[-1:].isdigit():
            # 5 with a footnote mark ¹ is not 51
            text = f"[{text.strip()}]"
        self._runs.append(Run(text, slot, look.font, look.size_pt, look.bold))

    def _take_back(self, text: str) -> None:
        """Text that is struck through; the pieces that Word cut it into are one."""
        if self.struck and self._struck_at == (len(self.blocks), len(self._runs)):
            self.struck[-1] += text
        else:
            self.struck.append(text)
        self._struck_at = (len(self.blocks), len(self._runs))

    # ---- tables -----------------------------------------------------------------------------------
    def _table(self, element: etree._Element) -> None:
        if not self.styles.any_hidden:
            table = plain_table(element, self.special, numbered=self.styles.any_numbered)
            if table is not None:
                if wide(table):
                    self.blocks.append(table)
                else:
                    self._through(element)
                return
        grid = Grid(element)
        self.changes += grid.changes
        if is_frame(element):
            self._through(element)
            return
        inner: list[Block] = []
        texts: list[str] = []
        for cell in grid.cells:
            outer, self.blocks = self.blocks, []
            carried, self._carried = self._carried, []
            self.read(cell.element)
            blocks, self.blocks = self.blocks, outer
            self._carried = carried
            own = (b for b in blocks if isinstance(b, Paragraph) and b.origin == self._origin)
            texts.append("\n".join(_in_cell(paragraph) for paragraph in own))
            inner += [b for b in blocks if not isinstance(b, Paragraph) or b.origin != self._origin]
        table = grid.table(texts)
        if wide(table) or inner:
            self.blocks.append(table)
            self.blocks += inner
            return
        self.blocks += [
            Paragraph((Run(line),)) for cell in table.cells for line in cell.text.split("\n") if line.strip()
        ]

    def _through(self, element: etree._Element) -> None:
        """A table that only frames text: its content stands in the flow."""
        for cell in Grid(element).cells:
            self.read(cell.element)


def _is_shown(box: etree._Element, within: etree._Element) -> bool:
    """Not in a fall-back, and not in another text box (that one brings it along)."""
    parent = box.getparent()
    while parent is not None and parent is not within:
        if parent.tag == TEXT_BOX:
            return False
        if parent.tag == f"{MC}Fallback":
            above = parent.getparent()
            if above is not None and above.find(f"{MC}Choice") is not None:
                return False
        parent = parent.getparent()
    return True


def _is_beside_other(run: etree._Element) -> bool:
    """Whether a white run stands in a paragraph with others that are not, on no ground of its own: nobody sees it."""
    parent = run.getparent()
    while parent is not None and parent.tag != P:
        parent = parent.getparent()
    if parent is None or next(parent.iterancestors(_TC), run).find(f"{_TCPR}/{W}shd") is not None:
        return False
    return any(text.text and not _is_white(text.getparent()) for text in parent.iter(T))


def _is_white(run: etree._Element | None) -> bool:
    color = run.find(f"{RPR}/{W}color") if run is not None else None
    return color is not None and color.get(VAL, "").upper() == "FFFFFF"


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    face = element.get(f"{W}font", "").lower()
    if 0xF020 <= code <= 0xF0FF and not face.startswith(_SYMBOL_FACES):
        code -= 0xF000
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours that look the same as one run: Word cuts text at will."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.slot == run.slot
            and last.bold == run.bold
            and last.font == run.font
            and last.size_pt == run.size_pt
        ):
            merged[-1] = last._replace(text=last.text + run.text)
        else:
            merged.append(run)
    return merged


def _in_cell(paragraph: Paragraph) -> str:
    """Text of a paragraph of a table; a list number that slipped before a figure is none of its digits."""
    typed = "".join(run.text for run in paragraph.runs)
    return typed if typed.strip().isdigit() else paragraph.text
