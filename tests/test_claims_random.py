"""Random tables said in sentences: what is true is never contradicted, what is wrong is never confirmed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.claims import Statement, judge
from assistant.facts import FactBook
from assistant.reports import report_from_data
from schemas.form import T3_INPUT_COLUMNS, T3_LEAVES, T3_ORGANISATIONS, T3_ROWS, T4_GROUPS, T4_INPUT_RESULTS

FAR = 7919  # larger than any sum of the tables below, so that no other reading can fit by chance


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    few = st.integers(0, 12)
    table3: dict[str, dict[str, int]] = {row: {} for row in T3_ROWS}
    for column in T3_INPUT_COLUMNS:
        for leaf in T3_LEAVES:
            table3[leaf][column] = draw(few) if draw(st.integers(0, 9)) < 3 else 0
        table3["total"][column] = sum(table3[leaf][column] for leaf in T3_LEAVES)
        table3["carried_out"][column] = draw(st.integers(0, 5))
        whole = table3["total"][column] + table3["carried_out"][column]
        table3["carried_in"][column] = draw(st.integers(0, min(whole, 6)))
        table3["new"][column] = whole - table3["carried_in"][column]
    for row in table3.values():
        row["total"] = sum(row[column] for column in T3_INPUT_COLUMNS)
    table4 = {group: {result: draw(few) for result in T4_INPUT_RESULTS} for group in T4_GROUPS}
    for kinds in table4.values():
        kinds["total"] = sum(kinds.values())
    table2 = {
        "regulations": {"made": 0, "repealed": 0, "valid": 0},
        "normative": {"made": draw(few), "repealed": draw(few), "valid": draw(st.integers(24, 60))},
        "licensing": draw(st.integers(0, 400)), "punishment": draw(st.integers(0, 99)), "coercion": draw(few),
        "fees_wan": draw(st.integers(0, 900)) / 100,
    }  # fmt: skip
    return {"year": 2024, "unit": {"name": "甲镇人民政府"}, "table2": table2, "table3": table3, "table4": table4}


def numbers(data: dict[str, Any]) -> dict[str, int | float]:
    """Names for the templates, computed here and not by the fact book."""
    t2, t3, t4 = data["table2"], data["table3"], data["table4"]
    groups = {
        g: sum(t3[leaf]["total"] for leaf in T3_LEAVES if leaf.startswith(g + "_")) for g in ("deny", "na", "np", "ot")
    }
    organisations = {row: sum(t3[row][c] for c in T3_ORGANISATIONS) for row in T3_ROWS}
    return {
        "new": t3["new"]["total"], "cin": t3["carried_in"]["total"], "done": t3["total"]["total"],
        "out": t3["carried_out"]["total"], "all": t3["new"]["total"] + t3["carried_in"]["total"],
        "granted": t3["granted"]["total"], "partial": t3["partial"]["total"], **groups,
        "held": t3["na_not_held"]["total"], "repeat": t3["np_repeat"]["total"],
        "third": t3["deny_third_party"]["total"],
        "nat": t3["new"]["natural"], "org": organisations["new"], "biz": t3["new"]["business"],
        "law": t3["new"]["legal"], "natdone": t3["total"]["natural"], "orgdone": organisations["total"],
        "natall": t3["new"]["natural"] + t3["carried_in"]["natural"],
        "orgall": organisations["new"] + organisations["carried_in"],
        "review": t4["review"]["total"], "upheld": t4["review"]["maintain"], "corrected": t4["review"]["correct"],
        "pending": t4["review"]["pending"], "direct": t4["direct"]["total"], "after": t4["after"]["total"],
        "suits": t4["direct"]["total"] + t4["after"]["total"],
        "cases": t4["review"]["total"] + t4["direct"]["total"] + t4["after"]["total"],
        "made": t2["normative"]["made"], "gone": t2["normative"]["repealed"], "valid": t2["normative"]["valid"],
        "permits": t2["licensing"], "fines": t2["punishment"], "force": t2["coercion"], "fees": t2["fees_wan"],
    }  # fmt: skip


REQUESTS = [
    "{new}件新收申请加上{cin}件上年结转，全年办结{done}件。",
    "全年共接到群众书面提出的公开申请{new}件，答复{done}件。",
    "依申请公开工作：收件{all}件，其中上年转来{cin}件；办复{done}件；转下一年度办理{out}件。",
    "本年度，我局受理信息公开申请{new}件，其中个人{nat}件、单位{org}件。",
    "本年度共受理{all}件，其中自然人{natall}件，法人和其他组织{orgall}件。",
    "新收的{new}件中，商业企业{biz}件，法律服务机构{law}件。",
    "{done}件已办结申请里，全部公开{granted}件、部分公开{partial}件、不予公开{deny}件，"
    "无法提供的{na}件，不予处理的{np}件，作其他处理的{ot}件。",
    "同意公开的{granted}件；因涉及第三方合法权益不予公开的{third}件；本机关不掌握而无法提供的{held}件。",
    "重复申请{repeat}件。办结总数{done}件，自然人占{natdone}件，法人或其他组织占{orgdone}件。",
    "截至年末，还有{out}件未办结，结转至2025年度继续办理。",
    "2023年度结转{cin}件，本年新收{new}件，合计{all}件。",
    "涉政府信息公开的行政复议{review}件（维持{upheld}件、纠正{corrected}件、未审结{pending}件），行政诉讼{suits}件。",
    "行政诉讼{suits}件：直接起诉{direct}件、复议后起诉{after}件。",
    "行政复议和行政诉讼案件合计{cases}件。",
]
MANAGEMENT = [
    "年内新出台行政规范性文件{made}件、废止{gone}件，现行有效{valid}件。",
    "规范性文件现行有效{valid}件，本年制定{made}件。",
    "行政许可{permits}件，行政处罚{fines}件，行政强制{force}件。",
    "行政事业性收费{fees}万元，作出行政处罚决定{fines}件。",
]
TEMPLATES = [("overview.requests", t) for t in REQUESTS] + [("overview.management", t) for t in MANAGEMENT]


def verdicts(data: dict[str, Any], passage: str, text: str) -> list[tuple[int | float, str, str]]:
    book = FactBook(report_from_data(data))
    return [(c.value, c.verdict, c.text) for c in judge([Statement(f"{passage}[0]", passage, text)], book)]


@pytest.mark.parametrize(("passage", "template"), TEMPLATES)
@settings(max_examples=25, deadline=None)
@given(data=reports())
def test_true_sentences_are_never_contradicted(passage: str, template: str, data: dict[str, Any]) -> None:
    text = template.format(**numbers(data))
    found = verdicts(data, passage, text)
    assert not [entry for entry in found if entry[1] == "contradicted"], text
    assert [entry for entry in found if entry[1] == "confirmed"], text


@pytest.mark.parametrize(("passage", "template"), TEMPLATES)
@settings(max_examples=25, deadline=None)
@given(data=reports(), which=st.integers(0, 20))
def test_a_changed_number_is_never_confirmed(passage: str, template: str, data: dict[str, Any], which: int) -> None:
    values = numbers(data)
    names = [name for name in values if "{" + name + "}" in template]
    changed = names[which % len(names)]
    values[changed] = values[changed] + FAR
    text = template.format(**values)
    wrong = [entry for entry in verdicts(data, passage, text) if entry[0] == round(values[changed], 2)]
    assert wrong, text
    assert all(entry[1] != "confirmed" for entry in wrong), (text, wrong)


@pytest.mark.parametrize(("passage", "template"), TEMPLATES)
def test_a_wrong_number_is_mostly_told(passage: str, template: str) -> None:
    """Each number of each template, made wrong, is contradicted (those that the words leave open aside)."""
    from tests.test_claims_wordings import report_data

    data = {k: v for k, v in report_data("town").items() if k in ("year", "unit", "table2", "table3", "table4")}
    names = [name for name in numbers(data) if "{" + name + "}" in template]
    silent = []
    for name in names:
        values = numbers(data)
        values[name] = values[name] + FAR
        found = verdicts(data, passage, template.format(**values))
        if not any(value == round(values[name], 2) and verdict == "contradicted" for value, verdict, _ in found):
            silent.append(name)
    assert len(silent) <= (len(names) + 2) // 4, (template, silent)
