"""Gathers the pages of the entities that are named in the articles of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from reader.report.report_contents import ReportedArticle, ReportedEntity, ReportedEntry

MOST = 300
"""How many entities have a page, those with most mentions: thousands are named once."""
_BESIDE = 8
"""How many entities are named that stand beside one."""


class _EntityCounts:
    """What is known of an entity while the articles are read."""

    def __init__(self) -> None:
        self.labels = Counter[str]()
        self.mentions = 0
        self.articles: dict[int, None] = {}


def gather_entities(
    articles: Sequence[ReportedArticle],
    entries: Iterable[ReportedEntry],
    *,
    group_of: Callable[[str], str],
    name_of: Callable[[str], str],
) -> tuple[list[ReportedEntity], int]:
    """The pages of the entities with most mentions, and how many entities have none."""
    found: dict[str, _EntityCounts] = {}
    for article in articles:
        for mention in article.mentions:
            if mention.group:
                entity = found.setdefault(mention.group, _EntityCounts())
                entity.labels[mention.label] += 1
                entity.mentions += 1
                entity.articles[article.number] = None
    parts = _share_out(entries, group_of)
    ranked = sorted(found, key=lambda group: (-found[group].mentions, group))
    chosen = ranked[:MOST]
    beside = _count_beside(articles, frozenset(chosen))
    pages = [
        ReportedEntity(
            number=number,
            group=group,
            name=name_of(group),
            label=found[group].labels.most_common(1)[0][0],
            mentions=found[group].mentions,
            articles=tuple(found[group].articles),
            made=tuple(parts["committer"].get(group, ())),
            received=tuple(parts["counterparty"].get(group, ())),
            reported=tuple(parts["source"].get(group, ())),
            beside=tuple(sorted(beside[group].items(), key=lambda each: (-each[1], each[0]))[:_BESIDE]),
        )
        for number, group in enumerate(chosen, start=1)
    ]
    return pages, len(ranked) - len(chosen)


def _share_out(entries: Iterable[ReportedEntry], group_of: Callable[[str], str]) -> dict[str, dict[str, list[int]]]:
    """The numbers of the entries that each group makes, receives and reports."""
    parts: dict[str, dict[str, list[int]]] = {"committer": {}, "counterparty": {}, "source": {}}
    for each in entries:
        for role, taken in parts.items():
            groups = {group_of(row.roles[role].name) for row in each.entry.rows if role in row.roles}
            for group in groups:
                taken.setdefault(group, []).append(each.number)
    return parts


def _count_beside(articles: Iterable[ReportedArticle], chosen: frozenset[str]) -> dict[str, Counter[str]]:
    """How many articles each two of the chosen groups share."""
    shared: dict[str, Counter[str]] = {group: Counter() for group in chosen}
    for article in articles:
        groups = {each.group for each in article.mentions} & chosen
        for group in groups:
            shared[group].update(groups - {group})
    return shared
