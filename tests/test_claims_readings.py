"""What a number may mean by its clause: the drafting gate refuses a right number in the wrong sentence."""

import pytest

from assistant.claims import may_mean, readings
from assistant.numerals import Numeral, find_numerals

REQUESTS, MANAGEMENT, PROACTIVE, FEES = (
    "overview.requests",
    "overview.management",
    "overview.proactive",
    "other_matters",
)


def place(template: str, passage: str) -> tuple[str, Numeral, str]:
    """Text with 37 in the place of {}, the numeral there, and the passage."""
    at = template.index("{}")
    text = template.replace("{}", "37")
    return text, next(n for n in find_numerals(text) if n.start == at), passage


RIGHT = [
    ("收到政府信息公开申请{}件。", REQUESTS, "table3.new.total"),
    ("全年共收到申请{}件（含上年结转2件）。", REQUESTS, "table3.received.total"),
    ("在办理结果中，予以公开{}件。", REQUESTS, "table3.granted.total"),
    ("其中不予公开{}件。", REQUESTS, "table3.deny.total"),
    ("因本机关不掌握相关信息无法提供{}件。", REQUESTS, "table3.na_not_held.total"),
    ("收到申请40件，其中自然人{}件。", REQUESTS, "table3.new.natural"),
    ("收到申请40件，其中法人或其他组织{}件。", REQUESTS, "table3.new.organisations"),
    ("办结申请{}件，结转下年度办理2件。", REQUESTS, "table3.total.total"),
    ("上年结转{}件。", REQUESTS, "table3.carried_in.total"),
    ("结转下一年度继续办理{}件。", REQUESTS, "table3.carried_out.total"),
    ("2024年收到申请{}件。", REQUESTS, "previous.table3.new.total"),
    ("上年收到申请{}件。", REQUESTS, "previous.table3.new.total"),
    ("收到申请40件，较上年增加{}件。", REQUESTS, "change.table3.new.total"),
    ("收到申请40件，同比增长{}%。", REQUESTS, "growth.table3.new.total"),
    ("予以公开10件，占{}%。", REQUESTS, "percent.table3.granted.total.table3.total.total"),
    ("自然人申请占比{}%。", REQUESTS, "percent.table3.new.natural.table3.new.total"),
    ("行政复议{}件。", REQUESTS, "table4.review.total"),
    ("行政诉讼{}件。", REQUESTS, "table4.litigation.total"),
    ("其中复议后起诉{}件。", REQUESTS, "table4.after.total"),
    ("制发行政规范性文件{}件。", MANAGEMENT, "table2.normative.made"),
    ("制发行政规范性文件6件，废止{}件。", MANAGEMENT, "table2.normative.repealed"),
    ("作出行政许可决定{}件。", PROACTIVE, "table2.licensing"),
    ("行政事业性收费{}万元。", MANAGEMENT, "table2.fees_wan"),
    ("发出收费通知{}件。", FEES, "fees.notices"),
    ("实际收取信息处理费{}元。", FEES, "fees.collected_yuan"),
    ("主动公开政府信息{}条。", PROACTIVE, "disclosure.total"),
    ("其中政府网站公开{}条。", PROACTIVE, "disclosure.items.政府网站"),
    ("组织政务公开培训{}次。", "overview.supervision", "activity.trainings"),
]

WRONG = [
    ("收到政府信息公开申请{}件。", REQUESTS, "table2.normative.made"),
    ("新收政府信息公开申请{}件。", REQUESTS, "table3.carried_out.total"),
    ("新收政府信息公开申请{}件。", REQUESTS, "table3.received.total"),
    ("办结申请{}件。", REQUESTS, "table3.new.total"),
    ("予以公开{}件。", REQUESTS, "table3.partial.total"),
    ("其中自然人{}件。", REQUESTS, "table3.new.organisations"),
    ("收到申请40件，其中自然人{}件。", REQUESTS, "table3.carried_out.natural"),
    ("行政复议{}件。", REQUESTS, "table4.litigation.total"),
    ("行政诉讼{}件。", REQUESTS, "table3.total.total"),
    ("制发行政规范性文件{}件。", MANAGEMENT, "table2.normative.valid"),
    ("作出行政许可决定{}件。", PROACTIVE, "table2.punishment"),
    ("实际收取信息处理费{}元。", FEES, "table2.fees_wan"),
    ("主动公开政府信息{}条。", PROACTIVE, "table2.licensing"),
    ("其中微博发布{}条。", PROACTIVE, "disclosure.items.政府网站"),
    ("收到申请40件，较上年增加{}件。", REQUESTS, "table3.new.total"),
    ("收到申请40件，同比增长{}%。", REQUESTS, "growth.table2.licensing"),
    ("收到申请40件，同比增长{}%。", REQUESTS, "percent.table3.new.natural.table3.new.total"),
    ("予以公开10件，占{}%。", REQUESTS, "percent.table4.review.maintain.table4.review.total"),
    ("受理群众信访{}件。", REQUESTS, "table3.new.total"),
    ("收到申请{}件。", REQUESTS, "change.table3.new.total"),
]


@pytest.mark.parametrize(("template", "passage", "address"), RIGHT)
def test_right_number_in_the_right_sentence(template: str, passage: str, address: str) -> None:
    assert may_mean(*place(template, passage), address) is not False
    meant = readings(*place(template, passage))
    if meant is not None:
        assert address in meant


@pytest.mark.parametrize(("template", "passage", "address"), WRONG)
def test_right_number_in_the_wrong_sentence(template: str, passage: str, address: str) -> None:
    assert may_mean(*place(template, passage), address) is False
    meant = readings(*place(template, passage))
    assert meant is None or address not in meant


def test_a_note_may_stand_where_the_clause_decides_nothing() -> None:
    assert (
        may_mean(*place("召开领导小组会议{}次。", "overview.supervision"), "notes.overview.supervision.n1.k1") is None
    )
    assert readings(*place("走访群众{}户。", "overview.supervision")) is None
