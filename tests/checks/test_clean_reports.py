"""Whole reports in differing voices, all of them right: no error, no warning that is not named here."""

from pathlib import Path
from typing import Literal

import pytest

from assistant.checks import check_report
from assistant.documents.importing import import_file
from assistant.publish import export_report
from assistant.reports import report_from_json
from schemas.report import Report
from tests.rules.cases import build

CLEAN = Path(__file__).parent / "clean"
KNOWN = {("city", "T4-05"), ("city", "T2-01")}
"""Warnings that are right: two suits without review; a rule-making power that no file tells."""
HINTS = 3


def reports() -> dict[str, Report]:
    found = {
        name: build({"base": name}).model_copy(update={"previous": build({"base": f"{name}_2024"})})
        for name in ("town", "department", "city")
    }
    found["town2"] = build({"base": "town2"})
    for path in sorted(CLEAN.glob("*.json")):
        found[path.stem] = report_from_json(path.read_bytes())
    return found


REPORTS = reports()


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_said_of_a_right_report(name: str) -> None:
    result = check_report(REPORTS[name])
    told = [
        f"{f.code} {f.severity} {f.place}: {f.message} | {f.excerpt}"
        for f in result.findings
        if f.severity != "info" and (name, f.code) not in KNOWN
    ]
    assert not told, "\n".join(told)
    hints = [f"{f.code} {f.place}: {f.message}" for f in result.findings if f.severity == "info"]
    assert len(hints) <= HINTS, "\n".join(hints)


@pytest.mark.parametrize("name", REPORTS)
def test_no_number_of_a_right_report_is_contradicted(name: str) -> None:
    wrong = [claim.text for claim in check_report(REPORTS[name]).claims if claim.verdict == "contradicted"]
    assert not wrong


@pytest.mark.parametrize("name", REPORTS)
def test_prose_alone_is_judged_without_tables(name: str) -> None:
    bare = REPORTS[name].model_copy(update={"table2": None, "table3": None, "table4": None, "cells": {}})
    result = check_report(bare)
    assert not [f"{f.code} {f.message}" for f in result.findings if f.severity == "error"]
    missing = {entry.code for entry in result.not_assessable}
    assert {"T3-01", "T4-01", "T2-02", "T-01"} <= missing


@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize("name", REPORTS)
def test_a_right_report_is_right_as_a_file(name: str, kind: Literal["docx", "html"]) -> None:
    """Written, read back, and checked without its profile."""
    report = REPORTS[name]
    read = import_file(export_report(report, kind), f"{name}.{kind}")
    assert not read.unreadable
    result = check_report(read.report, previous=report.previous)
    told = [
        f"{f.code} {f.severity} {f.place}: {f.message} | {f.excerpt}"
        for f in result.findings
        if f.severity != "info" and (name, f.code) not in KNOWN
    ]
    assert not told, "\n".join(told)
    missing = {entry.code for entry in result.not_assessable}
    assert not missing & {"ST01", "ST12", "T-04", "T2-07"}
