"""Faults of a Word file that its text does not show: layout, page numbers, leftovers of editing."""

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"


def wear(doc: Docx, name: str) -> None:
    fault, _, value = name.partition("=")
    paragraphs = [p for p in doc.paragraphs if p.text]
    title, body = (
        paragraphs[:2],
        [p for p in paragraphs[2:] if not ((p.style and p.style.name) or "").startswith("Head")],
    )
    first = [p for p in paragraphs if p.style and p.style.name == "Heading 1"]
    second = [p for p in paragraphs if p.style and p.style.name == "Heading 2"]
    section = doc.sections[0]

    def fonts(where: list, face: str | None = None, size: float | None = None) -> None:  # type: ignore[type-arg]
        for p in where:
            for run in p.runs:
                if face:
                    run.font.name = face
                    run._r.rPr.rFonts.set(qn("w:eastAsia"), face)
                if size:
                    run.font.size = Pt(size)

    match fault:
        case "margins":
            section.top_margin = section.bottom_margin = Mm(25.4)
            section.left_margin = section.right_margin = Mm(31.8)
        case "letter":
            section.page_width, section.page_height = Mm(215.9), Mm(279.4)
        case "bodyfont":
            fonts(body, value)
        case "bodysize":
            fonts(body, size=float(value))
        case "titlefont":
            fonts(title, value)
        case "titlesize":
            fonts(title, size=float(value))
        case "h1font":
            fonts(first, value)
        case "h2font":
            fonts(second, value)
        case "h1bold":
            for p in first:
                p.runs[0].font.bold = True
        case "titleleft":
            for p in title:
                p.alignment = WD_ALIGN_PARAGRAPH.LEFT
        case "linespacing":
            for p in body:
                p.paragraph_format.line_spacing = 1.0
        case "noindent":
            for p in body:
                for indent in p._p.pPr.findall(qn("w:ind")):
                    p._p.pPr.remove(indent)
        case "nopagenumber":
            for footer in (section.footer, section.even_page_footer):
                for child in list(footer.paragraphs[0]._p):
                    footer.paragraphs[0]._p.remove(child)
        case "samefooter":
            doc.settings.odd_and_even_pages_header_footer = False
        case "centerfooter":
            for footer in (section.footer, section.even_page_footer):
                footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        case "widetable":
            for column in doc.tables[1]._tbl.tblGrid.gridCol_lst:
                column.w = Twips(1300)
            for tc in doc.tables[1]._tbl.iter(qn("w:tcW")):
                tc.set(qn("w:w"), str(int(tc.get(qn("w:w"), "884")) * 1300 // 884))
        case "noheaderrow" | "splitrows":
            tag = "w:tblHeader" if fault == "noheaderrow" else "w:cantSplit"
            for mark in list(doc.tables[1]._tbl.iter(qn(tag))):
                mark.getparent().remove(mark)
        case "noheadingstyle":
            for p in first + second:
                p.style = doc.styles["Normal"]
        case "spacetable":
            table = doc.tables[0]._tbl
            for row in doc.tables[0].rows:
                seen: list[str] = []
                for cell in row.cells:
                    if not seen or seen[-1] != cell.text:
                        seen.append(cell.text)
                p = parse_xml(
                    f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">{"    ".join(seen)}</w:t></w:r></w:p>'
                )
                table.addprevious(p)
            table.getparent().remove(table)
        case _:
            _leftover(doc, fault, value)


def _leftover(doc: Docx, fault: str, value: str) -> None:
    p = next(p for p in doc.paragraphs if len(p.text) > 60)
    match fault:
        case "author":
            doc.core_properties.author = value
        case "lastmod":
            doc.core_properties.last_modified_by = value
        case "company":
            blob = (
                '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/'
                f'officeDocument/2006/extended-properties"><Company>{value}</Company></Properties>'
            ).encode()
            rels = doc.part.package.rels
            known = next((rel for rel in rels.values() if rel.reltype == PROPERTIES), None)
            if known:
                known.target_part._blob = blob
            else:
                kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
                doc.part.package.relate_to(Part(PackURI("/docProps/app.xml"), kind, blob), PROPERTIES)
        case "comment":
            doc.add_comment(p.runs, text=value, author="科室", initials="k")
        case "insertion" | "deletion":
            mark = OxmlElement("w:ins" if fault == "insertion" else "w:del")
            mark.set(qn("w:author"), "科室")
            mark.set(qn("w:id"), "900")
            mark.set(qn("w:date"), "2025-01-05T09:00:00Z")
            tag = "w:t" if fault == "insertion" else "w:delText"
            mark.append(parse_xml(f"<w:r {nsdecls('w')}><{tag}>（请核）</{tag}></w:r>"))
            p._p.append(mark)
        case "hidden":
            p.add_run(value).font.hidden = True
        case _:
            raise ValueError(fault)
