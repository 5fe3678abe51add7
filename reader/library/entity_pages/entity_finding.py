"""Gathers the page of an entity from the index."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from reader.labels import labels_in_force
from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.entity_pages.entity_page import EntityPage, MergedName, Spelling
from reader.library.entity_pages.known_entity import list_known
from reader.library.entity_pages.seen_mentions import EntityMention, read_mentions
from reader.library.entity_pages.standing_beside import find_companions
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.row_reading import RowReader


def find_entity(
    index: LibraryIndex, group: str, *, who: str, rows: Iterable[LedgerRow] | None = None
) -> EntityPage | None:
    """The page of the entity to whose group a folded name belongs; None if nothing in the library has the name.

    `rows` are the rows of the ledger, where they have been read already.
    """
    groups = AliasGroups(index, who=who)
    group = groups.group_of(group)
    names = groups.names_in(group)
    mentions = read_mentions(index, names, who=who)
    if rows is None:
        reader = RowReader(index, who=who, labels=labels_in_force())
        reader.refresh()
        rows = reader.rows
    made, received, reported = _share_out(rows, frozenset(names))
    if not (mentions or made or received or reported):
        return None
    labels = Counter(each.label for each in mentions)
    attributes = _read_attributes(index, mentions, group)
    name = attributes.get("entity") or _write_name(mentions, (*made, *received, *reported), names, group)
    beside, looked_through = find_companions(index, mentions, groups, group, who=who)
    label = next((label for label, _ in labels.most_common(1)), "")
    return EntityPage(
        group=group,
        name=name,
        labels=dict(labels.most_common()),
        names=_count_names(names, mentions),
        spellings=_count_spellings(mentions),
        known=list_known(name, label, attributes),
        mentions=mentions,
        beside=beside,
        looked_through=looked_through,
        made=made,
        received=received,
        reported=reported,
    )


def read_name(index: LibraryIndex, group: str) -> str:
    """The name of a group as it is written where it is named first; the folded name where nothing has it."""
    row = index.connection.execute(
        "SELECT attributes, quote FROM annotations WHERE name = ? ORDER BY layer <> '', number LIMIT 1", (group,)
    ).fetchone()
    if row is not None:
        return str(json.loads(row[0]).get("entity") or " ".join(row[1].split()))
    # Words that fill a role need not be a name.
    row = index.connection.execute("SELECT quote FROM roles WHERE name = ? LIMIT 1", (group,)).fetchone()
    return group if row is None else " ".join(row[0].split())


def is_name(index: LibraryIndex, name: str) -> bool:
    """Whether anything in the library, a mention or what fills a role, has a folded name."""
    queries = (f"SELECT 1 FROM {table} WHERE name = ? LIMIT 1" for table in ("annotations", "roles"))  # noqa: S608
    return bool(name) and any(index.connection.execute(query, (name,)).fetchone() for query in queries)


def _share_out(rows: Iterable[LedgerRow], names: frozenset[str]) -> tuple[tuple[LedgerRow, ...], ...]:
    """The commitments that names make, receive and report, each the latest first."""
    found: dict[str, list[LedgerRow]] = {"committer": [], "counterparty": [], "source": []}
    for row in rows:
        for role, taken in found.items():
            if role in row.roles and row.roles[role].name in names:
                taken.append(row)
    return tuple(
        tuple(sorted(taken, key=lambda row: row.day.toordinal() if row.day else 0, reverse=True))
        for taken in found.values()
    )


def _read_attributes(index: LibraryIndex, mentions: Sequence[EntityMention], group: str) -> dict[str, str]:
    """The attributes of a mention that has the group's own name, under the label that most mentions have."""
    label = Counter(each.label for each in mentions).most_common(1)
    row = index.connection.execute(
        "SELECT attributes FROM annotations WHERE name = ? AND label = ? ORDER BY layer <> '', number LIMIT 1",
        (group, label[0][0] if label else ""),
    ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def _write_name(mentions: Sequence[EntityMention], rows: Iterable[LedgerRow], names: Sequence[str], group: str) -> str:
    """The name as it is written most often where it stands, in a mention or else in a role; or else as it is folded."""
    written = Counter(each.quote for each in mentions if each.name == group) or Counter(each.quote for each in mentions)
    if not written:
        written = Counter(filler.quote for row in rows for filler in row.roles.values() if filler.name in names)
    return " ".join(written.most_common(1)[0][0].split()) if written else group


def _count_names(names: Sequence[str], mentions: Sequence[EntityMention]) -> tuple[MergedName, ...]:
    counts = Counter(each.name for each in mentions)
    own, *merged = names
    merged.sort(key=lambda name: (-counts[name], name))
    return tuple(MergedName(name, counts[name]) for name in (own, *merged))


def _count_spellings(mentions: Sequence[EntityMention]) -> tuple[Spelling, ...]:
    counts = Counter((" ".join(each.quote.split()), each.name) for each in mentions)
    return tuple(Spelling(written, name, count) for (written, name), count in counts.most_common())
