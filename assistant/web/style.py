"""Looks that Streamlit's theme cannot set, and its few English words in Chinese."""

from typing import Final

CSS: Final = """<style>
[data-testid="stMainBlockContainer"] { padding: 1.6rem 2rem 3rem; max-width: 1280px; }
[data-testid="stSidebarContent"] h1 { font-size: 1.2rem; }
[data-testid="InputInstructions"], [data-testid="stStatusWidget"], [data-testid="stHeaderActionElements"] { display: none; }
[data-testid="stHeader"] { height: 0; min-height: 0; background: none; }
h1 { font-size: 1.5rem !important; padding: 0 0 .4rem !important; }
h2 { font-size: 1.2rem !important; }
h3 { font-size: 1.05rem !important; }
[data-testid="stFileUploaderDropzone"] button { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button * { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button::after { content: "选择文件"; font-size: 14px; }
[data-testid="stFileUploaderDropzoneInstructions"] > * { display: none; }
[data-testid="stFileUploaderDropzoneInstructions"]::before { content: "把文件拖到这里，或点“选择文件”"; font-size: 14px; color: #5a6673; }
.paper { background: #fff; border: 1px solid #d7dde4; border-radius: 4px; padding: 14px 18px; line-height: 1.9; font-size: 15.5px; }
.paper p { margin: 0 0 .3em; text-indent: 2em; }
.paper .slot { background: #e6f0fa; border-bottom: 1px dotted #1f5a96; border-radius: 2px; padding: 0 1px; cursor: help; }
.paper .own { background: #fff1cf; border-bottom: 1px dotted #b7791f; border-radius: 2px; padding: 0 1px; cursor: help; }
.paper .todo { background: #fde2e0; color: #a3261d; border-radius: 2px; }
.paper .here { outline: 2px solid #d99a16; outline-offset: 1px; }
.paper ins, .diff ins { background: #ddf3e0; text-decoration: none; }
.paper del, .diff del { background: #fbe0de; color: #8a4a45; }
.diff { line-height: 1.8; }
.muted { color: #66717d; font-size: 13.5px; }
.chip { display: inline-block; border-radius: 9px; padding: 0 9px; font-size: 12.5px; line-height: 20px; }
.chip.done { background: #e0f1e3; color: #22643a; }
.chip.open { background: #eceff2; color: #5a6673; }
.chip.busy { background: #e3eefa; color: #1f5a96; }
.chip.bad { background: #fde6e4; color: #a3261d; }
</style>"""
