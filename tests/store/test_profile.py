"""Fields of the unit profile that cannot be right are said gently; whatever may be right is left alone."""

import pytest

from assistant.store.profile import iso_date, other_unit, profile_remark

WRONG = [
    ("contact.postcode", "41450x"), ("contact.postcode", "41450"), ("contact.postcode", "4145000"),
    ("contact.phone", "0730123"), ("contact.phone", "见网站"), ("contact.phone", "0730-12"),
    ("url", "云溪网"), ("url", "www"), ("url", "http//www.yunxi.gov.cn"),
    ("deadline", "下个月底"), ("deadline", "2026-02-30"), ("deadline", "1月31日"),
]  # fmt: skip
RIGHT = [
    ("contact.postcode", "414500"), ("contact.postcode", ""), ("contact.postcode", " 100000 "),
    ("contact.phone", "0355-8080123"), ("contact.phone", "07301234567"), ("contact.phone", "(010)12345678"),
    ("contact.phone", "（0355）8080123"), ("contact.phone", "0355—8080123、0355-8080124"), ("contact.phone", "8080123"),
    ("contact.phone", "010-83571234转8012"), ("contact.phone", "0571-85250000-1234"), ("contact.phone", "12345"),
    ("contact.phone", "400-810-1234"), ("contact.phone", "020 83123456"),
    ("url", "http://www.shangdangqu.gov.cn"), ("url", "www.yunxi.gov.cn"), ("url", "https://a.gov.cn/x/y?z=1"),
    ("url", "http://政务.中国"), ("url", "yunxi.gov.cn:8080/"),
    ("deadline", "2026-01-31"), ("deadline", ""), ("short", "我镇"), ("contact.address", "某路"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text"), WRONG)
def test_what_cannot_be_right_is_said(field: str, text: str) -> None:
    said = profile_remark(field, text)
    assert said.endswith("。") and text.split("-")[0] in said


@pytest.mark.parametrize(("field", "text"), RIGHT)
def test_what_may_be_right_is_left_alone(field: str, text: str) -> None:
    assert profile_remark(field, text) == ""


def test_dates_as_people_write_them() -> None:
    assert [iso_date(one) for one in ("2026年1月31日", "2026/1/31", "2026.01.31", "2026-1-5")] == [
        "2026-01-31", "2026-01-31", "2026-01-31", "2026-01-05",
    ]  # fmt: skip
    assert [iso_date(one) for one in ("下个月底", "2026-13-01", "")] == ["下个月底", "2026-13-01", ""]


@pytest.mark.parametrize(("mine", "theirs", "other"), [
    ("测试市人民政府", "清水湾镇人民政府", True), ("苏店镇人民政府", "长治市上党区苏店镇人民政府", False),
    ("苏店镇", "苏店镇人民政府", False), ("某县水利局", "某县农业局", True), ("某县水利局", None, False),
    (None, "清水湾镇人民政府", False), ("云溪县人民政府", "云溪县人民政府办公室", True),
    ("苏店镇人民政府", "苏店镇 人民政府", False),
])  # fmt: skip
def test_two_names_of_one_unit(mine: str | None, theirs: str | None, other: bool) -> None:
    assert other_unit(mine, theirs) is other
