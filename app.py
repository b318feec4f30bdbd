"""Starts the app for `streamlit run app.py`; `nianbao app` does the same with its own options."""

from assistant.web.main import main

main()
