"""Searches a library from the command line and writes what is found: a table, JSON Lines, or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice

from reader.batch.progress import Progress
from reader.cli.concordance_table import draw_concordance
from reader.cli.refreshed_library import refreshed_library
from reader.cli.saved_searches import find_search, keep_search, print_searches
from reader.errors import ReaderError
from reader.exchange.formula_guard import write_csv
from reader.labels import LabelSet
from reader.library.choosing import analyst
from reader.library.index.article_putting import get_text
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.concordance import ContextLine, LineOrder, make_concordance, sort_lines
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.saved_queries import SavedQuery
from reader.library.queries.searching import Hit, Order, count_articles, find_articles
from reader.outlets import print_drawn, write_data
from reader.ui.terminal.printing import find_medium
from reader.wording import say

FOUND, NOTHING = 0, 1
"""The exit codes, as those of grep; 2 is an error."""
_AT_ONCE = 100
_COLUMNS = ("day", "outlet", "title", "before", "found", "after", "start", "end", "place", "article")


def search_paths(
    query: str | None,
    paths: Sequence[str],
    *,
    form: str,
    stems: bool,
    order: Order | None,
    sort: LineOrder | None,
    limit: int | None,
    context: int,
    count: bool,
    save: str | None,
    saved: str | None,
    listing: bool,
    store: str | None,
    labels: LabelSet,
) -> int:
    """Print what a query finds in the library at the paths, and return the exit code."""
    who = analyst()
    if listing or saved is not None:
        # Without a query of its own, all that a command names are paths.
        query, paths = None, (*([query] if query is not None else []), *paths)
    paths = paths or (".",)
    if listing:
        return FOUND if print_searches(paths, store=store, who=who) else NOTHING
    if saved is not None:
        kept = find_search(saved, paths, store=store, who=who)
        query, stems = kept.written, stems or kept.stems
        # On the screen, lines may have been sorted by what stands beside the hit.
        match kept.order:
            case "relevance" | "newest" | "oldest":
                order = order or kept.order
            case _:
                sort = sort or kept.order
    if query is None:
        raise ReaderError(say("There is no query; write one before the paths, or name one with --saved."))
    order = order or "newest"
    parsed = parse_query(query, stems=stems, labels=labels)
    if save is not None:
        keep_search(SavedQuery(save, query, stems, order), paths, store=store, who=who)
    with refreshed_library(paths, store=store, who=who, progress=Progress()) as index:
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
