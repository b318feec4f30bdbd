"""How the document looks: GB/T 9704-2012 by analogy (`domain.md` §5). Lengths in twips unless named otherwise."""

from dataclasses import dataclass
from typing import Final

from assistant.documents.blocks import PageLayout, Role

DRAFT_NOTICE: Final = "起草稿，须人工审核，不得直接发布"
DRAFT_NOTICE_MODEL: Final = "智能辅助起草稿，须人工审核，不得直接发布"

A4: Final = PageLayout(
    width=210, height=297, top=37, bottom=35, left=28, right=26, odd_even_footers=True, page_numbers=True
)
PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
MARGIN_TOP: Final = 2098
MARGIN_BOTTOM: Final = 1984
MARGIN_LEFT: Final = 1587
MARGIN_RIGHT: Final = 1474
HEADER_DISTANCE: Final = 1134
FOOTER_DISTANCE: Final = 1434
"""25.3 mm: the dashes of the page number stand 7 mm below the type area."""

TEXT_WIDTH: Final = 8844
LINE: Final = 579
"""22 lines a page, 28.95 pt exact."""
PITCH: Final = -5
"""28 characters of 16 pt a line of 156 mm: each a quarter point narrower."""

SONG: Final = "宋体"
FANG: Final = "仿宋_GB2312"
HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
TITLE_FACE: Final = "方正小标宋简体"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A Word style: its id, the name that Word knows it by, typeface and size in half points."""

    id: str
    name: str
    font: str
    half_points: int
    paragraph: str
    """Paragraph properties as WordprocessingML, in schema order."""
    pitch: int = 0
    next_id: str = "BodyText"


_EXACT: Final = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
_INDENT: Final = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
# Word would put air between characters and digits, and the line would no longer hold 28 characters
_FLAT: Final = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'


def _heading(level: int) -> str:
    return f'<w:keepNext/><w:keepLines/>{_FLAT}{_EXACT}{_INDENT}<w:jc w:val="both"/><w:outlineLvl w:val="{level - 1}"/>'


STYLES: Final[tuple[ParagraphStyle, ...]] = (
    ParagraphStyle("Title", "Title", TITLE_FACE, 44, (
        f"<w:keepNext/><w:keepLines/>{_FLAT}"
        '<w:spacing w:before="0" w:after="0" w:line="680" w:lineRule="exact"/><w:jc w:val="center"/>'
    )),
    ParagraphStyle("Heading1", "heading 1", HEI, 32, _heading(1), PITCH),
    ParagraphStyle("Heading2", "heading 2", KAI, 32, _heading(2), PITCH),
    ParagraphStyle("Heading3", "heading 3", FANG, 32, _heading(3), PITCH),
    ParagraphStyle("BodyText", "Body Text", FANG, 32, f'{_FLAT}{_EXACT}{_INDENT}<w:jc w:val="both"/>', PITCH),
    ParagraphStyle("Signature", "Signature", FANG, 32, f'<w:keepNext/>{_FLAT}{_EXACT}<w:jc w:val="right"/>', PITCH),
    ParagraphStyle("Date", "Date", FANG, 32, f'{_FLAT}{_EXACT}<w:jc w:val="right"/>', PITCH),
    ParagraphStyle("TableText", "Table Text", SONG, 21, (
        # exact, or 表三 needs a third page where another typeface stands in for 宋体
        f'{_FLAT}<w:spacing w:before="0" w:after="0" w:line="250" w:lineRule="exact"/><w:jc w:val="center"/>'
    ), next_id="TableText"),
    ParagraphStyle("Header", "header", SONG, 21, (
        f'{_FLAT}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
    ), next_id="Header"),
    ParagraphStyle("Footer", "footer", SONG, 28, (
        f'{_FLAT}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    ), next_id="Footer"),
)  # fmt: skip

STYLE_OF_ROLE: Final[dict[Role, str]] = {
    "": "BodyText",
    "title": "Title",
    "heading1": "Heading1",
    "heading2": "Heading2",
    "heading3": "Heading3",
    "body": "BodyText",
    "table_lead": "BodyText",
    "signature": "Signature",
    "date": "Date",
}

CELL_MARGIN: Final = 25
"""Left and right, in table cells; narrow enough for five digits in the columns of 表四, six in those of 表三."""
CELL_AIR: Final = 20
"""Above and below the text of a table cell; more, and 表三 needs a third page where it begins at a page's foot."""
DIGIT: Final = 0.56
"""Width of a digit in its own size: half in 宋体, a little more in the typefaces that stand in for it."""
TABLE_HALF_POINTS: Final = 21
"""五号."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Column widths, least row height, how many rows from the top never part, and how many characters a
    line the label cells at (row, column) hold that would break at the wrong place otherwise."""

    columns: tuple[int, ...]
    row_height: int
    together: int
    narrow: dict[tuple[int, int], int]


TABLE_LOOKS: Final[dict[str, TableLook]] = {
    "table2": TableLook((2211,) * 4, 397, 14, {}),
    "table3": TableLook(
        (330, 760, 1874, 840, 760, 760, 860, 860, 760, 1040),
        397,
        # room for 三、本年度办理结果, written downwards, on the page where the table begins
        9,
        # 商业 / 企业 rather than 商业企 / 业; （三） / 不予 / 公开 rather than （三） / 不予公 / 开
        {(5, 0): 1, **{(2, col): 2 for col in range(4, 8)}, **{(row, 1): 2 for row in (7, 15, 18, 23)}},
    ),
    "table4": TableLook((590,) * 9 + (589,) * 6, 397, 4, {}),
}


def table_look(address: str, cols: int) -> TableLook:
    """The look of one of the form's tables; any other table gets equal columns."""
    look = TABLE_LOOKS.get(address)
    if look is not None and len(look.columns) == cols:
        return look
    return TableLook((TEXT_WIDTH // max(cols, 1),) * cols, 397, 1, {})
