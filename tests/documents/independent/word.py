"""Word files written as raw parts, so that every habit of Word and WPS can be made."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.documents.independent.story import Box, Boxes, Line, matrix

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'


def run(text: str, props: str = "") -> str:
    """A run; \\n becomes a line break, \\t a tab."""
    parts = []
    for n, piece in enumerate(text.split("\n")):
        if n:
            parts.append("<w:br/>")
        parts.append("<w:tab/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in piece.split("\t")))
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{''.join(parts)}</w:r>"


def paragraph(content: str, props: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{content}</w:p>"


def plain(text: str, props: str = "") -> str:
    return paragraph(run(text) if text else "", props)


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def font(name: str, half_points: int, *, bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>{weight}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def wps(text: str, props: str) -> str:
    """Every character a run of its own, with the noise that WPS leaves between them."""
    noisy = f'{props}<w:highlight w:val="none"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/>'
    runs = [run(ch, noisy if n % 2 else props + '<w:lang w:eastAsia="zh-CN"/>') for n, ch in enumerate(text)]
    for n in range(3, len(runs), 7):
        runs[n] = f'<w:proofErr w:type="spellStart"/>{runs[n]}<w:proofErr w:type="spellEnd"/>'
    return f'<w:bookmarkStart w:id="7" w:name="OLE_LINK1"/>{"".join(runs)}<w:bookmarkEnd w:id="7"/>'


# ---- tables ---------------------------------------------------------------------------------------------
CellText = Callable[[Box], str]


def cell_paragraphs(box: Box) -> str:
    return plain(box.text, '<w:jc w:val="center"/>')


def table(
    of: Boxes,
    *,
    inner: CellText = cell_paragraphs,
    merge: str = "normal",
    grid: bool = True,
    header_rows: int = 0,
    span_error: Callable[[Box], int] = lambda _: 0,
    row_wrap: Callable[[int, str], str] = lambda _, xml: xml,
    cell_wrap: Callable[[Box, str], str] = lambda _, xml: xml,
) -> str:
    """merge: normal (gridSpan + vMerge) | hmerge | blank (nothing merged) | repeat (text in each place)."""
    places = matrix(of)
    width = 8800 // len(places[0])
    rows = []
    for r, row in enumerate(places):
        cells = []
        for c, box in enumerate(row):
            top, left = r == box.row, c == box.col
            if merge in ("blank", "repeat"):
                content = inner(box) if merge == "repeat" or (top and left) else plain("")
                cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>')
                continue
            if merge == "normal" and not left:
                continue
            props = ""
            if merge == "normal" and box.colspan > 1:
                props += f'<w:gridSpan w:val="{box.colspan + span_error(box)}"/>'
            if merge == "hmerge" and box.colspan > 1:
                props += '<w:hMerge w:val="restart"/>' if left else "<w:hMerge/>"
            if box.rowspan > 1:
                props += '<w:vMerge w:val="restart"/>' if top else "<w:vMerge/>"
            content = inner(box) if top and left else plain("")
            room = f'<w:tcW w:w="{width * (box.colspan if merge == "normal" else 1)}" w:type="dxa"/>'
            xml = f'<w:tc><w:tcPr>{room}{props}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
            cells.append(cell_wrap(box, xml))
        header = "<w:trPr><w:tblHeader/></w:trPr>" if r < header_rows else ""
        rows.append(row_wrap(r, f"<w:tr>{header}{''.join(cells)}</w:tr>"))
    cols = f'<w:gridCol w:w="{width}"/>' * len(places[0])
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        + (f"<w:tblGrid>{cols}</w:tblGrid>" if grid else "")
        + "".join(rows)
        + "</w:tbl>"
    )


def layout_table(*contents: str) -> str:
    """One borderless cell after the other, each holding a part of the document."""
    rows = "".join(f"<w:tr><w:tc><w:tcPr/>{content}{plain('')}</w:tc></w:tr>" for content in contents)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>{rows}</w:tbl>'


def block_control(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="内容"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def field_run(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content: str) -> str:
    """A shape with text, once for Word 2010 and once more for older ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture() -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


# ---- the package ----------------------------------------------------------------------------------------
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/>{one}</w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="1"/>{two}</w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>'
)


@dataclass
class Package:
    """A .docx from its body."""

    body: str
    numbering: str = ""
    style_one: str = ""
    style_two: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    """comments | footnotes | header | footer → the XML inside the part."""
    image: bool = False
    final_section: str = PORTRAIT

    def bytes(self) -> bytes:
        files: dict[str, str | bytes] = {}
        overrides, relations = [], []

        def add(name: str, kind: str, xml: str) -> None:
            files[f"word/{name}.xml"] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}'
            overrides.append(f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>')
            if name != "document":
                relations.append(f'<Relationship Id="rId{name}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>')

        section = self.final_section
        for name in ("header", "footer"):
            if name in self.parts:
                section = f'<w:{name}Reference w:type="default" r:id="rId{name}"/>{section}'
        add(
            "document",
            "document.main",
            self._root("document", f"<w:body>{self.body}<w:sectPr>{section}</w:sectPr></w:body>"),
        )
        add("styles", "styles", self._root("styles", STYLES.format(one=self.style_one, two=self.style_two)))
        if self.numbering:
            add("numbering", "numbering", self._root("numbering", self.numbering))
        tags = {"comments": "comments", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
        for name, xml in self.parts.items():
            add(name, name, self._root(tags[name], xml))
        if self.image:
            files["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n" + bytes(64)
            relations.append(f'<Relationship Id="rIdPicture" Type="{RELATIONS}/image" Target="media/image1.png"/>')
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        package = "http://schemas.openxmlformats.org/package/2006"
        files["[Content_Types].xml"] = (
            f'{head}<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{"".join(overrides)}</Types>'
        )
        files["_rels/.rels"] = (
            f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        files["word/_rels/document.xml.rels"] = (
            f'{head}<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>'
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return out.getvalue()

    @staticmethod
    def _root(tag: str, inner: str) -> str:
        return f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def numbering(levels: Sequence[tuple[str, str]], *, links: Sequence[str] = (), extra: str = "", count: int = 1) -> str:
    """Abstract list 5 of these (format, text) levels; `count` lists 1 … that use it, the later ones restarted."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
        + (f'<w:pStyle w:val="{links[n]}"/>' if n < len(links) else "")
        + f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (fmt, text) in enumerate(levels)
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="5"/>{restart if n > 1 else ""}</w:num>'
        for n in range(1, count + 1)
    )
    return (
        f'<w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>{extra}{nums}'
    )


def numbered(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


Render = Callable[[Line], str]


def body(lines: Sequence[Line], render: Render) -> str:
    return "".join(render(line) for line in lines)
