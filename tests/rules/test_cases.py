"""Every rule against its cases; no rule without cases, no cases without a rule.

Only some rules: `pytest tests/rules -k "L01 or U04"`.
"""

import pytest

from assistant.checks.registry import BY_CODE, RULES
from tests.rules.cases import Case, cases, files, read, run

ALL = list(cases())
JUDGED = [rule for rule in RULES if "person" not in rule.needs]


@pytest.mark.parametrize("case", ALL, ids=[case.id for case in ALL])
def test_case(case: Case) -> None:
    result = run(case)
    own = [finding for finding in result.findings if finding.code == case.code]
    missing = {entry.code: entry.needs for entry in result.not_assessable}
    told = "\n".join(f"{f.severity} {f.place}: {f.message}" for f in own)
    if case.data.get("assessable") is False:
        assert case.code in missing and not own, told
        return
    assert case.code not in missing, f"not assessable: {missing.get(case.code)}"
    if case.verdict == "pass":
        assert not own, told
        return
    expect = case.data.get("expect") or {}
    assert expect, "a fail case says what it expects"
    assert own, f"nothing found ({[f.code for f in result.findings]})"
    assert len(own) == expect.get("count", len(own)), told
    wanted = expect.get("place")
    chosen = [f for f in own if wanted is None or f.place == wanted]
    assert chosen, f"not at {wanted}:\n{told}"
    if "severity" in expect:
        assert expect["severity"] in {f.severity for f in chosen}, told
    for words in expect.get("says") or ():
        assert any(words in f.message for f in chosen), told
    for address in expect.get("related") or ():
        assert any(address in f.related for f in chosen), [f.related for f in chosen]
    if "excerpt" in expect:
        assert any(expect["excerpt"] in f.excerpt for f in chosen), [f.excerpt for f in chosen]


@pytest.mark.parametrize("path", files(), ids=[path.stem for path in files()])
def test_file_names_a_rule(path) -> None:
    assert read(path)["code"] in BY_CODE, f"{path.name} names no rule of the registry"


@pytest.mark.parametrize("rule", JUDGED, ids=[rule.code for rule in JUDGED])
def test_rule_has_cases(rule) -> None:
    mine = [case for case in ALL if case.code == rule.code]
    passing = [case for case in mine if case.verdict == "pass" and case.data.get("assessable") is not False]
    failing = [case for case in mine if case.verdict == "fail"]
    assert len(passing) >= 2 and len(failing) >= 2, f"{rule.code}: {len(passing)} pass, {len(failing)} fail"
    assert any(case.data.get("base", "bare") != "bare" for case in mine), f"{rule.code}: no case on a whole report"


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_rule_is_documented(rule) -> None:
    if "person" in rule.needs:
        assert rule.question, "a rule for a person asks a question"
    else:
        assert rule.good and rule.bad
    assert rule.basis.text and rule.title
    law_words = ("规定", "要求", "必须")
    if rule.basis.rank not in ("law", "format", "local"):
        assert not any(word in rule.title for word in law_words)
