"""Counts which entities stand beside an entity: in the same article, and in the same sentence."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from reader.arabic.words import sentences
from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.entity_pages.entity_page import Companion
from reader.library.entity_pages.seen_mentions import SEEN, EntityMention
from reader.library.index.article_putting import get_text
from reader.library.index.library_index import LibraryIndex

MOST = 30
"""How many companions are listed."""
LOOKED_THROUGH = 300
"""In how many articles, the latest, sentences are looked at: an entity may stand in thousands."""
_CANDIDATES = 200
"""Among how many, those that share the most articles, companions are looked for."""


def find_companions(
    index: LibraryIndex, mentions: Sequence[EntityMention], groups: AliasGroups, group: str, *, who: str
) -> tuple[tuple[Companion, ...], int]:
    """The entities beside one with these mentions, and in how many articles sentences were looked at."""
    numbers = list(dict.fromkeys(each.number for each in mentions))
    shared, named = _share_articles(index, numbers, groups, group, who=who)
    looked = numbers[:LOOKED_THROUGH]
    beside = _share_sentences(index, looked, groups, {each for each, _ in shared}, group, mentions, who=who)
    found = [Companion(each, *named[each], beside[each], articles) for each, articles in shared]
    found.sort(key=lambda each: (-each.sentences, -each.articles, each.group))
    return tuple(found[:MOST]), len(looked)


def _share_articles(
    index: LibraryIndex, numbers: Sequence[int], groups: AliasGroups, group: str, *, who: str
) -> tuple[list[tuple[str, int]], dict[str, tuple[str, str]]]:
    """The groups that share the most articles, with their numbers, and the name and label of each."""
    articles: dict[str, set[int]] = {}
    named: dict[str, tuple[int, str, str]] = {}
    for name, label, article, mentions, attributes, quote in index.connection.execute(
        "SELECT a.name, a.label, a.article, count(*), a.attributes, a.quote FROM annotations a"  # noqa: S608
        f" WHERE a.article IN (SELECT value FROM json_each(:numbers)) AND a.name <> '' AND {SEEN}"
        " GROUP BY a.name, a.label, a.article",
        {"numbers": json.dumps(numbers), "who": who},
    ):
        other = groups.group_of(name)
        if other != group:
            articles.setdefault(other, set()).add(article)
            if mentions > named.get(other, (0,))[0]:
                named[other] = mentions, _written(attributes, quote), label
    counts = Counter({other: len(each) for other, each in articles.items()})
    return counts.most_common(_CANDIDATES), {other: (name, label) for other, (_, name, label) in named.items()}


def _share_sentences(
    index: LibraryIndex,
    numbers: Sequence[int],
    groups: AliasGroups,
    wanted: set[str],
    group: str,
    mentions: Sequence[EntityMention],
    *,
    who: str,
) -> Counter[str]:
    """How many sentences of the articles name an entity and each of the wanted ones."""
    places: dict[int, list[tuple[int, str]]] = {number: [] for number in numbers}
    for each in mentions:
        if each.number in places:
            places[each.number].append((each.span.start, group))
    for name, article, start in index.connection.execute(
        "SELECT a.name, a.article, a.start FROM annotations a"  # noqa: S608
        f" WHERE a.article IN (SELECT value FROM json_each(:numbers)) AND a.name <> '' AND {SEEN}",
        {"numbers": json.dumps(numbers), "who": who},
    ):
        if (other := groups.group_of(name)) in wanted:
            places[article].append((start, other))
    found: Counter[str] = Counter()
    for number, named in places.items():
        starts = [sentence.start for sentence in sentences(get_text(index.connection, number))]
        by_sentence: dict[int, set[str]] = {}
        for start, other in named:
            by_sentence.setdefault(bisect_right(starts, start), set()).add(other)
        found.update(other for together in by_sentence.values() if group in together for other in together - {group})
    return found


def _written(attributes: str, quote: str) -> str:
    return str(json.loads(attributes).get("entity") or quote)
