"""依申请公开台账 → 表三. One row of the ledger is one application.

    table = read_ledger_table(data, name)           headings and rows as text; personal columns dropped at once
    mapping = guess_mapping(table)                  which column is which; the clerk confirms it
    table = table.only(mapping)                     everything else is dropped
    result = count_ledger(table, mapping, load_result_words(), load_kind_words(), year)
    report = apply_ledger(report, result)           all 175 cells, origin `ledger`

No applicant's name is kept: messages name rows by number and quote no cell.
"""

from assistant.documents.ledger_count import LedgerResult, apply_ledger, count_ledger
from assistant.documents.ledger_mapping import FIELD_NAMES, LedgerMapping, guess_mapping
from assistant.documents.ledger_table import LedgerRow, LedgerTable, read_ledger_table
from assistant.documents.ledger_words import WordCount, WordTable, load_kind_words, load_result_words, words_in

__all__ = [
    "FIELD_NAMES",
    "LedgerMapping",
    "LedgerResult",
    "LedgerRow",
    "LedgerTable",
    "WordCount",
    "WordTable",
    "apply_ledger",
    "count_ledger",
    "guess_mapping",
    "load_kind_words",
    "load_result_words",
    "read_ledger_table",
    "words_in",
]
