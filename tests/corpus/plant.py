"""Single planted errors: each takes a clean case, breaks one thing, and says which rule must name which place.

Wordings are those of a district office's list of things sent back, not those of the rules' own examples.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.documents.blocks import Block, Document, Paragraph, Run, Table
from schemas.report import Report
from tests.corpus.build import Case, clean_case

BlockEdit = Callable[[list[Block]], list[Block]]


@dataclass(frozen=True)
class Planted:
    """`code`: alternatives are parted by |. `places`: any of them is right. `also`: codes that the same defect may
    rightly raise as well."""

    code: str
    places: tuple[str, ...]
    report: Report
    edit: BlockEdit | None = None
    also: frozenset[str] = field(default_factory=frozenset)
    options: dict[str, Any] = field(default_factory=dict)
    """Extra arguments of the check: unit, others."""
    json_only: bool = False
    """The defect lies in what no file carries (dates, sign-off …)."""


Plant = Callable[[Case], Iterator[Planted]]
PLANTS: list[Plant] = []


def plant(function: Plant) -> Plant:
    PLANTS.append(function)
    return function


# ---- tools ----------------------------------------------------------------------------------------------
def _text(report: Report, passage: str, old: str, new: str) -> Report | None:
    """The report with the first match of `old` replaced; null where the voice does not speak so."""
    text = report.passages[passage]
    changed = re.sub(old, new, text, count=1)
    return None if changed == text else report.model_copy(update={"passages": {**report.passages, passage: changed}})


def _cells(report: Report, **changes: int) -> Report:
    values = {a.replace("__", "."): (report.value(a.replace("__", ".")) or 0) + d for a, d in changes.items()}
    return report.with_values(values)  # type: ignore[arg-type]


def _before(report: Report, **changes: int) -> Report:
    assert report.previous is not None
    return report.model_copy(update={"previous": _cells(report.previous, **changes)})


def _prose(
    code: str, passage: str, old: str, new: str, *also: str, index: int | None = 0, nonzero: tuple[str, ...] = ()
) -> Plant:
    """`nonzero`: plant only where one of these cells is not 0, else the new wording would be true."""

    def run(case: Case) -> Iterator[Planted]:
        if nonzero and not any(case.report.value(cell) for cell in nonzero):
            return
        changed = _text(case.report, passage, old, new)
        if changed is not None:
            place = passage if index is None else f"{passage}[{index}]"
            yield Planted(code, (place,), changed, also=frozenset(also))

    PLANTS.append(run)
    return run


def _bump(found: re.Match[str]) -> str:
    return found[1] + str(int(found[2]) + 7) + found[3]


def _number(code: str, passage: str, before: str, after: str, *also: str) -> None:
    """Plant `code` by adding 7 to the number between two wordings."""

    def run(case: Case) -> Iterator[Planted]:
        text = case.report.passages[passage]
        changed = re.sub(f"({before})(\\d+)({after})", _bump, text, count=1)
        if changed != text:
            report = case.report.model_copy(update={"passages": {**case.report.passages, passage: changed}})
            yield Planted(code, (f"{passage}[0]",), report, also=frozenset(also))

    PLANTS.append(run)


def _retitle(heading: str, new: str) -> BlockEdit:
    def edit(blocks: list[Block]) -> list[Block]:
        return [
            b._replace(runs=(b.runs[0]._replace(text=new),)) if isinstance(b, Paragraph) and _is(b, heading) else b
            for b in blocks
        ]

    return edit


def _is(block: Block, address: str) -> bool:
    return isinstance(block, Paragraph | Table) and block.address == address


def _drop(address: str) -> BlockEdit:
    return lambda blocks: [b for b in blocks if not _is(b, address)]


def _relabel(table: str, old: str, new: str) -> BlockEdit:
    def edit(blocks: list[Block]) -> list[Block]:
        result: list[Block] = []
        for b in blocks:
            if isinstance(b, Table) and b.address == table:
                b = replace(b, cells=tuple(c._replace(text=new) if c.text == old else c for c in b.cells))
            result.append(b)
        return result

    return edit


def _print_in_cell(address: str, text: str) -> BlockEdit:
    def edit(blocks: list[Block]) -> list[Block]:
        result: list[Block] = []
        for b in blocks:
            if isinstance(b, Table):
                b = replace(b, cells=tuple(c._replace(text=text) if c.address == address else c for c in b.cells))
            result.append(b)
        return result

    return edit


def _file(code: str, places: tuple[str, ...], edit: BlockEdit, *also: str, only: str = "") -> None:
    def run(case: Case) -> Iterator[Planted]:
        if not only or case.voice.startswith(only):
            yield Planted(code, places, case.report, edit, frozenset(also))

    PLANTS.append(run)


# ---- cells ----------------------------------------------------------------------------------------------
for cell, raw in (("table3.partial.natural", "/"), ("table4.review.pending", ""), ("table2.coercion", "无")):
    _file("T-01", (cell,), _print_in_cell(cell, raw), "T3-02", "N-15")
for cell, raw in (("table3.granted.legal", "-1"), ("table2.normative.valid", "12件"), ("table3.new.other", "2.5")):
    _file("T-02", (cell,), _print_in_cell(cell, raw))
_file("F05", ("table4.review.maintain",), _print_in_cell("table4.review.maintain", "０"), "T4-01", only="town_quiet")


@plant
def _t3_identities(case: Case) -> Iterator[Planted]:
    r = case.report
    yield Planted(
        "T3-01", ("table3.total.natural",), _cells(r, table3__new__natural=1, table3__new__total=1),
        also=frozenset({"N-01", "N-05", "N-11", "N-12", "N-13", "T3-01", "C08"}),
    )  # fmt: skip
    yield Planted(
        "T3-02", ("table3.total.business", "table3.total.total"),
        _cells(r, table3__ot_other__business=2, table3__ot_other__total=2),
        also=frozenset({"N-04", "N-11", "T3-02"}),
    )  # fmt: skip
    yield Planted(
        "T3-03", ("table3.np_repeat.total",), _cells(r, table3__np_repeat__research=3),
        also=frozenset({"T3-02"}),
    )  # fmt: skip


@plant
def _t4_identities(case: Case) -> Iterator[Planted]:
    for code, group in (("T4-01", "review"), ("T4-02", "direct"), ("T4-03", "after")):
        yield Planted(
            code, (f"table4.{group}.total",), _cells(case.report, **{f"table4__{group}__total": 2}),
            also=frozenset({"N-07", "N-14", "T4-04", "T4-05", "T4-06", "T4-07"}),
        )  # fmt: skip


@plant
def _t2(case: Case) -> Iterator[Planted]:
    r = case.report
    if case.voice != "city_whole":
        rules = _cells(r, table2__regulations__made=1, table2__regulations__valid=1)
        yield Planted("T2-01", ("table2.regulations",), rules, also=frozenset({"Y-02"}))
    less = _cells(
        r, table2__normative__made=4, table2__normative__repealed=-(r.value("table2.normative.repealed") or 0)
    )
    less = less.with_value("table2.normative.valid", 3)
    yield Planted("T2-02", ("table2.normative.valid",), less, also=frozenset({"N-06", "Y-02", "T2-03", "Y-04", "Y-06"}))


@plant
def _years(case: Case) -> Iterator[Planted]:
    r = case.report
    yield Planted("Y-01", ("table3.carried_in.natural",), _before(r, table3__carried_out__natural=1))
    yield Planted("Y-01", ("table3.carried_in.legal",), _before(r, table3__carried_out__legal=2))
    yield Planted(
        "Y-02", ("table2.normative.valid",), _before(r, table2__normative__valid=3), also=frozenset({"Y-06", "Y-04"})
    )
    waiting = _before(r, table4__direct__pending=9, table4__direct__total=9)
    yield Planted("Y-05", ("table4.direct.total",), waiting, also=frozenset({"T4-06", "Y-06"}))


# ---- labels, grids, headings ----------------------------------------------------------------------------
_file("T2-07", ("table2",), _relabel("table2", "本年处理决定数量", "处理决定数量"))
_file("T2-07", ("table2",), _relabel("table2", "本年制发件数", "本年新制作数量"), "ST05")
_file("T2-07", ("table2",), _relabel("table2", "本年收费金额（单位：万元）", "本年收费金额"))
_file("ST12|T-04", ("table3",), _relabel("table3", "科研机构", "科研单位"))
_file("ST12|T-04", ("table3",), _relabel("table3", "2.重复申请", "2.多次重复申请"))
_file("ST12|T-04", ("table4",), _relabel("table4", "尚未审结", "未审结"))
_file("ST11", ("table4", "heading.4"), _drop("table4"))
_file("ST11", ("table2", "heading.2"), _drop("table2"))
_file("ST02", ("heading.1",), _retitle("heading.1", "一、总体概述"))
_file("ST02", ("heading.6",), _retitle("heading.6", "六、其他事项"))
_file("ST02", ("heading.2",), _retitle("heading.2", "二、主动公开情况"))
_file("ST03", ("heading.3",), _retitle("heading.3", "3、收到和处理政府信息公开申请情况"), "F04", "F06")
_file("ST03", ("heading.6",), _retitle("heading.6", "6.其他需要报告的事项"), "F04")
_file("ST04", ("heading.1.2",), _retitle("heading.1.2", "（2）依申请公开情况"))
_file("ST04", ("heading.1.5",), _retitle("heading.1.5", "(五)监督保障"), "F01")
_file("ST05", ("heading.4",), _retitle("heading.4", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"))
_file("ST05", ("heading.5",), _retitle("heading.5", "五、政府信息公开工作存在的主要问题及改进情况"))
_file("ST15", ("heading.1.3", "heading.1.4"), _retitle("heading.1.4", "（三）政府信息公开平台建设情况"), "ST04")
_file("ST01", ("heading.6",), lambda blocks: [b for b in blocks if not _in_six(b)], "C02", "C03", "ST10", "L11")
_file("F08", ("heading.1.1",), _retitle("heading.1.1", "（一）主动公开情况。"), "ST02", "ST04")
_file("D01", ("title",), lambda blocks: _in_title(blocks, "2025", "2024"), "D02")


def _in_six(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.address.startswith(("heading.6", "other_matters"))


def _in_title(blocks: list[Block], old: str, new: str) -> list[Block]:
    return [
        b._replace(runs=tuple(r._replace(text=r.text.replace(old, new)) for r in b.runs))
        if isinstance(b, Paragraph) and b.role == "title"
        else b
        for b in blocks
    ]


def _after(address: str, text: str) -> BlockEdit:
    def edit(blocks: list[Block]) -> list[Block]:
        result: list[Block] = []
        for b in blocks:
            result.append(b)
            if _is(b, address):
                result.append(Paragraph((Run(text),), role="heading2" if text[0] in "（(" else "body"))
        return result

    return edit


# ---- numbers in prose -----------------------------------------------------------------------------------
_number(
    "N-01",
    "overview.requests",
    "新收公众提出的政府信息公开申请|本年新收|新收政府信息公开申请|共收到政府信息公开申请",
    "件",
    "N-12",
    "N-15",
    "N-05",
    "N-10",
    "N-11",
    "N-03",
)
_number(
    "N-01",
    "overview.requests",
    "共接收政府信息公开申请|收到公民、法人或其他组织政府信息公开申请|本机关收到政府信息公开申请",
    "件",
    "N-15",
    "N-05",
    "N-10",
    "N-11",
    "N-03",
)
_number(
    "N-02",
    "overview.requests",
    "实际办结|已答复|办理答复|，办结|全年办结|其中办结",
    "件",
    "N-15",
    "N-10",
    "N-11",
    "N-03",
    "N-01",
)
_number(
    "N-03",
    "overview.requests",
    "结转下年度|结转下年|结转下年度继续办理|转入下一年度继续办理|其余|结转下年度办理",
    "件",
    "N-15",
    "N-10",
    "N-01",
    "N-02",
)
_number(
    "N-03", "overview.requests", "上年结转的|上年结转|结转上年申请|上年度结转", "件", "N-15", "N-10", "N-01", "N-02"
)
_number("N-04", "overview.requests", "予以公开|同意公开", "件", "N-10", "N-11", "N-15")
_number("N-04", "overview.requests", "部分公开", "件", "N-10", "N-11", "N-15")
_number("N-04", "overview.requests", "无法提供|不掌握相关信息|本机关不掌握相关政府信息", "件", "N-10", "N-11", "N-15")
_number("N-05", "overview.requests", "自然人|自然人提出|自然人申请", "件", "N-10", "N-11", "N-15")
_number("N-05", "overview.requests", "法人或其他组织(?!政)|商业企业提出|商业企业申请", "件", "N-10", "N-11", "N-15")
_number("N-06", "overview.management", "废止|废止规范性文件", "件", "N-15", "C04")
_number(
    "N-06", "overview.management", "现行有效|现行有效行政规范性文件|现行有效的行政规范性文件为", "件", "N-15", "C04"
)
_number("N-06", "overview.management", "制发行政规范性文件|制定行政规范性文件|共制发规范性文件", "件", "N-15", "C04")
_number("N-07", "overview.requests", "行政复议|行政复议案件", "件", "N-10", "N-15", "N-14", "T4-04")
_number("N-07", "overview.requests", "行政诉讼|行政诉讼案件", "件", "N-10", "N-15", "N-14", "T4-04")
_number("N-08", "overview.proactive", "行政许可决定|办理行政许可", "件", "N-15")
_number("N-08", "overview.proactive", "行政处罚决定|作出行政处罚", "件", "N-15")
_number(
    "N-10",
    "overview.proactive",
    "公共服务|乡村振兴|工程建设|会议公开|部门文件|新媒体平台分别公开政府信息\\d+条和|政务新媒体|微博发布",
    "条",
    "N-15",
)
_number(
    "N-10", "overview.proactive", "共计|累计主动公开政府信息|共公开信息|合计|主动公开各类信息|共发布信息", "条", "N-15"
)
_prose("N-11", "overview.requests", r"占(\d+)(\.\d+)?%", r"占3\g<1>\g<2>%", "N-15")
_prose("N-12", "overview.requests", r"(增长|下降)(\d+)", r"\g<1>4\g<2>", "D07")
_prose("N-12", "overview.requests", r"(增加|减少)(\d+)件", r"\g<1>8\g<2>件", "D07", "N-11")
_prose(
    "N-13",
    "overview.requests",
    r"^[^。]*?(政府信息公开申请)[^。]*。",
    "本年度未收到政府信息公开申请。",
    "N-15",
    "C08",
    "N-05",
    "N-11",
    nonzero=("table3.new.total",),
)
_prose(
    "N-14",
    "overview.requests",
    r"[^。]*行政诉讼[^。]*。",
    "未发生政府信息公开行政复议、行政诉讼案件。",
    "N-15",
    "C13",
    "N-07",
    nonzero=("table4.review.total", "table4.direct.total", "table4.after.total"),
)
_prose("N-16", "overview.proactive", r"(公开|发布)([一-龥]{0,6}信息)\d+条", r"\g<1>\g<2>130余条", "N-10", "C05", "N-15")
_prose("N-17", "overview.requests", r"(申请)(\d+)件", r"\g<1>\g<2>条", "N-01", "N-15")


@plant
def _said_twice(case: Case) -> Iterator[Planted]:
    if case.voice == "bureau_quiet":
        return  # what it published on one web site need not be the whole
    total = case.report.value("disclosure.total")
    text = case.report.passages["overview"] + f"全年主动公开政府信息{(total or 0) + 9}条。"
    report = case.report.model_copy(update={"passages": {**case.report.passages, "overview": text}})
    yield Planted("N-15", ("overview[0]", "overview.proactive[0]"), report, also=frozenset({"N-10"}))


# ---- structure of prose ---------------------------------------------------------------------------------
def _append(code: str, passage: str, sentence: str, *also: str, only: str = "", index: int = 0) -> None:
    def run(case: Case) -> Iterator[Planted]:
        if only and not re.search(only, case.voice):
            return
        text = case.report.passages[passage] + sentence
        report = case.report.model_copy(update={"passages": {**case.report.passages, passage: text}})
        yield Planted(code, (f"{passage}[{index}]",), report, also=frozenset(also))

    PLANTS.append(run)


def _set(code: str, passage: str, text: str, places: tuple[str, ...], *also: str, only: str = "") -> None:
    def run(case: Case) -> Iterator[Planted]:
        if only and not re.search(only, case.voice):
            return
        report = case.report.model_copy(update={"passages": {**case.report.passages, passage: text}})
        yield Planted(code, places, report, also=frozenset(also))

    PLANTS.append(run)


_SIX = "本年度未发出收费通知。无其他需要报告的事项。"
_append("ST16", "overview.management", "另有现行有效的行政规范性文件。", "C04")
_append("ST16", "overview.platform", "全年更新栏目信息共计条。", "N-17")
_append("ST17", "overview.platform", "网站栏目由XX科室负责维护。")
_append("ST17", "overview.supervision", "培训内容为____。")
_append("ST18", "overview.platform", "错误!未找到引用源。", "F01")
_append("ST18", "improvements", "PAGE \\* MERGEFORMAT", "F08", "F01")
_append("D02", "overview.requests", "2023年收到的申请均已办结。", "N-15", "N-02", "N-13")
_append("D04", "overview.platform", "本年度，我们将继续优化栏目设置。", "U02")
_append("D05", "overview.platform", "截至11月，栏目均已更新。")
_append("D06", "overview.platform", "专栏于20258月1日改版。", "D02", "A01")
_append("U10", "overview.platform", "栏目由专人维护，每周检查一次更新情况。栏目由专人维护，每周检查一次更新情况。")
_append("U03", "overview.supervision", "组织推动全省政府信息公开工作再上新台阶。", only="town|subdistrict|bureau_q")
_append("L01", "overview.management", "严格执行《中华人民共和国政府信息公开管理条例》的要求。")
_append("L01", "overview.management", "依据《中华人民共和国保守国家机密法》开展审查。", "L06")
_append("L03", "overview.management", "对照《中华人民共和国政府信息公开条例》（国务院令第492号）逐项梳理。")
_append("L04", "overview.management", "按照国办公开办函〔2019〕60号规定的格式填报。")
_append("L05", "overview.management", "按照国办公开办函[2021]30号要求统计。", "F01", "F03")
_append("L06", "overview.management", "对涉及国家机密的信息一律不予公开。")
_append("L07", "overview.platform", "坚持以公开为原则、不公开为例外。")
_append("L10", "overview.management", "会同县法制办开展文件清理。")
_append("L10", "overview.management", "与国土资源局建立信息共享机制。")
_append("L09", "overview.management", "按照《中华人民共和国政府信息公开条例》第九十二条的规定抓好落实。")
_append("P01", "overview.platform", "联系人身份证号为11010519491231002X。")
_append("P02", "overview.platform", "咨询请拨打13812345678。")
_append("P02", "other_matters", "监督电话：159-0123-4567。")
_append("P05", "overview.platform", "有关做法见内部资料，不得外传。")
_append("F01", "overview.platform", "加强巡查,及时整改。")
_append("F01", "overview.supervision", "压实责任;强化监督。")
_append("F02", "overview.platform", "社会救助、、安全生产等栏目更新及时。")
_append("F02", "overview.supervision", "做到责任到人。。")
_append("F03", "overview.platform", "持续建设“一网通办栏目。")
_append("F03", "overview.management", "落实《保密审查制度的要求。", "L01")
_append("A06", "overview.platform", "综上所述，我们可以看到平台建设**成效显著**。")
_append("A06", "improvements", "作为人工智能，以上建议仅供参考。")
_append(
    "U12", "overview.supervision", "在省委、省政府的直接领导下推进各项任务。", "U03", only="town|subdistrict|bureau"
)
_set(
    "C02",
    "other_matters",
    "本年度无需要报告的其他事项，下一步将继续做好各项公开工作。",
    ("other_matters", "other_matters[0]"),
)
_set("C03", "other_matters", "无。", ("other_matters", "other_matters[0]"), "ST10")
_set("C03", "other_matters", "暂无", ("other_matters", "other_matters[0]"), "ST10", "F08")
_set("ST10", "overview", "", ("overview", "heading.1"), only="^$")
_set("ST14", "improvements", "", ("improvements", "heading.5.2", "heading.5"), "U08", "C10", "ST10", "C11")
_set("ST09", "intro", "", ("intro",), "L02", "ST08")
_prose("C01", "overview.supervision", r"[^。；]*?(追责|追究|责任)[^。；]*[。；]$", "。", "F02", index=None)
_prose("C04", "overview.management", r"[^。]*现行有效[^。]*。", "", index=None)
_set(
    "C05",
    "overview.proactive",
    "主动公开各类政府信息，内容丰富，更新及时。",
    ("overview.proactive", "overview.proactive[0]"),
    "C09",
)
_prose("D03", "intro", r"1月1日(起)?(，)?(至|起至)", "2月1日至", index=None)
_prose("D01", "intro", r"2025年1月1日", "2024年1月1日", "D02", "D03", index=None)
_prose(
    "ST13",
    "overview",
    "$",
    "我们坚持问题导向、目标导向，把公开要求贯穿到工作全过程，" * 26 + "不断取得实效。",
    "F13",
    "U10",
    "C12",
    index=None,
)
_prose(
    "L11",
    "other_matters",
    r"(《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》|《政府信息公开信息处理费管理办法》)（国办函〔2020〕109号）(有关)?",
    "有关文件",
    index=None,
)


@plant
def _two_names_for_itself(case: Case) -> Iterator[Planted]:
    if re.search("我(镇|乡|街道|局|委)", "".join(case.report.passages.values())):
        text = case.report.passages["overview.platform"] + "我单位同步做好日常巡查。"
        report = case.report.model_copy(update={"passages": {**case.report.passages, "overview.platform": text}})
        yield Planted("U02", ("overview.platform[0]",), report)


_prose("C10", "improvements", r"^(上一?年|去年|对上年|对于上年|针对上年)[^。]*。", "", index=None)


@plant
def _own_last_year(case: Case) -> Iterator[Planted]:
    assert case.report.previous is not None
    old = {p: case.report.passages[p].replace("2025", "2024") for p in ("problems", "improvements", "overview")}
    previous = case.report.previous.model_copy(update={"passages": old})
    report = case.report.model_copy(update={"previous": previous})
    also = frozenset({"U04", "U06", "U07", "C10"})
    yield Planted("U06", ("problems[0]", "problems"), report, also=also)


@plant
def _neighbour(case: Case) -> Iterator[Planted]:
    if not case.voice.startswith("town"):
        return
    unit = case.report.unit.model_copy(update={"sisters": ["红旗镇", "向阳镇人民政府"]})
    text = case.report.passages["overview.platform"] + "红旗镇持续加强栏目建设，及时更新各类信息。"
    report = case.report.model_copy(update={"passages": {**case.report.passages, "overview.platform": text}})
    yield Planted("U01", ("overview.platform[0]",), report, options={"unit": unit}, also=frozenset({"U12"}))


@plant
def _published_late(case: Case) -> Iterator[Planted]:
    for date, deadline in (("2025-12-28", None), ("2026-03-09", "2026-01-31")):
        unit = case.report.unit.model_copy(update={"deadline": deadline})
        dates = case.report.dates.model_copy(update={"published": date})
        report = case.report.model_copy(update={"unit": unit, "dates": dates})
        yield Planted("D09", ("dates.published", "dates"), report, json_only=True)


def all_plants(voices: list[str], seeds: range) -> Iterator[tuple[Case, Planted]]:
    """Every plant on every voice that it fits."""
    for voice in voices:
        for seed in seeds:
            case = clean_case(voice, seed)
            for function in PLANTS:
                for planted in function(case):
                    yield case, planted


def edited(document: Document, planted: Planted) -> Document:
    """The document with the planted edit of its blocks, if there is one."""
    if planted.edit is None:
        return document
    return replace(document, blocks=tuple(planted.edit(list(document.blocks))))
