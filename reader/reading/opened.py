"""Looks up everything that a workspace holds on an article when it is opened, in one go, since a store can be slow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reader.comparing.other_layers import OtherLayers
from reader.journal.article_marks import ReadingState
from reader.journal.operations import Authorship, Proposed
from reader.journal.tagging import Lost
from reader.model import Annotation, Article
from reader.store.carrying import Carried
from reader.store.location import name_source
from reader.store.workspace import Workspace
from reader.wording import counted


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as its analyst left it, with the layers of other analysts."""

    authorship: Authorship
    decided: Mapping[str, Annotation]
    """The analyst's annotations by key, including rejected ones."""
    proposed: Mapping[str, Proposed]
    """The original proposals, by key, of those annotations that are decisions on proposals."""
    state: ReadingState
    lost: tuple[Lost, ...]
    """The annotations that have no place in the text since the file changed."""
    others: OtherLayers | None
    latest: int
    """The number of the last operation in the journal."""
    earlier: str | None = None
    """The id of an earlier text of the same file, if the file has changed."""
    carried: Carried | None = None
    """What was carried over from that text just now."""

    def describe_carried(self) -> str:
        """A sentence on what was carried over and what was not; empty if the file has not changed."""
        if self.carried is None:
            return ""
        count, lost = len(self.carried.operations), len(self.lost)
        came = counted(
            count,
            "The file has changed since it was read: {number} annotation or mark was carried over.",
            "The file has changed since it was read: {number} annotations and marks were carried over.",
        )
        stayed = counted(
            lost,
            "{number} annotation of its earlier text has no place in this one; the notes list it.",
            "{number} annotations of its earlier text have no place in this one; the notes list them.",
        )
        return " ".join([*([came] if count else []), *([stayed] if self.lost else [])])


def look_up(
    workspace: Workspace,
    article: Article,
    *,
    place: str | None = None,
    with_others: bool = False,
    is_version: Callable[[str], bool] = lambda _: True,
) -> Opened:
    """Store an article, carry over the work on an earlier text of it, and return everything that is known of it.

    `is_version` decides by an id whether that article is an earlier text, and not another article from the same file.
    """
    found = workspace.remember(as_kept(article, article.source if place is None else place, workspace))
    earlier = found if found is not None and is_version(found) else None
    carried = workspace.carry_over(earlier, article.id) if earlier is not None else None
    opened = read_again(workspace, article.id, with_others=with_others)
    return replace(opened, earlier=earlier, carried=carried)


def read_again(workspace: Workspace, article: str, *, with_others: bool) -> Opened:
    """Look up an article again that the workspace has already."""
    authorship = workspace.authorship(article)
    latest = workspace.latest()
    return Opened(
        authorship,
        {each.key: each for each in workspace.annotations(article)},
        workspace.proposed(article),
        workspace.reading_state(article),
        _list_lost(workspace, article),
        OtherLayers(workspace, authorship) if with_others else None,
        latest,
    )


def _list_lost(workspace: Workspace, article: str) -> tuple[Lost, ...]:
    unanchored = sorted(workspace.unanchored(article), key=lambda each: each[1].span.start)
    return tuple(
        Lost(annotation, annotation.span.of(workspace.article(earlier).text)) for earlier, annotation in unanchored
    )


def as_kept(article: Article, place: str, workspace: Workspace) -> Article:
    """The article with its source as the workspace names it; without a place, it has no source."""
    return replace(article, source=name_source(place, workspace.database.place))
