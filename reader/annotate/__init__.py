"""Defines what an annotator is, and finds the annotators by name; `pipeline` runs them over an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from reader.errors import AnnotateError, ConfigError, shown
from reader.model import Annotation, Article
from reader.wording import say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "reader.annotators"
"""The entry-point group in which annotators, the reader's own and plug-ins, are registered by name."""

IN_ORDER = ("patterns", "names", "entities", "commitments")
"""The reader's own annotators in the order in which they run: each receives the proposals of those before it."""


@runtime_checkable
class Annotator(Protocol):
    """An object that proposes annotations; it is made by calling the entry point without arguments."""

    name: str
    """The name that its annotations have as their source."""

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose annotations for an article; `so_far` has the proposals of the annotators before this one."""
        ...


def known_names() -> tuple[str, ...]:
    """The names of the registered annotators: the reader's own in their order, then the plug-ins by name."""
    registered = _registered()
    own = tuple(name for name in IN_ORDER if name in registered)
    return own + tuple(sorted(name for name in registered if name not in IN_ORDER))


def default_names() -> tuple[str, ...]:
    """The names of the annotators that run unless the user chooses others: the reader's own that are registered."""
    return tuple(name for name in known_names() if name in IN_ORDER)


def check_known(names: Iterable[str]) -> None:
    """Raise AnnotateError for the first name that no annotator is registered under; it lists the names that exist."""
    known = known_names()
    for name in names:
        if name not in known:
            raise AnnotateError(
                say(
                    "There is no annotator called {name}; choose from the known ones: {names}.",
                    name=repr(name),
                    names=say(", ").join(known) or say("none"),
                )
            )


def read_names(listed: str | None) -> tuple[str, ...] | None:
    """The names in a list separated by commas, or None where there is no list.

    AnnotateError where a name is unknown or the list is empty.
    """
    if listed is None:
        return None
    names = tuple(name.strip() for name in listed.split(",") if name.strip())
    if not names:
        raise AnnotateError(
            say(
                "--annotators names no annotator; choose from the known ones: {join}.",
                join=say(", ").join(known_names()),
            )
        )
    check_known(names)
    return names


@cache
def find_annotator(name: str) -> Annotator:
    """The annotator with this name, made once and kept, since most annotators load a lexicon.

    AnnotateError where the name is unknown, or where the annotator cannot be loaded or used.
    """
    check_known([name])
    entry = _registered()[name]
    try:
        annotator = entry.load()()
    except ConfigError as error:
        # It is a file of the user's that is wrong, not the annotator.
        raise AnnotateError(str(error)) from error
    except (Exception, SystemExit) as error:
        # A plug-in may fail in any way while it loads; the user needs its name and its error message.
        raise AnnotateError(
            say(
                "The annotator {name} ({value}) cannot be loaded: {describe}; repair or uninstall it.",
                name=repr(name),
                value=entry.value,
                describe=describe(error),
            )
        ) from error
    if not isinstance(annotator, Annotator):
        raise AnnotateError(
            say(
                "{value}, registered as {name}, is not an annotator; give it a name and annotate(), or uninstall it.",
                value=entry.value,
                name=repr(name),
            )
        )
    return annotator


def describe(error: BaseException) -> str:
    """An error in one line: its message, preceded by its class unless the message was written for the user."""
    words = shown(" ".join(str(error).split()))
    if isinstance(error, AnnotateError):
        return words.rstrip(".")
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


@cache
def _registered() -> dict[str, EntryPoint]:
    # Reading the metadata of every installed package takes about 15 ms.
    # It brings Python's whole package for mail, and most of the reader needs no list of annotators.
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=GROUP)}
