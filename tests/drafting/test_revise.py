"""Revising: the instruction and the present text go out, what is locked or not selected stays."""

from collections.abc import Iterator

import pytest

from assistant.drafting import QUICK_INSTRUCTIONS, draft, modes, preload, revise, write_offline
from assistant.drafting.sentences import split_sentences
from assistant.facts import FactBook
from assistant.slots import render
from schemas.drafts import Endpoint, PassageDraft
from schemas.report import Report
from tests.drafting.samples import town
from tests.drafting.server import ScriptedServer, prompt_of

PASSAGE = "overview.management"
FIRST = "我镇做好政府信息的收集、整理和归档工作，确保完整可查。"
NUMBERS = (
    "{{year}}年制发行政规范性文件{{table2.normative.made}}件，废止{{table2.normative.repealed}}件，"
    "现行有效{{table2.normative.valid}}件。"
)
LAST = "落实保密审查要求，守住保密底线。"
PRESENT = f"{FIRST}{NUMBERS}\n{LAST}"


@pytest.fixture(autouse=True)
def _fresh_modes() -> Iterator[None]:
    preload()
    modes.forget()
    yield
    modes.forget()


def report(**changes: object) -> Report:
    whole = town()
    return whole.model_copy(update={"passages": {PASSAGE: PRESENT}, **changes})


def endpoint(server: ScriptedServer) -> Endpoint:
    return Endpoint(base_url=server.base_url, model="scripted", timeout=5)


def result(whole: Report, where: Endpoint | None, instruction: str, **more: object) -> PassageDraft:
    events = list(revise(whole, PASSAGE, where, instruction=instruction, **more))  # type: ignore[arg-type]
    found = events[-1].result
    assert found is not None
    return found


def test_the_present_text_and_the_instruction_go_out() -> None:
    with ScriptedServer(answers=lambda _b: ["严把审核关口，规范信息管理。", NUMBERS]) as server:
        found = result(report(), endpoint(server), "语气更正式")
        sent = prompt_of(server.requests[0])
    assert "语气更正式" in sent
    assert FIRST in sent
    assert found.slot_text == f"严把审核关口，规范信息管理。\n{NUMBERS}"
    assert found.instruction == "语气更正式"


def test_drafting_with_an_instruction_on_a_written_passage_is_a_revision() -> None:
    with ScriptedServer(answers=lambda _b: [NUMBERS]) as server:
        list(draft(report(), [PASSAGE], endpoint(server), instruction="更简短"))
        assert FIRST in prompt_of(server.requests[0])


def test_only_the_selected_sentence_is_replaced() -> None:
    whole = report()
    shown = render(PRESENT, FactBook(whole)).text
    start = shown.index("落实保密审查")
    with ScriptedServer(answers=lambda _b: ["严守保密纪律，未经审查的信息不予发布。"]) as server:
        found = result(whole, endpoint(server), "换一种说法", selection=(start, start + 4))
    assert found.slot_text == f"{FIRST}{NUMBERS}\n严守保密纪律，未经审查的信息不予发布。"


def test_a_model_that_gives_the_whole_passage_back_changes_only_the_selection() -> None:
    whole = report()
    with ScriptedServer(answers=lambda _b: [f"做好信息归集整理工作，确保有据可查。{NUMBERS}", LAST]) as server:
        found = result(whole, endpoint(server), "换一种说法", selection=(2, 6))
    assert found.slot_text == f"做好信息归集整理工作，确保有据可查。{NUMBERS}\n{LAST}"


def test_a_selection_inside_a_number_selects_its_sentence() -> None:
    whole = report()
    shown = render(PRESENT, FactBook(whole)).text
    at = shown.index("年制发") - 1
    with ScriptedServer(answers=lambda _b: [NUMBERS.replace("制发", "制定")]) as server:
        found = result(whole, endpoint(server), "换一种说法", selection=(at, at + 1))
    assert found.slot_text == f"{FIRST}{NUMBERS.replace('制发', '制定')}\n{LAST}"


def test_a_locked_paragraph_stays_whatever_the_model_says() -> None:
    whole = report(locks=[f"{PASSAGE}[1]"])
    with ScriptedServer(answers=lambda _b: ["规范信息管理。" + NUMBERS]) as server:
        found = result(whole, endpoint(server), "更简短")
    assert found.slot_text.split("\n")[1] == LAST


def test_a_locked_passage_is_not_sent_at_all() -> None:
    with ScriptedServer() as server:
        found = result(report(locks=[PASSAGE]), endpoint(server), "更简短")
        assert server.requests == []
    assert found.slot_text == PRESENT
    assert "锁定" in found.notice


@pytest.mark.parametrize("behaviour", ["error_500", "prose", "half_json", "refusal"])
def test_a_failed_revision_costs_nothing_that_stands(behaviour: str) -> None:
    with ScriptedServer(behaviour) as server:
        found = result(report(), endpoint(server), "换一种说法")
    assert found.slot_text == PRESENT
    assert found.notice.endswith("。")


def test_a_wrong_revision_is_mended_like_any_draft() -> None:
    with ScriptedServer(answers=lambda _b: ["全年制发行政规范性文件88件。", LAST]) as server:
        found = result(report(), endpoint(server), "更具体")
    assert "88" not in found.slot_text
    assert LAST in found.slot_text
    assert "{{table2.normative.made}}" in found.slot_text


# ---- without a model ---------------------------------------------------------------------------------------
def test_shorter_keeps_every_number_and_drops_general_talk() -> None:
    found = result(report(), None, "更简短")
    assert found.slot_text == NUMBERS


def test_other_words_say_the_same_facts() -> None:
    whole = town()
    written = write_offline(whole, PASSAGE)
    found = result(whole.model_copy(update={"passages": {PASSAGE: written}}), None, "换一种说法")
    assert found.slot_text != written
    numbers = {s.text for s in split_sentences(written) if "{{table2" in s.text}
    assert numbers <= {s.text for s in split_sentences(found.slot_text)}


def test_more_adds_what_is_known_and_missing() -> None:
    whole = town().model_copy(update={"passages": {PASSAGE: LAST}})
    found = result(whole, None, "更具体")
    assert found.slot_text.startswith(LAST)
    assert "{{table2.normative.valid}}" in found.slot_text


@pytest.mark.parametrize("instruction", ["写得更有感染力", "改成三段"])
def test_what_needs_a_model_is_said_and_the_text_stays(instruction: str) -> None:
    found = result(report(), None, instruction)
    assert found.slot_text == PRESENT
    assert "模型" in found.notice


@pytest.mark.parametrize("instruction", QUICK_INSTRUCTIONS)
def test_quick_instructions_never_lose_a_number(instruction: str) -> None:
    found = result(report(), None, instruction)
    for address in ("made", "repealed", "valid"):
        assert f"{{{{table2.normative.{address}}}}}" in found.slot_text
