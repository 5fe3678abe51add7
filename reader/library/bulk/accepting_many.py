"""Accepts the proposals of one label or rule in many articles, as one action that one undo takes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.journal import tagging
from reader.journal.operations import Operation, join
from reader.labels import LabelSet
from reader.library.index.annotation_putting import ENGINE
from reader.library.index.annotation_reading import get_annotations
from reader.library.index.article_putting import get_article
from reader.library.index.article_rows import OpenKind
from reader.model import Annotation, Article
from reader.reading.proposals import merge

if TYPE_CHECKING:
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
        for article, proposal in _find_open(workspace, connection, number, wanted, labels)
        if proposal.score is None or proposal.score >= least
        for each in tagging.accept(workspace.authorship(article.id), proposal)
    )


def _find_open(
    workspace: Workspace, connection: sqlite3.Connection, number: int, wanted: OpenKind, labels: LabelSet
) -> Iterator[tuple[Article, Annotation]]:
    proposals, _ = get_annotations(connection, number, ENGINE)
    found = [
        replace(each, key="") for each in proposals if each.label == wanted.label and wanted.rule in ("", each.rule)
    ]
    if not found:
        return
    # The index may not have heard yet of what the workspace knows.
    article = get_article(connection, number)
    decided = workspace.annotations(article.id)
    merged = merge(article.text, found, decided, proposed=workspace.proposed(article.id), labels=labels)
    yield from ((article, each) for each in merged[len(decided) :])
