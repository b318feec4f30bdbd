"""Report → blocks: what stands where, under which address, and what is said to be missing."""

import json

import pytest

from assistant.documents.blocks import Paragraph, Run, Table
from assistant.documents.compose import compose, outline, title_lines
from assistant.documents.layout import DRAFT_NOTICE, DRAFT_NOTICE_MODEL
from schemas.form import CELLS, GRIDS
from schemas.report import Report
from tests.documents.samples import hangzhou, numbered, sudian

FORM = """\
苏店镇人民政府
2024年政府信息公开工作年度报告
一、总体情况
（一）主动公开情况
（二）依申请公开情况
（三）政府信息管理情况
（四）政府信息公开平台建设情况
（五）监督保障
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
（一）存在的主要问题
（二）改进情况
六、其他需要报告的事项""".splitlines()


def paragraphs(report: Report) -> list[Paragraph]:
    return [block for block in compose(report).blocks if isinstance(block, Paragraph)]


def headings(report: Report) -> list[str]:
    return [p.text for p in paragraphs(report) if p.role in ("title", "heading1", "heading2", "heading3")]


def texts(report: Report) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else block.address for block in compose(report).blocks]  # type: ignore[union-attr]


def gaps(report: Report) -> list[str]:
    return [run.text for p in paragraphs(report) for run in p.runs if run.gap]


def test_the_form_in_reading_order() -> None:
    assert headings(sudian()) == FORM
    lines = texts(sudian())
    assert lines[lines.index("二、主动公开政府信息情况") + 1] == "table2"
    assert lines[lines.index("三、收到和处理政府信息公开申请情况") + 1] == "table3"
    assert lines[lines.index("四、政府信息公开行政复议、行政诉讼情况") + 1] == "table4"
    assert not gaps(sudian())


def test_every_cell_stands_at_its_place_of_the_form() -> None:
    report = numbered()
    found = {}
    for block in compose(report).blocks:
        if isinstance(block, Table):
            grid = GRIDS[block.address]
            assert (block.rows, block.cols) == (grid.rows, grid.cols)
            for cell, form in zip(block.cells, grid.cells, strict=True):
                assert (cell.row, cell.col, cell.rowspan, cell.colspan) == (
                    form.row, form.col, form.rowspan, form.colspan,
                )  # fmt: skip
                assert cell.address == form.address
                if form.address is None:
                    assert cell.text == form.text
                else:
                    found[form.address] = cell.text
    assert found == {address: str(report.value(address)) for address in CELLS}


def test_a_null_cell_is_blank_and_a_null_table_a_gap() -> None:
    report = numbered().with_value("table3.new.natural", None)
    (table,) = [b for b in compose(report).blocks if isinstance(b, Table) and b.address == "table3"]
    assert [c.text for c in table.cells if c.address == "table3.new.natural"] == [""]
    without = report.model_copy(update={"table2": None})
    assert gaps(without)[-1] == "【待补：表二】"
    assert [b.address for b in compose(without).blocks if isinstance(b, Table)] == ["table3", "table4"]


@pytest.mark.parametrize(
    ("value", "shown"), [(12.5, "12.5"), (0.000001, "0.000001"), (316441, "316441"), (7.10, "7.1")]
)
def test_amounts_in_plain_digits(value: float, shown: str) -> None:
    table = next(b for b in compose(sudian().with_value("table2.fees_wan", value)).blocks if isinstance(b, Table))
    assert [c.text for c in table.cells if c.address == "table2.fees_wan"] == [shown]


def test_numbers_of_prose_bear_their_addresses() -> None:
    (paragraph,) = [p for p in paragraphs(sudian()) if p.address == "overview.requests[0]"]
    assert [run for run in paragraph.runs if run.slot] == [
        Run("2024", slot="year"),
        Run("0", slot="table3.new.total"),
        Run("0", slot="table3.carried_in.total"),
        Run("0", slot="table3.carried_out.total"),
    ]
    assert paragraph.text.startswith("2024年，我镇收到政府信息公开申请0件，上年结转0件")


def test_a_slot_without_a_number_is_a_gap_that_keeps_its_address() -> None:
    report = sudian(activity={"platforms": None}, passages={"overview.platform": "共有平台{{activity.platforms}}个。"})
    (paragraph,) = [p for p in paragraphs(report) if p.address == "overview.platform[0]"]
    assert paragraph.text == "共有平台【待补：信息公开平台数】个。"
    assert [(run.slot, run.gap) for run in paragraph.runs] == [
        (None, False), ("activity.platforms", True), (None, False),
    ]  # fmt: skip


def test_an_unknown_slot_and_a_typed_gap_are_gaps_too() -> None:
    passage = {"problems": "一是{{table9.nothing}}。\n二是【待补：主要问题】不足。"}
    report = sudian(passages=passage)
    first, second = [p for p in paragraphs(report) if p.address.startswith("problems[")]
    assert first.text.startswith("一是【待补：")
    assert first.runs[1].gap
    assert [run.text for run in second.runs if run.gap] == ["【待补：主要问题】"]


def test_paragraphs_keep_their_index_and_lose_typed_indents() -> None:
    report = sudian(passages={"improvements": "　　1.甲。\n\n \u00a02.乙。\r\n"})
    assert [(p.address, p.text) for p in paragraphs(report) if p.address.startswith("improvements")] == [
        ("improvements[0]", "1.甲。"),
        ("improvements[2]", "2.乙。"),
    ]


def test_missing_prose_is_said_by_name() -> None:
    assert gaps(hangzhou()) == [
        "【待补：政府信息管理情况】",
        "【待补：政府信息公开平台建设情况】",
        "【待补：监督保障】",
        "【待补：改进情况】",
    ]
    everything = gaps(sudian(passages={}, unit=None, year=None))
    assert "【待补：引言】" in everything
    assert not any("开头段" in gap for gap in everything)
    assert everything[:2] == ["【待补：单位全称】", "【待补：报告年度】"]


def test_a_final_hides_no_gap() -> None:
    blocks = compose(hangzhou(), final=True).blocks
    assert any(run.gap for block in blocks if isinstance(block, Paragraph) for run in block.runs)


# ---- titles and headings --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (None, ("苏店镇人民政府", "2024年政府信息公开工作年度报告")),
        ("", ("苏店镇人民政府", "2024年政府信息公开工作年度报告")),
        ("苏店镇人民政府2024年年报", ("苏店镇人民政府", "2024年年报")),
        ("苏店镇人民政府\n2024年年报", ("苏店镇人民政府", "2024年年报")),
        ("2024年年报", ("2024年年报",)),
        ("苏店镇人民政府", ("苏店镇人民政府",)),
        (
            "长治市上党区苏店镇2024年政府信息公开工作年度报告",
            ("长治市上党区苏店镇", "2024年政府信息公开工作年度报告"),
        ),
        (
            "苏店乡二〇二四年政府信息公开工作年度报告",
            ("苏店乡二〇二四年政府信息公开工作年度报告",),
        ),
    ],
)
def test_title_lines(title: str | None, lines: tuple[str, ...]) -> None:
    assert title_lines(sudian(title=title)) == lines


def test_headings_of_the_report_replace_the_forms_own() -> None:
    found = headings(sudian(headings={"heading.5.1": "主要问题", "heading.5.2": "下一步打算"}))
    assert found[-3:] == ["（一）主要问题", "（二）下一步打算", "六、其他需要报告的事项"]


def test_a_struck_heading_is_left_out_and_ordinals_count_on() -> None:
    report = sudian(headings={"heading.1.2": "", "heading.5.1": " ", "heading.5.2": ""})
    assert headings(report)[3:7] == [
        "（一）主动公开情况", "（二）政府信息管理情况", "（三）政府信息公开平台建设情况", "（四）监督保障",
    ]  # fmt: skip
    lines = texts(report)
    after = lines.index("五、存在的主要问题及改进情况") + 1
    assert lines[after : after + 2] == [sudian().passages["problems"], sudian().passages["improvements"].split("\n")[0]]


def test_a_struck_heading_asks_for_nothing_unless_the_section_is_empty() -> None:
    struck = {"heading.5.1": "", "heading.5.2": ""}
    assert gaps(sudian(headings=struck, passages={"problems": "不足。"}))[-1:] != ["【待补：改进情况】"]
    assert {"【待补：存在的主要问题】", "【待补：改进情况】"} <= set(gaps(sudian(headings=struck, passages={})))


def test_headings_beyond_the_form_stand_in_their_sections() -> None:
    extra = {
        "heading.1.6": "组织领导", "heading.1.10": "教育培训", "heading.1.3.1": "动态调整", "heading.2.1": "说明",
        "heading.5.3": "下一步打算", "heading.6.1": "信息处理费", "heading.7": "附件", "heading.7.1": "附表",
    }  # fmt: skip
    order = outline(sudian(headings=extra))
    assert order.index("heading.1.6") == order.index("overview.supervision") + 1
    assert order[order.index("heading.1.6") + 1] == "heading.1.10"
    assert order[order.index("heading.1.3") + 1] == "heading.1.3.1"
    assert order[order.index("heading.2") + 1 :][:2] == ("heading.2.1", "table2")
    assert order[order.index("improvements") + 1] == "heading.5.3"
    assert order[order.index("heading.6") + 1] == "heading.6.1"
    assert order[-2:] == ("heading.7", "heading.7.1")
    found = headings(sudian(headings=extra))
    assert {"（六）组织领导", "（七）教育培训", "1.动态调整", "（三）下一步打算", "七、附件", "（一）附表"} <= set(
        found
    )


# ---- signature, notice, properties ----------------------------------------------------------------
def test_signature_and_date_only_where_signed() -> None:
    assert not [p for p in paragraphs(sudian()) if p.role in ("signature", "date")]
    signed = paragraphs(sudian(dates={"signed": "2025-01-09"}))
    assert [(p.role, p.text) for p in signed[-2:]] == [("signature", "苏店镇人民政府"), ("date", "2025年1月9日")]


def test_the_notice_says_whether_a_model_wrote() -> None:
    by_person = {"problems": {"writer": "person"}}
    edited = {"problems": {"writer": "person", "model_written": True}}
    for state, notice in (({}, DRAFT_NOTICE), (by_person, DRAFT_NOTICE), (edited, DRAFT_NOTICE_MODEL)):
        draft = compose(sudian(state=state))
        assert draft.draft
        assert draft.layout is not None
        assert draft.layout.headers == (notice,)
    final = compose(sudian(state=edited), final=True)
    assert final.layout is not None
    assert (final.draft, final.layout.headers, final.slot_text, final.values) == (False, (), {}, {})


def test_properties_name_the_unit_and_mark_what_a_model_wrote() -> None:
    plain = compose(sudian()).metadata
    assert plain is not None
    assert (plain.author, plain.company, plain.custom) == ("苏店镇人民政府", "苏店镇人民政府", {})
    assert plain.title == "苏店镇人民政府2024年政府信息公开工作年度报告"
    for final in (False, True):
        marked = compose(sudian(state={"problems": {"model_written": True}}), final=final).metadata
        assert marked is not None
        mark = json.loads(marked.custom["AIGC"])
        assert set(mark) == {"Label", "ContentProducer", "ProduceID"}
        assert all(mark.values())


def test_a_draft_remembers_slot_text_and_printed_numbers() -> None:
    document = compose(sudian(activity={"platforms": 2}))
    assert document.slot_text == sudian().passages
    assert document.values["disclosure.items.政府文件"] == "3"
    assert document.values["activity.trainings"] == ""
    assert {address: document.values[address] for address in CELLS} == dict.fromkeys(CELLS, "0")
