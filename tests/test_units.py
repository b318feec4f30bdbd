"""What a unit is, told by its name."""

import pytest

from assistant.units import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("苏店镇人民政府", "town"),
        ("红旗乡", "town"),
        ("东城区朝阳街道办事处", "subdistrict"),
        ("宁远县人民政府办公室", "office"),
        ("临河县人民政府", "government"),
        ("江州市", "government"),
        ("江州高新技术产业开发区管理委员会", "government"),
        ("江州经济开发区管委会", "government"),
        ("东湖风景名胜区管委会", "government"),
        ("江州市城市管理委员会", "department"),
        ("江州市卫生健康委员会", "department"),
        ("国家税务总局云岭县税务局", "department"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind
