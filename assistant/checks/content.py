"""C: what a report has to say, and whether it says it."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.last_sections import concrete_measures, fees_reported, last_year_mended, only_none
from assistant.checks.praise import praise
from assistant.checks.rule import Basis, Hit, NotAssessableError, rule
from schemas.findings import Severity

_LOCAL: Final = Basis("local", "地方编制通知对总体情况的要求")
_PRACTICE: Final = Basis("practice", "已公开年报的通行写法")
_FUTURE: Final = re.compile(
    r"下一步|今后|将(?!近|其|政|公|有关|相关)"
    r"(?![^，。；]{1,24}(?:纳入|列入|作为|列为|融入|贯穿|结合|摆在|放在))|拟(?!公开|定|制)|计划"
)

# ---- C01 ----------------------------------------------------------------------------------------------
_STATED: Final[dict[str, re.Pattern[str]]] = {
    "工作考核结果": re.compile(
        r"考核|考评|绩效评[估价]|目标管理|(?:季度|年度|半年|[县区市省]级?|上级|政务公开|日常)[^，。；]{0,8}"
        r"(?:测评|评估|评比)|得分|排名|位列|名列|位居"
    ),
    "社会评议结果": re.compile(
        r"评议|满意度|满意率|民意测评|群众(?:评价|测评)|社会评价|公众评价|第三方(?:评估|测评)|问卷"
    ),
    "责任追究结果": re.compile(r"追究|追责|问责|责任事[故件]|处分|党纪政纪"),
}
_SYSTEM_ONLY: Final = re.compile(
    r"(?:建立|健全|完善|落实|执行|制定|严格|强化|明确|实行|构建)[^，。；]{0,40}(?:制度|机制|体系|办法)"
)
_RESULT: Final = re.compile(
    r"结果|得分|\d|优秀|良好|合格|等次|等级|名列|位居|排名|第[一二三四五六七八九十]|未|没有|无|不存在|"
    r"零|开展了|组织|进行了?|次|满意|通过|通报|纳入|情形|情况|收到|接受|认可|达到|完成"
)


@rule(
    "C01",
    "工作考核、社会评议、责任追究结果",
    "error",
    Basis(
        "law",
        "《中华人民共和国政府信息公开条例》第五十条第（四）项：各级人民政府的年度报告还应当包括工作考核、"
        "社会评议和责任追究结果情况",
    ),
    needs=("prose", "unit"),
    good="年度考核等次为良好；社会评议满意率98%；本年度未发生责任追究情形。",
    bad="监督保障只写“强化监督，明确责任”。",
    other_severities=("warning", "info"),
)
def supervision_results(context: Context) -> Iterator[Hit]:
    places = [p for p in context.paragraphs if p.passage not in ("intro", "improvements")]
    places += [p for p in context.paragraphs if p.passage == "improvements"]
    missing: list[str] = []
    systems: list[str] = []
    for name, pattern in _STATED.items():
        found = [s.text for p in places if pattern.search(p.text) for s in p.sentences if pattern.search(s.text)]
        found = [text for text in found if not _FUTURE.search(text)]
        if not found:
            missing.append(name)
        elif all(_SYSTEM_ONLY.search(text) and not _RESULT.search(_SYSTEM_ONLY.sub("", text)) for text in found):
            systems.append(name)
    severity = _severity_for(context)
    must = "条例第五十条规定" if _is_government(context) else "建议"
    if missing:
        yield Hit(
            "overview.supervision",
            f"没有写{'、'.join(missing)}。{must}逐项写明，没有发生的也要写明（如“未发生责任追究情形”）。",
            severity=severity,
        )
    elif systems:
        yield Hit(
            "overview.supervision",
            f"{'、'.join(systems)}只写了制度，没有写结果。请写明本年的结果，没有发生的也要写明。",
            severity="info" if severity == "info" else "warning",
        )


def _severity_for(context: Context) -> Severity | None:
    kind = context.unit.kind
    if not context.knows_unit:
        return "info"
    if _is_government(context):
        return None
    return "warning" if kind in ("subdistrict", "government") else "info"


def _is_government(context: Context) -> bool:
    """开发区管理委员会 is sent out by a government, as 街道办事处 is, and is none itself."""
    name = context.report.unit.name or ""
    delegated = re.search(r"管(?:理)?委(?:员)?会$", name.strip()) is not None
    return context.unit.kind in ("government", "town") and not delegated


# ---- 一 -----------------------------------------------------------------------------------------------
_NORMATIVE: Final = re.compile(r"规范性文件")
_MADE: Final = re.compile(r"制发|制定|印发|出台|新增|发布|起草|公布")
_REPEALED: Final = re.compile(r"废止|失效|清理|修改")
_VALID: Final = re.compile(r"现行有效|有效|保留|现存|现有|存量|继续[执施]行")


@rule(
    "C04",
    "没有写规范性文件的制发、废止和现行有效数",
    "warning",
    _LOCAL,
    needs=("prose",),
    good="本年度制发行政规范性文件1件，废止0件，现行有效6件。",
    bad="“政府信息管理”一段没有提到规范性文件。",
)
def normative_documents(context: Context) -> Iterator[Hit]:
    if not context.section_one:
        raise NotAssessableError("总体情况的文字")
    told = [
        text[max(0, m.start() - 40) : m.end() + 60]
        for p in context.paragraphs
        if p.passage.startswith("overview")
        for text in (p.text,)
        for m in _NORMATIVE.finditer(text)
    ]
    around = "".join(told)
    if _VALID.search(around):
        return
    if not told:
        message = "“政府信息管理”没有写行政规范性文件的制发、废止和现行有效件数。建议写明，没有的写 0。"
    else:
        message = "提到了规范性文件，但没有写全制发、废止和现行有效件数。建议补齐，没有的写 0。"
    yield Hit("overview.management", message, related=("table2.normative.valid",))


_COUNTED: Final = re.compile(
    r"(?<![\d一二三四五六七八九十百千两])(?:\d[\d,，.]{0,14}|[一二三四五六七八九十百千两]{1,8})\s{0,3}(?:万|亿)?余?\s{0,3}(?:条|篇|件|期|份|次|个|项|则)"
)


_NO_ITEMS: Final = re.compile(
    r"行政许可|行政处罚|行政强制|作出|规章|规范性文件|解读|回应|留言|培训|活动|访谈|发布会|会议|收费|申请"
)


def _label(text: str, start: int) -> str:
    """What a number counts: the words right before it."""
    before = text[max(0, start - 20) : start]
    return re.split(r"[、，。；：（]", before)[-1]


@rule(
    "C05",
    "主动公开没有写数量",
    "warning",
    _LOCAL,
    needs=("prose",),
    good="全年主动公开政府信息79条，其中网站60条、公示栏19条；按内容分……",
    bad="主动公开各类政府信息，内容丰富。",
    other_severities=("info",),
)
def proactive_counts(context: Context) -> Iterator[Hit]:
    paragraphs = [*context.passage("overview.proactive")]
    if not context.section_one:
        raise NotAssessableError("总体情况的文字")
    pool = paragraphs or [p for p in context.paragraphs if p.passage.startswith("overview")]
    counts = [m for p in pool for m in _COUNTED.finditer(p.text) if not _NO_ITEMS.search(_label(p.text, m.start()))]
    place = paragraphs[0].address if paragraphs else "overview.proactive"
    if not counts:
        yield Hit(
            place,
            "没有写主动公开的数量。建议写明总数，以及分渠道（网站、新媒体、公示栏等）和分内容的数量。",
            excerpt=pool[0].text[:60] if pool else "",
        )
    elif len(counts) == 1:
        yield Hit(
            place,
            "只写了一个数量。建议再写分渠道（网站、新媒体、公示栏等）和分内容的数量。",
            severity="info",
        )


_PLATFORM_COUNT: Final = re.compile(
    r"(?<![\d一二三四五六七八九十两])(?:\d{1,12}|[一二三四五六七八九十两]{1,6})\s{0,3}(?:个|处|家|类|块|台|面|组|座)|(?:平台|专区|网站|公众号|栏目|"
    r"专栏|公示栏)(?:数量)?(?:为|共|共有|达)?\s*\d+"
)


@rule(
    "C06",
    "没有写平台或专区的数量",
    "info",
    _LOCAL,
    needs=("prose",),
    good="管理政府网站栏目1个、政务新媒体2个，设政务公开专区1个。",
    bad="积极利用各类平台公开信息。",
)
def platform_counts(context: Context) -> Iterator[Hit]:
    paragraphs = context.passage("overview.platform")
    if not paragraphs or any(_PLATFORM_COUNT.search(p.text) for p in paragraphs):
        return
    yield Hit(
        paragraphs[0].address, "没有写平台、政务新媒体或政务公开专区的数量。建议写明。", excerpt=paragraphs[0].text[:40]
    )


_TRAINING: Final = re.compile(
    r"培训[^，。；]{0,16}(?<![\d一二三四五六七八九十两])(?:\d{1,12}|[一二三四五六七八九十两]{1,6})\s{0,3}(?:余)?(?:次|期|场|人|课|轮|批|班|个)|"
    r"(?<![\d一二三四五六七八九十两])(?:\d{1,12}|[一二三四五六七八九十两]{1,6})\s{0,3}(?:余)?(?:次|期|场|轮|批)[^，。；]{0,16}培训|"
    r"(?:未|没有)[^，。；]{0,8}培训"
)


@rule(
    "C07",
    "没有写培训次数",
    "info",
    Basis("law", "《中华人民共和国政府信息公开条例》第四十八条：对工作人员定期进行培训"),
    needs=("prose",),
    good="全年组织政府信息公开业务培训2次。",
    bad="加强业务学习。",
)
def training_counts(context: Context) -> Iterator[Hit]:
    if not context.section_one:
        raise NotAssessableError("总体情况的文字")
    done = [p for p in context.paragraphs if p.passage not in ("problems", "improvements")]
    done += list(context.passage("problems"))
    if any("培训" in p.text and _TRAINING.search(p.text) for p in done):
        return
    yield Hit("overview.supervision", "没有写培训次数。建议写明本年组织或参加政府信息公开培训的次数。")


_RESULTS: Final = re.compile(
    r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|不存在|不属于本|补正|区分处理|自然人|法人|"
    r"企业|同意公开|不掌握|信访|重复申请|告知|驳回|主动撤回|撤回|公开\s*\d"
)
_ON_TIME: Final = re.compile(
    r"按期|按时|按规定|法定|期限|时限|及时|如期|限期|工作日|答复率|办结率|依法依规|均已|全部(?:答复|办结)|延期"
    r"|(?:无|未|没有|不存在|零)[^，。；]{0,8}(?:逾期|超期|超时)"
)
_OF_REQUESTS: Final = re.compile(r"(?<!被)申请(?!(?:行政)?复议|人不服)|依申请|上述|以上|受理|零报告|收到|接收")
_NONE: Final = re.compile(r"(?:未|没有|没|无|零|暂无)[^。；]{0,30}|(?<!\d)0\s*(?:件|条|次|宗|份)")


@rule(
    "C08",
    "依申请公开写得不全",
    "warning",
    _PRACTICE,
    needs=("table3", "prose"),
    good="全年收到申请3件，予以公开2件、部分公开1件，均按期答复。",
    bad="认真做好依申请公开工作。",
    other_severities=("info",),
)
def requests_told(context: Context) -> Iterator[Hit]:
    new, carried = context.count("table3.new.total"), context.count("table3.carried_in.total")
    if new is None:
        raise NotAssessableError("表三“一、本年新收”总计")
    if not context.section_one:
        raise NotAssessableError("总体情况的文字")
    paragraphs: list[Paragraph] = [*context.passage("overview.requests")]
    pool = paragraphs or [p for p in context.paragraphs if p.passage.startswith("overview")]
    text = "\n".join(p.text for p in pool)
    place = paragraphs[0].address if paragraphs else "overview.requests"
    received = new + (carried or 0)
    if any(j.verdict == "contradicted" and j.rule in ("N-01", "N-13") for j in context.judgements):
        return  # how many there were is told there
    if received == 0:
        if not any(_NONE.search(clause) for clause in re.split(r"[，。；]", text) if _OF_REQUESTS.search(clause)):
            yield Hit(
                place,
                "表三没有收到申请，文中也没有说明。建议写明“本年度未收到政府信息公开申请”。",
                related=("table3.new.total",),
                excerpt=text[:60],
            )
        return
    lacking = [] if _RESULTS.search(text) else ["办理结果的分类（予以公开、部分公开、不予公开等）"]
    lacking += [] if _ON_TIME.search(text) else ["是否按期答复"]
    if lacking:
        yield Hit(
            place,
            f"本年有申请 {received} 件，文中没有写{'和'.join(lacking)}。建议补充。",
            related=("table3.new.total",),
            excerpt=text[:60],
            severity=None if len(lacking) > 1 else "info",
        )


_ARTICLE_21: Final = re.compile(
    r"农业|农村|惠农|涉农|强农|农田|水利|土地|承包|宅基地|征收|征地|拆迁|筹资|筹劳|一事一议|救助|低保|"
    r"五保|特困|补贴|补助|乡村振兴|三农|三资"
)


@rule(
    "C09",
    "没有提到乡镇应公开的涉农和救助信息",
    "info",
    Basis(
        "law", "《中华人民共和国政府信息公开条例》第二十一条：乡（镇）人民政府还应当公开农业农村政策、社会救助等信息"
    ),
    needs=("prose", "unit"),
    good="公开惠农补贴、社会救助、宅基地审批等信息。",
    bad="只写了工作动态。",
)
def rural_topics(context: Context) -> Iterator[Hit]:
    if context.unit.kind != "town" or not context.section_one or _ARTICLE_21.search(context.section_one):
        return
    yield Hit(
        "overview.proactive",
        "没有提到条例第二十一条所列乡镇信息（农业农村政策、农村土地承包经营权流转、宅基地、征收、社会救助等）。"
        "有公开的，建议写明。",
    )


_CASES: Final = re.compile(r"复议|诉讼|败诉|纠错|纠正")
_REFLECTED: Final = re.compile(r"纠正|纠错|败诉|撤销|确认违法|责令|反思|复盘|整改|改进|剖析|举一反三")


@rule(
    "C13",
    "有被纠正的案件，文中没有说明",
    "info",
    _PRACTICE,
    needs=("table4", "prose"),
    good="被行政复议纠正1件，已组织复盘并规范答复文书。",
    bad="表四有结果纠正1件，文中没有提到。",
)
def corrected_cases(context: Context) -> Iterator[Hit]:
    cells = [f"table4.{group}.correct" for group in ("review", "direct", "after")]
    counted = [(cell, value) for cell in cells if (value := context.count(cell))]
    if not context.section_one:
        return
    if not counted:
        yield from _silent_on_cases(context)
        return
    told = [s.text for p in context.paragraphs if p.passage != "intro" for s in p.sentences]
    if any(_CASES.search(text) and _REFLECTED.search(text) for text in told):
        return
    total = sum(value for _, value in counted)
    yield Hit(
        "overview.requests",
        f"表四有“结果纠正” {total} 件，文中没有说明。建议写明被纠正的件数和改进做法（不写当事人和案情）。",
        related=tuple(cell for cell, _ in counted),
    )


def _silent_on_cases(context: Context) -> Iterator[Hit]:
    """表四 counts cases of which the prose says not a word."""
    cells = [f"table4.{group}.total" for group in ("review", "direct", "after")]
    total = sum(context.count(cell) or 0 for cell in cells)
    said = any(re.search(r"复议|诉讼|起诉|案件", p.text) for p in context.paragraphs if p.passage != "intro")
    if total and not said:
        yield Hit(
            "overview.requests",
            f"表四有行政复议、行政诉讼 {total} 件，文中没有提到。建议写明件数和结果（不写当事人和案情）。",
            related=tuple(cell for cell in cells if context.count(cell)),
        )


RULES: Final = (
    supervision_results,
    fees_reported,
    only_none,
    normative_documents,
    proactive_counts,
    platform_counts,
    training_counts,
    requests_told,
    rural_topics,
    last_year_mended,
    concrete_measures,
    praise,
    corrected_cases,
)
