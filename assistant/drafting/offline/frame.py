"""引言, the opening of 一, and 六."""

from assistant.drafting.offline.voice import REGULATION, Voice
from schemas.form import SECTION_TITLES

FORMAT_NOTICE = (
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "（国办公开办函〔2021〕30号）"
)
FEE_NOTICE = "《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）"


def intro(voice: Voice) -> str:
    headings = voice.report.headings
    parts = "、".join(headings.get(f"heading.{n}", title) for n, title in enumerate(SECTION_TITLES, start=1))
    text = (
        f"根据{REGULATION}（国务院令第711号，以下简称《条例》）和{FORMAT_NOTICE}，编制本报告。"
        f"报告由{parts}六部分组成。"
        f"本报告所列数据的统计期限为{voice.year}1月1日至{voice.year}12月31日。"
    )
    return text + _where(voice) + _contact(voice)


def _where(voice: Voice) -> str:
    site, url = voice.report.unit.site, voice.report.unit.url
    if not (site or url):
        return ""
    place = f"{site}（{url}）" if site and url else site or url
    return f"本报告的电子版可在{place}查阅和下载。"


def _contact(voice: Voice) -> str:
    contact = voice.report.unit.contact
    parts = [
        f"{label}：{value}"
        for label, value in (
            ("地址", contact.address),
            ("邮编", contact.postcode),
            ("电话", contact.phone),
            ("电子邮箱", contact.email),
        )
        if value
    ]
    if not parts:
        return ""
    return f"如对本报告有疑问，请与{voice.name}联系（{'，'.join(parts)}）。"


def overview(voice: Voice) -> str:
    lead = f"在{voice.report.unit.superior}的领导下，" if voice.report.unit.superior else ""
    law, year, name = voice.regulation("overview"), voice.year, voice.name
    text = voice.pick(
        f"{year}，{lead}{name}认真贯彻落实{law}，坚持以公开为常态、不公开为例外，"
        "依法做好主动公开、依申请公开、政府信息管理、平台建设和监督保障等各项工作。",
        f"{year}，{lead}{name}严格执行{law}，围绕保障公众知情权、参与权和监督权，"
        "依法推进政府信息主动公开，规范办理依申请公开，做好信息管理、平台建设和监督保障。",
        f"{lead}{name}{year}按照{law}的要求，把政府信息公开作为依法行政、服务群众的基础工作，"
        "从主动公开、依申请公开、信息管理、平台建设、监督保障等方面抓好落实。",
    )
    return text + voice.note_sentences("overview")


def other_matters(voice: Voice) -> str:
    fees = (
        f"按照{FEE_NOTICE}，{voice.year}{voice.me}"
        f"发出收费通知{voice.number('fees.notices', '件', '发出信息处理费收费通知件数')}，"
        f"总金额{voice.number('fees.charged_yuan', '元', '信息处理费通知收费总金额')}，"
        f"实际收取信息处理费{voice.number('fees.collected_yuan', '元', '实际收取信息处理费金额')}。"
    )
    notes = voice.note_sentences("other_matters")
    return fees + (notes or "除此之外，无其他需要报告的事项。")
