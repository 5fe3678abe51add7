"""Proposes annotations for an article: the Annotator protocol, finding annotators by name, and running them in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from reader.errors import AnnotateError, shown
from reader.model import Annotation, Article

GROUP = "reader.annotators"
"""The entry-point group in which annotators, ours and others', are registered by name."""

IN_ORDER = ("patterns", "names", "entities", "commitments")
"""Our own annotators in the order they run: each is given what those before it proposed."""


@runtime_checkable
class Annotator(Protocol):
    """Anything that proposes annotations; made by calling the entry point without arguments."""

    name: str
    """What its annotations carry as their source."""

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose annotations for an article; `so_far` holds what the annotators before it proposed."""
        ...


def known_names() -> tuple[str, ...]:
    """The names of the annotators that are registered: ours in their order, then the others by name."""
    registered = _registered()
    ours = tuple(name for name in IN_ORDER if name in registered)
    return ours + tuple(sorted(name for name in registered if name not in IN_ORDER))


def default_names() -> tuple[str, ...]:
    """The names of the annotators that run where nobody chose: ours, as far as they are registered."""
    return tuple(name for name in known_names() if name in IN_ORDER)


def check_known(names: Iterable[str]) -> None:
    """AnnotateError for the first name that no annotator is registered under, with the names there are."""
    known = known_names()
    for name in names:
        if name not in known:
            raise AnnotateError(
                f"There is no annotator called {name!r}; the known ones are: {', '.join(known) or 'none'}."
            )


def read_names(listed: str | None) -> tuple[str, ...] | None:
    """The names in a list with commas, None where there is no list.

    AnnotateError where one is unknown or none is named.
    """
    if listed is None:
        return None
    names = tuple(name.strip() for name in listed.split(",") if name.strip())
    if not names:
        raise AnnotateError(f"--annotators names none; the known ones are: {', '.join(known_names())}.")
    check_known(names)
    return names


@cache
def find_annotator(name: str) -> Annotator:
    """The annotator of that name, made once and kept since most load a lexicon; AnnotateError lists the known ones."""
    check_known([name])
    entry = _registered()[name]
    try:
        annotator = entry.load()()
    except (Exception, SystemExit) as error:
        # A plug-in may fail in any way while it loads; the user needs its name and its words.
        raise AnnotateError(
            f"The annotator {name!r} ({entry.value}) cannot be loaded: {describe(error)}; mend or uninstall it."
        ) from error
    if not isinstance(annotator, Annotator):
        raise AnnotateError(f"{entry.value}, registered as {name!r}, is no annotator; it needs a name and annotate().")
    return annotator


def describe(error: BaseException) -> str:
    """An error in one line: its message, and its kind unless the message was written for the user."""
    words = shown(" ".join(str(error).split()))
    if isinstance(error, AnnotateError):
        return words.rstrip(".")
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


@cache
def _registered() -> dict[str, EntryPoint]:
    # Reading the metadata of every installed package takes some 15 ms.
    return {entry.name: entry for entry in entry_points(group=GROUP)}
