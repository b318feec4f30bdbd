"""Sentences and candidates: cut, compared, taken one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting import is_stale, sentence_diff, take, text_hash
from assistant.drafting.sentences import split_sentences
from assistant.drafting.tidy import tidy

OLD = "甲事已办。乙事在办。\n丙事待办。"
NEW = "甲事已办。乙事办结。\n丙事待办。丁事新增。"


def test_all_taken_gives_the_new_text_and_none_the_old() -> None:
    changes = sentence_diff(OLD, NEW)
    assert take(changes, set(range(len(changes)))) == NEW
    assert take(changes, set()) == OLD


def test_one_change_is_taken_alone() -> None:
    changes = sentence_diff(OLD, NEW)
    index = next(i for i, change in enumerate(changes) if change.kind == "changed")
    assert take(changes, {index}) == "甲事已办。乙事办结。\n丙事待办。"


_SENTENCE = st.text("甲乙丙丁，{}1", min_size=1, max_size=6).map(lambda s: s + "。")
_TEXT = st.lists(st.lists(_SENTENCE, min_size=1, max_size=4).map("".join), min_size=1, max_size=3).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(_TEXT, _TEXT)
def test_any_two_texts_come_back_whole(old: str, new: str) -> None:
    changes = sentence_diff(old, new)
    assert take(changes, set(range(len(changes)))).replace("\n", "") == new.replace("\n", "")
    assert take(changes, set()).replace("\n", "") == old.replace("\n", "")


@settings(max_examples=100, deadline=None)
@given(_TEXT)
def test_places_of_sentences_are_where_they_stand(text: str) -> None:
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


def test_a_stop_in_a_slot_or_placeholder_ends_nothing() -> None:
    text = "公开{{disclosure.items.甲。乙}}条。【待补：甲。乙】。"
    assert len(split_sentences(text)) == 2


def test_a_candidate_on_an_older_text_is_stale() -> None:
    base = text_hash(OLD)
    assert not is_stale(base, OLD)
    assert is_stale(base, NEW)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("加强管理,规范流程.", "加强管理，规范流程。"),
        ("共 {{disclosure.total}} 条", "共{{disclosure.total}}条。"),
        ("加强管理。。", "加强管理。"),
        ("做到三点:一是快", "做到三点：一是快。"),
        ("依法公开（试行）", "依法公开（试行）。"),
        ("占{{percent.a.b}}%。", "占{{percent.a.b}}%。"),
    ],
)
def test_typography_is_put_right_without_touching_words(raw: str, wanted: str) -> None:
    assert tidy(raw) == wanted
