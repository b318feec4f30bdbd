"""What Streamlit runs for every page view."""

from assistant.web.main import main

main()
