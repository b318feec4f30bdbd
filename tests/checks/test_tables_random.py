"""Random tables that add up raise no error; one changed cell breaks exactly the identities it stands in."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checks.context import Context
from assistant.checks.registry import FAMILIES
from assistant.checks.runner import run_rules
from schemas.form import CELLS, T3_COLUMNS, T3_INPUT_COLUMNS, T3_LEAVES, T3_ROWS, T4_GROUPS, T4_INPUT_RESULTS
from schemas.report import Report, Unit, new_report

RULES = tuple(rule for family in ("T", "T2", "T3", "T4") for rule in FAMILIES[family][1])
COUNT = st.one_of(st.just(0), st.just(0), st.integers(0, 40), st.integers(0, 20_000))


@st.composite
def consistent(draw: st.DrawFn) -> Report:
    values: dict[str, int | float | None] = dict.fromkeys(CELLS, 0)
    for column in T3_INPUT_COLUMNS:
        for leaf in draw(st.lists(st.sampled_from(T3_LEAVES), max_size=6)):
            values[f"table3.{leaf}.{column}"] = draw(COUNT)
        done = sum(values[f"table3.{leaf}.{column}"] or 0 for leaf in T3_LEAVES)
        old = draw(st.integers(0, int(done)))
        left = draw(st.integers(0, 20))
        values |= {
            f"table3.total.{column}": done,
            f"table3.carried_in.{column}": old,
            f"table3.carried_out.{column}": left,
            f"table3.new.{column}": done + left - old,
        }
    for row in T3_ROWS:
        values[f"table3.{row}.total"] = sum(values[f"table3.{row}.{column}"] or 0 for column in T3_INPUT_COLUMNS)
    for group in T4_GROUPS:
        for result in T4_INPUT_RESULTS:
            values[f"table4.{group}.{result}"] = draw(COUNT)
        values[f"table4.{group}.total"] = sum(values[f"table4.{group}.{result}"] or 0 for result in T4_INPUT_RESULTS)
    made, repealed, before = draw(st.integers(0, 50)), draw(st.integers(0, 50)), draw(st.integers(50, 300))
    values |= {
        "table2.normative.made": made,
        "table2.normative.repealed": repealed,
        "table2.normative.valid": before + made - repealed,
        "table2.fees_wan": draw(st.decimals("0", "9000", places=4).map(float)),
    }
    return new_report(2025, Unit(name="云川市人民政府")).with_values(values)


def errors(report: Report) -> set[tuple[str, str]]:
    result = run_rules(Context(report), RULES, strict=True)
    return {(f.code, f.place) for f in result.findings if f.severity == "error"}


def broken_by(cell: str) -> set[tuple[str, str]]:
    table, row, column = cell.split(".")
    if table == "table4":
        return {(f"T4-0{list(T4_GROUPS).index(row) + 1}", f"table4.{row}.total")}
    found = {("T3-03", f"table3.{row}.total")}
    if row in ("new", "carried_in", "total", "carried_out"):
        found.add(("T3-01", f"table3.total.{column}"))
    if row in T3_LEAVES or row == "total":
        found.add(("T3-02", f"table3.total.{column}"))
    return found


SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(consistent())
def test_tables_that_add_up(report: Report) -> None:
    assert not errors(report)


@SETTINGS
@given(consistent(), st.sampled_from([c for c in CELLS if not c.startswith("table2")]), st.integers(1, 500))
def test_one_wrong_cell(report: Report, cell: str, more: int) -> None:
    value = report.value(cell)
    assert value is not None
    assert errors(report.with_value(cell, value + more)) == broken_by(cell)


@SETTINGS
@given(consistent(), st.sampled_from(CELLS))
def test_one_empty_cell(report: Report, cell: str) -> None:
    assert errors(report.with_value(cell, None)) == {("T-01", cell)}


@SETTINGS
@given(consistent(), st.sampled_from([c for c in CELLS if c != "table2.fees_wan"]), st.sampled_from([-1, 2.5, -7.25]))
def test_one_impossible_cell(report: Report, cell: str, value: float) -> None:
    assert errors(report.with_value(cell, value)) == {("T-02", cell)}


@SETTINGS
@given(consistent(), st.sampled_from(list(T3_COLUMNS)))
def test_every_column_is_judged_on_its_own(report: Report, column: str) -> None:
    emptied = report.with_values({f"table3.new.{c}": None for c in T3_COLUMNS if c != column})
    place = f"table3.carried_out.{column}"
    worse = emptied.with_value(place, (emptied.value(place) or 0) + 3)
    assert ("T3-01", f"table3.total.{column}") in errors(worse)
