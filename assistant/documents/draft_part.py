"""The custom XML part of a Word draft: what its text was bound to when it was written.

    <draft xmlns="urn:nianbao:draft:1" unit="苏店镇人民政府" template="GB-30-2021">
      <passage address="overview.requests">本年度共收到{{table3.new.total}}件。</passage>
      <number address="table3.new.total">0</number>           every filled cell and slot, as printed
      <control tag="…" address="…"/>                          only where the tag is not the address itself
      <facts>{"disclosure": …}</facts>                        numbers that stand in no table (`draft_facts`)
    </draft>

In the text, each number of the prose is a run-level content control whose tag leads back to its address.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.documents.xml_text import escaped, quoted
from schemas.form import TEMPLATE_ID

NAMESPACE: Final = "urn:nianbao:draft:1"
ROOT: Final = f"{{{NAMESPACE}}}draft"
TAG_LENGTH: Final = 64
_PLAIN: Final = re.compile(r"[\w.\-（）()、·《》“” ]+")


@dataclass(frozen=True, slots=True)
class DraftPart:
    """`controls`: tag → address for the tags that are not addresses themselves."""

    passages: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    controls: dict[str, str] = field(default_factory=dict)
    facts: str = ""


def control_tag(address: str) -> str:
    """The address itself, or a hash where Word's 64 characters (or plain text) cannot hold it."""
    units = len(address.encode("utf-16-le", "replace")) // 2
    if units <= TAG_LENGTH and _PLAIN.fullmatch(address):
        return address
    return "nb:" + hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:40]


def draft_xml(
    *,
    unit: str,
    passages: dict[str, str],
    numbers: dict[str, str],
    slots: Iterable[str],
    facts: str = "",
) -> str:
    """The part as text. `slots` are the addresses that stand in content controls."""
    pieces = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<draft xmlns="{NAMESPACE}" unit="{quoted(unit)}" template="{TEMPLATE_ID}">',
    ]
    pieces += [f'<passage address="{quoted(a)}">{escaped(text)}</passage>' for a, text in passages.items()]
    pieces += [f'<number address="{quoted(a)}">{escaped(text)}</number>' for a, text in numbers.items()]
    for address in dict.fromkeys(slots):
        tag = control_tag(address)
        if tag != address:
            pieces.append(f'<control tag="{tag}" address="{quoted(address)}"/>')
    if facts:
        pieces.append(f"<facts>{escaped(facts)}</facts>")
    return "".join([*pieces, "</draft>"])


def read_draft_part(root: Any) -> DraftPart | None:
    """What `draft_xml` wrote, from the parsed root element (lxml); null where it is another part."""
    if root is None or root.tag != ROOT:
        return None
    passages: dict[str, str] = {}
    numbers: dict[str, str] = {}
    controls: dict[str, str] = {}
    facts = ""
    kinds = {"passage": passages, "number": numbers}
    for child in root:
        name = str(child.tag).rpartition("}")[2]
        address = child.get("address")
        if name == "facts":
            facts = child.text or ""
        elif address is None:
            continue
        elif name in kinds:
            kinds[name][address] = child.text or ""
        elif name == "control":
            controls[child.get("tag", "")] = address
    return DraftPart(passages, numbers, controls, facts)
