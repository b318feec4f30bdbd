"""Titles, headings and passages as people type them, in wordings that the recogniser was not written from."""

import pytest

from schemas.imports import ImportResult
from schemas.source import SourceHeading
from tests.documents.handmade import W, docx, p, r, read

BODY = [
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
]


def text(*lines: str) -> ImportResult:
    return read("\n".join(lines).encode(), "年报.txt")


def passages(result: ImportResult) -> dict[str, str]:
    return result.report.passages


def heading(result: ImportResult, address: str) -> SourceHeading:
    assert result.report.source is not None
    return next(h for h in result.report.source.headings if h.address == address)


# ---- title, unit, year, period -------------------------------------------------------------------------
TITLES = {
    "黎城县财政局2023年政府信息公开工作年度报告": ("黎城县财政局", 2023),
    "黎城县财政局\n2023年政府信息公开工作年度报告": ("黎城县财政局", 2023),
    "黎城县财政局\n2023年政府信息公开\n工作年度报告": ("黎城县财政局", 2023),
    "2023年黎城县财政局政府信息公开工作年度报告": ("黎城县财政局", 2023),
    "黎城县财政局２０２３年度政府信息公开工作年度报告": ("黎城县财政局", 2023),
    "黎城县财政局二〇二三年政府信息公开年度报告": ("黎城县财政局", 2023),
    "西井镇人民政府信息公开工作2023年度报告": ("西井镇人民政府", 2023),
    "2023 年 度 政 府 信 息 公 开 工 作 年 度 报 告": (None, 2023),
    "关于黎城县财政局2023年政府信息公开工作年度报告": ("黎城县财政局", 2023),
    "黎城县财政局2023年政务公开工作年报": ("黎城县财政局", 2023),
}


@pytest.mark.parametrize("title", TITLES)
def test_titles(title: str) -> None:
    report = text(title, "一、总体情况", "按照要求推进公开。").report
    assert (report.unit.name, report.year) == TITLES[title]
    assert report.title is not None
    assert "\n" not in report.title


def test_words_about_a_report_are_no_title() -> None:
    result = text(
        "黎城县财政局2023年政府信息公开工作年度报告",
        "根据《政府信息公开条例》和2022年政府信息公开工作年度报告格式要求，现将2023年情况报告如下。",
        "一、总体情况",
        "略。",
    )
    assert result.report.year == 2023
    assert passages(result)["intro"].startswith("根据")


@pytest.mark.parametrize(
    "period",
    [
        "2023年1月1日至2023年12月31日",
        "2023年1月1日至12月31日",
        "2023年1月1日起至2023年12月31日止",
        "2023 年 1 月 1 日—12 月 31 日",
    ],
)
def test_period_stands_as_printed(period: str) -> None:
    result = text("一、总体情况", "好。", *BODY)
    assert result.report.period is None
    result = text(f"本报告所列数据的统计期限为{period}。", "一、总体情况", "好。", *BODY)
    assert result.report.period == period
    assert result.report.year == 2023


def test_contact_is_taken_where_plain() -> None:
    intro = (
        "本报告由武乡县水利局按照《条例》编制，电子版可在武乡县人民政府门户网站（http://www.wuxiang.gov.cn/）查阅。"
        "如有疑问，请与县水利局办公室联系（地址：武乡县迎宾西街8号，邮编：046300，联系电话：0355-6382117，"
        "电子邮箱：wxslj@163.com）。"
    )
    unit = text(intro, "一、总体情况", "好。").report.unit
    assert unit.name == "武乡县水利局"
    assert unit.contact.model_dump() == {
        "address": "武乡县迎宾西街8号", "phone": "0355-6382117", "postcode": "046300", "email": "wxslj@163.com",
    }  # fmt: skip
    assert (unit.site, unit.url) == ("武乡县人民政府门户网站", "http://www.wuxiang.gov.cn/")
    mobile = text("联系电话：13903551234，统计期限为全年，本报告编制于县城。", "一、总体情况", "好。").report.unit
    assert mobile.contact.phone is None


# ---- sections --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "ordinal", "title"),
    [
        ("一、总体情况", "一、", "总体情况"),
        ("一、 总体情况", "一、", "总体情况"),
        ("一 、总体情况", "一 、", "总体情况"),
        ("1、总体情况", "1、", "总体情况"),
        ("1.总体情况", "1.", "总体情况"),
        ("１、总体情况", "１、", "总体情况"),
        ("总体情况", "", "总体情况"),
        ("一、总体情况。", "一、", "总体情况"),
        ("第一部分 总体情况", "第一部分", "总体情况"),
        ("一、概述", "一、", "概述"),
        ("一、工作推进总体情况", "一、", "工作推进总体情况"),
        ("\u3000\u3000一、总体情况", "一、", "总体情况"),
        ("一、总 体 情 况", "一、", "总 体 情 况"),
    ],
)
def test_first_heading(line: str, ordinal: str, title: str) -> None:
    result = text("某县2023年政府信息公开工作年度报告", line, "全县公开信息12条。", *BODY)
    assert passages(result)["overview"] == "全县公开信息12条。"
    found = heading(result, "heading.1")
    assert (found.ordinal, found.title, found.level) == (ordinal, title, 1)
    assert result.report.headings["heading.1"] == title


@pytest.mark.parametrize(
    "line",
    [
        "五、存在的主要问题及改进情况",
        "五、存在问题和改进措施",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、存在的主要问题及下一步改进措施",
        "5. 存在的主要问题及改进情况",
        "五、存在的主要问提及改进情况",
    ],
)
def test_fifth_heading(line: str) -> None:
    result = text(*BODY, line, "更新不够及时。", "六、其他需要报告的事项", "无。")
    assert passages(result) == {"problems": "更新不够及时。", "other_matters": "无。"}


def test_headings_run_on_in_one_paragraph() -> None:
    result = text(
        "一、总体情况：2023年，我局公开信息5条。",
        "（一）主动公开。发布通知3条。",
        "（二）依申请公开： 未收到申请。",
        "（三）政府信息管理情况 严格三审。",
        "(四) 平台建设情况2023年维护网站1个。",
        "六、其他需要报告的事项。无其他事项。",
    )
    assert passages(result) == {
        "overview": "2023年，我局公开信息5条。",
        "overview.proactive": "发布通知3条。",
        "overview.requests": "未收到申请。",
        "overview.management": "严格三审。",
        "overview.platform": "2023年维护网站1个。",
        "other_matters": "无其他事项。",
    }
    assert heading(result, "heading.1.1").raw == "（一）主动公开"
    assert heading(result, "heading.1.4").ordinal == "(四)"


def test_bold_beginnings_are_headings() -> None:
    bold = "<w:b/>"
    body = (
        p("一、总体情况")
        + f"<w:p>{r('主动公开情况', bold)}{r('全年公开41条。')}</w:p>"
        + f"<w:p>{r('（二）依申请公开情况。', bold)}{r('收到申请2件。')}</w:p>"
        + p("六、其他需要报告的事项")
        + p("无。")
    )
    result = read(docx(body), "年报.docx")
    assert passages(result)["overview.proactive"] == "全年公开41条。"
    assert passages(result)["overview.requests"] == "收到申请2件。"
    assert heading(result, "heading.1.2").bold is True


def test_misnumbered_and_extra_headings_of_one() -> None:
    result = text(
        "一、总体情况",
        "（一）组织领导情况",
        "成立领导小组。",
        "（二）主动公开情况",
        "公开9条。",
        "（3）依申请公开情况",
        "未收到。",
        "3.政府信息管理情况",
        "专人管理。",
        "（二）府信息公开平台建设情况",
        "网站1个。",
        "(五)监督保障",
        "开展检查。",
        "（六）教育培训",
        "培训2次。",
        *BODY,
    )
    assert passages(result) == {
        "overview.proactive": "公开9条。",
        "overview.requests": "未收到。",
        "overview.management": "专人管理。",
        "overview.platform": "网站1个。",
        "overview.supervision": "成立领导小组。\n开展检查。\n培训2次。",
    }
    assert result.report.source is not None
    seconds = [(h.ordinal, h.address) for h in result.report.source.headings if h.level == 2]
    assert seconds == [
        ("（一）", None), ("（二）", "heading.1.1"), ("（3）", "heading.1.2"), ("3.", "heading.1.3"),
        ("（二）", "heading.1.4"), ("(五)", "heading.1.5"), ("（六）", None),
    ]  # fmt: skip


def test_items_within_a_topic_stay_in_its_text() -> None:
    result = text(
        "一、总体情况",
        "（一）主动公开情况",
        "1.政府网站公开情况。发布30条。",
        "2.微信平台公开情况。推送12条。",
        "（1）加强平台管理。",
        "（二）监督保障情况",
        "一是加强监督。",
        *BODY,
    )
    assert (
        passages(result)["overview.proactive"]
        == "1.政府网站公开情况。发布30条。\n2.微信平台公开情况。推送12条。\n（1）加强平台管理。"
    )
    assert passages(result)["overview.supervision"] == "一是加强监督。"
    assert "overview.platform" not in passages(result)


def test_one_without_sub_headings_stays_whole() -> None:
    result = text("一、总体情况", "一是主动公开方面，公开7条。", "二是依申请公开方面，未收到申请。", *BODY)
    assert passages(result) == {"overview": "一是主动公开方面，公开7条。\n二是依申请公开方面，未收到申请。"}


def test_a_list_of_titles_in_front_is_not_the_report() -> None:
    contents = ["目录", "一、总体情况……1", *(f"{line}……2" for line in BODY), "五、存在的主要问题及改进情况\t3"]
    plain_list = ["一、总体情况", *BODY, "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]
    report = [
        "一、总体情况",
        "本年公开3条。",
        *BODY,
        "五、存在的主要问题及改进情况",
        "人手不足。",
        "六、其他需要报告的事项",
        "无。",
    ]
    for front in (contents, plain_list):
        assert passages(text("某县2023年政府信息公开工作年度报告", *front, *report)) == {
            "overview": "本年公开3条。", "problems": "人手不足。", "other_matters": "无。",
        }  # fmt: skip


def test_sections_out_of_order_are_still_known() -> None:
    result = text(
        "一、总体情况", "甲。", "三、收到和处理政府信息公开申请情况", "二、主动公开政府信息情况",
        "六、其他需要报告的事项", "丙。", "五、存在的主要问题及改进情况", "乙。",
    )  # fmt: skip
    assert passages(result) == {"overview": "甲。", "problems": "乙。", "other_matters": "丙。"}
    assert result.report.source is not None
    order = [h.address for h in result.report.source.headings if h.level == 1]
    assert order == ["heading.1", "heading.3", "heading.2", "heading.6", "heading.5"]


def test_sub_headings_without_the_heading_above_them() -> None:
    result = text(
        "某乡2022年政府信息公开工作年度报告", "（一）主动公开情况", "公开8条。", "（二）依申请公开情况", "无。", *BODY
    )
    assert passages(result) == {"overview.proactive": "公开8条。", "overview.requests": "无。"}


def test_automatic_numbering_gives_the_ordinals() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def num(words: str, level: int) -> str:
        return p(words, extra=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = num("总体情况", 0) + p("前言。") + num("主动公开情况", 1) + p("公开4条。") + num("主动公开政府信息情况", 0)
    result = read(docx(body, {"word/numbering.xml": numbering}, (("numbering", "numbering.xml"),)), "年报.docx")
    assert passages(result) == {"overview": "前言。", "overview.proactive": "公开4条。"}
    found = heading(result, "heading.1.1")
    assert (found.raw, found.ordinal, found.automatic) == ("（一）主动公开情况", "（一）", True)


# ---- 五 and 六 ---------------------------------------------------------------------------------------------
def five(*lines: str) -> dict[str, str]:
    found = passages(text(*BODY, "五、存在的主要问题及改进情况", *lines, "六、其他需要报告的事项", "无。"))
    return {name: words for name, words in found.items() if name in ("problems", "improvements")}


def test_five_without_sub_headings_turns_at_the_measures() -> None:
    assert five(
        "总体看，工作仍需改进的地方不少。", "一是公开不及时。", "二是缺乏有力措施。", "下一步，将抓培训。", "建立台账。"
    ) == {
        "problems": "总体看，工作仍需改进的地方不少。\n一是公开不及时。\n二是缺乏有力措施。",
        "improvements": "下一步，将抓培训。\n建立台账。",
    }
    assert five("存在短板：队伍不稳，还需进一步规范。") == {"problems": "存在短板：队伍不稳，还需进一步规范。"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）存在的主要问题", "（二）改进情况"),
        ("（一）存在问题", "（二）下一步工作打算"),
        ("1.存在的问题和不足", "2.下一步改进措施"),
        ("存在的主要问题：", "改进措施："),
        ("一、存在的突出问题", "二、今后工作思路"),
        ("（一）工作中存在的不足。", "（二）2024年工作计划。"),
        ("（一）2025年存在的主要问题", "（二）2026年改进措施"),
        ("（一）本年主要问题", "（二）下步改进举措"),
        ("（一）本年度存在的主要问题及原因", "（二）下一年度改进措施"),
    ],
)
def test_sub_headings_of_five(first: str, second: str) -> None:
    assert five(first, "（一）公开意识存在不足。人手少。", second, "1.加强培训，提出改进措施。") == {
        "problems": "（一）公开意识存在不足。人手少。",
        "improvements": "1.加强培训，提出改进措施。",
    }


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("（一）上年度问题整改情况", "（二）存在的主要问题"),
        ("（一）2024年问题整改", "（二）2025年存在问题"),
        ("（一）上年问题改进", "（二）本年主要问题"),
        ("（一）2024年度报告指出问题的整改落实情况", "（二）2025年度存在的短板"),
    ],
)
def test_how_last_years_problems_were_mended(before: str, now: str) -> None:
    assert five(before, "已完成。", now, "更新慢。", "（三）改进措施", "盯进度。") == {
        "problems": "更新慢。",
        "improvements": "已完成。\n盯进度。",
    }


def test_items_under_a_sub_heading_of_five_are_no_sub_headings() -> None:
    items = ("1.上年度问题整改：已完成。", "2.本年度问题：更新慢。")
    assert five("（一）存在的主要问题", *items, "（二）改进措施", "1.整改措施：盯进度。") == {
        "problems": "\n".join(items),
        "improvements": "1.整改措施：盯进度。",
    }


def test_signature_date_and_page_ends_are_no_prose() -> None:
    result = text(
        "六、其他需要报告的事项", "本年度未收取信息处理费。", "西井镇人民政府", "2024年1月18日", "附件：2023年报.docx"
    )
    assert passages(result) == {"other_matters": "本年度未收取信息处理费。"}
    assert result.report.dates.signed == "2024-01-18"
    page = (
        "<html><body><div><h1>西井镇人民政府2023年政府信息公开工作年度报告</h1><p>发布日期：2024-01-19 来源：西井镇</p>"
        "<p>一、总体情况</p><p>公开信息6条。</p><p>六、其他需要报告的事项</p><p>没有，其他事项。</p>"
        "<p>【打印】 【关闭】</p>"
        "<p>上一篇：西井镇2022年年报</p></div></body></html>"
    )
    result = read(page.encode(), "年报.html")
    assert passages(result) == {"overview": "公开信息6条。", "other_matters": "没有，其他事项。"}
    assert result.report.dates.published == "2024-01-19"


# ---- broken lines, debris ----------------------------------------------------------------------------------
def test_soft_breaks_in_mid_sentence_are_closed_and_remembered() -> None:
    pieces = ("上年结转政府信息公开", "申请 5 件，均已办结。", "一是推进标", "准化。")
    run = "<w:br/>".join(f"<w:t>{piece}</w:t>" for piece in pieces)
    body = p("一、总体情况") + f"<w:p><w:r>{run}</w:r></w:p>"
    result = read(docx(body), "年报.docx")
    assert passages(result)["overview"] == "上年结转政府信息公开申请 5 件，均已办结。\n一是推进标准化。"
    assert result.report.source is not None
    assert result.report.source.raw_passages == {
        "overview[0]": "上年结转政府信息公开\n申请 5 件，均已办结。",
        "overview[1]": "一是推进标\n准化。",
    }


def test_hard_wrapped_text_is_joined() -> None:
    lines = [
        "一、总体情况",
        "    2023 年，全镇认真落实政府信息公开各项要求，不断完善工作机制，全年收到上",
        "年结转申请 5 件，主动公开各类政府信息 34",
        "件，其中政策文件 12 件、工作动态 22 件，较好保障了群众的知情权，没有发生",
        "行政复议案件。",
        "    同时，持续加强队伍建设，组织开展业务培训 2 次，参训人员达到 60 人次，有力推动了全镇",
        "政务公开工作再上新台阶。",
        "— 1 —",
        "二、主动公开政府信息情况",
    ]
    assert passages(text(*lines))["overview"].split("\n") == [
        "2023 年，全镇认真落实政府信息公开各项要求，不断完善工作机制，全年收到上年结转申请 5 件，"
        "主动公开各类政府信息 34件，其中政策文件 12 件、工作动态 22 件，较好保障了群众的知情权，没有发生行政复议案件。",
        "同时，持续加强队伍建设，组织开展业务培训 2 次，参训人员达到 60 人次，有力推动了全镇政务公开工作再上新台阶。",
    ]


@pytest.mark.parametrize(
    "debris",
    [
        "[bookmark: _Toc12345]",
        "错误!未找到引用源。",
        "错误！未定义书签。",
        "PAGE \\* MERGEFORMAT",
        "\ufffc",
        'HYPERLINK "http://x.gov.cn"',
        "Error! Reference source not found.",
        "&nbsp;",
    ],
)
def test_debris_is_taken_out_and_kept_in_source(debris: str) -> None:
    result = text("一、总体情况", f"公开{debris}信息7条。", *BODY)
    assert passages(result)["overview"] == "公开信息7条。"
    assert result.report.source is not None
    (found,) = result.report.source.debris
    raw = result.report.source.raw_passages["overview[0]"]
    assert found.span is not None
    assert (found.place, found.text, raw[slice(*found.span)]) == ("overview[0]", debris, debris)


def test_a_stray_word_alone_on_a_line() -> None:
    result = text("一、总体情况", "公开信息7条。", "Document", *BODY)
    assert passages(result)["overview"] == "公开信息7条。"
    assert result.report.source is not None
    assert [item.text for item in result.report.source.debris] == ["Document"]


def test_braces_of_a_foreign_file_are_text() -> None:
    result = text("一、总体情况", "公开{{table3.new.total}}条。", *BODY)
    assert passages(result)["overview"] == "公开｛｛table3.new.total｝｝条。"


def test_text_beside_a_table_is_told() -> None:
    result = text("二、主动公开政府信息情况", "全年制发规范性文件3件，已全部公开。", "六、其他需要报告的事项", "无。")
    (remark,) = result.remarks
    assert (remark.place, remark.kind) == ("heading.2", "text_beside_table")
    assert "制发规范性文件3件" in remark.message


def test_radicals_in_place_of_characters() -> None:
    result = text(
        "一、总体情况", "2021年我街⼯作取得⼀定成效，⻓期坚持。", "五、存在的主要问题及改进情况", "公开⼒量不⾜。"
    )
    assert passages(result) == {"overview": "2021年我街工作取得一定成效，长期坚持。", "problems": "公开力量不足。"}
    assert result.report.source is not None
    assert "⼯作" in result.report.source.raw_passages["overview[0]"]


def test_a_report_that_ends_with_five_keeps_its_signature_out() -> None:
    result = text(
        "五、信息公开工作存在的主要问题及改进情况",
        "公开不及时。",
        "道县文广新局",
        "2014年3月25日",
        "扫一扫在手机打开当前页",
    )
    assert passages(result) == {"problems": "公开不及时。"}
    assert result.report.dates.signed == "2014-03-25"


@pytest.mark.parametrize(
    ("intro", "unit"),
    [
        ("根据《条例》规定，现公布区统计局2023年政府信息公开工作年度报告。", "区统计局"),
        ("根据《条例》规定，特向社会公布2023年合水镇人民政府信息公开工作年度报告。", "合水镇人民政府"),
        ("宁远县人民政府办公室根据《条例》要求，公布2023年本机关政府信息公开工作年度报告。", "宁远县人民政府办公室"),
        ("按照要求，特编制湛江市人民政府地方志办公室2023年政府信息公开工作年度报告。", "湛江市人民政府地方志办公室"),
    ],
)
def test_unit_and_year_told_in_the_intro_only(intro: str, unit: str) -> None:
    report = text(intro, "一、总体情况", "好。").report
    assert (report.unit.name, report.year) == (unit, 2023)
