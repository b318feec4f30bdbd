"""U: another unit's words in this unit's report. The rules live by subject; this is their order."""

from typing import Final

from assistant.checks.likeness import like_last_year, like_others, same_problems
from assistant.checks.measures import last_years_problems, matched, vague_problems
from assistant.checks.names import other_unit, self_reference, wrong_level
from assistant.checks.region import unknown_channel, wrong_region
from assistant.checks.repeats import generic, repeated

RULES: Final = (
    other_unit,
    self_reference,
    wrong_level,
    like_last_year,
    like_others,
    same_problems,
    last_years_problems,
    matched,
    vague_problems,
    repeated,
    generic,
    wrong_region,
    unknown_channel,
)
