"""The unit's own full name in its prose reads as 我局: 临河县自然资源局新收申请3件 is the report's own number."""

import re
from functools import lru_cache
from typing import Final

from assistant.units import short_name
from schemas.report import Unit

_PLACE: Final = re.compile(r"^(?:[一-鿿]{1,7}?(?:自治[区州县旗]|[省市县区州盟旗]))(?=[一-鿿]{3})")
_BEFORE: Final = r"(?:^|(?<=[，。；：、\n])|(?<=年)|(?<=年度)|(?<=\d日))[ \u3000]*"
_BEHIND: Final = (
    r"(?=，?(?:20\d\d年|本年|全年|今年|年内|当年|上年|去年|共|累计|总计|合计|一共|实际|已|均|收|新|接[到收]|受理|办[结理]|"
    r"答复|制[发定]|出台|印发行政|主动公开|公开(?:政府)?信息|发布|未|没有|无|被|发生|作出|做出|依申请|依法|政府信息公开申请|"
    r"政府信息公开工作[^，。；]{0,4}收|行政|现行|废止|组织|开展|举办|申请))"
)
_OWN: Final = "我局"


def as_own_word(text: str, unit: Unit) -> str:
    """The same number of characters, with the name where it is the subject of a sentence replaced by 我局."""
    found = _pattern(unit.name or "", unit.short or "")
    if found is None or found[0] not in text:
        return text
    return found[1].sub(lambda m: _OWN.ljust(len(m[0]), "\u3000"), text)


@lru_cache(maxsize=64)
def _pattern(name: str, short: str) -> "tuple[str, re.Pattern[str]] | None":
    """The core of the name, and the names that end in it: 自然资源局, 县自然资源局, 临河县自然资源局."""
    core = name
    while (place := _PLACE.match(core)) is not None:
        core = core[place.end() :]
    plain = short_name(core)
    if len(core) < 3 or len(plain) < 2:
        return None
    places = name[: len(name) - len(core)]
    above = "(?:[一-鿿]{2,6}[省市县区州旗])?"
    ahead = f"(?:{above}{re.escape(places)}|{places[-1]})?" if places else above
    names = "|".join(re.escape(n) for n in dict.fromkeys((core, plain, short)) if len(n) > 2)
    return plain, re.compile(f"{_BEFORE}{ahead}(?:{names}){_BEHIND}")
