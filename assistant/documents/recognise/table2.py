"""表二: three figures each for 规章 and 行政规范性文件, one each for the other four rows."""

from typing import Final

from assistant.documents.blocks import TableCell
from assistant.documents.recognise.grid import Logical, Row, is_old
from assistant.documents.recognise.labels import OLD_ROWS, bare, is_blank, is_figure, norm, t2_header, t2_row
from assistant.documents.recognise.reading import Reading
from schemas.form import T2_DOCUMENT_COLUMNS, T2_DOCUMENT_ROWS

_COLUMNS: Final = tuple(T2_DOCUMENT_COLUMNS)


def read_table2(table: Logical) -> Reading:
    """Every cell of 表二, or why not."""
    reading = Reading()
    old = is_old(table.fragments)
    if old:
        reading.template = "2019"
    header: list[TableCell] = []
    for at, row in enumerate(table.rows()):
        place, key = _label(row)
        if key is None:
            header = _header(row) or header
            _note_old(row, reading)
            continue
        behind = row.own[place + 1 :]
        first = f"table2.{key}.made" if key in T2_DOCUMENT_ROWS else f"table2.{key}"
        if first in reading.records or not behind:
            continue
        reading.rows_of[at] = key
        if old:
            _take_old(key, behind, header, reading)
        elif key in T2_DOCUMENT_ROWS:
            _take_documents(key, behind, header, reading, even=not table.ragged)
        else:
            _take_single(key, behind, reading)
    if old:
        reading.notes.append(
            "表二是 2019 年的旧格式：已读入“本年新制作数量”和“处理决定数量”，其余各列与现行格式不对应，未读入。"
        )
    reading.fill_absent("table2", "旧格式没有这一项。" if old else "表中没有这一行。")
    return reading


def _label(row: Row) -> tuple[int, str | None]:
    for index, cell in enumerate(row.own):
        if is_blank(cell.text) or is_figure(cell.text):
            continue
        key = t2_row(cell.text)
        if key is not None:
            return index, key
    return -1, None


def _header(row: Row) -> list[TableCell]:
    return row.own if len(row.own) > 1 and any(bare(cell.text) == "信息内容" for cell in row.own) else []


def _take_documents(
    key: str, behind: list[TableCell], header: list[TableCell], reading: Reading, *, even: bool
) -> None:
    named = {kind: cell for cell in header if (kind := t2_header(cell.text)) is not None}
    if even and len(named) == 3:
        by_col = {cell.col: cell for cell in behind}
        if all(named[column].col in by_col for column in _COLUMNS):
            for column in _COLUMNS:
                reading.put(f"table2.{key}.{column}", by_col[named[column].col].text)
            if len(behind) > 3:
                _extra_columns(len(behind) - 3, reading)
            return
    while len(behind) > 3 and is_blank(behind[-1].text):
        behind = behind[:-1]
    if len(behind) == 3:
        order = [kind for cell in header if (kind := t2_header(cell.text)) is not None]
        columns = order if len(order) == 3 and len(set(order)) == 3 else list(_COLUMNS)
        for column, cell in zip(columns, behind, strict=True):
            reading.put(f"table2.{key}.{column}", cell.text)
        return
    raw = " ".join(cell.text.strip() for cell in behind)
    for column in _COLUMNS:
        reading.doubt(f"table2.{key}.{column}", raw, "这一行的数字与各列对不上（应为三个），请对照原件填写。")


def _extra_columns(count: int, reading: Reading) -> None:
    message = f"表二多出 {count} 列，与规定格式不符。"
    if message not in reading.problems:
        reading.problems.append(message)


def _take_single(key: str, behind: list[TableCell], reading: Reading) -> None:
    """One figure; where merging was undone, it may be repeated or stand among blanks."""
    filled = [cell.text for cell in behind if not is_blank(cell.text)]
    distinct = {norm(text) for text in filled}
    if len(distinct) <= 1:
        reading.put(f"table2.{key}", filled[0] if filled else behind[0].text)
        return
    reading.doubt(f"table2.{key}", " ".join(filled), "这一行有几个不同的数字，无法确定取哪一个，请对照原件填写。")


# ---- the format of 2019 --------------------------------------------------------------------------------
def _take_old(key: str, behind: list[TableCell], header: list[TableCell], reading: Reading) -> None:
    if key in T2_DOCUMENT_ROWS:
        made = _under(header, behind, "新制作")
        if made is not None:
            reading.put(f"table2.{key}.made", made.text)
        return
    word = "收费金额" if key == "fees_wan" else "处理决定数量"
    cell = _under(header, behind, word)
    if cell is None:
        return
    if key == "fees_wan" and not any("万元" in c.text for c in header):
        reading.doubt("table2.fees_wan", cell.text, "旧格式没有写明单位是否为万元，请核对后填写。")
        return
    reading.put(f"table2.{key}", cell.text)


def _under(header: list[TableCell], behind: list[TableCell], word: str) -> TableCell | None:
    """The figure below the header that holds `word`: by column, else by order."""
    for index, title in enumerate(header):
        if word in bare(title.text):
            for cell in behind:
                if cell.col == title.col:
                    return cell
            return behind[index - 1] if 0 < index <= len(behind) and len(behind) == len(header) - 1 else None
    return None


def _note_old(row: Row, reading: Reading) -> None:
    for index, cell in enumerate(row.own):
        if bare(cell.text) in OLD_ROWS:
            rest = "、".join(c.text.strip() for c in row.own[index + 1 :] if not is_blank(c.text))
            reading.notes.append(f"旧格式的“{norm(cell.text)}”（{rest or '空'}）现行格式没有，未读入。")
            return
