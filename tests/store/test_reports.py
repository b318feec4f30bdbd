"""Reports in the store: saved as they change, taken back, merged, never overwritten blindly."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.exc import DatabaseError

from assistant.errors import StorageError
from assistant.reports import report_from_json
from assistant.settings import Settings
from assistant.store.entries import type_cell
from assistant.store.prose import edit_passage
from assistant.store.records import Authorship
from assistant.store.store import Store, sample_report
from schemas.form import CELLS, INPUT_CELLS
from schemas.report import Report, Unit, new_report


def test_the_first_start_holds_the_sample_report(store: Store) -> None:
    (entry,) = store.reports.list()
    report = store.reports.open(entry.id).report
    assert entry.label == "苏店镇人民政府 2024"
    assert [report.value(cell) for cell in CELLS] == [0] * 200
    assert report.disclosure.total == sum(item.count or 0 for item in report.disclosure.items) == 79
    assert len(report.disclosure.items) == 7
    assert report.statements.appraisal.state is None
    assert report.fees.notices is None
    assert report.unit.contact.phone is None


def test_a_removed_report_can_be_put_back(store: Store) -> None:
    before = store.reports.open(1).report
    store.reports.remove(1, "张三")
    assert [entry.id for entry in store.reports.removed()] == [1] and store.reports.list() == ()
    store.reports.restore(1, "张三")
    assert store.reports.removed() == () and store.reports.open(1).report == before


def test_the_sample_comes_once_and_stays_removed(store: Store) -> None:
    store.reports.remove(1, "张三")
    again = Store(store.folder)
    assert again.reports.list() == ()
    with pytest.raises(StorageError, match="没有找到"):
        again.reports.open(1)


def test_a_change_lies_in_the_file_at_once(store: Store) -> None:
    store.reports.edit(1, lambda report: report.with_value("table3.new.natural", 3), "填写")
    again = Store(store.folder)
    report = again.reports.open(1).report
    assert (report.value("table3.new.natural"), report.value("table3.new.total")) == (3, 3)


def test_a_change_survives_the_death_of_the_process(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from assistant.store.store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "store.reports.edit(1, lambda r: r.with_value('table3.new.natural', 41), 'x')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=Path(__file__).parents[2], timeout=60)
    assert Store(tmp_path).reports.open(1).report.value("table3.new.natural") == 41


def test_a_change_that_changes_nothing_writes_nothing(store: Store) -> None:
    before = store.reports.open(1)
    after = store.reports.edit(1, lambda report: report.with_value("table3.new.natural", 0), "填写")
    assert after.version == before.version
    assert store.reports.changes(1) == ()


def test_whole_writes_on_an_old_version_are_refused(store: Store) -> None:
    first = store.reports.open(1)
    store.reports.edit(1, lambda report: report.with_value("table3.new.natural", 3), "另一个窗口")
    with pytest.raises(StorageError, match="别处被改动过"):
        store.reports.put(first, first.report.with_value("table2.licensing", 9), "旧窗口")
    assert store.reports.open(1).report.value("table2.licensing") == 0


def test_two_windows_that_edit_different_cells_both_succeed(store: Store) -> None:
    cells = [cell for cell in INPUT_CELLS if cell.startswith("table3.")][:24]
    problems: list[Exception] = []

    def fill(mine: list[str]) -> None:
        window = Store(store.folder)
        try:
            for cell in mine:
                window.reports.edit(1, lambda report, cell=cell: report.with_value(cell, 1), "填写")
        except StorageError as error:
            problems.append(error)

    threads = [threading.Thread(target=fill, args=(cells[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = store.reports.open(1).report
    assert problems == []
    assert [report.value(cell) for cell in cells] == [1] * 24


def test_undo_takes_back_one_change_after_the_other(store: Store) -> None:
    original = store.reports.open(1).report
    store.reports.edit(1, lambda report: type_cell(report, "table3.new.natural", "3"), "第一步")
    store.reports.edit(1, lambda report: edit_passage(report, "problems", "公开不够及时。"), "第二步")
    store.reports.edit(1, lambda report: type_cell(report, "table3.new.natural", "5"), "第三步")
    assert [change.summary for change in store.reports.changes(1)] == ["第三步", "第二步", "第一步"]
    undone = store.reports.undo(1)
    assert undone is not None and undone.summary == "第三步"
    assert store.reports.open(1).report.value("table3.new.total") == 3
    store.reports.undo(1)
    store.reports.undo(1)
    assert store.reports.open(1).report == original
    assert store.reports.undo(1) is None


def test_versions_of_a_passage_say_who_wrote_them(store: Store) -> None:
    author = Authorship(
        action="起草", writer="model", model="小模型", prompt_hash="ab12", instruction="更简短", by="李四"
    )
    store.reports.edit(1, lambda r: edit_passage(r, "problems", "栏目更新不及时。"), "起草", authorship=author)
    store.reports.edit(1, lambda r: edit_passage(r, "problems", "部分栏目更新不及时。"), "修改", by="李四")
    newest, first = store.revisions.of(1, "problems")
    assert (first.action, first.model, first.prompt_hash, first.instruction, first.by) == (
        "起草",
        "小模型",
        "ab12",
        "更简短",
        "李四",
    )
    assert (newest.action, newest.writer, newest.slot_text) == ("修改", "person", "部分栏目更新不及时。")
    assert store.revisions.of(1, "intro") == ()


def test_sign_off_and_waivers_leave_a_trace(store: Store) -> None:
    def sign(report: Report) -> Report:
        return report.model_validate(report.model_dump() | {"signoff": [{"role": "签发", "name": "王五"}]})

    store.reports.edit(1, sign, "签发", by="王五")
    (entry,) = store.journal.entries(1, kind="审签")
    assert entry.by == "王五"
    assert entry.details["after"] == [{"role": "签发", "name": "王五", "date": "", "opinion": "", "content": None}]


def test_text_that_is_no_number_is_kept_beside_the_report(store: Store) -> None:
    store.reports.set_pending(1, {"fees.notices": "两件", "disclosure.total": "约80"})
    store.reports.set_pending(1, {"fees.notices": None})
    assert Store(store.folder).reports.pending(1) == {"disclosure.total": "约80"}


@pytest.mark.parametrize("kind", ["file", "child of a file"])
def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path, kind: str) -> None:
    blocker = tmp_path / "占位"
    blocker.write_text("")
    folder = blocker if kind == "file" else blocker / "数据"
    with pytest.raises(StorageError, match=r"^数据文件夹“.*”无法写入.*。$"):
        Store(folder)


def test_a_broken_database_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "nianbao.db").write_bytes(b"not a database at all, " * 100)
    with pytest.raises(StorageError, match="已损坏"):
        Store(tmp_path)


def test_the_database_runs_as_safely_as_sqlite_can(store: Store) -> None:
    with store._database.engine.connect() as connection:
        settings = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
        assert settings == ["wal", 2]
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 5000


def test_a_locked_database_loses_nothing_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.store.database._PRAGMAS", ("PRAGMA busy_timeout=50",))
    impatient = Store(store.folder)
    blocker = sqlite3.connect(store.folder / "nianbao.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="正被另一个程序占用"):
        impatient.reports.edit(1, lambda report: report.with_value("table2.licensing", 9), "填写")
    blocker.execute("ROLLBACK")
    blocker.close()
    impatient.reports.edit(1, lambda report: report.with_value("table2.licensing", 9), "填写")
    assert store.reports.open(1).report.value("table2.licensing") == 9


@pytest.mark.parametrize("name", ["年报 数据", "50%20#1", "a?b=c&d", "甲@乙"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    store = Store(folder, environment=Settings())
    store.reports.add(new_report(2025, Unit(name="某局")))
    engine = create_engine(URL.create("sqlite", database=str(folder / "nianbao.db")))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reports")).scalar() == 2


def test_finals_are_kept_as_they_were_handed_out(store: Store) -> None:
    report = store.reports.open(1).report
    kept = store.journal.keep_final(1, report, "年报.docx", "docx", b"PK final", "王五")
    assert store.journal.final_bytes(kept.id) == b"PK final"
    assert store.journal.finals(1) == (kept,)
    assert len(kept.sha256) == 64
    last = store.journal.last_final("苏店镇人民政府", 2024)
    assert last == report
    with store._database.engine.connect() as connection:
        for statement in ("UPDATE snapshots SET content = 'x'", "DELETE FROM snapshots", "DELETE FROM audit"):
            with pytest.raises(DatabaseError, match="append only"):
                connection.execute(text(statement))


def test_the_sample_is_what_the_command_line_reads() -> None:
    from importlib.resources import files

    text_of_sample = (files("assistant") / "data" / "sample_sudian_2024.json").read_text(encoding="utf-8")
    assert report_from_json(text_of_sample) == sample_report()
