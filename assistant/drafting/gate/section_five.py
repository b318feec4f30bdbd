"""五: every problem comes from a note and has a measure, every measure answers one, none repeats last year's."""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from assistant.drafting.gate.view import Span, View
from assistant.drafting.sentences import split_sentences
from assistant.facts import FactBook
from assistant.slots import render
from schemas.drafts import GateFailure

_GENERIC_WORDS: Final = (
    "政府 府信 信息 息公 公开 开工 工作 作的 存在 在的 的问 问题 题是 主要 要问 以下 下问 方面 "
    "面存 面的 情况 我镇 镇政 我局 本机 机关 进一 一步 步加 加强 完善 提高 提升 不断 切实 有效 "
    "积极 认真 及时 年度 本年 针对 对存 措施 下措 改进 进措 采取 取以 如下 还存 还有 有待 待进 "
    "仍然 然存 不足 不够 够的 一些 部分 相关 有关 做好 各项 推进 推动 落实 下一 步将 将进 我们 "
    "持问 题导 导向 坚持 抓好 好整 整改 实抓 务公 政务 开的 息的 镇信 作中 中存 中还"
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
REPEATED: Final = 70
"""Similarity in per cent from which a sentence counts as last year's (U06 uses the same)."""
_LEAD_IN: Final = re.compile(
    r"(?:以下|如下|下列|主要|几个|几点|方面)[^。]{0,12}(?:问题|不足|措施|工作|改进)?[：:]?$|"
    r"(?:问题|不足|措施|改进|短板|差距|困难|薄弱环节)(?:主要)?(?:有|是|表现在|如下)?[：:]$|"
    r"(?:存在|还有|仍有|有)(?:着|了)?(?:一些|一定|不少|某些|部分|许多)?的?(?:不足|短板|差距|问题|困难|薄弱环节)"
    r"(?:和(?:不足|短板|差距|问题))?$|(?:表现在|体现在|表现为)[：:]?$"
)
_HEADING: Final = re.compile(
    r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]）|第[一二三四五六七八九十]，|首先，?|其次，?)?(?:进一步|着力|持续|切实|不断|全面)?"
    r"(?:强化|增强|提升|提高|加强|完善|优化|丰富|拓宽|规范|健全|细化|盘活|补齐|突出|注重|坚持|狠抓|抓好|改进|推动|促进|压实|严格|深化|夯实|"
    r"加大|创新|加快|严把|聚焦|落实)[\u4e00-\u9fff]{2,8}$"
)
"""二是增强能力。 the name of a measure, whose sentence follows."""
_ROOM: Final = re.compile(r"(?:还|仍|尚)(?:有|存在)?[^，。]{0,8}(?:提升|改进)?(?:空间|距离|差距)$")
"""A sentence that only leads in to the list of problems or measures."""


def content_pairs(text: str) -> set[str]:
    """Character pairs that carry content; what every report says is left out."""
    words = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"^[一二三四五六七八九十]+是", "", text))
    return {word[i : i + 2] for word in words for i in range(len(word) - 1)} - _GENERIC


def from_the_notes(view: View) -> Iterator[GateFailure]:
    """A problem or measure that no note speaks of was invented."""
    own = ("problems",) if view.passage == "problems" else ("problems", "improvements")
    notes = view.licence.notes_of(*own)
    if view.passage not in ("problems", "improvements") or not notes:
        return
    known = set().union(*(content_pairs(note) for note in notes))
    what = "问题" if view.passage == "problems" else "措施"
    for sentence in view.sentences:
        if view.in_placeholder(sentence.start) or "【待补" in sentence.text:
            continue
        body = sentence.text.rpartition("：")[2] or sentence.text
        pairs = content_pairs(body)
        if len(pairs) < 3 or _LEAD_IN.search(sentence.text) or _ROOM.search(sentence.text):
            continue
        if _HEADING.match(sentence.text) and _goes_on(view, sentence):
            continue
        if len(pairs & known) < 2:
            message = f"“{sentence.text[:30]}”这项{what}素材里没有，请删去，只写素材列出的{what}。"
            yield view.failure("invented", message, sentence.start, sentence.end)


def _goes_on(view: View, sentence: Span) -> bool:
    """Whether a sentence that is no heading itself follows in the paragraph."""
    following = view.text[sentence.end + 1 : sentence.end + 40]
    return bool(following) and not following.startswith("\n") and not re.match(r"[一二三四五六七八九十]是", following)


def not_last_years(view: View) -> Iterator[GateFailure]:
    previous = view.report.previous
    if view.passage not in ("problems", "improvements") or previous is None:
        return
    book = FactBook(previous)
    old = [
        sentence.text
        for passage in ("problems", "improvements")
        for sentence in split_sentences(render(previous.passages.get(passage, ""), book, strict=False).text)
        if len(sentence.text) >= 12
    ]
    notes = [re.sub(r"[，。；：、\s]", "", note) for note in view.licence.notes]
    for sentence in view.sentences:
        if len(sentence.text) < 12 or _LEAD_IN.search(sentence.text):
            continue
        said = re.sub(r"^[一二三四五六七八九十]+是", "", sentence.text)
        if any(fuzz.partial_ratio(re.sub(r"[，。；：、\s]", "", said), note) > 90 for note in notes if note):
            continue  # the clerk's own words; U06 tells the clerk
        for other in old:
            if fuzz.ratio(said, re.sub(r"^[一二三四五六七八九十]+是", "", other)) >= REPEATED:
                message = f"这句话与上年报告雷同（“{other[:24]}……”），请按本年的情况另写。"
                yield view.failure("repeats_last_year", message, sentence.start, sentence.end)
                break


def problems_answered(view: View) -> Iterator[GateFailure]:
    """Each problem of the notes is named by a measure."""
    if view.passage != "improvements":
        return
    pairs = content_pairs(view.text)
    for note in view.licence.notes_of("problems"):
        for line in note.split("\n"):
            wanted = content_pairs(line)
            if wanted and not wanted & pairs:
                message = f"问题“{line.strip()[:30]}”没有写到对应的改进措施。"
                yield view.failure("unanswered_problem", message, len(view.text), len(view.text))
