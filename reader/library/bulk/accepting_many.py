"""Accepts the proposals of one label or rule in many articles, as one action that one undo takes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from reader.journal import tagging
from reader.journal.operations import Operation, join
from reader.labels import LabelSet
from reader.library.index.article_putting import get_article
from reader.library.index.article_rows import OpenKind, read_open_proposals
from reader.model import Annotation, Decision
from reader.reading.proposals import merge
from reader.store.workspace import Workspace


def accept_proposals(
    workspace: Workspace,
    connection: sqlite3.Connection,
    numbers: Iterable[int],
    wanted: OpenKind,
    *,
    least: float,
    labels: LabelSet,
) -> tuple[Operation, ...]:
    """The operations that accept the open proposals of a label, and of a rule unless that is empty, in articles of the
    index with a score of at least `least`.
    """
    return join(
        each
        for number in numbers
        for proposal in _find_open(workspace, connection, number, wanted, labels)
        if (proposal.score or 0.0) >= least
        for each in tagging.accept(
            workspace.authorship(get_article(connection, number).id), proposal
        )
    )


def _find_open(
    workspace: Workspace, connection: sqlite3.Connection, number: int, wanted: OpenKind, labels: LabelSet
) -> Iterator[Annotation]:
    # The index may not have heard yet of what the workspace knows.
    found = [
        each
        for each in read_open_proposals(connection, number, who=workspace.who)
        if each.label == wanted.label and wanted.rule in ("", each.rule)
    ]
    if found:
        article = get_article(connection, number)
        decided = workspace.annotations(article.id)
        merged = merge(article.text, found, decided, proposed=workspace.proposed(article.id), labels=labels)
        yield from (each for each in merged[len(decided) :] if each.decision is Decision.PROPOSED)
