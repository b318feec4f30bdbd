"""Reports in several official voices, with achievements, laws, meetings and quotations, of which the families
U, L, C, P and A say no error and next to no warning."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks import ai, content, law, privacy_rules, unit
from assistant.checks.context import Context
from assistant.checks.runner import run_rules
from assistant.reports import report_from_data

RULES = (*unit.RULES, *law.RULES, *content.RULES, *privacy_rules.RULES, *ai.RULES)
DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("clean_voices.yaml").read_text("utf-8"))


@pytest.mark.parametrize("voice", DATA["voices"])
def test_clean_voices(voice: str) -> None:
    data = DATA["voices"][voice]
    passages = {
        address: text.replace("{intro}", DATA["intro"]).replace("{fee}", DATA["fee"])
        for address, text in data["passages"].items()
    }
    report = report_from_data(
        {"year": 2025, "table2": {}, "table3": {}, "table4": {}, "unit": data["unit"], "passages": passages}
    ).with_values({"table3.new.total": data["new"], "table3.carried_in.total": 0, "table2.normative.made": 0})
    found = run_rules(Context(report), RULES, strict=True).findings
    assert [f for f in found if f.severity != "info"] == []
    assert len(found) <= 3
