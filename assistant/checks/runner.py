"""Runs the rules over one report: what can be judged is judged, the rest is listed as not assessable."""

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from assistant.checks.context import Context
from assistant.checks.places import place_key
from assistant.checks.precedence import without_repeats
from assistant.checks.registry import RULES
from assistant.checks.rule import Hit, Need, NotAssessableError, Rule, Scope
from schemas.findings import CheckResult, Finding, NotAssessable
from schemas.report import Report, Unit

NEED_NAMES: Final[dict[Need, str]] = {
    "table2": "表二数据",
    "table3": "表三数据",
    "table4": "表四数据",
    "prose": "文字部分",
    "previous": "上一年的报告",
    "previous.prose": "上一年报告的文字部分",
    "unit": "单位名称",
    "source": "报告的原文件",
    "source.tables": "原文件中的表格",
    "source.headings": "原文件中的标题",
    "source.layout": "原文件的版式（Word 文件）",
    "source.metadata": "原文件的属性",
    "others": "其他单位的报告（--across）",
    "final": "定稿时核对",
    "person": "须人工判断",
}
_FAILED: Final = "程序未能完成此项核对，请人工核对"
_log = logging.getLogger(__name__)


def check_report(
    report: Report,
    *,
    previous: Report | None = None,
    others: Sequence[Report] = (),
    final: bool = False,
    unit: Unit | None = None,
) -> CheckResult:
    """All rules over one report.

    `previous` overrides the report's own predecessor; `others` are other units' reports of the same year;
    `final` adds the rules of acceptance and sign-off; `unit` is a profile whose stated keys override the report's.
    """
    if unit is not None:
        stated = {key: getattr(unit, key) for key in unit.model_fields_set}
        report = report.model_copy(update={"unit": report.unit.model_copy(update=stated)})
    return run_rules(Context(report, previous=previous, others=others, final=final), RULES)


def run_rules(context: Context, rules: Iterable[Rule], *, strict: bool = False) -> CheckResult:
    """These rules over a context. `strict`: a rule that breaks is raised, not listed (tests)."""
    findings: list[Finding] = []
    missing: list[NotAssessable] = []
    order: dict[str, int] = {}
    present: dict[Need, bool] = {}
    answers: dict[tuple[Scope, tuple[Need, ...]], str | None] = {}
    for number, rule in enumerate(rules):
        order[rule.code] = number
        asked = rule.scope, rule.needs
        if asked not in answers:
            answers[asked] = lacks(rule, context, present)
        lacking = answers[asked]
        if lacking is not None:
            missing.append(_missing(rule.code, lacking))
            continue
        hits: list[Hit] = []
        try:
            hits.extend(rule.function(context))
        except NotAssessableError as error:
            if not hits:
                missing.append(_missing(rule.code, error.needs))
        except Exception:
            if strict:
                raise
            _log.exception("rule %s failed", rule.code)
            missing.append(NotAssessable(code=rule.code, needs=_FAILED))
        if hits:
            findings += _findings(rule, hits)
    kept = without_repeats(findings, context)
    report = context.report
    return CheckResult(
        unit=report.unit.name,
        year=report.year,
        findings=sorted(kept, key=lambda f: (place_key(f.place), f.span or (0, 0), order[f.code])),
        not_assessable=missing,
        claims=list(context.claims),
    )


@lru_cache(maxsize=2048)
def _missing(code: str, needs: str) -> NotAssessable:
    """The same entries stand in every result: made once."""
    return NotAssessable(code=code, needs=needs)


def lacks(rule: Rule, context: Context, present: dict[Need, bool] | None = None) -> str | None:
    """What this rule needs and the report does not have, in Chinese; null where all is there.

    `present` remembers the needs already looked up for this context.
    """
    if rule.scope == "final" and not context.final:
        return NEED_NAMES["final"]
    present = {} if present is None else present
    for need in rule.needs:
        if need not in present:
            present[need] = _present(need, context)
        if not present[need]:
            return NEED_NAMES[need]
    return None


def _present(need: Need, context: Context) -> bool:
    report, source = context.report, context.source
    if need in ("table2", "table3", "table4"):
        return getattr(report, need) is not None
    if need == "prose":
        return bool(context.paragraphs)
    if need == "previous":
        return context.previous is not None
    if need == "previous.prose":
        return bool(context.previous_paragraphs)
    if need == "unit":
        return context.knows_unit
    if need == "others":
        return bool(context.others)
    if need == "final":
        return context.final
    if need == "person" or source is None:
        return False
    return need == "source" or bool(getattr(source, need.removeprefix("source.")))


def _findings(rule: Rule, hits: Iterable[Hit]) -> list[Finding]:
    basis = rule.basis.text
    found: dict[tuple[str, str, tuple[int, int] | None], Finding] = {}
    for hit in hits:
        key = (hit.place, hit.message, hit.span)
        if key not in found:
            found[key] = Finding(
                code=rule.code,
                severity=hit.severity or rule.severity,
                message=hit.message,
                place=hit.place,
                related=list(hit.related),
                excerpt=hit.excerpt,
                span=hit.span,
                suggestion=hit.suggestion,
                basis=basis,
            )
    return list(found.values())
