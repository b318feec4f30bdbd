"""A block from a sheet: headings and sums are no 栏目, what is overwritten is named, and it is one step."""

import pytest

from assistant.store import disclosure
from assistant.store.pasting import paste_counts, paste_rows
from assistant.store.store import Store
from schemas.report import Unit, new_report

EMPTY = new_report(2025, Unit(name="清水湾镇人民政府"))
OURS = disclosure.add_item(disclosure.add_item(EMPTY, "政务动态", count=56), "财政信息", count=12)


def items(report):  # type: ignore[no-untyped-def]
    return {item.name: item.count for item in report.disclosure.items}


def test_the_heading_and_the_sum_are_skipped_and_what_was_replaced_is_named() -> None:
    block = [["栏目名称", "数量"], ["政务动态", "5"], ["民生保障", "23"], ["乡村振兴", "70"], ["合计", "98"]]
    pasted = paste_rows(OURS, block)
    assert items(pasted.report) == {"政务动态": 5, "财政信息": 12, "民生保障": 23, "乡村振兴": 70}
    assert pasted.report.disclosure.total == 110
    assert pasted.replaced == ("政务动态 56 → 5",)
    assert pasted.skipped == ("栏目名称 数量", "合计 98")
    assert (
        pasted.notice.startswith("已粘贴 3 行。") and "政务动态 56 → 5" in pasted.notice and "合计 98" in pasted.notice
    )


@pytest.mark.parametrize("head", [
    ["栏目", "数量"], ["名称", "件数"], ["公开渠道", "条数"], ["信息类别", "公开数（条）"], ["栏目", "2025年"],
    ["公 开 栏 目", "数 量"], ["内容", "发布数量"], ["项目名称", ""],
])  # fmt: skip
def test_heads_of_many_wordings(head: list[str]) -> None:
    pasted = paste_rows(EMPTY, [head, ["机构职能", "3"]])
    if head[1] == "2025年":
        assert "机构职能" in items(pasted.report)  # a number stands beside it: not judged
    else:
        assert items(pasted.report) == {"机构职能": 3}


@pytest.mark.parametrize("name", ["合计", "总计", "小计", "合 计", "合计：", "总计（条）", "共计"])
def test_sums_of_many_wordings(name: str) -> None:
    assert items(paste_rows(EMPTY, [["机构职能", "3"], [name, "3"]]).report) == {"机构职能": 3}


@pytest.mark.parametrize(
    "name", ["项目建设", "重大建设项目", "总结计划", "渠道建设", "栏目建设情况", "统计信息", "分类施策"]
)
def test_栏目_that_only_look_like_heads_go_in(name: str) -> None:
    pasted = paste_rows(EMPTY, [[name, "4"], ["机构职能", "3"]])
    assert items(pasted.report) == {name: 4, "机构职能": 3} and pasted.notice == ""


def test_a_column_of_running_numbers_is_left_out() -> None:
    block = [["序号", "栏目", "数量"], ["1", "机构职能", "3"], ["2", "财政信息", "9"], ["", "合计", "12"]]
    assert items(paste_rows(EMPTY, block).report) == {"机构职能": 3, "财政信息": 9}


def test_what_is_no_number_stays_beside_and_bad_names_are_told() -> None:
    pasted = paste_rows(OURS, [["财政信息", "若干"], ["a.b", "2"], ["", ""]])
    assert items(pasted.report)["财政信息"] is None
    assert dict(pasted.unread) == {"disclosure.items.财政信息": "若干"}
    assert "a.b" in pasted.notice and "财政信息 12 → 若干" in pasted.notice


def test_counts_alone_go_downwards() -> None:
    pasted = paste_counts(OURS, "政务动态", [["数量"], ["57"], ["12"], ["69"]])
    assert items(pasted.report) == {"政务动态": 57, "财政信息": 12}
    assert pasted.replaced == ("政务动态 56 → 57",)


# ---- the total beside its parts -----------------------------------------------------------------------
def test_a_total_that_is_not_the_sum_is_said_with_both_sides() -> None:
    assert disclosure.total_mismatch(OURS) == ""
    assert disclosure.total_mismatch(disclosure.set_total(OURS, 18)) == "按栏目合计 68 条，与总数 18 条不一致"
    both = disclosure.add_item(disclosure.set_total(OURS, 18), "微信公众号", "channel", 30)
    assert disclosure.total_mismatch(both) == "按栏目合计 68 条、按渠道合计 30 条，与总数 18 条不一致"
    assert disclosure.total_mismatch(disclosure.set_total(both, 30)) == ""
    assert disclosure.total_mismatch(disclosure.set_total(OURS, None)) == "按栏目合计 68 条，总数未填"
    assert disclosure.total_mismatch(disclosure.set_total(EMPTY, 18)) == ""


# ---- undo says what stands now -------------------------------------------------------------------------
def test_undo_says_what_is_back(store: Store) -> None:
    store.reports.edit(1, lambda r: disclosure.set_count(r, "政府文件", 98), "“政府文件”改为“98”")
    undone = store.reports.undo(1)
    assert undone is not None and undone.restored == "恢复为“3”"
    store.reports.edit(1, lambda r: r.with_value("fees.notices", 2), "改")
    assert (store.reports.undo(1) or undone).restored == "恢复为空"
    store.reports.edit(1, lambda r: r.with_value("table3.new.natural", 2), "改")
    assert (store.reports.undo(1) or undone).restored == "恢复为“0”"
    store.reports.edit(1, lambda r: paste_rows(r, [["政府文件", "8"], ["日常工作动态", "9"]]).report, "粘贴 2 行")
    assert (store.reports.undo(1) or undone).restored == "恢复 2 个原来的数"
    store.reports.edit(1, lambda r: disclosure.add_item(r, "社会救助"), "新增")
    assert (store.reports.undo(1) or undone).restored == ""
