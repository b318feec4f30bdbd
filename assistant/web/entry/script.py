"""What Streamlit runs for every page view."""

from assistant.web.guard import draw


def _page() -> None:
    from assistant.web.main import main

    main()


draw(_page)
