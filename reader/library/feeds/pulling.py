"""Pulls a feed: lists what is new in it, fetches the pages, and adds them to the library.

An item that was listed waits in the state until it is in the file of its feed, so that nothing is lost when a pull is
killed, a page cannot be had, or there is more than one pull takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.errors import LoadError, shown
from reader.library.feeds.politeness import Politeness
from reader.library.feeds.pull_state import FeedState, PullState, WaitingItem
from reader.library.feeds.pulled_articles import PulledArticles
from reader.load import Loaded, load_unfetched
from reader.load.feed import MOST_ITEMS, is_feed, read_feed
from reader.load.feed_items import loaded_item
from reader.load.web import StatusError, Validators, fetch_changed
from reader.wording import counted, say

MOST_ARTICLES = 100
"""The most pages that one pull of one feed asks for; the other items wait for the next pull."""
_LONGEST_PULL = 600.0
"""The most seconds after which one pull of one feed begins no other page."""
_MOST_TRIES = 3
"""How many pulls try to get a page before the text in the feed is taken instead."""
_AT_ONCE = 10
"""The articles that are written together; a pull that is killed fetches at most so many again."""
_PASSING = frozenset((408, 425, 429))
"""The refusals that are worth another try, besides the failures of servers (500 and above)."""


@dataclass(slots=True)
class PullOutcome:
    """What came of pulling one feed."""

    added: int = 0
    waiting: int = 0
    repeated: int = 0
    """The items that were there already under another address or in another feed."""
    has_failed: bool = False

    def describe(self) -> str:
        """What was added, as the end of a sentence."""
        parts = [counted(self.added, "{number} new article", "{number} new articles")]
        if self.repeated:
            parts.append(
                counted(self.repeated, "{number} known under another address", "{number} known under another address")
            )
        if self.waiting:
            parts.append(
                counted(self.waiting, "{number} waiting for the next pull", "{number} waiting for the next pull")
            )
        return say(", ").join(parts) + "."


@dataclass(slots=True)
class Puller:
    """Pulls feeds into one library, one request at a time."""

    articles: PulledArticles
    state: PullState
    politeness: Politeness
    announce: Callable[[str, Loaded], None]
    """Is given each new article, with the name of its feed."""
    complain: Callable[[str], None]
    most: int = MOST_ARTICLES
    _ready: list[Loaded] = field(default_factory=list)
    """The articles that are not written yet."""

    def pull(self, name: str, address: str) -> PullOutcome:
        """Pull one feed; what fails is complained of, and StoreError is raised where nothing can be written."""
        outcome, feed = PullOutcome(), self.state.of(address)
        try:
            self._list(name, address, feed)
        except LoadError as error:
            self.complain(f"{name}: {error}")
            outcome.has_failed = True
        else:
            self._take_waiting(name, address, feed, outcome)
        self.state.save()
        outcome.waiting = len(feed.waiting)
        return outcome

    def _list(self, name: str, address: str, feed: FeedState) -> None:
        """Let everything wait that is new in a feed."""
        self.politeness.wait(address)
        try:
            # Where the file is gone, the analyst wants the articles again.
            page = fetch_changed(address, feed.validators if self.articles.has_file(name) else Validators())
        except LoadError as error:
            self.politeness.note(address, error)
            raise
        self.politeness.note(address)
        if page is None:
            return
        if not is_feed(page):
            raise LoadError(
                say("{address}: this is neither RSS nor Atom; check the address in a browser.", address=shown(address))
            )
        found = read_feed(page, address)
        for remark in found.remarks:
            self.complain(f"{name}: {remark}")
        there = {each.item.url or each.item.text for each in feed.waiting}
        for item in found.items:
            is_known = self.articles.has_address(item.url) if item.url else self.articles.has_text(item.text)
            if not is_known and (item.url or item.text) not in there and len(feed.waiting) < 2 * MOST_ITEMS:
                feed.waiting.append(WaitingItem(item, found.title, page.is_public))
        feed.validators = page.validators
        self.state.save()

    def _take_waiting(self, name: str, address: str, feed: FeedState, outcome: PullOutcome) -> None:
        left: list[WaitingItem] = []
        begun, waiting = time.monotonic(), list(feed.waiting)
        try:
            for number, each in enumerate(waiting):
                if number >= self.most or time.monotonic() - begun > _LONGEST_PULL:
                    break
                if not self._take(name, address, each, outcome):
                    left.append(each)
                feed.waiting = [*left, *waiting[number + 1 :]]
                if len(self._ready) >= _AT_ONCE:
                    self._write(name)
        finally:
            self._write(name)

    def _take(self, name: str, address: str, each: WaitingItem, outcome: PullOutcome) -> bool:
        """Get an article ready; whether it is, or is there already."""
        if each.item.url and self.articles.has_address(each.item.url):
            return True
        loaded = loaded_item(
            each.item, outlet=each.outlet, feed=address, name=name, is_linked_publicly=each.is_linked_publicly
        )
        whole = self._fetch(name, loaded, each) if loaded.unfetched is not None else loaded
        if whole is None:
            return False
        if self.articles.has_text(whole.article.text):
            outcome.repeated += 1
            return True
        self.articles.note(whole)
        self._ready.append(whole)
        self.announce(name, whole)
        for remark in each.item.remarks:
            self.complain(f"{name}: {remark}")
        outcome.added += 1
        return True

    def _fetch(self, name: str, loaded: Loaded, each: WaitingItem) -> Loaded | None:
        """The item with its page; the item alone where the page cannot be had, and None where it may be later."""
        url = each.item.url
        if self.politeness.is_resting(url):
            return None
        self.politeness.wait(url)
        try:
            whole = load_unfetched(loaded)
        except LoadError as error:
            self.politeness.note(url, error)
            each.tries += 1
            is_passing = not isinstance(error, StatusError) or error.status in _PASSING or error.status >= 500
            if is_passing and each.tries < _MOST_TRIES:
                self.complain(say("{name}: {error} The next pull tries again.", name=name, error=error))
                return None
            self.complain(say("{name}: {error} The text in the feed is kept instead.", name=name, error=error))
            return loaded
        self.politeness.note(url)
        return whole

    def _write(self, name: str) -> None:
        ready, self._ready = self._ready, []
        self.articles.add(name, ready)
        self.state.save()
