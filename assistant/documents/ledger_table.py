"""A ledger file → headings and rows as text. Columns that hold names, contacts or the text of applications are
emptied before anything else sees them."""

import csv
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.documents.guards import kind_of, refuse
from assistant.documents.ledger_words import load_kind_words, plain
from assistant.documents.workbook_load import Sheet, load_sheets

if TYPE_CHECKING:
    from assistant.documents.ledger_mapping import LedgerMapping

_MAX_ROWS: Final = 50_000
_HEADING_REACH: Final = 15
_UNUSED: Final = {"uncalculated": "（公式未计算）", "struck": "（带删除线）"}
_HEADING_WORDS: Final = re.compile(
    r"日期|时间|结果|类型|类别|性质|申请人|编号|登记号|序号|答复|办理|办结|受理|收到|内容|方式|结转|备注|联系|姓名|单位"
)
_PERSONAL: Final = re.compile(
    r"姓名|名称|身份证|证件|电话|手机|联系|地址|住址|邮箱|邮编|邮件|微信|性别|年龄|工作单位|账号|"
    r"(?:代理|委托|联系|经办|承办|申请|法定代表|负责)人$|内容|描述|事由|用途|标题|所需|索取|申请事项|申请信息|备注|说明|附件|快递|单号"
)
_COUNTED: Final = re.compile(r"(?:日期|时间|编号|登记号|受理号|序号|结果)$")
_PRIVATE: Final = re.compile(r"证件|身份证|电话|手机|账号|出生|原文")
_KIND: Final = re.compile(r"类型|类别|性质|身份$|属性|分类|主体类")
_FOOTER: Final = re.compile(r"^(合计|总计|小计|累计|填表|制表|填报|审核人|审核|负责人|联系人|备注|注[：:]|说明)")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`number` as the file counts rows. `continues`: belongs to the application of the row above (merged cells)."""

    number: int
    cells: tuple[str, ...]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """`dropped`: headings of columns emptied because they hold personal data or free text."""

    headings: tuple[str, ...]
    rows: tuple[LedgerRow, ...]
    sheet: str = ""
    dropped: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

    def column(self, index: int) -> tuple[str, ...]:
        return tuple(row.cells[index] for row in self.rows)

    def only(self, mapping: "LedgerMapping") -> "LedgerTable":
        """The table with every column emptied that the mapping does not use."""
        used = mapping.columns()
        rows = tuple(
            replace(row, cells=tuple(text if at in used else "" for at, text in enumerate(row.cells)))
            for row in self.rows
        )
        gone = [h for at, h in enumerate(self.headings) if at not in used and h and h not in self.dropped]
        return replace(self, rows=rows, dropped=(*self.dropped, *gone))


@dataclass(frozen=True, slots=True)
class _Raw:
    """Row number → column → text, with the rows that a vertical merge ties to the one above."""

    rows: dict[int, dict[int, str]]
    tied: dict[int, set[int]]


def read_ledger_table(data: bytes, name: str) -> LedgerTable:
    """Headings and rows of an .xlsx or .csv ledger; the heading row is found below titles and notes.

    Of several sheets the one that looks most like a ledger is read and the others are named.
    Raises UnreadableFileError with one sentence.
    """
    if name.lower().endswith((".csv", ".tsv", ".txt")) and not data.startswith(b"PK"):
        table, score = _table_of(_csv_rows(data, name), "")
        if table is None or score < 2:
            raise refuse(_no_heading(name))
        return table
    found: list[tuple[int, LedgerTable]] = []
    for sheet in load_sheets(data, name):
        if sheet.hidden:
            continue
        table, score = _table_of(_sheet_rows(sheet), sheet.title)
        if table is not None and score >= 2:
            found.append((score, table))
    if not found:
        raise refuse(_no_heading(name))
    best = max(found, key=lambda entry: (entry[0], len(entry[1].rows)))[1]
    others = tuple(table.sheet for _, table in found if table is not best and table.rows)
    return replace(best, other_sheets=others)


def _no_heading(name: str) -> str:
    return (
        f"在“{name}”里没有找到台账的表头。台账应每件申请一行，表头里有收到日期、申请人类型、办理结果、答复日期等栏目。"
    )


# ---- files to rows ----------------------------------------------------------------------------------
def _csv_rows(data: bytes, name: str) -> _Raw:
    if kind_of(data, name) not in ("text", "html"):
        raise refuse(f"“{name}”不是台账文件，请另存为 .xlsx 或 .csv 后再导入。")
    text = _decoded(data, name)
    head = text[:4_096]
    delimiter = max(",\t;，", key=lambda char: head.count(char))
    rows: dict[int, dict[int, str]] = {}
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            cells = {col: value.strip() for col, value in enumerate(line, start=1) if value.strip()}
            if cells:
                rows[number] = cells
            if len(rows) > _MAX_ROWS:
                raise refuse(f"“{name}”超过 {_MAX_ROWS} 行，不像申请台账，未读取。")
    except csv.Error:
        raise refuse(f"“{name}”的内容不像表格，请另存为 .xlsx 后再导入。") from None
    return _Raw(rows, {})


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse(f"“{name}”的文字编码无法识别，请另存为 UTF-8 编码的 .csv，或另存为 .xlsx。")


def _sheet_rows(sheet: Sheet) -> _Raw:
    rows: dict[int, dict[int, str]] = {}
    for (row, col), cell in sheet.cells.items():
        text = _UNUSED.get(cell.kind) or cell.text.strip()
        if text:
            rows.setdefault(row, {})[col] = text
    tied: dict[int, set[int]] = {}
    for top, left, bottom, right in sheet.merges:
        text = rows.get(top, {}).get(left, "")
        if right > left and text and bottom - top <= 2 and right - left <= 60:
            # a heading over several columns stands over each of them
            for col in range(left + 1, right + 1):
                rows[top].setdefault(col, text)
        if bottom - top > 50:
            continue
        for row in range(top + 1, bottom + 1):
            tied.setdefault(row, set()).update(range(left, min(right, left + 60) + 1))
    return _Raw(rows, tied)


# ---- heading row ------------------------------------------------------------------------------------
def _table_of(raw: _Raw, title: str) -> tuple[LedgerTable | None, int]:
    numbers = sorted(raw.rows)
    best: tuple[int, int, dict[int, str]] | None = None
    for at, number in enumerate(numbers[:_HEADING_REACH]):
        one = raw.rows[number]
        choices = [(number, one)]
        if at + 1 < len(numbers) and numbers[at + 1] == number + 1:
            below = raw.rows[number + 1]
            if _score(below) >= 1 and not _looks_like_data(below):
                choices.append((number + 1, _joined(one, below)))
        for last, headings in choices:
            score = _score(headings)
            if best is None or score > best[0]:
                best = (score, last, headings)
    if best is None:
        return None, 0
    score, last, headings = best
    width = max(headings)
    rows = tuple(
        _row(raw, number, width)
        for number in numbers
        if number > last
        and not _is_footer(raw.rows[number])
        and not _is_heading_again(raw.rows[number], raw.rows[last])
    )
    names = tuple(re.sub(r"\s+", "", headings.get(col, "")) for col in range(1, width + 1))
    return _without_personal(LedgerTable(names, rows, title)), score


def _row(raw: _Raw, number: int, width: int) -> LedgerRow:
    cells = raw.rows[number]
    return LedgerRow(number, tuple(cells.get(col, "") for col in range(1, width + 1)), _continues(raw, number))


def _joined(upper: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for col in sorted({*upper, *lower}):
        above, below = upper.get(col, ""), lower.get(col, "")
        texts[col] = above if not below or above == below else f"{above}{below}"
    return texts


def _score(cells: dict[int, str]) -> int:
    """How many different headings of a ledger stand in a row. A title over the whole width is none."""
    return len({text for text in cells.values() if len(text) <= 30 and _HEADING_WORDS.search(text)})


def _is_heading_again(cells: dict[int, str], headings: dict[int, str]) -> bool:
    """A heading repeated further down, as printed pages have it."""
    same = sum(1 for col, text in cells.items() if headings.get(col) == text)
    return same >= 2 and same >= 0.8 * len(cells)


def _looks_like_data(cells: dict[int, str]) -> bool:
    return any(re.search(r"\d{4}[-/.年]\d|^\d{5}$", text) for text in cells.values())


def _continues(raw: _Raw, number: int) -> bool:
    """Most of what the row above holds reaches down into this row by merged cells."""
    tied = raw.tied.get(number, set())
    return len(tied) >= 2 and len(tied) >= len(set(raw.rows.get(number, {})) - tied)


def _is_footer(cells: dict[int, str]) -> bool:
    first = cells[min(cells)]
    return bool(_FOOTER.match(plain(first) or first)) and len(cells) <= 4


# ---- personal data ----------------------------------------------------------------------------------
def _without_personal(table: LedgerTable) -> LedgerTable:
    gone = {at for at, heading in enumerate(table.headings) if _is_personal(table, at, heading)}
    rows = tuple(
        replace(row, cells=tuple("" if at in gone else text for at, text in enumerate(row.cells))) for row in table.rows
    )
    return replace(table, rows=rows, dropped=tuple(table.headings[at] for at in sorted(gone)))


def _is_personal(table: LedgerTable, at: int, heading: str) -> bool:
    if not heading:
        return True
    if _KIND.search(heading):
        return False
    # 申请信息 above 收到日期: what stands in the lower row says what the column holds
    if _COUNTED.search(heading) and not _PRIVATE.search(heading):
        return False
    if not _PERSONAL.search(heading):
        return False
    # a column headed 申请人 may hold 公民 and 企业 rather than names
    kinds = load_kind_words()
    values = [text for text in table.column(at) if text.strip()]
    known = sum(plain(text) in kinds.meanings for text in values)
    return not values or known < 0.8 * len(values)
