"""Fetches the page of a feed's item when the analyst opens it, and puts its text in the place of the feed's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Lock, Thread
from typing import Any, Protocol

from textual.app import App

from reader.errors import LoadError, shown
from reader.load import Loaded, load_unfetched
from reader.reading.session import Session
from reader.ui.reloading import Reloaded, find_again
from reader.ui.widgets.arabic_text import notify
from reader.wording import say


class HoldsItems(Protocol):
    """The application, as far as the items of a feed are concerned."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""

    def session_at(self, at: int) -> Session:
        """The session of an article, given by index."""
        ...

    def take_reloaded(self, found: Reloaded, at: int, caret: int) -> None:
        """Replace articles, and show the one with an index again if it is among them."""
        ...


class ItemPages:
    """The pages of items, fetched one at a time; until a page is there, nothing is recorded of its item."""

    def __init__(
        self, app: App[None], reader: HoldsItems, *, give_up: Callable[[], None], key_of: Callable[[str], str]
    ) -> None:
        self._app = app
        self._reader = reader
        self._give_up = give_up
        """Goes on with the text in the feed, where the page of the article in hand cannot be had."""
        self._key_of = key_of
        """The key of an action, as it is shown to the user."""
        self._awaited: set[str] = set()
        """The addresses of the pages that are on their way."""
        self._failed: set[str] = set()
        self._turn = Lock()

    def is_awaited(self, at: int) -> bool:
        """Whether the text of an article is still to be replaced by its page."""
        unfetched = self._reader.articles[at].unfetched
        return unfetched is not None and unfetched.url not in self._failed

    def fetch(self, at: int) -> None:
        """Fetch the page of an article that is opened; nothing where there is none, or it could not be had before."""
        item = self._reader.articles[at]
        if item.unfetched is None or not self.is_awaited(at) or item.unfetched.url in self._awaited:
            return
        url = item.unfetched.url
        self._awaited.add(url)
        sentence = say("Fetching {address}; until it is there, this is the text in the feed.", address=shown(url))
        notify(self._app, sentence, timeout=4)
        # Not a worker, since the application would wait for that when it ends.
        Thread(target=self._load, args=(at, item, url), name="page", daemon=True).start()

    def _load(self, at: int, item: Loaded, url: str) -> None:
        with self._turn:
            if at != self._reader.at:
                self._call(self._put_off, at, url)
                return
            try:
                whole = load_unfetched(item)
            except LoadError as error:
                self._call(self._show_failure, at, item, url, error)
            else:
                self._call(self._show, at, item, url, whole)

    def _call(self, then: Callable[..., None], *arguments: Any) -> None:
        with suppress(RuntimeError):  # The application has ended.
            self._app.call_later(partial(then, *arguments))

    def _put_off(self, at: int, url: str) -> None:
        """Leave a page until its article is opened again, since the analyst has gone on before its turn came."""
        self._awaited.discard(url)
        if at == self._reader.at:
            self.fetch(at)

    def _show(self, at: int, item: Loaded, url: str, whole: Loaded) -> None:
        self._awaited.discard(url)
        if self._reader.articles[at] is not item:
            return  # It was read again meanwhile.
        is_in_hand = at == self._reader.at
        caret = self._reader.session_at(at).caret if is_in_hand else 0
        moved = find_again(item.article.text, whole.article.text, caret) if caret else 0
        self._reader.take_reloaded(Reloaded(((at, whole),), (), is_in_hand, ()), self._reader.at, moved)
        if is_in_hand:
            notify(self._app, say("The page has been fetched, and stands in the place of the text in the feed."))

    def _show_failure(self, at: int, item: Loaded, url: str, error: LoadError) -> None:
        self._awaited.discard(url)
        if self._reader.articles[at] is not item:
            return
        self._failed.add(url)
        self._reader.articles[at] = replace(item, warnings=(*item.warnings, str(error)))
        sentence = say(
            "{problem} The text in the feed stays open; {key} tries the page again.",
            problem=error,
            key=self._key_of("article.reload"),
        )
        notify(self._app, sentence, severity="warning", timeout=12)
        if at == self._reader.at:
            self._give_up()
