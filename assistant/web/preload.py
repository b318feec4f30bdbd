"""Slow imports happen in the background while the clerk reads the first page."""

import threading
from functools import cache


@cache
def preload() -> None:
    """Start once a process; returns at once."""
    threading.Thread(target=_load, name="preload", daemon=True).start()


def _load() -> None:
    from assistant.drafting.client import preload as load

    load()
