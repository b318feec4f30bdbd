"""The parts of a Word file around its text: styles, settings, footers, properties, relationships."""

from datetime import datetime
from typing import Final

from assistant.documents.blocks import FileMetadata
from assistant.documents.layout import FANG, SONG, STYLES, ParagraphStyle
from assistant.documents.xml_text import escaped, quoted

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ITEM_ID: Final = "{6F1D2B5A-6C0E-4B57-9E53-3A5C0B6E8D21}"
_FMTID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Fixed by the standard for custom properties."""

BODY_NAMESPACES: Final = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w15="{W15}" xmlns:mc="{_MC}" mc:Ignorable="w15"'


def fonts(face: str) -> str:
    """All four, so that digits and Latin letters stand in the same face (GB/T 9704)."""
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


# ---- styles and settings --------------------------------------------------------------------------
# Latin too: where a typeface is missing, LibreOffice else takes a wide one for the digits of the tables
_LANG: Final = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


def _paragraph_style(style: ParagraphStyle) -> str:
    size = style.half_points
    pitch = f'<w:spacing w:val="{style.pitch}"/>' if style.pitch else ""
    quick = "<w:qFormat/>" if style.id not in ("Header", "Footer") else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"{_custom(style)}>'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:next w:val="{style.next_id}"/>{quick}'
        f"<w:pPr>{style.paragraph}</w:pPr>"
        f'<w:rPr>{fonts(style.font)}<w:b w:val="0"/><w:bCs w:val="0"/>{pitch}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _custom(style: ParagraphStyle) -> str:
    return ' w:customStyle="1"' if style.id == "TableText" else ""


def _styles() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/></w:pPr>'
        f'<w:rPr>{fonts(FANG)}<w:sz w:val="32"/><w:szCs w:val="32"/>{_LANG}</w:rPr></w:style>'
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}'
        f'<w:sz w:val="32"/><w:szCs w:val="32"/>{_LANG}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        f"{normal}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
        f"{''.join(_paragraph_style(style) for style in STYLES)}</w:styles>"
    )


STYLES_XML: Final = _styles()
SETTINGS_XML: Final = (
    f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


# ---- headers and footers --------------------------------------------------------------------------
def _footer(side: str) -> str:
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}'
        f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p></w:ftr>'
    )


FOOTER_ODD_XML: Final = _footer("right")
FOOTER_EVEN_XML: Final = _footer("left")


def header_xml(notice: str) -> str:
    """The grey line on every page of a draft."""
    return (
        f'{DECLARATION}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t xml:space="preserve">{escaped(notice)}</w:t></w:r>'
        "</w:p></w:hdr>"
    )


FONT_TABLE_XML: Final = (
    f'{DECLARATION}<w:fonts xmlns:w="{W}">'
    + "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{alternative}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for face, alternative in (
            ("仿宋_GB2312", "仿宋"),
            ("楷体_GB2312", "楷体"),
            ("黑体", "SimHei"),
            (SONG, "SimSun"),
            ("方正小标宋简体", "方正小标宋_GBK"),
        )
    )
    + "</w:fonts>"
)
"""Faces a PC may lack, with the ones that Windows itself brings."""


# ---- properties -----------------------------------------------------------------------------------
def core_xml(metadata: FileMetadata, language: str, created: datetime) -> str:
    """Title and unit; the unit stands as author, since no person's name may."""
    stamp = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    unit = escaped(metadata.author or "")
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(metadata.title or '')}</dc:title><dc:creator>{unit}</dc:creator>"
        f"<cp:lastModifiedBy>{unit}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{escaped(language)}</dc:language></cp:coreProperties>"
    )


def app_xml(metadata: FileMetadata) -> str:
    return (
        f'{DECLARATION}<Properties xmlns="{_PROPS}/extended-properties"><Application>年报助手</Application>'
        f"<Company>{escaped(metadata.company or '')}</Company></Properties>"
    )


def custom_xml(properties: dict[str, str]) -> str:
    items = "".join(
        f'<property fmtid="{_FMTID}" pid="{pid}" name="{quoted(name)}"><vt:lpwstr>{escaped(value)}</vt:lpwstr>'
        "</property>"
        for pid, (name, value) in enumerate(properties.items(), start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_PROPS}/custom-properties" xmlns:vt="{_PROPS}/docPropsVTypes">'
        f"{items}</Properties>"
    )


ITEM_PROPS_XML: Final = (
    f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_PROPS}/customXml" ds:itemID="{_ITEM_ID}"><ds:schemaRefs/>'
    "</ds:datastoreItem>"
)


# ---- the package ----------------------------------------------------------------------------------
def relationships_xml(targets: list[tuple[str, str, str]]) -> str:
    """(id, type's last word or full type, target)."""
    items = "".join(
        f'<Relationship Id="{rid}" Type="{kind if "/" in kind else f"{R}/{kind}"}" Target="{target}"/>'
        for rid, kind, target in targets
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELS}">{items}</Relationships>'


PACKAGE_CORE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CONTENT_TYPES: Final[dict[str, str]] = {
    "word/document.xml": f"{_WML}.document.main+xml",
    "word/styles.xml": f"{_WML}.styles+xml",
    "word/settings.xml": f"{_WML}.settings+xml",
    "word/fontTable.xml": f"{_WML}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/footer1.xml": f"{_WML}.footer+xml",
    "word/footer2.xml": f"{_WML}.footer+xml",
    "word/header1.xml": f"{_WML}.header+xml",
    "word/header2.xml": f"{_WML}.header+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}


def content_types_xml(names: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{CONTENT_TYPES[name]}"/>' for name in names if name in CONTENT_TYPES
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
