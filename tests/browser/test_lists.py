"""The unit's own lists count in the app; a broken one is said in a sentence and stops nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.store.prose import write_passage
from assistant.store.store import Store, sample_report
from tests.browser.conftest import App, sit_down

pytestmark = pytest.mark.browser
TERMS = 'source: 本县\ndate: "2026-01-05"\nentries:\n  - {wrong: 清溪政厅, right: 清溪政务大厅}\n'


def prepared(data: Path, terms: str) -> None:
    (data / "lists").mkdir(parents=True)
    (data / "lists" / "terms.yaml").write_text(terms, encoding="utf-8")
    store = Store(data)
    report = write_passage(sample_report(), "overview.platform", "在清溪政厅设置查阅点。", "person")
    store.preferences.set("last_report", store.reports.add(report).id)
    store.close()


def test_a_list_of_the_unit_is_used(start: Callable[[], App], chromium: Any, tmp_path: Path) -> None:
    prepared(tmp_path / "data", TERMS)
    for clerk in sit_down(start(), chromium):
        clerk.open("核对")
        clerk.see("清溪政务大厅")
        assert clerk.page.get_by_text("本单位的名单都不采用").count() == 0


def test_a_broken_list_is_one_sentence_and_the_app_works(
    start: Callable[[], App], chromium: Any, tmp_path: Path
) -> None:
    prepared(tmp_path / "data", "entries: [")
    for clerk in sit_down(start(), chromium):
        clerk.see("名单“terms.yaml”不是有效的 YAML")
        assert clerk.page.get_by_text("本单位的名单都不采用").count() == 1
        clerk.open("数据填报")
        clerk.block("表三")
        clerk.type("table3.new.natural", "3")
        clerk.settle()
        assert clerk.shown("table3.new.total") == "3"
        clerk.open("核对")
        assert clerk.page.get_by_text("清溪政务大厅").count() == 0
