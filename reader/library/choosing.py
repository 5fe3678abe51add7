"""Decides which workspace a command works on, which of its articles, and as which analyst."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.arabic.words import fold
from reader.errors import StoreError, shown
from reader.outputs import is_database
from reader.store.location import is_url, name_source, where
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.model import Article
    from reader.store.known_articles import ArticleRecord
    from reader.store.workspace import Workspace

_NAMELESS = "analyst"
_SHORTEST_ID = 6
"""The fewest digits of an article's id that name it."""


def find_place(path: str, store: str | None = None) -> str | Path:
    """The workspace of a path, or the store that was named instead; a database file is itself the workspace."""
    if store is not None:
        return store if is_url(store) else Path(store)
    return Path(path) if is_database(path) else where(path)


@contextmanager
def opened(path: str, store: str | None, *, who: str, complain: Callable[[str], None]) -> Iterator[Workspace]:
    """The workspace of a path while it is used; StoreError where there is none: nobody wants an empty one made.

    `complain` is given a sentence for what is damaged in it.
    """
    from reader.store.rebuilding import explain_rebuilt
    from reader.store.workspace import Workspace

    place = find_place(path, store)
    if not is_url(place) and not Path(place).is_file():
        if not Path(path).exists():
            raise StoreError(say("{path}: there is no such file or folder; check the path.", path=shown(path)))
        raise StoreError(
            say(
                "{place}: there is no workspace; open {path} in the reader first.", place=shown(place), path=shown(path)
            )
        )
    with Workspace.open(place, who=who) as workspace:
        if sentence := explain_rebuilt(workspace.rebuilt):
            complain(f"{workspace.database.name}: {sentence}")
        yield workspace
        if many := workspace.left_out:
            said = counted(
                many,
                "{name}: one row that cannot be read was left out; see `reader check`.",
                "{name}: {number} rows that cannot be read were left out; see `reader check`.",
                name=workspace.database.name,
            )
            complain(said)


def read_each(workspace: Workspace, articles: Iterable[str]) -> Iterator[Article]:
    """The articles with these ids, except those whose text is damaged: their annotations have no text."""
    for each in articles:
        if (article := workspace.find_article(each)) is not None:
            yield article


def choose_articles(
    workspace: Workspace,
    path: str,
    article: str = "",
    *,
    earlier: bool = False,
    complain: Callable[[str], None],
) -> tuple[str, ...]:
    """The ids of the articles of a file, or of all articles; with `article`, only those that it names.

    An article is named by the beginning of its id, by its file's path or name, or by words of its title. Earlier texts
    of files that have changed are included only with `earlier`, or if they are named; `complain` is given a sentence on
    those left out. StoreError says that no article has that name.
    """
    entries = workspace.articles()
    if Path(path).is_file() and not is_database(path):
        known = _known(path, tuple(entry.article for entry in entries))
        entries = tuple(entry for entry in entries if entry.article in known)
        earlier = True
    present = tuple(entry for entry in entries if earlier or not entry.is_superseded)
    if not article:
        if left_out := sum(bool(entry.layers) for entry in entries) - sum(bool(entry.layers) for entry in present):
            said = counted(
                left_out,
                "{number} earlier text of a changed file is left out; --earlier takes it along.",
                "{number} earlier texts are left out; --earlier takes them along.",
            )
            complain(said)
        return tuple(entry.article for entry in present)
    source = name_source(article, workspace.database.place)
    # Present texts are preferred to earlier ones.
    named = (tuple(each.article for each in some if _is_named(each, article, source)) for some in (present, entries))
    found = next(filter(None, named), ())
    if not found:
        raise StoreError(
            say(
                "{article}: no article of this workspace is called that; give a path, a title or an id.",
                article=shown(article),
            )
        )
    return found


def _known(path: str, ids: Sequence[str]) -> tuple[str, ...]:
    from reader.load import load_all

    loaded, errors = load_all([path])
    if errors and not loaded:
        raise errors[0]
    known = tuple(each.article.id for each in loaded if each.article.id in ids)
    if not known:
        raise StoreError(
            say("{path}: the workspace does not know this text yet; open it in the reader first.", path=shown(path))
        )
    return known


def _is_named(entry: ArticleRecord, name: str, source: str) -> bool:
    if len(name) >= _SHORTEST_ID and entry.article.startswith(name.lower()):
        return True
    if any(known in (name, source) or Path(known).name == name for known in entry.sources):
        return True
    words = fold(name).split()
    return bool(words) and all(word in fold(entry.title) for word in words)


def analyst(name: str | None = None) -> str:
    """The name of the analyst at work: the one given, or else the one in the settings, or else the login name."""
    from getpass import getuser

    from reader.settings.config import load_config

    if chosen := name or load_config().config.analyst.name:
        return _legible(chosen)

    try:
        return _legible(getuser())
    except (OSError, KeyError, ImportError):
        # Some containers have neither a login name nor an entry for the user's number.
        return _NAMELESS


def _legible(name: str) -> str:
    """A name that came through an environment whose encoding could not read it, read as UTF-8."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        # A lone surrogate of another kind, which stands for no byte.
        return name.encode("utf-8", "replace").decode("utf-8")
