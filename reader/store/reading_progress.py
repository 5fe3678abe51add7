"""Says how far an analyst has come in the articles of a workspace: decisions made, places left, articles done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from reader.journal.article_marks import Flag
from reader.journal.operation_json import to_json
from reader.journal.operations import OperationKind
from reader.model import Decision
from reader.store.rows import Rows
from reader.store.schema import ANNOTATIONS, MARKS

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far an analyst has come in an article."""

    decided: int = 0
    """How many proposals are decided."""
    position: int = 0
    """The offset at which the article was left, in code points."""


def read_progress(workspace: Workspace) -> dict[str, ReadingProgress]:
    """How far the workspace's analyst has come in each article that was begun, by the article's id."""

    def read(connection: Connection) -> dict[str, ReadingProgress]:
        # A note on an open proposal stores it without deciding on it.
        decided_on = ANNOTATIONS.c.proposed.is_not(None) & (ANNOTATIONS.c.decision != Decision.PROPOSED.value)
        mine = (ANNOTATIONS.c.layer == workspace.who) & decided_on
        counts = select(ANNOTATIONS.c.article, func.count()).where(mine).group_by(ANNOTATIONS.c.article)
        decided = {row[0]: row[1] for row in connection.execute(counts)}
        places = (MARKS.c.layer == workspace.who) & (MARKS.c.kind == OperationKind.POSITION.value)
        marks = Rows().marks(connection.execute(select(MARKS).where(places)))
        positions = {row.article: offset for row, offset in marks if isinstance(offset, int)}
        return {each: ReadingProgress(decided.get(each, 0), positions.get(each, 0)) for each in {*decided, *positions}}

    return workspace.database.read(read)


def find_done(workspace: Workspace) -> frozenset[str]:
    """The ids of the articles that the workspace's analyst has set to done."""
    flagged = (MARKS.c.layer == workspace.who) & (MARKS.c.kind == OperationKind.FLAG.value)
    query = select(MARKS.c.article).where(flagged, MARKS.c.value == to_json(Flag.DONE))
    return workspace.database.read(lambda connection: frozenset(connection.execute(query).scalars()))
