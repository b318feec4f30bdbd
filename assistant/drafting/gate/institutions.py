"""Other towns, web sites, universities, firms and papers by their proper names, wherever they stand in a sentence."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import View
from schemas.drafts import GateFailure

_KIND: Final = (
    r"政务服务网|政务网|新闻网|信息网|公众网|资讯网|发布厅|大学|学院|研究院|研究所|科学院|公司|集团|事务所|协会|学会|基金会|报社|日报|晚报|"
    r"电视台|广播电台|通讯社"
)
_INSTITUTION: Final = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,8}}?)(?P<kind>{_KIND})(?![生院会内里章程])")
_TOWN: Final = re.compile(
    r"(?:^|[，。；、\n年]|与|和|及|同|向|对|在)(?P<name>[\u4e00-\u9fff]{2,3})(?P<kind>镇|乡|街道)"
    r"(?=主动|公开|共|累计|全年|认真|严格|坚持|积极|不断|收到|新收|未收|制发|组织|依法|政府|人民|党委|结合|按照|交流|学习|等|、)"
)
_NO_NAME: Final = re.compile(
    r"(?:通过|依托|利用|借助|运用|委托|邀请|联合|会同|用好|登录|建设|完善|加强|统一|组织|各类|各级|本级|上级|所属|下属|直属|辖区|有关|相关|部分|"
    r"社会|行业|高等|职业|老年|开放|社区|广播|中央|地方|主流|专业|第三方|多家|一家|国有|民营|平台|县|市|省|区|州|级|的|等|各|在|和|与|及|或|以|由|对|向|到|赴|从|经)+"
)
_GENERIC_TOWN: Final = re.compile(
    r"(?:[我本全各该两所小城乡村集重中特辖个多些兄邻周边]|辖区|所属|相关|有关|其他|部分|先进|兄弟|周边|建制|中心|特色|重点)"
)


def institutions_named(view: View) -> Iterator[GateFailure]:
    for found in view.find(_INSTITUTION):
        name = _NO_NAME.sub("", found["name"], count=1) if _NO_NAME.match(found["name"]) else found["name"]
        if len(name) < 2 or _NO_NAME.fullmatch(name) or (name + found["kind"])[-6:] in view.licence.names:
            continue
        full = name + found["kind"]
        if view.licence.holds(full):
            continue
        message = f"“{full}”是具体的机构或网站，数据、表述和素材里都没有，请删去。"
        yield view.failure("platform", message, found.end() - len(full), found.end())


def towns_named(view: View) -> Iterator[GateFailure]:
    for found in view.find(_TOWN):
        full = found["name"] + found["kind"]
        if _GENERIC_TOWN.search(found["name"]) or view.licence.holds(full):
            continue
        if view.licence.ends_in_name(full):
            continue
        message = f"“{full}”是地名或其他单位，数据、表述和素材里都没有，请删去。"
        yield view.failure("place", message, found.start("name"), found.end())
