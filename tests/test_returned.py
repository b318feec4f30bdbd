"""A Word draft goes out, a person edits it, it comes back: edits by passage, slots bound, changed numbers named."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from assistant.documents.importing import import_file
from assistant.facts import FactBook
from assistant.publish import export_report
from assistant.returned import ReturnedDraft, read_returned
from assistant.slots import render
from schemas.findings import Remark
from schemas.imports import ImportResult
from schemas.report import Note, NoteNumber, PassageState, Report, Unit, new_report
from tests.documents.samples import numbered, sudian

Edit = Callable[[str], str]
CONTROL = re.compile(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.S)


def edited(data: bytes, *edits: Edit, without_memory: bool = False) -> bytes:
    source, target = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                text = content.decode()
                for edit in edits:
                    changed = edit(text)
                    assert changed != text
                    text = changed
                content = text.encode()
            if without_memory and item.filename.startswith("customXml/item1"):
                content = b'<other xmlns="urn:other"/>'
            out.writestr(item.filename, content)
    return target.getvalue()


def words(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


def number(tag: str, old: str, new: str) -> Edit:
    """Somebody types over a number of the prose, inside its content control."""

    def edit(text: str) -> str:
        start = text.index(f'w:val="{tag}"')
        at = text.index(f">{old}<", start)
        return text[: at + 1] + new + text[at + 1 + len(old) :]

    return edit


def cell(label: str, column: int, new: str) -> Edit:
    """Somebody types over the number in a column of the row of a table that begins with the label."""

    def edit(text: str) -> str:
        start = text.index(label)
        found = list(re.finditer(r">(\d+)</w:t>", text[start : start + 20_000]))[column]
        return text[: start + found.start(1)] + new + text[start + found.end(1) :]

    return edit


def uncontrolled(text: str) -> str:
    return CONTROL.sub(r"\1", text)


def back(report: Report, *edits: Edit, without_memory: bool = False) -> ImportResult:
    return import_file(edited(export_report(report, "docx"), *edits, without_memory=without_memory), "稿.docx")


def beside(report: Report, stored: Report, *edits: Edit, without_memory: bool = False) -> ReturnedDraft:
    data = edited(export_report(report, "docx"), *edits, without_memory=without_memory)
    return read_returned(data, "稿.docx", stored)


def told(result: ImportResult) -> list[Remark]:
    return [r for r in result.remarks if r.kind.startswith(("number_", "cell_", "passage_"))]


def test_untouched_draft_comes_back_as_it_went() -> None:
    for report in (sudian(), numbered()):
        result = back(report)
        assert result.report.passages == report.passages
        assert told(result) == []
        assert result.report.disclosure == report.disclosure
        assert result.report.fees == report.fees


def test_other_words_leave_every_slot_bound() -> None:
    result = back(sudian(), words("不断扩大信息发布范围", "进一步扩大发布范围"), words("共计", "合计"))
    text = result.report.passages["overview.proactive"]
    assert text == sudian().passages["overview.proactive"].replace(
        "不断扩大信息发布范围", "进一步扩大发布范围"
    ).replace("共计", "合计")
    remarks = told(result)
    assert [(r.place, r.kind) for r in remarks] == [("overview.proactive", "passage_edited")]
    assert "进一步扩大" in str(remarks[0].new)
    assert "不断扩大" in str(remarks[0].old)


@pytest.mark.parametrize("keep_controls", [True, False])
def test_changed_number_of_the_prose_is_named(keep_controls: bool) -> None:
    edits = [number("disclosure.total", "79", "85")] + ([] if keep_controls else [uncontrolled])
    result = back(sudian(), *edits)
    text = result.report.passages["overview.proactive"]
    assert "共计85条" in text
    assert "{{disclosure.items.依法行政}}" in text
    changed = [r for r in told(result) if r.kind == "number_changed"]
    assert [(r.place, r.old, r.new) for r in changed] == [("disclosure.total", 79, 85)]


def test_several_numbers_changed_at_once() -> None:
    report = sudian().with_values({"table3.new.total": 12, "table3.carried_in.total": 3, "table3.carried_out.total": 4})
    result = back(
        report, number("table3.new.total", "12", "21"), number("table3.carried_out.total", "4", "14"), uncontrolled
    )
    assert "申请21件，上年结转{{table3.carried_in.total}}件" in result.report.passages["overview.requests"]
    changed = {r.place: (r.old, r.new) for r in told(result) if r.kind == "number_changed"}
    assert changed == {"table3.new.total": (12, 21), "table3.carried_out.total": (4, 14)}


def test_changed_cell_is_named_and_prose_follows_it() -> None:
    result = back(numbered(), cell("一、本年新收", 6, "77"))
    assert result.report.value("table3.new.total") == 77
    (remark,) = told(result)
    assert (remark.place, remark.kind, remark.new) == ("table3.new.total", "cell_changed", 77)
    assert "依申请公开情况" in remark.message
    assert "{{table3.new.total}}" in result.report.passages["overview.requests"]


def test_number_changed_alike_in_table_and_prose_stays_bound() -> None:
    old = str(numbered().value("table3.new.total"))
    result = back(numbered(), cell("一、本年新收", 6, "77"), number("table3.new.total", old, "77"))
    assert result.report.passages == numbered().passages
    changed = [r for r in told(result) if r.kind in ("number_changed", "cell_changed")]
    assert [(r.place, r.old, r.new) for r in changed] == [("table3.new.total", int(old), 77)]


def test_deleted_number_and_deleted_passage() -> None:
    report = sudian().with_value("table3.carried_in.total", 9)
    gone = re.compile(r"<w:p>(?:(?!</w:p>).)*对应主动公开内容(?:(?!</w:p>).)*</w:p>", re.S)
    result = back(
        report,
        uncontrolled,
        lambda text: re.sub(
            r"，上年结转</w:t></w:r>.{0,200}?>9</w:t></w:r>.{0,200}?>件，", "</w:t></w:r><w:r><w:t>，", text
        ),
        lambda text: gone.sub("", text),
    )
    remarks = {(r.place, r.kind) for r in told(result)}
    assert ("table3.carried_in.total", "number_removed") in remarks
    assert ("problems", "passage_removed") in remarks
    assert "{{table3.new.total}}件，结转下年度" in result.report.passages["overview.requests"]


def test_sentence_moved_within_its_passage_keeps_its_slot() -> None:
    report = sudian().with_value("activity.trainings", 3)
    sentence = "明确工作责任，确定专职工作人员，"

    def move(text: str) -> str:
        return text.replace(sentence, "").replace("发现问题及时整改。", f"发现问题及时整改。{sentence}落实到人。")

    result = back(report, move)
    assert "全年开展培训{{activity.trainings}}次" in result.report.passages["overview.supervision"]


def test_model_text_is_still_known_as_such() -> None:
    report = sudian()
    state = {"problems": PassageState(writer="model", model_written=True)}
    result = back(report.model_copy(update={"state": state}), words("不够清楚", "还不够清楚"))
    assert result.report.state["problems"].model_written
    assert not result.report.state["intro"].model_written if "intro" in result.report.state else True


def test_what_only_the_program_knows_comes_back_as_digits_that_were_printed() -> None:
    note = Note(id="n1", text="开展宣传5场", numbers=[NoteNumber(id="k1", span=(4, 6))])
    previous = new_report(2023, Unit(name="苏店镇人民政府")).with_value("table3.new.total", 4)
    report = sudian(previous=previous.model_dump(mode="json"), notes={"overview.platform": [note.model_dump()]})
    text = (
        "上年{{previous.table3.new.total}}件，宣传{{notes.overview.platform.n1.k1}}场，平台{{activity.platforms}}个。"
    )
    report = report.model_copy(update={"passages": {**report.passages, "overview.platform": text}})
    printed = render(text, FactBook(report)).text
    alone = back(report).report
    assert render(alone.passages["overview.platform"], FactBook(alone)).text == printed
    assert "{{activity.platforms}}" in alone.passages["overview.platform"]
    kept = beside(report, report).result.report
    assert kept.passages["overview.platform"] == text


# ---- files that remember nothing --------------------------------------------------------------------
def test_file_without_memory_is_compared_with_its_own_tables() -> None:
    report = sudian().with_values({"table3.new.natural": 5, "table3.new.total": 5})
    result = back(report, number("table3.new.total", "5", "8"), without_memory=True)
    remarks = [r for r in told(result) if r.kind == "number_differs"]
    assert [(r.place, r.old, r.new) for r in remarks] == [("table3.new.total", 5, 8)]


def test_file_without_memory_is_compared_with_the_stored_text() -> None:
    report = sudian().with_values({"table3.new.natural": 5, "table3.new.total": 5})
    compared = beside(
        report, report, number("table3.new.total", "5", "8"), words("不断扩大", "持续扩大"), without_memory=True
    )
    assert {edit.passage for edit in compared.edits} == {"overview.requests", "overview.proactive"}
    text = compared.result.report.passages["overview.proactive"]
    assert text == report.passages["overview.proactive"].replace("不断扩大", "持续扩大")
    changed = [r for r in told(compared.result) if r.kind == "number_changed"]
    assert [(r.place, r.old, r.new) for r in changed] == [("table3.new.total", 5, 8)]
    assert compared.outdated == ()


def test_text_changed_in_the_program_meanwhile_is_pointed_out() -> None:
    report = sudian()
    stored = report.model_copy(update={"passages": {**report.passages, "problems": "另写了一段。"}})
    compared = beside(report, stored, words("不断扩大", "持续扩大"))
    assert compared.outdated == ("problems",)
    assert "覆盖" in compared.warnings[0]
    assert [edit.passage for edit in compared.edits] == ["overview.proactive"]
