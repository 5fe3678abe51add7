"""Sets the state of many articles, or their tags, as one action that one undo takes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from reader.journal import article_marks
from reader.journal.article_marks import Flag
from reader.journal.operations import Operation, join

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


def flag_articles(workspace: Workspace, articles: Iterable[str], flag: Flag) -> tuple[Operation, ...]:
    """The operations that set the state of articles, given by their ids."""
    return join(
        each
        for article in articles
        for each in article_marks.set_flag(workspace.authorship(article), workspace.reading_state(article), flag)
    )


def tag_articles(
    workspace: Workspace, articles: Iterable[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> tuple[Operation, ...]:
    """The operations that put tags on articles and take tags off them."""

    def change(article: str) -> Iterable[Operation]:
        authorship, state = workspace.authorship(article), workspace.reading_state(article)
        added = (article_marks.add_tag(authorship, state, tag) for tag in add)
        removed = (article_marks.remove_tag(authorship, state, tag) for tag in remove)
        return chain.from_iterable([*added, *removed])

    return join(each for article in articles for each in change(article))
