"""Looks that Streamlit's theme cannot set, and its few English words in Chinese."""

from functools import cache
from pathlib import Path


@cache
def styles() -> str:
    """The style sheet as a tag."""
    return f"<style>{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}</style>"
