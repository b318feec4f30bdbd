"""What the words of a ledger mean: 办理结果 → one of the 21 result rows, 申请人类型 → one of six columns.

The tables are YAML in `assistant/data` (ledger_results, ledger_kinds) and can be extended word by word. A word that
could mean two rows is never guessed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final, Literal

import yaml

from schemas.form import T3_COLUMNS, T3_GROUPS, T3_INPUT_COLUMNS, T3_LEAVES, T3_ROWS

PENDING: Final = "pending"
"""Target of words that say that an application is still being dealt with."""
_WHOLE_ONLY: Final = 2
_DENIED: Final = ("不", "未", "非", "无", "没有", "不属于", "不涉及", "未涉及", "不是")
_ORDINAL: Final = re.compile(r"^(\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}[、.]|\d{1,2}[.、)])")
_OURSELVES: Final = re.compile(
    r"[我本](?:行政机关|机关|单位|部门|街道办事处|街道办|街道|镇政府|乡政府|镇|乡|局|办|委|厅|院|中心|区|县|市|所)"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """`target`: a row, a column, `pending`, or a group (deny …) that is not enough by itself; null: unclear.

    `reason` says what is missing. `weak`: gives way to a clear word beside it. `hint`: counted, but to be looked at.
    """

    target: str | None
    group: bool = False
    reason: str = ""
    hint: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a cell says. `target` null: `problem` says why it is not counted (no word of the cell is quoted)."""

    target: str | None
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A wording of the ledger, how many rows have it, and what it is read as (for the editable table)."""

    text: str
    rows: int
    target: str | None
    problem: str = ""


@dataclass(frozen=True)
class WordTable:
    """Words → meanings. `what` is the column's name in messages."""

    what: Literal["办理结果", "申请人类型"]
    meanings: Mapping[str, Meaning]
    endings: Mapping[str, str] = field(default_factory=dict)

    def with_words(self, own: Mapping[str, str]) -> "WordTable":
        """A copy in which the clerk's own words (word → row, column or `pending`) go before the given ones.

        Raises KeyError for a target that the form does not have.
        """
        for target in own.values():
            if target not in self.targets:
                raise KeyError(target)
        return replace(self, meanings={**self.meanings, **{plain(word): Meaning(t) for word, t in own.items()}})

    @property
    def targets(self) -> dict[str, str]:
        """Everything that a word may be given to, with the words of the form."""
        if self.what == "申请人类型":
            return {column: T3_COLUMNS[column] for column in T3_INPUT_COLUMNS}
        return {leaf: leaf_label(leaf) for leaf in T3_LEAVES} | {PENDING: "尚未办结"}

    def read(self, text: str) -> WordReading:
        """What a cell says; blank cells are the caller's affair."""
        words = plain(text)
        whole = self.meanings.get(words)
        if whole is not None:
            return self._reading([whole])
        for ending, column in self.endings.items():
            if words.endswith(ending):
                inside = self._inside(words)
                if all(m.target == column for m in inside):
                    return WordReading(column)
        return self._reading(self._inside(words))

    def _reading(self, found: list[Meaning]) -> WordReading:
        clear = {m.target: m for m in found if m.target is not None and not m.group and m.target != PENDING}
        groups = {m.target for m in found if m.group}
        strict = [m for m in found if m.target is None and not m.weak]
        if len(clear) > 1:
            return WordReading(None, _two_results(set(clear)) if self.what == "办理结果" else "写了两种申请人类型")
        if clear and not strict:
            target, meaning = next(iter(clear.items()))
            # 部分公开、部分不予公开 is one result
            if groups - {str(target).split("_", 1)[0], *(("deny",) if target == "partial" else ())}:
                return WordReading(None, "写了两种不同的结果，请只保留一种")
            return WordReading(target, hint=meaning.hint)
        if strict:
            return WordReading(None, strict[0].reason)
        if len(groups) == 1:
            name = T3_GROUPS[str(next(iter(groups)))].split("）")[1]
            return WordReading(None, f"只写了“{name}”，没有写是其中哪一种情形，请补写")
        if groups:
            return WordReading(None, "写了两种不同的结果，请只保留一种")
        if any(m.target == PENDING for m in found):
            return WordReading(PENDING)
        if found:
            return WordReading(None, found[0].reason)
        return WordReading(None, f"{self.what}的写法不在对照表里，请在对照表中指定")

    def _inside(self, words: str) -> list[Meaning]:
        """Meanings of the longest words that stand inside, none of them denied (不涉及国家秘密)."""
        found = []
        for match in self._pattern.finditer(words):
            if not words[: match.start()].endswith(_DENIED):
                found.append(self.meanings[match[0]])
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted((w for w in self.meanings if len(w) > _WHOLE_ONLY), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def _two_results(leaves: set[str | None]) -> str:
    if "partial" in leaves:
        return "写了“部分公开”又写了别的结果；区分处理的只计“部分公开”，请只保留一个"
    return "写了两种办理结果，请只保留一种"


def plain(text: str) -> str:
    """A wording without leading ordinal, spaces and punctuation; 我局, 本单位 and the like as 本机关."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    bare = re.sub(r"\W", "", _ORDINAL.sub("", folded))
    return _OURSELVES.sub("本机关", bare).replace("不属本", "不属于本")


def leaf_label(leaf: str) -> str:
    """（三）不予公开：4.保护第三方合法权益"""
    group = T3_GROUPS.get(leaf.split("_", 1)[0])
    return f"{group}：{T3_ROWS[leaf]}" if group else T3_ROWS[leaf]


def words_in(texts: Iterable[str], table: WordTable) -> tuple[WordCount, ...]:
    """The distinct wordings of a column with what each is read as, those not understood first."""
    counts = Counter(text.strip() for text in texts if text.strip())
    entries = []
    for text, rows in counts.items():
        reading = table.read(text)
        entries.append(WordCount(text, rows, reading.target, reading.problem))
    return tuple(sorted(entries, key=lambda entry: (entry.target is not None, -entry.rows, entry.text)))


@cache
def load_result_words() -> WordTable:
    data = _data("ledger_results")
    meanings: dict[str, Meaning] = {}
    for name, entry in data["leaves"].items():
        leaf = entry.get("leaf", name)
        _add(
            meanings,
            [*entry["words"], *([T3_ROWS[leaf]] if leaf == name else ())],
            Meaning(leaf, hint=entry.get("hint", "")),
        )
    _add(meanings, data["pending"], Meaning(PENDING))
    for group, entry in data["groups"].items():
        _add(meanings, entry["words"], Meaning(group, group=True))
    _add_unclear(meanings, data["ambiguous"])
    return WordTable("办理结果", meanings)


@cache
def load_kind_words() -> WordTable:
    data = _data("ledger_kinds")
    meanings: dict[str, Meaning] = {}
    endings: dict[str, str] = {}
    for column, entry in data["columns"].items():
        _add(meanings, entry["words"], Meaning(column))
        endings.update(dict.fromkeys(entry.get("endings", ()), column))
    _add_unclear(meanings, data["ambiguous"])
    return WordTable("申请人类型", meanings, endings)


def _data(name: str) -> Any:
    return yaml.safe_load(resources.files("assistant.data").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def _add(meanings: dict[str, Meaning], words: Iterable[str], meaning: Meaning) -> None:
    for word in words:
        meanings.setdefault(plain(word), meaning)


def _add_unclear(meanings: dict[str, Meaning], entries: Iterable[Any]) -> None:
    for entry in entries:
        _add(meanings, entry["words"], Meaning(None, reason=entry["reason"], weak=bool(entry.get("weak"))))
