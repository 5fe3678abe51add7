"""Lists the entities of a library with their counts, filtered by words and put in order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.arabic.words import fold
from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.entity_pages.seen_mentions import SEEN
from reader.library.index.library_index import LibraryIndex

PARTY_ROLES = ("committer", "counterparty", "source")
"""The roles in which an entity takes part in a commitment: it makes it, receives it, or reports it."""


class EntityOrder(StrEnum):
    """An order of the list of entities."""

    MENTIONS = "mentions"
    ARTICLES = "articles"
    COMMITMENTS = "commitments"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with its counts."""

    group: str
    """The folded name of its group."""
    name: str
    """Its name as it is written where it is named whole for the first time."""
    gloss: str
    """Its English name; empty if there is none."""
    label: str
    """Its most frequent label."""
    mentions: int
    articles: int
    commitments: int
    """How many commitments it makes, receives or reports."""
    names: tuple[str, ...]
    """The folded names of the group, its own first; several if the analyst has merged names."""
    words: str
    """The folded words by which it is found."""


def list_entities(
    index: LibraryIndex,
    *,
    who: str,
    filter: str = "",  # noqa: A002
    order: EntityOrder = EntityOrder.MENTIONS,
) -> Sequence[EntityRow]:
    """The entities that an analyst sees whose names contain all words of the filter, in an order."""
    return order_entities(choose_entities(read_entities(index, who=who), words=filter), order)


def choose_entities(rows: Iterable[EntityRow], *, words: str) -> list[EntityRow]:
    """Those of the entities whose names contain all of some words, in the order in which they are given."""
    wanted = fold(words).lower().split()
    return [row for row in rows if all(word in row.words for word in wanted)]


def order_entities(rows: Iterable[EntityRow], order: EntityOrder) -> list[EntityRow]:
    """The entities in an order."""
    match order:
        case EntityOrder.NAME:
            return sorted(rows, key=lambda row: row.group)
        case EntityOrder.ARTICLES:
            return sorted(rows, key=lambda row: (-row.articles, row.group))
        case EntityOrder.COMMITMENTS:
            return sorted(rows, key=lambda row: (-row.commitments, -row.mentions, row.group))
    return sorted(rows, key=lambda row: (-row.mentions, row.group))


def read_entities(index: LibraryIndex, *, who: str) -> tuple[EntityRow, ...]:
    """The entities that an analyst sees, with their counts, in no order."""
    groups = AliasGroups(index, who=who)
    gathered: dict[str, _Gathering] = {}
    # With min(), SQLite takes the other columns from the row that has it: the first mention of the name.
    for name, label, mentions, articles, _, attributes, quote in index.connection.execute(
        "SELECT a.name, a.label, count(*), count(DISTINCT a.article), min(a.number), a.attributes, a.quote"  # noqa: S608
        f" FROM annotations a WHERE a.name <> '' AND {SEEN} GROUP BY a.name, a.label",
        {"who": who},
    ):
        group = groups.group_of(name)
        gathered.setdefault(group, _Gathering()).add(name, label, mentions, articles, attributes, quote)
    several = {name: group for group, each in gathered.items() if each.is_several for name in each.names}
    articles_of = _count_articles(index, several, who=who)
    commitments_of = _count_commitments(index, groups, who=who)
    return tuple(
        each.make_row(
            group,
            names=groups.names_in(group),
            articles=articles_of.get(group, each.articles),
            commitments=commitments_of[group],
        )
        for group, each in gathered.items()
    )


class _Gathering:
    """What is known of an entity while its names are gathered."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.articles = 0
        self._parts = 0
        self._labels: Counter[str] = Counter()
        self._spelt: dict[str, tuple[int, str, str]] = {}
        """The mentions of a name under its most frequent label, with the attributes and the words of the first."""

    @property
    def is_several(self) -> bool:
        """Whether it has several names or labels, which may stand in the same articles."""
        return self._parts > 1

    def add(self, name: str, label: str, mentions: int, articles: int, attributes: str, quote: str) -> None:
        """Add the mentions of a name that have one label."""
        self._parts += 1
        self.names.add(name)
        self.articles += articles
        self._labels[label] += mentions
        if mentions > self._spelt.get(name, (0,))[0]:
            self._spelt[name] = mentions, attributes, quote

    def make_row(self, group: str, *, names: tuple[str, ...], articles: int, commitments: int) -> EntityRow:
        """The entity as a row of the list."""
        _, attributes, quote = self._spelt.get(group) or max(self._spelt.values())
        known = json.loads(attributes)
        gloss = known.get("gloss", "")
        (label, _), *_ = self._labels.most_common(1)
        words = " ".join((*names, gloss.lower()))
        mentions = self._labels.total()
        return EntityRow(
            group, known.get("entity") or quote, gloss, label, mentions, articles, commitments, names, words
        )


def _count_articles(index: LibraryIndex, several: dict[str, str], *, who: str) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for name, article in index.connection.execute(
        "SELECT DISTINCT a.name, a.article FROM annotations a"  # noqa: S608
        f" WHERE a.name IN (SELECT value FROM json_each(:names)) AND {SEEN}",
        {"names": json.dumps(list(several)), "who": who},
    ):
        found.setdefault(several[name], set()).add(article)
    return {group: len(articles) for group, articles in found.items()}


def _count_commitments(index: LibraryIndex, groups: AliasGroups, *, who: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for names in index.connection.execute(
        "SELECT json_group_array(r.name) FROM annotations a JOIN roles r ON r.annotation = a.number"  # noqa: S608
        f" WHERE a.frame <> '' AND r.role IN (SELECT value FROM json_each(:roles)) AND {SEEN} GROUP BY a.number",
        {"roles": json.dumps(PARTY_ROLES), "who": who},
    ):
        counts.update({groups.group_of(name) for name in json.loads(names[0])})
    return counts
