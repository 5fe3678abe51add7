"""Searches a library from the command line and writes what is found: a table, JSON Lines, or CSV."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice

from reader.batch.progress import Progress
from reader.cli.concordance_table import draw_concordance
from reader.errors import LoadError, shown
from reader.exchange.formula_guard import write_csv
from reader.labels import LabelSet
from reader.library.choosing import analyst
from reader.library.index.article_putting import get_text
from reader.library.index.index_progress import IndexProgress
from reader.library.index.library_index import LibraryIndex
from reader.library.index.refreshing import refreshed_index
from reader.library.queries.concordance import ContextLine, LineOrder, make_concordance, sort_lines
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import Hit, Order, count_articles, find_articles
from reader.outlets import print_drawn, write_data
from reader.ui.terminal.printing import find_medium

FOUND, NOTHING = 0, 1
"""The exit codes, as those of grep; 2 is an error."""
_AT_ONCE = 100
_COLUMNS = ("day", "outlet", "title", "before", "found", "after", "start", "end", "place", "article")


def search_paths(
    query: str,
    paths: Sequence[str],
    *,
    form: str,
    stems: bool,
    order: Order,
    sort: LineOrder | None,
    limit: int | None,
    context: int,
    count: bool,
    store: str | None,
    labels: LabelSet,
    complain: Callable[[str], None],
) -> int:
    """Print what a query finds in the library at the paths, and return the exit code."""
    parsed = parse_query(query, stems=stems, labels=labels)
    who = analyst()
    for path in paths:
        if path != "-" and "://" not in path and not os.path.exists(path):
            raise LoadError(f"{shown(path)}: there is no such file or folder; check the path.")
    with _opened(paths or (".",), store, who, complain) as index:
        if count:
            number = count_articles(index, parsed, who=who)
            print(number)
            return FOUND if number else NOTHING
        hits = find_articles(index, parsed, who=who, limit=limit, order=order)
        if form == "jsonl":
            return _print(_write_rows(index, hits))
        lines: Iterable[ContextLine] = make_concordance(index, hits, width_words=context)
        if sort is not None:
            lines = sort_lines(lines, sort)
        return _print(_write_csv(iter(lines))) if form == "csv" else _print_table(iter(lines))


@contextmanager
def _opened(
    paths: Sequence[str], store: str | None, who: str, complain: Callable[[str], None]
) -> Iterator[LibraryIndex]:
    """The index with all that is new; how far that has come is shown on a terminal."""
    progress = Progress()

    def report(done: IndexProgress) -> None:
        progress.show("texts", done.done, done.total)

    with refreshed_index(paths, store=store, who=who, complain=complain, report=report) as index:
        progress.clear()
        yield index


def _print(pieces: Iterable[str]) -> int:
    code = NOTHING
    for piece in pieces:
        write_data(piece)
        code = FOUND
    return code


def _print_table(lines: Iterator[ContextLine]) -> int:
    medium = find_medium()
    code = NOTHING
    while some := list(islice(lines, _AT_ONCE)):
        print_drawn(draw_concordance(some, medium))
        code = FOUND
    return code


def _write_rows(index: LibraryIndex, hits: Iterable[Hit]) -> Iterator[str]:
    for hit in hits:
        place, title, outlet, day = index.connection.execute(
            "SELECT place, title, outlet, day FROM articles WHERE number = ?", (hit.article,)
        ).fetchone()
        text = get_text(index.connection, hit.article)
        row = {
            "id": hit.id,
            "place": place,
            "title": title,
            "outlet": outlet,
            "day": None if day is None else date.fromordinal(day).isoformat(),
            "spans": [{"start": span.start, "end": span.end, "quote": span.of(text)} for span in hit.spans],
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _write_csv(lines: Iterator[ContextLine]) -> Iterator[str]:
    # Where nothing is found, nothing is written, not even the names of the columns.
    first = list(islice(lines, 1))
    if first:
        yield from write_csv(chain([_COLUMNS], map(_cells, chain(first, lines))))


def _cells(line: ContextLine) -> Sequence[object]:
    day = line.day.isoformat() if line.day else ""
    context = (line.before, line.keyword, line.after)
    return (day, line.outlet, line.title, *context, line.span.start, line.span.end, line.place, line.id)
