"""Values for formula cells: openpyxl writes formulas without the number that they stand for, and a reader
that does not calculate (a web page, a preview, our own) would find nothing there."""

import zipfile
from io import BytesIO

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL, _FORMULA, _VALUE = (f"{{{_MAIN}}}{name}" for name in ("c", "f", "v"))


def put_cached_values(data: bytes, cached: dict[str, dict[str, str | None]]) -> bytes:
    """The workbook with each named formula cell carrying its value; null is an empty text.

    `cached` maps sheet title → coordinate → digits. Takes only files that we have just written.
    """
    source = zipfile.ZipFile(BytesIO(data))
    parts = _sheet_parts(source)
    wanted = {parts[title]: values for title, values in cached.items() if values}
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            content = source.read(item)
            if item.filename in wanted:
                content = _with_values(content, wanted[item.filename])
            out.writestr(item, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _sheet_parts(source: zipfile.ZipFile) -> dict[str, str]:
    relations = {
        node.get("Id"): str(node.get("Target")) for node in etree.fromstring(source.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = etree.fromstring(source.read("xl/workbook.xml")).iter(f"{{{_MAIN}}}sheet")
    return {
        str(sheet.get("name")): "xl/" + relations[sheet.get(f"{{{_REL}}}id")].removeprefix("/xl/") for sheet in sheets
    }


def _with_values(content: bytes, values: dict[str, str | None]) -> bytes:
    root = etree.fromstring(content)
    for cell in root.iter(_CELL):
        coordinate = cell.get("r")
        if coordinate not in values or cell.find(_FORMULA) is None:
            continue
        for old in cell.findall(_VALUE):
            cell.remove(old)
        value = etree.SubElement(cell, _VALUE)
        digits = values[coordinate]
        if digits is None:
            cell.set("t", "str")
            value.text = ""
        else:
            cell.attrib.pop("t", None)
            value.text = digits
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
