"""The rule book, made from the rules themselves: for the terminal, as JSON, and as `docs/rules.md`.

`python -m assistant.checks.book > docs/rules.md` renews the page; a test holds it current.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

from assistant.checks.precedence import PRECEDENCE
from assistant.checks.registry import FAMILIES, family_of
from assistant.checks.rule import RANK_NAMES, Rule, Scope
from assistant.checks.runner import NEED_NAMES
from schemas.findings import SEVERITY_NAMES

SCOPE_NAMES: Final[dict[Scope, str]] = {
    "report": "任何报告",
    "file": "读入的文件",
    "final": "定稿",
}


def book_text(rules: Iterable[Rule]) -> str:
    """The rules as the terminal prints them."""
    return "\n\n".join("\n".join(_lines(rule)) for rule in rules)


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.code}  {rule.title}"
    yield f"  级别：{_severity(rule)}"
    yield f"  范围：{SCOPE_NAMES[rule.scope]}"
    if rule.needs:
        yield f"  需要：{'、'.join(NEED_NAMES[need] for need in rule.needs)}"
    yield f"  依据：{rule.basis.text}（{RANK_NAMES[rule.basis.rank]}）"
    if rule.good:
        yield f"  正确：{rule.good}"
    if rule.bad:
        yield f"  错误：{rule.bad}"
    if rule.question:
        yield f"  须人工核对：{rule.question}"
    silent = [f"{code}" for entry in PRECEDENCE if entry.first == rule.code for code in entry.silent]
    if silent:
        yield f"  同一问题已由本条报告时不再报告：{'、'.join(silent)}"


def _severity(rule: Rule) -> str:
    names = [SEVERITY_NAMES[rule.severity], *(SEVERITY_NAMES[one] for one in rule.other_severities)]
    return (
        "，视情形为".join(("、".join(names[:1]), "或".join(names[1:])))
        if len(names) > 1
        else (names[0] + ("，说明原因后可放行" if rule.waivable else ""))
    )


def book_json(rules: Iterable[Rule], *, single: bool = False) -> str:
    """The rules as JSON: a list, or one object for a single rule."""
    entries = [_entry(rule) for rule in rules]
    return json.dumps(entries[0] if single else entries, ensure_ascii=False, indent=2)


def _entry(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": rule.title,
        "family": FAMILIES[family_of(rule.code)][0],
        "severity": rule.severity,
        "other_severities": list(rule.other_severities),
        "scope": rule.scope,
        "needs": list(rule.needs),
        "basis": {"rank": rule.basis.rank, "text": rule.basis.text},
        "good": rule.good,
        "bad": rule.bad,
        "question": rule.question,
        "waivable": rule.severity == "warning" or rule.waivable,
    }


def book_markdown() -> str:
    """`docs/rules.md`."""
    count = sum(len(rules) for _, rules in FAMILIES.values())
    parts = [
        "# 核对规则",
        f"共 {count} 条。本页由规则生成（`python -m assistant.checks.book > docs/rules.md`），请勿手改。",
        "错误须改正；警告可以改正，也可以说明理由后放行；提示供参考。缺少所需资料的规则不作判断，单独列出。",
    ]
    for family, (name, rules) in FAMILIES.items():
        parts += [f"## {family} {name}", *("\n".join(_markdown(rule)) for rule in rules)]
    return "\n\n".join(parts) + "\n"


def _markdown(rule: Rule) -> Iterator[str]:
    title, *lines = _lines(rule)
    yield f"### {title}"
    yield ""
    for line in lines:
        yield f"- {line.strip()}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(book_markdown())
