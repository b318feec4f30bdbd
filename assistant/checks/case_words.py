"""N-07 where the result of all cases is told by a word alone: 行政复议3件，全部维持; 行政诉讼1件，败诉."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context
from assistant.checks.rule import Hit
from assistant.checks.sentences import excerpt
from assistant.numerals import find_numerals

_ALL: Final = re.compile(
    r"行政(?P<kind>复议|诉讼)(?:案件|案)?(?:共|共计|为|了)?\s?(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})\s?[件起宗](?:案件)?"
    r"(?:[，,：:]|（)(?:目前|现|最终|其)?(?:均|全部|都)?(?:已审结|已结案|审结)?[，,]?"
    r"(?:结果|判决|裁决|复议机关|被复议机关|法院|经审理|上级机关)?(?:均|全部|都)?(?:为|是|被|予以|已)?(?:结果|行政机关)?"
    r"(?P<word>维持|纠正|撤销|败诉|胜诉|尚未审结|未审结)(?!原|\s?\d|率)(?=[，。；、）)]|$)"
)
_CELLS: Final = {
    "维持": ("maintain",),
    "胜诉": ("maintain", "other"),
    "纠正": ("correct",),
    "撤销": ("correct", "other"),
    "败诉": ("correct",),
    "尚未审结": ("pending",),
    "未审结": ("pending",),
}
_NAMES: Final = {"maintain": "结果维持", "correct": "结果纠正", "other": "其他结果", "pending": "尚未审结"}


def results_in_words(context: Context) -> Iterator[Hit]:
    """No reading of the table fits: neither the first results alone nor together, of any group that may be meant."""
    for paragraph in context.paragraphs:
        if "行政复议" not in paragraph.text and "行政诉讼" not in paragraph.text:
            continue
        for found in _ALL.finditer(paragraph.text):
            said = next((int(n.value) for n in find_numerals(found["n"]) if n.value), 0)
            review = found["kind"] == "复议"
            groups = (("review",),) if review else (("direct",), ("after",), ("direct", "after"))
            results = _CELLS[found["word"]]
            held = [_sum(context, group, (results[0],)) for group in groups]
            held += [_sum(context, group, results) for group in groups]
            if not said or any(value is None or value == said for value in held):
                continue
            whole = held[len(groups) - 1] or 0
            cells = tuple(f"table4.{part}.{results[0]}" for group in groups[:2] for part in group)
            yield Hit(
                paragraph.address,
                f"文中称行政{found['kind']} {said} 件“{found['word']}”，表四“{_NAMES[results[0]]}”为 {whole}，"
                f"相差 {abs(said - whole)}。请核对。",
                related=cells,
                excerpt=excerpt(paragraph.text, *found.span()),
                span=found.span(),
            )


def _sum(context: Context, group: tuple[str, ...], results: tuple[str, ...]) -> int | None:
    values = [context.count(f"table4.{part}.{result}") for part in group for result in results]
    return None if any(value is None for value in values) else int(sum(value or 0 for value in values))
