"""A glance never hides a match: what a pattern finds, its pieces announce."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import lists
from assistant.checks import ai, remains
from assistant.glance import Spotter, pieces_of

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
