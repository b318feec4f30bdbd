"""Settings of one data folder. The key of the model service lies in a file of its own, never in the database."""

import json
import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import SecretStr
from sqlalchemy import select

from assistant.settings import Settings
from assistant.store.database import Database, translated
from assistant.store.tables import SettingRow
from schemas.drafts import Endpoint, StructuredMode

KEY_FILE: Final = "model.key"


class Preferences:
    """Values by name, the model endpoint, and its key."""

    def __init__(self, database: Database, environment: Settings) -> None:
        self._database = database
        self._environment = environment

    def get(self, name: str, default: Any = None) -> Any:
        with self._database.transaction() as session:
            row = session.scalar(select(SettingRow).where(SettingRow.key == name))
            return default if row is None else row.value

    def set(self, name: str, value: Any) -> None:
        with self._database.transaction() as session:
            row = session.get(SettingRow, name)
            if row is None:
                session.add(SettingRow(key=name, value=value))
            else:
                row.value = value

    # ---- who sits here --------------------------------------------------------------------------------
    @property
    def person(self) -> str:
        """Name of the person who works with the program."""
        return str(self.get("person", ""))

    # ---- the model --------------------------------------------------------------------------------------
    def endpoint(self) -> Endpoint | None:
        """The endpoint of the settings page, else that of the environment; null where none is named."""
        saved = self.get("endpoint")
        if saved is not None:
            base_url = str(saved.get("base_url", ""))
            if not base_url or not saved.get("model"):
                return None
            kept = {"api_key": self.key_for(base_url), "log_content": self.keeps_content}
            return Endpoint.model_validate({**saved, **kept})
        env = self._environment
        if not env.llm_base_url or not env.llm_model:
            return None
        return Endpoint(
            base_url=env.llm_base_url,
            model=env.llm_model,
            api_key=env.llm_api_key,
            timeout=env.llm_timeout,
            concurrency=env.llm_concurrency,
            log_content=self.keeps_content,
        )

    @property
    def nameless(self) -> str:
        """The address that the environment names without a model, where that is why there is no endpoint."""
        env = self._environment
        return env.llm_base_url if self.get("endpoint") is None and not env.llm_model else ""

    @property
    def keeps_content(self) -> bool:
        """Whether the audit trail keeps prompts and answers of model calls, too. Off until the unit turns it on."""
        return self.get("keeps_content", False) is True

    def remember_mode(self, endpoint: Endpoint, mode: StructuredMode) -> None:
        """The structured mode that was negotiated with an endpoint, for the next start of the program."""
        modes = self.get("modes", {})
        if modes.get(_mode_key(endpoint)) != mode:
            self.set("modes", {**modes, _mode_key(endpoint): mode})

    def known_mode(self, endpoint: Endpoint) -> StructuredMode | None:
        """What was negotiated at an earlier start."""
        mode: StructuredMode | None = self.get("modes", {}).get(_mode_key(endpoint))
        return mode

    def set_endpoint(self, endpoint: Endpoint | None) -> None:
        """Keep an endpoint (null: work without a model). A new key is written to its file, an empty one keeps
        the old key, as long as the address still names the same server."""
        if endpoint is None:
            self.set("endpoint", {})
            return
        self.set("endpoint", endpoint.model_dump(mode="json", exclude={"api_key"}))
        key = endpoint.api_key.get_secret_value()
        if key:
            self._write_key(endpoint.base_url, key)

    def has_key(self, base_url: str) -> bool:
        return bool(self.key_for(base_url).get_secret_value())

    def forget_key(self) -> None:
        with translated(self._database.folder):
            (self._database.folder / KEY_FILE).unlink(missing_ok=True)

    def key_for(self, base_url: str) -> SecretStr:
        """The key that belongs to the server of an address; empty where none does."""
        env = self._environment
        try:
            kept = json.loads((self._database.folder / KEY_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        # a key belongs to the server that it was entered for and is sent to no other
        if isinstance(kept, dict) and kept.get("server") == _server(base_url):
            return SecretStr(str(kept.get("key", "")))
        if env.llm_base_url and _server(env.llm_base_url) == _server(base_url):
            return env.llm_api_key
        return SecretStr("")

    def _write_key(self, base_url: str, key: str) -> None:
        path: Path = self._database.folder / KEY_FILE
        with translated(self._database.folder):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                path.chmod(0o600)
                json.dump({"server": _server(base_url), "key": key}, file)

    # ---- leave to send ----------------------------------------------------------------------------------
    def may_send(self, endpoint: Endpoint) -> bool:
        """Whether a call needs no question: the server is this machine, or the clerk has agreed to it."""
        from assistant.drafting.outbound import is_loopback

        return is_loopback(endpoint) or _server(endpoint.base_url) in self.get("agreed_servers", [])

    def agree_to(self, endpoint: Endpoint) -> None:
        agreed = [*self.get("agreed_servers", [])]
        server = _server(endpoint.base_url)
        if server not in agreed:
            self.set("agreed_servers", [*agreed, server])


def _mode_key(endpoint: Endpoint) -> str:
    return f"{endpoint.base_url}|{endpoint.model}"


def _server(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}".lower()
