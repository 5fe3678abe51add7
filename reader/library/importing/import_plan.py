"""Reads a file of annotations whole, and decides what of it comes into which article, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.errors import LoadError, StoreError, shown
from reader.exchange.foreign_format import ArticleMarks, ForeignFormat, Incoming
from reader.exchange.label_names import label_named
from reader.labels import LabelSet
from reader.library.importing.article_finding import ArticleFinder, describe_incoming
from reader.library.importing.placing import Unplaced, place
from reader.model import Annotation, Article, Decision
from reader.wording import say

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """What comes into one article, in one of the file's layers."""

    article: str
    layer: str
    annotations: tuple[Annotation, ...]
    marks: ArticleMarks


@dataclass(slots=True)
class ImportPlan:
    """What an import would write, and what it would leave out."""

    articles: list[PlannedArticle] = field(default_factory=list)
    unplaced: list[tuple[str, Unplaced]] = field(default_factory=list)
    """What has no place, each with a name for the article."""
    homeless: list[str] = field(default_factory=list)
    """Names for what belongs to no article here."""
    unknown_labels: set[str] = field(default_factory=set)
    """Labels that the user's labels.toml does not define."""

    @property
    def count(self) -> int:
        """The number of annotations that have a place."""
        return sum(len(each.annotations) for each in self.articles)

    def count_decided(self, decision: Decision) -> int:
        """The number of those that are accepted, rejected or open."""
        return sum(each.decision is decision for planned in self.articles for each in planned.annotations)

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that the file names, in alphabetical order."""
        return tuple(sorted({each.layer for each in self.articles}))


def plan_import(
    path: Path, form: ForeignFormat, finder: ArticleFinder, *, labels: LabelSet, complain: Callable[[str], None]
) -> ImportPlan:
    """Read all of a file; LoadError where it is not whole, StoreError where nothing of it has a place."""
    plan = ImportPlan()
    is_empty = True
    for incoming in form.load().read(path, complain=complain):
        for warning in incoming.warnings:
            complain(warning)
        if not incoming.annotations and incoming.marks == ArticleMarks():
            continue
        is_empty = False
        _check_names(incoming, path)
        article = finder.find(incoming)
        if article is None:
            plan.homeless.append(describe_incoming(incoming))
            continue
        _add(plan, incoming, article, form, shown(path))
    if is_empty:
        raise StoreError(say("{path}: there are no annotations in it; nothing was imported.", path=shown(path)))
    if not plan.articles:
        raise StoreError(_explain_nothing(plan, path))
    plan.unknown_labels = {a.label for each in plan.articles for a in each.annotations if a.label not in labels}
    return plan


def _add(plan: ImportPlan, incoming: Incoming, article: Article, form: ForeignFormat, where: str) -> None:
    placement = place(incoming, article, where)
    name = shown(article.title or article.source or article.id[:12])
    plan.unplaced += ((name, each) for each in placement.unplaced)
    marks = incoming.marks
    if not placement.is_same_text:
        # A bookmark quotes nothing by which it could be found.
        plan.unplaced += ((name, Unplaced(each, say("bookmark"))) for _, each in marks.bookmarks)
        marks = replace(marks, bookmarks=())
    annotations = tuple(_as_ours(each, form) for each in placement.annotations)
    if annotations or marks != ArticleMarks():
        plan.articles.append(PlannedArticle(article.id, incoming.layer, annotations, marks))


def _as_ours(annotation: Annotation, form: ForeignFormat) -> Annotation:
    """The annotation with our name for its label, and accepted where the format knows no decisions."""
    if not form.holds_layers:
        # The formats of our own have our own labels, among them perhaps one that is called as another program's.
        annotation = replace(annotation, label=label_named(annotation.label))
    if annotation.decision is Decision.PROPOSED and not form.holds_decisions:
        return replace(annotation, decision=Decision.ACCEPTED)
    return annotation


def _explain_nothing(plan: ImportPlan, path: Path) -> str:
    if plan.unplaced:
        return say(
            "{path}: none of its annotations has a place in these articles, beginning with «{words}»; nothing was "
            "imported.",
            path=shown(path),
            words=shown(plan.unplaced[0][1].words[:_LONGEST_NAME]),
        )
    return say(
        "{path}: none of its articles is here, beginning with {name}; name the folder or file that has them. Nothing "
        "was imported.",
        path=shown(path),
        name=plan.homeless[0],
    )


def _check_names(incoming: Incoming, path: Path) -> None:
    """LoadError where a name could not be shown, or a text not be kept."""
    if not all(map(_is_name, _names(incoming))):
        raise LoadError(
            say(
                "{path}: a label, role, attribute or layer has a name that is empty, too long or holds control "
                "characters; nothing was imported.",
                path=shown(path),
            )
        )
    if not all(map(_is_text, _texts(incoming))):
        raise LoadError(
            say(
                "{path}: a note or value holds half of a surrogate pair or a NUL; nothing was imported.",
                path=shown(path),
            )
        )


def _names(incoming: Incoming) -> Iterator[str]:
    for each in incoming.annotations:
        yield each.label
        yield from (name for name, _ in each.roles)
        yield from (name for name, _ in each.attributes)
    yield from incoming.marks.tags
    if incoming.layer:
        yield incoming.layer


def _texts(incoming: Incoming) -> Iterable[str]:
    for each in incoming.annotations:
        yield from (each.note, each.source, each.rule, *(value for _, value in each.attributes))
    yield from (incoming.marks.note, *(name for _, name in incoming.marks.bookmarks))


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and name.isprintable()


def _is_text(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= each <= "\udfff" for each in text)
