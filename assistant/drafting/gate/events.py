"""Results and events that only a statement, a number or a note may assert: 考核, 评议, 追责, 按期, 培训 …"""

import re
from collections.abc import Iterator
from typing import Final

from assistant.drafting.gate.lists_in_turn import addresses_named
from assistant.drafting.gate.view import Span, View, word_pairs
from schemas.drafts import GateFailure
from schemas.report import Statement

_DENIES: Final = re.compile(r"未(?!来|必)|没有|无(?!法)|不存在|零|免于")
_SYSTEM: Final = r"(?:制度|机制|办法|指标|体系|标准|细则|要求|规定|方案)"
_TOPICS: Final = (
    # statement, what speaks of it, what speaks of it in general only
    (
        "appraisal",
        "工作考核",
        re.compile(r"考核|考评|绩效评价"),
        re.compile(
            rf"(?:考核|考评|绩效评价)[、和与及社会评议责任追究工作等]{{0,16}}{_SYSTEM}|"
            r"(?:严格|加强|强化|完善|健全|改进|配合|做好|接受|落实|发挥)[^，。；]{0,12}(?:考核|考评)(?!结果|等次|优|良|合格|中|为|得)"
        ),
    ),
    (
        "evaluation",
        "社会评议",
        re.compile(r"社会评议|评议(?=结果|活动|工作|情况|中|未|没有|均|全部|发现|显示)|满意度|满意率|测评"),
        re.compile(
            rf"评议[、和与及责任追究]{{0,8}}{_SYSTEM}|(?:接受|欢迎|重视|加强|完善|健全|做好)[^，。；]{{0,12}}(?:社会)?评议(?!结果)|"
            r"(?:提升|提高|增强|不断|改善)[^，。；]{0,12}满意度"
        ),
    ),
    (
        "accountability",
        "责任追究",
        re.compile(
            r"责任追究|追究[^，。；]{0,10}责任|追责|问责|被追究|责任人员?(?:[^，。；]{0,4}(?:给予|进行|作出|予以))|处分|约谈|诫勉|批评教育|通报批评"
        ),
        re.compile(
            rf"(?:责任追究|追责|问责){_SYSTEM}|(?:严格|依法|依规|严肃|加强|强化|完善|健全|落实|予以)[^，。；]{{0,12}}(?:追究|追责|问责)"
        ),
    ),
)
_RESULT: Final = re.compile(
    r"不合格|不达标|较差|优秀|优等|良好|合格|达标|第[一二三四五六七八九十\d]+|先进|满意[率度]?(?:较高|很高|高|达|为|提升|提高)|前列|表彰|一等|二等|三等|处分|约谈|诫勉|警告|记过|免职|通报批评|批评教育|移送|\d"
)
_ALL_OF_THEM: Final = (
    (re.compile(r"(?:全部|均|都|全数)(?:已)?(?:予以?|同意|依法)公开"), "table3.granted.total", "table3.total.total"),
    (re.compile(r"(?:全部|均|都)(?:依法)?不予公开"), "table3.deny.total", "table3.total.total"),
    (re.compile(r"(?:全部|均已?|都已?)(?:办结|办理完毕|答复完毕)"), "table3.total.total", "table3.received.total"),
)
_ABOUT_APPLICATIONS: Final = re.compile(
    r"申请(?:人)?(?:内容|事项)?[^，。；]{0,8}(?:主要|大多|大都|多|集中)(?:涉及|集中|围绕|反映|来自|为|是|在)|(?:主要|大多)(?:涉及|集中在|反映)"
)
_DENIED_EVENT: Final = re.compile(
    r"(?:未|没有|并未|从未)(?:发生|出现|发现|产生)(?:过|任何)?(?P<what>[^，。；]{0,24})|(?P<nil>[^，。；]{0,10}零(?:发生|事故|投诉|举报|舆情|失误|泄密|差错))|"
    r"无(?P<none>故障|差错|事故|投诉|举报|舆情|泄密|失泄密|违规)"
)
_DENIED_KNOWN: Final = re.compile(
    r"复议|诉讼|起诉|案件|申请|结转|责任|追究|追责|问责|回应|解读|培训|专区|超期|逾期|超时|规章|规范性文件|收费|费用|处理费|评议|考核|许可|处罚|强制"
)
_PASSED: Final = re.compile(
    r"(?:接受|迎接|顺利通过|通过)(?:了)?[^，。；、]{0,12}(?<!监督)(?:检查|验收|测评|评估|督查|巡察|审计)(?!制度|机制|等)"
)
_ON_TIME: Final = re.compile(
    r"(?:均|全部|都|悉数|一律|全都|逐一)[^，。；]{0,14}(?:按期|按时|如期|及时|期限内|时限内|时间内|到期前)[^，。；]{0,8}(?:答复|办结|办理|回复|处理|完成)?|"
    r"(?:按期|按时|如期|及时)(?:答复|办结|办理|回复)(?:率|完毕|完成|了)|(?:答复|办结|办理)(?:及时)?率|"
    r"(?:按期|按时|如期|期限内|时限内)(?:已)?(?:全部|均|都)[^，。；]{0,6}(?:答复|办结|办理|回复)|"
    r"(?:未|没有|无(?!正当)|未出现|未发生)[^，。；]{0,8}(?:超期|逾期|超时)|(?:答复|办结|办理)[^，。；]{0,6}(?:全部|均|都)(?:按期|按时)"
)
_DUTY: Final = re.compile(r"确保|保证|力求|要求|坚持|做到|应当|必须|严格|规定|力争|督促|推动|规范|按照|下一步|将")
_TRAINING: Final = re.compile(
    r"(?:举办|组织|开展|召开|参加|进行|举行|安排|完成|参与|选派|邀请)(?:了|过)?[^，。；、]{0,16}培训|培训[^，。；、]{0,4}(?:班|场|期|人次|覆盖)|"
    r"(?:集中|专题|业务|岗前|跟班)(?:学习)?培训(?:了|后|中)"
)
_DOINGS: Final = re.compile(
    r"(?:举办|组织|开展|举行|召开|参加|举行|启动|承办|迎接|接受)(?:了|过)?[^，。；、]{0,16}"
    r"(?:学习考察|考察|参观|学习交流|谈话|活动|开放日|宣传日|宣传月|宣传周|主题日|竞赛|比赛|演练|观摩|座谈|听证|评比|直播|访谈|调研|专项(?:检查|行动|整治|督查)|巡察|审计)"
)
_HAPPENED: Final = re.compile(
    r"(?:发生|出现|引发)(?:了|过)?[^，。；、]{0,10}(?:事件|事故|舆情|泄密|失密)|(?:成立|设立|组建|建成|开通|升级|改版|聘请|印发|出台|制定)(?:了)|新建(?!立)|购置|投入使用|正式上线|改版升级"
)


def _failure(view: View, span: "re.Match[str] | Span", start: int, message: str) -> GateFailure:
    length = len(span[0]) if isinstance(span, re.Match) else len(span.text)
    return view.failure("event", message, start, start + length)


def statements_hold(view: View) -> Iterator[GateFailure]:
    for clause in view.clauses:
        if view.in_placeholder(clause.start):
            continue
        if view.text.startswith("：", clause.end):
            clause = Span(
                view.text[clause.start : view.clause_at(clause.end + 1).end],
                clause.start,
                view.clause_at(clause.end + 1).end,
            )
        for topic, name, speaks, general in _TOPICS:
            found = speaks.search(clause.text)
            if found is None or view.in_placeholder(clause.start + found.start()) or general.search(clause.text):
                continue
            given: Statement = getattr(view.licence.statements, topic)
            message = _against(view, clause, given, name, found)
            if message:
                yield view.failure("event", message, clause.start, clause.end)


def _against(view: View, clause: Span, given: Statement, name: str, found: "re.Match[str]") -> str:
    """Why a clause on a topic may not stand; empty where a statement or note holds it."""
    if _asks(view, clause):
        return ""
    if given.state is None and not given.text.strip():
        if found[0] in "\n".join(view.licence.notes):
            return ""
        return f"“{clause.text}”说的是{name}情况，还没有人填报，请写【待补：{name}结果】。"
    denied = bool(_DENIES.search(clause.text))
    if given.state == "yes" and denied and not _says_no(clause.text, given.text):
        return f"“{clause.text}”与填报不符：填报的是有{name}的情形。"
    for result in _RESULT.finditer(clause.text):
        if not denied and result[0] not in view.licence.spoken:
            return f"“{result[0]}”是{name}的结果，填报中没有写，请删去。"
    if given.text.strip() and _shares(clause.text, given.text):
        return ""
    if given.state == "none" and not denied:
        return f"“{clause.text}”与填报不符：填报的是没有{name}的情形。"
    return ""


def _says_no(text: str, given: str) -> bool:
    """Whether the clerk's own statement holds the denial, too (未发现违规公开问题)."""
    return any(text[no.start() : no.start() + 3] in given for no in _DENIES.finditer(text))


def _asks(view: View, clause: Span) -> bool:
    """工作考核方面，【待补：…】: a lead-in to a placeholder, or one in the clause itself."""
    sentence = view.sentence_at(clause.start)
    return (
        "【待补" in clause.text
        or (clause.text.endswith(("方面", "结果")) and "【待补" in sentence.text)
        or (clause.text.endswith(("方面", "情况")) and sentence.end > clause.end)
    )


def _shares(text: str, other: str) -> bool:
    return (
        any(text[i : i + 4] in other for i in range(max(1, len(text) - 3)))
        or text in other
        or other.strip("。") in text
    )


def on_time_stated(view: View) -> Iterator[GateFailure]:
    given = view.licence.statements.on_time
    for found in view.find(_ON_TIME):
        clause = view.clause_at(found.start())
        if _DUTY.search(view.text[clause.start : found.start()]) or found[0] in view.licence.spoken:
            continue
        if view.passage in ("problems", "improvements") and _shares(found[0], "\n".join(view.licence.notes)):
            continue
        if given.state == "yes" or (given.text.strip() and _shares(found[0], given.text)):
            continue
        message = (
            f"“{found[0]}”与填报不符：填报的是未能全部按期答复。"
            if given.state == "none"
            else f"“{found[0]}”说的是答复是否按期，还没有人填报，请写【待补：答复是否均在法定期限内】。"
        )
        yield _failure(view, found, found.start(), message)


def doings_known(view: View) -> Iterator[GateFailure]:
    """Trainings need their number or a note, other doings need a note."""
    trained = bool(view.book.get("activity.trainings") and view.report.activity.trainings)
    spoken = view.licence.spoken
    for found in view.find(_TRAINING):
        clause = view.clause_at(found.start())
        counted = any(
            s.address == "activity.trainings" and clause.start <= s.shown_start < clause.end for s in view.slots
        )
        if counted or "【待补" in clause.text:
            continue
        if trained or "培训" in spoken or _DENIES.search(clause.text):
            continue
        if view.passage != "improvements" and _DUTY.search(view.text[clause.start : found.start()]):
            continue
        yield _failure(view, found, found.start(), f"“{found[0]}”：数据、素材里没有培训，请删去。")
    for found in view.find(_DOINGS):
        if found[0][-2:] not in spoken or not _same_doing(found[0], spoken):
            yield _failure(view, found, found.start(), f"“{found[0]}”是具体的活动，素材里没有，请删去。")
    for found in view.find(_PASSED):
        if found[0][-2:] not in spoken:
            yield _failure(view, found, found.start(), f"“{found[0]}”是具体的检查或评估，素材里没有，请删去。")
    for found in view.find(_HAPPENED):
        if view.in_name(*found.span()):
            continue
        if not _shares(view.clause_at(found.start()).text, spoken) and not _DENIES.search(
            view.text[view.clause_at(found.start()).start : found.start()]
        ):
            yield _failure(view, found, found.start(), f"“{found[0]}”说的是具体发生的事，素材里没有，请删去。")


def _same_doing(said: str, spoken: str) -> bool:
    """Half of the words of what was held or organised stand in the clerk's words."""
    pairs = word_pairs(_VERB.sub("", said)) - {"活动"}
    return 2 * len(pairs & word_pairs(spoken)) >= len(pairs)


_VERB: Final = re.compile(r"^(?:举办|组织|开展|举行|召开|参加|启动|承办|迎接|接受)(?:了|过)?")


def all_of_them(view: View) -> Iterator[GateFailure]:
    """全部予以公开, 均已办结: said of all, borne out only where the numbers are the same."""
    if view.passage != "overview.requests":
        return
    for pattern, part, whole in _ALL_OF_THEM:
        for found in view.find(pattern):
            lead = view.text[view.sentence_at(found.start()).start : found.start()]
            of_old_ones_only = "结转" in lead and not re.search(r"新收|收到|受理|接收", lead)
            if of_old_ones_only or found[0] in view.licence.spoken:
                continue
            one, two = view.book.get(part), view.book.get(whole)
            if one is not None and two is not None and one.value != two.value:
                message = f"“{found[0]}”与数据不符：{one.label}为{one.text}，{two.label}为{two.text}。"
                yield _failure(view, found, found.start(), message)


def denials_known(view: View) -> Iterator[GateFailure]:
    """未发生, 未出现 … of what no number, statement or note speaks of; what applications were about."""
    for found in view.find(_DENIED_EVENT):
        clause = view.clause_at(found.start())
        if (found["what"] or "").endswith("变化"):
            continue  # trends.py judges 未发生变化
        rows = addresses_named(view, found["what"] or "")
        if rows and all((fact := view.book.get(row)) and fact.value == 0 for row in rows):
            continue
        about = clause.text if "相关" not in clause.text else view.sentence_at(found.start()).text
        if _DENIED_KNOWN.search(about) or _shares(found[0], view.licence.spoken):
            continue
        yield _failure(view, found, found.start(), f"“{found[0]}”没有填报或素材支持，请删去。")
    if view.passage == "overview.requests":
        for found in view.find(_ABOUT_APPLICATIONS):
            if not _shares(view.clause_at(found.start()).text, view.licence.spoken) and not _named_result(view, found):
                yield _failure(view, found, found.start(), f"“{found[0]}”说的申请内容，素材里没有，请删去。")


def _named_result(view: View, found: "re.Match[str]") -> bool:
    """无法提供的申请主要是本机关不掌握相关信息，有 N 件: a row of the form with its number, no topic."""
    sentence = view.sentence_at(found.start())
    following = next((s for s in view.slots if found.end() <= s.shown_start < sentence.end), None)
    return following is not None and re.match(r"table3\.(?:deny|na|np|ot)_", following.address) is not None
