"""The boxes that open over the article: they ask for a text, list what there is, or show a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.arabic.words import fold
from reader.errors import AnnotateError
from reader.model import Article, Span
from reader.ui.problems import ProblemsScreen
from reader.ui.reading.surroundings import Surroundings
from reader.ui.widgets.asking import AskScreen, FactsScreen

if TYPE_CHECKING:
    from reader.reading.work import Work


class OpenedBoxes:
    """Opens the boxes over a screen."""

    def __init__(self, screen: Screen[None], surroundings: Surroundings) -> None:
        self._screen = screen
        self._surroundings = surroundings

    async def ask_text(self, title: str, value: str = "", *, several_lines: bool = False) -> str | None:
        """A text that the analyst writes."""
        return await self._screen.app.push_screen_wait(AskScreen(title, value, several_lines=several_lines))

    async def ask_event(self, work: Work) -> int | None:
        """The offset of an event that is picked from the history."""
        from reader.ui.reading.history_screen import HistoryScreen

        return await self._screen.app.push_screen_wait(HistoryScreen(work))

    async def ask_occurrences(
        self, article: Article, span: Span, label: str, work: Work
    ) -> Sequence[tuple[str, Span]] | None:
        """Article ids and spans that are to be tagged."""
        from reader.ui.library.occurrences_screen import OccurrencesScreen

        listed = OccurrencesScreen(
            article,
            span,
            label,
            labels=self._surroundings.labels,
            tagged=work.tagged,
            library=self._articles_with,
        )
        return await self._screen.app.push_screen_wait(listed)

    def show_word(self, word: str) -> None:
        """Show what is known of a word; an analyser, which takes longer than the lists, adds to it."""
        card = FactsScreen(word)
        self._screen.app.push_screen(card)
        self._screen.run_worker(partial(self._look_up, word, card), group="word", thread=True, exclusive=True)

    def show_problems(self, problems: Sequence[str]) -> None:
        """List what went wrong."""
        self._screen.app.push_screen(ProblemsScreen(problems))

    def _articles_with(self, words: str) -> Iterator[Article]:
        """The loaded articles in which every word stands, differences of spelling aside."""
        wanted = fold(words).split()
        for loaded in tuple(self._surroundings.articles):
            folded = fold(loaded.article.text)
            if all(word in folded for word in wanted):
                yield loaded.article

    def _look_up(self, word: str, card: FactsScreen) -> None:
        from reader.annotate.word_card import look_up

        app, morphology = self._screen.app, self._surroundings.morphology
        asked = "" if morphology is None else "CAMeL Tools is asked …"
        app.call_from_thread(card.show_facts, look_up(word).rows(), asked)
        if morphology is None:
            return
        try:
            facts = look_up(word, morphology=morphology).rows()
        except AnnotateError as error:
            app.call_from_thread(card.show_facts, None, str(error))
        else:
            app.call_from_thread(card.show_facts, facts)
