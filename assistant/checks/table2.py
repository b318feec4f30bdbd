"""T2: 表二 within itself."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.amounts import Amount, is_town, lacks_rule_making, say
from assistant.checks.context import Context, Paragraph
from assistant.checks.labels import HEADERS_OF_TABLE2, differing
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from assistant.checks.sentences import sentence_at
from assistant.glance import Spotter
from schemas.form import T2_DOCUMENT_ROWS, T2_SINGLE_ROWS

_LEGISLATION: Final = Basis("law", "《中华人民共和国立法法》第九十一条、第九十三条：规章由有权机关制定")
_LOGIC: Final = Basis("engineering", "表二各数之间的关系")
_DECISIONS: Final = Basis("local", "地方编制通知：处理决定数量包括已公开和依法未公开的全部处理决定")
_HEADS: Final = Basis("format", "国办公开办函〔2021〕30号所附表二的栏目名称")
_PENALTY: Final = Basis("law", "《中华人民共和国行政处罚法》第二十四条：乡镇、街道行使处罚权须经省级决定并公布")
_LEDGER: Final = Basis("engineering", "与财务台账核对")
DECISION_CELLS: Final = ("table2.licensing", "table2.punishment", "table2.coercion")


@rule(
    "T2-01",
    "没有规章制定权的单位填了规章数",
    "error",
    _LEGISLATION,
    needs=("table2",),
    other_severities=("warning",),
    good="镇政府“规章”一行填 0、0、0。",
    bad="镇政府“规章”一行现行有效填 2。",
)
def no_regulations(context: Context) -> Iterator[Hit]:
    """规章 are 0/0/0 for all but the few bodies that may make them."""
    cells = [f"table2.regulations.{column}" for column in ("made", "repealed", "valid")]
    values = [context.count(cell) for cell in cells]
    if all(value is None for value in values):
        raise NotAssessableError("表二“规章”一行")
    filled = [(cell, value) for cell, value in zip(cells, values, strict=True) if value]
    if not filled or context.unit.rule_making:
        return
    shown = "、".join("不明" if value is None else say(value) for value in values)
    certain = lacks_rule_making(context)
    yield Hit(
        "table2.regulations",
        f"表二“规章”一行为 {shown}（制发、废止、现行有效）。"
        + (
            "县级以下机关和乡镇、街道没有规章制定权，应填 0、0、0；所填若是规范性文件，请移到“行政规范性文件”一行。"
            if certain
            else "规章只由国务院部门、省级和设区的市级政府制定。请确认本单位有规章制定权（可在单位信息中注明）。"
        ),
        related=tuple(cell for cell, _ in filled),
        severity=None if certain else "warning",
    )


@rule(
    "T2-02",
    "现行有效、制发与废止件数相容",
    "error",
    _LOGIC,
    needs=("table2",),
    good="制发 6、废止 1、现行有效 32。",
    bad="制发 6、废止 1、现行有效 3。",
)
def documents_fit(context: Context) -> Iterator[Hit]:
    """valid ≥ made − repealed; with last year also repealed ≤ valid then + made."""
    assessed = False
    for row, label in T2_DOCUMENT_ROWS.items():
        made, repealed, valid = row_of(context, row)
        place = f"table2.{row}.valid"
        if None not in (made, repealed, valid) and made is not None and repealed is not None and valid is not None:
            assessed = True
            if valid < made - repealed:
                yield Hit(
                    place,
                    f"表二“{label}”：本年制发 {say(made)} − 本年废止 {say(repealed)} ＝ {say(made - repealed)}，"
                    f"现行有效却只有 {say(valid)}，至少少 {say(made - repealed - valid)}。请核对这三格。",
                    related=(f"table2.{row}.made", f"table2.{row}.repealed"),
                )
        before = context.before(place) if context.follows_previous else None
        if before is not None and made is not None and repealed is not None:
            assessed = True
            if repealed > before + made:
                yield Hit(place, over_repealed(label, before, made, repealed), related=repealed_cells(row))
    if not assessed:
        raise NotAssessableError("表二“规章”“行政规范性文件”两行")


def row_of(context: Context, row: str) -> tuple[Amount | None, Amount | None, Amount | None]:
    """made, repealed, valid of a document row."""
    return (
        context.count(f"table2.{row}.made"),
        context.count(f"table2.{row}.repealed"),
        context.count(f"table2.{row}.valid"),
    )


def over_repealed(label: str, before: Amount, made: Amount, repealed: Amount) -> str:
    return (
        f"表二“{label}”：上年现行有效 {say(before)} + 本年制发 {say(made)} ＝ {say(before + made)}，"
        f"本年废止却有 {say(repealed)}，多 {say(repealed - before - made)}。请核对废止件数和上年的现行有效件数。"
    )


def repealed_cells(row: str) -> tuple[str, ...]:
    return f"table2.{row}.repealed", f"table2.{row}.made", f"previous.table2.{row}.valid"


@rule(
    "T2-03",
    "现行有效件数少于本年制发件数",
    "warning",
    _LOGIC,
    needs=("table2",),
    good="制发 5、废止 0、现行有效 12。",
    bad="制发 5、废止 3、现行有效 3。",
)
def made_are_valid(context: Context) -> Iterator[Hit]:
    """What was made this year is valid, unless it was repealed in the same year."""
    assessed = False
    for row, label in T2_DOCUMENT_ROWS.items():
        made, repealed, valid = row_of(context, row)
        if made is None or valid is None:
            continue
        assessed = True
        place = f"table2.{row}.valid"
        if valid >= made:
            continue
        before = context.before(place) if context.follows_previous else None
        if before is not None and repealed is not None and valid == before + made - repealed:
            continue
        yield Hit(
            place,
            f"表二“{label}”：本年制发 {say(made)}，现行有效 {say(valid)}，少 {say(made - valid)}。"
            "除非本年制发的当年又已废止，现行有效不应少于本年制发。请核对，确属当年废止的请说明。",
            related=(f"table2.{row}.made", f"table2.{row}.repealed"),
        )
    if not assessed:
        raise NotAssessableError("表二“规章”“行政规范性文件”两行")


@rule(
    "T2-04",
    "行政事业性收费与财务台账一致",
    "warning",
    _LEDGER,
    needs=("table2", "person"),
    question="表二“行政事业性收费”是否等于财政（财务）台账全年实收金额（元）除以 10000？",
)
def fees_of_ledger(_context: Context) -> Iterator[Hit]:
    """The ledger is not part of the report: a person compares."""
    return iter(())


@rule(
    "T2-05",
    "许可、处罚、强制的处理决定数量",
    "warning",
    _DECISIONS,
    needs=("table2",),
    other_severities=("info",),
    good="处理决定 124 件（其中公开 90 件），填 124。",
    bad="只填了公开的 90 件；或三项都填 0 而未向执法队伍核实。",
)
def all_decisions(context: Context) -> Iterator[Hit]:
    """All decisions count, published or not: a number equal to the published ones is doubtful."""
    values = [context.count(cell) for cell in DECISION_CELLS]
    if all(value is None for value in values):
        raise NotAssessableError("表二“行政许可”“行政处罚”“行政强制”")
    if list(values) == [0, 0, 0]:
        yield Hit(
            "table2",
            "表二行政许可、行政处罚、行政强制都是 0。请向执法队伍、便民服务中心等经办部门确认本年确实没有作出决定。",
            related=DECISION_CELLS,
            severity="info",
        )
        return
    for cell, value in zip(DECISION_CELLS, values, strict=True):
        label = T2_SINGLE_ROWS[cell.removeprefix("table2.")]
        for item in context.report.disclosure.items:
            if value and item.count == value and label in item.name:
                yield Hit(
                    cell,
                    f"表二“{label}”为 {say(value)}，与主动公开栏目“{item.name}”的 {say(value)} {item.unit}相同。"
                    "此处填全年作出的全部决定，包括依法不公开的。请确认没有只填已公开的。",
                    related=(f"disclosure.items.{item.name}",),
                )
                break
        else:
            told = _published(context, label, value) if value else None
            if told is not None:
                paragraph, found = told
                yield Hit(
                    cell,
                    f"表二“{label}”为 {say(value or 0)}，与文中“{found[0]}”相同，而文中说的是公开的数量。"
                    "此处填全年作出的全部决定，包括依法不公开的。请确认没有只填已公开的。",
                    related=(paragraph.address,),
                    excerpt=found[0],
                )


_SHOWN: Final = Spotter(
    r"(?:公示|公开|公布|发布|上网)(?:了|各类|全部|本年度?)?(?P<kind>行政(?:许可|处罚|强制))(?:类|决定书?|案件|事项|办理|处理|结果|信息){1,3}"
    r"(?:共|共计|累计)?\s?(?P<n>\d[\d,，]{0,10})\s?(?:条|项|份|个)"
)
"""公示行政处罚结果1562条; counts in 件 are L14's."""
_MADE: Final = re.compile(r"作出|办理|实施|全部|均|100%|率|应公开")


def _published(context: Context, label: str, value: Amount) -> tuple[Paragraph, re.Match[str]] | None:
    """What the prose says was published, where it is as many as the cell, and not said to be all."""
    if not _SHOWN.may_match(context.prose):
        return None
    for paragraph in context.paragraphs:
        for found in _SHOWN.finditer(paragraph.text):
            same = int(re.sub(r"\D", "", found["n"])) == value and found["kind"] == label
            if same and not _MADE.search(sentence_at(paragraph.text, found.start())):
                return paragraph, found
    return None


@rule(
    "T2-06",
    "乡镇、街道的处罚权和强制权",
    "info",
    _PENALTY,
    needs=("table2", "unit"),
    good="省政府已决定下放处罚权的镇，行政处罚 12 件。",
    bad="没有下放处罚权的镇，行政处罚 12 件。",
)
def delegated_power(context: Context) -> Iterator[Hit]:
    """A township that punishes needs a power delegated to it."""
    cells = ("table2.punishment", "table2.coercion")
    if all(context.count(cell) is None for cell in cells):
        raise NotAssessableError("表二“行政处罚”“行政强制”")
    if not is_town(context):
        return
    for cell in cells:
        value = context.count(cell)
        if value:
            label = T2_SINGLE_ROWS[cell.removeprefix("table2.")]
            yield Hit(cell, f"表二“{label}”为 {say(value)}。请确认省级政府已决定将相应权力交由本乡镇（街道）行使。")


@rule(
    "T2-07",
    "表二栏目名称与规定格式一致",
    "error",
    _HEADS,
    scope="file",
    needs=("source.tables",),
    good="本年处理决定数量",
    bad="处理决定数量",
)
def heads(context: Context) -> Iterator[Hit]:
    """The five heads of 表二 word for word."""
    for table in context.source.tables if context.source else ():
        if table.address != "table2" or table.picture or table.template == "2019":
            continue
        wrong: dict[tuple[str, str], int] = {}
        for label in differing(table):
            if label.expected in HEADERS_OF_TABLE2:
                pair = (label.text, label.expected or "")
                wrong[pair] = wrong.get(pair, 0) + 1
        if wrong:
            told = "；".join(
                f"“{text}”应为“{expected}”" + (f"（{count} 处）" if count > 1 else "")
                for (text, expected), count in wrong.items()
            )
            yield Hit("table2", f"表二栏目名称与规定格式不一致：{told}。", excerpt=next(iter(wrong))[0])


RULES: Final = (
    no_regulations, documents_fit, made_are_valid, fees_of_ledger, all_decisions, delegated_power, heads,
)  # fmt: skip
