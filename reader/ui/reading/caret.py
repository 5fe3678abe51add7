"""Moves the caret, with or without selecting: by character, word, sentence, paragraph, line, screen and annotation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.layout import Layout
from reader.model import Annotation, Selection
from reader.reading import motion
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand, Mention
from reader.ui.reading.interfaces import Pane, Say
from reader.ui.reading.paging import Pages, Stand
from reader.wording import say, sayable


class Caret:
    """Moves the caret, selects and copies."""

    def __init__(
        self, hand: ArticleInHand, changes: Changes, pane: Pane, *, say: Say, copy: Callable[[str], None]
    ) -> None:
        self._hand = hand
        self._changes = changes
        self._pane = pane
        self._say = say
        self._copy = copy
        """Puts a text on the clipboard, and reports where it went."""
        self._pages = Pages()

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "move.left": partial(self._by_cells, motion.cell_left),
            "move.right": partial(self._by_cells, motion.cell_right),
            "move.up": partial(self._by_lines, -1),
            "move.down": partial(self._by_lines, 1),
            "move.word_left": partial(self._to_word_beside, left=True),
            "move.word_right": partial(self._to_word_beside, left=False),
            "move.word_forward": partial(self._by_text, motion.word_forward),
            "move.word_back": partial(self._by_text, motion.word_back),
            "move.sentence_forward": partial(self._by_text, motion.sentence_forward),
            "move.sentence_back": partial(self._by_text, motion.sentence_back),
            "move.paragraph_forward": partial(self._by_cells, motion.paragraph_forward),
            "move.paragraph_back": partial(self._by_cells, motion.paragraph_back),
            "move.line_start": partial(self._by_cells, motion.line_start),
            "move.line_end": partial(self._by_cells, motion.line_end),
            "move.screen_down": partial(self._turn_page, 1),
            "move.screen_up": partial(self._turn_page, -1),
            "move.article_start": self._to_start,
            "move.article_end": self._to_end,
            "select.left": partial(self._by_cells, motion.cell_left, extend=True),
            "select.right": partial(self._by_cells, motion.cell_right, extend=True),
            "select.up": partial(self._by_lines, -1, extend=True),
            "select.down": partial(self._by_lines, 1, extend=True),
            "select.word_left": partial(self._to_word_beside, left=True, extend=True),
            "select.word_right": partial(self._to_word_beside, left=False, extend=True),
            "select.grow": self.grow,
            "select.swap": self.swap_ends,
            "select.all": self.select_all,
            "annotation.next": partial(self._step_annotation, 1, sayable("There is no annotation after this one.")),
            "annotation.previous": partial(
                self._step_annotation, -1, sayable("There is no annotation before this one.")
            ),
            "annotation.same_next": partial(self._step_mention, 1),
            "annotation.same_previous": partial(self._step_mention, -1),
            "copy": self.copy,
        }

    def go_to(self, offset: int) -> None:
        """Go to an offset that was chosen elsewhere, and centre it."""
        self._hand.session.move_to(offset)
        self._changes.note(Extent.CENTRED)

    def go_to_one_of(self, mentions: tuple[Annotation, ...]) -> None:
        """Go to the first of several mentions, or to the next one if the caret is at one of them already."""
        session = self._hand.session
        current = session.current
        at = mentions.index(current) + 1 if current in mentions else 0
        session.choose(mentions[at % len(mentions)])
        self._changes.note(Extent.CENTRED)

    def step_on(self, count: int) -> None:
        """Go to the next annotation (1) or the previous one (-1), if there is one."""
        if self._hand.session.step_annotation(count) is not None:
            self._changes.note(Extent.CENTRED)

    def grow(self) -> None:
        """Select the word, then the clause, the sentence, the paragraph, everything."""
        self._hand.session.grow()
        self._changes.note(Extent.CARET)

    def swap_ends(self) -> None:
        """Move the caret to the other end of the selection."""
        self._hand.session.swap_ends()
        self._changes.note(Extent.CARET)

    def select_all(self) -> None:
        """Select the whole article, without going to its end."""
        session = self._hand.session
        session.selection = Selection(0, len(session.text))
        self._changes.note(Extent.MARKS)

    def leave_selection(self) -> None:
        """Clear the selection."""
        session = self._hand.session
        session.move_to(session.caret)
        self._changes.note(Extent.CARET)

    def leave_hits(self) -> None:
        """Clear the marks of the last search; the keys for the next and the previous match bring them back."""
        session = self._hand.session
        session.hits, session.hit = (), None
        self._changes.note(Extent.MARKS)

    def copy(self) -> None:
        """Copy the selection, the annotation or the word under the caret as it is written."""
        copied = self._hand.session.copied()
        if not copied:
            self._say(say("There is no word under the caret to copy."), severity="warning")
            return
        self._copy(copied)

    def _by_text(self, step: Callable[[str, int], int], *, extend: bool = False) -> None:
        self._go(step(self._hand.session.text, self._hand.session.caret), extend=extend)

    def _by_cells(self, step: Callable[[Layout, int], int], *, extend: bool = False) -> None:
        self._go(step(self._hand.session.layout, self._hand.session.caret), extend=extend)

    def _by_lines(self, count: int, *, extend: bool = False) -> None:
        self._hand.session.move_lines(count, extend=extend)
        self._changes.note(Extent.CARET)

    def _to_word_beside(self, *, left: bool, extend: bool = False) -> None:
        """Go to the neighbouring word on that side: in a right-to-left line, the next word is on the left."""
        session = self._hand.session
        is_forward = left == (session.layout.line(session.layout.place_of(session.caret)).base == "rtl")
        self._by_text(motion.word_forward if is_forward else motion.word_back, extend=extend)

    def _to_start(self) -> None:
        self._go(0)

    def _to_end(self) -> None:
        self._go(len(self._hand.session.text))

    def _go(self, offset: int, *, extend: bool = False) -> None:
        self._hand.session.move_to(offset, extend=extend)
        self._changes.note(Extent.CARET)

    def _turn_page(self, direction: int) -> None:
        before = self._stand()
        back = self._pages.go_back(direction, before)
        if back is None:
            self._hand.session.move_lines(direction * self._pane.page())
            # Now, and not after the action: the new place is remembered, and with a count the next screen begins there.
            is_drawn = self._pane.reveal()
            self._pages.keep(direction, before, self._stand())
            self._changes.note(Extent.CURRENT if is_drawn else Extent.MARKS)
        else:
            self._pane.top = back.top
            self._pane.repaint_all()
            self._hand.session.move_to(back.caret, keep_column=True)
            self._changes.note(Extent.CURRENT)

    def _stand(self) -> Stand:
        session = self._hand.session
        return Stand(session.layout, session.caret, self._pane.top)

    def _step_annotation(self, count: int, otherwise: str) -> None:
        self._show_found(self._hand.session.step_annotation(count), otherwise)

    def _step_mention(self, count: int) -> None:
        session = self._hand.session
        found = session.step_mention(count)
        if found is not None:
            mentions = session.overlay.mentions(found, session.text)
            self._hand.mention = Mention(found, mentions.index(found) + 1, len(mentions))
        self._show_found(found, sayable("The caret is on no annotation."))

    def _show_found(self, annotation: Annotation | None, otherwise: str) -> None:
        if annotation is None:
            self._say(say(otherwise), severity="warning")
        else:
            self._changes.note(Extent.CENTRED)
