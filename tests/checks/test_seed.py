"""The two real reports at hand: what must be found in them, and what must not (domain.md §8)."""

from functools import cache
from pathlib import Path

import pytest

from assistant.checks import check_report
from assistant.documents.importing import import_file
from assistant.reports import report_from_json, to_json
from schemas.findings import CheckResult, Finding
from schemas.report import Report
from tests.rules.cases import build

DATA = Path(__file__).parents[1] / "data"


@cache
def imported(name: str) -> Report:
    path = DATA / name
    return import_file(path.read_bytes(), path.name).report


@cache
def checked(name: str) -> CheckResult:
    return check_report(imported(name))


def of(result: CheckResult, code: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.code == code]


EXPECTED = {
    "ST03": ("error", ["heading.1", "heading.5"]),
    "ST04": ("error", ["heading.1.3"]),
    "L01": ("error", ["overview.management[0]"]),
    "C03": ("error", ["other_matters[0]"]),
    "C01": ("error", ["overview.supervision"]),
    "T2-07": ("error", ["table2"]),
    "ST18": ("error", ["heading.5.2"]),
    "ST09": ("warning", ["intro"]),
    "F01": ("warning", ["overview.supervision[0]", "overview.supervision[0]"]),
    "L07": ("warning", ["overview.platform[0]"]),
    "U02": ("warning", ["overview.requests[0]"]),
    "L06": ("warning", ["overview.requests[0]"]),
    "C04": ("warning", ["overview.management"]),
    "C10": ("warning", ["improvements"]),
    "L12": ("info", ["overview.proactive[0]"]),
    "T2-05": ("info", ["table2"]),
}


@pytest.mark.parametrize("code", EXPECTED)
def test_sudian_has(code: str) -> None:
    severity, places = EXPECTED[code]
    found = of(checked("sudian-2024.txt"), code)
    assert [f.place for f in found] == places, [f.message for f in found]
    assert {f.severity for f in found} == {severity}


def test_sudian_spaces_after_ordinals_and_unmatched_measures() -> None:
    result = checked("sudian-2024.txt")
    assert "heading.1" in [f.place for f in of(result, "F06")]
    assert [f.severity for f in of(result, "U08")] == ["warning"]


def test_sudian_has_no_other_error() -> None:
    errors = {f.code for f in checked("sudian-2024.txt").findings if f.severity == "error"}
    assert errors == {code for code, (severity, _) in EXPECTED.items() if severity == "error"}


def test_sudian_is_not_accused_of_what_is_right() -> None:
    result = checked("sudian-2024.txt")
    serious = {f.code for f in result.findings if f.severity != "info"}
    assert not {c for c in serious if c.startswith(("N-", "T3-", "T4-"))}
    assert not {"ST13", "U12", "ST12", "T-04", "C02", "T-01", "T-02"} & {f.code for f in result.findings}


def test_sudian_total_of_its_categories_is_confirmed() -> None:
    claims = checked("sudian-2024.txt").claims
    total = next(c for c in claims if c.value == 79)
    assert total.verdict == "confirmed" and total.evidence
    assert next(c for c in claims if "未接收到" in c.text).verdict == "confirmed"


def test_sudian_shares_a_sentence_with_its_neighbour() -> None:
    neighbour = build(
        {
            "base": "town2",
            "merge": {"unit": {"name": "宋村镇人民政府"}, "year": 2024},
            "text": {"overview.requests": "2023年我单位未接收到任何依申请公开的申请。"},
        }
    )
    alone, beside = checked("sudian-2024.txt"), check_report(imported("sudian-2024.txt"), others=[neighbour])
    assert "U05" in {entry.code for entry in alone.not_assessable}
    found = of(beside, "U05")
    assert [(f.severity, f.place) for f in found] == [("warning", "overview.requests[0]")]


@pytest.mark.parametrize("name", ["sudian-2024.txt", "hangzhou2025.html"])
def test_import_then_check_says_the_same(name: str) -> None:
    again = report_from_json(to_json(imported(name)))
    assert check_report(again) == checked(name)


def test_hangzhou_tables_and_numbers_are_right() -> None:
    for result in (
        checked("hangzhou2025.html"),
        check_report(report_from_json((DATA / "hangzhou2025.json").read_bytes())),
    ):
        errors = {f.code for f in result.findings if f.severity == "error"}
        assert not {c for c in errors if c.startswith(("T", "N-"))}
        assert not [c for c in result.claims if c.verdict == "contradicted"]


def test_hangzhou_prose_is_cut() -> None:
    result = checked("hangzhou2025.html")
    assert [f.place for f in of(result, "ST02")] == ["heading.5"]
    assert of(result, "ST06") and of(result, "ST14") and of(result, "C01")
