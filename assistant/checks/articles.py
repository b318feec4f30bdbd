"""L09: articles that do not exist, or that are about something else than the sentence that cites them."""

import re
from collections.abc import Iterator
from typing import Final

import cn2an

from assistant import lists
from assistant.checks.context import Context
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import excerpt, sentence_at
from assistant.list_files import derived

_NUMBER: Final = r"第(?P<number>[一二三四五六七八九十百零〇\d]{1,7})条"
_CITED: Final = re.compile(
    r"(?:《(?P<title>[^《》]{0,40}(?:条例|法|办法|细则))》|"
    r"(?P<bare>(?:政府)?信息公开条例))(?:[（(][^（）()]{0,40}[）)])?(?:中|的|规定的)?\s*" + _NUMBER
)
_MORE: Final = re.compile(r"[、和及与，至到]\s*第?(?P<number>[一二三四五六七八九十百零〇\d]{1,7})条")
_ABOUT: Final = re.compile(
    r"(?:第[一二三四]款)?(?:中)?(?:关于|对于?|有关)[^，。；“”]{2,24}?的(?:有关|相关|具体)?(?:规定|要求)"
)
"""What the sentence itself says the article is about."""
_ITEM_20: Final = re.compile(r"第二十条(?:第一款)?第?[（(](?P<item>[一二三四五六七八九十]{1,3})[）)]项")
_STRONG: Final[dict[str, frozenset[int]]] = {
    "编制本": frozenset({4, 46, 49, 50}),
    "答复期限": frozenset({33}),
    "责任追究": frozenset({46, 47, 50, 51, 52, 53}),
    "工作考核": frozenset({46, 50}),
    "培训": frozenset({48}),
    "社会评议": frozenset({46, 50}),
    "年度报告": frozenset({4, 49, 50}),
    "补正": frozenset({30}),
    "信息处理费": frozenset({42}),
    "动态调整": frozenset({18}),
    "归档": frozenset({45}),
    "常态": frozenset({5}),
}


_ACTIONS: Final[tuple[tuple[str, re.Pattern[str], str, frozenset[int]], ...]] = (
    ("区分处理", re.compile(r"区分处理"), "第37条", frozenset({36, 37})),
    (
        "不予公开",
        re.compile(r"不予公开的?(?:决定|答复|告知|处理)|(?:决定|答复|告知|依法)不予公开"),
        "第14条至第16条、第36条",
        frozenset({13, 14, 15, 16, 32, 36, 37}),
    ),
    (
        "信访、投诉、举报类申请",
        re.compile(
            r"(?:信访|投诉|举报)(?:类|性质|事项|活动)[^，。；]{0,6}申请|申请(?:的)?形式(?:进行)?(?:信访|投诉|举报)|"
            r"不作为(?:政府)?信息公开申请"
        ),
        "第39条",
        frozenset({36, 39, 51}),
    ),
    (
        "不掌握相关信息",
        re.compile(
            r"(?:本|我)(?:机关|单位|局|镇|乡|街道|中心|办|委|县|区|市)?(?:并)?不掌握|"
            r"(?:所)?申请(?:公开)?的?(?:政府)?信息不存在|不属于(?:本|我)[^，。；]{1,4}(?:负责公开|掌握)"
        ),
        "第36条",
        frozenset({10, 36}),
    ),
    ("重复申请", re.compile(r"重复(?:的)?申请|不予重复(?:处理|答复)"), "第36条", frozenset({35, 36})),
    ("加工、分析", re.compile(r"(?:需要?|另行|现有信息)[^，。；]{0,6}加工、?分析"), "第38条", frozenset({36, 38})),
    ("征求第三方意见", re.compile(r"征求(?:了)?第三方的?意见"), "第32条", frozenset({15, 32})),
    ("延长答复期限", re.compile(r"延期答复|延长(?:了)?答复"), "第33条", frozenset({33, 35})),
)
"""What an office does with an application, where that is to be read, and the articles that may be cited for it."""
_BROAD: Final = frozenset(
    {"公开", "不公开", "不予公开", "申请", "答复", "制度", "内容", "报告", "办理", "审核"}
    | {"责任", "公布", "提交", "原则", "意见", "及时", "调整", "制作", "途径"}
)
"""Topics too common to tell that a sentence speaks of an article's own matter."""
_TIME_OF_REPLY: Final = re.compile(
    r"答复[^，。；]{0,16}规定的(?:法定)?(?:[一二三四五六七八九十\d]{1,3}个)?(?:工作日|期限|时限)(?:之?内)?(?:作出|完成|办结)?"
)


@rule(
    "L09",
    "引用的条款不存在或对不上",
    "error",
    Basis("law", "《中华人民共和国政府信息公开条例》共五十六条"),
    needs=("prose",),
    good="按照《条例》第五十条的规定编制年度报告。",
    bad="按照《条例》第六十二条的规定编制年度报告。",
)
def article_numbers(context: Context) -> Iterator[Hit]:
    for paragraph in context.paragraphs:
        text = paragraph.text
        if "条" not in text or "第" not in text:
            continue
        for found in _CITED.finditer(text):
            title = found["title"] or found["bare"]
            known = _articles_of(title)
            if known is None:
                continue
            name, count = known
            spans = [(found.start("number"), found["number"])]
            at = found.end()
            while (more := _MORE.match(text, at)) is not None:
                spans.append((more.start("number"), more["number"]))
                at = more.end()
            for start, written in spans:
                about = _ABOUT.match(text, at)
                message = _article_problem(name, count, written, about[0] if about else sentence_at(text, start))
                if not message and len(spans) == 1 and about is None:
                    message = _wrong_action(name, written, text, found.start(), at)
                if message:
                    yield Hit(
                        paragraph.address,
                        message,
                        excerpt=excerpt(text, found.start(), at),
                        span=(start - 1, start + len(written) + 1),
                    )
        for found in _ITEM_20.finditer(text):
            if (_number(found["item"]) or 0) > 15:
                yield Hit(
                    paragraph.address,
                    f"条例第二十条共十五项，没有“第（{found['item']}）项”。请核对。",
                    excerpt=excerpt(text, found.start(), found.end()),
                    span=found.span(),
                )


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    try:
        return int(cn2an.cn2an(written.replace("〇", "零"), "smart"))
    except ValueError:
        return None


@derived
def _counts() -> dict[str, tuple[str, int]]:
    return {law.title: (law.title, law.articles) for law in lists.laws() if law.articles}


def _articles_of(title: str) -> tuple[str, int] | None:
    if lists.plain_title(title) == "条例":
        title = "中华人民共和国政府信息公开条例"
    match = lists.match_title(title)
    return _counts().get(match.listed) if match.kind == "listed" and match.listed else None


def _article_problem(name: str, count: int, written: str, sentence: str) -> str:
    number = _number(written)
    if number is None:
        return ""
    if not 1 <= number <= count:
        return f"《{name}》共 {count} 条，没有“第{written}条”。请核对条款。"
    if not name.endswith("政府信息公开条例"):
        return ""
    plain = re.sub(r"《[^》]*》", "", sentence)
    plain = _TIME_OF_REPLY.sub("答复期限", plain)
    about = next((a for a in lists.articles() if a.number == number), None)
    if any(topic in re.sub(r"政?府?信息公开", "", plain) for topic in (about.topics if about else ())):
        return ""
    for word, numbers in _STRONG.items():
        if word in plain and number not in numbers:
            right = "、".join(f"第{n}条" for n in sorted(numbers))
            subject = f"规定的是“{about.about}”" if about else "规定的是其他事项"
            return f"条例第{written}条{subject}，这句话说的“{word}”见{right}。请核对条款。"
    return ""


def _wrong_action(name: str, written: str, text: str, start: int, end: int) -> str:
    """What is done under the article in its own clause or in the one right before: 信息不存在的，依照第二十条告知."""
    number = _number(written)
    about = next((a for a in lists.articles() if a.number == number), None)
    if about is None or number == 5 or not name.endswith("政府信息公开条例"):
        return ""
    sentence = sentence_at(text, start)
    if len(_ANY_ARTICLE.findall(sentence)) > 1:
        return ""
    near = _CLAUSES_BEFORE.search(text[max(0, start - 60) : start])
    behind = _CLAUSE_BEHIND.match(text[end : end + 40])
    # titles go first: 《政府信息公开条例》 is in every such sentence
    clauses = _TITLES.sub("", (near[0] if near else "") + "｜" + (behind[0] if behind else ""))
    done = [(words, right, numbers) for words, pattern, right, numbers in _ACTIONS if pattern.search(clauses)]
    if not done or any(number in numbers for *_, numbers in done):
        return ""
    plain = re.sub(r"政?府?信息公开", "", _TITLES.sub("", sentence))
    if any(topic in plain for topic in about.topics if topic not in _BROAD):
        return ""
    words, right, _ = done[0]
    return f"条例第{written}条规定的是“{about.about}”，这句话说的“{words}”见{right}。请核对条款。"


_ANY_ARTICLE: Final = re.compile(_NUMBER)
_TITLES: Final = re.compile(r"《[^《》]{0,60}》")
_CLAUSES_BEFORE: Final = re.compile(r"(?:[^，。！？；\n]{0,40}，)?[^，。！？；\n]{0,40}$")
_CLAUSE_BEHIND: Final = re.compile(r"(?:(?:之|的)?(?:相关)?(?:规定|要求)?，)?[^，。！？；\n]{0,36}")
