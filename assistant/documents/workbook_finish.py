"""What openpyxl leaves undone in a file that it has written.

Formulas get the number that they stand for, or a reader that does not calculate (a web page, a preview, our own)
would find nothing there. Texts move to the shared strings and font properties into the order of the schema, where
Excel would put them on the next save.
"""

import zipfile
from io import BytesIO
from typing import Final

from lxml import etree

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_STRINGS: Final = "xl/sharedStrings.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_STYLES: Final = "xl/styles.xml"
_FONT_ORDER: Final = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
    "family", "charset", "scheme",
)  # fmt: skip


def _tag(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def finish_workbook(data: bytes, cached: dict[str, dict[str, str | None]]) -> bytes:
    """The workbook with each named formula cell carrying its value; null is an empty text.

    `cached` maps sheet title → coordinate → digits. Takes only files that we have just written.
    """
    source = zipfile.ZipFile(BytesIO(data))
    parts = _sheet_parts(source)
    strings: dict[str, int] = {}
    uses = 0
    contents = {item.filename: source.read(item) for item in source.infolist()}
    for title, part in parts.items():
        root = etree.fromstring(contents[part])
        _put_values(root, cached.get(title, {}))
        uses += _share_strings(root, strings)
        contents[part] = _written(root)
    contents[_STRINGS] = _string_table(strings, uses)
    contents[_STYLES] = _ordered_fonts(contents[_STYLES])
    contents[_RELATIONS] = _with_child(
        contents[_RELATIONS], "Relationship", Id="strings", Type=f"{_REL}/sharedStrings", Target="sharedStrings.xml"
    )
    contents[_TYPES] = _with_child(
        contents[_TYPES],
        "Override",
        PartName=f"/{_STRINGS}",
        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in contents.items():
            out.writestr(name, content)
    return target.getvalue()


def _with_child(content: bytes, name: str, **attributes: str) -> bytes:
    root = etree.fromstring(content)
    namespace = str(root.tag).partition("}")[0] + "}"
    etree.SubElement(root, namespace + name, attributes)
    return _written(root)


def _sheet_parts(source: zipfile.ZipFile) -> dict[str, str]:
    relations = {node.get("Id"): str(node.get("Target")) for node in etree.fromstring(source.read(_RELATIONS))}
    sheets = etree.fromstring(source.read("xl/workbook.xml")).iter(_tag("sheet"))
    return {
        str(sheet.get("name")): "xl/" + relations[sheet.get(f"{{{_REL}}}id")].removeprefix("/xl/") for sheet in sheets
    }


def _put_values(root: etree._Element, values: dict[str, str | None]) -> None:
    for cell in root.iter(_tag("c")):
        coordinate = cell.get("r")
        if coordinate not in values or cell.find(_tag("f")) is None:
            continue
        for old in cell.findall(_tag("v")):
            cell.remove(old)
        value = etree.SubElement(cell, _tag("v"))
        digits = values[coordinate]
        if digits is None:
            cell.set("t", "str")
            value.text = ""
        else:
            cell.attrib.pop("t", None)
            value.text = digits


def _share_strings(root: etree._Element, strings: dict[str, int]) -> int:
    """Inline texts of a sheet as numbers of shared ones; gives how many there were."""
    uses = 0
    for cell in root.iter(_tag("c")):
        inline = cell.find(_tag("is"))
        if inline is None:
            continue
        text = "".join(node.text or "" for node in inline.iter(_tag("t")))
        cell.remove(inline)
        cell.set("t", "s")
        etree.SubElement(cell, _tag("v")).text = str(strings.setdefault(text, len(strings)))
        uses += 1
    return uses


def _string_table(strings: dict[str, int], uses: int) -> bytes:
    root = etree.Element(_tag("sst"), {"count": str(uses), "uniqueCount": str(len(strings))}, nsmap={None: _MAIN})
    for text in strings:
        node = etree.SubElement(etree.SubElement(root, _tag("si")), _tag("t"))
        node.text = text
        if text != text.strip():
            node.set(_SPACE, "preserve")
    return _written(root)


def _ordered_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    order = {_tag(name): at for at, name in enumerate(_FONT_ORDER)}
    for font in root.iter(_tag("font")):
        font[:] = sorted(font, key=lambda node: order.get(str(node.tag), len(order)))
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
