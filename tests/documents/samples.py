"""Reports to write: 苏店镇 with all zeros, a city with large numbers, and random ones."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from assistant.reports import report_from_data, report_from_json
from schemas.form import (
    CELLS,
    DECIMAL_CELLS,
    T2_DOCUMENT_COLUMNS,
    T2_SINGLE_ROWS,
    T3_COLUMNS,
    T3_ROWS,
    T4_GROUPS,
    T4_RESULTS,
)
from schemas.report import Report

DATA = Path(__file__).parent.parent / "data"

ITEMS = {
    "政府文件": 3, "政府组织机构信息": 3, "日常工作动态": 62, "标准化目录信息": 3,
    "依法行政": 6, "户籍政务": 1, "义务教育领域": 1,
}  # fmt: skip
PASSAGES = {
    "intro": (
        "本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）和《国务院办公厅政府信息与政务"
        "公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求编制，由"
        "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题"
        "及改进情况、其他需要报告的事项六部分组成。统计期限为{{year}}年1月1日至{{year}}年12月31日。"
    ),
    "overview": (
        "{{year}}年，在区委、区政府的正确领导下，我镇认真贯彻落实《条例》要求，坚持以公开为常态、不公开为例外，着力抓好"
        "阳光政务和政策宣讲，保障信息公开工作及时、高效。"
    ),
    "overview.proactive": (
        "我镇严格落实信息公开标准化目录要求，不断扩大信息发布范围，切实保障广大群众的知情权。本年度主动公开"
        + "、".join(f"{name}{{{{disclosure.items.{name}}}}}条" for name in ITEMS)
        + "，共计{{disclosure.total}}条。"
    ),
    "overview.requests": (
        "{{year}}年，我镇收到政府信息公开申请{{table3.new.total}}件，上年结转{{table3.carried_in.total}}件，结转下年度"
        "继续办理{{table3.carried_out.total}}件。未发生行政复议、行政诉讼案件。"
    ),
    "overview.management": (
        "安排专人负责政务信息收集、编辑、发布。{{year}}年制发行政规范性文件{{table2.normative.made}}件，废止"
        "{{table2.normative.repealed}}件，现行有效{{table2.normative.valid}}件。\n"
        "严格执行信息公开保密审查制度，坚持先审查、后公开。"
    ),
    "overview.platform": (
        "积极利用上党区人民政府门户网站、微信网格群等载体公开政务动态，使广大群众能够及时了解苏店镇动态。"
        "共有公开平台{{activity.platforms}}个。"
    ),
    "overview.supervision": (
        "明确工作责任，确定专职工作人员，全年开展培训{{activity.trainings}}次。定期开展监督检查，发现问题及时整改。"
    ),
    "problems": "对应主动公开内容的认识不够清楚，对主动公开范围的把握不够准确。",
    "improvements": (
        "1.强化组织领导。通过参加相关培训，加强专职人员的信息收集、编辑能力，提升信息内容公开的质量。\n"
        "2.严格遵守程序。严把信息审查的质量关，做到涉密信息不上传，确保信息准确。"
    ),
    "other_matters": (
        "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号），{{year}}年本机关发出"
        "收费通知{{fees.notices}}件，总金额{{fees.charged_yuan}}元，实际收取信息处理费{{fees.collected_yuan}}元。"
        "除此之外，无其他需要报告的事项。"
    ),
}


def zero_tables() -> dict[str, Any]:
    return {
        "table2": {
            "regulations": dict.fromkeys(T2_DOCUMENT_COLUMNS, 0),
            "normative": dict.fromkeys(T2_DOCUMENT_COLUMNS, 0),
            **dict.fromkeys(T2_SINGLE_ROWS, 0),
        },
        "table3": {row: dict.fromkeys(T3_COLUMNS, 0) for row in T3_ROWS},
        "table4": {group: dict.fromkeys(T4_RESULTS, 0) for group in T4_GROUPS},
    }


def sudian(**changes: Any) -> Report:
    """苏店镇人民政府 2024, complete."""
    data: dict[str, Any] = {
        "year": 2024,
        "unit": {"name": "苏店镇人民政府", "kind": "town"},
        "disclosure": {"items": [{"name": name, "count": count} for name, count in ITEMS.items()], "total": 79},
        **zero_tables(),
        "fees": {"notices": 0, "charged_yuan": 0, "collected_yuan": 0},
        "activity": {"platforms": 2, "trainings": 3},
        "passages": PASSAGES,
    }
    return report_from_data(data | changes)


def hangzhou() -> Report:
    """A city: cells of five to eight figures, half of the prose missing."""
    return report_from_json((DATA / "hangzhou2025.json").read_bytes())


def numbered(base: int = 10_000) -> Report:
    """Every one of the 200 cells holds a number of its own, so that a swap of two cells shows."""
    return sudian().with_values({address: base + index for index, address in enumerate(CELLS)})


def cell_numbers() -> st.SearchStrategy[dict[str, int | float | None]]:
    """Values for all 200 cells, blanks among them, decimals where the form has them."""
    whole = st.one_of(st.none(), st.integers(0, 99), st.integers(0, 10**9))
    fees = st.one_of(st.none(), st.decimals(0, 10**6, places=6).map(float))
    return st.fixed_dictionaries({a: fees if a in DECIMAL_CELLS else whole for a in CELLS})


def words() -> st.SearchStrategy[str]:
    """A line of prose that may hold anything a keyboard or a clipboard can bring."""
    official = st.sampled_from(
        ["我镇", "认真贯彻", "，", "。", "政府信息公开", "《条例》", "<b>", "&", "\U0001f600", "]]>", "x"]
    )
    return st.lists(st.one_of(official, st.text(max_size=3)), min_size=1, max_size=12).map("".join)
