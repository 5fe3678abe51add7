"""What keys do to the caret and the selection. Mixed into the reading screen."""

from __future__ import annotations

from textual import getters

from reader.model import Selection
from reader.reading import motion
from reader.ui.reading.article_keys import ArticleKeys
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.paging import Pages, Stand


class MovingKeys(ArticleKeys):
    """Movements by character, word, sentence, paragraph, line and screen, and selecting by them."""

    view = getters.query_one(ArticleView)
    _pages: Pages

    def do_move_left(self) -> None:
        self._go(motion.cell_left(self.session.layout, self.session.caret))

    def do_move_right(self) -> None:
        self._go(motion.cell_right(self.session.layout, self.session.caret))

    def do_move_up(self) -> None:
        self._go_lines(-1)

    def do_move_down(self) -> None:
        self._go_lines(1)

    def do_move_word_left(self) -> None:
        self._go(self._word_beside(left=True))

    def do_move_word_right(self) -> None:
        self._go(self._word_beside(left=False))

    def do_move_word_forward(self) -> None:
        self._go(motion.word_forward(self.session.text, self.session.caret))

    def do_move_word_back(self) -> None:
        self._go(motion.word_back(self.session.text, self.session.caret))

    def do_move_sentence_forward(self) -> None:
        self._go(motion.sentence_forward(self.session.text, self.session.caret))

    def do_move_sentence_back(self) -> None:
        self._go(motion.sentence_back(self.session.text, self.session.caret))

    def do_move_paragraph_forward(self) -> None:
        self._go(motion.paragraph_forward(self.session.layout, self.session.caret))

    def do_move_paragraph_back(self) -> None:
        self._go(motion.paragraph_back(self.session.layout, self.session.caret))

    def do_move_line_start(self) -> None:
        self._go(motion.line_start(self.session.layout, self.session.caret))

    def do_move_line_end(self) -> None:
        self._go(motion.line_end(self.session.layout, self.session.caret))

    def do_move_screen_down(self) -> None:
        self._turn_page(1)

    def do_move_screen_up(self) -> None:
        self._turn_page(-1)

    def do_move_article_start(self) -> None:
        self._go(0)

    def do_move_article_end(self) -> None:
        self._go(len(self.session.text))

    def do_select_left(self) -> None:
        self._go(motion.cell_left(self.session.layout, self.session.caret), extend=True)

    def do_select_right(self) -> None:
        self._go(motion.cell_right(self.session.layout, self.session.caret), extend=True)

    def do_select_up(self) -> None:
        self._go_lines(-1, extend=True)

    def do_select_down(self) -> None:
        self._go_lines(1, extend=True)

    def do_select_word_left(self) -> None:
        self._go(self._word_beside(left=True), extend=True)

    def do_select_word_right(self) -> None:
        self._go(self._word_beside(left=False), extend=True)

    def do_select_grow(self) -> None:
        self.session.grow()
        self.after_move()

    def do_select_swap(self) -> None:
        self.session.swap_ends()
        self.after_move()

    def do_select_all(self) -> None:
        self.session.selection = Selection(0, len(self.session.text))
        self.after_move(scroll=False)

    def _go(self, offset: int, *, extend: bool = False) -> None:
        self.session.move_to(offset, extend=extend)
        self.after_move()

    def _go_lines(self, count: int, *, extend: bool = False) -> None:
        self.session.move_lines(count, extend=extend)
        self.after_move()

    def _turn_page(self, direction: int) -> None:
        before = self._stand()
        back = self._pages.go_back(direction, before)
        if back is None:
            self._go_lines(direction * self.view.page())
            self._pages.keep(direction, before, self._stand())
            return
        self.view.top = back.top
        self.view.repaint_all()
        self.session.move_to(back.caret, keep_column=True)
        self.after_move(scroll=False)

    def _stand(self) -> Stand:
        return Stand(self.session.layout, self.session.caret, self.view.top)

    def _word_beside(self, *, left: bool) -> int:
        """The neighbouring word on that side: in a right-to-left line the next one is at the left."""
        session = self.session
        forward = left == (session.layout.line(session.layout.place_of(session.caret)).base == "rtl")
        return (motion.word_forward if forward else motion.word_back)(session.text, session.caret)
