"""The form as data and the report model."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cells import read_cell
from assistant.errors import WrongInputError
from assistant.reports import report_from_json, to_json
from schemas.form import CELLS, GRIDS, INPUT_CELLS, SUMS, cell_label
from schemas.report import Report, Unit, new_report

BARE = {"year": 2025, "unit": {"name": "甲镇人民政府"}, "table2": {}, "table3": {}, "table4": {}}


def test_form_has_200_cells_of_which_34_are_sums() -> None:
    assert (len(CELLS), len(set(CELLS)), len(SUMS), len(INPUT_CELLS)) == (200, 200, 34, 166)


@pytest.mark.parametrize(("table", "size"), [("table2", (14, 4)), ("table3", (28, 10)), ("table4", (4, 15))])
def test_grids_tile_without_gap_or_overlap(table: str, size: tuple[int, int]) -> None:
    grid = GRIDS[table]
    covered = [
        (row, col)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    ]
    assert (grid.rows, grid.cols) == size
    assert len(covered) == len(set(covered)) == size[0] * size[1]


def test_label_is_what_the_form_prints() -> None:
    assert cell_label("table3.total.natural") == "表三“（七）总计”行“自然人”列"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tabel2": {}}, "tabel2"),
        ({"table3": {"neu": {}}}, "table3.neu"),
        ({"table3": {"new": {"natural": "3"}}}, "table3.new.natural"),
        ({"table3": {"new": {"natural": True}}}, "table3.new.natural"),
        ({"passages": {"foreword": "x"}}, "foreword"),
        ({"cells": {"table9.x": {}}}, "table9.x"),
        ({"disclosure": {"items": [{"name": "a.b", "count": 1}]}}, "disclosure.items.0.name"),
        ({"year": "2025"}, "year"),
        ({"year": True}, "year"),
        ({"year": 2025.5}, "year"),
        ({"unit": {}}, "name"),
        ({"headings": {"heading.x": "附件"}}, "heading.x"),
        ({"headings": {"heading.0": "附件"}}, "heading.0"),
        ({"dates": {"signed": "二月三十日"}}, "dates.signed"),
        ({"dates": {"published": "2026-02-30"}}, "dates.published"),
    ],
)
def test_wrong_json_is_refused_by_name(change: dict[str, object], says: str) -> None:
    with pytest.raises(WrongInputError, match=says):
        report_from_json(json.dumps({**BARE, **change}))


@pytest.mark.parametrize("key", ["table2", "table3", "table4", "year", "unit"])
def test_missing_key_is_refused_by_name(key: str) -> None:
    data = {k: v for k, v in BARE.items() if k != key}
    with pytest.raises(WrongInputError, match=f"缺少“{key}”"):
        report_from_json(json.dumps(data))


def test_nulls_are_read_as_silence() -> None:
    data = {**BARE, "table2": None, "table3": {"new": None, "total": {"natural": None}}, "year": None, "unit": None}
    report = report_from_json(json.dumps(data))
    assert report.table2 is None
    assert report.value("table2.licensing") is None
    assert report.value("table3.new.natural") is None


def test_an_optional_part_that_is_null_is_left_out() -> None:
    unit = {"name": None, "channels": None, "sisters": None, "contact": None}
    parts = ("passages", "headings", "state", "locks", "waivers", "signoff", "cells", "notes", "statements", "dates")
    data = {**BARE, "unit": unit, "disclosure": {"items": None, "total": None}, **dict.fromkeys(parts)}
    assert report_from_json(json.dumps(data)) == report_from_json(json.dumps({**BARE, "unit": {"name": None}}))
    silent = {"passages": {"intro": None}, "headings": {"heading.1": None}}
    assert report_from_json(json.dumps({**BARE, **silent})) == report_from_json(json.dumps(BARE))


def test_half_a_character_does_not_reach_any_file() -> None:
    report = report_from_json(json.dumps({**BARE, "passages": {"intro": "本年度\ud83d收到\U0001f600。"}}))
    assert report.passages["intro"] == "本年度\ufffd收到\U0001f600。"


def test_report_survives_its_own_json() -> None:
    report = new_report(2025, Unit(name="甲镇人民政府")).with_value("table3.new.natural", 3)
    assert report_from_json(to_json(report)) == report


def test_import_result_is_taken_as_report() -> None:
    assert report_from_json(json.dumps({"report": BARE, "unreadable": [], "remarks": []})).year == 2025
    with pytest.raises(WrongInputError, match="remark”"):
        report_from_json(json.dumps({"report": BARE, "remark": []}))


@given(st.dictionaries(st.sampled_from(INPUT_CELLS), st.integers(0, 10**6), min_size=1))
def test_computed_totals_follow_their_inputs(values: dict[str, int]) -> None:
    report: Report = new_report(2025, Unit(name="甲镇人民政府"))
    for address, value in values.items():
        report = report.with_value(address, value)
    assert report == new_report(2025, Unit(name="甲镇人民政府")).with_values(dict(values))
    for total, parts in SUMS.items():
        known = [v for part in parts if (v := report.value(part)) is not None]
        assert report.value(total) == (sum(known) if known else None)


def test_imported_total_keeps_the_value_of_the_file() -> None:
    report = new_report(2025, Unit(name="甲")).with_value("table3.new.total", 9, raw="9", origin="imported")
    report = report.with_value("table3.new.natural", 3)
    assert report.value("table3.new.total") == 9
    assert report.recomputed(["table3.new.total"]).value("table3.new.total") == 3


@pytest.mark.parametrize(
    ("raw", "value"),
    [("12", 12), (" １２ ", 12), ("1,259", 1259), ("１，２５９", 1259), ("\u00a03\u3000", 3), ("007", 7), ("3.0", 3)],
)
def test_cells_that_are_read(raw: str, value: int) -> None:
    assert read_cell(raw, "table3.new.natural").value == value


@pytest.mark.parametrize("raw", ["", "/", "—", "无", "-3", "1.5", "12abc", "12件", "1e5", "9" * 20, "1,25", "三"])
def test_cells_that_are_not_read_say_why(raw: str) -> None:
    reading = read_cell(raw, "table3.new.natural")
    assert reading.value is None
    assert reading.problem.endswith("。")


def test_fees_may_be_decimal() -> None:
    assert read_cell("12.35", "table2.fees_wan").value == 12.35
