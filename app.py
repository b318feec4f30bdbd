"""Starts the app for `streamlit run app.py`; `nianbao app` does the same with its own options."""

from assistant.web.guard import draw
from assistant.web.main import main

draw(main)
