"""Says where a workspace lies, copies it, puts a copy back, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reader.errors import shown
from reader.library.choosing import find_place
from reader.outputs import is_database
from reader.store.location import is_url
from reader.text_table import write_table


def describe_where(path: str, store: str | None) -> str:
    """Where the workspace of a path is, or will be once something is done."""
    place = find_place(path, store)
    if is_url(place):
        from reader.store.database import Database

        database = Database(place, patience=0)
        try:
            return database.name
        finally:
            database.close()
    told = shown(place)
    return told if Path(place).is_file() else f"{told} (not made yet)"


def keep_copy(path: str, store: str | None, output: str | None) -> str:
    """Copy a workspace into a file, or into a folder under a name of its own, this folder by default."""
    from reader.store.backups import backup

    return f"{shown(backup(find_place(path, store), output or '.'))}"


def put_back(copy: str, path: str, store: str | None) -> str:
    """Put a copy in the place of a path's workspace."""
    from reader.store.backups import restore

    place = find_place(path, store)
    kept = restore(copy, place)
    told = describe_where(path, store)
    return f"{told} restored." if kept is None else f"{told} restored; what was there is kept in {shown(kept)}."


def names_copy(path: str) -> bool:
    """Whether a path that stands alone is that of a copy, not that of articles or their folder."""
    from reader.load.formats import is_known

    return not Path(path).is_dir() and (is_database(path) or not is_known(path))


def list_copies(path: str, store: str | None) -> str:
    """The copies of a path's workspace that are kept beside it, the latest first, as `put_back` takes them."""
    from reader.store.backups import count_rows
    from reader.store.copies import find_copies

    place = find_place(path, store)
    copies = find_copies(place)
    if not copies:
        return f"There are no backups of {describe_where(path, store)} yet; `reader backup` makes one.\n"
    rows = [("backup", "made", "articles", "actions")]
    for copy in copies:
        made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
        counted = count_rows(copy)
        counts = (f"{counted[0]:,}", f"{counted[1]:,}") if counted else ("damaged", "")
        rows.append((str(copy), made, *counts))
    return write_table(rows, right=frozenset({2, 3}))


def list_findings(path: str, store: str | None) -> Iterator[str]:
    """A line for each thing that is wrong with a workspace: the article's id, the layer, and what to do."""
    from reader.store.checking import check

    for finding in check(find_place(path, store)):
        where = ", ".join(shown(part) for part in (finding.article[:12], finding.layer, finding.key[:12]) if part)
        yield f"{where}: {finding.what}" if where else finding.what
