"""Runs the actions that the application carries out: another article, the file again, the engine, another theme."""

from __future__ import annotations

from functools import partial

from reader.ui.reading.action_table import Actions
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Boxes, Surroundings


class ArticleTurner:
    """Passes actions on to the application."""

    def __init__(self, hand: ArticleInHand, surroundings: Surroundings, boxes: Boxes) -> None:
        self._hand = hand
        self._surroundings = surroundings
        self._boxes = boxes

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        around = self._surroundings
        return {
            "article.next": partial(around.step_article, 1),
            "article.previous": partial(around.step_article, -1),
            "article.library": around.show_library,
            "article.ledger": around.ledger.open_here,
            "annotation.entity": around.entities.open_here,
            "search.library": around.search_keeping.open,
            "search.next_article": around.search_keeping.open_next,
            "article.index": around.index_keeping.toggle,
            "article.reload": around.files.reload,
            "article.problems": self.show_problems,
            "annotation.run": self.annotate,
            "view.theme": around.next_theme,
            "view.highlight": around.view_keeping.turn_highlight,
            "view.reset": around.view_keeping.reset,
        }

    def annotate(self) -> None:
        """Run the engine again."""
        self._surroundings.annotate(self._hand.session)

    def show_problems(self) -> None:
        """List everything that could not be opened or read, each problem once."""
        around = self._surroundings
        remarks = around.articles[around.at].warnings
        problems = (*remarks, *around.problems, *around.load_errors, *around.files.problems)
        self._boxes.show_problems(tuple(dict.fromkeys(problems)))
