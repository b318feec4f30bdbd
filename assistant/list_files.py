"""Lists that rules and the drafting gate read: laws, documents, terms, renamed bodies, places, set phrases.

Each is a YAML file in `assistant/data` with its source and date. A unit extends any of them with a file of the
same name in `<data folder>/lists/`: `extend_from` reads those once, refuses a broken one with a plain sentence,
and merges them (an entry with a known key replaces it). Rules call the functions below and never touch a file.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import ValidationError

from assistant.errors import WrongInputError
from assistant.list_models import Article, Congress, Document, Law, Phrase, Place, RenamedBody, Term, TrendWord
from schemas.tables import Strict

_T = TypeVar("_T")
_MAX_BYTES: Final = 2_000_000
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_KINDS: Final[dict[str, type[Strict]]] = {
    "laws": Law,
    "regulations": Law,
    "documents": Document,
    "articles": Article,
    "renamed_bodies": RenamedBody,
    "terms": Term,
    "typos": Term,
    "places": Place,
    "phrases": Phrase,
    "trend_words": TrendWord,
    "debris": Phrase,
    "placeholders": Phrase,
    "congresses": Congress,
}
NAMES: Final = tuple(_KINDS)

_extensions: dict[str, tuple[Any, ...]] = {}
_DERIVED: Final[list[Any]] = []


def extend_from(data_folder: Path | None) -> tuple[str, ...]:
    """Merge the unit's lists of `<data_folder>/lists/`; null forgets them. Returns the names found.

    Raises WrongInputError, one sentence, for a file that is no list; then nothing is changed.
    """
    found: dict[str, tuple[Any, ...]] = {}
    if data_folder is not None:
        for name in NAMES:
            path = data_folder / "lists" / f"{name}.yaml"
            if path.is_file():
                found[name] = _read(name, _text_of(path), path.name)
    _extensions.clear()
    _extensions.update(found)
    load.cache_clear()
    for cached in _DERIVED:
        cached.cache_clear()
    return tuple(found)


def derived(function: Callable[[], _T]) -> Callable[[], _T]:
    """Decorator: a cache over something computed from lists, emptied when the lists change."""
    cached = cache(function)
    forget_with_lists(cached)
    return cached


def forget_with_lists(cached: Any) -> None:
    """Empty this functools cache, too, whenever the lists change."""
    _DERIVED.append(cached)


@cache
def load(name: str) -> tuple[Any, ...]:
    """All entries of a list, the unit's own merged in. Raises KeyError for an unknown name."""
    text = resources.files("assistant.data").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    merged = {entry.key: entry for entry in _read(name, text, f"{name}.yaml")}
    merged.update({entry.key: entry for entry in _extensions.get(name, ())})
    return tuple(merged.values())


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise WrongInputError(f"单位名单“{path.name}”超过 2 MB，请精简后再用。")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongInputError(f"单位名单“{path.name}”不是 UTF-8 编码，请另存为 UTF-8。") from None
    except OSError:
        raise WrongInputError(f"无法打开单位名单“{path.name}”，请检查权限。") from None


def _read(name: str, text: str, file: str) -> tuple[Any, ...]:
    model = _KINDS[name]
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506  CSafeLoader is safe
    except (yaml.YAMLError, RecursionError, ValueError):
        raise WrongInputError(f"名单“{file}”不是有效的 YAML，请检查缩进和标点。") from None
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise WrongInputError(f"名单“{file}”须含“source”“date”和“entries”三项，“entries”下每条一行。")
    if not data.get("source") or not data.get("date"):
        raise WrongInputError(f"名单“{file}”缺少来源“source”或日期“date”。")
    entries: list[Any] = []
    shared = data.get("defaults") or {}
    for number, raw in enumerate(data["entries"], start=1):
        fields = {_first_field(model): raw} if isinstance(raw, str) else raw
        try:
            entry = model.model_validate({**shared, **fields} if isinstance(fields, dict) else fields)
        except (ValidationError, TypeError):
            raise WrongInputError(f"名单“{file}”第 {number} 条的内容不符合格式，请对照已有条目修改。") from None
        _check_patterns(entry, file, number)
        entries.append(entry)
    return tuple(entries)


def _first_field(model: type[Strict]) -> str:
    return next(iter(model.model_fields))


def _check_patterns(entry: Any, file: str, number: int) -> None:
    pattern = getattr(entry, "pattern", "")
    if pattern:
        try:
            re.compile(pattern)
        except re.error:
            raise WrongInputError(f"名单“{file}”第 {number} 条的表达式有误，请检查括号。") from None


def laws() -> tuple[Law, ...]:
    """Laws and regulations of national standing."""
    return (*load("laws"), *load("regulations"))


def documents() -> tuple[Document, ...]:
    return load("documents")


def articles() -> tuple[Article, ...]:
    """What the articles of the 条例 are about."""
    return load("articles")


def renamed_bodies() -> tuple[RenamedBody, ...]:
    return load("renamed_bodies")


def terms() -> tuple[Term, ...]:
    return load("terms")


def typos() -> tuple[Term, ...]:
    return load("typos")


def places() -> tuple[Place, ...]:
    return load("places")


def statutory_phrases() -> tuple[Phrase, ...]:
    return load("phrases")


def trend_words() -> tuple[TrendWord, ...]:
    return load("trend_words")


def debris() -> tuple[Phrase, ...]:
    """What word processors and web editors leave behind in a text."""
    return load("debris")


def placeholders() -> tuple[Phrase, ...]:
    """What stands where something was still to be filled in."""
    return load("placeholders")


def congresses() -> tuple[Congress, ...]:
    return load("congresses")
