"""Meetings, awards, platforms, places, persons and other units' levels: only what a fact, statement or note names."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import View
from assistant.lists import places
from schemas.drafts import GateFailure

_MEETING: Final = re.compile(
    r"党的[一二三四五六七八九十]{1,3}大|[一二三四五六七八九十]{1,3}届[一二三四五六七八]中全会|全国两会|"
    r"(?:座谈|推进|培训|部署|动员|联席|常务|协调|现场|调度|发布|听证|交流|总结|党委|班子|专题|领导小组|工作|表彰|启动|研讨|视频|"
    r"推介|说明|恳谈|见面|宣讲|新闻发布|党组|办公|碰头|评审|论证|点评)会(?:议)?(?![公员同计场]|公开|开放)|"
    r"(?<![社机])(?:会议|大会|例会|全会|论坛|峰会)(?!公开|开放|议定)"
)
_AWARD: Final = re.compile(
    r"荣获|获评|获奖|获得[^，。；、]{0,16}(?:奖|荣誉|称号|表彰|表扬|肯定|好评|认可|先进)|被?评(?:为|定为|选为)|"
    r"(?:被)?授予|被?列为[^，。；、]{0,10}(?:示范|试点|先进|典型)|入选|(?:受到|得到|赢得|收获)[^，。；、]{0,14}(?:表彰|表扬|肯定|好评|认可|赞誉|称赞|点赞)|"
    r"通报表扬|先进(?:单位|集体|个人)|示范(?:单位|点|乡镇|街道)|标兵|一等奖|二等奖|三等奖|"
    r"(?:名列|位居|排名|走在|处于|位列|居)[^，。；、]{0,10}(?:前列|前茅|首位|榜首|第|前)|"
    r"表扬|表彰(?!制度|办法)|嘉奖|批示|第三方(?:评估|机构)|反响(?:良好|热烈)|好评|赞誉|点赞|(?:创|历史)[^，。；、]{0,4}新高|历史(?:最好|最高|新)|(?:表示|感到|十分|非常)满意|(?:成效|成绩|效果)(?:十分|非常|极为)?(?:显著|突出|斐然|卓著)|(?:显著|突出|丰硕|优异)(?:的)?(?:成效|成绩|成果)|圆满完成|"
    r"(?:明显|显著|大幅|极大)(?:地)?(?:提升|提高|增强|改善)|高度(?:评价|认可|赞扬)|(?<![把以让使为])群众(?:非常|十分|普遍)?满意(?!度|与否|作为)"
)
_AWARD_FREE: Final = frozenset(
    ("明显提升", "显著提升", "明显提高", "显著提高", "明显增强", "显著增强", "明显改善", "显著改善")
)
_APP: Final = re.compile(
    r"抖音|快手|微博|今日头条|头条号|视频号|小红书|哔哩哔哩|B站|微信(?:公众号|公众平台|群|网格群|小程序)?|公众号|小程序|客户端|"
    r"APP|App|app|人民号|学习强国|钉钉|短信平台|大喇叭|应急广播|(?<![\d-])“?12345(?!\d)”?(?:政务服务|便民服务|市民服务|服务)*(?:热线)?|领导信箱|县长信箱|市长信箱|镇长信箱|区长信箱"
)
_NAMED: Final = re.compile(
    r"[“\"](?P<name>[^“”\"\n]{2,20})[”\"](?=[^，。；、]{0,4}(?:公众号|微信|微博|抖音|视频号|平台|网站|小程序|客户端|专栏|专区|APP|账号|频道|系统|栏目|"
    r"热线|行动|活动|工程|品牌))"
)
_PLACE: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,4}?)(?P<kind>镇|乡|街道|县|区|市|省|自治区|州|盟|旗)(?=(?:人民)?政府|党委|党工委|办事处|委(?:、|和|办|员会)|人大|纪委)"
)
_GENERIC_PLACE: Final = re.compile(
    r"(?:[我本全各该两乡城上下所辖属级跨邻同省市县区村及和与向由对经在按将至为是因据的地]|上级|所在|所属|相关|有关|其他|其它|当地)$"
)
_LEADING: Final = re.compile(
    r"^(?:其中|依托|通过|利用|借助|按照|根据|依据|落实|执行|配合|以及|同时|充分|发挥|用好|登录|建设|维护|贯彻|紧扣|紧跟|围绕|聚焦|结合|遵照|"
    r"服从|服务|响应|报送|上报|报请|提请|听取|传达|学习|接受|汇报|争取|衔接|对接|对照|参照|协助|支持|认真|严格|全面|深入|积极|坚决|主动|及时|"
    r"我[局镇乡办委厅县市区省]|本[局镇乡办委厅县市区省]|单位|机关|[并与和由向对在经将受按据为及把给跟从到以凡])+"
)
_VERB_BEFORE: Final = re.compile(
    r"(?:.*(?:紧扣|紧跟|围绕|聚焦|结合|落实|贯彻|通过|利用|按照|根据|依据|执行|配合|依托|借助|遵照|服从|服务|响应|报送|上报|听取|传达|汇报|对接|对照|参照|协助))?"
)
"""A verb that governs 县委、县政府, whatever stands before it."""
_PERSON_TITLE: Final = (
    r"(?:副?(?:书记|镇长|乡长|县长|区长|市长|局长|主任|科长|处长|部长|主席|所长|站长|秘书长|组长)|同志|专员|先生|女士)"
)
_SURNAME: Final = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭何罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_PERSON: Final = re.compile(
    rf"(?P<a>(?<![\u4e00-\u9fff])[{_SURNAME}][\u4e00-\u9fff]{{1,2}}|(?<=[由请])[{_SURNAME}][\u4e00-\u9fff]{{1,2}}){_PERSON_TITLE}"
    rf"|{_PERSON_TITLE}(?P<b>[{_SURNAME}][\u4e00-\u9fff]{{1,2}})(?=同志|的|任|担任|主持|带队|牵头|出席|指出|强调|要求|高度|亲自|多次|批示|部署|负责|分管|为|[，。；、（])"
    r"|(?P<c>习近平)(?!新时代中国特色社会主义思想|法治思想|文化思想|生态文明思想|经济思想|外交思想|强军思想)"
)
_NOT_PERSON: Final = re.compile(
    r"^(?:石头|严格|万名|马上|金融|江河|石油|高度|余下|武装|龙头|钱款|许多|曾经|任何|程序|范围|何时)"
)
_LEVEL: Final = re.compile(r"全(?P<level>国|省|市|县|区|旗|州|镇|乡|街道)(?![场域块民])")
_LEVEL_OF: Final = {"town": "镇乡街道", "county": "县区旗", "city": "市州", "province": "省"}
_SELF: Final = re.compile(
    r"(?<![\u4e00-\u9fff]自)我(?P<word>镇|乡|街道|县|区|市|省|旗|州|局|办|委|厅|院|中心|大队|支队|队|所|站|署|处|部)(?!们)"
)
_ORGAN: Final = re.compile(
    r"(?<![我本全各该上级城])(?P<level>省|市|县|区|旗|州)"
    r"(?P<organ>委(?![员托任派会])|政府(?!信|门户网|采|网|工|部|性|购)|政务公开办|纪委|监委|人大|政协|法院|检察院|融媒体中心|档案馆|"
    r"(?:司法|财政|审计|教育|公安|民政|人社|人力资源|自然资源|农业农村|住建|水利|卫健|应急管理|市场监管|生态环境|交通运输?|文旅|统计|医保|信访|"
    r"行政审批|政务服务|大数据|发改|发展和改革|税务)[^，。；、]{0,6}?(?:局|委|办|中心|部门))"
)


_SUPERIOR_DID: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<level>省|市|县|区|旗|州)(?:委、?)?(?:[省市县区旗州]?政府|委)(?:全年|共|累计|本年度?)*"
    r"(?:主动公开|公开|发布|新收|收到|受理|办结|答复|制发|制定|印发|举办|组织|开展|作出|召开)"
)
"""县政府主动公开 … in the report of a town or department."""


def _failure(view: View, kind: str, found: "re.Match[str]", what: str) -> GateFailure:
    return view.failure(kind, f"“{found[0]}”是{what}，数据、表述和素材里都没有，请删去。", *found.span())


_HELD: Final = re.compile(r"(?:召开|举行|列席|组织召开)(?:了|过)?(?P<what>[^，。；、]{0,14}会)(?![公员同计场商议])")


def meetings_named(view: View) -> Iterator[GateFailure]:
    for found in view.find(_HELD):
        if found["what"][-4:] not in view.licence.names and not _MEETING.search(found[0]):
            yield _failure(view, "meeting", found, "会议")
    for found in view.find(_MEETING):
        if not view.licence.holds(found[0]):
            yield _failure(view, "meeting", found, "会议")


def awards_named(view: View) -> Iterator[GateFailure]:
    planned = view.passage == "improvements"
    for found in view.find(_AWARD):
        after = view.text[found.end() : found.end() + 2]
        if found[0].endswith(("评为", "评定为", "列为")) and len(after) == 2 and after in view.licence.spoken:
            continue
        if view.licence.holds(found[0]) or (planned and found[0] in _AWARD_FREE):
            continue
        yield _failure(view, "award", found, "荣誉、评价或成效")


def platforms_named(view: View) -> Iterator[GateFailure]:
    for found in view.find(_APP):
        bare = found[0].strip("“”")
        if not view.licence.holds(bare) and not view.licence.holds(bare.removesuffix("公众号") or bare):
            yield _failure(view, "platform", found, "具体的平台或渠道")
    for found in view.find(_NAMED):
        if not view.licence.holds(found["name"]):
            yield _failure(view, "platform", found, "具体的名称")

    for found in view.find(_QUOTED_WAY):
        if not view.licence.holds(found["name"]) and not _NO_WAY.match(found["name"]):
            yield _failure(view, "platform", found, "具体的平台或渠道")


_QUOTED_WAY: Final = re.compile(
    r"(?:依托|通过|利用|借助|运用|使用|登录|用好)[^，。；“”]{0,20}(?:“[^“”，。；]{2,12}”[、和及与])*“(?P<name>[^“”，。；]{2,12})”"
    r"(?=发布|公开|推送|，|。|、|和|及|与|等|平台|向|为)(?![^，。；]{0,3}(?:方式|模式|形式|机制|制度|原则|理念|结合|途径|办法|手段|措施|要求|工作法))"
)
"""通过“皖事通”公开: a quoted name where a channel belongs."""
_NO_WAY: Final = re.compile(r"[一二三四五六七八九双\d]|互联网|线上|.*\+")


def places_named(view: View) -> Iterator[GateFailure]:
    names = view.licence.names
    for found in view.find(_PLACE):
        lead = len(found["name"]) - len(_LEADING.sub("", found["name"]))
        lead += len(_VERB_BEFORE.match(found["name"][lead:])[0])  # type: ignore[index]
        name = found["name"][lead:] + found["kind"]
        if len(name) < 3 or _GENERIC_PLACE.search(found["name"]) or name in names:
            continue
        if any(name.endswith(f"{tail}{found['kind']}") for tail in ("各", "我", "本", "全", "乡")):
            continue
        if view.licence.ends_in_name(name):
            continue
        message = f"“{name}”是地名或其他单位，数据、表述和素材里都没有，请删去。"
        yield view.failure("place", message, found.start() + lead, found.end())
    for found in view.find(_other_places()):
        if found[0] not in names:
            message = f"“{found[0]}”是其他地方的名称，数据、表述和素材里都没有，请删去。"
            yield view.failure("place", message, *found.span())
    for sister in view.report.unit.sisters:
        at = view.text.find(sister)
        if sister and at >= 0 and sister not in view.licence.spoken and sister != view.report.unit.name:
            yield view.failure("place", f"“{sister}”是其他单位，请删去或改为本单位。", at, at + len(sister))


_compiled: dict[int, tuple[object, "re.Pattern[str]"]] = {}


def _other_places() -> "re.Pattern[str]":
    """Provinces and cities by full name, or by short name before 省, 市 …; compiled once for a list."""
    listed = places()
    known = _compiled.get(id(listed))
    if known is None or known[0] is not listed:
        full = {re.escape(place.name) for place in listed}
        short = {re.escape(re.sub(r"(?:省|市|自治区|自治州|地区|盟|州)$", "", place.name)) for place in listed}
        words = [*full, *(f"{name}(?=[省市区县州])" for name in short - full if len(name) > 1)]
        pattern = re.compile("|".join(sorted(words, key=len, reverse=True)) or r"(?!)")
        _compiled.clear()
        known = _compiled[id(listed)] = (listed, pattern)
    return known[1]


def persons_named(view: View) -> Iterator[GateFailure]:
    for found in view.find(_PERSON):
        name = found["a"] or found["b"] or found["c"]
        if not _NOT_PERSON.match(name) and not view.licence.holds(name):
            yield _failure(view, "person", found, "人名")


def levels_match(view: View) -> Iterator[GateFailure]:
    """全省, 全市 in a town's report; 我局 in a town's report; organs that the profile does not name."""
    unit = view.licence.unit
    own = _LEVEL_OF.get(unit.level or "", "")
    for found in view.find(_LEVEL):
        if found["level"] not in own and not view.licence.holds(found[0]):
            yield view.failure(
                "level",
                f"“{found[0]}”不是本单位的层级，本报告只写本单位的情况，请删去或改为“{unit.short}”。",
                *found.span(),
            )
    for found in view.find(_SELF):
        if unit.kind in ("office", "department") and found["word"] in own and not _counts_in(view, found.start()):
            continue  # 我县政府信息公开工作: a county's body speaks of its county
        if unit.short and unit.short != "本机关" and found[0] != unit.short and not view.licence.holds(found[0]):
            yield view.failure("level", f"“{found[0]}”与本单位不符，应为“{unit.short}”。", *found.span())
    for found in view.find(_SUPERIOR_DID):
        if not _own_level(view, found["level"]) and found[0] not in view.licence.spoken:
            yield _failure(view, "level", found, "其他机关做的事")
    for found in view.find(_ORGAN):
        if not view.licence.holds(found["level"] + found["organ"]) and not _own_level(view, found["level"]):
            yield _failure(view, "level", found, "其他机关的名称")


def _counts_in(view: View, at: int) -> bool:
    """Whether the clause gives a number."""
    clause = view.clause_at(at)
    return any(clause.start <= s.shown_start < clause.end and s.address != "year" for s in view.slots)


def _own_level(view: View, level: str) -> bool:
    """县政府 in the report of a county's own body."""
    return f"{level}人民政府" in (view.report.unit.name or "") or f"{level}政府" in (view.report.unit.name or "")
