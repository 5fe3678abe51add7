"""Libraries of a few made-up articles, and what their index holds, for the tests of the index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from reader.library.index.building import Built, build_index
from reader.library.index.index_progress import IsStopped, never, report_nothing
from reader.library.index.library_index import LibraryIndex
from reader.library.index.refreshing import refreshed_index

CITIES = ("حلب", "حمص", "درعا", "إدلب", "دمشق", "حماة")


def write_news(city: str, day: str = "12 مايو 2017") -> str:
    return f"خبر من {city}\n\nتعهدت روسيا في {day} بحماية المدنيين في {city} خلال أسبوعين.\n"


def make_folder(folder: Path, cities: Sequence[str] = CITIES) -> Path:
    """A folder with a text file for each city."""
    folder.mkdir()
    for number, city in enumerate(cities):
        (folder / f"{number}.txt").write_text(write_news(city), encoding="utf-8")
    return folder


def write_rows(path: Path, rows: Sequence[dict[str, object] | str]) -> Path:
    """A file of JSON Lines; a row that is text is written as it is."""
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def refresh(*paths: Path | str, who: str = "هدى", store: str | None = None) -> tuple[list[tuple[str, int]], list[str]]:
    """The titles in the refreshed index, each with whether it is present, and what was complained of."""
    said: list[str] = []
    with refreshed_index(list(map(str, paths)), who=who, store=store, complain=said.append) as index:
        return titles(index), said


def titles(index: LibraryIndex) -> list[tuple[str, int]]:
    return index.connection.execute("SELECT title, is_present FROM articles ORDER BY title").fetchall()


def build(
    index: LibraryIndex, *paths: Path, is_stopped: IsStopped = never, said: list[str] | None = None, **options: object
) -> Built:
    """Build an index with the annotator that needs no model."""
    return build_index(
        list(map(str, paths)),
        index,
        who="هدى",
        names=("patterns",),
        report=report_nothing,
        complain=(said if said is not None else []).append,
        is_stopped=is_stopped,
        **options,
    )


def dump(index: LibraryIndex) -> dict[str, list[tuple[object, ...]]]:
    """What an index holds, without the numbers that depend on the order in which it was put in."""
    queries = {
        "articles": "SELECT id, title, place, day, words, engine, is_present FROM articles",
        "places": "SELECT path, name, id FROM places JOIN articles ON articles.number = article",
        "files": "SELECT path, size, modified, problem FROM files",
        "annotations": "SELECT id, layer, key, start, end, label, decision, quote, first_day, last_day"
        " FROM annotations JOIN articles ON articles.number = article",
        "roles": "SELECT id, layer, key, role, roles.start, roles.quote, roles.name FROM roles"
        " JOIN annotations ON annotations.number = annotation JOIN articles ON articles.number = article",
        "settled": "SELECT id, key, settled.layer FROM settled"
        " JOIN annotations ON annotations.number = annotation JOIN articles ON articles.number = article",
        "marks": "SELECT id, layer, kind, key, value, sequence FROM marks JOIN articles ON articles.number = article",
        "words": "SELECT id FROM articles WHERE number IN (SELECT rowid FROM words WHERE words MATCH 'روسيا')",
    }
    return {name: sorted(index.connection.execute(query).fetchall(), key=repr) for name, query in queries.items()}
