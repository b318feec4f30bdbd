"""Likeness of paragraphs: what is copied is found with its place, what everybody must say counts for nothing."""

import pytest

from assistant.similarity import closest, compare, prepare

TEXT = "党政办每月末汇总各站所的信息，由宣传委员核对政策口径，确认后统一在县政府网站和村级橱窗公布。"


def test_a_copy_with_other_figures_and_names_is_a_copy() -> None:
    one = prepare("2025年，柳河镇每月15日前汇总站所信息，由宣传委员核对政策口径后公布。", ("柳河镇",))
    other = prepare("2024年，东桥乡每月20日前汇总站所信息，由宣传委员核对政策口径后公布。", ("东桥乡",))
    found = compare(one, other, 0.6)
    assert found is not None
    assert found.score == 1.0


def test_the_shared_stretch_is_shown_where_it_stands() -> None:
    text = "一年来我们换了做法。" + TEXT + "群众反映良好。"
    found = compare(prepare(text), prepare("上年写过：" + TEXT), 0.3)
    assert found is not None
    assert text[found.start : found.end].strip("，。") in TEXT
    assert found.end - found.start > 30


def test_own_words_are_not_alike() -> None:
    assert compare(prepare(TEXT), prepare("便民大厅新设自助终端，老年人可以请窗口人员代为检索打印。"), 0.3) is None


@pytest.mark.parametrize(
    "text",
    [
        "2025年，我镇未收到政府信息公开申请。",
        "全年没有收到公民、法人或其他组织提出的政府信息公开申请，未发生因政府信息公开引起的行政复议和行政诉讼案件。",
        "坚持以公开为常态、不公开为例外，切实保障公民、法人和其他组织的知情权、参与权、表达权、监督权。",
        "新收申请12件，上年结转3件，予以公开9件，部分公开2件，结转下年度4件。",
        "制发行政规范性文件1件，废止0件，现行有效12件。",
        "依据《中华人民共和国政府信息公开条例》（国务院令第711号），本年度未发生责任追究情形。",
    ],
)
def test_what_everybody_must_say_counts_for_nothing(text: str) -> None:
    prepared = prepare(text)
    found = compare(prepared, prepared, 0.6)
    assert found is None or prepared.length < 16


def test_the_closest_of_many() -> None:
    candidates = [prepare("栏目更新由各股室轮值，逾期通报。"), prepare(TEXT), prepare("举办开放日活动，邀请代表参观。")]
    found = closest(prepare(TEXT.replace("每月末", "每季末")), candidates, 0.6)
    assert found is not None
    assert found[0] == 1


def test_long_texts_are_compared_in_time() -> None:
    long = prepare(TEXT * 20_000)
    found = compare(long, prepare(TEXT * 20_000 + "尾"), 0.6)
    assert found is not None
    assert found.score > 0.99


def test_nothing_to_compare() -> None:
    assert compare(prepare(""), prepare(TEXT)) is None
    assert closest(prepare(TEXT), [], 0.6) is None
