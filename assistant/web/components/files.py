"""Names and kinds of the files that go out."""

from typing import Final

from schemas.report import Report

MIMES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LABELS: Final = {"docx": " Word 草稿", "html": "网页草稿", "xlsx": "数据表格"}


def file_name(report: Report, kind: str, *, draft: bool) -> str:
    """苏店镇人民政府2024年政府信息公开工作年度报告（草稿）.docx"""
    what = "政府信息公开数据表" if kind == "xlsx" else "政府信息公开工作年度报告"
    name = f"{report.unit.name or ''}{f'{report.year}年' if report.year else ''}{what}{'（草稿）' if draft else ''}"
    return "".join(char for char in name if char not in '\\/:*?"<>|\n\r\t') + f".{kind}"
