"""Rows from a sheet → 栏目 with counts: heading and sum rows are no 栏目, and what is replaced is named."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from assistant.store.disclosure import FORBIDDEN, add_item, set_count
from assistant.store.entries import read_typed
from schemas.facts import plain_digits
from schemas.report import Report
from schemas.tables import Strict

_HEAD: Final = re.compile(
    r"(公开|信息|主要|所属)*(栏目|名称|渠道|类别|类型|分类|项目|板块|平台)(名称|类别|分类)?([（(].*[）)])?"
)
_COUNT_HEAD: Final = re.compile(
    r"(主动)?(公开|发布|信息|更新)*(数量?|件数|条数|篇数|数目|总数|合计|条|件)([（(].*[）)])?"
)
_SUM: Final = re.compile(r"(合计|总计|小计|共计|总数|总和)([（(：:].*)?")
_SHOWN: Final = 8


class Pasted(Strict):
    """What became of a block. `unread`: text by address that is no number, or null where a number now stands."""

    report: Report
    rows: int = 0
    replaced: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    unread: Mapping[str, str | None] = {}

    @property
    def notice(self) -> str:
        """What the clerk is told; empty where every row simply went in."""
        parts = []
        if self.replaced:
            parts.append(f"已覆盖原有数量：{_few(self.replaced)}。")
        if self.skipped:
            parts.append(f"表头和合计行没有作为栏目：{_few(self.skipped)}。")
        if self.refused:
            parts.append(f"名称含有 . {{ }} 的没有填入：{_few(self.refused)}。")
        return f"已粘贴 {self.rows} 行。{''.join(parts)}" if parts else ""


def paste_rows(report: Report, block: Sequence[Sequence[str]]) -> Pasted:
    """Names with counts; a name that is there already gets the new count."""
    work = _Work(report)
    for row in _without_numbering([[_flat(cell) for cell in row] for row in block]):
        name, count = row[0], row[1] if len(row) > 1 else ""
        if not name:
            continue
        if _is_heading(name, count) or _is_sum(name):
            work.skipped.append(f"{name} {count}".strip())
        elif set(name) & set(FORBIDDEN):
            work.refused.append(name)
        else:
            work.take(name, count)
    return work.done()


def paste_counts(report: Report, start: str, block: Sequence[Sequence[str]]) -> Pasted:
    """Counts downwards from a 栏目."""
    names = [item.name for item in report.disclosure.items]
    counts = [_flat(row[0]) for row in block if row]
    work = _Work(report)
    if len(counts) > 1 and _COUNT_HEAD.fullmatch(counts[0]):
        work.skipped.append(counts.pop(0))
    for name, count in zip(names[names.index(start) :], counts, strict=False):
        work.take(name, count, always=True)
    return work.done()


class _Work:
    def __init__(self, report: Report) -> None:
        self.report, self.rows = report, 0
        self.replaced: list[str] = []
        self.skipped: list[str] = []
        self.refused: list[str] = []
        self.unread: dict[str, str | None] = {}

    def take(self, name: str, raw: str, *, always: bool = False) -> None:
        self.rows += 1
        present = {item.name: item.count for item in self.report.disclosure.items}
        if name not in present:
            self.report = add_item(self.report, name)
        if not raw and not always:
            return
        address = f"disclosure.items.{name}"
        value, before = read_typed(address, raw).value, present.get(name)
        self.report = set_count(self.report, name, value)
        self.unread[address] = raw if raw and value is None else None
        if before is not None and before != value:
            self.replaced.append(f"{name} {plain_digits(before)} → {raw or '空'}")

    def done(self) -> Pasted:
        return Pasted(
            report=self.report, rows=self.rows, replaced=tuple(self.replaced), skipped=tuple(self.skipped),
            refused=tuple(self.refused), unread=self.unread,
        )  # fmt: skip


def _flat(cell: str) -> str:
    return " ".join(str(cell).split())


def _without_numbering(block: list[list[str]]) -> list[list[str]]:
    """A first column of running numbers is none of names."""
    firsts = [row[0] for row in block if row]
    numbered = all(
        not one or one.rstrip("、.．").isdigit() or one in ("序号", "编号") or _is_sum(one) for one in firsts
    )
    if not numbered or not any(one.rstrip("、.．").isdigit() for one in firsts) or max(map(len, block), default=0) < 3:
        return block
    return [row if _is_sum(row[0]) else row[1:] for row in block if len(row) > 1]


def _is_heading(name: str, count: str) -> bool:
    bare, over = name.replace(" ", ""), count.replace(" ", "")
    if re.search(r"\d", over):
        return False
    return bool(_HEAD.fullmatch(bare) and (not over or _COUNT_HEAD.fullmatch(over))) or bool(
        over and _COUNT_HEAD.fullmatch(over)
    )


def _is_sum(name: str) -> bool:
    return _SUM.fullmatch(name.replace(" ", "")) is not None


def _few(words: Sequence[str]) -> str:
    more = f"等 {len(words)} 处" if len(words) > _SHOWN else ""
    return "、".join(words[:_SHOWN]) + more
