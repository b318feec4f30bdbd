"""A document as a sheet of paper on a grey ground."""

from base64 import b64encode
from typing import Final

import streamlit as st

_STEPS: Final = "".join(
    f"@media (max-width: {width}px) {{ html {{ zoom: {(width - 36) / 804:.2f}; }} }}" for width in range(640, 300, -20)
)
"""The whole breadth of the sheet fits into the frame: 794 px of paper and a little ground, and the scroll bar."""
_STYLE: Final = (
    f"<style>html {{ zoom: .72; background: #e6e9ed; }} {_STEPS}"
    "body { background: none !important; padding: 14px 0; }"
    "article { width: 210mm; padding: 20mm 26mm 20mm 28mm !important; }"
    "article { background: #fff; box-shadow: 0 0 6px #aab; }</style>"
)


def show_paper(page: str, height: int) -> None:
    """An HTML page of ours in a frame of its own."""
    styled = page.replace("</head>", f"{_STYLE}</head>", 1).encode("utf-8")
    # a data address has no origin: whatever stands in the document cannot reach the app
    st.iframe("data:text/html;charset=utf-8;base64," + b64encode(styled).decode("ascii"), height=height)
