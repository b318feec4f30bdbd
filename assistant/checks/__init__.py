"""Rules over a report. `check_report` runs them all; `registry` lists them, `output` and `book` print them."""

from assistant.checks.runner import check_report, run_rules
from assistant.checks.waivers import open_findings, waiver_for

__all__ = ["check_report", "open_findings", "run_rules", "waiver_for"]
