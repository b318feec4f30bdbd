"""Once a process: the unit's own lists, and slow imports in the background while the clerk reads the first page."""

import logging
import threading
from functools import cache
from pathlib import Path

from assistant.errors import StorageError, WrongInputError
from assistant.lists import extend_from
from assistant.store.store import Store
from schemas.drafts import Endpoint, StructuredMode


@cache
def merge_lists(folder: Path) -> str:
    """Merge the lists of the data folder; a sentence where one of them is broken, and none of them is used then."""
    try:
        extend_from(folder)
    except WrongInputError as error:
        return f"{str(error).rstrip('。')}；改好并重新启动之前，本单位的名单都不采用，其他功能照常使用。"
    return ""


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
