"""Defines the result of loading: an article, the annotations that came with it, and warnings about changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reader.errors import LoadError
from reader.model import Annotation, Article


@dataclass(frozen=True, slots=True)
class Unfetched:
    """The page of an article of which only the text in a feed is loaded so far."""

    url: str
    is_linked_publicly: bool
    """Whether the feed came from a public server, so that its links may not lead into the user's own network."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded article, with its annotations and with warnings for the user."""

    article: Article
    annotations: tuple[Annotation, ...] = ()
    """The annotations in the article's own row or in a .ann file beside it."""
    warnings: tuple[str, ...] = ()
    """A sentence for each thing that was left out, replaced, joined or corrected in loading."""
    name: str = ""
    """A row's name: its own doc or id, else FILE:LINE; empty where the article is a file or page of its own."""
    unfetched: Unfetched | None = None
    """The page that takes the article's place when it is opened; None where the article is whole."""

    @property
    def is_called_by_line(self) -> bool:
        """Whether only a line number names it, which changes as soon as a line is added before it."""
        file, _, line = self.name.rpartition(":")
        return bool(file) and file == self.article.source and line.isdigit()

    @property
    def place(self) -> str:
        """The file or page that the article is in, with the row's own name or line where it is one of several."""
        if not self.name or self.is_called_by_line:
            return self.name or self.article.source
        return f"{self.article.source}#{self.name}"


def warn_once(outcomes: Iterable[Loaded | LoadError], warnings: tuple[str, ...]) -> Iterator[Loaded | LoadError]:
    """The same outcomes, with the warnings about the whole file added to the first article."""
    for outcome in outcomes:
        if warnings and isinstance(outcome, Loaded):
            outcome, warnings = replace(outcome, warnings=warnings + outcome.warnings), ()
        yield outcome


_DIRECTION = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_LINE = re.compile(r"\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")


def first_line(text: str) -> str:
    """The first line that is not blank, without the white space around it: the title of a text that has no other."""
    found = _LINE.search(text)
    return found[0].strip() if found else ""


def without_direction(title: str) -> str:
    """A title without embeddings, overrides and isolates (UAX #9), which would reverse the text shown beside it."""
    return title.translate(_DIRECTION)


def put_title_first(title: str, text: str) -> str:
    """The text to store for a title and a body that were separate: the title, a blank line and the body.

    A headline is part of the news, and is read and tagged with it. A body that begins with its title stays as it is.
    """
    if not title.strip() or text.lstrip().startswith(title.strip()):
        return text
    return f"{title}\n\n{text}"
