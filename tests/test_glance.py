"""A glance never hides a match: what a pattern finds, its pieces announce."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import lists
from assistant.checks import ai, remains
from assistant.glance import Glanced, Spotter, Spotters, pieces_of

PATTERNS = sorted(
    {
        entry.pattern
        for name in ("placeholders", "debris", "terms", "typos", "phrases")
        for entry in lists.load(name)
        if entry.pattern
    }
    | {spotter.pattern.pattern for spotter in (*remains._UNFINISHED, ai._SMELL)}
)
INVENTED = (
    "a(?:b|c)+d?",
    "[xy]z|w{2,}",
    r"(?<=第)\d+条",
    "(?:甲|乙丙)(?!丁)",
    r"一(?:二|三)?四",
    "(?P<n>[0-9])(?P=n)号",
)


@pytest.mark.parametrize("pattern", [*PATTERNS, *INVENTED], ids=lambda pattern: pattern[:30])
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data(), before=st.text("，我镇20", max_size=4), after=st.text("。件公开年", max_size=4))
def test_what_matches_is_announced(pattern: str, data: st.DataObject, before: str, after: str) -> None:
    text = before + data.draw(st.from_regex(pattern)) + after
    if re.search(pattern, text):
        assert Spotter(pattern).may_match(text)
        assert Spotter(pattern).may_match(Glanced(text))


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("现行有效的?(?:行政)?规范性文件", {"现行有效", "规范性文件"}),
        ("(?:甲|乙)丙丁", {"甲丙丁", "乙丙丁"}),
        ("甲(?:乙[0-9]|丙)丁", {"甲乙", "甲丙"}),
        ("甲{2,}乙", {"甲"}),
        ("(?:甲|乙)(?!己)丙", {"甲丙", "乙丙"}),
        ("(?<=20)[甲乙丙丁戊己庚辛壬癸]", {"20"}),
        ("甲*", None),
        ("甲|乙?", None),
        ("(?i)abc", None),
        ("，", {"，"}),
        ("，(?:其中|包括)", {"，其中", "，包括"}),
        ("[", None),
    ],
)
def test_pieces(pattern: str, pieces: set[str] | None) -> None:
    found = pieces_of(pattern)
    assert found is None if pieces is None else found is not None and found <= pieces


def test_a_text_without_pieces_is_not_searched() -> None:
    spotter = Spotter("(?:甲|乙)丙丁")
    assert not spotter.may_match("甲丙乙丁")
    assert spotter.search("甲丙乙丁") is None
    assert [m[0] for m in spotter.finditer("乙丙丁甲丙丁")] == ["乙丙丁", "甲丙丁"]


@given(text=st.text("甲乙丙丁a，\n😀", max_size=30), piece=st.text("甲乙丙丁a，😀", min_size=1, max_size=4))
def test_pairs_hide_no_piece(text: str, piece: str) -> None:
    spotter = Spotter(re.escape(piece))
    assert spotter.may_match(Glanced(text)) is spotter.may_match(text) is (piece in text or not spotter.pieces)


@given(st.text("甲乙丙", max_size=8), st.text("甲乙丙", max_size=8))
def test_a_part_has_no_pair_that_the_whole_lacks(before: str, part: str) -> None:
    whole = Glanced(f"{before}，{part}")
    assert Glanced(part).pairs <= Glanced(part, whole).pairs


@given(st.text("甲乙丙丁戊", max_size=20))
def test_many_patterns_are_asked_as_each_would_be(text: str) -> None:
    patterns = ("甲乙", "丙", "[甲乙]丁|戊戊", "甲*", "(?<=丙)丁甲")
    spotters = Spotters((pattern, pattern) for pattern in patterns)
    asked = [what for what, _ in spotters.that_may_match(Glanced(text))]
    assert asked == [pattern for pattern in patterns if Spotter(pattern).may_match(text)]
