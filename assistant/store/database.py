"""The database: where it lies, how it is opened, and its errors in Chinese."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assistant.errors import StorageError
from assistant.store.tables import Base

DATABASE_FILE: Final = "nianbao.db"
STALE: Final = "这份报告刚刚在别处被改动过，这一次修改没有保存。请看一下最新内容，再改一次。"
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
)


def now() -> str:
    """The present moment as ISO text with zone, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def unwritable(folder: Path) -> StorageError:
    return StorageError(f"数据文件夹“{folder}”无法写入，请换一个有写入权限的文件夹，或检查磁盘空间。")


def prepare_folder(folder: Path) -> None:
    """Make the data folder. Raises StorageError where nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"?")
    except OSError:
        raise unwritable(folder) from None


def open_engine(folder: Path) -> Engine:
    """The engine with all tables made. Raises StorageError."""
    prepare_folder(folder)
    engine = create_engine(URL.create("sqlite", database=(folder / DATABASE_FILE).as_posix()))
    event.listen(engine, "connect", _set_pragmas)
    with translated(folder):
        Base.metadata.create_all(engine)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Whatever the database says becomes one Chinese sentence."""
    try:
        yield
    except StaleDataError:
        raise StorageError(STALE) from None
    except SQLAlchemyError as error:
        text = str(error).lower()
        if "locked" in text:
            raise StorageError("数据文件正被另一个程序占用，请稍等片刻再试。") from error
        if any(word in text for word in ("malformed", "not a database", "corrupt")):
            raise StorageError(f"数据文件“{folder / DATABASE_FILE}”已损坏，请用备份恢复，或另选数据文件夹。") from error
        raise unwritable(folder) from error
    except OSError as error:
        raise unwritable(folder) from error


class Database:
    """An open database in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = open_engine(folder)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any error. Raises StorageError."""
        with translated(self.folder), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()
