"""Turns the merging and parting of names into operations of the journal, one action each, undone like any other.

The operations are returned, and `Workspace.apply` records them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.journal.ledger_marks import set_alias
from reader.journal.operations import Operation, OperationKind, join
from reader.library.index.article_putting import get_article
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.marks_reading import follow_names
from reader.reading.opened import as_kept
from reader.store.workspace import Workspace

Operations = tuple[Operation, ...]


def merge_names(workspace: Workspace, index: LibraryIndex, names: Sequence[str], into: str) -> Operations:
    """Say that folded names, with all names of their groups, are the entity that is called `into`."""
    said = _read_said(workspace)
    members = {member for name in (*names, into) for member in _list_members(said, name)}
    wanted = {name: into for name in sorted(members) if name != into}
    if follow_names(said, into) != into:
        wanted[into] = into
    return _say(workspace, index, wanted, said)


def part_name(workspace: Workspace, index: LibraryIndex, name: str) -> Operations:
    """Say that a folded name is an entity of its own again.

    If the others of its group were merged into it, they stay together without it, under the first of their names.
    """
    said = _read_said(workspace)
    others = sorted(_list_members(said, name) - {name})
    wanted: dict[str, str] = {}
    if follow_names(said, name) != name:
        wanted[name] = name
    elif others:
        wanted = dict.fromkeys(others, _choose_head(index, others, who=workspace.who))
    return _say(workspace, index, wanted, said)


def part_names(workspace: Workspace, index: LibraryIndex, names: Iterable[str]) -> Operations:
    """Say that each of some names is an entity of its own again."""
    said = _read_said(workspace)
    wanted = {name: name for name in names if follow_names(said, name) != name}
    return _say(workspace, index, wanted, said)


def _read_said(workspace: Workspace) -> dict[str, str]:
    """What the analyst has said of each name so far: of several marks the latest."""
    marks = (each for each in workspace.marks([OperationKind.ALIAS]) if each.layer == workspace.who)
    return {each.key: str(each.value) for each in sorted(marks, key=lambda each: each.sequence)}


def _list_members(said: Mapping[str, str], name: str) -> set[str]:
    group = follow_names(said, name)
    return {group, name, *(each for each in said if follow_names(said, each) == group)}


def _choose_head(index: LibraryIndex, names: Iterable[str], *, who: str) -> str:
    """The name that has the most mentions."""
    query = "SELECT count(*) FROM annotations WHERE name = ? AND layer IN ('', ?)"
    return max(names, key=lambda name: index.connection.execute(query, (name, who)).fetchone()[0])


def _say(workspace: Workspace, index: LibraryIndex, wanted: Mapping[str, str], said: Mapping[str, str]) -> Operations:
    articles = {name: _find_article(workspace, index, name) for name, into in wanted.items() if said.get(name) != into}
    marks = {
        (each.article, each.key): str(each.value)
        for each in workspace.marks([OperationKind.ALIAS])
        if each.layer == workspace.who
    }
    return join(
        operation
        for name, article in articles.items()
        if article
        for operation in set_alias(workspace.authorship(article), name, marks.get((article, name), ""), wanted[name])
    )


def _find_article(workspace: Workspace, index: LibraryIndex, name: str) -> str:
    """The article in which something is said of a name: where that was done last, or else the first that has it."""
    marks = (
        each for each in workspace.marks([OperationKind.ALIAS]) if each.layer == workspace.who and each.key == name
    )
    latest = max(marks, key=lambda each: each.sequence, default=None)
    if latest is not None:
        return latest.article
    row = index.connection.execute(
        "SELECT r.number, r.id, r.place FROM articles r WHERE r.number = coalesce("
        "(SELECT min(article) FROM annotations WHERE name = :name),"
        " (SELECT min(a.article) FROM roles JOIN annotations a ON a.number = roles.annotation"
        " WHERE roles.name = :name))",
        {"name": name},
    ).fetchone()
    if row is None:
        return ""
    number, article, place = row
    if workspace.find_article(article) is None:
        workspace.remember(as_kept(get_article(index.connection, number), place, workspace))
    return str(article)
