"""Entries of the lists in `assistant/data`: strict, frozen, each with the key by which a unit replaces it."""

from typing import Literal

from pydantic import Field

from schemas.tables import Strict


class Law(Strict):
    """A law, regulation or rule of national standing. `articles` null: not surely known."""

    name: str = Field(min_length=2)
    """Without 中华人民共和国, unless `bare`: then this is the whole title."""
    short: tuple[str, ...] = ()
    kind: Literal["law", "regulation", "party", "rule"] = "law"
    bare: bool = False
    number: str = ""
    articles: int | None = None
    core: bool = False
    """An annual report is about this one: a title that resembles it is taken for a slip of the pen."""
    repealed: bool = False
    replaced_by: str = ""
    unsure: bool = False
    """Drafted, or its promulgation not verified: neither confirmed nor called wrong."""

    @property
    def key(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The full title as it is cited."""
        return self.name if self.bare else f"中华人民共和国{self.name}"


class Document(Strict):
    """A notice or opinion with its number."""

    title: str = Field(min_length=2)
    short: tuple[str, ...] = ()
    number: str = ""
    superseded: bool = False
    replaced_by: str = ""
    core: bool = False

    @property
    def key(self) -> str:
        return self.title


class Article(Strict):
    """What an article of the 条例 is about; `topics` are words of which a sentence that cites it has one."""

    number: int
    topics: tuple[str, ...]
    about: str

    @property
    def key(self) -> str:
        return str(self.number)


class RenamedBody(Strict):
    """An abolished or renamed body. `unless`: words right before or after it that make it another name."""

    old: str = Field(min_length=2)
    new: str
    unless: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        return self.old


class Term(Strict):
    """A wrong word and the right one. `pattern` is a regular expression; `unless` words around it that excuse it."""

    wrong: str
    right: str
    pattern: str = ""
    unless: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        return self.wrong


class Place(Strict):
    """A province, or a city or prefecture with its province."""

    name: str = Field(min_length=2)
    short: str = ""
    """The bare name: 山西, 长治."""
    province: str = ""
    """Full name of its province; empty for a province itself."""

    @property
    def key(self) -> str:
        return self.name


class Phrase(Strict):
    """Statutory or set wording that every report may share. `pattern`: a regular expression over plain text."""

    text: str = ""
    pattern: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        return self.text or self.pattern


class TrendWord(Strict):
    """A word that says how a number moved: sign -1, 0, 1."""

    word: str
    sign: Literal[-1, 0, 1]

    @property
    def key(self) -> str:
        return self.word


class Congress(Strict):
    """A party congress whose phrasing is out of date in reports for years after `last_year`."""

    name: str = Field(min_length=2)
    plenum: str = ""
    last_year: int
    newer: str
    """The congress whose words a report of today has instead."""

    @property
    def key(self) -> str:
        return self.name
