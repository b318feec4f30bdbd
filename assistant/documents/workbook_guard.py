"""Workbooks that are refused before anything in them is parsed."""

import re
from typing import Final

from assistant.documents.guards import kind_of, open_zip, read_part, refuse

_MAX_XML: Final = 16_000_000
_DTD: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)


def refuse_bad_workbook(data: bytes, name: str) -> None:
    """Raises UnreadableFileError, one sentence that says what to do, for what is no plain .xlsx file.

    Beyond what holds for every file: no part may define XML entities, and all parts together may not be larger
    than any form or ledger is.
    """
    if kind_of(data, name) != "xlsx":
        raise refuse(f"“{name}”不是 Excel 工作簿（.xlsx），请在 Excel 或 WPS 中另存为 .xlsx 后再导入。")
    with open_zip(data, name) as archive:
        parts = [entry for entry in archive.infolist() if entry.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if sum(entry.file_size for entry in parts) > _MAX_XML:
            raise refuse(
                f"“{name}”的内容异常庞大，不像年报表格或申请台账；请删去多余的工作表和空白行，另存为 .xlsx 后再导入。"
            )
        for entry in parts:
            head = read_part(archive, entry.filename, name)
            if _DTD.search(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:64]:
                raise refuse(f"“{name}”含有不应出现的 XML 定义，可能是恶意文件，不予打开；请向提供者索取正常的文件。")
