"""五: problems and measures, from the clerk's notes and from what last year's report promised; nothing else."""

import re
from itertools import permutations
from typing import Final

from assistant.drafting.gate.section_five import content_pairs
from assistant.drafting.offline.voice import Voice, as_sentence, gist, missing, strip_ordinal
from assistant.drafting.sentences import split_sentences
from assistant.facts import FactBook
from assistant.slots import render
from schemas.passages import chinese_ordinal

_ITEM = re.compile(
    r"(?:^|[。；：\n])\s*(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])\s*([^。；\n]+)"
)


def problems(voice: Voice) -> str:
    items = voice.notes("problems")
    if not items:
        asked = missing("本年度存在的主要问题" + _reminder(voice, "problems"))
        return f"{voice.me}政府信息公开工作存在的主要问题：{asked}。"
    lead = voice.pick(
        f"{voice.me}政府信息公开工作还存在以下问题：",
        f"对照工作要求，{voice.me}政府信息公开工作主要存在以下问题：",
        f"{voice.year}，{voice.me}政府信息公开工作存在的主要问题如下：",
    )
    return lead + _enumerated(items)


def improvements(voice: Voice) -> str:
    found, measures = voice.notes("problems"), voice.notes("improvements")
    done = [m for m in measures if re.match(r"(针对|对照|围绕)?(去年|上年|上一年)", m)]
    planned = [m for m in measures if m not in done]
    text = "".join(as_sentence(m) for m in done)
    if planned:
        if len(found) == len(planned) > 1:
            answering = [
                _answering(problem, measure) for problem, measure in zip(found, _in_turn(found, planned), strict=True)
            ]
            return f"{text}下一步采取以下改进措施：{_enumerated(answering)}"
        if re.match(r"(针对|围绕|对)", planned[0]):
            return f"{text}下一步采取以下改进措施：{_enumerated(planned)}"
        return f"{text}针对{_target(found)}，下一步采取以下改进措施：{_enumerated(planned)}"
    asked = [f"针对“{gist(p)}”的问题，{missing('改进措施')}" for p in found if gist(p)]
    if asked and len(asked) == len(found):
        return text + f"下一步改进情况：{_enumerated(asked)}"
    return text + f"下一步改进情况：{missing('针对存在问题的改进措施' + _reminder(voice, 'improvements'))}。"


def _in_turn(found: tuple[str, ...], planned: list[str]) -> list[str]:
    """The measures in the order of the problems whose words they share; as noted where no word tells."""
    if len(found) > _MOST_PAIRED:
        return planned
    asked = [content_pairs(problem) for problem in found]
    shared = {m: [len(pairs & content_pairs(m)) for pairs in asked] for m in planned}
    orders = permutations(planned)
    return list(max(orders, key=lambda order: sum(shared[m][n] for n, m in enumerate(order))))


_MOST_PAIRED: Final = 6


def _target(found: tuple[str, ...]) -> str:
    """Names the problems that the measures answer together."""
    names = [gist(problem) for problem in found]
    if not names or not all(names):
        return "存在的问题"
    return f"“{'”“'.join(names)}”{'等' if len(names) > 1 else '的'}问题"


def _enumerated(items: tuple[str, ...] | list[str]) -> str:
    if len(items) == 1:
        return as_sentence(items[0])
    return "".join(f"{chinese_ordinal(n)}是{as_sentence(item)}" for n, item in enumerate(items, start=1))


def _answering(problem: str, measure: str) -> str:
    name = gist(problem)
    if not name or re.match(r"(针对|围绕|对)", measure):
        return measure
    return f"针对“{name}”的问题，{measure}"


def _reminder(voice: Voice, passage: str) -> str:
    """What last year's report said there, in short: the clerk tells what became of it."""
    said = promised(voice, passage)
    if not said:
        return ""
    what = "上年度报告列出的问题" if passage == "problems" else "上年度报告提出的改进措施"
    return f"，并说明{what}“{'”“'.join(said)}”的落实情况"


def promised(voice: Voice, passage: str, limit: int = 3) -> tuple[str, ...]:
    """Gists of last year's problems or measures, without any number that would look like this year's."""
    previous = voice.report.previous
    if previous is None or not previous.passages.get(passage, "").strip():
        return ()
    text = render(previous.passages[passage], FactBook(previous), strict=False).text
    items = [found[1] for found in _ITEM.finditer(text)] or [s.text for s in split_sentences(text)]
    gists = [gist(strip_ordinal(item)) for item in items]
    return tuple(g for g in gists if 4 <= len(g) <= 40 and not re.search(r"[\d【】]", g))[:limit]
