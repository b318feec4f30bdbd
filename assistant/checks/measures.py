"""U07–U09: problems and the measures that answer them. Tolerant: one shared subject is an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.checks.context import Context, Paragraph
from assistant.checks.rule import Basis, Hit, rule
from assistant.checks.sentences import per_report
from assistant.tries import longest_of

_PRACTICE: Final = Basis("practice", "改进措施通常逐条对应存在的问题")
_THEME_WORDS: Final[dict[str, str]] = {
    "解读": "解读 图解 图文 可视化 通俗 看得懂",
    "时效": "及时 时效 滞后 更新 迟 拖延 延后 当日 工作日内 按时 常态化",
    "内容": "内容 广度 深度 不够全 不全面 全面性 精细 实用 不够丰富 丰富",
    "范围": "范围 边界 应公开 目录 清单 事项 标准化 规范化 界定 把握 尺度",
    "认识": "认识 意识 重视 思想 观念 主动性 积极性 责任心",
    "人员": ("人员 队伍 人手 力量 兼职 专职 专人 业务 培训 能力 水平 素质 学习 轮岗 流动 经办 专业"),
    "平台": (
        "平台 栏目 专栏 网站 新媒体 公众号 专区 版面 检索 查询 页面 渠道 载体 形式 "
        "方式 途径 单一 查阅 公示栏 公开栏 终端"
    ),
    "申请": "依申请 申请 答复 办理流程 文书 征求意见 补正 征询",
    "监督": ("监督 考核 检查 督查 督导 督促 通报 问责 责任 考评 抽查 巡检 巡查 台账 机制 制度 流程 落实 压实"),
    "审核": "审核 审查 把关 保密 隐私 脱敏 错别字 错敏 表述 差错 严谨 程序 校对",
    "互动": ("互动 回应 关切 留言 反馈 参与 意见征集 征集 听取 调研 诉求 需求 群众 访谈 满意"),
    "协同": ("协调 沟通 配合 协同 联动 部门之间 部门间 衔接 共享 报送 来文 上级 各科室 各站所 信息源 合力"),
    "宣传": "宣传 知晓 覆盖 推广 普及 老年 村民 知晓率",
    "文件": "规范性文件 清理 备案 有效性 动态调整 历史 归档 档案 管理",
    "村务": "村级 村务 基层 村(社区) 村（社区） 社区 站所 末端 延伸",
    "财政": "财政 资金 预算 决算 补贴 惠农 三资",
    "民生": "民生 救助 教育 医疗 就业 养老 社保 住房",
    "数据": "数据 统计 口径 数字 智能 信息化 技术 自动",
}
_THEMES: Final = {name: tuple(words.split()) for name, words in _THEME_WORDS.items()}
"""Subjects of problems and measures, each with the words that tell it."""
_TOLD_BY: Final = {
    word: frozenset(name for name, words in _THEMES.items() if word.startswith(words))
    for words in _THEMES.values()
    for word in words
}
"""A word with the subjects that it tells, those of the words that it begins with among them."""
_THEME_WORD: Final = re.compile(f"(?=({longest_of(_TOLD_BY)}))")
_STOP: Final = re.compile(
    r"政府信息公开|政务公开|信息公开|政府信息|公开|信息|政府|政务|工作|我[镇乡局区县市办委]|本机关|"
    r"存在|问题|不足|短板|差距|方面|还|有待|需要|需|进一步|"
    r"加强|提升|提高|不够|不|一定|部分|个别|仍|较|的|了|和|与|等|是|对|在|将|要|下一步|今后|我们|主要|"
    r"情况|开展|做好|推进|完善|优化|强化|加大|力度|针对"
)
_ITEM: Final = re.compile(
    r"(?:^|(?<=[。；：\n，]))\s{0,8}(?:(?:第?[一二三四五六七八九]是|首先|其次|再次|最后|第[一二三四五六七八九][，、])|"
    r"[（(]?[一二三四五六七八九\d]{1,2}[）)、.．](?:(?!\d)|(?=20\d\d年))|[①②③④⑤⑥⑦⑧⑨])"
)
_LAST_YEAR: Final = re.compile(
    r"上年|上一年|去年|过去一年|20\d\d年(?:度)?(?:的)?(?:问题|不足|年报)|整改(?:情况|完成|到位|落实)"
)


_BUT: Final = re.compile(r"但是?|然而|不过")


@dataclass(frozen=True)
class Item:
    """One problem or one measure."""

    text: str
    paragraph: Paragraph
    start: int
    end: int

    @cached_property
    def themes(self) -> frozenset[str]:
        return themes(self.text)

    @cached_property
    def bigrams(self) -> frozenset[str]:
        return _bigrams(self.text)

    @cached_property
    def complaint(self) -> frozenset[str]:
        """Subjects of the part that complains: what stands after 但."""
        cuts = list(_BUT.finditer(self.text))
        cut = cuts[-1].end() if cuts and cuts[-1].end() < len(self.text) - 8 else 0
        return themes(self.text[cut:])


def themes(text: str) -> frozenset[str]:
    return frozenset().union(*(_TOLD_BY[found[1]] for found in _THEME_WORD.finditer(text)))


def items(paragraphs: tuple[Paragraph, ...]) -> tuple[Item, ...]:
    """一是 …；二是 …, 1. …, or a paragraph as one. What stands before the first is left out if it only leads in."""
    found: list[Item] = []
    for paragraph in paragraphs:
        text = paragraph.text
        starts = [m.start() for m in _ITEM.finditer(text)]
        if not starts:
            found.append(Item(text, paragraph, 0, len(text)))
            continue
        if starts[0] > 30 and not text[: starts[0]].rstrip().endswith(("：", ":")):
            starts.insert(0, 0)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            found.append(Item(text[start:end], paragraph, start, end))
    leads = [i for i in found if len(i.text) < 40 and i.text.rstrip().endswith(("：", ":"))]
    kept = [i for i in found if i not in leads and len(i.text.strip()) >= 6 and not _IS_HEADING.fullmatch(i.text)]
    numbered = [i for i in kept if _ITEM.match(i.text)]
    return tuple(numbered if len(numbered) >= 2 else kept)


_IS_HEADING: Final = re.compile(
    r"\s{0,4}[（(]?[一二三四五六七八九\d]{1,2}[）)、.．]?(?:20\d\d年度?|本年度?|今年|目前|当前|上一?年度?|我[镇乡局区县市]|工作中|存在|主要|突出|的){0,8}"
    r"(?:问题|不足|短板|困难|改进|整改|情况|措施|举措|打算|方向|和|与|及|下一?步|工作)+[。：:\s]*"
)
"""（二）存在问题。 in front of its text."""
_MENDED: Final = re.compile(
    r"已|解决|整改|改进|改善|完成|消除|销号|得到|补齐|克服|予以|(?:提高|提升|上升|增加|升|增|缩短|压缩|减少|下降|降低?)(?:到|至|为)|实现|不再"
)
_STILL_OPEN: Final = re.compile(r"(?:仍|尚|还)(?:未|没有|存在|不|有|需)|未能|没有(?:完成|解决|整改|得到|改)")
"""2024年查找出的问题仍未解决: a problem of this year, too."""
_ANSWER: Final = re.compile(
    r"\s{0,4}(?:[一二三四五六七八九]是|[（(]?[一二三四五六七八九\d]{1,2}[）)、.．])?\s{0,4}(?:针对|关于|对于?)"
    r"[^，。；]{0,24}(?:”|问题)[^，。；“]{0,6}[，,。]"
)
"""一是针对“环节衔接不畅”，优化流转单: how a problem was mended, under a heading that says of which year."""


@per_report
def problems(context: Context) -> tuple[Item, ...]:
    """Problems of this year; those of last year that were mended need no more measures."""
    found = items(context.passage("problems"))
    before = f"{(context.report.year or 0) - 1}年"
    return tuple(
        i
        for i in found
        if not (
            _ANSWER.match(i.text)
            or (
                (_only_last_year(i.text) or before in i.text)
                and _MENDED.search(i.text)
                and not _STILL_OPEN.search(i.text)
            )
        )
    )


@per_report
def measures(context: Context) -> tuple[Item, ...]:
    """Measures for this year's problems; what only tells how last year's were mended is none."""
    found = items(context.passage("improvements"))
    return tuple(rest for item in found if (rest := _for_this_year(item)) is not None)


def _for_this_year(item: Item) -> Item | None:
    """The item, from where it turns to this year's problems where it begins with last year's; null for those alone."""
    if not _only_last_year(item.text):
        return item
    whole = [s for s in re.findall(r"[^。]+。?", item.text) if not _only_last_year(s)]
    if whole and item.text.startswith(whole[0]):
        return Item("".join(whole), item.paragraph, item.start, item.end)  # 拓宽渠道。去年的问题已解决。
    for sentence in re.finditer(r"[^。；]+[。；]?", item.text):
        if re.match(r"\s*(?:针对|对于|围绕)", sentence[0]) and not _LAST_YEAR.search(sentence[0]):
            return Item(item.text[sentence.start() :], item.paragraph, item.start + sentence.start(), item.end)
    return None


def _only_last_year(text: str) -> bool:
    return _LAST_YEAR.search(text) is not None and not re.search(
        r"下一步|今后|将|20\d\d年.{0,6}(?:计划|继续|每|起)|针对本年", text
    )


def _bigrams(text: str) -> frozenset[str]:
    plain = re.sub(r"[^\u4e00-\u9fff]+", " ", _STOP.sub(" ", text))
    return frozenset(part[i : i + 2] for part in plain.split() for i in range(len(part) - 1))


_TITLE: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九]是|[（(]?[一二三四五六七八九\d]{1,2}[）)、.．])?(?P<title>[^。，；：\n]{3,14})[。：]"
)


def fits(measure: Item, mine: tuple[Item, ...]) -> bool:
    """Whether a measure answers any problem. One with a title is judged by its title, or by two shared subjects."""
    title = _TITLE.match(measure.text)
    if title is None:
        return answered(measure, mine)
    for problem in mine:
        if themes(title["title"]) & problem.complaint or len(measure.themes & problem.complaint) >= 2:
            return True
        if _bigrams(title["title"]) & problem.bigrams:
            return True
    return False


def answered(item: Item, others: tuple[Item, ...]) -> bool:
    """Whether any of the others speaks of the same subject."""
    return any(item.themes & other.themes for other in others) or any(item.bigrams & other.bigrams for other in others)


def _tells_of_last_year(context: Context) -> bool:
    """Whether a sub-heading of 五 says so: （一）2024年存在问题的整改情况."""
    before = f"{(context.report.year or 0) - 1}年"
    titles = [t for a, t in context.report.headings.items() if a.startswith("heading.5.")]
    return any(_LAST_YEAR.search(title) or before in title for title in titles)


def _answered_closely(problem: Item, mine: tuple[Item, ...], theirs: tuple[Item, ...]) -> bool:
    """With fewer measures than problems: one that repeats another problem's words is that problem's measure."""
    for measure in theirs:
        if measure.bigrams & problem.bigrams:
            return True
        elsewhere = any(measure.bigrams & other.bigrams for other in mine if other is not problem)
        if measure.themes & problem.themes and not elsewhere:
            return True
    return False


_NAMELESS: Final = re.compile(
    r"(?:^|(?<=[。；\n]))\s{0,4}(?:针对|对于?)?(?:上年度?|上一年度?|去年|20\d\d年度?)(?:报告|年报)?(?:中|里|所)?"
    r"(?:存在|提出|列出|列|反映|指出|查找出?|梳理出?|查摆出?)?的?(?:主要|各项|有关|相关)?(?:问题|不足)"
    r"(?:均|都|也|现|目前|基本|全部){0,3}已?(?:经)?(?:全部|基本|逐项|完成|得到){0,3}(?:整改|解决|改进|销号)(?:完毕|到位|完成|落实)?(?=[。；\n]|$)",
    re.MULTILINE,
)
"""上年度提出的问题已整改。: without a word of what they were."""


@rule(
    "U07",
    "改进措施没有回应上年问题",
    "warning",
    _PRACTICE,
    needs=("prose", "previous.prose"),
    good="上年反映解读形式单一，本年已增加图解、视频解读。",
    bad="上年问题是“解读形式单一”，本年第五部分只字未提。",
)
def last_years_problems(context: Context) -> Iterator[Hit]:
    before = items(tuple(p for p in context.previous_paragraphs if p.passage == "problems"))
    five = [p for p in context.paragraphs if p.passage in ("problems", "improvements")]
    now = tuple(Item(p.text, p, 0, len(p.text)) for p in five)
    if not before or not now:
        return
    if any(answered(item, now) for item in before):
        told_of = "".join(_NAMELESS.findall(context.section_five))
        # 上年问题已整改, and nothing of what they were: a shared subject of this year's problems is chance
        if not told_of or any(item.bigrams & other.bigrams for item in before for other in now):
            return
    listed = "；".join(item.text.strip("。； ")[:30] for item in before[:3])
    yield Hit(
        "improvements",
        f"上年报告的问题（{listed}）在本年第五部分没有回应。请写明整改结果或继续整改的措施。",
    )


_BUYS_OR_BUILDS: Final = re.compile(
    r"添置|购置|购买|采购|购入|新购|翻修|修缮|装修|粉刷|硬化|绿化|种植|植树|修建|铺设|招商|防汛|禁毒|拆违|垃圾|消防演练"
)
_OF_DISCLOSURE: Final = re.compile(
    r"公开|公示|信息|政务|答复|申请|档案|材料|电脑|计算机|打印|扫描|复印|设备|设施|器材|屏|终端|一体机|服务器|系统|软件|网络|带宽|存储|"
    r"相机|摄像|拍摄|航拍素材|栏|橱窗|查阅|查询|书|服务|第三方|咨询|宣传|培训|解读|图解|专区|机构|评估|审[核查校]|检测|校对"
)


def _is_foreign(measure: Item) -> bool:
    """添置公务车辆2台: a purchase or a building work that is no tool of disclosure either."""
    text = measure.text
    return not measure.themes and _BUYS_OR_BUILDS.search(text) is not None and not _OF_DISCLOSURE.search(text)


@rule(
    "U08",
    "问题与措施不对应",
    "warning",
    _PRACTICE,
    needs=("prose",),
    good="一是解读形式单一……针对解读形式单一，每季度制作一期图解。",
    bad="只写了一个问题，却列出三条措施，其中有的不对应任何问题。",
)
def matched(context: Context) -> Iterator[Hit]:
    mine, theirs = problems(context), measures(context)
    if _tells_of_last_year(context):
        theirs = tuple(i for i in theirs if not _ANSWER.match(i.text) or fits(i, mine))
    if not mine or not theirs:
        return
    open_problems = [item for item in mine if not answered(item, theirs)]
    if not open_problems and len(theirs) < len(mine) and all(_ITEM.match(item.text) for item in mine):
        open_problems = [item for item in mine if not _answered_closely(item, mine, theirs)]
    for item in open_problems[:2]:
        yield Hit(
            item.paragraph.address,
            f"问题“{item.text.strip('。； ')[:40]}”没有对应的改进措施。请在“改进情况”中补写。",
            related=("improvements",),
            excerpt=item.text[:60],
            span=(item.start, item.end),
        )
    loose = [item for item in theirs if not fits(item, mine)]
    if len(theirs) < len(mine) + 2:
        loose = [item for item in loose if len(theirs) > len(mine) and _is_foreign(item)]
    if not open_problems and loose:
        texts = "、".join(f"“{item.text.strip('。； ')[:20]}”" for item in loose[:3])
        first = loose[0]
        yield Hit(
            first.paragraph.address,
            f"写了 {len(mine)} 个问题、{len(theirs)} 条措施，其中{texts}没有对应的问题。请补写问题，"
            f"或删去不相干的措施。",
            related=("problems",),
            excerpt=first.text[:60],
            span=(first.start, first.end),
        )


_CLICHE: Final = re.compile(
    r"(?:思想|对[^，。；]{0,14}?)?(?:认识|重视|重视程度)(?:还)?(?:不够|(?:需|须|要)(?:进一步)?(?:提高|加强)|不足|不到位|有待提高|不够到位|"
    r"有待加强)|(?:工作|推进|宣传)?力度(?:还)?(?:不够|不足|不大|有待加大|有待加强)|"
    r"(?:工作)?(?:人员|人手|力量)(?:较)?(?:少|不足|紧缺|紧张|有限|薄弱)|经验(?:不足|欠缺|不够丰富)|"
    r"(?:业务)?(?:能力|水平|素质)(?:还)?(?:不高|不足|有待提高|有待提升|有待加强|参差不齐)|"
    r"意识(?:还)?(?:不强|不够|淡薄|有待增强)|(?:制度|机制)(?:还)?(?:不够)?(?:(?:需|须|要)(?:进一步)?(?:完善|健全)|不健全|不完善|健全|完善)|"
    r"主动性(?:还)?(?:不强|不够)"
)
_FILLER: Final = re.compile(
    r"[一二三四五六七八九]是|我[镇乡局区县市办委街道]{1,2}|本机关|政府信息公开|政务公开|信息公开|工作|"
    r"仍|还|也|存在|一些|一定|的|问题|不足|主要|有|待|进一步|加强|提高|"
    r"\d{1,4}年|虽然|取得了?|成绩|但|与|上级|要求|群众|期望|相比|差距|部分|个别|人员|单位|部门|同志|干部|"
    r"对|在|上|中|方面|如下|表现|为|专职|专业|业务|较|不够|不|和|[^\u4e00-\u9fff]"
)


@rule(
    "U09",
    "问题空泛",
    "info",
    _PRACTICE,
    needs=("prose",),
    good="一是惠农资金类信息更新不及时，个别批次拖到次月才上网。",
    bad="一是思想认识不到位；二是工作力度不够；三是专业人员少。",
)
def vague_problems(context: Context) -> Iterator[Hit]:
    found = problems(context)
    if not found or not all(_is_cliche(item.text) for item in found):
        return
    first = found[0]
    yield Hit(
        first.paragraph.address,
        "所列问题没有具体对象（如“认识不到位”“力度不够”）。建议写明哪个栏目、哪类信息、哪个环节存在什么问题。",
        excerpt=first.text[:60],
        span=(first.start, first.end),
    )


def _is_cliche(text: str) -> bool:
    rest, count = _CLICHE.subn("", text)
    return count > 0 and len(_FILLER.sub("", rest)) < 6
