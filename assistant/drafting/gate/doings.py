"""Doings that name what was set up, bought, issued or whom one asked: only where a note or statement has it."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.view import Span, View, naming_pairs, word_pairs
from schemas.drafts import GateFailure

_ENGAGED: Final = re.compile(
    r"(?:邀请|聘请|聘任|抽调|选派|委派|特邀)(?:了|过)?(?P<what>[^，。；、]{2,14})|委托(?:了)?(?P<whom>[^，。；、]{2,10})"
)
_SET_UP: Final = re.compile(
    r"(?:成立|组建|设立|新设|增设)(?:了|过)?(?P<what>[^，。；、]{0,24}(?:工作组|专班|委员会|工作室|办公室|机构|队伍|科室|岗位|服务点|窗口))"
)
_ACQUIRED: Final = re.compile(
    r"(?:引入|引进|开发|研发|建成|上线|启用|部署|接入|购买|采购|购置|新建|打造|新增|增设|增配)(?:了|并)?"
    r"(?P<what>[^，。；、]{0,16}(?:系统|平台|软件|设备|终端|一体机|电脑|小程序|数据库|模块|大屏|触摸屏|专栏|专区|账号))"
)
_OUTREACH: Final = re.compile(
    r"(?:发放|散发|张贴|印制|印发|分发|派发|悬挂)(?:了)?(?P<what>[^，。；、《》]{0,10}(?:资料|手册|传单|明白纸|宣传册|宣传单|折页|海报|横幅|展板|问卷))|"
    r"(?P<where>入户|上门|走村入户|进村入户|进社区|进企业|走访)(?:宣讲|宣传|讲解|走访|调研|服务|了解)?"
)
_ISSUED: Final = re.compile(
    r"(?:印发|下发|出台|制定|修订|编制|编印|制发|修改)(?:了|并)?[^，。；《》]{0,6}(?P<what>《[^《》\n]{2,60}》)"
)
_PROPOSALS: Final = re.compile(
    r"(?:办理|承办|答复|办结|公开)(?:了|好)?[^，。；]{0,8}(?P<what>(?:人大代表|政协委员|代表|委员|政协)[^，。；]{0,6}(?:建议|提案|议案))"
)
_PLANNED: Final = re.compile(r"(?:不|未|没有|拟|计划|禁止|严禁|防止|避免|无需)[^，。；]{0,6}$")
_COMMON: Final = word_pairs("领导小组，系统，平台，人员，专业，工作，进行，开展，相关，有关，政务公")


def doings_named(view: View) -> Iterator[GateFailure]:
    for pattern, what in (
        (_ENGAGED, "请了什么人"),
        (_SET_UP, "新设的机构或岗位"),
        (_ACQUIRED, "新建或购置的系统、设备"),
        (_PROPOSALS, "办理建议、提案"),
        (_OUTREACH, "宣传走访"),
    ):
        for found in view.find(pattern):
            if view.in_name(*found.span()):
                continue
            named = next(name for name in found.groups() if name)
            if pattern is _ACQUIRED and _counted(view, found):
                continue  # 建成政务公开专区1个: the form's own number
            if not _held(view, named) and not _PLANNED.search(view.clause_at(found.start()).text[: _into(view, found)]):
                yield view.failure("event", f"“{found[0]}”说的是{what}，素材里没有，请删去。", *found.span())
    for found in view.find(_ISSUED):
        if found["what"][1:-1] not in view.licence.spoken:
            message = f"“{found[0]}”说的是印发文件，素材里没有，请删去。"
            yield view.failure("event", message, *found.span())


def _counted(view: View, found: "re.Match[str]") -> bool:
    clause = view.clause_at(found.start())
    inside = [s.address for s in view.slots if found.start() <= s.shown_start <= clause.end]
    return any(address.startswith("activity.") for address in inside)


def _into(view: View, found: "re.Match[str]") -> int:
    return found.start() - view.clause_at(found.start()).start


def _held(view: View, named: str) -> bool:
    """Half of what is named stands in the clerk's words or in the unit's names."""
    core = re.sub(r"【[^】]*】|[\d“”]", "", named)
    pairs = word_pairs(core) - _COMMON
    if not pairs:
        return core in view.licence.names
    return any(2 * len(pairs & word_pairs(line)) >= len(pairs) for line in view.licence.names.split("\n"))


def measures_held(view: View) -> Iterator[GateFailure]:
    """In 改进情况 each clause that does something is the note's; in 问题 nothing is planned."""
    if view.passage == "problems":
        spoken = view.licence.spoken
        for found in view.find(_INCIDENT):
            if found[0] not in spoken:
                message = f"“{found[0]}”素材里没有，请删去，只写素材列出的问题。"
                yield view.failure("invented", message, *found.span())
        for found in view.find(
            re.compile(
                r"(?:下一步|今后|接下来|下步)[，,]?(?:我[局镇乡办委厅县市区省]|我街道)?(?:将|要)?(?P<what>[^。；]{2,30})"
            )
        ):
            if not word_pairs(found["what"]) & word_pairs(spoken):
                continue
            yield view.failure("invented", f"“{found[0]}”是措施，“存在的主要问题”里只写问题，请删去。", *found.span())
        return
    if view.passage != "improvements" or not view.licence.notes_of("improvements"):
        return
    notes = "\n".join(view.licence.notes_of("improvements", "problems"))
    known = word_pairs(notes)
    for found in view.find(_EVERY):
        if not re.search(rf"[每按逐隔][\u4e00-\u9fff]?{found['unit']}", notes):
            message = f"“{found[0]}”：多久一次，素材里没有，请按素材写。"
            yield view.failure("invented", message, *found.span())
    for sentence in view.sentences:
        yield from _solved_before(view, sentence)
    for clause in view.clauses:
        if _FREE_CLAUSE.search(clause.text) or view.in_placeholder(clause.start):
            continue
        if _CONCRETE.search(clause.text) is None:
            continue
        pairs = naming_pairs(clause.text) - _COMMON
        if len(pairs) > 1 and len(pairs & known) < 2 and 4 * len(pairs & known) < len(pairs):
            message = f"“{clause.text}”这项措施素材里没有，请删去，只写素材列出的措施。"
            yield view.failure("invented", message, clause.start, clause.end)


_EVERY: Final = re.compile(r"(?:每|按|逐)(?P<unit>[日天周月季年])(?!度计划|龄|代)")
_INCIDENT: Final = re.compile(r"投诉|信访|上访|舆情|事故|超期|逾期|泄密|败诉|被(?:通报|批评|曝光|约谈|纠正)|差评|质疑")
_FREE_CLAUSE: Final = re.compile(
    r"针对|对于|围绕|聚焦|解决|问题|不足|短板|^(?:让|使|以|为|从而|进而|确保|保障|切实|有效|不断|持续|着力|进一步)"
)
_CONCRETE: Final = re.compile(
    r"组织|举办|召开|开展|邀请|聘请|赴|新建|建成|建设|成立|设立|增设|新增|购置|配备|开发|上线|启用|印发|出台|制定|编印|修订|实行|推行|建立|"
    r"引入|安排|选派|招聘|开通|约谈|通报|考察|引进|招录|选聘|改为|改成"
)
_SOLVED: Final = re.compile(
    r"(?:上年|去年|上一年|往年)(?:度)?(?:指出|反映|存在|提出|查摆|报告)?(?:的|中)?(?P<what>[^，。；]{2,40}?)(?:的)?(?:问题|不足|短板)?[，]?"
    r"(?:已|均|都|全部|基本|得到|整改)"
)


def _solved_before(view: View, sentence: Span) -> Iterator[GateFailure]:
    """上年指出的 X 问题已整改: X is what a note says was put right."""
    for found in _SOLVED.finditer(sentence.text):
        notes = [n for n in view.licence.notes_of("improvements") if re.search(r"上年|去年|上一年|往年", n)]
        pairs = word_pairs(found["what"]) - word_pairs("问题不足存在短板整改上年去年")
        if pairs and not any(2 * len(pairs & word_pairs(note)) >= len(pairs) for note in notes):
            start = sentence.start + found.start()
            message = f"“{found[0]}”：上年的这个问题怎样整改，素材里没有，请删去。"
            yield view.failure("invented", message, start, sentence.start + found.end())
