"""Opens the boxes over the article, which ask for a text, list something to choose from, or show a card."""

from __future__ import annotations

from collections.abc import Collection, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from reader.errors import AnnotateError
from reader.layout import Base
from reader.model import Article, Span
from reader.reading.explanation_rows import Row
from reader.ui.problems import ProblemsScreen
from reader.ui.reading.interfaces import Surroundings
from reader.ui.reading.reasons_screen import ReasonsScreen
from reader.ui.widgets.asking import AskScreen, FactsScreen
from reader.wording import say

if TYPE_CHECKING:
    from reader.reading.work import Work


class OpenedBoxes:
    """Opens the boxes over a screen."""

    def __init__(self, screen: Screen[None], surroundings: Surroundings) -> None:
        self._screen = screen
        self._surroundings = surroundings

    async def ask_text(self, title: str, value: str = "", *, several_lines: bool = False) -> str | None:
        """Ask the analyst for a text."""
        return await self._screen.app.push_screen_wait(AskScreen(title, value, several_lines=several_lines))

    async def ask_event(self, work: Work, keys: Collection[str]) -> int | None:
        """Ask the analyst to choose an event from the history, and return its offset.

        With the keys of annotations, only what was done to these is listed.
        """
        from reader.ui.reading.history_screen import HistoryScreen

        return await self._screen.app.push_screen_wait(HistoryScreen(work, keys=keys))

    async def ask_occurrences(
        self, article: Article, span: Span, label: str, work: Work
    ) -> Sequence[tuple[str, Span]] | None:
        """Ask the analyst which occurrences to tag, and return their article ids and spans."""
        from reader.ui.reading.occurrences_screen import OccurrencesScreen

        listed = OccurrencesScreen(
            span.of(article.text),
            label,
            here=article,
            labels=self._surroundings.labels,
            tagged=work.tagged,
            library=self._surroundings.library.articles_with,
        )
        return await self._screen.app.push_screen_wait(listed)

    def show_word(self, word: str) -> None:
        """Show the card of a word; the morphological analyser, which takes longer than the lists, adds to it later."""
        card = FactsScreen(word)
        self._screen.app.push_screen(card)
        self._screen.run_worker(partial(self._look_up, word, card), group="word", thread=True, exclusive=True)

    def show_reasons(self, title: str, further: Coroutine[Any, Any, Sequence[Row]], *, base: Base) -> None:
        """Show the reasons for a proposal, or for there being none, once they are found."""
        box = ReasonsScreen(title, base=base)
        self._screen.app.push_screen(box)
        self._screen.run_worker(box.fill(further), group="reasons", exclusive=True)

    def show_problems(self, problems: Sequence[str]) -> None:
        """List the problems."""
        self._screen.app.push_screen(ProblemsScreen(problems))

    def _look_up(self, word: str, card: FactsScreen) -> None:
        from reader.annotate.word_card import look_up

        app, morphology = self._screen.app, self._surroundings.morphology
        status = "" if morphology is None else say("Asking CAMeL Tools …")
        app.call_from_thread(card.show_facts, look_up(word).rows(), status)
        if morphology is None:
            return
        try:
            facts = look_up(word, morphology=morphology).rows()
        except AnnotateError as error:
            app.call_from_thread(card.show_facts, None, str(error))
        else:
            app.call_from_thread(card.show_facts, facts)
