"""Searches the article for a query while it is being typed, from the caret onwards."""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Label
from textual.worker import Worker, WorkerError

from reader.model import Span
from reader.reading.finding import Search
from reader.ui.bindings import bindings_of, key_of
from reader.ui.keys_in_order import OPENING
from reader.ui.mirroring import in_order
from reader.ui.standing import is_standing
from reader.ui.toast_room import lift_toasts
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import notify, shaped
from reader.wording import say, written_digits

MOST_HITS = 10_000
"""The most hits that are kept; a search that finds more stops there and shows that."""
_REPORT_EVERY = 0.2
"""Seconds between two reports while a long text is searched."""


class SearchBar(Horizontal):
    """A line to search the article in; hidden until it is opened."""

    DEFAULT_CSS = """
    SearchBar { display: none; height: 1; background: $surface; }
    SearchBar > .search-bar--sign { width: 2; color: $text-muted; }
    SearchBar > .search-bar--count { width: auto; min-width: 10; padding: 0 1; text-align: right; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("search")

    field = getters.query_one(ArabicInput)
    count = getters.query_one(".search-bar--count", Label)

    class Found(Message):
        """The hits that the search has found so far, in text order, and the one to go to."""

        def __init__(self, spans: tuple[Span, ...], current: Span | None) -> None:
            super().__init__()
            self.spans = spans
            self.current = current

    class Closed(Message):
        """The line was closed; if `kept` is true the hits stay, otherwise the caret goes back to where it was."""

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._search = Search("")
        self._start = 0
        self._whole_words = False
        self._query = ""
        """The query that was last searched for in this text."""
        self._spans: tuple[Span, ...] = ()
        self._at = 0
        self._chosen: Span | None = None
        """The hit that the analyst has gone to since the query changed."""
        self._is_counted = True
        self._scanning: Worker[None] | None = None
        """The worker of the search that was started last."""
        self._is_meant = False
        """Whether enter was pressed before the first hit was found; the line closes as soon as there is one."""

    def compose(self) -> ComposeResult:
        parts: tuple[Widget, ...] = (
            Label("/", classes="search-bar--sign"),
            ArabicInput(placeholder=say("search · {key}: whole words", key=key_of("search.whole_words", self))),
            Label("", classes="search-bar--count"),
        )
        yield from in_order(*parts)

    def open(self, text: str, caret: int) -> None:
        """Show the line, to search a text from an offset on; the last query stays and is selected."""
        if text is not self._text:
            self.clear()
            self._text = text
            self._search = Search(text)
        self._start = caret
        self.display = True
        lift_toasts(self.screen)
        # This happens at once, so that keys typed right after belong to the query and are not commands.
        self.screen.set_focus(self.field)
        self.field.action_select_all()
        self.run_worker(self._fold_ahead(), group="fold", exclusive=True)

    def clear(self) -> None:
        """Forget the hits and the text, which is no longer being read; the query stays for the next text."""
        self.workers.cancel_node(self)
        self._text, self._search, self._query = "", Search(""), ""
        self._forget_hits()
        self._show_count()

    def take(self, text: str, spans: Sequence[Span], current: Span) -> None:
        """Go on from hits in a text that were found in another way."""
        self.clear()
        self._text = text
        self._search = Search(text)
        self._spans = tuple(spans[:MOST_HITS])
        self._at = max(bisect_right(self._spans, current) - 1, 0)
        self._report_hits()

    def step(self, count: int, *, caret: int | None = None) -> None:
        """Go to the next hit (1) or the previous one (-1), from the caret if it is given, wrapping at the ends."""
        if not self._spans:
            search = key_of("search.open", self)
            notify(self, say("There is no match to go to; press {key} to search.", key=search), severity="warning")
            return
        if caret is not None:
            starts = [span.start for span in self._spans]
            self._at = bisect_right(starts, caret) - 1 if count > 0 else bisect_left(starts, caret)
        self._at = (self._at + count) % len(self._spans)
        self._chosen = self._spans[self._at]
        self._report_hits()

    def action_step(self, count: int) -> None:
        """Go to the next or the previous hit while the line stays open."""
        self.step(count)

    def action_whole_words(self) -> None:
        """Find only whole words, with or without proclitics, or parts of words again."""
        self._whole_words = not self._whole_words
        self._begin()

    @on(ArabicInput.Changed)
    def _on_typed(self, message: ArabicInput.Changed) -> None:
        message.stop()
        self._begin()

    @on(ArabicInput.Submitted)
    def _on_submitted(self, message: ArabicInput.Submitted) -> None:
        message.stop()
        self._is_meant = True
        self._answer_enter()
        if self._is_meant and self._scanning is not None:
            # Keys typed after enter are for the text, as soon as it is known whether there is a hit to go to.
            self.run_worker(self._await_answer(self._scanning), group=OPENING)

    async def _await_answer(self, scanning: Worker[None]) -> None:
        with suppress(WorkerError):
            await scanning.wait()

    def _answer_enter(self) -> None:
        if self._is_meant and self._spans:
            self._close(kept=True)
        elif self._is_meant and self._is_counted and self.field.value:
            notify(self, say("«{query}» is not in this article.", query=self.field.value), severity="warning")
            self._is_meant = False

    @on(ArabicInput.Cancelled)
    def _on_cancelled(self, message: ArabicInput.Cancelled) -> None:
        message.stop()
        self.workers.cancel_group(self, "search")
        self._forget_hits()
        self._close(kept=False)

    def _close(self, *, kept: bool) -> None:
        self.workers.cancel_group(self, "fold")
        self.display = False
        lift_toasts(self.screen)
        self._is_meant = False
        self.post_message(self.Closed(kept=kept))

    def _forget_hits(self) -> None:
        self._spans, self._at, self._chosen, self._is_counted = (), 0, None, True

    def _begin(self) -> None:
        self._spans, self._at, self._chosen = (), 0, None
        self._is_counted = self._is_meant = False
        self._query = self.field.value
        self._scanning = self.run_worker(self._scan(self._query), group="search", exclusive=True)

    async def _fold_ahead(self) -> None:
        for _ in self._search.fold_ahead(self._start):
            await asyncio.sleep(0)

    async def _scan(self, query: str) -> None:
        """Search in slices, so that keys are answered between them and the next typed key ends this search."""
        after: list[Span] = []
        before: list[Span] = []
        reported_at, reported = monotonic(), 0
        for slice_ in self._search.hits(query, start=self._start, whole_words=self._whole_words):
            for span in slice_:
                (after if span.start >= self._start else before).append(span)
            found = len(after) + len(before)
            if found >= MOST_HITS:
                break
            if found > reported and (reported == 0 or monotonic() - reported_at > _REPORT_EVERY):
                self._show_found(before, after)
                reported_at, reported = monotonic(), found
            await asyncio.sleep(0)
        self._is_counted = True
        self._show_found(before, after)

    def _show_found(self, before: list[Span], after: list[Span]) -> None:
        self._spans = (*before, *after)[:MOST_HITS]
        if self._chosen is not None:
            self._at = bisect_left(self._spans, self._chosen)
        else:
            self._at = len(before) if after else 0
        self._report_hits()
        self._answer_enter()

    def _report_hits(self) -> None:
        self._show_count()
        self.post_message(self.Found(self._spans, self._spans[self._at] if self._spans else None))

    def _show_count(self) -> None:
        if not is_standing(self):
            return
        going_on = "" if self._is_counted else "…"
        more = "+" if len(self._spans) >= MOST_HITS else ""
        if self._spans:
            place = f"{written_digits(f'{self._at + 1}/{len(self._spans)}')}{more}{going_on}"
            figures = say("{place} words", place=place) if self._whole_words else place
        elif self._query and self._is_counted:
            figures = say("no matches words") if self._whole_words else say("no matches")
        else:
            figures = going_on
        self.count.update(shaped(figures))
