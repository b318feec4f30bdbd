"""When a number ceases to exist, prose that was bound to it keeps the digits as plain text."""

from assistant.facts import FactBook
from assistant.slots import parse, slot
from schemas.report import Report


def keep_numbers_of_vanished(before: Report, after: Report) -> Report:
    """`after` with each slot that names nothing any more replaced by the digits that it showed in `before`."""
    old, new = FactBook(before), FactBook(after)
    passages = {name: _kept(text, old, new) for name, text in after.passages.items()}
    return after if passages == after.passages else after.model_copy(update={"passages": passages})


def _kept(text: str, old: FactBook, new: FactBook) -> str:
    pieces: list[str] = []
    for piece, address in parse(text):
        if address is not None and not new.is_address(address) and (fact := old.get(address)) is not None:
            pieces.append(fact.text)
        else:
            pieces.append(piece)
    return "".join(pieces)


def unbound_by(before: Report, after: Report) -> tuple[str, ...]:
    """Passages in which a number lost its binding between two versions."""
    return tuple(
        name for name, text in before.passages.items() if text.count("{{") > after.passages.get(name, "").count("{{")
    )


def rewritten_slots(text: str, old: str, new: str) -> str:
    """Slot text in which the address `old` has become `new`, within derived addresses, too.

    Last year's numbers keep their own names.
    """
    return "".join(piece if address is None else slot(_renamed(address, old, new)) for piece, address in parse(text))


def _renamed(address: str, old: str, new: str) -> str:
    at = 0
    while (at := address.find(old, at)) >= 0:
        end = at + len(old)
        whole = (at == 0 or address[at - 1] == ".") and (end == len(address) or address[end] == ".")
        if whole and not address[:at].endswith("previous."):
            address = address[:at] + new + address[end:]
            at += len(new)
        else:
            at = end
    return address
