"""Bytes → text: byte-order marks, UTF-8, what the page declares, GB18030."""

import re
from typing import Final

_META: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.I)
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ALIASES: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
}


def decode(data: bytes) -> str:
    """The text, never failing: what no encoding explains becomes U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        # pages are often saved in another encoding than they declare; valid UTF-8 is hardly ever an accident
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META.search(data[:4096])
    names = [declared[1].decode("ascii").lower()] if declared else []
    for name in (*names, "gb18030"):
        encoding = _ALIASES.get(name, name)
        try:
            if encoding not in ("utf-8", "utf8"):
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if len(data) < 1_000_000:
        from charset_normalizer import from_bytes

        guess = from_bytes(data, cp_isolation=["utf_8", "gb18030", "big5", "utf_16"]).best()
        if guess is not None:
            return str(guess)
    if declared and b"utf" in declared[1].lower():
        return data.decode("utf-8", "replace")
    return data.decode("gb18030", "replace")
