"""Keeps searches by name for the command line, in the workspace of the library that is searched."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.complaining import complain
from reader.cli.library_checks import check_library, check_paths
from reader.errors import ReaderError, shown
from reader.layout.text_table import write_table
from reader.library.choosing import opened
from reader.library.index.workspace_at_hand import workspace_place
from reader.library.queries.saved_queries import SavedQuery, read_saved, save_query
from reader.outlets import print_drawn
from reader.settings.config import suggest
from reader.store.workspace import Workspace
from reader.ui.terminal.printing import find_medium
from reader.wording import counted, say, sayable

_HEADING = (sayable("name"), sayable("query"), sayable("words"), sayable("order"))


def keep_search(query: SavedQuery, paths: Sequence[str], *, store: str | None, who: str) -> None:
    """Save a search, in the place of one with the same name; a library without a workspace gets one."""
    check_paths(paths)
    check_library(paths, store=store)
    with Workspace.open(workspace_place(paths, store), who=who) as workspace:
        save_query(workspace, query)


def find_search(name: str, paths: Sequence[str], *, store: str | None, who: str) -> SavedQuery:
    """The analyst's search of that name; ReaderError where there is none."""
    known = {each.name: each for each in _read(paths, store, who)}
    if name not in known:
        others = suggest(name, known) if known else say("; save one with --save.")
        raise ReaderError(
            say(
                "{name}: {analyst} has saved no search of this name{others}",
                name=shown(name),
                analyst=shown(who),
                others=shown(others),
            )
        )
    return known[name]


def print_searches(paths: Sequence[str], *, store: str | None, who: str) -> int:
    """Print the analyst's searches, and return how many there are."""
    saved = _read(paths, store, who)
    rows = [(each.name, each.written, say("stems") if each.stems else "", each.order) for each in saved]
    if rows:
        print_drawn(write_table([tuple(map(say, _HEADING)), *rows], medium=find_medium()))
    else:
        complain(
            say(
                "{searches} of {analyst} here; save one with --save NAME.",
                searches=counted(0, "{number} search", "{number} searches"),
                analyst=shown(who),
            )
        )
    return len(rows)


def _read(paths: Sequence[str], store: str | None, who: str) -> tuple[SavedQuery, ...]:
    check_paths(paths)
    check_library(paths, store=store)
    with opened(paths[0], store, who=who, complain=complain) as workspace:
        return read_saved(workspace)
