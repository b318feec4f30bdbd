"""A pattern made of many words finds the longest of them that stands at a place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.tries import longest_of

WORDS = st.lists(st.text("甲乙丙.（[", min_size=1, max_size=4), max_size=12)


@given(words=WORDS, text=st.text("甲乙丙丁.（[", max_size=16))
def test_the_longest_at_every_place(words: list[str], text: str) -> None:
    pattern = re.compile(longest_of(words))
    for at in range(len(text) + 1):
        here = max((word for word in words if text.startswith(word, at)), key=len, default=None)
        found = pattern.match(text, at)
        assert (found[0] if found else None) == here


def test_no_words_match_nothing() -> None:
    assert re.search(longest_of(()), "甲乙") is None
