"""Blocks → report: title, unit, passages, headings and 200 cells, and what the file was like."""

from assistant.documents.recognise.report import recognise

__all__ = ["recognise"]
