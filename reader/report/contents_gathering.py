"""Gathers from the index of a library what a report tells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from reader.labels import LabelSet
from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.entity_pages.entity_finding import read_name
from reader.library.entity_pages.seen_mentions import SEEN
from reader.library.index.article_putting import get_article
from reader.library.index.days_read import read_ordinal
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry, make_entry
from reader.library.ledger.entry_order import put_in_order
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.timeline import EventKind, LedgerEvent
from reader.library.pictures.commitments_over_time import Aspect, count_over_time
from reader.library.pictures.deadlines_ahead import count_deadlines, find_viewpoint
from reader.library.pictures.weeks_and_months import Period
from reader.library.pictures.who_to_whom import count_pairs
from reader.library.queries.searching import find_numbers
from reader.model import Span
from reader.report.entity_gathering import gather_entities
from reader.report.report_choice import ReportChoice
from reader.report.report_contents import (
    ReportContents,
    ReportedArticle,
    ReportedCommitment,
    ReportedEntry,
    ReportedMention,
    ReportPictures,
)


def gather(
    index: LibraryIndex,
    choice: ReportChoice,
    *,
    who: str,
    labels: LabelSet,
    today: date,
    report: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> ReportContents:
    """What a report of the chosen articles tells; `report` is given a stage, how much is done, and of how much."""
    seen_by = choice.sees_as(who)
    ledger = Ledger(index, who=seen_by, labels=labels)
    if ledger.is_behind:
        ledger.group_all(report=lambda done, total: report("reports", done, total))
    groups = AliasGroups(index, who=seen_by)
    numbers = _choose_articles(index, choice, seen_by)
    every = [each for entry in ledger.entries() if (each := _in_layer(entry, choice.layer, seen_by)) is not None]
    listed = _choose_entries(every, ledger, choice, {article for article, _ in numbers}, today)
    entries = [
        ReportedEntry(number, entry, _list_events(ledger, entry)) for number, entry in enumerate(listed, start=1)
    ]
    rows = _rows_by_article(every, {entry.name: number for number, entry in enumerate(listed, start=1)})
    mentions = _Mentions(index, choice.layer, seen_by, groups)
    articles: list[ReportedArticle] = []
    for at, (article, number) in enumerate(numbers, start=1):
        articles.append(_read_article(index, at, number, mentions.of(number), rows.get(article, ())))
        report("articles", at, len(numbers))
    articles = _number_commitments(articles)
    entities, left_out = gather_entities(
        articles, entries, group_of=groups.group_of, name_of=lambda group: read_name(index, group)
    )
    return ReportContents(
        articles=articles,
        entries=entries,
        entities=entities,
        entities_left_out=left_out,
        mentions=sum(len(each.mentions) for each in articles),
        unread=_count_unread(index.connection, [number for _, number in numbers]),
        pictures=_make_pictures(index, listed, groups, labels, today),
        commitment_numbers={each.row.number: each.number for one in articles for each in one.commitments},
        article_numbers={each.article.id: each.number for each in articles},
    )


def _choose_articles(index: LibraryIndex, choice: ReportChoice, who: str) -> list[tuple[str, int]]:
    """The ids and numbers of the articles, the latest first; those without a date come last."""
    query = "SELECT id, number FROM articles WHERE is_present ORDER BY day IS NULL, day DESC, number"
    found = index.connection.execute(query).fetchall()
    if choice.articles is not None:
        found = [each for each in found if each[0] in choice.articles]
    if choice.query is not None:
        meant = find_numbers(index, choice.query, who=who)
        found = [each for each in found if each[1] in meant]
    return found


def _list_events(ledger: Ledger, entry: Entry) -> tuple[LedgerEvent, ...]:
    """What happened with a commitment; with one report, the deadline alone is no event of its own."""
    events = ledger.timeline(entry)
    has_several = len(entry.rows) > 1 or entry.evidence
    return tuple(each for each in events if has_several or each.kind is not EventKind.DUE)


def _in_layer(entry: Entry, layer: str | None, who: str) -> Entry | None:
    """The entry with the reports of one layer only; None if it has none of them."""
    if layer is None:
        return entry
    kept = [each for each in zip(entry.rows, entry.marks, strict=True) if each[0].layer == layer]
    if len(kept) in (0, len(entry.rows)):
        return entry if kept else None
    rows, marks = zip(*kept, strict=True)
    return make_entry(
        entry.name, rows, marks, who=who, is_merged=entry.is_merged, is_proposed=entry.is_proposed and len(rows) > 1
    )


def _choose_entries(
    entries: Iterable[Entry], ledger: Ledger, choice: ReportChoice, articles: set[str], today: date
) -> list[Entry]:
    is_meant = ledger.matches(choice.query)
    chosen = [entry for entry in entries if any(row.article in articles and is_meant(entry, row) for row in entry.rows)]
    return put_in_order(chosen, "due", today=today)


def _rows_by_article(
    entries: Iterable[Entry], numbers: dict[str, int]
) -> dict[str, list[tuple[LedgerRow, Entry, int]]]:
    rows: dict[str, list[tuple[LedgerRow, Entry, int]]] = {}
    for entry in entries:
        for row in entry.rows:
            rows.setdefault(row.article, []).append((row, entry, numbers.get(entry.name, 0)))
    return rows


def _read_article(
    index: LibraryIndex,
    at: int,
    number: int,
    mentions: tuple[ReportedMention, ...],
    rows: Sequence[tuple[LedgerRow, Entry, int]],
) -> ReportedArticle:
    outlet, day = index.connection.execute("SELECT outlet, day FROM articles WHERE number = ?", (number,)).fetchone()
    in_order = sorted(rows, key=lambda each: (each[0].cue.start, each[0].number))
    return ReportedArticle(
        at,
        get_article(index.connection, number),
        read_ordinal(day),
        outlet,
        mentions,
        tuple(ReportedCommitment(0, row, entry_number, entry.outcome) for row, entry, entry_number in in_order),
    )


def _number_commitments(articles: Iterable[ReportedArticle]) -> list[ReportedArticle]:
    numbered = []
    last = 0
    for each in articles:
        commitments = []
        for one in each.commitments:
            last += 1
            commitments.append(ReportedCommitment(last, one.row, one.entry, one.outcome))
        numbered.append(
            ReportedArticle(each.number, each.article, each.day, each.outlet, each.mentions, tuple(commitments))
        )
    return numbered


class _Mentions:
    """Reads the entities of articles that are seen in a layer, or by an analyst."""

    def __init__(self, index: LibraryIndex, layer: str | None, who: str, groups: AliasGroups) -> None:
        condition = SEEN if layer is None else "a.layer = :who AND (a.layer = '' OR a.decision = 'accepted')"
        self._query = (
            "SELECT a.start, a.end, a.label, a.name, a.attributes, a.quote FROM annotations a"  # noqa: S608
            f" WHERE a.article = :article AND a.frame = '' AND {condition} ORDER BY a.start, a.end DESC, a.number"
        )
        self._connection = index.connection
        self._who = who
        self._groups = groups

    def of(self, number: int) -> tuple[ReportedMention, ...]:
        rows = self._connection.execute(self._query, {"article": number, "who": self._who})
        return tuple(
            ReportedMention(
                Span(start, end),
                label,
                self._groups.group_of(name) if name else "",
                str(json.loads(attributes).get("entity") or " ".join(quote.split())),
            )
            for start, end, label, name, attributes, quote in rows
        )


def _make_pictures(
    index: LibraryIndex, entries: Sequence[Entry], groups: AliasGroups, labels: LabelSet, today: date
) -> ReportPictures:
    types = [label.name for label in labels.commitments]
    seen_from = find_viewpoint(index, today)
    pairs = count_pairs(entries, group_of=groups.group_of)
    return ReportPictures(
        timeline=count_over_time(entries, by=Period.MONTH, of=Aspect.TYPE, types=types),
        outcomes=count_over_time(entries, by=Period.MONTH, of=Aspect.OUTCOME, types=types),
        pairs=pairs.renamed(lambda name: read_name(index, name)),
        deadlines=count_deadlines(entries, by=Period.MONTH, today=seen_from, types=types),
        seen_from=seen_from,
    )


def _count_unread(connection: sqlite3.Connection, numbers: Sequence[int]) -> int:
    query = "SELECT count(*) FROM articles WHERE engine IS NULL AND number IN (SELECT value FROM json_each(?))"
    return int(connection.execute(query, (json.dumps(list(numbers)),)).fetchone()[0])
