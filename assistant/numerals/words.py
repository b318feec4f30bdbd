"""The words around numbers: measure words, set phrases, what is denied."""

import re
from typing import Final


def any_of(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


MEASURES: Final = (
    "件次 件 条次 条 篇次 篇 人次 次 期次 期 场次 场 份 个百分点 个工作日 个自然日 个月 个 家次 家 项次 项 起 宗 例 部 "
    "册 本 页 名 人 户次 户 亿元 万元 元 批次 批 类 种 组 处 块 台 套 张 幅 则 门 所 位 只 天 日 年 小时 分钟 倍 番 成 "
    "字 亩 公里 平方米 平方公里 吨 米 公斤 轮 节 课时 间 辆 封 通 票 道 周 岁 季度 工作日 股 笔 村 栏 版 卷 档 支 根 "
    "课 堂 频次 点击量 万字 款 段 集 声 步 面 点"
)
UNIT: Final = re.compile(rf"(?:{any_of(MEASURES)})")
UNIT_FIRST: Final = frozenset(word[0] for word in MEASURES.split())
TIME_UNITS: Final = frozenset(
    ("年", "个月", "天", "日", "小时", "分钟", "周", "个工作日", "个自然日", "工作日", "季度", "岁")
)
"""Units of a duration or an age: quantities, but nothing that the form counts."""

LOOSE_MEASURES: Final = frozenset(("项", "类", "种", "位", "名", "门", "面", "点", "部", "本", "节", "步", "段", "家",
                                   "支", "道", "级", "版", "通", "成", "组", "处", "所", "款"))  # fmt: skip
"""With a Chinese numeral these are counts only where the clause ends or a thing of the form follows."""

SET_PHRASES: Final = re.compile(
    r"两个(?:维护|确立|结合|毫不动摇|一以贯之|大局|至上|清单|覆盖|责任|老旧)|三个(?:代表|务必|区分|规定|必须|到位)"
    r"|四个(?:意识|自信|全面|伟大|不摘|最严)|五个(?:一|坚持)|[一三四五六七八九十]{1,3}个(?:必须|坚持|牢牢把握)"
    r"|一件事|一次性|一次办|一次告知|一次跑|一件件|一条条|一项项|一次次|一个个|一条龙|一条线|一个门|一个窗|一个口|一张网"
    r"|一家人|一本账|一张表|一张图|一套(?:班子|体系|制度|机制)|一本通|一件不|一个不|一户不|一人不|一条不"
    r"|[一二两三四五六七八九十]{1,3}(?:类内部事务|类过程性)|三安全一稳定|三审三校|三审[一三]校|三[公农资]|三重一大|三会一课"
    r"|三定|两微一端|一网通[办管]|双随机|一公开|五公开|六稳|六保|十四五|十五五|二十[大届]|十[八九]大|百件实事"
    r"|一[\u4e00-\u9fff]一[\u4e00-\u9fff](?=[”’\"，。；、！）)]|的|制|管理|机制|台账|制度|方式|要求|原则|$)"
    r"|一事一[申议]|一老一小|一府两院|一岗双责|千篇一律|一问一答|一月一"
)
ABSTRACT_AFTER: Final = re.compile(
    r"大?(?:部分|方面|层面|环节|维度|阶段|步骤|领域|板块|层次|角度|版块|章节|关键|重点(?!领域)|必须|坚持|维护|确立|意识|自信"
    r"|到位|问题|原则|要求|要素|优先|清单|主体|渠道的|季度|不|关口|转变|提升|强化|结合)"
)
"""After 个 / 大 / 项: parts of a text or of an argument, never a count of the form."""

FOUND_BEFORE: Final = re.compile(r"发现|查出|检出|查找|查摆|指出|反馈|整改|解决|纠正|排查|梳理出")
"""Problems that were found or mended are counted; 存在三个问题 only announces a list."""

COUNTED_AFTER: Final = re.compile(
    r"(?:政府信息|政务)?(?:公开)?(?:申请|信息|平台|专区|栏目|专栏|渠道|公众号|网站|新媒体|账号|公示栏|公开栏|查阅点|查阅场所|案件"
    r"|行政|规范性|规章|文件|政策|解读|回应|培训|会议|行政村|村|社区|部门|单位|学习班|讲座)"
)

ONE_NOT_AFTER: Final = frozenset("何新每同某任另统唯之万进逐单专这那哪上下初首周星不无后前头如")
ARTICLE_UNITS: Final = frozenset("条款项章节目")

HOTLINE_AFTER: Final = re.compile(
    r"[”\"’』」]?\s{0,4}(?:政务服务|便民服务|市长|政府服务|服务|便民|投诉举报|举报)?(?:热线|专线|工单|平台)"
)
PHONE_BEFORE: Final = re.compile(r"(?:电话|传真|热线|手机|联系方式|号码|座机|QQ群?|微信)[^，。；、0-9]{0,6}$")
POSTCODE_BEFORE: Final = re.compile(r"(?:邮编|邮政编码|邮码)[^，。；、0-9]{0,4}$")

MORE_BEFORE: Final = re.compile(r"(?:超过?|逾|突破|高于|多于|不少于|不低于|至少|上|过)$")
LESS_BEFORE: Final = re.compile(r"(?:(?<![最附邻临就靠])近|不足|不到|少于|低于|不超过?|最多|至多)$")
ROUGH_BEFORE: Final = frozenset("超过逾破于少上近足到多约概致")
"""The last characters of the words that make a number rough in front of it."""
ABOUT_BEFORE: Final = re.compile(r"(?:(?<![节预公合契制集简签条邀特违续履])约|大概|大致)$")
ROUGH_AFTER: Final = frozenset("以左上有余")
AFTER_UNIT: Final = re.compile(r"\s?(?:以上|左右|上下|以内|以下|(?:有)?余(?=[，。；、）]|$))")

# ---- denial ----------------------------------------------------------------------------------------
_THINGS: Final = (
    r"申请|复议|诉讼|起诉|案件|规章|规范性文件|文件|许可|处罚|强制|收费|收取|处理费|费用|结转|投诉|举报|信访|败诉|纠错|纠正|撤销"
    r"|维持|不予公开|部分公开|予以公开|无法提供|不予处理|其他处理|公开事项|依申请公开|责任追究|追责|问责|泄密|失密|回应|解读|培训"
    r"|收到|受理|接收|接到|发生"
)
DENIED: Final = re.compile(
    rf"(?P<verb>(?:未能?|没有|没|并未|无)(?:曾|再|有|被|新)*(?:接收到|接收|收到|接到|收悉|受理|新收|收取|发生|产生|出现|存在|涉及"
    rf"|发现|制发|制定|出台|发布|印发|废止|修订|作出|做出|实施|开展|提起|引发|申请|结转|纠错|纠正|撤销|败诉|发出|通知"
    rf"|开征|征收|收费|组织|举办)(?:过(?!程))?(?!人|时|及时|完毕|不及时|者|过程|后))"
    rf"|(?P<nobody>(?:没有|没|无)(?:任何|一|1)?人(?![机员工照值认证道士情口大民])(?=[^，。；：！？\n]{{0,16}}?(?:申请|起诉|提起|复议)))"
    rf"|(?P<no>不存在|不涉及|没有|没(?!有)|无|未有|未(?=因|就|对))(?!法|正当|关[于的]?|偿|障碍|误|缝|论|须|(?<=无)需|效|线|纸|条件|证|权|序|比|故"
    rf"|理|现成|一例外|数|形|限|人|意|常|锡|害|毒|差别|其他需|其它需|把握|主体|民事|界|意见|异议|明[确显]|名|遗漏|死角|盲区)"
    rf"|(?P<nil>零)(?=(?:件)?(?:{_THINGS}|报告|差错|受理|办理|案件|复议|信访))"
)
DENIED_AHEAD: Final = re.compile(rf"[^，。；：！？\n]{{0,28}}?(?:{_THINGS})")
DENIED_BEHIND: Final = re.compile(rf"(?:{_THINGS})[^，。；！？\n]{{0,8}}$")
NOT_ONE: Final = re.compile(r"[^，。；：！？\n]{0,6}?(?P<one>[一1１]\s?(?:件|起|例|宗|条|次|个|份))")
