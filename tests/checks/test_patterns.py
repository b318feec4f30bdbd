"""No pattern of the checks, claims, numerals and lists runs away on a long line of the same characters."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import assistant.checks
import assistant.claims
import assistant.numerals
from assistant import lists

LENGTH = 100_000
BOUND = 3.0
"""Seconds of work for one pattern over one line: a linear one needs milliseconds."""
SINGLES = "本0９一(（《“，,。、 \n1.:：;a-—/…○〇%"
CYCLES = (
    "申请",
    "公开1件",
    "（一）",
    "《条例》",
    "2025年",
    "，其中",
    "一、",
    "1.",
    "a.",
    "我镇",
    "“”",
    "0 ",
    "一 ",
    "、，",
    "（",
    "未收到",
)


def modules() -> Iterator[ModuleType]:
    for package in (assistant.checks, assistant.claims, assistant.numerals):
        yield package
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(info.name)
    for name in ("cells", "slots", "privacy", "similarity", "titles", "list_files", "lists", "units"):
        yield importlib.import_module(f"assistant.{name}")


def _patterns(value: Any, seen: set[int], depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    if depth > 4 or id(value) in seen or isinstance(value, (str, bytes, int, float, re.Pattern, type)):
        return
    seen.add(id(value))
    if isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item, seen, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from _patterns(item, seen, depth + 1)
    else:
        for name in getattr(type(value), "__slots__", ()) or getattr(value, "__dict__", {}):
            yield from _patterns(getattr(value, str(name), None), seen, depth + 1)


def found() -> dict[str, re.Pattern[str]]:
    kept: dict[str, re.Pattern[str]] = {}
    for module in modules():
        for value in tuple(vars(module).values()):
            if isinstance(value, ModuleType) or callable(value):
                continue
            for pattern in _patterns(value, set()):
                kept.setdefault(pattern.pattern, pattern)
    for list_name in lists.NAMES:
        for entry in lists.load(list_name):
            for key in ("pattern", "text"):
                text = getattr(entry, key, "")
                if key == "pattern" and text:
                    kept.setdefault(text, re.compile(text))
    return kept


PATTERNS = found()


def test_the_walk_finds_them() -> None:
    assert len(PATTERNS) > 150


def seconds(pattern: re.Pattern[str], piece: str, length: int) -> float:
    text = piece * (length // len(piece))
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("source", sorted(PATTERNS), ids=lambda source: source[:40])
def test_long_lines(source: str) -> None:
    pattern = PATTERNS[source]
    # short lines first: a runaway cannot be stopped once it runs
    taken = {piece: seconds(pattern, piece, LENGTH // 16) for piece in (*SINGLES, *CYCLES)}
    worst = sorted(taken, key=lambda piece: taken[piece], reverse=True)
    assert taken[worst[0]] < BOUND / 16, (worst[0], taken[worst[0]])
    for piece in worst[:3]:
        spent = seconds(pattern, piece, LENGTH)
        assert spent < BOUND, (piece, spent)
