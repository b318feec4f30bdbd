"""What the law wants stated outside the tables: 工作考核, 社会评议, 责任追究, 按期答复."""

from typing import Final, Literal

from assistant.drafting.offline.voice import Voice, as_sentence, missing

Topic = Literal["appraisal", "evaluation", "accountability", "on_time"]

_WORDS: Final[dict[str, tuple[str, str, str, str]]] = {
    # keyword that the text must hold, said where yes, said where none, asked where not stated
    "appraisal": (
        "工作考核",
        "本年度开展了政府信息公开工作考核。",
        "本年度未开展政府信息公开工作考核。",
        "政府信息公开工作考核结果",
    ),
    "evaluation": (
        "社会评议",
        "本年度开展了政府信息公开社会评议。",
        "本年度未开展政府信息公开社会评议。",
        "政府信息公开社会评议结果",
    ),
    "accountability": (
        "责任追究",
        "本年度发生了政府信息公开工作责任追究情形。",
        "本年度未发生政府信息公开工作责任追究情形。",
        "政府信息公开责任追究结果",
    ),
    "on_time": (
        "期限",
        "办结的申请均在法定期限内答复。",
        "办结的申请未能全部在法定期限内答复。",
        "各项申请是否均在法定期限内答复",
    ),
}
_LEADS: Final = {
    "appraisal": "工作考核方面，",
    "evaluation": "社会评议方面，",
    "accountability": "责任追究方面，",
    "on_time": "答复期限方面，",
}


def appraisal_and_evaluation(voice: Voice, *, demanded: bool) -> str:
    """Both in one sentence where both were held, or neither, and nobody has said more."""
    one, two = voice.report.statements.appraisal, voice.report.statements.evaluation
    if one.state is not None and one.state == two.state and not one.text.strip() and not two.text.strip():
        return f"本年度{'开展了' if one.state == 'yes' else '未开展'}政府信息公开工作考核和社会评议。"
    return statement(voice, "appraisal", demanded=demanded) + statement(voice, "evaluation", demanded=demanded)


def statement(voice: Voice, topic: Topic, *, demanded: bool) -> str:
    """One sentence on the topic; 【待补】 where demanded and not stated, nothing where merely useful."""
    given = getattr(voice.report.statements, topic)
    keyword, yes, none, asked = _WORDS[topic]
    text = given.text.strip().replace("{{", "{").replace("}}", "}")
    if given.state is None and not text:
        return f"{_LEADS[topic]}{missing(asked)}。" if demanded else ""
    if text:
        return as_sentence(text if keyword in text or "按期" in text else _LEADS[topic] + text)
    return yes if given.state == "yes" else none
