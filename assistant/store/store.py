"""The store of one data folder: reports, versions of passages, the audit trail, settings."""

from functools import cached_property
from importlib.resources import files
from pathlib import Path

from assistant.reports import report_from_json
from assistant.settings import Settings, settings
from assistant.store.database import Database
from assistant.store.journal import Journal
from assistant.store.preferences import Preferences
from assistant.store.reports import Reports
from assistant.store.revisions import Revisions
from schemas.report import Report


class Store:
    """Opens (and on the first start fills) a data folder: `nianbao.db`. Raises StorageError where it cannot be
    written."""

    def __init__(self, folder: Path, environment: Settings | None = None) -> None:
        self.folder = folder
        self._database = Database(folder)
        self._environment = environment or settings()
        if self.reports.is_new():
            self.reports.add(sample_report())

    @cached_property
    def reports(self) -> Reports:
        return Reports(self._database)

    @cached_property
    def revisions(self) -> Revisions:
        return Revisions(self._database)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self._database)

    @cached_property
    def preferences(self) -> Preferences:
        return Preferences(self._database, self._environment)

    def close(self) -> None:
        self._database.close()


def sample_report() -> Report:
    """The sample unit: 苏店镇人民政府 2024, as far as its published report states it."""
    return report_from_json((files("assistant") / "data" / "sample_sudian_2024.json").read_bytes())
