"""What drafting costs on top of the raw SDK, against a model of 0.2 s on loopback.

    python -m tests.benchmarks.bench_drafting          prints the figures
    pytest tests/benchmarks/bench_drafting.py -m benchmark

The server runs in a process of its own, so that it shares no interpreter lock with what is measured; raw SDK and
we take turns in the same run.
"""

import json
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from openai import OpenAI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from assistant.drafting import draft, draft_all, preload
from assistant.drafting.prompts import build_prompt
from schemas.drafts import Endpoint
from schemas.report import Report
from tests.drafting.samples import random_report
from tests.drafting.server import plain_answer

MODEL_SECONDS = 0.2
PASSAGES = ("overview.requests", "overview.management", "other_matters")


# ---- the model ---------------------------------------------------------------------------------------------
def _serve(port: "multiprocessing.Queue[int]") -> None:
    import asyncio
    import socket

    import uvicorn

    sent: list[float] = []

    async def chat(request: Request) -> Response:
        body = await request.json()
        await asyncio.sleep(MODEL_SECONDS)
        text = json.dumps({"paragraphs": plain_answer(body)}, ensure_ascii=False)
        if not body.get("stream"):
            message = {"role": "assistant", "content": text}
            return JSONResponse({"id": "c", "object": "chat.completion", "created": 1, "model": "m",
                                 "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})  # fmt: skip

        async def stream() -> Any:
            for at in range(0, len(text), 12):
                if at == 12:  # the chunk that brings the first character of the passage
                    sent.append(time.perf_counter())
                yield _chunk({"content": text[at : at + 12]}, None)
                await asyncio.sleep(0.002)
            yield _chunk({}, "stop")
            yield "data: [DONE]\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def last(_request: Request) -> Response:
        return JSONResponse({"sent": sent[-1] if sent else None})

    app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"]), Route("/sent", last)])
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port.put(listener.getsockname()[1])
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])


def _chunk(delta: dict[str, str], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    whole = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(whole, ensure_ascii=False)}\n\n"


@contextmanager
def model() -> Iterator[str]:
    context = multiprocessing.get_context("spawn")
    port: multiprocessing.Queue[int] = context.Queue()
    process = context.Process(target=_serve, args=(port,), daemon=True)
    process.start()
    try:
        url = f"http://127.0.0.1:{port.get(timeout=30)}"
        time.sleep(0.3)
        yield url
    finally:
        process.terminate()
        process.join()


# ---- what is compared --------------------------------------------------------------------------------------
def _raw_call(client: OpenAI, report: Report, passage: str) -> Callable[[], None]:
    prompt = build_prompt(report, passage)
    messages: Any = [{"role": role, "content": text} for role, text in prompt.messages]
    schema = {"type": "json_schema", "json_schema": {"name": "Draft", "strict": True, "schema": prompt.schema}}

    def call() -> None:
        answer = client.chat.completions.create(
            model="m", messages=messages, response_format=schema, max_tokens=prompt.max_tokens
        )
        json.loads(answer.choices[0].message.content or "")

    return call


def timed(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def overhead(rounds: int = 40) -> tuple[float, float]:
    """Median seconds of one call: raw SDK, and drafting with the gate."""
    report = random_report(5)
    with model() as url:
        endpoint = Endpoint(base_url=f"{url}/v1", model="m", timeout=30)
        raw = _raw_call(OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0), report, PASSAGES[0])
        raws: list[float] = []
        ours: list[float] = []
        for _ in range(rounds + 2):
            raws.append(timed(raw))
            ours.append(timed(lambda: draft_all(report, [PASSAGES[0]], endpoint)))
    return statistics.median(raws[2:]), statistics.median(ours[2:])


def first_character(rounds: int = 20) -> float:
    """Median seconds from the model's sending the first character to our showing it."""
    import urllib.request

    report = random_report(5)
    delays: list[float] = []
    with model() as url:
        endpoint = Endpoint(base_url=f"{url}/v1", model="m", timeout=30)
        for _ in range(rounds + 1):
            shown = None
            for event in draft(report, [PASSAGES[0]], endpoint):
                if event.kind == "text" and event.text and shown is None:
                    shown = time.perf_counter()
            with urllib.request.urlopen(f"{url}/sent") as answer:
                sent = json.load(answer)["sent"]
            assert shown is not None
            delays.append(shown - sent)
    return statistics.median(delays[1:])


def together(units: int = 300, at_once: int = 16) -> tuple[float, float]:
    """Seconds for `units` × 3 passages: raw SDK, and drafting."""
    reports = [random_report(seed) for seed in range(units)]
    with model() as url:
        client = OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0)
        endpoint = Endpoint(base_url=f"{url}/v1", model="m", timeout=30, concurrency=at_once)
        draft_all(reports[0], [PASSAGES[0]], endpoint)
        calls = [_raw_call(client, report, passage) for report in reports for passage in PASSAGES]
        with ThreadPoolExecutor(at_once) as pool:
            raw = timed(lambda: list(pool.map(lambda call: call(), calls)))
        with ThreadPoolExecutor(at_once // 2) as pool:
            ours = timed(lambda: list(pool.map(lambda report: draft_all(report, PASSAGES, endpoint), reports)))
    return raw, ours


@pytest.mark.benchmark
def test_one_call_costs_at_most_three_milliseconds_more() -> None:
    preload()
    raw, ours = overhead()
    assert ours - raw <= 0.003


@pytest.mark.benchmark
def test_the_first_character_is_visible_at_once() -> None:
    preload()
    assert first_character() <= 0.05


@pytest.mark.benchmark
def test_a_district_at_once_costs_at_most_five_per_cent_more() -> None:
    preload()
    raw, ours = together()
    assert ours <= raw * 1.05


def main() -> None:
    preload()
    raw, ours = overhead()
    print(f"one call: raw SDK {raw * 1000:.1f} ms, drafting {ours * 1000:.1f} ms, more {(ours - raw) * 1000:.1f} ms")
    print(f"first character: {first_character() * 1000:.1f} ms after it was sent")
    raw, ours = together()
    print(f"300 units × 3 at 16: raw SDK {raw:.1f} s, drafting {ours:.1f} s, {ours / raw - 1:+.1%}")


if __name__ == "__main__":
    main()
