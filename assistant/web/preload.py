"""Slow imports happen in the background while the clerk reads the first page."""

import logging
import threading
from functools import cache

from assistant.errors import StorageError
from assistant.store.store import Store
from schemas.drafts import Endpoint, StructuredMode


@cache
def preload(store: Store) -> None:
    """Start once a process; returns at once."""
    threading.Thread(target=_load, args=(store,), name="preload", daemon=True).start()


def _load(store: Store) -> None:
    from assistant.drafting import modes
    from assistant.drafting.client import preload as load

    def keep(endpoint: Endpoint, mode: StructuredMode) -> None:
        try:
            store.preferences.remember_mode(endpoint, mode)
        except StorageError as error:
            logging.getLogger("nianbao").warning("%s", error)

    endpoint = store.preferences.endpoint()
    mode = store.preferences.known_mode(endpoint) if endpoint else None
    if endpoint is not None and mode is not None:
        modes.remember(endpoint, modes.Dialect(mode))
    modes.persist_with(keep)
    load()
