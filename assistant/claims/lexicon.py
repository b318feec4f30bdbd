"""The words of the field → what they say about a number.

A word is written with `[x]` for an optional part and `(a|b)` for a choice; all spellings are expanded into one
pattern that finds the longest word at every place. A concept is `kind:key`:

`S` what is counted · `V` what was done with it · `R` result of an application · `A` applicant ·
`L` kind of lawsuit · `D` result of a review or lawsuit · `Y` year meant · `C` comparison · `P` share or rate ·
`M` list and sum markers · `B` what makes a number something the form does not count · `-` no meaning of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

_WORDS: Final[dict[str, str]] = {
    "S:app": (
        "依申请[件|数|数量] [政府|政务]信息公开[的]申请[量|数|数量|总数|总量|件数] "
        "[依]申请公开[的](申请|件|事项|信息|政府信息)[数|数量|总数|总量|件数] 依申请公开[数量|件数|总数] "
        "公开申请[量|数|数量|总数] 申请[量|数|数量|总数|总量|件数|件|事项] 申请公开[政府]信息[的申请] "
        "申请公开"
    ),
    "S:review": (
        "[政府信息公开|信息公开][类]行政复议[申请|案件|案|数量|件数|决定] 复议[申请|案件|案|件] "
        "[申请|提起|提出]行政复议 复议[机关]"
    ),
    "S:lit": (
        "[政府信息公开|信息公开][类]行政诉讼[案件|案|数量|件数] 诉讼[案件|案|件] [提起|引发]行政诉讼 "
        "[行政]应诉[案件] 起诉[案件] [提起|引发]诉讼"
    ),
    "S:dispute": (
        "[行政]复议[和|与|及|或|、]诉讼[案件|案] 行政复议[和|与|及|或|、|，]行政诉讼[案件|案] 行政争议[案件] "
        "涉诉案件 复议诉讼[案件] 行政复议(及|和|或|、)诉讼[案件]"
    ),
    "S:norm": "[行政]规范性文件[数|数量|件数]",
    "S:reg": "[政府|部门]规章[数|数量|件数]",
    "S:lic": "行政许可[处理][决定|案件|件|数|数量] 许可决定",
    "S:lic~": "许可",
    "S:pun": "行政处罚[处理][决定|案件|件|数|数量] 处罚决定 处罚案件",
    "S:pun~": "处罚",
    "S:coe": "行政强制[措施|执行][决定|案件|数|数量]",
    "S:coe~": "强制",
    "S:fee": "行政事业性收费[项目][收入|金额|总额]",
    "S:pfee": "[政府信息公开][信息]处理费[用] 信息公开处理费",
    "S:info": "[各类|各项|政务|政府][政府|政务]信息[数|数量|总数|总量|稿件] 政府信息量",
    "S:train": "[政务公开|政府信息公开|信息公开|业务|专题|专项][工作|业务|专题]培训[班|会|次数|活动] 学习培训",
    "S:plat": "[政务公开|政府信息公开|信息公开|公开]平台[数量] 公开载体",
    "S:zone": "[政务公开|政府信息公开|信息公开]专区",
    "S:interp": "[政策|文件|政策文件]解读[稿|材料|信息|文章|数|数量] 解读[类]信息",
    "S:resp": (
        "[社会|公众|群众|热点]回应[关切|社会关切|公众关切|群众关切][数|次数|数量|事项|信息] "
        "回应(社会|公众|群众|民生|热点)(关切|热点|问题|关注) [政务]舆情回应 热点回应"
    ),
    "S:meet": "[专题|工作|调度|推进|联席|领导小组|部署]会议 [新闻]发布会",
    "S:foreign": (
        "许可申请 许可事项 处罚事项 强制事项 处罚权 强制性 罚没[款|金额] 罚款 "
        "开庭[审理] 出庭[应诉] 负责人出庭[应诉] 咨询 工单 诉求 热线 来信 来访 信访[件|事项|案件] 投诉 举报 建议 提案 "
        "议案 留言 求助 登记 救助[申请] 审批 备案 办事指南 服务事项[清单] 事项清单 项目 "
        "合同 采购 中标 招投标 案卷 档案 资料 印章 监督检查 检查 督查 评议 问卷 点击 浏览[量] 阅读[量] "
        "访问[量] 粉丝 关注[人数|用户] 用户 注册 预约 走访 服务群众 企业服务 行政许可申请 行政裁决 行政确认 "
        "行政检查 行政征收 行政给付 公证 调解 仲裁 法律援助 听证 座谈 活动 宣传 展板 手册 传单 横幅 公报 "
        "责任追究 追责 问责 通报 扣分 复核 司法建议 执法检查 规章制度 制度 办法 方案 错误 错别字 错敏[信息] "
        "隐患 问题 整改 意见 意见箱 网民 图解 视频 海报 H5 栏目 专栏 版块 板块 账号 公众号 网站 人员 工作人员 "
        "专职 兼职 干部 工作日 考核 抽查 自查 巡查 监测 质效 稿件 新闻 简报 头条 微博 推文"
    ),
    "S:paper": "[政府|政策|镇政府|其他|各类|上级]文件 公文 [政策]文件",
    # ---- what was done
    "V:new": "新收[到] 本[年|年度]新收 新接收 新接到 新受理 新增[受理]申请 本年收到 当年收到",
    "V:recv": "收到 接收[到] 接到 收悉 受理 收件 共收 登记受理 收到和受理",
    "V:cin": (
        "上[一]年[度][办理|未办结|未办理完毕]结转[至|到][本年|今年|本年度][继续办理|办理] "
        "上[一]年[度]转(入|来|接|结) 去年[度]结转[至本年|至今年|到今年] 去年转(入|来) 往年结转 "
        "结转上[一]年[度] 从上[一]年[度]结转 自上[一]年[度]结转 上[一]年[度]遗留 结转自上[一]年[度] "
        "上年末结转 年初结转 去年遗留 年初遗留 往年遗留 上年末遗留 "
        "结转至本年[度] 结转到本年[度] 结转本年[度] 上[一]年[度]未办结 "
        "上[一]年[度]未办理完毕 结转去年"
    ),
    "V:cout": (
        "未(答复|办结|处理|回复|办理)[完毕|完成] "
        "结转[至|到|入](下|次)[一][个]年[度][继续|再行][办理|处理|答复] 结转(至|到)明年[继续办理] "
        "结转明年[继续办理] 转(至|到|入)下[一]年[度][继续]办理 转下[一]年[度][继续办理|办理] "
        "转入(下|次|来)[一]年[度] "
        "(下|次)[一]年[度]继续办理 结转下年 [尚在|正在|仍在|还在]办理[之]中 正在办理 尚在办理 仍在办理 "
        "正在处理 尚未办结 未办结 尚未答复 尚未办理完毕 未办理完毕 下[一]年[度]结转 待办理 待答复 年[末|底]结存 "
        "处于[法定][办理|答复]期限内 年末结转 "
        "年底结转 在办[件] 跨年[度]办理 待办 顺延(至|到)(次|下|明|来)[一]年[度][办理]"
    ),
    "V:carry": "结转[办理|继续办理] 转(至|到|入)20",
    "V:done": (
        "办结 答复 回复 办复 办理完毕 办理完成 办理完结 处理完毕 完成办理 完成答复 完成处理 作出答复 做出答复 "
        "已完成 实办 已办[理] 实际办理 答复办结 办理答复 办理结果 办理办结 依法答复 书面答复 办理并答复 完成 答复完毕 "
        "回复完毕 在办结 办毕"
    ),
    "V:handle": "办理 处理 处置 应办[理] 在办理",
    "V:made": "制发 制定[出台|印发|发布|并发布] 出台 印发 新制定 新制发 制作 新出台 新印发 制定和发布 起草制定",
    "V:rep": "废止 宣布失效 清理失效 废止[或|和|及|、]失效 清理废止 宣布废止 失效 废除",
    "V:valid": "[继续]保留 现行[有效][的] 继续(有效|施行|执行)[的] 现存有效[的] 有效 现有",
    "V:decide": "作出 做出 实施 办理[了]",
    "V:notice": "[发出|下发|下达][信息处理费](收费|缴费)通知[书|单]",
    "V:amount": "[涉及|收费|通知收费|应收]总金额 [涉及|收费]金额[合计|共计|总计] 应收[金额]",
    "V:collect": "收费[金额|总额] [实际|累计|共计|共|依法]收取[金额|费用] 实收[金额|费用] 实际收费 收取[了] 征收",
    "V:pub": (
        "主动公开[发布] 予以主动公开 公开[发布] 发布 公布 推送 更新 公示 上传 录入 刊发 刊载 登载 发表 转发 "
        "发送 编发 转载 [主动]公开公示"
    ),
    "V:add": "新增",
    "V:hold": "开展 组织(开展|召开|举办|了|参加) 举办 召开 举行",
    "V:attend": "参加 参训 参与 协调",
    "V:other": "立案 修订 修改 审核 审查 清理 备案审查 报备 报送 制作发布",
    # ---- results of an application
    "R:granted": (
        "予以公开[的] 同意公开[答复] 全部公开 全部予以公开 准予公开 公开答复 给予公开 公开类 属于予以公开 "
        "已主动公开 属于主动公开[范围] 予以全部公开 同意全部公开 全文公开 决定公开 答复公开 予公开"
    ),
    "R:granted+partial": (
        "全部(或|和|及|、|与|或者)部分[予以]公开 予以公开(或|或者)部分公开 公开(和|或|及|与|或者|、)部分公开[之和]"
    ),
    "R:deny+na+np+ot~": "(非|未)公开类 未予公开",
    "R:partial": (
        "部分公开[的] 部分予以公开 予以部分公开 同意部分公开 部分同意公开 部分信息公开 区分处理 同意公开部分"
    ),
    "R:deny": "不予公开[的] 不同意公开 不公开[答复|类] 依法不予公开 拒绝公开",
    "R:deny_state_secret": "[属于|涉及]国家秘密",
    "R:deny_law": (
        "[其他|其它][法律|法律、|法律和|法律及|法律，]行政法规禁止[公开] 法律[、]法规禁止[公开] 法律法规禁止[公开]"
    ),
    "R:deny_safety": "[危及]“三安全一稳定” [危及]三安全一稳定",
    "R:deny_safety~": "危及[国家安全|公共安全|经济安全|社会稳定]",
    "R:deny_third_party": "[保护|涉及|侵害|损害]第三方[合法]权益",
    "R:deny_third_party~": "涉及第三方 [涉及]商业秘密 [涉及]个人隐私",
    "R:deny_internal": "[属于][三类]内部事务[性][信息] 内部管理信息",
    "R:deny_process": "[属于][四类]过程性[信息]",
    "R:deny_case_file": "[属于]行政执法案卷[信息] [属于]执法案卷[信息]",
    "R:deny_inquiry": "[属于]行政查询[事项] 查询事项",
    "R:na": "无法提供[的] 不能提供",
    "R:na_not_held": "[本机关|本单位|我机关|我局|我镇]不掌握[相关][政府][信息]",
    "R:na_not_held~": (
        "不属于(我|本)(机关|单位|镇|乡|街道|局|办|委|部门)[公开|职责|管辖|负责|掌握][公开|范围][职责] "
        "不属于本(机关|单位|部门)[职责|公开|负责|掌握][公开|范围] 非本(机关|单位)[负责|掌握|公开|职责] "
        "未制作[或|、]获取 不存在 [政府]信息不存在"
    ),
    "R:na_need_make": (
        "没有现成[的][政府]信息[需要|需]另行制作 没有现成[的][信息] [需|需要]另行制作 需[要]加工[、]分析 需汇总加工"
    ),
    "R:na_unclear": "[补正后]申请内容[仍]不明确 补正后[内容]仍不明确 补正[后]仍不明确",
    "R:na_unclear~": "内容不明确 申请不明确",
    "R:np": "不予处理[的]",
    "R:np_petition": (
        "信访[、]举报[、]投诉[类][申请] 信访投诉举报[类][申请] 信访类[申请] 举报投诉类[申请] 投诉举报类[申请] "
        "信访、投诉、举报[类][申请] 以信访[、]举报[、]投诉"
    ),
    "R:np_repeat": "[属于]重复申请",
    "R:np_repeat~": "不予重复处理 重复提交[申请] 属于重复",
    "R:np_publication": "[要求提供]公开出版物",
    "R:np_massive": "[无正当理由]大量反复[申请] 大量、反复[申请] 反复大量[申请] 大量重复[申请]",
    "R:np_confirm": "[要求][行政机关]确认或[者]重新出具[已获取][信息] 重新出具",
    "R:ot": "(其他|其它)处理[结果|情况|方式|情形|类]",
    "R:ot_no_correction": "[申请人][无正当理由]逾期(不|未)补正 逾期未进行补正 未按[时|期|要求]补正 不补正",
    "R:ot_no_fee": "[申请人]逾期未[按|按照][收费通知][要求]缴(纳|费)[费用] 逾期未缴[纳费用|费] 未缴纳费用",
    "R:ot_other~": "撤回[的]申请 申请人[主动|自愿]撤回 主动撤回[申请] 撤销申请",
    # ---- applicants
    "A:natural": "来自(个人|公民) 自然人[申请[人]|提出|提交] 公民[个人] 个人[申请]",
    "A:organisations": (
        "法人(或|和|及|、|与|或者)(其他|其它)组织 法人[或|和|及|、]组织 法人[单位|机构] 单位(申请|提出|提交) "
        "来自(单位|机构|组织) "
        "企业[或|和|及|、](其他|其它)组织 企业等[各类|其他](单位|组织|机构|法人) 企事业单位 机关团体 组织申请 "
        "法人[、]其他组织"
    ),
    "A:business": "商业企业",
    "A:firm": "企业[法人] 公司",
    "A:research": "科研(机构|单位|院所)",
    "A:welfare": "[社会]公益组织 公益性组织",
    "A:legal": "法律服务(机构|组织) 律师事务所 律所",
    "A:other": "(其他|其它)组织 其他法人",
    "X:other": "其他 其它 其余 其他情形 其它情形",
    # ---- reviews and lawsuits
    "L:direct": (
        "直诉 直接[向][人民]法院[起诉|提起诉讼|提起行政诉讼] "
        "[未经[行政]复议][而]直接(起诉|提起诉讼|提起行政诉讼|诉讼)[的|案件] 未经[行政]复议[的][行政]诉讼 "
        "未经[行政]复议 未申请复议"
    ),
    "L:after": (
        "[经][行政]复议后[再|又|向法院](起诉|提起诉讼|提起行政诉讼|诉讼|应诉)[的|案件] "
        "[经][行政]复议后[再|又][向][人民]法院(起诉|提起诉讼|提起行政诉讼) "
        "经[行政]复议[再|又|而](起诉|诉讼|提起诉讼)[的] 不服复议决定起诉"
    ),
    "D:maintain": (
        "[结果|予以|被|判决|决定]维持[原行政行为|原决定|原具体行政行为] 维持原行政行为 胜诉 "
        "驳回[申请人]复议请求 驳回[原告][的]诉讼请求"
    ),
    "D:maintain~": "驳回[申请人][复议][申请|起诉|原告]",
    "D:closed": "[已][经][全部]审结 [已]判决 [已]宣判 [已]结案",
    "D:correct": "[结果|予以|被|判决]纠正 [被]纠错 [被]撤销 确认违法 责令(履行|重作|改正|重新) 败诉 变更",
    "D:other": "(其他|其它)结果 终止[审理] 撤诉 撤回复议申请 撤回起诉 撤回行政复议",
    "D:pending": (
        "在审 尚未审结 未审结 [正在|尚在|仍在|还在]审理[中|之中|阶段] 待审结 未结[案] 审理中 尚未作出 尚在审理"
    ),
    # ---- years
    "Y:prev": "上[一]年[度][同期|同] 去年[同期] 上年同期",
    "Y:this": "本年[度] 今年[以来] 当年 全年 本年内 年内 一年来 本[报告]年度 报告期[内]",
    "Y:next": (
        "下一步 明年 下[一]年[度] 来年 力争 预计 "
        ""
        ""
        "(将|计划|拟)(继续|进一步|加强|开展|组织|举办|召开|公开|主动公开|发布|制定|制发|出台|新增|废止|修订|修改|于|在|再|建设)"
    ),
    "Y:part": "上半年 下半年 季度 截至目前 月份 半年",
    "Y:cum": (
        "近(一|两|三|四|五|十|几)年[来] 历年[来] 以来 至今 建站以来 成立以来 自开通[以来] 历史累计 开通以来 "
        "近年[来] 五年来 三年来"
    ),
    # ---- comparison
    "C:vs": (
        "(较|比|同|与)(上[一]年[度]|去年|上年度)[同期|同比|相比|总量|总数|数量|情况] 同比 环比 "
        "相比上[一]年[度] 相较[于]上[一]年[度] 相较[于]去年 较之上[一]年[度] 比上年同期 较同期 较去年同期"
    ),
    "C:up": (
        "增加[了] 增长[了] 上升[了] 提升[了] 提高[了] 多[了] 多出[了] 增幅[为|达|达到] 增多[了] 上涨[了] 上浮[了] "
        "增速[为|达] 增长率[为|达] 涨幅[为|达] 增[加]量 "
        "净增[加]"
    ),
    "C:down": "减少[了] 下降[了] 降低[了] 少[了] 降幅[为|达|达到] 回落[了] 下滑[了] 缩减[了] 净减[少]",
    "C:to": (
        "增(加|长)(到|至|为) 增(至|为) 升(至|为) 上升(到|至|为) 减少(到|至|为) 降(至|为) 下降(到|至|为) 降低(到|至|为) "
        "提高(到|至|为) 提升(到|至|为) 净(增|减)[加|少](到|至) 达[到] 扩大到"
    ),
    "C:from": "由 从",
    # ---- shares
    "P:share": "占[比|总数|总量|比例|全部|总计|到] 占比[为|达] 比例[为|达] 比重[为|达]",
    "P:rate": (
        "[按时|按期|及时|依法|限时|办理]答复率 办结率 答复率 办复率 回复率 公开率 按时答复率 按期答复率 "
        "按时办结率 按期办结率 及时答复率 及时率 覆盖率 满意率 满意度 合格率 败诉率 维持率 完成率 "
        "[被](纠错|撤销|改判|纠正)率 按时办理率 办理率 受理率 解读率 回应率 应诉率 出庭率 规范率 准确率 合规率"
    ),
    # ---- markers
    "M:among": "其中",
    "M:incl": "包括 包含 含 具体包括 主要包括 其中包括 其中含 内含 主要有 涵盖 含有",
    "M:dist": "依次为 依次是 依次有 分别为 分别是 分别有 其中分别为",
    "M:complete": (
        "具体为 具体是 分为 具体如下 情况如下 构成为 组成为 分渠道 分类别 分类为 按渠道 按类别 按类型 按内容 "
        "(分|按|从)(渠道|类别|类型|内容|领域|栏目|类|平台)[来]看 由以下[各]部分(组成|构成)"
    ),
    "M:sum": "共计 合计 总计 总共 合共 相加[为] 之和为 累计共 总数[量][为|达|是] 总量[为|达|是] 总数",
    "M:all": "共",
    "M:each": "均[为|是] 各[为|是|有] 都[为|是]",
    "M:resp": "分别",
    "M:also": "另[外|有|报送] 此外 还[有] 尚有 仍有 尚余 同时 以及其他",
    "M:etc": "等",
    # ---- what the form does not count
    "B:channel": (
        "窗口[受理|提交|申请] 平均 每月 每天 每季度 日均 月均 人均 每人 最高 最多 最少 单月 单日 "
        "延期[答复|办理] 超期 (逾期|超期)未(答复|办结|办理) 当场[答复] 网上答复 邮寄答复 邮件答复 电话答复 "
        "提前[答复|办结] 简易 口头 一审 二审 再审 终审 承办 补正告知 网络[申请|渠道|提交|方式] "
        "网上[申请|提交] 信函[申请|邮寄] 邮寄[申请] 当面[申请|提交] 现场[申请|提交] 在线[申请|提交] "
        "书面[申请] 电子邮件 邮件[申请] 传真[申请] 线上[申请] 线下[申请] 平台提交 来函 电话"
    ),
    "B:topic": "涉及 关于 有关 类信息 类申请 方面的 领域",
    "B:level": "(厅|局|委|办|市|县|区|省|镇|乡|州)机关 (省|市|县|区|州)本级 (省|市|县|区|州)级[各][部门]",
    "B:others": (
        "转办 交办 上级 各[乡]镇 各部门 各单位 各地 各村 下属 所属 各区县 各街道 村级 部门单位 基层单位 "
        "代[县|市|区|省|州|旗][人民]政府 代为 代拟 会商 直属单位 各县 各区 各市 "
        "乡镇[（街道）] 系统 指导 督促 兄弟单位 (县|区|市)直[各](部门|单位) 协助 配合 帮助"
    ),
    # ---- no meaning of its own
    "-": (
        "截(至|止)年(底|末) 来自 来源于 符合公开条件 符合条件 开发区 高新区 管委会 管理委员会 省厅 市局 县局 区局 告知 "
        "书面提出 书面提交 当面提出 即 折合 公共 共同 共享 共建 共治 在办公 在办事 共青团 中共 共性 公共服务 不再处理 "
        "群众 村民 社会 累计 总 的 了 为 有 是 已 已经 全部 依法 依规 依法依规 按时 按期 按规定 按要求 按照规定 "
        "及时 数量 总量 件数 总数 数 情况 方面 共有 到 在 法定期限内 法定时限内 规定时限内 规定期限内 期限内 "
        "时限内 规定时间内 法定 期限 时限 我镇 我乡 我街道 我局 我办 我区 我县 我市 我委 我单位 我机关 我院 "
        "我厅 我省 我中心 我站 我处 本镇 本乡 本街道 本局 本办 本区 本县 本市 本委 全镇 全乡 全局 全市 全区 "
        "全县 全街道 本机关 本单位 本部门 单位 政府信息公开 政务公开 信息公开 政府 机关 申请人 关切 件 条 "
        "案件 案 人 后 内 中 里 上 下 并 且 也 则 而 于 对 以 经 被 因 其 该 这 向 人民政府 办公室 期间 年度 "
        "度 期内 期 引发 引起 发生 产生 提起 提出 提交 任何 一起 所有 数据 统计 予以 进行 给予 按 结果 决定 "
        "数量为 金额 费用 合计 元 万元 工作 实际 均已 均 已全部 任 何 针对 就 相关 政务 具体 主要 情形 "
        "现象 类 属于 类型 分 种 个 项 次 起 份 次数 规模 量 和 或 及 与 以及 、"
    ),
}


def _alternatives(pattern: str) -> Iterator[str]:
    """All spellings of one pattern: `[a|b]` none or one of them, `(a|b)` one of them, nested."""
    pieces: list[list[str]] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char in "[(":
            close = _closing(pattern, at)
            options = [s for option in _split(pattern[at + 1 : close]) for s in _alternatives(option)]
            pieces.append([*options, ""] if char == "[" else options)
            at = close + 1
        else:
            pieces.append([char])
            at += 1
    for parts in product(*pieces):
        yield "".join(parts)


def _closing(pattern: str, at: int) -> int:
    depth = 0
    for index in range(at, len(pattern)):
        depth += (pattern[index] in "[(") - (pattern[index] in "])")
        if depth == 0:
            return index
    raise ValueError(pattern)


def _split(inner: str) -> list[str]:
    parts, depth = [""], 0
    for char in inner:
        depth += (char in "[(") - (char in "])")
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _vocabulary() -> dict[str, str]:
    known: dict[str, str] = {}
    for concept, words in _WORDS.items():
        for word in words.split():
            for spelling in _alternatives(word):
                if spelling:
                    known.setdefault(spelling, concept)
    return known


VOCABULARY: Final[dict[str, str]] = _vocabulary()


_GROUPS: Final = 5
"""So many groups of first characters: whether a place begins a word is asked of a group before its members."""


def _trie_pattern(words: list[str]) -> str:
    """One pattern for all words that finds the longest: a trie, so that each character is looked at once."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def build(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = [re.escape(char) + build(child) for char, child in sorted(node.items()) if char]
        if not branches:
            return ""
        joined = branches[0] if len(branches) == 1 and len(node) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{'|'.join(branches)})?" if "" in node else joined

    firsts = sorted(trie)
    size = -(-len(firsts) // _GROUPS)
    groups = (firsts[at : at + size] for at in range(0, len(firsts), size))
    return "|".join(
        f"(?=[{''.join(map(re.escape, group))}])" + build({char: trie[char] for char in group}) for group in groups
    )


_PATTERN: Final = re.compile(_trie_pattern(list(VOCABULARY)))


class Token(NamedTuple):
    start: int
    end: int
    concept: str


class Lexed:
    """A text whose words of the field are looked up once, when first asked for: the longest at every place."""

    __slots__ = ("_starts", "_tokens", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens: list[Token] | None = None
        self._starts: list[int] = []

    def between(self, start: int, end: int) -> list[Token]:
        """The words of text[start:end] as if it stood alone, in order, spans counted in `text`."""
        if start >= end:
            return []
        tokens = self._tokens
        if tokens is None:
            tokens = self._tokens = _tokens(self.text, 0, len(self.text))
            self._starts = [token.start for token in tokens]
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if (first and tokens[first - 1].end > start) or (last > first and tokens[last - 1].end > end):
            return _tokens(self.text, start, end)  # a word reaches over an edge: its rest alone reads differently
        return tokens[first:last]


def _tokens(text: str, start: int, end: int) -> list[Token]:
    vocabulary, new = VOCABULARY, tuple.__new__  # the class's own __new__ is a third of the time
    return [new(Token, (*m.span(), vocabulary[m[0]])) for m in _PATTERN.finditer(text, start, end)]
