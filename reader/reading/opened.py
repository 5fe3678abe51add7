"""What a workspace says of an article when it is opened, looked up in one go, which a store may take its time for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reader.comparing.other_layers import Others
from reader.journal.article_marks import ReadingState
from reader.journal.operations import Authorship, Proposed
from reader.journal.tagging import Lost
from reader.model import Annotation, Article
from reader.store.carrying import Carried
from reader.store.location import name_source
from reader.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as its analyst left it, and what others say of it."""

    authorship: Authorship
    decided: Mapping[str, Annotation]
    """By key, what the analyst has said, rejections included."""
    proposed: Mapping[str, Proposed]
    """By key, what had been proposed where that is a decision on a proposal."""
    state: ReadingState
    lost: tuple[Lost, ...]
    """What found no place when the file changed."""
    others: Others | None
    latest: int
    """The number of the last operation of all."""
    earlier: str | None = None
    """The id of an earlier text of the same file, if the file has changed."""
    carried: Carried | None = None
    """What came along from there, just now."""

    def describe_carried(self) -> str:
        """What came along and what did not, as a sentence; empty where the file has not changed."""
        if self.carried is None:
            return ""
        many = len(self.carried.operations)
        came = f"The file has changed since it was read: {many} annotations and marks came along."
        stayed = f"{len(self.lost)} of its earlier text found no place in this one; the notes list them."
        return " ".join([*([came] if many else []), *([stayed] if self.lost else [])])


def look_up(
    workspace: Workspace,
    article: Article,
    *,
    place: str | None = None,
    with_others: bool = False,
    is_version: Callable[[str], bool] = lambda _: True,
) -> Opened:
    """Keep an article, and what was said of an earlier text of it, and give all that is known of it.

    `is_version` says of an id whether that article is an earlier text, and not something else that is there too.
    """
    found = workspace.remember(as_kept(article, article.source if place is None else place, workspace))
    earlier = found if found is not None and is_version(found) else None
    carried = workspace.carry_over(earlier, article.id) if earlier is not None else None
    opened = read_again(workspace, article.id, with_others=with_others)
    return replace(opened, earlier=earlier, carried=carried)


def read_again(workspace: Workspace, article: str, *, with_others: bool) -> Opened:
    """What is known of an article that the workspace keeps."""
    authorship = workspace.authorship(article)
    latest = workspace.latest()
    return Opened(
        authorship,
        {each.key: each for each in workspace.annotations(article)},
        workspace.proposed(article),
        workspace.reading_state(article),
        _list_lost(workspace, article),
        Others(workspace, authorship) if with_others else None,
        latest,
    )


def _list_lost(workspace: Workspace, article: str) -> tuple[Lost, ...]:
    unanchored = sorted(workspace.unanchored(article), key=lambda each: each[1].span.start)
    return tuple(
        Lost(annotation, annotation.span.of(workspace.article(earlier).text)) for earlier, annotation in unanchored
    )


def as_kept(article: Article, place: str, workspace: Workspace) -> Article:
    """The article with the name under which the workspace knows where it is; without a place, with none."""
    return replace(article, source=name_source(place, workspace.database.place))
