"""A made file with its truth."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.imports import ImportResult
from tests.documents.independent.story import Story

Also = Callable[[ImportResult], list[str]]


@dataclass(frozen=True)
class Made:
    """One file. `quiet`: the rule book must say nothing of it that it does not say of the same report typed in."""

    name: str
    data: bytes
    told: Story
    quiet: bool = False
    also: Also | None = None
    headings: bool = True
