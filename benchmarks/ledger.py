"""Measures the ledger: python -m benchmarks.ledger FILE [--keep FOLDER]

FILE has articles with annotations, as `reader annotate --with-text` writes them. They are put into an index; then it is
timed how long the ledger of an analyst takes: once for all, when it is opened, after a decision, for a query, for the
evidence of an entry, and as a spreadsheet. Times are of the processor, since other work may run on the machine.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.labels import default_labels
from reader.library.index.library_index import LibraryIndex
from reader.library.index.refreshing import refresh
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.ledger_columns import Columns, LedgerLine
from reader.library.ledger.ledger_sheets import draw_csv, draw_xlsx
from reader.library.queries.query_parsing import parse_query

_WHO = "analyst"
_ROUNDS = 5
_ENTRIES = 50
"""So many entries are asked for their evidence."""
_QUERIES = ("type:pledge", "type:pledge deadline:>2000-01-01", "وزير outcome:open")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines with annotations")
    parser.add_argument("--keep", type=Path, help="a folder for the index, which is used again if it is there")
    options = parser.parse_args()
    if options.file is None:
        print("The ledger is measured on a corpus with annotations only; name one with --corpus FILE.")
        return
    with tempfile.TemporaryDirectory() as scratch, LibraryIndex((options.keep or Path(scratch)) / "index.db") as index:
        refresh(index, [str(options.file)], store=None, who=_WHO, complain=lambda said: None, report=None)
        measure(index)


def measure(index: LibraryIndex) -> None:
    """Print the times for one index."""
    ledger = Ledger(index, who=_WHO)
    _print("rows compared with one another, once", _seconds(ledger.group_all))
    entries = ledger.entries()
    rows = sum(len(entry.rows) for entry in entries)
    print(f"{rows:,} rows, {len(entries):,} entries")
    _print("opened", _best(lambda: Ledger(index, who=_WHO).entries()))
    _print("asked again, in another order", _best(lambda: ledger.entries(order="newest")))
    _print("after a decision", _best(lambda: ledger.entries(), before=lambda: _decide(index)))
    for query in _QUERIES:
        parsed = parse_query(query)
        found = len(ledger.entries(where=parsed))
        _print(f"{query} ({found:,} entries)", _best(lambda parsed=parsed: ledger.entries(where=parsed)))
    some = entries[:: max(1, len(entries) // _ENTRIES)][:_ENTRIES]
    times = [_seconds(lambda entry=entry: ledger.evidence_for(entry)) for entry in some]
    _print(f"evidence for an entry, median of {len(some)}", statistics.median(times))
    _print(f"evidence for an entry, the longest of {len(some)}", max(times))
    lines = [LedgerLine(entry, (row,), "") for entry in entries for row in entry.rows]
    columns = Columns(default_labels(), "both")
    _print("csv of all rows", _seconds(lambda: list(draw_csv(lines, columns, by_entry=False))))
    _print("xlsx of all rows", _seconds(lambda: draw_xlsx(lines, columns, io.BytesIO(), by_entry=False)))


def _decide(index: LibraryIndex) -> None:
    with index.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO marks VALUES (1, ?, 'outcome', 'key', 'kept', 1)", (_WHO,))


def _best(run: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> float:
    times = []
    for _ in range(_ROUNDS):
        before()
        times.append(_seconds(run))
    return min(times)


def _seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _print(what: str, seconds: float) -> None:
    print(f"| {what} | {seconds:,.2f} s |", flush=True)


if __name__ == "__main__":
    main()
