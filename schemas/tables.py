"""The three tables as typed values. A missing row or cell is null; an unknown key is refused."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Strict(BaseModel):
    """Base of all models between modules: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def plain_number(value: Any) -> Any:
    # bool is an int to Python and "3" a number to pydantic; neither is one in a statutory form
    if isinstance(value, (bool, str)):
        raise ValueError("须为数字或 null")
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("须为有限的数字")
        if value.is_integer() and abs(value) < 2**53:
            return int(value)
    return value


Number = Annotated[int | float, BeforeValidator(plain_number)]
"""A plain JSON number; 3.0 is read as 3. Negative and fractional values pass here and are judged by T-02."""
Cell = Number | None


def _null_is_empty(value: Any) -> Any:
    return {} if value is None else value


class DocumentRow(Strict):
    made: Cell = None
    repealed: Cell = None
    valid: Cell = None


class Table2(Strict):
    regulations: Annotated[DocumentRow, BeforeValidator(_null_is_empty)] = Field(default_factory=DocumentRow)
    normative: Annotated[DocumentRow, BeforeValidator(_null_is_empty)] = Field(default_factory=DocumentRow)
    licensing: Cell = None
    punishment: Cell = None
    coercion: Cell = None
    fees_wan: Cell = None


class ApplicantRow(Strict):
    """One row of 表三, counts in 件."""

    natural: Cell = None
    business: Cell = None
    research: Cell = None
    welfare: Cell = None
    legal: Cell = None
    other: Cell = None
    total: Cell = None


_Row = Annotated[ApplicantRow, BeforeValidator(_null_is_empty)]


def _row() -> Any:
    return Field(default_factory=ApplicantRow)


class Table3(Strict):
    new: _Row = _row()
    carried_in: _Row = _row()
    granted: _Row = _row()
    partial: _Row = _row()
    deny_state_secret: _Row = _row()
    deny_law: _Row = _row()
    deny_safety: _Row = _row()
    deny_third_party: _Row = _row()
    deny_internal: _Row = _row()
    deny_process: _Row = _row()
    deny_case_file: _Row = _row()
    deny_inquiry: _Row = _row()
    na_not_held: _Row = _row()
    na_need_make: _Row = _row()
    na_unclear: _Row = _row()
    np_petition: _Row = _row()
    np_repeat: _Row = _row()
    np_publication: _Row = _row()
    np_massive: _Row = _row()
    np_confirm: _Row = _row()
    ot_no_correction: _Row = _row()
    ot_no_fee: _Row = _row()
    ot_other: _Row = _row()
    total: _Row = _row()
    carried_out: _Row = _row()


class ResultRow(Strict):
    """One group of 表四, counts in 件."""

    maintain: Cell = None
    correct: Cell = None
    other: Cell = None
    pending: Cell = None
    total: Cell = None


_Group = Annotated[ResultRow, BeforeValidator(_null_is_empty)]


class Table4(Strict):
    review: _Group = Field(default_factory=ResultRow)
    direct: _Group = Field(default_factory=ResultRow)
    after: _Group = Field(default_factory=ResultRow)
