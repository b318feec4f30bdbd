"""The few errors that reach a person. Each carries one Chinese sentence and no traceback is shown for it."""


class NianbaoError(Exception):
    """Base: `str(error)` is the sentence for the user."""


class UnreadableFileError(NianbaoError):
    """A file that cannot be read, is refused, or is no report."""


class WrongInputError(NianbaoError):
    """Report JSON or an option that is not what it should be."""


class FinalRefusedError(NianbaoError):
    """A final document is refused; `reasons` lists why, one sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("尚不能导出定稿：" + "；".join(reasons[:3]) + ("……" if len(reasons) > 3 else ""))
        self.reasons = reasons


class StorageError(NianbaoError):
    """The data folder cannot be written, or a stale write was refused."""


class ModelCallError(NianbaoError):
    """The model endpoint could not be used."""
