"""The door to the lists of `assistant/data`: what they hold, and what a 《title》 or a document number means.

`extend_from(data_folder)` merges the unit's own lists once, at the start of a process; everything else reads
from memory. The files themselves are read in `list_files`, titles are matched in `titles`.
"""

from assistant.list_files import (
    NAMES,
    articles,
    congresses,
    debris,
    documents,
    extend_from,
    laws,
    load,
    placeholders,
    places,
    renamed_bodies,
    statutory_phrases,
    terms,
    trend_words,
    typos,
)
from assistant.titles import NumberMatch, TitleMatch, match_document_number, match_title, plain_number, plain_title

__all__ = [
    "NAMES",
    "NumberMatch",
    "TitleMatch",
    "articles",
    "congresses",
    "debris",
    "documents",
    "extend_from",
    "laws",
    "load",
    "match_document_number",
    "match_title",
    "placeholders",
    "places",
    "plain_number",
    "plain_title",
    "renamed_bodies",
    "statutory_phrases",
    "terms",
    "trend_words",
    "typos",
]
