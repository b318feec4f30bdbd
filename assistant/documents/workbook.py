"""The form as an Excel workbook, both ways.

    write_workbook(report) -> bytes               a workbook that looks like the form
    read_workbook(data, name) -> ImportResult     the same workbook filled in, or anyone's with the three tables

A number is found by its labels, never by its place, so that moved, merged and inserted rows do no harm.
"""

from assistant.documents.workbook_read import read_workbook
from assistant.documents.workbook_write import write_workbook

__all__ = ["read_workbook", "write_workbook"]
