"""F: signs, digits, blanks, words and layout. The rules stand in `punctuation`, `slips` and `page`."""

from typing import Final

from assistant.checks.page import faces_and_margins, opens_everywhere, page_numbers, tables_on_page
from assistant.checks.punctuation import comma_ordinals, doubled, half_width, unmatched
from assistant.checks.rule import Rule
from assistant.checks.slips import final_stops, misspelt, readable, stray_blanks, wide_digits

RULES: Final[tuple[Rule, ...]] = (
    half_width,
    doubled,
    unmatched,
    comma_ordinals,
    wide_digits,
    stray_blanks,
    misspelt,
    final_stops,
    faces_and_margins,
    tables_on_page,
    page_numbers,
    opens_everywhere,
    readable,
)
