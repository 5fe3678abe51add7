"""Runs annotators in turn over one article, and reports which of them failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.annotate import check_known, default_names, describe, find_annotator
from reader.annotate.entities.entity_annotator import Entities
from reader.annotate.entities.span_candidates import RULES
from reader.annotate.foreign_text import is_idle, keep_valid
from reader.annotate.learnt import NOTHING, Learnt
from reader.annotate.merging.fitness import find_fault
from reader.annotate.merging.overlaps import settle_overlaps
from reader.annotate.names.aliases import NAMED, name_entities
from reader.arabic.languages import Foreign, find_foreign
from reader.errors import AnnotateError
from reader.labels import LabelSet, default_labels
from reader.model import Annotation, Article
from reader.wording import say


@dataclass(frozen=True, slots=True)
class Failure:
    """An annotator that failed on an article."""

    annotator: str
    message: str
    """A sentence for the user."""


@dataclass(frozen=True, slots=True)
class EngineOutcome:
    """What the annotators have proposed so far, with overlaps settled."""

    annotations: tuple[Annotation, ...]
    """In the order of the text."""
    failures: tuple[Failure, ...] = ()
    done: float = 1.0
    """The share of annotators that have run, 0 to 1."""
    finished: bool = True
    """Whether every annotator has run: False for a partial result and after a cancellation."""
    language: str = ""
    """The language of an article that is not Arabic, in which little is proposed; empty for an Arabic one."""


def annotate(article: Article, *, names: Sequence[str] | None = None, learnt: Learnt = NOTHING) -> EngineOutcome:
    """Propose annotations for an article with the named annotators, or the default ones.

    An annotator that fails is named in the failures and the others' proposals stay; a name nobody registered raises
    AnnotateError.
    """
    *_, outcome = run_in_turn(article, names=names, learnt=learnt)
    return outcome


def run_in_turn(
    article: Article,
    *,
    names: Sequence[str] | None = None,
    labels: LabelSet | None = None,
    learnt: Learnt = NOTHING,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[EngineOutcome]:
    """The outcome after each annotator; the last one is finished unless `cancelled` returned True.

    `learnt` is what was learnt from the decisions in the article's workspace.

    AnnotateError where a name is unknown.
    """
    chosen = default_names() if names is None else tuple(names)
    check_known(chosen)
    labels = default_labels() if labels is None else labels
    annotations: tuple[Annotation, ...] = ()
    failures: tuple[Failure, ...] = ()
    foreign = find_foreign(article.text)
    if not chosen:
        yield EngineOutcome((), language=foreign.language)
    for turn, name in enumerate(chosen, start=1):
        if cancelled is not None and cancelled():
            return
        try:
            proposed = _run(name, article, annotations, foreign, learnt)
        except AnnotateError as error:
            failures += (Failure(name, str(error)),)
        else:
            if name == Entities.name and not is_idle(name, foreign):
                # Its proposals have those of the rules among them that are likely.
                annotations = tuple(each for each in annotations if each.source not in RULES)
            annotations = settle_overlaps((*annotations, *proposed), labels)
            if any(each.label in NAMED for each in proposed):
                annotations = name_entities(article.text, annotations)
        wanted = learnt.leave_out(annotations)
        yield EngineOutcome(wanted, failures, turn / len(chosen), turn == len(chosen), foreign.language)


def _run(
    name: str, article: Article, so_far: tuple[Annotation, ...], foreign: Foreign, learnt: Learnt
) -> tuple[Annotation, ...]:
    annotator = learnt.lay_over(find_annotator(name))
    if is_idle(name, foreign):
        return ()
    try:
        proposed = tuple(annotator.annotate(article, so_far))
    except (Exception, SystemExit) as error:
        # An annotator may be a plug-in; one that breaks, or calls exit, must not lose what the others found.
        raise _failure(name, article, describe(error)) from error
    for each in proposed:
        if fault := find_fault(each, len(article.text)):
            raise _failure(name, article, fault)
    return keep_valid(name, proposed, foreign, article.text)


def _failure(name: str, article: Article, fault: str) -> AnnotateError:
    where = article.title or article.source or say("this article")
    return AnnotateError(
        say(
            "The annotator {name} failed on {where} ({fault}); the other annotators' proposals are kept.",
            name=repr(name),
            where=repr(where),
            fault=fault,
        )
    )
