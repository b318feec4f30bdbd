"""U04–U06: prose that stands in last year's report, or in another unit's, paragraph by paragraph."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rapidfuzz.fuzz import partial_ratio

from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt, per_report
from assistant.facts import FactBook
from assistant.similarity import Prepared, Similarity, closest, prepare
from assistant.slots import render
from assistant.units import short_name
from schemas.passages import PASSAGE_NAMES, PASSAGES
from schemas.report import Report

_ALIKE: Final = Basis("format", "国办公开办函〔2021〕30号：年度报告不得内容雷同、敷衍塞责")
_COMPARED: Final = tuple(p for p in PASSAGES if p.startswith("overview") or p in ("problems", "improvements"))
_WARN: Final = 0.6
_ERROR: Final = 0.8
_SAME_PROBLEMS: Final = 0.7
_SHORTEST_OWN: Final = 30
_SHORTEST_OTHER: Final = 16
_BEFORE: Final = re.compile(r"上年|上一年|去年|前一年|\d{4}年")
_MENDED: Final = re.compile(r"整改|解决|改进|完成|落实")


def _names(report: Report) -> tuple[str, ...]:
    name = report.unit.name or ""
    return tuple(dict.fromkeys(n for n in (name, short_name(name), report.unit.short or "") if n))


@per_report
def _mine(context: Context) -> tuple[tuple[Paragraph, Prepared], ...]:
    names = _names(context.report)
    return tuple((p, prepare(p.text, names)) for p in context.paragraphs if p.passage in _COMPARED)


@per_report
def _last_year(context: Context) -> tuple[tuple[Paragraph, Prepared], ...]:
    if context.previous is None:
        return ()
    names = _names(context.previous)
    return tuple((p, prepare(p.text, names)) for p in context.previous_paragraphs if p.passage in _COMPARED)


@per_report
def _same_problems(context: Context) -> tuple[tuple[Paragraph, Similarity], ...]:
    """Paragraphs of this year's problems that stood in last year's section five."""
    before = [prepared for p, prepared in _last_year(context) if p.passage in ("problems", "improvements")]
    if not before:
        return ()
    names = _names(context.report)
    found: list[tuple[Paragraph, Similarity]] = []
    for paragraph, prepared in _mine(context):
        if paragraph.passage != "problems":
            continue
        start = _behind_what_was_mended(paragraph)
        own = prepare(paragraph.text[start:], names) if start else prepared
        best = closest(own, before, _SAME_PROBLEMS) if own.length >= _SHORTEST_OTHER else None
        if best is not None:
            alike = best[1]
            found.append((paragraph, replace(alike, start=alike.start + start, end=alike.end + start)))
    return tuple(found)


def _behind_what_was_mended(paragraph: Paragraph) -> int:
    """How last year's problems were mended stands in front of this year's, and is no part of them."""
    for sentence in paragraph.sentences:
        before = _BEFORE.search(sentence.text)
        if before is None or not _MENDED.search(sentence.text, before.end()):
            return sentence.start
    return 0


def _percent(score: float) -> str:
    return f"{min(100, int(score * 100))}%"


@rule(
    "U04",
    "与本单位上年报告雷同",
    "warning",
    _ALIKE,
    needs=("prose", "previous.prose"),
    good="每年写当年的做法和数据。",
    bad="只改了年份和数字，文字与上年报告相同。",
    other_severities=("error",),
)
def like_last_year(context: Context) -> Iterator[Hit]:
    before = _last_year(context)
    candidates = [prepared for _, prepared in before]
    reported = {paragraph.address for paragraph, _ in _same_problems(context)}
    for paragraph, prepared in _mine(context):
        if paragraph.address in reported:
            continue
        if prepared.length < _SHORTEST_OWN:
            yield from _old_figures(context, paragraph)
            continue
        best = closest(prepared, candidates, _WARN)
        if best is None:
            continue
        index, similarity = best
        where = PASSAGE_NAMES[before[index][0].passage]
        shared = paragraph.text[similarity.start : similarity.end]
        yield Hit(
            paragraph.address,
            f"这一段与上年报告“{where}”的文字相似度为 {_percent(similarity.score)}"
            f"（如“{shared[:40]}”）。请按本年实际做法改写。",
            excerpt=excerpt(paragraph.text, similarity.start, similarity.end, 0)[:120],
            span=(similarity.start, similarity.end),
            severity="error" if similarity.score >= _ERROR else None,
        )


_FIGURE: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[,，]\d{3})+|(?<![\d.,])\d+(?![\d.%％年])")
_FEWEST: Final = 4
_TELLING: Final = 10
"""Smaller figures are the same in many years: one site, no documents made."""
_LEAST_TEXT: Final = 40


def _figures(text: str) -> frozenset[int]:
    found = (int(re.sub(r"\D", "", m[0])) for m in _FIGURE.finditer(text))
    return frozenset(n for n in found if n >= _TELLING)


def _old_figures(context: Context, paragraph: Paragraph) -> Iterator[Hit]:
    """A list of counts may read alike every year, but not with most of last year's counts in it."""
    mine = _figures(paragraph.text) if len(paragraph.text) >= _LEAST_TEXT else frozenset()
    if len(mine) < _FEWEST:
        return
    best: tuple[float, Paragraph, frozenset[int]] | None = None
    for before, _ in _last_year(context):
        same = mine & _figures(before.text)
        if len(same) < _FEWEST or 2 * len(same) <= len(mine):
            continue
        score = partial_ratio(paragraph.text, before.text) / 100
        if score >= _ERROR and (best is None or score > best[0]):
            best = score, before, same
    if best is not None:
        score, before, same = best
        yield Hit(
            paragraph.address,
            f"这一段与上年报告“{PASSAGE_NAMES[before.passage]}”的文字相似度为 {_percent(score)}，"
            f"其中 {len(same)} 个数字与上年相同（如 {max(same)}）。请核对数字是否已更新，并按本年实际改写。",
            excerpt=paragraph.text[:60],
            span=(0, len(paragraph.text)),
            severity="error",
        )


@rule(
    "U05",
    "与其他单位报告雷同",
    "warning",
    _ALIKE,
    needs=("prose", "others"),
    good="写本单位的栏目、数据和做法。",
    bad="整句与邻近乡镇的报告相同。",
)
def like_others(context: Context) -> Iterator[Hit]:
    for paragraph, prepared in _mine(context):
        if prepared.length < _SHORTEST_OTHER:
            continue
        floor = _WARN if prepared.length >= _SHORTEST_OWN else _ERROR
        best: tuple[Report, Similarity] | None = None
        for other, theirs in _others(context):
            found = closest(prepared, theirs, floor if best is None else best[1].score)
            if found is not None and (best is None or found[1].score > best[1].score):
                best = (other, found[1])
        if best is None:
            continue
        other, similarity = best
        name = other.unit.name or "另一份报告"
        year = f"{other.year}年" if other.year else ""
        shared = paragraph.text[similarity.start : similarity.end]
        yield Hit(
            paragraph.address,
            f"这一段与“{name}”{year}报告的文字相似度为 {_percent(similarity.score)}"
            f"（如“{shared[:40]}”）。请写本单位自己的情况。",
            excerpt=shared[:120],
            span=(similarity.start, similarity.end),
        )


@per_report
def _others(context: Context) -> tuple[tuple[Report, tuple[Prepared, ...]], ...]:
    return tuple((other, tuple(_prose_of(other))) for other in context.others)


def _prose_of(report: Report) -> Iterator[Prepared]:
    names = _names(report)
    book: FactBook | None = None
    for passage in _COMPARED:
        for text in report.passages.get(passage, "").split("\n"):
            if not text.strip():
                continue
            if "{{" in text:
                book = book or FactBook(report)
                text = render(text, book, strict=False).text
            yield prepare(text, names)


@rule(
    "U06",
    "存在问题与上年雷同",
    "error",
    _ALIKE,
    needs=("prose", "previous.prose"),
    good="上年问题已整改的写整改结果，本年另写新的问题。",
    bad="“存在的主要问题”与上年报告相同。",
    waivable=True,
)
def same_problems(context: Context) -> Iterator[Hit]:
    for paragraph, similarity in _same_problems(context):
        shared = paragraph.text[similarity.start : similarity.end]
        yield Hit(
            paragraph.address,
            f"本年“存在的主要问题”与上年报告的相似度为 {_percent(similarity.score)}（如“{shared[:40]}”）。"
            "请写本年的问题；确属上年问题尚未解决的，请说明原因后放行。",
            excerpt=shared[:120],
            span=(similarity.start, similarity.end),
        )
