"""Tables whose grid is lost: labels and figures one after another in plain lines.

What counts is which figures follow which label. Where that is not plain, the cells are said to be unreadable.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from assistant.documents.recognise.labels import FORM_LABELS, bare, is_figure, norm, row_score, t2_row
from assistant.documents.recognise.lines import Line
from assistant.documents.recognise.order import table2_in_order, table3_in_order, table4_in_order
from assistant.documents.recognise.reading import Reading
from assistant.documents.recognise.table3_rows import COLUMNS, ROWS
from schemas.form import T2_DOCUMENT_COLUMNS, T2_DOCUMENT_ROWS, T3_ROWS, TABLE_CELLS

_SPLIT: Final = re.compile("[ \\t\u00a0\u3000\\n|｜]+")
_GLUED: Final = re.compile(r"^(.*[\u4e00-\u9fff）)”\"])(\d[\d,]*(?:\.\d+)?)$")
_SENTENCE: Final = re.compile(r"[。！？]")
_DETACHED: Final = 0.8
_OTHER_ORDER: Final = "各列的顺序与规定格式不同，无法确定数字属于哪一列，请对照原件填写。"
_ROW: Final = 5
"""So many figures alone on a line are a row."""


@dataclass(slots=True)
class Stretch:
    """Label words, then the figures that follow them. `counts`: how many of these each line gave."""

    words: str = ""
    figures: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    @property
    def orderly(self) -> bool:
        """All on one line, or each on a line of its own: otherwise figures were torn apart."""
        return len(self.counts) <= 1 or all(count == 1 for count in self.counts)


def stretches(lines: list[Line]) -> list[Stretch]:
    """The lines as label words and figures in turn."""
    found = [Stretch()]
    for line in lines:
        fresh = True
        if "|" in line.text:
            _add_cells(line.text, found)
            continue
        tokens = [token for token in _SPLIT.split(line.text) if token]
        if len(tokens) >= _ROW and found[-1].counts[-1:] == [len(tokens)] and all(map(is_figure, tokens)):
            # as many figures again: the next row, whose label was lost
            found.append(Stretch())
        for token in tokens:
            glued = None if is_figure(token) else _GLUED.match(token)
            parts = [glued[1], glued[2]] if glued and bare(glued[1]) in _ALL_LABELS else [token]
            for part in parts:
                if is_figure(part):
                    found[-1].figures.append(part)
                    if fresh or not found[-1].counts:
                        found[-1].counts.append(0)
                    found[-1].counts[-1] += 1
                    fresh = False
                else:
                    if found[-1].figures:
                        found.append(Stretch())
                    fresh = True
                    found[-1].words += norm(part)
                    found[-1].pieces.append(part)
    return [s for s in found if s.words or s.figures]


def _add_cells(text: str, found: list[Stretch]) -> None:
    """A line of a table copied out of a page one cell a line: a bar ends each, blank ones included."""
    for cell in text.split("|")[:-1]:
        bare_text = cell.strip(" \u00a0\u3000\t")
        if bare_text and not is_figure(bare_text):
            if found[-1].figures:
                found.append(Stretch())
            found[-1].words += norm(bare_text)
            found[-1].pieces.append(bare_text)
        elif found[-1].words or found[-1].figures:
            found[-1].figures.append(bare_text)
            found[-1].counts.append(1)


def _cut(figures: list[str], count: int) -> list[str]:
    """Blank cells behind the figures are what merged columns leave."""
    return figures[:count] if len(figures) > count and not any(figures[count:]) else figures


_ALL_LABELS: Final = frozenset().union(*FORM_LABELS.values())


def table_lines(lines: list[Line]) -> list[Line]:
    """The lines of a section that can belong to a table: no sentences."""
    return [
        line for line in lines if not _SENTENCE.search(line.text) and not (len(line.text) > 90 and "，" in line.text)
    ]


def named(lines: list[Line], table: str) -> int:
    """How many labels of a table stand in the lines."""
    text = "\n".join(norm(line.text) for line in lines)
    joined = text.replace("\n", "")
    return sum(1 for label in FORM_LABELS[table] if len(label) >= 3 and (label in joined or label in text))


def _headers(lines: list[Line]) -> list[str]:
    """The lines above the first figures."""
    heads: list[str] = []
    for line in lines:
        if any(is_figure(token) for token in _SPLIT.split(line.text) if token):
            break
        heads.append(line.text)
    return heads


# ---- 表二 ----------------------------------------------------------------------------------------------
def stream_table2(lines: list[Line]) -> Reading:
    """Figures behind the labels of 表二."""
    reading = Reading()
    ordered = table2_in_order(_headers(lines))
    for stretch in stretches(lines):
        key = next((k for piece in reversed(stretch.pieces[-2:]) if (k := t2_row(piece)) is not None), None)
        if key is None and stretch.words:
            key = next((k for k in _T2_ENDS if stretch.words.endswith(k)), None)
            key = t2_row(key) if key else None
        if key is None:
            continue
        count = 3 if key in T2_DOCUMENT_ROWS else 1
        addresses = [f"table2.{key}.{c}" for c in T2_DOCUMENT_COLUMNS] if count == 3 else [f"table2.{key}"]
        if addresses[0] in reading.records:
            continue
        figures = _cut(stretch.figures, count)
        if count == 1 and len(figures) > 1 and len(set(figures)) == 1:
            figures = figures[:1]
        if count == 3 and not ordered:
            for address in addresses:
                reading.doubt(address, " ".join(figures), _OTHER_ORDER)
        elif len(figures) == count and stretch.orderly:
            for address, raw in zip(addresses, figures, strict=True):
                reading.put(address, raw)
        else:
            for address in addresses:
                reading.doubt(address, " ".join(figures), f"“{stretch.words[-12:]}”后面应有 {count} 个数字，无法对应。")
    reading.fill_absent("table2", "没有找到这一项的数字。")
    return reading


_T2_ENDS: Final = ("行政规范性文件", "规章", "行政许可", "行政处罚", "行政强制", "行政事业性收费")


# ---- 表三 ----------------------------------------------------------------------------------------------
def stream_table3(lines: list[Line]) -> Reading:
    """Seven figures behind (or within) each label of 表三."""
    reading = Reading()
    parts = stretches(lines)
    for part in parts:
        part.figures = _cut(part.figures, 7)
    # a label followed by blank cells only is a group or a header
    parts = _without_empty(parts)
    rows = [part for part in parts if part.figures]
    if len(rows) == 1 and len(rows[0].figures) == 175:
        _detached(rows[0].figures, reading)
        return reading
    heads: list[tuple[str, str]] = []
    for index, part in enumerate(parts):
        if part.figures:
            following = parts[index + 1].words if index + 1 < len(parts) else ""
            heads.append((part.words, following))
    whole = [len(row.figures) == 7 and row.orderly for row in rows]
    keys = _keys(heads, whole)
    ordered = table3_in_order(_headers(lines))
    for index, (key, part) in enumerate(zip(keys, rows, strict=True)):
        if key is None or f"table3.{key}.natural" in reading.records:
            continue
        # figures without a row of their own, next to this one, may be torn off its numbers
        torn = any(keys[i] is None and not whole[i] for i in (index - 1, index + 1) if 0 <= i < len(rows))
        for i, column in enumerate(COLUMNS):
            address = f"table3.{key}.{column}"
            if not ordered:
                reading.doubt(address, " ".join(part.figures[:12]), _OTHER_ORDER)
            elif whole[index] and not torn:
                reading.put(address, part.figures[i])
            else:
                reading.doubt(address, " ".join(part.figures[:12]), "这一行的数字与各列对不上，请对照原件填写。")
    reading.fill_absent("table3", "没有找到这一项的数字，或无法确定是哪一行。")
    return reading


def _without_empty(parts: list[Stretch]) -> list[Stretch]:
    """Blank cells that are no row of seven belong to the label around them."""
    kept: list[Stretch] = []
    for part in parts:
        if part.figures and not any(part.figures) and len(part.figures) != 7:
            part.figures, part.counts = [], []
        if kept and not kept[-1].figures:
            part.words = kept[-1].words + part.words
            part.pieces = kept[-1].pieces + part.pieces
            kept.pop()
        kept.append(part)
    return kept


def _keys(heads: list[tuple[str, str]], whole: list[bool]) -> list[str | None]:
    """Which row each run of figures belongs to."""
    scored = [_best(words, following) for words, following in heads]
    keys: list[str | None] = [key if score >= _SURE else None for key, score in scored]
    order = [ROWS.index(key) for key in keys if key is not None]
    if any(one >= other for one, other in pairwise(order)):
        keys = _longest_increasing(keys)
    if len(heads) == len(ROWS) and all(whole):
        # all there and complete: the order names those whose labels a page has torn apart
        agreed = sum(1 for i, key in enumerate(keys) if key == ROWS[i])
        if agreed >= _AGREED and all(key is None or key == ROWS[i] for i, key in enumerate(keys)):
            return list(ROWS)
    for i, key in enumerate(keys):
        if key is not None or not whole[i]:
            continue
        before = -1 if i == 0 else _place(keys[i - 1])
        after = len(ROWS) if i + 1 == len(keys) else _place(keys[i + 1])
        # one place is free between its neighbours, and its words do not contradict
        free = before is not None and after is not None and after - before == 2
        if free and before is not None and max(_score(part, ROWS[before + 1]) for part in heads[i]) >= _FITTING:
            keys[i] = ROWS[before + 1]
    return keys


def _place(key: str | None) -> int | None:
    return None if key is None else ROWS.index(key)


_APART: Final = re.compile(r"（?区分处理的?[^）]*）?$")
"""The remark behind （二）部分公开."""
_OPENS: Final = re.compile(r"(?<!\d)\d[.．、](?=[^\d])")
_SURE: Final = 93
_FITTING: Final = 50
_AGREED: Final = 10


def _score(words: str, row: str) -> int:
    """Likeness of the end of the words to the label of a row; what stands before its ordinal is another's."""
    label = _LABELS[row]
    opened = [found.start() for found in _OPENS.finditer(words)]
    tail = _LOOSE.sub("", words[opened[-1] :] if opened else words)[-len(label) - 2 :]
    return row_score(tail, row) if len(tail) >= 2 else 0


def _lies_around(words: str, following: str, row: str) -> bool:
    """Whether the label begins right before the figures and ends right behind them, ordinal included."""
    label = norm(T3_ROWS[row]).replace('"', "")
    words, following = words.replace('"', ""), following.replace('"', "")
    least = next((i for i, char in enumerate(label) if char in ".、）"), 0) + 2
    return any(words.endswith(label[:cut]) and following.startswith(label[cut:]) for cut in range(least, len(label)))


def _best(words: str, following: str) -> tuple[str, int]:
    """The row whose label ends the words, or lies around the figures."""
    best, best_score = ROWS[0], 0
    words = _APART.sub("", words)
    plain = _LOOSE.sub("", words)
    for row in ROWS:
        label = _LABELS[row]
        score = 0
        if _lies_around(words, following, row):
            score = 98
        elif plain.endswith(label):
            score = 96 + (len(label) > 4)
            if row == "ot_other" and len(plain) > len(label) and not words.endswith("3.其他"):
                score = 60
            if row == "total" and not words.endswith("（七）总计"):
                score = 82 if plain == label else 60
        else:
            for cut in range(len(label) - 1, 3, -1):
                if plain.endswith(label[:cut]) and label[cut:] in _LOOSE.sub("", following)[: len(label) + 6]:
                    score = 95
                    break
            else:
                score = min(_score(words, row), 97)
        if score > best_score or (score == best_score and len(label) > len(_LABELS[best])):
            best, best_score = row, score
    return best, best_score


_LOOSE: Final = re.compile(r'[（）"、，.：\s]|(?<![\u4e00-\u9fff])\d')
_LABELS: Final[dict[str, str]] = {row: bare(label) for row, label in T3_ROWS.items()}


def _longest_increasing(keys: list[str | None]) -> list[str | None]:
    """Only the labels that agree with the order of the form, as many as possible."""
    places = [(i, ROWS.index(key)) for i, key in enumerate(keys) if key is not None]
    best: list[list[int]] = []
    for at, (_, place) in enumerate(places):
        before = [chain for j, chain in enumerate(best) if places[j][1] < place]
        best.append([*max(before, key=len, default=[]), at])
    kept = {places[at][0] for at in max(best, key=len, default=[])}
    return [key if i in kept else None for i, key in enumerate(keys)]


def _detached(figures: list[str], reading: Reading) -> None:
    """All labels first, then 175 figures: row by row if the sums of the rows say so, else nothing is certain."""
    rows = [figures[i : i + 7] for i in range(0, 175, 7)]
    whole = [[_int(text) for text in row] for row in rows]
    busy = [row for row in whole if any(row)]
    sums = sum(1 for row in busy if sum(row[:6]) == row[6])
    certain = all(value is not None for row in whole for value in row) and sums >= _DETACHED * len(busy)
    for key, row in zip(ROWS, rows, strict=True):
        for column, raw in zip(COLUMNS, row, strict=True):
            address = f"table3.{key}.{column}"
            if certain:
                reading.put(address, raw)
            else:
                reading.doubt(address, raw, "数字与行名分离，无法确定属于哪一行哪一列，请对照原件填写。")


def _int(text: str) -> int:
    plain = norm(text).replace(",", "").replace("，", "")
    return int(plain) if plain.isdigit() else 0


# ---- 表四 ----------------------------------------------------------------------------------------------
def stream_table4(lines: list[Line]) -> Reading:
    """Fifteen figures behind the last label."""
    reading = Reading()
    runs = [part for part in stretches(lines) if any(part.figures)]
    flat = [text for run in runs for text in run.figures]
    cells = TABLE_CELLS["table4"]
    orderly = all(run.orderly for run in runs)
    counts = [len(run.figures) for run in runs]
    apart = counts == [5, 10] and "行政诉讼" in runs[1].words
    ordered = table4_in_order(_headers(lines))
    if ordered and orderly and (apart or counts in ([15], [5, 5, 5])):
        for address, raw in zip(cells, flat, strict=True):
            reading.put(address, raw)
    else:
        for address in cells:
            reason = "没有找到成一行的十五个数字，无法对应，请对照原件填写。" if ordered else _OTHER_ORDER
            reading.doubt(address, " ".join(flat[:20]), reason)
    return reading


def looks_like(lines: list[Line], table: str) -> bool:
    """Whether the lines of a section hold a table at all: enough of its labels, or rows of figures as it has them."""
    least = {"table2": 3, "table3": 6, "table4": 4}[table]
    if named(lines, table) >= least:
        return True
    runs = [len(part.figures) for part in stretches(lines) if part.figures]
    if table == "table3":
        return runs.count(7) >= 15
    return table == "table4" and 15 in runs


def count_figures(lines: list[Line]) -> int:
    """How many figures stand in the lines by themselves."""
    return sum(len(part.figures) for part in stretches(lines))
