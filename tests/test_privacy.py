"""What must not leave the house is found, covered, and nothing else is."""

import pytest

from assistant.privacy import BLOCKING, scan


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("联系人手机13912345678。", "mobile", "139****5678"),
        ("可拨打 139 1234 5678 咨询", "mobile", "139****5678"),
        ("热线：+86 139-1234-5678", "mobile", "139****5678"),
        ("联系电话１３９１２３４５６７８", "mobile", "139****5678"),
        ("0355-8080123、13912345678均可咨询", "mobile", "139****5678"),
        ("证件为11010519491231002X的申请人", "id_number", "11*************02X"),
        ("身份证号：130503670401001", "id_number", "13**********001"),
        ("公开了110101199003072930等人的津贴", "id_number", "11*************930"),
        ("附331004 20031208 0046一份", "id_number", "33*************046"),
        ("电话：0576-88120034/13912345678", "mobile", "139****5678"),
        ("自然人6件（含申请人陈建军2件）", "person", "陈**"),
        ("被村民王秀兰（住石柳镇）申请复议", "person", "王**"),
        ("其中市民徐海燕一人申请4件", "person", "徐**"),
        ("被纠正的刘志强诉青峦镇政府一案", "person", "刘**"),
        ("原告（住石柳镇上河村三组42号）", "address", "石柳****"),
        ("登记2件秘密级文件", "secrecy", "秘密"),
        ("其中标注机密的1件未公布", "secrecy", "机密"),
        ("汇入 4111 1111 1111 1111 账户", "bank_card", "4111********1111"),
        ("银行卡号6222021234567890128", "bank_card", "6222***********0128"),
        ("申请人王建国不服答复", "person", "王**"),
        ("当事人吕志远就同一事项再次申请", "person", "吕**"),
        ("户主潘国栋提出申请", "person", "潘**"),
        ("农户郭玉兰的申请", "person", "郭**"),
        ("寄往柳荫路8号5幢2单元403室", "address", "5幢****"),
        ("申请人系二级视力残疾", "sensitive", "申请人****"),
        ("涉及宋某（13岁）的学籍", "sensitive", "宋某（****"),
        ("申请公开其女儿的哮喘病住院记录", "sensitive", "其女儿****"),
        ("家庭住址：苏店镇东庄村3组12号", "address", "苏店****"),
        ("现住幸福花园5号楼2单元301室", "address", "幸福****"),
        ("机密★20年", "secrecy", "机密"),
        ("本材料系内部资料，请勿外传", "secrecy", "内部资料"),
        ("密级：秘密", "secrecy", "秘密"),
        ("转发长密〔2024〕5号文件", "secrecy", "**"),
        ("电子邮箱：sudianzhen@163.com", "mail", "s***@163.com"),
    ],
)
def test_found_and_covered(text: str, kind: str, masked: str) -> None:
    hits = scan(text)
    assert (hits[0].kind, hits[0].masked) == (kind, masked)
    secret = text[hits[0].start : hits[0].end]
    assert kind == "secrecy" or secret not in hits[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        "办公电话：0355-8080123，邮编：047100",
        "12345政务服务便民热线",
        "发生额13912345678元，惠及群众",
        "http://www.example.gov.cn/t20250107_13912345678.html",
        "统一社会信用代码：113401110031234567",
        "不涉及国家秘密、商业秘密和个人隐私",
        "按照绝密、机密、秘密三级分类管理",
        "国家秘密10年内不得变更",
        "严禁将内部资料上传至互联网",
        "长保密办〔2024〕5号",
        "申请人对答复不满意",
        "申请人通过网站提交申请",
        "当事人陈述、申辩的权利",
        "村民关心的土地流转信息",
        "居民周转房2件",
        "严禁将标注秘密的文件上传网站",
        "（住建部门负责），住房保障3号楼",
        "申请人起诉县政府的案件2件",
        "表格110101199013072930",
        "家庭住址等个人信息只保留到乡镇、街道",
        "138****1234",
        "邮箱：xxgk@changzhi.gov.cn",
        "2024年1月1日至2024年12月31日，共收到 12 件 3 件",
    ],
)
def test_silent(text: str) -> None:
    assert scan(text) == ()


def test_a_masked_person_does_not_stop_a_call() -> None:
    (hit,) = scan("申请人张某某不服答复")
    assert hit.kind == "masked_person"
    assert hit.code == "P04"
    assert hit.kind not in BLOCKING


@pytest.mark.parametrize("char", ["1", "1 ", "申请人王", "家住", "a@", "密", "内部资料", "村民患", "秘密 ", "-1"])
def test_no_pattern_explodes(char: str) -> None:
    scan(char * 100_000)
